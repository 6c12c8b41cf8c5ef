"""The whole vocabulary: every module that defines facts, and a fact looked up by its full name.

Rule: this stands above the modules of facts, which only define; the rooms of law define theirs when they are loaded."""

from __future__ import annotations

from functools import lru_cache

from pratique.facts import (  # noqa: F401
    act,
    chip,
    conclusions,
    export,
    filing,
    gaps,
    licences,
    model,
    part,
    party,
    pending,
    powertrain,
    regimes,
    source,
    trade,
    vehicle,
)
from pratique.facts.cn import access, automation, conflict, data, holding, mapping, service  # noqa: F401
from pratique.facts.cn import export as cn_export  # noqa: F401
from pratique.facts.definition import VOCABULARY, Definition
from pratique.ids.near import near_names


def definition_of(name: str) -> Definition:
    """The definition of a full name. Raises KeyError that offers the nearest names."""
    load_vocabulary()
    if name in VOCABULARY:
        return VOCABULARY[name]
    near = nearest(name)
    raise KeyError(f"there is no fact {name!r}" + (f"; did you mean {', '.join(near)}?" if near else ""))


def nearest(name: str, count: int = 3) -> tuple[str, ...]:
    """The defined names most like `name`: of those with its prefix where one is, for all of them are like it in that."""
    load_vocabulary()
    return _nearest(name, count, len(VOCABULARY))


@lru_cache(maxsize=8192)
def _nearest(name: str, count: int, _: int) -> tuple[str, ...]:
    """The same, kept as long as the vocabulary has as many names: laws define theirs when they are loaded."""
    prefix, dot, short = name.partition(".")
    siblings = {each[len(prefix) + 1 :]: each for each in VOCABULARY if each.startswith(prefix + ".")} if dot else {}
    if not siblings:
        return tuple(near_names(name, VOCABULARY, count, cutoff=0.5))
    near = [siblings[each] for each in near_names(short, siblings, count)]
    return tuple(near or (each for each in VOCABULARY if each.endswith("." + short)))[:count]


def load_vocabulary() -> None:
    """Nothing more to do: whoever can call this has imported every module that defines facts."""
