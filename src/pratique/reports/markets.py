"""The map of markets as one HTML page, and how a rate reads.

Rule: the page says what the text says, in the same order: open at a rate that was read, at one from memory, at one
that is not known (a rate that may be anything is never shown as the one it may be); likewise where nothing examined
bars it and the approval of the type was not examined; gated, undetermined, closed. What
the country of origin asks is told once; a duty shows its layers; the template escapes everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from pratique.deciding.rates import is_bounded, rate_text
from pratique.facts.vocabulary import definition_of
from pratique.facts.wording import text_of
from pratique.reports.html import environment
from pratique.usecases.markets.duty_answer import AskedOut, sums_text
from pratique.usecases.markets.gates import Condition
from pratique.usecases.markets.markets import MarketOut

ORIGIN = "cn.export"
"""What the country of origin asks of an export."""
HEADINGS: dict[str, Callable[[MarketOut], bool]] = {
    f"{words}, at {rate}": lambda one, status=status, fits=fits: one.status == status and fits(one)
    for status, words in (
        ("open", "Open"),
        ("approval not examined", "Approval of the type not examined; else open"),
    )
    for rate, fits in (
        ("this duty", lambda one: not one.duty.unverified and _has_rate(one)),
        ("a duty known from memory only", lambda one: bool(one.duty.unverified)),
        ("a duty that is not known", lambda one: not one.duty.unverified and not _has_rate(one)),
    )
} | {
    "Behind a gate": lambda one: one.status == "gated",
    "Undetermined: a fact is missing": lambda one: one.status == "undetermined",
    "Closed": lambda one: one.status == "closed",
}
"""The groups in the order in which they are shown, each with what belongs to it."""
LAST_WORD = "Open means clear under the instruments named, never permitted by all law."


def _has_rate(one: MarketOut) -> bool:
    return is_bounded(one.duty.rate_at_entry)


def amounts_text(one: MarketOut) -> str:
    """What is due in money beside the rate: ` + 1,317,600 RUB`; sums that may be due are told by their ends."""
    sums = sums_text(one.duty.amounts)
    return f" + {sums}" if sums else ""


def there(one: MarketOut) -> list[Condition]:
    """What the market's own law puts between the model and the market."""
    return [each for each in one.conditions if each.instrument != ORIGIN]


def asked_there(one: MarketOut) -> list[AskedOut]:
    """The facts that the market's own law waits for; a closed or gated market waits for none."""
    if one.status_there in ("gated", "closed"):
        return []
    return [each for each in one.asks if set(each.instruments) != {ORIGIN}]


def leaving(found: Sequence[MarketOut]) -> tuple[list[tuple[str, str]], list[AskedOut]]:
    """What the country of origin says of the export and waits for, told once for all markets."""
    conditions = [each for one in found for each in one.conditions if each.instrument == ORIGIN]
    asks = {each.name: each for one in found for each in one.asks if set(each.instruments) == {ORIGIN}}
    return list(dict.fromkeys((each.outcome, each.cite) for each in conditions)), list(asks.values())


def strip(found: Sequence[MarketOut]) -> Iterator[tuple[str, str]]:
    """The days ahead on which some market changes for the model, each with the market and what changes there."""
    for day, market, what in sorted((turn.day, one.market, turn.what) for one in found for turn in one.turns):
        yield day, f"{market}: {'; '.join(what)}"


def in_words(named: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Facts by name, each with a market that waits for it -> each once as a question with whom, and the markets.

    What most markets wait for comes first, doubts about the law last.
    """
    markets: dict[str, list[str]] = {}
    for name, market in named:
        markets.setdefault(name, []).append(market)
    order = sorted(markets, key=lambda name: (definition_of(name).is_legal, -len(set(markets[name])), name))
    for name in order:
        asked = f"{name} ({definition_of(name).known_by}): {text_of(name)[0]}"
        yield asked, " ".join(dict.fromkeys(markets[name]))


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
    made: str = (
        environment()
        .get_template("markets.html")
        .render(
            title=found[0].duty.title if found else "Markets",
            on=found[0].duty.on if found else "",
            groups=[(heading, its) for heading, its in groups if its],
            leaving=leaving(found),
            strip=list(strip(found)),
            rate_text=rate_text,
            amounts_text=amounts_text,
            there=there,
            asked_there=asked_there,
            layers=_layers,
            last_word=LAST_WORD,
            oldest=oldest(found),
        )
    )
    return made


def _layers(one: MarketOut) -> Iterator[str]:
    """Each layer of the duty as a line: what it adds, what it is, where it stands."""
    for layer in one.duty.layers:
        adds = f"{layer.amount:,f} {layer.currency}" if layer.adds is None else rate_text(layer.adds)
        yield f"{'' if layer.certain else 'perhaps '}{adds} {layer.title} ({layer.cite})"
