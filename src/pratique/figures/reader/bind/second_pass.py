"""What only the whole text tells: a period or a place named later, a growth and its value in two sentences.

Rule: a figure whose period its text had not told takes the one named next, within two sentences or where it says
"this period"; one without a place takes the only country that the text names. A growth alone joins the value of
the same series and period. Invariant: what a sentence told itself is never changed.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from fractions import Fraction

from pratique.figures.reader.bind.rates import LATER
from pratique.figures.reader.bind.scene import Draft, Scene
from pratique.figures.reader.bind.times import unfinished
from pratique.figures.reader.tokens.calendar import resolve

NEAR = 400
"""How far behind a figure a period may be named that is still its own (characters)."""


def settle_later(scene: Scene) -> None:
    """Complete the drafts of a text once all of it is read."""
    scene.spoken.sort(key=lambda said: said[0])
    starts = [at for at, _ in scene.spoken]
    only = next(iter(scene.places)) if len(scene.places) == 1 else None
    for draft in scene.drafts:
        measure = draft.kind == "quota" or draft.indicator == "tariff_rate"
        if draft.period is None and not draft.compared and not measure:
            _period_behind(draft, scene, starts)
        if draft.geography is None and not draft.elsewhere and draft.start >= scene.wider_until:
            branded = scene.branded and draft.product.startswith("chinese_brand") and not scene.places
            draft.geography = "CN" if branded else only
    scene.drafts = _coded(scene, _joined(_levied_later(scene)))
    _over_the_month(scene.drafts)


def _levied_later(scene: Scene) -> list[Draft]:
    """The drafts, rates of duty in a list with the goods that the text named only behind it."""
    kept: list[Draft] = []
    for draft in scene.drafts:
        if draft.product == LATER and scene.levied is not None:
            draft.product, draft.geography = scene.levied
        if draft.product == LATER:
            scene.unread.append((draft.start, draft.end, "a rate of duty on goods that are not named"))
        else:
            kept.append(draft)
    return kept


UNCODED = "?"
"""The product of a word for a part that has no code (luxury cars, three-wheelers, green cars): never the whole."""


def _coded(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts whose product has a code; the numbers of the others are left."""
    kept: list[Draft] = []
    for draft in drafts:
        if UNCODED not in (draft.product, draft.of.partition(":")[2]):
            kept.append(draft)
            continue
        spans = {*draft.grown_at, *([] if draft.quantity is None else [(draft.start, draft.end)])}
        scene.unread += [(start, end, "of a part of the vehicles that has no code") for start, end in spans]
    return kept


def _period_behind(draft: Draft, scene: Scene, starts: list[int]) -> None:
    if draft.words is not None and draft.words.relative == "days":
        return
    k = bisect_right(starts, draft.end)
    if k == len(starts) or (starts[k] - draft.sentence[1] > NEAR and draft.words is None):
        return
    named = scene.spoken[k][1]
    if draft.words is None:
        draft.period = None if unfinished(named, draft.kind, scene.published) else named
    elif draft.words.relative in ("last month", "this month"):
        draft.period = named if named.length == 1 and draft.sentence[0] <= starts[k] < draft.sentence[1] else None
    else:
        draft.period = resolve(draft.words, named, scene.published)


def _over_the_month(drafts: list[Draft]) -> None:
    """`Dipped 0.9 percent, with 2,223 sold in September compared to 2,244 in August`: over the month."""
    for base in drafts:
        if not base.compared or base.quantity is None or base.period is None or base.period.length != 1:
            continue
        after, series = base.period.shifted(1), (base.indicator, base.product, base.geography, base.maker, base.unit)
        for main in drafts:
            same = (main.indicator, main.product, main.geography, main.maker, main.unit) == series
            if main.sentence != base.sentence or main.period != after or not same or main.quantity is None:
                continue
            if len(main.changes) == 1 and main.changes[0].over == "year" and _shows(main, base):
                main.changes[0] = replace(main.changes[0], over="month")


def _shows(main: Draft, base: Draft) -> bool:
    """Whether the growth printed is the one from the base to the value."""
    assert main.quantity is not None
    assert base.quantity is not None
    change = main.changes[0]
    if change.measure != "percent" or not base.quantity.value:
        return False
    grown = 100 * (Fraction(main.quantity.value) / Fraction(base.quantity.value) - 1)
    return abs(grown - Fraction(change.amount)) <= Fraction(change.half) + Fraction(1, 10)


def _joined(drafts: list[Draft]) -> list[Draft]:
    """Growths alone given to the value of their own series, if it has none against the same base."""
    kept: list[Draft] = []
    valued = [draft for draft in drafts if draft.quantity is not None and not draft.compared]
    for draft in drafts:
        home = _value_of(draft, valued) if draft.quantity is None and not draft.titled else None
        if home is None:
            kept.append(draft)
        else:
            home.changes.extend(draft.changes)
            home.grown_at.extend(draft.grown_at)
    return kept


def _value_of(draft: Draft, valued: list[Draft]) -> Draft | None:
    own = (draft.indicator, draft.product, draft.geography, draft.period, draft.kind, draft.maker)
    bases = {(change.over, change.measure) for change in draft.changes}
    series = (draft.indicator, draft.product, draft.geography, draft.kind, draft.maker)
    alike = [v for v in valued if (v.indicator, v.product, v.geography, v.kind, v.maker) == series]
    if draft.period is None and draft.words is None and len(alike) == 1 and not alike[0].titled:
        behind = 0 <= alike[0].start - draft.end <= NEAR
        free = not bases & {(c.over, c.measure) for c in alike[0].changes}
        return alike[0] if behind and free else None
    for other in valued:
        if draft.period is None and other.sentence != draft.sentence:
            continue
        same = (other.indicator, other.product, other.geography, other.period, other.kind, other.maker) == own
        if same and not other.titled and not bases & {(c.over, c.measure) for c in other.changes}:
            return other
    return None
