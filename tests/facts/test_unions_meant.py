"""Words that may mean a union of countries and do not name it: they are near its market, and are never read as it."""

from __future__ import annotations

import pytest

from pratique.dossier.model_markets import market_code, no_market
from pratique.errors import Place
from pratique.facts.unions import unions_meant

HERE = Place("test")


@pytest.mark.parametrize(
    ("text", "market"),
    [("Europe", "EU"), ("europ", "EU"), ("欧洲", "EU"), ("Europaen Union", "EU"), ("Gulf states", "GCC")],
)
def test_a_wider_word_or_a_slip_is_near_a_union_and_is_not_it(text: str, market: str) -> None:
    assert market_code(text) is None
    assert unions_meant(text) == [market]
    assert no_market(text, HERE).next_step.startswith(f"Nearest: {market}; ")


@pytest.mark.parametrize(("text", "market"), [("Germny", "EU"), ("Swizerland", "CH"), ("United State", "US")])
def test_a_slip_of_a_member_leads_to_its_market(text: str, market: str) -> None:
    assert no_market(text, HERE).next_step.startswith(f"Nearest: {market}")


@pytest.mark.parametrize("text", ["Korea", "Atlantis", "Peru"])
def test_what_is_near_none_is_told_the_books_alone(text: str) -> None:
    assert unions_meant(text) == []
    assert no_market(text, HERE).next_step.startswith("Books: ")
