"""What is missing? The facts that can still change the answer, the shortest ways to settle it, the next question.

Rule: a fact is asked for only if two ways the unknowns can turn out, that differ in nothing else, differ in the
answer; answering all of them settles it, and with independent facts there is only one such set. A shortcut is a set
of answers after which the answer is settled however the rest turns out, none of which the others make needless.
Without Z3 it is found by trying, where there is little to try; the proof takes so many steps and no more. Beyond that
the facts are an upper bound, and `exact` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Unpack

import msgspec
from msgspec.structs import replace

from pratique.deciding.decision import Decided, decided
from pratique.dossier.document import Dossier
from pratique.facts.granted import HELD
from pratique.files.plain import Plain
from pratique.law.outcome import Outcome
from pratique.usecases.answer.answer import Note, OpenFact, VerdictOut, verdict_out
from pratique.usecases.answer.open_facts import open_facts
from pratique.usecases.answer.provenance import whose_word
from pratique.usecases.missing.ask import not_known_of
from pratique.usecases.missing.documents import Document, documents_for
from pratique.usecases.missing.first import waiting
from pratique.usecases.missing.groups import Ask, groups_of, in_order
from pratique.usecases.missing.left import stands_for
from pratique.usecases.missing.missing import Matter, Missing, Question, Reply, Shortcut, place_of
from pratique.usecases.missing.next_question import first_question
from pratique.usecases.questions import SaidBeside, asked_beside

DAY = "act.date"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class OnePaper(msgspec.Struct, frozen=True, kw_only=True):
    """Questions about the same element that one document can settle, by their place among `matters`."""

    about: str
    documents: tuple[str, ...]
    """Any one of these shows them all; each is answered on its own."""
    matters: tuple[int, ...]


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """The questions for one addressee, by their place among `matters`: a supplier is written to once."""

    known_by: str
    party: str | None
    matters: tuple[int, ...]
    documents: tuple[Document, ...] = ()
    """The documents that answer them: in each, places among `matters` of the whole answer."""
    waiting: tuple[int, ...] = ()
    """Those of them that wait for another of the same part: its answer may rule the part out."""
    count: int = 0
    """How many questions a person is asked now: those that one document settles count as one."""
    groups: tuple[OnePaper, ...] = ()


class Needs(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """The answer to `needs`."""

    rows_are: ClassVar[str] = "matters"

    schema_version: str = "1"
    title: str
    verdict: VerdictOut
    exit_status: int
    exact: bool
    matters: tuple[Matter, ...]
    letters: tuple[Letter, ...]
    shortcuts: tuple[Shortcut, ...]
    shortcuts_complete: bool
    next: Matter | None
    provenance: tuple[Note, ...] = ()
    """Whose word it rests on: a law book that is not the program's own, overlays, sign-offs, answers."""


def needs(dossier: str | Path | Mapping[str, Any] | Dossier, **options: Unpack[SaidBeside]) -> Needs:
    """A dossier -> the facts that can still matter, what settles it at once, and what to ask next.

    `options` are those of `check`. Raises InvalidInput and UsageError.

    >>> pratique.needs("shanghai-app/dossier.toml", known_on=day).matters
    ()
    """
    asked, beside = asked_beside(dossier, options)
    return needed(decided(asked, **beside))


def needed(found: Decided) -> Needs:
    """What is missing from what was decided."""
    if found.range.is_settled:
        return _out(found, Missing(found.range, True, (), (), True))
    try:
        from pratique.usecases.missing.by_proof import missing
        from pratique.usecases.missing.formulas import TooMuch
    except ModuleNotFoundError as error:
        if error.name != "z3":
            raise
        from pratique.usecases.missing.by_trial import missing as tried

        return _out(found, tried(found) or _upper_bound(found))
    try:
        return _out(found, missing(found))
    except TooMuch:
        return _out(found, _upper_bound(found))


def _upper_bound(found: Decided) -> Missing:
    """Every fact that some condition still asks for."""
    matters = tuple(sorted((_bound(one) for one in open_facts(found.outcomes)), key=place_of))
    return Missing(found.range, False, matters, (), False)


def _bound(one: OpenFact) -> Matter:
    return Matter(
        fact=one.name,
        entity=one.entity,
        label=one.label,
        meaning=one.meaning,
        known_by=one.known_by,
        proof=one.proof,
        known=one.known,
        legal=one.legal,
        entities=(one.entity,),
        parties=(),
    )


# --- what is said -----------------------------------------------------------------------------------------


