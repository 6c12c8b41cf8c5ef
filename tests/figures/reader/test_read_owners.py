"""Goods that no code names keep their numbers: never those of the vehicles beside them, each its turn in a list."""

from __future__ import annotations

from itertools import permutations

import pytest

from pratique.figures.reader import Reading, read_text

GOODS = {"汽车": "vehicle", "新能源汽车": "nev", "充电桩": "charger"}
OTHERS = ("太阳能电池", "船舶", "工业机器人", "家用电器")


def _read(text: str) -> Reading:
    return read_text(text, published="2025-12-15")


def _grown(reading: Reading) -> dict[str, float]:
    return {f.product: float(f.changes[0].amount) for f in reading.figures}


@pytest.mark.parametrize("known", GOODS)
@pytest.mark.parametrize("basis", ["", "同比"])
@pytest.mark.parametrize("counted", ["出口", "产量", "等产品产量"])
def test_each_product_of_a_list_takes_its_own_growth(known: str, basis: str, counted: str) -> None:
    for goods in permutations((known, *OTHERS[:2])):
        text = f"前三季度,我国{'、'.join(goods)}{counted}{basis}分别增长11.5%、22.5%和33.5%。"
        wanted = (11.5, 22.5, 33.5)[goods.index(known)]
        assert _grown(_read(text)) == {GOODS[known]: wanted}, text


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize(
    "frame",
    [
        "9月,新能源汽车产量增长20%。{}产量增长30.5%。",
        "9月,新能源汽车产量增长20%,{}增长30.5%。",
        "9月,新能源汽车产量增长20%。{}出口8.97万亿元,增长30.5%。",
    ],
)
def test_goods_without_a_code_are_no_vehicles(other: str, frame: str) -> None:
    assert _grown(_read(frame.format(other))) == {"nev": 20.0}


@pytest.mark.parametrize(
    "text",
    [
        "我国机电产品出口8.97万亿元,同比增长3.6%。",
        "今年前5个月,我国出口机电产品5.57万亿元。",
        "2023年,以电动载人汽车、锂电池、太阳能电池为代表的“新三样”产品合计出口突破8000亿元。",
        "电动汽车等“新三样”产品合计出口228.9亿元,增长30.7%。",
        "一季度,汽车等规模以上高技术制造业增加值同比增长9.1%。",
        "上半年汽车产量增长,上海生产总值突破4万亿元。",
        "9月新能源汽车产销两旺,社会商品零售额同比增长20.5%。",
        "一季度新能源汽车出口增长,全国进出口总值9.1万亿元,同比增长5.8%。",
    ],
)
def test_a_whole_of_other_goods_is_no_figure(text: str) -> None:
    assert _read(text).figures == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("截至10月底,我国电动汽车充电基础设施总数达到1864.5万个,同比增长54.0%。", ("stock", "charger", 18645000)),
        ("截至9月底,全国充电桩累计数量为1188.4万台。", ("stock", "charger", 11884000)),
        ("截至9月底,全国新能源汽车数量达1821万辆。", ("stock", "nev", 18210000)),
    ],
)
def test_how_many_there_are_is_a_stock(text: str, wanted: tuple[str, str, int]) -> None:
    (figure,) = _read(text).figures
    assert (figure.indicator, figure.product, figure.value) == wanted


def test_a_trade_in_a_product_is_the_product() -> None:
    assert _grown(_read("上半年,汽车制造业增加值增长11.3%。")) == {"vehicle": 11.3}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10月我国动力电池产量共计9.9GWh,同比增长47.9%。", ["production battery 9.9 GWh year 47.9"]),
        ("8月台湾新车挂牌2万9460辆,较7月3万5483辆下滑17%。", ["registrations vehicle 29460 vehicles month -17"]),
        ("TOYOTA 8月领牌数达1万1914辆,年增20.7%。", ["registrations vehicle 11914 vehicles year 20.7"]),
    ],
)
def test_what_stands_close_to_a_number(text: str, wanted: list[str]) -> None:
    figure = next(f for f in _read(text).figures if f.changes)
    change = figure.changes[0]
    told = f"{figure.indicator} {figure.product} {float(figure.value or 0):g} {figure.unit}"
    assert [f"{told} {change.over} {float(change.amount):g}"] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Tesla will recall 871,087 vehicles in China.",
        "In March, Tesla recalled more than 2,600 imported Model S cars in China.",
        "In 2021, there were a total of 8.736 million recalled vehicles in China, up 28.8% annually.",
        "2021年,中国召回汽车873.6万辆,同比增长28.8%。",
    ],
)
def test_what_is_called_back_is_counted_nowhere(text: str) -> None:
    assert [f for f in _read(text).figures if f.value is not None] == []


def test_a_sibling_is_no_whole_and_a_heavy_class_no_maker() -> None:
    text = "In July, 787 BEVs were registered in Norway, while plug-in hybrids made up 9% of sales."
    assert [f.of for f in _read(text).figures if f.indicator == "share"] == ["sales:vehicle"]
    text = "Bus sales in Japan fell to 1,937 units in February 2018. Toyota's sales fell by 6.5% to 106,744 units."
    assert [f.product for f in _read(text).figures] == ["bus", "vehicle"]
