"""Each figure, position and statement of a reading against the ledger and the law book.

Rule: `supported` and `contradicted` need a published figure of the same series and period, or a statement of
law, and name it; where only an identity speaks (a base a year earlier, parts and their sum) the verdict names
that. `outdated` is what was so and is so no longer. Everything else is `undecidable`, with what is missing. A
text never supports itself: ledger rows that were taken from it are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce

from pratique.errors import Place
from pratique.figures.codes import WHOLES
from pratique.figures.entry import LedgerEntry, PrintedChange
from pratique.figures.interval import Interval, meets, print_interval
from pratique.figures.reader.check.bounds import broken_bound, far_apart, neighbour_flags
from pratique.figures.reader.check.goals import judge_target
from pratique.figures.reader.check.totals import total_flags
from pratique.figures.reader.check.verdicts import Judgement, Verdict, cite, interval_of, said, same_series
from pratique.figures.reader.found.reading import Figure, NamedInstrument, Position, Reading, TopicClaim
from pratique.figures.reader.found.topics import LawStatement
from pratique.figures.reader.text.given import Day, a_day, a_kind

_LEDGER = "Give rows of pratique.figures.ledger, as shipped() gives them."


def judge(
    reading: Reading,
    ledger: Iterable[LedgerEntry],
    law_statements: Sequence[LawStatement] = (),
    today: Day = None,
) -> tuple[Judgement, ...]:
    """A judgement on every figure, statement, instrument and position of `reading`, in order of place.

    `ledger` gives the published figures; `law_statements` what the law says by topic (see `LawStatement`);
    `today` is the day (a date or its ISO text) up to which later law and figures count (default: all).
    """
    a_kind(reading, Reading, "reading", "Give what read_text, read_data or read_file returns.")
    day, ledger = a_day(today, "today", Place(reading.source)), list(a_kind(ledger, Iterable, "ledger", _LEDGER))
    for row in ledger:
        a_kind(row, LedgerEntry, "a row of ledger", _LEDGER)
    rows = [row for row in ledger if not _own(row, reading)]
    found = [_judge_figure(figure, reading, rows) for figure in reading.figures]
    found += [_judge_claim(claim, reading, law_statements, day) for claim in reading.claims]
    found += [_judge_instrument(item, reading, law_statements) for item in reading.instruments]
    found += [_judge_position(position) for position in reading.positions]
    return tuple(sorted(found, key=lambda judgement: judgement.span))


def _own(row: LedgerEntry, reading: Reading) -> bool:
    """Whether a ledger row was taken from this very text: its source is named, or printed as an address, there."""
    if not row.source:
        return False
    if row.source.startswith("http"):
        return row.source in reading.text
    return row.source == reading.source or re.split(r"[ ,]\s*(?=[A-Z]\w+ \d{4}|\d{4})", row.source)[0] in reading.text


def _judge_figure(figure: Figure, reading: Reading, rows: list[LedgerEntry]) -> Judgement:
    label = figure.label
    if figure.kind == "target":
        return judge_target(figure, reading, rows)
    if figure.maker:
        return Judgement(
            "figure", label, "undecidable", f"The ledger holds no figures of {figure.maker}.", "", figure.span
        )
    if figure.period is None or figure.geography is None:
        missing = "period" if figure.period is None else "place"
        why = f"The text does not tell the {missing}."
        return Judgement("figure", label, "undecidable", why, "", figure.span, total_flags(figure, reading))
    same = [
        row for row in rows if same_series(row, figure) and row.period == figure.period and row.kind == figure.kind
    ]
    flags = _parts_flags(figure, reading) + total_flags(figure, reading)
    if figure.kind == "forecast":
        return Judgement("figure", label, *_forecast(figure, same), figure.span, flags)
    direct = _direct(figure, same)
    ruled_out = broken_bound(figure, rows)
    if ruled_out is not None and (direct is None or direct[0] != "supported"):
        return Judgement("figure", label, "contradicted", *ruled_out, figure.span, flags)
    if direct is not None:
        return Judgement("figure", label, *direct, figure.span, flags)
    flags += neighbour_flags(figure, rows)
    base = _base(figure, rows)
    if base is not None:
        return Judgement("figure", label, *base, figure.span, flags)
    why = "No published figure of this series and period is in the ledger."
    return Judgement("figure", label, "undecidable", why + _near(figure, rows), "", figure.span, flags)


def _forecast(figure: Figure, same: list[LedgerEntry]) -> tuple[Verdict, str, str]:
    """A forecast is held against its own forecaster's alone; two bodies may expect different things."""
    if not same:
        return "undecidable", "No forecast of this series and period is in the ledger.", ""
    who = {name for name in (figure.actor, figure.publisher) if name}
    own = [row for row in same if {row.actor, row.publisher} & who]
    span = interval_of(figure)
    if not own:
        row = same[0]
        whose = row.actor or row.publisher
        return (
            "undecidable",
            f"{whose} forecast {said(row)}; the text gives {' or '.join(sorted(who)) or 'nobody'}.",
            cite(row),
        )
    fits = [row for row in own if span is None or meets(row.interval, span)]
    row = (fits or own)[0]
    return ("supported" if fits else "contradicted"), f"{row.actor or row.publisher} forecast {said(row)}.", cite(row)


