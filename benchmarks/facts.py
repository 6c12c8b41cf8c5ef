"""How much a person must state: over all shipped cases and examples, facts stated, facts needed, facts still open.

    .venv/bin/python benchmarks/facts.py            the examples
    .venv/bin/python benchmarks/facts.py --cases 7  every seventh settled case of tests/cases: a few minutes

Stated are the lines of a dossier with a value; open are the facts that can still matter (an upper bound); lines are
those of `pratique check` in text. Of the cases each stated fact in turn is left out where the verdict stays the same:
what is left was needed, before (no relations between facts), after (with them) and with presumptions accepted. The
peer is the program itself without relations: the numbers are to fall from one release to the next.
"""

from __future__ import annotations

import copy
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any
from unittest import mock

from pratique.deciding.decision import decided
from pratique.errors import PratiqueError
from pratique.law.outcome import Range
from pratique.reports.text import text
from pratique.usecases.check import check

ROOT = Path(__file__).parent.parent
KNOWN = date(2026, 11, 22)


def rows() -> list[tuple[str, str, int, int, int]]:
    """Example, verdict, facts stated, facts open, lines of text."""
    found = []
    for path in sorted((ROOT / "examples").glob("*/dossier.toml")):
        answer = check(path, known_on=KNOWN)
        stated = sum(1 for line in path.read_text("utf-8").splitlines() if "=" in line and not line.startswith("#"))
        verdict = f"{answer.verdict.best} .. {answer.verdict.worst}"
        found.append((path.parent.name, verdict, stated, len(answer.open_facts), text(answer).count("\n")))
    return found


ASKED = frozenset({"id", "ref", "name", "title", "act", "date", "into", "out_of", "party", "vehicle", "actor"})
"""Keys that ask or name; everything else that holds a value states a fact."""
ROOMS = ("parties", "vehicles", "parts", "sources", "transactions")


def stated(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every fact that a dossier states."""
    if isinstance(data, list):
        for index, each in enumerate(data):
            yield from stated(each, (*path, index))
        return
    for key, value in data.items() if isinstance(data, dict) else ():
        if (isinstance(value, list) and key in ROOMS) or key == "facts":
            yield from stated(value, (*path, key))
        elif key not in ASKED and path and not (isinstance(value, dict) and key == "parties"):
            yield (*path, key)


def without(data: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    """The same without what stands at a path."""
    made = copy.deepcopy(data)
    holder: Any = made
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    return made


def outcome(case: Any, data: dict[str, Any], related: bool, presume: tuple[str, ...]) -> Range | None:
    """The range of a case with other data; None where it is none any more."""
    try:
        with mock.patch("pratique.deciding.decision.relate") if not related else mock.MagicMock():
            return decided(data, on=case.on, known_on=KNOWN, construe=case.construe, presume=presume).range
    except PratiqueError:
        return None


def needed(case: Any, related: bool, presume: tuple[str, ...] = ()) -> int | None:
    """How many of the stated facts are left once each that changes nothing is left out; None if it is not settled."""
    data, whole = case.data, outcome(case, case.data, related, presume)
    if whole is None or not whole.is_settled:
        return None
    for path in list(stated(data)):
        less = without(data, path)
        if outcome(case, less, related, presume) == whole:
            data = less
    return len(list(stated(data)))


def of_cases(step: int) -> Iterator[str]:
    """The table of every so manieth settled case, by instrument."""
    sys.path.insert(0, str(ROOT))
    from tests.cases.runner import HERE, all_cases

    found: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for case in list(all_cases())[::step]:
        ways = (needed(case, False), needed(case, True), needed(case, True, ("ordinary", "own_house")))
        if None not in ways:
            told = (len(list(stated(case.data))), *(each for each in ways if each is not None))
            found[str(case.file.relative_to(HERE).with_suffix(""))].append(told)
    yield "| cases | settled | stated | needed before | with relations | with presumptions |"
    yield "|---|---|---|---|---|---|"
    for name, its in sorted(found.items()):
        yield _line(name, its)
    yield _line("all", [each for its in found.values() for each in its])


def _line(name: str, its: list[tuple[int, ...]]) -> str:
    return f"| {name} | {len(its)} | " + " | ".join(f"{mean(each):.1f}" for each in zip(*its, strict=True)) + " |"


def main() -> None:
    """Print the table as Markdown."""
    if "--cases" in sys.argv:
        for line in of_cases(int(sys.argv[-1])):
            sys.stdout.write(f"{line}\n")
        return
    table = rows()
    lines = ["| example | verdict | lines stated | facts open | lines of text |", "|---|---|---|---|---|"]
    lines += [f"| {name} | {verdict} | {a} | {b} | {c} |" for name, verdict, a, b, c in table]
    means = [f"{mean(column):.1f}" for column in zip(*(row[2:] for row in table), strict=True)]
    lines.append(f"| mean | | {' | '.join(means)} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
