"""The package offers what it says, and names the extra that a machine lacks."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.health.sources import nodes

import pratique
from pratique.errors import EXTRAS

ROOT = Path(__file__).parents[2]
AURORA = str(ROOT / "examples" / "aurora" / "dossier.toml")
NEEDS_AN_EXTRA = {
    "z3": [["prove"]],
    "openpyxl": [["questionnaire", AURORA, "-o", "out"]],
    "mcp": [["mcp"]],
    "polars": [["classify", "chips", "chips.csv"]],
    "trafilatura": [["read", "page.html"]],
}


def test_every_public_name_is_there_and_said_to_a_type_checker() -> None:
    for name in pratique.__all__:
        assert getattr(pratique, name) is not None
    source = Path(pratique.__file__).read_text(encoding="utf-8")
    block = next(node for node in ast.parse(source).body if isinstance(node, ast.If))
    typed = {
        alias.asname or alias.name for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert typed | {"__version__"} == set(pratique.__all__)
    assert set(dir(pratique)) == set(pratique.__all__)


def test_every_extra_is_one_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(EXTRAS.values()) <= set(project["optional-dependencies"])
    everything = project["optional-dependencies"]["all"][0].partition("[")[2].rstrip("]").split(",")
    assert set(EXTRAS.values()) <= set(everything)
    assert project["version"] == pratique.__version__


CORE = {"msgspec", "jsonschema_rs", "click", "jinja2", "markupsafe", "rapidfuzz", "numpy", "defusedxml", "anyascii"}
NEEDS_MORE = {"pyspark"}
"""What says itself that it needs more than an extra: Java."""


def test_everything_that_is_imported_is_of_the_core_or_names_its_extra() -> None:
    imported = set()
    for path in Path(pratique.__file__).parent.rglob("*.py"):
        for node in nodes(path):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                imported.add((node.module or "").partition(".")[0])
    others = imported - set(sys.stdlib_module_names) - {"pratique", "__future__"}
    assert others - CORE - NEEDS_MORE - set(EXTRAS) == set()


@pytest.mark.parametrize(
    ("module", "arguments"), [(module, each) for module, commands in NEEDS_AN_EXTRA.items() for each in commands]
)
def test_a_missing_extra_is_named_with_the_line_that_installs_it(
    module: str, arguments: list[str], tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text("<html><body><p>Exports rose.</p></body></html>", encoding="utf-8")
    (tmp_path / "chips.csv").write_text("name,tops\nA,1@8\n", encoding="utf-8")
    code = f"import sys; sys.modules[{module!r}] = None\nfrom pratique.cli import main\nmain({arguments!r})"
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    if ran.returncode == 0:
        assert module not in ran.stderr  # the command does without
        return
    assert ran.returncode == 2, ran.stderr
    assert f'This needs {module}, which is not installed: pip install "pratique[{EXTRAS[module]}]".' in ran.stderr
