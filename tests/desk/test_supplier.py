"""A supplier's link: looking consumes nothing, its own lines alone, two languages, answers that wait; sign-offs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pratique.desk.decisions import question_of
from pratique.desk.models import Decision, Questionnaire, Reply, Signoff
from pratique.usecases.missing.recipients import may_be_replied
from tests.desk.conftest import EXAMPLES, PASSWORD, client_of, person_in, uploaded

pytestmark = pytest.mark.django_db
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def sent(worker: Client, key: int, **more: str) -> str:
    """The link of a questionnaire with the first two questions that a supplier may be asked."""
    stored = [each for each in Decision.objects.order_by("pk")[0].questions if each["entity"] and not each["legal"]]
    asked = [each for each in stored if may_be_replied(question_of(each))][:2]
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
        told = " ".join(one["about"] for one in made.lines["lines"])
        assert not any(name in page for name in others if len(name) > 12 and name not in told)
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
    for where in (f"/dossiers/{key}/answers", f"/questionnaires/{made.pk}"):
        told = worker.get(where).content.decode()
        assert all(line["about"] in told for line in made.lines["lines"]), where
        assert "True" not in told, where
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
        assert name in ("of", "other", "stop") or re.search(r"[\u4e00-\u9fff]", text), name


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
    stored = [each for each in Decision.objects.get().questions if each["entity"]]
    asked = next(each for each in stored if may_be_replied(question_of(each)))
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


def test_whatever_a_supplier_may_choose_and_show_is_named_in_chinese() -> None:
    from pratique.desk.words import choice_in, paper_in
    from pratique.facts.vocabulary import VOCABULARY
    from pratique.logic.nodes import ChoiceFact, SetFact
    from pratique.usecases.missing.recipients import SUPPLIERS

    tried = 0
    for each in VOCABULARY.values():
        if each.is_legal or each.known_by not in SUPPLIERS:
            continue
        papers = [name.strip() for name in each.proof.split(",") if name.strip()]
        choices = sorted(each.fact.values) if isinstance(each.fact, ChoiceFact | SetFact) else ()
        for said in [paper_in(name, "zh") for name in papers if name != "VIN"] + [
            choice_in(c, "zh") for c in choices
        ]:
            # What is left as it is written is a code: 3A090.a, M1, GB 38031, FPGA; never a word.
            assert CHINESE.search(said) or not re.search(r"[a-z]{3}", said), (each.fact.name, said)
            tried += 1
    assert tried > 2_000


@pytest.mark.parametrize(
    "about", ["any other source of modem", "the party behind any other source of modem", "unnamed developer of modem",
              "the party of any other part of car", "any other holder of the party behind unnamed supplier of modem"]
)  # fmt: skip
def test_what_has_no_name_of_its_own_is_named_in_chinese(about: str) -> None:
    from pratique.desk.words import named_in

    said = named_in(about, "zh")
    assert CHINESE.search(said)
    assert re.findall(r"[a-z]+", said) == [about.rpartition(" ")[2]], said
    assert named_in(about, "en") == about
    assert named_in("Acme of Ghent", "zh") == "Acme of Ghent", "a name stays as it is"


def test_a_country_is_chosen_by_its_name_and_a_paper_is_told_that_shows_several_answers(worker: Client) -> None:
    link = sent(worker, uploaded(worker, "aurora"))
    made = Questionnaire.objects.get()
    first, second = made.lines["lines"]
    first |= {
        "kind": "choice",
        "fact": "party.headquartered_in",
        "choices": ["CN", "DE", *(f"{n:02}" for n in range(30))],
    }
    first["proof"], second["proof"] = "registry extract, annual report", "annual report"
    made.save()
    supplier = Client()
    cover = supplier.get(link, {"lang": "zh"}).content.decode()
    assert "年度报告" in cover
    assert "registry extract" not in cover
    assert "登记机关摘录" not in cover, "one paper that shows both is enough"
    supplier.post(link, {"do": "start", "lang": "zh"})
    page = supplier.get(link, {"lang": "zh", "number": "1"}).content.decode()
    assert '<option value="DE">德国 (DE)</option>' in page
    assert 'type="radio" name="value"' not in page, "nobody looks through 249 of them"
    assert "年度报告 (也适用于问题 2)" in page
    refused = supplier.post(link, {"do": "answer", "number": "1", "value": "XX", "lang": "zh"})
    assert refused.status_code == 422
    assert "答复的格式不正确" in refused.content.decode()
    supplier.post(link, {"do": "answer", "number": "1", "value": "DE", "lang": "zh"})
    supplier.post(link, {"do": "answer", "number": "2", "value": "?", "reason": "refused", "lang": "zh"})
    assert "德国 (DE)" in supplier.get(link, {"lang": "zh"}).content.decode()


ASKING = sorted(each.parent.name for each in EXAMPLES.glob("*/dossier.toml"))


@pytest.mark.parametrize("example", ASKING)
def test_nothing_that_suppliers_of_the_examples_are_asked_is_left_in_english(example: str, tmp_path: Path) -> None:
    from pratique.desk.words import named_in, paper_in
    from pratique.usecases.missing.questionnaire import questionnaires

    for each in (EXAMPLES / example).iterdir():
        if each.is_file():
            (tmp_path / each.name).write_bytes(each.read_bytes())
    for sent_to in questionnaires(tmp_path / "dossier.toml", accepted_by="B. Chen"):
        for line in sent_to.lines:
            assert CHINESE.search(line.chinese), line.fact
            papers = [name.strip() for name in line.proof.split(",") if name.strip()]
            assert all(CHINESE.search(paper_in(name, "zh")) for name in papers), line.proof
            said = named_in(line.about, "zh")
            assert not re.match(r"(any other|unnamed|the \w+ (of|behind)) ", said), said


def test_a_link_opens_its_own_questionnaire_and_no_look_changes_anything(worker: Client) -> None:
    key = uploaded(worker, "aurora")
    link = sent(worker, key)
    asked = [each for each in Decision.objects.get().questions if each["entity"] and not each["legal"]][2]
    given = {"ask": f"{asked['fact']}|{asked['entity']}", "recipient": "Other GmbH", "days": "30", "do": "send"}
    page = worker.post(f"/dossiers/{key}/questions/send", given).content.decode()
    other = re.search(r"<code>http://[^/]+(/q/[^<]+)</code>", page)
    assert other
    mine, theirs = Questionnaire.objects.order_by("id")
    supplier = Client()
    supplier.post(link, {"do": "start", "lang": "en"})
    for number in ("0", "3", "99", "-1", "1e3", "²", "9" * 40):
        refused = supplier.post(link, {"do": "answer", "number": number, "value": "no"})
        assert refused.status_code in (302, 422), number
        assert supplier.get(link, {"number": number}).status_code == 200, number
    mine.refresh_from_db()
    assert mine.answers == {}, "a number that is not among its own answers nothing"
    before = list(Questionnaire.objects.order_by("id").values())
    for method in ("get", "head", "options"):
        for more in ({}, {"do": "send", "name": "x", "attest": "1"}, {"do": "answer", "number": "1", "value": "no"}):
            assert getattr(supplier, method)(link, more).status_code in (200, 405)
    assert list(Questionnaire.objects.order_by("id").values()) == before
    for method in ("put", "delete", "patch"):
        assert getattr(supplier, method)(link).status_code == 405
    content = supplier.get(link).content.decode()
    assert "Other GmbH" not in content
    assert theirs.lines["lines"][0]["key"] not in content
    assert "Aurora" not in content
    assert "no-store" in supplier.get(link).headers["Cache-Control"]
    assert supplier.get(link).headers["Referrer-Policy"] in ("same-origin", "no-referrer"), (
        "the link is told to no site"
    )


@pytest.mark.parametrize("state", ["expired", "revoked", "answered"])
def test_what_is_sent_to_a_link_that_is_over_is_kept_nowhere(worker: Client, state: str) -> None:
    from datetime import timedelta

    from pratique.files.clock import now

    link = sent(worker, uploaded(worker, "aurora"))
    supplier = Client()
    supplier.post(link, {"do": "start"})
    found = Questionnaire.objects.get()
    if state == "expired":
        found.expires = now() - timedelta(seconds=1)
    else:
        found.state = state
    found.save()
    for given in (
        {"do": "start"},
        {"do": "answer", "number": "1", "value": "no"},
        {"do": "send", "name": "A. Li", "attest": "1"},
    ):
        assert supplier.post(link, given).status_code == (200 if state == "answered" else 410)
    found.refresh_from_db()
    assert found.answers == {}
    assert Reply.objects.count() == 0


def test_a_form_of_a_supplier_needs_the_token_of_its_page(worker: Client) -> None:
    link = sent(worker, uploaded(worker, "aurora"))
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link, {"do": "start"}).status_code == 403
    assert Questionnaire.objects.get().state == "sent"
    page = strict.get(link).content.decode()
    token = re.findall(r'csrfmiddlewaretoken" value="([^"]+)', page)[0]
    foreign = strict.post(
        link, {"do": "start", "csrfmiddlewaretoken": token}, headers={"Origin": "https://evil.example"}
    )
    assert foreign.status_code == 403
    assert strict.post(link, {"do": "start", "csrfmiddlewaretoken": token}).status_code == 302
    assert Questionnaire.objects.get().state == "opened"


@pytest.mark.parametrize(
    ("value", "alike", "offered"),
    [("yes", True, True), ("?", True, False), ("yes", False, False)],
)
def test_a_paper_is_named_once_and_answers_nothing(worker: Client, value: str, alike: bool, offered: bool) -> None:
    """It is offered for what the same paper settles of the same element; nothing is kept before that is answered."""
    link = sent(worker, uploaded(worker, "aurora"))
    made = Questionnaire.objects.get()
    first, second = made.lines["lines"]
    first |= {"kind": "yes/no", "fact": "part.programmable", "proof": "data sheet"}
    second |= {"proof": "radio certificate, data sheet", "entity": first["entity"] if alike else "another"}
    made.save()
    supplier = Client()
    supplier.post(link, {"do": "start"})
    answer = {"do": "answer", "number": "1", "value": value, "source": "sheet 7", "reason": "refused"}
    assert supplier.post(link, answer).status_code == 302
    page = supplier.get(link, {"number": "2"}).content.decode()
    assert ('value="sheet 7"' in page) == offered
    made.refresh_from_db()
    assert list(made.answers) == [first["key"]]
