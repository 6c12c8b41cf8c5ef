"""The first run: a name and a password, once. Looking at the link consumes nothing; sending the form does."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.models import Membership, Person, Token, Workspace
from pratique.desk.pages.problems import too_often
from pratique.desk.people import setup_token, waits
from pratique.desk.sessions import log_in
from pratique.desk.shown import Mistakes
from pratique.files.clock import now


def page(request: HttpRequest) -> HttpResponse:
    """The form of the first person."""
    if wait := waits("setup"):
        return too_often(request, wait)
    told = str(request.POST.get("token") or request.GET.get("token") or "")
    if setup_token(told) is None or Person.objects.exists():
        says = (
            "This link was used, has expired, or is incomplete. Stop the desk and start it again: it prints another."
        )
        return render(request, "problem.html", {"title": "This link does not work", "says": says}, status=403)
    given = {name: request.POST.get(name, "").strip() for name in ("name", "login", "workspace")}
    if request.method != "POST":
        return render(request, "setup.html", {"token": told, "given": given, "errors": Mistakes()})
    errors = _errors(given, request.POST.get("password", ""), request.POST.get("again", ""))
    if errors:
        return render(request, "setup.html", {"token": told, "given": given, "errors": errors}, status=422)
    person = _made(told, given, request.POST["password"])
    if person is None:
        return redirect("login")
    log_in(request, person)
    return redirect("today")


def _errors(given: dict[str, str], password: str, again: str) -> Mistakes:
    errors = Mistakes()
    if not given["name"]:
        errors["name"] = "Enter your name, as records are to show it."
    if not given["login"]:
        errors["login"] = "Enter a name to log in with."
    try:
        validate_password(password)
    except ValidationError as error:
        errors["password"] = " ".join(error.messages)
    if "password" not in errors and password != again:
        errors["again"] = "The two passwords differ."
    return errors


@transaction.atomic
def _made(told: str, given: dict[str, str], password: str) -> Person | None:
    """The first person, with a workspace; None where the link was consumed meanwhile."""
    token = setup_token(told)
    if token is None or not Token.objects.filter(pk=token.pk, revoked=None).update(revoked=now()):
        return None
    person = Person(login=given["login"].casefold(), name=given["name"])
    person.set_password(password)
    person.save()
    workspace = Workspace.objects.create(name=given["workspace"] or "Compliance")
    Membership.objects.create(person=person, workspace=workspace, role="administer")
    return person
