"""Unions that are one market: their members by ISO 3166-1 code.

Rule: where a text is of the union, an act into one member is an act into the union; `EU` written where a country
is meant is any one of the members.
"""

from pratique.ids.near import near_names

EU = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
"""Members of the European Union since 1 February 2020."""
GCC = ("AE", "BH", "KW", "OM", "QA", "SA")
"""Members of the Gulf customs union."""
EFTA = ("CH", "IS", "LI", "NO")
"""Members of the European Free Trade Association."""

UNIONS: dict[str, tuple[str, ...]] = {"EU": EU, "GCC": GCC}
"""Unions that have a book of their own."""
_NAMES = {
    "EU": (
        "european union",
        "europäische union",
        "union européenne",
        "unión europea",
        "unione europea",
        "欧盟",
        "歐盟",
    ),
    "GCC": ("gulf cooperation council", "gulf customs union", "海合会"),
}
"""By what else they are called, in lower case."""

_MEANT = {
    "EU": ("europe", "europa", "continental europe", "欧洲", "歐洲", "ヨーロッパ", "欧州"),
    "GCC": ("gulf", "gulf states", "the gulf", "海湾", "湾岸"),
}
"""What is said where a union may be meant and is not named: more or fewer countries than its members."""


def unions_meant(text: str) -> list[str]:
    """The unions that a text may mean without naming one: its letters, a name or a wider word, misspelt or not."""
    plain = " ".join(text.casefold().split())
    words = {word: each for each in UNIONS for word in (*_NAMES[each], *_MEANT[each])}
    near = [plain] if plain in words else near_names(plain, words, cutoff=_NEAR)
    return list(dict.fromkeys(words[each] for each in near))


_NEAR = 0.8
"""How like a word must be to be taken for a slip of it."""


def union_called(text: str) -> str | None:
    """The union that a text names, by its letters or by a name; None where it is none."""
    plain = " ".join(text.casefold().split()).removeprefix("the ")
    return next((each for each, names in _NAMES.items() if plain in (each.casefold(), *names)), None)


def countries_of(market: str) -> tuple[str, ...]:
    """The countries in which an act into a market can take effect."""
    return UNIONS.get(market, (market,))
