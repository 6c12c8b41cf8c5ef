"""Models by markets: whether each may enter, under which approvals, at what duty and cost, and when that turns.

Rule: each cell is what `markets` and `duty` say of that model alone; nothing is added up across models. The approval
of the type is told apart from the duty: a low rate is no entry. A quantity of a quota is told with what is left of it
only where the user says what was used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

import msgspec

from pratique.deciding.rates import Rate
from pratique.dossier.model import AskedModel, VehicleModel, model_from
from pratique.dossier.model_markets import market_code, no_market
from pratique.dossier.model_table import is_model_table, models_of
from pratique.errors import InvalidInput, Place, UsageError
from pratique.files.clock import today
from pratique.files.plain import Plain
from pratique.usecases.markets.cost import LandedCost, Money, Terms, landed, money_of, values_for
from pratique.usecases.markets.markets import MarketOut, markets
from pratique.usecases.markets.quotas import Quota
from pratique.usecases.markets.turns import Turn

MOST_MODELS = 100
_APPROVALS = (".type_approval", ".passenger_permits")


class QuotaLeft(msgspec.Struct, frozen=True, kw_only=True):
    """A quota of a market with what is left of it, None where nobody said what was used."""

    quota: Quota
    used: int | None
    left: int | None


class CellOut(msgspec.Struct, frozen=True, kw_only=True):
    """One model in one market; `approval` is what is known of the approval of the type, apart from the duty."""

    model: str
    market: str
    title: str
    status: str
    approval: str
    rate: Rate
    owed: Rate
    deciding: tuple[str, ...]
    asks: tuple[str, ...]
    cost: LandedCost | None
    quotas: tuple[QuotaLeft, ...]
    turns: tuple[Turn, ...]
    unverified: tuple[str, ...]


class Matrix(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """Models by markets on a day; `cells` by market and then by model, in the order in which they were given."""

    rows_are: ClassVar[str] = "cells"

    on: str
    known_on: str
    currency: str
    models: tuple[str, ...]
    markets: tuple[str, ...]
    cells: tuple[CellOut, ...]
    notes: tuple[str, ...] = ()

    def cell(self, model: str, market: str) -> CellOut:
        """The cell of a model and a market. Raises StopIteration where there is none."""
        return next(each for each in self.cells if (each.model, each.market) == (model, market))


def compare_markets(
    models: AskedModel | Sequence[AskedModel],
    into: Sequence[str] = (),
    *,
    on: date | None = None,
    known_on: date | None = None,
    construe: str | dict[str, str] | None = None,
    terms: Terms | None = None,
) -> Matrix:
    """Models and markets (else all that they name) -> status, approval, duty and landed cost of each pair.

    Raises InvalidInput, UsageError.

    >>> pratique.compare_markets("model-bev/model.toml", ["EU", "GB"], on=day, known_on=day).markets
    ('EU', 'GB')
    """
    given = (models,) if isinstance(models, str | Path | Mapping | VehicleModel) else models
    read, told = _read(given)
    if not 0 < len(read) <= MOST_MODELS:
        raise UsageError(f"{len(read)} models cannot be compared; 1 to {MOST_MODELS} can.")
    wanted = asked_markets(into)
    terms = terms or Terms()
    names = _names(read)
    values = values_for(len(read), terms, [stated_value(each) for each in read])
    if not terms.currency and any(values):
        terms = replace(terms, currency=next(each.currency for each in values if each is not None))
    cells: list[CellOut] = []
    day = on or today()
    for name, model, value in zip(names, read, values, strict=True):
        narrowed = replace(model, data={**model.data, "markets": list(wanted)}) if wanted else model
        found = markets(narrowed, on=day, known_on=known_on, construe=construe)
        cells += [_cell(name, one, value, terms) for one in found]
    order = list(wanted) or list(dict.fromkeys(each.market for each in cells))
    cells.sort(key=lambda each: (order.index(each.market), names.index(each.model)))
    return Matrix(
        on=day.isoformat(),
        known_on=(known_on or today()).isoformat(),
        currency=terms.currency,
        models=tuple(names),
        markets=tuple(order),
        cells=tuple(cells),
        notes=(*told, *_notes(cells, terms)),
    )


def _read(given: Sequence[AskedModel]) -> tuple[list[VehicleModel], list[str]]:
    """The models of files, mappings and tables, a row a model, and what of a table was not read."""
    read: list[VehicleModel] = []
    told: list[str] = []
    for each in given:
        if isinstance(each, str | Path) and is_model_table(each):
            models, findings = models_of(each)
            read += models
            told += [f"{Path(each).name}: {one.message}" for one in findings]
        else:
            read.append(model_from(each))
    return read, told


def _notes(cells: Sequence[CellOut], terms: Terms) -> Iterator[str]:
    """What of the terms was not stated and bears on the sums."""
    priced = [each for each in cells if each.cost is not None]
    if not priced:
        yield "No landed cost: state the value of a vehicle with --value, or customs_value in the model."
        return
    if terms.freight is not None and terms.basis is None:
        yield "Whether freight is part of the customs value was not said (--basis cif or fob): both are counted."
    if untaxed := sorted({each.market for each in priced if each.market not in terms.vat}):
        yield f"No value-added or sales tax was stated (--vat) for {', '.join(untaxed)}: none is counted."


def asked_markets(into: Sequence[str]) -> tuple[str, ...]:
    """The markets that texts name, several in one parted by commas. Raises InvalidInput for one without a book."""
    given = [text.strip() for each in into for text in each.split(",") if text.strip()]
    missing = [
        no_market(each, Place("the command line", pointer="--into")) for each in given if market_code(each) is None
    ]
    if missing:
        raise InvalidInput(missing)
    return tuple(dict.fromkeys(code for each in given if (code := market_code(each))))


def stated_value(model: VehicleModel) -> Money | None:
    """The value that its table states of a model, else the customs value that it states for every market."""
    said = model.value or model.said.trade.get("customs_value")
    try:
        return money_of(said) if isinstance(said, str) else None
    except UsageError:
        return None


def _names(models: Sequence[VehicleModel]) -> list[str]:
    """What each model is called, told apart by its file where two have one title."""
    titles = [str(each.said.vehicle.get("name") or each.title) for each in models]
    several = {each for each in titles if titles.count(each) > 1}
    named = [
        f"{title} ({Path(m.file).name})" if title in several else title
        for title, m in zip(titles, models, strict=True)
    ]
    return [f"{name} {index}" if named.count(name) > 1 else name for index, name in enumerate(named, 1)]


def _cell(name: str, one: MarketOut, value: Money | None, terms: Terms) -> CellOut:
    return CellOut(
        model=name,
        market=one.market,
        title=one.title,
        status=one.status,
        approval=_approval(one),
        rate=one.duty.rate_at_entry,
        owed=one.duty.finally_owed,
        deciding=tuple(f"{each.outcome}: {each.cite}" for each in one.conditions),
        asks=tuple(each.name for each in one.asks),
        cost=None if value is None else landed(one.duty, value, terms),
        quotas=tuple(_left(each, terms.used.get(one.market)) for each in one.duty.quotas),
        turns=one.turns,
        unverified=tuple(each.about for each in one.duty.unverified),
    )


def _approval(one: MarketOut) -> str:
    """What is known of the approval of the type in the market, in words."""
    mine = [each for each in one.conditions if each.instrument.endswith(_APPROVALS)]
    if mine:
        return "; ".join(dict.fromkeys(f"{each.outcome}: {each.cite}" for each in mine))
    return "nothing examined stands against it" if one.approval_examined else "not examined"


def _left(quota: Quota, used: int | None) -> QuotaLeft:
    left = None if used is None or quota.quantity is None else max(quota.quantity - used, 0)
    return QuotaLeft(quota=quota, used=used, left=left)


def span_text(low: Decimal, high: Decimal | None, currency: str) -> str:
    """A sum for people, in whole units: `35,560 EUR`, `35,560 to 41,000 EUR`, `35,560 EUR or more`."""
    if high is None:
        return f"{low:,.0f} {currency} or more"
    return f"{low:,.0f} {currency}" if low == high else f"{low:,.0f} to {high:,.0f} {currency}"
