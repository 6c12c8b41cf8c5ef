"""Quantifiers written again so that no body reads two elements at once.

Rule: strong Kleene logic is a distributive lattice: `some x: b and c(x)` is `b and some x: c(x)`, and a sum of such
terms is read term by term, exactly. A body is multiplied out only as far as it stays small; what would grow beyond
the limit is left as it is and read where both elements stand on one row. A node that many paths lead to is written
once: the levels of a law are many paths through few nodes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, product
from typing import assert_never

from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Const,
    Exists,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    Not,
    SubsetOf,
    Term,
    TruthFact,
)
from pratique.logic.simplify import reads

LIMIT = 62
"""Up to so many terms a body is multiplied out into."""


@lru_cache(maxsize=16384)
def separated(condition: Condition, limit: int = LIMIT) -> Condition:
    """The same condition (in normal form), its quantifiers apart where that takes at most `limit` terms."""
    match condition:
        case AllOf(parts):
            return AllOf(tuple(separated(part, limit) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(separated(part, limit) for part in parts))
        case Exists(kind, body):
            return _apart(kind, separated(body, limit), limit, existential=True)
        case ForAll(kind, body):
            return _apart(kind, separated(body, limit), limit, existential=False)
        case Const() | TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf() | Not() | Term():
            return condition
        case _:
            assert_never(condition)


Parts = tuple[Condition, ...]
"""The parts that stand together: all of them for `some`, any of them for `every`."""


def _apart(kind: Kind, body: Condition, limit: int, *, existential: bool) -> Condition:
    whole: Condition = Exists(kind, body) if existential else ForAll(kind, body)
    if not _reads_outside(body, kind):
        return whole
    terms = _terms(body, kind, limit, existential)
    if terms is None:
        return whole
    found: dict[Condition, dict[Parts, None]] = {}
    for term in terms:
        ours = [part for part in term if reads(part, kind)]
        others = tuple(part for part in term if not reads(part, kind))
        found.setdefault(_joined(ours, existential), {})[others] = None
    return _joined([_one(kind, its, inner, existential) for inner, its in found.items()], not existential)


def _one(kind: Kind, others: Iterable[Parts], inner: Condition, existential: bool) -> Condition:
    """The quantifier over what reads its element, joined with what stands outside of it."""
    quantified: Condition = Exists(kind, inner) if existential else ForAll(kind, inner)
    outside = [_joined(list(each), existential) for each in others]
    if any(not each for each in others):
        return quantified
    return _joined([quantified, _joined(outside, not existential)], existential)


@lru_cache(maxsize=16384)
def _reads_outside(body: Condition, kind: Kind) -> bool:
    """Whether some part of the body does not read the element."""
    if not reads(body, kind):
        return True
    return isinstance(body, AllOf | AnyOf) and any(_reads_outside(part, kind) for part in body.parts)


@lru_cache(maxsize=16384)
def _terms(body: Condition, kind: Kind, limit: int, existential: bool) -> tuple[Parts, ...] | None:
    """The body as a sum of products for `some`, a product of sums for `every`; None where there are too many."""
    if not isinstance(body, AllOf | AnyOf) or not _reads_outside(body, kind) or not reads(body, kind):
        return ((body,),)
    several = [_terms(part, kind, limit, existential) for part in body.parts]
    if any(terms is None for terms in several):
        return None
    known = [terms for terms in several if terms is not None]
    if isinstance(body, AnyOf) == existential:
        together = [term for terms in known for term in terms]
    else:
        size = 1
        for terms in known:
            size *= len(terms)
            if size > limit:
                return None
        together = [tuple(dict.fromkeys(chain.from_iterable(chosen))) for chosen in product(*known)]
    kept = _least(together)
    return tuple(kept) if len(kept) <= limit else None


def _least(terms: list[Parts]) -> list[Parts]:
    """The terms that no other absorbs, each once."""
    unique = {frozenset(term): term for term in reversed(terms)}
    return [term for parts, term in reversed(unique.items()) if not any(other < parts for other in unique)]


def _joined(parts: list[Condition], conjunction: bool) -> Condition:
    if len(parts) == 1:
        return parts[0]
    return AllOf(tuple(parts)) if conjunction else AnyOf(tuple(parts))
