"""I14: what a misprinted figure may have been.

Rule: a repair is a small, named slip undone (a sign, a lost unit, a power of ten, two digits exchanged, one
digit wrong, another label); it counts only if it mends the broken identity and breaks none that held. Of
several slips the simplest kind wins; where that kind mends more than one figure, all are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Literal, TypeAlias

from pratique.figures.codes import WHOLES
from pratique.figures.entry import LedgerEntry, PrintedChange
from pratique.figures.identities.relation import Identity
from pratique.figures.identities.web import Web
from pratique.figures.interval import Interval, Number, exact, middle, print_number
from pratique.value_class import dataclass

Slip: TypeAlias = Literal[
    "sign", "unit", "new_value", "power", "swap", "exchange", "digit", "copy", "printing", "implied", "label"
]


@dataclass(frozen=True, slots=True)
class Repair:
    """`figure` as printed, `mended` as it may have been meant, `slip` what happened, `says` a phrase."""

    figure: LedgerEntry
    mended: LedgerEntry
    slip: Slip
    says: str


WORDED: tuple[Slip, ...] = ("sign", "unit", "new_value")
"""Slips of wording, the simplest."""
POWER: tuple[Slip, ...] = ("power",)
DIGITS: tuple[Slip, ...] = ("swap", "exchange", "digit")
"""Slips of digits, from the simplest."""
_RANK: dict[Slip, int] = dict.fromkeys(WORDED, 0) | {"power": 1, "swap": 2, "exchange": 2, "digit": 3}
MOST_REPAIRS = 6
"""More repairs than this are no repair."""


def repairs(relation: Identity, suspects: Iterable[LedgerEntry], web: Web, slips: tuple[Slip, ...]) -> list[Repair]:
    """The repairs by `slips` that mend `relation`, break nothing that held, and mend the most of all.

    Of those, the simplest slip; and of several for one figure the one that fits most nearly.
    """
    counted = [
        (repair, count)
        for figure in dict.fromkeys(suspects)
        for repair in _slips(figure, slips)
        if _answers(relation, repair) and (count := mends(repair, relation, web)) > 0
    ]
    most = max((count for _, count in counted), default=0)
    best = [repair for repair, count in counted if count == most]
    simplest = min((_RANK[repair.slip] for repair in best), default=0)
    best = [repair for repair in best if _RANK[repair.slip] == simplest]
    nearest: dict[LedgerEntry, Number] = {}
    for repair in best:
        distance = _distance(relation, repair)
        nearest[repair.figure] = min(distance, nearest.get(repair.figure, distance))
    return [repair for repair in best if _distance(relation, repair) == nearest[repair.figure]]


def _answers(relation: Identity, repair: Repair) -> bool:
    """Whether a repair mends `relation` and still lets it be asked."""
    mended = relation.with_figure(repair.figure, repair.mended)
    return mended.sides() is not None and not mended.breaks()


def _distance(relation: Identity, repair: Repair) -> Number:
    """How far the middles of both sides are apart after a repair: the nearest of several digits is meant."""
    sides = relation.with_figure(repair.figure, repair.mended).sides()
    stated, implied = (middle(side) for side in sides) if sides else (None, None)
    return 0 if stated is None or implied is None else abs(Fraction(stated) - Fraction(implied))


def mends(repair: Repair, relation: Identity, web: Web) -> int:
    """How many broken relations a repair mends, less those it would break, `relation` counted once."""
    before = _broken(web.about(repair.figure), relation)
    after = _broken(web.about(repair.figure, repair.mended), relation.with_figure(repair.figure, repair.mended))
    return before - after


def _broken(about: list[Identity], relation: Identity) -> int:
    counted = any(each.compare is relation.compare and each.figures == relation.figures for each in about)
    return sum(each.breaks() for each in about) + (0 if counted else relation.breaks())


def _slips(figure: LedgerEntry, slips: tuple[Slip, ...]) -> Iterator[Repair]:
    for slip in slips:
        for number, half in _numbers(slip, figure.value, figure.half):
            shown = f"{print_number(figure.value)} to {print_number(number)} {figure.unit}"
            if number != figure.value:
                says = f"{figure.series} {figure.period}: {shown} ({_NAMES[slip]})"
                yield Repair(figure, replace(figure, value=number, half=half), slip, says)
        for change in figure.changes:
            for mended in _changes(slip, change):
                yield _changed(figure, change, mended, slip)


_NAMES: dict[Slip, str] = {
    "sign": "the sign is lost",
    "unit": "the unit of the change is another",
    "new_value": "divided by the new value instead of the old",
    "power": "a power of ten",
    "swap": "two neighbouring digits exchanged",
    "exchange": "two digits taken for each other",
    "digit": "one digit wrong",
    "copy": "digits copied from a neighbour",
    "printing": "as another printing has it",
    "implied": "as the other figures imply",
    "label": "another label",
}


def _changed(figure: LedgerEntry, old: PrintedChange, new: PrintedChange, slip: Slip) -> Repair:
    changes = tuple(new if change is old else change for change in figure.changes)
    says = f"{figure.series} {figure.period}: change {_print(old)} to {_print(new)} ({_NAMES[slip]})"
    return Repair(figure, replace(figure, changes=changes), slip, says)


def _print(change: PrintedChange) -> str:
    words = {"percent": " percent", "points": " points", "times": " times the base", "bare": " (no unit)"}
    return f"{print_number(change.amount)}{words[change.measure]}"


def _numbers(slip: Slip, value: Number, half: Number) -> Iterator[tuple[Number, Number]]:
    """Numbers that `value` may have been before the slip, with their half-widths."""
    if slip == "power":
        for power in (1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6):
            factor = Fraction(10) ** power
            yield exact(value * factor), exact(half * factor)
        return
    step, digits = _digits(value, half)
    variants: Iterable[str] = ()
    if slip == "swap":
        variants = _swapped(digits)
    elif slip == "exchange":
        variants = _exchanged(digits)
    elif slip == "digit":
        variants = _one_digit_off(digits)
    sign = -1 if value < 0 else 1
    for variant in dict.fromkeys(variants):
        if variant != digits and (len(variant) == 1 or variant[0] != "0"):
            yield exact(sign * int(variant) * step), half


def _digits(value: Number, half: Number) -> tuple[Fraction, str]:
    """The printed digits of a number and what the last of them counts."""
    step = Fraction(2 * half)
    scaled = abs(Fraction(value)) / step if step else Fraction(1, 2)
    if scaled.denominator != 1:
        step = Fraction(1, 10**6)
        scaled = Fraction(int(abs(Fraction(value)) / step))
    text = str(int(scaled))
    while text.endswith("0") and len(text) > 1 and step.denominator != 1:
        text, step = text[:-1], step * 10
    return step, text


def _swapped(digits: str) -> Iterator[str]:
    for at in range(len(digits) - 1):
        yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def _exchanged(digits: str) -> Iterator[str]:
    present = sorted(set(digits))
    for at, first in enumerate(present):
        for second in present[at + 1 :]:
            yield digits.translate({ord(first): second, ord(second): first})


def _one_digit_off(digits: str) -> Iterator[str]:
    for at, old in enumerate(digits):
        yield from (digits[:at] + new + digits[at + 1 :] for new in "0123456789" if new != old)


def _changes(slip: Slip, change: PrintedChange) -> Iterator[PrintedChange]:
    """Changes that a printed one may have been before the slip."""
    match slip:
        case "sign":
            if change.measure != "times":
                yield replace(change, amount=-change.amount)
        case "unit":
            yield from _other_units(change)
        case "new_value":
            share = Fraction(change.amount) / 100
            if change.measure == "percent" and 0 < share < 1:
                wider = Fraction(change.half) / ((1 - share) * (1 - share))
                tenths = round(share / (1 - share) * 1000)
                yield replace(change, amount=exact(Fraction(tenths, 10)), half=wider)
        case _:
            for number, half in _numbers(slip, change.amount, change.half):
                yield replace(change, amount=number, half=half)


def _other_units(change: PrintedChange) -> Iterator[PrintedChange]:
    if change.measure in ("times", "bare"):
        scale = 1 if change.measure == "bare" else 100
        amount = exact(change.amount * scale)
        yield replace(change, amount=amount, half=exact(change.half * scale), measure="percent")
    if change.measure in ("percent", "bare"):
        yield replace(change, measure="times")
    if change.over == "growth" and change.measure == "percent":
        yield replace(change, measure="points")


def with_growth(figure: LedgerEntry, factor: Interval, slip: Slip) -> Repair | None:
    """`figure` with the year-on-year growth that `factor` allows, printed as finely as the old one."""
    change = figure.growth
    if (
        change is None
        or change.measure != "percent"
        or isinstance(factor.low, float)
        or isinstance(factor.high, float)
    ):
        return None
    step = Fraction(2 * change.half) or Fraction(1, 10)
    percent = (Fraction(factor.low) + Fraction(factor.high)) * 50 - 100
    mended = replace(change, amount=exact(round(percent / step) * step))
    return None if mended.amount == change.amount else _changed(figure, change, mended, slip)


def relabelled(figure: LedgerEntry) -> Iterator[Repair]:
    """`figure` under every label of its family: its whole, its siblings, its parts."""
    family = dict.fromkeys(
        product
        for shape in WHOLES
        if figure.product in (shape.whole, *shape.parts)
        for product in (shape.whole, *shape.parts)
    )
    for product in family:
        if product != figure.product:
            says = f"{figure.series} {figure.period}: this is the figure of {product}"
            yield Repair(figure, replace(figure, product=product), "label", says)
