"""Wording whose hasty reading is the opposite: ceilings, growths left behind, differences, stances given up."""

from __future__ import annotations

import pytest

from pratique.figures.reader import read_text

CEILINGS = [
    "China exported {} 500,000 vehicles in July 2025.",
    "In July 2025 China's NEV sales were {} 500,000 units.",
]


@pytest.mark.parametrize("sentence", CEILINGS)
@pytest.mark.parametrize(
    ("words", "sense"),
    [
        ("no more than", "under"),
        ("at most", "under"),
        ("fewer than", "under"),
        ("no fewer than", "over"),
        ("more than", "over"),
        ("at least", "over"),
    ],
)
def test_a_ceiling_is_no_floor(sentence: str, words: str, sense: str) -> None:
    assert [figure.sense for figure in read_text(sentence.format(words)).figures] == [sense]


def test_a_ceiling_in_chinese() -> None:
    for words, sense in [("最多", "under"), ("至多", "under"), ("至少", "over"), ("超过", "over")]:
        assert [f.sense for f in read_text(f"2025年7月,中国汽车出口{words}50万辆。").figures] == [sense]


@pytest.mark.parametrize(
    ("sentence", "growth"),
    [
        ("China's vehicle sales swung from a 5 percent decline to a 3 percent increase in July 2025.", 3),
        ("China's vehicle sales rebounded from a 5 percent drop to rise 3 percent in July 2025.", 3),
        ("China's NEV exports turned from 5 percent growth to a 3 percent fall in July 2025.", -3),
        ("China's car sales went from last month's 8 percent rise to a 2 percent decline in July 2025.", -2),
    ],
)
def test_the_growth_that_was_is_not_the_growth_that_is(sentence: str, growth: int) -> None:
    given = [change.amount for figure in read_text(sentence).figures for change in figure.changes]
    assert given in ([growth], [])
    assert [left for left in read_text(sentence).unread if left.why.startswith("a percentage")]


@pytest.mark.parametrize(
    "sentence",
    [
        "China's NEV exports in July 2025 grew 3 percent less than in June.",
        "China's vehicle sales in July 2025 were 100,000 units fewer than in June.",
        "China's vehicle sales in July 2025 were 100,000 units short of a record.",
        "China's vehicle exports in July 2025 were 20,000 units above the plan.",
        "In July 2025 10,000 fewer cars were registered in Germany than a year earlier.",
        "China exported 20,000 more vehicles in July 2025 than in June.",
        "China exported nothing like 500,000 vehicles in July 2025.",
        "China abandoned its plan to export 500,000 vehicles in 2025.",
        "Canada scrapped its plan to impose a 100 percent tariff on Chinese electric vehicles.",
        "2025年7月,中国汽车出口比6月少10万辆。",
        "2025年7月,中国汽车销量比去年同期多了10万辆。",
        "中国放弃了2025年出口600万辆汽车的目标。",
        "One in three new cars sold in China in 2024 was red.",
        "Two out of every five buyers in China in July 2025 bought new energy vehicles.",
    ],
)
def test_what_is_no_level_is_left_and_told(sentence: str) -> None:
    reading = read_text(sentence)
    assert not reading.figures
    assert reading.unread


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("China's vehicle exports in July 2025 were revised down to 550,000 units from 575,000 units.", 550_000),
        ("China's NEV exports in July 2025 were 550,000 vehicles, corrected from 575,000 vehicles.", 550_000),
        ("中国2025年7月汽车出口由57.5万辆修正为55万辆。", 550_000),
    ],
)
def test_a_superseded_number_is_no_figure(sentence: str, holds: int) -> None:
    assert [figure.value for figure in read_text(sentence).figures] == [holds]


@pytest.mark.parametrize(
    "sentence",
    [
        "Brussels dropped its opposition to minimum prices for Chinese electric vehicles.",
        "Spain dropped its support for the EU's tariffs on Chinese electric vehicles.",
        "Germany gave up its resistance to the EU's tariffs on Chinese electric vehicles.",
        "商务部放弃了反对欧盟关税的立场。",
    ],
)
def test_a_stance_given_up_is_not_held(sentence: str) -> None:
    assert not read_text(sentence).positions
