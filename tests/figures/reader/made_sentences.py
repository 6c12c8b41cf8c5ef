"""Bulletins of ours put together from parts, each with the whole truth of what it says.

Rule: a frame is a sentence or two with slots; a slot takes one of several wordings that mean the same, and the truth
is built from the parts chosen, never read from the text. Invariant: the words of a frame leave no reading but its truth.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pratique.figures.period import Period

DAY = date(2025, 8, 15)
"""When every text here was published."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a text says of one number: its growths are percent, signed, or None."""

    indicator: str
    product: str
    place: str
    period: Period
    value: Fraction | None
    yoy: Fraction | None = None
    mom: Fraction | None = None
    maker: str = ""
    points: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A text, the frame it was made from, the wordings chosen, and all that it says."""

    text: str
    frame: str
    wordings: tuple[str, ...]
    facts: tuple[Fact, ...]


Pair = tuple[str, str]
ENGLISH_PRODUCTS: tuple[tuple[str, str, str], ...] = (
    ("passenger car", "passenger cars", "passenger_car"),
    ("commercial vehicle", "commercial vehicles", "commercial_vehicle"),
    ("NEV", "NEVs", "nev"),
    ("new energy vehicle", "new energy vehicles", "nev"),
    ("battery electric vehicle", "battery electric vehicles", "bev"),
    ("electric car", "electric cars", "bev"),
    ("plug-in hybrid", "plug-in hybrids", "phev"),
    ("hybrid", "hybrids", "hybrid"),
    ("truck", "trucks", "truck"),
    ("vehicle", "vehicles", "vehicle"),
)
ENGLISH_COUNTS: tuple[tuple[str, str, str], ...] = (
    ("sales", "sold", "sales"),
    ("exports", "exported", "exports"),
    ("production", "produced", "production"),
    ("output", "built", "production"),
    ("registrations", "registered", "registrations"),
    ("imports", "imported", "imports"),
    ("deliveries", "delivered", "sales"),
)
ENGLISH_PLACES: tuple[tuple[str, str, str], ...] = (
    ("China's", "China", "CN"),
    ("Germany's", "Germany", "DE"),
    ("Thailand's", "Thailand", "TH"),
    ("the UK's", "the UK", "GB"),
    ("South Korea's", "South Korea", "KR"),
    ("Brazil's", "Brazil", "BR"),
    ("India's", "India", "IN"),
    ("Turkey's", "Turkey", "TR"),
    ("Norway's", "Norway", "NO"),
    ("Malaysia's", "Malaysia", "MY"),
)
ENGLISH_PERIODS: tuple[Pair, ...] = (
    ("in May 2025", "2025-05"),
    ("in July", "2025-07"),
    ("last month", "2025-07"),
    ("in 2024", "2024"),
    ("last year", "2024"),
    ("in the first half of 2025", "2025-01..2025-06"),
    ("in the first half of this year", "2025-01..2025-06"),
    ("in the second quarter of 2025", "2025-04..2025-06"),
    ("in the first seven months of the year", "2025-01..2025-07"),
    ("from January to May", "2025-01..2025-05"),
    ("in the January-July period", "2025-01..2025-07"),
    ("between January and June 2025", "2025-01..2025-06"),
    ("in Q1 2025", "2025-01..2025-03"),
    ("in H1", "2025-01..2025-06"),
)
CHINESE_PRODUCTS: tuple[Pair, ...] = (
    ("乘用车", "passenger_car"),
    ("商用车", "commercial_vehicle"),
    ("新能源汽车", "nev"),
    ("纯电动汽车", "bev"),
    ("插电式混合动力汽车", "phev"),
    ("汽车", "vehicle"),
    ("货车", "truck"),
    ("燃料电池汽车", "fcev"),
    ("混合动力汽车", "hybrid"),
)
CHINESE_COUNTS: tuple[Pair, ...] = (
    ("销量", "sales"),
    ("出口量", "exports"),
    ("产量", "production"),
    ("进口量", "imports"),
    ("注册量", "registrations"),
    ("出口", "exports"),
    ("国内销量", "domestic_sales"),
)
CHINESE_PLACES: tuple[Pair, ...] = (
    ("中国", "CN"),
    ("我国", "CN"),
    ("德国", "DE"),
    ("泰国", "TH"),
    ("英国", "GB"),
    ("韩国", "KR"),
    ("巴西", "BR"),
    ("日本", "JP"),
    ("土耳其", "TR"),
)
CHINESE_PERIODS: tuple[Pair, ...] = (
    ("2025年5月", "2025-05"),
    ("7月", "2025-07"),
    ("今年7月份", "2025-07"),
    ("上月", "2025-07"),
    ("2024年", "2024"),
    ("去年", "2024"),
    ("去年全年", "2024"),
    ("上半年", "2025-01..2025-06"),
    ("2025年上半年", "2025-01..2025-06"),
    ("二季度", "2025-04..2025-06"),
    ("今年第一季度", "2025-01..2025-03"),
    ("今年前7个月", "2025-01..2025-07"),
    ("1-7月", "2025-01..2025-07"),
    ("今年1至5月", "2025-01..2025-05"),
    ("2024年前三季度", "2024-01..2024-09"),
)


class Maker:
    """Chooses the parts of one text: `dice` decides, `chosen` keeps the wordings."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.chosen: list[str] = []
        self.used: set[int] = set()

    def one(self, *wordings: str) -> str:
        word = self.dice.choice(wordings)
        self.chosen.append(word)
        return word

    def row(self, table: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
        row = self.dice.choice(table)
        self.chosen.append(row[0])
        return row

    def rows(self, table: tuple[tuple[str, ...], ...], many: int) -> list[tuple[str, ...]]:
        """So many rows that mean different things."""
        found: list[tuple[str, ...]] = []
        while len(found) < many:
            row = self.row(table)
            if row[-1] not in {each[-1] for each in found}:
                found.append(row)
        return found

    def number(self) -> int:
        """A count that no other number of the text is."""
        while (count := self.dice.randrange(21_000, 890_000)) in self.used or count % 100 < 10:
            pass
        self.used.add(count)
        return count

    def rate(self) -> Fraction:
        """A growth in percent with one decimal, signed, that no other in the text is."""
        while (tenths := self.dice.randrange(21, 689)) in self.used or tenths % 10 == 0:
            pass
        self.used.add(tenths)
        return Fraction(tenths, 10) * self.dice.choice((1, 1, -1))


def shown(rate: Fraction) -> str:
    return f"{float(abs(rate)):.1f}"


def english_count(make: Maker, value: int) -> tuple[str, Fraction]:
    if make.one("digits", "digits", "words") == "digits":
        return f"{value:,}", Fraction(value)
    return f"{value // 1000 / 100:.2f} million", Fraction(value // 1000 * 10_000)


def english_growth(make: Maker, rate: Fraction | None, neutral: bool = False) -> str:
    """What follows a count: a comma or bracket and the growth, or nothing; `neutral` names no `last year`."""
    if rate is None:
        return ""
    up, by = rate > 0, shown(rate)
    if neutral:
        year = make.one("year on year", "from a year earlier", "from the previous year")
        return make.one(
            f", {'up' if up else 'down'} {by} percent {year}", f", a {by}% {'rise' if up else 'drop'} {year}"
        )
    percent = make.one(f"{by}%", f"{by} percent", f"{by} per cent")
    year = make.one(
        "year on year", "year-on-year", "from a year earlier", "compared with the same period last year", "YoY",
        "from the same period a year ago", "on the year", "from the previous year", "against the same period of last year",
    )  # fmt: skip
    more, noun, verb = ("more", "an increase", "up") if up else ("fewer", "a decrease", "down")
    return make.one(
        f", {verb} {percent} {year}",
        f", {noun} of {percent} {year}",
        f", {percent} {more} than a year earlier",
        f" ({'+' if up else '-'}{by}% {make.one('year-on-year', 'y/y', 'YoY')})",
        f", {make.one('rising', 'growing', 'climbing') if up else make.one('falling', 'declining', 'dropping')} {percent} {year}",
        f", {make.one('a year-on-year', 'a') } {percent} {'rise' if up else 'drop'}" + f" {make.one('from a year earlier', 'over the same period last year')}",
        f", {verb} by {percent} {year}",
        f", which is {percent} {'higher' if up else 'lower'} than in the same period last year",
    )  # fmt: skip


def english_verb(make: Maker) -> str:
    return make.one(
        "reached", "totalled", "totaled", "stood at", "amounted to", "came to", "were", "hit", "came in at"
    )


def rose(make: Maker, rate: Fraction) -> str:
    words = (
        ("rose", "increased", "grew", "climbed", "jumped") if rate > 0 else ("fell", "declined", "dropped", "slipped")
    )
    return make.one(*words)


def maybe_rate(make: Maker) -> Fraction | None:
    return None if make.one("growth", "growth", "no growth") == "no growth" else make.rate()


def head(text: str) -> str:
    return text[:1].upper() + text[1:]
