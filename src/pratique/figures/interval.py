"""What printed numbers need of intervals beyond `pratique.logic.intervals`.

Rule: a printed figure says that the true one lies between two ends; arithmetic keeps every value that the
true figures could give and no float ever enters, except the infinities as open ends.
"""

from __future__ import annotations

from fractions import Fraction

from pratique.logic.intervals import INFINITY, End, Interval, Number, exact

__all__ = [
    "INFINITY",
    "End",
    "Interval",
    "Number",
    "around",
    "below",
    "exact",
    "gap",
    "meets",
    "middle",
    "print_interval",
    "print_number",
    "ratio",
]


def around(value: Number, half: Number) -> Interval:
    """The closed interval `value` plus or minus `half` (>= 0)."""
    return Interval(value - half, value + half)


def ratio(span: Interval, divisor: Interval) -> Interval:
    """`span / divisor`; the usual case of a figure over a positive one is worked out at its two ends."""
    if span.low >= 0 and divisor.low > 0 and not isinstance(span.high, float) and not isinstance(divisor.high, float):
        assert not isinstance(span.low, float)
        assert not isinstance(divisor.low, float)
        return Interval(
            Fraction(span.low) / divisor.high,
            Fraction(span.high) / divisor.low,
            span.low_open or divisor.high_open,
            span.high_open or divisor.low_open,
        )
    return span / divisor


def below(left: Interval, right: Interval) -> bool:
    """Whether every number of `left` lies under every number of `right`."""
    return left.high < right.low or (left.high == right.low and (left.high_open or right.low_open))


def meets(left: Interval, right: Interval) -> bool:
    """Whether some number lies in both."""
    return not (below(left, right) or below(right, left))


def gap(left: Interval, right: Interval) -> End:
    """The distance between two intervals that do not meet; 0 where they meet or touch at an open end."""
    if below(left, right):
        return right.low - left.high
    if below(right, left):
        return left.low - right.high
    return 0


def middle(span: Interval) -> Number | None:
    """The number halfway between two finite ends, else None."""
    if isinstance(span.low, float) or isinstance(span.high, float):
        return None
    return exact(Fraction(span.low + span.high) / 2)


def print_number(value: End, places: int = 4) -> str:
    """A number in plain digits with thousands separated by commas: rounded to at most `places` decimals."""
    if isinstance(value, float):
        return str(value)
    sign = "-" if value < 0 else ""
    whole, rest = divmod(round(abs(Fraction(value)) * 10**places), 10**places)
    tail = f"{rest:0{places}d}".rstrip("0") if places else ""
    return f"{sign}{whole:,}.{tail}" if tail else f"{sign}{whole:,}"


def print_interval(span: Interval, places: int | None = None) -> str:
    """`low..high`, one number where both ends print alike, or `at least`, `at most` where one end is open-ended.

    Without `places`, thousands are printed whole and smaller numbers with up to four decimals.
    """
    if isinstance(span.low, float) and isinstance(span.high, float):
        return "anything"
    low, high = (_print_end(end, places) for end in (span.low, span.high))
    if isinstance(span.high, float):
        return f"at least {low}"
    if isinstance(span.low, float):
        return f"at most {high}"
    return low if low == high else f"{low}..{high}"


def _print_end(end: End, places: int | None) -> str:
    large = end >= 1000 or end <= -1000
    return print_number(end, (0 if large else 4) if places is None else places)
