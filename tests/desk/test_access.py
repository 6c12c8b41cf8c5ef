"""Who may what: every address, every method, every role; an address without an expectation fails."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from pratique.desk.models import Workspace
from pratique.desk.urls import ROUTES
from tests.desk.conftest import client_of, person_in, uploaded

pytestmark = pytest.mark.django_db
ROLES = ("read", "work", "counsel", "administer")
READ = {
    "calendar-file",
    "dossier-calendar",
    "compared",
    "job-file",
    "record",
    "today",
    "dossiers",
    "dossiers-csv",
    "verdict",
    "answer-file",
    "questions",
    "bom",
    "ownership",
    "download",
    "dossier-source",
    "market",
    "bulletin",
    "law",
    "search",
    "questionnaires",
    "lists",
    "duty",
}
WORK_TO_POST = {
    "pending",
    "readings",
    "calendar",
    "job",
    "records",
    "dossier-records",
    "dossier-new",
    "decide",
    "question-next",
    "questionnaire-new",
    "answers",
    "dates",
    "what-if",
    "evidence",
    "papers",
    "questionnaire",
    "parties",
    "markets",
    "figures",
}
READ_TO_GET = {
    "pending",
    "readings",
    "calendar",
    "job",
    "records",
    "dossier-records",
    "parties",
    "markets",
    "figures",
    "answers",
    "dates",
    "what-if",
    "evidence",
    "papers",
    "questionnaire",
    "law-cite",
}
ANYBODY = {"setup", "login", "supplier"}
EACH_PERSON = {"logout", "account"}
SIGN_TO_POST = {"law-cite"}


def expected(name: str) -> tuple[str | None, str | None]:
    """What GET and POST of an address need."""
    if name in ANYBODY:
        return "anyone", "anyone"
    if name in EACH_PERSON:
        return (None if name == "logout" else "person"), "person"
    if name in READ:
        return "read", None
    if name in ("sso", "sso-back"):
        return "anyone", None
    if name in ("admin", "retention"):
        return "administer", "administer"
    if name in SIGN_TO_POST:
        return "read", "sign"
    assert name in WORK_TO_POST, f"{name} has no expectation: say here who may what"
    if name in READ_TO_GET:
        return "read", "work"
    return ("work" if name in ("dossier-new", "question-next") else None), "work"


@pytest.mark.parametrize("route", ROUTES, ids=lambda each: each.name)
def test_the_table_says_what_is_expected(route: object) -> None:
    assert (route.get, route.post) == expected(route.name)  # type: ignore[attr-defined]


def address(pattern: str, dossier: int) -> str:
    given = {"key": dossier, "file": 1, "form": "json", "token": "nonsense"}
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(given[found[1]]), pattern)


def test_every_address_is_refused_to_whom_it_is_not_for(workspace: object) -> None:
    people = {role: client_of(person_in(workspace, role)) for role in ROLES}
    stranger = client_of(person_in(Workspace.objects.create(name="Elsewhere"), "administer", "stranger"))
    key = uploaded(people["work"])
    allowed = {
        "read": {"read", "person"},
        "work": {"read", "work", "person"},
        "counsel": {"read", "work", "sign", "person"},
        "administer": {"read", "work", "sign", "administer", "person"},
    }
    tried = 0
    for route in ROUTES:
        where = address(route.path, key)
        for method, need in (("GET", route.get), ("POST", route.post)):
            if need == "anyone" or route.name == "logout":
                continue
            nobody = Client().generic(method, where)
            if need is None and "anyone" in (route.get, route.post):
                assert nobody.status_code == 405, (where, method)
                continue
            assert nobody.status_code == 302, (where, method)
            assert nobody.headers["Location"].startswith("/login"), (where, method)
            for role, client in people.items():
                status = client.generic(method, where).status_code
                if need is None:
                    assert status == 405, (where, method, role)
                elif need not in allowed[role]:
                    assert status == 403, (where, method, role)
                else:
                    assert status not in (401, 403, 405, 500), (where, method, role, status)
                tried += 1
            if "<int:key>" in route.path and need is not None:
                assert stranger.generic(method, where).status_code == 404, (where, method)
        for method in ("PUT", "PATCH", "DELETE"):
            assert people["administer"].generic(method, where).status_code == 405, (where, method)
    assert tried > 100


def test_where_signing_is_kept_apart_nobody_both_uploads_and_signs(workspace: object) -> None:
    from pratique.desk.people import Member

    workspace.apart = True  # type: ignore[attr-defined]
    for role in ROLES:
        member = Member(None, workspace, role)  # type: ignore[arg-type]
        assert not (member.may("work") and member.may("sign")), role
