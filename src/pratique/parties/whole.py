"""Whether the stated parts of a company make a whole.

Rule: parts that are rounded may miss the whole by their roundings: each is then as wide as its last place. Parts that
add up to more, and a list called complete that adds up to less, contradict themselves: one of them is wrong and
nobody knows which, so none proves anything and nothing is ruled out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from pratique.errors import Finding
from pratique.parties.holdings import Holding, Measure, Remainder
from pratique.parties.party import NOBODY_HIDDEN, REASONS
from pratique.parties.shares import Share, at_most

FLOAT_ROUNDING = Fraction(1, 200)
"""By how much figures of named and dispersed holders may miss the whole, parts of one."""
SOMEBODY_ELSE = REASONS.keys() - NOBODY_HIDDEN - {"NATURAL_PERSONS", "NON_CONSOLIDATING", "NO_LEI", "NON_PUBLIC"}
"""Reasons of a rest that say that there is somebody beside the stated holders; a parent that one register does not
make public may be the holder that another names."""
MOST_PLACES = 4
"""Decimal places of a percentage beyond which a share is no rounded number."""


def check_whole(
    subject: str, measure: Measure, held: list[Holding], remainder: Remainder | None, conflicts: list[Finding]
) -> None:
    """Widen or weaken, in place, the holdings of one measure of a subject that cannot be right as they stand."""
    every = [row for row in held if row.measure == measure]
    rows = [row for row in every if row.indirect is False]
    if not every:
        return
    if _may_be_parts_of_one(every):
        _either(subject, measure, held, every, remainder, conflicts)
        return
    if not rows:
        # Bands that may be direct or not: together they are the most that anybody can have.
        _check_bands(subject, measure, every, remainder, conflicts)
        return
    least = sum((row.share.low for row in rows), Fraction(0))
    most = sum((row.share.high for row in rows), Fraction(0))
    beyond = least > 1 or (least == 1 and any(row.share.low_open for row in rows))
    if least == 1 and remainder is not None and remainder.kind == "undisclosed" and remainder.reason in SOMEBODY_ELSE:
        conflicts.append(_nothing_left(subject, measure, remainder))
    if said := _has_nothing(subject, measure, rows, least):
        conflicts += said
        held[:] = [replace(row, share=at_most(row.share), sum="contradicted") if row in rows else row for row in held]
        return
    if around := _beyond_beside(rows):
        conflicts.append(_finding(subject, measure, rows, around, complete=False, rounded=False))
        held[:] = [_weaker(row, None, True) if row in rows else row for row in held]
        return
    covered = sum((_stated_once(row) for row in every), Fraction(0))
    short = remainder is not None and remainder.kind == "complete" and covered < 1
    if not beyond and not short:
        return
    total = least if beyond else min(most, covered)
    unit = _last_place(rows) if all(row.share.is_exact for row in rows) else None
    rounded = unit is not None and abs(total - 1) <= len(rows) * unit / 2
    conflicts.append(_finding(subject, measure, rows, total, complete=short, rounded=rounded))
    for place, row in enumerate(held):
        if row in rows:
            held[place] = _weaker(row, unit if rounded else None, beyond)


def _stated_once(row: Holding) -> Fraction:
    """The most that a holder has where what a source states of it twice is one holding that it states twice.

    It may be two, and then they add up; but a list is not whole because somebody stands in it twice. Holdings of
    several classes, and those of several records, are several.
    """
    parts: dict[tuple[str, str, str, str], Fraction] = defaultdict(Fraction)
    for claim in row.claims:
        of = claim.provenance.source, claim.held_for or "", claim.share_class, claim.provenance.record
        parts[of] = max(parts[of], claim.share.high)
    by_source: dict[str, Fraction] = defaultdict(Fraction)
    for (source, *_), high in parts.items():
        by_source[source] += high
    return min(row.share.high, max(by_source.values()))


def _nothing_left(subject: str, measure: Measure, remainder: Remainder) -> Finding:
    why = REASONS.get(remainder.reason, remainder.reason)
    message = f"Stated holders have all {measure} of {subject}, and yet somebody is said to be there: {why}."
    step = "Ask which of the two is right; until then nothing is ruled out."
    return Finding("parties.rest", message, remainder.provenance.place, step, "warning", subject)


def _has_nothing(subject: str, measure: Measure, rows: Sequence[Holding], least: Fraction) -> list[Finding]:
    """A finding where somebody holds a part that nobody states, though the others have all of it."""
    unsaid = next((row for row in rows if row.share.is_unknown and row.holder != subject), None)
    if unsaid is None or least < 1:
        return []
    message = f"{unsaid.holder} is said to hold {measure} of {subject}, though others have all of them."
    step = "Ask which of the two is right; until then nothing is ruled out."
    return [Finding("parties.rest", message, unsaid.claims[0].provenance.place, step, "warning", subject)]


def _beyond_beside(rows: Sequence[Holding]) -> Fraction | None:
    """What shares came to beside one of which only a month or a year says when it ended or began, if above the whole.

    Counted are those who held before that time, or after it: they cannot rule out for the days within it what they
    contradict on the days around it.
    """
    for row in rows:
        if row.share.low or not row.share.high:
            continue
        said = [claim.provenance for claim in row.claims]
        before = [each.end for each in said if each.end and each.end_by]
        after = [each.start_by for each in said if each.start_by]
        for days, beside in ((before, _held_before), (after, _held_after)):
            if days and len(days) == len(said):
                others = (other.share.low for other in rows if other is not row and beside(other, days))
                total = sum(others, row.share.high)
                if total > 1 + FLOAT_ROUNDING:
                    return total
    return None


def _held_before(row: Holding, days: Sequence[date]) -> bool:
    """Whether a holding is stated as of before the first of some days, or without a first day."""
    return all(each.provenance.start is None or each.provenance.start < min(days) for each in row.claims)


def _held_after(row: Holding, days: Sequence[date]) -> bool:
    """Whether a holding is stated until after the last of some days, or without a last day."""
    return all(each.provenance.end is None or each.provenance.end > max(days) for each in row.claims)


def check_float(subject: str, held: Sequence[Holding], remainder: Remainder, conflicts: list[Finding]) -> None:
    """Say where holders that are named and dispersed ones together fall short of the whole: somebody is missing."""
    if remainder.kind != "dispersed" or remainder.lies is None:
        return
    measure: Measure = "votes" if any(row.measure == "votes" for row in held) else "capital"
    named = sum((row.share.high for row in held if row.measure == measure), Fraction(0))
    most = named + remainder.lies.high
    if most >= 1 - FLOAT_ROUNDING:
        return
    message = (
        f"The {measure} that are stated in {subject} and those of dispersed holders together are "
        f"{float(most * 100):.8g} %: a holder is missing."
    )
    step = "Name who has the rest; until then nothing is ruled out."
    place = remainder.provenance.place
    conflicts.append(Finding("parties.float", message, place, step, "warning", subject))


def _check_bands(
    subject: str, measure: Measure, every: Sequence[Holding], remainder: Remainder | None, conflicts: list[Finding]
) -> None:
    total = sum((_stated_once(row) for row in every), Fraction(0))
    if remainder is not None and remainder.kind == "complete" and total < 1:
        conflicts.append(_finding(subject, measure, every, total, complete=True, rounded=False))


def _may_be_parts_of_one(rows: Sequence[Holding]) -> bool:
    """Whether shares, decimals without a unit, make no more than one percent: some write 0.6 for 60 percent."""
    total = sum((row.share.high for row in rows), Fraction(0))
    least = Fraction(1, 200) if len(rows) > 1 else Fraction(1, 400)
    bare = any(claim.share.bare for row in rows for claim in row.claims)
    return bare and all(row.share.is_exact for row in rows) and least < total <= Fraction(1, 100)


def _either(
    subject: str,
    measure: Measure,
    held: list[Holding],
    rows: Sequence[Holding],
    remainder: Remainder | None,
    conflicts: list[Finding],
) -> None:
    """Widen shares, in place, that may be percent or parts of one."""
    total = sum((row.share.high for row in rows), Fraction(0))
    short = remainder is not None and remainder.kind == "complete"
    conflicts.append(_finding(subject, measure, rows, total, complete=short, rounded=False))
    for place, row in enumerate(held):
        if row in rows:
            held[place] = replace(row, share=Share(row.share.low, row.share.high * 100), sum="contradicted")


def _weaker(row: Holding, unit: Fraction | None, beyond: bool) -> Holding:
    if unit is not None:
        return replace(row, share=_rounded(row.share, unit / 2), sum="rounded")
    return replace(row, share=at_most(row.share) if beyond else row.share, sum="contradicted")


def _finding(
    subject: str, measure: Measure, rows: Sequence[Holding], total: Fraction, *, complete: bool, rounded: bool
) -> Finding:
    how = "add up to more than" if total == 1 else "add up to"
    message = f"The stated {measure} in {subject} {how} {float(total * 100):.8g} %"
    message += ", though the list is said to be complete." if complete else "."
    place = rows[0].claims[0].provenance.place
    if rounded:
        step = "Rounding may explain it; each share is read as wide as its last place."
        return Finding("parties.rounding", message, place, step, "warning", subject)
    if total <= Fraction(1, 50):
        message += " Shares are given in percent, not in parts of one."
    step = "Ask the sources which is right; until then nothing is ruled out."
    return Finding("parties.complete" if complete else "parties.sum", message, place, step, "warning", subject)


def _last_place(rows: Sequence[Holding]) -> Fraction | None:
    """The last place of the most finely rounded share, in parts of one; None where a share is no decimal."""
    places = 0
    for row in rows:
        percent = row.share.low * 100
        found = next((n for n in range(MOST_PLACES + 1) if (percent * 10**n).denominator == 1), None)
        if found is None:
            return None
        places = max(places, found)
    return Fraction(1, 100 * 10**places)


def _rounded(share: Share, half: Fraction) -> Share:
    """A share that was rounded, as wide as its rounding."""
    return Share(max(Fraction(0), share.low - half), min(Fraction(1), share.high + half))
