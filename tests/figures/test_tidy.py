"""The ledger's CSV: nothing is lost on the way out and back, and every bad cell is named with its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratique.errors import Findings
from pratique.figures.codes import INDICATORS, PRODUCTS
from pratique.figures.entry import LedgerEntry, PrintedChange
from pratique.figures.notation import half_of_last_digit, parse_changes, parse_number, print_changes
from pratique.figures.period import Period
from pratique.figures.tidy import read_tidy, write_tidy

HEADER = "indicator,product,geography,period,value,unit,half,yoy_percent,publisher,scope,source\n"
decimals = st.integers(0, 10**9).map(lambda n: Fraction(n, 100))
changes = st.builds(
    PrintedChange,
    st.integers(-9999, 99999).map(lambda n: Fraction(n, 100)),
    st.sampled_from([Fraction(1, 2), Fraction(1, 20), Fraction(5)]),
    st.sampled_from(["year", "month"]),
    st.sampled_from(["percent"]),
)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), max_size=12)
entries = st.builds(
    LedgerEntry,
    indicator=st.sampled_from([code for code in INDICATORS if code not in ("share", "growth_contribution")]),
    product=st.sampled_from(list(PRODUCTS)),
    geography=st.sampled_from(["CN", "CN-BJ", "WORLD", "CN->RU"]),
    period=st.builds(Period.months, st.integers(2000, 2030), st.just(1), st.integers(1, 12)),
    value=decimals,
    unit=st.sampled_from(["vehicles", "USD"]),
    half=decimals,
    unit_half=st.none() | decimals,
    changes=st.lists(changes, max_size=3).map(lambda found: tuple(sorted(found, key=lambda c: c.over != "year"))),
    sense=st.sampled_from(["exact", "about", "under", "over"]),
    kind=st.sampled_from(["observation", "forecast", "target", "quota"]),
    publisher=words,
    scope=words,
    published_on=st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    source=st.sampled_from(["", "https://example.org/a", "a bulletin"]),
    confidence=st.sampled_from(["confirmed", "memory"]),
    claims=st.sampled_from([(), ("record",), ("record", "first_above=700000")]),
    note=words,
)


@given(st.lists(entries, max_size=4))
def test_reads_back_what_it_wrote(rows: list[LedgerEntry]) -> None:
    findings = Findings()
    again = read_tidy(write_tidy(rows), "t.csv", findings)
    assert not list(findings)
    assert [replace(entry, line=None) for entry in again] == rows


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("export,nev,CN,2025,1,vehicles,1,,P,s,u", "figures.indicator"),
        ("exports,cars,CN,2025,1,vehicles,1,,P,s,u", "figures.product"),
        ("exports,nev,China,2025,1,vehicles,1,,P,s,u", "figures.geography"),
        ("exports,nev,CN,2025-14,1,vehicles,1,,P,s,u", "figures.period"),
        ("exports,nev,CN,2025,many,vehicles,1,,P,s,u", "figures.value"),
        ("exports,nev,CN,2025,1e999,vehicles,1,,P,s,u", "figures.value"),
        ("exports,nev,CN,2025,,vehicles,1,,P,s,u", "figures.value"),
        ("exports,nev,CN,2025,-5,vehicles,1,,P,s,u", "figures.value"),
        ("exports,nev,CN,2025,1,lorries,1,,P,s,u", "figures.unit"),
        ("exports,nev,CN,2025,1,percent,1,,P,s,u", "figures.unit"),
        ("exports,nev,CN,2025,1,vehicles,-1,,P,s,u", "figures.half"),
        ("exports,nev,CN,2025,1,vehicles,1,-120,P,s,u", "figures.yoy_percent"),
        ("exports,nev,CN,2025,1,vehicles,1,,P,s,file:///etc/passwd", "figures.source"),
        ("share,nev,CN,2025,130,percent,1,,P,s,u", "figures.value"),
        ("exports,nev,CN,2025,1,vehicles,1,,P,s,u,more,cells", "figures.row"),
    ],
)
def test_names_what_is_wrong_and_where(row: str, code: str) -> None:
    findings = Findings()
    assert read_tidy(HEADER + "exports,nev,CN,2025,1,vehicles,1,,P,s,u\n" + row + "\n", "t.csv", findings)
    assert [(finding.code, finding.place.line) for finding in findings.errors] == [(code, 3)]


def test_every_bad_row_is_reported_at_once() -> None:
    findings = Findings()
    text = HEADER + "exports,x,CN,20,1,vehicles,1,,P,s,u\n" * 3
    assert read_tidy(text, "t.csv", findings) == []
    assert len(findings.errors) == 6


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", 'indicator,product,geography,period,value\n"x\n'])
def test_what_is_no_figures_csv_is_a_finding(text: str) -> None:
    findings = Findings()
    assert read_tidy(text, "t.csv", findings) == []
    assert findings.errors


def test_field_notes_names_and_measures_are_understood() -> None:
    findings = Findings()
    text = (
        "measure,product,geography,period,value,unit,rounding,yoy_percent,yoy_rounding,publisher,source_url\n"
        "forecast_sales,vehicle,CN,2026,34750000,vehicles,5000,1,0.5,CAAM,http://example.org\n"
        "penetration,nev,CN,2025,47.9,percent,0.05,,,CAAM,http://example.org\n"
    )
    forecast, share = read_tidy(text, "t.csv", findings)
    assert (forecast.kind, forecast.indicator, forecast.half) == ("forecast", "sales", 5000)
    assert (share.indicator, share.of, share.value) == ("share", "sales:vehicle", Fraction("47.9"))
    assert [finding.code for finding in findings] == ["figures.scope"]


@pytest.mark.parametrize(
    ("text", "half"), [("1420000", 5000), ("1.42", "0.005"), ("7", "0.5"), ("0", "0.5"), ("10.0", "0.05")]
)
def test_half_of_the_last_digit(text: str, half: str | int) -> None:
    assert half_of_last_digit(text) == Fraction(half)


@pytest.mark.parametrize("text", ["1,42", "1 000", "", "--1", "1.2.3", "NaN", "inf", "1e5", "0x10", "9" * 50, "١٢"])
def test_a_number_is_plain_digits(text: str) -> None:
    with pytest.raises(ValueError):
        parse_number(text)


def test_changes_in_one_cell() -> None:
    text = "month -6.1% 0.05; year 7pt 0.5; growth -2pt 0.05; year 8.4x 0.05; year 100? 5"
    assert print_changes(parse_changes(text)) == text
    with pytest.raises(ValueError):
        parse_changes("year about 7")
