"""Whether what is addressed is there, and is one thing: the entity of an answer, the goods of an act.

Rule: an answer about nothing that is there is a finding, not silence; a reference that names two different parts
names neither.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import structs

from pratique.dossier.entries import AnswerEntry
from pratique.dossier.prints import differing, shown
from pratique.dossier.statements import Statements, kind_of
from pratique.facts.keys import Behind, Key, Other, Step, key_of_name, presence_of
from pratique.facts.kinds import CASE, PART, PARTY, SOURCE
from pratique.ids.near import near_names
from pratique.logic.entities import Entity
from pratique.logic.nodes import Kind
from pratique.patterns import regex

if TYPE_CHECKING:
    from pratique.dossier.case import Cases

_BEFORE = regex(r"(?P<part>.+?)/(?P<source>party:.*[/\\].*\|(?:[A-Z]{2}|\?))")
"""How the key of a source behind a line was written while the slash of a name (Vestas A/S) was not escaped."""
MOST_NAMES = 5_000
"""Among how many names the nearest to a wrong one are looked for."""


def check_answers(said: Statements, refs: set[str]) -> None:
    """A finding for each answer about nothing that is there, or about two things; `refs` are those of the bills."""
    made = said.made
    answers = [
        (each.entity, f"{each.pointer}/entity")
        for each in made.answers
        if each.entity is not None and not each.fact.startswith("legal.")
    ]
    if not answers:
        return
    there = {*made.places, *refs, *(key for case in made.cases for key in _keys(case.entity))}
    names = sorted(there)[:MOST_NAMES]
    for entity, pointer in answers:
        key = Key.read(entity)
        refuse_ambiguous(said, key.named.text, pointer)
        listed = key.besides[0][0].owner if key.besides else key  # what no list names is not looked for
        if listed.text not in there and (listed.steps or listed.name not in refs):
            near = near_names(entity, names, 3, cutoff=0.6)
            step = f"Did you mean {' or '.join(near)}?" if near else "Use an id, or the ref of a part."
            if several := made.prints.with_name(entity):
                step = f"It is the name of {len(several)} parts: use the ref of one."
            said.error("dossier.answer.entity", f"There is nothing called {entity!r}.", pointer, step)


def addressed(made: Cases, entry: AnswerEntry) -> AnswerEntry | None:
    """An answer with the key of what it is about, where that is called by a name that reads as a step from another.

    What the fact is read at decides between the two: `part.x` is of the part called `kit/other source`, `source.x` of
    what `kit` may hold beside its sources. None, with a finding, where the fact may be of either.
    """
    text, key = entry.entity, entry.key
    if text is None or key is None:
        return entry
    owner, steps = key.named, key.steps
    if not steps:
        return structs.replace(entry, entity=_key_given(made, text))
    meant: list[Key] = []
    for cut in range(len(steps), 0, -1):
        # The longest name first: `kit/other source` before `kit` and what it may hold beside its sources.
        name = owner.followed_by(*steps[:cut]).text
        kinds = [PART] if made.prints.called(name) else _kinds_called(made, name)
        if _leads(kinds, steps[cut:], entry.fact):
            meant.append(Key(name, steps[cut:]))
    if not meant:
        return entry
    if owner.text in made.places or made.prints.called(owner.name):
        kinds = [PART] if made.prints.called(owner.name) else [CASE, PARTY]
        meant += [owner.followed_by(*steps)] if _leads(kinds, steps, entry.fact) else []
    if len(meant) == 1:
        return structs.replace(entry, entity=meant[0].text)
    made.dossier.findings.add(
        "dossier.answer.ambiguous",
        f"{text!r} is what is called so, and an element of {owner.name!r} that no list names.",
        made.dossier.place(f"{entry.pointer}/entity"),
        f"Write entity = {json.dumps(meant[0].text, ensure_ascii=False)} for the first, or rename it.",
    )
    return None


def _kinds_called(made: Cases, name: str) -> list[Kind]:
    """The kinds of what the tables of the dossier, its parts aside, call so."""
    key = key_of_name(name)
    if key in made.party_keys:
        return [PARTY]
    return [CASE] if key in made.dossier.keys_of_acts else []


def _key_given(made: Cases, text: str) -> str:
    """The key that a text without steps means: as keys are written now, where it was written before that too."""
    key = Key.read(text).text
    if key in made.places or made.prints.called(key_name := Key.read(text).name):
        return key
    if found := _BEFORE.fullmatch(text):
        part = Key.read(found["part"])
        if made.prints.called(part.name):
            return part.followed_by(Behind(found["source"])).text
    named = set(made.dossier.keys_by_alias.get(text.strip().casefold(), ()))
    named |= {each.key for each in made.prints.with_name(key_name)}
    return named.pop() if len(named) == 1 else key


def _leads(kinds: list[Kind], steps: tuple[Step, ...], name: str) -> bool:
    """Whether steps from an element of one of some kinds lead to one at which a fact is read."""
    presence = presence_of(name)
    if presence is not None and not (steps and isinstance(steps[-1], Other)):
        return False
    wanted = kind_of(name) if presence is None else presence.kind
    return any(end is wanted for kind in kinds for end in _ends(kind, steps))


def _ends(kind: Kind, steps: tuple[Step, ...]) -> Iterator[Kind]:
    """The kinds of the elements to which steps lead from one of `kind`; none where there is no such way."""
    if not steps:
        yield kind
        return
    step, rest = steps[0], steps[1:]
    if isinstance(step, Behind):
        yield from (end for each in (SOURCE, PARTY) if kind is PART for end in _ends(each, rest))
    elif step.kind.parent is kind or kind.carries is step.kind:
        yield from _ends(step.kind, rest)


def refuse_ambiguous(said: Statements, name: str, pointer: str) -> None:
    """A finding where a reference names two different parts."""
    if name in said.made.party_keys:
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
