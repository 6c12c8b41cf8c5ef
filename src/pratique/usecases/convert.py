"""From one format of bills of materials to another, refusing what is no bill and telling what gets lost.

Rule: a bill with errors is not converted, since the errors would travel on without their findings. Verdicts come
only from a file of settled ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from pratique.errors import Finding, Findings, InvalidInput, Place, UsageError
from pratique.files import load_json, read_bytes
from pratique.files.plain import Data, Plain
from pratique.items.readers import read_bill
from pratique.items.tables.read import read_columns
from pratique.items.writers import NEWEST, TARGETS, convert
from pratique.items.writers.leaves import unwritten
from pratique.items.writers.settled import REASONINGS, Settled
from pratique.value_class import dataclass

_HINTS = (
    ("cx0158-2", "cx-0158-2"),
    ("cx-0158-2", "cx-0158-2"),
    ("cx0158", "cx-0158-1"),
    ("cx-0158", "cx-0158-1"),
    ("spdx", "spdx-3.0"),
    ("cdx", "cyclonedx-1.7"),
)


@dataclass(frozen=True, slots=True)
class Converted(Plain):
    """The text in the new format, how many components it has, and every finding of reading and of writing."""

    data: bytes
    target: str
    source: str
    lines: int
    findings: Findings
    unwritten: Mapping[str, int] = field(default_factory=dict)
    """How many values at each path of the source are not in the new text."""

    def to_dict(self) -> Data:
        """What `pratique convert --format json` says of the new text, without it."""
        return {
            "source": self.source,
            "target": self.target,
            "components": self.lines,
            "unwritten": dict(self.unwritten),
            "findings": [finding.to_dict() for finding in self.findings],
        }


def target_of(name: str) -> str:
    """The target that the name of an output file stands for. Raises `UsageError`."""
    low = Path(name).name.lower()
    for hint, target in _HINTS:
        if hint in low:
            return target
    raise UsageError(f"The name {low!r} does not say which format is meant: add --to {'|'.join(TARGETS)}.")


def convert_file(
    path: str | Path, target: str, *, columns: str | Path | None = None, settled: str | Path | None = None
) -> Converted:
    """A bill of materials and the name of a format -> its text in that format, and what it cannot say there.

    A format named without its version is written in the newest that is written, and a finding says so.
    Raises `InvalidInput` for a bill with errors, `UsageError` for a format that is none.

    >>> pratique.convert("aurora/aurora.cdx.json", "spdx-3.0").source
    'CycloneDX JSON 1.6'
    """
    bill = read_bill(path, read_columns(columns) if columns else None)
    bill.refuse()
    named, target = target, NEWEST.get(target.lower(), target)
    data, findings = convert(bill, target, read_settled(settled) if settled else None)
    findings.items[:0] = bill.findings.items
    if named != target:
        message = f"{named} is named without a version: {target} is written, the newest that is."
        findings.add(
            "convert.version", message, Place(bill.file), f"Say --to {target}, or another, to fix it.", "note"
        )
    left = unwritten(bill, data, same_format=bill.format == "CycloneDX JSON" and target.startswith("cyclonedx"))
    if left:
        findings.add("convert.values", _left(left), Place(bill.file), "Keep the original beside it.", "warning")
    source = f"{bill.format} {bill.spec_version}".strip()
    return Converted(data, target, source, len(bill.lines), findings, left)


MOST_PATHS = 12
"""How many paths the finding names; the report in JSON has all of them."""


def _left(left: Mapping[str, int]) -> str:
    """What did not arrive, in words."""
    shown = ", ".join(f"{path} ({count})" for path, count in list(left.items())[:MOST_PATHS])
    more = f", and {len(left) - MOST_PATHS} more paths (--format json has all)" if len(left) > MOST_PATHS else ""
    return f"{sum(left.values())} values of the source are not in the output, by path: {shown}{more}."


def read_settled(path: str | Path) -> Mapping[str, Settled]:
    """Settled verdicts by the reference of a line: `{ref: {compliant, reasoning, signed_off_by}}` in JSON.

    Raises `InvalidInput`.
    """
    place = Place(str(path))
    table = load_json(read_bytes(path), place)
    findings: list[Finding] = []
    found: dict[str, Settled] = {}
    for ref, raw in table.items() if isinstance(table, dict) else ():
        verdict = _settled(raw)
        if verdict is None:
            findings.append(
                Finding(
                    "settled.verdict",
                    f"The verdict on {ref!r} is not {{compliant: true or false, reasoning: ...}}.",
                    Place(str(path), f"/{ref}"),
                    f"The reasoning is one of {', '.join(REASONINGS)}.",
                )
            )
        else:
            found[ref] = verdict
    if not isinstance(table, dict):
        findings.append(Finding("settled.object", "The verdicts are no JSON object.", place, "Write {ref: verdict}."))
    if findings:
        raise InvalidInput(findings)
    return found


def _settled(raw: Any) -> Settled | None:
    if (
        not isinstance(raw, dict)
        or not isinstance(raw.get("compliant"), bool)
        or raw.get("reasoning") not in REASONINGS
    ):
        return None
    signed = raw.get("signed_off_by")
    return Settled(raw["compliant"], raw["reasoning"], signed if isinstance(signed, str) else None)
