"""What is worked out when a form asks for it, and read by pages from then on."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pratique.desk.models import Job, Record
from tests.desk.conftest import after_work, client_of, person_in, uploaded

pytestmark = pytest.mark.django_db


def test_days_changes_and_papers_are_worked_out_once_and_shown(worker: Client) -> None:
    key = uploaded(worker, "shanghai-app")
    for where, given, says in (
        ("dates", {"start": "2026-01-01", "end": "2028-12-31"}, "By model year"),
        ("what-if", {}, "smallest changes"),
        ("pending", {}, "Pending law"),
        ("papers", {"do": "check"}, "The form"),
        ("papers", {"do": "check", "paper": "specific"}, "The form"),
    ):
        for _ in range(2):
            page = after_work(worker, worker.post(f"/dossiers/{key}/{where}", given))
        assert says in page.content.decode(), where  # type: ignore[attr-defined]
    assert sorted(Job.objects.values_list("kind", flat=True)) == ["papers", "papers", "pending", "what-if", "when"]
    assert worker.get(f"/dossiers/{key}/dates.ics").content.startswith(b"BEGIN:VCALENDAR")


def test_a_model_is_asked_of_every_market_and_a_bulletin_is_read(worker: Client) -> None:
    page = after_work(worker, worker.post("/markets", {"example": "1"}))
    assert "Duty at entry" in page.content.decode()  # type: ignore[attr-defined]
    asked = {"example": "1", "into": "EU,GB", "values": "28000EUR", "vat": "EU=19, GB=20", "rates": "GBP=1.15"}
    page = after_work(worker, worker.post("/markets", asked))
    assert "Landed cost" in page.content.decode()  # type: ignore[attr-defined]
    job = Job.objects.get(kind="compared")
    assert b"EU" in worker.get(f"/markets/compared/{job.pk}", {"form": "csv"}).content
    drawing = worker.get(f"/markets/compared/{job.pk}", {"form": "svg"}).content
    assert drawing.startswith(b"<svg")
    assert drawing in page.content  # type: ignore[attr-defined]
    assert worker.post("/markets", {}).status_code == 422
    text = SimpleUploadedFile("bulletin.txt", b"China exported 1.2 million cars in October 2026, CAAM said.")
    read = after_work(worker, worker.post("/figures", {"bulletin": text}))
    assert "bulletin.txt" in read.content.decode()  # type: ignore[attr-defined]


def test_a_model_is_stated_without_a_file_or_many_in_a_table(worker: Client) -> None:
    """What the command takes the page takes: a model in words, a table with a row a model; never both at once."""
    van = {"code": "8704 60", "origin": "CN", "powertrain": "BEV", "maker": "SAIC Maxus", "name": "City Van"}
    told = after_work(worker, worker.post("/markets", van)).content.decode()  # type: ignore[attr-defined]
    assert "City Van" in told
    assert "Duty at entry" in told
    rows = "Model,Maker,Drive,Built in,HS\nVan,SAIC Maxus,BEV,CN,8704 60\nBus,Yutong,BEV,CN,8702 40\n"
    table = SimpleUploadedFile("fleet.csv", rows.encode())
    told = after_work(worker, worker.post("/markets", {"model": table, "into": "EU,GB"})).content.decode()  # type: ignore[attr-defined]
    assert "Van" in told
    assert "Bus" in told
    table.seek(0)
    both = worker.post("/markets", van | {"model": table})
    assert both.status_code == 422
    assert "not both" in both.content.decode()
    assert 'value="8704 60"' in both.content.decode(), "what was typed stays"


def test_people_tokens_and_rules_leave_a_record_and_the_last_administrator_stays(workspace: object) -> None:
    from pratique.desk.models import Membership, Token

    client = client_of(person_in(workspace, "administer"))
    given = {"do": "person", "name": "A. Li", "login": "li", "password": "a calm sentence", "role": "counsel"}
    assert client.post("/admin", given).status_code == 302
    told = client.post("/admin", {"do": "token", "name": "ci", "days": "30", "scopes": "read"})
    assert "it is not shown again" in told.content.decode()
    assert Token.objects.get(purpose="api").scopes == "read"
    assert client.post("/admin", {"do": "rules", "retention_years": "9"}).status_code == 422
    assert client.post("/admin", {"do": "rules", "retention_years": "12", "apart": "1"}).status_code == 302
    last = Membership.objects.get(role="administer")
    assert client.post("/admin", {"do": "role", "member": str(last.pk), "role": "read"}).status_code == 422
    assert sorted(Record.objects.values_list("kind", flat=True)) == ["policy", "role", "token"]


def test_a_series_is_drawn_and_listed_and_any_other_word_is_no_defect(worker: Client) -> None:
    page = worker.get("/figures", {"series": "exports:nev:CN"}).content.decode()
    assert "<svg" in page
    assert '<option value="exports:nev:CN" selected>' in page
    assert "<td>vehicles</td>" in page
    for odd in ("exports", "exports:nev:nowhere", ":::", "a:b:c:d", "<b>:x:y", "growth_contribution"):
        answered = worker.get("/figures", {"series": odd})
        assert answered.status_code == 200, odd
        assert "<svg" not in answered.content.decode(), odd


def test_a_bulletin_has_the_day_that_it_is_given(worker: Client) -> None:
    text = SimpleUploadedFile("undated.txt", b"China exported 1.2 million cars in October, CAAM said.")
    asked = worker.post("/figures", {"bulletin": text, "published": "2026-11-12"})
    assert "2026-10" in after_work(worker, asked).content.decode()  # type: ignore[attr-defined]
    text = SimpleUploadedFile("undated.txt", b"China exported 1.2 million cars in October, CAAM said.")
    refused = worker.post("/figures", {"bulletin": text, "published": "12/11/2026"})
    assert refused.status_code == 422
    assert "is no day; write it as" in refused.content.decode()
