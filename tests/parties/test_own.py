"""`pratique own`: text, JSON, drawing and export."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import Result
from tests.running import invoked

from pratique.cli.own import command
from pratique.errors import EXIT_CLEAR, EXIT_UNDETERMINED, InvalidInput, UsageError
from pratique.parties.control import POWER_TO_DECIDE
from pratique.parties.export_bods import export_bods
from pratique.parties.nexus import facts_of
from pratique.parties.picture import NAME, _two_lines, draw, ties
from pratique.parties.readers.any import read_registry
from pratique.parties.snapshot import Snapshot, take_snapshot

SCHEMAS = Path(__file__).parents[3] / "shared" / "samples" / "schemas"
ON = date(2026, 6, 1)
TABLE = """\
kind,subject,holder,share,decisive,name,type,organised,headquarters,principal_place,citizenship,residence,concert
party,tyre,,,,Tyre <Maker> & Co,entity,IT,IT,IT,,,
party,state,,,,国有化工集团有限公司,entity,CN,CN,CN,,,
votes,tyre,state,37,,,,,,,,,
votes,tyre,fund,>5-10,,,,,,,,,
party,fund,,,,Fund,person,,,,DE,DE,
special_share,tyre,state,,,,,,,,,,
dispersed,tyre,,3,,,,,,,,,no
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "stakes.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def graph(table: Path) -> Snapshot:
    return take_snapshot(read_registry(table), ON)


def run(*args: str | Path) -> Result:
    return invoked(command, [str(arg) for arg in args], catch_exceptions=False)


def test_json_carries_nexus_controllers_and_open_holdings(table: Path) -> None:
    result = run("tyre", "--registry", table, "--on", "2026-06-01", "--format", "json")
    assert result.exit_code == EXIT_UNDETERMINED
    answer: dict[str, Any] = json.loads(result.stdout)
    assert answer["party"] == {"id": "tyre", "name": "Tyre <Maker> & Co"}
    assert answer["nexus"]["CN"]["controlled"] == "unknown"
    assert answer["nexus"]["CN"]["organised_or_seated"] == "no"
    first = answer["controllers"][0]
    assert (first["party"], first["outcome"], first["low"], first["high"]) == ("state", "unknown", 37, 40)
    assert {item["kind"] for item in answer["open_holdings"]} >= {"power", "powers of a minority"}


def test_text_fits_eighty_columns_and_asks_what_is_open(table: Path) -> None:
    result = run("tyre", "--registry", table, "--on", "2026-06-01", "--country", "CN=CN,HK,MO")
    assert max(len(line) for line in result.stdout.splitlines()) <= 80
    assert "Open for CN" in result.stdout
    assert "RU" not in result.stdout


