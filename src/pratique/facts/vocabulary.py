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


# Kept as long as the vocabulary has as many names: laws define theirs when they are loaded.


@lru_cache(maxsize=8192)
def _nearest(name: str, count: int, size: int) -> tuple[str, ...]:
    """The same; a stranger's document may have thousands of names, so what they are held against is made once."""
    prefix, dot, short = name.partition(".")
    siblings = _below(prefix, size) if dot else {}
    if not siblings:
        return tuple(near_names(name, VOCABULARY, count, cutoff=0.5))
    near = [siblings[each] for each in near_names(short, siblings, count)]
    return tuple(near or _ending(size).get(short, ()))[:count]


@lru_cache(maxsize=256)
def _below(prefix: str, _: int) -> dict[str, str]:
    """The names with a prefix, by what follows it."""
    return {each[len(prefix) + 1 :]: each for each in VOCABULARY if each.startswith(prefix + ".")}


@lru_cache(maxsize=2)
def _ending(_: int) -> dict[str, list[str]]:
    """The names by each of their endings behind a dot."""
    found: dict[str, list[str]] = {}
    for each in VOCABULARY:
        steps = each.split(".")
        for at in range(1, len(steps)):
            found.setdefault(".".join(steps[at:]), []).append(each)
    return found


def load_vocabulary() -> None:
    """Nothing more to do: whoever can call this has imported every module that defines facts."""
