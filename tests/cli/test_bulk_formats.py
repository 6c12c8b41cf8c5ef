"""`bulk` takes Arrow IPC and delimited text as it takes Parquet: the same answers, and damage is a finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("polars")
pytest.importorskip("sqlglot")

import polars as pl
import pyarrow as pa

from tests.running import run

CASES = pl.DataFrame(
    {
        "case": [f"c{n}" for n in range(24)],
        "actor": [f"p{n % 3}" if n % 4 else None for n in range(24)],
        "part.closed": [(True, False, None)[n % 3] for n in range(24)],
        "act.kind": [("import", "sale", None)[n % 3] for n in range(24)],
        "act.into": ["US" if n % 5 else "DE" for n in range(24)],
        "act.date": pl.Series([(date(2024, 1, 1), date(2027, 6, 1), None)[n % 3] for n in range(24)], dtype=pl.Date),
        "vehicle.gvwr_lb.lo": [(9000.5, None)[n % 2] for n in range(24)],
        "vehicle.gvwr_lb.hi": [10_000.0 for _ in range(24)],
        "vehicle.model_year": [2025 + n % 6 for n in range(24)],
        "actor.roles": [(["consumer"], [], None)[n % 3] for n in range(24)],
    }
)
USES = pl.DataFrame({"case": [f"c{n // 2}" for n in range(48)], "part": [f"x{n % 5}" for n in range(48)]})
PARTS = pl.DataFrame(
    {"part": [f"x{n}" for n in range(5)], "part.kind": ["hardware", "software", None, "hardware", None]}
)
TABLES = {"case": CASES, "uses": USES, "part": PARTS}


def written(path: Path, frame: pl.DataFrame) -> None:
    """A table in the format of an ending, as others write it."""
    if path.suffix == ".parquet":
        frame.write_parquet(path)
    elif path.suffix in (".arrow", ".feather"):
        frame.write_ipc(path)
    elif path.suffix == ".arrows":
        frame.write_ipc_stream(path)
    else:
        lists = [name for name, kind in frame.schema.items() if kind == pl.List(pl.String)]
        flat = frame.with_columns(
            pl.when(pl.col(name).list.len() == 0)
            .then(pl.lit("none"))
            .otherwise(pl.col(name).list.join(";"))
            .alias(name)
            for name in lists
        )
        flat.write_csv(path, separator="\t" if path.suffix == ".tsv" else ",")


def folder_of(place: Path, ending: str) -> Path:
    place.mkdir()
    for name, frame in TABLES.items():
        written(place / f"{name}{ending}", frame)
    return place


def answers(source: Path, out: Path, *more: str) -> pl.DataFrame:
    found = run("bulk", str(source), "-o", str(out), "--quiet", *more)
    assert found.status in (0, 1, 3), found.err
    return pl.read_parquet(out)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """The answers to the tables in Parquet, read at once."""
    folder = tmp_path_factory.mktemp("plain")
    return answers(folder_of(folder / "tables", ".parquet"), folder / "answers.parquet")


@pytest.mark.parametrize("ending", [".arrow", ".feather", ".arrows", ".csv", ".tsv"])
def test_another_format_gives_the_answers_of_parquet(plain: pl.DataFrame, tmp_path: Path, ending: str) -> None:
    other = answers(folder_of(tmp_path / "other", ending), tmp_path / "other.parquet", "--batch", "13")
    assert other.equals(plain)


def test_one_file_of_each_format_is_taken_alone(tmp_path: Path) -> None:
    found = []
    for ending in (".parquet", ".arrow", ".arrows", ".csv"):
        written(tmp_path / f"mine{ending}", CASES)
        found.append(answers(tmp_path / f"mine{ending}", tmp_path / "answers.parquet"))
    assert all(each.equals(found[0]) for each in found)


def test_text_with_semicolons_a_mark_of_order_and_words_for_truths(tmp_path: Path) -> None:
    plain = "case;part.closed;act.kind;actor.roles\r\nc1;yes;import;\"['consumer']\"\r\nc2;0;unknown;[]\r\n"
    (tmp_path / "case.csv").write_bytes(b"\xef\xbb\xbf" + plain.encode())
    typed = pl.DataFrame(
        {
            "case": ["c1", "c2"],
            "part.closed": [True, False],
            "act.kind": ["import", None],
            "actor.roles": [["consumer"], []],
        }
    )
    typed.write_parquet(tmp_path / "case2.parquet")
    text = answers(tmp_path / "case.csv", tmp_path / "text.parquet")
    assert text.equals(answers(tmp_path / "case2.parquet", tmp_path / "plain.parquet"))


CELLS = {
    "truth": ("part.closed", "maybe", "is no truth"),
    "day": ("act.date", "1 June 2027", "is no day"),
    "no such day": ("act.date", "2027-02-30", "is no day"),
    "number": ("vehicle.gvwr_lb", "9,000", "is no number"),
    "text for a number": ("vehicle.gvwr_lb", "heavy", "is no number"),
    "half a year": ("vehicle.model_year", "2027.5", "is no whole number"),
    "below what can be": ("vehicle.gvwr_lb", "-1", "cannot be vehicle.gvwr_lb"),
    "choice": ("act.kind", "smuggle", "is no act.kind"),
    "member": ("actor.roles", "consumer;wizard", "is no list of names"),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_that_is_no_value_is_a_finding_with_its_row(tmp_path: Path, name: str) -> None:
    column, cell, said = CELLS[name]
    out = tmp_path / "answers.parquet"
    out.write_bytes(b"old")
    (tmp_path / "cases.csv").write_text(f'case,{column},act.into\nc1,,US\nc2,"{cell}",Mars\n')
    found = run("bulk", str(tmp_path / "cases.csv"), "-o", str(out), "--quiet")
    assert (found.status, out.read_bytes()) == (4, b"old")
    if name != "below what can be":
        assert "(row 3)" in found.err
        assert said in found.err
    assert "'Mars' is no act.into" in found.err


def cut(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


DAMAGED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a cut Arrow file": (".arrow", cut),
    "an Arrow file without its end": (".arrow", lambda whole: whole[:-10]),
    "an empty Arrow file": (".arrow", lambda _: b""),
    "a stream without its end mark": (".arrows", lambda whole: whole[:-8]),
    "a cut stream": (".arrows", cut),
    "an empty table of text": (".csv", lambda _: b""),
    "a table of text in UTF-16": (".csv", lambda whole: whole.decode().encode("utf-16")),
    "a row that is short": (".csv", lambda whole: whole + b"c99,p0\n"),
    "a row that is long": (".csv", lambda whole: whole + b"c99" + b"," * 40 + b"\n"),
    "a table of text that is Latin 1": (".csv", lambda whole: whole.replace(b"c3,", "c\u00e4,".encode("latin-1"))),
    "a name of a column twice": (".csv", lambda whole: whole.replace(b"vehicle.model_year", b"act.kind", 1)),
    "a header alone": (".csv", lambda whole: whole.split(b"\n")[0]),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_table_is_a_finding_and_leaves_the_old_answers(tmp_path: Path, name: str) -> None:
    ending, change = DAMAGED[name]
    folder, out = folder_of(tmp_path / "tables", ending), tmp_path / "answers.parquet"
    out.write_bytes(b"old")
    path = folder / f"case{ending}"
    path.write_bytes(change(path.read_bytes()))
    found = run("bulk", str(folder), "-o", str(out), "--quiet")
    assert (found.status, out.read_bytes()) == (4, b"old"), found.err
    assert path.name in found.err


def test_a_table_in_two_formats_is_a_finding(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "tables", ".parquet")
    written(folder / "part.csv", PARTS)
    found = run("bulk", str(folder), "-o", str(tmp_path / "answers.parquet"), "--quiet")
    assert found.status == 4
    assert "part.csv and part.parquet are the same table" in found.err


@pytest.mark.parametrize("name", ["case.jsonl", "case.xlsx", "case.orc"])
def test_a_format_that_is_not_read_is_said_and_never_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b'{"case": "a", "act.kind": "import"}\n')
    said = run("bulk", str(tmp_path / name), "-o", str(tmp_path / "out.parquet"), "--quiet")
    assert said.status == 4
    assert "bulk.format" in said.err
    folder = folder_of(tmp_path / "tables", ".parquet")
    (folder / "part.parquet").unlink()
    (folder / name.replace("case", "part")).write_bytes(b"[]")
    (folder / "notes.txt").write_text("of no table", encoding="utf-8")
    said = run("bulk", str(folder), "-o", str(tmp_path / "out.parquet"), "--quiet")
    assert said.status in (0, 1, 3), said.err
    assert said.err.count("bulk.format") == 1


def test_an_arrow_type_that_no_table_holds_is_a_finding(tmp_path: Path) -> None:
    odd = pa.table({"case": pa.array(["a"]), "act.into": pa.array([5], pa.duration("s"))})
    with pa.OSFile(str(tmp_path / "case.arrow"), "wb") as file, pa.ipc.new_file(file, odd.schema) as writer:
        writer.write_table(odd)
    found = run("bulk", str(tmp_path / "case.arrow"), "-o", str(tmp_path / "answers.parquet"), "--quiet")
    assert found.status == 4, found.err


@pytest.mark.parametrize(
    "column", [{"act.date": ["2027-02-30"]}, {"act.kind": ["smuggle"]}, {"vehicle.gvwr_lb": ["heavy"]}], ids=str
)
def test_spark_refuses_what_the_other_engine_refuses(tmp_path: Path, column: dict[str, list[str]]) -> None:
    pytest.importorskip("pyspark")
    out = tmp_path / "answers"
    pl.DataFrame({"case": ["c1"], "act.into": ["US"], **column}).write_parquet(tmp_path / "case.parquet")
    told = [
        run("bulk", str(tmp_path / "case.parquet"), "-o", str(out), "--quiet", "--engine", engine)
        for engine in ("polars", "spark")
    ]
    assert [each.status for each in told] == [4, 4]
    assert told[0].err == told[1].err
    assert not out.exists()
