"""The rates of a circuit at bit lengths, as facts.

Rule: a length that a complete list of rates does not name has none; lengths that the law does not name count by their
product of rate and length, the largest of them.
"""

from __future__ import annotations

from fractions import Fraction

from pratique.facts import chip as facts
from pratique.logic.intervals import INFINITY, Interval, exact
from pratique.logic.values import NONE, Absence, Span, Value, point
from pratique.patterns import regex
from pratique.value_class import dataclass

BIT_LENGTHS = (1, 2, 4, 6, 8, 16, 32, 64)
"""Lengths of the largest operand of a multiplication that figures are claimed at."""

_INTERVAL = regex(r"\s*([\[(])\s*([^,]*)\s*,\s*([^,]*)\s*([\])])\s*")

UNITS = {
    "tops": Fraction(1),
    "tflops": Fraction(1),
    "teraops": Fraction(1),
    "teraflops": Fraction(1),
    "pops": Fraction(1000),
    "pflops": Fraction(1000),
    "petaflops": Fraction(1000),
    "gops": Fraction(1, 1000),
    "gflops": Fraction(1, 1000),
}
"""Units of a rate in tera-operations a second; all count a multiply-accumulate as two."""

LARGEST_RATE = 10**6
"""Tera-operations a second; a larger figure is surely in another unit."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One claim: a dense rate in tera-operations a second at a bit length, none or not known."""

    bits: int
    span: Span
    unit: str = ""


def rate_values(rates: list[Rate]) -> dict[str, Value]:
    """The facts of a complete list of rates: lengths that are not named are none."""
    values: dict[str, Value] = {f"chip.rate_{bits}b": NONE for bits in facts.BIT_LENGTHS}
    values |= {"chip.tpp_other_lengths": NONE, "chip.tpp_other_units": point(0)}
    for rate in rates:
        if rate.bits in facts.BIT_LENGTHS:
            values[f"chip.rate_{rate.bits}b"] = rate.span
        else:
            scaled = Span(rate.span.interval * Interval(rate.bits, rate.bits), rate.span.none)
            values["chip.tpp_other_lengths"] = _larger(values["chip.tpp_other_lengths"], scaled)
    return values


def dense_of(span: Span) -> Span:
    """What the dense rate can be of one that is sparse or unclear: from half of it to all of it."""
    if span.none is Absence.YES:
        return span
    low = span.interval.low
    return Span(Interval(low / Fraction(2), span.interval.high, span.interval.low_open, span.interval.high_open))


def interval_of(text: str) -> Interval:
    """A number, or an interval such as `[1000,2000)`. Raises ValueError for any other text."""
    if found := _INTERVAL.fullmatch(text):
        low, high = exact(found[2].strip() or 0), found[3].strip()
        end = INFINITY if high in ("", "inf", "∞") else exact(high)
        return Interval(low, end, found[1] == "(", found[4] == ")")
    number = exact(text.replace("_", ""))
    return Interval(number, number)


_AREA, _PER_SECOND = regex(r"\s*(?:mm2|mm²|mm\^2|sq\.? ?mm)$"), regex(r"\s*(?:GB/s|GBps)$")
_OWN_UNITS = {
    "nonplanar_mm2": _AREA,
    "die_mm2": _AREA,
    "node_nm": regex(r"\s*nm$"),
    "io_gbs": _PER_SECOND,
    "dram_gbs": _PER_SECOND,
    "transistors_bn": regex(r"\s*(?:bn|billion)$"),
}
"""The unit in which a figure is asked, where somebody writes it behind the number; any other unit is refused."""


def in_own_unit(name: str, text: str) -> str:
    """What is written of a figure, without its own unit behind it."""
    return _OWN_UNITS[name].sub("", text) if name in _OWN_UNITS else text


STATED = "The total processing performance is taken as it is stated, over all lengths and units of the circuit."


def stated_performance(total: Span) -> dict[str, Value]:
    """The facts of a circuit of which only the total processing performance is stated."""
    values: dict[str, Value] = {f"chip.rate_{bits}b": NONE for bits in facts.BIT_LENGTHS}
    return values | {"chip.tpp_other_lengths": total, "chip.tpp_other_units": point(0)}


def agree(rates: list[Rate], total: Span) -> bool:
    """Whether a stated total performance can be that of rates, to one percent."""
    known = [
        each.span.interval * Interval(each.bits, each.bits) for each in rates if each.span.none is not Absence.YES
    ]
    if not known or total.none is Absence.YES:
        return not known and total.none is Absence.YES
    low, high = max(each.low for each in known), max(each.high for each in known)
    return bool(total.interval.low * 99 <= high * 100 and low * 99 <= total.interval.high * 100)


def area_of(performance: Span | None, density: Span | None) -> Span | None:
    """The area that a performance and a density leave, where both are points; None where one is not."""
    if performance is None or density is None or not (_is_figure(performance) and _is_figure(density)):
        return None
    return point(Fraction(performance.interval.low) / Fraction(density.interval.low))


def _is_figure(span: Span) -> bool:
    return span.none is Absence.NO and span.interval.is_point and span.interval.low > 0


def _larger(left: Value, right: Span) -> Value:
    from pratique.logic.arithmetic import largest

    assert isinstance(left, Span)
    return largest(left, right)
