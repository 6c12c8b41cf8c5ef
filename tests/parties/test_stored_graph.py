"""A stored graph answers as the files that it was made of, and reads only what a question needs."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.running import run

from pratique.errors import InvalidInput, UsageError
from pratique.parties.stored import build, is_stored
from pratique.parties.stored.build import build_graph
from pratique.parties.stored.graph import StoredGraph
from pratique.reports.ownership import ownership_data
from pratique.usecases.ownership.own import OwnQuestion, own, own_many

HEAD = (
    "kind,subject,holder,share,name,organised,headquarters,principal_place,lei,record,asserted_on,decisive,"
    "concert,source\n"
)
ON = date(2026, 6, 1)
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
TRICKY = [
    'party,s,,,"Sensor, Works ""GmbH""",DE,DE,DE,5493001KJTIIGC8Y1R12\n',
    "votes, s ,b,40\n",
    "votes,s,a,60,,,,,,r1,2025-01-01\n",
    "votes,s,a,10,,,,,,r1,2026-01-01\n",
    "vote,s,a,5\n",
    "party,t,,,Twin,DE,DE,DE,5493001KJTIIGC8Y1R12\n",
    "votes,t,c,3\n",
    "party,c,,,丙公司,CN,CN,CN\n",
    "party,a,,,Alpha SA,FR,FR,FR\n",
    "acts_for,a,RU,,,,,,,,,yes\n",
    "same_as,b,bb\n",
    "party,bb,,,Beta,AT,AT,AT\n",
    "complete,bb\n",
    "concert,s,a;c\n",
    "votes,elsewhere,a,60\n",
    "\n",
]


@pytest.fixture(autouse=True, params=[0, 1 << 20], ids=["by its lines", "by its claims"])
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "WHOLE", request.param)


def question(*registries: Path) -> OwnQuestion:
    return OwnQuestion(registries, ON)


def stored(tmp_path: Path, *files: Path) -> Path:
    build_graph(files, tmp_path / "g.db")
    assert is_stored(tmp_path / "g.db")
    return tmp_path / "g.db"


