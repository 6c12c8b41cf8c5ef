"""How much a person must state: over all shipped cases and examples, facts stated, facts still open, lines of text.

    .venv/bin/python benchmarks/facts.py

Stated are the lines of a dossier with a value; open are the facts that can still matter (an upper bound); lines are
those of `pratique check` in text. No peer: the numbers are to fall from one release to the next.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from statistics import mean

from pratique.reports.text import text
from pratique.usecases.check import check

ROOT = Path(__file__).parent.parent
KNOWN = date(2026, 11, 22)


def rows() -> list[tuple[str, str, int, int, int]]:
    """Example, verdict, facts stated, facts open, lines of text."""
    found = []
    for path in sorted((ROOT / "examples").glob("*/dossier.toml")):
        answer = check(path, known_on=KNOWN)
        stated = sum(1 for line in path.read_text("utf-8").splitlines() if "=" in line and not line.startswith("#"))
        verdict = f"{answer.verdict.best} .. {answer.verdict.worst}"
        found.append((path.parent.name, verdict, stated, len(answer.open_facts), text(answer).count("\n")))
    return found


def main() -> None:
    """Print the table as Markdown."""
    table = rows()
    lines = ["| example | verdict | lines stated | facts open | lines of text |", "|---|---|---|---|---|"]
    lines += [f"| {name} | {verdict} | {a} | {b} | {c} |" for name, verdict, a, b, c in table]
    means = [f"{mean(column):.1f}" for column in zip(*(row[2:] for row in table), strict=True)]
    lines.append(f"| mean | | {' | '.join(means)} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
