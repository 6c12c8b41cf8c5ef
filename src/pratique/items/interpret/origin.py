"""Where a thing is made, beside who is said to have made it: goods of a country of concern have a maker there.

Rule: a country of origin states no place of organisation. But where it is one of concern, or none that can be read,
and nobody who is listed is organised there, a list of sources that calls itself complete leaves somebody out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pratique.facts import party as party_facts
from pratique.ids import countries_in, country_code, of_concern
from pratique.items.interpret.parties import is_nameless
from pratique.items.lines import Source
from pratique.logic.values import Choice

_FIELDS = re.compile(
    r"(?:country|place|land|state)?(?:of)?(?:origin|manufacture|manufacturing|production|assembly|diffusion)(?:country)?"
    r"|coo|madein|origincountry|ursprungsland|herkunft(?:sland)?|原产国|原产地|产地|原産国|paysdorigine|paísdeorigen"
)
_NOWHERE = frozenset(
    ("-", "--", "/", "na", "n.a.", "k.a.", "tbd", "无", "不详", "未知", "unbekannt", "eu", "europe", "ue")
)
_PIECES = re.compile(r"[;,/|+&()]|\band\b|\bor\b|\bund\b|\boder\b|one-of|[、，；和或]")


def is_origin(name: str) -> bool:
    """Whether a property of another's naming gives a country of origin, by the last part of its name."""
    last = unicodedata.normalize("NFKC", name).casefold().rpartition(":")[2].rpartition(".")[2]
    return _FIELDS.fullmatch(re.sub(r"[\s_'-]+", "", last)) is not None


def made_elsewhere(origins: Iterable[str], sources: Sequence[Source]) -> str | None:
    """The first origin at which none of the `sources` is organised, where it is of concern or cannot be read."""
    for each in origins:
        for code in origins_in(each):
            if code not in _seats(sources):
                return each
    return None


@lru_cache(maxsize=4096)
def origins_in(text: str) -> frozenset[str]:
    """The countries of concern that an origin gives; `?` stands for words that are no country."""
    if is_nameless(text) or text.strip().casefold() in _NOWHERE:
        return frozenset()
    if (code := country_code(text)) is not None:
        return frozenset((code,)) & of_concern()
    found: set[str] = set(countries_in(text))
    for piece in filter(None, map(str.strip, _PIECES.split(text))):
        code = country_code(piece)
        if code is None and not countries_in(piece) and piece.casefold() not in _NOWHERE:
            found.add("?")
        elif code in of_concern():
            found.add(code)
    return frozenset(found)


def _seats(sources: Sequence[Source]) -> frozenset[str]:
    """Where those who are listed are said to be organised."""
    seats: set[str] = set()
    for each in sources:
        values = each.party.values if each.party is not None else each.party_values
        seat = values.get(party_facts.organised_in.name)
        if isinstance(seat, Choice):
            seats |= seat.possible if len(seat.possible) == 1 else set()
    return frozenset(seats)
