"""Screening on labelled pairs by halves: one that was looked at while the tables grew, one that is only measured.

    .venv/bin/python benchmarks/held_out.py [FILE ...] [--misses]

FILE has kind (or schema), first and second (name1, name2), same (is_match); the default is `data/held_out/*.csv`. A
pair is looked up as the command does: through an index, without knowing whether the query is a person. "With the
middle" counts names between the thresholds too, which nobody calls absent. `--misses` shows those of the first half.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from pratique.parties.screening.index import Name, NameIndex, index_data
from pratique.parties.screening.match import DEFAULT_WEIGHTS, Query
from pratique.parties.screening.nearest import nearest

DATA = Path(__file__).parent / "data" / "held_out"
Scored = tuple[str, str, str, bool, float]


def score(first: str, second: str, person: bool) -> float:
    """The best score that a query has with the only entry of a list."""
    index = NameIndex(index_data([Name(second, person)]))
    return max((found.score for _, found in nearest(index, Query(first))), default=0.0)


def read(path: Path) -> list[Scored]:
    found = []
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            kind = "person" if (row.get("kind") or row["schema"]).casefold() == "person" else "org"
            first, second = row.get("first") or row["name1"], row.get("second") or row["name2"]
            same = (row.get("same") or row["is_match"]).casefold() in ("1", "true")
            found.append((kind, first, second, same, score(first, second, kind == "person")))
    return found


def looked_at(row: Scored) -> bool:
    return crc32(f"{row[1]}|{row[2]}".encode()) % 2 == 0


def measured(rows: Sequence[Scored]) -> str:
    same = [row[4] for row in rows if row[3]]
    others = [row[4] for row in rows if not row[3]]
    upper, close = DEFAULT_WEIGHTS.threshold, DEFAULT_WEIGHTS.close
    hits, false = sum(each >= upper for each in same), sum(each >= upper for each in others)
    precision, recall = hits / max(hits + false, 1), hits / max(len(same), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    middle = sum(each >= close for each in same) / max(len(same), 1)
    near = sum(each >= close for each in others)
    figures = " | ".join(f"{each:.3f}" for each in (precision, recall, f1, middle))
    return f"{len(rows)} ({len(same)}) | {figures} | {near} of {len(others)}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    print("| set | pairs (same) | precision | recall | F1 | recall with the middle | others that are near |")
    print("|---|---|---|---|---|---|---|")
    for path in chosen.files or sorted(DATA.glob("*.csv")):
        rows = read(path)
        halves = {"looked at": [row for row in rows if looked_at(row)]}
        halves["only measured"] = [row for row in rows if not looked_at(row)]
        for title, half in halves.items():
            print(f"| {path.stem}, {title} | {measured(half)} |")
            for kind in ("org", "person") if len({row[0] for row in half}) > 1 else ():
                print(f"| {path.stem}, {title}, {kind} | {measured([row for row in half if row[0] == kind])} |")
        for kind, first, second, same, found in halves["looked at"] if chosen.misses else ():
            if same != (found >= DEFAULT_WEIGHTS.threshold):
                print(f"{kind} {found:.2f} {'same' if same else 'other'}: {first} ~ {second}")


if __name__ == "__main__":
    main()
