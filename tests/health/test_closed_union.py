"""The union of nodes is closed: every match over conditions or numbers names all of them, so that a node added later
is listed by the type checker wherever something must be said of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from tests.health.sources import nodes

from pratique.logic.nodes import Condition, Fact, Numeric

ROOM = Path(__file__).parents[2] / "src" / "pratique"
NODES = {each.__name__ for each in (*get_args(Condition), *get_args(Numeric))}
FACTS = {each.__name__ for each in get_args(Fact)}
RIGHT_OF_ANY_NODE = {
    "logic/lint.py _implies": "one atom is not shown to imply another",
    "logic/simplify.py _parts": "anything else is one part of itself",
    "logic/simplify.py _fusion_key": "anything else is fused with its equals only",
    "logic/simplify.py _fuse": "equals are one",
    "readings/prose.py _unit": "no unit is shown",
    "readings/sql/reckoned.py reckoned": "what is not reckoned is refused",
    "readings/sql/reckoned.py _is_never_below_nothing": "anything else may be below nothing, and is not reckoned",
    "readings/sql/reckoned.py _depth": "anything else is exact or refused: no rounding to count",
    "readings/sql/follows.py _required": "nothing follows of one atom alone: the answer is wider",
    "readings/sql/follows.py implied": "one atom says nothing of another: the answer is wider",
    "readings/sql/follows.py _is_single": "anything else is single where all its facts are of the element",
    "readings/sql/follows.py _multiple": "no multiple of one number: the answer is wider",
    "usecases/bulk/speaking.py _may_be_known": "anything that is no fact and no atom of one may be known",
    "usecases/answer/reasons.py said": "anything that is no term is put into prose whole",
}
"""Where a default holds of every node that can come, with the reason."""


def _named(pattern: ast.pattern) -> set[str]:
    found = [each.cls for each in ast.walk(pattern) if isinstance(each, ast.MatchClass)]
    return {each.id for each in found if isinstance(each, ast.Name)}


def _refuses(body: list[ast.stmt]) -> bool:
    """Whether a default refuses what it does not know, or hands it to the shared traversal."""
    calls = [each.func for each in ast.walk(ast.Module(body, [])) if isinstance(each, ast.Call)]
    names = {each.id for each in calls if isinstance(each, ast.Name)}
    return isinstance(body[-1], ast.Raise) or bool(names & {"assert_never", "children", "rebuilt", "operands"})


def _swallowing(function: ast.FunctionDef) -> Iterator[ast.Match]:
    for each in ast.walk(function):
        if isinstance(each, ast.Match):
            named = set().union(*(_named(case.pattern) for case in each.cases)) & NODES
            last = each.cases[-1]
            default = isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None and last.guard is None
            if len(named) >= 2 and not named <= FACTS and default and not _refuses(last.body):
                yield each


def functions_with_a_default() -> set[str]:
    """Every function with a match over two nodes or more whose default would swallow a node added later."""
    return {
        f"{path.relative_to(ROOM)} {function.name}"
        for path in sorted(ROOM.rglob("*.py"))
        for function in nodes(path)
        if isinstance(function, ast.FunctionDef) and any(_swallowing(function))
    }


def places_that_refuse() -> set[str]:
    """Every file with a match over nodes that names all of them: what the type checker lists where one is added."""
    found = set()
    for path in sorted(ROOM.rglob("*.py")):
        for each in nodes(path):
            if isinstance(each, ast.Match):
                named = set().union(*(_named(case.pattern) for case in each.cases)) & (NODES - FACTS)
                calls = [one.func for one in ast.walk(each.cases[-1]) if isinstance(one, ast.Call)]
                if named and any(isinstance(one, ast.Name) and one.id == "assert_never" for one in calls):
                    found.add(str(path.relative_to(ROOM).with_suffix("")))
    return found


def test_the_page_lists_the_places_of_a_node() -> None:
    page = (ROOM.parents[1] / "docs" / "extending.md").read_text(encoding="utf-8")
    listed = page.partition("### Where a node is read")[2].partition("\n## ")[0]
    assert {each for each in re.findall(r"`([\w/]+)`", listed) if "/" in each} == places_that_refuse()


def test_a_node_added_later_is_listed_everywhere() -> None:
    assert functions_with_a_default() == set(RIGHT_OF_ANY_NODE)
