"""A key that people commonly write and that is none -> the step that names what to write, which a dossier takes."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date

import pytest

from pratique.dossier.entries import ENTRIES
from pratique.dossier.faults import faults
from pratique.dossier.keys_meant import meant_by
from pratique.dossier.model import entry_cases, model_of
from pratique.dossier.model_entry import KEYS as MODEL_KEYS
from pratique.facts.vocabulary import VOCABULARY, definition_of, nearest
from pratique.files.shipped import shipped_rows

from ..running import run

ROWS = shipped_rows("pratique.dossier", "keys_meant.csv")
KEYS = {entry.prefix: entry.keys() for entry in ENTRIES.values()}
OF_ANOTHER_TABLE = {"registries", "lists", "actor", "role", "parties", "sources", "boms"}
"""Keys that a step names and that stand in another table than the key that it is about."""
SNIPPET = re.compile(r"\b[a-z_]+ = (?:\"[^\"]+\"|\[ ?\{.*?\} ?\]|\[[^\]]+\]|\{[^}]+\}|[\w-]+)")
DAY = date(2026, 3, 1)
PARTIES = [{"id": "ID"}]
REST = {
    "parties": PARTIES,
    "vehicles": [{"id": "v", "parts": [{"ref": "REF", "sources": [{"party": "ID"}]}]}],
    "transactions": [{"act": "import", "into": "US", "vehicle": "v"}],
}


def _put(prefix: str, stated: dict) -> dict:
    """A dossier in one table of which something is stated."""
    made = json.loads(json.dumps(REST))
    vehicle = made["vehicles"][0]
    tables = {"party": made["parties"], "vehicle": made["vehicles"], "part": vehicle["parts"]}
    tables |= {"act": made["transactions"], "source": vehicle["parts"][0]["sources"]}
    tables[prefix][0] |= stated
    return made


def _ids(row: dict[str, str]) -> str:
    return f"{row['prefix']}-{row['written'].split()[0]}"


@pytest.mark.parametrize("row", [each for each in ROWS if each["prefix"] in KEYS], ids=_ids)
def test_what_a_step_says_to_write_is_taken(row):
    for snippet in SNIPPET.findall(row["meant"]):
        ((key, value),) = tomllib.loads(snippet).items()
        if key in OF_ANOTHER_TABLE - KEYS[row["prefix"]]:
            continue
        value = value.isoformat() if hasattr(value, "isoformat") else value
        assert key in KEYS[row["prefix"]] or f"{row['prefix']}.{key}" in VOCABULARY, snippet
        if key not in ("boms", "goods"):
            assert not list(faults(_put(row["prefix"], {key: value}))), snippet
    for name in re.findall(r'"([a-z]+\.[a-z_0-9]+)"', row["meant"]):
        assert name.endswith(".csv") or definition_of(name), name


@pytest.mark.parametrize("row", [each for each in ROWS if each["prefix"] not in KEYS], ids=_ids)
def test_what_a_step_says_to_write_in_a_model_is_taken(row):
    table = re.findall(r"\[(trade|vehicle)\]", row["meant"]) or ["trade"]
    for snippet in SNIPPET.findall(row["meant"]):
        ((key, value),) = tomllib.loads(snippet).items()
        data = {"parties": PARTIES, **({key: value} if key in MODEL_KEYS else {table[0]: {key: value}})}
        assert entry_cases(model_of(data), "EU", DAY, DAY).cases, snippet


@pytest.mark.parametrize("row", ROWS, ids=_ids)
def test_a_word_stands_once_and_is_neither_a_key_nor_a_fact(row):
    for word in row["written"].split():
        assert word not in KEYS.get(row["prefix"], MODEL_KEYS if row["prefix"] == "model" else frozenset())
        assert f"{row['prefix']}.{word}" not in VOCABULARY
        assert meant_by(row["prefix"], word.upper()) == row["meant"]


def test_the_command_tells_the_step(tmp_path):
    path = tmp_path / "d.json"
    stated = {"party": "country", "vehicle": "weight", "part": "Manufacturer", "act": "market", "source": "role"}
    for prefix, key in stated.items():
        path.write_text(json.dumps(_put(prefix, {key: "CN"})))
        found = run("check", path)
        assert found.status == 4
        assert meant_by(prefix, key) in " ".join(found.err.split())


def test_a_part_with_an_id_is_told_to_call_it_ref():
    made = json.loads(json.dumps(REST))
    made["vehicles"][0]["parts"] = [{"id": "U5"}]
    ((where, told),) = faults(made)
    assert where == "vehicles/0/parts/0"
    assert {'"id"', '"ref"'} <= set(told.replace(",", "").split())


@pytest.mark.parametrize(
    ("name", "not_meant"), [("party.parent", "party.resident_in"), ("vehicle.weight", "vehicle.new")]
)
def test_a_shared_prefix_makes_no_name_like_another(name, not_meant):
    assert not_meant not in nearest(name)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("vehicle.modelyear", "vehicle.model_year"),
        ("party.organised", "party.organised_in"),
        ("trade.hs_6", "trade.hs6"),
    ],
)
def test_a_slip_of_a_name_is_seen(name, meant):
    assert nearest(name)[0] == meant


@pytest.mark.parametrize("key", ["brand", "price", "engine", "country", "seats", "automation_level"])
def test_a_key_that_a_model_has_elsewhere_is_told_where_it_stands(tmp_path, key):
    path = tmp_path / "model.json"
    path.write_text(json.dumps({key: 1, "trade": {"origin": "Chima"}, "into": {"EU": {"seats": "many"}}}))
    found = run("markets", path)
    assert found.status == 4
    (line,) = (each for each in found.err.splitlines() if f"no {key!r}" in each)
    assert "[trade]" in line or "[vehicle]" in line
    assert {"trade.origin:", "trade.seats:"} <= set(found.err.split()), "one fault hides no other"
