"""Models by markets as text, CSV, a page with charts, and a calendar.

Rule: text, page, CSV and calendar say the same of each cell; a rate or a sum that is open is told by its ends, in CSV
in two columns of numbers, empty where there is no end. What is not examined is a status and never a good number.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pratique.deciding.rates import rate_text
from pratique.files.outward import for_cell
from pratique.reports.calendar import event
from pratique.reports.html import environment
from pratique.reports.landed import NARROW, landed_svg
from pratique.reports.markets import in_words
from pratique.reports.markets_text import MOST_LINES, asked_section, named
from pratique.reports.text import clean
from pratique.reports.wrapping import cell, columns, padded, some, wrapped
from pratique.usecases.markets.cost import ends_of
from pratique.usecases.markets.matrix import CellOut, Matrix, span_text

LAST_WORD = (
    "Open means clear under the instruments named, never permitted by all law; the approval of a type is another "
    "matter than the duty. A landed cost counts only what was stated and what the book holds."
)
HEAD = (
    *("market", "title", "model", "status", "approval", "duty min %", "duty max %", "owed min %", "owed max %"),
    *("currency", "goods", "freight", "duty min", "duty max", "sums min", "sums max", "other", "tax %", "tax min"),
    *("tax max", "landed min", "landed max", "not counted", "quota", "quota left", "deciding", "to ask", "turns on"),
)
_BAR = 30


def matrix_lines(found: Matrix) -> Iterator[str]:
    """The lines for a terminal: by market each model, then bars of the landed cost, then the days ahead."""
    models, markets = (f"{many} {what}{'s' * (many > 1)}" for many, what in _sizes(found))
    yield f"{models} in {markets} on {found.on}"
    width = max((columns(clean(each)) for each in found.models), default=0)
    for market in found.markets:
        its = [each for each in found.cells if each.market == market]
        yield ""
        yield f"{market} {its[0].title if its else ''}".rstrip()
        for each in its:
            yield from wrapped(_line(each), f"  {padded(clean(each.model), min(width, 24))}  ", " " * 6)
        yield from _remarks(its)
    yield from _bars(found)
    if ahead := list(turns(found)):
        yield ""
        yield "Changes ahead"
        for day, text in ahead:
            yield from wrapped(clean(text), f"  {day}  ", " " * 14)
    yield ""
    yield from asked_section((each, each.asks) for each in found.cells)
    for note in found.notes:
        yield from wrapped(note)
    yield from wrapped(LAST_WORD)


def _sizes(found: Matrix) -> tuple[tuple[int, str], ...]:
    return (len(found.models), "model"), (len(found.markets), "market")


def _line(each: CellOut) -> str:
    cost = "" if each.cost is None else f"; landed {_total(each)}"
    mark = " (from memory)" if each.unverified else ""
    return f"{each.status}; duty {rate_text(each.rate)}{mark}{cost}"


def _total(each: CellOut) -> str:
    assert each.cost is not None
    return span_text(each.cost.total.min, each.cost.total.max, each.cost.currency)


def _remarks(its: list[CellOut]) -> Iterator[str]:
    """What is the same for all models of a market, once; what is so of some, with their names."""
    said: dict[str, list[str]] = {}
    for each in its:
        for text in dict.fromkeys((f"approval of the type: {each.approval}", *_notes(each))):
            said.setdefault(text, []).append(clean(each.model))
    for text, models in sorted(said.items(), key=lambda item: len(item[1]) < len(its)):
        whose = "" if len(models) == len(its) else f"{', '.join(models)}: "
        yield from wrapped(f"{whose}{text}", "    ", "      ")


def _notes(each: CellOut) -> Iterator[str]:
    deciding = [one for one in dict.fromkeys(each.deciding) if one not in each.approval]
    if deciding:
        yield "; ".join(deciding)
    if each.asks:
        yield f"to ask: {some(each.asks, MOST_LINES)}"
    for quota in each.quotas:
        much = (
            "quantity not read" if quota.quota.quantity is None else f"{quota.quota.quantity:,d} {quota.quota.unit}"
        )
        left = "what is left was not said (--used)" if quota.left is None else f"{quota.left:,d} left"
        yield f"quota from {quota.quota.since}: {much}, {left}"
    if each.cost is not None:
        yield from (f"not counted: {text}" for text in each.cost.not_counted)


def _bars(found: Matrix) -> Iterator[str]:
    """The landed cost as bars on one scale from zero; what may come on top is drawn lighter."""
    priced = [each for each in found.cells if each.cost is not None]
    if not priced:
        return
    top = max(_high(each) for each in priced) or Decimal(1)
    yield ""
    yield f"Landed cost ({found.currency}); light: may come on top; >: no known end"
    for each in priced:
        assert each.cost is not None
        low, high = (int(end / top * _BAR) for end in (each.cost.total.min, _high(each)))
        drawn = "█" * low + "░" * (high - low) + (">" if each.cost.total.max is None else "")
        yield f"  {each.market:<4}{cell(clean(each.model), 20)} {drawn} {_total(each)}"


def _high(each: CellOut) -> Decimal:
    assert each.cost is not None
    return each.cost.total.min if each.cost.total.max is None else each.cost.total.max


def turns(found: Matrix) -> Iterator[tuple[str, str]]:
    """Every day on which a cell turns, with what changes, by day."""
    days: dict[tuple[str, str, str], list[str]] = {}
    for each in found.cells:
        for turn in each.turns:
            days.setdefault((turn.day, each.market, "; ".join(turn.what)), []).append(each.model)
    for (day, market, what), models in sorted(days.items()):
        yield day, f"{market}: {what} ({', '.join(models)})"


def matrix_csv(found: Matrix) -> str:
    """A row for each model in each market, rates and sums as numbers."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEAD)
    for each in found.cells:
        writer.writerow([for_cell(cell) for cell in _row(each)])
    return stream.getvalue()


