"""English frames with what surrounds a count in print: shares, records, earlier growths, rankings, makers, lists."""

from __future__ import annotations

from fractions import Fraction

from tests.figures.reader.made_english import common
from tests.figures.reader.made_sentences import (
    ENGLISH_PLACES,
    ENGLISH_PRODUCTS,
    Fact,
    Maker,
    english_count,
    english_growth,
    english_verb,
    head,
    maybe_rate,
    rose,
    shown,
)  # fmt: skip

from pratique.figures.period import Period

Told = tuple[str, list[Fact]]
MAKERS = (
    ("BYD", "BYD"),
    ("Tesla", "Tesla"),
    ("Geely", "Geely"),
    ("Volkswagen", "Volkswagen"),
    ("Toyota", "Toyota"),
    ("Chery", "Chery"),
)
SOURCE = (
    "according to data released on Tuesday by the national automobile association",
    "the ministry said in a statement on Monday",
    "data from the statistics office showed",
    "said the secretary-general of the association",
    "according to the latest figures from the transport authority",
    "a report published on 5 August shows",
)


def part(make: Maker) -> Fraction:
    while (tenths := make.dice.randrange(51, 589)) in make.used or tenths % 10 == 0:
        pass
    make.used.add(tenths)
    return Fraction(tenths, 10)


def shares(make: Maker) -> Told:
    (a, p, one) = make.row(tuple(r for r in ENGLISH_PRODUCTS if r[2] in ("nev", "bev", "phev", "hybrid")))
    whose, where, place = make.row(ENGLISH_PLACES)
    when, span = make.row(
        (
            ("in May 2025", "2025-05"),
            ("in July", "2025-07"),
            ("in the first half of 2025", "2025-01..2025-06"),
            ("in 2024", "2024"),
        )
    )
    period = Period.parse(span)
    s, t = part(make), part(make)
    text, both = make.row(
        (
            (
                f"{head(p)} accounted for {shown(s)}% of {whose} car sales {when}, compared with {shown(t)}% a year earlier.",
                "2",
            ),
            (
                f"{head(p)} made up {shown(s)}% of new car registrations in {where} {when}, up from {shown(t)}% a year ago.",
                "2",
            ),
            (
                f"{head(when)}, {p} took a {shown(s)} percent share of the market in {where}, against {shown(t)} percent in the same period last year.",
                "2",
            ),
            (
                f"In {where}, the market share of {p} {'rose' if s > t else 'fell'} to {shown(s)}% {when} from {shown(t)}% a year earlier.",
                "2",
            ),
            (f"The share of {p} in {whose} new car sales reached {shown(s)}% {when}.", "1"),
            (
                f"{head(when)}, the {a} share of {whose} new car market was {shown(s)}%, {'up' if s > t else 'down'} {shown(abs(s - t))} percentage points from a year earlier.",
                "p",
            ),
            (f"{head(p)} represented {shown(s)}% of all cars sold in {where} {when}.", "1"),
        )
    )
    now = Fact("share", one, place, period, s, points=(s - t) if both == "p" else None)
    then = Fact("share", one, place, period.year_before, t)
    return text, [now, then] if both == "2" else [now]


def with_share(make: Maker) -> Told:
    (a, p, one) = make.row(tuple(r for r in ENGLISH_PRODUCTS if r[2] in ("nev", "bev", "phev", "hybrid")))
    whose, where, place = make.row(ENGLISH_PLACES)
    when, span = make.row((("in May 2025", "2025-05"), ("in July", "2025-07"), ("in 2024", "2024")))
    period = Period.parse(span)
    said, value = english_count(make, make.number())
    rate = maybe_rate(make)
    s = part(make)
    g = english_growth(make, rate, True)
    text = make.one(
        f"{whose} {a} sales {english_verb(make)} {said} units {when}{g}, accounting for {shown(s)}% of total car sales.",
        f"{said} {p} were sold in {where} {when}{g}, a market share of {shown(s)}%.",
        f"{when}, {said} {p} were sold in {where}{g}, giving them a {shown(s)}% share of the market.",
        f"{whose} {a} sales {english_verb(make)} {said} units {when}{g}, or {shown(s)}% of all new car sales.",
        f"{whose} {a} sales {english_verb(make)} {said} units {when}{g}. Their market share was {shown(s)}%.",
        f"{whose} {a} sales {english_verb(make)} {said} units {when}{g}, representing {shown(s)}% of the overall market.",
    )
    return head(text), [Fact("sales", one, place, period, value, rate), Fact("share", one, place, period, s)]


