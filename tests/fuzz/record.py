"""What each reader was fed, run by run, and the sum of it.

`benchmarks/results/fuzz.csv` holds a row a run, written as it ends; `python -m tests.fuzz.record` prints the sums
a reader, and with `--write` puts them into `benchmarks/results/fuzz.md`. Invariant: a run that was cut short wrote no
row, so that the seconds are never more than were spent.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

KEPT = Path(__file__).parents[2] / "benchmarks" / "results" / "fuzz.csv"
PAGE = KEPT.with_suffix(".md")
HEAD = "| reader | CPU s | runs | mutants | refused | crash sites, mended | drops, mended | slowest, s |"


@dataclass(frozen=True, slots=True)
class Row:
    """One run of one reader: its day and seed, the CPU seconds it was given, and what came of it."""

    reader: str
    day: str
    seed: int
    seconds: float
    mutants: int
    refused: int
    crashes: int
    drops: int
    slowest: float


def append(row: Row, path: Path = KEPT) -> None:
    """One run at the end of the record."""
    new = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        if new:
            writer.writerow(field.name for field in fields(Row))
        writer.writerow(getattr(row, field.name) for field in fields(Row))


def rows(path: Path = KEPT) -> list[Row]:
    """The runs that were kept, in the order they ended."""
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as kept:
        return [
            Row(
                each["reader"],
                each["day"],
                int(each["seed"]),
                float(each["seconds"]),
                int(each["mutants"]),
                int(each["refused"]),
                int(each["crashes"]),
                int(each["drops"]),
                float(each["slowest"]),
            )
            for each in csv.DictReader(kept)
        ]


def spent(name: str, kept: Iterable[Row]) -> float:
    """CPU seconds that a reader has had."""
    return sum(row.seconds for row in kept if row.reader == name)


def table(names: Iterable[str], kept: list[Row]) -> Iterator[str]:
    """The lines of the table of sums, a reader a line, in the order of the names."""
    yield HEAD
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for name in names:
        mine = [row for row in kept if row.reader == name]
        cells = (
            name,
            f"{spent(name, mine):,.0f}",
            len(mine),
            f"{sum(row.mutants for row in mine):,}",
            f"{sum(row.refused for row in mine):,}",
            sum(row.crashes for row in mine),
            sum(row.drops for row in mine),
            f"{max((row.slowest for row in mine), default=0.0):.2f}",
        )
        yield f"| {' | '.join(map(str, cells))} |"


def whole(names: Iterable[str], kept: list[Row]) -> str:
    """The table of sums, and below it how much all readers had."""
    its = list(names)
    had = sorted(spent(name, kept) for name in its)
    told = (
        f"{len(kept)} runs of {len(its)} readers, {sum(row.mutants for row in kept):,} mutants, "
        f"{sum(row.seconds for row in kept) / 60:,.0f} CPU minutes. "
        f"The reader that had least had {had[0]:,.0f} s, the middle one {had[len(had) // 2]:,.0f} s."
    )
    return "\n".join([*table(its, kept), "", told])


BEGIN, END = "<!-- sums -->", "<!-- end of the sums -->"


def page(text: str, sums: str) -> str:
    """The page of results with these sums between its two marks."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{sums}\n\n{END}{rest.partition(END)[2]}"


def main() -> None:
    """Print the table of sums, or put it into the page of results."""
    from tests.fuzz.targets import TARGETS

    sums = whole((target.name for target in TARGETS), rows())
    if "--write" in sys.argv[1:]:
        PAGE.write_text(page(PAGE.read_text("utf-8"), sums), "utf-8")
    else:
        print(sums)


if __name__ == "__main__":
    main()
