"""What an instrument is said to do to a case, against every way the unknowns of the case can turn out.

The oracle reads each level of each element with Python's own truth (worlds.holds): the outcome is the hardest level
that holds, out of scope where the element is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from unittest.mock import patch

from all_cells import sharpen, sharpen_each
from hypothesis import assume, event, given
from hypothesis import strategies as st
from strategies import CASE, FACTS, PART, cases, conditions, examples
from worlds import all_runs, complete, constants, facts_read, holds

from pratique.deciding import outcomes
from pratique.deciding import splitting as sharpened
from pratique.deciding.outcomes import InstrumentOutcome, outcome_of
from pratique.law import instrument as law
from pratique.law.clocks import Clocks
from pratique.law.instrument import LEVELS, Instrument, levels
from pratique.law.outcome import OUT_OF_SCOPE, Outcome, Range
from pratique.law.provision import LegalException, Provision
from pratique.logic.author import ALWAYS, NEVER
from pratique.logic.entities import Entity, Listing
from pratique.logic.lint import binate
from pratique.logic.nodes import Condition, Kind
from pratique.logic.simplify import simplify
from pratique.logic.truth import TRUE, UNKNOWN
from pratique.readings.decide import bind

HARD = (Outcome.CLEAR_WITH_DUTIES, Outcome.LICENCE_REQUIRED, Outcome.PROHIBITED)
MILD = (Outcome.EXEMPT, Outcome.CLEAR, Outcome.AUTHORIZED)


class Standing(Clocks):
    """Always in force: the day of the act is a fact of the law's own case."""

    def _window(self, start: date | None, end: date | None) -> Condition:
        return ALWAYS


ALWAYS_IN_FORCE = Standing(None)


@contextmanager
def small_world(few: int = outcomes.FEW) -> Iterator[None]:
    """The kinds of these tests in place of those of the law; more elements than `few` are read as many."""
    with ExitStack() as stack:
        for room, name, value in (
            (law, "CASE", CASE), (outcomes, "CASE", CASE), (sharpened, "CASE", CASE), (sharpened, "PART", PART),
            (outcomes, "FEW", few),
        ):  # fmt: skip
            stack.enter_context(patch.object(room, name, value))
        yield


@st.composite
def provisions(draw: st.DrawFn, number: int) -> Provision:
    kind = draw(st.sampled_from([CASE, PART, PART]))
    bound = (CASE,) if kind is CASE else (CASE, PART)
    lifts = [
        LegalException(
            f"{number}({place})", "", draw(st.sampled_from(MILD)), draw(conditions(bound, 1, numbers=False))
        )
        for place in range(draw(st.integers(0, 1)))
    ]
    when = draw(conditions(bound, 2, numbers=False))
    severity = draw(st.sampled_from(HARD))
    return Provision(str(number), "prohibition", "", severity, when, ALWAYS_IN_FORCE, kind, tuple(lifts))


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    rules = tuple(draw(provisions(number)) for number in range(draw(st.integers(1, 2))))
    inside = draw(st.sampled_from([NEVER, ALWAYS, FACTS[PART][0]]))
    return Instrument("x", "", "x", "", "xx", ALWAYS, {CASE: NEVER, PART: inside}, rules, date(2026, 1, 1))


@dataclass(frozen=True)
class Found:
    """What the elements of one completion come to, each that the case lists, and those that it does not.

    A listed one may stand for several; it is out of scope where there is none.
    """

    whole: Outcome
    case: Outcome
    listed: Mapping[str, list[Outcome]]
    others: Sequence[Outcome]


def outcome_at(instrument: Instrument, kind: Kind, bound: Mapping[Kind, Entity]) -> Outcome:
    held = [level for level, each in zip(LEVELS, levels(instrument, kind), strict=True) if holds(each, bound)]
    return max(held, default=Outcome.OUT_OF_SCOPE)


def read(instrument: Instrument, world: Entity, case: Entity) -> Found:
    listed: dict[str, list[Outcome]] = {each.key: [] for each in case.listing(PART).elements}
    others: list[Outcome] = []
    own = outcome_at(instrument, CASE, bind({}, world))
    for part in world.listing(PART).elements:
        found = outcome_at(instrument, PART, bind(bind({}, world), part))
        listed.get(part.key.partition(" of ")[0], others).append(found)
    worst = max([own, *others, *(one for its in listed.values() for one in its)])
    return Found(worst, own, {key: its or [Outcome.OUT_OF_SCOPE] for key, its in listed.items()}, others)


def completions(instrument: Instrument, case: Entity, most: int = 250) -> list[Found]:
    """Every completion read; gives up on the example where there are too many."""
    asked = [each for kind in (CASE, PART) for each in levels(instrument, kind)]
    facts, points = facts_read(*asked), sorted({point for each in asked for point in constants(each)})
    facts.setdefault(PART, [])
    try:
        return [
            read(instrument, world, case)
            for world in all_runs(lambda pick: complete(case, facts, points, pick, extra=1), most)
        ]
    except OverflowError:
        assume(False)
        raise


