"""Control on synthetic power-law graphs: ours beside clingo, networkx, scipy, DuckDB and plain Python.

Run: .venv/bin/python benchmarks/control.py [--small] [--large]
`--small` stops at 100 thousand entities, `--large` adds 10 million. A peer stops at the
size that it can do in about a minute. Times are of the processor, since the machine may be shared.
"""

from __future__ import annotations

import platform
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from ownership_graphs import WHOLE, Stakes, biggest_owners, ownership_graph
from pratique.parties.forest import control_forest
from pratique.parties.graph import PartyGraph, ask, build_graph, controlled, prepare

NEED = WHOLE // 2 + 1
SIZES = (10_000, 100_000, 1_000_000)


def graph_of(stakes: Stakes) -> PartyGraph:
    """Companies with an undisclosed remainder, persons that nobody owns."""
    rest = np.where(np.arange(stakes.size) < stakes.companies, WHOLE, 0)
    return build_graph(stakes.holder, stakes.subject, stakes.votes, stakes.votes, stakes.size, WHOLE, NEED, rest=rest)


# Peers: one seed set ----------------------------------------------------------------------------


def seed_python(stakes: Stakes, seeds: set[int]) -> Callable[[], int]:
    held = _held(stakes)

    def run() -> int:
        tally: dict[int, int] = defaultdict(int)
        inside, stack = set(seeds), list(seeds)
        while stack:
            for subject, votes in held.get(stack.pop(), ()):
                tally[subject] += votes
                if tally[subject] >= NEED and subject not in inside:
                    inside.add(subject)
                    stack.append(subject)
        return len(inside)

    return run


def seed_scipy(stakes: Stakes, seeds: set[int]) -> Callable[[], int]:
    from scipy.sparse import csr_matrix

    shape = (stakes.size, stakes.size)
    matrix = csr_matrix((stakes.votes, (stakes.holder, stakes.subject)), shape=shape)

    def run() -> int:
        tally = np.zeros(stakes.size, np.int64)
        inside = np.zeros(stakes.size, bool)
        frontier = np.array(sorted(seeds))
        inside[frontier] = True
        while len(frontier):
            tally += np.asarray(matrix[frontier].sum(axis=0)).ravel()
            frontier = np.flatnonzero((tally >= NEED) & ~inside)
            inside[frontier] = True
        return int(inside.sum())

    return run


def seed_networkx(stakes: Stakes, seeds: set[int]) -> Callable[[], int]:
    import networkx

    graph = networkx.DiGraph()
    for holder, subject, votes in zip(
        stakes.holder.tolist(), stakes.subject.tolist(), stakes.votes.tolist(), strict=True
    ):
        if graph.has_edge(holder, subject):
            graph[holder][subject]["votes"] += votes
        else:
            graph.add_edge(holder, subject, votes=votes)

    def run() -> int:
        tally: dict[int, int] = defaultdict(int)
        inside, stack = set(seeds), list(seeds)
        while stack:
            for _, subject, votes in graph.out_edges(stack.pop(), data="votes"):
                tally[subject] += votes
                if tally[subject] >= NEED and subject not in inside:
                    inside.add(subject)
                    stack.append(subject)
        return len(inside)

    return run


def seed_duckdb(stakes: Stakes, seeds: set[int]) -> Callable[[], int]:
    connection = _duckdb(stakes)

    def run() -> int:
        connection.execute("create or replace table inside as select unnest($1) as id", [sorted(seeds)])
        while True:
            before = connection.execute("select count(*) from inside").fetchone()[0]
            connection.execute(
                "insert into inside select s.subject from stakes s join inside i on s.holder = i.id "
                "group by s.subject having sum(s.votes) >= $1 and s.subject not in (select id from inside)",
                [NEED],
            )
            if connection.execute("select count(*) from inside").fetchone()[0] == before:
                return before

    return run


def seed_clingo(stakes: Stakes, seeds: set[int]) -> Callable[[], int]:
    import clingo

    rows = zip(stakes.holder.tolist(), stakes.subject.tolist(), stakes.votes.tolist(), strict=True)
    facts = " ".join(f"s({h},{c},{v},{n})." for n, (h, c, v) in enumerate(rows))
    facts += " ".join(f"seed({seed})." for seed in seeds)
    rules = f"in(X) :- seed(X). in(C) :- s(_,C,_,_), #sum {{ V,N : s(H,C,V,N), in(H) }} >= {NEED}."

    def run() -> int:
        engine = clingo.Control(["--warn=none"])
        engine.add("base", [], rules + facts)
        engine.ground([("base", [])])
        with engine.solve(yield_=True) as models:
            return sum(1 for model in models for atom in model.symbols(atoms=True) if atom.name == "in")

    return run


