"""Every command of the program once, on this Python, with whatever extras are here: each works or names its extra.

`python tests/smoke.py` in an environment with the wheel alone, with every extra, or with the lowest versions
(`make smoke` makes them). A command that the program has and this page does not try is a failure, too.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from pratique.cli import commands

FILES = {
    "chips.csv": "name,tops,datacenter\nA,1979@8,yes\n",
    "suppliers.csv": "name,country\nPirelli,IT\n",
    "sdn.csv": '36,"EXAMPLE LTD",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n',
    "b.txt": "In 2023 China exported 1.203 million new energy vehicles.\n",
    "b.html": "<html><body><p>In 2023 China exported 1.203 million new energy vehicles.</p></body></html>",
}
EXAMPLES = ("aurora", "shanghai-app", "model-bev", "tyre-sensor", "automation", "holding")
COMMANDS = """
check shanghai-app/dossier.toml --known-on 2026-11-22
check shanghai-app/dossier.toml --known-on 2026-11-22 --format pdf -o a.pdf
check shanghai-app/dossier.toml --known-on 2026-11-22 --format sarif
new holding -o new1
explain shanghai-app/dossier.toml '15 CFR 791.303(b)' --known-on 2026-11-22
ask shanghai-app/dossier.toml --known-on 2026-11-22
questionnaire aurora/dossier.toml -o q --accepted-by A --known-on 2026-11-22
answers aurora/dossier.toml
verify new1
sign --new-key k.key
declare shanghai-app/dossier.toml -o decl --draft --known-on 2026-11-22
apply shanghai-app/dossier.toml --kind opinion -o app --draft --known-on 2026-11-22
attest shanghai-app/dossier.toml --known-on 2026-11-22
desk --help
records backup x --home d
records checkpoint --home d
records export x.zip --home d
records list --home d
records replay 1 --home d
records restore x --home d
records show 1 --home d
records token --home d --for x
records verify --home d
mcp .
compare shanghai-app/dossier.toml shanghai-app/dossier.toml --known-on 2026-11-22
needs holding/dossier.toml --known-on 2026-11-22
what-if shanghai-app/dossier.toml --known-on 2026-11-22
when shanghai-app/dossier.toml --from 2026-01-01 --to 2026-12-31 --known-on 2026-11-22
calendar shanghai-app/dossier.toml --from 2026-01-01 --to 2026-12-31 --known-on 2026-11-22
classify chip 'NVIDIA H20 SXM' --on 2026-02-01
classify chips chips.csv --on 2026-02-01
classify model --training-ops 2e25 --on 2026-02-01
classify automation automation/assisted.toml --on 2026-02-01
permits --on 2023-07-01
own pirelli --registry tyre-sensor/stakes.csv --on 2026-11-22
graph build --registry tyre-sensor/stakes.csv -o g.db
own pirelli --registry g.db --on 2026-11-22
screen suppliers.csv --list sdn.csv
lists build --list sdn.csv -o l.index
lists import l
lists status --list sdn.csv
markets model-bev/model.toml --on 2026-11-22 --known-on 2026-11-22
markets model-bev/model.toml --on 2026-11-22 --known-on 2026-11-22 --format pdf -o m.pdf
compare-markets model-bev/model.toml --into EU --on 2026-11-22 --known-on 2026-11-22
duty model-bev/model.toml --into EU --on 2026-11-22 --known-on 2026-11-22
law us.cfr15_791d
law export -o book.json
law checklist us.ear -o ear.docx
law signoff ear.docx --by A --text b.txt
sign book.json --key k.key --by A
verify book.json
data diff pratique.law.eu/rates.csv pratique.law.eu/rates.csv
data export pratique.law.eu/rates.csv pk --name eu --expires-on 2030-01-01
data fetch us.ear -o x.html --url http://127.0.0.1:9/
data import pk
data status
prove
facts part.programmable
schema dossier
schema columns
watch aurora aurora --known-on 2026-11-22 2026-11-22
bulk holding --known-on 2026-11-22
bulk holding --known-on 2026-11-22 -o p.xlsx
bulk chips.csv -o p.parquet
sql us.cfr15_791d
examples
examples copy mapping -o m2
completion bash
convert aurora/aurora.cdx.json --to spdx-3.0
read b.txt
read b.html
figures add b.txt --ledger l.csv
figures check
figures list exports:nev:CN
figures series exports:nev:CN --format svg
figures show exports:nev:CN 2023
figures target exports:nev:CN 5000000 --by 2030
exposure us.ear
"""


def leaves(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if not isinstance(command, click.Group):
        yield words
        return
    context = click.Context(command, **command.context_settings)  # in a process of its own
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None
        yield from leaves(inner, (*words, name))


def tried(words: list[str], folder: Path) -> str:
    """What is wrong with a run; nothing where it works, refuses its input with a reason, or names its extra."""
    command = [sys.executable, "-m", "pratique", *words]
    try:
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300, input="")
    except subprocess.TimeoutExpired:
        return "does not end"
    if re.search(r"Traceback|[Ii]nternal error|No module named", ran.stderr):
        return ran.stderr[-300:]
    return "" if ran.returncode in (0, 1, 2, 3, 4) else f"status {ran.returncode}: {ran.stderr[-300:]}"


def main() -> int:
    every = [shlex.split(line) for line in COMMANDS.strip().splitlines()]
    faults = [f"{' '.join(each)}: not tried" for each in leaves(commands) if not any(
        tuple(words[: len(each)]) == each for words in every)]  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, text in FILES.items():
            (folder / name).write_text(text, "utf-8")
        for name in EXAMPLES:
            tried(["examples", "copy", name], folder)
        faults += [f"{shlex.join(words)}: {wrong}" for words in every if (wrong := tried(words, folder))]
    print(
        "\n".join(faults) or f"{len(every)} commands on Python {sys.version.split()[0]}: each works or says why not."
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
