"""Dossiers: made, changed, answered, and what every page of one is given.

Rule: what is stored was decided on in the same transaction: an input that cannot be decided is stored by nobody, and
the old verdict stands. Files keep their base names alone; a reply never changes another.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404

from pratique.desk.blobs import keep
from pratique.desk.decisions import answer_in, decided_once, is_stale, latest
from pratique.desk.ledger import append
from pratique.desk.models import Decision, Dossier, DossierFile, Questionnaire, Reply
from pratique.desk.people import DeskRequest, Member
from pratique.desk.plain import Plain
from pratique.errors import UsageError
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
    ("evidence", "Evidence"),
    ("papers", "Papers"),
    ("dossier-records", "Records"),
)
LONGEST_TITLE = 200


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
    if base in ("", ".", "..") or "\0" in base or len(base) > LONGEST_TITLE:
        raise UsageError("A file has no name that can be kept; rename it.")
    return base


@transaction.atomic
def created(member: Member, files: Mapping[str, bytes], said: Mapping[str, str]) -> Dossier:
    """A new dossier, decided. Raises InvalidInput with every finding, UsageError; nothing is stored then."""
    main, written = main_of(files, said)
    whole = {**files, **({main: written} if written is not None else {})}
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


def put(dossier: Dossier, files: Mapping[str, bytes], by_name: str) -> None:
    """Keep files at the present revision of a dossier."""
    for name, data in files.items():
        DossierFile.objects.create(
            dossier=dossier, revision=dossier.revision, name=name, blob=keep(data), by_name=by_name
        )


@transaction.atomic
def changed(member: Member, dossier: Dossier, files: Mapping[str, bytes]) -> Decision:
    """The dossier with new files, decided. Raises InvalidInput, UsageError; the old state stands then."""
    raised(dossier)
    put(dossier, files, member.person.name)
    return decided_once(member.workspace, dossier, member.person.name)


@transaction.atomic
def replied(
    member: Member, dossier: Dossier, entry: Plain, files: Mapping[str, bytes] | None = None
) -> tuple[Reply, Decision]:
    """The dossier with one more answer, decided. Raises InvalidInput, UsageError; nothing is stored then."""
    raised(dossier)
    put(dossier, files or {}, member.person.name)
    reply = add_reply(dossier, entry, member.person.name)
    return reply, decided_once(member.workspace, dossier, member.person.name)


@transaction.atomic
def withdrawn(member: Member, dossier: Dossier, taken_back: Plain, instead: Plain | None) -> Decision:
    """The dossier with an answer taken back, and perhaps another in its place, decided. Raises as `replied`."""
    raised(dossier)
    add_reply(dossier, taken_back, member.person.name, kind="withdrawal", mark=str(taken_back["of"]))
    if instead is not None:
        add_reply(dossier, instead, member.person.name)
    return decided_once(member.workspace, dossier, member.person.name)


def raised(dossier: Dossier) -> None:
    """The next revision of a dossier, which its row is locked for."""
    held = Dossier.objects.select_for_update().get(pk=dossier.pk)
    held.revision += 1
    held.save(update_fields=["revision", "changed"])
    dossier.revision = held.revision


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
