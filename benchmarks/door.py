"""How long people wait: each question as the command that a user types, beside what it is compared with.

    .venv/bin/python benchmarks/door.py [--small] [ROW ...]

Processor time of the whole child process (user and system), the least of a few runs, since the machine is shared:
trust the ratios of one run. The rows marked *session* ask a second question of one process, as the desk does. The
inputs are made here; bytecode is kept beside the sources, as an installation keeps it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PRATIQUE = ["-m", "pratique"]
AURORA = "examples/aurora/dossier.toml"
KNOWN_ON = ["--known-on", "2026-11-22"]
LOOP = (
    "import json,sys;d=json.load(open(sys.argv[1]));n=0\n"
    "for c in d['components']:\n n+=len(c.get('name',''))+len(c.get('properties',()))"
)
"""The peer of a bill: it decodes the file and looks at each component once."""


def cpu(arguments: list[str], runs: int = 3) -> float:
    """Processor seconds of a Python process with these arguments, the least of some runs."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, check=False
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in (0, 1, 3):
            raise SystemExit(f"{arguments}: {done.returncode}\n{done.stderr.decode()[-2000:]}")
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(found)


def here(run: Callable[[], object], runs: int = 3) -> float:
    """Processor seconds of a call in this process, the least of some runs."""
    found = []
    for _ in range(runs):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


# --- what is asked ----------------------------------------------------------------------------------------


