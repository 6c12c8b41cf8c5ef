"""The page of duty: what the command says of the same goods, as page, text and JSON; what is wrong, at its field."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.test import Client

from pratique.desk.models import Job, Staged, Workspace
from tests.desk.conftest import EXAMPLES, client_of, person_in
from tests.running import run

pytestmark = pytest.mark.django_db
DAY = "2026-11-20"


def words(client: Client, status: int = 200, **given: str) -> str:
    page = client.get("/markets/duty", given)
    assert page.status_code == status
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def texts(value: object) -> list[str]:
    """Every sentence that an answer holds, of what is for people and not for programs."""
    if isinstance(value, dict):
        return [text for key, one in value.items() if key in SHOWN or isinstance(one, list) for text in texts(one)]
    return [text for inner in value for text in texts(inner)] if isinstance(value, list) else [str(value)]


SHOWN = frozenset(
    {
        "title",
        "cite",
        "note",
        "what",
        "question",
        "known_by",
        "confidence",
        "displaced_by",
        "outcome",
        "owed_in_the_end",
    }
)


@pytest.mark.parametrize(
    ("markets", "origin", "facts"),
    [
        ("EU", "CN", ()),
        ("US,RU", "CN", ("vehicle.new=no",)),
        ("TR", "DE", ("trade.seats=5", "trade.category=M1")),
        ("GB", "CN", ("trade.category=L", "trade.seats=7")),
    ],
)
def test_page_text_and_json_say_what_the_command_says(
    worker: Client, markets: str, origin: str, facts: tuple[str, ...]
) -> None:
    given = {"code": "870380", "origin": origin, "into": markets, "on": DAY, "known_on": DAY, "powertrain": "BEV"}
    given["facts"] = "\n".join(facts)
    asked = ["duty", "--hs", "870380", "--origin", origin, "--into", markets, "--on", DAY, "--known-on", DAY]
    asked += [word for each in (*facts, "vehicle.powertrain=BEV") for word in ("--fact", each)]
    page, told = words(worker, **given), run(*asked).out
    assert worker.get("/markets/duty", given | {"form": "text"}).content.decode() == told
    kept = worker.get("/markets/duty", given | {"form": "json"}).content.decode()
    assert kept == run(*asked, "--format", "json").out
    plain = [" ".join(each.split()) for each in texts(json.loads(kept)) if each != "None"]
    assert len(plain) > 5
    assert [each for each in plain if each not in page] == []
    left = set(re.findall(r"[^\s()\[\];:,.]+", told)) - set(re.findall(r"[^\s()\[\];:,.]+", page))
    assert left == set(), "a word of the text that the page does not hold"


def test_what_is_wrong_is_told_at_once_each_at_its_field_and_nothing_is_lost(worker: Client) -> None:
    given = {"code": "87x", "origin": "Atlantis", "into": "ZZ, EU", "on": "soon", "facts": "a.b=1\r\nvehicle.new=yes"}
    page = worker.get("/markets/duty", given)
    html = page.content.decode()
    assert page.status_code == 422
    for field in ("code", "origin", "into", "on"):
        assert f'href="#{field}"' in html, field
        assert f'id="{field}-error"' in html, field
        assert f'value="{given[field]}"' in html, field
    assert ">a.b=1\nvehicle.new=yes</textarea>" in html
    assert "Write 6, 8 or 10 digits" in html
    told = worker.get("/markets/duty", given | {"code": "870380", "origin": "CN", "on": ""}).content.decode()
    for field in ("into", "facts"):
        assert f'id="{field}-error"' in told, "facts are looked at although no market is known"
    both = words(worker, 422, code="87x", into="EU", facts="foo")
    assert "no code of the Harmonized System" in both
    assert "takes NAME=VALUE" in both
    only = words(worker, 422, code="870380", into="", facts="vehicle.powertrain=STEAM")
    assert "it takes BEV, EREV, FCEV, HEV, ICE, PHEV" in only
    assert "Say one market or several" in only


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"into": "EU"}, "Say the goods"),
        ({"into": "EU", "facts": "foo"}, "The form takes NAME=VALUE, not 'foo'."),
        ({"into": "EU", "powertrain": "BEV", "facts": "vehicle.powertrain=ICE"}, "says two things of"),
        ({"into": "EU", "code": "870380", "construe": "boldly"}, "This takes usual, cautious or NAME=VALUE"),
        ({"into": "EU", "model": "77"}, "not here any more"),
        ({"into": ",".join(f"Z{each}" for each in range(99)), "code": "870380"}, "no more than 40"),
    ],
)
def test_a_mistake_says_what_to_write(worker: Client, given: dict[str, str], says: str) -> None:
    page = words(worker, 422, **given)
    assert says in page
    assert "at entry" not in page


def test_a_model_that_was_brought_and_what_is_said_beside_it(worker: Client, home: object) -> None:
    job = Job.objects.get(pk=int(worker.post("/markets", {"example": "1"}).headers["Location"].rpartition("/")[2]))
    key = f"{job.pk}/model.toml"
    assert f'<option value="{key}">' in worker.get("/markets/duty").content.decode()
    given = {"model": key, "into": "EU", "on": DAY, "known_on": DAY, "facts": "vehicle.powertrain=ICE"}
    told = run(
        "duty", str(EXAMPLES / "model-bev" / "model.toml"), "--into", "EU", "--on", DAY, "--known-on", DAY,
        "--fact", "vehicle.powertrain=ICE",
    ).out  # fmt: skip
    text = worker.get("/markets/duty", given | {"form": "text"}).content.decode()
    assert text.split() == told.replace(f"{EXAMPLES / 'model-bev'}/", "").split(), "and no path of the machine"
    assert "model.toml" in told or "differ" in told
    assert "says its code and origin itself" in words(worker, 422, **given | {"code": "870380"})
    stranger = client_of(person_in(Workspace.objects.create(name="Elsewhere"), "administer", "stranger"))
    assert "not here any more" in words(stranger, 422, **given)
    assert "Or a model" not in words(stranger)
    Staged.objects.all().delete()
    assert "not here any more" in words(worker, 422, **given), "its bytes were kept for a day"
