"""LEIs that cannot be right: whom they concern stays open until they are corrected.

Rule: a number with wrong check digits joins nobody, so what is said under the right one is not found from it. The
party that bears it is open, and so is every party whose own LEI is one or two slips away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pratique.errors import Findings
from pratique.ids import normal_form
from pratique.parties.holdings import Claim, Hole
from pratique.parties.party import Party
from pratique.parties.registry import party_ids

SLIPS = 2
"""How many characters a misprint of an LEI may get wrong."""
_PARTS = ((0, 7), (7, 14), (13, 20))
"""With two slips a third of the number is left whole: only LEIs that share one are compared."""


def opened_by_numbers(claims: Iterable[Claim], findings: Findings) -> Iterator[Claim]:
    """Claims as they are read, each followed by a hole where an LEI in it cannot be right."""
    seen = len(findings.items)
    for claim in claims:
        yield claim
        wrong = [each for each in findings.items[seen:] if each.code == "parties.lei"]
        seen = len(findings.items)
        for finding in wrong:
            why = f"{finding.message} What others say of it under its right number is not found."
            for name in dict.fromkeys(party_ids(claim)):
                yield Hole(name, why, claim.provenance, normal_form(finding.value or ""))


def misprint_holes(holes: Iterable[Hole], parties: Mapping[str, Party]) -> Iterator[Hole]:
    """A hole for each party whose LEI a misprinted one may be."""
    suspects: dict[tuple[int, str], set[str]] = defaultdict(set)
    first: dict[str, Hole] = {}
    for hole in holes:
        if hole.number:
            first.setdefault(hole.number, hole)
            for start, stop in _PARTS:
                suspects[start, hole.number[start:stop]].add(hole.number)
            suspects[-1, hole.number[-7:]].add(hole.number)
    if not suspects:
        return
    from rapidfuzz.distance import OSA

    for name, party in parties.items():
        for scheme, number in party.identifiers:
            if scheme != "LEI":
                continue
            keys = [(start, number[start:stop]) for start, stop in _PARTS] + [(-1, number[-7:])]
            near = sorted({text for key in keys for text in suspects.get(key, ())})
            for text in near:
                if first[text].about != name and OSA.distance(text, number, score_cutoff=SLIPS) <= SLIPS:
                    why = (
                        f"The LEI {text} of {first[text].about} cannot be right and may be that of {name}, {number}."
                    )
                    yield Hole(name, why, first[text].provenance)
