"""English frames: what a bulletin says in a sentence or two, and what that is."""

from __future__ import annotations

from typing import Any

from tests.figures.reader.made_sentences import (
    ENGLISH_COUNTS,
    ENGLISH_PERIODS,
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
)

from pratique.figures.period import Period

Told = tuple[str, list[Fact]]


def common(make: Maker) -> tuple[Any, ...]:
    """The parts that most frames need, in the order of their names there."""
    attribute, plural, product = make.row(ENGLISH_PRODUCTS)
    noun, done, indicator = make.row(ENGLISH_COUNTS)
    whose, where, place = make.row(ENGLISH_PLACES)
    when, span = make.row(ENGLISH_PERIODS)
    return attribute, plural, product, noun, done, indicator, whose, where, place, when, Period.parse(span)


def _base(make: Maker, neutral: bool) -> str:
    if neutral:
        return make.one("year on year", "from a year earlier", "from the previous year")
    return make.one(
        "year on year",
        "from a year earlier",
        "from the same period last year",
        "YoY",
        "over the previous year",
        "compared with a year ago",
        "on the year",
    )


def old(period: Period) -> bool:
    return str(period).startswith("2024")


def rose_to(make: Maker) -> Told:
    a, p, product, noun, _done, ind, whose, where, place, when, period = common(make)
    said, value = english_count(make, make.number())
    rate = make.rate()
    verb, base = rose(make, rate), _base(make, old(period))
    by = make.one(f"{shown(rate)} percent", f"by {shown(rate)}%")
    text = make.one(
        f"{whose} {a} {noun} {verb} {by} {base} to {said} units {when}.",
        f"{whose} {a} {noun} {verb} {by} to {said} units {when} {base}.",
        f"{when}, {whose} {a} {noun} {verb} {by} {base} to {said} units.",
        f"{a} {noun} in {where} {verb} {by} {when} {base}, to {said} units.",
        f"{whose} {noun} of {p} {verb} {by} {base} to {said} {when}.",
        f"{noun} of {p} in {where} {when} {verb} {by} {base}, reaching {said} units.",
        f"{whose} {a} {noun} {verb} to {said} units {when}, {'up' if rate > 0 else 'down'} {shown(rate)} percent {base}.",
    )
    return head(text), [Fact(ind, product, place, period, value, rate)]


def reached(make: Maker) -> Told:
    a, p, product, noun, _done, ind, whose, where, place, when, period = common(make)
    said, value = english_count(make, make.number())
    rate = maybe_rate(make)
    more, verb = english_growth(make, rate, old(period)), english_verb(make)
    text = make.one(
        f"{when}, {whose} {a} {noun} {verb} {said} units{more}.",
        f"{whose} {a} {noun} {verb} {said} units {when}{more}.",
        f"{whose} {noun} of {p} {verb} {said} units {when}{more}.",
        f"{when}, {a} {noun} in {where} {verb} {said} units{more}.",
        f"According to the association, {whose} {a} {noun} {when} {verb} {said} units{more}.",
        f"Data show that {a} {noun} in {where} {verb} {said} {when}{more}.",
        f"{noun} of {p} in {where} {verb} {said} units {when}{more}.",
        f"The {noun} of {p} in {where} {verb} {said} units {when}{more}.",
        f"{whose} total {a} {noun} {verb} {said} units {when}{more}, the ministry said on Friday.",
    )
    return head(text), [Fact(ind, product, place, period, value, rate)]


def were_done(make: Maker) -> Told:
    _a, p, product, _noun, done, ind, _whose, where, place, when, period = common(make)
    said, value = english_count(make, make.number())
    rate = maybe_rate(make)
    more = english_growth(make, rate, old(period))
    into = "into" if ind == "imports" else "from" if ind == "exports" else "in"
    text = make.one(
        f"{when}, {said} {p} were {done} {into} {where}{more}.",
        f"A total of {said} {p} were {done} {into} {where} {when}{more}.",
        f"{said} {p} were {done} {into} {where} {when}{more}.",
        f"{where} {'imported' if ind == 'imports' else 'exported' if ind == 'exports' else done} {said} {p} {when}{more}."
        if ind != "registrations"
        else f"{where} registered {said} {p} {when}{more}.",
        f"{when}, {where} {done} {said} {p}{more}.",
    )
    return head(text), [Fact(ind, product, place, period, value, rate)]


