"""What a reader found in one text.

Rule: every result points at its characters in the original text (`span`: first and one past the last offset),
values are exact, and what could not be read stands in `unread` with the reason. Invariant: no figure, no
position and no instrument comes from the page around the article.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from pratique.errors import Finding
from pratique.figures.entry import Kind, LedgerEntry, PrintedChange, Sense
from pratique.figures.interval import Number
from pratique.figures.period import Period
from pratique.value_class import dataclass

Span = tuple[int, int]
Day = date
Stance = Literal["opposes", "supports", "concerned", "criticises", "calls for", "will act", "states"]
Status = Literal["announced", "final", "proposed", "planned", "in force", "lifted", "mentioned"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as printed.

    `value` is None where the text prints a growth alone. `half` is half of the last printed digit, `sense` what
    the words make of it. `geography` and `period` are None where the text does not tell. `kind` keeps targets,
    forecasts and quotas apart; `actor` is whose. `maker` is the firm whose figure it is, "" for a country's.
    """

    indicator: str
    product: str
    geography: str | None
    period: Period | None
    value: Number | None
    unit: str
    half: Number | None
    sense: Sense
    span: Span
    changes: tuple[PrintedChange, ...] = ()
    kind: Kind = "observation"
    actor: str = ""
    maker: str = ""
    of: str = ""
    publisher: str = ""
    ranged: bool = False
    sentence: Span = (0, 0)

    def change(self, over: str, measure: str = "percent") -> Number | None:
        """The printed change against `over` (`year`, `month`), signed; None if none is printed."""
        for change in self.changes:
            if change.over == over and change.measure == measure:
                return change.amount
        return None

    @property
    def yoy_percent(self) -> Number | None:
        return self.change("year")

    @property
    def label(self) -> str:
        """`exports nev CN 2025-01..2025-03`, for messages."""
        where = self.geography or "somewhere"
        return f"{self.indicator} {self.product} {where} {self.period or 'some time'}"

    def entry(self, source: str, published: date | None) -> LedgerEntry | None:
        """The ledger row it proposes; None without a value, a place or a period, or for one firm."""
        if self.value is None or self.half is None or self.geography is None or self.period is None or self.maker:
            return None
        return LedgerEntry(
            self.indicator,
            self.product,
            self.geography,
            self.period,
            self.value,
            self.unit,
            self.half,
            changes=self.changes,
            of=self.of,
            sense=self.sense,
            kind=self.kind,
            publisher=self.publisher,
            published_on=published,
            source=source,
            actor=self.actor,
            span=self.span,
            note="as read; publisher and scope to be confirmed",
        )


@dataclass(frozen=True, slots=True)
class Position:
    """Who takes which stance on what: `reported_by` is who tells it, if not the actor.

    `instrument` is the id or name of a law or order, "" for a matter in general. `date` is the day on which the
    stance was taken, None where the text does not tell.
    """

    actor: str
    stance: Stance
    instrument: str
    date: date | None
    reported_by: str
    span: Span


@dataclass(frozen=True, slots=True)
class NamedInstrument:
    """A law, order, standard or plan that the text announces or mentions.

    `id` is its code in the reader's table, "" for one known by its name alone; `also` are further mentions.
    `date` is the day on which it was announced, `effective` from which it holds, `deadline` until which somebody must
    act (comments, filings, its own end); None where the text does not tell.
    """

    id: str
    name: str
    issuer: str
    status: Status
    date: date | None
    span: Span
    also: tuple[Span, ...] = ()
    effective: Day | None = None
    deadline: Day | None = None


@dataclass(frozen=True, slots=True)
class TopicClaim:
    """A statement of law or fact on a topic of `data/topics.toml`: what it says of it, in the topic's words."""

    topic: str
    says: str
    span: Span
    on: date | None = None
    """The day of which it speaks, if not the day of publication."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A number or stance that the reader leaves, and why."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one text. `source` names it, `text` is the original that the spans point into.

    `language` is a code of ISO 639-1 (`und` where no language was recognised); only `en` and `zh` are read.
    """

    source: str
    text: str
    language: str
    published: date | None
    title: Span | None
    figures: tuple[Figure, ...]
    positions: tuple[Position, ...]
    instruments: tuple[NamedInstrument, ...]
    claims: tuple[TopicClaim, ...]
    unread: tuple[Unread, ...]
    left_out: tuple[tuple[Span, str], ...]
    findings: tuple[Finding, ...] = ()

    def proposals(self) -> tuple[LedgerEntry, ...]:
        """Ledger rows that a person may accept."""
        rows = (figure.entry(self.source, self.published) for figure in self.figures)
        return tuple(row for row in rows if row is not None)


def plain(number: Number | None) -> int | float | None:
    """A number for JSON: an integer stays one, a fraction becomes the nearest float."""
    if number is None or isinstance(number, int):
        return number
    return int(number) if Fraction(number).denominator == 1 else float(number)
