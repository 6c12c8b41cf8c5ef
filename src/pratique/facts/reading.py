"""Values as people write them, in a dossier, an answer or on a command line.

Rule: a value is a literal, or a table that says what is not known: `{min, max, exclusive_min, exclusive_max}`,
`{one_of = [...]}`, `{must = [...], may = [...]}`, `{none = true}`, `{unknown = "reason"}`; each may carry
`source`, `basis`, `asserted_on`, `expires_on`, `document`, `confidential`. A value of the wrong type or unit is refused with
what would be right; nothing is guessed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pratique.facts.proof import BASES, REASONS, Basis, Proof
from pratique.facts.unions import UNIONS
from pratique.ids import country_code
from pratique.logic.entities import unknown_value
from pratique.logic.intervals import Interval, exact
from pratique.logic.nodes import ChoiceFact, DateFact, Fact, NumberFact, SetFact, TruthFact
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value, between, point

POUND = Fraction("0.45359237")
"""Kilograms in one pound, exactly (the international pound)."""
UNITS: dict[str, dict[str, Fraction]] = {
    "kg": {"kg": Fraction(1), "lb": POUND, "t": Fraction(1000)},
    "lb": {"lb": Fraction(1), "kg": 1 / POUND, "t": 1000 / POUND},
    "Hz": {"Hz": Fraction(1), "kHz": Fraction(10**3), "MHz": Fraction(10**6), "GHz": Fraction(10**9)},
}
"""For each unit of a fact: what one of another unit is in it."""
_QUANTITY = re.compile(r"\s*([+-]?[0-9][0-9_]{0,99}(?:\.[0-9]{1,99})?(?:[eE][+-]?[0-9]{1,3})?)\s*([^\s0-9]*)\s*")
"""A number of at most a hundred digits on each side: longer ones say nothing and cost much to keep exactly."""
_PROOF_KEYS = {"source", "basis", "asserted_on", "expires_on", "document", "confidential"}
_VALUE_KEYS = {
    "value", "min", "max", "exclusive_min", "exclusive_max", "one_of", "not", "must", "may", "none", "unknown", "unit",
}  # fmt: skip


class BadValue(ValueError):
    """A value that does not fit its fact; the message says what would."""


def read_value(fact: Fact, raw: Any) -> Value:
    """The value of `fact` that `raw` writes. Raises BadValue."""
    if isinstance(raw, Mapping):
        return _table(fact, raw)
    if raw == "?":
        return unknown_value(fact)
    match fact:
        case TruthFact():
            return _truth(raw)
        case NumberFact():
            return NONE if raw == "none" and fact.may_be_none else _bounded(fact, point(_number(fact, raw)))
        case DateFact():
            return NONE if raw == "none" and fact.may_be_none else _day(raw)
        case ChoiceFact():
            if _is_among(raw, UNIONS) and raw not in fact.values and fact.values.issuperset(UNIONS[raw]):
                return Choice(frozenset(UNIONS[raw]))
            return Choice(frozenset({_choice(fact, raw)}))
        case SetFact():
            chosen = _choices(fact, raw if isinstance(raw, list) else [raw])
            return Members(chosen, chosen)


def read_proof(raw: Any, default: Proof) -> Proof:
    """The proof that a table carries, `default` where it says nothing. Raises BadValue."""
    if not isinstance(raw, Mapping):
        return default
    basis = raw.get("basis", default.basis.words)
    if not _is_among(basis, BASES):
        raise BadValue(f"the basis {basis!r} is none of {', '.join(BASES)}")
    reason = raw.get("unknown")
    if reason is not None and not _is_among(reason, REASONS):
        raise BadValue(f"the reason {reason!r} is none of {', '.join(REASONS)}")
    return Proof(
        source=str(raw.get("source", default.source)),
        basis=Basis[str(basis).upper()],
        asserted_on=_maybe_day(raw.get("asserted_on")) or default.asserted_on,
        expires_on=_maybe_day(raw.get("expires_on")) or default.expires_on,
        document=raw.get("document", default.document),
        reason=reason,
        chain=default.chain,
        confidential=raw.get("confidential", default.confidential) is True,
    )


def _is_among(word: Any, words: Iterable[str]) -> bool:
    return isinstance(word, str) and word in words


def _table(fact: Fact, raw: Mapping[str, Any]) -> Value:
    strange = sorted(set(raw) - _VALUE_KEYS - _PROOF_KEYS)
    if strange:
        raise BadValue(f"a value has no {', '.join(strange)}; it has {', '.join(sorted(_VALUE_KEYS | _PROOF_KEYS))}")
    if "unknown" in raw:
        return unknown_value(fact)
    if raw.get("none") is True:
        return _none(fact)
    if "value" in raw:
        inner = raw["value"]
        if "unit" in raw:
            inner = f"{inner} {raw['unit']}"
        return read_value(fact, inner)
    match fact:
        case NumberFact() | DateFact():
            return _interval(fact, raw)
        case ChoiceFact():
            return _possible(fact, raw)
        case SetFact():
            must = _choices(fact, raw.get("must", []))
            may = _choices(fact, raw["may"]) if "may" in raw else fact.values
            return Members(must, may | must)
        case TruthFact():
            raise BadValue("a fact that holds or not takes true, false or {unknown = ...}")


def _none(fact: Fact) -> Value:
    if isinstance(fact, NumberFact | DateFact) and fact.may_be_none:
        return NONE
    raise BadValue(f"{fact.name} is never none")


def _truth(raw: Any) -> Value:
    if raw is True or raw is False:
        return TRUE if raw else FALSE
    word = str(raw).strip().lower()
    if word in ("yes", "true", "no", "false", "unknown"):
        return {"yes": TRUE, "true": TRUE, "no": FALSE, "false": FALSE, "unknown": UNKNOWN}[word]
    raise BadValue(f"{raw!r} is neither true nor false")


def _number(fact: NumberFact, raw: Any) -> int | Fraction:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        raise BadValue(f"{raw!r} is not a number")
    if not isinstance(raw, str):
        return _exactly(fact, raw)
    found = _QUANTITY.fullmatch(raw)
    if not found:
        raise BadValue(f"{raw!r} is not a number{f' in {fact.unit}' if fact.unit else ''}")
    digits, unit = found[1].replace("_", ""), found[2]
    factors = UNITS.get(fact.unit, {fact.unit: Fraction(1)})
    if unit and unit not in factors:
        raise BadValue(f"{unit!r} is not a unit of {fact.name}; it is in {' or '.join(factors) or 'no unit'}")
    return _exactly(fact, Fraction(digits) * factors.get(unit or fact.unit, Fraction(1)))


def _exactly(fact: NumberFact, raw: int | float | Decimal | Fraction) -> int | Fraction:
    try:
        number = exact(raw)
    except (ValueError, OverflowError) as error:
        raise BadValue(f"{raw!r} is not a finite number") from error
    if fact.whole and not isinstance(number, int):
        raise BadValue(f"{raw!r} is not a whole number")
    return number


def _bounded(fact: NumberFact, span: Span) -> Span:
    if not span.interval.within(fact.domain):
        raise BadValue(f"{span.interval} lies outside {fact.domain}{f' {fact.unit}' if fact.unit else ''}")
    return span


def _day(raw: Any) -> Span:
    """A day, or what a truncated date (2026, 2026-03) leaves open."""
    if isinstance(raw, date):
        return point(raw.date() if isinstance(raw, datetime) else raw)
    text = str(raw)
    try:
        if re.fullmatch(r"\d{4}-\d{2}", text):
            first = date.fromisoformat(f"{text}-01")
            after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
            return between(first, date.fromordinal(after.toordinal() - 1))
        if re.fullmatch(r"\d{4}", text):
            return between(date(int(text), 1, 1), date(int(text), 12, 31))
        return point(date.fromisoformat(text))
    except ValueError as error:
        raise BadValue(f"{raw!r} is no calendar day (write 2026-11-22, 2026-11 or 2026)") from error


def _maybe_day(raw: Any) -> date | None:
    if raw is None:
        return None
    span = _day(raw)
    if not span.is_known:
        raise BadValue(f"{raw!r} is not one day")
    return date.fromordinal(int(span.interval.low))


def _interval(fact: NumberFact | DateFact, raw: Mapping[str, Any]) -> Span:
    def end(*names: str) -> tuple[Any, bool]:
        given = [name for name in names if name in raw]
        if len(given) > 1:
            raise BadValue(f"{' and '.join(given)} exclude each other")
        return (raw[given[0]], given[0].startswith("exclusive")) if given else (None, False)

    (low, low_open), (high, high_open) = end("min", "exclusive_min"), end("max", "exclusive_max")
    if low is None and high is None:
        raise BadValue("a value that is not known needs min, max, none or unknown")
    ends = [None if e is None else _end(fact, e, first) for e, first in ((low, True), (high, False))]
    domain = fact.domain if isinstance(fact, NumberFact) else Interval()
    span = Span(between(ends[0], ends[1], low_open, high_open).interval.meet(domain), Absence.NO)
    if span.interval.is_empty:
        raise BadValue(f"no {fact.name} lies between {low} and {high}")
    return span


def _end(fact: NumberFact | DateFact, raw: Any, first: bool) -> int | Fraction:
    if isinstance(fact, NumberFact):
        return _number(fact, raw)
    interval = _day(raw).interval
    return int(interval.low if first else interval.high)


def _possible(fact: ChoiceFact, raw: Mapping[str, Any]) -> Choice:
    if "one_of" in raw:
        possible = _choices(fact, raw["one_of"])
    elif "not" in raw:
        excluded = raw["not"] if isinstance(raw["not"], list) else [raw["not"]]
        possible = fact.values - _choices(fact, excluded)
    else:
        raise BadValue("a choice that is not known needs one_of, not or unknown")
    if not possible:
        raise BadValue(f"nothing is left that {fact.name} can be")
    return Choice(possible)


def _choices(fact: ChoiceFact | SetFact, raw: Any) -> frozenset[str]:
    if not isinstance(raw, Iterable) or isinstance(raw, str):
        raise BadValue(f"{raw!r} is not a list")
    return frozenset(_choice(fact, each) for each in raw)


def _choice(fact: ChoiceFact | SetFact, raw: Any) -> str:
    text = str(raw)
    if text in fact.values:
        return text
    folded = text.strip().lower().replace(" ", "_").replace("-", "_")
    for value in fact.values:
        if value.lower() == folded:
            return value
    if "US" in fact.values and (code := country_code(text)) in fact.values:
        return str(code)
    raise BadValue(f"{_cut(text)!r} is not among what {fact.name} can be; {_offered(fact, folded)}")


def _offered(fact: ChoiceFact | SetFact, folded: str) -> str:
    near = difflib.get_close_matches(folded[:80], sorted(fact.values), 3, cutoff=0.4)
    if near:
        return f"nearest: {', '.join(near)}"
    if "US" in fact.values:
        return "it takes a country, by its ISO 3166-1 code or its name"
    few = sorted(fact.values)
    return f"it takes {', '.join(few[:6])}" + (f" and {len(few) - 6} more" if len(few) > 6 else "")


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
