"""Feed a reader mutants and keep what is no answer and no finding.

`python -m tests.fuzz.run --seconds 600` runs every reader so long and prints a table; `--target NAME` runs one;
`--least 5 --record` runs the five that had least so far, and keeps what came of it (`tests.fuzz.record`).
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pratique.errors import InvalidInput, UsageError
from tests.fuzz import record
from tests.fuzz.drops import WATCHED
from tests.fuzz.mutate import mutant
from tests.fuzz.targets import TARGETS, Target


@dataclass(slots=True)
class Run:
    """What came of feeding one reader: how many mutants, how many were refused, the crashes by site, the slowest.

    `drops` holds, by name, the first mutant that lost a record without a word.
    """

    mutants: int = 0
    refused: int = 0
    slowest: float = 0.0
    crashes: dict[str, bytes] = field(default_factory=dict)
    drops: dict[str, bytes] = field(default_factory=dict)
    slow: bytes = b""


def fed(target: Target, folder: Path, data: bytes, run: Run) -> None:
    """One mutant through a reader; whatever it raises but its own refusals is kept as a crash."""
    path = folder / target.suffix
    path.write_bytes(data)
    begun = spent()
    try:
        read = target.call(path)
        if (watched := WATCHED.get(target.name)) is not None:
            for name in watched.dropped(data, read):
                run.drops.setdefault(name, data)
    except (InvalidInput, UsageError):
        run.refused += 1
    except Exception as error:
        run.crashes.setdefault(_site(error), data)
    took = spent() - begun
    run.mutants += 1
    if took > run.slowest:
        run.slowest, run.slow = took, data


def spent() -> float:
    """CPU seconds of this process and of the readers that run apart."""
    return sum(os.times()[:4])


def _site(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)
    own = next((each for each in reversed(last) if "/pratique/" in each.filename), last[-1])
    return f"{type(error).__name__} at {'/'.join(Path(own.filename).parts[-3:])}:{own.lineno}: {error!s:.100}"


def fuzz(target: Target, folder: Path, go_on: Callable[[Run], bool], seed: int = 0) -> Run:
    """Mutants of the seeds of a target, the seeds first, as long as `go_on` says."""
    run, chance, seeds = Run(), random.Random(f"{target.name} {seed}"), target.seeds()
    for data in seeds:
        fed(target, folder, data, run)
    while go_on(run):
        fed(target, folder, mutant(chance.choice(seeds), chance), run)
    return run


def main() -> int:
    """The table of all readers; exit status 1 where one crashed or lost a record."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=600.0, help="CPU seconds a reader")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--target", help="one reader by its name")
    parser.add_argument("--least", type=int, help="so many readers, those that had least so far")
    parser.add_argument("--record", action="store_true", help=f"keep a row a run in {record.KEPT.name}")
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that crashed a reader")
    given = parser.parse_args()
    bad = 0
    print("| reader | mutants | refused | crash sites | drops | slowest, s |\n|---|--:|--:|--:|--:|--:|")
    for target in _chosen(given.target, given.least):
        until = spent() + given.seconds
        with tempfile.TemporaryDirectory() as folder:
            run = fuzz(target, Path(folder), lambda _, until=until: spent() < until, given.seed)  # type: ignore[misc]
        row = _row(target, run, given.seed, given.seconds)
        print(_shown(row), flush=True)
        if given.record:
            record.append(row)
        bad += len(run.crashes) + len(run.drops)
        _tell(target, run, given.keep)
    return int(bad > 0)


def _chosen(name: str | None, least: int | None) -> list[Target]:
    """The readers to run: all, the one named, or those that had least so far."""
    chosen = [target for target in TARGETS if name in (None, target.name)]
    if least is None:
        return chosen
    kept = record.rows()
    return sorted(chosen, key=lambda target: record.spent(target.name, kept))[:least]


def _row(target: Target, run: Run, seed: int, seconds: float) -> record.Row:
    day = datetime.now(tz=UTC).date().isoformat()
    counts = (run.mutants, run.refused, len(run.crashes), len(run.drops))
    return record.Row(target.name, day, seed, seconds, *counts, round(run.slowest, 2))


def _shown(row: record.Row) -> str:
    drops = row.drops if row.reader in WATCHED else ""
    cells = (row.reader, f"{row.mutants:,}", f"{row.refused:,}", row.crashes, drops, f"{row.slowest:.2f}")
    return f"| {' | '.join(map(str, cells))} |"


def _tell(target: Target, run: Run, keep: Path | None) -> None:
    """What went wrong on stderr; its inputs into the folder that keeps them."""
    lost = {f"lost without a word: {name}": data for name, data in run.drops.items()}
    for number, (site, data) in enumerate({**run.crashes, **lost}.items()):
        print(f"  {site}", file=sys.stderr, flush=True)
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{target.name.replace(' ', '_')}-{number}").write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
