"""Every command of the tree, in every format, before a stranger's text; what it prints and writes is looked at.

Rule: a command is given here what a stranger wrote, or stands in `ASIDE` with where it is tried; one that is in
neither fails the test, as does a format that nothing here knows how to look at.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pratique.files.outward import is_harmless
from tests.commands import every_command
from tests.files.test_every_writer import EVERY
from tests.reports.test_hostile_output import BEGINNINGS, EVIL, folder, ran_in  # noqa: F401
from tests.running import KNOWN

pytestmark = pytest.mark.usefixtures("short_proofs")
DAYS = ("--from", "2026-12-01", "--to", "2026-12-31")
ON = ("--on", "2026-11-22")
LEDGER = ("--ledger", "@figures.csv")
GIVEN: dict[str, tuple[str, ...]] = {
    "check": ("@d.toml", *KNOWN),
    "explain": ("@d.toml", "15 CFR 791.303(b)", *KNOWN),
    "compare": ("@d.toml", "@d.toml", *KNOWN),
    "needs": ("@d.toml", *KNOWN),
    "what-if": ("@d.toml", *KNOWN),
    "when": ("@d.toml", *KNOWN, *DAYS),
    "calendar": ("@d.toml", *KNOWN, *DAYS),
    "bulk": ("@many", *KNOWN),
    "watch": ("@d.toml", "@d.toml", "--known-on", "2026-11-22", "2026-11-22"),
    "answers": ("@d.toml",),
    "questionnaire": ("@d.toml", "-o", "@out", *KNOWN),
    "declare": ("@d.toml", "-o", "@pack", "--draft", *KNOWN),
    "apply": ("@d.toml", "-o", "@application", "--kind", "opinion", "--draft", *KNOWN),
    "attest": ("@bom.json", "--into", "US", "--act", "sale", *ON, *KNOWN, "-o", "@attested"),
    "verify": ("@bom.json",),
    "sign": ("@bom.json", "--key", "@key", "--by", EVIL),
    "own": ("x", "--registry", "@stakes.csv", *ON),
    "graph build": ("--registry", "@stakes.csv", "-o", "@graph"),
    "screen": ("--name", EVIL, "--list", "@list.json"),
    "lists build": ("--list", "@list.json", "-o", "@lists"),
    "lists import": ("@out",),
    "lists status": (),
    "markets": ("@model.toml", *ON),
    "compare-markets": ("@model.toml", "--into", "EU", *ON),
    "duty": ("@model.toml", "--into", "US", *ON),
    "classify chip": ("--tops", EVIL, *ON),
    "classify chips": ("@chips.csv", *ON),
    "classify model": ("--training-ops", EVIL, *ON),
    "classify automation": ("@features.toml", *ON),
    "convert": ("@bom.json", "--to", "spdx-3.0"),
    "read": ("@bulletin.txt",),
    "figures add": ("@more.csv", *LEDGER),
    "figures check": ("@figures.csv",),
    "figures list": LEDGER,
    "figures series": ("exports:nev:CN", *LEDGER),
    "figures show": ("exports:nev:CN", "2024-01", *LEDGER),
    "figures target": ("exports:nev:CN", "1000", "--by", "2027", *LEDGER),
    "exposure": ("us.cfr15_791d", *ON, *LEDGER),
    "law": (EVIL,),
    "prove": (EVIL,),
    "facts": (EVIL,),
    "new": (EVIL,),
    "permits": (EVIL,),
    "schema": (EVIL,),
    "sql": (EVIL,),
    "examples": (EVIL,),
    "completion": (EVIL,),
    "data diff": (EVIL, EVIL),
    "data export": (EVIL, "@data"),
    "data import": (EVIL,),
    "data status": (),
}
"""What each is asked; @NAME is a file of the folder. A text of the stranger where nothing else is taken."""
FILES = [("bulk", "@many", *KNOWN, "-o", f"@all.{form}") for form in ("csv", "html", "xlsx", "json")]
FILES += [("own", "x", "--registry", "@stakes.csv", *ON, "--bods", "@x.bods.json", "--svg", "@x.svg")]
FILES += [("convert", "@bom.json", "-o", "@made.spdx.json", "--to", "spdx-3.0")]
FILES += [("convert", "@bom.json", "-o", "@made.cx.json", "--to", "cx-0158-1")]
FILES += [("read", "@bulletin.txt", "--accept", "@accepted.csv")]
"""What is written in a format that the name of the file says."""
ONE = "one.toml"
"""The dossier with one act, to where little law asks: laid out for print, the other is a hundred pages."""
ASIDE = {
    "ask": "a conversation: tests/usecases/test_ask.py",
    "desk": "its pages: tests/desk/test_dossier_pages.py",
    "mcp": "data and no text: tests/usecases/test_mcp_tools.py, test_provenance.py",
    "data fetch": "what the network sends: tests/usecases/test_data_packs.py",
}
"""Commands that are tried elsewhere; so are all of `records`, which is about the records of a desk."""
NO_PAGE = ("", "text", "json", "sarif", "junit", "gitlab")
PAGES = ("html", "svg")
TABLES = ("csv", "sdmx-csv", "owid")
LIVE = (r"(?<!\\)\]\(http", r"(?<!\\)<(?:script|img|http)", "https://evil", r"www\.evil", "@everyone")
"""What would be live in Markdown."""
SHOWN = {
    *("check", "needs", "own", "screen", "classify chips", "figures list", "convert", "law", "facts"),
    *("bulk", "markets", "compare-markets", "duty", "calendar", "when", "compare", "classify automation"),
}
"""Commands whose outputs hold the text for certain, so that there was something to look at."""


def asked() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each command with each of its formats, and the words that ask for it."""
    for name, command in every_command():
        if name not in GIVEN:
            continue
        form = next((each for each in command.params if each.name == "form"), None)
        kinds = form.type.choices if form is not None and isinstance(form.type, click.Choice) else ("",)
        for kind in map(str, kinds):
            given = (f"@{ONE}" if (kind, each) == ("pdf", "@d.toml") else each for each in GIVEN[name])
            yield name, kind, (*name.split(), *given, *(("--format", kind) if kind else ()))
    yield from ((words[0], "", words) for words in FILES)


