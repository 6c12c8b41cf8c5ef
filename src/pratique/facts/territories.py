"""Territories that have a country code of their own and belong to a country's market or to its jurisdiction.

Rule: what is brought into Puerto Rico is brought into the customs territory of the United States (19 CFR 101.1: the
States, the District of Columbia and Puerto Rico); the other territories are outside it, so that an entry there is no
entry into that market. What leaves any of them leaves the United States, as the laws on exports and on data call it
(15 CFR 772.1, 28 CFR 202.256). Both are said of a choice that is written; "not PR" leaves the code out and no more.
"""

from __future__ import annotations

from pratique.ids import country_name

OF_THE_US = ("AS", "GU", "MP", "PR", "UM", "VI")
"""Territories of the United States by their own codes."""
IN_ITS_CUSTOMS_TERRITORY = "PR"
READ_AS: dict[str, dict[str, str]] = {
    "act.into": {IN_ITS_CUSTOMS_TERRITORY: "US"},
    "act.out_of": dict.fromkeys(OF_THE_US, "US"),
}
"""For each fact that names a market, the codes that are read as another."""


def told_of(name: str, code: str) -> str:
    """What to say of a code that is read as another where it stands for `name`; empty where it is not."""
    other = READ_AS.get(name, {}).get(code)
    if other is None:
        return ""
    if name == "act.into":
        return f"{country_name(code)} lies in the customs territory of the United States (19 CFR 101.1): read as {other}."
    return f"What leaves {country_name(code)} leaves the United States: read as {other}."


def outside_customs(code: str) -> str:
    """Why an entry into a territory is none into the country that it belongs to; empty where it belongs to none."""
    if code not in OF_THE_US or code == IN_ITS_CUSTOMS_TERRITORY:
        return ""
    return (
        f"{country_name(code)} is no part of the customs territory of the United States (19 CFR 101.1), so an entry there "
        "is none into that market; which law of the United States reaches it all the same was not examined."
    )
