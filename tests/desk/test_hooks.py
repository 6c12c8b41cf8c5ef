"""An address is told, signed, when an answer turned; and only then."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pratique.desk import hooks
from pratique.desk.models import Dossier, DossierFile, Hook, Job, Workspace
from pratique.desk.worker import works
from pratique.errors import UsageError
from tests.desk.api import Api, files_of

pytestmark = pytest.mark.django_db
SMALL = "shanghai-app"


@pytest.fixture
def heard() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]], list[int]]]:
    """An address that keeps what it is told, and the statuses that it answers with (200 after them)."""
    told: list[tuple[dict[str, str], bytes]] = []
    statuses: list[int] = []

    class Heard(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(
                (
                    {k.lower(): v for k, v in self.headers.items()},
                    self.rfile.read(int(self.headers["Content-Length"])),
                )
            )
            self.send_response(statuses.pop(0) if statuses else 200)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Heard)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/told", told, statuses
    server.shutdown()
    server.server_close()


def turn(api: Api, dossier: int) -> None:
    """The vehicle is of another year: other law."""
    from pratique.desk.blobs import keep
    from pratique.desk.decisions import decided_once

    row = Dossier.objects.get(pk=dossier)
    text = files_of(SMALL)["dossier.toml"].replace("model_year = 2027", "model_year = 2025")
    row.revision += 1
    row.save()
    DossierFile.objects.create(
        dossier=row, revision=row.revision, name="dossier.toml", blob=keep(text.encode()), by_name=""
    )
    decided_once(row.workspace, row)


@pytest.mark.parametrize("first", [[], [500], [302]])
def test_an_answer_that_turned_is_told_signed(home: Path, heard, first: list[int]) -> None:  # type: ignore[no-untyped-def]
    url, told, statuses = heard
    statuses += first
    api = Api(Workspace.objects.create(name="Compliance"), "read work administer")
    made = api.post("hooks", {"url": url})
    assert made.status_code == 201, made.content
    secret = made.json()["secret"]
    dossier = api.post("dossiers", {"files": files_of(SMALL)}).json()["id"]
    assert not Job.objects.filter(kind=hooks.KIND).exists(), "a first answer did not turn"
    turn(api, dossier)
    works(until_idle=True)
    assert len(told) == 1 + len(first)
    headers, body = told[-1]
    moment = int(headers["webhook-timestamp"])
    assert headers["webhook-signature"] == hooks.signature(secret, headers["webhook-id"], moment, body)
    message = json.loads(body)
    assert (message["type"], message["data"]["dossier"]) == ("decision.turned", dossier)
    assert message["data"]["was"] != message["data"]["now"]
    assert Hook.objects.get().last_status.startswith("200")
    assert "secret" not in api.get("hooks").json()[0] or api.get("hooks").json()[0]["secret"] is None


def test_an_address_that_takes_nothing_is_a_job_that_failed_and_a_stopped_one_is_not_told(home: Path, heard) -> None:  # type: ignore[no-untyped-def]
    url, told, statuses = heard
    statuses += [500] * 20
    api = Api(Workspace.objects.create(name="Compliance"), "read work administer")
    number = api.post("hooks", {"url": url}).json()["id"]
    dossier = api.post("dossiers", {"files": files_of(SMALL)}).json()["id"]
    turn(api, dossier)
    works(until_idle=True)
    job = Job.objects.get(kind=hooks.KIND)
    assert (job.state, len(told)) == ("failed", hooks.MOST_TRIES)
    assert api.ask("DELETE", f"hooks/{number}").status_code == 200
    assert api.ask("DELETE", f"hooks/{number}").status_code == 404
    assert api.get("hooks").json() == []


@pytest.mark.parametrize(
    "url", ["http://example.org/", "https://me:secret@example.org/", "file:///etc/passwd", "x", ""]
)
def test_what_is_no_https_address_is_refused(home: Path, url: str) -> None:
    with pytest.raises(UsageError):
        hooks.made(Workspace.objects.create(name="Compliance"), url)


def test_the_signature_is_that_of_the_specification() -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    found = hooks.signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
