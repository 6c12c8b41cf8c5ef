"""What a stranger would try: other people's rows by their numbers, other people's forms, files that are weapons."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pratique.desk.models import (
    Decision,
    Dossier,
    DossierFile,
    Job,
    Ledger,
    Membership,
    Questionnaire,
    Record,
    Reply,
    Token,
    Workspace,
)
from pratique.desk.urls import ROUTES
from pratique.desk.worker import works
from tests.desk.conftest import after_work, client_of, person_in, uploaded
from tests.desk.test_supplier import sent

pytestmark = pytest.mark.django_db
ROLES = ("read", "work", "counsel", "administer")


@pytest.fixture
def decided(workspace: Workspace, home: Path) -> dict[str, Any]:
    """A workspace that holds one dossier, decided."""
    worker = client_of(person_in(workspace, "work", "held"))
    return {"worker": worker, "dossier": uploaded(worker, "aurora")}


@pytest.fixture
def held(decided: dict[str, Any]) -> dict[str, Any]:
    """A workspace that holds one of everything, and the key of each kind of row by the name of its route."""
    worker, key = decided["worker"], decided["dossier"]
    link = sent(worker, key)
    after_work(worker, worker.post("/markets", {"example": "1"}))
    after_work(worker, worker.post("/markets", {"example": "1", "into": "EU,GB"}))
    after_work(worker, worker.post("/figures", {"bulletin": SimpleUploadedFile("b.txt", b"China exported 1 car.")}))
    after_work(worker, worker.post(f"/dossiers/{key}/dates", {"start": "2026-01-01", "end": "2028-12-31"}))
    after_work(worker, worker.post(f"/dossiers/{key}/papers", {"do": "draft"}))
    jobs = {each.kind: each.pk for each in Job.objects.all()}
    keys = {
        "questionnaire": Questionnaire.objects.get().pk, "market": jobs["markets"], "compared": jobs["compared"],
        "bulletin": jobs["bulletin"], "job": jobs["pack"], "job-file": jobs["pack"],
        "record": Record.objects.order_by("id")[0].pk,
    }  # fmt: skip
    return {**decided, "keys": keys, "link": link}


def address(route: Any, held: dict[str, Any]) -> str:
    """The address of a row that is there."""
    given = {
        "key": held["keys"].get(route.name, held["dossier"]), "file": DossierFile.objects.order_by("id")[0].pk,
        "form": "json", "token": held["link"].rpartition("/")[2],
    }  # fmt: skip
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(given[found[1]]), route.path)


def test_no_row_of_another_workspace_is_there_for_any_role_at_any_address(held: dict[str, Any]) -> None:
    other = Workspace.objects.create(name="Elsewhere")
    strangers = [client_of(person_in(other, role, f"stranger-{role}")) for role in ROLES]
    tried = 0
    for route in (each for each in ROUTES if "<int:key>" in each.path):
        where = address(route, held)
        if route.get is not None:
            mine = held["worker"].get(where)
            assert mine.status_code in (200, 302), (where, "the row is there, so that the test means something")
        for client, role in zip(strangers, ROLES, strict=True):
            for method, need in (("GET", route.get), ("POST", route.post)):
                if need is not None:
                    status = client.generic(method, where).status_code
                    assert status == (404 if may(role, need) else 403), (where, method, role, status)
                    tried += 1
    assert tried > 140
    pages = [
        strangers[3].get(address(each, held))
        for each in ROUTES
        if each.get in ("read", "administer") and "<" not in each.path
    ]
    for page in pages:
        assert "Aurora" not in page.content.decode(), page.request["PATH_INFO"]  # type: ignore[attr-defined]
    assert "Aurora" not in strangers[3].get("/search", {"q": "aurora"}).content.decode().replace('value="aurora"', "")


def may(role: str, need: str) -> bool:
    from pratique.desk.people import MAY

    return need in MAY[role]


def test_numbers_of_others_in_forms_of_ones_own_do_nothing(decided: dict[str, Any]) -> None:
    other = Workspace.objects.create(name="Elsewhere")
    stranger: Any = person_in(other, "administer", "stranger")
    client = client_of(stranger)
    mine = uploaded(client)
    before = told()
    reply = Reply.objects.create(
        dossier_id=decided["dossier"], seq=99, entry={"fact": "x", "value": 1}, mark="x", by_name="", waits=True
    )
    member = Membership.objects.get(person__login="held")
    tokens = Token.objects.create(
        sha256="0" * 64, purpose="api", workspace=member.workspace, name="theirs", scopes="read"
    )
    theirs = Ledger.objects.filter(workspace=member.workspace).first()
    decision = Decision.objects.filter(dossier_id=decided["dossier"]).first()
    assert theirs is not None
    assert decision is not None
    tries = (
        (f"/dossiers/{mine}/answers", {"do": "accept", "reply": reply.pk}),
        (f"/dossiers/{mine}/answers", {"mark": "x", "reason": "mine now", "value": "1"}),
        ("/admin", {"do": "role", "member": member.pk, "role": ""}),
        ("/admin", {"do": "revoke", "token": tokens.pk}),
        ("/records", {"do": "archive", "ledger": theirs.pk}),
        ("/records", {"do": "sign", "ledger": theirs.pk}),
        ("/records/retention", {"dossier": decided["dossier"], "reason": "go"}),
        (f"/dossiers/{mine}/records", {"decision": decision.pk, "book": "old"}),
        ("/account", {"do": "workspace", "workspace": member.workspace.pk}),
    )
    for where, given in tries:
        answered = client.post(where, given)
        assert answered.status_code < 500, (where, given)
        assert answered.headers["Content-Type"] != "application/zip", (where, given)
    differs = client.get(f"/dossiers/{mine}/records", {"old": decision.pk, "new": decision.pk})
    assert "became" not in differs.content.decode()
    reply.refresh_from_db()
    tokens.refresh_from_db()
    assert (reply.waits, reply.accepted_at, tokens.revoked) == (True, None, None)
    assert Membership.objects.filter(pk=member.pk, role="work").exists()
    assert told() == before
    assert client.get("/account").content.decode().count("you are here") == 1


def told() -> tuple[int, ...]:
    return Decision.objects.count(), Dossier.objects.count(), Reply.objects.exclude(seq=99).count()


def bomb() -> bytes:
    """A workbook whose one sheet unpacks to half a gibibyte."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", "<workbook/>")
        made.writestr("xl/worksheets/sheet1.xml", b" " * (512 * 1024**2))
    return stream.getvalue()