def _direct(figure: Figure, same: list[LedgerEntry]) -> tuple[Verdict, str, str] | None:
    """The verdict of rows on the very figure; the same publisher's rows decide before others'."""
    trusted = [row for row in same if row.confidence != "contradicted"]
    own = [row for row in trusted if figure.publisher and row.publisher == figure.publisher]
    pool = own or trusted
    span = interval_of(figure)
    if not pool:
        return None
    fits = [row for row in pool if span is None or meets(row.interval, span)]
    grown = [row for row in fits if _growth_meets(figure, row)]
    if grown and (span is not None or any(row.growth for row in grown)):
        row = grown[0]
        return "supported", f"{row.publisher} has {said(row)}.", cite(row)
    if fits and figure.yoy_percent is not None:
        row = fits[0]
        return "contradicted", f"The value agrees, but {row.publisher} has {said(row)}.", cite(row)
    row = pool[0]
    if not own and not all(far_apart(figure, r) for r in pool):
        why = "but counts differently" if figure.publisher else "but the text names no publisher"
        return "undecidable", f"{row.publisher} has {said(row)}, {why}.", cite(row)
    later = [r for r in pool if r.vintage]
    if later:
        return "outdated", f"{later[-1].publisher} revised it to {said(later[-1])}.", cite(later[-1])
    return "contradicted", f"{row.publisher} has {said(row)}.", cite(row)


def _growth_meets(figure: Figure, row: LedgerEntry) -> bool:
    printed = next((c for c in figure.changes if c.over == "year" and c.measure == "percent"), None)
    if printed is None or row.growth is None or row.growth.measure != "percent":
        return True
    return meets(printed.interval, row.growth.interval)


def _base(figure: Figure, rows: list[LedgerEntry]) -> tuple[Verdict, str, str] | None:
    """The figure a year earlier that growth or points imply, against the ledger's."""
    assert figure.period is not None
    span = interval_of(figure)
    earlier = [
        row
        for row in rows
        if same_series(row, figure)
        and row.period == figure.period.year_before
        and row.kind == "observation"
        and row.confidence != "contradicted"
    ]
    change = next((c for c in figure.changes if c.over == "year"), None)
    if span is None or change is None or not earlier:
        return None
    implied = _implied(span, change)
    if implied is None:
        return None
    row = next((row for row in earlier if meets(row.interval, implied)), earlier[0])
    implied_words = (
        f"the value a year earlier that it implies is {print_interval(implied, 1)}, and "
        f"{row.publisher} has {said(row)}"
    )
    if meets(row.interval, implied):
        return "supported", f"By its base: {implied_words}.", cite(row)
    if 5 * implied.high < row.interval.low or implied.low > 5 * row.interval.high:
        return "contradicted", f"Its base is a power of ten away: {implied_words}.", cite(row)
    return "undecidable", f"Its base does not fit: {implied_words}; the scope may differ.", cite(row)


def _implied(span: Interval, change: PrintedChange) -> Interval | None:
    """The value a year earlier that a value and its growth allow."""
    if change.measure == "points":
        width = 2 * change.half
        return Interval(span.low - change.amount - width, span.high - change.amount + width)
    factor = change.factor
    if factor is None or factor.low <= 0:
        return None
    least = Fraction(0) if isinstance(factor.high, float) else Fraction(span.low) / Fraction(factor.high)
    return Interval(least, Fraction(span.high) / Fraction(factor.low))


