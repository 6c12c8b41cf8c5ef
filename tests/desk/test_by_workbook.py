"""A supplier's other way to answer: the questions of its link as a workbook, and back."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from pratique.desk.decisions import question_of
from pratique.desk.models import Decision, Questionnaire, Reply
from pratique.usecases.missing.recipients import may_be_replied
from pratique.usecases.missing.reply_cells import ANSWER, BASIS, DOCUMENT, FIRST_ROW, HIDDEN, REASON, SHEET, UNTIL
from tests.desk.conftest import uploaded
from tests.desk.test_supplier import sent

pytestmark = pytest.mark.django_db


def filled(data: bytes, **cells: Any) -> bytes:
    book = load_workbook(io.BytesIO(data))
    for name, value in cells.items():
        book[SHEET][name].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def back(supplier: Client, link: str, data: bytes, name: str = "r.xlsx") -> Any:
    return supplier.post(link, {"do": "workbook", "reply": SimpleUploadedFile(name, data)}, follow=True)


def value_of(line: dict[str, Any]) -> str:
    return {"yes/no": "no", "choice": (line["choices"] or ["?"])[0], "date": "2026-01-01"}.get(line["kind"], "none")


def test_the_questions_go_out_and_the_answers_come_back_to_be_looked_at_and_sent(worker: Client) -> None:
    link = sent(worker, uploaded(worker, "aurora"))
    supplier = Client()
    first, again = (supplier.get(link, {"form": "xlsx"}) for _ in range(2))
    assert first["Content-Disposition"].startswith("attachment")
    assert first.content == again.content
    made = Questionnaire.objects.get()
    assert made.state == "sent", "taking it along changes nothing"
    book = load_workbook(io.BytesIO(first.content))
    lines = made.lines["lines"]
    shown = [book[SHEET][f"C{FIRST_ROW + at}"].value for at in range(len(lines))]
    assert [each["english"] for each in lines] == shown
    cells = {f"{ANSWER}{FIRST_ROW}": value_of(lines[0]), f"{REASON}{FIRST_ROW + 1}": "not-measured"}
    cells |= {f"{BASIS}{FIRST_ROW}": "documented", f"{DOCUMENT}{FIRST_ROW}": "register 4711"}
    cells |= {f"{UNTIL}{FIRST_ROW}": "2027-12-31"}
    page = back(supplier, link, filled(first.content, **cells))
    assert page.status_code == 200, page.content.decode()
    assert "register 4711" in page.content.decode()
    assert Reply.objects.count() == 0, "nothing is sent yet"
    supplier.post(link, {"do": "send", "name": "A. Li", "role": "", "attest": "1"})
    entries = [each.entry for each in Reply.objects.order_by("seq")]
    assert len(entries) == 2
    assert (entries[0]["document"], entries[0]["expires_on"], entries[0]["basis"]) == (
        "register 4711", "2027-12-31", "attested",
    )  # fmt: skip
    assert entries[1]["value"] == {"unknown": "not-measured"}


@pytest.mark.parametrize("fault", ["value", "formula", "question", "hidden", "other link", "no workbook", "nothing"])
def test_what_is_not_the_workbook_of_this_link_or_does_not_fit_is_told_and_nothing_is_kept(
    worker: Client, fault: str
) -> None:
    key = uploaded(worker, "aurora")
    link = sent(worker, key)
    supplier = Client()
    data = supplier.get(link, {"form": "xlsx"}).content
    answer = f"{ANSWER}{FIRST_ROW}"
    if fault == "value":
        data = filled(data, **{answer: "perhaps"})
    elif fault == "formula":
        data = filled(data, **{answer: "=1+1"})
    elif fault == "question":
        data = filled(data, **{answer: "no", f"C{FIRST_ROW}": "Is the sky blue?"})
    elif fault == "hidden":
        book = load_workbook(io.BytesIO(data))
        book[HIDDEN]["B2"].value = "questionnaire 99"
        out = io.BytesIO()
        book.save(out)
        data = out.getvalue()
    elif fault == "other link":
        data = filled(supplier.get(sent(worker, key), {"form": "xlsx"}).content, **{answer: "no"})
    elif fault == "no workbook":
        data = b"PK\x03\x04 not a workbook"
    if fault == "nothing":
        page = supplier.post(link, {"do": "workbook", "lang": "zh"})
        assert "请选择已填写的工作簿" in page.content.decode()
    else:
        page = back(supplier, link, data)
    assert page.status_code == 422
    assert Questionnaire.objects.order_by("pk")[0].answers == {}
    assert Reply.objects.count() == 0
    assert "/tmp" not in page.content.decode()


def test_an_ended_link_gives_no_workbook(worker: Client) -> None:
    link = sent(worker, uploaded(worker, "aurora"))
    Questionnaire.objects.update(state="revoked")
    assert Client().get(link, {"form": "xlsx"}).status_code == 410


def test_a_supplier_is_not_asked_what_no_reply_may_state(worker: Client) -> None:
    key = uploaded(worker, "aurora")
    stored = Decision.objects.get().questions
    beyond = [each for each in stored if not may_be_replied(question_of(each))]
    assert beyond, "the example asks something of a list"
    asked = {"ask": [f"{each['fact']}|{each['entity']}" for each in beyond], "recipient": "Acme", "days": "30"}
    page = worker.post(f"/dossiers/{key}/questions/send", {**asked, "do": "send"}, follow=True)
    assert "no reply counts for it" in page.content.decode()
    assert Questionnaire.objects.count() == 0


def test_a_question_that_was_sent_before_the_rule_is_answered_by_nobody(worker: Client) -> None:
    link = sent(worker, uploaded(worker, "aurora"))
    supplier = Client()
    supplier.post(link, {"do": "start"})
    made = Questionnaire.objects.get()
    line = {**made.lines["lines"][0], "fact": "part.supplier_on_approved_list", "kind": "yes/no"}
    made.lines = {**made.lines, "lines": [line]}
    made.save()
    page = supplier.post(link, {"do": "answer", "number": "1", "value": "yes"})
    assert page.status_code == 422
    assert Questionnaire.objects.get().answers == {}
    Questionnaire.objects.update(answers={line["key"]: {"value": "yes", "reason": "", "source": ""}})
    supplier.post(link, {"do": "send", "name": "A. Li", "role": "", "attest": "1"})
    assert Reply.objects.count() == 0
