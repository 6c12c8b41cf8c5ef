"""Markets and duties of a model: leaving anything out, or saying it twice, never opens a market or lowers a duty.

The short run takes a sample; `make explore` every key of the model.
"""

from __future__ import annotations

import copy
import random
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pratique.dossier.document import plain_data
from pratique.dossier.model import model_of
from pratique.errors import InvalidInput, UsageError
from pratique.law.outcome import Outcome
from pratique.usecases.markets.markets import markets
from tests.exploring import is_exploring
from tests.running import EXAMPLES

DAY = date(2026, 11, 22)
MODEL = plain_data(tomllib.loads((EXAMPLES / "model-bev" / "model.toml").read_text("utf-8")))
INTO = ("US", "EU", "CA", "TR", "MY", "AU")
KEPT = {"name", "customs_value", "manufacturer"}
"""What names, and what only turns a rate into an amount; the maker's name is a rate of its own."""
NO_LIMIT = Decimal("Infinity")
Read = dict[str, tuple[Outcome, Decimal]]


def highest(rate: Any) -> Decimal:
    """The most that a rate may be."""
    if not isinstance(rate, dict):
        return Decimal(rate)
    return max(rate["one_of"]) if "one_of" in rate else rate.get("max", NO_LIMIT)


def read(model: dict[str, Any]) -> Read | None:
    """Of each market the worst and the highest duty; None where the model is refused."""
    try:
        found = markets(model_of(copy.deepcopy(model)), on=DAY, known_on=DAY, into=INTO)
    except (InvalidInput, UsageError):
        return None
    return {each.market: (Outcome.named(each.worst), highest(each.duty.rate_at_entry)) for each in found}


def keys() -> Iterator[tuple[str, ...]]:
    yield from (("vehicle", key) for key in MODEL["vehicle"])
    yield from (("trade", key) for key in MODEL["trade"] if key not in KEPT)
    yield from (("into", market, key) for market in INTO for key in MODEL["into"].get(market, {}))


def without(path: tuple[str, ...]) -> dict[str, Any]:
    made = copy.deepcopy(MODEL)
    holder: Any = made
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    return made


BEFORE = read(MODEL)
EVERY = sorted(set(keys()))
SOME = EVERY if is_exploring() else random.Random(12).sample(EVERY, 14)


@pytest.mark.parametrize("path", SOME, ids=".".join)
def test_what_a_model_leaves_out_opens_no_market_and_lowers_no_duty(path: tuple[str, ...]) -> None:
    after = read(without(path))
    assert BEFORE is not None
    for market, (worst, duty) in (after or {}).items():
        assert worst >= BEFORE[market][0], (market, worst)
        assert duty >= BEFORE[market][1], (market, duty)


TWICE = {
    "trade.origin": "JP", "trade.hs6": "870323", "trade.category": "N1", "trade.seats": 12, "trade.age_years": 9,
    "vehicle.powertrain": "ICE", "vehicle.new": False, "trade.preference": "agreement", "trade.assembly": "CKD",
    "vehicle.made_in": "DE", "trade.quota_left": True,
}  # fmt: skip


@pytest.mark.parametrize("fact", sorted(TWICE) if is_exploring() else sorted(TWICE)[::3])
def test_what_it_says_twice_is_no_better_than_either(fact: str) -> None:
    table, key = fact.split(".")
    both = read({**copy.deepcopy(MODEL), "facts": {fact: TWICE[fact]}})
    if both is None:
        return  # one of the two has to go
    written = {"hs6": "hs_code"}.get(key, key)
    alone = copy.deepcopy(MODEL)
    alone[table].pop(written, None)
    other = read({**alone, "facts": {fact: TWICE[fact]}})
    for each in (BEFORE, other):
        for market, (worst, duty) in (each or {}).items():
            assert both[market][0] >= worst, market
            assert both[market][1] >= duty, market
