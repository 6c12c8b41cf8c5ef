"""Cases as data: a dossier, what is varied in it, and what must come out.

A file has `[given]` (a dossier) and `[[case]]` entries: `set` (key path -> value), `unset` (key paths), `on`,
`construe`, and `expect` with `best`, `worst`, `enforced` ("best .. worst", where enforcement differs),
`decided_by` (citations that must be among the deciding), `not_decided_by`, `open` and `not_open` (fact names),
`lines` (part ref to "best .. worst"), `duties`.
"""

from __future__ import annotations

import copy
import pickle
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pratique.dossier.document import plain_data
from pratique.usecases.answer.answer import Answer
from pratique.usecases.check import check
from tests.exploring import is_thorough

HERE = Path(__file__).parent
KNOWN_ON = date(2026, 11, 22)


@dataclass(frozen=True)
class Given:
    """One case of one file."""

    file: Path
    name: str
    data: dict[str, Any]
    on: date | None
    construe: Any
    expect: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.file.relative_to(HERE).with_suffix('')}: {self.name}"

    def answer(self) -> Answer:
        return check(copy.deepcopy(self.data), on=self.on, known_on=KNOWN_ON, construe=self.construe)


def all_cases(folder: Path = HERE) -> Iterator[Given]:
    """Every case of every file below a folder; each caller has its own, to change as it likes."""
    yield from pickle.loads(_read(folder))


@cache
def _read(folder: Path) -> bytes:
    # A dozen modules ask for every case while tests are collected: the files are read once in a process.
    found = []
    for file in sorted(folder.rglob("*.toml")):
        plain = plain_data(tomllib.loads(file.read_text("utf-8")))
        found += [_case(file, plain["given"], case) for case in plain["case"]]
    return pickle.dumps(found)


def sampled(cases: Sequence[Given], one_in: int) -> list[Given]:
    """One in so many cases of every file, the first among them; all where every case is asked for (`make proof`)."""
    if is_thorough():
        return list(cases)
    places = Counter[Path]()
    taken = []
    for case in cases:
        if places[case.file] % one_in == 0:
            taken.append(case)
        places[case.file] += 1
    return taken


def _case(file: Path, given: dict[str, Any], case: dict[str, Any]) -> Given:
    data = copy.deepcopy(given)
    for path, value in case.get("set", {}).items():
        put(data, path, value)
    for path in case.get("unset", []):
        drop(data, path)
    data["title"] = case["name"]
    on = date.fromisoformat(case["on"]) if "on" in case else None
    return Given(file, case["name"], data, on, case.get("construe"), case["expect"])


def _walk(data: Any, path: str) -> tuple[Any, str]:
    # A step in quotes is one key, dots and all: facts."act.for_sale".
    steps = path.split("/")
    for step in steps[:-1]:
        if isinstance(data, list):
            data = data[int(step)]
        else:
            data = data.setdefault(step, {})
    return data, steps[-1]


def put(data: dict[str, Any], path: str, value: Any) -> None:
    """Set the value at a key path such as `vehicles/0/model_year`."""
    holder, last = _walk(data, path)
    if isinstance(holder, list):
        index = int(last)
        if index == len(holder):
            holder.append(value)
        else:
            holder[index] = value
    else:
        holder[last] = value


def drop(data: dict[str, Any], path: str) -> None:
    """Remove what stands at a key path. Raises KeyError where nothing does."""
    holder, last = _walk(data, path)
    del holder[int(last) if isinstance(holder, list) else last]


_STRUCTURE = {
    "id", "ref", "name", "act", "actor", "vehicle", "goods", "into", "date", "party", "parties", "lei", "boms",
}  # fmt: skip


def fact_paths(data: dict[str, Any]) -> list[str]:
    """The key paths of every fact of a dossier: what can be turned unknown without changing the question."""
    found = [f"facts/{name}" for name in data.get("facts", {})]
    for table in ("parties", "vehicles", "parts", "transactions"):
        for index, entry in enumerate(data.get(table, [])):
            found += _entry_paths(entry, f"{table}/{index}")
    return found


def _entry_paths(entry: dict[str, Any], path: str) -> Iterator[str]:
    for key, value in entry.items():
        if key in ("parts", "sources", "features"):
            for index, inner in enumerate(value):
                yield from _entry_paths(inner, f"{path}/{key}/{index}")
        elif key == "facts":
            yield from (f"{path}/facts/{name}" for name in value)
        elif key not in _STRUCTURE:
            yield f"{path}/{key}"
