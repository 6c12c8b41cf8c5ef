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


def countries_of(market: str) -> tuple[str, ...]:
    """The countries in which an act into a market can take effect."""
    return UNIONS.get(market, (market,))
