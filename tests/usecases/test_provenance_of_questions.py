"""Every question that takes a law book names one that is not the program's own, in what it prints and writes."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest

from pratique.cli import commands
from pratique.law.book import load
from tests.commands import root
from tests.running import KNOWN, SMALL, run
from tests.usecases.test_provenance import smooth

pytestmark = pytest.mark.usefixtures("short_proofs")
DAY = date(2026, 11, 22)
BOM = '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "device", "name": "u"}]}'
CITE = "15 CFR 791.307"
ASKED: dict[str, tuple[str, ...]] = {
    "check": ("@d.toml", *KNOWN),
    "explain": ("@d.toml", CITE, *KNOWN),
    "compare": ("@d.toml", "@d.toml", *KNOWN),
    "needs": ("@d.toml", *KNOWN),
    "what-if": ("@d.toml", *KNOWN),
    "when": ("@d.toml", *KNOWN, "--from", "2026-12-01", "--to", "2027-02-01"),
    "calendar": ("@d.toml", *KNOWN, "--from", "2026-12-01", "--to", "2027-02-01"),
    "law": (CITE,),
    "prove": (CITE,),
    "attest": ("@d.toml", "-o", "@out", *KNOWN),
}
"""Commands that answer, with what they are asked."""
ELSEWHERE = {"ask", "questionnaire", "answers", "declare", "apply", "bulk"}
"""Commands that ask, that write papers (`test_provenance`, `test_apply`) or answer many; each has its test below."""
DRAWN = ("pdf",)
"""Formats whose bytes are not text; made of the page, which is looked at."""


def taking_a_law_book() -> dict[str, tuple[str, ...]]:
    """Every command with --law-book, and its formats."""
    found = {}
    for name in commands.list_commands(root()):
        command = commands.get_command(root(), name)
        assert command is not None
        options = {each.name: each for each in command.params}
        if "law_book" in options:
            form = options.get("form")
            kinds = form.type.choices if form is not None and isinstance(form.type, click.Choice) else ("",)
            found[name] = tuple(map(str, kinds))
    return found


def test_every_command_with_a_law_book_is_asked_here() -> None:
    assert set(taking_a_law_book()) == set(ASKED) | ELSEWHERE


def every_format() -> Iterator[tuple[str, str]]:
    for name, forms in taking_a_law_book().items():
        if name in ASKED:
            yield from ((name, form) for form in forms if form not in DRAWN)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("foreign")
    (made / "b.json").write_text(BOM)
    (made / "d.toml").write_text(SMALL.replace("model_year = 2027", 'model_year = 2027\nboms = ["b.json"]'))
    smooth(made / "smooth.json", "us.cfr15_791d")
    return made


@pytest.mark.parametrize(("name", "form"), list(every_format()))
def test_a_foreign_book_is_named(name: str, form: str, folder: Path, tmp_path: Path) -> None:
    places = {"@out": tmp_path / "out", "@d.toml": folder / "d.toml"}
    arguments = [str(places.get(each, each)) for each in ASKED[name]]
    ran = run(name, *arguments, *(("--format", form) if form else ()), "--law-book", folder / "smooth.json")
    assert ran.status in (0, 1, 3)
    said = " ".join(ran.out.replace("\r\n ", "").replace("\\", "").split())
    assert "smooth.json" in said
    assert "otherwise than the program" in said
    assert "smooth.json" in ran.err


def test_nothing_is_attested_under_a_foreign_book(folder: Path, tmp_path: Path) -> None:
    for book, stated in (((), True), (("--law-book", folder / "smooth.json"), False)):
        out = tmp_path / f"out{len(book)}"
        ran = run("attest", folder / "d.toml", "-o", out, *KNOWN, *book, "--on", "2026-03-01")
        told = json.loads((out / "attestation.json").read_text())
        assert bool(told["verdicts"]) == stated
        assert "smooth.json" in ran.out or stated
        for file in out.iterdir():
            if file.suffix == ".md":
                assert ("smooth.json" in file.read_text()) != stated


@pytest.mark.parametrize("name", sorted(ELSEWHERE - {"ask", "bulk"}))
def test_what_is_no_answer_names_it_on_stderr(name: str, folder: Path, tmp_path: Path) -> None:
    given = {"answers": (), "questionnaire": ("-o", tmp_path / "q"), "declare": ("-o", tmp_path / "p", "--draft"),
             "apply": ("-o", tmp_path / "a", "--kind", "opinion", "--draft")}[name]  # fmt: skip
    ran = run(name, folder / "d.toml", *given, *KNOWN, "--law-book", folder / "smooth.json")
    assert "smooth.json" in ran.err


OPEN = """
title = "t"
[[parties]]
id = "acme"
name = "Acme GmbH"
organised_in = "DE"
[[vehicles]]
id = "v"
model_year = 2027
boms = ["parts.csv"]
[[transactions]]
id = "s"
act = "import"
role = "importer"
date = 2026-11-22
into = "US"
vehicle = "v"
"""
"""A dossier of which a supplier could still settle something."""


def _asked(tmp_path: Path) -> Path:
    (tmp_path / "d.toml").write_text(OPEN)
    (tmp_path / "parts.csv").write_text("ref,name,type,supplier\na,Unit,device,Acme GmbH\n")
    return tmp_path / "d.toml"


def test_what_is_sent_to_a_supplier_names_it(folder: Path, tmp_path: Path) -> None:
    import pratique
    from pratique.usecases.book.books import book_of

    dossier, book = _asked(tmp_path), folder / "smooth.json"
    ran = run("questionnaire", dossier, "-o", tmp_path / "q", *KNOWN, "--law-book", book)
    files = sorted((tmp_path / "q").iterdir())
    assert len(files) > 1
    for said in (
        ran.out,
        *(" ".join(_cells(each)) if each.suffix == ".xlsx" else each.read_text() for each in files),
    ):
        assert "smooth.json" in " ".join(said.split())
    (made, *_) = pratique.questionnaire(dossier, book=book_of(book), known_on=DAY)
    assert "smooth.json" in json.dumps(made.to_dict())
    assert "smooth.json" not in json.dumps(pratique.questionnaire(dossier, known_on=DAY)[0].to_dict())


@pytest.mark.parametrize("taken_back", [False, True])
def test_what_an_answer_leads_to_names_it(
    taken_back: bool, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pratique
    from pratique.usecases.book.books import book_of

    monkeypatch.setattr(sys, "stdin", io.StringIO(""))

    dossier, book = _asked(tmp_path), folder / "smooth.json"
    question = pratique.ask(dossier, book=book_of(book), known_on=DAY)
    assert question is not None
    for said in (json.dumps(question.to_dict()), question._repr_html_()):
        assert "smooth.json" in said
    pratique.answer(dossier, question, "?", by="A")
    if taken_back:
        mark = pratique.answers(dossier)[0].mark
        ran = run("answers", dossier, "--withdraw", mark, "--by", "A", *KNOWN, "--law-book", book)
    else:
        ran = run("ask", dossier, "--by", "A", *KNOWN, "--law-book", book)
    assert "smooth.json" in " ".join(ran.out.split())


@pytest.mark.parametrize("form", ["text", "json", "csv", "html", "xlsx"])
def test_many_dossiers_name_it(form: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    (tmp_path / "many" / "d.toml").write_text(SMALL)
    book = ("--law-book", folder / "smooth.json")
    if form in ("text", "json"):
        said = run("bulk", tmp_path / "many", *KNOWN, *book, "--format", form).out
    else:
        file = tmp_path / f"all.{form}"
        run("bulk", tmp_path / "many", *KNOWN, *book, "-o", file)
        said = " ".join(_cells(file)) if form == "xlsx" else file.read_text()
    assert "smooth.json" in " ".join(said.split())


WORDS = ("d.overlay.toml", "Nobody", "House 1", "Answerer")
"""An overlay's file, who signed off, a policy, who gave an answer."""


