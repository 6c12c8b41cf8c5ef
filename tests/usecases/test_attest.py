"""The supplier's side: one dossier fills every customer's workbook with what is known, and nothing else."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from pratique.cli import commands
from pratique.errors import InvalidInput
from pratique.items.readers import read_bill
from pratique.records.manifest import verify
from pratique.reports.attested import attested_lines, filled
from pratique.reports.workbook import workbook
from pratique.usecases.missing.questionnaire import questionnaires
from pratique.usecases.missing.replies import read_replies
from pratique.usecases.papers import customer
from pratique.usecases.papers.attest import Attestation, attest
from tests.running import invoked, run
from tests.usecases.aurora import KNOWN_ON, aurora

SUPPLIER = """
title = "What Acme supplies"
[[parties]]
id = "me"
name = "Acme Telematik GmbH"
{seat}
controlled_from_prc_or_russia = false
source = "our register"
[[products]]
id = "kit"
boms = ["kit.cdx.json"]
[[transactions]]
id = "delivery"
act = "import"
role = "importer"
date = 2027-02-15
into = "US"
product = "kit"
{more}
"""
OPTIONS: dict[str, Any] = {"known_on": KNOWN_ON, "construe": "usual"}


def component(ref: str, name: str, version: str, *properties: tuple[str, str], **more: Any) -> dict[str, Any]:
    given = [{"name": f"pratique:{key}", "value": text} for key, text in properties]
    return {"type": "device", "bom-ref": ref, "name": name, "version": version, "properties": given, **more}


SEAT = 'organised_in = "DE"'


def supplier(folder: Path, seat: str = SEAT, more: str = "") -> Path:
    """A supplier's dossier with a bill of two units."""
    acme = {"manufacturer": {"name": "Acme Telematik GmbH"}}
    bill = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
        "components": [
            component("u1", "TCU", "9", ("sources", "complete"), ("fact:part.programmable", "true"), **acme),
            component("u2", "modem operating system", "4.2", ("sources", "complete"), **acme),
        ],
    }  # fmt: skip
    folder.mkdir(exist_ok=True)
    (folder / "kit.cdx.json").write_text(json.dumps(bill))
    path = folder / "dossier.toml"
    path.write_text(SUPPLIER.format(seat=seat, more=more))
    return path


