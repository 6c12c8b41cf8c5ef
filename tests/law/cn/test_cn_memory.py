"""What is remembered of Chinese law is listed for a reader, and nowhere decides by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pratique.facts.vocabulary import definition_of
from pratique.law import book
from pratique.law.cn.automation.levels import GB_LEVELS
from pratique.law.instrument import conditions_of, in_time
from pratique.logic.nodes import Condition
from pratique.readings.facts_used import facts_used

DOC = (Path(__file__).parents[3] / "docs" / "law-cn-memory.md").read_text(encoding="utf-8")
BOOKS = [book.load([name]).instruments[0] for name in book.INSTRUMENTS if name.startswith("cn.")]


def _read(condition: Condition) -> set[str]:
    return {use.fact.name for use in facts_used(condition)}


def _legal() -> set[str]:
    conditions = [condition for each in BOOKS for _, condition in conditions_of(each)]
    conditions += [in_time(provision, "by_text") for each in BOOKS for provision in each.provisions]
    return {name for condition in conditions for name in _read(condition) if name.startswith("legal.")}


def _named(heading: str) -> set[str]:
    section = DOC.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"`(legal\.[a-z0-9_.]+)`", section))


def test_what_is_remembered_is_listed() -> None:
    by_levels = {name for level in GB_LEVELS for name in _read(level.when) if name.startswith("legal.")}
    remembered = {name for name in _legal() | by_levels if name.startswith("legal.unverified.")}
    assert _named("Remembered") == remembered


def test_what_is_unknown_is_a_legal_fact_of_the_books() -> None:
    unknown = _named("Unknown")
    assert unknown <= _legal()
    rest = {n for n in _legal() - unknown if not n.startswith("legal.unverified.") and ".before_" not in n}
    # What is left is construed, not unknown: a soft guide, a silent pilot, days between signing and publication,
    # and the doubts of single rows of the table of permits.
    construed = {"legal.cn.permits.mot_guide_binds", "legal.cn.access.pilot_on_sharing"}
    construed |= {  # texts that the third reading could not read either
        "legal.cn.data.guideline_exemptions_reach_personal_data",
        "legal.cn.conflict.unreliable_list_reaches_overseas",
        "legal.cn.conflict.decree_834_reaches_overseas",
    }
    construed |= {"legal.cn.conflict.decrees_apply_from"}
    assert {n for n in rest if not re.search(r"_20\d\d_\d\d_\d\d_", n)} == construed


@pytest.mark.parametrize("name", sorted(_named("Remembered") | _named("Unknown")))
def test_a_listed_fact_is_left_open_by_default(name: str) -> None:
    definition = definition_of(name)
    assert definition.is_legal
    assert definition.cautious, "a cautious reading is named, so that counsel can ask for it"
