"""Targets: the one of the issue is unsupported, a modest one is not contradicted, and guesses stay guesses."""

from __future__ import annotations

import pytest
from made import figure

from pratique.errors import UsageError
from pratique.figures.ledger import Ledger, shipped
from pratique.figures.target import judge, judged_data, parse_shares, parse_value
from pratique.reports.target import judged_text


def test_thirty_million_exports_by_2030() -> None:
    judged = judge("exports:vehicle:CN", 30_000_000, 2030, {"nev": 30}, shipped())
    data = judged_data(judged)
    assert data["verdict"] == "unsupported"
    assert data["times_latest"] == 4.227
    assert data["growth_needed_percent"] == 33.4
    assert data["growth_seen_percent"][-1] == {"period": "2025", "growth": 21.1}
    assert data["shares"][0]["already_passed"] is True
    assert data["shares"][0]["reached_percent"] == [36.83, 36.85]
    assert 40 < 100 * 30_000_000 / data["rest_of_world_a_year"] < 50
    hypotheses = " ".join(data["hypotheses"])
    assert "home market" in hypotheses
    assert "300,000" in hypotheses
    assert "hypotheses (guesses" in judged_text(judged)
    assert max(len(line) for line in judged_text(judged).splitlines()) <= 80


def test_a_modest_target_is_not_contradicted_and_gets_no_guesses_printed() -> None:
    judged = judge("exports:vehicle:CN", 9_000_000, 2030, {"nev": 60}, shipped())
    assert judged.findings == ()
    assert "Nothing in the ledger speaks against it" in judged_text(judged)
    assert "guesses" not in judged_text(judged)


def test_an_unknown_series_has_unknown_growth() -> None:
    judged = judge("exports:vehicle:BR", 1_000_000, 2030, {"nev": 30}, shipped())
    data = judged_data(judged)
    assert data["growth_needed_percent"] is None
    assert data["shares"][0]["already_passed"] is None
    assert data["rest_of_world_a_year"] is None
    assert "unknown" in judged_text(judged)


def test_contradicted_years_are_not_what_growth_is_counted_from() -> None:
    rows = (
        figure("exports:nev:ZZ", "2031", 2_615_000),
        figure("exports:nev:ZZ", "2032", 9, confidence="contradicted"),
    )
    judged = judge("exports:nev:ZZ", 5_230_000, 2033, {}, Ledger(rows))
    assert judged.growth_needed is not None
    assert round(judged.growth_needed, 2) == 41.42


@pytest.mark.parametrize("share", ["nev", "nev=abc", "cars=30%", "nev=130%", "=30"])
def test_a_share_that_is_none_is_a_usage_error(share: str) -> None:
    with pytest.raises(UsageError):
        parse_shares((share,))


def test_values_and_years_that_cannot_be_are_usage_errors() -> None:
    for text in ("many", "-5x", ""):
        with pytest.raises(UsageError):
            parse_value(text)
    with pytest.raises(UsageError, match="not after"):
        judge("exports:vehicle:CN", 30_000_000, 2024, {}, shipped())
    with pytest.raises(UsageError, match="above zero"):
        judge("exports:vehicle:CN", 0, 2030, {}, shipped())
