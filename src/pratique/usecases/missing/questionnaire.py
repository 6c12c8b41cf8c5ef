"""Who is to be asked what: the open facts by the supplier that knows them.

Rule: a supplier is asked only what can still change the outcome and only of what it has a hand in, parts that say the
same in one question; how a part is built in is asked of whoever acts, not of its maker; nobody is asked whether a
company is a human being, nor for an exception before what it excepts from. Who is not known gets a sheet that waits
for an address. A party that is in China, as far as is known, sees a note on the conflict of
laws before any question, and somebody must have accepted it by name.
Invariant: a question's key is made of the element and the fact, and a questionnaire's identifier of the dossier, the
law book, the recipient, its keys, groups and what is read beside them, so that a reply can be told from any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Unpack

import msgspec

from pratique.deciding.decision import Decided, decided
from pratique.dossier.read import read_dossier
from pratique.errors import UsageError
from pratique.facts.keys import upward
from pratique.facts.kinds import PART
from pratique.facts.wording import answer_kind, text_of
from pratique.files import read_bytes
from pratique.files.plain import AnswerRows, Data, Plain
from pratique.files.secrets import mark_of, sender_key
from pratique.logic.alike import Contents
from pratique.logic.truth import TRUE
from pratique.usecases.answer.answer import Note
from pratique.usecases.answer.provenance import applied, of_book
from pratique.usecases.missing.ask import Question
from pratique.usecases.missing.documents import Document, documents_for
from pratique.usecases.missing.groups import Group, groups_of, in_order
from pratique.usecases.missing.kept_question import kept_beside
from pratique.usecases.missing.recipients import INTEGRATION, actors_of, by_recipient
from pratique.usecases.missing.seats import conflict_of, seat_of
from pratique.usecases.questions import SaidBeside
from pratique.value_class import dataclass

MOST_TOGETHER = 25
"""So many like parts stand in one line."""
_PARTING = {1: "\1\1", 0: "\x010", 10: "\1n"}
"""What is written in place of what parts the texts of an identifier."""
NOTE = (
    "Chinese law may limit what may be told to persons abroad (state secrets, important data, personal information, "
    "measures that counter foreign ones). Have counsel in China see these questions before anything is answered; "
    "answer nothing that you may not, and give the reason code exempt-from-disclosure instead.",
    "中国法律可能限制向境外人员提供某些信息（国家秘密、重要数据、个人信息、反制外国措施的规定）。答复前请先由中国律师审阅；"
    "不得提供的内容请勿答复，并选择原因代码 exempt-from-disclosure。",
)
"""The neutral note on the conflict of laws, in English and Chinese; a caller may give another."""


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One question of a questionnaire; `kind` is yes/no, choice, set, number or date, `choices` what it may be."""

    key: str
    entity: str
    fact: str
    about: str
    english: str
    chinese: str
    kind: str
    unit: str
    choices: tuple[str, ...]
    part: str = ""
    """The print of the part that it is about, as JSON, so that a reply follows the part and not its place."""
    also: tuple[tuple[str, str], ...] = ()
    """The elements of like parts that are asked in the same line, each with the print of its part."""
    proof: str = ""
    """The documents of which any may show it."""

    @property
    def shown(self) -> str:
        """The mark of what the recipient reads: what it is about, the question in both languages, and the unit."""
        return shown_as(self.about, self.english, self.chinese, self.form)

    @property
    def form(self) -> str:
        """In what form or unit the answer is given."""
        return {"date": "YYYY-MM-DD", "set": "a, b, ... / none"}.get(self.kind, self.unit)


_SENT = ("key", "entity", "fact", "about", "english", "chinese", "kind")
"""What of a line is sent."""


