"""A dossier decided once, to be asked of as often as one likes.

Rule: whatever is asked of it says what the function of that name says of the dossier with all its answers; nothing of
it is decided twice. An answer gives another one, so that what was decided before stays what it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Unpack, cast

from pratique.deciding.asked import OptionsOfAnyDay
from pratique.dossier.document import Dossier
from pratique.dossier.read import dossier_from
from pratique.errors import UsageError
from pratique.facts.reading import BadValue
from pratique.usecases.answer.answer import Answer
from pratique.usecases.answer.provenance import whose_word
from pratique.usecases.changes.what_if import WhatIf, changed
from pratique.usecases.changes.when import Timeline, turning
from pratique.usecases.check import answer_of
from pratique.usecases.missing.ask import Asking, Question, answered, begin, entry_of, passed_over, read_answer
from pratique.usecases.missing.needs import Needs, needed
from pratique.usecases.missing.next_question import next_question
from pratique.usecases.questions import SaidBeside, asked_beside
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class DecidedDossier:
    """What a dossier comes to, with the answers that were given to its questions; `pratique.decide` makes it.

    It never changes: `answer` and `set_aside` give another.

    >>> case = pratique.decide("aurora/dossier.toml", known_on=day)
    >>> question = case.ask()
    >>> case.answer(question, "unknown", source="J. Rivera").ask() == question
    False
    """

    _asking: Asking

    @property
    def is_settled(self) -> bool:
        """Whether nothing that is unknown can change the outcome."""
        return self._asking.is_settled

    @property
    def given(self) -> tuple[Mapping[str, Any], ...]:
        """The answers that were given to it, as a dossier writes them."""
        return self._asking.given

    def check(self, *, exposure: bool = False, pending: bool = False) -> Answer:
        """What `pratique.check` says of it."""
        return answer_of(self._asking.found, exposure, pending)

    def needs(self) -> Needs:
        """What `pratique.needs` says of it."""
        return needed(self._asking.found)

    def what_if(self) -> WhatIf:
        """What `pratique.what_if` says of it."""
        return changed(self._asking.found)

    def when(self, start: date, end: date, *, pending: bool = False) -> Timeline:
        """What `pratique.when` says of it from one day to another.

        Raises UsageError where it is no time to speak of.
        """
        asking = self._asking
        options = {name: value for name, value in asking.options.items() if name != "on"}
        return turning(asking.found, asking.told, start, end, cast(OptionsOfAnyDay, options), pending=pending)

    def ask(self) -> Question | None:
        """What `pratique.ask` says of it: the question that settles most first; None once nothing is left to ask."""
        question = next_question(self._asking)
        return None if question is None else replace(question, provenance=whose_word(self._asking.found))

    def answer(
        self,
        question: Question,
        value: object,
        *,
        source: str,
        by: str | None = None,
        on: date | None = None,
        basis: str = "asserted",
    ) -> DecidedDossier:
        """What it comes to with one more answer, which is not asked again; no file is written.

        Raises UsageError for a value that is none of the question, InvalidInput where it does not fit.
        """
        try:
            read_answer(question, value)
        except BadValue as error:
            raise UsageError(f"That does not fit: {error}.") from error
        entry = entry_of(question, value, source=source, by=by, on=on, basis=basis)
        return DecidedDossier(answered(self._asking, question, entry))

    def set_aside(self, question: Question) -> DecidedDossier:
        """The same, a question that nobody can answer not to be asked again."""
        return DecidedDossier(passed_over(self._asking, question))


def decide(
    dossier: str | Path | Mapping[str, Any] | Dossier | None = None, **options: Unpack[SaidBeside]
) -> DecidedDossier:
    """A dossier -> what it comes to, decided once: `check`, `needs`, `what_if`, `when` and `ask` are asked of that.

    `options` are those of `check`. Raises InvalidInput, UsageError.

    >>> case = pratique.decide("shanghai-app/dossier.toml", known_on=day)
    >>> case.check().verdict.worst, case.needs().matters, case.ask()
    ('prohibited', (), None)
    """
    asked, beside = asked_beside(dossier, options)
    read = dossier_from(asked) if isinstance(asked, Mapping) else asked
    return DecidedDossier(begin(read, **beside))
