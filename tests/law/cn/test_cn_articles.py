"""Every sentence on law in the articles has a command that answers it; it is named by article and offset alone."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from tests.running import invoked

from pratique.cli import commands

ROOT = Path(__file__).parents[3]
ARTICLES = ROOT.parent / "shared" / "articles"


@dataclass(frozen=True)
class Row:
    """One row of docs/articles-law.md."""

    article: int
    offset: int
    command: str
    says: str

    @property
    def id(self) -> str:
        return f"article {self.article} at {self.offset}: {self.command}"


def rows() -> list[Row]:
    found = []
    for line in (ROOT / "docs" / "articles-law.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == 5 and cells[0].isdigit():
            found.append(Row(int(cells[0]), int(cells[1]), cells[3].strip("`"), cells[4].strip("`")))
    return found


@cache
def output_of(command: str) -> str:
    arguments = shlex.split(command)
    assert arguments.pop(0) == "pratique"
    return invoked(commands, arguments, catch_exceptions=False, standalone_mode=False).stdout


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)
def test_the_command_answers(row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    told = " ".join(output_of(row.command).split())
    assert re.search(row.says, told), row.says


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not here")
@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.article}-{row.offset}")
def test_a_sentence_starts_at_the_offset(row: Row) -> None:
    text = sorted(ARTICLES.glob("*.txt"))[row.article].read_text(encoding="utf-8")
    before, first = text[: row.offset].rstrip(" ")[-1:], text[row.offset]
    assert first.isupper() or first == '"'
    assert before in ("\n", ".", '"', "”", ")"), (
        "a sentence, a heading, or what follows the place and date of a report"
    )


LAW = re.compile(
    r"(?i)\b(rules?|laws?|regulat\w*|restrict\w*|controls?|licen[cs]\w*|permits?|sanctions?|standards?|level \d"
    r"|categor\w*|ownership|wholly|joint venture|curbs?|measures|jurisdiction|consortia|tie-ups|join forces"
    r"|driverless|open (?:up|wider|auto)|non-discriminatory)\b"
)
SENTENCE = re.compile(r'\S.*?(?:[.!?]["”]?(?=\s+[A-Z"“])|$)')


def views() -> set[tuple[int, int]]:
    found = set()
    for line in (ROOT / "docs" / "articles-law.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == 3 and cells[0].isdigit():
            found.add((int(cells[0]), int(cells[1])))
    return found


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not here")
@pytest.mark.parametrize("article", range(5))
def test_no_sentence_with_a_word_of_law_is_left_out(article: int) -> None:
    text = sorted(ARTICLES.glob("*.txt"))[article].read_text(encoding="utf-8")
    listed = {row.offset for row in rows() if row.article == article} | {o for a, o in views() if a == article}
    left_out = []
    for line in re.finditer(r"[^\n]+", text):
        for sentence in SENTENCE.finditer(line.group()):
            start, end = (line.start() + at for at in sentence.span())
            # Headings of a site are shorter than any sentence; a report may start behind its place and date.
            if len(sentence.group()) > 25 and LAW.search(sentence.group()):
                left_out += [] if any(start <= offset < end for offset in listed) else [start]
    assert left_out == []


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not here")
def test_a_view_starts_a_sentence() -> None:
    assert views()
    for article, offset in views():
        text = sorted(ARTICLES.glob("*.txt"))[article].read_text(encoding="utf-8")
        assert text[offset].isupper()
        assert text[:offset].rstrip(" ")[-1:] in ("\n", ".", '"', "”")