def answer(party: str, *registries: Path) -> dict[str, object]:
    found = ownership_data(own(party, question(*registries)))
    if not build.WHOLE:
        found.pop("findings")  # of the lines of a large table those are told that a question reads
    return found


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("party", ["s", "t", "5493001KJTIIGC8Y1R12", "a", "Beta", "丙公司"])
def test_every_kind_of_row_is_found(tmp_path: Path, party: str, ending: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes((HEAD + "".join(TRICKY)).replace("\n", ending).encode())
    assert answer(party, stored(tmp_path, path)) == answer(party, path)


def test_ids_that_look_alike_are_as_near_stored_as_in_a_file(tmp_path: Path) -> None:
    pairs = [("sBx", "SbX"), ("S", "\uff33"), ("\u0405", "S"), ("s  x", "s x"), ("M\xfcller", "M\xdcLLER")]
    pairs += [("COPT", "\u0421\u041e\u0420\u0422"), ("stra\xdfe", "STRASSE"), ("s", "s")]
    for one, other in pairs:
        text = f"party,{one},,,,DE,DE,DE\nparty,a,,,,CN,CN,CN\nparty,b,,,,DE,DE,DE\ncomplete,b\n"
        text += f"votes,{other},a,60\nvotes,{one},b,40\ndispersed,{one},,5,,,,,,,,,no\n"
        (tmp_path / "r.csv").write_text(HEAD + text, encoding="utf-8")
        found = answer(one, tmp_path / "r.csv")
        assert found == answer(one, stored(tmp_path, tmp_path / "r.csv")), one
        assert found["nexus"]["CN"]["controlled"] == ("yes" if one == other else "unknown"), one  # type: ignore[index]


@pytest.mark.parametrize("end", ["\r", "\n\r"])
def test_lines_may_end_as_old_programs_end_them(tmp_path: Path, end: str) -> None:
    rows = (HEAD + "party,a,,,,CN,CN,CN\nvotes,s,a,60\nvotes,s,b,40\n").splitlines()
    (tmp_path / "r.csv").write_bytes(end.join(rows).encode())
    assert answer("s", stored(tmp_path, tmp_path / "r.csv"))["linked"] == {"CN": "yes", "RU": "unknown"}


def test_a_table_without_a_row_is_stored_empty(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(HEAD)
    with pytest.raises(InvalidInput, match="no row that can be read"):
        own("s", question(stored(tmp_path, tmp_path / "r.csv")))


def test_random_graphs_give_the_same_answers_stored(tmp_path: Path) -> None:
    draw = random.Random(15)
    for number in range(25):
        names = [f"p{index}" for index in range(9)]
        rows = [f"party,{name},,,Name {name},{draw.choice(['DE', 'CN', ''])},DE,DE\n" for name in names[:7]]
        for _ in range(12):
            subject, holder = draw.sample(names, 2)
            kind = draw.choice(["votes", "votes", "capital", "board", "contract", "votess", ""])
            rows.append(f"{kind},{subject},{holder},{draw.choice(['10', '30', '>50', 'much'])}\n")
        rows += [f"{draw.choice(['complete', 'rest', 'dispersed'])},{draw.choice(names)},,5\n" for _ in range(3)]
        draw.shuffle(rows)
        path = tmp_path / f"{number}.csv"
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        graph = stored(tmp_path, path)
        for name in names[:7]:
            assert answer(name, graph) == answer(name, path), (number, name)


def test_a_batch_of_suppliers_gives_each_the_answer_of_a_single_one(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(HEAD + "".join(TRICKY), encoding="utf-8")
    table = tmp_path / "suppliers.csv"
    table.write_text("name,country,lei\nAlpha SA,FR,\nBeta,,\nWhoever,DE,5493001KJTIIGC8Y1R12\nNobody,DE,\n")
    rows, findings = own_many(table, question(stored(tmp_path, path)))
    assert not findings
    plain, _ = own_many(table, question(path))
    told = [(row.asked, getattr(row, "joined_by", None), getattr(row, "exit_status", None)) for row in rows]
    assert told == [(row.asked, getattr(row, "joined_by", None), getattr(row, "exit_status", None)) for row in plain]
    assert told[3][1] is None
    assert told[2][1] is not None


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs the shared samples")
def test_other_formats_are_stored_as_their_readers_read_them(tmp_path: Path) -> None:
    files = [*sorted((SAMPLES / "bods").glob("*.json"))[:8], SAMPLES / "gleif" / "cdf-rr-data.xml"]
    graph = stored(tmp_path, *files)
    ids = {claim.party.id for file in files for claim in _parties(file)}
    assert len(ids) > 15
    for party in sorted(ids)[::3]:
        assert answer(party, graph) == answer(party, *files)


def _parties(path: Path) -> list[object]:
    from pratique.parties.holdings import PartyClaim
    from pratique.parties.readers.any import read_registry

    return [claim for claim in read_registry(path).claims if isinstance(claim, PartyClaim)]


def test_a_question_reads_what_stands_above_it_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(HEAD + "".join(f"votes,c{n},c{n + 1},100\n" for n in range(500)), encoding="utf-8")
    registry, names = StoredGraph(stored(tmp_path, path)).above(["c497"])
    assert len(registry.claims) == 3
    assert names == {"c497", "c498", "c499", "c500"}


def test_a_file_that_was_cut_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(HEAD + "".join(TRICKY), encoding="utf-8")
    graph = stored(tmp_path, path)
    graph.write_bytes(graph.read_bytes()[:200])
    with pytest.raises(InvalidInput, match="no whole stored graph"):
        StoredGraph(graph)


def test_a_file_with_nothing_anywhere_in_place_of_a_number_is_an_answer_or_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(HEAD + "votes,s,a,1/3\nvotes,a,b,2/3\nparty,b,,,Beta,AT,AT,AT\n", encoding="utf-8")
    graph = stored(tmp_path, path)
    whole, broken = graph.read_bytes(), 0
    for at in range(0, len(whole), 8):
        graph.write_bytes(whole[:at] + bytes(8) + whole[at + 8 :])
        try:
            own("s", question(graph))
        except (InvalidInput, UsageError):
            broken += 1
    assert broken


def test_two_parties_of_one_name_are_two_whichever_of_them_is_stored(tmp_path: Path) -> None:
    head = "kind,subject,holder,share,organised,headquarters,principal_place,name\n"
    rows = {
        "p": "party,s1,,,DE,DE,DE,S Blech GmbH\ncomplete,s1\n",
        "q": "party,z9,,,DE,DE,DE,S Blech GmbH\nvotes,z9,a,100\nparty,a,,,CN,CN,CN,Alpha\n",
    }
    files = {}
    for name, text in rows.items():
        files[name] = (tmp_path / f"{name}.csv", tmp_path / f"{name}.kept")
        files[name][0].write_text(head + text, encoding="utf-8")
        assert run("graph", "build", "-o", files[name][1], "--registry", files[name][0]).status == 0
    suppliers = tmp_path / "suppliers.csv"
    suppliers.write_text("name,country\nS Blech GmbH,DE\n", encoding="utf-8")
    for first in files["p"]:
        for second in files["q"]:
            given = ("--registry", first, "--registry", second, "--country", "CN", "--on", "2026-06-01")
            found = run("own", suppliers, *given, "--format", "json")
            assert "stands for 2 parties: s1, z9" in json.loads(found.out)[0]["joined_by"]
            assert found.status == 3
            assert run("own", "s1", *given).status == 3


BESIDE = [*TRICKY, "votes,s,only-holder,3\n", 'veto,s,"quoted, holder",,,,,,,,,no\n', "concert,s,one-of;two-of\n"]
BESIDE += ["votes,Lone Holding AG,Sole Holder Ltd,60\n", "nominator,s,behind,,,,,,,,,no\n"]
NAMED = ("s", "a", "b", "bb", "c", "t", "elsewhere", "only-holder", "quoted, holder", "one-of", "two-of", "behind")


@pytest.mark.parametrize("name", [*NAMED, "Sole Holder Ltd", "Lone Holding AG", "sole holder limited"])
def test_who_is_only_named_beside_others_is_found_as_in_the_file(tmp_path: Path, name: str) -> None:
    path, table = tmp_path / "x.csv", tmp_path / "suppliers.csv"
    path.write_text(HEAD + "".join(BESIDE), encoding="utf-8")
    table.write_text(f'name\n"{name}"\n', encoding="utf-8")
    kept = stored(tmp_path, path)
    if name in "".join(BESIDE):
        assert answer(name, kept) == answer(name, path)
    assert own_many(table, question(kept)).to_dict() == own_many(table, question(path)).to_dict()


def test_a_holder_of_statements_and_entities_is_found_as_in_the_file(tmp_path: Path) -> None:
    held = {
        "id": "o",
        "schema": "Ownership",
        "properties": {"owner": ["Beta AG"], "asset": ["s"], "percentage": ["9"]},
    }
    path = tmp_path / "x.json"
    path.write_text(json.dumps(held) + "\n", encoding="utf-8")
    assert answer("Beta AG", stored(tmp_path, path)) == answer("Beta AG", path)


def rows_of(seed: int) -> list[str]:
    """Rows of some forty parties that hold each other in rings, alone, twice and under other names."""
    dice = random.Random(seed)
    names = [f"p{n}" for n in range(36)] + ["alpha", "beta holding", "gamma"]
    found = []
    for name in names:
        country = dice.choice(["CN", "DE", "FR", "RU", ""])
        if dice.random() < 0.7:
            found.append(f"party,{name},,,Firm {dice.choice(names)} AG,{country},{country},{country}\n")
        for _ in range(dice.randrange(3)):
            kind = dice.choice(["votes", "votes", "board", "same_as", "acts_for", "concert", "important_matters"])
            share = dice.choice(["12", "34", "51", ">50", "x"]) if kind == "votes" else ""
            found.append(f"{kind},{name},{dice.choice(names)},{share},,,,,,{dice.choice(['', '', 'r1'])}\n")
        if dice.random() < 0.1:
            found.append(f"complete,{name}\n")
    return found


def told(party: str, question: OwnQuestion) -> Any:
    """What an answer comes to, with its reasons; who may control it without evidence a graph tells only if near."""
    try:
        found = ownership_data(own(party, question))
    except (UsageError, InvalidInput):
        return "nobody, or several"
    return {name: found[name] for name in ("headline", "party", "joined_by", "nexus", "reasons")}


@pytest.mark.parametrize("seed", [2, 5, 7])
def test_what_a_namesake_adds_is_read_as_from_the_files_however_far_it_leads(tmp_path: Path, seed: int) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(HEAD + "".join(rows_of(seed)), encoding="utf-8")
    second.write_text(HEAD + "".join(rows_of(seed + 1000)).replace(",p", ",q"), encoding="utf-8")
    graph = stored(tmp_path, first, second)
    for party in [f"{letter}{n}" for letter in "pq" for n in range(0, 36, 3)]:
        assert told(party, question(graph)) == told(party, question(first, second)), party


def test_a_question_loads_nothing_that_only_building_needs(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"{HEAD}party,s,,,S,DE,DE,DE\nvotes,s,b,60\n", encoding="utf-8")
    build_graph([tmp_path / "t.csv"], tmp_path / "g.db")
    code = f"""
import sys, pratique.cli
try: pratique.cli.main(["own", "s", "--registry", {str(tmp_path / "g.db")!r}])
except SystemExit as stop: assert stop.code == 3
print(sorted({{"numpy", "pratique.parties.stored.build"}} & set(sys.modules)), file=sys.stderr)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.splitlines()[-1] == "[]"
