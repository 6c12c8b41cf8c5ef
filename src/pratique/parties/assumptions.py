"""What an answer on control takes for granted, in sentences.

Rule: a holder that nobody names cannot be found by looking at what is stated. Where an answer rests on a source that
says that there is none, and nothing stated would show one that was left out, the answer says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from pratique.parties.control import Electorate, Subject
from pratique.parties.snapshot import Snapshot


def assumptions(snapshot: Snapshot, electorate: Electorate) -> tuple[str, ...]:
    """A sentence for each measure that is read from the other one, and each list of owners that nothing checks."""
    return tuple(text for subject in electorate.subjects.values() for text in _of(snapshot, subject))


def _of(snapshot: Snapshot, subject: Subject) -> Iterator[str]:
    stated = {row.measure for row in snapshot.holdings.get(subject.id, ())}
    name = snapshot.parties[subject.id].name
    remainder = snapshot.remainders.get(subject.id)
    if len(stated) == 1:
        read = "capital is read from them" if "votes" in stated else "votes are read from it"
        yield f"Sources give only the {next(iter(stated))} of {name}; the {read}."
    if remainder and remainder.kind == "complete" and not stated:
        yield f"That nobody owns {name} rests on {remainder.provenance} alone, which names no holder."
    if subject.exclusive and not stated:
        yield (
            f"That nobody beside its consolidating parent decides in {name} is taken for granted: no holder of votes "
            "or capital is stated."
        )
    if remainder and remainder.kind == "dispersed" and remainder.threshold and remainder.lies is None:
        yield (
            f"That nobody else has {float(remainder.threshold * 100):g} % of {name} rests on {remainder.provenance} "
            "alone: how much lies below it (float) would show whether a holder is missing."
        )