def beside_records(make: Maker) -> Told:
    a, _p, product, noun, _done, ind, whose, _where, place, _, _ = common(make)
    when, now = make.row((("in May 2025", "2025-05"), ("in July", "2025-07"), ("last month", "2025-07")))
    said, value = english_count(make, make.number())
    rate = make.rate()
    g = english_growth(make, rate)
    core = f"{whose} {a} {noun} {english_verb(make)} {said} units {when}{g}"
    text = make.one(
        f"{core}, the highest level since March 2021.",
        f"{core}, the third consecutive month of {'growth' if rate > 0 else 'decline'}.",
        f"{core}, {make.one('marking', 'recording')} the best result for the month since 2019.",
        f"{core}, {make.one(*SOURCE)}.",
        f"After a strong 2024, {core}.",
        f"Despite weak demand for buses and a shortage of chips, {core}.",
        f"{core}, as falling battery prices helped buyers.",
        f"{core}, helped by new subsidies that took effect in January.",
        f"{core}, its best month of the year so far.",
        f"As part of a plan to cut emissions by 2030, subsidies were raised. {head(core)}.",
        f'"{head(core)}," {make.one(*SOURCE[3:4])}.',
        f"{core}, well above the average of the past five years.",
        f"{core}, with all major carmakers reporting {'gains' if rate > 0 else 'losses'}.",
    )
    return head(text), [Fact(ind, product, place, Period.parse(now), value, rate)]


def beside_growths(make: Maker) -> Told:
    a, _p, product, noun, _done, ind, whose, _where, place, _, _ = common(make)
    when, now, prior, month = make.row(
        (("in May 2025", "2025-05", "2025-04", "April"), ("in July", "2025-07", "2025-06", "June"))
    )
    said, value = english_count(make, make.number())
    rate, other = make.rate(), make.rate()
    up = "up" if rate > 0 else "down"
    verb = rose(make, rate)
    noun2, ing = ("rise", "rising") if other > 0 else ("fall", "falling")
    core = make.one(
        f"{whose} {a} {noun} {verb} {shown(rate)}% year on year to {said} units {when}",
        f"{whose} {a} {noun} {english_verb(make)} {said} units {when}, {up} {shown(rate)}% from a year earlier",
    )
    text = make.one(
        f"{core}, after a {shown(other)}% {noun2} in {month}.",
        f"{core}, following a {shown(other)}% {noun2} in {month}.",
        f"{core}, compared with a {shown(other)}% {noun2} in {month}.",
        f"{core}, after {ing} {shown(other)}% in {month}.",
        f"{core}. That compares with a {noun2} of {shown(other)}% in {month}.",
        f"{core}, {'accelerating' if rate > 0 and other > 0 else 'reversing' if rate * other < 0 else 'easing'} from a {shown(other)}% {noun2} in {month}.",
    )
    return head(text), [
        Fact(ind, product, place, Period.parse(now), value, rate),
        Fact(ind, product, place, Period.parse(prior), None, other),
    ]


