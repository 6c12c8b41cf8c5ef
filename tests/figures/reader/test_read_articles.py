"""The five articles: everything in them found, by article number and offset; nothing from the page around."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from pratique.figures.ledger import shipped
from pratique.figures.period import Period
from pratique.figures.reader import Judgement, Reading, judge, read_file, shipped_statements

ARTICLES = Path(__file__).parents[3].parent / "shared" / "articles"
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not beside the repository")


def read(number: str) -> Reading:
    return read_file(next(ARTICLES.glob(f"{number}_*.txt")))


def check(number: str) -> dict[tuple[str, int], Judgement]:
    judged = judge(read(number), shipped(), shipped_statements())
    return {(judgement.subject, judgement.span[0]): judgement for judgement in judged}


FIGURES = {
    "000": [],
    "001": [],
    "002": [(1285, "share", "L2_passenger", "CN", "2023-S1", 42, "percent", None, None, "over", "observation")],
    "003": [
        (1873, "sales", "nev", "WORLD", "2025-S1", 10_000_000, "vehicles", None, None, "under", "observation"),
        (1906, "share", "nev", "WORLD", "2025-S1", Fraction("21.3"), "percent", None, 4, "exact", "observation"),
    ],
    "004": [
        (729, "exports", "vehicle", "CN", "2025-Q1", 1_420_000, "vehicles", Fraction("7.3"), None, "exact",
        "observation"),
        (834, "exports", "passenger_car", "CN", "2025-Q1", 1_178_000, "vehicles", Fraction("6.1"), None,
        "exact", "observation"),
        (881, "exports", "commercial_vehicle", "CN", "2025-Q1", 242_000, "vehicles", Fraction("13.1"), None,
        "exact", "observation"),
        (1005, "exports", "nev", "CN", "2025-Q1", 441_000, "vehicles", Fraction("43.9"), None, "exact",
        "observation"),
        (2583, "exports", "vehicle", "CN", "2030", 30_000_000, "vehicles", None, None, "exact", "target"),
        (2609, "share", "nev", "CN", "2030", 30, "percent", None, None, "exact", "target"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("number", FIGURES)
def test_every_figure_is_found_and_none_invented(number: str) -> None:
    found = [
        (
            f.span[0], f.indicator, f.product, f.geography, f.period, f.value, f.unit, f.yoy_percent,
            f.change("year", "points"), f.sense, f.kind,
        )
        for f in read(number).figures
    ]  # fmt: skip
    assert found == [(*row[:4], Period.parse(row[4]), *row[5:]) for row in FIGURES[number]]


def test_half_widths_are_those_of_the_printed_digits() -> None:
    halves = {f.span[0]: f.half for f in read("004").figures}
    assert halves == {729: 5000, 834: 500, 881: 500, 1005: 500, 2583: 500_000, 2609: Fraction(1, 2)}


def test_the_share_of_the_target_is_of_exports() -> None:
    assert {f.span[0]: f.of for f in read("004").figures if f.of} == {2609: "exports:vehicle"}


POSITIONS = {
    "000": {
        (429, "CAAM", "opposes", "us.cfr15_791d", date(2025, 1, 16), "Global Times"),
        (1754, "CAAM", "opposes", "us.cfr15_791d", date(2025, 1, 16), "Global Times"),
        (2202, "CAAM", "calls for", "us.trade_restrictions", date(2025, 1, 16), "Global Times"),
        (2706, "MOFCOM", "opposes", "us.trade_restrictions", date(2025, 1, 15), "Global Times"),
        (3089, "MOFCOM", "will act", "us.trade_restrictions", date(2025, 1, 15), "Global Times"),
    },
    "001": {
        (181, "MOFCOM", "opposes", "us.ai_diffusion", date(2025, 1, 13), "Xinhua"),
        (870, "industry:US", "concerned", "us.ai_diffusion", date(2025, 1, 13), "MOFCOM"),
        (1174, "industry:US", "calls for", "us.ai_diffusion", date(2025, 1, 13), "MOFCOM"),
        (1911, "MOFCOM", "will act", "us.ai_diffusion", date(2025, 1, 13), "Xinhua"),
    },
    "002": {
        (778, "CN", "supports", "", None, "Xinhua"),
        (1020, "MIIT", "supports", "cn.icv_standards", None, "Xinhua"),
    },
    "003": {
        (389, "MIIT", "supports", "", date(2025, 9, 27), "UrduPoint"),
        (642, "MIIT", "supports", "", date(2025, 9, 27), "CCTV"),
    },
    "004": set(),
}  # fmt: skip


@pytest.mark.parametrize("number", POSITIONS)
def test_positions_with_actor_day_and_teller(number: str) -> None:
    reading = read(number)
    found = {(p.span[0], p.actor, p.stance, p.instrument, p.date, p.reported_by) for p in reading.positions}
    assert POSITIONS[number] <= found
    assert {p.actor for p in reading.positions} == {row[1] for row in POSITIONS[number]}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", {("us.cfr15_791d", "final"), ("us.trade_restrictions", "announced")}),
        ("001", {("us.ai_diffusion", "announced")}),
        (
            "002",
            {("cn.icv_standards", "planned"), ("cn.city_permits", "announced"), ("us.export_controls", "mentioned")},
        ),
        ("003", {("cn.foreign_ownership", "lifted")}),
        ("004", {("", "mentioned")}),
    ],
)
def test_instruments_with_status(number: str, expected: set[tuple[str, str]]) -> None:
    assert {(i.id, i.status) for i in read(number).instruments} == expected


def test_nothing_comes_from_the_page_around() -> None:
    # In 002 a foreign headline with a sum of money stands from 2673, the author's note from 2748.
    reading = read("002")
    spans = (
        [f.span for f in reading.figures]
        + [p.span for p in reading.positions]
        + [i.span for i in reading.instruments]
    )
    assert all(span[0] < 2485 for span in spans)
    assert {why for (start, _), why in reading.left_out if 2485 <= start < 2748} == {"headlines of other stories"}


def test_no_article_leaves_a_number_unread() -> None:
    assert [read(number).unread for number in FIGURES] == [()] * 5


def test_publication_days() -> None:
    days = [read(number).published for number in FIGURES]
    assert days == [date(2025, 1, 16), date(2025, 1, 14), None, date(2025, 9, 28), date(2025, 5, 10)]


def test_first_quarter_exports_check_out_against_their_parts() -> None:
    judged = check("004")
    assert [judged["figure", offset].verdict for offset in (729, 834, 881, 1005)] == ["supported"] * 4
    assert judged["figure", 729].flags == (
        "passenger_car + commercial_vehicle = 1,419,000..1,421,000 agrees with 1,415,000..1,425,000",
    )


def test_the_target_of_2030_is_flagged() -> None:
    judged = check("004")
    volume, share = judged["figure", 2583], judged["figure", 2609]
    assert (volume.verdict, share.verdict) == ("contradicted", "contradicted")
    assert any("33.4% growth a year" in flag and "4.2 times" in flag for flag in volume.flags)
    assert any("31.1% in 2025-01..2025-03" in flag for flag in share.flags)
    assert any("36.8% in 2025 (CAAM)" in flag for flag in share.flags)


@pytest.mark.parametrize(
    ("number", "subject", "offset", "verdict"),
    [
        ("000", "statement", 470, "supported"),
        ("001", "statement", 535, "outdated"),
        ("002", "figure", 1285, "supported"),
        ("002", "statement", 1127, "contradicted"),
        ("002", "statement", 1184, "contradicted"),
        ("002", "statement", 1055, "outdated"),
        ("002", "statement", 1502, "supported"),
        ("002", "statement", 1873, "undecidable"),
        ("003", "statement", 1247, "supported"),
        ("003", "figure", 1906, "supported"),
        ("003", "figure", 1873, "undecidable"),
    ],
)
def test_check_judges_every_decidable_sentence(number: str, subject: str, offset: int, verdict: str) -> None:
    judgement = check(number)[subject, offset]
    assert judgement.verdict == verdict
    assert bool(judgement.cite) == (verdict != "undecidable")


def test_no_article_supports_itself() -> None:
    assert not any("UrduPoint" in judgement.cite for judgement in check("003").values())
    assert not any("Asia Financial" in judgement.cite for judgement in check("002").values())