def strange(text: str, kept: str = "\n") -> list[str]:
    return sorted({ch for ch in text if ch not in kept and not is_harmless(ch)})


def wrong(kind: str, data: bytes) -> list[str]:
    """What of some bytes would do something where they are shown."""
    if kind == "pdf":
        return [each for each in ("/JavaScript", "/URI (http://evil", "/URI (https://evil") if each.encode() in data]
    text = data.decode().replace("\r\n", "\n") if kind in ("ics", *TABLES) else data.decode()
    found = [f"sends {each!r}" for each in strange(text)]
    if kind in ("json", "sarif", "gitlab") and text:
        json.loads(text)
    if kind in PAGES:
        found += [
            each
            for each in ("<script>alert", "<img src", "&#x202e;", 'href="http://evil', 'href="https://evil')
            if each in text
        ]
    if kind == "md":
        found += [each for each in LIVE if re.search(each, text)]
    if kind in TABLES:
        cells = (cell.lstrip() for row in csv.reader(io.StringIO(text)) for cell in row)
        found += [cell for cell in cells if re.match(r"[=@|\t\r]|[+-](?![\d.])", cell)]
    return found


def written(folder: Path, before: set[Path]) -> Iterator[str]:  # noqa: F811
    """What is wrong with the files that a command wrote."""
    for path in sorted(set(folder.rglob("*")) - before):
        suffix = path.suffix.removeprefix(".")
        if suffix in ("xlsx", "docx"):
            with zipfile.ZipFile(path) as parts:
                texts = {
                    each: parts.read(each).decode() for each in parts.namelist() if each.endswith((".xml", ".rels"))
                }
            for part, text in texts.items():
                yield from (f"{path.name} {part} holds {each!r}" for each in strange(text, "\n\r\t\uf0b7"))
                if re.search(r"<f[ >]|w:instrText|Target=\"https?://(?:www\.)?evil", text):
                    yield f"{path.name} {part} holds a formula or a link"
        elif suffix in (*PAGES, *TABLES, "md", "ics", "json", "toml", "txt"):
            kind = suffix if suffix in (*PAGES, *TABLES, "md", "ics") else ""
            yield from (f"{path.name} {each}" for each in wrong(kind, path.read_bytes()))


def test_no_command_and_no_format_escapes() -> None:
    names = {name for name, _ in every_command() if not name.startswith("records ")}
    assert names == set(GIVEN) | set(ASIDE)
    assert {kind for _, kind, _ in asked()} <= {*NO_PAGE, *PAGES, *TABLES, "md", "ics", "pdf"}


@pytest.mark.parametrize("folder", BEGINNINGS if EVERY else ["much at once"], indirect=True)
def test_nor_does_one_whose_name_begins_otherwise(folder: Path) -> None:  # noqa: F811
    found, told = looked_at(folder)
    assert found == []
    assert told >= {"check", "compare", "own", "screen", "bulk", "figures list", "classify chips", "convert"}


def test_a_stranger_does_nothing_in_any_command_and_format(folder: Path) -> None:  # noqa: F811
    found, told = looked_at(folder)
    assert found == []
    assert told >= SHOWN


def looked_at(folder: Path) -> tuple[list[str], set[str]]:  # noqa: F811
    """What is wrong with what every command prints and writes, and which commands told of the stranger at all."""
    for extra in ("openpyxl", "docx", "cryptography", "weasyprint"):
        pytest.importorskip(extra)
    (folder / "key").write_text("11" * 32 + "\n")
    before, act, *rest = re.split(r"(?m)^(?=\[\[transactions\]\]|\[\[answers\]\])", (folder / "d.toml").read_text())
    act = act.replace("act = 'sale'", "act = 'import'").replace("into = 'US'", "into = 'CA'")
    (folder / ONE).write_text(before + act + rest[-1])
    (folder / "more.csv").write_text((folder / "figures.csv").read_text().replace("2024-01", "2024-02"))
    found: list[str] = []
    told: set[str] = set()
    for name, kind, words in asked():
        before = set(folder.rglob("*"))
        ran = ran_in(folder, words)
        said = [*wrong(kind, ran.raw), *(f"stderr sends {each!r}" for each in strange(ran.err))]
        said += written(folder, before)
        if "Internal error" in ran.err or ran.status == 5:
            said.append(ran.err[:300])
        found += [f"{name} --format {kind}: {each}" for each in said]
        if b"evil" in ran.raw or "evil" in ran.err:
            told.add(name)
    return found, told
