"""A supplier's link: looking consumes nothing, its own lines alone, two languages, answers that wait; sign-offs."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pratique.desk.models import Decision, Questionnaire, Reply, Signoff
from tests.desk.conftest import PASSWORD, client_of, person_in, uploaded

pytestmark = pytest.mark.django_db


def sent(worker: Client, key: int, **more: str) -> str:
    """The link of a questionnaire with the first two questions that a supplier may be asked."""
    asked = [each for each in Decision.objects.get().questions if each["entity"] and not each["legal"]][:2]
    given = {"ask": [f"{each['fact']}|{each['entity']}" for each in asked], "recipient": "Acme", "days": "30"}
    page = worker.post(f"/dossiers/{key}/questions/send", {**given, "do": "send", **more}).content.decode()
    found = re.search(r"<code>http://[^/]+(/q/[^<]+)</code>", page)
    assert found, page
    return found[1]


def test_fifty_looks_consume_nothing_and_the_flow_goes_through_in_both_languages(worker: Client) -> None:
    key = uploaded(worker, "aurora")
    link = sent(worker, key)
    for _ in range(50):
        assert Client().get(link).status_code == 200
    assert Questionnaire.objects.get().state == "sent"
    supplier = Client()
    assert "国家秘密" in supplier.get(link, {"lang": "zh"}).content.decode()
    supplier.post(link, {"do": "start", "lang": "en"})
    made = Questionnaire.objects.get()
    for number, line in enumerate(made.lines["lines"], 1):
        page = supplier.get(link).content.decode()
        assert line["about"] in page
        others = {each["label"] for each in Decision.objects.get().questions} - {
            one["about"] for one in made.lines["lines"]
        }
        assert not any(name in page for name in others if len(name) > 12)
        value = {"yes/no": "no", "choice": (line["choices"] or ["?"])[0], "date": "2026-01-01"}.get(
            line["kind"], "none"
        )
        supplier.post(link, {"do": "answer", "number": str(number), "value": value, "source": "our files"})
    assert supplier.post(link, {"do": "send"}).status_code == 422
    assert Reply.objects.count() == 0
    supplier.post(link, {"do": "send", "name": "A. Li", "role": "Quality", "attest": "1"})
    assert set(Reply.objects.values_list("waits", flat=True)) == {True}
    assert Decision.objects.count() == 1, "what waits decides nothing"
    reply = Reply.objects.order_by("seq")[0]
    assert reply.entry["basis"] == "attested"
    worker.post(f"/dossiers/{key}/answers", {"do": "accept", "reply": str(reply.pk)})
    assert Decision.objects.count() == 2


def test_what_a_supplier_reads_is_in_its_language() -> None:
    from pratique.desk.words import WORDS, named_in
    from pratique.usecases.uploads import REASONS

    assert named_in("any other source of modem", "en") == "any other source of modem"
    assert named_in("any other source of modem", "zh") == "“modem”的任何其他来源方"
    assert "任何其他部件" in named_in("any other source of any other part of car", "zh")
    assert set(WORDS["en"]) == set(WORDS["zh"]) >= {f"r_{each}" for each in REASONS}
    for name, text in WORDS["zh"].items():
        assert text, name
        assert name in ("of", "other") or re.search(r"[\u4e00-\u9fff]", text), name


@pytest.mark.parametrize("how", ["revoke", "replace", "guess"])
def test_a_link_that_has_ended_says_whom_to_write_to(worker: Client, how: str) -> None:
    link = sent(worker, uploaded(worker, "aurora"))
    if how == "guess":
        link = "/q/" + "A" * 43
    else:
        worker.post(f"/questionnaires/{Questionnaire.objects.get().pk}", {"do": how})
    answered = Client().get(link)
    assert answered.status_code == 410
    assert "Write to the person" in answered.content.decode()


def test_questions_to_china_need_somebody_who_accepts_the_note(worker: Client) -> None:
    key = uploaded(worker, "aurora")
    asked = next(each for each in Decision.objects.get().questions if each["entity"])
    given = {
        "ask": f"{asked['fact']}|{asked['entity']}",
        "recipient": "Acme",
        "days": "30",
        "do": "send",
        "china": "1",
    }
    refused = worker.post(f"/dossiers/{key}/questions/send", given)
    assert refused.status_code == 422
    assert Questionnaire.objects.count() == 0
    assert worker.post(f"/dossiers/{key}/questions/send", {**given, "accepted": "B. Chen"}).status_code == 200


def test_counsel_signs_with_text_and_password_and_the_dossier_says_so(workspace: object) -> None:
    worker, counsel = (client_of(person_in(workspace, role)) for role in ("work", "counsel"))
    key = uploaded(worker, "aurora", without=b"known_on = 2026-11-22")  # what is read later does not count before
    cite = "15 CFR 791.303(b)"
    text = SimpleUploadedFile("791.txt", b"the text that was read")
    assert counsel.post("/law/cite", {"cite": cite, "text": text, "password": "wrong"}).status_code == 422
    assert Signoff.objects.count() == 0
    text.seek(0)
    assert counsel.post("/law/cite", {"cite": cite, "text": text, "password": PASSWORD}).status_code == 302
    assert "counsel has signed off" in worker.get(f"/dossiers/{key}").content.decode()
    worker.post(f"/dossiers/{key}/decide")
    assert Decision.objects.count() == 2
    page = worker.get(f"/dossiers/{key}").content.decode()
    assert "was not read" not in page
