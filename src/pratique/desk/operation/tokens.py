"""Tokens of the API: made once, told once, kept as a hash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from pratique.desk.ledger import AUDIT, append
from pratique.desk.models import Person, Token, Workspace
from pratique.desk.people import NEEDS, new_token
from pratique.errors import UsageError
from pratique.files.clock import now


def made(workspace: str | None, label: str, scopes: Sequence[str], days: int, who: str = "the terminal") -> str:
    """A new token as it is told, this once. Raises UsageError for a scope or a workspace that is none."""
    if wrong := sorted(set(scopes) - set(NEEDS)):
        raise UsageError(f"{wrong[0]!r} is no scope; there are {', '.join(NEEDS)}.")
    found = list(Workspace.objects.filter(**({"name": workspace} if workspace else {})))
    if len(found) != 1:
        known = ", ".join(Workspace.objects.values_list("name", flat=True)) or "none yet: set the desk up first"
        raise UsageError(f"Say which workspace by --workspace NAME; there are: {known}.")
    return new(found[0], label, scopes, days, who)


def new(
    workspace: Workspace, label: str, scopes: Sequence[str], days: int, who: str, person: Person | None = None
) -> str:
    """A new token of a workspace, with its record, as it is told."""
    told, kept = new_token()
    expires = now() + timedelta(days=days)
    given = " ".join(dict.fromkeys(scopes))
    append(
        workspace,
        "token",
        who=who,
        about={"for": label, "scopes": given, "expires": expires.date().isoformat()},
        part=AUDIT,
        state=lambda _: Token.objects.create(
            sha256=kept,
            purpose="api",
            name=label[:200],
            workspace=workspace,
            scopes=given,
            expires=expires,
            person=person,
        ),
    )
    return told
