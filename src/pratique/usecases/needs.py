"""What is missing? The facts that can still change the answer, the shortest ways to settle it, the next question.

Rule: a fact is asked for only if two ways the unknowns can turn out, that differ in nothing else, differ in the
answer; answering all of them settles it, and with independent facts there is only one such set. A shortcut is a set
of answers after which the answer is settled however the rest turns out. Where the proof is not at hand (no Z3) the
facts are an upper bound, and `exact` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pratique.facts.definition import VOCABULARY
from pratique.law.outcome import Outcome, Range
from pratique.logic.entities import Entity
from pratique.logic.intervals import INFINITY, End, Interval
from pratique.logic.nodes import DateFact, Fact
from pratique.logic.truth import Truth
from pratique.logic.values import Absence, Choice, Members, Span, Value
from pratique.usecases.answer import OpenFact, VerdictOut
from pratique.usecases.asked import open_facts
from pratique.usecases.cases import Case
from pratique.usecases.decided import Decided, decided
from pratique.usecases.dossier import Dossier
from pratique.usecases.reasons import label_of
from pratique.usecases.show import show_value, verdict_out

if TYPE_CHECKING:
    from pratique.usecases.stakes import Stakes

Question = tuple[str, str]
MOST_FOLLOWED = 60
"""Of so many questions it is worked out what each answer leads to; the rest is listed without."""
MOST_SHORTCUTS = 6
LONGEST_SHORTCUT = 6
"""Where no three answers settle, sets of up to so many are looked for."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to a question, in words and as a dossier writes it (`plain`), and the verdict once it is given."""

    value: str
    plain: Any
    verdict: VerdictOut


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that can still change the answer. `entities` are all that share it; an answer about one is about all."""

    fact: str
    entity: str
    label: str
    meaning: str
    known_by: str
    proof: str
    known: str
    legal: bool
    entities: tuple[str, ...]
    parties: tuple[str, ...]
    replies: tuple[Reply, ...] = ()
    settled_by: int = 0
    """How many of its answers settle the whole."""


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """The questions for one addressee, by their place among `matters`: a supplier is written to once."""

    known_by: str
    party: str | None
    matters: tuple[int, ...]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that is part of a shortcut; it is about all `entities`, of which the same is said."""

    fact: str
    entity: str
    entities: tuple[str, ...]
    label: str
    value: str
    plain: Any
    known_by: str


class Shortcut(msgspec.Struct, frozen=True, kw_only=True):
    """Answers after which the verdict is settled; `settles` says whether to one outcome or to one side."""

    answers: tuple[Told, ...]
    verdict: VerdictOut
    settles: str


