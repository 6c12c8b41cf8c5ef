"""Formats of others, on tiny files made by hand: what is read is right, what is left out is said."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from pratique.errors import Findings
from pratique.figures.exchange import FormatDefaults, read_figures, write_figures
from pratique.figures.exchange.formats import recognise
from pratique.figures.exchange.owid import read_owid
from pratique.figures.exchange.sdmx import parse_time_period, time_period
from pratique.figures.ledger import shipped
from pratique.figures.period import Period

COMTRADE = (
    "typeCode,freqCode,refPeriodId,period,reporterCode,reporterISO,flowCode,partnerCode,partnerISO,partner2Code,"
    "cmdCode,customsCode,motCode,qtyUnitCode,qty,netWgt,primaryValue\n"
    "C,A,20250101,2025,156,CHN,X,643,RUS,0,8703,C00,0,5,632300,,8460000000.5\n"
    "C,A,20250101,2025,156,CHN,X,643,RUS,0,8703,C01,0,5,1000,,5\n"
    "C,A,20250101,2025,156,CHN,X,643,RUS,0,8703,C00,2100,5,1000,,5\n"
    "C,M,20250301,202503,842,USA,M,156,CHN,0,870380,C00,0,5,120,,3000000\n"
    "C,M,20250301,202503,842,USA,M,156,CHN,0,8542,C00,0,8,120,,700\n"
    "C,M,20250301,202503,842,USA,M,0,W00,0,850760,C00,0,-1,,,900\n"
)


@pytest.mark.parametrize("form", ["csv", "sdmx-csv"])
def test_the_shipped_ledger_survives_the_way_out_and_in(form: str) -> None:
    findings = Findings()
    again = read_figures(write_figures(shipped(), form), "t.csv", findings)
    assert not list(findings)
    assert [replace(entry, line=None) for entry in again] == [replace(entry, line=None) for entry in shipped()]


@pytest.mark.parametrize(
    ("text", "period"),
    [("2025-01-01/P3M", "2025-01..2025-03"), ("2025-01/P12M", "2025"), ("2025-A1", "2025"), ("2025-M03", "2025-03"),
     ("2025-S1", "2025-S1"), ("2025-Q4", "2025-Q4"), ("2025", "2025")],
)  # fmt: skip
def test_time_periods_of_sdmx(text: str, period: str) -> None:
    assert parse_time_period(text) == Period.parse(period)
    assert parse_time_period(time_period(Period.parse(period))) == Period.parse(period)


def test_a_flow_of_somebody_else_needs_what_it_lacks() -> None:
    text = (
        "DATAFLOW,freq,geo,partner,TIME_PERIOD,OBS_VALUE,UNIT_MULT,OBS_FLAG\n"
        "X:Y(1.0),M,DE,CN,2025-03,12.5,3,\n"
        "X:Y(1.0),M,DE,CN,2025-04,:,3,c\n"
        "X:Y(1.0),M,DE,CN,2025-15,1,3,\n"
    )
    bare = Findings()
    assert read_figures(text, "t.csv", bare) == []
    assert {finding.code for finding in bare.errors} == {"figures.indicator", "figures.product", "sdmx.value"}
    given = FormatDefaults(indicator="imports", product="bev", unit="vehicles", publisher="Office", scope="customs")
    findings = Findings()
    (entry,) = read_figures(text, "t.csv", findings, given)
    assert (entry.value, entry.half, entry.geography) == (12_500, 50, "DE->CN")
    assert (entry.publisher, entry.scope, entry.line) == ("Office", "customs", 2)
    assert [finding.code for finding in findings] == ["sdmx.empty", "sdmx.value"]


def test_comtrade_reads_totals_only_in_dollars_and_pieces() -> None:
    findings = Findings()
    found = read_figures(COMTRADE, "t.csv", findings)
    assert [(e.series, str(e.period), e.value, e.unit) for e in found] == [
        ("exports:passenger_car:CN->RU", "2025", Fraction("8460000000.5"), "USD"),
        ("exports:passenger_car:CN->RU", "2025", 632_300, "vehicles"),
        ("imports:bev:CN->US", "2025-03", 3_000_000, "USD"),
        ("imports:bev:CN->US", "2025-03", 120, "vehicles"),
        ("imports:chip:CN->US", "2025-03", 700, "USD"),
        ("imports:battery:US", "2025-03", 900, "USD"),
    ]
    assert {e.publisher for e in found} == {"UN Comtrade"}
    assert all(e.may_enter_identity for e in found)
    (note,) = findings
    assert note.code == "comtrade.breakdown"
    assert note.message.startswith("2 rows")


def test_comtrade_rows_without_meaning_are_said() -> None:
    findings = Findings()
    text = (
        COMTRADE.splitlines()[0]
        + "\nC,A,1,2025,156,CHN,Z,643,RUS,0,8703,C00,0,5,1,,1\nC,A,1,x,156,CHN,X,643,RUS,0,8703,C00,0,5,1,,1\n"
    )
    assert read_figures(text, "t.csv", findings) == []
    assert [(finding.code, finding.place.line) for finding in findings] == [
        ("comtrade.code", 2),
        ("comtrade.value", 3),
    ]


def test_owid_reads_one_measure_and_writes_whole_years() -> None:
    text = "Entity,Code,Year,Cars sold\nChina,CHN,2024,12.5\nWorld,OWID_WRL,2024,40\n"
    text += "Europe,OWID_EUR,2024,9\nChina,CHN,2025,\n"
    findings = Findings()
    given = FormatDefaults(indicator="sales", product="nev", unit="vehicles")
    found = read_figures(text, "t.csv", findings, given)
    assert [(e.geography, str(e.period), e.value) for e in found] == [
        ("CN", "2024", Fraction("12.5")),
        ("WORLD", "2024", 40),
    ]
    assert [finding.code for finding in findings] == ["owid.area"]
    assert write_figures(found, "owid") == (
        "Entity,Code,Year,sales:nev:vehicles\nChina,CHN,2024,12.5\nWorld,OWID_WRL,2024,40\n"
    )


def test_owid_asks_for_what_it_does_not_say() -> None:
    findings = Findings()
    assert read_figures("Entity,Code,Year,a\nChina,CHN,2024,1\n", "t.csv", findings) == []
    assert {finding.code for finding in findings} == {"owid.indicator", "owid.product", "owid.unit"}
    two = Findings()
    given = FormatDefaults(indicator="sales", product="nev", unit="vehicles")
    assert read_owid("Entity,Code,Year,a,b\nChina,CHN,2024,1,2\n", "t.csv", given, two) == []
    assert [finding.code for finding in two] == ["owid.column"]
    assert read_owid("Entity,Code,Year,a,b\nChina,CHN,2024,1,2\n", "t.csv", given, Findings(), "B")[0].value == 2


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE", "sdmx-csv"),
        ('\ufeff"Entity","Code","Year","x"', "owid"),
        ("period,reporterCode,flowCode,cmdCode", "comtrade"),
        ("indicator,product,geography,period,value", "csv"),
        ("", "csv"),
    ],
)
def test_formats_are_known_by_their_header(header: str, form: str) -> None:
    assert recognise(header + "\n") == form


@pytest.mark.parametrize("text", ['TIME_PERIOD,OBS_VALUE\n"x', "flowCode,cmdCode\n1,2\n", "Entity,Code,Year\n"])
def test_broken_files_of_others_are_findings_not_tracebacks(text: str) -> None:
    findings = Findings()
    assert read_figures(text, "t.csv", findings) == []
    assert findings.errors
