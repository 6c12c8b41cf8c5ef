"""Keys of elements that a document does not list: how they are written and read back.

Rule: a name that a document gives is never taken for structure. A part may be called `kit/other source`; what a list
may hold beside it is `kit/other source/other source`. So a key is read from the end of the longest listed key in it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from pratique.facts.kinds import KINDS
from pratique.logic.author import truth_fact
from pratique.logic.entities import OTHER, Entity, other_key
from pratique.logic.nodes import TruthFact

_BESIDE = re.compile(rf"{OTHER}(\w+)(?: [0-9]+)?(?=/|$)")


def lookalikes(cases: Iterable[Entity]) -> frozenset[str]:
    """The keys of listed elements whose names read as what no list names."""
    return frozenset(key for case in cases for key in _listed(case) if OTHER in key)


def _listed(element: Entity) -> Iterator[str]:
    for kind, listing in element.children.items():
        for each in listing.elements:
            if not each.many and not (kind.exactly_one and each.key == other_key(kind, element.key)):
                yield each.key
                yield from _listed(each)


def end_of_name(key: str, listed: Container[str]) -> int:
    """Where the longest of the `listed` keys ends that `key` is or lies below; 0 where it is below none."""
    return max((at.start() for at in re.finditer("/|$", key) if key[: at.start()] in listed), default=0)


def beside(key: str, listed: Container[str]) -> tuple[str, str] | None:
    """The key and the kind of the outermost element that no list names in which `key` lies; None where none is.

    `listed` are the `lookalikes` among the listed keys.
    """
    for step in _BESIDE.finditer(key, end_of_name(key, listed)):
        if step[1] in KINDS and not KINDS[step[1]].exactly_one:
            return other_key(KINDS[step[1]], key[: step.start()]), step[1]
    return None


def presence_of(name: str) -> TruthFact | None:
    """The fact whether there is any element of a kind that is not listed (`source.present`), if `name` is one."""
    kind, dot, last = name.rpartition(".")
    return truth_fact(name, KINDS[kind]) if dot and last == "present" and kind in KINDS else None
