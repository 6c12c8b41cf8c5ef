"""What a vehicle costs once it has landed: value, freight, duty, sums due, tax, in one currency, low to high.

Rule: only what the user states is counted beside the duty of the book: freight, other costs, value-added tax, rates
of exchange. What is open widens the span; what is unknown leaves it without an upper end; a sum in a currency
without a stated rate is named and leaves it without one too. Whether freight is part of the customs value is asked,
not assumed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

import msgspec

from pratique.deciding.rates import Rate
from pratique.dossier.model_markets import market_code
from pratique.errors import UsageError
from pratique.usecases.markets.duty_answer import DutyAnswer
from pratique.value_class import dataclass

CENT = Decimal("0.01")
Basis = Literal["cif", "fob"]


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in a currency (ISO 4217)."""

    amount: Decimal
    currency: str


class MoneySpan(msgspec.Struct, frozen=True, kw_only=True):
    """A sum between two ends, both included; without `max` nobody knows how much it can be."""

    min: Decimal
    max: Decimal | None


class LandedCost(msgspec.Struct, frozen=True, kw_only=True):
    """The cost of one vehicle in one market; `not_counted` names what is due and could not be counted."""

    currency: str
    goods: Decimal
    freight: Decimal
    duty: MoneySpan
    sums: MoneySpan
    other: Decimal
    tax: MoneySpan
    tax_rate: Decimal | None
    total: MoneySpan
    not_counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What the user states of money: `values` one for all models or one each; the rest by market.

    `rates` say what one unit of a currency is in `currency`, the currency of the answer.
    """

    values: tuple[Money, ...] = ()
    currency: str = ""
    freight: Money | None = None
    basis: Basis | None = None
    vat: Mapping[str, Decimal] = field(default_factory=dict)
    other: Mapping[str, Money] = field(default_factory=dict)
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    used: Mapping[str, int] = field(default_factory=dict)


_MONEY = re.compile(
    r"\s*([0-9][0-9_,']*(?:\.[0-9]+)?)\s*([A-Za-z]{3})\s*|\s*([A-Za-z]{3})\s*([0-9][0-9_,']*(?:\.[0-9]+)?)\s*"
)


def money_of(text: str) -> Money:
    """`28000EUR`, `28,000 EUR` or `EUR 28000`. Raises UsageError."""
    found = _MONEY.fullmatch(text)
    if not found:
        raise UsageError(f"{text!r} is no sum of money: write it as 28000EUR.")
    number, currency = (found[1], found[2]) if found[1] else (found[4], found[3])
    return Money(Decimal(re.sub(r"[_,']", "", number)), currency.upper())


def terms_of(
    *,
    values: Iterable[str] = (),
    currency: str | None = None,
    freight: str | None = None,
    basis: Basis | None = None,
    vat: Iterable[str] = (),
    other: Iterable[str] = (),
    rates: Iterable[str] = (),
    used: Iterable[str] = (),
) -> Terms:
    """The terms that texts state: `EU=19` a tax, `USD=0.92` a rate, `CA=12000` used of a quota. Raises UsageError."""
    read = tuple(money_of(each) for each in values)
    return Terms(
        values=read,
        currency=(currency or (read[0].currency if read else "")).upper(),
        freight=money_of(freight) if freight else None,
        basis=basis,
        vat={market: _number(text) for market, text in _by_market(vat, "--vat")},
        other={market: money_of(text) for market, text in _by_market(other, "--other")},
        rates={name.upper(): _number(text, above_zero=True) for name, text in _pairs(rates, "--rate")},
        used={market: int(_number(text)) for market, text in _by_market(used, "--used")},
    )


def _pairs(given: Iterable[str], option: str) -> Iterable[tuple[str, str]]:
    for each in given:
        for pair in each.split(","):
            name, equals, text = pair.partition("=")
            if not equals or not name.strip():
                raise UsageError(f"{option} takes NAME=VALUE, not {pair!r}.")
            yield name.strip(), text.strip()


def _by_market(given: Iterable[str], option: str) -> Iterable[tuple[str, str]]:
    for name, text in _pairs(given, option):
        market = market_code(name)
        if market is None:
            raise UsageError(f"{option} names {name!r}, which is no market with a book.")
        yield market, text


def _number(text: str, above_zero: bool = False) -> Decimal:
    plain = text.removesuffix("%").strip()
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain) or (above_zero and not Decimal(plain)):
        raise UsageError(f"{text!r} is no {'rate' if above_zero else 'number'}: write it as 19 or 0.92.")
    return Decimal(plain)


def converted(money: Money, terms: Terms) -> Decimal | None:
    """A sum in the currency of the answer; None where no rate is stated."""
    if money.currency == terms.currency:
        return money.amount
    rate = terms.rates.get(money.currency)
    return None if rate is None else money.amount * rate


def landed(due: DutyAnswer, goods: Money, terms: Terms) -> LandedCost:
    """The landed cost of goods of that value. Raises UsageError where the value or the freight has no rate."""
    value = _needed(goods, terms)
    freight = _needed(terms.freight, terms) if terms.freight else Decimal(0)
    extra = terms.other.get(due.market)
    other = _needed(extra, terms) if extra else Decimal(0)
    low, high = ends_of(due.rate_at_entry)
    bases = (value, value) if not freight else _bases(value, freight, terms.basis)
    duty = MoneySpan(min=_cents(bases[0] * low / 100), max=None if high is None else _cents(bases[1] * high / 100))
    sums, left = _sums(due, terms)
    before = MoneySpan(
        min=value + freight + duty.min + sums.min + other,
        max=None if duty.max is None or sums.max is None else value + freight + duty.max + sums.max + other,
    )
    rate = terms.vat.get(due.market)
    part = Decimal(0) if rate is None else rate / 100
    tax = MoneySpan(min=_cents(before.min * part), max=None if before.max is None else _cents(before.max * part))
    return LandedCost(
        currency=terms.currency,
        goods=_cents(value),
        freight=_cents(freight),
        duty=duty,
        sums=sums,
        other=_cents(other),
        tax=tax,
        tax_rate=rate,
        total=MoneySpan(
            min=_cents(before.min + tax.min),
            max=None if before.max is None or tax.max is None else _cents(before.max + tax.max),
        ),
        not_counted=tuple(left),
    )


def _needed(money: Money, terms: Terms) -> Decimal:
    found = converted(money, terms)
    if found is None:
        raise UsageError(
            f"{money.currency} is to be told in {terms.currency}: state what one {money.currency} is, "
            f"--rate {money.currency}=..."
        )
    return found


def _bases(value: Decimal, freight: Decimal, basis: Basis | None) -> tuple[Decimal, Decimal]:
    """The lowest and the highest customs value."""
    return (value + freight if basis == "cif" else value), (value if basis == "fob" else value + freight)


def ends_of(rate: Rate) -> tuple[Decimal, Decimal | None]:
    """The lowest and the highest that a rate can be, in percent; None where it has no known end."""
    if not isinstance(rate, dict):
        return Decimal(rate), Decimal(rate)
    if "one_of" in rate:
        return min(rate["one_of"]), max(rate["one_of"])
    return Decimal(rate["min"]), rate.get("max")


def _sums(due: DutyAnswer, terms: Terms) -> tuple[MoneySpan, list[str]]:
    """The sums that are due beside the rate, from what is due at least to what is due at most."""
    low = high = Decimal(0)
    left = []
    for each in due.sums:
        least, most = (converted(Money(end, each.currency), terms) for end in (each.min, each.max))
        if least is None or most is None:
            ends = f"{each.max:,f}" if each.min == each.max else f"{each.min:,f} to {each.max:,f}"
            left.append(f"{ends} {each.currency} a vehicle: no rate is stated")
            continue
        low += least
        high += most
    return MoneySpan(min=_cents(low), max=None if left else _cents(high)), left


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_EVEN)


def values_for(count: int, terms: Terms, stated: Sequence[Money | None]) -> tuple[Money | None, ...]:
    """The value of each model: the one stated for all, its own in order, or the customs value that it states."""
    if len(terms.values) == 1:
        return terms.values * count
    if terms.values and len(terms.values) != count:
        raise UsageError(
            f"--value stands {len(terms.values)} times for {count} models: once for all, or once for each."
        )
    return terms.values or tuple(stated)
