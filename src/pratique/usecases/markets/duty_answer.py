"""What is told of a duty: the layers of the stack, the ways it can turn out, what would settle it.

Rule: rates are exact, in percent of the market's customs value; JSON writes them as decimal numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

import msgspec

from pratique.deciding.rates import Rate
from pratique.files.plain import Plain, as_json
from pratique.usecases.markets.gates import Condition
from pratique.usecases.markets.quotas import Quota
from pratique.usecases.markets.responses import Response
from pratique.usecases.markets.sources_seen import NoteOut


class LayerOut(msgspec.Struct, frozen=True, kw_only=True):
    """One layer of the stack. `rate` as the text states it; `adds` what it comes to on top of those before it."""

    id: str
    title: str
    cite: str
    rate: Rate | None
    operator: str
    adds: Rate | None
    certain: bool
    collected: str
    owed_in_the_end: str
    amount: Decimal | None = None
    currency: str | None = None
    since: str | None = None
    until: str | None = None
    confidence: str = "confirmed"
    instrument: str = ""
    note: str = ""
    displaced_by: str | None = None


class AskedOut(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that would settle the rate; `question` asks for it in words."""

    name: str
    meaning: str
    question: str
    known_by: str
    known: str
    legal: bool
    decides: bool = True
    instruments: tuple[str, ...] = ()


class WayOut(msgspec.Struct, frozen=True, kw_only=True):
    """One way the open facts can turn out, with its rate."""

    facts: dict[str, str]
    rate_at_entry: Rate
    finally_owed: Rate


class SumOut(msgspec.Struct, frozen=True, kw_only=True):
    """What is due in money of one currency all told, from the way that owes least to the way that owes most."""

    currency: str
    min: Decimal
    max: Decimal


class DutyAnswer(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """The duty of one model into one market on one day; rates in percent of the market's customs value.

    `seen_up_to` is the day after which nothing is known, where the day asked is later: the rates are of that day.
    `gates` are what the market's law asks of the entry beside the duty: a rate is of no use to what may not enter.
    `unverified` cites the rates that matter here and are known from memory only, with what holds without them.
    """

    rows_are: ClassVar[str] = "layers"

    schema_version: str = "1"
    title: str
    market: str
    on: str
    known_on: str
    layers: tuple[LayerOut, ...]
    covered: bool
    rate_at_entry: Rate
    security: Rate
    finally_owed: Rate
    seen_up_to: str | None = None
    amounts: tuple[dict[str, Any], ...] = ()
    sums: tuple[SumOut, ...] = ()
    displaced: tuple[LayerOut, ...] = ()
    settled: bool
    ways: tuple[WayOut, ...] = ()
    open_facts: tuple[AskedOut, ...] = ()
    watch: tuple[NoteOut, ...] = ()
    answered_by: tuple[Response, ...] = ()
    quotas: tuple[Quota, ...] = ()
    gates: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()
    unverified: tuple[NoteOut, ...] = ()
    staleness: tuple[NoteOut, ...] = ()
    changes_on: tuple[str, ...] = ()
    constructions: dict[str, str] = {}

    def to_json(self) -> bytes:
        """Canonical JSON, rates as exact decimal numbers, one trailing newline."""
        return as_json(self)


def sums_text(amounts: Sequence[Mapping[str, Any]]) -> str:
    """Sums of money that are due: `1,317,600 RUB`; those that may be due are told by their ends."""
    sure = [f"{each['amount']:,f} {each['currency']}" for each in amounts if each["certain"]]
    perhaps: dict[str, list[Decimal]] = {}
    for each in amounts:
        if not each["certain"]:
            perhaps.setdefault(each["currency"], []).append(each["amount"])
    return " + ".join((*sure, *(f"perhaps {_sums(sorted(its))} {currency}" for currency, its in perhaps.items())))


def _sums(amounts: list[Decimal]) -> str:
    if len(amounts) == 1:
        return f"{amounts[0]:,f}"
    return f"some of {len(amounts)} sums from {amounts[0]:,f} to {amounts[-1]:,f}"
