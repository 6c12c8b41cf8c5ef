"""Lines and cells are as wide as a terminal shows them, in any script."""

from __future__ import annotations

from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratique.reports.wrapping import CLOSING, OPENING, cell, columns, padded, wrapped

SENTENCE = (
    "本车辆的远程信息处理控制单元由上海某某科技有限公司设计、开发并制造；"
    "其固件在二〇二六年三月十七日之后仍由该公司维护（包括安全更新），因此不得进口。"
)
SCRIPTS = st.text("中文字，。；（）「」日本語かなカナ한국어 abc-()., é\u0301Ж𠮷", max_size=120)


def shown(text: str) -> int:
    return sum(2 if east_asian_width(each) in "WF" else 0 if each == "\u0301" else 1 for each in text)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_chinese_sentence_without_spaces_is_wrapped_and_nothing_is_lost(width: int) -> None:
    lines = wrapped(SENTENCE, "  ", "    ", width)
    assert len(lines) > 1
    assert all(columns(line) <= width for line in lines)
    assert "".join(line.strip() for line in lines) == SENTENCE
    assert not any(line.strip()[0] in CLOSING or line.strip()[-1] in OPENING for line in lines)


@settings(derandomize=True, deadline=None)
@given(SCRIPTS, st.integers(12, 90))
def test_wrapping_keeps_every_sign_in_order(text: str, width: int) -> None:
    lines = wrapped(text, "", "  ", width)
    assert "".join("".join(lines).split()) == "".join(text.split())


@settings(derandomize=True, deadline=None)
@given(SCRIPTS, st.integers(1, 50))
def test_a_cell_is_exactly_as_wide_as_it_says(text: str, width: int) -> None:
    made = cell(text, width)
    assert columns(made) == shown(made) == width
    assert made == padded(text, width) if columns(text) <= width else made.rstrip().endswith("…")


def test_english_is_wrapped_as_before() -> None:
    assert wrapped("one two three", "- ", "  ", 9) == ["- one two", "  three"]
    assert wrapped("", "- ") == []


def test_a_quoted_chinese_word_keeps_its_marks_wherever_the_line_ends() -> None:
    for lead in range(60, 80):
        lines = wrapped(f"{'x' * lead} for instance '品牌' = 'manufacturer'")
        assert not {"' 品", "牌 '"} & {" ".join(lines)[at : at + 3] for at in range(120)}
