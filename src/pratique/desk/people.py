"""Who may do what: roles and what they allow, buckets against guessing.

Rule: what a role may do stands in one table, and a workspace
that keeps signing apart gives nobody both.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest

from pratique.desk.models import Bucket, Membership, Person, Token, Workspace
from pratique.files.clock import now
from pratique.value_class import dataclass

NEEDS = ("read", "work", "sign", "administer")
MAY = {
    "read": frozenset({"read"}),
    "work": frozenset({"read", "work"}),
    "counsel": frozenset({"read", "work", "sign"}),
    "administer": frozenset(NEEDS),
}
APART = {**MAY, "counsel": frozenset({"read", "sign"}), "administer": frozenset({"read", "work", "administer"})}
"""The same where who signs off must not be who uploads."""
TRIES = 10.0
"""Tries of a password in a row; one comes back every six seconds."""
EACH_SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a workspace."""

    person: Person
    workspace: Workspace
    role: str

    def may(self, needs: str) -> bool:
        """Whether the role allows one of `NEEDS`."""
        return needs in (APART if self.workspace.apart else MAY)[self.role]


class DeskRequest(HttpRequest):
    """A request of a member, as a guarded view gets it."""

    member: Member


def member_of(person: Person, workspace: int | None) -> Member | None:
    """The person in the workspace asked for, else in the first; None where it has none."""
    found = Membership.objects.filter(person=person).select_related("workspace").order_by("workspace_id")
    chosen = (found.filter(workspace_id=workspace).first() if workspace else None) or found.first()
    return None if chosen is None else Member(person, chosen.workspace, chosen.role)


def new_token() -> tuple[str, str]:
    """A credential of 256 bits, and the hash under which it is kept."""
    told = secrets.token_urlsafe(32)
    return told, hashed(told)


def hashed(token: str) -> str:
    """The hash under which a credential is kept (hexadecimal SHA-256)."""
    return hashlib.sha256(token.encode()).hexdigest()


def setup_link() -> str:
    """The token of a new one-time link for the first person; the older ones stop working."""
    told, kept = new_token()
    with transaction.atomic():
        Token.objects.filter(purpose="setup", revoked=None).update(revoked=now())
        Token.objects.create(sha256=kept, purpose="setup", expires=now() + timedelta(days=1))
    return told


def setup_token(told: str) -> Token | None:
    """The one-time token that is still good."""
    return Token.objects.filter(sha256=hashed(told), purpose="setup", revoked=None, expires__gt=now()).first()


def waits(key: str, size: float = TRIES, each: float = EACH_SECONDS) -> float:
    """Take one try of `key`; 0 where there was one, else the seconds until there is one."""
    moment = now()
    with transaction.atomic():
        bucket, _ = Bucket.objects.select_for_update().get_or_create(
            key=key[:200], defaults={"tokens": size, "at": moment}
        )
        left = min(size, bucket.tokens + (moment - bucket.at).total_seconds() / each)
        if left < 1:
            return (1 - left) * each
        bucket.tokens, bucket.at = left - 1, moment
        bucket.save()
    return 0.0


def sweep() -> int:
    """Forget buckets that are full again; how many."""
    return Bucket.objects.filter(at__lt=now() - timedelta(days=1)).delete()[0]


def forgive(key: str) -> None:
    """Give a key its tries back, after the right password."""
    Bucket.objects.filter(key=key[:200]).delete()
