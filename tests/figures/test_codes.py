"""The code lists hold together: every part and whole is a code, and no product is its own part."""

from __future__ import annotations

import pytest

from pratique.figures.codes import INDICATORS, PRODUCTS, SALES_SPLIT, WHOLES, is_geography
from pratique.figures.ledger import shipped


def test_wholes_and_parts_are_products_and_have_no_circle() -> None:
    below = {shape.whole: set[str]() for shape in WHOLES}
    for shape in WHOLES:
        below[shape.whole] |= {*shape.parts, *shape.remainder}
    assert set(below) | set().union(*below.values()) <= set(PRODUCTS)
    for whole in below:
        reached: set[str] = set()
        frontier = {whole}
        while frontier:
            frontier = set().union(*(below.get(product, set()) for product in frontier)) - reached
            reached |= frontier
        assert whole not in reached


def test_where_sales_went_is_told_in_indicators() -> None:
    assert {SALES_SPLIT[0], *SALES_SPLIT[1]} <= set(INDICATORS)


@pytest.mark.parametrize("text", ["CN", "CN-BJ", "WORLD", "EU", "CN->RU", "WORLD->CN"])
def test_geographies(text: str) -> None:
    assert is_geography(text)


@pytest.mark.parametrize("text", ["", "China", "cn", "CN->", "->CN", "CN->RU->BY", "CN,RU", "C1"])
def test_no_geographies(text: str) -> None:
    assert not is_geography(text)


def test_shares_of_the_shipped_ledger_name_their_whole() -> None:
    for entry in shipped():
        if entry.indicator == "share":
            indicator, product, *_ = entry.of.split(":")
            assert indicator in INDICATORS
            assert product in PRODUCTS
