"""What a model file says, as a frozen struct: the vehicle, its trade, what holds of one market alone.

Rule: the reader of models (`model`) has looked at the form of all of it before; what stands in its tables are facts,
and parties and answers are those of the dossier that is made of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
from msgspec import UNSET, UnsetType

Table = Mapping[str, object]


class ModelEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A model; `maker` is the party that makes it, `into` what holds of a market, by whatever name it has there."""

    title: object = None
    maker: object | UnsetType = UNSET
    known_on: object = None
    construe: str | Mapping[str, str] | None = None
    markets: Sequence[object] = ()
    registries: Sequence[object] = ()
    parties: Sequence[object] = ()
    answers: Sequence[object] = ()
    vehicle: Table = {}
    trade: Table = {}
    into: Mapping[str, Table] = {}
    facts: Table = {}

    @property
    def day(self) -> date | None:
        """The day of the evidence that it fixes; None where it fixes none. Raises ValueError where it is no day."""
        return None if self.known_on is None else date.fromisoformat(str(self.known_on))


KEYS = frozenset(ModelEntry.__struct_fields__)
"""The keys of a model file."""
