"""Small inputs that are made to take long, and large ones that are honest: seconds of the whole command.

`python benchmarks/slow_inputs.py` prints a table; most were once measured at 10 s or more (issue 13). CPU
seconds are those of a process of its own, its start included.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

ACT = (
    '[[transactions]]\nid = "s"\nact = "sale"\nrole = "manufacturer"\ndate = 2026-11-22\ninto = "US"\nvehicle = "v"\n'
)
HEAD = 'title = "slow"\n'
VEHICLE = '[[vehicles]]\nid = "v"\nmodel_year = 2027\n'
KNOWN = ("--known-on", "2026-11-22")
LIMIT = 900
Made = tuple[list[str], str]
"""Arguments of the command, and what it was before."""


def party(number: int, more: str = "") -> str:
    return f'[[parties]]\nid = "p{number}"\nname = "Maker {number}"\norganised_in = "DE"\n{more}'


def book(path: Path, far: str) -> None:
    """A workbook with two parts and one cell far away, in a dimension that says there is more."""
    from openpyxl import Workbook

    made = Workbook()
    for row in (("ref", "name"), ("a", "Unit")):
        made.active.append(row)
    made.save(path)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    row = far.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    cell = f'<row r="{row}"><c r="{far}"><v>3</v></c></row></sheetData>'.encode()
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", cell).replace(b"A1:B2", b"A1:XFD1048576")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)


def bods_share(folder: Path) -> Made:
    interest = {"type": "shareholding", "share": {"exact": "1e99999999"}}
    held = {"subject": "x", "interestedParty": "y", "interests": [interest]}
    told = {"statementId": "r", "recordId": "r", "recordType": "relationship", "recordStatus": "new"}
    (folder / "r.json").write_text(json.dumps([told | {"recordDetails": held}]))
    return ["own", "x", "--registry", "r.json", "--on", "2026-11-22"], "> 25"


def dossier(folder: Path, text: str, before: str) -> Made:
    (folder / "d.toml").write_text(HEAD + text + VEHICLE + ACT)
    return ["check", "d.toml", *KNOWN], before


def parties(count: int, before: str) -> Callable[[Path], Made]:
    return lambda folder: dossier(folder, "".join(map(party, range(count))), before)


def wrong_keys(folder: Path) -> Made:
    return dossier(folder, "".join(party(n, 'colour = "red"\n') for n in range(5_000)), "> 60")


def wrong_facts(folder: Path) -> Made:
    facts = "".join(f"'part.wrong{n}' = true\n" for n in range(3_000))
    return dossier(folder, "[facts]\n" + facts, "37")


def wrong_entities(folder: Path) -> Made:
    given = "".join(
        f'[[answers]]\nentity = "nobody{n}"\nfact = "party.organised_in"\nvalue = "DE"\nby = "A"\nsource = "b"\n'
        for n in range(400)
    )
    return dossier(folder, given + "".join(map(party, range(5_000))), "> 60")


def transactions(count: int, before: str) -> Callable[[Path], Made]:
    def made(folder: Path) -> Made:
        acts = "".join(ACT.replace('"s"', f'"s{n}"') for n in range(count))
        (folder / "d.toml").write_text(HEAD + VEHICLE + acts)
        return ["check", "d.toml", *KNOWN], before

    return made


def chain(count: int, before: str, *more: str) -> Callable[[Path], Made]:
    def made(folder: Path) -> Made:
        rows = "".join(f"votes,c{n},c{n + 1},60\n" for n in range(count))
        (folder / "s.csv").write_text("kind,subject,holder,share\n" + rows)
        return ["own", "c0", "--registry", "s.csv", "--on", "2026-11-22", *more], before

    return made


def answered(folder: Path) -> Made:
    said = '[[answers]]\nentity = "v"\nfact = "vehicle.model_year"\nvalue = 2027\n'
    (folder / "d.answers.toml").write_text("".join(f'{said}source = "letter {n}"\n' for n in range(3_000)))
    return dossier(folder, "", "20")


def chain_of_parties(count: int, before: str) -> Callable[[Path], Made]:
    def made(folder: Path) -> Made:
        chain(count, "")(folder)
        parties_in_it = "".join(f'[[parties]]\nid = "c{n}"\nname = "c{n}"\n' for n in range(0, count, 10))
        asked = dossier(folder, parties_in_it, before)
        text = (folder / "d.toml").read_text().replace("into =", 'actor = "c0"\ninto =')
        (folder / "d.toml").write_text('registries = ["s.csv"]\n' + text)
        return asked

    return made


def answers_about_parts(folder: Path) -> Made:
    parts = "".join(f'[[vehicles.parts]]\nref = "p{n}"\nname = "Part {n}"\n' for n in range(4_000))
    said = 'fact = "part.programmable"\nvalue = true\nby = "A"\nsource = "b"\n'
    answers = "".join(f'[[answers]]\nentity = "v"\npart = "p{n}"\n{said}' for n in range(4_000))
    (folder / "d.toml").write_text(HEAD + VEHICLE + parts + answers + ACT)
    return ["check", "d.toml", *KNOWN], "31"


def concerts(folder: Path) -> Made:
    rows = "".join(f"votes,a,h{n},0.1\nconcert,a,h{n};h{n + 1},\n" for n in range(500))
    (folder / "s.csv").write_text("kind,subject,holder,share\n" + rows)
    made = dossier(folder, '[[parties]]\nid = "a"\nname = "a"\n', "7.6")
    (folder / "d.toml").write_text('registries = ["s.csv"]\n' + (folder / "d.toml").read_text())
    return made


def holders(folder: Path) -> Made:
    rows = "".join(f"votes,a,h{n},0.02\n" for n in range(5_000))
    (folder / "s.csv").write_text("kind,subject,holder,share\n" + rows)
    return ["own", "a", "--registry", "s.csv", "--on", "2026-11-22"], "> 20"


def screening(folder: Path) -> Made:
    words = [
        f"{a}{b}" for a in ("orion", "delta", "sunway", "kestrel", "borealis") for b in ("", "tech", "max", "dyne")
    ]
    names = [f"{words[n % 20]} {words[n // 20 % 20]} {words[n // 400 % 20]} {n // 8000}" for n in range(20_000)]
    (folder / "s.csv").write_text("name\n" + "".join(f"{name} ltd\n" for name in names))
    (folder / "l.csv").write_text(
        "name,source\n" + "".join(f"{name} gmbh,Made-up List (MUL)\n" for name in names[::-1])
    )
    return ["screen", "s.csv", "--list", "l.csv"], "> 40"


def bad_components(folder: Path) -> Made:
    rows = [{"type": 3, "name": ["x"], "bom-ref": str(n)} for n in range(200_000)]
    (folder / "b.json").write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": rows}))
    return ["convert", "b.json", "--to", "spdx-3.0"], "58 MB of findings"


def wide_table(folder: Path) -> Made:
    (folder / "c.csv").write_text("name," + ",".join(f"c{n}" for n in range(100_000)) + "\nx\n")
    return ["classify", "chips", "c.csv", "--on", "2026-11-22"], "> 60"


def endless_text(folder: Path) -> Made:
    (folder / "d.toml").write_text(f'transactions = "{"x" * 10_000_000}"\n')
    return ["check", "d.toml"], "10 MB of findings"


def workbook(far: str, before: str) -> Callable[[Path], Made]:
    def made(folder: Path) -> Made:
        book(folder / "b.xlsx", far)
        return ["convert", "b.xlsx", "--to", "cyclonedx-1.6"], before

    return made


def reply(folder: Path) -> Made:
    book(folder / "r.xlsx", "A1048576")
    (folder / "d.toml").write_text(HEAD + VEHICLE + ACT)
    (folder / "d.key").write_text("11" * 32)
    (folder / "d.key").chmod(0o600)
    return ["answers", "r.xlsx", "--dossier", "d.toml", *KNOWN], "75 (3.25 GB)"


def pipe(folder: Path) -> Made:
    os.mkfifo(folder / "x.json")
    return ["check", "x.json", "--into", "US", "--act", "sale"], "for ever"


def plain(*words: str) -> Callable[[Path], Made]:
    return lambda folder: (list(words), "> 25")


def chips(folder: Path) -> Made:
    (folder / "c.csv").write_text("name,tops\nx,1e999999999@8\n")
    return ["classify", "chips", "c.csv", "--on", "2026-11-22"], "> 25"


INPUTS: dict[str, Callable[[Path], Made]] = {
    "nothing asked (the start of the program)": lambda folder: (["--version"], ""),
    "a small dossier": parties(1, ""),
    "reply workbook with one cell at A1048576": reply,
    "BOM workbook, dimension A1:XFD1048576, a cell at its end": workbook("XFD1048576", "> 45"),
    "classify chip --tops 1e999999999@8": plain("classify", "chip", "--tops", "1e999999999@8"),
    "the same in a table of chips": chips,
    "classify model --training-ops 1e999999999": plain("classify", "model", "--training-ops", "1e999999999"),
    "BODS share of 1e99999999": bods_share,
    "dossier of 1,000 parties": parties(1_000, "3.0"),
    "dossier of 2,000 parties": parties(2_000, "11.1"),
    "dossier of 4,000 parties": parties(4_000, "> 31"),
    "5,000 parties with a wrong key": wrong_keys,
    "3,000 wrong fact names": wrong_facts,
    "400 wrong entities among 5,000 names": wrong_entities,
    "250 transactions": transactions(250, "9"),
    "1,000 transactions": transactions(1_000, "> 60"),
    "own, a chain of 500": chain(500, "10"),
    "6,000 transactions": transactions(6_000, ""),
    "own, a chain of 1,000": chain(1_000, "> 60"),
    "own, a chain of 1,000, as JSON": chain(1_000, "", "--format", "json"),
    "own, a chain of 3,000": chain(3_000, ""),
    "own, 5,000 holders of one company": holders,
    "3,000 answers to one fact": answered,
    "20 parties in one chain of 200": chain_of_parties(200, "> 16"),
    "40 parties in one chain of 400": chain_of_parties(400, "7.8"),
    "4,000 answers about 4,000 parts": answers_about_parts,
    "500 concerts that overlap": concerts,
    "screen 20,000 names against 20,000": screening,
    "200,000 bad components": bad_components,
    "a table of 100,000 columns": wide_table,
    "a text of 10 MB where tables belong": endless_text,
    "a pipe in place of a dossier": pipe,
}


def measured(words: list[str], folder: Path) -> Iterator[str]:
    """Exit status, CPU seconds, memory and bytes printed of one command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "pratique", *words], cwd=folder, capture_output=True, timeout=LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        yield from ("-", f"> {LIMIT} (wall)", "", "")
        return
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield str(ran.returncode)
    yield f"{after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.1f}"
    yield f"{len(ran.stdout) / 1e3:,.0f}"
    yield f"{len(ran.stderr) / 1e3:,.0f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true", help="only what takes no time")
    given = parser.parse_args()
    print("| input | before, s | exit | CPU s | stdout, KB | stderr, KB |\n|---|--:|--:|--:|--:|--:|")
    for name, make in list(INPUTS.items())[: 8 if given.small else None]:
        with tempfile.TemporaryDirectory() as made:
            words, before = make(Path(made))
            print(f"| {' | '.join((name, before, *measured(words, Path(made))))} |", flush=True)


if __name__ == "__main__":
    main()
