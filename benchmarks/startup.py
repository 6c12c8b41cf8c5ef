"""How long the program takes to start: `--help` and a small check, beside a bare interpreter.

    .venv/bin/python benchmarks/startup.py

Processor time of the child process, the smallest of several runs, since the machine is shared.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 7
COMMANDS = {
    "bare interpreter": ["-c", "pass"],
    "pratique --help": ["-m", "pratique", "--help"],
    "check of a small dossier": ["-m", "pratique", "check", "examples/shanghai-app/dossier.toml"],
}


def seconds(arguments: list[str]) -> float:
    """Processor seconds (user and system) of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    best = {name: min(seconds(arguments) for _ in range(RUNS)) for name, arguments in COMMANDS.items()}
    bare = best["bare interpreter"]
    print("| what | processor s | above bare s | ratio |\n|---|---|---|---|")
    for name, spent in best.items():
        print(f"| {name} | {spent:.3f} | {spent - bare:.3f} | {spent / bare:.1f} |")


if __name__ == "__main__":
    main()