def sheet(file: Path, *rows: tuple[Any, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file


def cells(made: Attestation) -> dict[str, Any]:
    return {each.cell: each.value for book in made.workbooks for each in book.told}


def test_a_customer_reads_what_its_supplier_attested(tmp_path: Path) -> None:
    """The workbook goes out, is filled from the supplier's own dossier, and comes back as answers."""
    path = aurora(tmp_path)
    asked = next(each for each in questionnaires(path, known_on=KNOWN_ON) if each.recipient.startswith("Acme"))
    out = tmp_path / "out.xlsx"
    out.write_bytes(workbook(asked))
    made = attest(supplier(tmp_path / "acme"), [out], by="A. Smith", **OPTIONS)
    back = tmp_path / "back.xlsx"
    back.write_bytes(filled(made.workbooks[0], made))
    said = read_replies([back], dossier=asked.dossier, law_book=asked.law_book)
    told = {(each["entity"].rpartition("#")[2], each["fact"]): each["value"] for each in said}
    assert told["acme-telematik", "party.controlled_from_prc_or_russia"] is False
    assert told["modem-fw/other source", "source.present"] is False
    assert {each["by"] for each in said} == {"A. Smith"}
    why = {each.fact: each.why_open for each in made.gaps}
    assert "no part here is called 'telematics application'" in why["source.present"]


@pytest.mark.parametrize(("seat", "told"), [("NO", "Norway"), ("NA", "Namibia"), ("SE", "SE")])
def test_a_country_whose_code_may_be_a_word_for_none_is_told_by_its_name(
    seat: str, told: str, tmp_path: Path
) -> None:
    file = sheet(
        tmp_path / "c.xlsx", ("Part name", "Revision", "manufacturer party.organised_in"), ("TCU", "9", None)
    )
    made = attest(supplier(tmp_path / "acme", f'organised_in = "{seat}"'), [file], **OPTIONS)
    assert cells(made) == {"C2": told}


def test_a_sheet_of_the_customers_own_by_the_names_of_facts(tmp_path: Path) -> None:
    file = sheet(
        tmp_path / "c.xlsx",
        ("Part name", "Revision", "part.programmable", "manufacturer party.organised_in", "part.last_designed"),
        ("TCU", "9", None, None, None),
        ("TCU", "8", None, None, None),
        ("TCU plus", "9", None, None, None),
        ("modem operating system", None, "ask them", None, None),
    )
    made = attest(supplier(tmp_path / "acme"), [file], **OPTIONS)
    assert cells(made) == {
        "C2": "yes", "D2": "DE", "E2": None, "C3": None, "D3": None, "E3": None, "C4": None, "D4": None, "E4": None,
        "D5": "DE", "E5": None,
    }  # fmt: skip
    book = load_workbook(io.BytesIO(filled(made.workbooks[0], made)))
    assert book.active["C2"].value == "yes"
    assert book.active["C5"].value == "ask them"


def test_a_cell_far_to_the_right_of_many_rows_is_refused(tmp_path: Path) -> None:
    file = sheet(tmp_path / "wide.xlsx", ("part number", "part.open_source"), *[(f"P{n}", None) for n in range(400)])
    book = load_workbook(file)
    book.active.cell(1, 16_384).value = "x"
    book.save(file)
    with pytest.raises(InvalidInput) as refused:
        attest(supplier(tmp_path), customers=[file], known_on=KNOWN_ON)
    assert [each.code for each in refused.value.findings] == ["customer.size"]


def test_questions_in_rows_by_a_mapping(tmp_path: Path) -> None:
    file = sheet(
        tmp_path / "c.xlsx",
        ("Fragebogen",),
        ("Teil", "Frage", "Antwort"),
        ("K-77", "Ist es programmierbar?", None),
        ("K-77", "Wo sitzt der Hersteller?", None),
        ("K-77", "Ist es konform?", None),
        ("K-77", "Welche Farbe hat es?", None),
    )
    mapping = tmp_path / "c.toml"
    mapping.write_text(
        'part = "Teil"\nquestion = "Frage"\nanswer = "Antwort"\n[parts]\n"K-77" = "u1"\n[questions]\n'
        '"Ist es programmierbar?" = "part.programmable"\n"Ist es konform?" = "isCompliant"\n'
        '"Wo sitzt der Hersteller?" = "manufacturer party.organised_in"\n'
    )
    made = attest(supplier(tmp_path / "acme"), [file], columns=mapping, **OPTIONS)
    verdict = {True: "yes", False: "no"}.get(made.verdicts["u1"].compliant) if "u1" in made.verdicts else None
    assert cells(made) == {"C3": "yes", "C4": "DE", "C5": verdict}
    assert made.workbooks[0].not_understood == ("Sheet: the question 'Welche Farbe hat es?'",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('colour = "x"', "customer.mapping"),
        ('[fill]\n"A" = "part.colour"', "customer.fact"),
        ('sheet = "other"', "customer.sheet"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(tmp_path: Path, text: str, code: str) -> None:
    mapping = tmp_path / "c.toml"
    mapping.write_text(text)
    with pytest.raises(InvalidInput) as caught:
        attest(supplier(tmp_path / "acme"), [sheet(tmp_path / "c.xlsx", ("A",))], columns=mapping, **OPTIONS)
    assert [each.code for each in caught.value.findings] == [code]


ANSWER = '[[answers]]\nentity = "me"\nfact = "party.organised_in"\nsource = "b"\n'


@pytest.mark.parametrize(
    ("seat", "more", "why"),
    [
        ("", f'{ANSWER}value = "DE"\nconfidential = true', "withheld-by-supplier"),
        ("", f'{ANSWER}value = "DE"\nexpires_on = 2026-01-01', "expired"),
        (SEAT, f'{ANSWER}value = "CN"', "known only in part, or said in two ways"),
        ("", f'{ANSWER}value = {{ unknown = "refused" }}', "refused"),
        ("", "", "not known here"),
    ],
)
def test_what_is_secret_stale_or_disputed_is_not_told(tmp_path: Path, seat: str, more: str, why: str) -> None:
    file = sheet(tmp_path / "c.xlsx", ("Part name", "manufacturer party.organised_in"), ("TCU", None))
    made = attest(supplier(tmp_path / "acme", seat, more), [file], **OPTIONS)
    assert cells(made) == {"B2": None}
    assert made.gaps[0].why_open == why
    assert not made.is_whole


def test_what_is_taken_for_granted_is_not_attested(tmp_path: Path) -> None:
    path = supplier(tmp_path / "acme")
    file = sheet(tmp_path / "c.xlsx", ("Part name", "part.supplier_on_approved_list"), ("TCU", None))
    assert cells(attest(path, [file], presume=["ordinary"], **OPTIONS)) == {"B2": None}


def test_verdicts_are_settled_or_not_stated(tmp_path: Path) -> None:
    path = supplier(tmp_path / "acme")
    made = attest(path, **OPTIONS)
    stated, left = set(made.verdicts), {part for part, _ in made.open_verdicts}
    assert stated | left == {"u1", "u2"}
    assert not stated & left
    data = made.documents["kit.cx0158-1.spdx.json"]
    claims = {line.name: {c.name: c.value for c in line.claims} for line in read_bill(data).lines}
    for ref, name in (("u1", "TCU"), ("u2", "modem operating system")):
        verdict = claims[name].get("compliance.icts.isCompliant")
        assert verdict == (str(made.verdicts[ref].compliant).lower() if ref in made.verdicts else None)


def test_the_command_writes_a_pack_and_says_what_is_open(tmp_path: Path) -> None:
    path = supplier(tmp_path / "acme")
    file = sheet(tmp_path / "c.xlsx", ("Part name", "part.programmable"), ("TCU", None), ("LCD", None))
    out = tmp_path / "out"
    words = ["attest", str(path), "--for", str(file), "-o", str(out), "--known-on", "2026-11-22"]
    done = invoked(commands, words, standalone_mode=False)
    assert done.return_value == 3
    assert "c.xlsx: 1 of 2 cells filled in" in done.output
    assert "no part here is called 'LCD'" in done.output.replace("\n   ", "")
    assert not list(verify(out))
    names = {each.name for each in out.iterdir()}
    assert {
        "c.xlsx",
        "kit.cx0158-1.spdx.json",
        "kit.cx0158-2.spdx.json",
        "attestation.json",
        "attestation.md",
    } <= names
    whole = json.loads((out / "attestation.json").read_text())
    assert whole["workbooks"][0]["told"][0]["value"] == "yes"


def test_a_bare_bill_is_attested_without_a_dossier(tmp_path: Path) -> None:
    supplier(tmp_path / "acme")
    file = sheet(tmp_path / "c.xlsx", ("Part name", "part.programmable"), ("TCU", None))
    words = ["attest", str(tmp_path / "acme/kit.cdx.json"), "--for", str(file), "-o", str(tmp_path / "o"), "--on"]
    done = invoked(commands, [*words, date(2027, 6, 1).isoformat()], standalone_mode=False)
    assert "1 of 1 cells filled in" in done.output


def test_a_wide_sheet_costs_one_look_a_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cell was held against the words of every fact: 5 KB of workbook took minutes."""
    book, looks = Workbook(), []
    for row in range(20):
        book.active.append([f"{row} {column}" for column in range(30)])
    book.save(tmp_path / "wide.xlsx")
    plain = customer.shown_as
    monkeypatch.setattr(customer, "shown_as", lambda *texts: looks.append(texts) or plain(*texts))
    customer._asked()
    looks.clear()
    customer.read_customer(tmp_path / "wide.xlsx")
    assert len(looks) <= 2 * 20 * 30


@pytest.mark.parametrize(
    ("head", "row", "fact"),
    [
        (["Part name", "Radio frequency max"], ["EG915", ""], "part.radio_frequency_max"),
        (
            ["No", "Question", "Answer"],
            ["1", "What is the highest radio frequency of the part?", ""],
            "radio_frequency",
        ),
        (["序号", "问题", "答复"], ["1", "该零件是否运行软件或可编程？", ""], "part.programmable"),
        (["Nr", "Frage", "Antwort"], ["1", "In which country is the headquarters?", ""], "headquartered_in"),
    ],
)
def test_what_is_only_like_a_question_is_named_and_not_filled_in(tmp_path: Path, head, row, fact) -> None:
    from pratique.usecases.papers.customer import read_customer

    path = tmp_path / "customer.xlsx"
    book = Workbook()
    for each in (head, row):
        book.active.append(each)
    book.save(path)
    found = read_customer(path)
    assert found.wanted == []
    assert any(fact in each and "--columns" in each for each in found.not_understood), found.not_understood


def test_the_exact_words_in_rows_need_no_mapping(tmp_path: Path) -> None:
    from pratique.facts.wording import text_of
    from pratique.usecases.papers.customer import read_customer

    path = tmp_path / "customer.xlsx"
    book = Workbook()
    book.active.append(["Part name", "Question", "Answer"])
    for language in (0, 1):
        book.active.append(["EG915", text_of("part.programmable")[language], ""])
    book.save(path)
    found = read_customer(path)
    assert [(each.fact, each.cell, dict(each.part)) for each in found.wanted] == [
        ("part.programmable", "C2", {"name": "EG915"}),
        ("part.programmable", "C3", {"name": "EG915"}),
    ]


MODEM = """
title = "What we say"
[[parties]]
id = "me"
name = "Acme Wireless Solutions Co., Ltd."
organised_in = "DE"
{more}
[[vehicles]]
id = "v"
[[vehicles.parts]]
ref = "m"
name = "AC25-512"
programmable = true
radio_frequency_max = "2.69 GHz"
[[vehicles.parts.sources]]
party = "me"
roles = ["manufactured"]
[[transactions]]
act = "import"
role = "supplier"
into = "US"
date = 2027-06-01
vehicle = "v"
"""
BOARD = 'Reference,Value,MPN,Manufacturer,Description\nU5,LTE,AC25-512,"{maker}",LTE module\n'


def asked_by_a_board(folder: Path, maker: str) -> Path:
    """The questionnaire that a customer with a bare board sends to the maker of its modem."""
    (folder / "board.csv").write_text(BOARD.format(maker=maker))
    run("new", "hardware-import", folder / "board.csv", "-o", folder / "b")
    each = next(
        one for one in questionnaires(folder / "b/dossier.toml", known_on=KNOWN_ON, accepted_by="M. Rao")
        if one.recipient == maker
    )  # fmt: skip
    out = folder / "asked.xlsx"
    out.write_bytes(workbook(each))
    return out


def told_of(path: Path, asked: Path, columns: Path | None = None) -> dict[str, tuple[Any, str]]:
    made = attest(path, [asked], columns=columns, **OPTIONS)
    return {each.fact: (each.value, each.why_open) for book in made.workbooks for each in book.told}


@pytest.mark.parametrize("maker", ["Acme", "Acme Wireless", "Acme Wireless Solutions Co., Ltd."])
def test_a_part_is_known_by_its_number_though_its_maker_is_named_in_short(tmp_path: Path, maker: str) -> None:
    path = tmp_path / "dossier.toml"
    path.write_text(MODEM.format(more=""))
    told = told_of(path, asked_by_a_board(tmp_path, maker))
    assert told["part.programmable"] == ("yes", "")
    assert told["part.radio_frequency_max"][0] == 2_690_000_000
    whole = maker.endswith("Ltd.")
    assert told["party.organised_in"][0] == ("DE" if whole else None)
    if not whole:
        assert "(perhaps 'Acme Wireless Solutions Co., Ltd.')" in told["party.organised_in"][1]
        mapping = tmp_path / "map.toml"
        mapping.write_text(f'[parties]\n"{maker}" = "me"\n')
        assert told_of(path, tmp_path / "asked.xlsx", mapping)["party.organised_in"] == ("DE", "")


@pytest.mark.parametrize("maker", ["Other Wireless", "Ace"])
def test_a_number_under_another_makers_name_is_no_match(tmp_path: Path, maker: str) -> None:
    path = tmp_path / "dossier.toml"
    path.write_text(MODEM.format(more=""))
    told = told_of(path, asked_by_a_board(tmp_path, maker))
    assert told["part.programmable"][0] is None
    assert "another version or maker" in told["part.programmable"][1]


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("Max. RF (MHz)", 2690), ("Highest frequency [GHz]", "2.69"), ("RF in kHz", 2_690_000),
        ("Frequency, Hz", 2_690_000_000), ("Highest frequency", "2690000000 Hz"), ("MHz or GHz?", "2690000000 Hz"),
    ],
)  # fmt: skip
def test_a_number_is_said_in_the_unit_that_is_asked_for_and_never_bare_in_another(tmp_path, title, value):
    path, mapping = tmp_path / "dossier.toml", tmp_path / "map.toml"
    path.write_text(MODEM.format(more=""))
    mapping.write_text(f'[fill]\n"{title}" = "part.radio_frequency_max"\n')
    asked = sheet(tmp_path / "c.xlsx", ("Part number", title, "Remarks"), ("AC25-512", None, None))
    assert told_of(path, asked, mapping)["part.radio_frequency_max"] == (value, "")


def test_every_column_that_is_not_understood_is_named(tmp_path: Path) -> None:
    path = tmp_path / "dossier.toml"
    path.write_text(MODEM.format(more=""))
    asked = sheet(tmp_path / "c.xlsx", ("Part number", "Max. RF (MHz)", "Owned > 25 %?"), ("AC25-512", None, None))
    (book,) = attest(path, [asked], **OPTIONS).workbooks
    assert all(any(title in each for each in book.not_understood) for title in ("Max. RF (MHz)", "Owned > 25 %?"))


@pytest.mark.parametrize(
    ("rows", "takes"),
    [
        (
            (
                ("Our questionnaire", None, None),
                ("Part number", "Question", "Answer"),
                ("K-77", "Highest radio frequency (MHz)", None),
                ("K-78", "Highest radio frequency (MHz)", None),
                ("K-77", "Does it have wheels?", None),
            ),
            {"part.radio_frequency_max": 2},
        ),
        ((("零件号", "零件名称", "频率"), ("K-77", "modem", None)), {"part.radio_frequency_max": 1}),
        ((("MPN", "VCS hardware Y/N"), ("K-77", None)), {"part.vcs_hardware": 1}),
    ],
)
def test_a_strange_workbook_comes_with_a_mapping_to_confirm_that_is_taken(tmp_path: Path, rows, takes) -> None:
    """Of three customers' sheets nothing was filled in, and how to say what they ask stood in the help alone."""
    file = sheet(tmp_path / "customer.xlsx", *rows)
    made = attest(supplier(tmp_path / "acme"), [file], **OPTIONS)
    (book,) = made.workbooks
    assert not book.told
    assert len(set(book.not_understood)) == len(book.not_understood)
    said = [each.removeprefix("# ").partition("   # or ")[0] for each in book.mapping]
    mapping = tmp_path / "columns.toml"
    mapping.write_text("\n".join(each for each in said if not each.endswith('"part.FACT"')) + "\n")
    again = attest(supplier(tmp_path / "again"), [file], columns=mapping, **OPTIONS)
    facts = [each.fact for each in again.workbooks[0].told]
    assert {fact: facts.count(fact) for fact in takes} == takes
    told = "\n".join(attested_lines(made))
    assert all(" ".join(line.split()) in told for line in book.mapping)
