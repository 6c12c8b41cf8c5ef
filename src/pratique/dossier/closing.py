"""Whether a list of parts is complete: somebody with authority says so, and nothing that it names lies outside.

Rule: a claim of completeness against what a document itself names, doubts or cannot know yet is a conflict, and the
list stays open. What stands in a bill for a time only counts on the days of the acts; a document of a later day than
that of the evidence is of a time that nobody knows yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from pratique.dossier.case import Cases
from pratique.dossier.entries import WholeEntry
from pratique.files.clock import days_after, iso_day

if TYPE_CHECKING:
    from pratique.items.bill import Bill, Outside
    from pratique.items.join import Joined

AHEAD = "the day of the document, which lies ahead of that of the evidence"
MOST_SHOWN = 3


def is_closed(
    made: Cases, entry: WholeEntry, pointer: str, owner: str, joined: Joined | None, on: date | None
) -> bool:
    """Whether the list of a vehicle, product or dossier (`owner`) is complete; what speaks against it is kept."""
    own = entry.parts_complete
    of_bills = joined is not None and joined.says_complete and not entry.parts
    if not (own or of_bills):
        return False
    if joined is None:
        return not _says_more(made, entry, pointer, owner)
    against = [*_against(joined, made, list(days_of(made, on)))]
    if not against:
        return not _says_more(made, entry, pointer, owner)
    place = made.dossier.place(f"{pointer}/parts_complete")
    who = str(place) if own else ", ".join(bill.file for bill in joined.bills)
    some = "; ".join(_shown(bill, each) for bill, each in against[:MOST_SHOWN])
    more = f" and {len(against) - MOST_SHOWN} more" if len(against) > MOST_SHOWN else ""
    made.contradictions.append(
        (f"{owner} parts", f"Said to be complete ({who}), yet named and not listed: {some}{more}. It stays open.")
    )
    return False


def _says_more(made: Cases, entry: WholeEntry, pointer: str, owner: str) -> bool:
    """Whether the name of a part that the dossier lists itself may mean another part too; told as a contradiction."""
    from pratique.items.doubt.texts import InDocument, said_in

    names = {index: each.name for index, each in enumerate(entry.parts) if each.name is not None}
    known = InDocument(frozenset(name.casefold() for name in names.values()))
    soft = {index for index, each in enumerate(entry.parts) if each.stated.get("kind") == "software"}
    found = [
        (index, name, what)
        for index, name in names.items()
        if (what := said_in(name, "prose" if index in soft else "name", known)) is not None
    ]
    if found:
        place = made.dossier.place(f"{pointer}/parts/{found[0][0]}/name")
        said = "; ".join(f"{name} ({what})" for _, name, what in found[:MOST_SHOWN])
        made.contradictions.append(
            (
                f"{owner} parts",
                f"Said to be complete, yet the name of a part may mean more: {said} ({place}). It stays open.",
            )
        )
    return bool(found)


def _shown(bill: Bill, each: Outside) -> str:
    where = f", {each.pointer}" if each.pointer else ""
    return f"{each.ref} ({each.what}, {bill.file}{where})"


def _against(joined: Joined, made: Cases, days: list[date | None]) -> Iterator[tuple[Bill, Outside]]:
    """What leaves the list of these bills open on one of the days."""
    yield from ((bill, each) for bill, each in (*joined.outside, *joined.doubts()) if each.counts_on(days))
    from pratique.items.bill import Outside

    for bill in joined.bills:
        day = day_of(bill.timestamp)
        if day is not None and day > days_after(made.evidence.known_on, 1):  # it may be tomorrow elsewhere
            yield bill, Outside(bill.timestamp or "", AHEAD, "")


def doubted(bills: Iterable[Bill], joined: Mapping[str, Joined], made: Cases, on: date | None) -> frozenset[str]:
    """The keys of the lines beside which their bill says something else, so that they may be another part."""
    days, found = list(days_of(made, on)), set[str]()
    kept = {id(bill) for bill in bills}
    for each in joined.values():
        said = [(bill, one.pointer) for bill, one in (*each.outside, *each.doubts()) if one.counts_on(days)]
        for bill, pointer in said:
            if id(bill) in kept and pointer:
                at = _pointers(bill)
                found |= {key for start, key in at.items() if pointer == start or pointer.startswith(f"{start}/")}
    return frozenset(found)


def _pointers(bill: Bill) -> dict[str, str]:
    return {line.pointer: line.key for line in bill.lines}


def days_of(made: Cases, on: date | None) -> Iterator[date | None]:
    """The days of the acts; None for one that is not known."""
    if on is not None:
        yield on
        return
    for each in made.dossier.acts:
        yield day_of(each.date or made.dossier.facts.get("act.date"))


def day_of(written: object) -> date | None:
    """The day that a document or an act writes, None where it writes none."""
    if isinstance(written, date):
        return written
    return iso_day(str(written)[:10])
