"""Performance and density as somebody states them, in the place of the rates and areas they are worked out from.

Rule: a stated performance is the largest product of rate and bit length, and there is no other; a stated density is
that performance over an area. Rates and areas that are stated as well stand beside it: where they differ from it the
sources differ, and neither holds.
"""

from __future__ import annotations

from pratique.dossier.statements import Statements
from pratique.facts import chip
from pratique.facts.conclusions import performance_density, tpp
from pratique.facts.proof import Proof
from pratique.logic.arithmetic import divide
from pratique.logic.nodes import Fact
from pratique.logic.values import NONE, Absence, Span, Value, point


def stand_for_figures(said: Statements, key: str, pointer: str) -> None:
    """Read the figures of a circuit from the performance and the density that are stated of the part `key`."""
    evidence = said.made.evidence
    performance, density = (evidence.value(key, each.name) for each in (tpp, performance_density))
    if performance is None:
        if density is not None:
            message = f"{performance_density.name} says nothing without {tpp.name}."
            said.error("dossier.performance", message, pointer, f"State {tpp.name} as well, or the area of the dies.")
        return
    assert isinstance(performance, Span)
    proof = evidence.proofs(key, tpp.name)[0]
    figures: list[tuple[Fact, Value]] = [(chip.tpp_other_lengths, performance), (chip.tpp_other_units, point(0))]
    figures += [(rate, NONE) for rate in chip.rates.values()]
    for fact, value in figures:
        evidence.add(key, fact, value, proof)
    if isinstance(density, Span):
        _area(said, key, performance, density, evidence.proofs(key, performance_density.name)[0])


def _area(said: Statements, key: str, performance: Span, density: Span, proof: Proof) -> None:
    area = NONE if density.none is Absence.YES else divide(performance, density)
    if density.none is not Absence.MAYBE and (area is NONE or area.none is Absence.NO):
        said.made.evidence.add(key, chip.nonplanar_area, area, proof)
