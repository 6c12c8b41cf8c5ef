"""What the connected-vehicle rule says of each part, as CX-0158-1 can state it: settled, with the reason, or not.

Rule: a verdict is stated only where the outcome is one side of the line for every way the unknowns may turn out, over
every act of the dossier. The reason is the standard's word for why; where two words would do, `undefined`.
"""

from __future__ import annotations

from pratique.deciding.decision import Decided
from pratique.deciding.outcomes import NodeOutcome
from pratique.facts.kinds import PART
from pratique.items.writers.settled import Reasoning, Settled
from pratique.law.outcome import Outcome
from pratique.logic.truth import FALSE, TRUE

RULE = "15 CFR part 791 subpart D"
INSTRUMENT = "us.cfr15_791d"


def verdicts_of(found: Decided, by: str | None = None) -> tuple[dict[str, Settled], list[tuple[str, str]]]:
    """The settled verdicts by the key of a part, and for every other part why there is none."""
    nodes: dict[str, list[NodeOutcome]] = {}
    for _, outcome in found.outcomes:
        if outcome.instrument.id == INSTRUMENT:
            for node in outcome.nodes:
                if node.kind is PART and not node.element.many:
                    nodes.setdefault(node.key, []).append(node)
    settled: dict[str, Settled] = {}
    open_: list[tuple[str, str]] = []
    for key, its in nodes.items():
        verdict = _settled(its, by)
        if verdict is not None:
            settled[key] = verdict
        else:
            ranges = " and ".join(dict.fromkeys(str(each.range) for each in its))
            open_.append((key, f"{RULE}: {ranges}"))
    if not any(outcome.instrument.id == INSTRUMENT for _, outcome in found.outcomes):
        said = f"{RULE} concerns no act here on its day, so nothing is stated of any part"
        open_ += [(case.id, said) for case in found.cases.cases[:1]]
    return settled, open_


def _settled(its: list[NodeOutcome], by: str | None) -> Settled | None:
    if any(each.range.best >= Outcome.LICENCE_REQUIRED for each in its):
        return Settled(False, "covered", by)
    if any(each.range.worst > Outcome.CLEAR_WITH_DUTIES for each in its):
        return None  # a leave that the customer holds or not is nothing that a supplier can state
    reasons = {_reason(each) for each in its}
    return Settled(True, reasons.pop() if len(reasons) == 1 else "undefined", by)


def _reason(node: NodeOutcome) -> Reasoning:
    """Why the rule does not bar it: open source, nothing of the rule, or covered and free of a link."""
    if not node.range.is_settled:
        return "undefined"
    if node.range.worst is Outcome.OUT_OF_SCOPE:
        values = node.element.values
        if (
            values.get("part.open_source") is TRUE
            and values.get("part.open_source_changed_for_proprietary_use") is FALSE
        ):
            return "opensource"
        return "not-covered"
    return "undefined" if node.range.worst is Outcome.EXEMPT else "covered"
