"""The columns and kinds of a table of stakes, and which cells a kind of row has no place for.

Rule: a cell that its kind of row does not read is not passed over where it says something of who decides or where
somebody is: it opens the row's subject, and is told. An answer that denies opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from pratique.parties.holdings import PowerKind

COLUMNS = (
    *("kind", "subject", "holder", "share", "decisive", "held_for", "suspended", "indirect", "concert", "reason"),
    *("note", "name", "type", "organised", "headquarters", "principal_place", "citizenship", "residence", "lei"),
    *("us_permanent_resident", "listed", "source", "basis", "asserted_on", "start", "end", "record", "class"),
    *("identifiers", "float", "votes_share", "capital_share", "until", "holder_country"),
)
KINDS = (
    *("party", "same_as", "votes", "capital", "concert", "dispersed", "widely_held", "complete", "rest", "acts_for"),
    *("passive", *get_args(PowerKind)),
)
PLACES = ("organised", "headquarters", "principal_place", "citizenship", "residence")
_SHARES = ("share", "votes_share", "capital_share")
_ABOUT_HOLDER = ("holder", "holder_country")
_TELLING = (*PLACES, *_SHARES, *_ABOUT_HOLDER, "decisive", "held_for", "suspended", "indirect", "concert", "float")
"""Columns whose cells say who decides, how much, or where somebody is."""
_STAKE = (*_ABOUT_HOLDER, "share", "held_for", "suspended", "indirect")
_READ: Mapping[str, frozenset[str]] = {
    "": frozenset((*_STAKE, *_SHARES, "citizenship", "residence")),
    "party": frozenset(PLACES),
    "votes": frozenset((*_STAKE, "votes_share")),
    "capital": frozenset((*_STAKE, "capital_share")),
    **dict.fromkeys(("dispersed", "widely_held"), frozenset(("share", "float", "concert"))),
    **dict.fromkeys(("complete", "rest"), frozenset()),
    **dict.fromkeys(("concert", "same_as", "acts_for", "passive"), frozenset(("holder", "decisive"))),
    **dict.fromkeys(get_args(PowerKind), frozenset((*_ABOUT_HOLDER, "share", "decisive"))),
}


def misplaced(kind: str, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The cells (title, text) that say something where rows of this kind ("" without kinds) say nothing.

    A kind that is not known reads nothing and is told elsewhere.
    """
    for title in _TELLING if kind in _READ else ():
        text = (cells.get(title) or "").strip()
        if text and title not in _READ[kind]:
            yield title, text
