"""The head of a CycloneDX document: format, version, serial number and timestamp, each checked as the schema would.

Rule: only what the document is (its format and its version of CycloneDX) can make it unreadable; nothing follows in
law from a serial number, a count of versions or a timestamp, so that a wrong one is a warning.
"""

from __future__ import annotations

import re

from msgspec import Raw

from pratique.errors import Place
from pratique.items.bill import Bill
from pratique.items.cyclonedx import schema
from pratique.items.cyclonedx.schema import BomDocument
from pratique.items.json.records import ABSENT, value

_WHOLE = re.compile(r'"?0*([1-9]\d{0,8})(?:\.0+)?"?')
"""The text of a version that counts: a whole number, in quotes or with a fraction of nothing."""


def read_head(top: BomDocument, bill: Bill) -> None:
    """Format, version and serial number, each checked as the schema would."""
    name = value(top.bomFormat, str, "/bomFormat", bill)
    if name != "CycloneDX":
        bill.findings.add(
            "cyclonedx.bomFormat",
            f"bomFormat is {name!r} instead of 'CycloneDX'.",
            Place(bill.file, "/bomFormat"),
            "Check that this is a CycloneDX bill of materials.",
            value=name,
        )
    bill.spec_version = value(top.specVersion, str, "/specVersion", bill) or ""
    if bill.spec_version not in schema.VERSIONS:
        bill.findings.add(
            "cyclonedx.specVersion",
            f"specVersion {bill.spec_version!r} is none of {', '.join(schema.VERSIONS)}.",
            Place(bill.file, "/specVersion"),
            "Export the bill in one of these versions.",
            value=bill.spec_version,
        )
    bill.serial = value(top.serialNumber, str, "/serialNumber", bill)
    check_serial(bill, "/serialNumber")
    bill.version = _version(top.version, bill)


def _version(raw: Raw, bill: Bill) -> int:
    """The version of the bill; 0, with a warning, where it states none that can be counted."""
    if raw is ABSENT or bytes(raw) == b"null":
        return 1
    text = bytes(raw).decode("utf-8", "replace")
    found = _WHOLE.fullmatch(text)
    if found is None or found[0] != found[1]:
        bill.findings.add(
            "cyclonedx.version",
            f"The version {text[:120]} of the bill is no whole number from 1.",
            Place(bill.file, "/version"),
            f"It is read as {found[1]}." if found else "It is neither earlier nor later than another.",
            "warning",
            text[:120],
        )
    return int(found[1]) if found else 0


def check_serial(bill: Bill, pointer: str) -> None:
    """A finding where the serial number is no UUID in the form that the schema asks for."""
    if bill.serial is not None and not schema.SERIAL.fullmatch(bill.serial):
        bill.findings.add(
            "cyclonedx.serialNumber",
            f"The serial number {bill.serial!r} is no 'urn:uuid:' with a lower-case UUID.",
            Place(bill.file, pointer),
            "Write it as RFC 4122 has it; BOM-Links lead nowhere until then.",
            "warning",
            bill.serial,
        )


def check_timestamp(bill: Bill, pointer: str) -> None:
    """A finding where the timestamp is no date with a time."""
    if bill.timestamp is not None and not schema.TIMESTAMP.fullmatch(bill.timestamp):
        bill.findings.add(
            "cyclonedx.timestamp",
            f"The timestamp {bill.timestamp!r} is no date with a time (RFC 3339).",
            Place(bill.file, pointer),
            "Write it as 2026-11-22T00:00:00Z.",
            "warning",
            bill.timestamp,
        )
