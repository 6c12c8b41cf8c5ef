"""Whether what is addressed is there, and is one thing: the entity of an answer, the goods of an act.

Rule: an answer about nothing that is there is a finding, not silence; a reference that names two different parts
names neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from pratique.dossier.prints import differing, shown
from pratique.dossier.statements import Statements
from pratique.ids.near import near_names
from pratique.logic.entities import OTHER, Entity

MOST_NAMES = 5_000
"""Among how many names the nearest to a wrong one are looked for."""


def check_answers(said: Statements, refs: set[str]) -> None:
    """A finding for each answer about nothing that is there, or about two things; `refs` are those of the bills."""
    made = said.made
    answers = [
        (str(each["entity"]), f"answers/{index}/entity")
        for index, each in made.answers
        if "entity" in each and not each["fact"].startswith("legal.")
    ]
    if not answers:
        return
    there = {*made.places, *refs, *(key for case in made.cases for key in _keys(case.entity))}
    names = sorted(there)[:MOST_NAMES]
    for entity, pointer in answers:
        refuse_ambiguous(said, entity.partition(OTHER)[0], pointer)
        if entity not in there and entity.partition(OTHER)[0] not in there:
            near = near_names(entity, names, 3, cutoff=0.6)
            step = f"Did you mean {' or '.join(near)}?" if near else "Use an id, or the ref of a part."
            said.error("dossier.answer.entity", f"There is nothing called {entity!r}.", pointer, step)


def refuse_ambiguous(said: Statements, name: str, pointer: str) -> None:
    """A finding where a reference names two different parts."""
    if name in said.made.parties:
        return
    different = differing(said.made.prints.named(name))
    if len(different) > 1:
        told = "; ".join(f"{shown(each.told)} ({each.place})" for each in different[:3])
        keys = " or ".join(repr(each.key) for each in different[:3])
        said.error(
            "dossier.answer.ambiguous",
            f"{name!r} names {len(different)} different parts: {told}.",
            pointer,
            f"Name the one that is meant: {keys}.",
        )


def _keys(element: Entity) -> Iterator[str]:
    """The keys of everything below an element."""
    for listing in element.children.values():
        for each in listing.elements:
            yield each.key
            if each.carried is not None:
                yield each.carried.key
            yield from _keys(each)
