"""A bill of materials read and decided under 15 CFR 791 subpart D, beside the bare typed decode of the same file.

Each measurement is a process of its own: the processor's time, the best of some runs, and what the first run adds to
the process with the file's bytes in memory. `decided` is one sale of one vehicle: the range of every line and of the
whole (`deciding.outcomes`), without reasons, open facts and printing. The bills are those of `bom.py`.

    python benchmarks/read_and_decide.py [--small]
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).parent))
from bom import Document, generate

SIZES = {"--small": (1_000,), "": (1_000, 100_000)}
ENGINES = ("bare", "read", "read and decided")
DAY = date(2026, 11, 22)


def engine(name: str, path: Path, data: bytes) -> Callable[[], Any]:
    """What one engine does with the file."""
    if name == "bare":
        decoder = msgspec.json.Decoder(Document)
        return lambda: decoder.decode(data)
    if name == "read":
        from pratique.items.readers import read_bill

        def read() -> Any:
            bill = read_bill(path)
            return bill, [line.entity for line in bill.lines]

        return read
    from pratique.deciding.decision import decided
    from pratique.dossier.question import question_about

    given = {"into": "US", "act": "sale", "role": "manufacturer", "model_year": "2027", "out_of": "DE"}
    return lambda: decided(question_about(str(path), given, (), DAY), known_on=DAY).range


def measure(name: str, path: Path) -> dict[str, float]:
    """Seconds (best of a few), and megabytes that the first run added to the process."""
    data = path.read_bytes()
    # A first, empty bill loads the code and the law: the start is measured by startup.py.
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.cdx.json"
        generate(empty, 20, plain=True)
        engine(name, empty, empty.read_bytes())()
    run = engine(name, path, data)
    gc.disable()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times, peak = [], 0
    for number in range(3 if len(data) > 10**7 else 5):
        begin = time.process_time()
        result = run()
        times.append(time.process_time() - begin)
        if number == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        del result
    return {"seconds": min(times), "megabytes": (peak - before) / 1024, "file": len(data) / 2**20}


def main(option: str) -> None:
    print("| bill | components | file MB | engine | ms | us a component | ratio to bare | peak MB | peak / file |")
    print("|---|---:|---:|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("plain", "facts"):
            for count in SIZES[option]:
                path = Path(folder) / f"{kind}-{count}.cdx.json"
                generate(path, count, kind == "plain")
                compare(kind, count, path)


def compare(kind: str, count: int, path: Path) -> None:
    """One row for each engine."""
    bare = 0.0
    for name in ENGINES:
        command = [sys.executable, __file__, "--measure", name, str(path)]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        bare = told["seconds"] if name == "bare" else bare
        print(
            f"| {kind} | {count:,} | {told['file']:.1f} | {name} | {told['seconds'] * 1e3:.1f} "
            f"| {told['seconds'] / count * 1e6:.2f} | {told['seconds'] / bare:.2f} "
            f"| {told['megabytes']:.1f} | {told['megabytes'] / told['file']:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(sys.argv[2], Path(sys.argv[3]))))
    else:
        main(sys.argv[1] if len(sys.argv) > 1 else "")
