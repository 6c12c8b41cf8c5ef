"""Counts under a heading, shares that move, one growth a subject, origin and market: sentences of ours."""

from __future__ import annotations

from datetime import date

import pytest

from pratique.figures.reader import Figure, read_text

OCTOBER = date(2025, 10, 14)


def _told(figure: Figure) -> str:
    words = [figure.indicator, figure.product, figure.geography or "?", str(figure.period or "?")]
    words.append("-" if figure.value is None else f"{float(figure.value):g}")
    words += [f"{change.over}={float(change.amount):g}" for change in figure.changes]
    return " ".join([*words, *([figure.maker] if figure.maker else [])])


HEADED = (
    (
        "New car registrations in Ireland, September 2025\n- Hybrid: 2,107 (24.9% share)\n"
        "- Battery electric: 1990 (23.5%)\n"
        "- Plug-in hybrid: 811 (9.6%)\n- LPG: 12 (0.1%)",
        (
            "registrations hybrid IE 2025-09 2107",
            "share hybrid IE 2025-09 24.9",
            "registrations bev IE 2025-09 1990",
            "share bev IE 2025-09 23.5",
            "registrations phev IE 2025-09 811",
            "share phev IE 2025-09 9.6",
        ),
    ),
    (
        "Top markets for China's car exports in August 2025:\n1. Mexico - 51,310 units\n"
        "2. Belgium - 40,127 units (+12.5%)",
        ("exports vehicle CN->MX 2025-08 51310", "exports vehicle CN->BE 2025-08 40127 year=12.5"),
    ),
    (
        "Deliveries in September 2025:\nNIO: 34,749\nTesla Model 3: 9,100\nLeapmotor: 66,657 (+97.4%)\nOthers: 4,410",
        ("sales vehicle ? 2025-09 34749 NIO", "sales vehicle ? 2025-09 66657 year=97.4 Leapmotor"),
    ),
    (
        "2025年8月俄罗斯新车销量：\n插电混动：4120辆\n纯电动：1310辆\n其他：9.2万辆",
        ("sales phev RU 2025-08 4120", "sales bev RU 2025-08 1310"),
    ),
)
BOUND = (
    # a share that moves: the first is of another time, whatever its product
    (
        "Hybrids' market share rose to 24.9 percent in August 2025. "
        "Diesel aside, plug-in hybrids went from 8.1 to 9.6 per cent.",
        ("share hybrid ? 2025-08 24.9", "share phev ? ? 8.1", "share phev ? 2025-08 9.6"),
    ),
    ("2025年上半年，名爵在欧盟的注册量为15.3万辆，市场份额从1.9%升至2.2%。", ("share vehicle EU 2025-S1 2.2",)),
    # so many growths as subjects
    (
        "Hybrid and plug-in hybrid registrations in Italy rose 9.4% and 60.1% respectively in August 2025.",
        ("registrations hybrid IT 2025-08 - year=9.4", "registrations phev IT 2025-08 - year=60.1"),
    ),
    (
        "8月，客车和货车产量同比分别增长8.8%和14.2%。",
        ("production bus ? 2025-08 - year=8.8", "production truck ? 2025-08 - year=14.2"),
    ),
    (
        "Thailand's exports of passenger cars and commercial vehicles fell 5% and 8% respectively in August 2025.",
        ("exports passenger_car TH 2025-08 - year=-5", "exports commercial_vehicle TH 2025-08 - year=-8"),
    ),
    # origin and market, also where China is the market
    (
        "South Korea's car exports to China fell 20% to 3,100 units in August 2025.",
        ("exports passenger_car KR->CN 2025-08 3100 year=-20",),
    ),
    (
        "China's share of Chile's car imports climbed from 12% in 2019 to 33% in 2024.",
        ("share vehicle CN->CL 2019 12", "share vehicle CN->CL 2024 33"),
    ),
    ("智利8月自中国进口汽车1.1万辆，同比增长21%。", ("imports vehicle CN->CL 2025-08 11000 year=21",)),
    ("8月，日本对华出口汽车2.3万辆。", ("exports vehicle JP->CN 2025-08 23000",)),
    ("9月进口汽车零售4万辆。", ()),
    # one amount in two currencies is one figure
    ("2024年，秘鲁汽车进口额达到21亿美元，约合人民币152亿元。", ("imports vehicle PE 2024 2.1e+09",)),
    # the market at home, and exporters in a list
    (
        "Kia sold 41,000 vehicles in September 2025, of which 12,300 were sold in the domestic market.",
        ("sales vehicle ? 2025-09 41000 Kia", "domestic_sales vehicle ? 2025-09 12300 Kia"),
    ),
    (
        "In August 2025, SAIC was the second exporter with 92,000 vehicles, followed by Geely with 39,000.",
        ("exports vehicle ? 2025-08 92000 SAIC", "exports vehicle ? 2025-08 39000 Geely"),
    ),
    # a rate of growth is no share, whatever praise stands before it
    ("8月，阿联酋自中国进口电动车4100辆，同比增长率高达惊人的310%。", ("imports bev CN->AE 2025-08 4100 year=310",)),
    # rates of duty
    (
        "欧盟决定对自华进口电动汽车征收反补贴税，吉利税率为18.8%，其他合作企业为20.7%。",
        ("tariff_rate bev CN->EU ? 18.8 Geely", "tariff_rate bev CN->EU ? 20.7"),
    ),
    (
        "Canada puts a 100% surtax on Chinese electric vehicles and a 25% surtax on lithium-ion batteries.",
        ("tariff_rate bev CN->CA ? 100",),
    ),
    (
        "In May 2024 the United States imposed a 100% tariff on Chinese electric vehicles.",
        ("tariff_rate bev CN->US ? 100",),
    ),
    # a growth of the month before beside the one it is compared with
    (
        "Vietnam built 31,000 vehicles in August 2025, down 6 percent from a year earlier, slowing from an "
        "11 percent decline in July.",
        ("production vehicle VN 2025-08 31000 year=-6", "production vehicle VN 2025-07 - year=-11"),
    ),
    # a growth over the month that the two counts show
    (
        "Hybrid sales in Chile fell 10 percent, with 900 units sold in August 2025 compared to 1,000 units in July.",
        ("sales hybrid CL 2025-08 900 month=-10", "sales hybrid CL 2025-07 1000"),
    ),
    (
        "Car sales in Chile reached 26,000 units in August 2025, up from month-ago's 25,000 units.",
        ("sales passenger_car CL 2025-07 25000",),
    ),
    # what only marks a comparison in Chinese, thresholds with 了, and numbers by 万 and digits
    ("2025年上半年，中国新能源汽车出口106万辆，远高于2024年6.7%的增速。", ("exports nev CN 2025-S1 1.06e+06",)),
    (
        "2024年，泰国汽车产销量均突破了140万辆，分别达到146.9万辆和157.2万辆。",
        ("production vehicle TH 2024 1.469e+06", "sales vehicle TH 2024 1.572e+06"),
    ),
    ("2025年8月，泰国电动汽车销量为1万2,430辆。", ("sales bev TH 2025-08 12430",)),
    (
        "2024年，泰国纯电动汽车市场占有率为13.6%，高于2023年的11.2%。",
        ("share bev TH 2024 13.6", "share bev TH 2023 11.2"),
    ),
    # names of bodies and kinds without a code
    (
        "The Bus Manufacturers Association said total vehicle sales in Peru were 16,000 units in August 2025.",
        ("sales vehicle PE 2025-08 16000",),
    ),
    ("据泰国汽车制造商协会统计，2025年8月泰国共注册9100辆纯电动汽车。", ("registrations bev TH 2025-08 9100",)),
    ("Sales of EREVs in China were 110,000 units in August 2025.", ()),
)


