"""Kinds of sentences of publishers met late: each in words of ours, with what it says."""

from __future__ import annotations

import pytest

from pratique.figures.reader import Figure, read_text

DAY = "2025-06-25"


def _told(figure: Figure) -> str:
    words = [figure.indicator, figure.product, figure.geography or "?", str(figure.period or "?")]
    words.append("-" if figure.value is None else f"{float(figure.value):g}")
    words += [f"{change.over}={float(change.amount):g}" for change in figure.changes]
    return " ".join([*words, *([figure.maker] if figure.maker else [])])


CASES = (
    (
        "Domestic sales in Chile at 45,500 units reflected a decline of 2,400 units or 5.1% from the 47,900 "
        "vehicles sold in May last year.",
        ("domestic_sales vehicle CL 2025-05 45500 year=-5.1", "domestic_sales vehicle CL 2024-05 47900"),
    ),
    (
        "Since the start of the year, 24,000 electric cars have been registered in Austria (plus 40.1 percent).",
        ("registrations bev AT 2025-01..2025-05 24000 year=40.1",),
    ),
    (
        "In the EU, the market share of battery electric cars rose to 15.4% in May, compared to 12% last year.",
        ("share bev EU 2025-05 15.4", "share bev EU 2024-05 12"),
    ),
    (
        "Japan built 7.8 million vehicles, excluding motorcycles, in 2024; about 16 million vehicles were produced "
        "abroad.",
        ("production vehicle JP 2024 7.8e+06",),
    ),
    (
        "Exports of South African built vehicles in May 2025 came to 36,100 units, which registered a decline of "
        "6.5%.",
        ("exports vehicle ZA 2025-05 36100 year=-6.5",),
    ),
    (
        "China's auto maker Haval sold 5,300 cars in Russia in May.",
        ("sales passenger_car RU 2025-05 5300 Haval",),
    ),
    (
        "Brazil's import taxes on electric cars will rise to 18 percent in July and reach 35 percent in 2026.",
        ("tariff_rate bev BR ? 18", "tariff_rate bev BR ? 35"),
    ),
    (
        "Britain is behind the EU, which has a 38-percent tariff on Chinese electric cars.",
        ("tariff_rate bev CN->EU ? 38",),
    ),
    (
        "加拿大跟进美国和欧盟的步伐,对中国电动车征收100%的关税,并对中国钢铝产品征收25%的关税。",
        ("tariff_rate bev CN->CA ? 100",),
    ),
    (
        "Factories in Mexico assembled 774,000 cars in the first quarter of 2025, up 6.5 percent on the 727,000 of "
        "2024.",
        ("production passenger_car MX 2025-Q1 774000 year=6.5", "production passenger_car MX 2024-Q1 727000"),
    ),
    (
        "Retail sales of NEVs in China reached 611,000 units in May vs. 580,000 units estimated, 31.8% of all "
        "passenger car retail sales of 1,922,000 units.",
        (
            "retail_sales nev_passenger CN 2025-05 611000",
            "retail_sales passenger_car CN 2025-05 1.922e+06",
            "share nev_passenger CN 2025-05 31.8",
        ),
    ),
    (
        "South Africa exported 36,100 vehicles in May, an increase of 2.1% or 742 units from May 2024.",
        ("exports vehicle ZA 2025-05 36100 year=2.1",),
    ),
    (
        "The UAE imported 30,000 Chinese-made EVs in the first quarter of 2025.",
        ("imports bev CN->AE 2025-Q1 30000",),
    ),
    (
        "Sweden: 24,300 new passenger cars were registered in May (+1.3%), of which 36% were battery electric.",
        ("registrations passenger_car SE 2025-05 24300 year=1.3", "share bev SE 2025-05 36"),
    ),
    (
        "今年前 5 个月,中国汽车出口 249 万辆,同比增长 7.9%;磷酸铁锂电池产量193.5吉瓦时。",
        ("exports vehicle CN 2025-01..2025-05 2.49e+06 year=7.9",),
    ),
    (
        "今年前四个月,大陸新能源車出口至歐盟10.2萬輛,年減8%;對巴西出口4.1萬輛,年增12%。",
        ("exports nev CN->BR 2025-01..2025-04 41000 year=12", "exports nev CN->EU 2025-01..2025-04 102000 year=-8"),
    ),
    (
        "英国5月乘用车产量5万913辆,年比重挫36.64%,月比下降4.84%。",
        ("production passenger_car GB 2025-05 50913 year=-36.64 month=-4.84",),
    ),
    ("据越南海关统计,2025年前5月,全国汽车进口量达86749辆。", ("imports vehicle VN 2025-01..2025-05 86749",)),
    (
        "德国去年混合动力汽车新注册数量为239250辆,同比增长8.7%。",
        ("registrations hybrid DE 2024 239250 year=8.7",),
    ),
    (
        "Car output in the UK fell 15.3% to 32,348 units in May 2025 (May 2024: 38,261).",
        (
            "production passenger_car GB 2025-05 32348 year=-15.3",
            "production passenger_car GB 2024-05 38261",
        ),
    ),
    (
        "Chinese carmakers sold 176,000 vehicles in foreign markets in May 2025, up 8.5% from a year earlier.",
        ("exports vehicle CN 2025-05 176000 year=8.5",),
    ),
    (
        "UK car sales fell 3.8% in May 2025 from the previous year following a 2.4% decrease in April.",
        ("sales passenger_car GB 2025-05 - year=-3.8", "sales passenger_car GB 2025-04 - year=-2.4"),
    ),
    (
        "2025年5月,电动汽车在欧盟汽车市场上的份额从一年前的13.8%下降到12.5%。",
        ("share bev EU 2024-05 13.8", "share bev EU 2025-05 12.5"),
    ),
    ("2025年5月,英国汽车产量为5.2万辆。这是自2019年以来,产量首次下滑。", ("production vehicle GB 2025-05 52000",)),
)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_a_stranger_is_read_as_he_says(text: str, expected: tuple[str, ...]) -> None:
    assert sorted(_told(figure) for figure in read_text(text, published=DAY).figures) == sorted(expected)


@pytest.mark.parametrize(
    "month", ["Sepember", "Sepember 5", "5 Sepember 2024", "sepember 5, 2024", "Sept", "Sep.", "Sept. 2024"]
)
def test_a_month_that_is_misspelt_is_no_crash(month: str) -> None:
    read_text(
        f"The EU's duties apply from {month}; car exports from China in {month} rose 5 percent to 300,000 units."
    )


def test_whose_doing_is_judged_does_not_judge_it() -> None:
    for theirs, mine in (("加方", "CA"), ("欧方", "EU"), ("美方", "US"), ("墨方", "MX")):
        for doing in ("此举", "的做法", "这一行为", "此舉"):
            text = f"发言人表示,{theirs}{doing}无视世贸规则,是典型的保护主义做法。"
            assert mine not in {p.actor for p in read_text(text, published=DAY).positions}, text