class Needs(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to `needs`."""

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


def needs(dossier: str | Path | Mapping[str, Any] | Dossier, **options: Any) -> Needs:
    """What is missing from a dossier; `options` are those of `check`. Raises InvalidInput and UsageError."""
    return needed(decided(dossier, **options))


def needed(found: Decided) -> Needs:
    """What is missing from what was decided."""
    try:
        from pratique.usecases.stakes import stakes_of
    except ModuleNotFoundError as error:
        if error.name != "z3":
            raise
        return _upper_bound(found)
    if found.range.is_settled:
        return _out(found, found.range, True, (), (), True)
    return _proven(found, stakes_of(found))


# --- exactly, by the proof --------------------------------------------------------------------------------


def _proven(found: Decided, stakes: Stakes) -> Needs:
    whole = within(stakes.range(), found.range)
    formulas = [stakes.levels[level] for level in Outcome if whole.best < level <= whole.worst]
    mattering = [
        root
        for root, variables in stakes.roots().items()
        if any(stakes.solver.can_change(each, formulas) for each in variables)
    ]
    matters = [_matter(stakes, root, whole, index < MOST_FOLLOWED) for index, root in enumerate(mattering)]
    matters.sort(key=_order)
    shortcuts, complete = _shortcuts(stakes, mattering, whole)
    return _out(found, whole, stakes.exact, tuple(matters), shortcuts, complete)


def within(exact: Range, known: Range) -> Range:
    """The exact range; what the readings settled stays settled."""
    return Range(max(exact.best, known.best), max(min(exact.worst, known.worst), exact.best, known.best))


def _matter(stakes: Stakes, root: Question, whole: Range, follow: bool) -> Matter:
    replies = tuple(_replies(stakes, root, whole)) if follow else ()
    key, name = root
    case = next((each for each in stakes.cases if key.startswith(each.id)), stakes.cases[0])
    twins = stakes.twins.of(key)
    parties = tuple(sorted({label_of(case, party) for each in twins for party in _parties(case, each)}))
    if name.endswith(".present"):
        kind = name.removesuffix(".present")
        meaning = f"Whether there is any {kind} that is not listed, and if so what is known of it."
        knower, proof, known, legal = _who_lists(kind), "a list that says it is complete", "unknown", False
    else:
        definition = VOCABULARY[name]
        meaning, knower, proof = definition.meaning, definition.known_by, definition.proof
        known, legal = show_value(definition.fact, stakes.worlds.variables[root].value), definition.is_legal
    return Matter(
        fact=name,
        entity=key,
        label=label_of(case, key),
        meaning=meaning,
        known_by=knower,
        proof=proof,
        known=known,
        legal=legal,
        entities=tuple(twins),
        parties=parties,
        replies=replies,
        settled_by=sum(each.verdict.best == each.verdict.worst for each in replies),
    )


def _who_lists(kind: str) -> str:
    return "vehicle maker" if kind == "part" else "part supplier" if kind == "source" else "you"


def _parties(case: Case, key: str) -> Iterator[str]:
    """The parties behind the part or source that a question is about, or the party that it is about."""
    for listing in case.entity.children.values():
        for element in listing.elements:
            if key == element.key or key.startswith(f"{element.key}/"):
                yield from _below(element)
    if key in case.labels and "/" not in key and key not in (case.id, case.vehicle_key):
        yield key


def _below(element: Entity) -> Iterator[str]:
    for listing in element.children.values():
        for source in listing.elements:
            if source.carried is not None:
                yield source.carried.key


def answers_to(stakes: Stakes, root: Question) -> list[tuple[str, Any, Any]]:
    """Each answer in words and as a dossier writes it, with its formula."""
    from pratique.readings.prove_formulas import both

    if root[1].endswith(".present"):
        none = stakes.nothing_else(stakes.roots()[root])
        return [] if none is True else [("nothing else", False, none)]
    fact = stakes.worlds.variables[root].fact
    alike = stakes.roots()[root]
    return [
        (show_value(fact, way), as_written(fact, way), both(stakes.worlds.within(each, way) for each in alike))
        for way in stakes.ways(root)
    ]


def as_written(fact: Fact, value: Value) -> Any:
    """A value as a dossier writes it."""
    match value:
        case Truth():
            return value is Truth.TRUE
        case Choice(possible):
            return next(iter(possible)) if value.is_known else {"one_of": sorted(possible)}
        case Members(must, may):
            return sorted(must) if value.is_known else {"must": sorted(must), "may": sorted(may)}
        case Span(interval, none):
            return "none" if none is Absence.YES else _span_written(fact, interval)


def _span_written(fact: Fact, interval: Interval) -> Any:
    def end(number: End) -> Any:
        if isinstance(fact, DateFact):
            return date.fromordinal(int(number)).isoformat()
        return int(number) if number == int(number) else float(number)

    if interval.is_point:
        return end(interval.low)
    low = "exclusive_min" if interval.low_open else "min"
    high = "exclusive_max" if interval.high_open else "max"
    ends = {low: interval.low, high: interval.high}
    return {name: end(number) for name, number in ends.items() if abs(number) != INFINITY}


def _replies(stakes: Stakes, root: Question, whole: Range) -> Iterator[Reply]:
    for words, plain, formula in answers_to(stakes, root):
        yield Reply(value=words, plain=plain, verdict=verdict_out(stakes.range(formula, within=whole)))


def _shortcuts(stakes: Stakes, mattering: list[Question], whole: Range) -> tuple[tuple[Shortcut, ...], bool]:
    """The smallest favourable sets of answers that settle; any where no favourable outcome is left."""
    from pratique.readings.prove_formulas import both, negated

    answers = {root: its for root in mattering if (its := answers_to(stakes, root))}
    ways = {root: [formula for *_, formula in its] for root, its in answers.items()}
    roots = {each: root for root, variables in stakes.roots().items() for each in variables}
    search = stakes.search(ways, {}, roots)
    goals = [level for level in Outcome if whole.best <= level <= min(whole.worst, Outcome.AUTHORIZED)]
    goals = goals or [level for level in Outcome if whole.best <= level <= whole.worst]
    levels, complete = stakes.levels, True
    found: list[tuple[frozenset[tuple[Question, int]], str]] = []
    for goal, most in [*((each, 3) for each in goals), *((each, LONGEST_SHORTCUT) for each in goals)]:
        if most > 3 and found:
            break
        here = True if goal is Outcome.OUT_OF_SCOPE else levels[goal]
        beyond = False if goal is Outcome.PROHIBITED else levels[Outcome(goal + 1)]
        sets = search.smallest(negated(both((here, negated(beyond)))), most, MOST_SHORTCUTS if most == 3 else 2)
        complete &= sets.complete
        found += [(each, "outcome") for each in sets.sets]
    if not found and whole.is_undetermined:
        sets = search.smallest(levels[Outcome.LICENCE_REQUIRED], limit=MOST_SHORTCUTS)
        complete &= sets.complete
        found = [(each, "side") for each in sets.sets]
    shortcuts = [_shortcut(stakes, chosen, answers, settles) for chosen, settles in found]
    shortcuts.sort(
        key=lambda each: (len(each.answers), each.verdict.worst, [(a.fact, a.entity) for a in each.answers])
    )
    return tuple(shortcuts), complete


def _shortcut(
    stakes: Stakes,
    chosen: frozenset[tuple[Question, int]],
    answers: dict[Question, list[tuple[str, Any, Any]]],
    settles: str,
) -> Shortcut:
    told = []
    for root, index in sorted(chosen):
        knower = _who_lists(root[1].partition(".")[0])
        told.append(
            Told(
                fact=root[1],
                entity=root[0],
                entities=tuple(stakes.twins.of(root[0])),
                label=label_of(stakes.cases[0], root[0]),
                value=answers[root][index][0],
                plain=answers[root][index][1],
                known_by=VOCABULARY[root[1]].known_by if root[1] in VOCABULARY else knower,
            )
        )
    found = stakes.range(*(answers[root][index][2] for root, index in chosen))
    return Shortcut(answers=tuple(told), verdict=verdict_out(found), settles=settles)


# --- without the proof ------------------------------------------------------------------------------------


def _upper_bound(found: Decided) -> Needs:
    matters = tuple(sorted((_bound(one) for one in open_facts(found.outcomes)), key=_order))
    return _out(found, found.range, found.range.is_settled, matters, (), False)


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

_KNOWERS = {"you": 0, "counsel or agency": 9}


def _order(matter: Matter) -> tuple[int, str, str, str]:
    return (_KNOWERS.get(matter.known_by, 5), matter.known_by, matter.fact, matter.entity)


def _out(
    found: Decided,
    whole: Range,
    exact: bool,
    matters: tuple[Matter, ...],
    shortcuts: tuple[Shortcut, ...],
    complete: bool,
) -> Needs:
    data = found.cases.dossier
    return Needs(
        title=str(data.data.get("title", data.file)),
        verdict=verdict_out(whole),
        exit_status=whole.exit_status,
        exact=exact,
        matters=matters,
        letters=tuple(_letters(matters)),
        shortcuts=shortcuts,
        shortcuts_complete=complete,
        next=_next(matters, shortcuts),
    )


def _letters(matters: tuple[Matter, ...]) -> Iterator[Letter]:
    to: dict[tuple[str, str | None], list[int]] = {}
    for index, matter in enumerate(matters):
        suppliers = matter.parties if matter.known_by in ("part supplier", "software supplier") else ()
        for party in suppliers or (matter.label if matter.known_by == "party or registry" else None,):
            to.setdefault((matter.known_by, party), []).append(index)
    for (knower, party), indices in to.items():
        yield Letter(known_by=knower, party=party, matters=tuple(indices))


def _next(matters: tuple[Matter, ...], shortcuts: tuple[Shortcut, ...]) -> Matter | None:
    """The question most of whose answers settle; then the one on most of the shortest ways; law last."""
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
