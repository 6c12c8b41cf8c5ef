"""Goods said on the command line, without a file, are answered as the model that says the same."""

from __future__ import annotations

import json
from datetime import date

import pytest

import pratique

from ..running import run

DAY = ("--on", "2026-03-01", "--known-on", "2026-11-22")
SAID = ("--hs", "8703 80 10", "--origin", "CN", "--fact", "vehicle.new=yes")


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "model.json"
    trade = {"hs_code": "8703 80 10", "origin": "CN"}
    path.write_text(json.dumps({"title": "these goods", "trade": trade, "vehicle": {"new": True}}))
    return path


@pytest.mark.parametrize("asked", [("duty", "--into", "EU"), ("markets", "--into", "EU,US,BR")])
def test_the_line_and_the_model_are_answered_alike(model, asked):
    command, *into = asked
    by_file = run(command, model, *into, *DAY)
    by_line = run(command, *SAID, *into, *DAY)
    assert by_line.status == by_file.status == 0
    assert by_line.out.splitlines()[:20] == by_file.out.splitlines()[:20]


def test_a_fact_of_the_line_stands_beside_that_of_the_model_and_not_over_it(model):
    def rates(*more):
        found = run("duty", model, "--into", "EU", "--fact", "trade.producer=byd", *more, *DAY, "--format", "json")
        return set(json.loads(found.out)["rate_at_entry"]["one_of"])

    for name, own, other in (("vehicle.new", "yes", "no"), ("trade.origin", "CN", "JP")):
        assert rates("--fact", f"{name}={own}") == rates()
        assert rates("--fact", f"{name}={other}") >= rates()


def test_a_fact_of_the_line_takes_no_bar_of_a_model_away(tmp_path):
    path = tmp_path / "model.json"
    said = {"vehicle": {"powertrain": "BEV"}, "trade": {"origin": "CN"}, "facts": {"car.export_licence": False}}
    path.write_text(json.dumps(said))
    found = run("check", path, "--into", "EU", "--on", "2026-11-22", "--fact", "car.export_licence=true")
    assert found.status != 0
    assert "conflict" in found.out


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ((), "Name a model, or the goods"),
        (("--hs", "87"), "a code has 6"),
        (("--hs", ""), "holds more than digits"),
        (("--origin", "Chima"), "trade.origin"),
        (("--hs", "870380", "--fact", "vehicle.weight=3"), "gvwr"),
        (("--fact", "vehicle.new"), "NAME=VALUE"),
    ],
)
def test_what_is_no_goods_is_refused_with_what_to_write(said, told):
    found = run("duty", *said, "--into", "EU", *DAY)
    assert found.status in (2, 4)
    assert told in found.err


def test_goods_of_the_line_go_without_a_file(model):
    found = run("duty", model, "--hs", "870380", "--into", "EU", *DAY)
    assert found.status == 2
    assert "[trade]" in found.err


@pytest.mark.parametrize(
    ("fact", "is_read"), [("service.city=beijing", False), ("trade.seats=5", True), ("vehicle.new=yes", True)]
)
def test_a_fact_of_the_line_that_nothing_reads_is_told(model, fact, is_read):
    found = run("duty", model, "--into", "EU", "--fact", fact, *DAY)
    assert found.status == 0
    assert (f"{fact.partition('=')[0]} has no effect here" in " ".join(found.out.split())) is not is_read


def test_the_function_takes_what_the_file_says_and_answers_as_the_line():
    goods = {"title": "these goods", "trade": {"hs_code": "8703 80 10", "origin": "CN"}, "vehicle": {"new": True}}
    by_line = json.loads(run("duty", *SAID, "--into", "EU", *DAY, "--format", "json").out)
    by_function = json.loads(pratique.duty(goods, "EU", on=date(2026, 3, 1), known_on=date(2026, 11, 22)).to_json())
    assert by_function == by_line
