"""What decides and what it asks is in the text and on the page where it is in the data; a cut says what it left."""

from __future__ import annotations

import html
import json
import re

import pytest

from ..running import EXAMPLES, KNOWN, inside, run

MODEL = "model-bev/model.toml"
DAY = ("--on", "2026-11-22", *KNOWN)


def plain(text: str) -> str:
    """A page or a text without marks, for a search."""
    text = re.sub(r"<wbr/?>|\u200b|\u00ad", "", text)
    return re.sub(r"[\s`*\\_|]+", "", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def shown(*arguments: str) -> str:
    with inside(EXAMPLES):
        return run(*arguments).out


def data(*arguments: str):
    return json.loads(shown(*arguments, "--format", "json"))


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("into", ["EU", "US", "EU,GB,JP"])
def test_what_stands_between_a_model_and_a_market(form, into):
    asked = ("markets", MODEL, "--into", into, *DAY)
    page = plain(shown(*asked, "--format", form))
    conditions = [each for one in data(*asked) for each in one["conditions"]]
    assert conditions
    for each in conditions:
        assert plain(each["cite"]) in page
        if each["instrument"] != "cn.export" or form == "text":
            assert plain(each["what"]) in page


def test_a_map_of_many_markets_says_what_it_cut():
    text = shown("markets", MODEL, *DAY)
    for one in data("markets", MODEL, *DAY):
        there = [each for each in one["conditions"] if each["instrument"] != "cn.export"]
        if len(there) > 3:
            start = text.index(f"\n  {one['market']} ")
            assert f"and {len(there) - 3} more" in text[start : start + 1_500]


@pytest.mark.parametrize("example", ["aurora", "shanghai-app", "holding", "data-export"])
def test_when_names_the_provisions(example):
    asked = ("when", f"{example}/dossier.toml", "--from", "2024-01-01", "--to", "2031-12-31", *KNOWN)
    text, found = plain(shown(*asked)), data(*asked)
    cites = {*found["windows"][0]["provisions"], *(c for each in found["model_years"] for c in each["provisions"])}
    cites |= {each.removeprefix("-") for window in found["windows"] for each in window["changed"]}
    assert not [each for each in cites if plain(each) not in text]


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_matrix_names_what_decides_and_what_is_open(form):
    asked = ("compare-markets", MODEL, "--into", "EU,US,GB,CA", "--value", "28000EUR", *DAY)
    page = plain(shown(*asked, "--format", form))
    for cell in data(*asked)["cells"]:
        for each in cell["deciding"]:
            assert plain(each) in page
        for each in cell["asks"][:3]:
            assert plain(each) in page
        if len(cell["asks"]) > 3:
            assert f"and{len(cell['asks']) - 3}more" in page


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_page_tells_each_provision_once_with_every_part_that_it_decides_at(form, tmp_path):
    bill = tmp_path / "board.csv"
    bill.write_text("Reference,Value,Manufacturer\n" + "".join(f"U{n},radio {n},Maker {n}\n" for n in range(1, 9)))
    asked = ("check", bill, "--into", "US", "--act", "import", "--role", "importer", *DAY)
    found = json.loads(run(*asked, "--format", "json").raw)["decided_by"]
    page = run(*asked, "--format", form).out
    assert len(found) > 8
    heads = [plain(line) for line in page.splitlines() if line.startswith(("<h3>", "### "))]
    for cite in {plain(f"{each['cite']}: {each['outcome']}") for each in found}:
        assert len([head for head in heads if cite in head]) == 1
    assert not [each for each in found if plain(each["label"]) not in plain(page)]
