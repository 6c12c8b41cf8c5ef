"""What somebody uploads: a dossier with the files that it names, or bills with the question about them.

Rule: the question of a bill is the one that `pratique check BILL --into ... --act ...` asks, written as a dossier;
what is not said stays unknown. Of two dossiers neither is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

import msgspec

from pratique.dossier.entries import ActEntry, BillEntry
from pratique.dossier.folders import BESIDE
from pratique.dossier.question import BILL_MARKS, about, dossier_asking, goods_of_bills
from pratique.errors import UsageError
from pratique.facts.act import KINDS_OF_ACT
from pratique.facts.proof import GIVEN_REASONS
from pratique.files.clock import iso_day

ACTS = KINDS_OF_ACT
"""What may be done, as a question names it."""
ROLES = ("manufacturer", "importer", "supplier", "operator", "exporter")
"""In what role, as a question about a bill names it."""
REASONS = GIVEN_REASONS
"""Why somebody who is asked does not say."""
WRITTEN = "dossier.json"
"""The file in which the question about bills is written down."""


def dossiers_among(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The names of the files that ask a question themselves."""
    return tuple(name for name, data in files.items() if _asks(name, data))


def _asks(name: str, data: bytes) -> bool:
    low = name.lower()
    if low.endswith(BESIDE):
        return False
    if low.endswith(".toml"):
        return b"transactions" in data
    return low.endswith(".json") and b'"transactions"' in data and not any(mark in data for mark in BILL_MARKS)


def main_of(files: Mapping[str, bytes], said: Mapping[str, str]) -> tuple[str, bytes | None]:
    """The file that asks, and its bytes where it was written here. Raises UsageError.

    `said` has act, role, into, day, model_year and title, each empty where it was not said.
    """
    asking = dossiers_among(files)
    if len(asking) > 1:
        raise UsageError(f"These ask a question each: {', '.join(asking)}. Upload one of them with its files.")
    if asking:
        return asking[0], None
    bills = [name for name in files if not name.lower().endswith(BESIDE)]
    if not bills:
        raise UsageError("There is no bill of materials and no dossier among the files.")
    return WRITTEN, question_about_bills(bills, files, said)


def question_about_bills(bills: Sequence[str], files: Mapping[str, bytes], said: Mapping[str, str]) -> bytes:
    """The dossier that asks of bills of materials, as JSON. Raises UsageError."""
    if problems := list(problems_of(said)):
        raise UsageError(" ".join(says for _, says in problems))
    title = said.get("title") or bills[0]
    goods = goods_of_bills([_bill(name, files) for name in bills], said, {})
    act = ActEntry(
        id=f"{said['act']} of {bills[0]}",
        act=said["act"],
        role=said.get("role") or None,
        date=said["day"],
        into=said["into"].upper(),
    )
    data = dossier_asking(title, [about(act, goods, {})], [goods])
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def problems_of(said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is missing or wrong in what is said beside a bill, by field."""
    if said.get("act") not in ACTS:
        yield "act", "Choose what is done."
    if said.get("role") and said["role"] not in ROLES:
        yield "role", f"Choose a role among {', '.join(ROLES)}."
    into = said.get("into", "")
    if len(into) != 2 or not into.isascii() or not into.isalpha():
        yield "into", "Enter the market as two letters, such as US."
    if iso_day(said.get("day")) is None:
        yield "day", "Enter the day of the act as YYYY-MM-DD."
    year = said.get("model_year", "")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        yield "model_year", "Enter the model year as four digits, or leave it empty."


def _bill(name: str, files: Mapping[str, bytes]) -> BillEntry:
    mapping = f"{PurePosixPath(name).stem}.columns.toml"
    return BillEntry(name, mapping if mapping in files else None)