def two_products(make: Maker) -> Told:
    (a, p, one), (b, q, two) = make.rows(ENGLISH_PRODUCTS[:-1], 2)
    noun, done, ind = make.row(ENGLISH_COUNTS)
    whose, where, place = make.row(ENGLISH_PLACES)
    when, span = make.row(ENGLISH_PERIODS)
    period = Period.parse(span)
    (s1, v1), (s2, v2) = english_count(make, make.number()), english_count(make, make.number())
    r1, r2 = make.rate(), make.rate()
    g1, g2 = english_growth(make, r1, old(period)), english_growth(make, r2, old(period))
    verb = english_verb(make)
    up1, up2 = ("up" if r1 > 0 else "down"), ("up" if r2 > 0 else "down")
    text = make.one(
        f"{when}, {whose} {a} {noun} {verb} {s1} units{g1}, while {b} {noun} {verb} {s2} units{g2}.",
        f"{whose} {a} {noun} {verb} {s1} units {when}{g1}. {head(b)} {noun} {verb} {s2} units{g2}.",
        f"{whose} {a} {noun} {verb} {s1} units {when}{g1}; {b} {noun} {verb} {s2}{g2}.",
        f"{whose} {a} {noun} {verb} {s1} units {when}{g1}, and those of {q} {verb} {s2} units{g2}.",
        f"{whose} {a} {noun} {verb} {s1} units {when}{g1}. For {q}, {noun} {verb} {s2} units{g2}.",
        f"{when}, {noun} of {p} in {where} {rose(make, r1)} {shown(r1)}% year on year to {s1} units, and {noun} of {q} {rose(make, r2)} {shown(r2)}% to {s2} units.",
        f"{whose} {noun} of {p} and {q} {verb} {s1} and {s2} units {when}, {up1} {shown(r1)}% and {up2} {shown(r2)}% year on year respectively.",
        f"{when}, {where} {done} {s1} {p} ({up1} {shown(r1)}% year on year) and {s2} {q} ({up2} {shown(r2)}%).",
    )
    return head(text), [Fact(ind, one, place, period, v1, r1), Fact(ind, two, place, period, v2, r2)]


def of_these(make: Maker) -> Told:
    noun, done, ind = make.row(ENGLISH_COUNTS)
    whose, where, place = make.row(ENGLISH_PLACES)
    when, span = make.row(ENGLISH_PERIODS)
    (_b, q, two), (_c, r, three) = make.rows(ENGLISH_PRODUCTS[2:-1], 2)
    period = Period.parse(span)
    (s1, v1), (s2, v2), (s3, v3) = (english_count(make, make.number()) for _ in range(3))
    rates = [maybe_rate(make) for _ in range(3)]
    g1, g2, g3 = (english_growth(make, r, old(period)) for r in rates)
    text = make.one(
        f"{when}, {where} {done} {s1} vehicles{g1}. Of these, {s2} were {q}{g2}, and {s3} were {r}{g3}.",
        f"{whose} vehicle {noun} {english_verb(make)} {s1} units {when}{g1}. Among them, {s2} were {q}{g2}. {head(r)} accounted for {s3} units{g3}.",
        f"{whose} vehicle {noun} {english_verb(make)} {s1} units {when}{g1}, of which {q} were {s2} units{g2} and {r} {s3} units{g3}.",
        f"{whose} vehicle {noun} {english_verb(make)} {s1} units {when}{g1}. They included {s2} {q}{g2} and {s3} {r}{g3}.",
    )
    return head(text), [
        Fact(ind, "vehicle", place, period, v1, rates[0]), Fact(ind, two, place, period, v2, rates[1]),
        Fact(ind, three, place, period, v3, rates[2]),
    ]  # fmt: skip


