"""Tables as bills of a dossier and of the command line, and bills of products that are no vehicles."""

from __future__ import annotations

import pytest

from pratique import check
from pratique.errors import InvalidInput

from ..running import run

TABLE = "Teilreferenz,Was,Wer\nU5,ESP32,Espressif\nR1,10k,Yageo\n"
MAPPING = '[columns]\nTeilreferenz = "designators"\nWas = "value"\nWer = "manufacturer"\n'
QUESTION = """
[[{kind}s]]
id = "bms"
boms = [{bill}]

[[transactions]]
act = "import"
role = "importer"
date = "2027-03-01"
into = "US"
{kind} = "bms"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "bms.csv").write_text(TABLE)
    (tmp_path / "bms.columns.toml").write_text(MAPPING)
    return tmp_path


@pytest.mark.parametrize("kind", ["vehicle", "product"])
@pytest.mark.parametrize(
    "bill",
    [
        '{ file = "bms.csv", mapping = "bms.columns.toml" }',
        '{ file = "bms.csv", columns = { Teilreferenz = "designators", Was = "value", Wer = "manufacturer" } }',
    ],
)
def test_the_columns_of_a_table_are_said_in_the_dossier_or_beside_it(folder, kind, bill):
    path = folder / "dossier.toml"
    path.write_text(QUESTION.format(kind=kind, bill=bill))
    answer = check(path)
    labels = {line.label for each in answer.transactions[0].instruments for line in each.lines}
    assert {"U5 ESP32 (Espressif)", "R1 10k (Yageo)"} <= labels


@pytest.mark.parametrize(
    ("bill", "code"),
    [
        ('{ file = "bms.csv", mapping = "bms.columns.toml", profile = "kicad" }', "dossier.bill.columns"),
        ('{ file = "bms.csv", mapping = "../x.toml" }', "file.outside"),
        ('{ file = "bms.csv", mapping = "none.toml" }', "columns.syntax"),
        ('{ file = "bms.csv", profile = "lotus" }', "columns.profile"),
        ('{ file = "bms.csv", colums = {} }', "dossier.schema"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_a_finding_of_the_dossier(folder, bill, code):
    path = folder / "dossier.toml"
    path.write_text(QUESTION.format(kind="vehicle", bill=bill))
    with pytest.raises(InvalidInput) as refused:
        check(path)
    assert code in [each.code for each in refused.value.findings]


def test_an_act_is_about_a_vehicle_or_a_product_that_is_there(folder):
    path = folder / "dossier.toml"
    path.write_text(QUESTION.format(kind="product", bill='"bms.csv"').replace('product = "bms"', 'product = "x"'))
    with pytest.raises(InvalidInput) as refused:
        check(path)
    assert "dossier.product" in [each.code for each in refused.value.findings]


def test_the_command_takes_a_mapping(folder):
    asked = ("--into", "US", "--act", "import", "--on", "2027-03-01")
    found = run("check", str(folder / "bms.csv"), *asked, "--columns", str(folder / "bms.columns.toml"))
    assert found.status == 3
    assert "U5 ESP32 (Espressif)" in found.out
    (folder / "bms.columns.toml").write_text('[columns]\nWas = "nome"\n')
    found = run("check", str(folder / "bms.csv"), *asked, "--columns", str(folder / "bms.columns.toml"))
    assert found.status == 4
    assert "Nearest: name" in found.err
