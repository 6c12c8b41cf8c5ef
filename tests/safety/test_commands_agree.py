"""Every command tells the verdict that `check` tells, and `explain --at` of a part what it tells of the whole.

Over shipped cases of every law with something left out or said twice: what `check` leaves open no other command names
as settled, and what is left out improves no part that is asked of alone. A few draws in every run; `make explore`
draws many more.
"""

from __future__ import annotations

import copy
import json
import random
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pratique.errors import InvalidInput, UsageError
from pratique.law.outcome import Outcome
from pratique.usecases.answer.answer import Answer
from pratique.usecases.bulk.portfolio import portfolio
from pratique.usecases.changes.what_if import what_if
from pratique.usecases.changes.when import when
from pratique.usecases.check import check
from pratique.usecases.explain import Explanation, explain
from pratique.usecases.missing.ask import begin
from pratique.usecases.missing.needs import needs
from tests.cases.runner import KNOWN_ON, Given, all_cases
from tests.running import EXAMPLES
from tests.safety import changes

CASES = list(all_cases())
TRIES = settings(max_examples=10, phases=(Phase.explicit, Phase.reuse, Phase.generate))
Told = tuple[str, str]
Options = dict[str, Any]


def drawn(data: st.DataObject) -> tuple[Given, Any, Options]:
    """A case, its data with up to two things left out and perhaps one said twice, and its options."""
    case: Given = data.draw(st.sampled_from(CASES), label="case")
    plain = case.data
    for _ in range(data.draw(st.integers(0, 2), label="how many are left out")):
        if left := list(changes.paths(plain)):
            plain = changes.without(plain, data.draw(st.sampled_from(left), label="left out"))
    if data.draw(st.booleans(), label="said twice") and (sides := list(changes.sides(plain))):
        plain = data.draw(st.sampled_from(sides), label="of which")[1](data.draw(st.booleans(), label="to be"))
    return case, plain, {"on": case.on, "construe": case.construe, "known_on": KNOWN_ON}


def _laid(plain: Any) -> Path:
    path = Path(tempfile.mkdtemp()) / "dossier.json"
    path.write_text(json.dumps(plain, default=str))
    return path


def _told(verdict: Any) -> Told:
    return verdict.best, verdict.worst


def of_when(plain: Any, options: Options) -> Told | None:
    """What is told of the day of the act; None where acts are of several days, or of none that is known."""
    said = {str(options["on"] or each.get("date")) for each in plain["transactions"]}
    day = said.pop()
    if said or not day[:4].isdecimal():
        return None
    first = date.fromisoformat(day)
    rest = {name: value for name, value in options.items() if name != "on"}
    found = when(plain, first, first + timedelta(days=1), **rest)
    return next(_told(each.verdict) for each in found.intervals if each.start <= day <= each.end)


def of_bulk(plain: Any, options: Options) -> Told | None:
    acts = portfolio(_laid(plain).parent, **options).acts
    pairs = [(Outcome.named(each.best), Outcome.named(each.worst)) for each in acts if each.best and each.worst]
    return (max(a for a, _ in pairs).words, max(b for _, b in pairs).words) if len(pairs) == len(acts) else None


def of_ask(plain: Any, options: Options) -> Told:
    found = begin(_laid(plain), **options).found.range
    return found.best.words, found.worst.words


