"""How few statements give the answer that a case has with all of its facts.

    .venv/bin/python benchmarks/statements.py [PREFIX ...] [EVERY]

Of each shipped case facts are taken away as long as verdict and deciding provisions stay, and defined terms are
stated as a whole where that saves their elements (conclusions: docs/relations.md). What is left is a smallest set of
statements for that answer: no single one can go. The question itself (act, day, market) is not counted. With a number
EVERY, one case of so many is taken: each costs some ten seconds. Prints a line for the cases of each folder; asserts
nothing.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean, median
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.cases.runner import KNOWN_ON, all_cases, fact_paths  # noqa: E402

from pratique.errors import InvalidInput, UsageError  # noqa: E402
from pratique.usecases.check import check  # noqa: E402

TERMS = {
    "vehicles": ("completed_connected_vehicle", "connected"),
    "parts": ("covered_software", "vcs_hardware", "legacy_software"),
    "parties": ("linked",),
}
"""The conclusions that a table may state."""

Data = dict[str, Any]
Outcome = tuple[str, str, tuple[str, ...]]


def main(prefixes: list[str]) -> None:
    """Print the table."""
    rows: dict[str, list[tuple[int, int]]] = {}
    every = int(prefixes.pop()) if prefixes and prefixes[-1].isdigit() else 1
    for case in list(all_cases())[::every]:
        name = str(case.id)
        if prefixes and not any(each in name for each in prefixes):
            continue
        try:
            wanted = outcome(case.data)
        except (InvalidInput, UsageError):
            continue
        left = fewest(copy.deepcopy(case.data), lambda data, wanted=wanted: same(data, wanted))
        folder = name.partition(":")[0].rpartition("/")[0] or name.partition(":")[0]
        rows.setdefault(folder, []).append((len(fact_paths(case.data)), len(fact_paths(left))))
    print(f"{'cases of':<34}{'n':>5}{'stated':>8}{'enough':>8}{'median':>8}{'most':>6}")
    for folder, its in sorted(rows.items()):
        enough = [each[1] for each in its]
        means = f"{mean(each[0] for each in its):>8.1f}{mean(enough):>8.1f}"
        print(f"{folder:<34}{len(its):>5}{means}{median(enough):>8.0f}{max(enough):>6}")


def outcome(data: Data) -> Outcome:
    """The verdict and the provisions that decide."""
    found = check(data, known_on=KNOWN_ON)
    return found.verdict.best, found.verdict.worst, tuple(sorted({each.cite for each in found.decided_by}))


def same(data: Data, wanted: Outcome) -> bool:
    try:
        return outcome(data) == wanted
    except (InvalidInput, UsageError):
        return False


def fewest(data: Data, holds: Callable[[Data], bool]) -> Data:
    """The dossier with what can go taken away: several facts at once first, then each alone."""
    for entry, terms in list(tables(data)):
        for term in terms:
            data = concluded(data, entry, term, holds)
    paths = fact_paths(data)
    size = max(len(paths) // 2, 1)
    while True:
        for begin in range(len(paths), 0, -size):
            tried = without(data, paths[max(begin - size, 0) : begin])
            if holds(tried):
                data = tried
        if size == 1:
            return data
        paths, size = fact_paths(data), size // 2


def tables(data: Data) -> Iterator[tuple[list[str | int], tuple[str, ...]]]:
    """The path of each entry that may state a term, and the terms."""
    for table, terms in TERMS.items():
        for index, entry in enumerate(data.get(table, [])):
            yield [table, index], terms
            for inner in range(len(entry.get("parts", [])) if table == "vehicles" else 0):
                yield [table, index, "parts", inner], TERMS["parts"]


def concluded(data: Data, path: list[str | int], term: str, holds: Callable[[Data], bool]) -> Data:
    """The dossier with a term stated in the place of all other facts of an entry that can go then."""
    for value in (True, False):
        tried = copy.deepcopy(data)
        entry = at(tried, path)
        if term in entry:
            continue
        lead = "/".join(map(str, path))
        own = [each for each in fact_paths(tried) if each.startswith(f"{lead}/") and each.count("/") == len(path)]
        entry[term] = value
        for fact in own:
            fewer = without(tried, [fact])
            tried = fewer if holds(fewer) else tried
        if len(fact_paths(tried)) < len(fact_paths(data)) and holds(tried):
            alone = without(tried, [f"{lead}/{term}"])
            return alone if holds(alone) else tried
    return data


def at(data: Data, path: list[str | int]) -> Any:
    for key in path:
        data = data[key]  # type: ignore[index]
    return data


def without(data: Data, paths: list[str]) -> Data:
    """A copy without the facts at these paths."""
    found = copy.deepcopy(data)
    for path in paths:
        *lead, last = path.split("/")
        entry: Any = found
        for key in lead:
            entry = entry[int(key)] if isinstance(entry, list) else entry[key]
        entry.pop(last, None)
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
