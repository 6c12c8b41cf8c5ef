"""Runs the cases, the timeline and the proofs of the template law: `python examples/template-law/run.py`."""

from __future__ import annotations

import copy
import csv
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lamp_act import INSTRUMENT

from pratique import check
from pratique.dossier.document import plain_data
from pratique.law.book import Book
from pratique.usecases.book.prove import prove_book

HERE = Path(__file__).parent
BOOK = Book((INSTRUMENT,), origin="template-law")
TODAY = date(2026, 11, 1)


def varied(given: Any, case: dict[str, Any]) -> Any:
    """The dossier of a case: what is given, with the key paths of `set` set and those of `unset` left out."""
    data = copy.deepcopy(given)
    for path, value in [*case.get("set", {}).items(), *((path, None) for path in case.get("unset", []))]:
        holder, (*steps, last) = data, path.split("/")
        for step in steps:
            holder = holder[int(step) if step.isdigit() else step]
        if value is None:
            del holder[last]
        else:
            holder[last] = value
    return data


def failed_cases(plain: dict[str, Any]) -> Iterator[str]:
    """One line for each case that does not come out as it says."""
    for case in plain["case"]:
        found = check(varied(plain["given"], case), book=BOOK, known_on=TODAY)
        said = [found.verdict.best, found.verdict.worst]
        names = {each.name for each in (*found.open_facts, *found.duties)}
        if said != case["expect"] or not names.issuperset([*case.get("open", []), *case.get("duties", [])]):
            yield f"{case['name']}: {said}, not {case['expect']}; {sorted(names)}"


def failed_days(given: Any) -> Iterator[str]:
    """One line for each day of the timeline on which the answer differs."""
    with (HERE / "timeline.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            found = check(given, book=BOOK, known_on=TODAY, on=date.fromisoformat(row["day"])).verdict
            if (found.best, found.worst) != (row["best"], row["worst"]):
                yield f"{row['day']}: {found.best} .. {found.worst}, not {row['best']} .. {row['worst']}"


def failed_proofs() -> Iterator[str]:
    """One line for each claim about the book that has a counter-example."""
    for each in prove_book(INSTRUMENT.cite, BOOK).proofs:
        if not each.holds:
            yield f"{each.claim}, {each.cite}: {each.note}"


def main() -> int:
    """What failed, a line each; the exit status is the number of lines."""
    plain = plain_data(tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8")))
    failed = [*failed_cases(plain), *failed_days(plain["given"]), *failed_proofs()]
    print("\n".join(failed) or f"{len(plain['case'])} cases, the timeline and the proofs hold.")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
