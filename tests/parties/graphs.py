"""Random ownership graphs, small enough to check by other means, and the oracle that checks them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import clingo

from pratique.errors import Place
from pratique.parties.control import ControlTest, Electorate, compile_electorate
from pratique.parties.holdings import Claim, PartyClaim, Power, Provenance, Remainder, Stake
from pratique.parties.party import Party
from pratique.parties.registry import Registry
from pratique.parties.shares import Share
from pratique.parties.snapshot import Snapshot, take_snapshot

ON = date(2026, 6, 1)
SOURCE = Provenance("random", Place("random"))


@dataclass(frozen=True)
class Graph:
    """Companies (c0, c1, ...) and persons (p0, ...); shares in percent of votes."""

    stakes: Mapping[tuple[str, str], Share]
    rest: Mapping[str, str]
    powers: Mapping[tuple[str, str], bool | None]
    companies: tuple[str, ...]
    persons: tuple[str, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        found: list[Claim] = [PartyClaim(Party(name, "person", names=(name,)), SOURCE) for name in self.persons]
        found += [PartyClaim(Party(name, "entity", names=(name,)), SOURCE) for name in self.companies]
        found += [Stake(holder, subject, "votes", share, SOURCE) for (holder, subject), share in self.stakes.items()]
        found += [Power(*pair, "contract", SOURCE, decisive) for pair, decisive in self.powers.items()]
        for subject, kind in self.rest.items():
            limit = Fraction(5, 100) if kind == "dispersed" else None
            known = "dispersed" if kind == "dispersed" else "complete" if kind == "complete" else "undisclosed"
            found.append(Remainder(subject, known, SOURCE, limit, concert=False))
        return tuple(found)

    def snapshot(self) -> Snapshot:
        return take_snapshot(Registry(self.claims), ON)

    def electorate(self, test: ControlTest) -> Electorate:
        return compile_electorate(self.snapshot(), test)


def random_graph(seed: int, companies: int = 5, persons: int = 3, powers: bool = True) -> Graph:
    """A graph with cycles, aggregates and intervals; the stated least shares of a company never exceed the whole."""
    draw = random.Random(seed)
    firms = tuple(f"c{number}" for number in range(companies))
    people = tuple(f"p{number}" for number in range(persons))
    stakes: dict[tuple[str, str], Share] = {}
    rest: dict[str, str] = {}
    for firm in firms:
        left = 100
        holders = draw.sample([name for name in firms + people if name != firm], draw.randint(0, 4))
        for place, holder in enumerate(holders):
            low = left if place == len(holders) - 1 and draw.random() < 0.5 else draw.randint(0, left)
            left -= low
            stakes[holder, firm] = _share(draw, low)
        if left == 0:
            # More than what is left over cannot be: the least shares are all there is.
            for holder in holders:
                stakes[holder, firm] = replace(stakes[holder, firm], low_open=False)
        # Somebody undisclosed beside holders of all of it is a contradiction, which opens the firm.
        rest[firm] = draw.choice(
            ["dispersed" if left == 0 else "undisclosed", "dispersed", "complete" if left == 0 else "dispersed"]
        )
    chosen = [(holder, firm) for firm in firms for holder in firms + people if holder != firm]
    count = draw.randint(0, 2) if powers else 0
    return Graph(
        stakes, rest, {pair: draw.choice([True, None, False]) for pair in draw.sample(chosen, count)}, firms, people
    )


def _share(draw: random.Random, low: int) -> Share:
    least = Fraction(low, 100)
    if draw.random() < 0.6 or low == 100:
        return Share(least, least)
    most = Fraction(draw.randint(low, 100), 100)
    if least == most:
        return Share(least, most)
    return Share(least, most, draw.random() < 0.5, draw.random() < 0.5)


PROGRAM = """
in(G,B,X) :- seed(G,X), bound(B).
in(G,low,X) :- sure(G,H,X), in(G,low,H).
in(G,high,X) :- maybe(G,H,X), in(G,high,H).
in(G,low,X) :- firm(G,X), need(N), #sum { W,H : low(G,H,X,W), in(G,low,H) } >= N.
in(G,low,X) :- complete(G,X), need(N), whole(T), left_high(G,X,A),
    #sum { W,H : high(G,H,X,W), in(G,low,H) } >= N - T + A.
