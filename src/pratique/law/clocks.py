"""The clocks of a provision: proposed, published, in force, due, enforced, suspended, lapsed.

Rule: clocks are half-open conditions on the date of the act, stated once per provision. What was *published*
by the day the question is asked is a filter on the book, not a condition.
"""

from __future__ import annotations

from datetime import date

from pratique.facts import act
from pratique.logic.author import ALWAYS, all_of, none_of
from pratique.logic.intervals import INFINITY, End, Interval, region
from pratique.logic.nodes import Condition, InRegion
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time in which the text stands but does not apply.

    `while_` is a condition on the date of the act; where the end is disputed it reads a legal fact.
    """

    cite: str
    while_: Condition
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Clocks:
    """The dates of one provision; each `until` is the first day on which it no longer holds.

    `enforced` is the day from which it is enforced (None: from the day it is due, or else in force);
    `enforced_until` the day from which the agency says that it does not enforce it.
    """

    in_force: date | None
    lapses: date | None = None
    proposed: date | None = None
    comments_close: date | None = None
    published: date | None = None
    compliance_due: date | None = None
    enforced: date | None = None
    enforced_until: date | None = None
    suspended: tuple[Suspension, ...] = ()

    def by_text(self) -> Condition:
        """When the text applies: from the day it is due (or in force) until it lapses, unless suspended."""
        return self._window(self.compliance_due or self.in_force, self.lapses)

    def as_enforced(self) -> Condition:
        """When it is also enforced."""
        ends = [day for day in (self.lapses, self.enforced_until) if day is not None]
        return self._window(self.enforced or self.compliance_due or self.in_force, min(ends, default=None))

    @property
    def enforcement_differs(self) -> bool:
        """Whether the text and its enforcement part at some time."""
        return self.enforced is not None or self.enforced_until is not None

    @property
    def edges(self) -> tuple[date, ...]:
        """Every date on which an answer can change because of these clocks."""
        days = {self.in_force, self.lapses, self.compliance_due, self.enforced, self.enforced_until}
        for each in self.suspended:
            days |= {each.start, each.end}
        return tuple(sorted(day for day in days if day is not None))

    def _window(self, start: date | None, end: date | None) -> Condition:
        if self.in_force is None or start is None:
            return none_of(ALWAYS)
        window = during(start, end)
        if not self.suspended:
            return window
        return all_of(window, none_of(*(each.while_ for each in self.suspended)))


def during(start: date | str | None, until: date | str | None = None) -> Condition:
    """The act takes place from `start` up to but not including `until`."""
    low: End = -INFINITY if start is None else _day(start).toordinal()
    high: End = INFINITY if until is None else _day(until).toordinal()
    return InRegion(act.date, region([Interval(low, high, high_open=True)]))


def in_force(
    start: str | None,
    *,
    lapses: str | None = None,
    proposed: str | None = None,
    comments_close: str | None = None,
    published: str | None = None,
    compliance_due: str | None = None,
    enforced: str | None = None,
    enforced_until: str | None = None,
    suspended: tuple[Suspension, ...] = (),
) -> Clocks:
    """Clocks from ISO dates; None for `start` is a text that is not in force (a bill, a draft)."""
    return Clocks(
        in_force=day_or_none(start),
        lapses=day_or_none(lapses),
        proposed=day_or_none(proposed),
        comments_close=day_or_none(comments_close),
        published=day_or_none(published),
        compliance_due=day_or_none(compliance_due),
        enforced=day_or_none(enforced),
        enforced_until=day_or_none(enforced_until),
        suspended=suspended,
    )


def suspended(cite: str, start: str, end: str | None = None, *, while_: Condition | None = None) -> Suspension:
    """A suspension from `start` up to but not including `end`; `while_` where the end is disputed."""
    condition = during(start, end) if while_ is None else while_
    return Suspension(cite, condition, _day(start), None if end is None else _day(end))


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def day_or_none(text: str | None) -> date | None:
    """An ISO day -> the date; None for none."""
    return None if text is None else date.fromisoformat(text)


def day_in(cell: str | None) -> date | None:
    """A cell of a dated table -> its day; None for an empty one."""
    return date.fromisoformat(cell) if cell else None


def iso_day(day: date | None) -> str | None:
    """A date -> its ISO day; None for none."""
    return None if day is None else day.isoformat()
