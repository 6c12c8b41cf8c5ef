"""Of a part that looks plain what rules it out is asked alone; nothing is taken for granted by it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pratique.dossier.answers import answers_file, append_answers
from pratique.reports.questions import needs_text
from pratique.usecases.missing.documents import documents_for
from pratique.usecases.missing.first import RULES_OUT, looks_plain
from pratique.usecases.missing.needs import needs
from pratique.usecases.missing.questionnaire import AskedLine, questionnaires
from tests.running import run
from tests.usecases.aurora import KNOWN_ON

BOARD = """Reference,Value,Qty,Manufacturer,MPN,Description
"R1,R2",10k,2,Yageo,RC0402,
SW1,Button,1,C&K,PTS645,Tactile push button
K7,,1,Wuerth,9774,Abstandsbolzen Halter
U5,EG25-G,1,Quectel,EG25GGB,LTE Cat 4 module
S3,,1,Bosch,BHI260,Smart sensor
"""
PLAIN = ("Yageo", "C&K", "Wuerth")


def board(folder: Path) -> Path:
    (folder / "board.csv").write_text(BOARD)
    assert run("new", "hardware-import", folder / "board.csv", "-o", folder / "b").status == 0
    return folder / "b" / "dossier.toml"


def asked(path: Path) -> Mapping[str, set[str]]:
    return {
        each.recipient: {line.fact for line in each.lines}
        for each in questionnaires(path, known_on=KNOWN_ON, accepted_by="M. Rao")
    }


def asked_of_ours(path: Path, maker: str) -> list[AskedLine]:
    """What our own workbook asks of a maker's part."""
    ours = next(each.lines for each in questionnaires(path, known_on=KNOWN_ON) if each.recipient == "Our company")
    return [line for line in ours if maker in line.about and line.fact in RULES_OUT]


def entity_of(path: Path) -> str:
    return asked_of_ours(path, "Yageo")[0].entity


def answered(path: Path, **facts: Any) -> None:
    """Answers about the resistor, by the names of facts of a part."""
    entity = entity_of(path)
    entries = [
        {
            "entity": entity,
            "fact": f"part.{fact}",
            "value": value,
            "source": "data sheet",
            "basis": "asserted",
        }
        for fact, value in facts.items()
    ]
    append_answers(answers_file(path), entries)


def test_a_plain_part_is_asked_what_rules_it_out_and_any_other_all_at_once(tmp_path: Path) -> None:
    found = asked(board(tmp_path))
    for maker in PLAIN:
        assert maker not in found, "nobody is written to because of a resistor"
        lines = asked_of_ours(tmp_path / "b" / "dossier.toml", maker)
        assert {each.fact for each in lines} == {"part.kind", "part.programmable"}, maker
    for maker in ("Quectel", "Bosch"):
        assert len(found[maker]) > 10, maker
        assert "party.organised_in" in found[maker]


def test_what_waited_is_gone_after_no_and_asked_after_yes(tmp_path: Path) -> None:
    for name in ("no", "yes"):
        (tmp_path / name).mkdir()
    no, yes = board(tmp_path / "no"), board(tmp_path / "yes")
    answered(no, kind="hardware", programmable=False)
    answered(yes, kind="hardware", programmable=True)
    assert "Yageo" not in asked(no)
    assert not asked_of_ours(no, "Yageo")
    assert {"part.contributes_to_communication", "party.organised_in"} <= asked(yes)["Yageo"]


def test_what_nobody_can_answer_holds_nothing_up(tmp_path: Path) -> None:
    path = board(tmp_path)
    answered(path, programmable={"unknown": "refused"})
    assert len(asked(path)["Yageo"]) > 10


def test_needs_says_what_waits_and_keeps_it(tmp_path: Path) -> None:
    found = needs(board(tmp_path), known_on=KNOWN_ON)
    letter = next(each for each in found.letters if each.party == "C&K" and each.known_by == "part supplier")
    first = {found.matters[index].fact for index in letter.matters if index not in letter.waiting}
    assert first == {"part.kind", "part.programmable"}
    assert len(letter.waiting) > 8
    alike = [each for each in found.letters if each.party in PLAIN and each.known_by == "part supplier"]
    waits = sum(len(each.waiting) for each in alike)
    page = " ".join(needs_text(found).split())
    assert f"{waits} wait: what is asked of the part first may rule it out." in page
    assert page.count("Ask part supplier about Wuerth; Yageo; C&K (") == 1, "what is asked alike is told once"
    module = next(each for each in found.letters if each.party == "Quectel" and each.known_by == "part supplier")
    assert not module.waiting
    assert sorted(place for each in module.documents for place in each.answers) == sorted(module.matters)
    assert len(module.documents) < len(module.matters)


def test_how_a_part_looks() -> None:
    plain = (
        "R1",
        "C1, C2",
        "SW1\nTactile push button",
        "R_10k\nWiderstand",
        "M3 screw",
        "\u7535\u963b 10k",
        "x\nTP12",
    )
    other = (
        "U1", "IC3", "R1\nsmart sensor", "J4\nantenna connector", "EG25", "A1", "network switch", "", "R", "R1 U5",
        "Y1\nMCU", "\u7535\u963b\u6a21\u5757", "S1 program", "TPMS",
    )  # fmt: skip
    assert [each for each in plain if not looks_plain(each)] == []
    assert [each for each in other if looks_plain(each)] == []


def test_the_fewest_documents_answer_all() -> None:
    proofs = ["radio certificate, data sheet", "data sheet", "order, drawing", "drawing", "", "certificate of origin"]
    found = documents_for(proofs)
    assert [(each.name, each.answers) for each in found] == [
        ("data sheet", (0, 1)), ("drawing", (2, 3)), ("certificate of origin", (5,)),
    ]  # fmt: skip


def test_what_may_connect_is_asked_about_before_a_resistor_and_what_an_agency_told_last(tmp_path: Path) -> None:
    path = board(tmp_path)
    first = needs(path, known_on=KNOWN_ON).next
    assert first is not None
    assert first.fact not in ("actor.informed_by_bis", "actor.told_ineligible_by_bis")
    assert not looks_plain(first.label)


def test_what_only_a_part_that_may_be_there_would_ask_is_asked_after_what_is_listed(tmp_path: Path) -> None:
    (tmp_path / "vins.csv").write_text(
        "VIN;Erstzulassung;Zielland;Ausfuhrdatum\nLSVAA49J132047371;01.08.2026;DE;15.12.2026\n"
    )
    asked = run("check", tmp_path / "vins.csv", "--act", "export", "--out-of", "CN", "--known-on", "2026-11-22").out
    assert "(export.exporter_role)" not in asked
    assert "technology.kind" not in asked  # a car is goods
