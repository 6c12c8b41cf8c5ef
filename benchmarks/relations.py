"""Relations between facts: how many facts a user must state, and what reading facts together costs.

    .venv/bin/python benchmarks/relations.py [--small]

*Facts*: for cases of the test collection whose answer is settled, facts are left out one after the other as long as
the answer stays the same; what is left is what the user had to state. Four ways: the law book without its relations
(before), with them, and with the presumptions `ordinary`, and with `ordinary` and `own_house`.

*Cost*: a bill of 1,000 lines from 300 suppliers, each with its country, decided under the connected-vehicle rule with
the relations of the book and without, in turn, in one process.
"""

from __future__ import annotations

import copy
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pratique.deciding.decision import decided
from pratique.errors import PratiqueError
from pratique.law import book as law_book
from pratique.law.book import Book
from pratique.law.outcome import Range
from pratique.usecases.check import check

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.cases.runner import KNOWN_ON, Given, all_cases

ROOMS = ("parties", "vehicles", "parts", "sources", "transactions")
STRUCTURE = frozenset(
    {"id", "ref", "name", "title", "act", "date", "into", "out_of", "vehicle", "actor", "party", "parties", "parts",
     "sources", "parts_complete", "sources_complete", "goods", "role", "boms", "kind"}
)  # fmt: skip
"""Keys that say what is asked and what there is: never left out."""
Path_ = tuple[Any, ...]
WAYS: dict[str, tuple[bool, tuple[str, ...]]] = {
    "before": (False, ()),
    "relations": (True, ()),
    "+ ordinary": (True, ("ordinary",)),
    "+ own house": (True, ("ordinary", "own_house")),
}


def bare(book: Book) -> Book:
    """The book without its relations."""
    return Book(tuple(replace(each, relations=()) for each in book), book.law_on, book.origin)


def leaves(data: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The facts of a dossier, each by the keys that lead to it."""
    if isinstance(data, list):
        for index, each in enumerate(data):
            yield from leaves(each, (*path, index))
        return
    for key, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, list) and key in ROOMS and value and isinstance(value[0], dict):
            yield from leaves(value, (*path, key))
        elif key == "facts":
            yield from ((*path, key, name) for name in value)
        elif key not in STRUCTURE and path:
            yield (*path, key)


def without(data: dict[str, Any], path: Path_) -> dict[str, Any]:
    """The dossier without one fact."""
    made = copy.deepcopy(data)
    holder: Any = made
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    return made


def outcome(case: Given, data: dict[str, Any], book: Book | None, presume: tuple[str, ...]) -> Range | None:
    """What the law says; None where the dossier is no longer one."""
    options: dict[str, Any] = {"on": case.on, "known_on": KNOWN_ON, "construe": case.construe, "presume": presume}
    try:
        return decided(copy.deepcopy(data), book=book, **options).range
    except PratiqueError:
        return None


def needed(case: Given, book: Book | None, presume: tuple[str, ...], goal: Range) -> int | None:
    """How many facts are left once every one is gone that the answer does without; None where it is another."""
    data = case.data
    if outcome(case, data, book, presume) != goal:
        return None
    for path in sorted(leaves(data), key=str):
        less = without(data, path)
        if outcome(case, less, book, presume) == goal:
            data = less
    return len(list(leaves(data)))


def facts(every: int) -> None:
    whole = law_book.load()
    books = {True: None, False: bare(whole)}
    rows: dict[str, list[list[int]]] = {}
    changed = 0
    for case in list(all_cases())[::every]:
        goal = outcome(case, case.data, None, ())
        if goal is None or not goal.is_settled:
            continue
        counts = [needed(case, books[related], presume, goal) for related, presume in WAYS.values()]
        if None in counts:
            changed += 1
            continue
        room = "/".join(case.id.partition(":")[0].split("/")[:2])
        rows.setdefault(room, []).append([len(list(leaves(case.data))), *(count or 0 for count in counts)])
    print("| law | cases | stated | " + " | ".join(WAYS) + " |")
    print("|---|---|---|" + "---|" * len(WAYS))
    for room, its in sorted(rows.items()):
        means = " | ".join(f"{statistics.mean(column):.1f}" for column in zip(*its, strict=True))
        print(f"| {room} | {len(its)} | {means} |")
    every_row = [row for its in rows.values() for row in its]
    means = " | ".join(f"{statistics.mean(column):.1f}" for column in zip(*every_row, strict=True))
    print(f"| all | {len(every_row)} | {means} |")
    print(f"\n{changed} cases left out: one of the ways gives them another answer than the book with relations.")


def bill(folder: Path, lines: int, suppliers: int) -> dict[str, Any]:
    """A dossier of one sale with a bill of so many lines from so many suppliers."""
    countries = ("US", "DE", "JP", "KR", "CN", "MX")
    components = [
        {"type": "device", "bom-ref": f"p{i}", "name": f"part {i}",
         "manufacturer": {"name": f"Maker {i % suppliers}", "address": {"country": countries[i % suppliers % 6]}}}
        for i in range(lines)
    ]  # fmt: skip
    plain = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components}
    (folder / "bill.cdx.json").write_text(json.dumps(plain))
    parties = [{"id": f"m{i}", "name": f"Maker {i}", "organised_in": countries[i % 6]} for i in range(suppliers)]
    dossier = {
        "known_on": "2026-11-22",
        "parties": [{"id": "oem", "organised_in": "US", "us_person": True}, *parties],
        "vehicles": [{"id": "car", "model_year": 2030, "new": True, "boms": ["bill.cdx.json"]}],
        "transactions": [{"id": "sale", "act": "sale", "role": "manufacturer", "actor": "oem", "date": "2029-06-01",
                          "into": "US", "vehicle": "car"}],
    }  # fmt: skip
    (folder / "dossier.json").write_text(json.dumps(dossier))
    return dossier


def cost(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        bill(Path(name), 1000, 300)
        dossier = Path(name) / "dossier.json"
        day = date(2029, 6, 1)
        related = law_book.load(["us.cfr15_791d"], day)
        books = {"without": bare(related), "with": related}
        times: dict[str, list[float]] = {which: [] for which in books}
        for turn in range(rounds + 1):
            # Whoever comes second meets a fuller heap, so that the two take turns.
            for which, book in list(books.items())[:: 1 if turn % 2 else -1]:
                start = time.process_time()
                check(dossier, book=book)
                times[which].append(time.process_time() - start)
        without_, with_ = (statistics.median(times[which][1:]) for which in ("without", "with"))
    print(f"\n1,000 lines, 300 suppliers: without {without_:.2f} s, with {with_:.2f} s, ratio {with_ / without_:.2f}")


if __name__ == "__main__":
    small = "--small" in sys.argv
    cost(2 if small else 12)
    facts(60 if small else 8)
