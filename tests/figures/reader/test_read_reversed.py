"""No meaning is turned round: frames of denial, condition, threshold and hearsay, in both languages."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from pratique.figures.reader import Reading, read_text

FRAMES: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parents[3] / "conformance" / "bulletins" / "reversed.toml").read_text("utf-8")
)
SUBJECTS = (
    "China's vehicle exports",
    "NEV sales in Germany",
    "passenger car output in Japan",
    "BYD's overseas sales",
)
SUBJECTS_ZH = ("中国汽车出口", "德国新能源汽车销量", "日本乘用车产量", "比亚迪海外销量")
DAY = date(2025, 7, 1)


def _told_as_fact(reading: Reading) -> bool:
    """Whether the number is given as what happened; a ceiling (`stayed below`) and a target are said as such."""
    return any(figure.kind == "observation" and figure.sense != "under" for figure in reading.figures)


@pytest.mark.parametrize(
    ("key", "subjects", "number"), [("denied_en", SUBJECTS, "312,500"), ("denied_zh", SUBJECTS_ZH, "31.25")]
)
def test_a_number_that_is_not_asserted_is_no_figure_and_is_told(
    key: str, subjects: tuple[str, ...], number: str
) -> None:
    for frame, subject in product(FRAMES[key], subjects):
        text = frame.format(s=subject, n=number)
        text = text[0].upper() + text[1:]
        reading = read_text(text, published=DAY)
        assert not _told_as_fact(reading), text
        left = [text[slice(*unread.span)] for unread in reading.unread]
        assert reading.figures or any(part.startswith("31") for part in left), text


def test_no_stance_and_no_status_that_is_denied_is_read() -> None:
    for text in FRAMES["stances"]:
        reading = read_text(text, published=DAY)
        assert not reading.positions, text
        assert {item.status for item in reading.instruments} <= {"mentioned"}, text


def test_words_of_doubt_beside_a_number_do_not_hide_it() -> None:
    for text in FRAMES["asserted"]:
        assert [f.value for f in read_text(text, published=DAY).figures if f.indicator == "exports"] == [312_500], (
            text
        )
