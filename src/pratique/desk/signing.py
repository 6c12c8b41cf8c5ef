"""What counsel signs off, in place of what was signed of the same text before.

Rule: a sign-off is appended and the one before withdrawn in one transaction with the record; the text that was read
is kept by its hash.
"""

from __future__ import annotations

from django.db import transaction

from pratique.desk.blobs import keep
from pratique.desk.ledger import append
from pratique.desk.models import Signoff, Workspace
from pratique.desk.people import Member
from pratique.files.clock import now
from pratique.usecases.book.signed import SignedText


@transaction.atomic
def sign_off(member: Member, made: SignedText) -> None:
    """The sign-off in place of the one before, with its record; nothing where the same person signed the same."""
    here, person, cite = member.workspace, member.person, made.cite
    Workspace.objects.select_for_update().get(pk=here.pk)  # one at a time
    text = keep(made.text)
    told = (person.name, text.pk, made.encoding_sha256, dict(made.constructions), made.note)
    last = Signoff.objects.filter(workspace=here, cite=cite, withdrawn=None).order_by("-id").first()
    if last and (last.by_name, last.text_id, last.encoding_sha256, last.constructions, last.note) == told:
        return
    Signoff.objects.filter(workspace=here, cite=cite, withdrawn=None).update(withdrawn=now())
    Signoff.objects.create(
        workspace=here,
        cite=cite,
        by_name=person.name,
        by=person,
        text=text,
        text_name=made.text_name,
        encoding_sha256=made.encoding_sha256,
        constructions=dict(made.constructions),
        note=made.note,
    )
    fixed = dict(made.constructions)
    about = {"cite": cite, "text": text.sha256, "encoding": made.encoding_sha256, "constructions": fixed}
    append(here, "sign-off", who=person.name, about=about)