def value_first(make: Maker) -> Told:
    a, p, product, noun, done, ind, whose, where, place, _, _ = common(make)
    month, now = make.row((("May", "2025-05"), ("July", "2025-07"), ("June", "2025-06")))
    said, value = english_count(make, make.number())
    rate = make.rate()
    more, higher = ("more", "higher") if rate > 0 else ("fewer", "lower")
    by = f"{shown(rate)}%"
    text = make.one(
        f"At {said} units, {whose} {a} {noun} in {month} were {by} {higher} than a year earlier.",
        f"With {said} units, {whose} {a} {noun} in {month} were {by} {higher} than a year earlier.",
        f"In {where}, {month} saw {said} {p} {done}, {by} {more} than in the same month last year.",
        f"{whose} {a} {noun} in {month} came in {by} {higher} year on year at {said} units.",
        f"{whose} {a} {noun} were {by} {higher} in {month} than a year ago, at {said} units.",
        f"{whose} {a} {noun} were {'up' if rate > 0 else 'down'} {by} year on year in {month} at {said} units.",
        f"Compared with a year earlier, {whose} {a} {noun} {rose(make, rate)} {by} in {month} to {said} units.",
        f"{month}'s {a} {noun} in {where} {english_verb(make)} {said} units, {by} {higher} than in {month} 2024.",
        f"{whose} {a} {noun} {'gained' if rate > 0 else 'lost'} {by} on the year in {month} to {said}.",
    )
    return head(text), [Fact(ind, product, place, Period.parse(now), value, rate)]


def compares_with(make: Maker) -> Told:
    a, _p, product, noun, _done, ind, whose, _where, place, _, _ = common(make)
    when, now, before, prior = make.row(
        (("in May 2025", "2025-05", "2024-05", "2025-04"), ("in July", "2025-07", "2024-07", "2025-06"))
    )
    (s1, v1), (s2, v2) = english_count(make, make.number()), english_count(make, make.number())
    core = f"{whose} {a} {noun} {english_verb(make)} {s1} units {when}"
    text, which = make.row(
        (
            (f"{core}. That compares with {s2} units in the same month last year.", "y"),
            (f"{core}. The figure is up from {s2} in the previous month.", "m"),
            (f"{core}. A year earlier, the figure was {s2}.", "y"),
            (f"{core}. In the same month of 2024, {s2} units were recorded.", "y"),
            (f"{core}, while the figure was {s2} in the same month last year.", "y"),
            (f"{core} versus {s2} a month earlier.", "m"),
            (f"{core}, having stood at {s2} a year ago.", "y"),
            (f"{core}, compared with {s2} units in {'April' if prior == '2025-04' else 'June'}.", "m"),
        )
    )
    return head(text), [
        Fact(ind, product, place, Period.parse(now), v1),
        Fact(ind, product, place, Period.parse(before if which == "y" else prior), v2),
    ]


def ranking(make: Maker) -> Told:
    a, p, product = make.row(ENGLISH_PRODUCTS)
    noun, done, ind = make.row(
        (
            ("sales", "sold", "sales"),
            ("production", "produced", "production"),
            ("registrations", "registered", "registrations"),
        )
    )
    (_w1, c1, l1), (_w2, c2, l2), (_w3, c3, l3) = make.rows(ENGLISH_PLACES, 3)
    when, span = make.row(
        (("in May 2025", "2025-05"), ("in the first half of 2025", "2025-01..2025-06"), ("in 2024", "2024"))
    )
    period = Period.parse(span)
    (s1, v1), (s2, v2), (s3, v3) = (english_count(make, make.number()) for _ in range(3))
    text = make.one(
        f"{head(c1)} was the largest market for {p} {when} with {noun} of {s1} units, followed by {c2} with {s2} and {c3} with {s3}.",
        f"{when}, {a} {noun} were highest in {c1} ({s1} units), {c2} ({s2} units) and {c3} ({s3} units).",
        f"{head(c1)} led {a} {noun} {when} with {s1} units, ahead of {c2} at {s2} and {c3} at {s3}.",
        f"{when}, {s1} {p} were {done} in {c1}, compared with {s2} in {c2} and {s3} in {c3}.",
        f"{when}, {a} {noun} by country were: {c1} {s1}, {c2} {s2}, {c3} {s3}.",
    )
    return head(text), [Fact(ind, product, x, period, v) for x, v in zip((l1, l2, l3), (v1, v2, v3), strict=True)]


