"""What the text has spoken of so far, and what holds inside one sentence.

Rule: these are the only values of the reader that change while a text is read; a `Draft` becomes a `Figure`
when the whole text is known.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date

from pratique.figures.entry import Kind, PrintedChange
from pratique.figures.period import Period
from pratique.figures.reader.bind.marks import Growth, Roles
from pratique.figures.reader.text.fold import Sentence
from pratique.figures.reader.tokens.periods import PeriodWords
from pratique.figures.reader.tokens.quantity import Quantity
from pratique.figures.reader.tokens.scan import Token
from pratique.value_class import dataclass


@dataclass(slots=True)
class Draft:
    """A figure while its sentence is being read; offsets are those of the whole text."""

    indicator: str
    product: str
    geography: str | None
    period: Period | None
    quantity: Quantity | None
    unit: str
    start: int
    end: int
    kind: Kind = "observation"
    maker: str = ""
    of: str = ""
    changes: list[PrintedChange] = field(default_factory=list)
    compared: bool = False
    titled: bool = False
    point: bool = False
    sentence: tuple[int, int] = (0, 0)
    words: PeriodWords | None = None
    grown_at: list[tuple[int, int]] = field(default_factory=list)
    """Where its changes stand in the text."""
    elsewhere: bool = False
    """Counted in a place that has no code (Europe, the Gulf)."""


@dataclass(slots=True)
class Scene:
    """What the text has spoken of so far; a later sentence may leave it out."""

    published: date | None = None
    period: Period | None = None
    place: str | None = None
    indicator: str = ""
    product: str = ""
    maker: str = ""
    group: list[Draft] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    unread: list[tuple[int, int, str]] = field(default_factory=list)
    spoken: list[tuple[int, Period]] = field(default_factory=list)
    """Where in the text which period is named, in order."""
    passenger: bool = False
    """The text gives CPCA's numbers alone, who count passenger cars and call them cars."""
    places: set[str] = field(default_factory=set)
    words: PeriodWords | None = None
    """Part of a month was spoken of last: no period of whole months holds for what follows."""
    branded: bool = False
    """A Chinese brand is named as one in English."""
    stale: bool = False
    """A new paragraph has begun: a maker named before is no longer spoken of."""


@dataclass(slots=True)
class DiscourseLine:
    """The state inside one sentence."""

    sentence: Sentence
    tokens: list[Token]
    roles: Roles
    scene: Scene
    titled: bool
    indicators: list[str] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    fresh: bool = False
    foreign: bool = False
    k: int = 0
    place: str | None = None
    placed: bool = False
    destination: str = ""
    origin: str = ""
    kind: Kind = "observation"
    part: bool = False
    ranked: bool = False
    """Another place of the same list is named (`in second place is Brazil with`)."""
    unnamed: bool = False
    """Its subject is a maker whom the text does not name."""
    pending: list[Growth] = field(default_factory=list)
    points: list[Growth] = field(default_factory=list)
    made: list[Draft] = field(default_factory=list)
    level2: bool = False
    period: Period | None = None
    point: bool = False
    period_at: int = -1
    last_subject: tuple[str, int] = ("", -1)
    doubted: dict[int, str] = field(default_factory=dict)
    expected: int = -1
    """Where a number ends that was only expected of a time that has passed."""
    aside: set[int] = field(default_factory=set)
    items: set[int] = field(default_factory=set)
    """Places that each head a count of their own in a list (`followed by Indonesia with 17,503`)."""
    without_exports: bool = False
    maker: str = ""
    words: PeriodWords | None = None
    """A period named whose year the text has not told yet."""


def leave(line: DiscourseLine, token: Token, why: str) -> None:
    line.scene.unread.append((line.sentence.start + token.start, line.sentence.start + token.end, why))