def _row(each: CellOut) -> Iterator[str]:
    yield from (each.market, each.title, each.model, each.status, each.approval)
    for rate in (each.rate, each.owed):
        yield from map(_plain, ends_of(rate))
    cost = each.cost
    if cost is None:
        yield from [""] * 14
    else:
        yield from (cost.currency, _plain(cost.goods), _plain(cost.freight))
        yield from (_plain(end) for span in (cost.duty, cost.sums) for end in (span.min, span.max))
        yield from (_plain(cost.other), _plain(cost.tax_rate), _plain(cost.tax.min), _plain(cost.tax.max))
        yield from (_plain(cost.total.min), _plain(cost.total.max), "; ".join(cost.not_counted))
    yield "; ".join(f"{q.quota.quantity} {q.quota.unit} from {q.quota.since}" for q in each.quotas)
    yield "; ".join("" if q.left is None else str(q.left) for q in each.quotas)
    yield from ("; ".join(each.deciding), "; ".join(each.asks), " ".join(turn.day for turn in each.turns))


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def matrix_page(found: Matrix) -> str:
    """One HTML page: a table of markets by models, a chart, the days ahead."""
    rows = [(m, [each for each in found.cells if each.market == m]) for m in found.markets]
    made: str = (
        environment()
        .get_template("matrix.html")
        .render(
            found=found,
            rows=rows,
            rate_text=rate_text,
            total=_total,
            notes=_notes,
            turns=list(turns(found)),
            asked=list(in_words(named((each, each.asks) for each in found.cells))),
            chart=landed_svg(found),
            narrow=landed_svg(found, NARROW),
            last_word=LAST_WORD,
        )
    )
    return made


def matrix_ics(found: Matrix) -> bytes:
    """The days ahead as whole-day events of a calendar."""
    lines = [b"BEGIN:VCALENDAR", b"VERSION:2.0", b"PRODID:-//pratique//markets//EN", b"CALSCALE:GREGORIAN"]
    made = b"".join(line + b"\r\n" for line in lines)
    for day, text in turns(found):
        mark = hashlib.sha256(f"{day}\0{text}".encode()).hexdigest()[:32]
        made += event(mark, found.on, date.fromisoformat(day), text, "")
    return made + b"END:VCALENDAR\r\n"