def by_makers(make: Maker) -> Told:
    a, p, product = make.row(tuple(r for r in ENGLISH_PRODUCTS if r[2] in ("nev", "bev", "passenger_car", "vehicle")))
    (m1, k1), (m2, k2) = make.rows(MAKERS, 2)
    when, span = make.row((("in May 2025", "2025-05"), ("in July", "2025-07")))
    period = Period.parse(span)
    _whose, where, place = make.row(ENGLISH_PLACES)
    (s1, v1), (s2, v2) = english_count(make, make.number()), english_count(make, make.number())
    r1, r2 = make.rate(), make.rate()
    g1, g2 = english_growth(make, r1), english_growth(make, r2)
    text = make.one(
        f"{when}, {m1} sold {s1} {p} in {where}{g1}, while {m2} sold {s2}{g2}.",
        f"{m1} sold {s1} {p} in {where} {when}{g1}. {m2}'s sales {english_verb(make)} {s2} units{g2}.",
        f"{m1}'s {a} sales in {where} {rose(make, r1)} {shown(r1)}% year on year to {s1} units {when}. {m2} followed with {s2} units, {'up' if r2 > 0 else 'down'} {shown(r2)}%.",
    )
    return head(text), [
        Fact("sales", product, place, period, v1, r1, maker=k1),
        Fact("sales", product, place, period, v2, r2, maker=k2),
    ]


def sent_to(make: Maker) -> Told:
    a, p, product = make.row(ENGLISH_PRODUCTS)
    (w0, c0, l0), (_w1, c1, l1), (_w2, c2, l2) = make.rows(ENGLISH_PLACES, 3)
    when, span = make.row((("in May 2025", "2025-05"), ("in July", "2025-07"), ("in 2024", "2024")))
    period = Period.parse(span)
    (s1, v1), (s2, v2) = english_count(make, make.number()), english_count(make, make.number())
    r1, r2 = make.rate(), make.rate()
    u1, u2 = (f"{'up' if r > 0 else 'down'} {shown(r)}%" for r in (r1, r2))
    text = make.one(
        f"{w0} {a} exports to {c1} {rose(make, r1)} {shown(r1)}% year on year to {s1} units {when}, while exports to {c2} {rose(make, r2)} {shown(r2)}% to {s2} units.",
        f"{when}, {c0} exported {s1} {p} to {c1}, {u1} year on year, and {s2} to {c2}, {u2}.",
        f"{w0} exports of {p} to {c1} {english_verb(make)} {s1} units {when}, {u1} from a year earlier. Exports to {c2} {english_verb(make)} {s2} units, {u2}.",
    )
    return head(text), [
        Fact("exports", product, f"{l0}->{x}", period, v, r) for x, v, r in ((l1, v1, r1), (l2, v2, r2))
    ]


def lines_under(make: Maker) -> Told:
    noun, _done, ind = make.row(
        (
            ("sales", "sold", "sales"),
            ("production", "produced", "production"),
            ("registrations", "registered", "registrations"),
        )
    )
    whose, _where, place = make.row(ENGLISH_PLACES)
    rows = make.rows(ENGLISH_PRODUCTS[:-1], 3)
    period = Period.parse("2025-07")
    counts = [make.number() for _ in rows]
    rates = [make.rate() for _ in rows]
    bracket = [f" ({'+' if r > 0 else '-'}{shown(r)}%)" for r in rates]
    lines = "\n".join(
        f"{make.one('- ', '* ', '')}{head(r[1])}: {c:,}{b}" for r, c, b in zip(rows, counts, bracket, strict=True)
    )
    text = f"{head(whose)} vehicle {noun} in July 2025 by type (change on the year):\n{lines}\n"
    return text, [Fact(ind, r[2], place, period, Fraction(c), q) for r, c, q in zip(rows, counts, rates, strict=True)]


FRAMES = (
    shares,
    with_share,
    beside_records,
    beside_growths,
    value_first,
    compares_with,
    ranking,
    by_makers,
    sent_to,
    lines_under,
)