def test_a_settled_answer_exits_clear(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("kind,subject,holder,decisive,type,organised\nparty,x,,,state,DE\n")
    assert run("x", "--registry", path, "--on", "2026-06-01").exit_code == EXIT_CLEAR


@pytest.mark.parametrize(
    ("extra", "error"),
    [
        (["nobody"], UsageError),
        (["tyre", "--test", "feeling"], UsageError),
        (["tyre", "--country", "X=Atlantis"], UsageError),
        (["tyre", "--registry", "missing.csv"], InvalidInput),
    ],
)
def test_a_wrong_question_is_refused_in_words(table: Path, extra: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        run(*extra, "--registry", table)


def test_what_could_not_be_read_is_a_sentence_in_every_format(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("kind,subject,holder,share\nvotes,x,y,40\ncomplete,x\n")
    for form in ("text", "json", "csv", "md"):
        told = " ".join(run("x", "--registry", path, "--on", "2026-06-01", "--format", form).stdout.split())
        assert "though the list is said to be complete" in told
        assert not [each for each in ("complete.:", ": .", "x ()") if each in told]


def test_known_on_leaves_out_what_was_said_later(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(
        "kind,subject,holder,share,type,organised,headquarters,principal_place,asserted_on\n"
        "party,x,,,entity,DE,DE,DE,2026-01-01\nparty,y,,,entity,CN,CN,CN,2026-01-01\n"
        "votes,x,y,60,,,,,2026-03-01\n"
    )
    for known_on, outcome in (("2026-02-28", "unknown"), ("2026-03-01", "yes")):
        result = run("x", "--registry", path, "--on", "2026-06-01", "--known-on", known_on, "--format", "json")
        assert json.loads(result.stdout)["nexus"]["CN"]["controlled"] == outcome


def test_the_drawing_is_wellformed_escaped_dashed_and_always_the_same(table: Path, graph: Snapshot) -> None:
    facts = facts_of(graph, "tyre", {"CN"})
    drawing = draw(graph, facts, POWER_TO_DECIDE, {"state"})
    again = draw(take_snapshot(read_registry(table), ON), facts, POWER_TO_DECIDE, {"state"})
    assert drawing == again
    root = ElementTree.fromstring(drawing)
    space = "{http://www.w3.org/2000/svg}"
    boxes = [box.text for box in root.iter(f"{space}title")]
    assert "Tyre <Maker> & Co" in boxes
    dashed = [path for path in root.iter(f"{space}path") if path.get("class") == "open"]
    assert len(dashed) == len([row for row in ties(graph, "tyre", POWER_TO_DECIDE) if not row.certain])
    assert "more than 5 % to 10 % of the votes" in drawing


def test_the_table_holds_every_tie_with_its_source(graph: Snapshot) -> None:
    rows = {(row.holder, row.subject): row for row in ties(graph, "tyre", POWER_TO_DECIDE)}
    assert set(rows) == {("state", "tyre"), ("fund", "tyre"), ("?tyre", "tyre"), ("?state", "state")}
    assert rows["state", "tyre"].text == "37 % of the votes; has a special share"
    assert rows["?tyre", "tyre"].holder_name == "Free float"
    assert all(row.source for row in rows.values())


def test_files_are_written_whole(table: Path, tmp_path: Path) -> None:
    svg, bods = tmp_path / "chain.svg", tmp_path / "chain.json"
    run("tyre", "--registry", table, "--on", "2026-06-01", "--svg", svg, "--bods", bods)
    assert svg.read_text(encoding="utf-8").startswith("<svg")
    assert read_registry(bods).claims


def test_the_export_reads_back_to_the_same_shares_and_marks_what_was_computed(
    tmp_path: Path, graph: Snapshot
) -> None:
    text = export_bods(graph, "tyre", ON)
    assert text == export_bods(graph, "tyre", ON)
    path = tmp_path / "out.json"
    path.write_text(text, encoding="utf-8")
    back = take_snapshot(read_registry(path), ON)
    names = {party.id: party.name for party in back.parties.values()}
    found = {(names[row.holder], str(row.share)) for rows in back.holdings.values() for row in rows}
    assert found == {("国有化工集团有限公司", "37 %"), ("Fund", "more than 5 % to 10 %")}
    computed = [row for row in json.loads(text) if row["source"]["description"].startswith("Computed")]
    assert computed
    assert all("may control" in row["recordDetails"]["interests"][0]["details"] for row in computed)


@pytest.mark.skipif(not SCHEMAS.exists(), reason="the shared schemas are not here")
def test_the_export_is_valid_bods(graph: Snapshot) -> None:
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    documents = {
        name: json.loads((SCHEMAS / f"bods-0.4-{name}.json").read_text(encoding="utf-8"))
        for name in ("statement", "components", "entity-record", "person-record", "relationship-record")
    }
    registry = Registry().with_resources((doc["$id"], Resource.from_contents(doc)) for doc in documents.values())
    validator = Draft202012Validator(documents["statement"], registry=registry)
    broken = [{**json.loads(export_bods(graph, "tyre", ON))[0], "recordStatus": "odd"}]
    assert list(validator.iter_errors(broken))
    assert not [error.message for error in validator.iter_errors(json.loads(export_bods(graph, "tyre", ON)))]


def test_many_holders_are_gathered_with_their_count_and_texts_never_share_a_spot(tmp_path: Path) -> None:
    path, svg = tmp_path / "many.csv", tmp_path / "many.svg"
    rows = ["votes,s,a,30", *(f"votes,s,p{number},0.7" for number in range(90)), "votes,a,s,60"]
    head = (
        "kind,subject,holder,share,organised,headquarters,principal_place\nparty,a,,,CN,CN,CN\nparty,s,,,DE,DE,DE\n"
    )
    path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    run("s", "--registry", path, "--on", "2026-06-01", "--svg", svg)
    drawn = ElementTree.fromstring(svg.read_text("utf-8"))
    space = "{http://www.w3.org/2000/svg}"
    texts = ["".join(each.itertext()) for each in drawn.iter(f"{space}text")]
    assert int(drawn.attrib["width"]) <= 1_500
    assert {"s", "a"} <= set(texts)
    assert any(text.endswith("more holders") for text in texts)
    spots = [(each.attrib["x"], each.attrib["y"]) for each in drawn.iter(f"{space}text")]
    assert len(spots) == len(set(spots))


def test_of_many_holders_those_that_matter_are_drawn_and_the_sheet_says_the_answer(tmp_path: Path) -> None:
    head = "kind,subject,holder,share,organised,headquarters,principal_place\n"
    rows = ["party,s,,,DE,DE,DE", "party,zz,,,CN,CN,CN", "party,z,,,NL,NL,NL", "votes,s,z,4", "votes,z,zz,20"]
    rows += ["votes,z,s,30", *(f"votes,s,h{number:02},1.5 %" for number in range(60))]
    table = tmp_path / "many.csv"
    table.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    drawn = tmp_path / "many.svg"
    run("s", "--registry", table, "--country", "CN", "--on", "2026-06-01", "--svg", drawn)
    text = drawn.read_text("utf-8")
    for said in (">z<", ">zz<", "56 more holders", "Owned or controlled from CN: unknown.", 'class="subject chain"'):
        assert said in text


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Pirelli", ("Pirelli", "")),
        ("Polestar Automotive Holding UK PLC", ("Polestar Automotive", "Holding UK PLC")),
        ("Donaudampfschifffahrtsgesellschaftskapitän", ("Donaudampfschifffahrtsges", "ellschaftskapitän")),
        (
            "A name of so many words that two lines of a box are few",
            ("A name of so many words", "that two lines of a box a…"),
        ),
    ],
)
def test_a_long_name_takes_two_lines(name: str, lines: tuple[str, str]) -> None:
    assert _two_lines(name) == lines
    assert max(map(len, lines)) <= NAME


def test_who_controls_is_called_by_name_and_a_half_of_the_board_is_said(tmp_path: Path) -> None:
    path, suppliers = tmp_path / "s.csv", tmp_path / "suppliers.csv"
    rows = (
        "party,s,,,Sub AG\nparty,a,,,Alpha Holding\nvotes,s,a,60\nparty,j,,,Joint AG\ncapital,j,a,50\nboard,j,a,50\n"
    )
    seat = "party,a,,,,CN,CN,CN\n"
    path.write_text(f"kind,subject,holder,share,name,organised,headquarters,principal_place\n{rows}{seat}", "utf-8")
    suppliers.write_text("name\nSub AG\n", encoding="utf-8")
    usual = ("--registry", path, "--country", "CN", "--on", "2026-06-01")
    assert json.loads(run("s", *usual, "--format", "json").stdout)["headline"].endswith("by Alpha Holding.")
    assert "Sub AG (Alpha Holding: 60 % of the votes)" in run(suppliers, *usual, "--format", "csv").stdout
    asked = [each["question"] for each in json.loads(run("j", *usual, "--format", "json").stdout)["open_holdings"]]
    assert any("beside 50 % of the seats on the board" in each for each in asked)


def test_an_id_that_stands_in_a_record_of_another_day_is_that_of_the_same_party(tmp_path: Path) -> None:
    lei, table, later = "529900SUB00000000012", tmp_path / "x.csv", tmp_path / "later.csv"
    table.write_text(f"kind,subject,lei,organised\nparty,GB-COH-01234567,{lei},DE\n", encoding="utf-8")
    stem = "Relationship."
    later.write_text(
        f"{stem}StartNode.NodeID,{stem}EndNode.NodeID,{stem}RelationshipType,{stem}RelationshipStatus,"
        f"{stem}Period.1.startDate,{stem}Period.1.periodType\n"
        f"{lei},529900BETA0000000041,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,2027-01-01,RELATIONSHIP_PERIOD\n",
        encoding="utf-8",
    )
    given = ("--registry", later, "--registry", table, "--on", "2026-06-15", "--format", "json")
    assert json.loads(run(lei, *given).stdout)["party"]["id"] == "GB-COH-01234567"
    (tmp_path / "suppliers.csv").write_text(f"name,lei\nThe one,{lei}\n", encoding="utf-8")
    (row,) = json.loads(run(tmp_path / "suppliers.csv", *given).stdout)
    assert row["party"] == "GB-COH-01234567"


def test_where_everybody_on_an_open_chain_sits_is_asked_at_once(tmp_path: Path) -> None:
    path = tmp_path / "chain.csv"
    path.write_text("subject,holder,votes\nj,sub,100\nsub,mid,100\nmid,top,100\n", encoding="utf-8")
    usual = ("j", "--registry", path, "--country", "CN", "--on", "2026-06-01")
    open_ones = json.loads(run(*usual, "--format", "json").stdout)["open_holdings"]
    assert [each["subject"] for each in open_ones if each["kind"] == "seat"] == ["sub", "mid", "top"]
    assert not any(each["settles"] for each in open_ones), "where one of them sits settles nothing alone"
    seats = "".join(f"party,{name},,,entity,DE,DE,DE\n" for name in ("j", "sub", "mid"))
    header = "kind,subject,holder,votes,type,organised,headquarters,principal_place\n"
    held = "votes,j,sub,100,,,,\nvotes,sub,mid,100,,,,\nvotes,mid,top,100,,,,\n"
    path.write_text(header + seats + held, encoding="utf-8")
    open_ones = json.loads(run(*usual, "--format", "json").stdout)["open_holdings"]
    assert [each["subject"] for each in open_ones if each["kind"] == "seat"] == ["top"]
