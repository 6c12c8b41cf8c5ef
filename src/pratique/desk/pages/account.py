"""Logging in and out, and what belongs to a person: the password, the workspace, the sessions."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from pratique.desk import sso
from pratique.desk.ledger import AUDIT, append
from pratique.desk.models import Membership, Person
from pratique.desk.pages.problems import too_often
from pratique.desk.people import DeskRequest, forgive, waits
from pratique.desk.plain import whole
from pratique.desk.sessions import authenticated, end_visits, log_in, log_out, visits_of
from pratique.desk.shown import Mistakes, tell
from pratique.facts.wording import plural


def login_page(request: HttpRequest) -> HttpResponse:
    """Who are you? One message for every failure."""
    after = request.POST.get("next") or request.GET.get("next") or "/"
    if not url_has_allowed_host_and_scheme(after, allowed_hosts=None):
        after = "/"
    if request.method != "POST":
        return _form(request, after)
    name = request.POST.get("login", "").strip()
    keys = (f"login:{name.casefold()}", f"from:{request.META.get('REMOTE_ADDR', '')}")
    if wait := max(waits(keys[0]), waits(keys[1], size=40, each=1.5)):
        return too_often(request, wait)
    person = authenticated(name, request.POST.get("password", ""))
    if person is None:
        noted(name, "log-in refused")
        error = "That name and password do not go together."
        return _form(request, after, name, error)
    forgive(keys[0])
    log_in(request, person)
    return HttpResponseRedirect(after)


def _form(request: HttpRequest, after: str, login: str = "", error: str = "") -> HttpResponse:
    shown = {"next": after, "login": login, "error": error, "sso": sso.name()}
    return render(request, "login.html", shown, status=422 if error else 200)


def logout_page(request: DeskRequest) -> HttpResponse:
    """End the session."""
    log_out(request)
    return redirect("login")


def page(request: DeskRequest) -> HttpResponse:
    """The account: another password, another workspace, the sessions."""
    person = request.member.person
    memberships = list(Membership.objects.filter(person=person).select_related("workspace"))
    errors = Mistakes()
    if request.method == "POST" and request.POST.get("do") == "workspace":
        chosen = next((m for m in memberships if str(m.workspace_id) == request.POST.get("workspace")), None)
        if chosen is not None:
            request.session["workspace"] = chosen.workspace_id
            tell(request, f"You are in {chosen.workspace.name}.")
        return redirect("account")
    if request.method == "POST" and request.POST.get("do") == "end":
        which = request.POST.get("visit")
        ended = end_visits(request, person, None if which is None else whole(which) or 0)
        if ended:
            noted(person.login, "sessions ended")
        tell(request, f"{plural(ended, 'session')} ended.")
        return redirect("account")
    if request.method == "POST":
        errors = _new_password(request, person)
        if not errors:
            tell(request, "The password is changed; your other sessions have ended.")
            return redirect("account")
    shown = {"person": person, "memberships": memberships, "errors": errors, "visits": visits_of(request, person)}
    return render(request, "account.html", shown, status=422 if errors else 200)


def _new_password(request: DeskRequest, person: Person) -> Mistakes:
    """Set it; what is wrong with it otherwise."""
    if waits(f"password:{person.pk}"):
        return Mistakes({"old": "Too many tries; wait a minute."})
    if not person.check_password(request.POST.get("old", "")):
        return Mistakes({"old": "That is not your password."})
    try:
        validate_password(request.POST.get("password", ""), person)
    except ValidationError as error:
        return Mistakes({"password": " ".join(error.messages)})
    if request.POST.get("password") != request.POST.get("again"):
        return Mistakes({"again": "The two passwords differ."})
    person.set_password(request.POST["password"])
    person.save()
    log_in(request, person)
    end_visits(request, person, None)
    noted(person.login, "password changed")
    return Mistakes()


def noted(login: str, kind: str) -> None:
    """A record in the audit ledger of each workspace of a person; of a name that nobody has, nothing is kept."""
    for each in Membership.objects.filter(person__login=login.casefold()).select_related("person", "workspace"):
        append(each.workspace, kind, who=each.person.name, about={"login": each.person.login}, part=AUDIT)
