"""Integrated ownership of a seed set beside scipy's sparse iteration and its direct solver.

Run: .venv/bin/python benchmarks/integrated.py [--small] [--large]
`--small` stops at 100 thousand entities, `--large` adds 10 million. Times are of the processor, since the machine may
be shared; every engine stops when nothing moves by more than 1e-9.
"""

from __future__ import annotations

import platform
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from control import graph_of
from ownership_graphs import WHOLE, Stakes, biggest_owners, ownership_graph
from pratique.parties.integrated import integrate

TOLERANCE = 1e-9
SIZES = (10_000, 100_000, 1_000_000)


def scipy_iteration(stakes: Stakes, seeds: Any) -> Callable[[], Any]:
    from scipy.sparse import csr_matrix

    shape = (stakes.size, stakes.size)
    matrix = csr_matrix((stakes.votes / WHOLE, (stakes.subject, stakes.holder)), shape=shape)

    def run() -> Any:
        part = np.zeros(stakes.size)
        part[seeds] = 1.0
        while True:
            after = matrix @ part
            after[seeds] = 1.0
            if float(np.abs(after - part).max()) < TOLERANCE:
                return after
            part = after

    return run


def scipy_solve(stakes: Stakes, seeds: Any) -> Callable[[], Any]:
    from scipy.sparse import csc_matrix, identity
    from scipy.sparse.linalg import spsolve

    pinned = np.zeros(stakes.size, bool)
    pinned[seeds] = True
    kept = ~pinned[stakes.subject]
    rows = (stakes.votes[kept] / WHOLE, (stakes.subject[kept], stakes.holder[kept]))
    matrix = csc_matrix(rows, shape=(stakes.size, stakes.size))
    system = (identity(stakes.size, format="csc") - matrix).tocsc()
    return lambda: spsolve(system, pinned.astype(float))


def clocked(run: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of one run, and its result."""
    start = time.process_time()
    found = run()
    return time.process_time() - start, found


def measure(size: int) -> list[str]:
    """The rows of the table for one size."""
    stakes = ownership_graph(size)
    graph, seeds = graph_of(stakes), biggest_owners(stakes)
    floor, _ = clocked(lambda: np.bincount(stakes.subject, weights=stakes.votes / WHOLE, minlength=size))
    ours, low = clocked(lambda: integrate(graph, seeds, tolerance=TOLERANCE))
    upper, high = clocked(lambda: integrate(graph, seeds, possible=True, tolerance=TOLERANCE))
    rows = [
        f"| {size:,} | one pass of bincount | {floor:.4f} | | | |",
        f"| {size:,} | pratique, certain | {ours:.4f} | {low.sum():.3f} | 0 | 1.0 |",
        f"| {size:,} | pratique, possible | {upper:.4f} | {high.sum():.3f} | | {upper / ours:.1f} |",
    ]
    for make in (scipy_iteration, scipy_solve)[: 2 if size <= 10_000 else 1]:
        seconds, found = clocked(make(stakes, seeds))
        apart = float(np.abs(found - low).max())
        name = make.__name__.replace("_", " ")
        rows.append(f"| {size:,} | {name} | {seconds:.4f} | {found.sum():.3f} | {apart:.1e} | {seconds / ours:.1f} |")
    return rows


def main() -> None:
    sizes = SIZES[:2] if "--small" in sys.argv else (*SIZES, 10_000_000) if "--large" in sys.argv else SIZES
    print(f"Python {platform.python_version()}, numpy {np.__version__}, one thread; processor seconds of one run.")
    print("Ratio: to our certain bound. `apart` is the greatest difference from ours.\n")
    print("| entities | engine | seconds | sum of parts | apart | ratio |\n|---|---|---|---|---|---|")
    for size in sizes:
        for row in measure(size):
            print(row, flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"\nPeak memory of the whole run: {peak:.1f} GiB.")


if __name__ == "__main__":
    main()
