"""Listed owners above the parties that are screened, as far as registries know them.

Rule: a party is screened under what a registry calls it as well; listed parties that have half of it or more,
together, count as a hit of the list "owners". Who is in no registry, or may not be the one meant, or of whom a
registry leaves out who has half, is open: nobody knows who stands above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pratique.dossier.screened import NAMELESS, query_of
from pratique.files.clock import today
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.parties.decisions import Decisions
from pratique.parties.join import FoundParty
from pratique.parties.listed_owners import listed_share
from pratique.parties.registries import Registries
from pratique.parties.screening import ListOutcome, Screener, Screening
from pratique.parties.snapshot import Snapshot, take_snapshot
from pratique.usecases.ownership.own import wanted_of

OWNERS = "owners"
"""Stands for a list where owners that are listed make the outcome."""
MOST_NAMED = 6
"""Owners that are named in one outcome."""
_WORDS = {TRUE: "listed", FALSE: "not listed", UNKNOWN: "unknown"}


def with_owners(
    found: Sequence[Screening], registries: Sequence[str | Path], screener: Screener, made: Decisions, on: date | None
) -> list[Screening]:
    """Screenings with one more outcome each: what the lists say of the owners that registries know.

    Raises `InvalidInput` where a registry cannot be read.
    """
    opened = Registries(registries)
    joined = [opened.find(wanted_of(one.query)) for one in found]
    snapshot = take_snapshot(opened.above([each.party for each in joined if each.party]), on or today())
    above = _Above(snapshot, screener, made, on)
    return [above.screened(one, each) for one, each in zip(found, joined, strict=True)]


class _Above:
    """The graph above many parties, each owner in it screened once."""

    def __init__(self, snapshot: Snapshot, screener: Screener, made: Decisions, on: date | None) -> None:
        self.snapshot, self.screener, self.made, self.on = snapshot, screener, made, on
        self._seen: dict[str, tuple[ListOutcome, ...]] = {}

    def screened(self, one: Screening, joined: FoundParty) -> Screening:
        """A screening with the outcome of the owners."""
        name = self.snapshot.canonical.get(joined.party or "", joined.party or "")
        if name not in self.snapshot.parties:
            return _added(one, "unknown", (f"who owns it is not known: {joined.by}",))
        record = self.snapshot.parties[name]
        others = [text for text in record.names if text not in (one.query.name, *one.query.aliases)]
        numbers = [each for each in query_of(record).identifiers if each not in one.query.identifiers]
        if others or numbers:
            aliases, identifiers = (*one.query.aliases, *others), (*one.query.identifiers, *numbers)
            query = replace(one.query, aliases=aliases, identifiers=identifiers)
            one = self.screener.screen(query, self.made, self.on)
        status, reasons = self._owners(name)
        marked = (f"a registry says of it: {', '.join(record.marked)}",) if record.marked else ()
        if joined.against or marked:
            reasons = (*reasons, *joined.against, *marked)
            status = "unknown" if status == "not listed" else status
        return _added(one, status, reasons)

    def _owners(self, subject: str) -> tuple[str, tuple[str, ...]]:
        """Whether listed parties own half of a party, and who of those above it is or may be listed."""
        certain, possible, told = set(), set(), []
        for owner in sorted(self.snapshot.upstream(subject) - {subject}):
            record = self.snapshot.parties[owner]
            found = [each for each in self._of(owner) if each.status == "listed" or each.candidates or each.close]
            statuses = {each.status for each in found}
            if "listed" in statuses:
                certain.add(owner)
            if statuses - {"not listed"}:
                possible.add(owner)
                lists = ", ".join(f"{each.list} {each.status}" for each in found if each.status != "not listed")
                told.append(f"{record.name}, above it: {lists}")
            elif record.marked:
                possible.add(owner)
                told.append(f"{record.name}, above it: a registry says of it: {', '.join(record.marked)}")
            elif record.is_nameless and not record.is_unnamed:
                possible.add(owner)
                told.append(f"{record.name}, above it: {NAMELESS}")
        held = listed_share(self.snapshot, subject, frozenset(certain), frozenset(possible | certain))
        part = f"listed parties have {float(held.low * 100):g} to {float(held.high * 100):g} % of it together"
        left = len(told[MOST_NAMED:])
        some = (*told[:MOST_NAMED], *((f"and {left} more above it",) if left else ()))
        if held.half is FALSE and held.rest:
            part += ", as owners whom nobody names may have so much"
            return "unknown", (part, *some)
        if held.half is FALSE and 2 * held.high >= 1:
            part += ", owners of whom the registries say nothing among them"
        return _WORDS[held.half], (part, *held.chain[:1], *some)

    def _of(self, owner: str) -> tuple[ListOutcome, ...]:
        if owner not in self._seen:
            record = self.snapshot.parties[owner]
            unnamed = record.is_unnamed
            self._seen[owner] = () if unnamed else self.screener.screen(query_of(record), self.made, self.on).outcomes
        return self._seen[owner]


def _added(one: Screening, status: str, reasons: tuple[str, ...]) -> Screening:
    said = next(each for each in ("listed", "unknown", "not listed") if each == status)
    return replace(one, outcomes=(*one.outcomes, ListOutcome(OWNERS, said, reasons, None)))
