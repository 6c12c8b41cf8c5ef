"""The reader on passages of other publishers: precision and recall at each level, beside quantulum3.

Run: .venv/bin/python benchmarks/reader_others.py [SET ...] [--misses]
SET is looked-at, unseen, fresh, second, third, sealed, fourth, fifth, sixth, seventh, eighth, ninth, tenth,
eleventh, twelfth or thirteenth.

Levels, each with its own precision and recall: value and unit (growths count as percentages); with indicator,
product and period; with place; all with growth, kind and maker; positions (actor and stance); measures (which, and
with its status and days). quantulum3 knows values and units alone. A label's place or period is "?" where the passage
itself does not tell. `looked-at` may be tuned on; `unseen` is scored once a release and never tuned on;
`fresh` and `second` were each run once unseen and are development data since, `third` was from the start; `sealed`
was run once at the end. The row of quantulum3 is left out where it is not installed.
"""

from __future__ import annotations

import sys
import tomllib
import warnings
from collections import Counter
from collections.abc import Hashable, Iterable
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pratique.errors import InvalidInput
from pratique.figures.reader import Reading, read_text
from reader import Score, figure_row, label_row, quantulum_pairs

SETS = Path(__file__).parent.parent / "conformance" / "bulletins"
LEVELS = (
    "value and unit", "with indicator, product, period", "with place", "all, with growth", "positions", "measures",
    "measures with status and days",
)  # fmt: skip
Keys = list[Hashable]
_PEER = find_spec("quantulum3") is not None


def passages(half: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((SETS / f"others-{half}.toml").read_text("utf-8"))["passage"]
    return rows


def wanted(passage: dict[str, Any]) -> dict[str, Keys]:
    figures = [label_row(line) for line in passage["figures"]]
    measures = [[cell.strip() for cell in line.split(",")] for line in passage["measures"]]
    return _levels(figures) | {
        "positions": [tuple(cell.strip() for cell in line.split(",")) for line in passage["positions"]],
        "measures": [cells[0] for cells in measures],
        "measures with status and days": [tuple(c if c != "-" else "" for c in cells) for cells in measures],
    }


def given(reading: Reading) -> dict[str, Keys]:
    figures = [(figure_row(figure), figure.geography or "?") for figure in reading.figures]
    named = [(i.id or i.name.lower(), i) for i in reading.instruments]
    return _levels(figures) | {
        "positions": [(p.actor, p.stance) for p in reading.positions],
        "measures": [name for name, _ in named],
        "measures with status and days": [
            (
                name,
                "" if i.status == "mentioned" else i.status,
                *(str(day or "") for day in (i.date, i.effective, i.deadline)),
            )
            for name, i in named
        ],
    }


def _levels(figures: Iterable[tuple[tuple[Any, ...], str]]) -> dict[str, Keys]:
    rows = list(figures)
    values: Keys = []
    for row, _ in rows:
        values += [(Fraction(end), row[4]) for end in row[3] or ()]
        values += [(abs(amount), "percent") for amount in row[5:7] if amount is not None]
    return {
        "value and unit": values,
        "with indicator, product, period": [row[:5] for row, _ in rows],
        "with place": [(*row[:5], place) for row, place in rows],
        "all, with growth": [(*row, place) for row, place in rows],
    }


def add(score: Score, wants: Keys, gives: Keys) -> None:
    score.wanted += len(wants)
    score.given += len(gives)
    score.right += sum((Counter(wants) & Counter(gives)).values())


def score(half: str, misses: bool) -> None:
    scores, theirs, refused = {level: Score() for level in LEVELS}, Score(), 0
    for passage in passages(half):
        try:
            reading = read_text(passage["text"], passage["id"], passage["published"])
        except InvalidInput:
            refused += 1
            for level in LEVELS:
                add(scores[level], wanted(passage)[level], [])
            continue
        wants, gives = wanted(passage), given(reading)
        for level in LEVELS:
            add(scores[level], wants[level], gives[level])
        if _PEER:
            pairs: Keys = [(Fraction(str(value)), unit) for value, unit in quantulum_pairs(passage["text"])]
            add(theirs, wants["value and unit"], pairs)
        if misses and any(Counter(wants[level]) != Counter(gives[level]) for level in LEVELS):
            _tell(passage, wants, gives, reading)
    rows = passages(half)
    publishers = len({passage["publisher"] for passage in rows})
    print(f"\n| {half}: {len(rows)} passages, {publishers} publishers | precision | recall |\n|---|---|---|")
    for level in LEVELS:
        print(f"| {level} | {scores[level]} |")
    if _PEER:
        print(f"| quantulum3: value and unit | {theirs} |")
    if refused:
        print(f"\nRefused as no article, all its labels missed: {refused}.")


def _tell(passage: dict[str, Any], wants: dict[str, Keys], gives: dict[str, Keys], reading: Reading) -> None:
    print(f"\n{passage['id']} {passage['publisher']}: {passage['text']}")
    for level in ("all, with growth", "positions", "measures with status and days"):
        for key in (Counter(wants[level]) - Counter(gives[level])).elements():
            print("   missed", *_plain(key))
        for key in (Counter(gives[level]) - Counter(wants[level])).elements():
            print("   gave  ", *_plain(key))
    for left in reading.unread:
        print("   unread", repr(reading.text[slice(*left.span)]), left.why[:100])


def _plain(key: Any) -> list[str]:
    return [",".join(map(str, cell)) if isinstance(cell, tuple) else str(cell) for cell in key]


def main() -> None:
    warnings.simplefilter("ignore")
    halves = [word for word in sys.argv[1:] if not word.startswith("-")] or ["looked-at", "unseen"]
    for half in halves:
        score(half, "--misses" in sys.argv)


if __name__ == "__main__":
    main()
