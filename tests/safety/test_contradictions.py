"""A contradiction never reads better than what is left once one of its sides is taken out, under every law.

Facts that a relation of the book reads are said at random in a shipped case until they contradict each other; then
each of them is left out in turn. `make explore` draws many more, anew each time.
"""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pratique.deciding.relations import relations_of
from pratique.dossier.heard import reads
from pratique.errors import InvalidInput, UsageError
from pratique.facts.definition import VOCABULARY
from pratique.law import book
from pratique.law.outcome import Outcome
from pratique.logic.nodes import ChoiceFact, DateFact, Fact, NumberFact, SetFact, TruthFact
from pratique.usecases.answer.answer import Answer
from pratique.usecases.check import check
from tests.cases.runner import KNOWN_ON, all_cases
from tests.safety import changes

CASES = [case for case in all_cases() if not case.data.get("boms")]
RELATIONS = sorted(
    (each for each in relations_of(book.load()) if each.force in ("entails", "contradicts")),
    key=lambda each: each.name,
)
NUMBERS = (0, 1, 3, 9, 10, 50, 100, 2_000, 10**6)
DAYS = ("2018-01-01", "2026-03-01", "2035-01-01")
NEAR = ("CN", "US", "DE")
Data = dict[str, Any]


def values_of(fact: Fact) -> st.SearchStrategy[Any]:
    match fact:
        case TruthFact():
            return st.booleans()
        case NumberFact():
            return st.sampled_from(NUMBERS)
        case DateFact():
            return st.sampled_from(DAYS)
        case ChoiceFact(values=values):
            return st.sampled_from(NEAR if "CN" in values else sorted(values))
        case SetFact(values=values):
            return st.sampled_from([[], *([each] for each in (NEAR if "CN" in values else sorted(values)))])
    raise AssertionError(fact)


def homes(data: Data, kind: str) -> list[Data]:
    """The tables in which facts of a kind are said."""
    if kind == "case":
        return [data.setdefault("facts", {})]
    if kind == "part":
        return [part.setdefault("facts", {}) for part in changes.parts_of(data)]
    return data.get("parties", []) if kind == "party" else []


def key_in(kind: str, name: str) -> str:
    return name.partition(".")[2] if kind == "party" else name


def answer(data: Data, options: Data) -> Answer | None:
    try:
        return check(copy.deepcopy(data), known_on=KNOWN_ON, **options)
    except (InvalidInput, UsageError):
        return None


def worst(found: Answer) -> Outcome:
    return Outcome.named(found.verdict.worst)


@settings(max_examples=60, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.data())
def test_taking_a_side_out_never_reads_worse_than_both(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(CASES), label="case")
    relation = data.draw(st.sampled_from(RELATIONS), label="relation")
    torn, options = copy.deepcopy(case.data), {"on": case.on, "construe": case.construe}
    said: list[tuple[str, int, str]] = []
    for name in sorted(each for each in reads(relation) if not each.startswith("legal.")):
        fact = VOCABULARY[name].fact
        if tables := homes(torn, fact.kind.name):
            place = data.draw(st.integers(0, len(tables) - 1))
            tables[place][key_in(fact.kind.name, name)] = data.draw(values_of(fact), label=name)
            said.append((fact.kind.name, place, name))
    found = answer(torn, options)
    if found is None or not found.contradictions:
        return
    for kind, place, name in said:
        less = copy.deepcopy(torn)
        homes(less, kind)[place].pop(key_in(kind, name), None)
        settled = answer(less, options)
        if settled is not None and not settled.contradictions:
            assert worst(found) >= worst(settled), (relation.name, name)


def test_a_class_stated_of_weights_is_read_beside_what_they_sum_over() -> None:
    (case,) = [each for each in CASES if each.name == "weights to Canada with a certificate, stored as required"]
    said = copy.deepcopy(case.data)
    said["parts"][0]["facts"]["item.eccn"] = "3A991"  # it was an internal error: a sum over generators has none bound
    assert answer(said, {"on": case.on, "construe": case.construe}) is not None


def test_of_two_that_contradict_each_other_one_left_out_leaves_what_the_other_says() -> None:
    # Found by exploring: what is no longer contradicted is narrower than what was possible before.
    name = "no listed end use is said, and the figures are those of a supercomputer: one of the two is not so"
    (case,) = [each for each in CASES if each.name == name]
    options = {"on": case.on, "construe": case.construe}
    both = answer(case.data, options)
    assert both is not None
    assert both.contradictions
    for left_out in ("export.cluster_petaflops_32", "export.end_uses"):
        less = copy.deepcopy(case.data)
        del less["transactions"][0]["facts"][left_out]
        settled = answer(less, options)
        assert settled is not None
        assert worst(settled) <= worst(both)
