"""Dossiers: made, changed, answered, and what every page of one is given.

Rule: what is stored was decided on in the same transaction: an input that cannot be decided is stored by nobody, and
the old verdict stands. Files keep their base names alone; a reply never changes another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath

from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404

from pratique.desk.decisions import answer_in, decided_once, is_stale, latest
from pratique.desk.folders import LONGEST_NAME, may_be_called
from pratique.desk.ledger import append
from pratique.desk.models import Decision, Dossier, Questionnaire, Reply
from pratique.desk.people import DeskRequest, Member
from pratique.desk.plain import Plain
from pratique.desk.uploads import LONGEST_TITLE, holds, put, raised
from pratique.errors import UsageError
from pratique.files.clock import now, today
from pratique.usecases.missing.given import mark_of_answer
from pratique.usecases.uploads import main_of

TABS = (
    ("verdict", "Verdict"),
    ("questions", "Questions"),
    ("answers", "Answers"),
    ("bom", "Parts"),
    ("ownership", "Ownership"),
    ("dates", "Dates"),
    ("what-if", "What if"),
    ("pending", "Pending law"),
    ("readings", "Options"),
    ("evidence", "Evidence"),
    ("papers", "Papers"),
    ("dossier-records", "Records"),
)


def day_of_answers(dossier: Dossier) -> date:
    """The day as of which an answer is given: today, or the state of the evidence that the dossier asks for."""
    decision = latest(dossier)
    return today() if decision is None else min(today(), date.fromisoformat(decision.known_on))


class Overtaken(UsageError):
    """What is answered is no longer asked: somebody else answered it, or the dossier changed."""


def dossier_of(request: DeskRequest, key: int) -> Dossier:
    """A dossier of the workspace; the page that there is none otherwise."""
    return get_object_or_404(Dossier, pk=key, workspace=request.member.workspace)


def around_dossier(dossier: Dossier, tab: str) -> Plain:
    """What every page of a dossier is given."""
    decision = latest(dossier)
    stale = is_stale(decision, dossier) if decision else ""
    return {"dossier": dossier, "decision": decision, "stale": stale, "tab": tab, "dossier_tabs": TABS}


def base_name(name: str) -> str:
    """The name of an uploaded file without what leads to it. Raises UsageError where nothing is left."""
    base = PurePosixPath(name.replace("\\", "/")).name.strip()
    if not may_be_called(base):
        raise UsageError(f"A file has no name that can be kept, or more than {LONGEST_NAME} bytes of it; rename it.")
    return base


def whole_of(files: Mapping[str, bytes], said: Mapping[str, str]) -> tuple[str, dict[str, bytes]]:
    """The name of the file that asks, and all files with it. Raises UsageError."""
    main, written = main_of(files, said)
    if written is not None and main in files:
        raise UsageError(
            f"A file called {main!r} asks nothing; the question is kept under that name: rename the file."
        )
    return main, {**files, **({main: written} if written is not None else {})}


@transaction.atomic
def created(member: Member, files: Mapping[str, bytes], said: Mapping[str, str]) -> Dossier:
    """A new dossier, decided. Raises InvalidInput with every finding, UsageError; nothing is stored then."""
    main, whole = whole_of(files, said)
    dossier = Dossier.objects.create(
        workspace=member.workspace,
        title=(said.get("title") or main)[:LONGEST_TITLE],
        main=main,
        owner=member.person,
    )
    put(dossier, whole, member.person.name)
    decision = decided_once(member.workspace, dossier, member.person.name)
    if not said.get("title"):
        dossier.title = answer_in(decision).title[:LONGEST_TITLE] or dossier.title
        dossier.save(update_fields=["title"])
    return dossier


@transaction.atomic
def changed(member: Member, dossier: Dossier, files: Mapping[str, bytes]) -> Decision:
    """The dossier with new files, decided. Raises InvalidInput, UsageError; the old state stands then."""
    if not holds(Dossier.objects.select_for_update().get(pk=dossier.pk), files):
        raised(dossier)
        put(dossier, files, member.person.name)
    return decided_once(member.workspace, dossier, member.person.name)


@transaction.atomic
def replied(
    member: Member, dossier: Dossier, entry: Plain, files: Mapping[str, bytes] | None = None
) -> tuple[Reply, Decision]:
    """The dossier with one more answer, decided. Raises InvalidInput, UsageError, and Overtaken where the question is
    not asked any more; nothing is stored then."""
    raised(dossier)
    asked = latest(dossier)
    if asked is None or named(asked.questions, entry["fact"], entry.get("entity")) is None:
        raise Overtaken("This is not asked any more.")
    put(dossier, files or {}, member.person.name)
    reply = add_reply(dossier, entry, member.person.name)
    return reply, decided_once(member.workspace, dossier, member.person.name)


def named(stored: Iterable[Plain], fact: object, entity: object) -> Plain | None:
    """The stored question of a fact and an element; None where it is not asked."""
    return next((each for each in stored if each["fact"] == fact and each["entity"] == (entity or None)), None)


@transaction.atomic
def withdrawn(member: Member, dossier: Dossier, taken_back: Plain, instead: Plain | None) -> Decision:
    """The dossier with an answer taken back, and perhaps another in its place, decided. Raises as `replied`."""
    raised(dossier)
    add_reply(dossier, taken_back, member.person.name, kind="withdrawal", mark=str(taken_back["of"]))
    if instead is not None:
        add_reply(dossier, instead, member.person.name)
    return decided_once(member.workspace, dossier, member.person.name)


def add_reply(
    dossier: Dossier,
    entry: Plain,
    by_name: str,
    *,
    kind: str = "answer",
    mark: str = "",
    waits: bool = False,
    questionnaire: Questionnaire | None = None,
) -> Reply:
    """Append one reply to a dossier."""
    last = dossier.replies.aggregate(last=Max("seq"))["last"] or 0
    about: Plain = {"seq": last + 1, "mark": mark or mark_of_answer(entry), "waits": waits}
    about |= {name: str(entry[name]) for name in ("fact", "entity", "of", "reason") if entry.get(name)}
    private = {"value": str(entry["value"])} if "value" in entry else {}
    word = "reply" if kind == "answer" else kind
    append(dossier.workspace, word, who=by_name, about=about, private=private, dossier=dossier)
    return Reply.objects.create(
        dossier=dossier,
        seq=last + 1,
        kind=kind,
        entry=entry,
        mark=mark or mark_of_answer(entry),
        by_name=by_name,
        waits=waits,
        questionnaire=questionnaire,
    )


@transaction.atomic
def accepted(member: Member, dossier: Dossier, key: int, yes: bool) -> None:
    """Let a reply that waits count from now on, or count for nothing. Raises UsageError, InvalidInput."""
    Dossier.objects.select_for_update().get(pk=dossier.pk)  # before the ledger, as everybody takes them
    row = Reply.objects.select_for_update().filter(pk=key, dossier=dossier, waits=True, accepted_at=None).first()
    if row is None:
        raise UsageError("That answer does not wait any more.")
    row.accepted_by, row.accepted_at, row.waits = member.person.name, now(), not yes
    row.save(update_fields=["accepted_by", "accepted_at", "waits"])
    about: Plain = {"seq": row.seq, "mark": row.mark, "of": row.by_name}
    append(member.workspace, "acceptance" if yes else "refusal", who=row.accepted_by, about=about, dossier=dossier)
    if yes:
        raised(dossier)
        decided_once(member.workspace, dossier, member.person.name)
