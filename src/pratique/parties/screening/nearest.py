"""The names near to a query: what the coarse stage proposes, and of it what the exact comparison finds near.

Rule: a name is read as an organisation's and as a person's unless it is known which; names inside a name are looked
for too. What cannot reach the score that counts is left out before it is compared, for many queries at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from pratique.parties.names.compare import Comparison, best_comparison
from pratique.parties.names.forms import NameForm, name_forms
from pratique.parties.names.overlong import LONGEST_NAME, MOST_NAMES
from pratique.parties.names.tables import LEGAL_WORD, terms
from pratique.parties.screening.bound import LEAST, Proposed, may_reach
from pratique.parties.screening.index import NameIndex
from pratique.parties.screening.match import Query
from pratique.parties.screening.within import names_within

Compared = list[tuple[int, Comparison]]
"""Rows of an index, each with its exact comparison."""
Proposals = list[tuple[dict[bool, tuple[NameForm, ...]], list[int]]]
"""The forms of each name of a query, of organisations (False) and of people (True), and the rows it may mean."""


def nearest(index: NameIndex, query: Query, least: float = 0.0) -> Compared:
    """Rows of an index that the coarse stage proposes for a query, each with its exact comparison.

    Rows whose names cannot have a score of `least` may be left out.
    """
    return near_of(index, proposals(index, query), least)


def proposals(index: NameIndex, query: Query) -> Proposals:
    """What the coarse stage proposes for each name of a query and each name in these."""
    given = [each[:LONGEST_NAME] for each in (query.name, *query.aliases[:MOST_NAMES], *query.beside[:MOST_NAMES])]
    found: Proposals = []
    for text in dict.fromkeys((*given, *(part for each in given for part in names_within(each)))):
        forms = _both_forms(text, query.individual)
        found.append((forms, index.look_up(_distinct(forms))))
    return found


def near_of_all(index: NameIndex, proposed: Sequence[Proposals], least: Sequence[float]) -> list[Compared]:
    """The proposals of several queries compared, each with the score that counts; see `near_of`."""
    pairs = [
        Proposed(forms[index.is_individual(row)], row, score)
        for each, score in zip(proposed, least, strict=True)
        if score >= LEAST
        for forms, rows in each
        for row in rows
    ]
    reaching = iter(may_reach(index, pairs))
    kept = [
        [(forms, [row for row in rows if score < LEAST or next(reaching)]) for forms, rows in each]
        for each, score in zip(proposed, least, strict=True)
    ]
    return [near_of(index, each, score) for each, score in zip(kept, least, strict=True)]


def near_of(index: NameIndex, proposed: Proposals, least: float) -> Compared:
    """The proposals with their exact comparisons; those below `least` are left out."""
    found: Compared = []
    for forms, rows in proposed:
        for row in rows:
            individual = index.is_individual(row)
            names = best_comparison(forms[individual], index.forms_of(row), individual, least)
            if names.score > 0 and names.score >= least:
                found.append((row, names))
    return found


def _both_forms(text: str, individual: bool | None) -> dict[bool, tuple[NameForm, ...]]:
    """Forms of a name for comparing with organisations (False) and with people (True)."""
    as_person = name_forms(text, True) if individual is not False else ()
    as_body = name_forms(text, False) if individual is not True else ()
    return {False: as_body or as_person, True: as_person or as_body}


def _distinct(forms: dict[bool, tuple[NameForm, ...]]) -> list[NameForm]:
    """Forms to look up: the second way to read a name only where it has a word of its own that is no legal form."""
    wanted = list(forms[False])
    known = {word for form in wanted for word in form.words}
    wanted += [form for form in forms[True] if any(_is_new(word, known) for word in form.words)]
    return wanted


def _is_new(word: str, known: set[str]) -> bool:
    term = terms().get(word)
    return word not in known and (term is None or term.weight > LEGAL_WORD)
