"""Single sign-on: who a provider says somebody is comes in as who they are here, and nobody is made by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytest.importorskip("authlib")
pytest.importorskip("requests")

from pratique.desk import sso
from pratique.desk.models import Membership, Person, Record, Workspace
from pratique.errors import UsageError
from tests.desk.conftest import person_in
from tests.desk.provider import CLIENT, SECRET, Provider, provider

pytestmark = pytest.mark.django_db
SAID = 'issuer = "{}"\nclient_id = "' + CLIENT + '"\nclient_secret = "' + SECRET + '"\nname = "the company"\n'


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """A provider that this desk has."""
    with provider() as made:
        file = tmp_path / "sso.toml"
        file.write_text(SAID.format(made.issuer))
        monkeypatch.setenv("PRATIQUE_DESK_SSO", str(file))
        sso._read.cache_clear()
        sso._client.cache_clear()
        yield made
        sso._read.cache_clear()


@pytest.fixture
def ada(workspace: Workspace) -> Person:
    person: Any = person_in(workspace, "work", "ada")
    person.mail = "Ada@example.org"
    person.save()
    return person  # type: ignore[no-any-return]


def came_back(there: Provider, client: Client, after: str = "/dossiers", **changed: str) -> Any:
    """What the desk says to somebody who went to the provider and came back."""
    sent = client.get("/login/sso", {"next": after})
    assert sent.status_code == 302, sent.content
    assert sent.headers["Location"].startswith(f"{there.issuer}/authorize?")
    return client.get("/login/sso/back", there.agrees(sent.headers["Location"]) | changed)


def test_whom_the_provider_verified_comes_in_and_is_known_from_then_on(there: Provider, ada: Person) -> None:
    assert "log in by the company" in Client().get("/login").content.decode()
    client = Client()
    client.get("/login/sso")
    before = client.cookies["sessionid"].value
    answered = came_back(there, client)
    assert (answered.status_code, answered.headers["Location"]) == (302, "/dossiers")
    assert client.cookies["sessionid"].value != before, "the session has a new key once somebody is in it"
    assert client.get("/").status_code == 200
    ada.refresh_from_db()
    assert ada.subject == f"{there.issuer} u1"
    there.claims = {"sub": "u1", "email": "other@example.org"}
    assert came_back(there, Client()).status_code == 302, "the subject counts, whatever the address is now"
    assert set(Record.objects.values_list("kind", flat=True)) == {"log-in by single sign-on"}


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "u2", "email": "nobody@example.org", "email_verified": True},
        {"sub": "u2", "email": "ada@example.org", "email_verified": False},
        {"sub": "u2", "email": "ada@example.org"},
        {"sub": "u2", "email": "ada@example.org", "email_verified": "true"},
        {"sub": "", "email": "ada@example.org", "email_verified": True},
    ],
)
def test_who_is_not_known_here_stays_outside_and_nobody_is_made(
    there: Provider, ada: Person, claims: dict[str, Any]
) -> None:
    there.claims = claims
    answered = came_back(there, client := Client())
    assert answered.status_code == 403
    assert client.get("/").status_code == 302
    assert Person.objects.count() == 1


def test_an_address_of_two_or_of_somebody_bound_or_stopped_binds_nobody(there: Provider, ada: Person) -> None:
    other = Person.objects.create(login="other", name="Other", mail="ada@example.org")
    assert came_back(there, Client()).status_code == 403
    other.mail = ""
    other.save()
    ada.subject = "elsewhere u9"
    ada.save()
    assert came_back(there, Client()).status_code == 403
    Person.objects.filter(pk=ada.pk).update(subject=f"{there.issuer} u1", is_active=False)
    assert came_back(there, Client()).status_code == 403


def test_what_is_forged_replayed_or_meant_for_another_session_is_refused(there: Provider, ada: Person) -> None:
    from joserfc.jwk import RSAKey

    assert came_back(there, Client(), state="another").status_code == 403
    stolen = there.agrees(Client().get("/login/sso").headers["Location"])
    assert Client().get("/login/sso/back", stolen).status_code == 403, "of another session"
    assert Client().get("/login/sso/back", {"error": "access_denied"}).status_code == 403
    there.nonce = "another"
    assert came_back(there, Client()).status_code == 403
    there.nonce = None
    there.claims |= {"aud": "another client"}
    assert came_back(there, Client()).status_code == 403
    there.claims = {**there.claims, "aud": CLIENT, "exp": 1}
    assert came_back(there, Client()).status_code == 403
    del there.claims["exp"]
    there.signs_with = RSAKey.generate_key(2048, {"kid": "one"}, private=True)
    assert came_back(there, Client()).status_code == 403
    assert Person.objects.get().subject is None


def test_afterwards_one_is_where_one_was_going_and_never_elsewhere(there: Provider, ada: Person) -> None:
    for evil in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        assert came_back(there, Client(), evil).headers["Location"] == "/"


def test_a_person_without_a_workspace_may_come_in_and_see_nothing(there: Provider, ada: Person) -> None:
    Membership.objects.all().delete()
    client = Client()
    came_back(there, client)
    assert client.get("/dossiers").status_code == 403


def test_a_desk_without_a_provider_has_no_such_address_and_a_wrong_file_is_told(tmp_path: Path) -> None:
    assert Client().get("/login/sso").status_code == 404
    assert "log in by" not in Client().get("/login").content.decode()
    for text in ('issuer = "http://evil.example"\nclient_id = "x"', 'issuer = "https://a"', "issuer ="):
        (tmp_path / "sso.toml").write_text(text)
        with pytest.raises(UsageError):
            sso.provider_in(tmp_path / "sso.toml")
