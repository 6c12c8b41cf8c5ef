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
class Heading:
    """What the lines under a heading count."""

    indicator: str
    product: str
    place: str | None
    outward: bool
    """Its places are where goods go."""
    inward: bool
    """Its places are where goods come from."""
    shares: bool
    """Its percentages are shares."""
    told: bool
    """It speaks of what was counted, not of targets, forecasts or what is denied."""


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
    wider_until: int = 0
    """Counts before this offset are of a whole, of which the place named there is a part."""
    lakhs: bool = False
    """The text groups its numbers by lakhs (10,74,189)."""
    levied: tuple[str, str | None] | None = None
    """Goods and market of the duty that the text spoke of last."""
    duties_follow: bool = False
    """The lines that follow give rates of duty, one for each maker."""
    on_duty: bool = False
    """The sentence before spoke of rates of duty."""
    duties_proposed: bool = False
    """Those rates are only proposed."""
    listing: Heading | None = None
    """The heading of a list of counts, while its lines are read."""
    stale: bool = False
    """A new paragraph has begun: a maker named before is no longer spoken of."""


@dataclass(frozen=True, slots=True)
class Respective:
    """What one number of a list takes in its order: a place (and how it stands to the count), a maker or a period."""

    place: str | None = None
    stands: str = ""
    """`to`, `from`, or "" where it was counted there."""
    base: str | None = None
    """The place of the count, if the list is of places it goes to or comes from."""
    period: Period | None = None
    placed: bool = False
    maker: str = ""

    def where(self, line: DiscourseLine, indicator: str) -> str | None:
        """The geography of the number."""
        if not self.placed:
            return self.base
        base = self.base or line.scene.place
        if self.stands == "to" and indicator in ("exports", "share", "sales"):
            return f"{base}->{self.place}" if base and self.place else None
        if self.stands == "from" and indicator in ("imports", "share"):
            return f"{self.place}->{base}" if base and self.place else None
        return self.place


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
    before_bracket: tuple[int, Period | None, Period | None] = (-1, None, None)
    """Where a bracket opened (token index), and the periods that held before it."""
    zipped: dict[int, Respective] = field(default_factory=dict)
    """What a number in a list takes from a list of places or periods, by token index."""
    lasts: dict[int, int] = field(default_factory=dict)
    """The last number of the list that a number stands in, by token index."""
    charged: dict[int, str] = field(default_factory=dict)
    """Rates of duty of a list, by token index, with their maker ("" for all others)."""
    listed: set[int] = field(default_factory=set)
    """Places of a list that goes with a list of numbers."""
    item: int = -1
    """The count of a line in a list, by token index."""
    without_exports: bool = False
    maker: str = ""
    words: PeriodWords | None = None
    """A period named whose year the text has not told yet."""


def leave(line: DiscourseLine, token: Token, why: str) -> None:
    line.scene.unread.append((line.sentence.start + token.start, line.sentence.start + token.end, why))