# Peers: all owners at once ----------------------------------------------------------------------


def all_python(stakes: Stakes) -> Callable[[], int]:
    held = _held(stakes)

    def run() -> int:
        total = 0
        for owner in held:
            tally: dict[int, int] = {}
            inside, stack = {owner}, [owner]
            while stack:
                for subject, votes in held.get(stack.pop(), ()):
                    if subject in inside:
                        continue
                    count = tally.get(subject, 0) + votes
                    tally[subject] = count
                    if count >= NEED:
                        inside.add(subject)
                        stack.append(subject)
            total += len(inside) - 1
        return total

    return run


def all_networkx(stakes: Stakes) -> Callable[[], int]:
    import networkx

    graph = networkx.MultiDiGraph()
    rows = zip(stakes.holder.tolist(), stakes.subject.tolist(), stakes.votes.tolist(), strict=True)
    graph.add_weighted_edges_from(rows, weight="votes")

    def run() -> int:
        total = 0
        for owner in graph.nodes:
            tally: dict[int, int] = {}
            inside, stack = {owner}, [owner]
            while stack:
                for _, subject, votes in graph.out_edges(stack.pop(), data="votes"):
                    if subject in inside:
                        continue
                    tally[subject] = tally.get(subject, 0) + votes
                    if tally[subject] >= NEED:
                        inside.add(subject)
                        stack.append(subject)
            total += len(inside) - 1
        return total

    return run


def all_duckdb(stakes: Stakes) -> Callable[[], int]:
    connection = _duckdb(stakes)

    def run() -> int:
        connection.execute(
            "create or replace table c as select distinct holder as owner, holder as member from stakes"
        )
        while True:
            added = connection.execute(
                "insert into c select * from (select c.owner, s.subject from c join stakes s on s.holder = c.member "
                "where s.subject <> c.owner group by 1, 2 having sum(s.votes) >= $1) n "
                "where not exists (from c where c.owner = n.owner and c.member = n.subject)",
                [NEED],
            ).fetchone()[0]
            if not added:
                return connection.execute("select count(*) from c where owner <> member").fetchone()[0]

    return run


def _held(stakes: Stakes) -> dict[int, list[tuple[int, int]]]:
    held: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = zip(stakes.holder.tolist(), stakes.subject.tolist(), stakes.votes.tolist(), strict=True)
    for holder, subject, votes in rows:
        held[holder].append((subject, votes))
    return held


def _duckdb(stakes: Stakes) -> Any:
    import duckdb
    import polars

    connection = duckdb.connect()
    connection.execute("set threads = 1")
    table = polars.DataFrame({"holder": stakes.holder, "subject": stakes.subject, "votes": stakes.votes}).to_arrow()
    connection.register("arrow", table)
    connection.execute("create table stakes as select * from arrow")
    return connection


Row = tuple[str, str, float, str, float]
"""Task, engine, seconds, result, ratio to ours (0: not compared)."""


# Measuring --------------------------------------------------------------------------------------


def timed(run: Callable[[], Any], rounds: int = 3) -> tuple[float, Any]:
    """The least processor time of some runs, in seconds, and the last result."""
    best, found = float("inf"), None
    for _ in range(rounds):
        start = time.process_time()
        found = run()
        best = min(best, time.process_time() - start)
    return best, found


def measure(size: int) -> list[Row]:
    """Rows of task, engine, seconds, result and ratio to ours, for one size."""
    stakes = ownership_graph(size)
    weights = stakes.votes.astype(float)
    floor, _ = timed(lambda: np.bincount(stakes.subject, weights=weights, minlength=size))
    built, graph = timed(lambda: graph_of(stakes), 1 if size > 10**6 else 3)
    seeds = biggest_owners(stakes)
    rows = [
        ("floor", "one pass of bincount", floor, "", 0.0),
        ("build", "pratique: stakes by holder", built, "", 0.0),
    ]
    low, inside = timed(lambda: int(controlled(graph, seeds).sum()))
    both, bounds = timed(lambda: (int(controlled(graph, seeds).sum()), int(controlled(graph, seeds, True).sum())))
    rows += [("one seed set", "pratique, certain", low, str(inside), 1.0)]
    rows += [("one seed set", f"pratique, both bounds ({both / floor:.2f} passes)", both, str(bounds), both / low)]
    peers = [
        (seed_python, 10**6),
        (seed_scipy, 10**7),
        (seed_networkx, 10**5),
        (seed_duckdb, 10**7),
        (seed_clingo, 10**4),
    ]
    for make, most in peers:
        if size <= most:
            seconds, count = timed(make(stakes, set(seeds.tolist())), 2)
            assert count == inside, (make.__name__, count, inside)
            rows.append(("one seed set", make.__name__.removeprefix("seed_"), seconds, str(count), seconds / low))
    rows += measure_open(stakes)
    rows += measure_all(stakes, graph, size)
    rows += measure_question(graph, stakes)
    return rows


