"""What is left to ask of what was decided, not yet put in words.

Rule: only what can still change the outcome is asked, one thing of one element at a time: what hangs on a question
that rules its part out waits for it (`first`), and a company is asked for no citizenship. A large bill leaves few
facts of many elements, in few words, of which one is asked: they stay keys until one of them is looked at.
Invariant: of a list that may hold more than it names only that is asked, whether it does, until the answer is yes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from pratique.deciding.decision import Decided
from pratique.facts import party as party_facts
from pratique.facts.keys import Key, is_unnamed, lies_beside, presence_of
from pratique.facts.part import ONE_DAY_FOR_ALL
from pratique.logic.entities import OTHER
from pratique.logic.truth import FALSE, TRUE
from pratique.usecases.answer.answer import OpenFact
from pratique.usecases.answer.open_facts import OpenFacts, open_facts
from pratique.usecases.missing.first import waiting
from pratique.value_class import dataclass

Aside: TypeAlias = Collection[tuple[str, str | None]]
"""Facts, each with its element, that are not to be asked."""
Where: TypeAlias = Mapping[str | None, str]
"""By whose answer it is, the element at which a fact is open."""


class Unasked(NamedTuple):
    """What may be asked, not yet put in words: of which fact, whose answer it is, and the open fact behind it."""

    fact: str
    entity: str | None
    one: OpenFact


@dataclass(frozen=True, slots=True)
class LeftToAsk:
    """What is left to ask, in the order of the open facts: what is asked, the fact that is open for it, and where."""

    opens: OpenFacts
    asked: tuple[tuple[str, str, Where], ...]

    def __len__(self) -> int:
        return sum(len(its) for _, _, its in self.asked)

    def __iter__(self) -> Iterator[Unasked]:
        for fact, name, its in self.asked:
            yield from (Unasked(fact, entity, self.opens.of(name, at)) for entity, at in its.items())

    def foremost(self, place: Callable[[Unasked], Any]) -> Unasked:
        """The first by its place, a question of law only where nothing else is left.

        Of elements that are asked in the same words, and stand beside a list or do not, the first by key comes first.
        """
        facts = [each for each in self.asked if each[2] and not self.opens.is_legal(each[1])]
        found = []
        for fact, name, its in facts or self.asked:
            words, first = self.opens.asked[name], dict[object, str | None]()
            for entity, at in its.items():
                key = entity or ""
                alike = id(words[at]), lies_beside(key) or is_unnamed(key)
                if key < (first.setdefault(alike, entity) or ""):
                    first[alike] = entity
            found += [Unasked(fact, entity, self.opens.of(name, its[entity])) for entity in first.values()]
        return min(found, key=place)


def left_to_ask(found: Decided, aside: Aside, opens: OpenFacts | None = None) -> LeftToAsk:
    """What was decided -> what is left to ask; `opens` are its open facts, where they are worked out already.

    What is set `aside` is asked no more; nothing waits for it either.
    """
    opens = open_facts(found.outcomes) if opens is None else opens
    held, called = waiting(found, aside), _called(found)
    asked: dict[str, dict[str | None, str]] = {}
    for name, its in opens.asked.items():
        listed: Iterable[str] = its
        if held:
            listed = [entity for entity in listed if (entity, name) not in held]
        listed = [entity for entity in listed if OTHER not in entity or may_be_asked(name, entity, found)]
        if opens.is_legal(name):
            asked[name] = dict.fromkeys([None], listed[0]) if listed else {}
        elif called and name.startswith("party."):
            subjects = asked[name] = dict[str | None, str]()
            for entity in listed:
                subjects.setdefault(called.get(opens.label(entity).casefold(), entity), entity)
        else:
            asked[name] = dict(zip(listed, listed, strict=True))
    human = asked.get(party_facts.natural_person.name, {})
    left = []
    for fact, name, each in _folded(asked):
        if fact in PERSONAL:
            each = {entity: at for entity, at in each.items() if not _waits(entity, human, found)}
        if aside:
            each = {entity: at for entity, at in each.items() if (fact, entity) not in aside}
        left.append((fact, name, each))
    return LeftToAsk(opens, tuple(left))


def stands_for(name: str) -> tuple[str, ...]:
    """The facts that an answer to a question settles: itself, or the day of each verb where one day is asked for."""
    return ONE_DAY_FOR_ALL.get(name, (name,))


def _folded(asked: Mapping[str, Where]) -> Iterator[tuple[str, str, Where]]:
    """What is left, the day of each verb of one element as one: a person knows one day, seldom four."""
    for name, its in asked.items():
        whole = _ONE_DAY.get(name)
        if whole is None:
            yield name, name, its
            continue
        verbs = ONE_DAY_FOR_ALL[whole]
        days = [asked.get(verb, {}).keys() for verb in verbs]
        every = set(days[0]).intersection(*days[1:])
        for is_whole, each in groupby(its, every.__contains__):
            if not is_whole or name == verbs[0]:
                yield whole if is_whole else name, name, {entity: its[entity] for entity in each}


_ONE_DAY = {name: whole for whole, each in ONE_DAY_FOR_ALL.items() for name in each}

PERSONAL = frozenset({"party.citizen_of", "party.resident_in", "party.us_citizen_or_permanent_resident"})
"""What can be asked of a human being alone."""


def _waits(entity: str | None, human: Collection[str | None], found: Decided) -> bool:
    """Whether, about a human being, it is asked whether the party is one (`human`), or the party is known to be none.

    A company has no citizenship: nobody is asked for it before that is known.
    """
    if entity is None:
        return False
    return entity in human or found.cases.evidence.value(entity, party_facts.natural_person.name) is FALSE


def may_be_asked(name: str, entity: str, found: Decided) -> bool:
    """Whether it is no detail of something that may not exist: of that, only whether it does can be asked."""
    besides = Key.read(entity).besides if OTHER in entity else ()
    if not besides or presence_of(name) is not None:
        return True
    key, kind = besides[-1]
    return found.cases.evidence.value(key.text, f"{kind.name}.present") is TRUE


def _called(found: Decided) -> dict[str, str]:
    """The key of each party of the dossier by its name, the first where two share one."""
    return {party.label.casefold(): party.key for party in reversed(found.cases.dossier.parties)}
