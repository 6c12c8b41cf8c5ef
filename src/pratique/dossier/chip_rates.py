"""The rates of a circuit at bit lengths, as facts.

Rule: a length that a complete list of rates does not name has none; lengths that the law does not name count by their
product of rate and length, the largest of them.
"""

from __future__ import annotations

from fractions import Fraction

from pratique.facts import chip as facts
from pratique.logic.intervals import Interval
from pratique.logic.values import NONE, Span, Value, point
from pratique.value_class import dataclass

BIT_LENGTHS = (1, 2, 4, 6, 8, 16, 32, 64)
"""Lengths of the largest operand of a multiplication that figures are claimed at."""

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


def _larger(left: Value, right: Span) -> Value:
    from pratique.logic.arithmetic import largest

    assert isinstance(left, Span)
    return largest(left, right)
