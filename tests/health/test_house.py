"""The house is in order: the arrow of imports, lean starts, no path of a machine, links that lead somewhere."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.health.sources import nodes, parsed

ROOT = Path(__file__).parents[2]
# Migrations are written by a tool, and never changed once they have run.
SOURCES = sorted(each for each in (ROOT / "src").rglob("*.py") if each.parent.name != "migrations")
TEXTS = [
    each
    for folder in ("src", "tests", "benchmarks", "docs", "examples", "conformance")
    for each in sorted((ROOT / folder).rglob("*"))
    if each.suffix in (".py", ".toml", ".md", ".html", ".json", ".csv", ".txt") and each != Path(__file__)
] + [each for each in ROOT.iterdir() if each.suffix in (".md", ".toml") or each.name == "Makefile"]
HEAVY = (
    "numpy",
    "polars",
    "scipy",
    "z3",
    "openpyxl",
    "docx",
    "trafilatura",
    "duckdb",
    "sqlglot",
    "pyarrow",
    "django",
    "granian",
    "cryptography",
)
LONGEST = 400
"""Lines of the longest source file; this number only goes down."""
LONGEST_FUNCTION = 60
"""Lines of the longest function."""
MOST_PARAMETERS = 8
"""Positional parameters of a function; what has more takes keywords or a value that holds them."""
MOST_BY_PLACE = 7
"""Arguments of a call that are known by their place alone; more are told by name, or are rows of a table."""
MOST_ANY = 676
"""How often `Any` stands in the sources."""
MOST_UNFORMATTED = 78
"""How often the formatter is told to skip; it is meant for tables alone."""
MACHINE = re.compile(r"""(?<![\w.])/(?:work|home|root|Users)/\w|/tmp/\w""")
REGISTRIES = re.compile(
    r"pypi\.org/simple|files\.pythonhosted|registry\.npmjs|index\.crates|proxy\.golang|repo1?\.maven"
)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?!https?:|mailto:|#)([^)#\s]+)")


def test_the_arrow_holds() -> None:
    pytest.importorskip("importlinter")
    code = "from importlinter.cli import lint_imports_command as go; go()"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert ran.returncode == 0, ran.stdout


def test_no_room_above_the_laws_names_one_of_them_in_a_text() -> None:
    # What is loaded by its name is seen by no import contract.
    law = ROOT / "src" / "pratique" / "law"
    laws = "|".join(
        each.name for each in law.iterdir() if each.is_dir() and each.name not in ("pending", "__pycache__")
    )
    named = re.compile(rf"pratique\.law\.(?:{laws})\b")
    texts = {
        path.relative_to(ROOT).as_posix(): [
            node.value
            for node in nodes(path)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and named.match(node.value)
        ]
        for path in SOURCES
        if law not in path.parents
    }
    assert {where: found for where, found in texts.items() if found} == {}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"]], ids=" ".join)
def test_a_start_loads_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import sys, pratique.cli
try: pratique.cli.main({arguments!r})
except SystemExit as stop: assert not stop.code
print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"
    assert ran.stdout


def test_a_small_check_loads_nothing_heavy() -> None:
    dossier = ROOT / "examples" / "shanghai-app" / "dossier.toml"
    code = f"""
import sys, pratique.cli
try: pratique.cli.main(["check", {str(dossier)!r}])
except SystemExit as stop: assert stop.code == 1
print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"


def test_no_file_grows_beyond_what_a_reader_holds() -> None:
    lengths = {str(each.relative_to(ROOT)): len(each.read_text(encoding="utf-8").splitlines()) for each in SOURCES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_functions_stay_short_and_take_few_parameters() -> None:
    long, wide = [], []
    for path in SOURCES:
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                name = f"{path.relative_to(ROOT)} {node.name}"
                if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
                    long.append(name)
                is_command = any("click" in ast.unparse(each) for each in node.decorator_list)
                own = [each for each in node.args.args if each.arg not in ("self", "cls")]
                if not is_command and len(own) > MOST_PARAMETERS:
                    wide.append(name)
    assert (long, wide) == ([], [])


ALIKE = {"output", "_codes", "map", "Miss", "all_of"}
"""What takes any number of arguments that all mean the same, or a pair that is handed on whole."""


def test_no_call_names_more_than_a_few_things_by_their_place() -> None:
    crowded = [
        f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node.func)}"
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and len(node.args) > MOST_BY_PLACE
        and ast.unparse(node.func).rpartition(".")[2] not in ALIKE
    ]
    assert crowded == []


def test_what_should_be_rare_grows_rarer() -> None:
    texts = [each.read_text(encoding="utf-8") for each in SOURCES]
    any_type = sum(isinstance(node, ast.Name) and node.id == "Any" for path in SOURCES for node in nodes(path))
    assert any_type <= MOST_ANY
    assert sum(text.count("# fmt: skip") for text in texts) <= MOST_UNFORMATTED


TABLES = ROOT / "src" / "pratique" / "desk" / "models.py"
"""Tables are named as what they keep."""


def test_a_class_name_is_defined_once() -> None:
    names: dict[str, list[str]] = {}
    for path in (each for each in SOURCES if each != TABLES):
        for node in parsed(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                names.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    assert {name: where for name, where in names.items() if len(where) > 1} == {}


def test_every_module_opens_with_its_rule() -> None:
    bare = [
        str(each.relative_to(ROOT))
        for each in SOURCES
        if not each.read_text(encoding="utf-8").startswith(('"""', "#"))
    ]
    assert [name for name in bare if (ROOT / name).stat().st_size] == []


def test_no_path_of_a_machine_and_no_registry() -> None:
    found = [
        f"{each.relative_to(ROOT)}: {match[0]}"
        for each in TEXTS
        for pattern in (MACHINE, REGISTRIES)
        if (match := pattern.search(each.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == []


def test_links_of_the_documents_lead_somewhere() -> None:
    documents = [each for each in TEXTS if each.suffix == ".md"]
    broken = [
        f"{each.relative_to(ROOT)}: {target}"
        for each in documents
        for target in LINK.findall(each.read_text(encoding="utf-8"))
        if not (each.parent / target).exists()
    ]
    assert broken == []
