"""What a code host or a build server marks in a file: the provisions that bar or may bar, each with one place.

Rule: an answer that is not clear leaves at least one mark. Where nothing that decides can be shown, the mark is that
of the whole answer, on its dossier; none of the formats made of these marks can read "passed" over a hole.
"""

from __future__ import annotations

import hashlib
import re

from pratique.errors import EXIT_BARRED, EXIT_CLEAR
from pratique.law.outcome import range_words
from pratique.usecases.answer.answer import Answer, Deciding
from pratique.value_class import dataclass

BAD = ("prohibited", "licence required")
"""The outcomes that are marked."""
_PLACE = re.compile(r"(.+?)(?::(\d+)(?::\d+)?)?(?: (/.*|[^\s/]+/\S*|row \d+|\S.*!.+))?", re.DOTALL)
"""A place as text: a file, whose name may hold blanks, its line and column, and what points into it."""
WHOLE = "pratique.outcome"
"""The rule of a mark that stands for a whole answer."""
LATE = "pratique.late"
"""The rule of a mark for a duty whose day has passed; it stands beside any outcome, a clear one too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One result: a rule (a provision), whether it is barred or only may be, in words, and where.

    `line` counts from 1; `fingerprint` is the same on a second run over the same dossier; `not_listed` counts the
    elements that read alike and have no result of their own.
    """

    rule: str
    summary: str
    barred: bool
    range: str
    node: str
    label: str
    transaction: str
    file: str
    line: int | None
    pointer: str | None
    fingerprint: str
    not_listed: int = 0

    @property
    def text(self) -> str:
        """The mark in one sentence."""
        if self.rule == LATE:
            return f"Late: {self.summary}."
        more = f" and {self.not_listed} more that are not listed" if self.not_listed else ""
        return f"{'' if self.barred else 'Undetermined: '}{self.label}{more}: {self.range}. {self.summary}"


def marks_of(answer: Answer) -> tuple[Mark, ...]:
    """The answer -> its marks: one for each provision and element that bars or may bar, in its order."""
    found = tuple(_mark(each, answer) for each in answer.decided_by if each.worst in BAD)
    return found or (() if answer.exit_status == EXIT_CLEAR else (_whole(answer),))


def late_marks(answer: Answer) -> tuple[Mark, ...]:
    """The duties that are late, a mark each, on the dossier; a report of tests has them by `--fail-on late`."""
    file, line, pointer = _place(_somewhere(answer))
    return tuple(
        Mark(
            rule=LATE,
            summary=each,
            barred=False,
            range="late",
            node="",
            label=answer.title,
            transaction="",
            file=file,
            line=line,
            pointer=pointer,
            fingerprint=_fingerprint(LATE, each, answer.title),
        )
        for each in answer.late
    )


def _mark(each: Deciding, answer: Answer) -> Mark:
    barred = each.best in BAD
    file, line, pointer = _place(each.place or _somewhere(answer))
    return Mark(
        rule=each.cite,
        summary=each.summary,
        barred=barred,
        range=range_words(each.best, each.worst),
        node=each.node,
        label=each.label,
        transaction=each.transaction,
        file=file,
        line=line,
        pointer=pointer,
        fingerprint=_fingerprint(each.cite, each.node, each.transaction),
        not_listed=each.not_listed,
    )


def _whole(answer: Answer) -> Mark:
    file, line, pointer = _place(_somewhere(answer))
    return Mark(
        rule=WHOLE,
        summary=answer.next_step,
        barred=answer.exit_status == EXIT_BARRED,
        range=range_words(answer.verdict.best, answer.verdict.worst),
        node="",
        label=answer.title,
        transaction="",
        file=file,
        line=line,
        pointer=pointer,
        fingerprint=_fingerprint(WHOLE, "", answer.title),
    )


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _somewhere(answer: Answer) -> str:
    """A place in a file for what stands in none: that of anything that decides, else the title of the dossier."""
    return next((each.place for each in answer.decided_by if each.place), answer.title)


def _place(written: str) -> tuple[str, int | None, str | None]:
    """A place as text -> its file, line and pointer."""
    found = _PLACE.fullmatch(written)
    if not found:
        return written, None, None
    file, line, pointer = found.groups()
    if line is None and pointer and pointer.startswith("row "):  # a row of a text table is named for its line
        line = pointer.removeprefix("row ")
    return file, int(line) or None if line else None, pointer
