"""Every module that writes is tried on a full disk, ended half-way and beside another writer, or it is named here.

Rule: a writer is a function of the room `files` that writes, or that calls one that does; whoever outside that room
calls one stands below with the way of writing in `tests/files/test_every_writer.py` that reaches it (which is tried
on a full disk, in a folder that may not be written, and by `test_kills_of_commands.py` ended before each step), or
with the test of its own.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.files.test_every_writer import WRITES
from tests.health.sources import parsed

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "pratique"
FIRST = {"write_whole", "write_parts", "write_folder", "replace_folder", "write_key", "part_beside", "exclusive"}
READ_AGAIN = ("answers (file beside)", "law signoff --overlay", "screen --decide", "figures add --ledger")
"""Ways that read a file and write it again: four writers at once are tried of each."""
DESK = "tests/desk/test_kills.py"
TRIED: dict[str, str] = {
    "__init__.py": "sign --new-key",
    "cli/sign.py": "sign --new-key",
    "desk/ledger.py": "tests/desk/test_operation.py",
    "desk/operation/backup.py": "tests/desk/test_restore.py",
    "parties/screening/stored.py": "lists build -o",
    "parties/stored/build.py": "graph build -o",
    "usecases/ownership/large.py": "tests/parties/test_large_graph.py",
    "records/manifest.py": "sign",
    "reports/made_files.py": "law export -o",
    "usecases/bulk/answers.py": "bulk -o (tables)",
    "usecases/bulk/spark.py": "tests/cli/test_bulk_spark.py",
    "usecases/missing/kept_question.py": "tests/usecases/test_asked_beside.py",
    "usecases/missing/questionnaire.py": "questionnaire -o (again)",
    "cli/apply.py": "apply -o",
    "cli/attest.py": "attest -o",
    "cli/declare.py": "declare -o",
    "cli/questionnaire.py": "questionnaire -o (again)",
    "cli/say.py": "check -o",
    "deciding/signoff.py": "law signoff --overlay",
    "desk/api/asked.py": "scratch",
    "desk/api/lists.py": "scratch",
    "desk/asked.py": "scratch",
    "desk/blobs.py": DESK,
    "desk/by_workbook.py": "scratch",
    "desk/folders.py": "scratch",
    "desk/home.py": "tests/desk/test_operation.py",
    "desk/operation/records.py": "tests/desk/test_operation.py",
    "desk/packs.py": DESK,
    "desk/replay.py": "scratch",
    "desk/staged.py": DESK,
    "dossier/answers.py": "answers (file beside)",
    "figures/ledger.py": "figures add --ledger",
    "parties/decisions.py": "screen --decide",
    "reports/scaffold.py": "new -o",
    "usecases/book/signed.py": "scratch",
    "usecases/bulk/portfolio.py": "bulk -o (dossiers)",
    "usecases/data/fetch.py": "tests/usecases/test_data_packs.py",
    "usecases/data/packs.py": "data import",
    "usecases/examples.py": "examples copy -o",
    "usecases/ownership/lists.py": "lists import",
}
"""Module -> the way in which it is tried, a test that exists, or `scratch`: a folder that goes with its question."""


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SRC.rglob("*.py")):
        yield path.relative_to(SRC).as_posix(), parsed(path)


def calls(tree: ast.AST) -> set[str]:
    found = (each.func for each in ast.walk(tree) if isinstance(each, ast.Call))
    return {
        each.id if isinstance(each, ast.Name) else each.attr
        for each in found
        if isinstance(each, (ast.Name, ast.Attribute))
    }


def writers(modules: dict[str, ast.Module]) -> set[str]:
    """The functions of the room `files` that write, by themselves or through another."""
    functions = {
        each.name: calls(each)
        for name, tree in modules.items()
        if name.startswith("files/")
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef)
    }
    known = set(FIRST)
    while further := {name for name, called in functions.items() if called & known} - known:
        known |= further
    return known


def imported_from_files(tree: ast.Module) -> set[str]:
    return {
        alias.name
        for each in ast.walk(tree)
        if isinstance(each, ast.ImportFrom) and (each.module or "").startswith("pratique.files")
        for alias in each.names
    }


def test_who_writes_is_tried() -> None:
    modules = dict(trees())
    known = writers(modules)
    found = {
        name for name, tree in modules.items() if not name.startswith("files/") and imported_from_files(tree) & known
    }
    assert sorted(found - TRIED.keys()) == [], "writes, and nobody tries it on a full disk: name its test in TRIED"
    assert sorted(TRIED.keys() - found) == []


def test_the_tests_that_are_named_exist() -> None:
    for module, how in TRIED.items():
        assert how in WRITES or how == "scratch" or (ROOT / how).is_file(), module
        if how == "scratch":
            assert re.search(r"\bscratch\(", (SRC / module).read_text("utf-8")), module
    assert set(READ_AGAIN) <= WRITES.keys()


def test_who_reads_to_write_again_is_tried_beside_another_writer() -> None:
    text = (ROOT / "tests" / "files" / "test_kills_of_commands.py").read_text("utf-8")
    again = {
        name for name, tree in trees() if not name.startswith("files/") and "exclusive" in imported_from_files(tree)
    }
    tried = {name for name, how in TRIED.items() if how in READ_AGAIN}
    assert all(each.partition(" ")[0] in text for each in READ_AGAIN)
    assert sorted(again - tried) == sorted(HELD)


HELD = {
    "cli/questionnaire.py": "what was sent: tests/cli/test_questionnaires_again.py sends many at once",
    "desk/api/lists.py": "the days of copies: tests/desk/test_lists_kept.py keeps many at once",
}


def test_nobody_writes_around_the_door() -> None:
    """Outside `files` nothing is opened to be written, but by what is named here."""
    opened = re.compile(r"\.write_(?:bytes|text)\(|\bopen\([^)\n]*['\"][wax]b?\+?['\"]|os\.(?:replace|rename|open)\(")
    around = {
        path.relative_to(SRC).as_posix()
        for path in SRC.rglob("*.py")
        if not path.relative_to(SRC).as_posix().startswith("files/") and opened.search(path.read_text("utf-8"))
    }
    assert sorted(around) == sorted(AROUND)


AROUND = {
    "cli/__init__.py": "a closed pipe: what is left to print goes nowhere",
    "cli/mcp_wire.py": "nothing: what the server reads once its own input is taken from it (/dev/null)",
    "desk/operation/backup.py": "a desk into an empty folder, which may be a volume and is not moved",
    "records/alone.py": "travels in an archive: what openssl is given, in a folder of its own",
}
