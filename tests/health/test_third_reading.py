"""The table of the third reading: every line of it is there, and whatever the table names exists."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from pratique.law import book
from pratique.law.pending import PENDING

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "third-reading.md").read_text(encoding="utf-8")
READING = Path(os.environ.get("PRATIQUE_SHARED", ROOT.parent / "shared")) / "law" / "third-reading.md"
SECTIONS = {
    "### 0.1": "0.1 15 CFR", "### 0.2": "0.2 Export", "### 0.3": "0.3 China", "### 1.1": "A1, 1.1",
    "### 1.2": "A1, 1.2",
    "### 1.3": "A1, 1.3", "### 1.4": "A1, 1.4", "## A2": "A2", "## A4": "A4", "## A6": "A6", "# B": "B Facts",
}  # fmt: skip
"""Heads of the reading, and the heads of the table that map them."""


def _cells(line: str) -> list[str]:
    return [each.strip() for each in line.strip().strip("|").split("|")]


def mapped(title: str) -> dict[str, str]:
    """First cell to last cell of the rows below a head of the table."""
    section = re.split(rf"\n## {re.escape(title)}[^\n]*\n", TABLE)[1].split("\n## ", 1)[0]
    rows = [_cells(line) for line in section.splitlines() if line.startswith("| ")]
    return {row[0]: row[-1] for row in rows[1:]}


def lines_of_the_reading() -> list[tuple[str, str]]:
    """Every line of every table of the reading, and every numbered correction, below its head."""
    text = READING.read_text(encoding="utf-8").splitlines()
    found, head = [], ""
    for line, after in zip(text, (*text[1:], ""), strict=True):
        if line.startswith("#"):
            head = line
        elif line.startswith("- **C"):
            found += [(head, each) for each in re.findall(r"\*\*(C\d+)\*\*", line)]
        elif line.startswith("|") and not line.startswith("|---") and not after.startswith("|---"):
            found.append((head, _cells(line)[0]))
    return found


@pytest.mark.skipif(not READING.is_file(), reason="the reading is not part of the product")
def test_every_line_is_mapped() -> None:
    lines = lines_of_the_reading()
    assert len(lines) > 150
    missing = []
    for head, first in lines:
        title = next(mine for begins, mine in SECTIONS.items() if head.startswith(begins))
        keys = mapped(title)
        if not any(key == first or re.match(rf"{re.escape(first)}\b", key) for key in keys):
            missing.append((head, first))
    assert missing == []


def test_no_line_is_empty() -> None:
    for title in SECTIONS.values():
        rows = mapped(title)
        assert rows
        assert all(rows.values()), title


def test_every_case_that_it_names_is_there() -> None:
    named = set(re.findall(r"\b((?:us|cn|eu|gb|jp|ca|mx)/[a-z0-9_/]+)\b", re.sub("`[^`]*`", "", TABLE)))
    cases = {
        str(each.relative_to(ROOT / "tests" / "cases").with_suffix(""))
        for each in (ROOT / "tests" / "cases").rglob("*.toml")
    }
    folders = {
        str(each.relative_to(ROOT / "src" / "pratique" / "law"))
        for each in (ROOT / "src" / "pratique" / "law").rglob("*")
    }
    unknown = {each for each in named if each not in cases | folders and each + ".py" not in folders}
    assert unknown == set()


def test_every_path_that_it_names_is_there() -> None:
    for path in set(re.findall(r"`((?:law|facts|dossier|usecases)/[\w./]+)`", TABLE)):
        assert (ROOT / "src" / "pratique" / path).exists(), path
    for path in set(re.findall(r"\btests/[\w/]+\.(?:py|csv)", TABLE)):
        assert (ROOT / path).exists(), path


def test_every_instrument_and_pending_item_that_it_names_is_there() -> None:
    known = set(book.INSTRUMENTS) | {each.id for each in PENDING}
    named = set(re.findall(r"`((?:us|cn|eu|gb|jp|ca|in)\.[a-z0-9_]+)`", TABLE))
    assert named - known <= {"us.chip_duty"}


@pytest.mark.skipif(not READING.is_file(), reason="the reading is not part of the product")
def test_every_address_of_the_reading_is_one_that_can_be_fetched() -> None:
    text = READING.read_text(encoding="utf-8")
    named = set(re.findall(r"\b(?:[a-z0-9-]+\.)+(?:com|org|cn|gov|net|dev|gg|tv)(?:/[\w./%-]+)?", text))
    instruments = [*book.load(), *(each.instrument for each in PENDING if each.instrument is not None)]
    known = " ".join(link.url for each in instruments for link in each.sources)
    missing = {each for each in named if each.replace("791.3NN", "791.308").rstrip(".") not in known}
    assert missing == set()