def two_periods(make: Maker) -> Told:
    a, _p, product, noun, _done, ind, whose, _where, place, _, _ = common(make)
    month, _both = make.one("May 2025", "July"), None
    one, two, until = (
        ("2025-05", "2025-01..2025-05", "five") if month != "July" else ("2025-07", "2025-01..2025-07", "seven")
    )
    (s1, v1), (s2, v2) = english_count(make, make.number()), english_count(make, make.number())
    rates = [maybe_rate(make), maybe_rate(make)]
    g1, g2 = (english_growth(make, r) for r in rates)
    v = english_verb(make)
    short = month.split()[0]
    text = make.one(
        f"{whose} {a} {noun} {v} {s1} units in {month}{g1}. In the first {until} months, {a} {noun} {v} {s2} units{g2}.",
        f"{whose} {a} {noun} {v} {s1} units in {month}{g1}. In the first {until} months of the year, they {v} {s2} units{g2}.",
        f"{whose} {a} {noun} {v} {s1} units in {month}{g1}, bringing the total for the first {until} months to {s2} units{g2}.",
        f"In {month}, {whose} {a} {noun} {v} {s1} units{g1}. From January to {short}, {noun} {v} {s2} units{g2}.",
        f"In {month}, {whose} {a} {noun} {v} {s1} units{g1}. Cumulative {noun} from January to {short} {v} {s2} units{g2}.",
        f"In {month}, {whose} {a} {noun} {v} {s1} units{g1}, and in the January-{short} period {s2} units{g2}.",
        f"In the first {until} months of 2025, {whose} {a} {noun} {v} {s2} units{g2}. In {short} alone, {noun} {v} {s1} units{g1}.",
        f"{whose} {a} {noun} for {month} {v} {s1} units{g1}, with the January-{short} total at {s2} units{g2}.",
    )
    return head(text), [
        Fact(ind, product, place, Period.parse(one), v1, rates[0]), Fact(ind, product, place, Period.parse(two), v2, rates[1])
    ]  # fmt: skip


def three_places(make: Maker) -> Told:
    a, p, product = make.row(ENGLISH_PRODUCTS)
    noun, done, ind = make.row(
        (
            ("sales", "sold", "sales"),
            ("registrations", "registered", "registrations"),
            ("production", "produced", "production"),
        )
    )
    (w1, c1, l1), (w2, c2, l2), (w3, c3, l3) = make.rows(ENGLISH_PLACES, 3)
    when, span = make.row(ENGLISH_PERIODS)
    period = Period.parse(span)
    (s1, v1), (s2, v2), (s3, v3) = (english_count(make, make.number()) for _ in range(3))
    rates = [make.rate() for _ in range(3)]
    u = [f"{'up' if r > 0 else 'down'} {shown(r)}%" for r in rates]
    v = english_verb(make)
    text = make.one(
        f"{when}, {a} {noun} in {c1} {v} {s1} units, {u[0]} year on year, in {c2} {s2} units, {u[1]}, and in {c3} {s3} units, {u[2]}.",
        f"{when}, {whose_noun(w1, a, noun)} {v} {s1} units ({u[0]} year on year), {whose_noun(w2, a, noun)} {s2} ({u[1]}) and {whose_noun(w3, a, noun)} {s3} ({u[2]}).",
        f"{whose_noun(w1, a, noun)} {v} {s1} units {when}, {u[0]} from a year earlier. {head(w2)} {noun} {v} {s2} units, {u[1]}. {head(w3)} {v} {s3} units, {u[2]}.",
        f"{when}, {s1} {p} were {done} in {c1} ({u[0]} year on year), {s2} in {c2} ({u[1]}) and {s3} in {c3} ({u[2]}).",
        f"{when}, {a} {noun} {rose(make, rates[0])} {shown(rates[0])}% year on year to {s1} units in {c1}, {rose(make, rates[1])} {shown(rates[1])}% to {s2} units in {c2} and {rose(make, rates[2])} {shown(rates[2])}% to {s3} units in {c3}.",
        f"{c1} {done} {s1} {p} {when}, {u[0]} year on year. {head(c2)} {done} {s2}, {u[1]}, and {c3} {s3}, {u[2]}.",
    )
    return head(text), [
        Fact(ind, product, place, period, value, rate)
        for place, value, rate in zip((l1, l2, l3), (v1, v2, v3), rates, strict=True)
    ]


def whose_noun(whose: str, a: str, noun: str) -> str:
    return f"{whose} {a} {noun}"


