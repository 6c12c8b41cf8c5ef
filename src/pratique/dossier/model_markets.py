"""A market as people write it -> the code of the one with a book, or what to say where there is none."""

from __future__ import annotations

from pratique.errors import Finding, InvalidInput, Place
from pratique.facts.territories import READ_AS, outside_customs
from pratique.facts.unions import countries_of, union_called, unions_meant
from pratique.ids import country_code, country_name
from pratique.ids.near import near_names
from pratique.law.rate import SCHEDULES

LONGEST_CODE = 3
"""Characters of the code of a market; what is longer is a name."""


def market_code(text: str) -> str | None:
    """The market with a schedule that `text` names: its code, a member's code or a country's name."""
    upper = union_called(text) or text.strip().upper()
    if upper in SCHEDULES:
        return upper
    code = country_code(text)
    if code is None:
        return None
    code = READ_AS["act.into"].get(code, code)
    return next((market for market in SCHEDULES if code in countries_of(market)), None)


def no_market(text: str, place: Place) -> Finding:
    """What to say of a market without a book."""
    is_name = len(text) > LONGEST_CODE
    names = {code: code for code in SCHEDULES} if not is_name else {_name(code): code for code in SCHEDULES}
    if is_name:  # a member of a union is the way into its market
        names = {_name(each): code for code in SCHEDULES for each in countries_of(code)} | names
    near = [] if country_code(text) else near_names(text, names, cutoff=0.55 if is_name else 0.5)
    if meant := [each for each in unions_meant(text) if each in SCHEDULES]:
        near = meant
    outside = outside_customs(country_code(text) or "")
    nearest = f"Nearest: {', '.join(dict.fromkeys(names.get(each, each) for each in near))}; " if near else ""
    return Finding(
        "market.no-book",
        " ".join((f"There is no book for the market {text!r}, and so no answer for it.", outside)).rstrip(),
        place,
        f"{nearest}{'books' if near else 'Books'}: {', '.join(sorted(SCHEDULES))}.",
        value=text,
    )


def refuse_market(text: str) -> str:
    """The code of a market. Raises InvalidInput with the nearest ones."""
    found = market_code(text)
    if found is None:
        raise InvalidInput([no_market(text, Place("the command line", pointer="--into"))])
    return found


def _name(market: str) -> str:
    return country_name(market) if len(market) == 2 and market != "EU" else market
