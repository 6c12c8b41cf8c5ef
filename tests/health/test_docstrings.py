"""The docstring of every public function and class shows it in use, and what it shows is what comes out."""

from __future__ import annotations

import doctest
import inspect
import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.running import EXAMPLES, ROOT, inside

import pratique

pytest.importorskip("openpyxl")
BROUGHT = ("bulletin.txt", "chips.csv", "figures.csv", "sdn.csv", "suppliers.csv")
WITHOUT = {
    "data_export": "it takes a folder and much more; docs/python.md",
    "data_fetch": "it needs a network",
    "data_import": "it changes the tables of this process",
    "Finding": "it is made by readers; InvalidInput shows some",
    "lists_import": "it keeps a list for the whole machine",
    "read_replies": "it reads what somebody filled in",
}
"""Names whose docstring shows no example, and why."""
NAMES = [each for each in pratique.__all__ if callable(getattr(pratique, each))]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped examples, one of them a second time, and what others brought."""
    folder = tmp_path_factory.mktemp("shelf")
    for each in EXAMPLES.iterdir():
        if each.is_dir():
            shutil.copytree(each, folder / each.name)
    shutil.copytree(EXAMPLES / "aurora", folder / "asked")
    for name in BROUGHT:
        shutil.copy(ROOT / "tests" / "fuzz" / "corpus" / name, folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_a_name_shows_itself_in_use(name: str, shelf: Path) -> None:
    shown = inspect.getdoc(getattr(pratique, name)) or ""
    assert (">>>" in shown) != (name in WITHOUT)
    known = {"pratique": pratique, "date": date, "day": date(2026, 11, 22)}
    test = doctest.DocTestParser().get_doctest(shown, known, name, None, None)
    with inside(shelf):
        ran = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
    assert (ran.failed, ran.attempted > 0) == (0, name not in WITHOUT)
