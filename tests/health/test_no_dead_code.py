"""No code without a door: every function and class of the program is named by the program somewhere else."""

from __future__ import annotations

import ast
import re
from collections import Counter

from tests.health.sources import nodes
from tests.running import ROOT

SOURCES = ROOT / "src" / "pratique"
NAMED_ELSEWHERE = {
    "get_by_natural_key": "the web framework calls it",
    "readinto": "the standard library calls it of a stream",
    "redirect_request": "urllib calls it",
    "consistency": "a proof of the records' tree, which its tests hold against the standard",
    "redact": "what the desk's owner runs by hand on a record that may not be kept",
    "repeated_clock": "a lint of the law book, run over every instrument by its test",
    "undone_fact": "a lint of the law book, run over every rate by its test",
    "written_words": "the script that makes the table of legal forms (supply/legal_forms.py)",
}
"""What the program itself does not call, and who does."""


def test_every_function_and_class_is_called_by_something() -> None:
    texts = {
        path: path.read_text("utf-8")
        for path in SOURCES.rglob("*")
        if path.suffix in (".py", ".html", ".toml", ".csv") and "migrations" not in path.parts
    }
    named = Counter(word for text in texts.values() for word in re.findall(r"[A-Za-z_]\w*", text))
    alone = {
        node.name
        for path in texts
        if path.suffix == ".py"
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if named[node.name] == 1 and not node.name.startswith("__") and not node.decorator_list
    }
    assert alone - set(NAMED_ELSEWHERE) == set()