@pytest.mark.parametrize(
    ("text", "wanted"), HEADED + BOUND, ids=lambda value: value[:40] if isinstance(value, str) else ""
)
def test_what_is_bound_is_read(text: str, wanted: tuple[str, ...]) -> None:
    read = [_told(figure) for figure in read_text(text, published=OCTOBER).figures]
    assert [one for one in wanted if one not in read] == []
    if (text, wanted) in HEADED or not wanted or "tariff" in wanted[0]:
        assert sorted(read) == sorted(wanted)


def test_a_line_whose_label_is_not_known_is_unread_with_its_number() -> None:
    reading = read_text(HEADED[2][0], published=OCTOBER)
    left = {reading.text[slice(*one.span)]: one.why for one in reading.unread}
    assert "label is not known" in left["9,100"]
    assert "label is not known" in left["4,410"]


@pytest.mark.parametrize("between", ["The minister spoke in Dublin on Monday.", "Prices fell."])
def test_a_sentence_ends_the_list(between: str) -> None:
    text = f"New car registrations in Ireland, September 2025\n- Hybrid: 2,107\n{between}\n- Plug-in hybrid: 811"
    assert [float(f.value) for f in read_text(text, published=OCTOBER).figures if f.value] == [2107.0]


def test_what_begins_later_is_not_in_force() -> None:
    text = "商务部决定对二手车实施出口许可证管理,自2026年3月1日起正式实施。"
    assert [(i.status, str(i.effective)) for i in read_text(text, published=OCTOBER).instruments] == [
        ("announced", "2026-03-01")
    ]
    later = read_text(text, published=date(2026, 5, 1)).instruments
    assert [item.status for item in later] != ["planned"]
