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
MOST_MODELS = 5
"""With more models than this, those alike in a market are told together."""


def matrix_lines(found: Matrix) -> Iterator[str]:
    """The lines for a terminal: by market each model, then bars of the landed cost, then the days ahead."""
    models, markets = (f"{many} {what}{'s' * (many > 1)}" for many, what in _sizes(found))
    yield f"{models} in {markets} on {found.on}"
    width = max((columns(clean(each)) for each in found.models), default=0)
    everywhere = of_all(found)
    for text in everywhere:
        yield from wrapped(text, "Everywhere: ", "  ")
    for market in found.markets:
        its = [each for each in found.cells if each.market == market]
        yield ""
        yield f"{market} {its[0].title if its else ''}".rstrip()
        if is_large(found):
            for said, models in alike(its):
                yield from wrapped(models, f"  {said}: ", " " * 6)
        else:
            for each in its:
                yield from wrapped(_line(each), f"  {padded(clean(each.model), min(width, 24))}  ", " " * 6)
        for text in remarks(its, everywhere, is_large(found)):
            yield from wrapped(text, "    ", "      ")
    yield from () if is_large(found) else _bars(found)
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


def is_large(found: Matrix) -> bool:
    """Whether models of one status and duty are told together, and the drawing is left to `--format svg` and html."""
    return len(found.models) > MOST_MODELS


def alike(its: list[CellOut]) -> Iterator[tuple[str, str]]:
    """Of one market: each status with its duty, and the models of which it holds, with what each costs once landed.

    Where the duty is unknown the value alone is no cost and is not repeated.
    """
    groups: dict[str, list[CellOut]] = {}
    for each in its:
        groups.setdefault(_standing(each), []).append(each)
    for said, models in groups.items():
        costs = [f"{clean(each.model)}{f' {_total(each)}' if _is_priced(each) else ''}" for each in models]
        yield f"{said}{'; landed' if any(map(_is_priced, models)) else ''}", "; ".join(costs)


def _is_priced(each: CellOut) -> bool:
    return each.cost is not None and (each.cost.total.max is not None or each.cost.duty.min > 0)


def of_all(found: Matrix) -> list[str]:
    """What holds of every model in every one of several markets: told once, before them."""
    if len(found.markets) < 2 or not found.cells:
        return []
    first, *others = (dict.fromkeys(_said(each)) for each in found.cells)
    return [text for text in first if all(text in each for each in others)]


def _sizes(found: Matrix) -> tuple[tuple[int, str], ...]:
    return (len(found.models), "model"), (len(found.markets), "market")


def _line(each: CellOut) -> str:
    return _standing(each) + ("" if each.cost is None else f"; landed {_total(each)}")


def _standing(each: CellOut) -> str:
    return f"{each.status}; duty {rate_text(each.rate)}{' (from memory)' if each.unverified else ''}"


def _total(each: CellOut) -> str:
    assert each.cost is not None
    return span_text(each.cost.total.min, each.cost.total.max, each.cost.currency)


def remarks(its: list[CellOut], told: list[str], large: bool = False) -> Iterator[str]:
    """What is the same for all models of a market, once; what is so of some, with their names; not what was `told`.

    What is to be asked of every model is told apart from what is asked of some; of many models both are one line.
    """
    said: dict[str, list[str]] = {}
    every = list(dict.fromkeys(name for each in its for name in each.asks))
    of_each = every if large else [name for name in every if all(name in each.asks for each in its)]
    for each in its:
        asks = [f"to ask: {some(of_each, MOST_LINES)}"] if of_each else []
        if own := [name for name in each.asks if name not in of_each]:
            asks.append(f"to ask{' besides' if of_each else ''}: {some(own, MOST_LINES)}")
        for text in dict.fromkeys((*_said(each), *asks)):
            if text not in told:
                said.setdefault(text, []).append(clean(each.model))
    yield from (text for text, models in said.items() if len(models) == len(its))
    of_some: dict[str, list[str]] = {}
    for text, models in said.items():
        if len(models) < len(its):
            of_some.setdefault(", ".join(models), []).append(text)
    yield from (f"{models}: {'; '.join(texts)}" for models, texts in of_some.items())


def _said(each: CellOut) -> Iterator[str]:
    """What is said of one model in one market beside its status, duty and questions."""
    if each.status != "approval not examined":
        yield f"approval of the type: {each.approval}"
    yield from dict.fromkeys(one for one in each.deciding if one not in each.approval)
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
            remarks=remarks,
            everywhere=of_all(found),
            large=is_large(found),
            alike=alike,
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