@dataclass(frozen=True, slots=True)
class Questionnaire(Plain):
    """What one recipient is asked.

    `note` is shown first where there is one, above it what the law book says of answering from China, with who
    accepted that it is sent.
    """

    recipient: str
    dossier: str
    law_book: str
    lines: tuple[AskedLine, ...]
    note: tuple[str, str] | None = None
    accepted_by: str | None = None
    conflict: str | None = None
    key: bytes = b""
    """The sender's key, of which only the mark is sent."""
    provenance: tuple[Note, ...] = ()
    """The law book that asks, where it is not the program's own."""

    def to_dict(self) -> Data:
        """What is sent, as JSON values; the sender's key is not."""
        return {
            "recipient": self.recipient,
            "identifier": self.identifier,
            "dossier": self.dossier,
            "law_book": self.law_book,
            "provenance": [{"about": each.about, "note": each.note} for each in self.provenance],
            "accepted_by": self.accepted_by,
            "note_shown": self.note is not None,
            "conflict": self.conflict,
            "documents": [
                {"name": each.name, "questions": [self.lines[place].key for place in each.answers]}
                for each in self.documents
            ],
            "questions": [
                {name: getattr(line, name) for name in _SENT} | {"form": line.form, "choices": list(line.choices)}
                for line in self.lines
            ],
            "count": self.count,
            "groups": [
                {
                    "key": each.key,
                    "about": each.about,
                    "documents": list(each.documents),
                    "english": each.english,
                    "chinese": each.chinese,
                    "questions": [self.lines[place].key for place in each.lines],
                }
                for each in self.groups
            ],
        }

    @property
    def groups(self) -> tuple[Group, ...]:
        """The lines about the same parts that one document answers, each with the places of those."""
        found = groups_of([(each.key, (each.entity, each.also), each.about, each.proof) for each in self.lines])
        return tuple(
            msgspec.structs.replace(each, is_of_several=bool(self.lines[each.lines[0]].also)) for each in found
        )

    @property
    def count(self) -> int:
        """How many questions a person is asked: lines that one document answers count as one."""
        return len(in_order(len(self.lines), self.groups))

    @property
    def headings(self) -> tuple[tuple[str, ...], ...]:
        """Of each group what the hidden sheet holds: its key, element, documents, the mark of its text, its keys."""
        return tuple(
            (
                each.key,
                self.lines[each.lines[0]].entity,
                ", ".join(each.documents),
                shown_as(each.about, each.english, each.chinese, ""),
                msgspec.json.encode([self.lines[place].key for place in each.lines]).decode(),
            )
            for each in self.groups
        )

    @property
    def documents(self) -> tuple[Document, ...]:
        """The fewest documents that answer its lines, each with the places of those."""
        return documents_for([line.proof for line in self.lines])

    @property
    def mark(self) -> str:
        """The keyed mark by which a reply is matched to what was sent; empty where the sender has no key."""
        return mark_of(self.key, self.identifier) if self.key else ""

    @property
    def identifier(self) -> str:
        """SHA-256 over dossier, law book, recipient, who accepted the note, and every question with its text."""
        asked = ((line.key, line.entity, line.fact, line.shown, line.part, also_of(line.also)) for line in self.lines)
        to = (self.dossier, self.law_book, self.recipient, self.accepted_by or "")
        return identifier_of(to, [*asked, *self.headings])


def questionnaires(
    dossier: str | Path | None = None,
    *,
    accepted_by: str | None = None,
    note: tuple[str, str] = NOTE,
    **options: Unpack[SaidBeside],
) -> AnswerRows[Questionnaire]:
    """A dossier -> one questionnaire for each supplier that can still settle something, by name.

    `options` are those of `check`; a bill or a chip with an act is kept as NAME.dossier.toml beside it, into which
    replies are read. `pratique.files_of` makes workbooks of them. Raises
    UsageError where one would go to a party in China and nobody accepted the note.

    >>> len(pratique.questionnaire("shanghai-app/dossier.toml", known_on=day))
    0
    """
    with kept_beside(dossier, options) as (home, how):
        return _of_each(home, decided(read_dossier(home), **how), accepted_by, note)


def _of_each(home: Path, found: Decided, accepted_by: str | None, note: tuple[str, str]) -> AnswerRows[Questionnaire]:
    asked = by_recipient(found)
    inside = {name for name in asked if seat_of(found, name) == "inside"}
    if inside and not accepted_by:
        raise UsageError(
            f"Questions to {', '.join(sorted(inside))} go to China, and this note stands before them: {note[0]} "
            "Name who accepts it with --accepted-by."
        )
    contents, actors, key = _contents(found), actors_of(found), sender_key(home)
    return AnswerRows(
        Questionnaire(
            recipient=name,
            dossier=dossier_hash(home),
            law_book=law_hash(found),
            lines=tuple(_together(its, contents, name in actors)),
            note=None if (seat := seat_of(found, name)) == "outside" else note,
            accepted_by=accepted_by if seat == "inside" else None,
            conflict=None if seat == "outside" else conflict_of(found, seat),
            key=key,
            provenance=of_book(applied(found)),
        )
        for name, its in sorted(asked.items())
    )


