"""Which documents answer what is asked: one request for a paper in the place of many single facts.

Rule: a fact names the documents that may prove it (`Definition.proof`); the documents are taken that answer most,
until every fact has one. No fact is left out and none is answered by it: it only says what to send for.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document, and what it answers by its places among what is asked."""

    name: str
    answers: tuple[int, ...]


def documents_for(proofs: Sequence[str]) -> tuple[Document, ...]:
    """For each fact the documents that may prove it, as its definition lists them -> the fewest that answer all.

    >>> found = documents_for(["data sheet, order", "order", "radio certificate, data sheet"])
    >>> [(each.name, each.answers) for each in found]
    [('data sheet', (0, 2)), ('order', (1,))]
    """
    named = [tuple(each.strip() for each in proof.split(",") if each.strip()) for proof in proofs]
    left, found = {place for place, names in enumerate(named) if names}, []
    while left:
        names = dict.fromkeys(name for place in sorted(left) for name in named[place])
        best = max(names, key=lambda name: sum(name in named[place] for place in left))
        answers = tuple(place for place in sorted(left) if best in named[place])
        found.append(Document(name=best, answers=answers))
        left -= set(answers)
    return tuple(found)
