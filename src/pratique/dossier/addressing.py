"""Whether what is addressed is there, and is one thing: the entity of an answer, the goods of an act.

Rule: an answer about nothing that is there is a finding, not silence; a reference that names two different parts
names neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pratique.dossier.prints import differing, shown
from pratique.dossier.statements import Statements
from pratique.facts.keys import Key
from pratique.ids.near import near_names
from pratique.logic.entities import Entity

if TYPE_CHECKING:
    from pratique.dossier.case import Cases

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
        base = Key.read(entity).named
        refuse_ambiguous(said, base.text, pointer)
        if entity not in there and base.text not in there and base.name not in refs:
            near = near_names(entity, names, 3, cutoff=0.6)
            step = f"Did you mean {' or '.join(near)}?" if near else "Use an id, or the ref of a part."
            said.error("dossier.answer.entity", f"There is nothing called {entity!r}.", pointer, step)


def addressed(made: Cases, index: int, entry: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """An answer with the key of what it is about, where that is called by a name that reads as a step from another.

    None, with a finding, where there is something of that name and the other too.
    """
    text = str(entry.get("entity", ""))
    owner, steps = Key.read(text).named, Key.read(text).steps
    if not steps or "entity" not in entry:
        return entry
    for cut in range(len(steps), 0, -1):
        # The longest name first: `kit/other source` before `kit` and what it may hold beside its sources.
        whole = owner.followed_by(*steps[:cut])
        if not (made.prints.called(whole.text) or whole.text in _raw_names(made)):
            continue
        meant = Key(whole.text, steps[cut:])
        if owner.name not in made.places and not made.prints.called(owner.name):
            return {**entry, "entity": meant.text}
        made.dossier.findings.add(
            "dossier.answer.ambiguous",
            f"{text!r} is what is called so, and an element of {owner.name!r} that no list names.",
            made.dossier.place(f"answers/{index}/entity"),
            f"Write {meant.text!r} for the first; rename it, or answer where its part is listed, for the other.",
        )
        return None
    return entry


def _raw_names(made: Cases) -> frozenset[str]:
    """The ids of parties that read as a step from another element."""
    return frozenset(name for key in made.parties if (name := Key.read(key).name) != key)


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