in(G,high,X) :- firm(G,X), need(N), whole(T), rest(G,X,R), sum_low(G,X,A),
    #sum { W,H : high(G,H,X,W), in(G,high,H) } >= N - R, #sum { W,H : low(G,H,X,W), in(G,high,H) } >= N - T + A.
#show in/3.
"""
SCALE = 100


def clingo_control(graphs: Iterable[tuple[int, Graph, set[str]]], at_least: bool) -> set[tuple[int, str, str]]:
    """Who is controlled from the seeds, by answer set: (graph, low or high, party). Percents are scaled by 100."""
    facts = [f"bound(low;high). whole({100 * SCALE}). need({50 * SCALE + (0 if at_least else 1)})."]
    for number, graph, seeds in graphs:
        facts += [f"seed({number},{name})." for name in seeds]
        for firm in graph.companies:
            facts += _facts(number, graph, firm)
        for (holder, firm), decisive in graph.powers.items():
            if decisive is not False:
                facts.append(f"maybe({number},{holder},{firm}).")
            if decisive:
                facts.append(f"sure({number},{holder},{firm}).")
    engine = clingo.Control(["--warn=none"])
    engine.add("base", [], PROGRAM + "\n".join(facts))
    engine.ground([("base", [])])
    found: set[tuple[int, str, str]] = set()
    with engine.solve(yield_=True) as models:
        for model in models:
            for atom in model.symbols(shown=True):
                number, bound, party = atom.arguments
                found.add((number.number, bound.name, party.name))
    return found


def _facts(number: int, graph: Graph, firm: str) -> list[str]:
    """One company: an open end is one hundredth of a percent less or more than the closed one."""
    held = {holder: share for (holder, subject), share in graph.stakes.items() if subject == firm}
    low = {holder: int(share.low * 100) * SCALE + share.low_open for holder, share in held.items()}
    high = {holder: int(share.high * 100) * SCALE - share.high_open for holder, share in held.items()}
    left = max(0, 100 * SCALE - sum(low.values()))
    rest = {"undisclosed": left, "dispersed": min(left, 5 * SCALE - 1), "complete": 0}[graph.rest[firm]]
    facts = [f"firm({number},{firm}). rest({number},{firm},{rest}). sum_low({number},{firm},{sum(low.values())})."]
    facts += [f"low({number},{holder},{firm},{votes})." for holder, votes in low.items()]
    facts += [f"high({number},{holder},{firm},{votes})." for holder, votes in high.items()]
    if graph.rest[firm] == "complete":
        facts.append(f"complete({number},{firm}). left_high({number},{firm},{sum(high.values())}).")
    return facts


def completions_of(graph: Graph, seed: int, count: int = 12) -> list[Graph]:
    """Ways the unknown shares, powers and owners may turn out: exact graphs inside the intervals."""
    draw = random.Random(seed)
    found: list[Graph] = []
    for _ in range(count * 20):
        if len(found) == count:
            break
        stakes = {pair: _inside(draw, share) for pair, share in graph.stakes.items()}
        rest, ok = {}, True
        for firm in graph.companies:
            left = 1 - sum((share.low for (_, subject), share in stakes.items() if subject == firm), Fraction(0))
            ok &= left >= 0 and not (graph.rest[firm] == "complete" and left)
            rest[firm] = "complete" if graph.rest[firm] == "complete" else "dispersed"
            if left > 0 and graph.rest[firm] == "undisclosed" and draw.random() < 0.7:
                # The unnamed owner turns out to be one of those we know.
                owner = draw.choice([name for name in graph.companies + graph.persons if name != firm])
                known = stakes.get((owner, firm), Share(Fraction(0), Fraction(0))).low
                stakes[owner, firm] = Share(known + left, known + left)
        if ok:
            powers = {pair: draw.random() < 0.5 if said is None else said for pair, said in graph.powers.items()}
            found.append(replace(graph, stakes=stakes, rest=rest, powers=powers))
    return found


def _inside(draw: random.Random, share: Share) -> Share:
    choices = [] if share.low_open else [share.low]
    choices += [] if share.high_open else [share.high]
    choices.append((share.low + share.high) / 2)
    part = draw.choice(choices)
    return Share(part, part)
