"""Questionnaires and their replies: what is asked, what comes back, and what is refused with its cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from pratique.cli import commands
from pratique.dossier.answers import answers_file, append_answers
from pratique.errors import InvalidInput, UsageError
from pratique.facts.definition import VOCABULARY
from pratique.facts.proof import GIVEN_REASONS
from pratique.facts.wording import texts
from pratique.law import book as law_book
from pratique.law.instrument import conditions_of
from pratique.readings.facts_used import facts_used
from pratique.reports.workbook import NOTE_SHEET, workbook
from pratique.usecases.check import check
from pratique.usecases.missing.ask import begin
from pratique.usecases.missing.left import PERSONAL
from pratique.usecases.missing.questionnaire import Questionnaire, identifier_of, questionnaires
from pratique.usecases.missing.recipients import INTEGRATION, NOBODY
from pratique.usecases.missing.replies import read_replies
from pratique.usecases.missing.reply_cells import FIRST_ROW, HIDDEN, SHEET
from tests.running import invoked, run
from tests.usecases.aurora import KNOWN_ON, aurora

ACME = "Acme Telematik GmbH"
Change = Callable[[Any], None]


def asked_of(path: Path, name: str = ACME, **options: Any) -> Questionnaire:
    return next(q for q in questionnaires(path, known_on=KNOWN_ON, **options) if q.recipient == name)


def reply(asked: Questionnaire, file: Path, change: Change) -> Path:
    """The workbook as sent, changed by whoever answers, as a file."""
    book = load_workbook(io.BytesIO(workbook(asked)))
    change(book)
    book.save(file)
    return file


def all_no(book: Any) -> None:
    sheet = book[SHEET]
    sheet["B3"], sheet["B4"] = "Li Wei", "2026-11-20"
    for row in range(FIRST_ROW, sheet.max_row + 1):
        sheet[f"E{row}"] = "no"


def read(asked: Questionnaire, *files: Path) -> list[dict[str, Any]]:
    return read_replies(files, dossier=asked.dossier, law_book=asked.law_book)


def test_a_supplier_is_asked_only_what_matters_and_what_it_knows(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    opens = {(q.fact, q.entity) for q in begin(path, known_on=KNOWN_ON).questions()}
    made = questionnaires(path, known_on=KNOWN_ON)
    assert [each.recipient for each in made] == [ACME, NOBODY]
    for each in made:
        assert {(line.fact, line.entity) for line in each.lines} <= opens
    assert {line.about for line in asked_of(path).lines if line.fact.startswith("party.")} == {ACME}


def test_every_question_of_the_vehicle_rule_is_there_in_both_languages() -> None:
    instrument = law_book.load(["us.cfr15_791d"]).instruments[0]
    used = {use.fact.name for _, condition in conditions_of(instrument) for use in facts_used(condition)}
    wanted = {name for name in used if not VOCABULARY[name].is_legal} | {"part.present", "source.present"}
    assert wanted - set(texts()) == set()
    for english, chinese in texts().values():
        assert english.isascii()
        assert not chinese.isascii()


def test_a_reply_becomes_answers_with_their_cells(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    asked = asked_of(path)
    entries = read(asked, reply(asked, tmp_path / "acme.xlsx", all_no))
    assert [each["source"] for each in entries] == [
        f"acme.xlsx {SHEET}!E{FIRST_ROW + i}" for i in range(len(entries))
    ]
    assert {(each["value"], each["basis"], each["by"], each["asserted_on"]) for each in entries} == {
        (False, "attested", "Li Wei", "2026-11-20")
    }
    assert {(each["entity"], each["fact"]) for each in entries} == {(line.entity, line.fact) for line in asked.lines}


def test_what_is_not_known_and_the_marks_of_a_reply(tmp_path: Path) -> None:
    asked = asked_of(aurora(tmp_path))

    def change(book: Any) -> None:
        sheet = book[SHEET]
        sheet["G6"] = "refused"
        sheet["E7"], sheet["H7"], sheet["I7"], sheet["J7"], sheet["K7"] = (
            "no",
            "documented",
            "a.pdf",
            "2027-01-31",
            "yes",
        )

    entries = read(asked, reply(asked, tmp_path / "acme.xlsx", change))
    assert entries[0]["value"] == {"unknown": "refused"}
    assert {k: entries[1][k] for k in ("basis", "document", "expires_on", "confidential")} == {
        "basis": "documented",
        "document": "a.pdf",
        "expires_on": "2027-01-31",
        "confidential": True,
    }


def set_to(address: str, value: Any, sheet: str = SHEET) -> Change:
    def change(book: Any) -> None:
        book[sheet][address] = value

    return change


def without_row(book: Any) -> None:
    book[SHEET].delete_rows(FIRST_ROW)


def with_column(book: Any) -> None:
    book[SHEET].insert_cols(3)


def keys_changed_over(book: Any) -> None:
    sheet = book[SHEET]
    sheet["A6"].value, sheet["A7"].value = sheet["A7"].value, sheet["A6"].value


def without_identifier(book: Any) -> None:
    del book[HIDDEN]


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (set_to("E6", "=1=1"), "reply.formula", f"{SHEET}!E6"),
        (set_to("B3", "=A1"), "reply.formula", f"{SHEET}!B3"),
        (set_to("E6", "perhaps"), "reply.value", f"{SHEET}!E6"),
        (set_to("A7", "Q-000000000000"), "reply.key", f"{SHEET}!A7"),
        (set_to("G7", "because"), "reply.reason", f"{SHEET}!G7"),
        (set_to("H6", "registry"), "reply.basis", f"{SHEET}!H6"),
        (set_to("J6", "soon"), "reply.day", f"{SHEET}!J6"),
        (set_to("K6", "a bit"), "reply.confidential", f"{SHEET}!K6"),
        (set_to("B2", "0" * 64, HIDDEN), "reply.dossier", f"{HIDDEN}!B2"),
        (set_to("B3", "0" * 64, HIDDEN), "reply.law-book", f"{HIDDEN}!B3"),
        (set_to("B5", "0" * 64, HIDDEN), "reply.identifier", f"{HIDDEN}!B5"),
        (set_to("B7", "another part", HIDDEN), "reply.identifier", f"{HIDDEN}!A7"),
        (set_to("B1", "other", HIDDEN), "reply.format", f"{HIDDEN}!B1"),
        (set_to("B4", "Another", HIDDEN), "reply.identifier", f"{HIDDEN}!B5"),
        (set_to("C6", "Is it raining?"), "reply.question", f"{SHEET}!C6"),
        (set_to("D6", "下雨了吗？"), "reply.question", f"{SHEET}!C6"),
        (set_to("B6", "another part"), "reply.question", f"{SHEET}!C6"),
        (set_to("F6", "kHz"), "reply.question", f"{SHEET}!C6"),
        (set_to("E5", "remark"), "reply.column", f"{SHEET}!E5"),
        (with_column, "reply.column", f"{SHEET}!C5"),
        (keys_changed_over, "reply.question", f"{SHEET}!C7"),
        (without_row, "reply.missing", SHEET),
        (without_identifier, "reply.foreign", None),
    ],
)
def test_an_edited_reply_is_refused_with_its_cell(
    tmp_path: Path, change: Change, code: str, where: str | None
) -> None:
    asked = asked_of(aurora(tmp_path))

    def both(book: Any) -> None:
        book[SHEET]["E6"] = "no"
        change(book)

    with pytest.raises(InvalidInput) as caught:
        read(asked, reply(asked, tmp_path / "acme.xlsx", both))
    assert (code, where) in {(finding.code, finding.place.pointer) for finding in caught.value.findings}


def test_an_answer_beside_a_reason_is_refused(tmp_path: Path) -> None:
    asked = asked_of(aurora(tmp_path))

    def both(book: Any) -> None:
        book[SHEET]["E6"], book[SHEET]["G6"] = "no", "refused"

    with pytest.raises(InvalidInput) as caught:
        read(asked, reply(asked, tmp_path / "acme.xlsx", both))
    assert [finding.code for finding in caught.value.findings] == ["reply.both"]


def test_what_is_no_workbook_is_a_finding(tmp_path: Path) -> None:
    asked = asked_of(aurora(tmp_path))
    foreign, broken = tmp_path / "foreign.xlsx", tmp_path / "broken.xlsx"
    Workbook().save(foreign)
    broken.write_bytes(b"PK no")
    with pytest.raises(InvalidInput) as caught:
        read(asked, foreign, broken)
    assert {finding.place.file for finding in caught.value.findings} == {str(foreign), str(broken)}


def test_nothing_is_half_applied(tmp_path: Path) -> None:
    path, out = aurora(tmp_path), tmp_path / "out"
    arguments = ["questionnaire", str(path), "-o", str(out), "--known-on", "2026-11-22"]
    assert invoked(commands, arguments).exit_code == 0
    asked = asked_of(path)
    good = reply(asked, out / "good.xlsx", all_no)
    bad = reply(asked, out / "bad.xlsx", set_to("E6", "=1"))
    ran = invoked(commands, ["answers", str(good), str(bad)])
    assert isinstance(ran.exception, InvalidInput)
    assert not answers_file(path).exists()
    ran = invoked(commands, ["answers", str(good)], standalone_mode=False)
    assert ran.return_value == 3
    assert ran.output.startswith(f"{len(asked.lines)} new answers")
    again = invoked(commands, ["answers", str(good)], standalone_mode=False)
    assert again.output.startswith("0 new answers")
    opens = {(fact.name, fact.label) for fact in check(path, known_on=KNOWN_ON).open_facts}
    assert ("party.controlled_from_prc_or_russia", ACME) not in opens


def test_replies_that_differ_leave_it_unknown(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    asked = asked_of(path)
    row = FIRST_ROW + [line.fact for line in asked.lines].index("party.controlled_from_prc_or_russia")

    def one_yes(book: Any) -> None:
        all_no(book)
        book[SHEET][f"E{row}"] = "yes"

    out = tmp_path / "replies"
    out.mkdir()
    files = [reply(asked, out / "one.xlsx", all_no), reply(asked, out / "two.xlsx", one_yes)]
    ran = invoked(commands, ["answers", *map(str, files), "--dossier", str(path)])
    assert "Answers differ" in ran.output
    assert "one.xlsx" in ran.output
    assert "two.xlsx" in ran.output
    later = reply(asked, out / "three.xlsx", all_no)
    assert "two.xlsx" in invoked(commands, ["answers", str(later), "--dossier", str(path)]).output
    answer = check(path, known_on=KNOWN_ON, construe="usual")
    assert any("one.xlsx" in note.note and "two.xlsx" in note.note for note in answer.conflicts)
    assert answer.verdict.worst == "prohibited"


def test_questions_to_china_need_somebody_who_accepts_the_note(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    before, acme, after = path.read_text().partition('id = "acme-telematik"')
    path.write_text(before + acme + after.replace('headquartered_in = "DE"', 'headquartered_in = "MO"', 1))
    bill = path.with_name("aurora.cdx.json")  # linked; its work before the cut-off is open
    bill.write_text(bill.read_text().replace('"2026-09-30"', '"2026-01-10"'))
    with pytest.raises(UsageError, match="--accepted-by"):
        questionnaires(path, known_on=KNOWN_ON)
    asked = next(each for each in _accepting(path) if each.recipient == ACME)
    assert asked.accepted_by == "M. Rao"
    book = load_workbook(io.BytesIO(workbook(asked)))
    assert book.sheetnames[0] == NOTE_SHEET
    note = [str(row[0].value) for row in book[NOTE_SHEET].iter_rows()]
    assert "conflict of laws" in note[0]
    assert "in this law book" in note[0]
    assert "M. Rao" in note[-1]
    file = reply(asked, tmp_path / "china.xlsx", all_no)
    assert all("accepted by M. Rao" in entry["source"] for entry in read(asked, file))


def _accepting(path: Path) -> tuple[Questionnaire, ...]:
    return questionnaires(path, known_on=KNOWN_ON, accepted_by="M. Rao")


def test_the_note_is_shown_unless_the_seat_is_known_to_be_elsewhere(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    assert asked_of(path).note is None
    assert asked_of(path, NOBODY).note is not None


def test_no_text_becomes_a_formula_and_choices_are_lists(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    bill = path.parent / "aurora.cdx.json"
    bill.write_text(bill.read_text().replace("modem operating system", "=HYPERLINK(1)"))
    asked = asked_of(path)
    book = load_workbook(io.BytesIO(workbook(asked)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(str(cell.value).startswith("=HYPERLINK") or "=HYPERLINK" in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} == {"s"}
    offered = {each.formula1 for each in book[SHEET].data_validations.dataValidation}
    assert {'"yes,no"', '"' + ",".join(GIVEN_REASONS) + '"'} <= offered
    assert book[HIDDEN].sheet_state == "veryHidden"


def test_the_same_questionnaire_gives_the_same_bytes(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    assert workbook(asked_of(path, NOBODY)) == workbook(asked_of(path, NOBODY))


def test_nobody_is_asked_for_the_citizenship_of_a_company(tmp_path: Path) -> None:
    """Of a party that may be anything it is asked what it is, and what a company has; of a person, its country."""
    path = aurora(tmp_path)
    unnamed = {line.fact for line in asked_of(path, NOBODY).lines}
    assert "party.natural_person" in unnamed
    assert not unnamed & PERSONAL
    entity = next(line.entity for line in asked_of(path, NOBODY).lines if line.fact == "party.natural_person")
    answer = {"entity": entity, "fact": "party.natural_person", "value": True, "source": "mail"}
    append_answers(answers_file(path), [answer])
    assert {line.fact for line in asked_of(path, NOBODY).lines} & PERSONAL


BOARD = (
    "Reference,Value,Qty,Manufacturer,PartNumber\n"
    "C1,10u,1,Murata,GRM188\nC4,100n,1,Murata,GRM155\nU1,modem,1,Quectel,RG650V\n"
)


def board(folder: Path) -> Path:
    (folder / "board.csv").write_text(BOARD)
    ran = run("new", "hardware-import", folder / "board.csv", "-o", folder / "b")
    assert ran.status == 0, ran.err
    return folder / "b" / "dossier.toml"


def test_like_parts_are_one_question_and_its_answer_holds_of_each(tmp_path: Path) -> None:
    path = board(tmp_path)
    asked = asked_of(path, "Our company")  # what rules a capacitor out is not asked of its maker
    facts = [line.fact for line in asked.lines if "GRM" in line.about and line.fact not in INTEGRATION]
    assert len(facts) == len(set(facts)), "nothing is asked twice"
    line = next(each for each in asked.lines if each.fact == "part.programmable")
    assert "GRM188" in line.about
    assert "GRM155" in line.about
    assert len(line.also) == 1

    def no(book: Any) -> None:
        sheet = book[SHEET]
        (row,) = [row for row in range(FIRST_ROW, sheet.max_row + 1) if sheet[f"A{row}"].value == line.key]
        sheet[f"E{row}"] = "no"

    file = reply(asked, tmp_path / "ours.xlsx", no)
    entries = read(asked, file)
    assert sorted(each["entity"] for each in entries) == sorted([line.entity, line.also[0][0]])
    assert {(each["fact"], each["value"]) for each in entries} == {("part.programmable", False)}
    assert len({each["part"]["name"] for each in entries}) == 2
    append_answers(answers_file(path), entries)
    left = [each for one in questionnaires(path, known_on=KNOWN_ON) for each in one.lines]
    assert not any("GRM" in each.about for each in left if each.fact == "part.programmable")


def test_the_like_parts_of_a_line_cannot_be_changed(tmp_path: Path) -> None:
    asked = asked_of(board(tmp_path), "Our company")

    def other_part(book: Any) -> None:
        hidden = book[HIDDEN]
        cell = next(hidden[f"F{row}"] for row in range(1, hidden.max_row + 1) if hidden[f"F{row}"].value)
        cell.value = cell.value.replace("C4", "U1")

    with pytest.raises(InvalidInput, match="identifier"):
        read(asked, reply(asked, tmp_path / "r.xlsx", other_part))


def test_how_a_part_is_built_in_is_asked_of_whoever_acts_and_a_maker_is_no_human_being(tmp_path: Path) -> None:
    path = board(tmp_path)
    facts = {line.fact for line in asked_of(path, "Quectel").lines}
    assert not facts & INTEGRATION
    assert not facts & {"party.natural_person", "source.only_by_citizenship"}
    assert {"part.programmable", "party.organised_in"} <= facts
    everybody = {each.recipient for each in questionnaires(path, known_on=KNOWN_ON)}
    assert "Murata" not in everybody  # a capacitor's maker: what it is comes first, and its user knows that
    ours = next(each for each in questionnaires(path, known_on=KNOWN_ON) if "our" in each.recipient.casefold())
    assert {line.fact for line in ours.lines} & INTEGRATION


def test_a_questionnaire_prints_on_the_width_of_a_page(tmp_path):
    import io

    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(workbook(asked_of(aurora(tmp_path)))))["Questions"]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows


@pytest.mark.parametrize("name", ["Acme\n\nQ-1\0sale\0fact\0mark\0", "Acme\0", "Acme\x01n", "Acme\n"])
def test_no_name_of_a_stranger_makes_two_questionnaires_one(name: str) -> None:
    asked = [("Q-1", "sale", "fact", "mark", "")]
    made = [identifier_of(("d", "b", each, ""), rows) for each in (name, "Acme", "Acme1n") for rows in (asked, [])]
    assert len(set(made)) == len(made)
