"""A decision is made once for one input, stored, and read by every page.

Rule: the input is the dossier's files, answers and settings, the law, the program and the day on which evidence is
read; who asks again on the same input is given what was decided. Nothing else in this room calls `check`.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import cache

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import Q

from pratique.desk import hooks
from pratique.desk.blobs import bytes_of, keep
from pratique.desk.folders import Content, content_of, laid_out
from pratique.desk.ledger import append
from pratique.desk.models import Decision, Dossier, Judgement, Record, Signoff, Workspace
from pratique.desk.plain import Plain
from pratique.errors import InvalidInput
from pratique.files.clock import today
from pratique.usecases.answer.answer import Answer
from pratique.usecases.answer.beside import beside
from pratique.usecases.book import books
from pratique.usecases.book.books import Book
from pratique.usecases.check import answer_of
from pratique.usecases.missing.ask import Asking, Question, begin
from pratique.usecases.missing.next_question import next_question
from pratique.value_class import dataclass
from pratique.version import __version__

BOOK = "book_file"
"""Where the record of a decision names the law book that was used, exported whole."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOST_QUESTIONS = 400
"""Questions that are stored with a decision; beyond, the answer's open facts tell the rest."""


@cache
def whole_book_hash() -> str:
    """The hash of the whole law book of this program."""
    return books.whole_book_hash()


@dataclass(frozen=True, slots=True)
class Ready:
    """A decision that was made and is not stored yet: on which input, the answer, what may be asked."""

    mark: str
    answer: Answer
    asking: Asking


def ready_for(content: Content) -> Ready:
    """Decide on a content, outside any transaction. Raises InvalidInput, UsageError."""
    return Ready(input_hash(content, today()), *decide(content))


def decided_once(
    workspace: Workspace, dossier: Dossier, by_name: str = "the desk", ready: Ready | None = None
) -> Decision:
    """The decision on what a dossier holds now, made where there is none yet. Raises InvalidInput, UsageError.

    `ready` is stored where it is on this input; otherwise it is decided here.
    """
    assert dossier.workspace_id == workspace.pk
    content, revision = content_of(dossier), dossier.revision
    mark = input_hash(content, today())
    if (known := dossier.decisions.filter(input_sha256=mark).first()) is not None:
        if known.revision < revision:
            known.revision = revision
            known.save(update_fields=["revision"])
        return known
    made_of = ready if ready is not None and ready.mark == mark else Ready(mark, *decide(content))
    try:
        with transaction.atomic():
            before = latest(dossier)
            made = _stored(dossier, content, revision, made_of, by_name)
            hooks.turned(made, before)
            return made
    except IntegrityError:
        return dossier.decisions.get(input_sha256=mark)


def input_hash(content: Content, known_on: date) -> str:
    """The hash of all that a decision depends on."""
    parts = [content.sha256, known_on.isoformat(), __version__, whole_book_hash()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def decide(content: Content, known_on: date | None = None, book: Book | None = None) -> tuple[Answer, Asking]:
    """The answer, files named from the dossier's folder, and what may be asked; as of a day, under another book."""
    told: Plain = ({"known_on": known_on} if known_on else {}) | ({"book": book} if book else {})
    with laid_out(content) as main:
        asking = begin(main, **(options_of(content) | told))
        return beside(answer_of(asking.found), main.parent), asking


def options_of(content: Content) -> Plain:
    """The options of `check` that a dossier is decided with."""
    given = content.settings
    days = {name: date.fromisoformat(given[name]) for name in ("on", "law_on", "known_on") if given.get(name)}
    return {name: given[name] for name in ("construe", "presume", "revoke") if given.get(name)} | days


@cache
def _own_book() -> bytes:
    return books.exported(None)


def _recorded(dossier: Dossier, content: Content, mark: str, answer: Answer, by_name: str) -> Record:
    """The record of a decision: what it rests on and came to, by hash, and the bytes behind each hash kept."""
    about = {
        "dossier": dossier.pk,
        "revision": dossier.revision,
        "input": mark,
        "content": keep(content.to_json()).sha256,
        "answer": keep(answer.to_json()).sha256,
        "law": answer.law_book.hash,
        "book": whole_book_hash(),
        BOOK: keep(_own_book()).sha256,
        "program": answer.program,
        "known_on": answer.known_on,
        "best": answer.verdict.best,
        "worst": answer.verdict.worst,
    }
    return append(dossier.workspace, "decision", who=by_name, about=about, dossier=dossier)


def _stored(dossier: Dossier, content: Content, revision: int, made_of: Ready, by_name: str) -> Decision:
    mark, answer, asking = made_of.mark, made_of.answer, made_of.asking
    lines = [line for act in answer.transactions for one in act.instruments for line in one.lines]
    first = answer.transactions[0]
    following = next_question(asking)
    return Decision.objects.create(
        dossier=dossier,
        revision=revision,
        input_sha256=mark,
        answer=keep(answer.to_json()),
        best=answer.verdict.best,
        worst=answer.verdict.worst,
        settled_lines=sum(line.verdict.best == line.verdict.worst for line in lines),
        lines=len(lines),
        open_facts=len(answer.open_facts),
        act=first.act[:60],
        into=first.into[:60],
        day=first.date[:40],
        due=_next_due(answer),
        next_question=None if following is None else plain(following),
        questions=[plain(each) for each in asking.questions()[:MOST_QUESTIONS]],
        unread=unread_in(answer),
        program=answer.program[:60],
        law_hash=answer.law_book.hash,
        book_hash=whole_book_hash(),
        known_on=answer.known_on,
        by_name=by_name,
        record=_recorded(dossier, content, mark, answer, by_name),
    )


def plain(question: Question) -> Plain:
    """A question as it is stored."""
    kept: Plain = msgspec.to_builtins(question)
    return kept


def question_of(stored: Plain) -> Question:
    """A stored question."""
    return Question(**{**stored, "values": tuple(stored["values"])})


def _next_due(answer: Answer) -> str:
    day = today().isoformat()
    due = (day_in(each.due) for each in answer.duties if each.due and each.status not in ("met", "late"))
    return min((each for each in due if each >= day), default="")


def unread_in(answer: Answer) -> list[str]:
    """The deciding provisions whose official text nobody read or signed off."""
    return list(dict.fromkeys(e.cite for e in answer.decided_by if not (e.text_verified or e.signed_off)))


def day_in(text: str | None) -> str:
    """The last day that a duty's date names ("no later than 2026-12-17"); empty where it names none."""
    return max(_DAY.findall(text or ""), default="")


def latest(dossier: Dossier) -> Decision | None:
    """What was decided last, on whatever revision."""
    return dossier.decisions.order_by("-id").select_related("answer").first()


def answer_in(decision: Decision) -> Answer:
    """The stored answer."""
    return msgspec.json.decode(bytes_of(decision.answer), type=Answer)


def is_stale(decision: Decision, dossier: Dossier) -> str:
    """Why a decision is not on what the dossier and the law say now; empty where it is."""
    if decision.revision < dossier.revision:
        return "the dossier has changed since"
    if decision.book_hash and decision.book_hash != whole_book_hash():
        return "the law book has changed since"
    here, since = dossier.workspace_id, decision.at
    if Signoff.objects.filter(Q(at__gt=since) | Q(withdrawn__gt=since), workspace_id=here).exists():
        return "counsel has signed off a text since"
    if Judgement.objects.filter(workspace_id=here, at__gt=since).exists():
        return "the judgements of hits have changed since"
    return ""


__all__ = ["InvalidInput", "answer_in", "decided_once", "is_stale", "latest"]
