"""One decision of 15 CFR 791 subpart D: levels of the case and of every part, provisions, open facts.

Run `.venv/bin/python benchmarks/decide.py [--small]`. The peers: Kleene Python written by hand for this rule
(decide_by_hand.py), and four engines that are given the same level conditions (decide_peers.py). Laying out the
case and deciding it are counted apart, best of several rounds over the same live cases.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import decide_by_hand as hand
from decide_peers import merged, peers
from pratique.facts.kinds import ACTOR, CASE, PART, PARTY, SOURCE
from pratique.law.instrument import at_least, levels
from pratique.law.us.cfr15_791d import INSTRUMENT
from pratique.logic.author import all_of
from pratique.logic.entities import Entity, Listing
from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import ChoiceFact, Condition, DateFact, Fact, Kind, NumberFact, SetFact, TruthFact
from pratique.logic.simplify import simplify
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value, point
from pratique.readings.compiled.program import Program, program
from pratique.readings.decide import bind, decide, verdict
from pratique.readings.explain import Seen, Trace, Viewpoint

PER = {kind: tuple(simplify(c) for c in levels(INSTRUMENT, kind)) for kind in (CASE, PART)}
AUTHORED = {
    kind: tuple(all_of(INSTRUMENT.reach, at_least(p, p.severity)) for p in INSTRUMENT.provisions if p.per is kind)
    for kind in (CASE, PART)
}
"""Each provision as its author wrote it: that it applies and nothing lifts it."""
SEVERITY = {kind: tuple(p.severity for p in INSTRUMENT.provisions if p.per is kind) for kind in (CASE, PART)}
PROVISIONS = {kind: tuple(map(simplify, AUTHORED[kind])) for kind in (CASE, PART)}
READ = sorted(
    {
        f
        for c in (*PER[CASE], *PER[PART], *PROVISIONS[CASE], *PROVISIONS[PART])
        for a in atoms(c)
        for f in facts_of(a)
        if not (isinstance(f, ChoiceFact) and f.unstated is not None)
    },
    key=lambda fact: fact.name,
)
LIVE = {
    "act.into": "US", "act.kind": "import", "act.date": "2027-06-01", "actor.roles": "both",
    "vehicle.mechanical_power": True, "vehicle.primarily_public_road": True, "vehicle.completed": True,
    "vehicle.networked_hardware_with_software": True, "vehicle.communicates_wirelessly": True,
    "vehicle.rail_only": False, "vehicle.gvwr_lb": 5000, "vehicle.gvwr_kg": 2268, "vehicle.model_year": 2027,
    "act.concerns_vehicle": True,
    "authorization.specific_granted": False, "authorization.personal_use": False,
    "authorization.off_road_only": False, "authorization.exported_for_sale_abroad": False,
    "authorization.days_on_public_roads": 300,
}  # fmt: skip
"""What makes the case live: the rule is reached and no vehicle-wide term ends it."""
NUMBERS = {
    "vehicle.automation_level": range(6),
    "part.radio_frequency_max": (125_000, 434_000_000, 2_400_000_000, 5_900_000_000),
}
"""What other numbers are drawn from; the rest are model years."""
CLEAN = {
    "party.acts_for_prc_or_russia": False, "party.controlled_from_prc_or_russia": False,
    "party.organised_in": "DE", "party.headquartered_in": "DE", "party.principal_place_of_business": "DE",
    "party.natural_person": False,
}  # fmt: skip
"""A party that is not linked, so that no loop ends at its first element."""


def drawn(fact: Fact, rng: random.Random) -> Value:
    if fact.name in LIVE:
        return fixed(fact, LIVE[fact.name])
    match fact:
        case TruthFact():
            return TRUE if rng.random() < 0.5 else FALSE
        case DateFact():
            return point(date(2025, 1, 1).toordinal() + rng.randrange(1500))
        case NumberFact():
            if fact.may_be_none and rng.random() < 0.2:
                return NONE
            return point(rng.choice(NUMBERS.get(fact.name, range(2026, 2032))))
        case ChoiceFact(values=values):
            return Choice(frozenset({rng.choice(sorted(values))}))
        case SetFact(values=values):
            some = frozenset(rng.sample(sorted(values), rng.randrange(1, 3)))
            return Members(some, some)


def fixed(fact: Fact, value: Any) -> Value:
    match fact:
        case TruthFact():
            return TRUE if value else FALSE
        case SetFact():
            roles = frozenset({"connected_vehicle_manufacturer", "vcs_hardware_importer"})
            return Members(roles, roles)
        case ChoiceFact():
            return Choice(frozenset({value}))
    return point(value)


def told(kind: Kind, rng: random.Random, unknown: float, clean: bool = False) -> dict[str, Value]:
    known = {}
    for fact in READ:
        if fact.kind is not kind or rng.random() < unknown:
            continue
        value = fixed(fact, CLEAN[fact.name]) if clean and fact.name in CLEAN else drawn(fact, rng)
        known[fact.name] = value
    return known


def live_case(rng: random.Random, parts: int, sources: int, unknown: float, clean: bool) -> Entity:
    """A case with complete lists, live as LIVE says; each fact is left out with probability `unknown`."""
    of_case = told(CASE, rng, unknown)
    party = Entity(PARTY, "us", told(PARTY, rng, unknown, clean=True))
    actor = Entity(ACTOR, "actor", told(ACTOR, rng, unknown), carried=party)
    listed: list[Entity] = []
    for index in range(parts):
        of_part, its = told(PART, rng, unknown), list[Entity]()
        for place in range(sources):
            key = f"part{index}/source{place}"
            maker = Entity(PARTY, f"{key}/party", told(PARTY, rng, unknown, clean))
            its.append(Entity(SOURCE, key, told(SOURCE, rng, unknown), carried=maker))
        listed.append(Entity(PART, f"part{index}", of_part, {SOURCE: Listing(its, True)}))
    return Entity(CASE, "case", of_case, {ACTOR: Listing([actor], True), PART: Listing(listed, True)})


# --- the hand-written peer reads the same cases -----------------------------------------------------------


def by_hand(case: Entity) -> hand.Facts:
    facts = hand.Facts(attributes(case))
    facts.actor = hand.Facts(attributes(case.children[ACTOR].elements[0].carried))
    facts.parts = [hand_part(part) for part in case.children[PART].elements]
    return facts


def hand_part(part: Entity) -> hand.Facts:
    facts = hand.Facts(attributes(part))
    facts.sources = []
    for source in part.children[SOURCE].elements:
        its = hand.Facts(attributes(source))
        its.party = hand.Facts(attributes(source.carried))
        facts.sources.append(its)
    return facts


def attributes(entity: Entity | None) -> dict[str, object]:
    assert entity is not None
    names = {name: name.rpartition(".")[2].removeprefix("us_cfr15_791d_") for name in entity.values}
    if entity.kind is CASE:
        names["act.kind"] = "act_kind"
    return {names[name]: as_python(value) for name, value in entity.values.items()}


def as_python(value: Value) -> object:
    if isinstance(value, Span):
        return hand.ABSENT if value.none is Absence.YES else value.interval.low
    if isinstance(value, Choice):
        return next(iter(value.possible))
    return value.must if isinstance(value, Members) else value.value


# --- running ----------------------------------------------------------------------------------------------


class Ours:
    """The compiled reading as the use cases run it: levels and provisions of the case, and of each part."""

    def __init__(self) -> None:
        self.program: Program = program(PER[PART] + PROVISIONS[PART], PART, whole=PER[CASE] + PROVISIONS[CASE])

    def encode(self, case: Entity) -> Any:
        return self.program.encode(case)

    def decide(self, record: Any) -> tuple[Any, Any]:
        return self.program.run(record), self.program.run_each(record)


def interpreted(case: Entity) -> None:
    for condition in (*PER[CASE], *PROVISIONS[CASE]):
        decide(condition, case)
    bound = bind({}, case)
    for part in case.children[PART].elements:
        inner = bind(bound, part)
        for condition in (*PER[PART], *PROVISIONS[PART]):
            verdict(condition, inner)


def traced(case: Entity) -> list[Trace]:
    """One pass over the six levels of every node, each with the truth of every element in it."""
    whole = Viewpoint(bind({}, case))
    found = [whole.trace(condition) for condition in PER[CASE]]
    for part in whole.below(PART):
        found += [part.trace(condition) for condition in PER[PART]]
    return found


def made_again(traces: list[Trace]) -> None:
    """The nodes of these traces made once more and nothing else: no trace of them can cost less."""
    seen: set[int] = set()

    def again(one: Trace) -> None:
        if id(one) in seen:
            return
        seen.add(id(one))
        facts = tuple([Seen(each.key, each.fact, each.value) for each in one.seen])
        Trace(one.condition, one.truth, one.parts, facts, one.element, one.left_out)
        for part in one.parts:
            again(part)

    for each in traces:
        again(each)


def explained(ours: Ours, item: tuple[Entity, Any]) -> list[Trace]:
    """A decision, and the trace of the provisions that decide: of each node those that may bear hardest on it."""
    case, record = item
    mine, rows = ours.decide(record)
    whole = Viewpoint(bind({}, case))
    found = [whole.trace(condition) for condition in deciding(CASE, mine)]
    for part, row in zip(whole.below(PART), rows, strict=True):
        found += [part.trace(condition) for condition in deciding(PART, row.results)]
    return found


def deciding(kind: Kind, results: Sequence[tuple[int, int]]) -> Iterator[Condition]:
    """The hardest of the provisions that hold or may hold, as authored."""
    possible = [code != 0 for code, _ in results[len(PER[kind]) :]]
    hardest = max((each for each, may in zip(SEVERITY[kind], possible, strict=True) if may), default=None)
    for condition, severity, may in zip(AUTHORED[kind], SEVERITY[kind], possible, strict=True):
        if may and severity == hardest:
            yield condition


def best_of(rounds: int, run: Callable[[Any], object], prepare: Callable[[], Iterable[Any]]) -> float:
    """Processor microseconds an item, the best round; what `prepare` makes is new in each round and not counted."""
    best = float("inf")
    for _ in range(rounds):
        items = list(prepare())
        start = process_time()
        for item in items:
            run(item)
        best = min(best, (process_time() - start) / len(items))
    return best * 1e6


def agreement(cases: list[Entity], ours: Ours) -> str:
    """How the hand-written answers compare: the same, wider, or contradicting."""
    same = wider = sharper = against = 0
    for case in cases:
        mine, rows = ours.decide(ours.encode(case))
        theirs, their_rows = hand.decide(by_hand(case))
        listed = [row.results for row in rows if not row.phantom]
        for found, other in zip([mine, *listed], [theirs, *their_rows], strict=True):
            for (code, _), code_by_hand in zip(found[:6], other, strict=True):
                same += code == code_by_hand
                wider += code != code_by_hand == 1
                sharper += code == 1 != code_by_hand
                against += {code, code_by_hand} == {0, 3}
    return (
        f"levels: {same} the same, {wider} settled by pratique alone, {sharper} by hand alone, {against} contradict"
    )


def table(rows: list[tuple[str, str, str, str, str]]) -> None:
    print("| reading | lay out us | decide us | decide / hand | notes |")
    print("|---|---|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def compare(title: str, cases: list[Entity], rounds: int, ours: Ours, with_peers: bool) -> None:
    print(f"\n**{title}**\n")
    hand_out = best_of(rounds, by_hand, lambda: cases)
    hand_time = best_of(rounds, hand.decide, lambda: map(by_hand, cases))
    out = best_of(rounds, ours.encode, lambda: cases)
    time = best_of(rounds, ours.decide, lambda: map(ours.encode, cases))
    plain = best_of(1, interpreted, lambda: cases[:20])
    shown = best_of(rounds, lambda item: explained(ours, item), lambda: ((case, ours.encode(case)) for case in cases))
    levels = best_of(2, traced, lambda: cases[:20])
    again = best_of(2, made_again, lambda: map(traced, cases[:20]))
    rows = [
        ("Kleene Python by hand", f"{hand_out:.0f}", f"{hand_time:.1f}", "1.00", "no provisions, no open facts"),
        ("pratique, compiled", f"{out:.0f}", f"{time:.1f}", f"{time / hand_time:.2f}", "with provisions, open facts"),
        ("pratique, explained", f"{out:.0f}", f"{shown:.0f}", f"{shown / hand_time:.1f}", "and why: what decides"),
        ("pratique, all traced", "0", f"{levels:.0f}", f"{levels / hand_time:.1f}", "six levels of every node"),
        ("the same nodes, only made", "0", f"{again:.0f}", f"{again / hand_time:.1f}", "the floor of a full trace"),
        ("pratique, interpreted", "0", f"{plain:.0f}", f"{plain / hand_time:.1f}", "the specification"),
    ]
    if with_peers:
        rows += [peer_row(peer, cases, ours, hand_time) for peer in peers(PER[CASE], PER[PART])]
    table(rows)
    print(f"\n{agreement(cases, ours)}")


def peer_row(peer: Any, cases: list[Entity], ours: Ours, hand_time: float) -> tuple[str, str, str, str, str]:
    slow = peer.name.startswith("cel-python")  # seconds a case
    few = cases[: 1 if slow else 20]
    data = [merged(case, peer.writing, READ) for case in few]

    def load(item: Any) -> Any:
        return peer.load(item[0]), [peer.load(part) for part in item[1]]

    def level(kind: str, item: Any) -> int | None:
        try:
            return peer.level(kind, item)
        except Exception:
            return None

    def run(item: Any) -> list[int | None]:
        return [level("case", item[0]), *(level("part", part) for part in item[1])]

    rounds = 1 if slow else 3
    out, time = best_of(rounds, load, lambda: data), best_of(rounds, run, lambda: map(load, data))
    definite = wrong = failed = nodes = 0
    for case, item in zip(few, data, strict=True):
        mine, rows = ours.decide(ours.encode(case))
        for found, answer in zip([mine, *(row.results for row in rows)], run(load(item)), strict=True):
            best = max((i for i, (code, _) in enumerate(found[:6], 1) if code == 3), default=0)
            worst = max((i for i, (code, _) in enumerate(found[:6], 1) if code), default=0)
            nodes += 1
            failed += answer is None
            definite += answer is not None and best != worst
            wrong += answer is not None and not best <= answer <= worst
    notes = f"{nodes} nodes: {failed} errors, {wrong} wrong, {definite} definite where it is open"
    return peer.name, f"{out:.0f}", f"{time:.0f}", f"{time / hand_time:.1f}", notes


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--small", action="store_true", help="fewer cases and rounds, small cases only")
    small = options.parse_args().small
    start = process_time()
    ours = Ours()
    assert ours.program.source
    ours.decide(ours.encode(Entity(CASE, "case")))
    print(f"simplify, generate and compile the program: {(process_time() - start) * 1e3:.0f} ms (once a process)")
    rng = random.Random(791)
    count, rounds = (20, 2) if small else (100, 7)
    shapes = [(12, 2, 0.03, False, True), (12, 2, 0.0, False, True), (12, 2, 0.03, True, False)]
    if not small:
        shapes += [(0, 0, 0.03, False, False), (3, 1, 0.03, False, False), (200, 3, 0.03, True, False)]
    for parts, sources, unknown, clean, with_peers in shapes:
        cases = [live_case(rng, parts, sources, unknown, clean) for _ in range(count if parts < 100 else 10)]
        kind = "no party linked" if clean else "random parties"
        title = f"{parts} parts x {sources} sources, {unknown:.0%} unknown, {kind}"
        compare(title, cases, rounds, ours, with_peers)


if __name__ == "__main__":
    main()
