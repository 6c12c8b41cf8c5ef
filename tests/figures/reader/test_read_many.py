"""Many texts in one call: files and folders in, a table or a list out; a file that cannot be read stops no other."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from tests.running import invoked

import pratique
from pratique.cli import main
from pratique.cli.read import command
from pratique.figures.reader.table import COLUMNS
from pratique.usecases.bulletins import all_rows, read_many, texts_of

TEXTS = {
    "a.txt": "China exported 517,000 vehicles in April 2025, up 2.6 percent year on year, CAAM said.",
    "b.html": "<!doctype html><html><body><article><p>Germany exported 276,300 passenger cars in April 2025, the "
    "association said in its monthly report on the market.</p></article></body></html>",
    "below/c.txt": "China does not oppose the EU's final rule on connected vehicles, the Ministry of Commerce said.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


def run(*arguments: str) -> str:
    result = invoked(command, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_a_folder_is_its_texts_by_name_and_none_twice(folder: Path) -> None:
    names = [Path(each).name for each in texts_of([folder / "b.html", folder, folder / "a.txt"])]
    assert names == ["b.html", "a.txt", "c.txt"]


def test_the_table_has_a_row_for_everything_that_json_lists(folder: Path) -> None:
    table = list(csv.DictReader(io.StringIO(run(str(folder), "--csv"))))
    readings = json.loads(run(str(folder), "--format", "json"))
    listed = sum(
        len(r[key]) for r in readings for key in ("figures", "positions", "instruments", "statements", "unread")
    )
    assert len(table) == listed
    assert tuple(table[0]) == COLUMNS
    assert [row["value"] for row in table if row["record"] == "figure"] == ["517000", "276300"]
    assert any(row["record"] == "unread" and "not asserted" in row["why"] for row in table)


def test_the_function_gives_the_rows_of_the_command(folder: Path) -> None:
    rows = pratique.bulletin_table([folder])
    table = list(csv.DictReader(io.StringIO(run(str(folder), "--format", "csv"))))
    assert [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows] == table
    assert [reading.source for reading in pratique.read_bulletins([folder])] == texts_of([folder])


def test_text_of_several_ends_with_the_totals(folder: Path) -> None:
    assert run(str(folder)).endswith("3 texts, 2 figures, 1 numbers or stances unread\n")


def test_check_gives_each_figure_its_verdict(folder: Path) -> None:
    (row,) = [
        row for row in pratique.bulletin_table([folder / "a.txt"], held_against=True) if row["record"] == "figure"
    ]
    assert row["verdict"] == "supported"


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "d.txt").write_bytes(b"")
    (folder / "e.txt").write_bytes(b"%PDF-1.7")
    with pytest.raises(SystemExit) as left:
        main(["read", str(folder), "--csv", "-o", str(folder / "out.csv")])
    assert left.value.code == 4
    said = capsys.readouterr().err
    assert "d.txt" in said
    assert "e.txt" in said
    table = list(csv.DictReader((folder / "out.csv").open(encoding="utf-8")))
    lost = {Path(row["source"]).name: row["why"] for row in table if row["record"] == "not read"}
    assert list(lost) == ["d.txt", "e.txt"]
    assert "PDF" in lost["e.txt"]
    assert [row["value"] for row in table if row["record"] == "figure"] == ["517000", "276300"]
    listed = json.loads((listed_by(folder)).stdout)
    assert [each["findings"][0]["severity"] for each in listed if each["findings"]] == ["error", "error"]


def listed_by(folder: Path) -> Result:
    return invoked(command, [str(folder), "--format", "json"], catch_exceptions=False)


def test_where_no_file_can_be_read_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "d.txt").write_bytes(b"")
    (tmp_path / "e.txt").write_bytes(b"%PDF-1.7")
    with pytest.raises(SystemExit) as left:
        main(["read", str(tmp_path), "--csv", "-o", str(tmp_path / "out.csv")])
    assert left.value.code == 4
    said = capsys.readouterr().err
    assert "d.txt" in said
    assert "e.txt" in said
    assert not (tmp_path / "out.csv").exists()


def test_a_folder_without_texts_is_a_fault_of_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["read", str(tmp_path)])
    assert left.value.code == 2
    assert "no .html, .txt or .docx file" in capsys.readouterr().err


def test_progress_is_told_as_it_is_made(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    readings = read_many([folder], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert len(all_rows(readings, False)) == 3


def test_a_cell_that_a_workbook_would_compute_is_text(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("It was +7% and then some in the plant of the firm.", encoding="utf-8")
    assert "'+7%" in run(str(tmp_path / "x.txt"), "--csv")


def test_a_text_in_which_nothing_is_found_has_a_row(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("China exported 592,000 vehicles in June 2025.\n", "utf-8")
    (tmp_path / "b.txt").write_text("The harbour was quiet that morning, and the carriers waited.\n", "utf-8")
    table = pratique.bulletin_table([tmp_path])
    assert [(Path(row["source"]).name, row["record"]) for row in table] == [("a.txt", "figure"), ("b.txt", "nothing")]
