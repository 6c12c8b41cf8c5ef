"""Claims as bytes, and the keys under which each is found."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import msgspec

from pratique.parties.holdings import (
    Claim,
    Concert,
    Direction,
    Hole,
    PartyClaim,
    Power,
    Remainder,
    SameAs,
    Stake,
)
from pratique.parties.registry import party_ids
from pratique.parties.stored.keys import about_key, number_keys, record_key, text_keys

_TYPES: tuple[type[Any], ...] = (PartyClaim, Stake, Power, Remainder, Concert, Direction, SameAs, Hole)


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return [value.numerator, value.denominator]
    if isinstance(value, frozenset):
        return sorted(value)
    raise NotImplementedError(type(value))


def _built(kind: type[Any], value: Any) -> Any:
    if kind is Fraction:
        return Fraction(*value)
    raise NotImplementedError(kind)


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain, order="deterministic")


@cache
def _decoder(kind: int) -> msgspec.msgpack.Decoder[Claim]:
    """The reader of one kind of claim, made when one is first read."""
    return msgspec.msgpack.Decoder(_TYPES[kind], dec_hook=_built)


def to_bytes(claim: Claim) -> bytes:
    """One claim, with its kind in the first byte."""
    return bytes([_TYPES.index(type(claim))]) + _ENCODER.encode(claim)


def from_bytes(data: bytes) -> Claim:
    """The claim that `to_bytes` wrote."""
    return _decoder(data[0]).decode(data[1:])


def about(claim: Claim) -> Iterator[str]:
    """Whom a claim is about: a question on one of them needs it."""
    match claim:
        case PartyClaim(party=party):
            yield party.id
        case Stake(subject=subject) | Power(subject=subject) | Remainder(subject=subject) | Concert(subject=subject):
            yield subject
        case Direction() | SameAs():
            yield from party_ids(claim)
        case Hole(about=party):
            if party:
                yield party


def keys_of_claim(claim: Claim) -> list[int]:
    """Every key under which a claim is found; none for one that may be about anybody."""
    keys = sorted({about_key(name) for name in about(claim)})
    if isinstance(claim, PartyClaim):
        for pair in claim.party.identifiers:
            keys += number_keys(*pair)
        for name in claim.party.names:
            keys += text_keys(name)
    if claim.provenance.record:
        keys.append(record_key(claim.provenance.source, claim.provenance.record))
    return keys