def measure_open(stakes: Stakes) -> list[Row]:
    """The worst case for the possible bound: so much is undisclosed that nearly every company may be anybody's."""
    part = np.random.default_rng(3).choice([1.0, 0.9, 0.6], stakes.size, p=[0.6, 0.2, 0.2])
    votes = (stakes.votes * part[stakes.subject]).astype(np.int64)
    hidden = Stakes(stakes.holder, stakes.subject, votes, stakes.size)
    graph, seeds, weights = graph_of(hidden), biggest_owners(hidden), votes.astype(float)
    floor, _ = timed(lambda: np.bincount(hidden.subject, weights=weights, minlength=stakes.size))
    both, bounds = timed(lambda: (int(controlled(graph, seeds).sum()), int(controlled(graph, seeds, True).sum())))
    engine = f"pratique, both bounds, 40 % of companies partly undisclosed ({both / floor:.2f} passes)"
    return [("one seed set", engine, both, str(bounds), 0.0)]


def measure_all(stakes: Stakes, graph: PartyGraph, size: int) -> list[Row]:
    forest, _ = timed(lambda: control_forest(graph), 2)
    ours, pairs = timed(lambda: len(control_forest(graph).pairs()[0]), 2)
    rows = [
        ("all owners", "pratique, the forest of nearest controllers", forest, "", forest / ours),
        ("all owners", "pratique, every pair written out", ours, str(pairs), 1.0),
    ]
    for make, most in ((all_python, 10**6), (all_networkx, 10**5), (all_duckdb, 10**5)):
        if size <= most:
            seconds, count = timed(make(stakes), 1)
            assert count == pairs, (make.__name__, count, pairs)
            rows.append(("all owners", make.__name__.removeprefix("all_"), seconds, str(count), seconds / ours))
    return rows


def measure_question(graph: PartyGraph, stakes: Stakes) -> list[Row]:
    """Does one of its holders control a company? And who controls it, from the forest?"""
    prepared, ready = timed(lambda: prepare(graph), 1)
    forest = control_forest(graph)
    chosen = np.random.default_rng(1).integers(0, len(stakes.holder), 500)
    pairs = list(zip(stakes.holder[chosen].tolist(), stakes.subject[chosen].tolist(), strict=True))
    asked = sorted(_clock(partial(ask, ready, [holder], subject)) for holder, subject in pairs)
    climbed = sorted(_clock(partial(forest.controllers, subject)) for _, subject in pairs)
    return [
        ("one company", "pratique: make ready", prepared, "", 0.0),
        ("one company", "pratique: does a holder control it, median of 500", asked[250], "", 0.0),
        ("one company", "pratique: the same, slowest of 500", asked[-1], "", 0.0),
        ("one company", "pratique: who controls it, median of 500", climbed[250], "", 0.0),
        ("one company", "pratique: the same, slowest of 500", climbed[-1], "", 0.0),
    ]


def _clock(run: Callable[[], Any]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def measure_load(size: int) -> list[Row]:
    """From Parquet to a graph that answers, in this process."""
    import polars

    from pratique.parties.graph import read_stakes_parquet

    stakes = ownership_graph(size)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stakes.parquet"
        columns = {"holder": stakes.holder, "subject": stakes.subject, "low": stakes.votes, "high": stakes.votes}
        polars.DataFrame(columns).write_parquet(path)
        del stakes, columns
        start = time.perf_counter()
        graph = read_stakes_parquet(path, size, WHOLE, NEED)
        prepare(graph)
        seconds = time.perf_counter() - start
    return [("load", "pratique: Parquet to a graph ready for questions", seconds, "", 0.0)]


def main() -> None:
    sizes = SIZES[:2] if "--small" in sys.argv else (*SIZES, 10_000_000) if "--large" in sys.argv else SIZES
    print(f"Python {platform.python_version()}, numpy {np.__version__}, one thread.")
    print("Processor seconds, best of a few runs; questions in wall-clock seconds.")
    print("Ratio: to our run of the same task. Every engine gave the same result.\n")
    print("| entities | task | engine | seconds | result | ratio |\n|---|---|---|---|---|---|")
    for size in sizes:
        for task, engine, seconds, result, ratio in [*measure(size), *measure_load(size)]:
            shown = f"{ratio:.1f}" if ratio else ""
            print(f"| {size:,} | {task} | {engine} | {seconds:.5f} | {result} | {shown} |", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"\nPeak memory of the whole run: {peak:.1f} GiB.")


if __name__ == "__main__":
    main()
