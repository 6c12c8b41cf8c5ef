"""The facts of an item that stands alone, read together under the relations of the law, as those of a case are.

Rule: what follows is derived; figures that cannot all be so are read as unknown until one of them is put right.
"""

from __future__ import annotations

from collections.abc import Iterator

from pratique.dossier.related import related
from pratique.errors import Finding, Place
from pratique.facts.kinds import PART
from pratique.law.registered import control_list
from pratique.logic.entities import Entity


def read_together(case: Entity) -> tuple[Entity, Entity, tuple[Finding, ...]]:
    """A case with one part -> the case and its part with what follows, and a finding for each contradiction."""
    found = related(case, control_list().relations)
    told = {
        (each.relation.name, each.key): f"{each.relation.says} These cannot all be so, and are read as unknown: "
        f"{', '.join(sorted({name for _, name in each.because}))}."
        for each in found.contradictions
    }
    return found.entity, next(_parts(found.entity)), tuple(map(_finding, told.values()))


def _parts(case: Entity) -> Iterator[Entity]:
    yield from case.listing(PART).elements


def _finding(message: str) -> Finding:
    return Finding("item.contradiction", message, Place("figures"), "Put one of them right.", "warning")
