"""The page on the Python functions is true: every line of it runs."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pratique

PAGE = Path(__file__).parents[2] / "docs" / "python.md"


def test_the_page_runs() -> None:
    ran = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert ran.attempted > 15
    assert ran.failed == 0


def test_a_public_name_stays_a_function_once_everything_is_loaded() -> None:
    for name in ("pratique.law.book", "pratique.facts.vocabulary", "pratique.figures.ledger", "pratique.cli"):
        importlib.import_module(name)
    page = PAGE.read_text(encoding="utf-8")
    for name in pratique.__all__:
        assert type(getattr(pratique, name)).__name__ != "module", name
        assert name in page or name in ("Answer", "Finding", "__version__")
