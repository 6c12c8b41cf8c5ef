"""On the cases: each flip of `what-if`, applied to the dossier, flips; none holds a smaller one; none is missed.

Rule: nothing here asks how a flip was found. It is written into the dossier, which is decided again; that none of
size one is missed is shown by trying every way of every fact that can be acted on.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from pratique.deciding.applicable import instruments_for
from pratique.deciding.decision import Decided, decided
from pratique.deciding.levels import levels_of
from pratique.deciding.variation import Question, decided_with, whole_range
from pratique.dossier.evidence import refines
from pratique.errors import UsageError
from pratique.facts.definition import VOCABULARY
from pratique.facts.granted import is_granted
from pratique.facts.kinds import CASE
from pratique.facts.shown import show_value
from pratique.law.outcome import Outcome
from pratique.logic.entities import unknown_value, value_of
from pratique.logic.intervals import INFINITY, End
from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import Condition, DateFact, Fact
from pratique.logic.truth import TRUE, Truth
from pratique.logic.values import Absence, Choice, Members, Span, Value, between
from pratique.readings.case_split import cells_of
from pratique.usecases.answer.answer import VerdictOut, verdict_out
from pratique.usecases.changes.compare import entities
from pratique.usecases.changes.search import LABELS, MOST_FLIPS, Flips
from pratique.usecases.changes.what_if import WhatIf, what_if
from tests.cases.runner import KNOWN_ON, Given, all_cases, sampled

EVERY = list(all_cases())
EXPORTS = [case for case in EVERY if "us/ear" in case.id]
CASES = [*sampled([case for case in EVERY if case not in EXPORTS], 24), *sampled(EXPORTS, 96)]
"""Of every file one case in 24, of the export controls, which ask the most, one in 96; all in `make proof`."""
SINGLES = random.Random(7).sample(CASES, 8)
PAIRS = [case for case in SINGLES if "us/ear" not in case.id][:3]
MOST_TRIED = 120
NEVER = {"act.knowledge", "act.kind", "act.into", "act.out_of", "service.city", "service.district"}


def over(verdict: VerdictOut, towards: str) -> bool:
    if towards == "may cross":
        return Outcome.named(verdict.worst) <= Outcome.AUTHORIZED
    return Outcome.named(verdict.best) > Outcome.AUTHORIZED


def asked(case: Given) -> WhatIf:
    return what_if(copy.deepcopy(case.data), on=case.on, known_on=KNOWN_ON, construe=case.construe)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_flip_applied_flips_and_none_is_larger_than_it_must_be(case: Given) -> None:
    found = asked(case)
    assert len(found.flips) <= MOST_FLIPS
    whole = [{(each.fact, each.entity, each.then) for each in flip.changes} for flip in found.flips]
    assert not any(a < b for a in whole for b in whole), "none holds a smaller one"
    granted = [any(is_granted(each.fact) for each in flip.changes) for flip in found.flips]
    assert granted == sorted(granted), "what an agency must grant comes last"
    for flip in found.flips:
        assert LABELS.isdisjoint(each.fact for each in flip.changes), "nothing is called otherwise"
        assert 1 <= len(flip.changes) <= 3
        assert over(flip.verdict, found.towards)
        for change in (one for each in flip.changes for one in (each, *each.or_else)):
            assert change.fact not in NEVER
            assert not change.fact.startswith("legal.")
            assert VOCABULARY[change.fact].change == change.cost
            assert change.now != change.then
    applied = Applied(case, found.towards)
    for flip, chosen in applied.drawn(found):
        told = applied.verdict(chosen)
        if told is not None:
            assert over(told, found.towards), flip
        for size in range(1, len(chosen)):
            for fewer in combinations(chosen.items(), size):
                less = applied.verdict(dict(fewer))
                assert less is None or not over(less, found.towards), "a part of it flips too"


@pytest.mark.parametrize("case", SINGLES, ids=lambda case: case.id)
def test_no_single_change_is_missed(case: Given) -> None:
    found = decided(copy.deepcopy(case.data), on=case.on, known_on=KNOWN_ON, construe=case.construe)
    towards = "may cross" if found.range.worst > Outcome.AUTHORIZED else "barred"
    search = Flips(found, goal_of(towards))
    sets = [search.made(each) for each in search.smallest()]
    every = list(changes(found))
    for question, way in random.Random(case.id).sample(every, min(MOST_TRIED, len(every))):
        changed = {question: way}
        flips = is_over(found, changed, towards)
        if flips and search.complete:
            assert any(changed == each for each in sets), question
        assert flips or changed not in sets


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case.id)
def test_no_pair_of_changes_is_missed(case: Given) -> None:
    found = decided(copy.deepcopy(case.data), on=case.on, known_on=KNOWN_ON, construe=case.construe)
    towards = "may cross" if found.range.worst > Outcome.AUTHORIZED else "barred"
    search = Flips(found, goal_of(towards))
    sets = [search.made(each) for each in search.smallest()]
    every = list(changes(found))
    drawn = random.Random(case.id).sample(
        list(combinations(every, 2)), min(MOST_TRIED, len(every) * (len(every) - 1) // 2)
    )
    for left, right in drawn:
        changed = dict((left, right))
        if len(changed) == 2 and is_over(found, changed, towards) and search.complete:
            assert any(each.items() <= changed.items() for each in sets), changed


# --- brute force ------------------------------------------------------------------------------------------


def goal_of(towards: str) -> Truth:
    return ~TRUE if towards == "may cross" else TRUE


def is_over(found: Decided, changed: dict[Question, Value], towards: str) -> bool:
    after = whole_range(decided_with(found, changed))
    return after.worst <= Outcome.AUTHORIZED if towards == "may cross" else after.best > Outcome.AUTHORIZED


def changes(found: Decided) -> Iterator[tuple[Question, Value]]:
    """Every way in which each fact that can be acted on can be otherwise, as far as the law tells them apart."""
    read = questions(found)
    seen: set[Question] = set()
    for case in found.cases.cases:
        for entity in entities(case.entity, {}):
            for name, its in read.items():
                definition = VOCABULARY[name]
                if definition.fact.kind is not entity.kind or definition.change is None or name in NEVER | LABELS:
                    continue
                owner = case.owner(case.id, name) if entity.kind is CASE else entity.key
                if (owner, name) in seen:
                    continue
                seen.add((owner, name))
                now = value_of(entity, definition.fact)
                whole = unknown_value(definition.fact)
                if definition.change == "date":  # nothing is put into the past
                    first = KNOWN_ON if name == "act.date" else KNOWN_ON.year if name.endswith("model_year") else None
                    whole = whole if first is None else between(first, None)
                for way in cells_of(definition.fact, whole, its):
                    if not refines(now, way):
                        yield (owner, name), way


def questions(found: Decided) -> dict[str, list[Condition]]:
    """What the law asks of each fact."""
    read: dict[str, dict[Condition, None]] = {}
    for instrument in (each for case in found.cases.cases for each in instruments_for(case, None, None)):
        for kind in instrument.kinds:
            for condition in levels_of(instrument, kind, "by_text"):
                for atom in atoms(condition):
                    for fact in facts_of(atom):
                        read.setdefault(fact.name, {})[atom] = None
    return {name: list(its) for name, its in read.items()}


# --- written into the dossier -----------------------------------------------------------------------------


class Applied:
    """A case with some facts written otherwise in its dossier."""

    def __init__(self, case: Given, towards: str) -> None:
        self.case = case
        found = decided(copy.deepcopy(case.data), on=case.on, known_on=KNOWN_ON, construe=case.construe)
        self.search = Flips(found, goal_of(towards))

    def drawn(self, found: WhatIf) -> Iterator[tuple[Any, dict[Question, Value]]]:
        """The first flip and the last, each with the values that it makes, one drawn of those that do as well."""
        draw = random.Random(self.case.id)
        for flip in dict.fromkeys((*found.flips[:1], *found.flips[-1:])):
            chosen: dict[Question, Value] = {}
            for change in (draw.choice((each, *each.or_else)) for each in flip.changes):
                fact, _ = self.search.now[change.entity, change.fact]
                ways = self.search.ways((change.entity, change.fact))
                (way,) = [each for each in ways if show_value(fact, each) == change.then]
                chosen |= {(each, change.fact): way for each in change.entities}
            yield flip, chosen

    def verdict(self, chosen: dict[Question, Value]) -> VerdictOut | None:
        """What `check` says of the dossier with these facts; None where it has no plain place for one."""
        data = copy.deepcopy(self.case.data)
        on = self.case.on
        for (key, name), way in chosen.items():
            if name == "act.date":
                on = None
            if not written(data, key, name, plain(VOCABULARY[name].fact, way), self.case.on):
                return None
        try:
            return verdict_out(decided(data, on=on, known_on=KNOWN_ON, construe=self.case.construe).range)
        except UsageError:
            return VerdictOut(best="out of scope", worst="out of scope")


def written(data: dict[str, Any], key: str, name: str, value: Any, on: date | None) -> bool:
    """Write one fact where the dossier keeps those of the element, in place of what it said."""
    entry = entry_of(data, key)
    if entry is None or "gvwr" in name or (name == "vehicle.automation_level" and "features" in str(data)):
        return False
    prefix, _, short = name.partition(".")
    if name == "act.date":
        entry["date"] = value
        return all(each is entry for each in data["transactions"]) or on is None
    if name == "actor.roles":
        entry.pop("role", None)
    if prefix in ("act", "part", "party", "vehicle"):  # written without its prefix
        entry.pop(short, None)
    data.get("facts", {}).pop(name, None)
    for holder in data["transactions"] if prefix == "vehicle" else []:
        holder.get("facts", {}).pop(name, None)
    entry.setdefault("facts", {})[name] = value
    return True


def entry_of(data: dict[str, Any], key: str) -> dict[str, Any] | None:
    for index, each in enumerate(data["transactions"]):
        if each.get("id", f"transaction {index + 1}") == key:
            return dict_of(each)
    for each in (*data.get("parties", []), *data.get("vehicles", [])):
        if each["id"] == key:
            return dict_of(each)
    for holder in (data, *data.get("vehicles", []), *data["transactions"]):
        for each in holder.get("parts", []):
            if key.endswith(f"/{each.get('ref', each.get('name'))}") and "chip" not in each:
                return dict_of(each)
    return None


def dict_of(entry: Any) -> dict[str, Any]:
    assert isinstance(entry, dict)
    return entry


def plain(fact: Fact, value: Value) -> Any:
    """A value as a dossier writes it, one that lies inside where it is a range."""
    match value:
        case Truth():
            return value is TRUE
        case Choice(possible):
            return sorted(possible)[0]
        case Members(must):
            return {"must": sorted(must), "may": sorted(must)}
        case Span(none=Absence.YES):
            return {"none": True}
        case Span(interval):
            low, high = interval.low, interval.high
            given = {"exclusive_min" if interval.low_open else "min": low} if low != -INFINITY else {}
            given |= {"exclusive_max" if interval.high_open else "max": high} if high != INFINITY else {}
            return {name: plain_end(fact, end) for name, end in given.items()}


def plain_end(fact: Fact, end: End) -> Any:
    if isinstance(fact, DateFact):
        return date.fromordinal(int(end)).isoformat()
    return int(end) if end == int(end) else float(end)
