"""Sums that a text prints itself: they are told whether they agree, and honest ones are not called wrong."""

from __future__ import annotations

import pytest

from pratique.figures.reader import judge, read_text

CASES = (
    (
        "In June 2025 China sold 2.904 million vehicles, of which 2.312 million were domestic sales and {} were "
        "exports, CAAM said.",
        "592,000",
        "892,000",
    ),
    (
        "In 2024, Germany, France and Spain exported 3.4 million, 1.2 million and 1.9 million cars respectively, a "
        "total of {}.",
        "6.5 million",
        "7.5 million",
    ),
    (
        "Sales in China in the first quarter of 2025 were 7.467 million vehicles: 2.423 million in January, 2.129 "
        "million in February and {} in March.",
        "2.915 million",
        "3.915 million",
    ),
    ("2025年6月,中国汽车出口{}辆,其中乘用车出口50.2万辆,商用车出口9万辆。", "59.2万", "69.2万"),
)


@pytest.mark.parametrize(("frame", "right", "slip"), CASES)
def test_a_sum_that_the_text_prints_is_told(frame: str, right: str, slip: str) -> None:
    for value, relation in ((right, "agrees with"), (slip, "misses")):
        found = judge(read_text(frame.format(value), published="2025-08-20"), ())
        flags = [flag for judgement in found for flag in judgement.flags]
        assert len(flags) == 1, (value, flags)
        assert relation in flags[0]


def test_what_is_counted_is_told_by_the_verb() -> None:
    found = read_text(
        "In June 2025 China sold 2.904 million vehicles, of which 2.312 million were domestic sales.",
        published="2025-08-20",
    ).figures
    assert [(figure.indicator, figure.value) for figure in found] == [
        ("sales", 2_904_000),
        ("domestic_sales", 2_312_000),
    ]


def test_an_honest_bulletin_has_no_sum_that_misses() -> None:
    text = (
        "China exported 592,000 vehicles in June 2025, and 551,000 in May. In the first half exports totalled "
        "3.083 million. BYD and Chery exported 90,000 and 94,000 of them. Germany exported 260,000 cars in June."
    )
    assert not [flag for judgement in judge(read_text(text, published="2025-08-20"), ()) for flag in judgement.flags]