def _near(figure: Figure, rows: list[LedgerEntry]) -> str:
    assert figure.period is not None
    near = [
        row
        for row in rows
        if same_series(row, figure)
        and row.kind == "observation"
        and row.confidence != "contradicted"
        and abs(row.period.last - figure.period.last) <= 6
    ]
    if not near:
        return ""
    row = min(near, key=lambda r: abs(r.period.last - figure.period.last))  # type: ignore[union-attr]
    return f" Nearest: {row.publisher}, {row.period}: {said(row)}."


def _parts_flags(figure: Figure, reading: Reading) -> tuple[str, ...]:
    """Whether the parts that the text itself prints add up to this figure."""
    flags = []
    for whole in WHOLES:
        if whole.whole != figure.product or figure.indicator == "share":
            continue
        parts = [_sibling(figure, part, reading) for part in whole.parts]
        spans = [span for part in parts if part is not None and (span := interval_of(part)) is not None]
        mine = interval_of(figure)
        if len(spans) == len(whole.parts) and mine is not None:
            total = reduce(lambda left, right: left + right, spans)
            relation = "agrees with" if meets(total, mine) else "misses"
            flags.append(f"{' + '.join(whole.parts)} = {print_interval(total)} {relation} {print_interval(mine)}")
    return tuple(flags)


def _sibling(figure: Figure, product: str, reading: Reading) -> Figure | None:
    for other in reading.figures:
        same = (other.indicator, other.geography, other.period, other.unit, other.kind) == (
            figure.indicator,
            figure.geography,
            figure.period,
            figure.unit,
            figure.kind,
        )
        if same and other.product == product and other.value is not None:
            return other
    return None


def _judge_claim(claim: TopicClaim, reading: Reading, law: Sequence[LawStatement], today: date | None) -> Judgement:
    rows = sorted(
        (row for row in law if row.topic == claim.topic and (today is None or row.date <= today)),
        key=lambda row: row.date,
    )
    label = f"{claim.topic}: {claim.says}"
    if not rows:
        return Judgement(
            "statement", label, "undecidable", "The law book has no answer on this topic.", "", claim.span
        )
    said_on = claim.on or reading.published or _not_before(reading)
    then = [row for row in rows if said_on is None or row.date <= said_on]
    latest = rows[-1]
    if latest.says == claim.says and (not then or then[-1].says == claim.says):
        return Judgement("statement", label, "supported", f"So since {latest.date}.", latest.cite, claim.span)
    if then and then[-1].says == claim.says:
        why = f"So from {then[-1].date}, but since {latest.date}: {latest.says}."
        return Judgement("statement", label, "outdated", why, latest.cite, claim.span)
    if not then:
        return Judgement(
            "statement", label, "outdated", f"Since {latest.date}: {latest.says}.", latest.cite, claim.span
        )
    return Judgement(
        "statement", label, "contradicted", f"Since {then[-1].date}: {then[-1].says}.", then[-1].cite, claim.span
    )


def _not_before(reading: Reading) -> date | None:
    """The first day on which an undated text can have been written: after the last period that it observed."""
    ends = [f.period.last for f in reading.figures if f.kind == "observation" and f.period is not None]
    if not ends:
        return None
    month = max(ends) + 1
    return date(month // 12, month % 12 + 1, 1)


def _judge_instrument(item: NamedInstrument, reading: Reading, law: Sequence[LawStatement]) -> Judgement:
    """An instrument that the law book names is supported as existing; its content is judged by claims."""
    rows = [row for row in law if item.id and row.topic.startswith(f"{item.id}.")]
    if rows:
        first = min(rows, key=lambda row: row.date)
        return Judgement(
            "instrument", item.name, "supported", f"In the law book, {first.date}.", first.cite, item.span
        )
    why = (
        "Known by name; no statement of law on it was passed in."
        if item.id
        else "Named by the text alone; no source was passed in."
    )
    return Judgement("instrument", item.name, "undecidable", why, "", item.span)


def _judge_position(position: Position) -> Judgement:
    told = f", told by {position.reported_by}" if position.reported_by else ""
    label = f"{position.actor} {position.stance} {position.instrument or 'the matter'}{told}"
    return Judgement(
        "position", label, "undecidable", "A view: it can be reported, not verified here.", "", position.span
    )
