"""How a miss is graded: the most harmless explanation that holds is taken, but a proven slip goes first.

Rule, in this order: a claim of words that is plainly untrue; rounding in the publisher's unit; a slip of sign,
unit or power that mends more than one identity; revision; a figure that stands elsewhere under another label
or scope; the remaining slips from the simplest; and if none holds, `unsupported`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from pratique.figures.entry import LedgerEntry
from pratique.figures.identities.miss import Grade, Miss
from pratique.figures.identities.relation import Identity, Sides
from pratique.figures.identities.repair import (
    DIGITS,
    MOST_REPAIRS,
    POWER,
    WORDED,
    Repair,
    Slip,
    mends,
    relabelled,
    repairs,
    with_growth,
)
from pratique.figures.identities.web import Web
from pratique.figures.identities.words import WEEKDAYS, weekday_claim
from pratique.figures.interval import Interval, Number, gap, meets, middle, print_interval, print_number
from pratique.figures.ledger import slot_of
from pratique.files.clock import days_after
from pratique.value_class import dataclass

Shelf: TypeAlias = tuple[str, int, int, str, str]
Bulletin: TypeAlias = tuple[str, object]
MOST_TWINS = 40
"""Most figures looked at when one is sought that another was taken for."""

REVISED = Fraction(125, 10_000)
"""A gap up to about one percent of the value can be a revision; a running total that later ones build on, 2 %."""
REVISED_RUNNING = Fraction(2, 100)
REVISED_GROWTH = Fraction(5, 1000)
"""The same for growth factors: half a percentage point."""
_GROWTHS = ("I3", "I6", "I12")
_REVISABLE = ("I0", "I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9")


@dataclass(frozen=True, slots=True)
class Context:
    """What grading looks up, built once: the web; figures in order of value by what they could be mistaken for;
    figures by bulletin and digits of a change. Each list is read through a window of `MOST_TWINS`."""

    web: Web
    shelves: dict[Shelf, list[LedgerEntry]]
    digits: dict[tuple[Bulletin, Number], list[LedgerEntry]]

    @classmethod
    def of(cls, web: Web) -> Context:
        shelves: defaultdict[Shelf, list[LedgerEntry]] = defaultdict(list)
        digits: defaultdict[tuple[Bulletin, Number], list[LedgerEntry]] = defaultdict(list)
        for entry in web.ledger:
            shelves[_shelf(entry)].append(entry)
            for change in entry.changes:
                held = digits[_bulletin(entry), abs(Fraction(change.amount))]
                if len(held) < MOST_TWINS:
                    held.append(entry)
        for shelf in shelves.values():
            shelf.sort(key=_value)
        return cls(web, dict(shelves), dict(digits))


def _value(entry: LedgerEntry) -> Fraction:
    return Fraction(entry.value)


def grade(relation: Identity, context: Context, thorough: bool = True) -> Miss | None:
    """The graded miss of a relation that breaks as printed or in the publisher's unit; None if it holds.

    Without `thorough` no slip and no other label is sought, which is what takes time.
    """
    sides = relation.sides()
    if sides is None:
        return None
    if meets(*sides):
        return _miss(relation, "rounding", _ROUNDED) if relation.breaks("narrow") else None
    coarse = _miss(relation, "rounding", _COARSE) if not relation.breaks("wide") else None
    if not thorough:
        quick = _by_words(relation, sides) or coarse or _by_revision(relation, sides, context)
        return quick or _miss(relation, "unsupported", _NOT_SOUGHT)
    return (
        _by_words(relation, sides)
        or coarse
        or _by_slip(relation, context, WORDED + POWER, at_least=2)
        or _by_revision(relation, sides, context)
        or _by_slip(relation, context, WORDED)
        or _by_scope(relation, sides, context)
        or _by_slip(relation, context, POWER)
        or _by_copy(relation, context)
        or _by_other_printing(relation, context)
        or _by_slip(relation, context, DIGITS)
        or _unsupported(relation, sides)
    )


_ROUNDED = "As printed the figures agree; they part only if the zeros at the end of a rounded number are digits."
_NOT_SOUGHT = "There are so many misses that no repair of this one was sought; mend the first and check again."
_COARSE = "The figures agree once they are read in the publisher's own unit, which is coarser than the print."


def _miss(relation: Identity, grade: Grade, explanation: str, found: list[Repair] | None = None) -> Miss:
    sides = relation.sides("narrow" if grade == "rounding" and not relation.breaks() else "printed")
    assert sides is not None
    kept = tuple(found or ())
    return Miss(
        relation.identity,
        grade,
        relation.says,
        *sides,
        relation.figures,
        explanation,
        kept,
        _missing_fact(relation, kept),
    )


def _missing_fact(relation: Identity, found: tuple[Repair, ...]) -> str | None:
    """What would settle between several repairs."""
    if len(found) < 2:
        return None
    if relation.identity == "I4" and len(relation.figures) == 4:
        later, _, earlier, _ = relation.figures
        return f"The figure of {later.of} for {earlier.period} or {later.period}; or one of the periods is another."
    figures = list(dict.fromkeys(f"{repair.figure.series} {repair.figure.period}" for repair in found))
    bases = list(dict.fromkeys(f"{repair.figure.series} {repair.figure.period.year_before}" for repair in found))
    return f"A second printing of {' or '.join(figures)}, or last year's {' or '.join(bases)}."


def _by_words(relation: Identity, sides: Sides) -> Miss | None:
    implied = sides[1]
    entry = relation.figures[0]
    match relation.identity:
        case "I15":
            return _miss(relation, "wording", f"{_day(entry)}.")
        case "I1" if len(relation.figures) == 1:
            shown = print_interval(implied)
            mended = replace(entry, value=middle(implied) or 0, half=Fraction(1, 2))
            repair = Repair(entry, mended, "implied", f"{entry.series} {entry.period}: {shown}, as listed")
            return _miss(
                relation, "wording", f"The text names {shown} and says {print_number(entry.value)}.", [repair]
            )
        case "I4" if len(relation.figures) == 1:
            return _miss(relation, "wording", "A share of the same thing is always 100 percent; a word is lost.")
        case "I4" if "majority" in entry.claims and len(relation.figures) == 2:
            return _miss(relation, "wording", f"The part is {print_interval(implied, 1)} percent: no majority.")
        case "I13":
            return _miss(
                relation, "wording", f"The series has {print_interval(implied, 1)}: the claim does not hold."
            )
        case "T1" | "T3":
            return _miss(relation, "unsupported", _target(relation, sides))
    return None


def _day(entry: LedgerEntry) -> str:
    said = weekday_claim(entry)
    assert said is not None
    when, name = said
    near = min(
        (days_after(when, days) for days in range(-3, 4)),
        key=lambda day: (day.weekday() != WEEKDAYS.index(name), abs(day - when)),
    )
    return f"{when} is a {WEEKDAYS[when.weekday()]}; the nearest {name} is {near}"


def _target(relation: Identity, sides: Sides) -> str:
    target, now = relation.figures
    if relation.identity == "T3":
        return f"The share stands at {print_number(sides[1].low, 1)} percent in {now.period} already."
    years = Fraction(target.period.last - now.period.last, 12)
    growth = (float(target.value) / float(now.value)) ** (1 / float(years)) - 1
    times = float(target.value) / float(now.value)
    return f"It is {times:.1f} times the figure of {now.period} and needs {growth:.0%} growth in every year."


def suspects(relation: Identity, web: Web) -> tuple[LedgerEntry, ...]:
    """Whom to doubt: other printings first, then those that only one page vouches for, else everyone."""
    figures = relation.figures
    others = tuple(f for f in figures if f.may_enter_identity and not _is_best(f, web))
    if others and not (relation.identity == "I0" and len({f.confidence for f in figures}) == 1):
        return others
    single = tuple(f for f in figures if f.confidence not in ("confirmed", "cross_checked"))
    return single or figures


def _is_best(entry: LedgerEntry, web: Web) -> bool:
    best = web.ledger.best(entry.key, entry.period)
    return best is None or best is entry


def _by_slip(relation: Identity, context: Context, slips: tuple[Slip, ...], at_least: int = 1) -> Miss | None:
    found = repairs(relation, suspects(relation, context.web), context.web, slips)
    if not found or len(found) > MOST_REPAIRS or mends(found[0], relation, context.web) < at_least:
        return None
    worded = all(repair.slip in WORDED for repair in found)
    several = f"{len(found)} repairs fit equally well" if len(found) > 1 else "One small slip mends it"
    return _miss(relation, "wording" if worded else "misprint", f"{several}.", found)


def _by_revision(relation: Identity, sides: Sides, context: Context) -> Miss | None:
    figures = relation.figures
    if relation.identity not in _REVISABLE or len({_bulletin(figure) for figure in figures}) == 1:
        return None
    if any(not _is_best(f, context.web) or f.confidence == "contradicted" for f in figures):
        return None
    distance = Fraction(gap(*sides))
    if relation.identity in _GROWTHS:
        if distance > REVISED_GROWTH and not _total_revised(relation, context):
            return None
        return _miss(relation, "revision", "The growth is counted on figures that were revised since.")
    size = max(abs(Fraction(end)) for side in sides for end in (side.low, side.high) if not isinstance(end, float))
    stays = relation.identity == "I5" and _later_total_agrees(figures[0], context.web)
    if size == 0 or distance > size * (REVISED_RUNNING if stays else REVISED):
        if relation.identity == "I5" and _totals_within_revised(relation, context.web):
            return _miss(relation, "revision", "It holds the revision of a running total of these months.")
        return None
    shown = f"The bulletins differ by {print_number(_apart(sides))}"
    return _miss(relation, "revision", f"{shown}{'; later totals keep the new level' if stays else ''}.")


def _apart(sides: Sides) -> Fraction:
    stated, implied = (middle(side) for side in sides)
    return Fraction(0) if stated is None or implied is None else abs(Fraction(stated - implied))


def _total_revised(relation: Identity, context: Context) -> bool:
    """Whether the running total of these very figures was revised as well."""
    others = context.web.by_slot.get(slot_of(relation.figures[0]), ())
    return any(other.identity == "I5" and other.figures == relation.figures and other.breaks() for other in others)


def _totals_within_revised(relation: Identity, web: Web) -> bool:
    """Whether a running total that ends in one of the months of the parts was itself revised."""
    for part in relation.figures[1:]:
        total = (part.key, part.period.start_year * 12, part.period.last)
        if any(each.identity == "I5" and each.breaks() for each in web.by_slot.get(total, ()) if each != relation):
            return not relation.figures[0].period.is_running
    return False


def _later_total_agrees(total: LedgerEntry, web: Web) -> bool:
    later = [r for r in web.by_slot.get(slot_of(total), ()) if r.identity == "I5" and total in r.figures[1:]]
    return any(not relation.breaks() for relation in later)


def _shelf(entry: LedgerEntry) -> Shelf:
    return entry.geography, entry.period.first, entry.period.last, entry.unit, entry.kind


def _bulletin(entry: LedgerEntry) -> Bulletin:
    return entry.source, entry.published_on


def _by_scope(relation: Identity, sides: Sides, context: Context) -> Miss | None:
    found = []
    for figure in suspects(relation, context.web):
        found += [_taken_for(figure, twin) for twin in _twins(figure, figure.interval, context, figure)]
        found += [repair for repair in relabelled(figure) if _belongs(repair, context)]
    if found:
        return _miss(relation, "scope", "The figure is right for something else.", found[:1])
    if relation.identity == "I2":
        base = relation.figures[1]
        for twin in _twins(base, sides[1], context, None):
            told = f"The growth was counted on {twin.label} of scope {twin.scope!r}, not on {base.label}."
            return _miss(relation, "scope", told)
    return None


def _belongs(repair: Repair, context: Context) -> bool:
    """Whether two figures claim the old label, the new one is free, and a sum confirms the figure there."""
    ledger = context.web.ledger
    if len(ledger.slots.get(slot_of(repair.figure), ())) < 2 or ledger.best(repair.mended.key, repair.mended.period):
        return False
    asked = context.web.about(repair.figure, repair.mended)
    sums = [relation for relation in asked if relation.identity in ("I1", "I2", "I5") and relation.sides()]
    return bool(sums) and not any(relation.breaks() for relation in asked)


def _taken_for(figure: LedgerEntry, twin: LedgerEntry) -> Repair:
    mended = replace(
        figure, publisher=twin.publisher, scope=twin.scope, product=twin.product, indicator=twin.indicator
    )
    where = f"{twin.publisher}, scope {twin.scope!r}" if twin.scope != figure.scope else twin.publisher
    says = f"{figure.series} {figure.period}: this is the figure of {twin.series} ({where})"
    return Repair(figure, mended, "label", says)


def _twins(
    place: LedgerEntry, wanted: Interval, context: Context, figure: LedgerEntry | None
) -> Iterator[LedgerEntry]:
    """Figures of another series, for the same place and time, that fit `wanted` closely."""
    shelf = context.shelves.get(_shelf(place), [])
    # A twin agrees to within a few percent: its value lies in a window around what is wanted.
    least = Fraction(0) if isinstance(wanted.low, float) else Fraction(wanted.low) * Fraction(19, 20)
    start = bisect_left(shelf, least, key=_value)
    for twin in shelf[start : start + MOST_TWINS]:
        if twin.key == place.key or not meets(twin.interval, wanted) or twin.confidence == "contradicted":
            continue
        fine = all(_is_fine(side) for side in (twin.interval, wanted))
        grown = figure and figure.growth and twin.growth and twin.growth.factor and figure.growth.factor
        if grown:
            assert figure is not None
            if _same_growth(figure, twin):
                yield twin
        elif fine:
            yield twin


def _same_growth(one: LedgerEntry, other: LedgerEntry) -> bool:
    first = one.growth.factor if one.growth else None
    second = other.growth.factor if other.growth else None
    return bool(first and second and meets(first, second))


def _is_fine(side: Interval) -> bool:
    """Whether an interval is narrow enough (one percent) for a likeness to mean something."""
    if isinstance(side.low, float) or isinstance(side.high, float):
        return False
    return side.low > 0 and (side.high - side.low) * 100 <= side.high


def _by_copy(relation: Identity, context: Context) -> Miss | None:
    """A growth rate whose digits stand at another figure of the same bulletin."""
    for figure in suspects(relation, context.web):
        if figure.growth is None:
            continue
        neighbour = next(_same_digits(figure, context), None)
        repair = _implied_growth(relation, figure, "copy", context) if neighbour else None
        if repair:
            told = f"The digits of the growth repeat those of {neighbour}."
            return _miss(relation, "misprint", told, [repair])
    return None


def _same_digits(figure: LedgerEntry, context: Context) -> Iterator[str]:
    assert figure.growth is not None
    for change in figure.changes:
        if change is not figure.growth and change.amount == figure.growth.amount:
            yield f"its change on the {change.over} before"
    for other in context.digits.get((_bulletin(figure), abs(Fraction(figure.growth.amount))), ()):
        if other is not figure and other.key != figure.key:
            yield other.label


def _implied_growth(relation: Identity, figure: LedgerEntry, slip: Slip, context: Context) -> Repair | None:
    """The growth that the other figures imply, if it mends this identity and breaks none."""
    sides = relation.sides()
    if sides is None:
        return None
    if relation.identity == "I2" and figure is relation.figures[0]:
        factor = figure.interval / relation.figures[1].interval
    elif relation.identity in ("I3", "I6", "I0") and figure is relation.figures[0] and sides[1].high < 100:
        factor = sides[1]
    else:
        return None
    repair = with_growth(figure, factor, slip)
    if repair is None or relation.with_figure(figure, repair.mended).breaks():
        return None
    return repair if mends(repair, relation, context.web) > 0 else None


def _by_other_printing(relation: Identity, context: Context) -> Miss | None:
    """Where the figure is printed elsewhere with what mends it, or the growth was told in words."""
    for figure in suspects(relation, context.web):
        best = context.web.ledger.best(figure.key, figure.period)
        if best and best is not figure and not relation.with_figure(figure, best).breaks():
            says = f"{figure.series} {figure.period}: {_shown(best)} (as another printing has it)"
            return _miss(relation, "misprint", "Another printing agrees.", [Repair(figure, best, "printing", says)])
        if any(claim.startswith("words=") for claim in figure.claims) and figure.growth:
            repair = _implied_growth(relation, figure, "implied", context)
            if repair:
                return _miss(relation, "wording", "The growth told in words does not fit the figures.", [repair])
    return None


def _shown(entry: LedgerEntry) -> str:
    growth = f", {print_number(entry.growth.amount)} percent" if entry.growth else ""
    return f"{print_number(entry.value)} {entry.unit}{growth}"


def _unsupported(relation: Identity, sides: Sides) -> Miss:
    told = f"No small slip mends it; the other figures imply {print_interval(sides[1])}."
    return _miss(relation, "unsupported", told)
