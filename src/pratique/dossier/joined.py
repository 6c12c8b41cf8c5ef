"""What registries and lists say of the parties of a dossier, joined to it."""

from __future__ import annotations

import msgspec

ON_A_LIST = "act.party_on_screening_list"
"""What a list, or a registry that says so itself, comes to."""


class Ownership(msgspec.Struct, frozen=True, kw_only=True):
    """What registries say of control over a party, with the chain and what would settle it.

    `joined_by` says how the party was found there, `left_out` what could not be read of it and those above it.
    """

    party: str
    name: str
    controlled: str
    chain: tuple[str, ...]
    open_holdings: tuple[str, ...]
    flips: tuple[str, ...]
    joined_by: str = ""
    left_out: tuple[str, ...] = ()
    svg: str = ""


class ToJudge(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a list that may be a party and that nobody has judged, with what a judgement has to name.

    `party` and `countries` (codes) are those that were looked up; `seen` is the mark of the entry's names as they
    are now, so that "different" lapses once they change.
    """

    entry: str
    name: str
    party: str
    countries: tuple[str, ...]
    score: float
    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    seen: str


class Screened(msgspec.Struct, frozen=True, kw_only=True):
    """What a screening list says of a party: listed, not listed, or unknown until a person has judged."""

    party: str
    name: str
    list: str
    status: str
    reasons: tuple[str, ...]
    as_of: str | None = None
    countries: tuple[str, ...] = ()
    to_judge: tuple[ToJudge, ...] = ()
