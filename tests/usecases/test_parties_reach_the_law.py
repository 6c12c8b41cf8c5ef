"""Registries and lists reach the outcome: a dossier with one part of one supplier, and what files say of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pratique.facts.definition import Definition
from pratique.facts.vocabulary import VOCABULARY
from pratique.law.us.cfr15_791d.control import dominant_minority
from pratique.usecases.answer.answer import Answer
from pratique.usecases.check import check
from pratique.usecases.ownership.lists import build
from pratique.usecases.ownership.store import store_registries

EXAMPLE = Path(__file__).parents[2] / "examples" / "tyre-sensor" / "dossier.toml"
BASE = "kind,subject,holder,share,name,organised,headquarters,principal_place,decisive,concert,lei\n"
GERMAN = "party,s,,,Sensor Works GmbH,DE,DE,DE,,,\n"
CLEAR = GERMAN + "votes,s,b,100\nparty,b,,,Bauer AG,DE,DE,DE,,,\ncomplete,b\ncomplete,s\n"
LIST = "source,_id,name,alt_names,addresses,ids\n"


def asked(
    folder: Path, rows: str, *, id: str = "s", name: str = "Sensor Works GmbH", listed: str = "", **party: Any
) -> Answer:
    text = EXAMPLE.read_text(encoding="utf-8").replace('"pirelli"', f'"{id}"').replace("Pirelli & C. S.p.A.", name)
    further = "".join(f'{key} = "{value}"\n' for key, value in party.items())
    text = text.replace(f'name = "{name}"\n', f'name = "{name}"\n{further}')
    if listed:
        text = text.replace('registries = ["stakes.csv"]', 'registries = ["stakes.csv"]\nlists = ["list.csv"]')
        (folder / "list.csv").write_text(LIST + listed, encoding="utf-8")
    (folder / "stakes.csv").write_text(BASE + rows, encoding="utf-8")
    (folder / "dossier.toml").write_text(text, encoding="utf-8")
    return check(folder / "dossier.toml", construe="usual")


def test_the_supplier_with_a_german_owner_may_cross(tmp_path: Path) -> None:
    assert asked(tmp_path, CLEAR).exit_status == 0


def test_a_private_id_is_no_evidence_and_a_name_is(tmp_path: Path) -> None:
    """Two parties of one id: the registry's bears another name, and the real one is Chinese-owned."""
    rows = (
        "party,s,,,Harmless Blechwaren GmbH,DE,DE,DE,,,\ncomplete,s\n"
        "party,x9,,,Sensor Works GmbH,KY,KY,KY,,,\nvotes,x9,cn,100\nparty,cn,,,Top Co,CN,CN,CN,,,\n"
    )
    found = asked(tmp_path, rows)
    assert found.exit_status == 1
    assert any("another party under the id 's'" in note.note for note in found.findings)


@pytest.mark.parametrize("name", ["Sensor Works G.m.b.H.", "SENSOR WORKS GMBH", "Sensor Works GmbH"])
def test_one_full_name_joins_however_its_legal_form_is_written(tmp_path: Path, name: str) -> None:
    assert asked(tmp_path, CLEAR, id="supplier-1", name=name).exit_status == 0


def test_who_is_in_no_registry_is_said(tmp_path: Path) -> None:
    found = asked(tmp_path, CLEAR, id="supplier-1", name="Quite Another AG")
    assert found.exit_status == 3
    assert any(
        "In no registry that was given" in note.note and "Quite Another" in note.note for note in found.findings
    )


@pytest.mark.parametrize(
    "row", ["vote,s,cn,60", ",s,cn,60", "votes,s,,60", "votes,,cn,60", "votes,s,cn,60,,,,,,,,more"]
)
def test_a_row_that_was_not_used_reaches_the_outcome(tmp_path: Path, row: str) -> None:
    rows = CLEAR.replace("votes,s,b,100", f"votes,s,b,40\n{row}\ndispersed,s,,5,,,,,,no").replace("complete,s\n", "")
    found = asked(tmp_path, rows)
    assert found.exit_status == 3
    assert found.findings


