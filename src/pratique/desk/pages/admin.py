"""People, roles, tokens, rules, lists and addresses of a workspace, and how the desk does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk import administering, daily
from pratique.desk.administering import SCOPES, Done
from pratique.desk.models import LEAST_RETENTION, ROLES, Blob, Hook, Job, Membership, Token
from pratique.desk.people import DeskRequest, Member
from pratique.desk.shown import Mistakes, tell

ACTS: Mapping[str, Callable[[Member, Mapping[str, str]], Done]] = {
    "person": administering.add_person,
    "role": administering.change_role,
    "rules": administering.change_rules,
    "revoke": administering.end_token,
}


def page(request: DeskRequest) -> HttpResponse:
    """People, tokens, rules, health; with POST one change."""
    errors, token, do = Mistakes(), "", request.POST.get("do", "")
    given = {name: str(value) for name, value in request.POST.items()}
    if request.method == "POST" and do == "token":
        token, errors = administering.new_token(request.member, given, request.POST.getlist("scopes"))
    elif request.method == "POST":
        says, errors = ACTS[do](request.member, given) if do in ACTS else ("", Mistakes())
        if not errors:
            tell(request, says)
            return redirect("admin")
    here = request.member.workspace
    jobs = Job.objects.filter(workspace=here)
    shown = {
        "errors": errors,
        "token": token,
        "roles": [each for each, _ in ROLES],
        "scopes": SCOPES,
        "people": Membership.objects.filter(workspace=here).select_related("person").order_by("person__name"),
        "tokens": Token.objects.filter(workspace=here, purpose="api").order_by("-id"),
        "hooks": Hook.objects.filter(workspace=here, stopped=None).order_by("id"),
        "waiting": jobs.filter(state__in=("waiting", "running")).count(),
        "failed": list(jobs.filter(state="failed").order_by("-id")[:10]),
        "signed": jobs.filter(kind=daily.KIND, state="done").order_by("-id").first(),
        "blobs": Blob.objects.count(),
        "given": request.POST,
        "least": LEAST_RETENTION,
    }
    return render(request, "admin.html", shown, status=422 if errors else 200)