@pytest.fixture
def vouched(tmp_path: Path) -> Path:
    """A folder with a dossier that rests on the word of others."""
    from pratique.facts import vehicle
    from pratique.logic.interchange import to_plain
    from tests.usecases.test_provenance import signoff

    made = tmp_path / "vouched"
    made.mkdir()
    (made / "d.toml").write_text(SMALL)
    rule = json.dumps(to_plain(vehicle.automation_level >= 0))
    (made / "d.overlay.toml").write_text(
        signoff(**{"legal.us.cfr15_791d.legacy_on_the_cutoff_day": "counts_as_before"})
        + "[[policies]]\ncite = 'House 1'\nsummary = 'x'\nseverity = 'licence required'\nfrom = '2020-01-01'\n"
        f"by = 'P'\nwhen = '{rule}'\n"
    )
    (made / "d.answers.toml").write_text(
        "[[answers]]\nentity = 'v'\nfact = 'vehicle.automation_level'\nvalue = 3\nby = 'Answerer'\nsource = 's'\n"
    )
    return made


@pytest.mark.parametrize("form", ["text", "json", "csv", "html", "xlsx"])
def test_many_dossiers_name_whose_word_each_rests_on(form: str, vouched: Path, tmp_path: Path) -> None:
    if form in ("text", "json"):
        said = run("bulk", vouched, *KNOWN, "--format", form).out
    else:
        file = tmp_path / f"all.{form}"
        run("bulk", vouched, *KNOWN, "-o", file)
        said = " ".join(_cells(file)) if form == "xlsx" else file.read_text()
    for word in WORDS:
        assert word in " ".join(said.split())


