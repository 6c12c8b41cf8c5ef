"""A model in the markets of the world as text and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pratique.files.outward import for_cell
from pratique.reports.wrapping import some, wrapped

if TYPE_CHECKING:
    from pratique.usecases.markets.duty_answer import AskedOut
    from pratique.usecases.markets.markets import MarketOut
    from pratique.usecases.markets.matrix import CellOut


MOST_LINES = 3
"""How many gates, and how many questions, are printed for a market; JSON has all."""
FEW = 3
"""Of how many markets at most it is printed what each provision asks."""


HEAD = (
    "market",
    "title",
    "status",
    "duty at entry",
    "owed in the end",
    "deciding",
    "to ask",
    "changes on",
    "unverified",
    "sources seen up to",
    "what changes",
)


def market_lines(found: Sequence[MarketOut]) -> Iterator[str]:
    """The lines of the answer for all markets, open ones first."""
    from pratique.reports.markets import HEADINGS, LAST_WORD, asked_there, oldest, strip

    yield from _leaving(found)
    for heading, belongs in HEADINGS.items():
        mine = [each for each in found if belongs(each)]
        if mine:
            yield heading
            for each in mine:
                yield from _market(each, len(found) <= FEW)
            yield ""
    if ahead := list(strip(found)):
        yield "Changes ahead"
        for day, text in ahead:
            yield from wrapped(text, f"  {day}  ", " " * 14)
        yield ""
    if len(found) > FEW:
        yield from asked_section((one, [each.name for each in asked_there(one)]) for one in found)
    yield from _asked_of_them(found)
    yield from wrapped(f"Sources seen up to: {oldest(found)}. A later act is not known.")
    yield ""
    yield from wrapped(LAST_WORD)


def _market(one: MarketOut, few: bool) -> Iterator[str]:
    from pratique.deciding.rates import rate_text
    from pratique.reports.markets import amounts_text, asked_there, there

    due = f"{rate_text(one.duty.rate_at_entry)}{amounts_text(one)}"
    yield from wrapped(due, f"  {one.market:<4}{one.title:<22}", " " * 28)
    if one.duty.security != 0:
        yield from _wrap(f"secured, not paid: {rate_text(one.duty.security)}")
    if one.duty.finally_owed != one.duty.rate_at_entry:
        yield from _wrap(f"owed in the end: {rate_text(one.duty.finally_owed)}")
    yield from _some([f"{each.outcome}: {each.cite}" for each in there(one)])
    asks = asked_there(one)
    if few:
        yield from _some([_asked(each) for each in asks])
    elif asks:
        yield from _wrap(f"to ask: {some([each.name for each in asks], MOST_LINES)}")
    if one.status != one.status_there:
        yield from _wrap(f"{one.status_there} but for leaving China")


def _asked(each: AskedOut) -> str:
    return f"ask {each.known_by}: {each.question} ({each.name})"


def asked_section(found: Iterable[tuple[MarketOut | CellOut, Sequence[str]]]) -> Iterator[str]:
    """What is named as waited for, each once in words, with who can know it and the markets that wait."""
    from pratique.reports.markets import in_words

    if asks := list(in_words(named(found))):
        yield "To ask"
        for asked, markets in asks:
            yield from wrapped(f"{asked} [{markets}]", "  ", "      ")
        yield ""


def named(found: Iterable[tuple[MarketOut | CellOut, Sequence[str]]]) -> Iterator[tuple[str, str]]:
    """The facts that are named of each market, the first of those it waits for, each with the market."""
    return ((name, one.market) for one, names in found for name in names[:MOST_LINES])


def _some(lines: Sequence[str]) -> Iterator[str]:
    """The first of some lines, and how many are left."""
    for each in lines[:MOST_LINES]:
        yield from _wrap(each)
    if len(lines) > MOST_LINES:
        yield from _wrap(f"and {len(lines) - MOST_LINES} more")


def _asked_of_them(found: Sequence[MarketOut]) -> Iterator[str]:
    """What each provision asks that stands between the model and few markets."""
    says = {each.cite: each.what for one in found for each in one.conditions}
    if not says:
        return
    if len(found) > FEW:
        yield from wrapped("What each provision asks: `--into MARKET`, `--format html`.")
    else:
        yield "What they ask"
        for cite, what in says.items():
            yield from wrapped(f"{cite}: {what}", "  ", "      ")
    yield ""


def _leaving(found: Sequence[MarketOut]) -> Iterator[str]:
    from pratique.reports.markets import leaving

    conditions, asks = leaving(found)
    if conditions:
        yield "Leaving China"
        for outcome, cite in conditions:
            yield from _wrap(f"{outcome}: {cite}")
        for asked in asks[: 2 * MOST_LINES]:
            yield from _wrap(_asked(asked))
        if len(asks) > 2 * MOST_LINES:
            yield from _wrap(f"and {len(asks) - 2 * MOST_LINES} more to ask")
        yield ""


def _wrap(text: str) -> list[str]:
    return wrapped(text, " " * 6, " " * 8)


def _rows(found: Sequence[MarketOut]) -> Iterator[tuple[str, ...]]:
    from pratique.deciding.rates import rate_text
    from pratique.reports.markets import amounts_text

    for one in found:
        yield (
            one.market,
            one.title,
            one.status,
            rate_text(one.duty.rate_at_entry) + amounts_text(one),
            rate_text(one.duty.finally_owed) + amounts_text(one),
            "; ".join(each.cite for each in one.conditions),
            "; ".join(each.name for each in one.asks),
            " ".join(one.changes_on),
            "; ".join(each.about for each in one.duty.unverified),
            min((each.checked_on or "" for each in one.duty.staleness), default=""),
            "; ".join(f"{turn.day} {', '.join(turn.what)}" for turn in one.turns),
        )


def markets_csv(found: Sequence[MarketOut]) -> str:
    """The answer for all markets as CSV, a row a market."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows([for_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in _rows(found))
    return stream.getvalue()
