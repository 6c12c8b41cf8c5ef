"""How long the questions take: needs, what-if and when, on the shipped example and on a large bill of materials.

    .venv/bin/python benchmarks/questions.py [--small] [--needs]

`--needs` measures `needs` alone, in seconds of CPU (the least of three runs), which another process moves less.
The peer named is one `check` of the same dossier in the same run. The large bill is synthetic: parts in eight
patterns, of four suppliers, two facts missing.
"""

from __future__ import annotations

import copy
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.cases.runner import all_cases, drop  # noqa: E402

from pratique.usecases.book.prove import prove_book  # noqa: E402
from pratique.usecases.changes.what_if import what_if  # noqa: E402
from pratique.usecases.changes.when import when  # noqa: E402
from pratique.usecases.check import check  # noqa: E402
from pratique.usecases.missing.needs import needs  # noqa: E402

KNOWN_ON = date(2026, 11, 22)


def large(parts: int) -> dict[str, Any]:
    """A vehicle with so many parts."""
    data = copy.deepcopy(next(case for case in all_cases() if case.name.startswith("W1 ")).data)
    drop(data, "parties/1/organised_in")
    software, hardware = data["vehicles"][0]["parts"]
    software.pop("open_source", None)
    made = []
    for index in range(parts):
        part = copy.deepcopy(software if index % 8 < 3 else hardware)
        part["ref"] = f"part{index}"
        if index % 8 > 5:
            part["programmable"] = False
        made.append(part)
    data["vehicles"][0]["parts"] = made
    return data


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def cpu_seconds(run: Callable[[], object]) -> float:
    found = []
    for _ in range(3):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def needs_alone(questions: dict[str, Any]) -> None:
    """`needs` beside `check`."""
    print("| dossier | check CPU s | needs CPU s | needs / check | facts that matter | exact |")
    print("|---|---|---|---|---|---|")
    for name, dossier in questions.items():
        base = cpu_seconds(lambda dossier=dossier: check(dossier, known_on=KNOWN_ON))
        time_ = cpu_seconds(lambda dossier=dossier: needs(dossier, known_on=KNOWN_ON))
        found = needs(dossier, known_on=KNOWN_ON)
        row = f"| {name} | {base:.2f} | {time_:.2f} | {time_ / base:.1f} | {len(found.matters)} | {found.exact} |"
        print(row, flush=True)


def main() -> None:
    small = "--small" in sys.argv
    size = 500 if small else 10_000
    questions: dict[str, Any] = {
        "examples/aurora": ROOT / "examples/aurora/dossier.toml",
        f"{size:,} parts": large(size),
    }
    if "--needs" in sys.argv:
        needs_alone(questions)
        return
    print("| dossier | check s | needs s | what-if s | when s | needs / check | what-if / check | when / check |")
    print("|---|---|---|---|---|---|---|---|")
    for name, dossier in questions.items():
        check(dossier, known_on=KNOWN_ON)
        base = seconds(lambda dossier=dossier: check(dossier, known_on=KNOWN_ON))
        times = [
            seconds(lambda dossier=dossier: needs(dossier, known_on=KNOWN_ON)),
            seconds(lambda dossier=dossier: what_if(dossier, known_on=KNOWN_ON)),
            seconds(lambda dossier=dossier: when(dossier, date(2025, 1, 1), date(2031, 12, 31), known_on=KNOWN_ON)),
        ]
        cells = [f"{base:.2f}", *(f"{each:.2f}" for each in times), *(f"{each / base:.1f}" for each in times)]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
    if not small:
        print(f"\nProof of the whole book: {seconds(prove_book):.1f} s (aim: under 120 s).")


if __name__ == "__main__":
    main()
