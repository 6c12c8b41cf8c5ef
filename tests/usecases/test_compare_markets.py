"""Models by markets: each cell is what duty and markets say; money is exact, and what is open widens it."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema_rs
import msgspec
import pytest

from pratique.cli import commands
from pratique.dossier.document import plain_data
from pratique.dossier.model_schema import model_schema
from pratique.errors import InvalidInput, UsageError
from pratique.reports.landed import NARROW, landed_svg
from pratique.reports.matrix import HEAD, matrix_csv, matrix_ics, matrix_lines, matrix_page, turns
from pratique.usecases.markets.cost import landed, money_of, terms_of
from pratique.usecases.markets.duty import duty
from pratique.usecases.markets.matrix import CellOut, Matrix, compare_markets, span_text
from tests.running import invoked

MODEL = Path(__file__).parents[2] / "examples/model-bev/model.toml"
ON = date(2026, 11, 22)
INTO = ["EU,GB", "CA", "Russia"]


@pytest.fixture(scope="module")
def plug_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "b.toml"
    text = MODEL.read_text().replace("Aster 5", "Bell 7").replace('"BEV"', '"PHEV"').replace("8703 80 10", "8703 60")
    path.write_text(text)
    return path


@pytest.fixture(scope="module")
def found(plug_in: Path) -> Matrix:
    terms = terms_of(values=["28000EUR"], freight="900 EUR", vat=["EU=19"], used=["CA=12000"])
    return compare_markets([MODEL, plug_in], INTO, on=ON, known_on=ON, terms=terms)


def test_each_cell_is_what_duty_says_of_that_model_alone(found: Matrix, plug_in: Path) -> None:
    assert found.markets == ("EU", "GB", "CA", "RU")
    assert found.models == ("Aster 5", "Bell 7")
    for model, path in zip(found.models, (MODEL, plug_in), strict=True):
        for market in found.markets:
            assert found.cell(model, market).rate == duty(path, market, on=ON, known_on=ON).rate_at_entry


def test_the_landed_cost_adds_up_to_the_cent(found: Matrix) -> None:
    cost = found.cell("Aster 5", "EU").cost
    assert cost is not None
    assert (cost.duty.min, cost.duty.max) == (Decimal("7560.00"), Decimal("7803.00"))
    assert cost.tax.min == Decimal("6927.40")
    assert cost.total.min == Decimal(28000) + 900 + cost.duty.min + cost.tax.min
    assert cost.total.max == Decimal(28000) + 900 + Decimal(7803) + cost.tax.max


@pytest.mark.parametrize(("basis", "duty_due"), [("cif", "7803.00"), ("fob", "7560.00")])
def test_what_the_customs_value_holds_is_said_or_open(basis: Any, duty_due: str) -> None:
    terms = terms_of(values=["28000EUR"], freight="900EUR", basis=basis)
    cost = landed(duty(MODEL, "EU", on=ON, known_on=ON), money_of("28000EUR"), terms)
    assert cost.duty.min == cost.duty.max == Decimal(duty_due)


def test_what_cannot_be_counted_leaves_no_upper_end(found: Matrix) -> None:
    cost = found.cell("Aster 5", "RU").cost
    assert cost is not None
    assert cost.total.max is None
    assert any("RUB" in each for each in cost.not_counted)
    terms = terms_of(values=["28000EUR"], rates=["RUB=0.01"])
    counted = landed(duty(MODEL, "RU", on=ON, known_on=ON), money_of("28000EUR"), terms)
    assert counted.not_counted == ()
    assert counted.sums.min == Decimal("13176.00")
    assert counted.duty.max is None


def test_a_value_in_another_currency_needs_a_stated_rate() -> None:
    with pytest.raises(UsageError, match="--rate USD="):
        compare_markets([MODEL], ["EU"], on=ON, known_on=ON, terms=terms_of(currency="EUR"))
    made = compare_markets([MODEL], ["EU"], on=ON, known_on=ON, terms=terms_of(currency="EUR", rates=["USD=0.9"]))
    assert made.cells[0].cost is not None
    assert made.cells[0].cost.goods == Decimal("27000.00")


def test_a_quota_says_what_is_left_only_where_its_use_is_stated(found: Matrix) -> None:
    (quota,) = found.cell("Aster 5", "CA").quotas
    assert (quota.quota.quantity, quota.left) == (24500, 12500)
    unsaid = compare_markets([MODEL], ["CA"], on=ON, known_on=ON).cells[0]
    assert [each.left for each in unsaid.quotas] == [None]
    assert unsaid.cost is not None, "the model states a value itself"


def test_the_approval_of_the_type_is_told_apart_from_the_duty(found: Matrix) -> None:
    assert found.cell("Aster 5", "GB").approval == "not examined"
    assert found.cell("Aster 5", "GB").status == "approval not examined"
    assert "UN R155" in found.cell("Aster 5", "EU").approval


def test_text_page_csv_and_calendar_say_the_same(found: Matrix) -> None:
    text = " ".join(" ".join(matrix_lines(found)).split())
    page = " ".join(matrix_page(found).split())
    rows = list(csv.DictReader(io.StringIO(matrix_csv(found))))
    assert [(each["market"], each["model"]) for each in rows] == [(each.market, each.model) for each in found.cells]
    for each, row in zip(found.cells, rows, strict=True):
        assert each.cost is not None
        assert Decimal(row["landed min"]) == each.cost.total.min
        assert (row["landed max"] == "") is (each.cost.total.max is None)
        shown = f"{each.cost.total.min:,.0f}"
        assert shown in text
        assert shown in page
    events = matrix_ics(found).decode()
    for day, what in turns(found):
        assert day in text
        assert what.partition(" (")[0] in page
        assert f"DTSTART;VALUE=DATE:{day.replace('-', '')}" in events
    assert tuple(rows[0]) == HEAD
    assert max(len(line) for line in matrix_lines(found)) <= 80


def test_the_drawing_says_each_sum_and_is_the_one_of_the_page_and_of_the_command(
    found: Matrix, plug_in: Path
) -> None:
    drawing = landed_svg(found)
    ElementTree.fromstring(drawing)
    for each in found.cells:
        assert each.cost is not None
        told = span_text(each.cost.total.min, each.cost.total.max, each.cost.currency)
        told = told if each.status == "open" else f"{told}; {each.status}"
        assert f"<title>{each.market} {each.model}: {told}</title>" in drawing
        assert f"<title>{each.market} {each.model}: {told}</title>" in landed_svg(found, NARROW)
    assert drawing.strip() in matrix_page(found)
    assert landed_svg(found, NARROW).strip() in matrix_page(found)
    given = ["--into", "EU,GB,CA,RU", "--value", "28000EUR", "--freight", "900EUR", "--vat", "EU=19", "--on", str(ON)]
    run = invoked(
        commands, ["compare-markets", str(MODEL), str(plug_in), *given, "--known-on", str(ON), "--format", "svg"]
    )
    assert (run.exit_code, run.stdout) == (0, drawing)


def test_a_name_of_a_stranger_is_nothing_but_letters_in_the_drawing(found: Matrix) -> None:
    name = '</text><script>"&\x1b[2J' + "纯电动" * 20
    drawing = landed_svg(msgspec.structs.replace(found, cells=tuple(_named(each, name) for each in found.cells)))
    ElementTree.fromstring(drawing)
    assert "<script" not in drawing
    assert "\x1b" not in drawing


def _named(cell: CellOut, name: str) -> CellOut:
    return msgspec.structs.replace(cell, model=name)


def test_cells_without_a_price_are_counted_below_the_drawing_and_alone_make_none(found: Matrix) -> None:
    bare = msgspec.structs.replace(found.cells[0], cost=None)
    some = msgspec.structs.replace(found, cells=(bare, *found.cells[1:]))
    assert f"1 of {len(found.cells)} not drawn" in landed_svg(some)
    assert landed_svg(msgspec.structs.replace(found, cells=(bare,))) == ""


def test_a_day_ahead_says_the_rate_from_then_on(found: Matrix) -> None:
    turn = next(each for each in found.cell("Aster 5", "EU").turns if each.day == "2029-10-30")
    assert turn.rate == duty(MODEL, "EU", on=date(2029, 10, 30), known_on=ON).rate_at_entry


@pytest.mark.parametrize(
    "words",
    [
        ["--value", "28000"], ["--vat", "EU"], ["--vat", "Atlantis=3"], ["--rate", "USD=0"], ["--used", "CA=many"],
        ["--value", "1EUR", "--value", "2EUR", "--value", "3EUR"],
    ],
)  # fmt: skip
def test_terms_that_say_nothing_are_a_wrong_command(words: list[str]) -> None:
    ran = invoked(commands, ["compare-markets", str(MODEL), str(MODEL), "--into", "EU", *words])
    assert isinstance(ran.exception, UsageError), ran.output


def test_a_market_without_a_book_is_refused_with_the_nearest() -> None:
    with pytest.raises(InvalidInput, match="no book for the market 'Atlantis'"):
        compare_markets([MODEL], ["EU,Atlantis"], on=ON)


def test_the_commands_take_several_markets_a_call() -> None:
    how = ["--on", "2026-11-22", "--known-on", "2026-11-22", "--format", "json"]
    ran = invoked(commands, ["markets", str(MODEL), "--into", "EU,US", *how], standalone_mode=False)
    assert {each["market"] for each in json.loads(ran.output)} == {"EU", "US"}
    ran = invoked(commands, ["duty", str(MODEL), "--into", "EU,GB", *how], standalone_mode=False)
    assert [each["market"] for each in json.loads(ran.output)] == ["EU", "GB"]
    words = ["compare-markets", str(MODEL), "--into", "EU", "--value", "28000EUR", "--csv", "--on", "2026-11-22"]
    ran = invoked(commands, words, standalone_mode=False)
    assert ran.stdout.startswith("market,title,model,status")


def test_the_schema_of_a_model_fits_the_shipped_ones_and_not_a_strange_key() -> None:
    schema = jsonschema_rs.validator_for(model_schema())
    for path in (MODEL, MODEL.parents[1] / "export-affiliate/model.toml"):
        data = plain_data(tomllib.loads(path.read_text()))
        schema.validate(data)
        assert not schema.is_valid(data | {"wheels": 4})
    ran = invoked(commands, ["schema", "model"], standalone_mode=False)
    assert json.loads(ran.output) == model_schema()


def test_a_remark_that_is_not_of_all_models_names_those_it_is_about(tmp_path: Path) -> None:
    van = tmp_path / "van.toml"
    van.write_text(
        'title = "Van E"\n[vehicle]\nname = "Van E"\npowertrain = "BEV"\nnew = true\n'
        '[trade]\nhs_code = "8704 60"\ncategory = "N1"\norigin = "CN"\n'
    )
    bus = tmp_path / "bus.toml"
    bus.write_text(van.read_text().replace("Van E", "Bus E").replace("8704 60", "8702 40").replace("N1", "M3"))
    found = compare_markets([van, bus], ["EU"], on=date(2026, 11, 22))
    told = "\n".join(matrix_lines(found))
    assert "nothing examined stands against it" not in told
    shared, *own = [line.strip() for line in told.splitlines() if "to ask" in line]
    assert shared.startswith("to ask: "), "what is asked of both is told once"
    assert len({each.asks for each in found.cells}) == 2
    assert [line.partition(": to ask besides: ")[0] for line in own] == ["Van E"]


def test_a_line_up_is_told_by_market_with_those_alike_together_and_nothing_left_out(tmp_path: Path) -> None:
    """Twelve models in 21 markets were 884 lines, one for each model, each with what is asked of it in full."""
    sheet = tmp_path / "fleet.csv"
    lines = ["Model,Maker,Drive,Category,Built in,HS,Invoice EUR"]
    lines += [f"Van {number},SAIC Maxus,BEV,N1,CN,8704 60,{number}0000" for number in range(2, 9)]
    lines += ["Bus 1,Yutong,BEV,M3,CN,8702 40,240000", "Coach D,King Long,Diesel,M3,CN,8702 10,90000"]
    sheet.write_text("\n".join(lines) + "\n")
    found = compare_markets([sheet], ["EU", "GB", "US"], on=ON, known_on=ON)
    told = list(matrix_lines(found))
    text, page = (" ".join(" ".join(each).split()) for each in (told, [matrix_page(found)]))
    assert len(told) < 90
    for shown in (text, page):
        assert all(shown.count(model) >= len(found.markets) for model in found.models)
        assert "duty 10 %; landed" in shown
        assert "duty 10 or 16 %; landed" in shown
    assert text.count("商贸函〔2025〕648号") == 1, "what holds everywhere is told once"


def test_sums_that_exclude_each_other_are_not_added_up(tmp_path: Path) -> None:
    """The fee of one car is one of eighteen: its most is the highest of them."""
    bare = tmp_path / "bare.toml"
    bare.write_text('title = "Bare"\n[vehicle]\nname = "Bare"\n[trade]\nhs_code = "8703 80"\n')
    due = duty(bare, "RU", on=ON, known_on=ON)
    assert len(due.amounts) > 2
    assert [each.max for each in due.sums] == [max(each["amount"] for each in due.amounts)]
    cost = landed(due, money_of("28000EUR"), terms_of(values=["28000EUR"]))
    assert len(cost.not_counted) == 1


def test_what_bars_for_certain_comes_before_what_may_bar() -> None:
    found = compare_markets([MODEL], ["US"], on=date(2026, 11, 22))
    told = [each.partition(": ")[0] for each in found.cell("Aster 5", "US").deciding]
    certain = [each for each in told if each in ("prohibited", "licence required")]
    assert certain
    assert told[: len(certain)] == certain
