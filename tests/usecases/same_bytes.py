"""Every answer over some generated dossiers in this process: `python -m tests.usecases.same_bytes FOLDER`.

What it prints, one hash a file and command, is to be the same in any process. The dossiers are those that sets and
equal elements make hard: lines that say the same in another order, parties without a name, choices among several,
conflicting stakes and people who act in concert.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.running import KNOWN, inside, run

ROLES = ("designed", "developed", "supplied", "updates", "manufactured")
SEEDS = (3, 4)
KEY = "0123456789abcdef" * 4 + "\n"
COUNTRIES = ("CN", "TW", "DE", "US", "KR")


def dossier(seed: int) -> str:
    """A dossier as text; the same seed gives the same one."""
    draw = random.Random(seed)
    lines = [f'title = "order {seed}"']
    for name in ("x", "y"):
        seat = f'organised_in = "one-of({"|".join(draw.sample(COUNTRIES, 3))})"' if draw.random() < 0.7 else ""
        lines += ["[[parties]]", f'id = "{name}"', f'name = "{name.upper()} GmbH"', seat]
    lines += ["[[vehicles]]", 'id = "v"', f"model_year = {draw.choice((2026, 2027))}", "parts_complete = true"]
    for place in range(2 + seed % 2):
        roles = draw.sample(ROLES, len(ROLES)) if draw.random() < 0.6 else draw.sample(ROLES, 2)
        source = f"party = {json.dumps(draw.choice('xy'))}, roles = {json.dumps(roles)}"
        lines += ["[[vehicles.parts]]", f'ref = "p{place}"', f'kind = "{draw.choice(("software", "hardware"))}"']
        lines += [f"sources_complete = {draw.choice(('true', 'false'))}", f"sources = [{{ {source} }}]"]
    lines += ["[[transactions]]", 'id = "s"', f'act = "{draw.choice(("sale", "import"))}"', 'role = "manufacturer"']
    return "\n".join([*lines, "date = 2026-12-22", 'into = "US"', 'vehicle = "v"', ""])


def stakes(seed: int) -> str:
    """A table of stakes with sources that differ, people in concert and a company that nobody is known to hold."""
    draw = random.Random(seed)
    rows = ["kind,subject,holder,share,decisive,others,name,type,organised"]
    for name in "abcdef":
        rows.append(f"party,{name},,,,,{name.upper()} Ltd,entity,{draw.choice(COUNTRIES)}")
    for subject in "abcd":
        for holder in draw.sample("bcdef", 3):
            if holder > subject:
                rows += [f"votes,{subject},{holder},{draw.choice(('20', '25-50', '30', '>50'))},,,,,"]
    rows += ["concert,a,b;c;d;e,,,,,,", "concert,a,e;f;b,,,,,,", "votes,a,f,20,,,,,", "votes,a,f,31,,,,,"]
    return "\n".join([*rows, ""])


def commands() -> Iterator[tuple[str, ...]]:
    for seed in SEEDS:
        file = f"{seed}.toml"
        yield ("check", file, "--format", "json", *KNOWN)
        yield ("check", file, *KNOWN)
        yield ("needs", file, "--format", "json", *KNOWN)
        yield ("what-if", file, "--format", "json", *KNOWN)
        if seed != SEEDS[0]:
            continue  # the questions whose answers come from searches over sets are asked of every dossier
        yield ("when", file, "--from", "2026-10-01", "--to", "2028-01-01", "--format", "json", *KNOWN)
        yield ("questionnaire", file, "-o", f"asked {seed}", "--accepted-by", "A. Person", *KNOWN)
        yield ("declare", file, "-o", f"pack {seed}", "--draft", *KNOWN)
    for format in ("json", "text"):
        yield ("own", "a", "--registry", "stakes.csv", "--on", "2026-11-22", "--tests", "all", "--format", format)


def answers(folder: Path) -> dict[str, str]:
    """The hash of whatever each command printed and wrote."""
    for seed in SEEDS:
        (folder / f"{seed}.toml").write_text(dossier(seed), encoding="utf-8")
        (folder / f"{seed}.key").write_text(KEY, encoding="utf-8")  # a secret, else drawn anew each time
        (folder / f"{seed}.key").chmod(0o600)
    (folder / "stakes.csv").write_text(stakes(7), encoding="utf-8")
    found = {}
    with inside(folder):
        for command in commands():
            ran = run(*command)
            assert ran.status in (0, 1, 3), (command, ran.status, ran.err)
            found[" ".join(command)] = _hash(ran.raw + ran.err.encode())
        for path in sorted(Path().rglob("*")):
            if path.is_file():
                found[str(path)] = _hash(path.read_bytes())
    return found


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    print(json.dumps(answers(Path(sys.argv[1])), indent=1, ensure_ascii=True))
