"""What a model file says, as a frozen struct: the vehicle, its trade, what holds of one market alone.

Rule: the reader of models (`model`) has looked at the form of all of it before; what stands in its tables are facts,
and parties and answers are those of the dossier that is made of it.
"""

from __future__ import annotations

import re
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

    def pointer(self, led: str, market: object) -> str:
        """A key path into the dossier of one market that is made of a model -> that of the model itself."""
        fact = _FACT.match(led)
        if fact is None:
            return f"vehicle/{led.removeprefix(_VEHICLE)}" if led.startswith(_VEHICLE) else led
        name, _, rest = fact[1].partition("/")
        key = name.removeprefix("trade.")
        keys = (name, key, *(said for said, meant in FROM.items() if meant == name))
        own = self.into.get(str(market), {})
        for where, table in ((f"into/{market}", own), ("trade", self.trade), ("facts", self.facts)):
            for one in keys:
                if one in table:
                    return "/".join(filter(None, (where, one, rest)))
        return "trade"


FROM = {"hs_code": "trade.hs6", "manufacturer": "trade.producer", "customs_value": "trade.customs_value_usd"}
"""Keys of `[trade]` that are read as a fact of another name."""
_FACT = re.compile(r"transactions/\d+/facts/(.+)", re.DOTALL)
_VEHICLE = "vehicles/0/"
KEYS = frozenset(ModelEntry.__struct_fields__)
"""The keys of a model file."""
