"""Tables that once ended a command, hung it or lost a row: what any reader of rows meets, whatever they are of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.crashes import Files, asked
from tests.running import run

TABLES: dict[str, tuple[Files, tuple[str, ...], str]] = {
    "lone carriage returns": (
        {"s.csv": "kind,subject,holder,share\rparty,a,,\r"}, ("own", "a", "--registry", "@s.csv"), "",
    ),
    "endless cell": (
        {"s.csv": "kind,subject,holder\nparty,a," + "x" * 2_000_000 + "\n"}, ("own", "a", "--registry", "@s.csv"), "csv.row",
    ),
    "short Comtrade row": (
        {"f.csv": "cmdCode,flowCode,primaryValue,period,reporterISO,partnerISO\n8703\n"}, ("figures", "check", "@f.csv"), "csv.width",
    ),
    "short SDMX row": ({"f.csv": "TIME_PERIOD,OBS_VALUE\n2025\n"}, ("figures", "check", "@f.csv"), "csv.width"),
    "a column twice in stakes": (
        {"s.csv": "kind,subject,holder,share,share\nvotes,a,b,60,1\n"}, ("own", "a", "--registry", "@s.csv"), "csv.column",
    ),
    "a quote that swallows rows": (
        {"s.csv": 'name,country\n"Acme Parts GmbH,DE\nBeta AG,DE\nHuawei Technologies,CN\n', "l.csv": "name,source\nHuawei Technologies,X\n"},
        ("screen", "@s.csv", "--list", "@l.csv"), "csv.row",
    ),
    "two name columns": (
        {"s.csv": "name,name\nHuawei Technologies,Harmless\n", "l.csv": "name,source\nHuawei Technologies,X\n"},
        ("screen", "@s.csv", "--list", "@l.csv"), "csv.column",
    ),
    "list header broken": ({"l.csv": '"name\nx\n'}, ("screen", "--name", "A", "--list", "@l.csv"), "list.header"),
    "DPL header broken": (
        {"l.txt": '"Name\t"City"\tname\nx\ty\tz\n'}, ("screen", "--name", "A", "--list", "@l.txt"), "list.header",
    ),
    "OFAC prolog alone": ({"l.xml": '<?xml version="1.0"?>'}, ("screen", "--name", "A", "--list", "@l.xml"), "xml.syntax"),
    "GLEIF in no encoding": (
        {"r.xml": '<?xml version="1.0" encoding="utf8mb4"?><a/>'}, ("own", "x", "--registry", "@r.xml"), "xml.syntax",
    ),
    "OFAC in no encoding": (
        {"l.xml": '<?xml version="1.0" encoding="utf8mb4"?><a/>'}, ("screen", "--name", "A", "--list", "@l.xml"), "xml.syntax",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_broken_table_or_list_is_a_finding(name: str, tmp_path: Path) -> None:
    files, arguments, code = TABLES[name]
    status, err = asked(tmp_path, files, *arguments)
    assert status in (0, 2, 3, 4)
    assert "Internal error" not in err
    assert code in err
    if code:
        assert status != 0


WIDE = "name," + ",".join(f"c{n}" for n in range(20_000)) + "\nx\n"


@pytest.mark.parametrize(
    "words",
    [
        ("classify", "chips", "@w.csv", "--on", "2026-11-22"),
        ("convert", "@w.csv", "--to", "spdx-3.0"),
        ("screen", "@w.csv", "--list", "@w.csv"),
        ("figures", "check", "@w.csv"),
        ("check", "@w.csv", "--into", "US", "--act", "sale", "--on", "2026-11-22"),
    ],
    ids=lambda words: words[0],
)
def test_a_table_wider_than_any_sheet_is_refused(words: tuple[str, ...], tmp_path: Path) -> None:
    status, err = asked(tmp_path, {"w.csv": WIDE}, *words)
    assert status == 4
    assert "20,001 cells" in err or "header" in err
    assert "Internal error" not in err


def test_a_row_wider_than_any_sheet_is_told_and_the_others_are_read() -> None:
    from pratique.errors import Findings, Place
    from pratique.files import read_records

    findings = Findings()
    rows = list(read_records("a,b\n1,2\n" + "x," * 20_000 + "x\n3,4\n", Place("t.csv"), findings))
    assert [each.cells for each in rows] == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert [each.code for each in findings] == ["csv.columns"]


def test_no_table_of_a_folder_is_passed_over_for_the_letters_of_its_ending(tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    from pratique.usecases.bulk.parquet import source_of

    pl.DataFrame({"case": [1], "act.kind": ["sale"]}).write_parquet(tmp_path / "case.parquet")
    pl.DataFrame({"case": [1], "part": [1]}).write_parquet(tmp_path / "USES.PARQUET")
    assert source_of(tmp_path).paths.keys() == {"case", "uses"}


@pytest.mark.parametrize("arguments", [
    ("classify", "chip", "--tops", "1e999999999@8"),
    ("classify", "model", "--training-ops", "1e999999999"),
    ("classify", "model", "--training-ops", "[1e25"),
])  # fmt: skip
def test_a_power_of_ten_beyond_any_quantity_is_refused_at_once(arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert (ran.status, "Internal error" in ran.err) == (4, False)


def test_a_power_of_ten_in_a_table_of_chips(tmp_path: Path) -> None:
    status, err = asked(tmp_path, {"c.csv": "name,tops\nx,1e999999999@8\n"}, "classify", "chips", "@c.csv")
    assert (status in (1, 3, 4), "Internal error" in err) == (True, False)


def test_no_bulletin_of_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("In October 2024, China exported 1,000 vehicles.\n")
    (tmp_path / "b.TXT").symlink_to(tmp_path / "nowhere")
    status, err = asked(tmp_path, {}, "read", str(tmp_path))
    assert (status, "b.TXT" in err) == (4, True)
