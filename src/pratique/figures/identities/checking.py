"""All identities over a ledger, in one pass.

Rule: every relation is asked once; a miss that another printing of the same number would repeat word for word
is told once. Figures that no identity reaches are counted, not blamed.
"""

from __future__ import annotations

from dataclasses import replace

from pratique.figures.entry import LedgerEntry
from pratique.figures.identities.grade import Context, grade
from pratique.figures.identities.miss import DEFECTS, Miss
from pratique.figures.identities.web import Web
from pratique.figures.interval import meets
from pratique.figures.ledger import Ledger
from pratique.files.collector import collector_paused
from pratique.value_class import dataclass

MOST_REPAIRED = 1000
"""Misses of which a repair is sought; a file with more is not a bulletin, and the time stays bounded."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`asked` relations over `figures` entries, the misses, and the entries that no relation reaches."""

    figures: int
    asked: int
    misses: tuple[Miss, ...]
    unreached: tuple[LedgerEntry, ...]

    @property
    def defects(self) -> tuple[Miss, ...]:
        """The misses that call for a correction."""
        return tuple(miss for miss in self.misses if miss.grade in DEFECTS)


def check_against(bulletin: Ledger, known: Ledger) -> Checked:
    """The identities of `bulletin` read beside `known`: only misses in which a figure of the bulletin takes part.

    The figures of `known` lose their lines, so that every line told is one of the bulletin.
    """
    mine = {id(entry) for entry in bulletin}
    elsewhere = (replace(entry, line=None) for entry in known)
    both = check(Ledger((*elsewhere, *bulletin.entries)))
    return Checked(
        len(bulletin),
        both.asked,
        tuple(miss for miss in both.misses if any(id(figure) in mine for figure in miss.figures)),
        tuple(entry for entry in both.unreached if id(entry) in mine),
    )


def check(ledger: Ledger) -> Checked:
    """Every identity over `ledger`, in time linear in its size."""
    # Relations hold no cycles, and a collector that walks them again and again costs a third of the time.
    with collector_paused():
        return _check(ledger)


def _check(ledger: Ledger) -> Checked:
    web = Web.of(ledger)
    context: Context | None = None
    told: dict[tuple[object, ...], Miss] = {}
    reached: set[int] = set()
    asked = 0
    for relation in web.drawn:
        sides = relation.sides()
        if sides is None:
            continue
        asked += 1
        reached.update(id(figure) for figure in relation.figures)
        if meets(*sides) and not (relation.has_unit and relation.breaks("narrow")):
            continue
        context = context or Context.of(web)
        miss = grade(relation, context, thorough=len(told) < MOST_REPAIRED)
        if miss is not None:
            told.setdefault((miss.identity, miss.says, *sides), miss)
    misses = _without_echoes(tuple(told.values()))
    return Checked(len(ledger), asked, misses, tuple(e for e in ledger if id(e) not in reached))


def _without_echoes(misses: tuple[Miss, ...]) -> tuple[Miss, ...]:
    """Leaves out an order (I9) that says less than a broken sum over the same two figures."""
    sums = {(id(m.figures[0]), id(part)) for m in misses if m.identity in ("I1", "I5") for part in m.figures[1:]}
    return tuple(
        miss for miss in misses if miss.identity != "I9" or tuple(id(figure) for figure in miss.figures) not in sums
    )
