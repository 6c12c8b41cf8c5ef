"""The names of `pratique:*` properties and the facts of the vocabulary that they state.

Rule: a name is read as one statement about a part, a party in a role, a radio or the case, or it is a finding
that offers the nearest names. What is stated but is no fact of the vocabulary is kept as a note. Besides the
short names below, `pratique:fact:<full name>` states any fact of a part (of the case, on the subject).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec

from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE, PART, PARTY, SOURCE
from pratique.facts.vocabulary import load_vocabulary
from pratique.ids.near import near_names
from pratique.logic.nodes import Fact

PREFIX = "pratique:"

_NEARLY = re.compile(r"[\W_]*pratique[\W_]", re.IGNORECASE)


ROLE_WORDS = {
    "manufacturer": "manufactured",
    "supplier": "supplied",
    "designer": "designed",
    "developer": "developed",
    "maintainer": "maintains",
    "operator": "operates",
    "cloud-operator": "operates",
    "manager": "manages",
    "repairer": "repairs",
    "updater": "updates",
    "servicer": "services",
}
"""How a party's role is written, and the member of `source.roles` that it is."""

NAMED = "named"
"""Stands for the role of a party that a bill names without saying what it does for the part: it may do anything."""

PARTY_DETAILS = ("name", "country", "hq-country", "lei", "registration", "ref", "owner-share", "address-country")

PART_NAMES = {"vehicle:model-year": "part.model_year"}
"""Short names whose value is a value of the fact, on a part."""
SUBJECT_NAMES = {
    "vehicle:model-year": "vehicle.model_year",
    "vehicle:gvwr-kg": "vehicle.gvwr_kg",
    "vehicle:gvwr-lb": "vehicle.gvwr_lb",
    "automation:sae-level": "vehicle.automation_level",
}
"""Short names whose value is a value of the fact, on the subject of a bill (the vehicle)."""
DERIVED_NAMES = ("function:code", "date:last-maintained", "source:licence-class", "source:publicly-available")
"""Short names from which a fact follows in part."""
NOTED_NAMES = (
    "radio:technology",
    "radio:direction",
    "radio:external-link",
    "date:designed",
    "date:first-placed",
    "date:source-transferred",
    "automation:function",
    "automation:sae-level",
    "vehicle:class",
    "vehicle:gvwr-kg",
    "vehicle:gvwr-lb",
    "origin:assembled",
    "origin:diffused",
    "origin:tested",
    "model:training-flop",
    "model:weights-open",
    "model:controller-country",
)
"""Short names that are kept as notes: no fact of the vocabulary is stated by them on a part."""

FUNCTIONS = {
    "vcs.cellular": ("communication", "VCS"),
    "vcs.wifi": ("communication", "VCS"),
    "vcs.bluetooth": ("communication", "VCS"),
    "vcs.satellite": ("communication", "VCS"),
    "vcs.v2x": ("communication", "VCS"),
    "gnss.receive-only": ("one_way_reception", None),
    "tpms": ("sensing", None),
    "radar": ("sensing", None),
    "uwb.access": ("ultrawideband_access", None),
    "keyfob": (None, None),
    "ads.perception": (None, "ADS"),
    "ads.planning": (None, "ADS"),
    "ads.control": (None, "ADS"),
    "bms": (None, None),
}
"""Function codes: what a radio of that code surely serves, and what software of that code surely enables.

A code says what is there and never that nothing else is: the sets stay open above.
"""

Sort = Literal[
    "fact", "case", "party", "radio", "radio-none", "radio-complete", "sources", "reason", "derived", "note", "claim"
]


class Statement(msgspec.Struct, frozen=True, eq=False):
    """A property name understood: `what` is a short name, a role or a detail; `fact` the fact it states."""

    sort: Sort
    what: str
    fact: Fact | None = None
    role: str = ""
    index: str = ""


class UnknownName(KeyError):
    """A property name that means nothing; `near` holds the nearest names that do."""

    def __init__(self, name: str, near: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name, self.near = name, near


def is_meant(name: str) -> bool:
    """Whether the name of a property means to be one of ours, however its prefix is written."""
    return name.startswith(PREFIX) or _NEARLY.match(name) is not None


@lru_cache(maxsize=4096)
def statement(name: str, on_subject: bool = False) -> Statement:
    """What the property `name` (without its prefix) states. Raises `UnknownName`."""
    load_vocabulary()
    head, _, rest = name.partition(":")
    match head:
        case "unknown":
            return Statement("reason", rest)
        case "claim" if rest:
            return Statement("claim", rest)
        case "fact":
            return _fact(rest)
        case "party":
            return _party(name, rest)
        case "radio":
            return _radio(name, rest)
        case "sources" if not rest:
            return Statement("sources", name)
    return _short(name, on_subject)


def _fact(full_name: str) -> Statement:
    known = VOCABULARY.get(full_name)
    if known is None or known.fact.kind not in (PART, CASE) or known.is_legal:
        raise UnknownName(f"fact:{full_name}", tuple(f"{PREFIX}fact:{near}" for near in _near_facts(full_name)))
    return Statement("fact" if known.fact.kind is PART else "case", full_name, known.fact)


def _near_facts(full_name: str) -> list[str]:
    names = [n for n, d in VOCABULARY.items() if d.fact.kind in (PART, CASE) and not d.is_legal]
    return near_names(full_name, names, 3, cutoff=0.5)


def _party(name: str, rest: str) -> Statement:
    """`<role>[:<n>]:<detail>[:<CC>]`: an index keeps the details of several parties in one role together."""
    found = re.fullmatch(r"([a-z-]+):(?:(\d+):)?([A-Za-z_.-]+)(?::([A-Za-z-]{2,6}))?", rest)
    if found and found[1] in (*ROLE_WORDS, "owner"):
        role, index, detail, country = found.groups()
        if detail in PARTY_DETAILS and bool(country) == (detail == "owner-share"):
            return Statement("party", detail if not country else f"{detail}:{country}", None, role, index or "")
        known = VOCABULARY.get(detail)
        if known is not None and known.fact.kind in (PARTY, SOURCE) and not country:
            return Statement("party", detail, known.fact, role, index or "")
    near = near_names(name, [f"party:{r}:{d}" for r in ROLE_WORDS for d in PARTY_DETAILS], 3, 0.5)
    raise UnknownName(name, tuple(PREFIX + each for each in near))


def _radio(name: str, rest: str) -> Statement:
    if rest == "":
        return Statement("radio-none", name)
    if rest == "complete":
        return Statement("radio-complete", name)
    found = re.fullmatch(r"(?:(\d+):)?(band-hz|technology|direction|external-link)", rest)
    if not found:
        near = near_names(name, ["radio:0:band-hz", "radio:0:technology", "radio:complete"], 3, 0.4)
        raise UnknownName(name, tuple(PREFIX + each for each in near))
    if found[2] == "band-hz":
        return Statement("radio", found[2], index=found[1] or "")
    return Statement("note", name)


def _short(name: str, on_subject: bool) -> Statement:
    full_name = (SUBJECT_NAMES if on_subject else PART_NAMES).get(name)
    if full_name:
        return Statement("case" if on_subject else "fact", full_name, VOCABULARY[full_name].fact)
    if name in DERIVED_NAMES:
        return Statement("derived", name)
    if name in NOTED_NAMES:
        return Statement("note", name)
    known = (*PART_NAMES, *SUBJECT_NAMES, *DERIVED_NAMES, *NOTED_NAMES, "radio:0:band-hz", "radio", "sources")
    raise UnknownName(name, tuple(PREFIX + each for each in near_names(name, known, 3, 0.5)))
