"""Answers that follow their part: which of them count, and of which part now.

Rule: an answer that keeps the print of its part is about the part that bears the print, wherever it stands now; where
the part at its place bears another and no other part bears its own, or where the answer depends on the assembly and
that is another, it is void and is asked again. An answer that
keeps no print is about whatever its reference names, unless that is a mere place in a bill (U1, R12, row 7), which
another part may take in the next version: then it counts for nothing until it says of which part it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import structs

from pratique.dossier.addressing import addressed
from pratique.dossier.entries import AnswerEntry
from pratique.dossier.prints import AT, WITHIN, Known, Print, differing, is_same, shown
from pratique.facts.keys import Key
from pratique.patterns import regex

if TYPE_CHECKING:
    from pratique.dossier.case import Cases

_A_PLACE = regex(
    r"(spdxref-)?((package|component|item|part|line|row|pos|position|ref)[-_. ]?)?[a-z]{0,3}[-_. ]?[0-9]{1,5}[a-z]?",
    re.IGNORECASE,
)
"""References that number places and name no part: designators, positions, what a tool counts up."""


def settled_answers(made: Cases) -> Iterator[AnswerEntry]:
    """Every answer that counts, its entity the part that it is about."""
    for given in made.dossier.answers:
        entry = addressed(made, given)
        if entry is None:
            continue
        told = {"name": entry.part} if isinstance(entry.part, str) else entry.part
        if told is None or entry.entity is None:
            if (part := _at_a_place(made, entry.entity or "")) is None:
                yield entry
            else:
                _bare(made, entry, part)
            continue
        at = told.get(AT, _base(made, entry.entity))
        rest = entry.entity.removeprefix(at)
        there = made.prints.named(at)
        same = [each for each in there if _fits(each, told)] or made.prints.bearing(told)
        kept = [each for each in same if WITHIN not in told or _is_called(each.within, told[WITHIN])]
        for part in kept:
            yield structs.replace(entry, entity=at + rest if part in there else part.key + rest)
        if not kept:
            _void(made, entry, told, same or there)


def _fits(known: Known, told: Print) -> bool:
    """Whether a part bears a print; one of a name alone is borne by what is called so."""
    if told.keys() <= {"name", AT, WITHIN}:
        return is_same({"name": known.told.get("name", "")}, {"name": told.get("name", "")})
    return is_same(known.told, told)


def _built_into(whole: str) -> str:
    return f"built into {whole}" if whole else "built into no assembly"


def _is_called(name: str, told: str) -> bool:
    return " ".join(name.casefold().split()) == " ".join(told.casefold().split())


def _base(made: Cases, entity: str) -> str:
    """The part in the name of an element below it; the name itself where no part is in it."""
    at = Key.read(entity).named.text
    return at if made.prints.named(at) else entity


def _at_a_place(made: Cases, entity: str) -> Known | None:
    """The line of a bill that an answer names by a mere place; None where it names anything else.

    A place in one version of one document (`urn:cdx:SERIAL/VERSION#U1`) is that of one part for ever.
    """
    base = _base(made, entity)
    if (
        not base
        or base in made.party_keys
        or base.startswith("urn:cdx:")
        or not _A_PLACE.fullmatch(made.prints.ref_of(base))
    ):
        return None
    named = made.prints.named(base)
    if not named or any(each.key in made.prints.listed for each in named) or len(differing(named)) > 1:
        return None  # a part that the dossier lists itself, or two parts, which is refused
    return named[0]


def _bare(made: Cases, entry: AnswerEntry, part: Known) -> None:
    made.dossier.findings.add(
        "dossier.answer.bare",
        f"{entry.entity!r} says where a part stands and not which part was answered about, so the answer "
        f"({entry.fact}) counts for nothing; {shown(part.told)} stands there now.",
        made.dossier.place(entry.pointer),
        f'If it is about that part, add part = "{part.told.get("name", "?")}" to the answer.',
        "warning",
        entry.entity,
    )


def _void(made: Cases, entry: AnswerEntry, told: Print, there: list[Known]) -> None:
    now, then = "nothing stands there now", shown(told)
    if there:
        now = f"{shown(there[0].told)} stands there now"
        if WITHIN in told and not _is_called(there[0].within, told[WITHIN]):
            now, then = f"{now}, {_built_into(there[0].within)}", f"{then}, {_built_into(told[WITHIN])}"
    made.dossier.findings.add(
        "dossier.answer.void",
        f"The answer was about {then}; {now}, so it counts no more.",
        made.dossier.place(entry.pointer),
        f"Ask again: {entry.fact} of {there[0].key if there else entry.entity}.",
        "warning",
        entry.entity,
    )
