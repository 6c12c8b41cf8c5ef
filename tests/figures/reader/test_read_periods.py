"""Which period, place and maker a number is bound to: kinds found in passages of other publishers, with siblings."""

from __future__ import annotations

from datetime import date

import pytest

from pratique.figures.reader import read_text
from pratique.figures.reader.found.reading import Figure, plain

DAY = date(2025, 8, 15)


def told(figure: Figure) -> str:
    over = "".join(f" {change.over}={float(change.amount):g}" for change in figure.changes)
    maker = f" by {figure.maker}" if figure.maker else ""
    place = f"{figure.geography} {figure.period}"
    return f"{figure.indicator} {figure.product} {place} {plain(figure.value)}{maker}{over}"


CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    # a part of a month is no month, and none holds for what follows
    (
        "From July 1-13, retail sales of NEVs in China reached 332,000 units. The penetration rate was 58.1%.",
        (
            "retail_sales nev_passenger CN None 332000",
            "share nev_passenger CN None 58.1",
        ),
    ),
    (
        "China's NEV sales totaled 262,000 units from August 1 to 10.",
        ("sales nev CN None 262000",),
    ),
    (
        "China's NEV sales in the first two weeks of July were 300,000 units.",
        ("sales nev CN None 300000",),
    ),
    (
        "7月1日至13日,全国新能源汽车销量33.2万辆。",
        ("sales nev CN None 332000",),
    ),
    (
        "7月上旬,全国新能源汽车销量33.2万辆。",
        ("sales nev CN None 332000",),
    ),
    # so many months up to the one spoken of
    (
        "In July, China exported 500,000 cars. The past seven months amounted to 3.5 million cars.",
        (
            "exports vehicle CN 2025-07 500000",
            "exports vehicle CN 2025-01..2025-07 3500000",
        ),
    ),
    (
        "China's NEV exports over the last three months were 600,000 units.",
        ("exports nev CN 2025-05..2025-07 600000",),
    ),
    (
        "China's NEV exports in the three months to June were 600,000 units.",
        ("exports nev CN 2025-04..2025-06 600000",),
    ),
    (
        "NEVs had a 51 percent share of sales in China in July and 45 percent year-to-date.",
        (
            "share nev CN 2025-07 51",
            "share nev CN 2025-01..2025-07 45",
        ),
    ),
    (
        "今年以来,全国新能源汽车累计销量822万辆。",
        ("sales nev CN 2025-01..2025-07 8220000",),
    ),
    (
        "China's NEV exports in the July-to-September period of 2024 were 600,000 units.",
        ("exports nev CN 2024-07..2024-09 600000",),
    ),
    (
        "In the current year up to July 31, retail sales of cars in China were 12 million units. In the "
        "given month, retail sales were 1.8 million units.",
        (
            "retail_sales vehicle CN 2025-01..2025-07 12000000",
            "retail_sales vehicle CN 2025-07 1800000",
        ),
    ),
    # what is only compared with is not spoken of
    (
        "China's car sales in July totaled 2.6 million units, surpassing last year's figure by 12 "
        "percent. NEV sales were 1.26 million units.",
        (
            "sales vehicle CN 2025-07 2600000 year=12",
            "sales nev CN 2025-07 1260000",
        ),
    ),
    (
        "In July, China sold 2.6 million cars. While this was below June, it was a 14.7% increase "
        "compared to July of the previous year. NEV sales reached 1.26 million units.",
        (
            "sales vehicle CN 2025-07 2600000 year=14.7",
            "sales nev CN 2025-07 1260000",
        ),
    ),
    (
        "China exported 575,000 cars in July as compared to the 592,000 vehicles delivered in June. NEV "
        "exports were 225,000 units.",
        (
            "exports vehicle CN 2025-07 575000",
            "exports vehicle CN 2025-06 592000",
            "exports nev CN 2025-07 225000",
        ),
    ),
    (
        "China sold 230,000 NEVs in July, an increase of 5.8 percent over June's 217,000 units.",
        (
            "sales nev CN 2025-07 230000 month=5.8",
            "sales nev CN 2025-06 217000",
        ),
    ),
    # two bases
    (
        "China's NEV sales in July were 1.2 million units, up 6 percent both year-on-year and month-on-month.",
        ("sales nev CN 2025-07 1200000 year=6 month=6",),
    ),
    (
        "China's car output and sales in July were 2.293 million and 2.287 million units, showing monthly"
        " decreases of 6% and 9.8%, yet annual growth of 13% and 14.7%.",
        (
            "production vehicle CN 2025-07 2293000 month=-6 year=13",
            "sales vehicle CN 2025-07 2287000 month=-9.8 year=14.7",
        ),
    ),
    (
        "China's NEV sales in July were 1.2 million units, up 26% YoY compared to the same period last "
        "year, and down 4% MoM compared to the same period last month.",
        ("sales nev CN 2025-07 1200000 year=26 month=-4",),
    ),
    (
        "New car registrations in Germany show an overall decline of 4.4% compared to July 2024.",
        ("registrations passenger_car DE 2025-07 None year=-4.4",),
    ),
    # the part and the whole
    (
        "The share of BEVs in total registrations in Germany was 18.4 percent in July.",
        ("share bev DE 2025-07 18.4",),
    ),
    (
        "In July, almost 18 percent of all cars registered in Germany were fully electric.",
        ("share bev DE 2025-07 18",),
    ),
    (
        "China exported 92,000 new energy passenger vehicles in July, accounting for 24.5 percent of the "
        "total export of passenger vehicles.",
        (
            "exports nev_passenger CN 2025-07 92000",
            "share nev_passenger CN 2025-07 24.5",
        ),
    ),
    # where it was made, where it went
    (
        "Last year, 210,000 cars made in China were delivered to Australian customers.",
        ("sales passenger_car AU 2024 210000",),
    ),
    (
        "In July, 100,000 Chinese cars were sent to Russia. In second place is Brazil with 53.2 thousand.",
        (
            "exports vehicle CN->RU 2025-07 100000",
            "exports vehicle CN->BR 2025-07 53200",
        ),
    ),
    (
        "China exported 2.14 million vehicles in the first half. Japan lagged at 2.02 million, for a gain"
        " of 17% on the year.",
        (
            "exports vehicle CN 2025-S1 2140000",
            "exports vehicle JP 2025-S1 2020000 year=17",
        ),
    ),
    (
        "BYD's overseas NEV sales reached 80,000 units in July.",
        ("exports nev None 2025-07 80000 by BYD",),
    ),
    (
        "BYD sold 300,000 NEVs in July, including 80,000 units overseas.",
        (
            "sales nev None 2025-07 300000 by BYD",
            "exports nev None 2025-07 80000 by BYD",
        ),
    ),
    (
        "China's retail passenger car sales in July were 1.8 million units.",
        ("retail_sales passenger_car CN 2025-07 1800000",),
    ),
    # a maker who is not named is no country
    (
        "The carmaker delivered 230,000 vehicles in China in July.",
        ("sales vehicle None 2025-07 230000",),
    ),
    # a forecast is not of the months that are over
    (
        "China exported 3 million vehicles in the first half. Full-year exports are expected to reach 6.2 million.",
        ("exports vehicle CN 2025-S1 3000000", "exports vehicle CN 2025 6200000"),
    ),
    (
        "China exported 3 million vehicles in the first half. CAAM forecasts exports of 6.2 million vehicles.",
        ("exports vehicle CN 2025-S1 3000000", "exports vehicle CN None 6200000"),
    ),
    (
        "今年1-6月，中国汽车出口300万辆。预计全年出口将达到620万辆。",
        ("exports vehicle CN 2025-01..2025-06 3000000", "exports vehicle CN 2025 6200000"),
    ),
    # a fiscal quarter without a year and a maker's own calendar is none that is known
    (
        "Toyota sold 2.5 million vehicles in the fiscal second quarter.",
        ("sales vehicle None None 2500000 by Toyota",),
    ),
    (
        "Toyota sold 2.5 million vehicles in the first fiscal quarter.",
        ("sales vehicle None None 2500000 by Toyota",),
    ),
    (
        "Fiscal policy helped. China exported 500,000 vehicles in July.",
        ("exports vehicle CN 2025-07 500000",),
    ),
    # the count of the base in brackets is of the base; a ratio is no count
    (
        "China's vehicle production in July grew by 5.6% compared to June (152,666 units).",
        ("production vehicle CN 2025-07 None month=5.6", "production vehicle CN 2025-06 152666"),
    ),
    (
        "China exported 500,000 vehicles in July, up 5 percent from the same month last year (476,000 units).",
        ("exports vehicle CN 2025-07 500000 year=5", "exports vehicle CN 2024-07 476000"),
    ),
    ("In Norway that is roughly 3 out of 10 cars sold in July.", ()),
    ("In Norway 3 in every 10 cars sold in July had a plug.", ()),
    # through a month is from January on; a forecast that was beaten is neither counted nor grows
    (
        "China's vehicle exports are up 23% through July to 3 million units.",
        ("exports vehicle CN 2025-01..2025-07 3000000 year=23",),
    ),
    (
        "Tesla delivered 497,099 vehicles in July, beating Wall Street's forecast of 439,612. Deliveries rose 7%.",
        ("sales vehicle None 2025-07 497099 by Tesla year=7",),
    ),
    # the last quarter is the one just over, unless it is of a year
    ("BYD sold 1.1 million vehicles last quarter.", ("sales vehicle None 2025-Q2 1100000 by BYD",)),
    ("BYD sold 1.1 million vehicles in the last quarter.", ("sales vehicle None 2025-Q2 1100000 by BYD",)),
    ("BYD sold 1.1 million vehicles in the last quarter of 2024.", ("sales vehicle None 2024-Q4 1100000 by BYD",)),
    # what a bracket names is of the number in it, the previous quarter is that before the one spoken of
    (
        "Output fell in China in July. Production fell 15.3% to 132,348 units (July 2024: 156,261).",
        ("production vehicle CN 2025-07 132348 year=-15.3", "production vehicle CN 2024-07 156261"),
    ),
    (
        "Sales in China reached 100,000 vehicles last quarter, up from 95,000 in the previous quarter.",
        ("sales vehicle CN 2025-Q2 100000", "sales vehicle CN 2025-Q1 95000"),
    ),
    ("This quarter BYD expects to sell 1.2 million vehicles.", ("sales vehicle None None 1200000 by BYD",)),
    # what is consumed at home is not exported; a growth in brackets is of the value before it
    (
        "887,000 NEVs were consumed locally in July (+30.7%) and 103,000 were exported (+2.2%).",
        ("domestic_sales nev None 2025-07 887000 year=30.7", "exports nev None 2025-07 103000 year=2.2"),
    ),
    (
        "7月，中国汽车出口50万辆，同比增幅达到了30%。",
        ("exports vehicle CN 2025-07 500000 year=30",),
    ),
    (
        "7月，中国汽车出口50万辆，同比降幅达12.5%。",
        ("exports vehicle CN 2025-07 500000 year=-12.5",),
    ),
    # the noun behind the number counts
    (
        "In Germany, plug-in hybrids had 25,000 registrations in July.",
        ("registrations phev DE 2025-07 25000",),
    ),
    (
        "In July, 243,277 new passenger cars hit the road in Germany.",
        ("registrations passenger_car DE 2025-07 243277",),
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_a_number_is_bound_to_what_its_text_says(text: str, expected: tuple[str, ...]) -> None:
    assert sorted(told(figure) for figure in read_text(text, published=DAY).figures) == sorted(expected)
