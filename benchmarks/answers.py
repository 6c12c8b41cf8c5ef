"""What an answer costs a person: facts stated, facts that decide, lines of output, over all shipped cases.

    .venv/bin/python benchmarks/answers.py [PREFIX ...]

`stated` counts the facts that a case writes down, `needed` the distinct facts that stand behind what decides, `lines`
those of the text at 80 columns. Prints one line for the cases of each folder; asserts nothing.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import mean, median

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.cases.runner import KNOWN_ON, all_cases, fact_paths  # noqa: E402

from pratique.errors import InvalidInput, UsageError  # noqa: E402
from pratique.reports.brief import brief  # noqa: E402
from pratique.usecases.check import check  # noqa: E402

AIM = 12
"""Facts stated on average for a connected-vehicle case (issue 16)."""
SHORT = 20
"""Lines of an answer that four facts decide."""


def main(prefixes: list[str]) -> None:
    """Print the table."""
    rows: dict[str, list[tuple[int, int, int, str]]] = {}
    for case in all_cases():
        name = str(case.id)
        if prefixes and not any(each in name for each in prefixes):
            continue
        try:
            answer = check(case.data, known_on=KNOWN_ON)
        except (InvalidInput, UsageError):
            continue
        because = (fact for each in answer.decided_by for reason in each.because for fact in reason.facts)
        needed = {(fact.entity, fact.name) for fact in because}
        folder = name.partition(":")[0].rpartition("/")[0] or name.partition(":")[0]
        lines = len(brief(answer).splitlines())
        rows.setdefault(folder, []).append((len(fact_paths(case.data)), len(needed), lines, name))
    print(f"{'cases of':<34}{'n':>5}{'stated':>8}{'needed':>8}{'lines':>7}{'median':>8}{'most':>6}")
    for folder, its in sorted(rows.items()):
        stated, needed, lines = (mean(each[i] for each in its) for i in range(3))
        ends = (median(each[2] for each in its), max(each[2] for each in its))
        print(f"{folder:<34}{len(its):>5}{stated:>8.1f}{needed:>8.1f}{lines:>7.1f}{ends[0]:>8.0f}{ends[1]:>6}")
    every = [each for its in rows.values() for each in its]
    few = [each for each in every if each[1] <= 4]
    within = sum(each[2] <= SHORT for each in few)
    for each in few if "LONG" in os.environ else ():
        print(each[2], each[3])
    print(f"answers that at most four facts decide: {len(few)}, of them within {SHORT} lines: {within}")


if __name__ == "__main__":
    main(sys.argv[1:])