COMMANDS: dict[str, Callable[[Any, Options], Told | None]] = {
    "needs": lambda plain, options: _told(needs(plain, **options).verdict),
    "what-if": lambda plain, options: _told(what_if(plain, **options).verdict),
    "when": of_when, "bulk": of_bulk, "ask": of_ask,
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
@TRIES
@given(st.data())
def test_a_command_tells_the_verdict_of_check(command: str, data: st.DataObject) -> None:
    case, plain, options = drawn(data)
    try:
        found = check(copy.deepcopy(plain), **options)
        told = COMMANDS[command](copy.deepcopy(plain), options)
    except (InvalidInput, UsageError):
        return
    assert told in (None, _told(found.verdict)), case.id


@TRIES
@given(st.data())
def test_what_is_open_is_asked_for_and_nothing_else_is(data: st.DataObject) -> None:
    case, plain, options = drawn(data)
    try:
        found, missing = check(copy.deepcopy(plain), **options), needs(copy.deepcopy(plain), **options)
    except (InvalidInput, UsageError):
        return
    assert missing.exit_status == found.exit_status, case.id
    if found.verdict.best == found.verdict.worst:
        assert not missing.matters
    elif not (found.contradictions or found.conflicts):
        assert missing.matters, case.id
        open_ = {each.name for each in found.open_facts}
        assert {each.fact for each in missing.matters if not each.fact.endswith(".present")} <= open_, case.id


# --- at one part --------------------------------------------------------------------------------------------------


def explained(plain: Any, options: Options, cite: str, at: str | None = None) -> Explanation | None:
    """The explanation; None where the citation names no provision (a scope), or nothing is called so any more."""
    try:
        return explain(copy.deepcopy(plain), cite, at=at, **options)
    except (InvalidInput, UsageError):
        return None


def _answered(plain: Any, options: Options) -> Answer | None:
    try:
        return check(copy.deepcopy(plain), **options)
    except (InvalidInput, UsageError):
        return None


@TRIES
@given(st.data())
def test_what_is_explained_at_a_part_is_what_is_explained_of_the_whole(data: st.DataObject) -> None:
    case, plain, options = drawn(data)
    found = _answered(plain, options)
    for one in found.decided_by[:3] if found else ():
        whole = explained(plain, options, one.cite)
        if whole is None:
            continue
        its = {(each.transaction, each.node): each for each in whole.nodes}
        of_check = its.get((one.transaction, one.node))
        assert whole.nodes_left_out or of_check is not None, (case.id, one.cite)
        if of_check is not None:  # a lift that only bears on the whole act may still widen what is told of one node
            assert Outcome.named(of_check.verdict.worst) >= Outcome.named(one.worst), (case.id, one.cite)
        for node in whole.nodes[:2]:
            alone = explained(plain, options, one.cite, at=node.node)
            assert alone is not None, (case.id, one.cite, node.node)
            assert node.verdict in [each.verdict for each in alone.nodes if each.node == node.node], case.id


@TRIES
@given(st.data())
def test_leaving_anything_out_improves_no_part_that_is_asked_of_alone(data: st.DataObject) -> None:
    case: Given = data.draw(st.sampled_from(CASES), label="case")
    options = {"on": case.on, "construe": case.construe, "known_on": KNOWN_ON}
    found = _answered(case.data, options)
    if found is None or found.contradictions or found.conflicts:
        return
    path = data.draw(st.sampled_from(list(changes.paths(case.data))), label="left out")
    less = changes.without(case.data, path)
    for one in found.decided_by[:2]:
        before = explained(case.data, options, one.cite, at=one.node)
        after = explained(less, options, one.cite, at=one.node)
        if before is None or after is None:
            continue
        worst = {(each.transaction, each.node): Outcome.named(each.verdict.worst) for each in before.nodes}
        for each in after.nodes:
            if (each.transaction, each.node) in worst:
                told = Outcome.named(each.verdict.worst)
                assert told >= worst[each.transaction, each.node], (case.id, one.cite, path)


@pytest.mark.parametrize("cite", ["15 CFR 791.308(a)(1)", "15 CFR 791.305 (hardware)"])
def test_an_exception_of_parts_is_explained_at_its_part(cite: str) -> None:
    """One that exempts parts as a whole was read at the act, which has no facts of a part."""
    (case,) = [each for each in CASES if each.name == "the same module on 31 December 2028"]
    for at in (None, "module"):
        told = explain(copy.deepcopy(case.data), cite, at=at, on=case.on, known_on=KNOWN_ON)
        assert [each.node for each in told.nodes] == ["unit/module"]


@pytest.mark.parametrize("seed", range(3))
def test_order_changes_nothing_that_is_explained_at_a_part(seed: int) -> None:
    import tomllib

    from pratique.dossier.document import plain_data

    plain = plain_data(tomllib.loads((EXAMPLES / "shanghai-app" / "dossier.toml").read_text("utf-8")))
    cite = "15 CFR 791.303(b)"
    dice = random.Random(seed)
    told = [explain(each, cite, at="app", known_on=KNOWN_ON) for each in (plain, changes.shuffled(plain, dice))]
    assert told[0].nodes[0].verdict == told[1].nodes[0].verdict
    assert {each.verdict.worst for each in told[1].nodes} == {"prohibited"}


def test_what_one_paragraph_says_of_a_vehicle_and_of_its_parts_is_explained_of_both() -> None:
    (case,) = [each for each in CASES if each.name == "the dead cross-reference, construed for any vehicle"]
    told = explained(case.data, {"on": case.on, "construe": case.construe, "known_on": KNOWN_ON}, "15 CFR 791.308(b)")
    assert told is not None
    assert [each.node for each in told.nodes] == ["car/sw", "car/antenna", "act"]
