"""Tables and charts of a series: nothing filled in, nothing invented, unknown drawn as unknown."""

from __future__ import annotations

from itertools import pairwise
from xml.etree.ElementTree import fromstring

import pytest
from made import figure

from pratique.errors import UsageError
from pratique.figures.ledger import Ledger, shipped
from pratique.figures.series import found_strands, one_length, parse_series, series_data, strands
from pratique.reports.chart import bars, blocks, svg, ticks
from pratique.reports.series import series_svg, series_text

ROWS = (
    figure("exports:nev:ZZ", "2031-01", 41_000, yoy="43.9"),
    figure("exports:nev:ZZ", "2031-02", 52_000),
    figure("exports:nev:ZZ", "2031-04", 60_500, 5_000),
    figure("exports:nev:ZZ", "2031-01..2031-04", 200_000),
    figure("exports:nev:ZZ", "2031", 900_000, kind="forecast"),
    figure("exports:nev:ZZ", "2031-02", 99_000, scope="declarations", publisher="<Customs> & House"),
)


def test_publishers_scopes_and_kinds_are_strands_apart() -> None:
    found = strands(Ledger(ROWS), "exports:nev:ZZ")
    assert [len(strand.entries) for strand in found] == [4, 1, 1]
    assert "forecast" in found[1].title + found[2].title


def test_a_chart_leaves_out_running_totals_and_shows_gaps() -> None:
    chart = bars(one_length(strands(Ledger(ROWS), "exports:nev:ZZ")[0].entries))
    assert [(bar.label, bar.value) for bar in chart] == [
        ("2031-01", 41_000),
        ("2031-02", 52_000),
        ("2031-03", None),
        ("2031-04", 60_500),
    ]
    assert (chart[3].low, chart[3].high) == (55_500, 65_500)


def test_blocks_are_in_proportion_and_fit() -> None:
    chart = bars(ROWS[:3])
    rows = blocks(chart, 60).splitlines()
    assert max(len(row) for row in rows) <= 60
    assert "unknown" in rows[2]
    full = [row.count("█") for row in rows]
    assert abs(full[0] / full[3] - 41_000 / 60_500) < 0.05


def test_svg_is_well_formed_and_escapes_names() -> None:
    text = svg(bars(ROWS[:3]), "<b>title & more", "vehicles", 'Source: <a> "b"')
    root = fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{space}rect")) == 1 + 3
    assert root.find(f"{space}title").text == "<b>title & more"  # type: ignore[union-attr]
    assert "?" in [node.text for node in root.iter(f"{space}text")]
    assert svg(bars(ROWS[:3]), "<b>title & more", "vehicles", 'Source: <a> "b"') == text


def test_an_empty_chart_is_still_a_document() -> None:
    assert fromstring(svg((), "none", "vehicles", "")).tag.endswith("svg")
    assert blocks(()) == ""


@pytest.mark.parametrize(
    ("highest", "last"), [(302_500, 400_000), (7, 8), (0, 1), (99, 100), (100, 100), (1_000_001, 1_200_000)]
)
def test_ticks_are_round_and_reach_the_top(highest: int, last: int) -> None:
    scale = ticks(highest)
    assert scale[0] == 0
    assert scale[-1] >= highest
    assert len(scale) <= 8
    assert len({b - a for a, b in pairwise(scale)}) == 1
    assert scale[-1] == last


def test_the_series_of_the_issue() -> None:
    text = series_text(found_strands(shipped(), "exports:nev:CN"))
    assert "2025-01..2025-03    441,000" in text
    assert "█" in text
    assert max(len(line) for line in text.splitlines()) <= 80
    assert fromstring(series_svg(found_strands(shipped(), "exports:nev:CN"))).tag.endswith("svg")
    assert series_data(shipped(), "exports:nev:CN")["strands"][0]["figures"]


@pytest.mark.parametrize("text", ["exports:nev", "export:nev:CN", "exports:cars:CN", "exports:nev:China", ""])
def test_what_is_no_series_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError):
        parse_series(text)


def test_a_series_without_figures_is_unknown_not_empty() -> None:
    with pytest.raises(UsageError, match="unknown"):
        found_strands(shipped(), "exports:vehicle:CN->US")
