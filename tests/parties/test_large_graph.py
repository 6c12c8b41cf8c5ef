"""A graph that Spark stored answers as the files that it was made of, looked up by Spark or by this machine."""

from __future__ import annotations

import importlib.util
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.parties.test_stored_graph import HEAD, TRICKY, rows_of, told
from tests.running import run

from pratique.errors import InvalidInput, UsageError
from pratique.parties.stored.large import PolarsLookUp
from pratique.usecases.ownership import large
from pratique.usecases.ownership.own import OwnQuestion, own

pl = pytest.importorskip("polars")
ON = date(2026, 6, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Two tables, and the graph that Spark made of them: of one by its lines, of the other by its claims."""
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("Spark or Java is not installed")
    folder = tmp_path_factory.mktemp("tables")
    table, tricky, graph = folder / "a.csv", folder / "b.csv", folder / "graph"
    table.write_text(HEAD + "".join(TRICKY + rows_of(3)).replace("\n", "\r\n"), encoding="utf-8-sig")
    tricky.write_text(HEAD + "".join(rows_of(4)).replace(",p", ",q"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "WHOLE", tricky.stat().st_size)
        assert table.stat().st_size > large.WHOLE
        built = run("graph", "build", str(folder), "-o", str(graph), "--engine", "spark")
    assert built.status in (0, 4), built.err
    return table, tricky, graph


def test_what_spark_stored_and_looks_up_says_what_the_files_say(made: tuple[Path, Path, Path]) -> None:
    table, tricky, graph = made
    plain = OwnQuestion([table, tricky], ON)
    parties = ["s", "t", "bb", "Twin", "gamma", "nobody", "Firm alpha AG", "elsewhere"]
    parties += [f"{letter}{n}" for letter in "pq" for n in range(0, 36, 5)]
    expected = {party: told(party, plain) for party in parties}
    assert sum(isinstance(each, dict) for each in expected.values()) > 12
    assert {each: told(each, OwnQuestion([graph], ON)) for each in parties} == expected
    said = run("own", "s", "--registry", str(graph), "--on", "2026-06-01", "--engine", "spark", "--format", "json")
    assert said.status in (0, 3), said.err
    assert json.loads(said.out)["nexus"] == expected["s"]["nexus"]
    assert {each: told(each, OwnQuestion([graph], ON, engine="spark")) for each in ["p5"]} == {"p5": expected["p5"]}


def test_a_large_graph_that_lacks_a_row_is_refused_and_nothing_else_is_written_over(
    made: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    graph, table = tmp_path / "graph", tmp_path / "a.csv"
    shutil.copytree(made[2], graph)
    (tmp_path / "mine").mkdir()
    with pytest.raises(UsageError, match="another name"):
        large.build_large([made[0]], tmp_path / "mine")
    table.write_bytes((HEAD + "votes,p1,M\xfcller,60\n").encode("cp1252"))
    with pytest.raises(InvalidInput) as refused:
        large.build_large([table], graph, whole=0)
    assert [(each.code, each.place.line) for each in refused.value.findings] == [("graph.encoding", 2)]
    assert PolarsLookUp().count(graph / "keys"), "the old graph stays"
    one = next(each for each in sorted((graph / "keys").glob("*.parquet")) if pl.read_parquet(each).height)
    one.unlink()
    with pytest.raises(InvalidInput) as broken:
        own("p7", OwnQuestion([graph], ON))
    assert broken.value.findings[0].code == "graph.broken"
    with pytest.raises(UsageError, match="name one"):
        own("p7", OwnQuestion([table], ON, engine="spark"))
