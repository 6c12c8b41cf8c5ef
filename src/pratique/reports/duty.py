"""Duty, layer by layer, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pratique.reports.wrapping import some, wrapped

if TYPE_CHECKING:
    from pratique.usecases.markets.duty_answer import DutyAnswer, LayerOut
    from pratique.usecases.markets.quotas import Quota


def duty_lines(found: DutyAnswer) -> Iterator[str]:
    """The lines of a duty answer: layers, totals, what to ask, what to read with it."""
    yield f"{found.title}: into {found.market} on {found.on}"
    yield from _totals(found)
    for note in filter(_is_of_the_goods, found.notes):
        yield from wrapped(note, "", "  ")
    if found.open_facts:
        yield from wrapped(f"Next: {_next(found)}", "", "      ")
    yield ""
    for layer in found.layers:
        yield from _layer(layer)
    for layer in found.displaced:
        yield from wrapped(f"set aside: {layer.title} ({layer.cite}), displaced by {layer.displaced_by}", "  ")
    yield from _section("Gates", [f"{each.outcome}: {each.cite}. {each.what}" for each in found.gates])
    yield from _section("Rates as the open facts turn out", _ways(found))
    yield from _section("To ask", [f"{each.known_by}: {each.question} ({each.name})" for each in found.open_facts])
    yield from _section("Not law, changes nothing", [f"{each.about}: {each.note}" for each in found.watch])
    yield from _section("Quotas", [_quota(each) for each in found.quotas])
    yield from _section(
        "Answered by", [f"{r.since} {r.by} {r.measure}: {r.what} {r.status}." for r in found.answered_by]
    )
    yield from _section("Unverified", [f"{each.about}: {each.note}" for each in found.unverified])
    yield from _section("Notes", [each for each in found.notes if not _is_of_the_goods(each)])
    yield from _section("Staleness", [f"{each.about}: {each.note}" for each in found.staleness])
    if found.changes_on:
        yield ""
        yield from wrapped(f"Next changes: {', '.join(found.changes_on)}", "")


def _totals(found: DutyAnswer) -> Iterator[str]:
    """What is due altogether, and as of when its sources were seen."""
    from pratique.deciding.rates import rate_text

    yield f"  at entry           {rate_text(found.rate_at_entry)}"
    if found.security != 0:
        yield f"  secured, not paid  {rate_text(found.security)}"
    yield f"  owed in the end    {rate_text(found.finally_owed)}"
    if found.seen_up_to:
        yield f"  if nothing changed   since {found.seen_up_to}, when its sources were last seen"
    for amount in found.amounts:
        may = "" if amount["certain"] else "perhaps "
        yield f"  and                {may}{amount['amount']:,f} {amount['currency']} a vehicle"


def _is_of_the_goods(note: str) -> bool:
    """Whether a note is about what was said of these goods, and not about the market."""
    return note.startswith(("Contradiction: ", "Not read: "))


def _next(found: DutyAnswer) -> str:
    """Whom to ask how many facts; which they are stands below."""
    whom = Counter(each.known_by for each in found.open_facts)
    facts = "1 fact" if whom.total() == 1 else f"{whom.total()} facts"
    return f"ask {facts} ({some([f'{who} {many}' for who, many in whom.most_common()], 4)}), which stand below."


def _layer(layer: LayerOut) -> Iterator[str]:
    from pratique.deciding.rates import rate_text

    rate = f"{layer.amount:,f} {layer.currency}" if layer.rate is None else rate_text(layer.rate)
    doubt = "" if layer.certain else "perhaps "
    adds = "" if layer.adds is None or layer.adds == layer.rate else f" (adds {rate_text(layer.adds)})"
    kind = "security" if layer.collected == "security" else layer.operator
    yield from wrapped(f"{doubt}{kind} {rate}{adds}  {layer.title}", "  ", "      ")
    yield from wrapped(f"{layer.cite} [{layer.confidence}]", "      ")
    if layer.owed_in_the_end != "yes":
        yield from wrapped(f"owed in the end: {layer.owed_in_the_end}", "      ")
    if layer.note:
        yield from wrapped(layer.note, "      ")


def _quota(one: Quota) -> str:
    much = "quantity not read" if one.quantity is None else f"{one.quantity:,d} {one.unit}"
    return f"{one.of} from {one.since}{f' until {one.until}' if one.until else ''}: {much}. {one.what} {one.cite}."


def _ways(found: DutyAnswer) -> list[str]:
    from pratique.deciding.rates import rate_text

    ways = []
    for way in found.ways:
        facts = "; ".join(f"{name} = {value}" for name, value in way.facts.items()) or "what was read leaves it open"
        ways.append(f"{rate_text(way.rate_at_entry)} at entry, {rate_text(way.finally_owed)} owed: {facts}")
    return ways


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        for line in lines:
            yield from wrapped(line, "  - ", "    ")