def bill(lines: int, kind: str) -> dict[str, Any]:
    """A CycloneDX bill: `plain` components, `facts` of 300 suppliers, or `diverse` with a supplier each."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "components": [_component(index, kind) for index in range(lines)],
    }


def _component(index: int, kind: str) -> dict[str, Any]:
    made = {"type": "library", "bom-ref": f"c{index}", "name": f"component-{index}", "version": f"1.{index}"}
    if kind == "plain":
        return made
    who = index if kind == "diverse" else index % 300
    made["supplier"] = {"name": f"Supplier {who} GmbH", "address": {"country": "DE" if who % 3 else "CN"}}
    made["properties"] = [
        {"name": "pratique:fact:part.programmable", "value": "true" if index % 5 else "false"},
        {"name": "pratique:fact:part.open_source", "value": "false"},
    ]
    return made


def inline(parts: int) -> dict[str, Any]:
    """A dossier with its parts written in it, each with its own facts."""
    return {
        "title": "inline",
        "parties": [{"id": f"s{index}", "name": f"Supplier {index} GmbH"} for index in range(20)],
        "vehicles": [
            {
                "id": "v",
                "model_year": 2027,
                "gvwr_kg": 2100,
                "parts": [
                    {
                        "ref": f"p{index}",
                        "kind": "software" if index % 3 else "hardware",
                        "sources": [{"party": f"s{index % 20}", "roles": ["developed"]}],
                    }
                    for index in range(parts)
                ],
            }
        ],
        "transactions": [
            {"id": "t", "act": "sale", "role": "manufacturer", "date": "2026-12-22", "into": "US", "vehicle": "v"}
        ],
    }


def fleet(vehicles: int) -> dict[str, Any]:
    """Vehicles that all carry one bill of materials."""
    return {
        "title": "fleet",
        "vehicles": [{"id": f"v{n}", "model_year": 2027, "boms": ["facts1000.json"]} for n in range(vehicles)],
        "transactions": [
            {
                "id": f"t{n}",
                "act": "sale",
                "role": "manufacturer",
                "date": "2026-12-22",
                "into": "US",
                "vehicle": f"v{n}",
            }
            for n in range(vehicles)
        ],
    }


def written(folder: Path, name: str, data: object) -> str:
    path = folder / name
    path.write_text(json.dumps(data, indent=1))
    return str(path)


# --- rows -------------------------------------------------------------------------------------------------

Row = tuple[str, float, str, float, str]
"""What, its seconds, the peer, its seconds, the aim."""
SALE = ["--into", "US", "--act", "sale"]


def start(folder: Path) -> list[Row]:
    bare = cpu(["-c", "pass"], 9)
    small = cpu([*PRATIQUE, "check", "examples/tyre-sensor/dossier.toml"], 7)
    return [
        ("pratique --help", cpu([*PRATIQUE, "--help"], 7), "python -c pass", bare, ""),
        ("a small check", small, "python -c pass", bare, "12"),
        ("check of aurora", cpu([*PRATIQUE, "check", AURORA], 5), "python -c pass", bare, ""),
        ("one duty", cpu([*PRATIQUE, "duty", "--help"], 5), "python -c pass", bare, ""),
    ]


def questions(folder: Path) -> list[Row]:
    base = cpu([*PRATIQUE, "check", AURORA, *KNOWN_ON])
    return [
        (f"{name} of aurora", cpu([*PRATIQUE, name, AURORA, *KNOWN_ON]), "check", base, "2")
        for name in ("needs", "what-if", "when")
    ]


def session(folder: Path) -> list[Row]:
    from datetime import date

    from pratique.usecases.changes.what_if import what_if
    from pratique.usecases.changes.when import when
    from pratique.usecases.check import check
    from pratique.usecases.missing.needs import needs

    def _when(path: str, known_on: date) -> object:
        return when(path, date(2026, 1, 1), date(2031, 1, 1), known_on=known_on)

    known = date(2026, 11, 22)
    path = str(ROOT / AURORA)
    check(path, known_on=known)
    base = here(lambda: check(path, known_on=known))
    return [
        (
            f"session: {ask.__name__.strip('_')} of aurora, again",
            here(lambda ask=ask: ask(path, known_on=known)),
            "check",
            base,
            "2",
        )
        for ask in (needs, what_if, _when)
    ]


def bills(folder: Path) -> list[Row]:
    rows: list[Row] = []
    for lines, aim in ((1_000, ""), (10_000, "5"), (100_000, "3")):
        for kind in ("plain", "facts", "diverse"):
            if SMALL and lines > 10_000:
                continue
            path = written(folder, f"{kind}{lines}.json", bill(lines, kind))
            ours = cpu([*PRATIQUE, "check", path, *SALE], 1)
            rows.append(
                (f"check, {kind} bill, {lines} lines", ours, "json.load and a loop", cpu(["-c", LOOP, path], 1), aim)
            )
            show(rows[-1:])
    return []


def files(folder: Path) -> list[Row]:
    from pratique.usecases.check import check

    rows: list[Row] = []
    for parts in (100, 1_000):
        data = inline(parts)
        path = written(folder, f"inline{parts}.json", data)
        check(path)
        rows.append(
            (
                f"session: check of a file, {parts} parts",
                here(lambda path=path: check(path)),
                "the same dict",
                here(lambda data=data: check(data)),
                "1.2",
            )
        )
    return rows


def shared(folder: Path) -> list[Row]:
    written(folder, "facts1000.json", bill(1_000, "facts"))
    one, ten = (written(folder, f"fleet{n}.json", fleet(n)) for n in (1, 10))
    base = cpu([*PRATIQUE, "check", one], 1)
    return [("10 vehicles on one bill", cpu([*PRATIQUE, "check", ten], 1), "one vehicle", base, "2")]


def portfolio(folder: Path) -> list[Row]:
    text = (ROOT / "examples/shanghai-app/dossier.toml").read_text()
    many = folder / "portfolio"
    count = 100 if SMALL else 1_000
    for index in range(count):
        (many / f"d{index}").mkdir(parents=True)
        (many / f"d{index}" / "dossier.toml").write_text(text)
    one = cpu([*PRATIQUE, "check", str(many / "d0/dossier.toml")])
    rows = [
        (f"check of {count} dossiers in one call", cpu([*PRATIQUE, "check", str(many)], 1), "one", one, "12"),
        (
            f"bulk of {count} dossiers",
            cpu([*PRATIQUE, "bulk", str(many), "-o", str(folder / "p.json"), "--quiet"], 1),
            "one",
            one,
            "12",
        ),
    ]
    return rows


def asking(folder: Path) -> list[Row]:
    from pratique.usecases.missing.ask import answered, begin, entry_of
    from pratique.usecases.missing.next_question import answers_of, next_question

    rows: list[Row] = []
    cases = [("aurora", str(ROOT / AURORA)), ("1,000 inline parts", written(folder, "inline.json", inline(1_000)))]
    for lines, kind in product((390, 1_000), ("plain", "facts", "diverse")):
        name = written(folder, f"{kind}{lines}.json", bill(lines, kind))
        asked = fleet(1)
        asked["vehicles"][0]["boms"] = [Path(name).name]
        cases.append((f"{kind} bill, {lines} lines", written(folder, f"asked-{kind}{lines}.json", asked)))
    for name, path in cases:
        state = begin(path)
        waits = []
        for _ in range(5):
            begun = time.process_time()
            question = next_question(state)
            if question is None:
                break
            says = next(iter(answers_of(question, state.found)))
            state = answered(state, question, entry_of(question, says, source="a person"))
            waits.append(time.process_time() - begun)
        rows.append(
            (f"session: answer and next question, {name} (worst of {len(waits)})", max(waits), "0.2 s", 0.2, "1")
        )
    return rows


def markets(folder: Path) -> list[Row]:
    from datetime import date

    from pratique.usecases.markets.markets import markets as ask

    model = ROOT / "examples/model-bev/model.toml"
    many = folder / "models"
    many.mkdir()
    count = 10 if SMALL else 40
    paths = []
    for index in range(count):
        (many / f"m{index}.toml").write_text(model.read_text())
        paths.append(str(many / f"m{index}.toml"))
    on = ["--on", "2026-11-22"]
    one = cpu([*PRATIQUE, "markets", str(model), *on])
    day = date(2026, 11, 22)
    ask(model, on=day)
    each = here(lambda: ask(model, on=day))
    return [
        (
            f"compare-markets, {count} models, every market",
            cpu([*PRATIQUE, "compare-markets", *paths, *on], 1),
            "markets of one",
            one,
            "",
        ),
        ("session: 100 models by 21 markets (100 times one)", 100 * each, "10 s", 10.0, "1"),
    ]


def bulletins(folder: Path) -> list[Row]:
    text = (
        "In October 2026 China exported 251,000 new-energy passenger cars, up 42.1 percent from a year earlier.\n" * 4
    )
    many = folder / "texts"
    many.mkdir()
    count = 100 if SMALL else 1_000
    for index in range(count):
        (many / f"t{index}.txt").write_text(f"Bulletin {index}.\n{text}")
    one = cpu([*PRATIQUE, "read", str(many / "t0.txt")])
    rows = [(f"read of {count} bulletins of text", cpu([*PRATIQUE, "read", str(many)], 1), "one", one, "")]
    pages = folder / "pages"
    pages.mkdir()
    body = "".join(f"<p>{line}</p>" for line in text.splitlines())
    for index in range(count):
        (pages / f"p{index}.html").write_text(
            f"<html><head><title>Bulletin {index}</title></head><body><article><h1>Bulletin {index}</h1>{body}"
            "</article></body></html>"
        )
    alone = cpu(["-c", EXTRACT, str(pages)], 1)
    rows.append((f"read of {count} pages", cpu([*PRATIQUE, "read", str(pages)], 1), "trafilatura alone", alone, "2"))
    return rows


EXTRACT = (
    "import sys,pathlib,trafilatura\n"
    "for p in sorted(pathlib.Path(sys.argv[1]).iterdir()):\n trafilatura.extract(p.read_text())"
)
"""The peer of the reader of bulletins: it takes the text out of each page."""


ROWS = [start, questions, session, files, shared, portfolio, asking, markets, bulletins, bills]
SMALL = "--small" in sys.argv


def show(rows: list[Row]) -> None:
    for what, ours, peer, theirs, aim in rows:
        print(f"| {what} | {ours:.3f} | {peer} | {theirs:.3f} | {ours / theirs:.1f} | {aim} |", flush=True)


def main() -> None:
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")]
    print("| what | processor s | beside | processor s | ratio | aim |\n|---|---|---|---|---|---|")
    for row in ROWS:
        if not wanted or row.__name__ in wanted:
            with tempfile.TemporaryDirectory() as folder:
                show(row(Path(folder)))


if __name__ == "__main__":
    main()
