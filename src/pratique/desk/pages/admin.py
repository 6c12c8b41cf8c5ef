"""Administration: people and roles, tokens of the API, the rules of the workspace, and how the desk is.

Rule: every change leaves an entry in the audit ledger; nobody takes the last right to administer from the workspace.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.ledger import append
from pratique.desk.models import LEAST_RETENTION, ROLES, Blob, Job, Membership, Person, Token
from pratique.desk.people import DeskRequest, new_token
from pratique.desk.shown import Mistakes, tell
from pratique.files.clock import now

AUDIT = "audit"
MOST_DAYS = 400
SCOPES = ("read", "work", "sign", "administer")


def page(request: DeskRequest) -> HttpResponse:
    """People, tokens, rules, health; with POST one change."""
    errors, token = Mistakes(), ""
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do == "token":
            token, errors = _token(request)
        else:
            errors = {"person": _person, "role": _role, "rules": _rules, "revoke": _revoke}.get(do, _nothing)(request)
            if not errors:
                return redirect("admin")
    here = request.member.workspace
    shown = {
        "errors": errors,
        "token": token,
        "roles": [each for each, _ in ROLES],
        "scopes": SCOPES,
        "people": Membership.objects.filter(workspace=here).select_related("person").order_by("person__name"),
        "tokens": Token.objects.filter(workspace=here, purpose="api").order_by("-id"),
        "waiting": Job.objects.filter(workspace=here, state__in=("waiting", "running")).count(),
        "failed": Job.objects.filter(workspace=here, state="failed").count(),
        "blobs": Blob.objects.count(),
        "given": request.POST,
        "least": LEAST_RETENTION,
    }
    return render(request, "admin.html", shown, status=422 if errors else 200)


def _audit(request: DeskRequest, kind: str, **about: object) -> None:
    append(request.member.workspace, kind, who=request.member.person.name, about=about, part=AUDIT)


def _nothing(request: DeskRequest) -> Mistakes:
    return Mistakes()


@transaction.atomic
def _person(request: DeskRequest) -> Mistakes:
    """Somebody new, or somebody known who joins."""
    given = {name: request.POST.get(name, "").strip() for name in ("name", "login", "role")}
    errors = Mistakes()
    if not given["login"]:
        errors["login"] = "Enter a name to log in with."
    if given["role"] not in dict(ROLES):
        errors["role"] = "Choose a role."
    person = Person.objects.filter(login=given["login"].casefold()).first()
    if person is None and not errors:
        try:
            validate_password(request.POST.get("password", ""))
        except ValidationError as error:
            errors["password"] = " ".join(error.messages)
    if errors:
        return errors
    if person is None:
        person = Person(login=given["login"].casefold(), name=given["name"] or given["login"])
        person.set_password(request.POST["password"])
        person.save()
    Membership.objects.update_or_create(
        person=person, workspace=request.member.workspace, defaults={"role": given["role"]}
    )
    _audit(request, "role", person=person.name, login=person.login, role=given["role"])
    tell(request, f"{person.name} may {given['role']}.")
    return errors


@transaction.atomic
def _role(request: DeskRequest) -> Mistakes:
    """Another role, or none."""
    here, role = request.member.workspace, request.POST.get("role", "")
    key = request.POST.get("member", "")
    row = Membership.objects.filter(pk=int(key) if key.isdigit() else 0, workspace=here).first()
    if row is None or (role and role not in dict(ROLES)):
        return Mistakes(people="There is no such person or role.")
    others = Membership.objects.filter(workspace=here, role="administer").exclude(pk=row.pk)
    if row.role == "administer" and role != "administer" and not others.exists():
        return Mistakes(people="Nobody would administer the workspace: give somebody else the role first.")
    _audit(request, "role", person=row.person.name, login=row.person.login, role=role or "none")
    if role:
        row.role = role
        row.save(update_fields=["role"])
    else:
        row.delete()
    tell(request, f"{row.person.name} may {role or 'no longer come in'}.")
    return Mistakes()


@transaction.atomic
def _rules(request: DeskRequest) -> Mistakes:
    """What holds in the workspace."""
    here, years = request.member.workspace, request.POST.get("retention_years", "")
    if not years.isdigit() or not LEAST_RETENTION <= int(years) <= 100:
        return Mistakes(retention_years=f"Enter a number of years from {LEAST_RETENTION} to 100.")
    here.retention_years = int(years)
    here.apart, here.legal_hold = bool(request.POST.get("apart")), bool(request.POST.get("legal_hold"))
    here.name = request.POST.get("name", "").strip() or here.name
    here.save()
    _audit(
        request, "policy", years=here.retention_years, apart=here.apart, legal_hold=here.legal_hold, name=here.name
    )
    tell(request, "The rules are kept.")
    return Mistakes()


@transaction.atomic
def _token(request: DeskRequest) -> tuple[str, Mistakes]:
    """A credential of the API, told once."""
    name, days = request.POST.get("name", "").strip(), request.POST.get("days", "")
    scopes = [each for each in request.POST.getlist("scopes") if each in SCOPES and request.member.may(each)]
    errors = Mistakes()
    if not name:
        errors["token-name"] = "Say what it is for."
    if not days.isdigit() or not 0 < int(days) <= MOST_DAYS:
        errors["days"] = f"Enter a number of days from 1 to {MOST_DAYS}."
    if not scopes:
        errors["scopes"] = "Choose at least one right that you have yourself."
    if errors:
        return "", errors
    told, kept = new_token()
    Token.objects.create(
        sha256=kept,
        purpose="api",
        name=name,
        person=request.member.person,
        workspace=request.member.workspace,
        scopes=" ".join(scopes),
        expires=now() + timedelta(days=int(days)),
    )
    _audit(request, "token", name=name, scopes=scopes)
    return told, errors


@transaction.atomic
def _revoke(request: DeskRequest) -> Mistakes:
    """End a credential."""
    key = request.POST.get("token", "")
    here = request.member.workspace
    row = Token.objects.filter(pk=int(key) if key.isdigit() else 0, workspace=here, purpose="api").first()
    if row is not None and row.revoked is None:
        row.revoked = now()
        row.save(update_fields=["revoked"])
        _audit(request, "token", name=row.name, revoked=True)
        tell(request, f"{row.name} is ended.")
    return Mistakes()
