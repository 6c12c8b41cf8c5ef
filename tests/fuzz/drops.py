"""Whether a record vanishes without a word: its name stands in the file, and in nothing that was read or told.

Rule: a name that a mutant still holds, whole, is the name of a line, a party, an entry or a row that was read; or
something is told of the file, by a finding that is more than a note, or by a list that says it is not complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pratique.errors import Finding


@dataclass(frozen=True, slots=True)
class Watched:
    """The names of the records of some seeds, and what a reading holds and tells.

    A record may bear several, `ref|name`: it stands where all do, and was read where one of them was.
    """

    names: tuple[str, ...]
    held: Callable[[Any], str]
    told: Callable[[Any], bool]

    def dropped(self, data: bytes, read: Any) -> tuple[str, ...]:
        """The names that stand in the mutant and were lost in silence."""
        text = data.decode("utf-8", "replace")
        standing = [name for name in self.names if all(each in text for each in name.split("|"))]
        if not standing or self.told(read):
            return ()
        held = self.held(read)
        return tuple(name for name in standing if not any(each in held for each in name.split("|")))


NAMED = ("table.column", "screen.column")
"""Notes that name a column which is not read: a name that stands in a header is told by them."""


def _is_told(findings: Iterable[Finding]) -> bool:
    return any(each.severity != "note" or each.code in NAMED for each in findings)


def _of_bill(names: tuple[str, ...]) -> Watched:
    def held(bill: Any) -> str:
        return "\n".join(f"{line.name}\n{line.ref}" for line in bill.lines) + f"\n{bill.subject!r}"

    return Watched(names, held, lambda bill: _is_told(bill.findings))


def _of_registry(names: tuple[str, ...]) -> Watched:
    return Watched(names, lambda found: repr(found.claims), lambda found: _is_told(found.findings))


def _of_lists(names: tuple[str, ...]) -> Watched:
    def held(lists: Any) -> str:
        return "\n".join(name.text for one in lists for entry in one.listings for name in entry.names)

    return Watched(names, held, lambda lists: any(not one.complete or _is_told(one.findings) for one in lists))


WATCHED: dict[str, Watched] = {
    "CycloneDX JSON": _of_bill(("tcu|Telematics unit", "fw|Boot")),
    "CycloneDX XML": _of_bill(("Unit", "Boot")),
    "SPDX 2": _of_bill(("SPDXRef-app",)),
    "SPDX 3": _of_bill(("urn:x:app",)),
    "SPDX tags": _of_bill(("SPDXRef-zephyr",)),
    "BOM CSV": _of_bill(("unit-1|Unit", "app-2|App, main")),
    "BODS": _of_registry(("Li Wei",)),
    "GLEIF XML": _of_registry(("Acme Ltd",)),
    "GLEIF API": _of_registry(("549300B56MD0ZC402L06",)),
    "GLEIF CSV": _of_registry(("5493001KJTIIGC8Y1R12",)),
    "FtM": _of_registry(("company-1", "person-1")),
    "PSC": _of_registry(("Mr Li", "Holdings Ltd")),
    "stakes CSV": _of_registry(("Acme", "Li Wei")),
    "CSL CSV": _of_lists(("Acme Radar Ltd", "Doe, Jane")),
    "CSL JSON": _of_lists(("Acme Radar Ltd",)),
    "OFAC CSV": _of_lists(("ACME RADAR LTD", "DOE, Jane")),
    "OFAC XML": _of_lists(("NU ELECTRONICS",)),
    "DPL": _of_lists(("JANE DOE",)),
    "UN, UK, EU XML": _of_lists(("Harbour Trading House", "HARBOUR TRADING HOUSE", "Wang")),
    "OpenSanctions": _of_lists(("Acme Radar", "Beta Optics")),
    "suppliers CSV": Watched(
        ("Acme Radar Ltd", "Doe, Jane"), lambda read: repr(read[0]), lambda read: _is_told(read[1])
    ),
    "chips CSV": Watched(
        ("H100",), repr, lambda read: _is_told(read[1]) or any(_is_told(row.findings) for row in read[0])
    ),
}
"""The readers of records that are watched, by the name of their target."""
