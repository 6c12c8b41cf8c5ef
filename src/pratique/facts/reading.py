"""Values as a dossier or an answer holds them: literals of TOML and JSON, and tables that say what is not known.

Rule: a text is read by the one grammar of `facts.written`; a table says what is not known: `{min, max, exclusive_min,
exclusive_max}`, `{one_of = [...]}`, `{must = [...], may = [...]}`, `{none = true}`, `{unknown = "reason"}`; each may
carry `source`, `basis`, `asserted_on`, `expires_on`, `document`, `confidential`. A value of the wrong type or unit is
refused with what would be right; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pratique.facts.proof import BASES, REASONS, Basis, Proof
from pratique.facts.territories import READ_AS
from pratique.facts.written import (
    POUND,
    BadValue,
    bounded,
    cut,
    days_at,
    no_fraction,
    read_days,
    read_number,
    read_text,
    read_word,
    whole_or_not,
)
from pratique.logic.entities import open_value
from pratique.logic.intervals import Interval
from pratique.logic.nodes import ChoiceFact, DateFact, Fact, NumberFact, SetFact, TruthFact
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value, between, point

__all__ = ["POUND", "BadValue", "read_proof", "read_value"]

_PROOF_KEYS = {"source", "basis", "asserted_on", "expires_on", "document", "confidential"}
_VALUE_KEYS = {
    "value",
    "min",
    "max",
    "exclusive_min",
    "exclusive_max",
    "one_of",
    "not",
    "must",
    "may",
    "none",
    "unknown",
    "unit",
}


def read_value(fact: Fact, raw: Any) -> Value:
    """The value of `fact` that `raw` writes. Raises BadValue."""
    if isinstance(raw, Mapping):
        return _table(fact, raw)
    if isinstance(raw, str):
        value = read_text(raw, fact)
        return open_value(fact) if value is None else value
    match fact:
        case TruthFact():
            if not isinstance(raw, bool):
                raise BadValue(f"{raw!r} is neither true nor false")
            return TRUE if raw else FALSE
        case NumberFact():
            return no_fraction(fact, bounded(fact, point(_number(fact, raw))), raw)
        case DateFact():
            return _day(raw)
        case ChoiceFact() if isinstance(raw, bool) and {"yes", "no"} <= fact.values:
            return Choice(frozenset({"yes" if raw else "no"}))
        case ChoiceFact():
            return Choice(frozenset({read_word(fact, str(raw))}))
        case SetFact():
            chosen = _words(fact, raw)
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
        return open_value(fact)
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
            must = _words(fact, raw.get("must", []))
            may = _words(fact, raw["may"]) if "may" in raw else fact.values
            return Members(must, may | must)
        case TruthFact():
            raise BadValue("a fact that holds or not takes true, false or {unknown = ...}")


def _none(fact: Fact) -> Value:
    if isinstance(fact, NumberFact | DateFact) and fact.may_be_none:
        return NONE
    raise BadValue(f"{fact.name} is never none")


def _number(fact: NumberFact, raw: Any) -> int | Fraction:
    if isinstance(raw, str):
        return read_number(fact, raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise BadValue(f"{cut(repr(raw))} is not a number")
    return whole_or_not(fact, raw)


def _day(raw: Any) -> Span:
    """A day, or what a truncated date (2026, 2026-03) leaves open."""
    if isinstance(raw, date):
        if isinstance(raw, datetime) and raw.tzinfo is not None:
            return Span(days_at(raw.date(), raw.isoformat()[10:]))
        return point(raw.date() if isinstance(raw, datetime) else raw)
    return Span(read_days(str(raw)))


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
        others = READ_AS.get(fact.name, {})
        possible = frozenset(others.get(each, each) for each in _words(fact, raw["one_of"]))
    elif "not" in raw:
        excluded = raw["not"] if isinstance(raw["not"], list) else [raw["not"]]
        possible = fact.values - _words(fact, excluded)
    else:
        raise BadValue("a choice that is not known needs one_of, not or unknown")
    if not possible:
        raise BadValue(f"nothing is left that {fact.name} can be")
    return Choice(possible)


def _words(fact: ChoiceFact | SetFact, raw: Any) -> frozenset[str]:
    if not isinstance(raw, Iterable) or isinstance(raw, str):
        raise BadValue(f"{raw!r} is not a list")
    return frozenset(read_word(fact, str(each)) for each in raw)
