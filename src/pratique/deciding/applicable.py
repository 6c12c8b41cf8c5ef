"""Which instruments concern an act, and what each says of it.

Rule: the law book is asked by the markets and the kind of the act; an act that no instrument concerns was not
examined, so it is refused, never cleared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from pratique.deciding.kindred import Family
from pratique.deciding.moved import FirstOfItsKind
from pratique.deciding.outcomes import InstrumentOutcome, outcome_of
from pratique.deciding.own_keys import Keys, Places
from pratique.dossier.case import Case
from pratique.errors import UsageError
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE
from pratique.facts.shown import show_value
from pratique.facts.territories import outside_customs
from pratique.law import book as law_book
from pratique.law.book import Book
from pratique.law.instrument import Instrument
from pratique.logic.contents import MOST, CaseContent, content_of
from pratique.logic.entities import Entity, value_of
from pratique.logic.truth import FALSE
from pratique.logic.values import Choice, Span

MOST_TOGETHER = 50_000
"""An act of more elements than this is decided by itself, whatever is asked beside it."""


class Moved(NamedTuple):
    """An act that says what another does, and its keys for those of the other."""

    act: Entity
    first: Entity
    keys: Keys


class Together:
    """Acts of many elements that are asked of together, for as long as they are.

    Only of those that may say the same, by all that can be seen without looking through their elements, is what they
    say compared: it costs a part of what deciding them does.
    """

    def __init__(self, acts: Iterable[Entity], moved: Mapping[int, Moved] | None = None) -> None:
        self._moved = moved or {}
        seen = Counter(_glance(act) for act in acts)
        self._several = {each for each, number in seen.items() if number > 1}
        self._before: dict[object, FirstOfItsKind] = {}
        self._said: dict[int, tuple[Entity, _Said]] = {}

    def said(self, act: Entity) -> _Said:
        """What an act says and its keys, worked out once, where it has few elements or another may say the same."""
        if id(act) not in self._said:
            most = MOST_TOGETHER if _glance(act) in self._several else MOST
            moved = self._moved.get(id(act))
            if moved is None:
                said = _content(act, most)
            else:
                content, keys = self.said(moved.first)
                said = content, tuple(map(moved.keys.of, keys))
            self._said[id(act)] = act, said
        return self._said[id(act)][1]

    def before(self, content: CaseContent, instruments: tuple[Instrument, ...]) -> FirstOfItsKind:
        """What instruments said of the first act that says this."""
        at = content, instruments
        if at not in self._before:
            self._before[at] = _first(content, instruments)
        return self._before[at]


def _glance(act: Entity) -> object:
    """What is seen of an act without looking through its elements."""
    lists = [(kind.name, each.closed, len(each.elements)) for kind, each in act.children.items()]
    return tuple(act.values.items()), tuple(lists)


def outcomes_for(
    case: Case, book: Book | None, law_on: date | None, together: Together | None = None
) -> list[InstrumentOutcome]:
    """What each instrument that concerns the act says of it; `together` are the acts that are asked of with it."""
    return outcomes_of(case.entity, instruments_for(case, book, law_on).instruments, together)


def outcomes_of(
    act: Entity, instruments: tuple[Instrument, ...], together: Together | None = None
) -> list[InstrumentOutcome]:
    """What each of some instruments that concerns an act says of it; acts that say the same are decided once."""
    content, own = _content(act)
    if content is not None:
        first = _outcomes_before(content, instruments)
    else:
        content, own = together.said(act) if together is not None else (None, ())
        if together is None or content is None:
            return list(_outcomes(act, instruments))
        first = together.before(content, instruments)
    if first.case is act or first.places.are(own):
        return list(first.outcomes)
    return list(first.of(act, own, Family(act)))


def first_of_each(cases: Iterable[Case], together: Together) -> list[Case]:
    """Of acts that say the same but for whose they are, the first: what is said of all of them is said of it."""
    found: dict[object, Case] = {}
    for case in cases:
        content, _ = together.said(case.entity)
        found.setdefault(id(case) if content is None else content, case)
    return list(found.values())


_Said = tuple[CaseContent | None, tuple[str, ...]]


def _content(act: Entity, most: int = MOST) -> _Said:
    """What an act says whosever it is, and the keys in it, each at the place that stands for it."""
    places: dict[str, int] = {}
    content = content_of(act, lambda key: places.setdefault(key, len(places)), most)
    return content, tuple(places)


@lru_cache(maxsize=256)
def _outcomes_before(content: CaseContent, instruments: tuple[Instrument, ...]) -> FirstOfItsKind:
    """What instruments said of a case that said the same: `_outcomes`, kept with the details that were asked for."""
    return _first(content, instruments)


def _first(content: CaseContent, instruments: tuple[Instrument, ...]) -> FirstOfItsKind:
    act = content.entity
    return FirstOfItsKind(act, _outcomes(act, instruments), Places(_content(act, MOST_TOGETHER)[1]))


def _outcomes(case: Entity, instruments: tuple[Instrument, ...]) -> tuple[InstrumentOutcome, ...]:
    family = Family(case)
    outcomes = (outcome_of(instrument, case, family) for instrument in instruments)
    return tuple(outcome for outcome in outcomes if outcome.concerned is not FALSE)


def instruments_for(case: Case, book: Book | None, law_on: date | None) -> Book:
    """The instruments that can concern the act, as known on `law_on` (None: on the day of the act)."""
    if book is not None and case.only:
        kept = tuple(each for each in book if each.id in case.only)
        return Book(kept, book.law_on, book.origin, book.vouched)
    return book or law_book.load(candidates(case), law_on or _day_of_act(case))


def candidates(case: Case) -> list[str]:
    """The instruments that can concern the act."""
    markets = _possible(case, "act.into") | _possible(case, "act.out_of")
    named = law_book.names(markets, _possible(case, "act.kind"))
    return [each for each in named if each in case.only] if case.only else named


def left_out(case: Case, book: Book | None) -> list[str]:
    """The instruments that may concern an act of which only some are asked, and that are not."""
    if not case.only:
        return []
    whole = [each.id for each in book] if book is not None else candidates(replace(case, only=frozenset()))
    return [each for each in whole if each not in case.only]


def is_examined(case: Case, book: Book | None) -> bool:
    """Whether an instrument that is asked concerns the act, be it on another day."""
    values = {name: value for name, value in case.entity.values.items() if name != "act.date"}
    timeless = Entity(CASE, case.entity.key, values, case.entity.children)
    asked = (
        [each for each in book if not case.only or each.id in case.only] if book else law_book.load(candidates(case))
    )
    return any(outcome_of(each, timeless).concerned is not FALSE for each in asked)


def refuse_unexamined(cases: list[Case], book: Book | None) -> None:
    """Raise UsageError where no instrument concerns any of the acts: what was not examined is not cleared.

    An instrument that concerns the act on another day was examined.
    """
    if any(is_examined(case, book) for case in cases):
        return
    acts = dict.fromkeys(f"{case.act} into {shown(case, 'act.into')}" for case in cases)
    books = sorted({each.jurisdiction.upper() for each in book}) if book else law_book.markets()
    step = " A deemed export goes to the person's country: say that as into." if _is_deemed(cases) else ""
    places = sorted({code for case in cases for code in _possible(case, "act.into") if outside_customs(code)})
    if len(places) == 1:
        step += f" {outside_customs(places[0])}"
    raise UsageError(
        f"No instrument of the book concerns {' or '.join(acts)}, so nothing was examined and nothing is cleared; "
        f"there are books for {', '.join(books) or 'no market'}.{step}"
    )


def _is_deemed(cases: list[Case]) -> bool:
    return any(_possible(case, "act.kind") & {"deemed_export"} for case in cases)


def shown(case: Case, name: str) -> str:
    """A fact of the act in words."""
    fact = VOCABULARY[name].fact
    return show_value(fact, value_of(case.entity, fact))


def _possible(case: Case, name: str) -> frozenset[str]:
    value = value_of(case.entity, VOCABULARY[name].fact)
    return value.possible if isinstance(value, Choice) else frozenset()


def _day_of_act(case: Case) -> date | None:
    value = value_of(case.entity, VOCABULARY["act.date"].fact)
    if isinstance(value, Span) and value.is_known:
        return date.fromordinal(int(value.interval.low))
    return None
