"""Questions of one element that one document answers: one heading, one name of the paper, every value on its own."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from pratique.dossier.answers import answers_file, append_answers
from pratique.errors import Findings, InvalidInput, Place
from pratique.facts.wording import document_text
from pratique.files.secrets import kept_key
from pratique.reports.questions import needs_text
from pratique.reports.workbook import workbook
from pratique.usecases.check import check
from pratique.usecases.missing.ask import begin
from pratique.usecases.missing.groups import Group, counted, groups_of, in_order, same_paper
from pratique.usecases.missing.needs import needs
from pratique.usecases.missing.questionnaire import Questionnaire, questionnaires
from pratique.usecases.missing.recipients import INTEGRATION
from pratique.usecases.missing.replies import read_replies
from pratique.usecases.missing.reply_cells import FIRST_ROW, HIDDEN, OLDER, SHEET, ReplyCell
from pratique.usecases.missing.reply_headings import left_out
from pratique.usecases.papers.told import Told, told_together
from tests.running import run
from tests.usecases.aurora import KNOWN_ON

BOARD = "Reference,Value,Qty,Manufacturer,PartNumber\nC1,10u,1,Murata,GRM188\n"
MODEMS = "U1,modem,1,Quectel,RG650V\nU2,wifi,1,Quectel,FC41D\n"
Change = Callable[[Any], None]
OURS = "Our company"


def board(folder: Path, modems: str = "U1,modem,1,Quectel,RG650V\n") -> Path:
    (folder / "board.csv").write_text(BOARD + modems)
    ran = run("new", "hardware-import", folder / "board.csv", "-o", folder / "b")
    assert ran.status == 0, ran.err
    return folder / "b" / "dossier.toml"


def asked_of(path: Path, name: str = "Quectel") -> Questionnaire:
    return next(each for each in questionnaires(path, known_on=KNOWN_ON) if each.recipient == name)


def reply(asked: Questionnaire, file: Path, *changes: Change) -> Path:
    book = load_workbook(io.BytesIO(workbook(asked)))
    for change in changes:
        change(book)
    book.save(file)
    return file


def read(asked: Questionnaire, *files: Path) -> list[dict[str, Any]]:
    return read_replies(files, dossier=asked.dossier, law_book=asked.law_book, key=asked.key)


def at(key: str, column: str, value: object) -> Change:
    """A change of one cell, in the row of a key."""

    def change(book: Any) -> None:
        sheet = book[SHEET]
        row = next(n for n in range(FIRST_ROW, sheet.max_row + 1) if sheet[f"A{n}"].value == key)
        sheet[f"{column}{row}"] = value

    return change


def sheets(asked: Questionnaire) -> tuple[Group, str, str, str]:
    """The group of the data sheet, with the keys of three of its questions."""
    group = next(each for each in asked.groups if "data sheet" in each.documents)
    keys = {asked.lines[place].fact: asked.lines[place].key for place in group.lines}
    return group, keys["part.programmable"], keys["part.contributes_to_communication"], keys["part.named_type"]


def test_a_modem_is_asked_by_its_papers(tmp_path: Path) -> None:
    asked = asked_of(board(tmp_path))
    group = sheets(asked)[0]
    assert len(group.lines) >= 4
    assert asked.count == len(asked.lines) - sum(len(each.lines) - 1 for each in asked.groups) < 11 < len(asked.lines)
    sheet = load_workbook(io.BytesIO(workbook(asked)))[SHEET]
    column = [sheet[f"A{row}"].value for row in range(FIRST_ROW, sheet.max_row + 1)]
    assert sorted(column) == sorted([line.key for line in asked.lines] + [each.key for each in asked.groups])
    for each in asked.groups:
        start = column.index(each.key)
        assert column[start + 1 : start + 1 + len(each.lines)] == [asked.lines[place].key for place in each.lines]
        row = FIRST_ROW + start
        assert [sheet[f"{c}{row}"].protection.locked for c in "AEGHIJKM"] == [True] * 3 + [False] * 4 + [True]
        assert f"({' or '.join(each.documents)}) can settle these {len(each.lines)}" in sheet[f"C{row}"].value
        assert all(document_text(name)[1] in sheet[f"D{row}"].value for name in each.documents)
    told = asked.to_dict()
    assert told["count"] == asked.count
    assert [(each["key"], each["questions"]) for each in told["groups"]] == [
        (each.key, [asked.lines[place].key for place in each.lines]) for each in asked.groups
    ]
    ran = run("questionnaire", tmp_path / "b/dossier.toml", "-o", tmp_path / "out", "--known-on", "2026-11-22")
    assert f"{asked.count} questions ({len(asked.lines)} facts: {len(group.lines)} by one data sheet" in ran.out


def test_to_name_a_document_settles_nothing(tmp_path: Path) -> None:
    path = board(tmp_path)
    asked = asked_of(path)
    named = [at(each.key, "I", "RG650V data sheet, no. 7, 2026-03-01") for each in asked.groups]
    based = [at(each.key, "H", "documented") for each in asked.groups]
    assert read(asked, reply(asked, tmp_path / "r.xlsx", *named, *based)) == []


def test_each_answer_has_the_document_and_what_is_blank_stays_unknown(tmp_path: Path) -> None:
    path = board(tmp_path)
    asked = asked_of(path)
    group, first, second, third = sheets(asked)
    changes = [at(group.key, "H", "documented"), at(group.key, "I", "sheet 7"), at(group.key, "J", "2027-06-30")]
    changes += [at(group.key, "K", "yes"), at(first, "E", "yes"), at(second, "E", "yes"), at(third, "G", "refused")]
    alone = next(line.key for line in asked.lines if line.fact == "part.kind")
    file = reply(asked, tmp_path / "r.xlsx", *changes, at(alone, "E", "hardware"))
    found = {each["fact"]: each for each in read(asked, file)}
    assert set(found) == {
        "part.programmable",
        "part.contributes_to_communication",
        "part.named_type",
        "part.kind",
    }, "what is blank is nowhere"
    for fact in ("part.programmable", "part.contributes_to_communication"):
        its = found[fact]
        assert (its["value"], its["document"], its["basis"], its["expires_on"], its["confidential"]) == (
            True,
            "sheet 7",
            "documented",
            "2027-06-30",
            True,
        )
        assert its["source"].startswith("r.xlsx Questions!E")
        assert its["source"].endswith(", shown by the document in I6")
    assert found["part.named_type"]["value"] == {"unknown": "refused"}
    assert found["part.named_type"]["confidential"] is True
    assert "document" not in found["part.named_type"]
    assert not {"document", "confidential"} & found["part.kind"].keys()
    append_answers(answers_file(path), found.values())
    opens = {fact.name for fact in check(path, known_on=KNOWN_ON).open_facts}
    assert "part.radio_frequency_max" in opens
    left = {line.fact for line in asked_of(path).lines}
    assert "part.programmable" not in left
    assert "part.radio_frequency_max" in left


@pytest.mark.parametrize(
    ("row", "heading", "wanted"),
    [
        ({}, {"I": "sheet 7"}, {"document": "sheet 7", "basis": "attested"}),
        ({"I": "mail 3"}, {"I": "sheet 7", "H": "documented", "J": "2027-01-01"}, {"document": "mail 3"}),
        ({"H": "attested"}, {"I": "sheet 7", "H": "documented"}, {"document": "sheet 7", "basis": "attested"}),
        ({"H": "documented"}, {"I": "sheet 7"}, {"document": "sheet 7", "basis": "documented"}),
        ({"J": "2027-01-01"}, {"I": "sheet 7", "J": "2027-06-30"}, {"expires_on": "2027-01-01"}),
        ({"J": "2027-06-30"}, {"I": "sheet 7", "J": "2027-01-01"}, {"expires_on": "2027-01-01"}),
        ({"I": "mail 3"}, {"K": "yes"}, {"document": "mail 3", "confidential": True}),
        ({"K": "no"}, {"I": "sheet 7", "K": "yes"}, {"confidential": None, "document": "sheet 7"}),
    ],
)
def test_what_stands_in_a_row_goes_before_its_heading(
    tmp_path: Path, row: dict[str, str], heading: dict[str, str], wanted: dict[str, object]
) -> None:
    asked = asked_of(board(tmp_path))
    group, first, _, _ = sheets(asked)
    changes = [at(first, "E", "yes")] + [at(first, column, text) for column, text in row.items()]
    changes += [at(group.key, column, text) for column, text in heading.items()]
    (found,) = read(asked, reply(asked, tmp_path / "r.xlsx", *changes))
    assert {name: found.get(name) for name in wanted} == wanted
    if row.get("I"):
        assert "shown by" not in found["source"]
        assert found["basis"] == "attested"
        assert "expires_on" not in found


def without_the_heading(book: Any) -> None:
    sheet = book[SHEET]
    sheet.delete_rows(next(n for n in range(FIRST_ROW, sheet.max_row + 1) if str(sheet[f"A{n}"].value)[:2] == "D-"))


def one_more_under_the_heading(book: Any) -> None:
    hidden = book[HIDDEN]
    rows = [n for n in range(1, hidden.max_row + 1) if str(hidden[f"A{n}"].value)[:2] == "D-"]
    hidden[f"E{rows[0]}"] = hidden[f"E{rows[1]}"].value


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("E", "yes", "reply.heading"),
        ("G", "refused", "reply.heading"),
        ("M", "1", "reply.heading"),
        ("I", "=1+1", "reply.formula"),
        ("H", "registry", "reply.basis"),
        ("H", "documented", "reply.document"),
        ("J", "soon", "reply.day"),
        ("K", "a bit", "reply.confidential"),
        ("C", "One document settles all: name it.", "reply.question"),
        ("B", "another part", "reply.question"),
        ("A", "D-000000000000", "reply.key"),
    ],
)
def test_an_edited_heading_is_refused_with_its_cell(tmp_path: Path, column: str, value: str, code: str) -> None:
    asked = asked_of(board(tmp_path))
    file = reply(asked, tmp_path / "r.xlsx", at(sheets(asked)[0].key, column, value))
    with pytest.raises(InvalidInput) as caught:
        read(asked, file)
    assert code in {each.code for each in caught.value.findings}


@pytest.mark.parametrize(
    ("change", "code"),
    [(without_the_heading, "reply.missing"), (one_more_under_the_heading, "reply.identifier")],
)
def test_a_heading_belongs_to_its_questions(tmp_path: Path, change: Change, code: str) -> None:
    asked = asked_of(board(tmp_path))
    with pytest.raises(InvalidInput) as caught:
        read(asked, reply(asked, tmp_path / "r.xlsx", change))
    assert code in {each.code for each in caught.value.findings}


def test_an_older_form_is_read_as_it_was(tmp_path: Path) -> None:
    """Without headings and without a column for what is left out, its mark under the same key."""
    path = board(tmp_path, MODEMS)
    now = asked_of(path)
    asked = replace(now, lines=tuple(replace(line, proof="") for line in now.lines))
    assert asked.groups == ()
    assert asked.identifier != now.identifier

    def older(book: Any) -> None:
        book[HIDDEN]["B1"] = OLDER
        book[SHEET].delete_cols(13)
        book[SHEET]["M6"] = "a word of the respondent's own"

    first = asked.lines[0]
    file = reply(asked, tmp_path / "r.xlsx", older, at(first.key, "E", "no"))
    found = read_replies([file], dossier=asked.dossier, law_book=asked.law_book, key=kept_key(path))
    assert [each["entity"] for each in found] == [first.entity, *(entity for entity, _ in first.also)]


def two_that_differ(folder: Path) -> Path:
    path = board(folder, MODEMS)
    lines = asked_of(path).lines
    line = next(each for each in lines if each.fact == "part.programmable")
    entry = {"entity": line.entity, "fact": line.fact, "value": True, "source": "mail"}
    append_answers(answers_file(path), [entry | {"part": msgspec.json.decode(line.part)}])
    return path


def test_how_parts_are_built_in_is_one_answer_for_all_though_they_differ(tmp_path: Path) -> None:
    path = two_that_differ(tmp_path)
    makers = [line for line in asked_of(path).lines if line.fact == "part.contributes_to_communication"]
    assert len(makers) == 2, "of its maker each of them is asked on its own"
    ours = asked_of(path, OURS)
    lines = [line for line in ours.lines if line.fact in INTEGRATION]
    assert len({line.fact for line in lines}) == len(lines) > 2
    assert all("(1) U1" in line.about and "(2) U2" in line.about and len(line.also) == 1 for line in lines)


@pytest.mark.parametrize(("dropped", "answered"), [(None, "U1 U2"), ("2", "U1"), (2, "U1"), ("(1)", "U2")])
def test_a_part_can_be_dropped_from_the_answer(tmp_path: Path, dropped: object, answered: str) -> None:
    path = two_that_differ(tmp_path)
    ours = asked_of(path, OURS)
    line = next(each for each in ours.lines if each.fact == "part.installed_in_vehicle")
    file = reply(ours, tmp_path / "r.xlsx", at(line.key, "E", "yes"), at(line.key, "M", dropped))
    entries = read(ours, file)
    assert [each["entity"][-2:] for each in entries] == answered.split()
    assert all(each["value"] is True and each["part"] for each in entries)
    append_answers(answers_file(path), entries)
    again = [each for each in asked_of(path, OURS).lines if each.fact == line.fact]
    assert {each.entity[-2:] for each in again} == {"U1", "U2"} - set(answered.split())


@pytest.mark.parametrize("text", ["3", "0", "1, 2", "U2", "2 2", "-1", 1.5, True, "1-2", "２", "99999999999"])
def test_what_names_no_part_of_the_row_is_refused(tmp_path: Path, text: object) -> None:
    findings = Findings()
    left_out(ReplyCell("M6", text, "value"), 2, Place("r.xlsx"), findings)
    assert [(each.code, each.place.pointer) for each in findings] == [("reply.except", "Questions!M6")]


@pytest.mark.parametrize("text", ["2,3", "2, 3", "2；3", "（2）、（3）", "3 2", "(2) (3)"])
def test_numbers_are_read_as_people_write_them(text: str) -> None:
    findings = Findings()
    assert left_out(ReplyCell("M6", text, "value"), 4, Place("r.xlsx"), findings) == {2, 3}
    assert not list(findings)


PAPERS = ("data sheet", "order", "radio certificate", "drawing")
ASKED = st.lists(
    st.tuples(st.sampled_from(["U1", "U2"]), st.lists(st.sampled_from(PAPERS), max_size=3, unique=True)), max_size=9
)


@given(ASKED)
def test_groups_are_of_one_element_and_each_of_their_papers_answers_all(asked: list[tuple[str, list[str]]]) -> None:
    asks = [(f"Q-{n}", element, element, ", ".join(papers)) for n, (element, papers) in enumerate(asked)]
    found = groups_of(asks)
    inside = [place for each in found for place in each.lines]
    assert len(inside) == len(set(inside))
    for each in found:
        assert len(each.lines) > 1
        assert each.documents
        assert {asked[place][0] for place in each.lines} == {each.about}
        assert all(set(each.documents) <= set(asked[place][1]) for place in each.lines)
    order = list(_flat(in_order(len(asks), found)))
    assert sorted(order) == list(range(len(asks)))
    assert counted(len(asks), found).startswith(f"{len(in_order(len(asks), found))} question")


def _flat(order: Iterable[Group | int]) -> Iterable[int]:
    return itertools.chain.from_iterable(each.lines if isinstance(each, Group) else (each,) for each in order)


def told(value: str | int | None, document: str | None = None) -> Told:
    return Told(SHEET, "E6", "U1", "part.programmable", value, "documented", document)


@pytest.mark.parametrize(
    ("each", "value", "not_for"),
    [
        ([told("yes"), told("yes")], "yes", ()),
        ([told("yes"), told("no")], "yes", (2,)),
        ([told("yes"), told(None)], "yes", (2,)),
        ([told(None), told("no")], "no", (1,)),
        ([told("yes", "a"), told("yes", "b"), told("yes", "a")], "yes", (2,)),
        ([told(None), told(None)], None, ()),
    ],
)
def test_a_supplier_states_of_a_row_only_what_it_knows_of_each_part(each, value, not_for) -> None:
    found = told_together(each, may_leave_out=True)
    assert (found.value, found.not_for) == (value, not_for)
    older = told_together(each, may_leave_out=False)
    assert older.value == (None if not_for else value)


@pytest.mark.usefixtures("short_proofs")
def test_needs_and_ask_say_what_one_document_settles(tmp_path: Path) -> None:
    path = board(tmp_path, MODEMS)
    found = needs(path, known_on=KNOWN_ON)
    letter = next(each for each in found.letters if (each.known_by, each.party) == ("part supplier", "Quectel"))
    now = [index for index in letter.matters if index not in letter.waiting]
    group = next(each for each in letter.groups if "data sheet" in each.documents)
    assert {found.matters[index].fact for index in group.matters} >= {"part.programmable", "part.radio_frequency_max"}
    for each in letter.groups:
        assert set(each.matters) <= set(now)
        assert len({found.matters[index].entities for index in each.matters}) == 1
        assert all(set(each.documents) <= set(_papers(found.matters[index].proof)) for index in each.matters)
    assert letter.count == len(now) - sum(len(each.matters) - 1 for each in letter.groups) < len(now)
    text = needs_text(found)
    assert f"Ask part supplier about Quectel ({letter.count} questions; {len(letter.matters)} facts)" in text
    assert f"One document can settle these {len(group.matters)} (data sheet), each answered on its own:" in text
    assert "\n  Each by a document of its own:\n" in text
    for form in ("html", "md"):
        shown = run("needs", path, "--known-on", "2026-11-22", "--verbose", "--format", form).out
        assert f"settle these {len(group.matters)} (data sheet)" in " ".join(shown.replace("\\", "").split())
    asking = begin(path, known_on=KNOWN_ON)
    question = next(each for each in asking.questions() if each.fact == "part.programmable" and "U1" in each.label)
    assert same_paper(question, asking.left()).startswith("one document (data sheet) can settle ")
    alone = replace(question, proof="a paper of which nobody asks")
    assert same_paper(alone, [alone]) == ""
    assert same_paper(question, [question]) == "", "of itself it is no group"
    other = replace(question, fact="part.kind", entity="another")
    assert same_paper(question, [question, other]) == "", "another part has papers of its own"


def _papers(proof: str) -> list[str]:
    return [each.strip() for each in proof.split(",")]


@pytest.mark.usefixtures("short_proofs")
def test_no_doubt_about_the_law_is_settled_by_a_paper(tmp_path: Path) -> None:
    found = needs(board(tmp_path), known_on=KNOWN_ON)
    legal = {index for index, each in enumerate(found.matters) if each.legal}
    assert legal
    assert not any(legal & set(group.matters) for letter in found.letters for group in letter.groups)


@pytest.mark.parametrize(("second", "held"), [(None, "U1"), ("false", "U1"), ("true", "U1 U2")])
def test_what_a_supplier_states_of_one_part_is_read_of_that_part_alone(
    tmp_path: Path, second: str | None, held: str
) -> None:
    """From the questions of two modems through `attest` and back, where one is not known to its maker."""
    path = board(tmp_path, MODEMS)
    asked = asked_of(path)
    (tmp_path / "asked.xlsx").write_bytes(workbook(asked))
    (tmp_path / "s.csv").write_text(BOARD.splitlines()[0] + "\n" + MODEMS.replace("U1", "M1").replace("U2", "M2"))
    assert run("new", "hardware-import", tmp_path / "s.csv", "-o", tmp_path / "s").status == 0
    ours = tmp_path / "s" / "dossier.toml"
    says = [("M1", "RG650V", True)] + ([("M2", "FC41D", second == "true")] if second else [])
    append_answers(
        answers_file(ours),
        [
            {"entity": at_, "part": name, "fact": "part.programmable", "value": value, "source": "release note"}
            for at_, name, value in says
        ],
    )
    out = tmp_path / "out"
    given = ["--for", tmp_path / "asked.xlsx", "-o", out, "--by", "A. Smith", "--known-on", "2026-11-22"]
    assert run("attest", ours, *given).status == 3
    (file,) = out.glob("*asked*.xlsx")
    found = [each for each in read(asked, file) if each["fact"] == "part.programmable"]
    assert [each["entity"][-2:] for each in found] == held.split()
    assert all(each["value"] is True for each in found)
