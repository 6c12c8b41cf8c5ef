"""The schemas for editors: they take whatever the readers take, and mark a misspelt fact."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from pratique.dossier.entries import ENTRIES
from pratique.facts.definition import VOCABULARY
from pratique.facts.reading import BadValue, read_value
from pratique.facts.vocabulary import load_vocabulary
from pratique.logic.nodes import ChoiceFact, DateFact, NumberFact, SetFact, TruthFact
from pratique.usecases.schemas import SCHEMAS
from tests.cases.runner import all_cases
from tests.running import DOSSIERS, EXAMPLES, run

load_vocabulary()


@pytest.fixture(scope="module")
def dossier() -> Any:
    return jsonschema_rs.validator_for(SCHEMAS["dossier"]())


def stated(name: str, value: Any) -> dict[str, Any]:
    return {"schema": 1, "facts": {name: value}, "transactions": [{"act": "sale"}]}


def written(name: str) -> list[Any]:
    """Ways to write a value of a fact, of each kind that the reader knows; not all fit every fact."""
    fact = VOCABULARY[name].fact
    common: list[Any] = ["?", "n/a", "N/A", {"unknown": "not-asked"}, "none", {"none": True}]
    match fact:
        case TruthFact():
            own: list[Any] = [True, "yes", " No ", "TRUE", "0", "unknown", {"value": False, "basis": "attested"}]
        case NumberFact():
            own = [1, 4.0, 2.5, "7", "1,000", "[1,2)", "(,5]", "one-of(1|2)", {"min": 1}, {"exclusive_max": 9},
                   {"value": 3, "source": "a sheet", "asserted_on": "2026-01-02"}, f"5 {fact.unit}".strip(),
                   "2 t", {"value": 2, "unit": "lb"}, "1e3"]  # fmt: skip
        case DateFact():
            own = ["2026-03-01", "2026-03", "2026", 2026, "2026-03-01T10:00", "[2026-01,2026-03]",
                   {"min": "2026-01-01", "exclusive_max": "2026-04"}, "one-of(2026-01-01|2026-02)"]  # fmt: skip
        case ChoiceFact():
            word = sorted(fact.values)[0]
            own = [word, word.upper(), word.replace("_", " "), word.replace("_", "-"), f"not({word})", "EU", 1,
                   f"one-of({word})", {"one_of": [word]}, {"not": word}, True, "China", "viet nam"]  # fmt: skip
        case SetFact():
            first, *rest = sorted(fact.values)
            own = [first, [first], [], f"{first}|{first}", f"{first} + {(rest or [first])[0]}", f"at-least({first})",
                   {"must": [first]}, {"may": [first]}, "none", first.upper()]  # fmt: skip
    return [*common, *own]


def test_the_schema_takes_what_the_reader_takes_of_every_fact(dossier: Any) -> None:
    taken = 0
    for name, definition in VOCABULARY.items():
        for value in written(name):
            try:
                read_value(definition.fact, value)
            except BadValue:
                continue
            taken += 1
            assert dossier.is_valid(stated(name, value)), (name, value)
    assert taken > 10 * len(VOCABULARY)


def test_the_schema_takes_every_case_of_the_tests(dossier: Any) -> None:
    from pratique.dossier.document import plain_data

    wrong = [(case.id, next(dossier.iter_errors(data)).message[:200])
             for case in all_cases() if not dossier.is_valid(data := plain_data(case.data))]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize(
    "kind", [ChoiceFact, SetFact, TruthFact, NumberFact, DateFact], ids=lambda kind: kind.__name__
)
def test_a_word_that_no_value_has_is_marked(kind: type, dossier: Any) -> None:
    names = [name for name, each in VOCABULARY.items() if isinstance(each.fact, kind)]
    for name in names:
        for value in ("=", {"vlaue": 1}, {"value": "?", "bassis": "attested"}):
            assert not dossier.is_valid(stated(name, value)), (name, value)


def test_a_misspelt_name_is_marked_wherever_it_stands(dossier: Any) -> None:
    base: dict[str, Any] = {"schema": 1, "transactions": [{"act": "sale"}]}
    needed = {"parties": {"id": "p"}, "vehicles": {"id": "v"}, "parts": {"ref": "r"}, "transactions": {"act": "sale"}}
    for table, entry in needed.items():
        assert dossier.is_valid({**base, table: [entry]})
        for key in ("natural_persn", "model_yaer", "knid"):
            assert not dossier.is_valid({**base, table: [{**entry, key: True}]}), (table, key)
            assert not dossier.is_valid({**base, table: [{**entry, "facts": {f"party.{key}": True}}]})
        name = {"parties": "party"}.get(table, table[:-1])
        for key in ENTRIES[name].keys() - entry.keys() - {"facts"}:
            assert key in SCHEMAS["dossier"]()["$defs"][name]["properties"]
    assert not dossier.is_valid({**base, "answers": [{"fact": "party.natural_persn", "value": True}]})
    assert dossier.is_valid({**base, "answers": [{"fact": "source.present", "value": True, "entity": "x"}]})


def test_every_schema_is_one_and_is_named() -> None:
    for name, schema in SCHEMAS.items():
        found = schema()
        jsonschema_rs.validator_for(found)
        assert found["$schema"].endswith("2020-12/schema"), name
        assert json.loads(run("schema", name).raw) == json.loads(json.dumps(found))
    assert len({schema().get("$id") for schema in SCHEMAS.values()}) == len(SCHEMAS)


def test_the_schemas_of_answers_overlays_and_mappings_take_what_is_shipped(tmp_path: Path) -> None:
    import tomllib

    from pratique.dossier.document import plain_data

    takes = {name: jsonschema_rs.validator_for(SCHEMAS[name]()) for name in ("answers", "overlay", "mapping")}
    for path in sorted(EXAMPLES.rglob("*.answers.toml")):
        assert takes["answers"].is_valid(plain_data(tomllib.loads(path.read_text()))), path
    hashes = {"text_sha256": "0" * 64, "encoding_sha256": "1" * 64}
    signed = {"signoffs": [{"cite": "15 CFR 791.303(b)", "by": "A", "on": "2026-01-01", **hashes}]}
    assert takes["overlay"].is_valid(signed)
    assert not takes["overlay"].is_valid({"signoffs": [{**signed["signoffs"][0], "constructions": {"legal.x": "y"}}]})
    good = {"columns": {"MPN": "part-number", "x": "pratique.fact.part.kind"}, "header_row": 2}
    assert takes["mapping"].is_valid(good)
    assert not takes["mapping"].is_valid({"columns": {"MPN": "part-numbr"}})
    assert not takes["mapping"].is_valid({**good, "header": 2})


@pytest.mark.parametrize("spelt", ["natural_person", "natural_persn"])
def test_a_language_server_of_toml_takes_the_examples_and_flags_a_misspelt_fact(spelt: str, tmp_path: Path) -> None:
    tombi = shutil.which("tombi", path=str(Path(sys.executable).parent)) or shutil.which("tombi")
    if tombi is None:
        pytest.skip("tombi is not installed")
    run("schema", "dossier", "-o", tmp_path / "dossier.schema.json")
    for each in DOSSIERS:
        text = each.read_text("utf-8").replace("\nnatural_person", f"\n{spelt}")
        (tmp_path / f"{each.parent.name}.toml").write_text(f"#:schema ./dossier.schema.json\n{text}", "utf-8")
    ran = subprocess.run([tombi, "lint", "--offline", "."], cwd=tmp_path, capture_output=True, text=True, check=False)
    errors = [line for line in (ran.stdout + ran.stderr).splitlines() if "Error" in line]
    assert (ran.returncode != 0, bool(errors)) == (spelt == "natural_persn",) * 2, ran.stdout + ran.stderr
    assert all("natural_persn" in line for line in errors)