def _out(found: Decided, missing: Missing) -> Needs:
    data = found.cases.dossier
    today = found.asked.known_on.isoformat()
    matters = tuple(_without_past(each, today) for each in missing.matters)
    shortcuts = tuple(
        each
        for each in missing.shortcuts
        if not any(one.fact == DAY and _is_past(one.value, today) for one in each.answers)
    )
    return Needs(
        title=data.title,
        verdict=verdict_out(missing.range),
        exit_status=missing.range.exit_status,
        exact=missing.exact,
        matters=matters,
        letters=tuple(_letters(matters, waiting(found, not_known_of(data)) if matters else frozenset())),
        shortcuts=tuple(sorted(shortcuts, key=_advice)),
        shortcuts_complete=missing.shortcuts_complete,
        next=_first(matters, found) or _next(matters, shortcuts),
        provenance=whose_word(found),
    )


def _without_past(matter: Matter, today: str) -> Matter:
    """The same; no day that is over is held out as an answer for an act that is still to come."""
    if matter.fact != DAY:
        return matter
    return replace(matter, replies=tuple(each for each in matter.replies if not _is_past(each.value, today)))


def _is_past(value: str, today: str) -> bool:
    """Whether days, as they are shown, all lie before `today` (ISO)."""
    days = ISO_DAY.findall(value)
    return bool(days) and max(days) < today and not value.startswith("no earlier")


def _advice(shortcut: Shortcut) -> bool:
    """Whether a way to settle is no advice: it supposes that an authorization is held, or another day."""
    return any(each.fact == "act.date" or each.fact.startswith(HELD) for each in shortcut.answers)


def _letters(matters: tuple[Matter, ...], waits: frozenset[tuple[str, str]]) -> Iterator[Letter]:
    to: dict[tuple[str, str | None], list[int]] = {}
    for index, matter in enumerate(matters):
        suppliers = matter.parties if matter.known_by in ("part supplier", "software supplier") else ()
        for party in suppliers or (matter.label if matter.known_by == "party or registry" else None,):
            to.setdefault((matter.known_by, party), []).append(index)
    for (knower, party), indices in to.items():
        held = tuple(index for index in indices if (matters[index].entity, matters[index].fact) in waits)
        asked = [index for index in indices if index not in held]
        documents = (
            Document(name=each.name, answers=tuple(asked[place] for place in each.answers))
            for each in documents_for([matters[index].proof for index in asked])
        )
        papers = groups_of([_ask(index, matters[index]) for index in asked])
        yield Letter(
            known_by=knower,
            party=party,
            matters=tuple(indices),
            documents=tuple(documents),
            waiting=held,
            count=len(in_order(len(asked), papers)),
            groups=tuple(
                OnePaper(about=each.about, documents=each.documents, matters=tuple(asked[n] for n in each.lines))
                for each in papers
            ),
        )


def _ask(index: int, matter: Matter) -> Ask:
    """A question as it is grouped: those of the same elements, and none of the law."""
    return str(index), (matter.entity, matter.entities), matter.label, "" if matter.legal else matter.proof


def _first(matters: tuple[Matter, ...], found: Decided) -> Matter | None:
    """What `ask` begins with, where it is proven to matter."""
    first, _ = first_question(found) if matters else (None, 0)
    if first is None:
        return None
    names, about = stands_for(first.fact), first.label.casefold()
    return next(
        (
            each
            for each in matters
            if each.fact in names and (first.legal or first.entity in each.entities or each.label.casefold() == about)
        ),
        None,
    )


def _next(matters: tuple[Matter, ...], shortcuts: tuple[Shortcut, ...]) -> Matter | None:
    """Else the question most of whose answers settle; then the one on most of the shortest ways; law last."""
    on_the_way: dict[Question, int] = {}
    shortest = min((len(each.answers) for each in shortcuts), default=0)
    for shortcut in shortcuts:
        for told in shortcut.answers:
            weight = 4 if len(shortcut.answers) == shortest else 1
            on_the_way[told.entity, told.fact] = on_the_way.get((told.entity, told.fact), 0) + weight
    return min(matters, key=lambda each: _rank(each, on_the_way), default=None)


def _rank(matter: Matter, on_the_way: dict[Question, int]) -> tuple[float, bool, float, int]:
    share = matter.settled_by / len(matter.replies) if matter.replies else 0.0
    width = sum(_width(each.verdict) for each in matter.replies) / len(matter.replies) if matter.replies else 9.0
    return -share, matter.legal, -on_the_way.get((matter.entity, matter.fact), 0) + width, -len(matter.entities)


def _width(verdict: VerdictOut) -> int:
    return Outcome.named(verdict.worst) - Outcome.named(verdict.best)


__all__ = ["Letter", "Matter", "Needs", "Reply", "Shortcut", "needed", "needs"]
