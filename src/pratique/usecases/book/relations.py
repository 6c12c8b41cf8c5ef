"""The relations of the law book, as a person looks them up: what follows, what cannot be, what is presumed."""

from __future__ import annotations

import msgspec

from pratique.files.plain import AnswerRows
from pratique.law.book import Book, load
from pratique.logic.author import NEVER
from pratique.logic.relations import Relation
from pratique.readings.prose import prose


class RelationOut(msgspec.Struct, frozen=True, kw_only=True):
    """One relation between facts, with the instruments that hold it and its two conditions in prose."""

    name: str
    cite: str
    says: str
    force: str
    per: str
    why: str
    within: str
    leans: str
    unless: str = ""
    when: str
    then: str
    instruments: tuple[str, ...]


def relations_in(book: Book | None, instrument: str | None = None) -> AnswerRows[RelationOut]:
    """The relations of a book (None: the shipped one), or of one instrument of it, by name. Raises UsageError."""
    book = book or load()
    asked = list(book) if instrument is None else [book.instrument(instrument)]
    holders: dict[str, tuple[Relation, list[str]]] = {}
    for each in asked:
        for relation in each.relations:
            holders.setdefault(relation.name, (relation, []))[1].append(each.id)
    return AnswerRows(_out(relation, its) for _, (relation, its) in sorted(holders.items()))


def relations(instrument: str | None = None, *, book: Book | None = None) -> AnswerRows[RelationOut]:
    """An instrument's id (all by default) -> which facts belong together, and what is presumed. Raises UsageError.

    >>> pratique.law_relations("us.cfr15_791d")[0].force
    'entails'
    """
    return relations_in(book, instrument)


def _out(relation: Relation, instruments: list[str]) -> RelationOut:
    return RelationOut(
        name=relation.name,
        cite=relation.cite,
        says=relation.says,
        force=relation.force,
        per=relation.per.name,
        why=relation.why,
        within=relation.within,
        leans=relation.leans if relation.within else "",
        when=_flat(prose(relation.when, width=400)),
        then=_flat(prose(relation.then, width=400)),
        unless="" if relation.unless == NEVER else _flat(prose(relation.unless, width=400)),
        instruments=tuple(instruments),
    )


def _flat(text: str) -> str:
    return " ".join(line.strip() for line in text.split("\n\n")[0].splitlines())
