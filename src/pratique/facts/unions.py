"""Unions that are one market: their members by ISO 3166-1 code.

Rule: where a text is of the union, an act into one member is an act into the union; `EU` written where a country
is meant is any one of the members.
"""

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


def union_called(text: str) -> str | None:
    """The union that a text names, by its letters or by a name; None where it is none."""
    plain = " ".join(text.casefold().split()).removeprefix("the ")
    return next((each for each, names in _NAMES.items() if plain in (each.casefold(), *names)), None)


def countries_of(market: str) -> tuple[str, ...]:
    """The countries in which an act into a market can take effect."""
    return UNIONS.get(market, (market,))
