"""To whom a question goes: whoever has a hand in the part, the party itself, whoever builds it in, or nobody by name.

Rule: a question goes to whom can know it. Nobody is written to who would be asked of resistors and buttons alone
whether they run software: the bill or a data sheet tells it, and it stands with what is to be assigned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pratique.deciding.decision import Decided
from pratique.facts.authority import may_state
from pratique.facts.keys import is_named, is_unnamed, lies_beside, presence_of, upward
from pratique.facts.kinds import PART, SOURCE
from pratique.logic.entities import Entity
from pratique.usecases.answer.looks import looks_plain
from pratique.usecases.missing.ask import Question, not_known_of, questions_of
from pratique.usecases.missing.first import RULES_OUT
from pratique.usecases.missing.seats import SEATS

SUPPLIERS = ("part supplier", "software supplier", "party or registry", "vehicle maker")
"""Those of who knows a fact that a questionnaire goes to; the others are asked by `ask`."""
NOBODY = "to be assigned"
INTEGRATION = frozenset(
    {
        "part.for_completed_vehicle",
        "part.installed_in_vehicle",
        "part.directly_connected_to_vcs",
        "part.in_enabling_item",
        "part.model_year",
        "part.repaired_vehicle_model_year",
    }
)
"""What whoever builds a part in knows of it, and its maker does not."""


def by_recipient(found: Decided) -> dict[str, list[Question]]:
    """What was decided -> the questions that are left, by the name of whom they go to."""
    asked: dict[str, list[Question]] = {}
    makers, actors = _makers(found), actors_of(found)
    left = questions_of(found, not_known_of(found.cases.dossier))
    questions = [each for each in left if each.known_by in SUPPLIERS and each.entity is not None]
    open_facts = {(each.entity, each.fact) for each in questions}
    for question in questions:
        if may_be_replied(question) and not _is_idle(question, open_facts):
            for name in actors if question.fact in INTEGRATION and actors else _recipients(question, makers):
                asked.setdefault(name, []).append(question)
    return _at_the_sender(asked, found)


def _at_the_sender(asked: dict[str, list[Question]], found: Decided) -> dict[str, list[Question]]:
    """The same; who would be asked of plain parts alone whether they run software is not written to.

    The bill or a data sheet tells it of a resistor: such questions go to whoever acts or, where nobody is named,
    stand with what is to be assigned, in one workbook. What else its maker would be asked waits for the answer.
    """
    ours = next(iter(actors_of(found)), NOBODY)
    kept: dict[str, list[Question]] = {}
    for name, its in asked.items():
        plain = all(
            each.fact in RULES_OUT and looks_plain(found.cases.prints.described(each.entity or "")) for each in its
        )
        kept.setdefault(ours if plain else name, []).extend(its)
    return kept


def _is_idle(question: Question, open_facts: Collection[tuple[str | None, str]]) -> bool:
    """Whether it is asked for nothing now: whether a named maker is a human being, an exception before the rule."""
    if question.fact == "party.natural_person":
        entity = question.entity or ""
        if lies_beside(entity) or is_unnamed(entity):
            return False  # it may be anybody
        return (question.entity, "party.organised_in") in open_facts
    return question.fact == "source.only_by_citizenship" and any(name in SEATS for _, name in open_facts)


def actors_of(found: Decided) -> tuple[str, ...]:
    """The names of those who act, who know how a part is built in."""
    dossier = found.cases.dossier
    parties = dossier.parties_called()
    named = (parties.get(each.actor.casefold()) for each in dossier.acts if each.actor)
    return tuple(dict.fromkeys(each.label for each in named if each is not None))


def may_be_replied(question: Question) -> bool:
    """Whether a reply counts for it: what a list or an authority settles is looked up, not asked."""
    return reply_counts(question.fact)


def reply_counts(fact: str) -> bool:
    """Whether what a reply says of a fact is read at all."""
    return presence_of(fact) is not None or may_state("reply to a questionnaire", fact)


def _recipients(question: Question, makers: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Who knows it: a party of itself, of a part those who have a hand in it."""
    entity = question.entity or ""
    if question.fact.startswith("party.") and not lies_beside(entity) and not is_unnamed(entity):
        return (question.label,)
    return next((makers[part] for part in upward(entity) if part in makers), ()) or (NOBODY,)


def _makers(found: Decided) -> dict[str, tuple[str, ...]]:
    """For each part the names of the parties behind it."""
    labels = found.cases.labels
    return {
        part.key: tuple(dict.fromkeys(labels[p.key] for p in _parties(part) if p.key in labels and is_named(p.key)))
        for case in found.cases.cases
        for part in case.entity.listing(PART).elements
    }


def _parties(part: Entity) -> Iterator[Entity]:
    return (source.carried for source in part.listing(SOURCE).elements if source.carried is not None)
