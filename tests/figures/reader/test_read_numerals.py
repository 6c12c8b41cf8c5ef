"""Numbers in the marks of other countries, parts of the vehicles that have no code, growths that stand apart."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratique.figures.reader import read_text
from pratique.figures.reader.text.numerals import plain_numerals

FRAME = "Car registrations in Spain rose {growth}% to {count} units in May 2025, after {before} units a year earlier."


def _marks(count: int, group: str) -> str:
    return f"{count:,}".replace(",", group)


@given(st.integers(0, 1 << 30))
def test_every_way_to_group_digits_says_the_same(seed: int) -> None:
    pick = random.Random(seed)
    count, before, growth = (
        pick.randrange(10**4, 10**8),
        pick.randrange(10**4, 10**8),
        f"{pick.randrange(11, 990) / 10}",
    )
    english = FRAME.format(growth=growth, count=_marks(count, ","), before=_marks(before, ","))
    wanted = [(f.value, f.yoy_percent, f.geography, str(f.period)) for f in read_text(english).figures]
    assert [row[0] for row in wanted] == [count, before], english
    for group in (".", " ", "\u00a0", "\u202f"):
        text = FRAME.format(growth=growth.replace(".", ","), count=_marks(count, group), before=_marks(before, group))
        found = read_text(text)
        assert [(f.value, f.yoy_percent, f.geography, str(f.period)) for f in found.figures] == wanted, text
        assert [text[slice(*f.span)].removesuffix("units").strip().replace(group, "") for f in found.figures] == [
            str(count),
            str(before),
        ]


@pytest.mark.parametrize(
    "text",
    [
        "On March 17 300 cars left the port.",
        "2024 100 200 300",
        "Sales rose 4.5% to 1,234 units, or 3,2 million.",
        "about 1.234 million cars",
        "version 1.234 was 4.5% faster",
        "tel 021 555 333",
    ],
)
def test_what_is_no_such_number_stays(text: str) -> None:
    assert plain_numerals(text) == text


def test_one_count_in_thousandths_is_no_figure() -> None:
    reading = read_text("Spain registered 98.452 cars in May 2025.")
    assert not reading.figures
    assert "power of ten" in reading.unread[0].why
    assert [
        f.value
        for f in read_text("Spain registered 98.452 cars in May 2025, 1.751 units fewer, of 25.589 units.").figures
    ][:1] == [98452]


PARTS_EN = (
    "luxury cars",
    "eco-friendly vehicles",
    "green cars",
    "SUVs",
    "pickup trucks",
    "light commercial vehicles",
    "two-wheelers",
    "motorcycles",
    "foreign-brand cars",
    "low-emission vehicles",
    "heavy trucks",
    "diesel cars",
    "sport utility vehicles",
    "robotaxis",
    "electric scooters",
    "diesels",
)
PARTS_ZH = ("豪华车", "重卡", "摩托车", "皮卡", "SUV", "环保车", "合资品牌", "進口車")


@pytest.mark.parametrize("part", PARTS_EN)
@pytest.mark.parametrize(
    "frame",
    [
        "China exported 300,000 {part} in May 2025.",
        "Exports of {part} from China rose 5 percent to 300,000 in May 2025.",
        "In May 2025, {part} made up 40 percent of China's vehicle exports.",
    ],
)
def test_a_part_without_a_code_is_never_the_whole(frame: str, part: str) -> None:
    reading = read_text(frame.format(part=part), published="2025-06-15")
    assert not reading.figures, [figure.label for figure in reading.figures]
    assert reading.unread


@pytest.mark.parametrize("part", PARTS_ZH)
def test_a_part_without_a_code_is_never_the_whole_in_chinese(part: str) -> None:
    reading = read_text(f"2025年5月，中国{part}出口30万辆，同比增长5%。")
    assert not reading.figures
    assert reading.unread


def _told(text: str) -> list[tuple[str, str | None, str, object, object]]:
    figures = read_text(text, published="2025-12-15").figures
    return [(f.indicator, f.geography, str(f.period), f.value, f.yoy_percent) for f in figures]


def test_growths_of_a_list_go_each_to_its_own_place() -> None:
    wanted = [
        ("registrations", place, "2025-05", None, growth) for place, growth in (("FR", 13), ("IT", -12), ("DE", 5))
    ]
    text = "Registrations changed in France (+13%), Italy (-12%) and Germany (+5%) in May 2025."
    assert _told(text) == wanted
    rose = "Car registrations rose by 13% in France, 12% in Italy and 5% in Germany in May 2025."
    assert [(place, growth) for _, place, _, _, growth in _told(rose)] == [("FR", 13), ("IT", 12), ("DE", 5)]


@pytest.mark.parametrize(
    ("tail", "other"),
    [
        ("after a 3 percent drop in April", ("2025-04", -3)),
        ("following April's 3 percent drop", ("2025-04", -3)),
        ("after rising 7 percent in March", ("2025-03", 7)),
        ("after falling 12 percent a month earlier", None),
    ],
)
def test_a_growth_of_another_time_is_not_this_figures(tail: str, other: tuple[str, int] | None) -> None:
    found = _told(f"China's NEV exports climbed to 500,000 units in May 2025, {tail}.")
    assert ("exports", "CN", "2025-05", 500000, None) in found
    assert [(period, growth) for _, _, period, value, growth in found if value is None] == ([other] if other else [])


def test_counts_of_a_list_take_each_its_own_place() -> None:
    text = (
        "China's EV exports to Mexico reached 19,344 units in May 2025, followed by Indonesia with 17,503 and Brazil "
        "with 9,000."
    )
    assert [place for _, place, *_ in _told(text)] == ["CN->MX", "CN->ID", "CN->BR"]
    origins = _told("China imported 49,000 cars from Germany in May 2025, and 20,000 from Japan.")
    assert [place for _, place, *_ in origins] == ["DE->CN", "JP->CN"]


def test_a_year_that_is_not_over_has_no_count_yet() -> None:
    figures = read_text("China's NEV exports this year reached 2 million units.", published="2025-09-05").figures
    assert [(f.period, f.value) for f in figures] == [(None, 2000000)]
