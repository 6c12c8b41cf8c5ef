"""`new`: a folder that can be checked at once, whose every comment is a line that the schema takes."""

from __future__ import annotations

import re
import tomllib
from datetime import date

import pytest

from pratique import check, question
from pratique.errors import Place
from pratique.items.readers import read_bill
from pratique.items.tables.columns import columns_of
from pratique.reports.scaffold import files_of
from pratique.usecases.columns import suggested
from pratique.usecases.new import KINDS, new

from ..running import run

KICAD = "Reference,Value,Footprint,Qty,Manufacturer\nU5,ESP32,QFN,1,Espressif\nC1,10u,0603,1,Murata\n"
ON = ("--on", "2027-06-01", "--known-on", "2026-11-22")
DAY = date(2027, 6, 1)
DOSSIERS = [kind for kind in KINDS if kind != "market-model"]


@pytest.fixture
def bill(tmp_path):
    path = tmp_path / "bms.csv"
    path.write_text(KICAD)
    return path


@pytest.mark.parametrize("kind", DOSSIERS)
def test_a_new_dossier_is_answered_as_it_stands(kind, tmp_path):
    assert run("new", kind, "-o", tmp_path / "n").status == 0
    found = run("check", tmp_path / "n" / "dossier.toml", *ON)
    assert found.status in (0, 3)
    assert found.err == ""


@pytest.mark.parametrize("kind", DOSSIERS)
def test_every_comment_becomes_a_line_that_is_taken(kind, tmp_path):
    """Each marked fact is unmarked by itself: nothing but a fact that contradicts another may be wrong with it."""
    text = files_of(new(kind))["dossier.toml"].decode()
    fact = re.compile(r'# ("?[a-z_0-9.]+"? = (?:"[^"]*"|\[[^\]]*\]|[\w.-]+))   # ')
    lines = text.split("\n")
    unmarked = [fact.match(line) for line in lines]
    assert sum(1 for each in unmarked if each) > 3
    whole = "\n".join(
        each[1] if each and "value = " not in each[1] else line for line, each in zip(lines, unmarked, strict=True)
    )
    path = tmp_path / "dossier.toml"
    path.write_text(whole)
    found = run("check", path, *ON)
    assert found.status in (0, 1, 3), found.err


def test_the_answers_of_parts_count_once_they_name_the_part(tmp_path, bill):
    run("new", "hardware-import", bill, "-o", tmp_path / "n")
    path = tmp_path / "n" / "dossier.toml"
    text = path.read_text()
    blocks = re.findall(r"# \[\[answers\]\]\n# (entity.*)\n# (part.*)\n# (fact.*)\n# (value = .*?)   # ", text)
    assert len(blocks) > 10
    own = [each for each in blocks if '"part.' in each[2]]
    unmarked = "\n".join("\n".join(("[[answers]]", *each)) for each in own)
    path.write_text(f"{text}\n{unmarked}\n".replace('"LTE modem"', '"ESP32"'))
    found = run("check", path, *ON)
    assert found.status in (0, 1, 3), found.err
    assert "counts for nothing" not in found.out + found.err


def test_bills_lie_beside_it_with_a_mapping_that_reads_the_same(tmp_path, bill):
    run("new", "hardware-import", bill, "-o", tmp_path / "n")
    assert sorted(each.name for each in (tmp_path / "n").iterdir()) == ["bms.columns.toml", "bms.csv", "dossier.toml"]
    answer = check(tmp_path / "n" / "dossier.toml")
    labels = {line.label for each in answer.transactions[0].instruments for line in each.lines}
    assert {"U5 ESP32 (Espressif)", "C1 10u (Murata)"} <= labels
    guessed = run("check", bill, "--into", "US", "--act", "import", *ON)
    assert "U5 ESP32 (Espressif)" in guessed.out


def test_a_table_of_two_bytes_a_character_has_a_mapping_too(tmp_path):
    path = tmp_path / "export.txt"
    path.write_bytes("Material Description\tQty\nTCU 4G\t1\n".encode("utf-16"))
    assert [*new("hardware-import", [path]).files] == ["export.txt", "export.columns.toml"]


def test_what_is_unsure_is_a_question_in_the_mapping(tmp_path):
    path = tmp_path / "b.csv"
    path.write_text("Reference,Value,Vendor\nU5,ESP32,Acme\n")
    mapping = files_of(new("software-sale", [path]))["b.columns.toml"].decode()
    assert '# "Vendor" = "manufacturer"   # or supplier: which?' in mapping


def test_a_model_goes_to_markets(tmp_path):
    assert run("new", "market-model", "-o", tmp_path / "n").status == 0
    assert run("markets", tmp_path / "n" / "model.toml", "--on", "2027-06-01").status in (0, 1, 3)


def test_nothing_is_written_over_and_a_wrong_kind_is_told(tmp_path, bill):
    (tmp_path / "n").mkdir()
    (tmp_path / "n" / "mine.txt").write_text("x")
    assert run("new", "holding", "-o", tmp_path / "n").status == 4
    assert run("new", "hardwar", "-o", tmp_path / "m").status == 2
    assert run("new", "holding", bill, "-o", tmp_path / "m").status == 2
    assert not (tmp_path / "m").exists()


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_an_empty_table_is_refused_and_nothing_is_made(tmp_path, content):
    (tmp_path / "b.csv").write_text(content)
    ran = run("new", "hardware-import", tmp_path / "b.csv", "-o", tmp_path / "n")
    assert (ran.status, (tmp_path / "n").exists()) == (4, False)
    assert "[table.empty]" in ran.err


def test_what_crosses_a_border_in_a_bare_bill_may_be_parts_alone(bill):
    """Whether a vehicle crosses is asked first, and assumed neither way; a year of a model says that one does."""
    asked = check(question(bill, into="US", act="import", role="importer", on=DAY))
    assert asked.next_step.startswith("Say about ")
    assert "? (act.concerns_vehicle)" in asked.next_step
    assert (asked.verdict.best, asked.verdict.worst) == ("out of scope", "prohibited")
    for said in ({"model_year": 2030}, {"role": "manufacturer"}, {"act": "sale"}):
        each = check(question(bill, **{"into": "US", "act": "import", "on": DAY, **said}))
        assert each.transactions[0].vehicle
    told = check(question(bill, into="US", act="import", on=DAY, facts={"act.concerns_vehicle": False}))
    names = {fact.name for fact in told.open_facts}
    assert "act.concerns_vehicle" not in names
    assert {name for name in names if name.startswith("vehicle.")} <= {"vehicle.model_year"}


def test_no_column_is_declared_to_say_nothing_by_a_guess(tmp_path):
    """A second source in a column without a known word opened its part, and not below a mapping of `new`."""
    bill = tmp_path / "bill.csv"
    bill.write_text(
        "Pos,Bezeichnung,Hersteller,Zweitquelle X,Bauteilposition,Montage,Bemerkung\n"
        "1,Modem,Sierra,Hisilicon Hi3519,U1,,oder Quectel\n2,Kondensator,Murata,,C1-C4,DNP,\n"
    )
    said = suggested(bill)
    assert '# "Bauteilposition" = "designators"' in said
    assert '# "Montage" = "not-fitted"' in said
    bare, mapped = (
        read_bill(bill, each) for each in (None, columns_of(tomllib.loads(said), Place("bill.columns.toml")))
    )
    assert [each.text for each in mapped.beside] == [each.text for each in bare.beside] != []
    assert {"ignore"}.isdisjoint(tomllib.loads(said)["columns"].values())
