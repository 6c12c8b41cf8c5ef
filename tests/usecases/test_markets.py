"""The map of markets: order, gates, closed ones, and the days on which each changes."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from pratique.cli.duty import command as duty_command
from pratique.cli.markets import command
from pratique.dossier.model import VehicleModel, read_model
from pratique.dossier.model_markets import no_market
from pratique.errors import InvalidInput, Place
from pratique.law.book import INSTRUMENTS, load
from pratique.law.rate import SCHEDULES, schedule_of
from pratique.reports.markets import HEADINGS, asked_there, page
from pratique.reports.markets_text import market_lines, markets_csv
from pratique.usecases.markets.markets import STATUSES, MarketOut, markets
from tests.running import invoked

EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE = EXAMPLES / "model-bev/model.toml"
DAY = date(2026, 11, 22)
UNEXAMINED = "approval not examined"


def changed(**into: dict[str, object]) -> VehicleModel:
    model = read_model(EXAMPLE)
    data = {**model.data, "into": {**model.data["into"], **into}, "markets": list(into)}
    return VehicleModel(model.title, model.file, data, model.text)


def only(model: VehicleModel, on: date = DAY) -> MarketOut:
    (found,) = markets(model, on=on, known_on=DAY)
    return found


def test_every_market_of_the_book_in_order() -> None:
    found = markets(EXAMPLE, on=DAY, known_on=DAY)
    assert {each.market for each in found} == set(SCHEDULES)
    ranks = [STATUSES.index(each.status) for each in found]
    assert ranks == sorted(ranks)
    status = {each.market: each.status for each in found}
    assert status["US"] == "closed"
    assert status["EU"] == "open"
    assert {status[name] for name in ("CA", "GB", "MX", "BR", "ZA", "MY", "TR")} == {UNEXAMINED}


@pytest.mark.parametrize("market", sorted(set(SCHEDULES) - {"EU", "US"}))
def test_a_market_whose_approval_of_types_was_not_examined_is_never_open(market: str) -> None:
    found = only(changed(**{market: {"approvals": [], "preference": "none"}}))
    assert found.status_there != "open"


def test_a_market_that_examines_approval_is_gated_without_it() -> None:
    assert only(changed(EU={"approvals": [], "invoice_declaration_valid": True})).status_there == "gated"


def test_a_market_whose_admission_is_only_remembered_is_undetermined() -> None:
    found = only(changed(VN={"preference": "agreement"}))
    assert found.status == found.status_there == "undetermined"
    assert "legal.unverified.admission.vn" in {each.name for each in found.asks}
    usual = markets(changed(VN={}), on=DAY, known_on=DAY, construe="usual")
    assert [each.status for each in usual] == [UNEXAMINED]


@pytest.mark.parametrize(("market", "unverified"), [("IL", True), ("RU", True), ("NO", False), ("EU", False)])
def test_a_duty_from_memory_is_marked_and_does_not_decide_admission(market: str, unverified: bool) -> None:
    (found,) = [each for each in markets(EXAMPLE, on=DAY, known_on=DAY) if each.market == market]
    assert found.status == ("open" if market == "EU" else UNEXAMINED)
    assert bool(found.duty.unverified) is unverified


THIRD_READING = ("eu.batteries", "eu.data_act", "gb.type_approval", "jp.type_approval")
"""Instruments of acts other than an entry, read after the day of the example."""


def test_every_market_says_how_old_its_sources_are() -> None:
    """No source of any market reaches the day of the example: each duty and instrument says so."""
    for found in markets(EXAMPLE, on=DAY, known_on=DAY):
        assert found.duty.staleness, found.market
        for each in found.duty.staleness:
            assert each.checked_on is not None
            assert each.checked_on < DAY.isoformat()
            assert f"the day asked, {DAY}, is later" in each.note
        if found.market != "US":
            checked = {each.id: each.checked_on for each in load(list(found.instruments))}
            assert all(day < DAY for name, day in checked.items() if name not in THIRD_READING), found.market


def test_every_market_says_what_admission_rests_on() -> None:
    for market in SCHEDULES:
        law = load([name for name in INSTRUMENTS if name.partition(".")[0].upper() == market])
        gates = [p for each in law for p in each.provisions if p.kind in ("licence", "prohibition")]
        said = [c for each in law for c in each.coverage if c.cite == "admission of cars of China" and c.note]
        assert gates or said, market


def test_closed_names_its_paragraph() -> None:
    (us,) = [each for each in markets(EXAMPLE, on=DAY, known_on=DAY) if each.market == "US"]
    assert "15 CFR 791.304, first sentence" in {each.cite for each in us.conditions}


@pytest.mark.parametrize(("permit", "status"), [(True, UNEXAMINED), (False, "gated")])
def test_permit_of_canada(permit: bool, status: str) -> None:
    found = only(changed(CA={"permit_held": permit}))
    assert found.status == status
    assert found.conditions[0].cite == "Notice to Importers 1162 (Import Control List)"


def test_unknown_permit_is_undetermined_and_asked() -> None:
    found = only(changed(CA={}))
    assert found.status == "undetermined"
    assert "trade.permit_held" in {each.name for each in found.asks}


def test_before_the_permit_there_was_a_surtax_and_no_gate() -> None:
    found = only(changed(CA={"permit_held": False, "final_leg_shipped": "2025-12-01"}), date(2026, 2, 28))
    assert (found.status, str(found.duty.rate_at_entry)) == (UNEXAMINED, "106.1")
    assert "2026-03-01" in found.changes_on


def test_approval_gates_the_union() -> None:
    held = {"invoice_declaration_valid": True, "approvals": ["whole_vehicle", "un_r155"]}
    found = only(changed(EU=held))
    assert found.status == "gated"
    assert "UN R156, software updates" in {each.cite for each in found.conditions}


def test_licence_to_leave_comes_first() -> None:
    model = changed(GB={"car.export_licence": False})
    model.data["trade"].pop("car.export_licence")
    found = only(model)
    assert found.status in ("gated", "closed")
    assert found.conditions[0].instrument == "cn.export"


def test_json_has_what_a_planner_reads() -> None:
    result = invoked(command, [str(EXAMPLE), "--on", "2026-11-22", "--format", "json"])
    plain = json.loads(result.stdout)
    assert {"market", "status", "conditions", "duty", "changes_on"} <= set(plain[0])
    eu = next(each for each in plain if each["market"] == "EU")
    assert eu["duty"]["rate_at_entry"] == 27


def test_csv_has_one_row_a_market() -> None:
    result = invoked(command, [str(EXAMPLE), "--on", "2026-11-22", "--format", "csv"])
    table = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(table) == len(SCHEDULES)
    assert next(row["duty at entry"] for row in table if row["market"] == "TR") == "40 or 80 %"


def test_html_escapes() -> None:
    model = read_model(EXAMPLE)
    found = markets(VehicleModel("<b>x</b>", model.file, {**model.data, "markets": ["GB"]}, ""), on=DAY, known_on=DAY)
    shown = page(found)
    assert "<b>x</b>" not in shown
    assert "&lt;b&gt;x" in shown


def test_html_says_what_the_text_says() -> None:
    found = markets(EXAMPLE, on=DAY, known_on=DAY)
    shown = page(found)
    assert [heading for heading in HEADINGS if f">{heading}<" in shown] == [
        heading for heading, belongs in HEADINGS.items() if any(map(belongs, found))
    ]
    assert shown.count("Announcement No. 54 of 2025") == 1, "what China asks is told once"
    assert "17 % definitive countervailing duty (Impl. Reg. (EU) 2024/2754, Art. 1)" in shown
    assert "1,317,600 RUB" in shown


def test_text_fits_a_terminal_and_shows_the_strip() -> None:
    result = invoked(command, [str(EXAMPLE), "--on", "2026-02-01"])
    assert max(map(len, result.stdout.splitlines())) <= 80
    strip = result.stdout.partition("Changes ahead")[2]
    assert "2026-03-01  CA" in strip


def test_what_is_secured_and_what_is_owed_stand_apart() -> None:
    text = invoked(command, [str(EXAMPLE), "--on", "2024-08-01", "--known-on", "2026-11-22"]).stdout
    union = text.partition("EU  European Union")[2].partition("\n  ")[2]
    assert text.count("secured, not paid: 17.4 %") == 1
    assert "owed in the end: 27.4 %" not in text, "the provisional duty was released"
    assert union.startswith("    secured")
    assert "owed in the end: 127.5 %" not in text, "what was never collected is not owed"


def test_duty_text_shows_layers_and_sums() -> None:
    result = invoked(duty_command, [str(EXAMPLE), "--into", "EU", "--on", "2026-03-01"])
    assert "add 10 %  third-country duty" in result.stdout
    assert "add 17 %  definitive countervailing duty" in result.stdout
    assert "at entry           27 %" in result.stdout


def test_every_schedule_belongs_to_a_registered_market() -> None:
    with_book = {name.partition(".")[0].upper() for name in INSTRUMENTS}
    assert set(SCHEDULES) <= with_book
    for market in SCHEDULES:
        schedule = schedule_of(market)
        assert schedule.market == market
        assert any(layer.is_base for layer in schedule.layers)


def test_goods_of_which_nothing_is_known_have_no_rate(tmp_path: Path) -> None:
    """The rate of a car is not the rate of whatever is not known to be a car."""
    nothing = tmp_path / "nothing.toml"
    nothing.write_text("")
    result = invoked(command, [str(nothing), "--on", "2026-11-22"])
    assert "Open, at this duty" not in result.stdout
    rates = [line for line in result.stdout.splitlines() if line.startswith(("  JP  ", "  AU  "))]
    assert len(rates) == 2
    assert all("or unknown" in line for line in rates)
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_every_change_ahead_says_what_changes_in_every_format() -> None:
    found = markets(EXAMPLE, on=DAY, known_on=DAY)
    text = " ".join("\n".join(market_lines(found)).split())
    shown, table = page(found), markets_csv(found)
    turns = [(one, turn) for one in found for turn in one.turns]
    assert {turn.day for one, turn in turns if one.market == "EU"} == {"2029-10-30"}
    for one, turn in turns:
        assert turn.what
        assert turn.day in one.changes_on
        assert f"{turn.day} {one.market}: {'; '.join(turn.what)}" in " ".join(text.split())
        assert f"{turn.day} {one.market}: {'; '.join(turn.what)}" in shown
        assert f"{turn.day} {', '.join(turn.what)}" in table
    (russia,) = [turn for one, turn in turns if one.market == "RU"]
    assert "in money 1,317,600 RUB, then no sum in the book" in russia.what, "what the book lacks is not nothing due"


def test_a_question_is_told_in_words_wherever_a_fact_is_named() -> None:
    found = markets(EXAMPLE, on=DAY, known_on=DAY)
    text = " ".join("\n".join(market_lines(found)).split())
    named = {each.name: each for one in found for each in asked_there(one)[:3]}
    assert named
    for each in named.values():
        assert each.question in text
        assert each.question.replace("'", "&#39;") in page(found)
    alone = markets(EXAMPLE, on=DAY, known_on=DAY, into=["TR"])
    (asked,) = asked_there(alone[0])
    assert f"ask {asked.known_by}: {asked.question} ({asked.name})" in " ".join(
        "\n".join(market_lines(alone)).split()
    )


def test_a_dossier_is_told_from_a_model_and_a_market_without_a_book_by_what_is_near() -> None:
    with pytest.raises(InvalidInput) as dossier:
        markets(EXAMPLES / "aurora" / "dossier.toml", on=DAY)
    assert "model.dossier" in {each.code for each in dossier.value.findings}
    steps = {name: no_market(name, Place("x")).next_step for name in ("Europe", "KR", "Tuerkey")}
    assert steps["Europe"].startswith("Nearest: EU; books: ")
    assert steps["KR"].startswith("Books: "), "another country is not what was meant"
    assert steps["Tuerkey"].startswith("Nearest: TR")
