"""Clients of others, written from their specifications: yente, OpenRefine, Dependency-Track."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pratique.desk.models import Decision, Workspace
from tests.desk.api import Api

pytestmark = pytest.mark.django_db
LIST = (
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,dataset,first_seen,"
    "last_seen,last_change\n"
    "e1,Company,Northwind Telematics Ltd,,,cn,,,,,,test,2026-01-01,2026-01-01,2026-01-01\n"
    "e2,Person,Ada Lovelace,,,gb,,,,,,test,2026-01-01,2026-01-01,2026-01-01\n"
)


@pytest.fixture
def api(home: Path) -> Api:
    made = Api(Workspace.objects.create(name="Compliance"))
    kept = made.ask("PUT", "lists/test.csv", LIST.encode(), **{"Content-Type": "text/csv"})
    assert kept.status_code == 200, kept.content
    return made


@pytest.mark.parametrize("place", ["/match/test", "/api/v1/match/default"])
def test_a_client_of_yente(api: Api, place: str) -> None:
    queries = {
        "q1": {"schema": "Company", "properties": {"name": ["Northwind Telematics Limited"], "country": ["cn"]}},
        "q2": {"schema": "Person", "properties": {"name": ["Ada Loveless"]}},
    }
    found = api.post(f"{place}?limit=5&threshold=0.95", {"weights": {}, "queries": queries})
    assert found.status_code == 200, found.content
    answers = found.json()["responses"]
    assert set(answers) == {"q1", "q2"}
    first = answers["q1"]["results"][0]
    assert (first["caption"], first["schema"], first["match"]) == ("Northwind Telematics Ltd", "Organization", True)
    assert answers["q2"]["results"][0]["match"] is False, "below the threshold it is told all the same"
    for each in answers.values():
        scores = [one["score"] for one in each["results"]]
        assert scores == sorted(scores, reverse=True)
        assert each["total"]["value"] >= len(scores)
    cut = api.post(f"{place}?cutoff=1", {"queries": queries}).json()["responses"]["q2"]
    assert (cut["results"], cut["total"]["value"] > 0) == ([], True)
    assert api.post("/match/nothing", {"queries": queries}).status_code == 404
    assert api.post(f"{place}?limit=x", {"queries": queries}).status_code == 400


def test_a_client_of_openrefine(api: Api) -> None:
    place = f"/api/v1/reconcile/test?api_key={api.told}"
    manifest = Client().get(place)
    told = manifest.json()
    assert told["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace", "defaultTypes"} <= set(told)
    assert manifest.headers["Access-Control-Allow-Origin"] == "*"
    assert Client().options(place).status_code == 204
    queries = {"q0": {"query": "Northwind Telematics", "type": "Organization", "limit": 3},
               "q1": {"query": "Lovelace", "properties": [{"pid": "country", "v": "GB"}]}}  # fmt: skip
    form = urlencode({"queries": json.dumps(queries)})
    answered = Client().post(place, form, content_type="application/x-www-form-urlencoded")
    assert answered.status_code == 200, answered.content
    found = answered.json()
    assert found["q0"]["result"][0]["name"] == "Northwind Telematics Ltd"
    assert found["q1"]["result"][0]["match"] is False
    for each in found.values():
        assert [one["score"] for one in each["result"]] == sorted(
            (one["score"] for one in each["result"]), reverse=True
        )
        assert all({"id", "name", "type", "score", "match"} <= set(one) for one in each["result"])
    suggest = told["suggest"]["entity"]
    named = Client().get(suggest["service_url"] + suggest["service_path"] + "&prefix=Northwind")
    assert named.json()["result"][0]["name"] == "Northwind Telematics Ltd"
    for what in ("type", "property"):
        one = told["suggest"][what]
        assert Client().get(one["service_url"] + one["service_path"] + "&prefix=").json()["result"]
    assert Client().post(place, "queries={", content_type="application/x-www-form-urlencoded").status_code == 400


BOM = json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [
    {"type": "device", "name": "modem", "version": "4.2", "bom-ref": "modem"}]}).encode()  # fmt: skip


def test_a_client_of_dependency_track(api: Api) -> None:
    tags = [{"name": each} for each in ("act:sale", "into:US", "role:manufacturer", "date:2026-11-28")]
    asked = {
        "projectName": "Aurora", "projectVersion": "5", "autoCreate": True, "projectTags": tags,
        "bom": base64.b64encode(BOM).decode(),
    }  # fmt: skip
    key = {"Authorization": "", "X-Api-Key": api.told}
    put = api.ask("PUT", "bom", asked, **key)
    assert put.status_code == 200, put.content
    token = put.json()["token"]
    state = api.get(f"bom/token/{token}", **key).json()
    assert state["processing"] is False, state
    assert "failed" not in state, state
    assert Decision.objects.count() == 1
    assert api.ask("PUT", "bom", asked, **key).json()["token"] == token, "the same bill is the same upload"
    other = SimpleUploadedFile("bom.json", BOM.replace(b"4.2", b"4.3"), "application/json")
    form = {"projectName": "Aurora", "projectVersion": "5", "autoCreate": "true", "bom": other}
    post = Client().post("/api/v1/bom", form, headers={"X-Api-Key": api.told})
    assert post.status_code == 200, post.content
    assert post.json()["token"] != token
    assert Decision.objects.count() == 2
    assert api.get("dossiers").json()["items"][0]["revision"] == 2


def test_an_upload_that_fails_does_not_say_that_it_went_well(api: Api) -> None:
    new = {"projectName": "x", "projectVersion": "1", "bom": base64.b64encode(BOM).decode()}
    assert api.ask("PUT", "bom", new).status_code == 404
    assert api.ask("PUT", "bom", {**new, "autoCreate": True}).status_code == 422
    tags = [{"name": each} for each in ("act:sale", "into:US", "date:2026-11-28")]
    bad = {**new, "autoCreate": True, "projectTags": tags, "bom": base64.b64encode(b"{}").decode()}
    told = api.ask("PUT", "bom", bad)
    failed = api.get(f"bom/token/{told.json()['token']}").json()
    assert failed["processing"] is False
    assert "bom.cdx.json" in failed["failed"]
    assert api.ask("PUT", "bom", {**new, "bom": "%%%"}).status_code == 422


NUMBERED = (
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,dataset,first_seen,"
    "last_seen,last_change\n"
    "e1,Company,Northwind Telematics Ltd,,,cn,,5493001KJTIIGC8Y1R12,,,,test,2026-01-01,2026-01-01,2026-01-01\n"
    "e2,Person,Aleksandr Zacharov,,1965-03-01,ru,,,,,,test,2026-01-01,2026-01-01,2026-01-01\n"
)


@pytest.fixture
def numbered(api: Api) -> Api:
    kept = api.ask("PUT", "lists/test.csv", NUMBERED.encode(), **{"Content-Type": "text/csv"})
    assert kept.status_code == 200, kept.content
    return api


@pytest.mark.parametrize(
    ("schema", "properties", "entry"),
    [
        ("Person", {"firstName": ["Aleksandr"], "lastName": ["Zacharov"], "birthDate": ["1965"]}, "e2"),
        ("Person", {"name": "Alexander ZAKHAROV", "country": "Russia", "birthDate": "1965"}, "e2"),
        ("Person", {"name": ["Aleksandr Zacharov"], "nationality": ["ru", "suhh"],
                    "addressEntity": [{"id": "a"}]}, "e2"),
        ("Company", {"name": ["Northwind Telematics"], "jurisdiction": ["cn"],
                     "registrationNumber": ["84BA99810"]}, "e1"),
        ("Company", {"name": ["Quite Another Name BV"], "leiCode": ["5493001KJTIIGC8Y1R12"]}, "e1"),
        ("LegalEntity", {"name": ["Northwind Telematics"], "topics": None}, "e1"),
    ],
)  # fmt: skip
def test_the_queries_that_clients_of_yente_send_are_understood(
    numbered: Api, schema: str, properties: dict[str, object], entry: str
) -> None:
    asked = {
        "weights": {},
        "config": {},
        "queries": {"q": {"id": "my-1", "schema": schema, "properties": properties}},
    }
    headers = {"Authorization": f"ApiKey {numbered.told}"}
    found = numbered.post("/match/default?algorithm=best&limit=5&threshold=0.7", asked, **headers)
    assert found.status_code == 200, found.content
    answer = found.json()["responses"]["q"]
    assert [each["id"] for each in answer["results"]][:1] == [f"OS-{entry}"], answer
    first = answer["results"][0]
    assert {"id", "caption", "schema", "properties", "datasets", "referents", "target", "first_seen", "last_seen",
            "last_change", "score", "match", "explanations"} <= set(first)  # fmt: skip
    for values in first["properties"].values():
        assert isinstance(values, list)
    for each in first["explanations"].values():
        assert isinstance(each["score"], float)
        assert isinstance(each["detail"], str)
    assert answer["query"]["id"] == "my-1"
    assert all(isinstance(values, list) for values in answer["query"]["properties"].values())


def test_what_a_client_of_yente_includes_and_leaves_out(numbered: Api) -> None:
    asked = {"queries": {"q": {"schema": "Company", "properties": {"name": ["Northwind Telematics"]}}}}

    def told(more: str) -> list[str]:
        found = numbered.post(f"/match/default?{more}", asked).json()["responses"]["q"]
        assert found["total"]["value"] == len(found["results"])
        return [each["id"] for each in found["results"] if each["match"]]

    assert told("include_dataset=OS") == ["OS-e1"]
    assert told("include_dataset=other") == told("exclude_dataset=OS") == told("exclude_entity_ids=OS-e1") == []
    assert numbered.post("/match/default", {"queries": {"q": {"schema": "xxx", "properties": {}}}}).status_code == 400
    assert numbered.post("/match/default", {"queries": {"q": {"properties": {"country": "cn"}}}}).status_code == 422


@pytest.mark.parametrize("place", ["/reconcile/test", "/api/v1/reconcile/default"])
def test_the_queries_that_openrefine_sends_are_understood(numbered: Api, place: str) -> None:
    queries = {
        "q0": {"query": "Quite Another Name", "type": "Organization", "type_strict": "should", "limit": None,
               "properties": [{"p": "leiCode", "pid": "leiCode", "v": "5493001KJTIIGC8Y1R12"}]},
        "q1": {"query": "Zacharov Aleksandr", "properties": [
            {"pid": "Thing:country", "v": {"id": "ru", "name": "Russia"}}, {"pid": "birthDate", "v": 1965}]},
        "q2": {"query": "", "properties": None},
        "q3": {"properties": [{"pid": "name", "v": ["Northwind Telematics", {"name": "Northwind"}]}], "limit": 1},
    }  # fmt: skip
    where = f"{place}?api_key={numbered.told}"
    form = urlencode({"queries": json.dumps(queries)})
    answered = Client().post(where, form, content_type="application/x-www-form-urlencoded; charset=UTF-8")
    assert answered.status_code == 200, answered.content
    found = {key: [one["id"] for one in each["result"]][:1] for key, each in answered.json().items()}
    assert found == {"q0": ["OS-e1"], "q1": ["OS-e2"], "q2": [], "q3": ["OS-e1"]}
    assert Client().get(where).json()["suggest"]["entity"]["service_url"].endswith(place)


XML = b"""<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><components>
<component type="device" bom-ref="modem"><name>modem</name><version>4.2</version></component></components></bom>"""


def test_the_calls_of_the_github_action_and_of_the_jenkins_plugin(api: Api) -> None:
    headers = {"X-Api-Key": api.told}
    action = {
        "bom": SimpleUploadedFile("bom", XML, "application/octet-stream"), "projectName": "Aurora",
        "projectVersion": "main", "autoCreate": "true", "projectTags": "act:sale,into:US,date:2026-11-28",
        "isLatest": "true", "parentName": "cars", "parentVersion": "1",
    }  # fmt: skip
    made = Client().post("/api/v1/bom", action, headers=headers)
    assert made.status_code == 200, made.content
    told = made.json()
    state = api.get(f"event/token/{told['token']}").json()
    assert state == {"processing": False, "dossier": state["dossier"]}, "an XML bill is read as one"
    large = XML.decode().replace("</components>", "<!--" + " " * 3 * 1024**2 + "--></components>")
    field = {"project": told["projectUuid"], "bom": large, "isLatest": "true"}  # a field, no file
    again = Client().post("/api/v1/bom", field, headers=headers)
    assert again.status_code == 200, again.content
    assert again.json()["token"] != told["token"]
    other = {"project": told["projectUuid"], "bom": BOM.decode()}
    refused = Client().post("/api/v1/bom", other, headers=headers)
    assert refused.status_code == 422, "two bills of one project would both count"
    assert "xml" in refused.json()["detail"]
