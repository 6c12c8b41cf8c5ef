"""The walk of one question from file to page: which rooms call which, and where the way goes up instead of down.

    .venv/bin/python benchmarks/walk.py [--sources DIRECTORY] [DOSSIER]

The program runs once untraced, so that nothing is loaded or compiled on the way, and once with a profiler that notes
each call from a function of one room to a function of another. Counted are pairs of functions, however often the one
calls the other: a stop is such a pair, a climb one whose callee lives on a higher floor than its caller, and a return
every pair between the same two rooms after the first, that is, a room asked again for something more. `--sources`
takes another checkout, so that the walk of an older tree can be counted by the same rule.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
FLOORS = (
    "errors", "files", "ids", "logic", "readings", "facts", "law|parties|items|figures", "dossier", "deciding",
    "usecases", "records", "reports", "desk", "cli",
)  # fmt: skip
"""The rooms from the lowest to the highest, as import-linter holds them."""


MOVED = {
    "dossier": (
        "dossier", "read_dossier", "answered", "withdrawn", "cases", "evidence", "names", "statements", "lines",
        "features", "ownership", "question", "datasheet", "producers", "model",
    ),
    "deciding": (
        "decided", "concern", "sharpened", "stack", "outcomes", "rows", "variation", "constructions", "overlay",
        "signoff", "rates",
    ),
}  # fmt: skip
"""The rooms to which flat modules of `usecases` moved, so that an older tree is counted by where they live now."""


class Crossing(NamedTuple):
    """A function of one room that calls a function of another."""

    caller: str
    callee: str

    @property
    def rooms(self) -> tuple[str, str]:
        return room_of(self.caller), room_of(self.callee)


def room_of(name: str) -> str:
    """The room of a function, named as `dossier.read:read_dossier`."""
    room, *rest = name.partition(":")[0].split(".")
    if room == "usecases" and len(rest) == 1:
        return next((its for its, modules in MOVED.items() if rest[0] in modules), room)
    return room


def floor_of(room: str) -> int:
    return next(place for place, rooms in enumerate(FLOORS) if room in rooms.split("|"))


def is_climb(crossing: Crossing) -> bool:
    """Whether the callee lives on a higher floor than the caller."""
    above, below = crossing.rooms
    return floor_of(below) > floor_of(above)


@contextlib.contextmanager
def watched(package: Path) -> Iterator[tuple[Counter[Crossing], list[Crossing]]]:
    """What is called from room to room inside, each with how often; and, in time, what is given the dossier."""
    found: Counter[Crossing] = Counter()
    given: list[Crossing] = []
    names: dict[Any, str | None] = {}

    def name_of(frame: FrameType) -> str | None:
        code = frame.f_code
        if code not in names:
            path = Path(code.co_filename)
            inside = path.is_absolute() and path.is_relative_to(package)
            parts = path.relative_to(package).with_suffix("").parts if inside else ()
            known = len(parts) > 1 or (parts and any(parts[0] in rooms.split("|") for rooms in FLOORS))
            names[code] = f"{'.'.join(parts)}:{code.co_qualname}" if known else None
        return names[code]

    def note(frame: FrameType, event: str, _: object) -> None:
        callee = name_of(frame) if event == "call" else None
        above = frame.f_back
        while callee is not None and above is not None and (caller := name_of(above)) is None:
            above = above.f_back  # through the standard library and whatever else lies between
        if callee is not None and above is not None and caller is not None and room_of(caller) != room_of(callee):
            found[Crossing(caller, callee)] += 1
        if callee is not None and above is not None and caller is not None and takes_dossier(frame):
            given.append(Crossing(caller, callee))

    sys.setprofile(note)
    try:
        yield found, given
    finally:
        sys.setprofile(None)


def takes_dossier(frame: FrameType) -> bool:
    """Whether a function was just called with the dossier among its arguments."""
    code = frame.f_code
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return any(type(frame.f_locals.get(name)).__name__ == "Dossier" for name in names if name != "self")


def walk(dossier: Path) -> tuple[Counter[Crossing], list[Crossing]]:
    """The crossings of `pratique check DOSSIER`, of the second time that it is asked in one process."""
    import pratique
    import pratique.cli

    def ask() -> None:
        page = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with contextlib.redirect_stdout(page), contextlib.suppress(SystemExit):
            pratique.cli.main(["check", str(dossier), "--known-on", "2026-11-22", "--format", "html"])

    ask()
    with watched(Path(pratique.__file__).parent) as found:
        ask()
    return found


def told(found: Counter[Crossing], given: list[Crossing]) -> Iterator[str]:
    """The counts, the way from room to room, and each climb by name."""
    files = [name.partition(":")[0] for each in given for name in each]
    way = [file for at, file in enumerate(files) if at == 0 or file != files[at - 1]]
    up = {each for each in given if is_climb(each)}
    yield f"the dossier is handed to {len({each.callee for each in given})} functions of {len(set(way))} files, "
    yield f"{len(up)} climbs, {len(way) - len(set(way))} returns to a file that was left"
    yield f"  {' > '.join(way)}"
    pairs = Counter(each.rooms for each in found)
    climbs = sorted(each for each in found if is_climb(each))
    entered = {each.callee for each in found}
    yield f"{len(entered)} functions entered from another room, {len(found)} stops, {len(climbs)} climbs, "
    yield f"{sum(count - 1 for count in pairs.values())} returns; {found.total()} calls"
    for (above, below), count in sorted(pairs.items(), key=lambda each: (-floor_of(each[0][0]), each[0])):
        yield f"  {above} -> {below}: {count}"
    yield from (f"  climb: {each.caller} -> {each.callee} ({found[each]})" for each in climbs)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("dossier", nargs="?", type=Path, default=ROOT / "examples/aurora/dossier.toml")
    options.add_argument("--sources", type=Path, default=ROOT / "src")
    given = options.parse_args()
    sys.path.insert(0, str(given.sources))
    print("\n".join(told(*walk(given.dossier.resolve()))))


if __name__ == "__main__":
    main()
