"""People, roles, rules and tokens of a workspace: each change with its record, or what is wrong with it.

Rule: nobody gives what they may not do themselves; the last who administers stays; every change stands in the audit
ledger. A person of another workspace is added by name and keeps their own password.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from pratique.desk.ledger import AUDIT, append
from pratique.desk.models import LEAST_RETENTION, ROLES, Membership, Person, Token, Workspace
from pratique.desk.operation import tokens
from pratique.desk.people import Member
from pratique.desk.plain import whole
from pratique.desk.shown import Mistakes
from pratique.files.clock import now

MOST_DAYS = 400
SCOPES = ("read", "work", "sign", "administer")
Done = tuple[str, Mistakes]
"""What is told, and what was wrong (then nothing changed)."""


def audit(member: Member, kind: str, **about: object) -> None:
    """A record in the second ledger of the workspace."""
    append(member.workspace, kind, who=member.person.name, about=about, part=AUDIT)


@transaction.atomic
def add_person(member: Member, given: Mapping[str, str]) -> Done:
    """Somebody new, or somebody known who joins."""
    login, role = given.get("login", "").strip().casefold(), given.get("role", "")
    errors = Mistakes()
    if not login:
        errors["login"] = "Enter a name to log in with."
    if role not in dict(ROLES):
        errors["role"] = "Choose a role."
    Workspace.objects.select_for_update().get(pk=member.workspace.pk)  # one at a time
    person = Person.objects.filter(login=login).first()
    if person is None and not errors:
        try:
            validate_password(given.get("password", ""))
        except ValidationError as error:
            errors["password"] = " ".join(error.messages)
    if person is not None and Membership.objects.filter(person=person, workspace=member.workspace).exists():
        errors["login"] = "That person is here already: change the role in the list."
    if errors:
        return "", errors
    if person is None:
        person = Person(login=login, name=given.get("name", "").strip() or login, mail=given.get("mail", "").strip())
        person.set_password(given["password"])
        person.save()
    Membership.objects.create(person=person, workspace=member.workspace, role=role)
    audit(member, "role", person=person.name, login=person.login, role=role)
    return f"{person.name} may {role}.", errors


@transaction.atomic
def change_role(member: Member, given: Mapping[str, str]) -> Done:
    """Another role, or none."""
    here, role, key = member.workspace, given.get("role", ""), given.get("member", "")
    rows = Membership.objects.select_for_update().filter(workspace=here)
    row = rows.filter(pk=whole(key) or 0).first()
    if row is None or (role and role not in dict(ROLES)):
        return "", Mistakes(people="There is no such person or role.")
    others = rows.filter(role="administer").exclude(pk=row.pk)
    if row.role == "administer" and role != "administer" and not others.exists():
        return "", Mistakes(people="Nobody would administer the workspace: give somebody else the role first.")
    if row.role == role:
        return f"{row.person.name} may {role}.", Mistakes()
    audit(member, "role", person=row.person.name, login=row.person.login, role=role or "none")
    if role:
        row.role = role
        row.save(update_fields=["role"])
    else:
        row.delete()
    return f"{row.person.name} may {role or 'no longer come in'}.", Mistakes()


@transaction.atomic
def change_rules(member: Member, given: Mapping[str, str]) -> Done:
    """What holds in the workspace."""
    here, years = member.workspace, whole(given.get("retention_years", ""))
    if years is None or not LEAST_RETENTION <= years <= 100:
        return "", Mistakes(retention_years=f"Enter a number of years from {LEAST_RETENTION} to 100.")
    here.retention_years = years
    here.apart, here.legal_hold = bool(given.get("apart")), bool(given.get("legal_hold"))
    here.accepts = bool(given.get("accepts"))
    here.name = given.get("name", "").strip()[:200] or here.name
    here.save()
    audit(
        member,
        "policy",
        years=here.retention_years,
        apart=here.apart,
        legal_hold=here.legal_hold,
        accepts=here.accepts,
        name=here.name,
    )
    return "The rules are kept.", Mistakes()


@transaction.atomic
def new_token(member: Member, given: Mapping[str, str], wanted: list[str]) -> Done:
    """A credential of the API, told once."""
    label, days = given.get("name", "").strip(), whole(given.get("days", "")) or 0
    scopes = [each for each in wanted if each in SCOPES and member.may(each)]
    errors = Mistakes()
    if not label:
        errors["token-name"] = "Say what it is for."
    if not 0 < days <= MOST_DAYS:
        errors["days"] = f"Enter a number of days from 1 to {MOST_DAYS}."
    if not scopes:
        errors["scopes"] = "Choose at least one right that you have yourself."
    if errors:
        return "", errors
    return tokens.new(member.workspace, label, scopes, days, member.person.name, member.person), errors


@transaction.atomic
def end_token(member: Member, given: Mapping[str, str]) -> Done:
    """End a credential."""
    key = given.get("token", "")
    found = Token.objects.select_for_update().filter(workspace=member.workspace, purpose="api", revoked=None)
    row = found.filter(pk=whole(key) or 0).first()
    if row is None:
        return "", Mistakes(tokens="There is no such token.")
    row.revoked = now()
    row.save(update_fields=["revoked"])
    audit(member, "token", name=row.name, revoked=True)
    return f"{row.name} is ended.", Mistakes()
