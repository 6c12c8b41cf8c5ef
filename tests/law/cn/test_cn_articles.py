"""Every sentence on law in the articles has a command that answers it; it is named by article and offset alone."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

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
    return CliRunner().invoke(commands, arguments, catch_exceptions=False, standalone_mode=False).stdout


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
