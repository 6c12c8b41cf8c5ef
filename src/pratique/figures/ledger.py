"""The ledger: figures in the order in which they were entered, found by series and period in one step.

Rule: entries are only ever added, never changed: a corrected figure is a new row with its own vintage. Rows
are added all or none. Invariant: `slots` holds every entry that has publisher and scope exactly once, under
its series and months, so that an identity looks its figures up and never scans.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from functools import cache
from pathlib import Path
from typing import TypeAlias

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.figures.entry import Confidence, LedgerEntry, SeriesKey
from pratique.figures.interval import Number
from pratique.figures.period import Period
from pratique.figures.tidy import COLUMNS, read_tidy, write_tidy
from pratique.files import decode_text, exclusive, read_bytes, write_whole
from pratique.files.shipped import shipped_text
from pratique.value_class import dataclass

Slot: TypeAlias = tuple[SeriesKey, int, int]

_TRUST: dict[Confidence, int] = {
    "confirmed": 0,
    "cross_checked": 1,
    "single_source": 2,
    "derived": 3,
    "derived_memory": 4,
    "memory": 4,
    "contradicted": 9,
}


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries and, built once in linear time, the index of those that may enter an identity."""

    entries: tuple[LedgerEntry, ...]
    slots: dict[Slot, list[LedgerEntry]] = field(init=False, repr=False, compare=False)
    series: dict[SeriesKey, list[LedgerEntry]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        slots: defaultdict[Slot, list[LedgerEntry]] = defaultdict(list)
        series: defaultdict[SeriesKey, list[LedgerEntry]] = defaultdict(list)
        for entry in self.entries:
            if entry.may_enter_identity:
                slots[slot_of(entry)].append(entry)
                series[entry.key].append(entry)
        for held in slots.values():
            held.sort(key=_trust)
        object.__setattr__(self, "slots", dict(slots))
        object.__setattr__(self, "series", dict(series))

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[LedgerEntry]:
        return iter(self.entries)

    def best(self, key: SeriesKey, period: Period) -> LedgerEntry | None:
        """The most trusted figure of a series and period, None if none stands there uncontradicted."""
        held = self.slots.get((key, period.first, period.last))
        return held[0] if held and held[0].confidence != "contradicted" else None

    def select(self, series: str) -> tuple[LedgerEntry, ...]:
        """Entries of `indicator:product:geography`; a part left empty or `*` fits everything."""
        want = [part.strip() for part in series.split(":")] + ["*"] * 3
        return tuple(
            entry
            for entry in self.entries
            if all(
                wanted in ("", "*", have)
                for wanted, have in zip(want, (entry.indicator, entry.product, entry.geography), strict=False)
            )
        )


def slot_of(entry: LedgerEntry) -> Slot:
    return entry.key, entry.period.first, entry.period.last


def _trust(entry: LedgerEntry) -> tuple[int, bool, Number, str]:
    # Among equals: one with a growth rate, then the finer digit, then the earlier printing.
    printed = entry.published_on.isoformat() if entry.published_on else "9999"
    return _TRUST[entry.confidence], entry.growth is None, entry.half, printed


@cache
def shipped() -> Ledger:
    """The ledger that comes with the program, read once."""
    text = shipped_text("pratique.figures", "data/ledger.csv")
    findings = Findings()
    entries = read_tidy(text, "ledger.csv", findings)
    findings.refuse()
    return Ledger(tuple(entries))


def load(path: str | Path, findings: Findings | None = None) -> Ledger:
    """The ledger in a tidy CSV. Raises `InvalidInput` with every bad row; warnings go to `findings`."""
    mine = Findings() if findings is None else findings
    text = decode_text(read_bytes(path, limit=MAX_LEDGER), Place(str(path)))
    entries = read_tidy(text, str(path), mine)
    if not entries and not mine.errors:
        mine.add("figures.empty", "There is no figure in the file.", Place(str(path)), "Check the file.", "warning")
    mine.refuse()
    return Ledger(tuple(entries))


MAX_LEDGER = 256 * 1024**2
"""Largest ledger file read (bytes)."""


def add(path: str | Path, entries: Iterable[LedgerEntry], place: Place | None = None) -> int:
    """Append `entries` to the ledger file (created if absent), all or none; returns how many were added.

    A figure that the ledger already holds (same series, period, value, source and date) is a finding, as is
    one without publisher, scope or source. Raises `InvalidInput` with all of them and then writes nothing.
    """
    file = Path(path)
    new = tuple(entries)
    with exclusive(file):
        old = load(file) if file.exists() else Ledger(())
        findings = refusals(old, new, place or Place(str(path)))
        if findings:
            raise InvalidInput(findings)
        write_whole(file, _appended(file, new) if old.entries else write_tidy(new))
    return len(new)


def refusals(old: Ledger, new: Iterable[LedgerEntry], place: Place) -> list[Finding]:
    """Why rows may not be added to `old`: every reason of every row."""
    known = {_identity(entry) for entry in old}
    findings = Findings()
    for entry in new:
        where = replace(place, line=entry.line)
        for name in ("publisher", "scope", "source"):
            if not getattr(entry, name):
                findings.add(
                    f"figures.{name}",
                    f"{entry.label} has no {name}.",
                    where,
                    "A figure enters the ledger only with publisher, scope and source.",
                )
        if _identity(entry) in known:
            findings.add(
                "figures.duplicate",
                f"{entry.label} from {entry.source or 'an unnamed source'} is already in the ledger.",
                where,
                "Leave it out; a corrected figure needs its own published_on or vintage.",
            )
        known.add(_identity(entry))
    return findings.items


def _identity(entry: LedgerEntry) -> tuple[object, ...]:
    return (*slot_of(entry), entry.value, entry.changes, entry.source, entry.published_on, entry.vintage)


def _appended(file: Path, new: tuple[LedgerEntry, ...]) -> bytes:
    """The bytes of the file as they are, with the new rows in the order of its own columns."""
    data = read_bytes(file, limit=MAX_LEDGER)
    header = data.split(b"\n", 1)[0].decode("utf-8-sig").strip()
    if header != ",".join(COLUMNS):
        raise InvalidInput(
            [
                Finding(
                    "figures.header",
                    f"{file.name!r} has not the ledger's columns in their order, so rows cannot be appended.",
                    Place(str(file), line=1),
                    "Rewrite it with `pratique figures list --format csv`.",
                )
            ]
        )
    gap = b"" if data.endswith(b"\n") else os.linesep.encode()
    return data + gap + write_tidy(new, header=False).encode()
