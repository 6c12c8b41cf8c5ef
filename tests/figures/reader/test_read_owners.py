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
