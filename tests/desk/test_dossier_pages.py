"""Uploading, the verdict, answers, papers: what is refused stores nothing, what is shown was stored."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import pratique
from pratique.desk.models import Decision, Dossier, DossierFile, Reply
from pratique.desk.urls import ROUTES
from pratique.files.outward import is_harmless
from tests.desk.conftest import EXAMPLES, after_work, client_of, files_of, person_in, uploaded
from tests.desk.test_access import address
from tests.running import invoked

pytestmark = pytest.mark.django_db
BILL = (
    b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, '
    b'"components": [{"type": "application", "name": "app", "version": "1"}]}'
)
QUESTION = {"act": "sale", "role": "manufacturer", "into": "US", "day": "2027-02-15", "model_year": "2027"}


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_a_bill_with_its_question_is_what_the_command_line_says(worker: Client, tmp_path: Path) -> None:
    answered = worker.post("/dossiers/new", {**QUESTION, "files": [SimpleUploadedFile("bom.cdx.json", BILL)]})
    assert answered.status_code == 302, text(answered)
    (decision,) = Decision.objects.all()
    page = text(worker.get(answered.headers["Location"]))
    assert f"{decision.best} .. {decision.worst}" in page or decision.best in page
    (tmp_path / "bom.cdx.json").write_bytes(BILL)
    from pratique.usecases.questions import BesideFiles, questions

    beside = BesideFiles({k: v for k, v in QUESTION.items() if k != "day"})
    asked = questions([str(tmp_path / "bom.cdx.json")], beside, stdin=bytes)
    from datetime import date

    said = pratique.check(asked.dossiers[0], on=date(2027, 2, 15))
    assert (said.verdict.best, said.verdict.worst) == (decision.best, decision.worst)
    assert len(said.open_facts) == decision.open_facts


@pytest.mark.parametrize("example", ["aurora", "shanghai-app"])
def test_the_stored_answer_is_that_of_check_byte_for_byte(
    worker: Client, example: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = uploaded(worker, example)
    stored = worker.get(f"/dossiers/{key}/answer.json").content
    monkeypatch.chdir(EXAMPLES / example)
    assert stored == pratique.check("dossier.toml").to_json()


def test_what_cannot_be_read_is_told_with_file_and_line_and_stores_nothing(worker: Client) -> None:
    files = [SimpleUploadedFile("dossier.toml", b'title = "x"\n[[transactions]]\nact = "sale"\ninto = "Narnia"\n')]
    answered = worker.post("/dossiers/new", {"files": files})
    assert answered.status_code == 422
    assert "dossier.toml" in text(answered)
    assert "<title>Error:" in text(answered)
    assert "/tmp" not in text(answered).replace("href", "")
    assert (Dossier.objects.count(), Decision.objects.count(), DossierFile.objects.count()) == (0, 0, 0)


def test_files_of_a_refused_form_are_kept_for_the_next_try_and_only_by_seal(worker: Client) -> None:
    from django.core import signing

    first = worker.post(
        "/dossiers/new", {**QUESTION, "into": "", "files": [SimpleUploadedFile("bom.cdx.json", BILL)]}
    )
    assert first.status_code == 422
    assert "Kept from before" in text(first)
    seal = text(first).partition('name="kept" value="')[2].partition('"')[0]
    assert worker.post("/dossiers/new", {**QUESTION, "kept": seal + "x"}).status_code == 422
    forged = signing.dumps({"bom.cdx.json": "0" * 64}, salt="another")
    assert worker.post("/dossiers/new", {**QUESTION, "kept": forged}).status_code == 422
    assert worker.post("/dossiers/new", {**QUESTION, "kept": seal}).status_code == 302


@pytest.mark.parametrize("name", ["../../etc/passwd.cdx.json", "..\\..\\bom.cdx.json", "/abs/bom.cdx.json"])
def test_a_name_never_leaves_the_dossier(worker: Client, name: str) -> None:
    answered = worker.post("/dossiers/new", {**QUESTION, "files": [SimpleUploadedFile(name, BILL)]})
    assert answered.status_code == 302, text(answered)
    assert all("/" not in each.name and "\\" not in each.name for each in DossierFile.objects.all())


def test_a_dossier_that_names_a_file_that_was_not_sent_tells_no_path_of_the_server(worker: Client) -> None:
    for boms in ("aurora.cdx.json", "../../../etc/passwd"):
        data = (EXAMPLES / "aurora" / "dossier.toml").read_text("utf-8").replace("aurora.cdx.json", boms)
        answered = worker.post("/dossiers/new", {"files": [SimpleUploadedFile("dossier.toml", data.encode())]})
        assert answered.status_code == 422
        for secret in ("/tmp/", "desk-", "site-packages", str(EXAMPLES)):
            assert secret not in text(answered), secret


def answer(client: Client, key: int, value: str = "no", **more: str) -> object:
    question = Dossier.objects.get(pk=key).decisions.order_by("-id")[0].next_question
    given = {"fact": question["fact"], "entity": question["entity"] or "", "value": value, "source": "mail", **more}
    return client.post(f"/dossiers/{key}/questions/next", given)


def test_an_answer_is_kept_decided_on_and_told_by_lines(worker: Client) -> None:
    key = uploaded(worker, "aurora")
    before = Decision.objects.get()
    answered = answer(worker, key)
    assert answered.status_code == 302  # type: ignore[attr-defined]
    assert Reply.objects.count() == 1
    after = Decision.objects.order_by("-id")[0]
    assert after.pk != before.pk
    assert after.open_facts < before.open_facts
    assert "facts are open" in text(worker.get(f"/dossiers/{key}"))


@pytest.mark.parametrize("given", [{"value": ""}, {"value": "perhaps"}, {"source": ""}, {"value": "?", "reason": ""}])
def test_an_answer_that_does_not_fit_is_told_and_kept_nowhere(worker: Client, given: dict[str, str]) -> None:
    key = uploaded(worker, "aurora")
    answered = answer(worker, key, **{"value": "no", **given})
    assert answered.status_code == 422  # type: ignore[attr-defined]
    assert Reply.objects.count() == 0
    assert Decision.objects.count() == 1


def test_of_two_who_answer_at_once_one_is_told_and_both_are_kept(workspace: object) -> None:
    one, other = (client_of(person_in(workspace, "work", name)) for name in ("one", "other"))
    key = uploaded(one, "aurora")
    question = Decision.objects.get().next_question
    given = {"fact": question["fact"], "entity": question["entity"] or "", "source": "mail"}
    assert one.post(f"/dossiers/{key}/questions/next", {**given, "value": "no"}).status_code == 302
    late = other.post(f"/dossiers/{key}/questions/next", {**given, "value": "yes"})
    assert late.status_code == 409
    assert "answered it at" in text(late)
    assert sorted(Reply.objects.values_list("waits", flat=True)) == [False, True]
    decided = Dossier.objects.get(pk=key).decisions.order_by("-id")[0]
    assert decided.worst == "prohibited"


def test_an_answer_is_taken_back_and_the_verdict_is_that_of_before(worker: Client) -> None:
    key = uploaded(worker, "aurora")
    before = Decision.objects.get()
    answer(worker, key)
    mark = Reply.objects.get().mark
    refused = worker.post(f"/dossiers/{key}/answers", {"mark": mark})
    assert refused.status_code == 302
    assert Reply.objects.count() == 1, "without a reason nothing is taken back"
    worker.post(f"/dossiers/{key}/answers", {"mark": mark, "reason": "wrong supplier"})
    now = Dossier.objects.get(pk=key).decisions.order_by("-id")[0]
    assert (now.best, now.worst) == (before.best, before.worst)
    page = text(worker.get(f"/dossiers/{key}/answers"))
    assert "wrong supplier" in page
    assert "taken back by" in page


def test_the_pack_is_that_of_the_command_byte_for_byte(worker: Client, tmp_path: Path) -> None:
    from pratique.cli import commands

    key = uploaded(worker, "aurora")
    answer(worker, key)
    packed = after_work(worker, worker.post(f"/dossiers/{key}/papers", {"do": "draft"}))
    pack = zipfile.ZipFile(io.BytesIO(packed.content))
    source = zipfile.ZipFile(io.BytesIO(worker.get(f"/dossiers/{key}/source.zip").content))
    source.extractall(tmp_path / "dossier")
    here = str(tmp_path / "dossier" / "dossier.toml")
    ran = invoked(commands, ["declare", here, "--draft", "-o", str(tmp_path / "pack")], standalone_mode=False)
    assert ran.exception is None, ran.output
    written = {each.name: each.read_bytes() for each in (tmp_path / "pack").rglob("*") if each.is_file()}
    assert {name: pack.read(name) for name in pack.namelist()} == written


def test_looking_never_decides(worker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    key = uploaded(worker, "aurora")
    import pratique.deciding.decision as deciding

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a page that was looked at decided")

    monkeypatch.setattr(deciding, "decided", never)
    for name in ("ask", "questionnaire", "given"):
        monkeypatch.setattr(f"pratique.usecases.missing.{name}.decided", never)
    monkeypatch.setattr("pratique.usecases.check.decided", never)
    monkeypatch.setattr("pratique.usecases.papers.declare.decided", never)
    for route in ROUTES:
        if route.get in ("read", "work"):
            assert worker.get(address(route.path, key)).status_code in (200, 302, 404), route.name
    assert Decision.objects.count() == 1


def test_the_same_content_twice_is_one_decision(worker: Client) -> None:
    key = uploaded(worker)
    for _ in range(3):
        assert worker.post(f"/dossiers/{key}/decide").status_code == 302
    assert Decision.objects.count() == 1


LEFT_OUT = (
    "answer-file",
    "download",
    "dossier-source",
    "dossiers-csv",
    "law",
    "law-cite",
    "records",
    "questionnaires",
)
HOSTILE = (
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "\u202egnp.exe", "a\x1b[2Jb"),
    *("\x1b]8;;http://evil.invalid\x1b\\y", "\x9b31m\x84\x9d0;t\x9c", "</title><script>alert(1)</script>"),
    *("&#x202e;&lt;script&gt;", "\u2066x\u2069\u200b\ufeff\U000e0041", "' onmouseover=alert(1) x='", "{% x %}"),
    *("\u2028\u2029", "\uff1dcmd|' /C calc'!A0", "../../x", "[x](javascript:alert(1))"),
)


@pytest.mark.parametrize("evil", HOSTILE)
def test_what_an_input_says_is_shown_and_does_nothing(worker: Client, evil: str) -> None:
    import json

    data = json.dumps(
        {
            "title": f"T {evil}",
            "parties": [{"id": "p", "name": f"P {evil}"}],
            "vehicles": [
                {
                    "id": "v",
                    "name": f"V {evil}",
                    "parts": [{"ref": "a", "name": f"N {evil}", "kind": "software", "sources": [{"party": "p"}]}],
                }
            ],
            "transactions": [
                {"id": "t", "act": "sale", "role": "manufacturer", "date": "2027-02-15", "into": "US", "vehicle": "v"}
            ],
        }
    ).encode()
    answered = worker.post("/dossiers/new", {"files": [SimpleUploadedFile("dossier.json", data)]})
    if answered.status_code != 302:
        pages = [text(answered)]
    else:
        key = int(answered.headers["Location"].rpartition("/")[2])
        pages = [text(worker.get(address(r.path, key))) for r in ROUTES if r.get == "read" and r.name not in LEFT_OUT]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "49" not in page.partition("T ")[2][:12]
        assert "' onmouseover" not in page
        assert "&#x202e" not in page
        assert '="javascript:' not in page.replace("'", '"')
        assert sorted({ch for ch in set(page) if ch not in "\r\n\t" and not is_harmless(ch)}) == []


def test_every_answer_carries_the_headers_and_no_form_goes_without_its_token(
    worker: Client, workspace: object
) -> None:
    from pratique.desk.headers import HEADERS

    for where in ("/", "/login", "/nowhere", "/dossiers", "/static/desk.css"):
        response = worker.get(where)
        for name in HEADERS:
            assert name in response.headers, (where, name)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = worker.cookies
    for route in ROUTES:
        if route.post is not None:
            assert strict.post(address(route.path, 1)).status_code == 403, route.name
    page = strict.get("/dossiers/new").content.decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    evil = strict.post("/dossiers/new", {"csrfmiddlewaretoken": token}, headers={"Origin": "https://evil.example"})
    assert evil.status_code == 403


def test_files_are_downloaded_never_shown(worker: Client) -> None:
    key = uploaded(worker)
    row = DossierFile.objects.get(dossier_id=key)
    response = worker.get(f"/dossiers/{key}/evidence/{row.pk}")
    assert response.content == files_of("shanghai-app")[0].read()  # type: ignore[attr-defined]
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("example", ["tyre-sensor", "holding", "aurora"])
def test_no_page_holds_a_style_that_its_policy_refuses(worker: Client, example: str) -> None:
    """A picture whose looks stand in a style is black boxes on a page that allows none."""
    key = uploaded(worker, example)
    drawn = 0
    for each in ("", "/ownership", "/parts", "/questions", "/answers", "/dates", "/papers", "/evidence", "/options"):
        page = worker.get(f"/dossiers/{key}{each}").content.decode()
        assert "<style" not in page, each
        assert " style=" not in page, each
        drawn += page.count("<svg")
    assert drawn > 0 or example != "tyre-sensor"
