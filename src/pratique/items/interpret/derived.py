"""Facts that follow from properties only in part: radios, function codes, openness of source, last maintenance.

Rule: what follows is what holds however the unsaid turns out. A list of radios is open unless it is said to be
complete: a stated band bounds the highest frequency from below and never from above.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from pratique.facts import part as facts
from pratique.items.interpret.vocabulary import FUNCTIONS
from pratique.logic.intervals import INFINITY, Interval
from pratique.logic.nodes import DateFact, Fact, NumberFact
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import NONE, Absence, Choice, Members, Span, Value

BAND = NumberFact(
    "a radio band",
    facts.radio_frequency_max.kind,
    "Hz",
    may_be_none=True,
    domain=Interval(facts.LOWEST_RADIO, INFINITY),
)
DAY = DateFact("a day", facts.last_worked_on.kind)

Derived = tuple[str, Value]


class DerivingReader(Protocol):
    """Reads a text for a fact and reports it where it means nothing."""

    def read(self, fact: Fact, text: str) -> Value | None: ...

    def refuse(self, message: str, text: str) -> None: ...


def radio_value(bands: list[str], none: bool, complete: bool, reader: DerivingReader) -> Iterable[Derived]:
    """The highest frequency that stated bands give.

    Only the words `none` say that there is no radio; an unknown band beside known ones leaves the top open.
    """
    if not bands and not none:
        return
    spans = [reader.read(BAND, text) for text in bands]
    given = [span.interval for span in spans if isinstance(span, Span) and span.none is Absence.NO]
    said_none = none or any(span is NONE or span == NONE for span in spans)
    if said_none and given:
        reader.refuse("The line states a radio band and says that there is no radio.", "none")
        return
    if said_none and all(isinstance(span, Span) for span in spans):
        yield facts.radio_frequency_max.name, NONE
    if given:
        yield facts.radio_frequency_max.name, Span(_highest(given, complete and len(given) == len(spans)))


def _highest(bands: list[Interval], complete: bool) -> Interval:
    """Where the highest frequency of bands lies: a closed top is reached, an open one only approached."""
    tops = [Interval(b.high, b.high) if _reaches(b) else Interval(b.low, b.high, b.low_open, True) for b in bands]
    low, open_low = max((t.low, t.low_open) for t in tops)
    if not complete:
        return Interval(low, INFINITY, open_low, True)
    high, shut = max((t.high, not t.high_open) for t in tops)
    return Interval(low, high, open_low, not shut)


def _reaches(band: Interval) -> bool:
    return band.high != INFINITY and not band.high_open


def derived_values(
    statements: list[tuple[str, str]], values: dict[str, Value], reader: DerivingReader
) -> Iterable[Derived]:
    """The facts that the other properties give, each at most once."""
    yield from _functions([text for name, text in statements if name == "function:code"], values, reader)
    for name, text in statements:
        match name:
            case "date:last-maintained":
                yield from _maintained(text, reader)
            case "source:licence-class" if text.strip() in ("open", "proprietary"):
                yield facts.open_source.name, TRUE if text.strip() == "open" else FALSE
            case "source:licence-class" if text.strip() not in ("mixed", "?"):
                reader.refuse(f"{text!r} is none of open, proprietary, mixed.", text)
            case "source:publicly-available":
                if reader.read(facts.open_source, text) is FALSE:
                    yield facts.open_source.name, FALSE
            case "fcc:id" if text.strip() not in ("", "?", "none", "n/a"):
                yield facts.fcc_id_given.name, TRUE


def _functions(codes: list[str], values: dict[str, Value], reader: DerivingReader) -> Iterable[Derived]:
    """What function codes surely say; which of the two sets they fill depends on what the part is."""
    served: set[str] = set()
    enabled: set[str] = set()
    for code in codes:
        if code.strip() == "?":
            continue
        if code.strip() not in FUNCTIONS:
            reader.refuse(f"{code!r} is none of the function codes {', '.join(FUNCTIONS)}.", code)
            continue
        serves, enables = FUNCTIONS[code.strip()]
        served |= {serves} if serves else set()
        enabled |= {enables} if enables else set()
    kind = values.get(facts.kind.name)
    hardware = not isinstance(kind, Choice) or "hardware" in kind.possible
    software = not isinstance(kind, Choice) or "software" in kind.possible
    if served and hardware:
        yield facts.functions.name, Members(frozenset(served), facts.functions.values)
    if enabled and software:
        yield facts.software_enables.name, Members(frozenset(enabled), facts.software_enables.values)


def _maintained(text: str, reader: DerivingReader) -> Iterable[Derived]:
    """Nobody altered what was last maintained on or before the day; later maintenance says nothing of by whom."""
    value = reader.read(DAY, text)
    if isinstance(value, Span) and value.interval.high <= facts.LINKED_ALTERATION_CUTOFF.toordinal():
        yield facts.altered_by_linked.name, FALSE