def then_and_now(make: Maker) -> Told:
    a, p, product, noun, done, ind, whose, where, place, _, _ = common(make)
    when, now, before, past = make.row(
        (
            ("in May 2025", "2025-05", "2024-05", "in May 2024"),
            ("in July", "2025-07", "2024-07", "in July last year"),
            ("in the first half of 2025", "2025-01..2025-06", "2024-01..2024-06", "in the first half of 2024"),
            ("in 2024", "2024", "2023", "in 2023"),
        )
    )
    (s1, v1), (s2, v2) = english_count(make, make.number()), english_count(make, make.number())
    rate = make.rate()
    verb = rose(make, rate)
    v = english_verb(make)
    with_rate = make.one("rate", "no rate") == "rate"
    by = f" by {shown(rate)}%" if with_rate else ""
    text = make.one(
        f"{whose} {a} {noun} {verb}{by} to {s1} units {when} from {s2} units a year earlier.",
        f"{whose} {a} {noun} {verb}{by} from {s2} units {past} to {s1} units {when}.",
        f"{when}, {a} {noun} in {where} {verb}{by} to {s1} units, compared with {s2} units {past}.",
        f"{whose} {a} {noun} {verb}{by} to {s1} units {when}, against {s2} in the same period a year earlier.",
        f"{whose} {a} {noun} {v} {s1} units {when}, compared with {s2} a year ago"
        + (f", {'an increase' if rate > 0 else 'a decrease'} of {shown(rate)}%." if with_rate else "."),
        f"{s1} {p} were {done} in {where} {when}, versus {s2} {past}"
        + (f" ({'+' if rate > 0 else '-'}{shown(rate)}%)." if with_rate else "."),
    )
    return head(text), [
        Fact(ind, product, place, Period.parse(now), v1, rate if with_rate else None),
        Fact(ind, product, place, Period.parse(before), v2),
    ]


def month_and_year(make: Maker) -> Told:
    a, _p, product, noun, _done, ind, whose, _where, place, _, _ = common(make)
    when, now = make.row((("in May 2025", "2025-05"), ("in July", "2025-07"), ("last month", "2025-07")))
    s1, v1 = english_count(make, make.number())
    y, m = make.rate(), make.rate()
    uy, um = (f"{'up' if r > 0 else 'down'} {shown(r)}%" for r in (y, m))
    v = english_verb(make)
    text = make.one(
        f"{whose} {a} {noun} {v} {s1} units {when}, {uy} year on year and {um} month on month.",
        f"{whose} {a} {noun} {v} {s1} units {when}, {um} from the previous month and {uy} from a year earlier.",
        f"{when}, {whose} {a} {noun} {rose(make, y)} {shown(y)}% year on year but {rose(make, m)} {shown(m)}% month on month to {s1} units.",
        f"{whose} {a} {noun} {v} {s1} units {when}, {uy} compared with the same month last year and {um} compared with June."
        if when != "in May 2025"
        else f"{whose} {a} {noun} {v} {s1} units {when}, {uy} compared with the same month last year and {um} compared with April.",
        f"{whose} {a} {noun} {v} {s1} units {when} ({uy} YoY, {um} MoM).",
        f"{whose} {a} {noun} {v} {s1} units {when}, {uy} YoY. Compared with the previous month, {noun} {rose(make, m)} by {shown(m)}%.",
    )
    return head(text), [Fact(ind, product, place, Period.parse(now), v1, y, m)]


def under_title(make: Maker) -> Told:
    a, p, product, noun, done, ind, whose, where, place, _, _ = common(make)
    s1, v1 = english_count(make, make.number())
    (s2, v2) = english_count(make, make.number())
    y, z = make.rate(), make.rate()
    g, h = english_growth(make, y), english_growth(make, z)
    v = english_verb(make)
    (b, _q, two) = make.row(tuple(r for r in ENGLISH_PRODUCTS[:-1] if r[-1] != product))
    text = make.one(
        f"{head(whose)} {a} {noun} {'climb' if y > 0 else 'drop'} in July\n\n{head(a)} {noun} {v} {s1} units{g}, the association said on Monday. {head(b)} {noun} {v} {s2} units{h}.",
        f"{head(where)}: {a} {noun} in July 2025\n\nA total of {s1} {p} were {done}{g}. {head(b)} {noun} {v} {s2} units{h}.",
        f"{head(whose)} auto market cooled in July, the association said.\n\n{head(a)} {noun} {v} {s1} units{g}. {head(b)} {noun} {v} {s2} units{h}.",
    )
    period = Period.parse("2025-07")
    return text, [Fact(ind, product, place, period, v1, y), Fact(ind, two, place, period, v2, z)]


FRAMES = (
    rose_to,
    reached,
    were_done,
    two_products,
    of_these,
    two_periods,
    three_places,
    then_and_now,
    month_and_year,
    under_title,
)