def test_an_answer_that_changed_by_the_word_of_others_names_them(vouched: Path, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "d.toml").write_text(SMALL)
    days = ("--known-on", "2026-11-22", "2026-11-22")
    for first, second, words in ((tmp_path / "bare", vouched, "now"), (vouched, tmp_path / "bare", "no longer")):
        said = " ".join(run("watch", first, second, *days).out.split())
        assert f"{words} rests on the word of others" in said or f"rests on the word of others {words}" in said
        for word in WORDS:
            assert word in said


def test_a_declaration_names_them_in_each_of_its_papers(vouched: Path, tmp_path: Path) -> None:
    import re
    import zipfile

    run("declare", vouched / "d.toml", "--draft", "-o", tmp_path / "pack", *KNOWN)
    for file in (tmp_path / "pack").iterdir():
        if file.name in ("evidence.json", "form.json", "manifest.json"):
            continue  # no answer: the files behind it, the fields of the form, the hashes
        if file.suffix == ".docx":
            with zipfile.ZipFile(file) as parts:
                said = re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())
        else:
            said = file.read_text().replace("<wbr>", "").replace("\\", "")
        for word in WORDS:
            assert word in said, file.name


def _cells(file: Path) -> Iterator[str]:
    load_workbook = pytest.importorskip("openpyxl").load_workbook
    yield from (
        str(cell) for sheet in load_workbook(file) for row in sheet.iter_rows(values_only=True) for cell in row
    )


@pytest.mark.parametrize(
    "question", ["check", "needs", "what_if", "compare", "explain", "calendar", "when", "portfolio"]
)
def test_a_notebook_and_a_dict_name_whose_word_it_is(question: str, vouched: Path) -> None:
    from datetime import date

    import pratique

    dossier, days = vouched / "d.toml", (date(2026, 12, 1), date(2026, 12, 31))
    given = {"compare": (dossier, dossier), "explain": (dossier, CITE), "calendar": (dossier, *days),
             "when": (dossier, *days), "portfolio": (vouched,)}.get(question, (dossier,))  # fmt: skip
    answer = getattr(pratique, question)(*given, known_on=date(2026, 11, 22))
    for said in (json.dumps(answer.to_dict()), answer._repr_html_().replace("<wbr>", "")):
        for word in WORDS:
            assert word in said


def test_many_dossiers_name_it_on_stderr(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    (tmp_path / "many" / "d.toml").write_text(SMALL)
    ran = run("bulk", tmp_path / "many", *KNOWN, "--law-book", folder / "smooth.json")
    assert "smooth.json" in ran.err


def test_the_programs_own_book_is_not_named(folder: Path, tmp_path: Path) -> None:
    from pratique.law.export import export_book

    (tmp_path / "own.json").write_bytes(export_book(load(["us.cfr15_791d"])))
    ran = run("needs", folder / "d.toml", *KNOWN, "--law-book", tmp_path / "own.json", "--format", "json")
    assert json.loads(ran.out)["provenance"] == []
