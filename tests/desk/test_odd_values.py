"""What no form sends, in every field of every address: never a defect, always a page that says something."""

from __future__ import annotations

import os
import re

import pytest
from django.test import Client

from pratique.desk.urls import ROUTES, Route
from tests.desk.conftest import client_of, person_in, uploaded

pytestmark = pytest.mark.django_db
ODD = {
    "a digit that is no number": "²",
    "digits of another script": "٣",
    "more than a key can be": "9" * 30,
    "more digits than are read": "9" * 5_000,
    "a text that a database refuses": "a\x00b",
    "longer than a pattern may be": "%" * 60_000,
    "a day that is none": "2026-13-45",
}
EVERY = (
    tuple(ODD)
    if os.environ.get("PRATIQUE_PROOF")
    else ("a digit that is no number", "a text that a database refuses")
)
"""Those that each found a defect of its own stand in every run, all of them in `make proof`."""
ADDRESSED = (
    "before",
    "number",
    "old",
    "new",
    "q",
    "kind",
    "day",
    "fact",
    "entity",
    "form",
    "stand",
    "record",
    "lang",
)
FILLED = ("key", "reply", "fact", "entity", "value", "number", "days", "retention_years", "reason", "member", "token")
FILLED += ("decision", "book", "mark", "dossier", "name", "title", "recipient", "next", "login", "role", "date")


@pytest.fixture
def client(workspace: object) -> Client:
    made = client_of(person_in(workspace, "administer"))
    made.raise_request_exception = False
    return made


def address(route: Route, dossier: int) -> str:
    given = {"key": str(dossier), "file": "1", "form": "json", "token": "nonsense"}
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: given[found[1]], route.path)


@pytest.mark.parametrize("odd", EVERY)
def test_an_address_with_it_is_no_defect(client: Client, home: object, odd: str) -> None:
    key, value = uploaded(client), ODD[odd]
    asked = [address(each, key) for each in ROUTES if each.get is not None]
    found = {where: client.get(where, dict.fromkeys(ADDRESSED, value)).status_code for where in asked}
    assert {where: status for where, status in found.items() if status >= 500} == {}
    assert len(found) > 30


@pytest.mark.parametrize("odd", EVERY)
def test_a_form_with_it_is_no_defect(client: Client, home: object, odd: str) -> None:
    key, wrong, sent = uploaded(client), [], 0
    for route in ROUTES:
        if route.post is None or route.name == "logout":
            continue
        where = address(route, key)
        page = client.get(where).content.decode(errors="replace") if route.get else ""
        deeds = {"", *re.findall(r'name="do" value="([^"]+)"', page)}
        for deed in sorted(deeds):
            status = client.post(where, {**dict.fromkeys(FILLED, ODD[odd]), "do": deed}).status_code
            sent += 1
            if status >= 500:
                wrong.append((where, deed, status))
    assert wrong == []
    assert sent > 25


@pytest.mark.parametrize("sent", ["²", "9" * 5_000, "%" * 60_000])
def test_what_is_sought_is_cut_and_what_counts_is_a_number(client: Client, home: object, sent: str) -> None:
    uploaded(client)
    for where in ("/dossiers", "/dossiers.csv", "/search", "/records"):
        assert client.get(where, {"q": sent, "before": sent}).status_code == 200, where


def test_a_nul_in_a_form_is_a_request_that_cannot_be_read_before_anybody_is_asked_who_they_are() -> None:
    for answered in (
        Client().post("/login", {"login": "a\0", "password": "x"}),
        Client().get("/login", {"next": "/\0"}),
        Client().post("/setup", {"na\0me": "x"}),
    ):
        assert answered.status_code == 400
        assert "cannot be read" in answered.content.decode()
