"""A desk in memory, people in every role, and clients that speak for them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

django = pytest.importorskip("django")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratique.desk.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from tests.left import as_it_was  # noqa: E402

EXAMPLES = Path(__file__).parents[2] / "examples"
PASSWORD = "a calm sentence of words"


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """Passwords that cost nothing: what they cost is tested where it matters."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def nothing_is_shown_that_is_not_there() -> None:
    """What a page shows and nobody gave it is a fault here; to a reader it is a word that is missing."""
    from jinja2 import Undefined

    from pratique.desk import shown

    show = shown._shown

    def told(value: object) -> object:
        assert not isinstance(value, Undefined), f"a page shows {value._undefined_name!r}, which nobody gave it"
        return show(value)

    shown._shown = told


@pytest.fixture(scope="session", autouse=True)
def emptied_by_the_owner() -> None:
    """Tables are emptied between tests as only the owner of the database can."""
    from django.db import connection

    from tests.desk.owner import without_triggers

    empty = connection.ops.execute_sql_flush

    def emptied(statements: list[str]) -> None:
        with without_triggers():
            empty(statements)

    connection.ops.execute_sql_flush = emptied


@pytest.fixture(autouse=True)
def as_its_process_ends() -> Iterator[None]:
    """What a desk sets for the whole of its process, the modes of new files, ends with the test that started it."""
    with as_it_was():
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the desk."""
    monkeypatch.setenv("PRATIQUE_DESK_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def workspace(db: None) -> object:
    from pratique.desk.models import Workspace

    return Workspace.objects.create(name="Compliance")


def person_in(workspace: object, role: str, login: str = "") -> object:
    """A person with a role."""
    from pratique.desk.models import Membership, Person

    person = Person(login=login or role, name=f"{role.title()} Rivera")
    person.set_password(PASSWORD)
    person.save()
    Membership.objects.create(person=person, workspace=workspace, role=role)
    return person


def client_of(person: object) -> Client:
    """A client in which a person has logged in."""
    client = Client()
    answered = client.post("/login", {"login": person.login, "password": PASSWORD})  # type: ignore[attr-defined]
    assert answered.status_code == 302, answered.content
    return client


@pytest.fixture
def worker(workspace: object) -> Client:
    """Somebody who may upload and answer."""
    return client_of(person_in(workspace, "work"))


def files_of(name: str, without: bytes = b"") -> list[object]:
    """The files of a shipped example, `without` some words of them, as a browser sends them."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    folder = EXAMPLES / name
    told = [each for each in sorted(folder.iterdir()) if each.is_file() and each.suffix != ".key"]
    return [SimpleUploadedFile(each.name, each.read_bytes().replace(without, b"")) for each in told]


def after_work(client: Client, answered: object) -> object:
    """What a form that began a job leads to once a worker has done it: the page, or the file."""
    from pratique.desk.worker import works

    assert answered.status_code == 302, answered.content.decode()  # type: ignore[attr-defined]
    where = answered.headers["Location"]  # type: ignore[attr-defined]
    assert where.startswith("/jobs/"), where
    assert "waits for a worker" in client.get(where).content.decode() or client.get(where).status_code == 302
    works(until_idle=True)
    shown = client.get(where)
    if shown.status_code == 200 and f"{where}/file" in shown.content.decode():
        return client.get(f"{where}/file")
    return client.get(shown.headers["Location"]) if shown.status_code == 302 else shown


def uploaded(client: Client, name: str = "shanghai-app", without: bytes = b"") -> int:
    """The key of a dossier made of a shipped example, `without` some words of its files."""
    answered = client.post("/dossiers/new", {"files": files_of(name, without)})
    assert answered.status_code == 302, answered.content.decode()
    return int(answered.headers["Location"].rpartition("/")[2])
