"""Companies that an entry names as held by it, in its name or its remarks, are looked for; a supplier's as well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.running import run

from pratique.parties.lists.held import bare_name, held_names

CLAUSES = (
    "{0} and all subsidiaries, including {1} and {2}",
    "{0} and its affiliates, including but not limited to {1}, {2}",
    "{0}, including its subsidiaries {1} and {2}",
    "{0} and all of its wholly owned subsidiaries: {1}; also {2}",
    "{0} (including {1}, {2})",
    "{0} and any branches, namely {1} and {2}.",
    "{0}及其子公司，包括{1}、{2}",
    "{0}，包括其全资子公司{1}和{2}",
)
NAMES = (
    ("Zubrowka Group", "Qolvar Optics Co., Ltd.", "Wexil Steel"),
    ("ZUBROWKA JSC", "QOLVAR OPTICS LLC", "WEXIL AND SONS GMBH"),
    ("祖布集团", "科瓦光电", "韦西钢铁"),
)
REMARKS = (
    "Founded in 1990; owns {1}.",
    "Holding of several firms, including {1} and {2}. Based in Harbin.",
    "Subsidiaries: {2}, {1}",
    "Includes its subsidiary {1}; Tax ID No. 1234567",
    "a.k.a. 'ZUB'; parent company of {1}",
)


def found(folder: Path, name: str, remarks: str, asked: str) -> tuple[str, int]:
    path = folder / "own.json"
    entry = {"source": "List (OWN)", "_id": "1", "type": "Entity", "name": name, "remarks": remarks}
    path.write_text(json.dumps([entry]), encoding="utf-8")
    said = run("screen", "--name", asked, "--list", path, "--format", "json")
    return json.loads(said.out)[0]["status"], said.status


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("clause", CLAUSES)
def test_who_is_named_within_a_listed_name(tmp_path: Path, clause: str, names: tuple[str, str, str]) -> None:
    whole = clause.format(*names)
    asked = names[:2] if "also" in clause else names
    assert [each for each in asked if found(tmp_path, whole, "", each) != ("unknown", 3)] == []
    assert found(tmp_path, whole, "", "Harmless Blechwaren GmbH") == ("not listed", 0)


@pytest.mark.parametrize("names", NAMES[:2])
@pytest.mark.parametrize("remark", REMARKS)
def test_who_is_named_within_remarks(tmp_path: Path, remark: str, names: tuple[str, str, str]) -> None:
    assert found(tmp_path, names[0], remark.format(*names), names[1]) == ("unknown", 3)


@pytest.mark.parametrize("clause", CLAUSES)
def test_who_is_named_within_a_supplier(tmp_path: Path, clause: str) -> None:
    asked = clause.format("Harmless Blechwaren", *NAMES[0][1:])
    assert found(tmp_path, NAMES[0][1], "", asked) == ("unknown", 3)


@pytest.mark.parametrize(
    "text",
    [
        "Epsilon Works; and any successor, sub-unit, or subsidiary thereof",
        "EPSILON; AND ANY SUCCESSOR, SUB-UNIT, OR SUBSIDIARY THEREOF",
        "Bank with branches in Berlin; subsidiaries worldwide",
        "Subsidiary of nobody",
        "all companies: all of them",
        "Owns a factory; controls the port of Harbin",
        "Unit 5, Branch Road",
        "",
    ],
)
def test_nobody_is_named_where_none_is(text: str) -> None:
    assert list(held_names(text)) == []


def test_a_name_that_holds_such_words_stays_as_well(tmp_path: Path) -> None:
    assert bare_name("Kappa and all its affiliates") == "Kappa"
    assert bare_name("Johnson and Sons") == "Johnson and Sons"
    for asked in ("Kappa and All Star Branches Ltd", "Star Branches Kappa"):
        assert found(tmp_path, "Kappa and All Star Branches Ltd", "", asked)[0] == "unknown"
