"""The page of decisions lists them by what they are about, each once and by its own title."""

from __future__ import annotations

import re

from tests.running import ROOT

FOLDER = ROOT / "docs" / "adr"
DECISIONS = sorted(FOLDER.glob("0*.md"))
LISTED = re.findall(r"^- \[(.+)\]\((\S+)\)$", (FOLDER / "index.md").read_text("utf-8"), re.MULTILINE)
UNSORTED = 12
"""How many of the newest may still stand at the end of the page, where the site puts what is not listed."""


def test_a_decision_begins_with_its_number() -> None:
    first = {each.name: each.read_text("utf-8").splitlines()[0] for each in DECISIONS}
    assert [name for name, line in first.items() if not re.match(rf"# 0*{int(name[:4])}\.? \w", line)] == []


def test_the_page_lists_each_decision_once_by_its_title() -> None:
    titles = {each.name: each.read_text("utf-8").splitlines()[0].removeprefix("# ") for each in DECISIONS}
    assert [(title, name) for title, name in LISTED if titles.get(name) != title] == []
    names = [name for _, name in LISTED]
    assert len(names) == len(set(names))
    assert len(titles) - len(names) <= UNSORTED
