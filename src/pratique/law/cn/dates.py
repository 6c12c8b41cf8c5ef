"""What the Chinese books share: dated tables, and what to say of times that were not examined.

Rule: signing, publication and effect are three dates (Decrees 834 and 835 show why); a table row keeps what it knows
of each. A time before the first text that is encoded is not clear: it opens a legal fact.
"""

from __future__ import annotations

from datetime import date

from pratique.facts.definition import legal
from pratique.files.shipped import shipped_rows
from pratique.law.clocks import Clocks, day_in, during
from pratique.law.instrument import Event
from pratique.law.provision import Confidence, Provision, prohibition
from pratique.logic.author import all_of, any_of
from pratique.logic.nodes import Condition
from pratique.value_class import dataclass

CHECKED_ON = date(2026, 11, 22)
"""The day on which the material behind the Chinese books was last looked through."""
CONFIDENCES = {
    "confirmed": Confidence.CONFIRMED,
    "single source": Confidence.SINGLE_SOURCE,
    "memory": Confidence.MEMORY,
}


@dataclass(frozen=True, slots=True)
class Dated:
    """One text with its three dates; None is a date that is not known (or has not come)."""

    id: str
    title: str
    cite: str
    signed: date | None
    published: date | None
    effective: date | None
    confidence: Confidence
    note: str

    def events(self) -> tuple[Event, ...]:
        """The three dates as events."""
        named = (("signed", self.signed), ("published", self.published), ("in force", self.effective))
        return tuple(Event(on, f"{self.cite}: {word}.", str(self.confidence)) for word, on in named if on is not None)


def rows(package: str, name: str) -> list[dict[str, str]]:
    """The rows of a CSV in the `data` folder of a Chinese package."""
    return shipped_rows(f"pratique.law.cn.{package}", f"data/{name}.csv")


def dated(package: str) -> tuple[Dated, ...]:
    """The texts of a package, from its `instruments.csv`, in the order of the file."""
    return tuple(
        Dated(
            id=row["id"],
            title=row["title"],
            cite=row["cite"],
            signed=day_in(row["signed"]),
            published=day_in(row["published"]),
            effective=day_in(row["effective"]),
            confidence=CONFIDENCES[row["confidence"]],
            note=row["note"],
        )
        for row in rows(package, "instruments")
    )


def clocks(text: Dated) -> Clocks:
    """Clocks from the dates of a text: published on the earliest day it was known, in force from its effect."""
    return Clocks(in_force=text.effective, published=text.published or text.signed)


def since(remembered_day: str, certain: str, as_remembered: Condition) -> Condition:
    """From `certain` on; before that, from a first day that is only remembered, if the memory is right."""
    return any_of(during(certain), all_of(during(remembered_day, certain), as_remembered))


def not_examined_before(slug: str, cite: str, until: str, when: Condition) -> Provision:
    """What stands in for the law before `until`: nothing, or a bar; open until somebody has looked."""
    earlier = legal(
        f"cn.{slug}.before_{until.replace('-', '_')}",
        ("allowed", "barred"),
        f"What the law said of this act before {until}: the book of {cite} begins there.",
        usual="allowed",
        cautious="barred",
        cite=cite,
    )
    return prohibition(
        f"before {until}: {cite}",
        "The law of this time is not in the book, so that it neither clears nor bars.",
        when=all_of(when, during(None, until), earlier.is_("barred")),
        clocks=Clocks(in_force=date(1949, 10, 1)),
        text_verified=False,
    )