WEAPONS: tuple[tuple[str, Any], ...] = (
    ("../../../etc/passwd", lambda: b"part,name\n1,x\n"),
    ("..\\..\\x.csv", lambda: b"part,name\n1,x\n"),
    ("n" * 5_000 + ".csv", lambda: b"part,name\n1,x\n"),
    ("nul\0.csv", lambda: b"part,name\n1,x\n"),
    ("...", lambda: b"x"),
    ("bomb.xlsx", bomb),
    ("deep.json", lambda: b"[" * 200_000),
    ("bill.json", lambda: b'{"bomFormat":"CycloneDX","components":' + b"[" * 50_000),
    ("laughs.xml", lambda: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "ha">]><a>&b;</a>'),
    ("dossier.toml", lambda: b"#" + b"a" * 1_000_000 + b"\n[[transactions]]\n"),
    ("dossier.json", lambda: b'{"transactions": [' + b'{"id": "t"},' * 30_000 + b"{}]}"),
    ("polyglot.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ("link.zip", lambda: b"PK\x05\x06" + b"\0" * 18),
    ("utf16.csv", lambda: "part,name\n1,é\n".encode("utf-16")),
    ("formula.csv", lambda: b"part,name\n=cmd|'/c calc'!A1,@SUM(1)\n"),
)


@pytest.mark.parametrize(("name", "made"), WEAPONS, ids=[each[:12] for each, _ in WEAPONS])
def test_a_file_that_is_a_weapon_is_refused_or_read_and_the_desk_answers_after_it(
    workspace: Workspace, home: Path, name: str, made: Any
) -> None:
    import resource

    client = client_of(person_in(workspace, "work", "armed"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    file = SimpleUploadedFile("x", made())
    file.name = name  # type: ignore[misc]
    file._name = name  # type: ignore[attr-defined]
    answered = client.post("/dossiers/new", {"files": [file], "act": "sale", "into": "US", "day": "2027-02-15"})
    assert answered.status_code in (302, 400, 413, 422), answered.status_code
    works(until_idle=True)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < (600 if name == "bomb.xlsx" else 250), f"{grown} MiB"
    for where in ("/", "/dossiers"):
        assert client.get(where).status_code == 200
    for row in DossierFile.objects.all():
        assert "/" not in row.name
        assert "\0" not in row.name
    said = answered.content.decode() + json.dumps([each.result for each in Job.objects.all()])
    for secret in ("Traceback", "/tmp/", "site-packages", "desk-", str(home)):
        assert secret not in said, secret


def test_a_name_is_as_slow_to_refuse_whether_or_not_there_is_somebody(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pratique.desk.sessions import authenticated

    person_in(workspace, "read", "known")
    hashed: list[str] = []
    from django.contrib.auth import hashers

    hasher = type(hashers.get_hasher())
    real = hasher.encode

    def counted(self: Any, *given: Any, **more: Any) -> Any:
        hashed.append("once")
        return real(self, *given, **more)

    monkeypatch.setattr(hasher, "encode", counted)
    assert authenticated("known", "wrong") is None
    known, hashed[:] = len(hashed), []
    assert authenticated("nobody", "wrong") is None
    assert (known, len(hashed)) == (1, 1), "each costs one hash"


def test_the_address_that_a_client_claims_to_come_from_is_not_believed(workspace: Workspace) -> None:
    for number in range(50):
        answered = Client().post(
            "/login", {"login": f"n{number}", "password": "x"}, headers={"X-Forwarded-For": f"10.0.0.{number}"}
        )
    assert answered.status_code == 429


def test_behind_a_named_proxy_its_word_counts_and_nobody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.http import HttpRequest, HttpResponse

    from pratique.desk.proxy import BehindProxy

    monkeypatch.setenv("PRATIQUE_DESK_PROXY", "10.1.1.1")
    seen: list[HttpRequest] = []
    ask = BehindProxy(lambda request: seen.append(request) or HttpResponse())  # type: ignore[func-returns-value]
    for came, believed in (("10.1.1.1", True), ("10.1.1.2", False)):
        request: Any = HttpRequest()
        request.environ = {}
        request.META = {
            "REMOTE_ADDR": came, "HTTP_X_FORWARDED_FOR": "evil, 192.0.2.7", "HTTP_X_FORWARDED_PROTO": "https",
        }  # fmt: skip
        ask(request)
        assert (seen[-1].META["REMOTE_ADDR"] == "192.0.2.7") is believed
        assert (seen[-1].META.get("wsgi.url_scheme") == "https") is believed
        assert "HTTP_X_FORWARDED_FOR" not in seen[-1].META


def test_beyond_loopback_nothing_is_served_in_the_clear(tmp_path: Path) -> None:
    from pratique.desk.serve import Served, prepare
    from pratique.errors import UsageError

    with pytest.raises(UsageError, match="in the clear"):
        prepare(Served(tmp_path, host="0.0.0.0"))


def test_another_host_name_is_refused(workspace: Workspace) -> None:
    for where in ("/login", "/api/v1/dossiers", "/health"):
        assert Client().get(where, headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("length", [3 * 1024**2, 5 * 1024**3])
@pytest.mark.parametrize(
    "where", ["/dossiers/new", "/dossiers/1/evidence", "/figures", "/law/cite", "/login", "/q/x"]
)
def test_what_is_large_is_read_of_nobody_who_is_not_logged_in_and_of_nobody_beyond_the_limit(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, where: str, length: int
) -> None:
    from django.http import HttpRequest

    def read(self: HttpRequest, *given: object) -> None:
        raise AssertionError("it was read")

    member = client_of(person_in(workspace, "administer", "member"))
    monkeypatch.setattr(HttpRequest, "_load_post_and_files", read)
    stranger = Client(cookies={"csrftoken": "a" * 32, "sessionid": "b" * 32})
    for client in (stranger, *([member] if length > 256 * 1024**2 else [])):
        answered = client.post(where, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(length))
        assert answered.status_code == (413 if length > 256 * 1024**2 else 302), answered.content


def test_a_number_that_no_row_has_is_not_there_however_long_it_is(decided: dict[str, Any]) -> None:
    from pratique.desk.api.urls import ENDPOINTS

    worker = decided["worker"]
    worker.raise_request_exception = False
    places = [each.path for each in ROUTES] + [f"api/v1/{each.path}" for each in ENDPOINTS]
    numbered = [each for each in places if "<int:" in each]
    assert len(numbered) > 20
    for place in numbered:
        for number in ("9" * 18, "9" * 19, "6303667317571759112192", "1" + "0" * 400, "١٢"):
            where = re.sub(r"<\w+:\w+>", number, place)
            for method in ("GET", "POST", "DELETE"):
                assert worker.generic(method, f"/{where}").status_code in (401, 403, 404, 405), (method, where)
