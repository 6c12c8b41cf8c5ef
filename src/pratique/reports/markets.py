"""The map of markets as one HTML page, and how a rate reads.

Rule: the page says what the text says, in the same order: open at a rate that was read, open at one from memory,
gated, undetermined, closed. What the country of origin asks is told once; a duty shows its layers; the template
escapes everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pratique.reports.html import environment
from pratique.usecases.duty import AskedOut
from pratique.usecases.markets import Condition, MarketOut
from pratique.usecases.rates import rate_text

ORIGIN = "cn.export"
"""What the country of origin asks of an export."""
HEADINGS: dict[str, Callable[[MarketOut], bool]] = {
    "Open, at this duty": lambda one: one.status == "open" and not one.duty.unverified,
    "Open, at a duty known from memory only": lambda one: one.status == "open" and bool(one.duty.unverified),
    "Behind a gate": lambda one: one.status == "gated",
    "Undetermined: a fact is missing": lambda one: one.status == "undetermined",
    "Closed": lambda one: one.status == "closed",
}
"""The groups in the order in which they are shown, each with what belongs to it."""
LAST_WORD = "Open means clear under the instruments named, never permitted by all law."


def amounts_text(one: MarketOut) -> str:
    """What is due in money beside the rate: ` + 1,317,600 RUB`."""
    return "".join(f" + {each['amount']:,f} {each['currency']}" for each in one.duty.amounts)


def there(one: MarketOut) -> list[Condition]:
    """What the market's own law puts between the model and the market."""
    return [each for each in one.conditions if each.instrument != ORIGIN]


def asked_there(one: MarketOut) -> list[AskedOut]:
    """The facts that the market's own law waits for; a closed or gated market waits for none."""
    if one.status_there not in ("open", "undetermined"):
        return []
    return [each for each in one.asks if set(each.instruments) != {ORIGIN}]


def leaving(found: Sequence[MarketOut]) -> tuple[list[tuple[str, str]], list[AskedOut]]:
    """What the country of origin says of the export and waits for, told once for all markets."""
    conditions = [each for one in found for each in one.conditions if each.instrument == ORIGIN]
    asks = {each.name: each for one in found for each in one.asks if set(each.instruments) == {ORIGIN}}
    return list(dict.fromkeys((each.outcome, each.cite) for each in conditions)), list(asks.values())


def strip(found: Sequence[MarketOut]) -> Iterator[tuple[str, list[str]]]:
    """The days ahead on which some market changes for the model, with those markets."""
    days = sorted({(day, each.market) for each in found for day in each.changes_on})
    for day in dict.fromkeys(day for day, _ in days):
        yield day, [market for when, market in days if when == day]


def oldest(found: Sequence[MarketOut]) -> str:
    """Until when the sources of each market were seen, by day: `2025-11-21 TR; 2025-12-29 MX`."""
    days: dict[str, list[str]] = {}
    for one in found:
        seen = [each.checked_on for each in one.duty.staleness if each.checked_on]
        if seen:
            days.setdefault(min(seen), []).append(one.market)
    return "; ".join(f"{day} {' '.join(sorted(days[day]))}" for day in sorted(days))


def page(found: Sequence[MarketOut]) -> str:
    """The page of the whole map."""
    groups = [(heading, [each for each in found if belongs(each)]) for heading, belongs in HEADINGS.items()]
    made: str = environment().get_template("markets.html").render(
        title=found[0].duty.title if found else "Markets",
        on=found[0].duty.on if found else "",
        groups=[(heading, its) for heading, its in groups if its],
        leaving=leaving(found), strip=list(strip(found)), rate_text=rate_text, amounts_text=amounts_text, there=there,
        asked_there=asked_there, layers=_layers, last_word=LAST_WORD, oldest=oldest(found),
    )  # fmt: skip
    return made


def _layers(one: MarketOut) -> Iterator[str]:
    """Each layer of the duty as a line: what it adds, what it is, where it stands."""
    for layer in one.duty.layers:
        adds = f"{layer.amount:,f} {layer.currency}" if layer.adds is None else rate_text(layer.adds)
        yield f"{'' if layer.certain else 'perhaps '}{adds} {layer.title} ({layer.cite})"
