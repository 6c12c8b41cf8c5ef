"""Chinese frames: what a bulletin says in a sentence or two, and what that is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.figures.reader.made_sentences import (
    CHINESE_COUNTS,
    CHINESE_PERIODS,
    CHINESE_PLACES,
    CHINESE_PRODUCTS,
    Fact,
    Maker,
    maybe_rate,
    shown,
)

from pratique.figures.period import Period

Told = tuple[str, list[Fact]]
MONTHS = (
    ("2025年5月", "2025-05", "2025-01..2025-05", "1-5月", "4月"),
    ("7月", "2025-07", "2025-01..2025-07", "1-7月", "6月"),
)


def count(make: Maker, value: int) -> tuple[str, Fraction]:
    match make.one("wan", "wan", "digits", "wan two"):
        case "digits":
            return f"{value}", Fraction(value)
        case "wan":
            return f"{value // 1000 / 10:.1f}万", Fraction(value // 1000 * 1000)
    return f"{value // 100 / 100:.2f}万", Fraction(value // 100 * 100)


def grew(make: Maker, rate: Fraction | None, *, neutral: bool = False, base: bool = True) -> str:
    if rate is None:
        return ""
    by = f"{shown(rate)}%"
    if not base:
        return make.one("增长", "上升") + by if rate > 0 else make.one("下降", "下滑") + by
    verb = (
        make.one("增长", "上升", "增加", "大增", "提升")
        if rate > 0
        else make.one("下降", "减少", "下滑", "下跌", "降低")
    )
    year = (
        make.one("同比", "同比", "较上年同期", "与上年同期相比", "较去年同期")
        if not neutral
        else make.one("同比", "比上年")
    )
    return make.one(
        f",{year}{verb}{by}",
        f",{year}{verb}{by}",
        f"({year}{verb}{by})",
        f",{year}{verb}了{by}",
        f",{year}{'增幅' if rate > 0 else '降幅'}{make.one('达', '为')}{by}",
    )


def verb(make: Maker) -> str:
    return make.one("为", "达", "达到", "完成", "实现", "", "录得")


def common(make: Maker) -> tuple[Any, ...]:
    """The parts that most frames need, in the order of their names there."""
    name, product = make.row(CHINESE_PRODUCTS)
    noun, ind = make.row(CHINESE_COUNTS)
    where, place = make.row(CHINESE_PLACES)
    when, span = make.row(CHINESE_PERIODS)
    return name, product, noun, ind, where, place, when, Period.parse(span)


def old(period: Period) -> bool:
    return str(period).startswith("2024")


def one_count(make: Maker) -> Told:
    name, product, noun, ind, where, place, when, period = common(make)
    said, value = count(make, make.number())
    rate = maybe_rate(make)
    g = grew(make, rate, neutral=old(period))
    v = verb(make)
    text = make.one(
        f"{when},{where}{name}{noun}{v}{said}辆{g}。",
        f"{when}{where}{name}{noun}{v}{said}辆{g}。",
        f"{where}{when}{name}{noun}{v}{said}辆{g}。",
        f"数据显示,{when}{where}{name}{noun}{v}{said}辆{g}。",
        f"据协会统计,{when},{where}的{name}{noun}{v}{said}辆{g}。",
        f"{where}{name}{when}{noun}{v}{said}辆{g}。",
        f"{where}汽车协会公布的数据显示,{when}{name}{noun}{v}{said}辆{g}。",
    )
    return text, [Fact(ind, product, place, period, value, rate)]


def grew_to(make: Maker) -> Told:
    name, product, noun, ind, where, place, when, period = common(make)
    said, value = count(make, make.number())
    rate = make.rate()
    up = make.one("增长", "上升", "增加") if rate > 0 else make.one("下降", "减少", "下滑")
    by = f"{shown(rate)}%"
    text = make.one(
        f"{when},{where}{name}{noun}同比{up}{by},达到{said}辆。",
        f"{when},{where}{name}{noun}同比{up}{by}至{said}辆。",
        f"{where}{when}{name}{noun}同比{up}{by},达{said}辆。",
        f"{where}{name}{noun}{when}同比{up}{by},为{said}辆。",
        f"{when}{where}{name}{noun}较上年同期{up}{by},至{said}辆。",
    )
    return text, [Fact(ind, product, place, period, value, rate)]


def both_counts(make: Maker) -> Told:
    name, product, _, _, where, place, when, period = common(make)
    (s1, v1), (s2, v2) = count(make, make.number()), count(make, make.number())
    r1, r2 = make.rate(), make.rate()
    g1, g2 = grew(make, r1, base=False), grew(make, r2, base=False)
    text = make.one(
        f"{when},{where}{name}产销分别完成{s1}辆和{s2}辆,同比分别{g1}和{g2}。",
        f"{when},{where}{name}产量和销量分别为{s1}辆和{s2}辆,同比{g1}和{g2}。",
        f"{when},{where}{name}产量{s1}辆,同比{g1};销量{s2}辆,同比{g2}。",
        f"{when},{where}{name}产量为{s1}辆,同比{g1},销量为{s2}辆,同比{g2}。",
        f"{where}{when}{name}产量、销量分别达{s1}辆、{s2}辆,同比分别{g1}、{g2}。",
    )
    return text, [Fact("production", product, place, period, v1, r1), Fact("sales", product, place, period, v2, r2)]


def among_them(make: Maker) -> Told:
    noun, ind = make.row(CHINESE_COUNTS)
    where, place = make.row(CHINESE_PLACES)
    when, span = make.row(CHINESE_PERIODS)
    period = Period.parse(span)
    (n2, p2), (n3, p3) = make.rows(tuple(r for r in CHINESE_PRODUCTS if r[1] != "vehicle"), 2)
    (s1, v1), (s2, v2), (s3, v3) = (count(make, make.number()) for _ in range(3))
    rates = [maybe_rate(make) for _ in range(3)]
    g1, g2, g3 = (grew(make, r, neutral=old(period)) for r in rates)
    v = verb(make)
    noun2 = make.one(noun, "")
    text = make.one(
        f"{when},{where}汽车{noun}{v}{s1}辆{g1}。其中,{n2}{noun2}{s2}辆{g2};{n3}{noun2}{s3}辆{g3}。",
        f"{when},{where}汽车{noun}{v}{s1}辆{g1}。其中{n2}{noun}为{s2}辆{g2},{n3}{noun}为{s3}辆{g3}。",
        f"{when},{where}汽车{noun}{v}{s1}辆{g1},其中{n2}{s2}辆{g2},{n3}{s3}辆{g3}。",
        f"{when},{where}汽车{noun}{v}{s1}辆{g1}。分车型看,{n2}{noun}{s2}辆{g2},{n3}{noun}{s3}辆{g3}。",
        f"{when},{where}汽车{noun}{v}{s1}辆{g1}。{n2}和{n3}{noun}分别为{s2}辆和{s3}辆"
        + (
            f",同比分别{grew(make, rates[1], base=False)}和{grew(make, rates[2], base=False)}。"
            if rates[1] is not None and rates[2] is not None
            else "。"
        ),
    )
    if "分别为" in text and "同比分别" not in text:
        rates[1] = rates[2] = None
    return text, [
        Fact(ind, "vehicle", place, period, v1, rates[0]),
        Fact(ind, p2, place, period, v2, rates[1]),
        Fact(ind, p3, place, period, v3, rates[2]),
    ]


def month_and_total(make: Maker) -> Told:
    name, product, noun, ind, where, place, _, _ = common(make)
    month, one, many, run, _before = make.row(MONTHS)
    (s1, v1), (s2, v2) = count(make, make.number()), count(make, make.number())
    rates = [maybe_rate(make), maybe_rate(make)]
    g1, g2 = (grew(make, r) for r in rates)
    v = verb(make)
    text = make.one(
        f"{month},{where}{name}{noun}{v}{s1}辆{g1}。{run},{name}{noun}{v}{s2}辆{g2}。",
        f"{month},{where}{name}{noun}{v}{s1}辆{g1};{run}累计{noun}{s2}辆{g2}。",
        f"{month},{where}{name}{noun}{v}{s1}辆{g1};今年累计{noun}{s2}辆{g2}。",
        f"{month}{where}{name}{noun}{s1}辆{g1},{run}累计{s2}辆{g2}。",
        f"{run},{where}{name}{noun}累计{v}{s2}辆{g2}。其中,{month[-2:]}{noun}{s1}辆{g1}。",
        f"{month},{where}{name}{noun}{v}{s1}辆{g1},今年以来累计{noun}{v}{s2}辆{g2}。",
    )
    return text, [
        Fact(ind, product, place, Period.parse(one), v1, rates[0]),
        Fact(ind, product, place, Period.parse(many), v2, rates[1]),
    ]


def year_and_month(make: Maker) -> Told:
    name, product, noun, ind, where, place, _, _ = common(make)
    month, one, _, _, before = make.row(MONTHS)
    said, value = count(make, make.number())
    y, m = make.rate(), make.rate()
    gy, gm = grew(make, y, base=False), grew(make, m, base=False)
    v = verb(make)
    text = make.one(
        f"{month},{where}{name}{noun}{v}{said}辆,同比{gy},环比{gm}。",
        f"{month},{where}{name}{noun}{v}{said}辆,环比{gm},同比{gy}。",
        f"{month},{where}{name}{noun}{v}{said}辆,环比、同比分别{gm}和{gy}。"
        if y * m > 0
        else f"{month},{where}{name}{noun}{v}{said}辆,环比{gm}、同比{gy}。",
        f"{month},{where}{name}{noun}{v}{said}辆,较上月{gm},较上年同期{gy}。",
        f"{month},{where}{name}{noun}{v}{said}辆,较{before}{gm},较去年同月{gy}。",
        f"{month},{where}{name}{noun}同比{gy},环比{gm},达到{said}辆。",
        f"{month},{where}{name}{noun}{v}{said}辆(同比{gy},环比{gm})。",
    )
    return text, [Fact(ind, product, place, Period.parse(one), value, y, m)]


def places(make: Maker) -> Told:
    name, product = make.row(CHINESE_PRODUCTS)
    noun, ind = make.row((("销量", "sales"), ("产量", "production"), ("注册量", "registrations")))
    (c1, l1), (c2, l2), (c3, l3) = make.rows(CHINESE_PLACES, 3)
    when, span = make.row(CHINESE_PERIODS)
    period = Period.parse(span)
    (s1, v1), (s2, v2), (s3, v3) = (count(make, make.number()) for _ in range(3))
    r = [make.rate() for _ in range(3)]
    g = [grew(make, x, base=False) for x in r]
    text = make.one(
        f"{when},{c1}{name}{noun}为{s1}辆,同比{g[0]};{c2}{noun}为{s2}辆,同比{g[1]};{c3}{noun}为{s3}辆,同比{g[2]}。",
        f"{when},{c1}、{c2}和{c3}的{name}{noun}分别为{s1}辆、{s2}辆和{s3}辆,同比分别{g[0]}、{g[1]}和{g[2]}。",
        f"{when},{c1}{name}{noun}{s1}辆(同比{g[0]}),{c2}{s2}辆(同比{g[1]}),{c3}{s3}辆(同比{g[2]})。",
        f"{when},{c1}{name}{noun}同比{g[0]}至{s1}辆,{c2}同比{g[1]}至{s2}辆,{c3}同比{g[2]}至{s3}辆。",
        f"分国家看,{when},{c1}{name}{noun}{s1}辆,同比{g[0]}。{c2}{name}{noun}{s2}辆,同比{g[1]}。{c3}{noun}{s3}辆,同比{g[2]}。",
    )
    return text, [Fact(ind, product, x, period, v, q) for x, v, q in zip((l1, l2, l3), (v1, v2, v3), r, strict=True)]


def before_and_now(make: Maker) -> Told:
    name, product, noun, ind, where, place, _, _ = common(make)
    when, now, then = make.row(
        (
            ("2025年5月", "2025-05", "2024-05"),
            ("7月", "2025-07", "2024-07"),
            ("上半年", "2025-01..2025-06", "2024-01..2024-06"),
            ("2025年一季度", "2025-01..2025-03", "2024-01..2024-03"),
        )
    )
    (s1, v1), (s2, v2) = count(make, make.number()), count(make, make.number())
    rate = maybe_rate(make)
    g = "" if rate is None else f",同比{grew(make, rate, base=False)}"
    text = make.one(
        f"{when},{where}{name}{noun}为{s1}辆,去年同期为{s2}辆{g}。"
        if rate is None
        else f"{when},{where}{name}{noun}为{s1}辆{g},去年同期为{s2}辆。",
        f"{when},{where}{name}{noun}从上年同期的{s2}辆{'增至' if rate is None or rate > 0 else '降至'}{s1}辆{g}。",
        f"{when},{where}{name}{noun}由去年同期的{s2}辆变为{s1}辆{g}。",
        f"{when},{where}{name}{noun}{s1}辆(上年同期为{s2}辆){g}。",
    )
    return text, [
        Fact(ind, product, place, Period.parse(now), v1, rate),
        Fact(ind, product, place, Period.parse(then), v2),
    ]


def destinations(make: Maker) -> Told:
    name, product = make.row(CHINESE_PRODUCTS)
    (c1, l1), (c2, l2), (c3, l3) = make.rows(tuple(r for r in CHINESE_PLACES if r[1] != "CN"), 3)
    when, span = make.row(CHINESE_PERIODS)
    period = Period.parse(span)
    (s1, v1), (s2, v2), (s3, v3) = (count(make, make.number()) for _ in range(3))
    r = [make.rate() for _ in range(3)]
    g = [grew(make, x, base=False) for x in r]
    text = make.one(
        f"{when},中国向{c1}出口{name}{s1}辆,同比{g[0]};向{c2}出口{s2}辆,同比{g[1]};向{c3}出口{s3}辆,同比{g[2]}。",
        f"{when},中国对{c1}、{c2}和{c3}的{name}出口量分别为{s1}辆、{s2}辆和{s3}辆,同比分别{g[0]}、{g[1]}和{g[2]}。",
        f"{when},我国{name}出口{c1}{s1}辆,同比{g[0]};出口{c2}{s2}辆,同比{g[1]};出口{c3}{s3}辆,同比{g[2]}。",
        f"{when},中国{name}出口量前三位的国家为{c1}、{c2}和{c3},分别为{s1}辆、{s2}辆和{s3}辆,同比分别{g[0]}、{g[1]}和{g[2]}。",
    )
    return text, [
        Fact("exports", product, f"CN->{x}", period, v, q)
        for x, v, q in zip((l1, l2, l3), (v1, v2, v3), r, strict=True)
    ]


FRAMES = (
    one_count,
    grew_to,
    both_counts,
    among_them,
    month_and_total,
    year_and_month,
    places,
    before_and_now,
    destinations,
)
