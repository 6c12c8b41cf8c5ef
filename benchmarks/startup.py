"""How long the program takes to start: `--help` and a small check, beside a bare interpreter.

    .venv/bin/python benchmarks/startup.py

Processor time of the child process, the smallest of several runs, since the machine is shared. Bytecode is kept from
the first run on in a folder of its own, as `pip install` writes it beside the sources: without that each start
compiles every module again, which is no start that a user sees.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 7
COMMANDS = {
    "bare interpreter": ["-c", "pass"],
    "pratique --help": ["-m", "pratique", "--help"],
    "check of a small dossier": ["-m", "pratique", "check", "examples/shanghai-app/dossier.toml"],
}


def seconds(arguments: list[str], bytecode: str) -> float:
    """Processor seconds (user and system) of one run, with compiled modules kept in the folder `bytecode`."""
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": bytecode}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as bytecode:
        best = {name: min(seconds(arguments, bytecode) for _ in range(RUNS)) for name, arguments in COMMANDS.items()}
    bare = best["bare interpreter"]
    print("| what | processor s | above bare s | ratio |\n|---|---|---|---|")
    for name, spent in best.items():
        print(f"| {name} | {spent:.3f} | {spent - bare:.3f} | {spent / bare:.1f} |")


if __name__ == "__main__":
    main()
