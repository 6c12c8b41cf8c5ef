"""The API: the bytes of the command, one thing for one content, a problem for everything that goes wrong."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from pratique.desk.models import Decision, Dossier, Record, Token, Workspace
from pratique.files.clock import now
from tests.desk.api import EXAMPLES, Api, files_of
from tests.running import DOSSIERS, KNOWN, inside, run

pytestmark = pytest.mark.django_db
NAMES = [each.parent.name for each in DOSSIERS]
SMALL = "shanghai-app"


@pytest.fixture
def team(home: Path) -> Workspace:
    return Workspace.objects.create(name="Compliance")


@pytest.fixture
def api(team: Workspace) -> Api:
    return Api(team)


def printed(*arguments: str, example: str = SMALL) -> bytes:
    with inside(EXAMPLES / example):
        return run(*arguments, "--format", "json").raw


@pytest.mark.parametrize("example", NAMES)
def test_an_answer_has_the_bytes_of_the_command(api: Api, example: str) -> None:
    asked = {"files": files_of(example), "known_on": KNOWN[1]}
    found = api.post("check", asked)
    assert found.status_code == 200, found.content[:500]
    assert found.content == printed("check", "dossier.toml", *KNOWN, example=example)


@pytest.mark.parametrize("question", ["needs", "what-if", "explain"])
def test_so_has_every_other_question(api: Api, question: str) -> None:
    found = api.post(question, {"files": files_of(SMALL), "known_on": KNOWN[1]})
    assert found.content == printed(question, "dossier.toml", *KNOWN)


def test_when_compare_and_the_papers(api: Api) -> None:
    days = {"start": "2026-01-01", "end": "2027-12-31", "known_on": KNOWN[1]}
    when = api.post("when", {"files": files_of(SMALL), **days})
    assert when.content == printed("when", "dossier.toml", "--from", "2026-01-01", "--to", "2027-12-31", *KNOWN)
    files = files_of(SMALL)
    both = {**files, "other.toml": files["dossier.toml"].replace("2027", "2029")}
    compared = api.post("compare", {"files": both, "other": "other.toml", "known_on": KNOWN[1]})
    assert compared.status_code == 200
    assert api.post("questionnaire", {"files": files, "known_on": KNOWN[1]}).status_code == 200
    refused = api.post("declare", {"files": files, "known_on": KNOWN[1]})
    assert refused.status_code == 422
    assert refused.json()["findings"]
    draft = api.post("declare", {"files": files, "known_on": KNOWN[1], "draft": True})
    assert draft.content[:2] == b"PK"


def test_a_question_that_is_sent_as_a_file_and_as_an_object_is_refused(api: Api) -> None:
    files = files_of(SMALL)
    plain = {"transactions": [{"act": "sale", "into": "US", "date": "2026-11-22"}]}
    assert api.post("check", {"files": files, "dossier": plain, "known_on": KNOWN[1]}).status_code == 422
    assert api.post("check", {"dossier": plain, "known_on": KNOWN[1]}).status_code == 200


def test_applications_calendars_and_models_side_by_side(api: Api) -> None:
    files = files_of(SMALL)
    asked = {"files": files, "known_on": KNOWN[1]}
    more = api.post("check", {**asked, "pending": True})
    assert more.content == printed("check", "dossier.toml", "--pending", *KNOWN)
    days = api.post("calendar", {**asked, "start": "2026-01-01", "end": "2027-12-31"})
    assert days.content == printed("calendar", "dossier.toml", "--from", "2026-01-01", "--to", "2027-12-31", *KNOWN)
    refused = api.post("apply", {**asked, "kind": "specific"})
    assert (refused.status_code, bool(refused.json()["findings"])) == (422, True)
    assert api.post("apply", {**asked, "kind": "specific", "draft": True}).content[:2] == b"PK"
    assert api.post("apply", {**asked, "kind": "other"}).status_code == 422
    assert api.post("attest", asked).content[:2] == b"PK"
    assert api.post("attest", {**asked, "customers": ["../x"]}).status_code == 422
    models = {"files": files_of("model-bev"), "models": ["model.toml"], "into": ["EU", "GB"], "values": ["28000EUR"]}
    models |= {"rates": ["GBP=1.15"], "on": "2026-11-22", "known_on": KNOWN[1]}
    found = api.post("compare-markets", models)
    told = ("--into", "EU,GB", "--value", "28000EUR", "--rate", "GBP=1.15", "--on", "2026-11-22")
    assert found.content == printed("compare-markets", "model.toml", *told, *KNOWN, example="model-bev")


def test_markets_duty_and_the_classes(api: Api) -> None:
    files = files_of("model-bev")
    asked = {"files": files, "main": "model.toml", "on": "2026-11-22", "known_on": KNOWN[1]}
    markets = api.post("markets", asked)
    assert markets.content == printed("markets", "model.toml", "--on", "2026-11-22", *KNOWN, example="model-bev")
    duty = api.post("duty", {**asked, "into": "EU"})
    assert duty.status_code == 200, duty.content
    chip = api.post("classify/chip", {"name": "NVIDIA H20 SXM", "on": "2025-06-01"})
    assert chip.content == printed("classify", "chip", "NVIDIA H20 SXM", "--on", "2025-06-01")
    assert api.post("classify/model", {"figures": {"training_ops": "2e25", "weights": "open"}}).status_code == 200
    with inside(EXAMPLES):
        assert (
            api.get("law?cite=15 CFR 791.303(b)").content == run("law", "15 CFR 791.303(b)", "--format", "json").raw
        )
    for path in ("facts?name=part", "permits?on=2026-11-22", "figures"):
        assert api.get(path).status_code == 200, path


def test_the_same_content_is_one_dossier_one_decision_one_record(api: Api) -> None:
    asked = {"files": files_of(SMALL), "title": "An app"}
    first, second = api.post("dossiers", asked), api.post("dossiers", asked)
    assert (first.status_code, second.status_code) == (201, 200), first.content
    assert first.json()["id"] == second.json()["id"]
    assert (Dossier.objects.count(), Decision.objects.count(), Record.objects.count()) == (1, 1, 1)
    place = first.headers["Location"]
    answer = api.get(f"{place}/answer")
    assert answer.content == printed("check", "dossier.toml")
    again = api.get(f"{place}/answer", **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert api.get("records/verify").json()["faults"] == []
    assert api.get("records/1").json()["about"]["answer"] == first.json()["decision"]["answer_sha256"]


def test_a_large_one_is_a_job(api: Api) -> None:
    from pratique.desk.worker import works

    found = api.post("dossiers", {"files": files_of(SMALL)}, Prefer="respond-async")
    assert found.status_code == 202
    job = f"jobs/{found.json()['id']}"
    assert found.headers["Location"] == f"/api/v1/{job}"
    assert api.get(job).json()["state"] == "waiting"
    works(until_idle=True)
    assert api.get(job).json()["state"] == "done"


def test_what_cannot_be_decided_says_every_finding_and_no_path(api: Api) -> None:
    broken = {
        "dossier.toml": 'title = "x"\n[[transactions]]\nact = "sail"\n[[vehicles]]\nboms = ["../../../etc/passwd"]\n'
    }
    for path in ("check", "dossiers"):
        found = api.post(path, {"files": broken})
        assert found.status_code == 422
        assert found.headers["Content-Type"] == "application/problem+json"
        assert found.json()["findings"]
        assert "/tmp" not in found.content.decode()
        assert "desk-" not in found.content.decode()
    assert Decision.objects.count() == 0


def test_a_list_is_read_by_a_cursor_that_stays_good(api: Api, team: Workspace) -> None:
    made = [Dossier.objects.create(workspace=team, title=str(each), main="x") for each in range(5)]
    first = api.get("dossiers?limit=2").json()
    Dossier.objects.create(workspace=team, title="new", main="x")
    second = api.get(f"dossiers?limit=2&cursor={first['next']}").json()
    told = [each["id"] for each in (*first["items"], *second["items"])]
    assert told == [each.pk for each in reversed(made)][:4]
    assert api.get("dossiers?cursor=x").status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("POST", "check", b"{", {}, 400),
        ("POST", "check", {"files": 3}, {}, 422),
        ("POST", "check", {"unknown": {}}, {}, 422),
        ("POST", "check", {"files": {}}, {}, 422),
        ("POST", "check", {"files": {"../x": ""}}, {}, 422),
        ("POST", "check", b"[" * 100_000, {}, 422),
        ("POST", "check", {}, {"Content-Type": "text/plain"}, 415),
        ("POST", "check", {}, {"Authorization": ""}, 401),
        ("POST", "check", {}, {"Authorization": "Bearer x"}, 401),
        ("DELETE", "check", None, {}, 405),
        ("GET", "nothing", None, {}, 404),
        ("GET", "/api", None, {}, 404),
        ("GET", "/api/v2/check", None, {}, 404),
        ("GET", "dossiers/999", None, {}, 404),
        ("GET", "jobs/999", None, {}, 404),
        ("GET", "records/999", None, {}, 404),
        ("GET", "law?on=never", None, {}, 422),
        ("GET", "law?on=", None, {}, 422),
        ("GET", "permits?on=", None, {}, 422),
        ("GET", "dossiers?limit=", None, {}, 400),
        ("GET", "records?cursor=", None, {}, 400),
        ("POST", "match/default", {"queries": {}}, {}, 404),
        ("DELETE", "hooks/null,null", None, {}, 404),
        ("POST", "bom", b"x", {"Content-Type": "multipart/form-data"}, 400),
        ("POST", "reconcile/x", b"x", {"Content-Type": "multipart/form-data"}, 400),
        ("PUT", "lists/empty.csv", b"", {"Content-Type": "application/octet-stream"}, 422),
        ("PUT", "lists/junk.csv", b"\x00\x01", {"Content-Type": "application/octet-stream"}, 422),
    ],
)
def test_whatever_goes_wrong_is_a_problem(
    api: Api, method: str, path: str, body: object, headers: dict[str, str], status: int
) -> None:
    found = api.ask(method, path, body, **headers)
    assert found.status_code == status, found.content
    assert found.headers["Content-Type"] == "application/problem+json"
    assert (found.json()["status"], bool(found.json()["title"])) == (status, True)


def test_a_list_that_cannot_be_read_is_refused_at_once_and_the_old_one_stands(api: Api, home: Path) -> None:
    for name in ("a.csv", "a.json", "a.xml"):
        found = api.ask("PUT", f"lists/{name}", b"junk", **{"Content-Type": "application/octet-stream"})
        assert found.status_code == 422, name
        assert str(home) not in found.content.decode()
        assert "/tmp" not in found.content.decode()
    assert api.get("lists").json() == []


def test_an_upload_that_is_refused_leaves_nothing_but_the_job_that_says_why(api: Api) -> None:
    from pratique.desk.models import Blob, DossierFile, Job

    broken = {"dossier.toml": 'title = "x"\n[[transactions]]\nact = "sail"\n'}
    for prefer in ("", "respond-async"):
        found = api.post("dossiers", {"files": broken}, Prefer=prefer)
        assert found.status_code == (202 if prefer else 422), found.content
    from pratique.desk.worker import works

    works(until_idle=True)
    assert (Dossier.objects.count(), DossierFile.objects.count(), Blob.objects.count()) == (0, 0, 0)
    assert [each.state for each in Job.objects.all()] == ["failed"]
    told = api.get("dossiers").json()
    assert told["items"] == []


def test_the_stored_answer_is_sent_as_it_is_kept_to_who_takes_it_packed(api: Api) -> None:
    import gzip

    place = api.post("dossiers", {"files": files_of(SMALL)}).headers["Location"]
    plain = api.get(f"{place}/answer")
    packed = api.get(f"{place}/answer", **{"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_defect_tells_its_kind_alone(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from pratique.desk.api import asked

    def broken(*_: object) -> None:
        raise RuntimeError("a secret of a file")

    monkeypatch.setattr(asked, "write_whole", broken)
    found = api.post("check", {"files": files_of(SMALL)})
    assert (found.status_code, "RuntimeError" in found.content.decode()) == (500, True)
    assert "secret" not in found.content.decode()


def test_a_token_does_what_it_may_until_it_may_no_longer(team: Workspace) -> None:
    reader = Api(team, "read")
    assert reader.get("dossiers").status_code == 200
    assert reader.post("dossiers", {"files": files_of(SMALL)}).status_code == 403
    assert Api(team, "work").get("dossiers").status_code == 403
    assert Api(team, expires=now() - timedelta(seconds=1)).get("dossiers").status_code == 401
    assert Api(team, revoked=now()).get("dossiers").status_code == 401
    reader_key = Client().get("/api/v1/dossiers", headers={"X-Api-Key": reader.told})
    assert reader_key.status_code == 200
    assert not Token.objects.filter(sha256=reader.told).exists()


def test_a_token_does_no_more_than_who_made_it_may_now(team: Workspace) -> None:
    from pratique.desk.models import Membership, Person

    person = Person.objects.create(login="li", name="A. Li")
    member = Membership.objects.create(person=person, workspace=team, role="work")
    api = Api(team, "read work", person=person)
    assert api.post("dossiers", {"files": files_of(SMALL)}).status_code == 201
    member.role = "read"
    member.save()
    assert api.get("dossiers").status_code == 200
    assert api.post("dossiers", {"files": files_of(SMALL)}).status_code == 403
    person.is_active = False
    person.save()
    assert api.get("dossiers").status_code == 401
    person.is_active = True
    person.save()
    member.delete()
    assert api.get("dossiers").status_code == 401


def test_where_signing_is_kept_apart_a_token_of_before_uploads_no_more_for_who_signs(team: Workspace) -> None:
    from pratique.desk.models import Membership, Person

    person = Person.objects.create(login="li", name="A. Li")
    Membership.objects.create(person=person, workspace=team, role="counsel")
    api = Api(team, "read work", person=person)
    assert api.post("dossiers", {"files": files_of(SMALL)}).status_code == 201
    team.apart = True
    team.save()
    assert api.get("dossiers").status_code == 200
    assert api.post("dossiers", {"files": files_of("aurora")}).status_code == 403


def test_a_nul_in_what_is_sent_is_no_defect(api: Api) -> None:
    files = {name: text.replace('title = "', 'title = "a\\u0000', 1) for name, text in files_of(SMALL).items()}
    assert any("\\u0000" in text for text in files.values())
    for where in ("check", "dossiers"):
        assert api.post(where, {"files": files}).status_code < 500


def test_too_many_requests_wait(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from pratique.desk.api import endpoints

    monkeypatch.setattr(endpoints, "RATE", 3.0)
    monkeypatch.setattr(endpoints, "PER_SECONDS", 600.0)
    monkeypatch.setattr(endpoints, "_left", {})
    found = [api.get("dossiers") for _ in range(4)]
    assert [each.status_code for each in found] == [200, 200, 200, 429]
    assert int(found[-1].headers["Retry-After"]) > 0


def test_nothing_of_another_workspace_is_seen(team: Workspace) -> None:
    mine, other = Api(team), Api(Workspace.objects.create(name="Other"))
    place = mine.post("dossiers", {"files": files_of(SMALL)}).headers["Location"]
    for path in (place, f"{place}/answer", "records/1", "jobs/1"):
        assert other.get(path).status_code == 404
    assert other.get("dossiers").json()["items"] == []
    assert other.post("dossiers", {"files": files_of(SMALL)}).status_code == 201


def test_the_description_is_openapi_and_names_every_address(team: Workspace) -> None:
    from pratique.desk.api.urls import ENDPOINTS

    told = Client().get("/api/v1/openapi.json")
    document = json.loads(told.content)
    assert document["openapi"] == "3.1.0"
    assert sum(map(len, document["paths"].values())) == len(ENDPOINTS)
    jsonschema = pytest.importorskip("jsonschema_rs")
    for name, schema in document["components"]["schemas"].items():
        jsonschema.validator_for({**schema, "components": document["components"]}), name


@pytest.mark.parametrize("scopes", ["", "read", "read work"])
def test_every_address_asks_for_a_token_and_its_scope(team: Workspace, scopes: str) -> None:
    from pratique.desk.api.urls import ENDPOINTS

    api, nobody = Api(team, scopes), Client(raise_request_exception=False)
    for each in ENDPOINTS:
        path = each.path
        for part in ("int:number", "str:dataset", "str:name", "str:what", "uuid:token"):
            path = path.replace(f"<{part}>", "00000000-0000-0000-0000-000000000001" if part == "uuid:token" else "1")
        assert nobody.generic(each.method, f"/api/v1/{path}").status_code == 401, each
        found = api.ask(each.method, path, b"")
        assert (found.status_code == 403) == (each.needs not in scopes.split()), (each, found.content)
        assert found.status_code < 500, (each, found.content)


CAP = "source,_id,type,name\nForeign Financial Institutions (CAP) - Treasury Department,1,Entity,Harbour Bank\n"


def test_the_day_of_a_list_is_said_when_it_is_kept_and_goes_with_it(api: Api) -> None:
    """A list that states no day calls nobody absent, unless whoever brings it says from when it is."""
    kind = {"Content-Type": "text/csv"}
    asked = {"names": [{"name": "Quite Another Company"}], "dataset": "cap"}

    def told() -> tuple[object, str, str]:
        (listed,) = api.get("lists").json()
        (state,) = api.get("lists/cap.csv?on=2026-11-30").json()
        (one,) = api.post("screen", asked).json()
        assert state["as_of"] == listed["as_of"]
        return listed["as_of"], one["status"], state["state"]

    assert api.ask("PUT", "lists/cap.csv?as_of=soon", CAP.encode(), **kind).status_code == 422
    assert api.ask("PUT", "lists/cap.csv?as_of=2026-11-20", CAP.encode(), **kind).json()["as_of"] == "2026-11-20"
    assert told() == ("2026-11-20", "not listed", "counts; nobody says until when")
    assert api.ask("PUT", "lists/cap.csv", CAP.encode(), **kind).status_code == 200
    assert told() == (None, "unknown", "not complete: nobody is called absent from it")
    assert api.get("lists/other").status_code == 404
    files = {"cap.csv": CAP, "stakes.csv": "kind,subject,holder,share,name\nparty,s,,,Sub AG\nvotes,s,Otto Ott,100\n"}
    owners = {"files": files, "names": [{"name": "Sub AG"}], "on": "2026-11-30"}
    for name, outcome in (("cap.csv", "unknown"), ("cap.csv@2026-11-20", "not listed")):
        (one,) = api.post("screen-owners", {**owners, "lists": [name]}).json()
        assert one["outcomes"][0]["status"] == outcome


def test_owners_are_screened_as_the_command_does(api: Api, tmp_path: Path) -> None:
    listed = (
        'source,_id,type,name,alt_names,addresses,ids\nList (OWN),1,Entity,Orion Marine Services Ltd,,,"LEI, 5299"\n'
    )
    stakes = "kind,subject,holder,share,name\nparty,s,,,Harmless Sub AG\n"
    stakes += "party,o,,,Orion Marine Services Ltd\nvotes,s,o,60\n"
    files = {"own.csv": listed, "stakes.csv": stakes}
    asked = {"files": files, "names": [{"name": "Harmless Sub AG"}], "lists": ["own.csv"], "on": "2026-06-01"}
    found = api.post("screen-owners", asked)
    assert found.status_code == 200, found.content[:500]
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    options = ("--name", "Harmless Sub AG", "--list", "own.csv", "--registry", "stakes.csv", "--on", "2026-06-01")
    with inside(tmp_path):
        assert found.content == run("screen", *options, "--format", "json").raw
    (one,) = json.loads(found.content)
    assert [each["list"] for each in one["outcomes"]] == ["OWN", "owners"]
    assert one["status"] == "unknown"
    assert api.post("screen-owners", {**asked, "lists": ["no.csv"]}).status_code == 422
    assert api.post("screen-owners", {**asked, "lists": list(files)}).status_code == 422
