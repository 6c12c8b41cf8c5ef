"""What differs between two answers to one question, provision by provision.

Rule: two answers are compared as they were written, without deciding anything anew: the verdict of the whole, of each
act under each instrument and of each line, the provisions that decide, the facts that are open, the law applied.
Invariant: answers with equal bytes have no difference; answers that differ have at least one.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from pratique.usecases.answer.answer import Answer


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that differs: what (`outcome`, `provision`, `open fact`, `duty`, `law`, `program`, `other`), about
    what, under which cite, as it was and as it is; None where it is not in that answer."""

    what: str
    about: str
    cite: str
    was: str | None
    now: str | None

    def __str__(self) -> str:
        return f"{self.what}: {self.about}: {self.was or 'nothing'} -> {self.now or 'nothing'}"


def differences(old: Answer, new: Answer) -> tuple[Difference, ...]:
    """Everything that differs, worst first as the answers tell it; empty where their bytes are equal."""
    before, after = _told(old), _told(new)
    found = [
        Difference(what=key[0], about=key[1], cite=key[2], was=before.get(key), now=after.get(key))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    ]
    if not found:
        names = [name for name in Answer.__struct_fields__ if getattr(old, name) != getattr(new, name)]
        found = [
            Difference(what="other", about=name, cite="", was="as it was", now="told otherwise") for name in names
        ]
    return tuple(found)


Key = tuple[str, str, str]


def _told(answer: Answer) -> dict[Key, str]:
    return dict(_each(answer))


def _each(answer: Answer) -> Iterator[tuple[Key, str]]:
    yield ("outcome", "the whole", ""), str(answer.verdict)
    for act in answer.transactions:
        for one in act.instruments:
            yield ("outcome", f"{act.id} under {one.id}", one.cite), str(one.verdict)
            for line in one.lines:
                told = f"{line.verdict} by {', '.join(line.cites) or 'nothing'}"
                yield ("outcome", f"{act.id}: {line.label}", one.cite), told
    for each in answer.decided_by:
        since = f", in force {each.in_force}" if each.in_force else ""
        key: Key = ("provision", f"{each.cite} for {each.label or each.node} in {each.transaction}", each.cite)
        yield key, f"{each.outcome}{' for certain' if each.certain else ''}{since}"
    for fact in answer.open_facts:
        yield ("open fact", f"{fact.name} of {fact.label or fact.entity}", ""), fact.known or "open"
    for duty in answer.duties:
        yield ("duty", f"{duty.name} of {duty.transaction}", duty.cite), f"{duty.status}, due {duty.due or 'no day'}"
    yield ("law", "the law applied", ""), f"{answer.law_book.hash} ({', '.join(answer.law_book.instruments)})"
    yield ("program", "the program", ""), answer.program
