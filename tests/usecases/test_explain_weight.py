"""Explain shows the part that decides first, and one part on demand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pratique import check, explain
from pratique.errors import UsageError

from ..running import run

DAY = date(2026, 11, 22)
ROWS = "\n".join(f'"C{n},C{n + 100}",10u,Murata' for n in range(40))
DOSSIER = """
[[products]]
id = "bms"
boms = ["bms.csv"]
[[transactions]]
act = "import"
role = "importer"
date = "2027-03-01"
into = "US"
product = "bms"
[[answers]]
entity = "U5"
part = "ESP32"
fact = "part.kind"
value = "hardware"
[[answers]]
entity = "U5"
part = "ESP32"
fact = "part.programmable"
value = true
"""


@pytest.fixture
def dossier(tmp_path):
    (tmp_path / "bms.csv").write_text(f"Reference,Value,Manufacturer\n{ROWS}\nU5,ESP32,Espressif\nJ1,plug,Acme\n")
    (tmp_path / "dossier.toml").write_text(DOSSIER)
    return tmp_path / "dossier.toml"


def test_the_part_of_which_most_is_known_comes_first_wherever_it_stands(dossier):
    shown = explain(dossier, "15 CFR 791.302(a)")
    assert (shown.nodes[0].label, shown.nodes_left_out) == ("U5 ESP32 (Espressif)", 18)
    assert next(each for each in check(dossier).decided_by if "302" in each.cite).label == "U5 ESP32 (Espressif)"


@pytest.mark.parametrize(("at", "label"), [("U5", "U5"), ("u5", "U5"), ("C103", "C3,C103"), ("J1 plug (Acme)", "J1")])
def test_one_part_on_demand(dossier, at, label):
    shown = explain(dossier, "15 CFR 791.302(a)", at=at)
    assert [each.label.split(" ")[0] for each in shown.nodes] == [label]
    assert shown.nodes_left_out == 0


def test_without_a_citation_it_is_what_decides(dossier):
    found = run("explain", dossier, "--at", "U5")
    assert found.status == 0
    assert found.out.startswith("15 CFR 791.302(a)")


def test_a_part_that_is_not_there_is_told_with_the_nearest(dossier):
    with pytest.raises(UsageError, match="U5"):
        explain(dossier, at="U55")


def test_a_part_is_found_by_a_word_of_its_name_and_the_parts_are_told_where_none_is_near(dossier):
    name = explain(dossier, at="U5").nodes[0].label.split()[-1]
    assert explain(dossier, at=name).nodes[0].label == explain(dossier, at="U5").nodes[0].label
    with pytest.raises(UsageError, match=r"they are called .* and [0-9]+ more"):
        explain(dossier, at="gearbox")


EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/dossier.toml"))
TRAM = {
    "vehicles": [{"id": "tram", "model_year": 2028, "rail_only": True, "parts_complete": True}],
    "facts": {"actor.informed_by_bis": False},
    "transactions": [
        {
            "act": "sale", "role": "manufacturer", "date": "2028-02-15", "into": "US", "out_of": "US",
            "vehicle": "tram",
        }
    ],
}  # fmt: skip


def test_what_check_names_as_deciding_is_explained():
    """Every citation that an answer prints as deciding can be asked about, the scope of an instrument included."""
    cites = [(each, one.cite) for each in (*EXAMPLES, TRAM) for one in check(each, known_on=DAY).decided_by]
    assert any(cite.endswith(", scope") for _, cite in cites)
    for asked, cite in cites:
        assert explain(asked, cite, known_on=DAY).cite == cite


def test_the_scope_of_what_lies_outside_says_why():
    assert check(TRAM, known_on=DAY).verdict.worst == "out of scope"
    found = explain(TRAM, known_on=DAY)
    assert found.cite == "15 CFR part 791 subpart D, scope"
    (first,) = [each for each in found.nodes if each.verdict.worst == "out of scope"][:1]
    assert first.tree.truth == "no"
    assert found.nodes[0].verdict == first.verdict
