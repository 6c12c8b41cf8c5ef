"""What the documents say is tested is tested; every fact is asked in both languages; the claim never stands alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pratique.desk.models import Dossier
from pratique.desk.urls import ROUTES
from pratique.facts.vocabulary import VOCABULARY
from pratique.facts.wording import text_of
from tests.desk.conftest import EXAMPLES
from tests.running import ROOT

NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "docs" / "desk.md").read_text("utf-8"))


@pytest.mark.parametrize(("file", "name"), NAMED, ids=lambda each: each.rpartition("/")[2][:40])
def test_what_the_documents_name_is_there(file: str, name: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert not name or re.search(rf"def {name}\(", text), f"{file} has no {name}"


def test_every_askable_fact_is_asked_in_both_languages() -> None:
    bare = []
    for name, each in VOCABULARY.items():
        english, chinese = text_of(name)
        if english == each.meaning or "?" not in english:
            bare.append(f"{name}: {english}")
        if not re.search(r"[\u4e00-\u9fff]", chinese):
            bare.append(f"{name} is not asked in Chinese: {chinese}")
    assert bare == []


@pytest.mark.django_db
def test_may_cross_never_stands_without_its_limits(worker: Client) -> None:
    from tests.desk.test_access import address

    text = (EXAMPLES / "shanghai-app" / "dossier.toml").read_bytes()
    file = SimpleUploadedFile("dossier.toml", text.replace(b"model_year = 2027", b"model_year = 2025"))
    key = int(worker.post("/dossiers/new", {"files": [file]}).headers["Location"].rpartition("/")[2])
    decision = Dossier.objects.get(pk=key).decisions.get()
    assert (decision.best, decision.worst) == ("exempt", "exempt")
    for route in ROUTES:
        if route.get in ("read", "work") and not route.path.endswith((".zip", ".csv", ".ics")):
            page = worker.get(address(route.path, key))
            if page.headers.get("Content-Type", "").startswith("text/html"):
                said = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split()).lower()
                alone = re.findall(r"may cross(?! under what was examined).{0,40}", said)
                assert alone == [], (route.name, alone)
    verdict = worker.get(f"/dossiers/{key}").content.decode()
    for words in ("May cross under what was examined", "neighbouring rules were not examined", "Weakest proof"):
        assert words in verdict
    assert ("was not read" in verdict) is bool(decision.unread)


def test_each_of_the_25_demands_has_its_row_and_its_test() -> None:
    rows = re.findall(r"^\| (\d+) \|[^|]+\|([^|]+)\|$", (ROOT / "docs" / "desk.md").read_text("utf-8"), re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 26))
    for number, tests in rows:
        named = re.findall(r"`((?:tests|benchmarks)/[\w/]+\.py)", tests)
        assert named, number
        assert all(Path(ROOT / file).is_file() for file in named), number
