"""Values that must be able to go while the record stays: a record holds only their salted hash.

Rule: the salt is 32 random bytes of its own for each value, so that nothing is guessed from a hash; who deletes salt
and value has redacted it, and the chain still holds. A record says where (`{"sealed": HASH}`) and never what.
Retention: nothing leaves before its day, and no period is shorter than ten years (15 CFR 791.312).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pratique.records.canonical import canonical, sha256
from pratique.records.chain import Fault, Said
from pratique.value_class import dataclass

REDACTION = "redaction"
"""The kind of record that tells which sealed values went: `redacted`, a list of `record` and `pointer`."""
LEAST_YEARS = 10
"""Years for which a record and what belongs to it is kept at the least."""


@dataclass(frozen=True, slots=True)
class SealedValue:
    """A value and its salt, and the JSON pointer in the record's `about` where its hash stands."""

    pointer: str
    salt: bytes
    value: bytes

    @property
    def mark(self) -> str:
        """What the record holds: SHA-256 of salt and canonical value."""
        return sha256(self.salt + self.value)


def sealed(about: Mapping[str, object], private: Mapping[str, object]) -> tuple[dict[str, object], list[SealedValue]]:
    """What a record may say of `about` and `private`, and the values to be kept beside it. Raises ValueError."""
    if twice := sorted(set(about) & set(private)):
        raise ValueError(f"{twice[0]!r} is told both openly and sealed")
    values = [SealedValue(f"/{key}", secrets.token_bytes(32), canonical(private[key])) for key in sorted(private)]
    return {**about, **{each.pointer[1:]: {"sealed": each.mark} for each in values}}, values


def marks(about: Mapping[str, object]) -> dict[str, str]:
    """The sealed hashes that a record holds, by pointer."""
    return {
        f"/{key}": str(value["sealed"])
        for key, value in about.items()
        if isinstance(value, Mapping) and set(value) == {"sealed"}
    }


def sealed_faults(said: Iterable[Said], kept: Mapping[int, Sequence[SealedValue]]) -> Iterator[Fault]:
    """What is wrong with the sealed values of records: changed, of no record, or gone without a redaction."""
    bodies = list(said)
    redacted = [place for one in bodies if one.kind == REDACTION for place in _places(one.about.get("redacted"))]
    for one in bodies:
        expected = marks(one.about)
        for value in kept.get(one.seq, ()):
            if expected.pop(value.pointer, None) != value.mark:
                yield Fault(one.seq, f"{value.pointer} is not what was sealed")
        for pointer in expected:
            if (one.seq, pointer) not in redacted:
                yield Fault(one.seq, f"{pointer} is gone without a redaction")


def _places(told: object) -> Iterator[tuple[object, object]]:
    for each in told if isinstance(told, list) else ():
        if isinstance(each, Mapping):
            yield each.get("record"), each.get("pointer")


def keep_until(recorded: date, years: int = LEAST_YEARS, duty: date | None = None, hold: bool = False) -> date:
    """The first day on which what was recorded may go: the later of the period and a duty's own day.

    `date.max` under a legal hold. Raises ValueError for a period that is too short.
    """
    if years < LEAST_YEARS:
        raise ValueError(f"records are kept for {LEAST_YEARS} years at the least, not {years}")
    if hold:
        return date.max
    try:
        end = recorded.replace(year=recorded.year + years)
    except ValueError:  # 29 February
        end = date(recorded.year + years, 3, 1)
    return max(end, duty) if duty else end