@pytest.mark.parametrize(
    ("share", "construe", "status", "named"),
    [
        (19, None, 3, True),
        (19, "from_a_tenth", 3, True),
        (19, "from_a_quarter", 0, False),
        (25, "from_a_quarter", 3, False),
        (9, None, 0, False),
    ],
)
def test_from_which_share_a_minority_may_be_dominant_is_construed(
    tmp_path: Path, share: int, construe: str | None, status: int, named: bool
) -> None:
    rows = CLEAR.replace(
        "votes,s,b,100", f"votes,s,b,{100 - share}\nvotes,s,cn,{share}\nparty,cn,,,Top Co,CN,CN,CN,,,"
    )
    asked(tmp_path, rows)
    chosen = {name: str(item.usual) for name, item in legal_facts() if item.usual}
    if construe:
        chosen[dominant_minority.name] = construe
    else:
        del chosen[dominant_minority.name]
    found = check(tmp_path / "dossier.toml", construe=chosen)
    assert found.exit_status == status
    said = " ".join(question for each in found.ownership for question in each.open_holdings)
    assert (dominant_minority.name in said) == named


def legal_facts() -> list[tuple[str, Definition]]:
    return [(name, item) for name, item in VOCABULARY.items() if name.startswith("legal.")]


LEI = "5493001KJTIIGC8Y1R12"


def test_a_listed_party_bars(tmp_path: Path) -> None:
    entry = f'Our List,1,Something Else Entirely,,DE,"LEI, {LEI}"\n'
    assert asked(tmp_path, CLEAR, listed="Our List,1,Quite Different Co,,CN,\n").exit_status == 0
    found = asked(tmp_path, CLEAR, listed=entry, lei=LEI)
    assert [each.status for each in found.screened if each.party == "s"] == ["listed"]
    assert found.exit_status == 1


def test_a_name_that_nobody_has_judged_leaves_the_act_open(tmp_path: Path) -> None:
    assert asked(tmp_path, CLEAR, listed="Our List,1,Sensor Works,,,\n").exit_status == 3


def test_owners_above_a_party_are_screened(tmp_path: Path) -> None:
    rows = CLEAR.replace(
        "votes,s,b,100", "votes,s,b,50.1\nvotes,s,c,49.9\nparty,c,,,Claus KG,DE,DE,DE,,,\ncomplete,c"
    )
    rows = rows.replace("party,b,,,Bauer AG,DE,DE,DE,,,", f"party,b,,,Bauer AG,DE,DE,DE,,,{LEI}")
    entry = f'Our List,1,Something Else Entirely,,DE,"LEI, {LEI}"\n'
    found = asked(tmp_path, rows, listed=entry)
    assert any("above Sensor Works" in each.name and each.status == "listed" for each in found.screened)
    assert found.exit_status == 1
    minority = rows.replace("votes,s,b,50.1", "votes,s,b,10").replace("votes,s,c,49.9", "votes,s,c,90")
    assert asked(tmp_path, minority, listed=entry).exit_status == 0


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        (CLEAR, 0),
        (CLEAR.replace("votes,s,b,100", "votes,s,b,40\nvotes,s,cn,60\nparty,cn,,,Top Co,CN,CN,CN,,,"), 1),
        (CLEAR.replace("votes,s,b,100", "votes,s,b,40\nvote,s,cn,60\nparty,cn,,,Top Co,CN,CN,CN,,,"), 3),
    ],
)
def test_check_answers_from_a_stored_graph_as_from_its_files(tmp_path: Path, rows: str, status: int) -> None:
    plain = asked(tmp_path, rows)
    store_registries([tmp_path / "stakes.csv"], tmp_path / "graph.db")
    dossier = tmp_path / "dossier.toml"
    text = dossier.read_text(encoding="utf-8").replace('registries = ["stakes.csv"]', 'registries = ["graph.db"]')
    dossier.write_text(text, encoding="utf-8")
    kept = check(dossier, construe="usual")
    assert kept.exit_status == plain.exit_status == status
    assert [each.chain for each in kept.ownership] == [each.chain for each in plain.ownership]