def hull(found: Sequence[Outcome]) -> Range:
    return Range(min(found), max(found))


def is_phantom(key: str) -> bool:
    return "/other " in key


def check(said: InstrumentOutcome, found: Sequence[Found], case: Entity) -> None:
    """Every node's range, and that of the whole, holds what every completion comes to."""
    assert said.range.holds(hull([each.whole for each in found]))
    assert said.nodes[0].range.holds(hull([each.case for each in found]))
    unlisted = OUT_OF_SCOPE
    for node in said.nodes[1:]:
        if is_phantom(node.key):
            unlisted = node.range
            if node.element.present is UNKNOWN:
                assert node.range.best is Outcome.OUT_OF_SCOPE
        else:
            assert node.range.holds(hull([one for each in found for one in each.listed[node.key]]))
        if not node.range.is_settled:
            assert node.open
    assert all(unlisted.holds(Range(one, one)) for each in found for one in each.others)


@examples(40)
@given(instruments(), cases(most=1, crowds=True))
def test_every_completion_lies_in_the_ranges(instrument: Instrument, case: Entity) -> None:
    found = completions(instrument, case)
    event(f"completions that differ: {len({each.whole for each in found}) > 1}")
    event(f"open list: {not case.listing(PART).closed}")
    with small_world():
        check(outcome_of(instrument, case), found, case)
    with small_world(few=0):
        check(outcome_of(instrument, case), found, case)


@examples(40)
@given(instruments(), cases(most=1, uncertain=False, crowds=True))
def test_ranges_are_the_hull_of_completions_where_cells_are_exact(instrument: Instrument, case: Entity) -> None:
    found = completions(instrument, case)
    with small_world():
        said = outcome_of(instrument, case)
        own, its = (tuple(map(simplify, levels(instrument, kind))) for kind in (CASE, PART))
    exact = 0
    split = frozenset(fact for fact in binate(*own) if fact.kind in (CASE, PART))
    if any(fact.kind is CASE for fact in split) and sharpen(own, case, split, sharpened.CELLS).exact:
        exact += 1
        assert said.nodes[0].range == hull([each.case for each in found])
    split = frozenset(fact for fact in binate(*its) if fact.kind in (CASE, PART))
    cells = sharpen_each(its, case, PART, split, sharpened.CELLS)
    for node, cell in zip(said.nodes[1:], cells, strict=False):
        if cell.exact:
            exact += 1
            assert node.range == hull([one for each in found for one in each.listed[node.key]])
    event(f"exact nodes: {exact}")


def test_a_whole_of_which_only_a_phantom_is_bad_may_be_out_of_scope() -> None:
    linked = FACTS[PART][0]
    rule = Provision("1", "prohibition", "", Outcome.PROHIBITED, ALWAYS, ALWAYS_IN_FORCE, PART)
    instrument = Instrument("x", "", "x", "", "xx", ALWAYS, {PART: linked}, (rule,), date(2026, 1, 1))
    listed = Entity(PART, "part0", present=UNKNOWN)
    for few in (16, 0):
        with small_world(few):
            only_perhaps = outcome_of(instrument, Entity(CASE, "case", children={PART: Listing([listed], False)}))
            surely_one = outcome_of(instrument, Entity(CASE, "case", children={PART: Listing([], False)}))
        assert only_perhaps.range == Range(Outcome.OUT_OF_SCOPE, Outcome.PROHIBITED)
        for node in only_perhaps.nodes[1:]:
            assert node.range == Range(Outcome.OUT_OF_SCOPE, Outcome.PROHIBITED)
            assert {one.fact for one in node.open} == {"part.present"}
            assert [each.range for each in node.provisions] == [node.range]
        assert surely_one.range == Range(Outcome.PROHIBITED, Outcome.PROHIBITED)


def test_nodes_share_details_only_where_every_provision_says_the_same() -> None:
    linked, firmware = FACTS[PART][:2]
    rules = tuple(
        Provision(name, "prohibition", "", Outcome.PROHIBITED, when, ALWAYS_IN_FORCE, PART)
        for name, when in (("1", linked), ("2", firmware))
    )
    instrument = Instrument("x", "", "x", "", "xx", ALWAYS, {PART: NEVER}, rules, date(2026, 1, 1))
    both = [{linked.name: TRUE, firmware.name: ~TRUE}, {linked.name: ~TRUE, firmware.name: TRUE}]
    parts = [Entity(PART, f"part{place}", both[place % 2]) for place in range(40)]
    case = Entity(CASE, "case", children={PART: Listing(parts, True)})
    with small_world():
        said = outcome_of(instrument, case)
        telling = list(said.telling())
    assert [node.like for node in said.nodes[1:5]] == [None, None, "part0", "part1"]
    assert [[one.provision.cite for one in node.provisions] for node in telling[1:]] == [["1"], ["2"]]
