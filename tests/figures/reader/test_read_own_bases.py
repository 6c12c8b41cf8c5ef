"""Growths, shares and periods that have a base, place or time of their own: sentences of ours, with what they say."""

from __future__ import annotations

from datetime import date

import pytest

from pratique.figures.reader import Figure, read_text


def _told(figure: Figure) -> str:
    words = [figure.indicator, figure.product, figure.geography or "?", str(figure.period or "?")]
    words.append("-" if figure.value is None else f"{float(figure.value):g}")
    words += [f"{change.over}={float(change.amount):g}" for change in figure.changes]
    return " ".join([*words, *([figure.kind] if figure.kind != "observation" else [])])


OCTOBER = date(2025, 10, 14)
CASES = (
    # a second growth of a longer period, behind or before it
    (
        "New car registrations in Spain rose 6 percent in September and 2.5 percent over the first nine months.",
        ("registrations passenger_car ES 2025-09 - year=6",
         "registrations passenger_car ES 2025-01..2025-09 - year=2.5"),
    ),
    (
        "Car sales in Italy fell 3 percent in the first nine months, though September alone brought a 4 "
        "percent rise.",
        ("sales passenger_car IT 2025-01..2025-09 - year=-3", "sales passenger_car IT 2025-09 - year=4"),
    ),
    # one base for two growths
    (
        "Output in Mexico was down 7 percent compared to August, while exports were up 2 percent.",
        ("production vehicle MX 2025-09 - month=-7", "exports vehicle MX 2025-09 - month=2"),
    ),
    # a month told by its base alone; one that is not over is not told
    (
        "Thailand built 120,000 vehicles, 4 percent more than in September 2024.",
        ("production vehicle TH 2025-09 120000 year=4",),
    ),
    ("Production in Brazil this month of 240,000 vehicles pleased the makers.", ("production vehicle BR ? 240000",)),
    # against a record, a quarter before
    ("NEV exports from China reached 250,000 units, 9 percent above the previous record.", ("exports nev CN "
    "? 250000",)),
    (
        "EV sales in the United States reached 400,000 in the third quarter, up 30 percent from the "
        "previous quarter.",
        ("sales bev US 2025-Q3 400000 month=30",),
    ),
    # shares by place; a share compared in the next sentence; a share that is wanted
    (
        "In 2024 electric cars took a market share of 30% in Denmark, 20% in Portugal and 9% in Poland.",
        ("share bev DK 2024 30", "share bev PT 2024 20", "share bev PL 2024 9"),
    ),
    (
        "In 2024 electric cars made up 30 percent of new cars in Denmark. That is up from 21 percent in 2023.",
        ("share bev DK 2024 30", "share bev DK 2023 21"),
    ),
    (
        "The electric car market in Britain stays below the 28% target for 2025.",
        ("share bev GB 2025 28 target",),
    ),
    # parts that have no code: by origin, by buyer
    ("In Korea 21,000 imported cars were registered in September.", ()),
    ("In Spain 41,000 new cars were registered to companies in September.", ()),
    # fiscal years by their country, and without one
    ("India sold 4.3 million passenger vehicles in FY25.", ("sales passenger_car IN 2024-04..2025-03 4.3e+06",)),
    ("Japan exported 4.2 million vehicles in fiscal 2024.", ("exports vehicle JP 2024-04..2025-03 4.2e+06",)),
    ("India exported 200,000 cars in Q1 FY26.", ("exports passenger_car IN 2025-04..2025-06 200000",)),
    ("India exported 400,000 cars in the second half of FY25.", ("exports passenger_car IN 2024-10..2025-03 "
    "400000",)),
    ("The group sold 90,000 cars in FY25.", ("sales vehicle ? ? 90000",)),
    # who levies a duty
    (
        "Korea complains of the 25% tariff imposed by the United States on all imported vehicles.",
        ("tariff_rate vehicle US ? 25",),
    ),
    # whom the sentence leans on is no destination
    (
        "According to the Korea Automobile Manufacturers Association, 240,000 vehicles were exported to "
        "Canada in 2024.",
        ("exports vehicle KR->CA 2024 240000",),
    ),
    (
        "Peru is Chile's largest export destination, with 12,000 cars exported in 2024.",
        ("exports passenger_car CL->PE 2024 12000",),
    ),
    # an association of makers is where it counts; goods made somewhere are not
    (
        "According to the Indian automotive manufacturers association, car sales rose to 350,000 in September.",
        ("sales passenger_car IN 2025-09 350000",),
    ),
    ("Sales of China-produced electric cars reached 60,000 in September.", ("sales bev ? 2025-09 60000",)),
    # said again between commas, or more narrowly before
    (
        "In Peru, retail sales, or purchases by households, fell 5 percent to 14,000 cars in September.",
        ("retail_sales passenger_car PE 2025-09 14000 year=-5",),
    ),
    # numbers
    ("Peru sold half-a-million cars in 2024.", ("sales passenger_car PE 2024 500000",)),
    ("About 90,000 electric cars are sold each week in the world.", ()),
    # Chinese: a rate from one to another, a span of years, the sum of two parts
    (
        "2024年挪威纯电动车共销售11万辆,成长率从2023年时的30%下降至5%。",
        ("sales bev NO 2024 110000 year=5",),
    ),
    (
        "从2020年到2024年,巴西新能源汽车销量从2万辆增长至17万辆,增长近8倍。",
        ("sales nev BR 2020 20000", "sales nev BR 2024 170000"),
    ),
    (
        "2024年泰国纯电动汽车销售7万辆,插电式混合动力汽车销售1万辆,合计销量8万辆。",
        ("sales bev TH 2024 70000", "sales phev TH 2024 10000", "sales nev TH 2024 80000"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(("text", "told"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_number_is_bound_to_what_it_is_said_of(text: str, told: tuple[str, ...]) -> None:
    assert sorted(map(_told, read_text(text, published=OCTOBER).figures)) == sorted(told)


STATUSES = (
    ("The new duties on Chinese electric cars under Section 301 were initially set to take effect on 1 August 2025.",
     "us.section301", "mentioned", None),
    ("Canada is toying with the idea of a surtax on Chinese electric cars.", "ca.surtax", "planned", None),
    ("The connected vehicle rule is scheduled to take effect on March 17, 2025.", "us.cfr15_791d", "planned",
     date(2025, 3, 17)),
    ("商务部原定于2025年8月1日起对纯电动乘用车实施出口许可证管理。", "cn.export_licence", "mentioned", None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "name", "status", "day"), STATUSES, ids=[row[0][:30] for row in STATUSES])
def test_a_measure_has_the_status_and_day_that_hold(text: str, name: str, status: str, day: date | None) -> None:
    (measure,) = (each for each in read_text(text, published=OCTOBER).instruments if each.id == name)
    assert (measure.status, measure.effective) == (status, day)


def test_what_is_disregarded_or_asked_of_others_is_no_stance_of_the_speaker() -> None:
    text = "发言人表示,欧方无视业界的呼吁,中方对此强烈不满,中国产业界坚决反对。"
    stances = {(p.actor, p.stance) for p in read_text(text, published=OCTOBER).positions}
    assert stances == {("CN", "concerned"), ("industry:CN", "opposes")}
    text = "中方希望加方取消关税,消除壁垒,鼓励公平竞争。"
    assert {(p.actor, p.stance) for p in read_text(text, published=OCTOBER).positions} == {("CN", "calls for")}
    text = "The plan, issued by the Ministry of Commerce, aims to widen trade in electric cars."
    assert not read_text(text, published=OCTOBER).positions
