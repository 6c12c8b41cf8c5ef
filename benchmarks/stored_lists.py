"""Screening through the commands with a stored index: making it, opening it, many names, beside a list read as it is.

    .venv/bin/python benchmarks/stored_lists.py --entries 100000 --names 10000

Entries and names are invented: a word of a brand, two of a trade, a legal form; every name asked is an entry with one
change (a slip, a word less, another order), or no entry at all. The peer is rapidfuzz's `token_sort_ratio` over every
entry with `process.cdist`, in all processors, which proposes and explains nothing. Processor seconds and memory of
whole processes, and the queue that a person would have to judge.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
import tempfile
from pathlib import Path

from stored_graph import run

SYLLABLES = [consonant + vowel for consonant in "bdfghjklmnprst" for vowel in "aeio"]
TRADES = (
    "Trading",
    "Marine",
    "Energy",
    "Technology",
    "Logistics",
    "Electronics",
    "Shipping",
    "Chemical",
    "Steel",
    "Aviation",
)
FORMS = ("Ltd", "LLC", "GmbH", "Co., Ltd.", "S.A.", "JSC", "Inc.", "")
PEER = """
import csv, sys
from rapidfuzz import fuzz, process
entries = [row["name"] for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))]
names = [row["name"] for row in csv.DictReader(open(sys.argv[2], encoding="utf-8"))][: int(sys.argv[3])]
found = process.cdist(names, entries, scorer=fuzz.token_sort_ratio, score_cutoff=80, workers=-1)
print(int((found.max(axis=1) >= 80).sum()))
"""


def invented(draw: random.Random) -> str:
    """A name that nobody bears."""
    brand = "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 4))).capitalize()
    return " ".join(filter(None, (brand, *draw.sample(TRADES, draw.randint(1, 2)), draw.choice(FORMS))))


def changed(name: str, draw: random.Random) -> str:
    """A name with a slip, a word less, or in another order."""
    words = name.split()
    how = draw.randrange(3)
    if how == 0:
        at = draw.randrange(1, len(words[0]) - 1)
        words[0] = words[0][:at] + words[0][at + 1 :]
    elif how == 1 and len(words) > 2:
        words.pop()
    else:
        draw.shuffle(words)
    return " ".join(words)


def write(folder: Path, entries: int, names: int) -> tuple[Path, Path]:
    """A list and a table of names to look up in it."""
    draw = random.Random(5)
    listed = [invented(draw) for _ in range(entries)]
    every, asked = folder / "list.csv", folder / "names.csv"
    with every.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("source", "_id", "type", "name", "alt_names", "ids"))
        rows.writerows(("Made (OWN)", number, "Entity", name, "", "") for number, name in enumerate(listed))
    with asked.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("name", "country"))
        for number in range(names):
            rows.writerow((changed(draw.choice(listed), draw) if number % 2 else invented(draw), ""))
    return every, asked


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--entries", type=int, default=20_000)
    options.add_argument("--names", type=int, default=2_000)
    options.add_argument("--peer", type=int, default=200, help="Names that the peer looks up; its time is scaled up.")
    chosen = options.parse_args()
    command = [sys.executable, "-m", "pratique"]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        every, asked = write(folder, chosen.entries, chosen.names)
        kept, answer = folder / "list.lists", folder / "answer.json"
        rows = {"`lists build`, once": run(*command, "lists", "build", "--list", str(every), "-o", str(kept))}
        screen = (*command, "screen", str(asked), "--format", "json")
        rows["`screen`, stored"] = measured(folder, answer, *screen, "--list", str(kept))
        rows["`screen`, the list as it is"] = measured(folder, answer, *screen, "--list", str(every))
        parties = json.loads(answer.read_text("utf-8"))
        peer = run(sys.executable, "-c", PEER, str(every), str(asked), str(chosen.peer))
    scale = chosen.names / chosen.peer
    rows[f"rapidfuzz token_sort_ratio over every entry, {chosen.peer} names scaled up"] = (peer[0] * scale, peer[1])
    print(f"{chosen.names:,} names against {chosen.entries:,} entries.\n\n| what | processor s | MB |\n|---|---|---|")
    for name, (seconds, memory) in rows.items():
        print(f"| {name} | {seconds:.1f} | {memory:.0f} |")
    ratio = rows["`screen`, stored"][0] / (peer[0] * scale)
    queue = sum(each["status"] == "unknown" for each in parties)
    print(f"\nRatio to the peer: {ratio:.3f}. Names that a person has to judge: {queue:,} of {len(parties):,}.")


def measured(folder: Path, answer: Path, *command: str) -> tuple[float, float]:
    """Processor seconds and megabytes of a command whose output goes to a file."""
    script = folder / "ask.py"
    script.write_text(
        "import subprocess, sys\n"
        "with open(sys.argv[1], 'w') as file:\n"
        "    sys.exit(3 if subprocess.run(sys.argv[2:], stdout=file).returncode in (0, 1, 3) else 5)\n",
        encoding="utf-8",
    )
    return run(sys.executable, str(script), str(answer), *command)


if __name__ == "__main__":
    main()
