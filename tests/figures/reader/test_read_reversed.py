"""No meaning is turned round: frames of denial, condition, threshold and hearsay, in both languages."""

from __future__ import annotations

import random
import tomllib
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratique.figures.reader import Reading, read_text
from pratique.figures.reader.text import fold

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


@pytest.mark.parametrize("text", FRAMES["sentences"])
def test_nothing_is_read_of_a_sentence_that_asserts_nothing(text: str) -> None:
    for written in (text, _traditional(text)):
        reading = read_text(written, published=DAY)
        assert not [figure for figure in reading.figures if figure.kind != "forecast"], written
        assert not reading.positions, written
        assert {item.status for item in reading.instruments} <= {"mentioned"}, written


def test_like_words_that_assert_are_read() -> None:
    assert {text for text in FRAMES["holds"] if not read_text(text, published=DAY).figures} == set()


PERIODS = ("in May 2025", "in the first half of 2025", "last month", "in 2024")
NUMBERS = ("312,500 units", "3.125 million units", "312,500", "3.1 million vehicles")
BEFORE = (
    "",
    "On Tuesday, the paper wrote that ",
    "Citing customs data, analysts noted that ",
    "The ministry said that ",
)
BEHIND = ("", ", it added", ", the association said", ", while prices rose", ", according to the ministry")
PERIODS_ZH = ("2025年5月", "今年上半年", "2024年")
ACTORS = ("China", "The Ministry of Commerce", "Germany", "CAAM", "The European Commission", "VDA")
ACTORS_ZH = ("中国", "商务部", "德国政府", "中汽协", "欧盟委员会")


def _traditional(text: str) -> str:
    """The text in Traditional characters, as far as the reader folds them."""
    back: dict[str, str] = {}
    for code, plain in fold._FOLD.items():
        if 0x4E00 <= code < 0xA000:
            back.setdefault(str(plain), chr(code))
    return "".join(back.get(char, char) for char in text)


@pytest.mark.parametrize("frame", FRAMES["apart_en"] + FRAMES["wider_en"] + FRAMES["further_en"])
@settings(max_examples=1)
@given(seed=st.integers(0, 1 << 30))
def test_no_frame_is_told_as_fact_in_any_surroundings(frame: str, seed: int) -> None:
    pick = random.Random(f"{seed}{frame}")
    for subject in SUBJECTS:
        core = frame.format(s=subject, n=pick.choice(NUMBERS), p=pick.choice(PERIODS))
        plain = core[0].upper() + core[1:]
        begun = subject in frame.format(s=subject, n="", p="")[: len(subject)]
        before = pick.choice(BEFORE) if begun and core.count(".") == core.count("3.1") + 1 else ""
        behind = pick.choice(BEHIND) if core.endswith(".") and "?" not in core else ""
        text = before + (core if before else plain).removesuffix(".") + behind + "."
        reading = read_text(text, published=date(2025, 7, 10))
        assert not _told_as_fact(reading), (seed, text)
        assert reading.unread or reading.figures, (seed, text)


@pytest.mark.parametrize("frame", FRAMES["apart_zh"] + FRAMES["wider_zh"] + FRAMES["further_zh"])
@settings(max_examples=1)
@given(seed=st.integers(0, 1 << 30))
def test_no_chinese_frame_is_told_as_fact_in_either_writing(frame: str, seed: int) -> None:
    pick = random.Random(f"{seed}{frame}")
    for subject in SUBJECTS_ZH:
        text = frame.format(s=subject, n=pick.choice(("31.25万辆", "312500辆")), p=pick.choice(PERIODS_ZH))
        for written in (text, _traditional(text)):
            reading = read_text(written, published=date(2025, 7, 10))
            assert not _told_as_fact(reading), (seed, written)
            assert reading.unread or reading.figures, (seed, written)


@pytest.mark.parametrize(("key", "actors"), [("taken_en", ACTORS), ("taken_zh", ACTORS_ZH)])
def test_no_stance_is_read_that_its_actor_does_not_take(key: str, actors: tuple[str, ...]) -> None:
    for frame, actor in product(FRAMES[key], actors):
        text = frame.format(a=actor)
        text = text if frame.startswith("{a}") else text.replace(" The ", " the ")
        for written in (text, _traditional(text)):
            assert not read_text(written, published=DAY).positions, written
