"""Countries by ISO 3166-1 code, English and Chinese name, the aliases that registers use, and their native names.

Rule: Hong Kong, Macao and Taiwan have their own codes here, whatever a law makes of them; which of them
a law counts into a country is its parameter. A text that names no country for certain ("Korea") gives None.
Names in other languages are of the CLDR (`supply/native_names.py` makes the table; its licence lies beside it).
Invariant: no two rows share a code, a name or an alias, so the lookup is a function.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from types import MappingProxyType

from pratique.files.shipped import shipped_rows
from pratique.value_class import dataclass

SUBDIVISIONS_WITH_OWN_CODE = MappingProxyType(
    {
        "CN-HK": "HK",
        "CN-91": "HK",
        "CN-MO": "MO",
        "CN-92": "MO",
        "CN-TW": "TW",
        "CN-71": "TW",
        "US-PR": "PR",
        "US-GU": "GU",
        "US-VI": "VI",
        "US-AS": "AS",
        "US-MP": "MP",
        "US-UM": "UM",
    }
)
"""ISO 3166-2 codes of places that ISO 3166-1 also lists as countries."""


@dataclass(frozen=True, slots=True)
class Country:
    """One row of ISO 3166-1: codes, English short name, Chinese name, other names in use."""

    alpha2: str
    alpha3: str
    name: str
    name_zh: str
    aliases: tuple[str, ...]


@cache
def countries() -> MappingProxyType[str, Country]:
    """Every country by its two-letter code."""
    table: dict[str, Country] = {}
    for row in shipped_rows("pratique.ids", "countries.csv"):
        aliases = tuple(alias for alias in row["aliases"].split(";") if alias)
        table[row["alpha2"]] = Country(row["alpha2"], row["alpha3"], row["name"], row["name_zh"], aliases)
    return MappingProxyType(table)


def country_code(text: str | None) -> str | None:
    """The two-letter code that `text` stands for: a code, a subdivision code, a name or an alias; else None.

    Case, accents, full stops and a leading article do not matter: `country_code("P.R. China") == "CN"`,
    `country_code("CN-HK") == "HK"`, `country_code("US-DE") == "US"`, `country_code("Korea") is None`.
    """
    if not text:
        return None
    code = text.strip().upper()
    if len(code) == 2 and code in countries():
        return code
    if code in SUBDIVISIONS_WITH_OWN_CODE:
        return SUBDIVISIONS_WITH_OWN_CODE[code]
    if 4 <= len(code) <= 6 and code[2] == "-" and code[3:].isalnum() and code[:2] in countries():
        return code[:2]
    key = _key(text)
    return listed_names().get(key) or _native_names().get(key)


def country_name(code: str) -> str:
    """The English short name of a two-letter code, or the code itself when it is not in the table."""
    country = countries().get(code)
    return country.name if country else code


@cache
def _native_names() -> dict[str, str]:
    """The names in other languages by their keys; none is a key of `listed_names`."""
    return {_key(row["name"]): row["alpha2"] for row in shipped_rows("pratique.ids", "native_names.csv")}


@cache
def listed_names() -> dict[str, str]:
    """The names of the table of ISO 3166-1 by their keys: English, Chinese, aliases, three letters."""
    names: dict[str, str] = {}
    for code, country in countries().items():
        for name in (country.alpha3, country.name, country.name_zh, *country.aliases):
            names[_key(name)] = code
    return names


def _key(name: str) -> str:
    """What two spellings of one name share."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(" " if ch in ",;/_-‐–" else ch for ch in plain if not unicodedata.combining(ch))
    words = letters.replace(".", "").replace("’", "'").replace("(", " ").replace(")", " ").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