def test_a_stored_list_reaches_the_outcome_as_its_file_does(tmp_path: Path) -> None:
    entry = f'Our List,1,Something Else Entirely,,DE,"LEI, {LEI}"\n'
    plain = asked(tmp_path, CLEAR, listed=entry, lei=LEI)
    build([tmp_path / "list.csv"], tmp_path / "kept.lists")
    dossier = tmp_path / "dossier.toml"
    text = dossier.read_text(encoding="utf-8").replace('lists = ["list.csv"]', 'lists = ["kept.lists"]')
    dossier.write_text(text, encoding="utf-8")
    kept = check(dossier, construe="usual")
    assert kept.exit_status == plain.exit_status == 1
    assert kept.screened == plain.screened


OTHER_LEI = "5493006MHB84DD0ZWV18"


@pytest.mark.parametrize(("share", "status"), [(25, 1), (24, 0)])
def test_listed_owners_count_together_through_what_they_have_by_half(tmp_path: Path, share: int, status: int) -> None:
    rows = CLEAR.replace(
        "votes,s,b,100",
        f"votes,s,b,{75 - share}\nvotes,s,c,{share}\nvotes,s,d,25\nvotes,d,e,100\ncomplete,d\ncomplete,c\n"
        f"complete,e\nparty,c,,,Claus KG,DE,DE,DE,,,{LEI}\nparty,d,,,Dora AG,DE,DE,DE,,,\n"
        f"party,e,,,Emil SE,DE,DE,DE,,,{OTHER_LEI}",
    )
    entries = "".join(f'Our List,{n},No. {n}x,,,"LEI, {lei}"\n' for n, lei in enumerate((LEI, OTHER_LEI)))
    found = asked(tmp_path, rows, listed=entries)
    assert sum("above" in each.name and each.status == "listed" for each in found.screened) == 2
    assert found.exit_status == status


@pytest.mark.parametrize(
    ("names", "lei", "status"),
    [
        ("Sensor Works GmbH", "", 0),
        ("Sensor Works GmbH;Sensorwerke Leipzig", "", 0),
        ("Sensor Works GmbH;Orion Marine Services Ltd", "", 3),
        ("Sensor Works GmbH", "529900T8BM49AURSDO55", 1),
    ],
)
def test_a_supplier_is_screened_under_what_a_registry_calls_it(
    tmp_path: Path, names: str, lei: str, status: int
) -> None:
    rows = CLEAR.replace("Sensor Works GmbH,DE,DE,DE,,,", f"{names},DE,DE,DE,,,{lei}")
    listed = 'List (OWN),1,Orion Marine Services Ltd,,"Road 1, KP","LEI, 529900T8BM49AURSDO55"\n'
    assert asked(tmp_path, rows, listed=listed).exit_status == status


@pytest.mark.parametrize(
    ("owner", "share", "status"),
    [
        ("Bauer AG", 50, 0),
        ("Orion Marine", 10, 0),
        ("Orion Marine", 50, 3),
        ("Bauer Holding (Orion Marine) AG", 50, 3),
        ("OrionMarine Holding", 60, 3),
        ("奥里恩海运", 60, 3),
    ],
)
def test_owners_of_half_whose_name_is_close_are_open(tmp_path: Path, owner: str, share: int, status: int) -> None:
    held = f"votes,s,b,{100 - share}\nvotes,s,c,{share}\nparty,c,,,{owner},DE,DE,DE,,,\ncomplete,c"
    listed = 'List (OWN),1,Orion Marine Services Ltd,,"Road 1, KP",\n'
    assert asked(tmp_path, CLEAR.replace("votes,s,b,100", held), listed=listed).exit_status == status
