"""Reading aids for counsel: what rests on what, the list to tick, and its return as a sign-off."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pratique.law import book
from pratique.law.texts import elements, rests_on, text_of, texts
from pratique.reports.checklist import ticked
from tests.running import run

docx = pytest.importorskip("docx")
CITE = "15 CFR 791.303(b)"


MEANT_FOR_MORE = {
    "15 CFR 791.4", "90 FR 47201", "Anti-Foreign Sanctions Law", "ECCN 4A090", "Impl. Reg. (EU) 2026/330",
    "Personal Information Protection Law",
}  # fmt: skip
"""Texts that the book names inside a longer citation, or beside one."""


def made(folder: Path, *marks: tuple[str, str]) -> Path:
    """The list over the rule on connected vehicles, with these rows marked."""
    path = folder / "list.docx"
    assert run("law", "checklist", "us.cfr15_791d", "-o", path).status == 0
    document = docx.Document(str(path))
    for row in document.tables[0].rows:
        for cite, mark in marks:
            if row.cells[0].text == cite:
                row.cells[3].text, row.cells[4].text = mark, "as read"
    document.save(str(path))
    return path


def returned(path: Path, folder: Path) -> tuple[int | str | None, str, Path]:
    (folder / "791.txt").write_text("the official text")
    overlay = folder / "firm.overlay.toml"
    done = run(
        "law",
        "signoff",
        path,
        "--by",
        "A. Counsel",
        "--text",
        folder / "791.txt",
        "--overlay",
        overlay,
        "--on",
        "2026-11-28",
    )
    return done.status, done.out + done.err, overlay


def test_a_ticked_row_is_a_sign_off(tmp_path: Path) -> None:
    status, said, overlay = returned(made(tmp_path, (CITE, "x")), tmp_path)
    assert status == 0, said
    assert CITE in overlay.read_text()
    assert overlay.read_text().count("[[signoffs]]") == 1
    assert "as read" in overlay.read_text()


def test_a_box_ticked_with_one_click_is_a_sign_off(tmp_path: Path) -> None:
    """As a word processor does it: the state of the content control and the sign in it, nothing else."""
    path, ticked = made(tmp_path), tmp_path / "ticked.docx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(ticked, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                rows = content.decode().split("<w:tr>")
                at = next(index for index, row in enumerate(rows) if f">{CITE}<" in row)
                rows[at] = rows[at].replace('w14:checked w14:val="0"', 'w14:checked w14:val="1"').replace("☐", "☒")
                content = "<w:tr>".join(rows).encode()
            after.writestr(name, content)
    status, said, overlay = returned(ticked, tmp_path)
    assert status == 0, said
    assert overlay.read_text().count("[[signoffs]]") == 1
    assert CITE in overlay.read_text()


def test_nothing_ticked_signs_nothing(tmp_path: Path) -> None:
    status, said, overlay = returned(made(tmp_path), tmp_path)
    assert status == 2
    assert "nothing is signed off" in said
    assert not overlay.exists()


def test_a_box_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    status, said, overlay = returned(made(tmp_path, (CITE, "perhaps")), tmp_path)
    assert status == 4
    assert "no mark" in said
    assert not overlay.exists()


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.docx").write_text("no")
    assert returned(tmp_path / "list.docx", tmp_path)[0] == 4


def test_every_row_of_the_table_begins_a_citation_of_the_book() -> None:
    known = {rule.cite for instrument in book.load() for rule in (*instrument.provisions, *instrument.exceptions())}
    terms = [each for instrument in book.load() for rule in instrument.provisions for each in elements(rule)]
    known |= {each.cite for each in terms} | {f"{each.cite}: {each.name}" for each in terms}
    known |= {each.cite for instrument in book.load() for each in instrument.coverage}
    idle = {row.cite for row in texts() if not any(cite.startswith(row.cite) for cite in known)}
    assert idle <= MEANT_FOR_MORE


def test_the_longest_citation_speaks() -> None:
    found = text_of("15 CFR 744.23(a)(1) and more")
    assert found is not None
    assert found.cite == "15 CFR 744.23(a)(1)"
    assert text_of("nothing of the book") is None


def test_every_rule_says_what_it_rests_on() -> None:
    words = {"read", "careful transcription", "two or more secondary sources", "one secondary source", "memory"}
    for instrument in book.load():
        for rule in (*instrument.provisions, *instrument.exceptions()):
            assert rests_on(rule).rests_on in words, rule.cite


def test_the_command_shows_each_element() -> None:
    found = json.loads(run("law", CITE, "--format", "json").out)
    rule = next(each for each in found["instruments"][0]["provisions"] if each["cite"] == CITE)
    assert rule["rests_on"]["rests_on"] == "read"
    known = {each["name"]: each["rests_on"] for each in rule["elements"]}
    assert known["covered software"] == "one secondary source"
    assert known["firmware"] == "two or more secondary sources"
    assert known["knowingly"] == "memory"
    assert known["legal.us.cfr15_791d.service_counts_as_supply"] == "open law"


def test_what_changed_is_said_in_words() -> None:
    said = run("law", "--diff", "2026-01-01", "2027-02-01").out
    assert "its condition turns" not in said
    words = " ".join(said.split())
    assert "bev: 25 percent -> 35 percent" in words
    assert "no longer: it is a case of “listed destination” where act.into is AE" in words
    assert "General Authorization 1 (15 CFR 791.306): from here it lifts only where act.purpose is test" in words
    assert "2026-06-17" not in said  # nothing turns on the day before the amendment


def rewritten(path: Path, change: Callable[[bytes], bytes], name: str = "word/document.xml") -> Path:
    """The list with one part changed."""
    with zipfile.ZipFile(path) as old:
        parts = {each: old.read(each) for each in old.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for each, data in parts.items():
            new.writestr(each, data)
    return path


ROW = re.compile(rb"<w:tr>.*?</w:tr>", re.DOTALL)


def of_first_row(old: bytes, new: bytes, count: int = 1) -> Callable[[bytes], bytes]:
    """A change within the first row below the head."""

    def change(data: bytes) -> bytes:
        row = ROW.findall(data)[1]
        assert old in row
        return data.replace(row, row.replace(old, new, count), 1)

    return change


PROPERTIES = b"<w:tcPr>"
DOCTORED = {
    "a table without rows": lambda data: re.sub(rb"<w:tr>.*</w:tr>", b"", data, flags=re.DOTALL),
    "a row without cells": lambda data: data.replace(ROW.findall(data)[1], b"<w:tr/>", 1),
    "a cell too few": lambda data: of_first_row(re.findall(rb"<w:tc>.*?</w:tc>", ROW.findall(data)[1])[0], b"")(data),
    "cells side by side": of_first_row(PROPERTIES, PROPERTIES + b'<w:gridSpan w:val="2"/>'),
    "a thousand million cells": of_first_row(PROPERTIES, PROPERTIES + b'<w:gridSpan w:val="1000000000"/>'),
    "cells that are no number": of_first_row(PROPERTIES, PROPERTIES + b'<w:gridSpan w:val="x"/>'),
    "cells one below another": of_first_row(PROPERTIES, PROPERTIES + b"<w:vMerge/>", 5),
    "tables in tables": of_first_row(
        b"</w:tc>", b"<w:tbl><w:tr><w:tc>" * 90 + b"</w:tc></w:tr></w:tbl>" * 90 + b"</w:tc>"
    ),
    "another head": lambda data: data.replace(b"what the book says", b"what we like", 1),
    "an entity": lambda data: data.replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document', 1),
    "a character that is none": lambda data: data.replace(b"</w:t>", b"\x1b</w:t>", 1),
}


@pytest.mark.parametrize("how", DOCTORED)
def test_a_list_that_was_doctored_is_refused(how: str, tmp_path: Path) -> None:
    path = rewritten(made(tmp_path, (CITE, "x")), DOCTORED[how])
    status, said, overlay = returned(path, tmp_path)
    assert (status, "Internal error" in said) == (4, False), said
    assert not overlay.exists()


def test_rows_are_read_as_they_stand_however_many(tmp_path: Path) -> None:
    path = rewritten(
        made(tmp_path, (CITE, "x")), lambda data: data.replace(ROW.findall(data)[1], ROW.findall(data)[1] * 500, 1)
    )
    assert [each.cite for each in ticked(path)] == [CITE]


@pytest.mark.parametrize("main", ["word/document2.xml", "/word/document2.xml"])
def test_the_main_part_is_the_one_that_the_package_names(main: str, tmp_path: Path) -> None:
    path = made(tmp_path, (CITE, "x"))
    with zipfile.ZipFile(path) as old:
        parts = {each: old.read(each) for each in old.namelist()}
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", main.encode())
    with zipfile.ZipFile(path, "w") as new:
        for each, data in parts.items():
            new.writestr(each, data)
    assert [each.cite for each in ticked(path)] == [CITE]
