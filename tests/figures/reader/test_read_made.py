"""A property over sentences put together from parts: everything that is said is read, and nothing that is not."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures.reader import made_chinese, made_english, made_english_around
from tests.figures.reader.made_sentences import DAY, Fact, Maker

from pratique.figures.reader import read_text

Frame = Callable[[Maker], tuple[str, list[Fact]]]
FRAMES: tuple[Frame, ...] = (*made_english.FRAMES, *made_english_around.FRAMES, *made_chinese.FRAMES)
EACH = 12
"""Texts of each frame in one example: seeds near one another share no part."""


def _told(text: str) -> Counter[Fact]:
    """What the reader gives of a text, in the shape of the truth."""
    return Counter(
        Fact(
            figure.indicator,
            figure.product,
            figure.geography or "",
            figure.period,
            None if figure.value is None else Fraction(figure.value),
            _fraction(figure.yoy_percent),
            _fraction(figure.change("month")),
            figure.maker,
            _fraction(figure.change("year", "points")),
        )
        for figure in read_text(text, published=DAY).figures
    )


def _fraction(amount: object) -> Fraction | None:
    return None if amount is None else Fraction(str(amount))


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: f"{frame.__module__.rpartition('_')[2]}-{frame.__name__}")
@settings(max_examples=1)
@given(seed=st.integers(0, 1 << 30))
def test_a_made_bulletin_is_read_to_the_last_figure(frame: Frame, seed: int) -> None:
    for k in range(EACH):
        dice = random.Random(f"{seed}-{k}")
        text, facts = frame(Maker(dice))
        given = _told(text)
        wanted = Counter(facts)
        assert given == wanted, (text, wanted - given, given - wanted)


def test_the_frames_say_what_they_are_said_to_say() -> None:
    """The truth comes from the parts: each number of it is printed in the text."""
    for frame in FRAMES:
        dice = random.Random(frame.__name__)
        for _ in range(20):
            text, facts = frame(Maker(dice))
            assert facts, frame.__name__
            for fact in facts:
                rates = [rate for rate in (fact.yoy, fact.mom) if rate is not None]
                assert all(f"{float(abs(rate)):.1f}" in text for rate in rates), text
