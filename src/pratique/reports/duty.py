"""Duty, layer by layer, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pratique.reports.wrapping import some, wrapped

if TYPE_CHECKING:
    from pratique.usecases.markets.duty_answer import DutyAnswer, LayerOut
    from pratique.usecases.markets.quotas import Quota
    from pratique.usecases.markets.responses import Response
    from pratique.usecases.markets.sources_seen import NoteOut

SEEN = "if nothing changed"
"""How far the sources were seen, as it is labelled."""


def duty_lines(found: DutyAnswer) -> Iterator[str]:
    """The lines of a duty answer: layers, totals, what to ask, what to read with it."""
    yield f"{found.title}: into {found.market} on {found.on}"
    for label, value in totals(found):
        yield f"  {label:<17}  {value}" if label != SEEN else f"  {label}   {value}"
    for note in of_the_goods(found):
        yield from wrapped(note, "", "  ")
    if found.open_facts:
        yield from wrapped(f"Next: {whom_to_ask(found)}", "", "      ")
    yield ""
    for layer in found.layers:
        yield from _layer(layer)
    for line in set_aside(found):
        yield from wrapped(line, "  ")
    for title, lines in sections(found):
        yield from _section(title, lines)
    if found.changes_on:
        yield ""
        yield from wrapped(f"Next changes: {', '.join(found.changes_on)}", "")


def sections(found: DutyAnswer) -> Iterator[tuple[str, list[str]]]:
    """What is told under the layers: a title with its lines, for those that have any."""
    every = (
        ("Gates", [f"{each.outcome}: {each.cite}. {each.what}" for each in found.gates]),
        ("Rates as the open facts turn out", _ways(found)),
        ("To ask", [f"{each.known_by}: {each.question} ({each.name})" for each in found.open_facts]),
        ("Not law, changes nothing", _alike(found.watch)),
        ("Quotas", [_quota(each) for each in found.quotas]),
        ("Answered by", [_answer(each) for each in found.answered_by]),
        ("Unverified", _alike(found.unverified)),
        ("Notes", [each for each in found.notes if not _is_of_the_goods(each)]),
        ("Staleness", _alike(found.staleness)),
    )
    return ((title, lines) for title, lines in every if lines)


def _alike(notes: Iterable[NoteOut]) -> list[str]:
    """What is said of one measure or of several, each remark once."""
    said: dict[str, list[str]] = {}
    for each in notes:
        said.setdefault(each.note, []).append(each.about)
    return [f"{', '.join(about)}: {note}" for note, about in said.items()]


def totals(found: DutyAnswer) -> Iterator[tuple[str, str]]:
    """What is due altogether, and as of when its sources were seen: a label with its value."""
    from pratique.deciding.rates import rate_text

    yield "at entry", rate_text(found.rate_at_entry)
    if found.security != 0:
        yield "secured, not paid", rate_text(found.security)
    yield "owed in the end", rate_text(found.finally_owed)
    if found.seen_up_to:
        yield SEEN, f"since {found.seen_up_to}, when its sources were last seen"
    for amount in found.amounts:
        may = "" if amount["certain"] else "perhaps "
        yield "and", f"{may}{amount['amount']:,f} {amount['currency']} a vehicle"


def of_the_goods(found: DutyAnswer) -> list[str]:
    """What contradicts itself in what was said of these goods, and what of it was not read."""
    return [each for each in found.notes if _is_of_the_goods(each)]


def set_aside(found: DutyAnswer) -> list[str]:
    """The layers that another displaces."""
    return [f"set aside: {each.title} ({each.cite}), displaced by {each.displaced_by}" for each in found.displaced]


def _is_of_the_goods(note: str) -> bool:
    """Whether a note is about what was said of these goods, and not about the market."""
    return note.startswith(("Contradiction: ", "Look again: ", "Not read: "))


def whom_to_ask(found: DutyAnswer) -> str:
    """The one fact that is open, or whom to ask how many; which they are stands below."""
    if len(found.open_facts) == 1:
        (each,) = found.open_facts
        return f"ask {each.known_by}: {each.question} ({each.name})"
    whom = Counter(each.known_by for each in found.open_facts)
    of_whom = some([f"{who} {many}" for who, many in whom.most_common()], 4)
    return f"ask {whom.total()} facts ({of_whom}), which stand below."


def charge_text(layer: LayerOut) -> str:
    """What a layer charges: `perhaps add 12.5 %`, `security 20 %`, `amount 3,400 RUB`."""
    from pratique.deciding.rates import rate_text

    rate = f"{layer.amount:,f} {layer.currency}" if layer.rate is None else rate_text(layer.rate)
    doubt = "" if layer.certain else "perhaps "
    adds = "" if layer.adds is None or layer.adds == layer.rate else f" (adds {rate_text(layer.adds)})"
    kind = "security" if layer.collected == "security" else layer.operator
    return f"{doubt}{kind} {rate}{adds}"


def _layer(layer: LayerOut) -> Iterator[str]:
    yield from wrapped(f"{charge_text(layer)}  {layer.title}", "  ", "      ")
    yield from wrapped(f"{layer.cite} [{layer.confidence}]", "      ")
    if layer.owed_in_the_end != "yes":
        yield from wrapped(f"owed in the end: {layer.owed_in_the_end}", "      ")
    if layer.note:
        yield from wrapped(layer.note, "      ")


def _answer(one: Response) -> str:
    return f"{one.since} {one.by} {one.measure}: {one.what} {one.status}. {one.cite} [{one.confidence}]."


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
    yield ""
    yield title
    for line in lines:
        yield from wrapped(line, "  - ", "    ")