def dossier_hash(dossier: str | Path) -> str:
    """What identifies a dossier to a reply: the SHA-256 of its own file; answers beside it may come and go."""
    return hashlib.sha256(read_bytes(dossier)).hexdigest()


def law_hash(found: Decided) -> str:
    """The hash of the law that asks."""
    return applied(found).hash


def identifier_of(head: Iterable[str], asked: Iterable[tuple[str, ...]]) -> str:
    """The identifier of a questionnaire: its dossier, law book, recipient and who accepted the note, and of each
    question the key, element, fact, the mark of its text and the print of its part.
    """
    told = ([*map(_one_line, each if each[5:] != ("",) else each[:5])] for each in asked)
    parts = [*map(_one_line, head), *map("\0".join, told)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _one_line(text: str) -> str:
    """Text without what parts texts in an identifier, so that no name of a stranger makes two of one."""
    return text.translate(_PARTING)


def shown_as(*texts: str) -> str:
    """The mark of what is read; of letters and digits alone, since programs change spaces and quotes on their own."""
    plain = ("".join(filter(str.isalnum, text)) for text in texts)
    return hashlib.sha256("\n".join(plain).encode()).hexdigest()[:16]


def key_of(entity: str, fact: str) -> str:
    """The key of a question, short enough for a cell."""
    return "Q-" + hashlib.sha256(f"{entity}\0{fact}".encode()).hexdigest()[:12]


def _line(question: Question) -> AskedLine:
    assert question.entity is not None
    english, chinese = text_of(question.fact)
    kind = answer_kind(question.typed)
    choices = ("yes", "no") if kind == "yes/no" else question.values if kind in ("choice", "set") else ()
    return AskedLine(
        key=key_of(question.entity, question.fact),
        entity=question.entity,
        fact=question.fact,
        about=question.label,
        english=english,
        chinese=chinese,
        kind=kind,
        unit=question.unit,
        choices=choices,
        part=msgspec.json.encode(question.part, order="deterministic").decode() if question.part else "",
        proof=question.proof,
    )


def also_of(also: Iterable[tuple[str, str]]) -> str:
    """The like elements of a line as the hidden sheet holds them; empty where there are none."""
    its = list(also)
    return msgspec.json.encode(its, order="deterministic").decode() if its else ""


def _together(asked: list[Question], contents: Mapping[str, object], ours: bool) -> Iterator[AskedLine]:
    """The lines of one recipient, those on like parts as one; each part is named in it.

    How parts are built in, asked of whoever acts (`ours`), is one line for all of which the same is known.
    """
    lines: dict[object, list[AskedLine]] = {}
    for question in asked:
        entity = question.entity or ""
        part = next((key for key in upward(entity) if key in contents), None)
        says = None if part is None or (question.fact in INTEGRATION and ours) else contents[part]
        like = entity if part is None else (says, entity[len(part) :], question.known)
        lines.setdefault((question.fact, like), []).append(_line(question))
    for its in lines.values():
        for start in range(0, len(its), MOST_TOGETHER):
            first, *others = its[start : start + MOST_TOGETHER]
            named = [each.about for each in (first, *others)]
            about = "; ".join(f"({n}) {each}" for n, each in enumerate(named, 1)) if others else first.about
            yield replace(first, about=about, also=tuple((each.entity, each.part) for each in others))


def _contents(found: Decided) -> dict[str, object]:
    """What each part of a bill says, equal for parts that differ in their keys and names alone."""
    contents = Contents()
    return {
        part.key: contents.of(part)
        for case in found.cases.cases
        for part in case.entity.listing(PART).elements
        if part.present is TRUE
    }


def line_of_question(question: Question) -> AskedLine:
    """A question as a supplier sees it, in English and Chinese."""
    return _line(question)
