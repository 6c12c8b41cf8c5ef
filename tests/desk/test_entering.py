"""The first person, logging in and out: a link works once, a session dies with its password."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.desk.conftest import PASSWORD, client_of, person_in

pytestmark = pytest.mark.django_db
FORM = {"name": "J. Rivera", "login": "Rivera", "password": PASSWORD, "again": PASSWORD, "workspace": "Compliance"}


def link() -> str:
    from pratique.desk.people import setup_link

    return setup_link()


def test_looking_at_the_link_consumes_nothing_and_sending_the_form_does() -> None:
    token = link()
    for _ in range(3):
        assert Client().get("/setup", {"token": token}).status_code == 200
    client = Client()
    assert client.post("/setup", {**FORM, "token": token}).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert Client().post("/setup", {**FORM, "token": token}).status_code == 403


def test_a_new_link_ends_the_old_one_and_none_is_good_once_there_is_somebody(workspace: object) -> None:
    old, new = link(), link()
    assert Client().get("/setup", {"token": old}).status_code == 403
    assert Client().get("/setup", {"token": new}).status_code == 200
    person_in(workspace, "read")
    assert Client().get("/setup", {"token": new}).status_code == 403


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"password": "short", "again": "short"}, "password"),
        ({"again": "another sentence"}, "again"),
        ({"name": ""}, "name"),
    ],
)
def test_a_form_with_a_mistake_says_which_and_makes_nobody(given: dict[str, str], field: str) -> None:
    from pratique.desk.models import Person

    answered = Client().post("/setup", {**FORM, **given, "token": link()})
    assert answered.status_code == 422
    assert f'href="#{field}"' in answered.content.decode()
    assert Person.objects.count() == 0


def test_a_wrong_password_and_an_unknown_name_are_told_alike_and_the_eleventh_try_waits(workspace: object) -> None:
    person_in(workspace, "read")
    known = Client().post("/login", {"login": "read", "password": "wrong"})
    unknown = Client().post("/login", {"login": "nobody", "password": "wrong"})
    assert known.status_code == unknown.status_code == 422
    assert "do not go together" in known.content.decode()
    assert "do not go together" in unknown.content.decode()
    tries = [Client().post("/login", {"login": "read", "password": "wrong"}) for _ in range(12)]
    assert [each.status_code for each in tries[:5]] == [422] * 5
    assert tries[-1].status_code == 429
    assert int(tries[-1].headers["Retry-After"]) > 0


def test_another_key_after_logging_in_and_none_after_logging_out(workspace: object) -> None:
    client = client_of(person_in(workspace, "work"))
    key = client.cookies["sessionid"].value
    assert client.get("/").status_code == 200
    client.post("/logout")
    old = Client()
    old.cookies["sessionid"] = key
    assert old.get("/").status_code == 302


def test_a_new_password_ends_the_other_sessions(workspace: object) -> None:
    person = person_in(workspace, "work")
    here, there = client_of(person), client_of(person)
    given = {"old": PASSWORD, "password": "another calm sentence", "again": "another calm sentence"}
    assert here.post("/account", given).status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_a_person_sees_its_sessions_and_ends_its_own_alone(workspace: object) -> None:
    from pratique.desk.models import Record, Visit
    from pratique.desk.sessions import sweep

    person, other = person_in(workspace, "work"), person_in(workspace, "read")
    here, there, third, theirs = client_of(person), client_of(person), client_of(person), client_of(other)
    page = here.get("/account", headers={"User-Agent": "x"}).content.decode()
    assert page.count("End it") == 2
    foreign = Visit.objects.get(person=other)
    here.post("/account", {"do": "end", "visit": str(foreign.pk)})
    assert theirs.get("/").status_code == 200, "of others nothing is ended"
    here.post("/account", {"do": "end", "visit": "all"})
    assert there.get("/").status_code == 200, "what is no number is none of them"
    first = Visit.objects.filter(person=person).order_by("id")[1]
    here.post("/account", {"do": "end", "visit": str(first.pk)})
    assert [each.get("/").status_code for each in (here, there, third)] == [200, 302, 200]
    here.post("/account", {"do": "end"})
    assert [each.get("/").status_code for each in (here, third, theirs)] == [200, 302, 200]
    assert Record.objects.filter(kind="sessions ended").count() == 2
    here.post("/logout")
    sweep()
    assert [each.person.login for each in Visit.objects.all()] == ["read"]


def test_after_logging_in_one_is_where_one_was_going_and_never_elsewhere(workspace: object) -> None:
    person_in(workspace, "work")
    given = {"login": "work", "password": PASSWORD}
    assert Client().post("/login", {**given, "next": "/account"}).headers["Location"] == "/account"
    for evil in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert Client().post("/login", {**given, "next": evil}).headers["Location"] == "/"
