"""What changed between two states: of the dossiers with their bills, of the law, of what is known.

Rule: acts are matched by dossier and id; an act that came or went is a change as well, and so is a dossier that can
not be read, before, after, or both times. Each change is told with its cause: the facts that differ and, applied to
the first, make the second; the provisions that decide only one; else the law or the evidence of another day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

import msgspec

from pratique.deciding.decision import decided
from pratique.errors import EXIT_BARRED, EXIT_CLEAR, EXIT_INVALID, EXIT_UNDETERMINED, InvalidInput, UsageError
from pratique.files.plain import Plain
from pratique.law.book import Book
from pratique.law.outcome import Outcome, range_words
from pratique.usecases.bulk.portfolio import Portfolio, PortfolioRow, portfolio
from pratique.usecases.changes.compare import compared


class AnswerChange(msgspec.Struct, frozen=True, kw_only=True):
    """One act whose answer changed; `before` or `after` is empty where it is not there."""

    dossier: str
    transaction: str
    before: str
    after: str
    worse: bool
    causes: tuple[str, ...]


class Watched(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """The changes between two states."""

    rows_are: ClassVar[str] = "changes"

    schema_version: str = "1"
    before: str
    after: str
    acts: int
    changes: tuple[AnswerChange, ...]

    @property
    def exit_status(self) -> int:
        """0 nothing changed, 1 something became worse, 3 something changed otherwise, 4 something cannot be read."""
        if any(UNREADABLE in each.after for each in self.changes):
            return EXIT_INVALID
        if any(each.worse for each in self.changes):
            return EXIT_BARRED
        return EXIT_UNDETERMINED if self.changes else EXIT_CLEAR


Chosen: TypeAlias = Mapping[str, Any]
"""The options of `check` on one side."""
UNREADABLE = "cannot be read"
MOST_CAUSES = 6


def watch(
    before: str | Path,
    after: str | Path,
    *,
    options_before: Chosen | None = None,
    options_after: Chosen | None = None,
    workers: int = 1,
) -> Watched:
    """Two folders of dossiers, or one under two sets of options of `check` -> every answer that changed, and why.

    Raises InvalidInput where a folder has no dossier.

    >>> pratique.watch("aurora", "aurora").changes
    ()
    """
    first, second = dict(options_before or {}), dict(options_after or {})
    ours, theirs = portfolio(before, workers=workers, **first), portfolio(after, workers=workers, **second)
    old, new = _by_act(ours), _by_act(theirs)
    unread = _unread(ours, theirs)
    changes = []
    for key in dict.fromkeys((*old, *new)):
        change = _change(key, old.get(key), new.get(key))
        if change is not None:
            if change.dossier in unread:
                causes = (*_other_options(first, second), *unread[change.dossier])[:MOST_CAUSES]
            else:
                causes = _causes(change, Path(before), Path(after), first, second)
            words = tuple(_words_of_others(old.get(key), new.get(key)))
            changes.append(msgspec.structs.replace(change, causes=(*causes, *words)))
    return Watched(
        before=f"{before} {_said(first)}".strip(),
        after=f"{after} {_said(second)}".strip(),
        acts=len(old.keys() | new.keys()),
        changes=tuple(changes),
    )


def _unread(before: Portfolio, after: Portfolio) -> dict[str, list[str]]:
    """Of each dossier that could not be decided on a side: on which, and the findings."""
    found: dict[str, list[str]] = {}
    for side, whole in (("before", before), ("after", after)):
        for row in whole.invalid:
            found.setdefault(row.dossier, []).append(f"it could not be read {side}: {row.findings[0]}")
    return found


def _by_act(found: Portfolio) -> dict[tuple[str, str], PortfolioRow]:
    return {(row.dossier, row.transaction): row for row in found.acts}


def _said(options: Chosen) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {_named(options, name)}" for name, value in options.items() if value)


def _words(row: PortfolioRow | None) -> str:
    if row is None:
        return ""
    if row.findings:
        return UNREADABLE
    return range_words(row.best, row.worst)


def _change(key: tuple[str, str], old: PortfolioRow | None, new: PortfolioRow | None) -> AnswerChange | None:
    before, after = _words(old), _words(new)
    if before == after == UNREADABLE:  # what is in it may have changed, and nobody has seen it
        return AnswerChange(dossier=key[0], transaction=key[1], before=before, after=after, worse=False, causes=())
    if before == after and (old is None or new is None or old.decided_by == new.decided_by):
        return None
    return AnswerChange(
        dossier=key[0], transaction=key[1], before=before, after=after, worse=_is_worse(old, new), causes=()
    )


def _words_of_others(old: PortfolioRow | None, new: PortfolioRow | None) -> Iterator[str]:
    """Whose word the answer rests on now and did not, and the other way round: a law book, a sign-off, answers."""
    before = old.provenance if old is not None else ()
    after = new.provenance if new is not None else ()
    yield from (f"it rests on the word of others now: {each}" for each in after if each not in before)
    yield from (f"it no longer rests on the word of others: {each}" for each in before if each not in after)


def _is_worse(old: PortfolioRow | None, new: PortfolioRow | None) -> bool:
    """Whether the best or the worst is worse than it was; of a new act, whether it may be barred."""
    if new is None or new.findings:
        return new is not None
    if old is None or old.findings:
        return Outcome.named(new.worst) > Outcome.AUTHORIZED
    return any(Outcome.named(getattr(new, end)) > Outcome.named(getattr(old, end)) for end in ("best", "worst"))


def _causes(change: AnswerChange, before: Path, after: Path, first: Chosen, second: Chosen) -> tuple[str, ...]:
    if not change.before or not change.after:
        return ("the act is new" if change.after else "the act is gone",)
    told = tuple(_by_facts(change, before, after, first, second))
    if first == second:
        return told or ("a file beside the dossier",)
    every = (*_other_options(first, second), *told)
    left = len(every[MOST_CAUSES:])
    return (*every[:MOST_CAUSES], *((f"and {left} more",) if left else ()))


def _other_options(first: Chosen, second: Chosen) -> list[str]:
    differing = sorted(name for name in {*first, *second} if first.get(name) != second.get(name))
    return [f"{name.replace('_', ' ')}: {_named(first, name)} became {_named(second, name)}" for name in differing]


def _named(options: Chosen, name: str) -> str:
    value = options.get(name)
    if isinstance(value, Book):
        return f"SHA-256 {value.hash[:16]}"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _by_facts(change: AnswerChange, before: Path, after: Path, first: Chosen, second: Chosen) -> Iterator[str]:
    """The facts that make the difference, then the provisions that decide only one."""
    try:
        ours, theirs = decided(before / change.dossier, **first), decided(after / change.dossier, **second)
        found = compared(ours, theirs)
    except (InvalidInput, UsageError):
        return
    # Under another law other facts follow; only those are told that alone make the difference.
    otherwise = (found.facts[:MOST_CAUSES],) if first == second else ()
    for told in (each for together in found.because[:1] or otherwise for each in together):
        yield f"{told.fact} of {told.label}: {told.a or 'not there'} became {told.b or 'not there'}"
    yield from (f"{cite} decides now" for cite in found.provisions_only_b[:2])
    yield from (f"{cite} decides no more" for cite in found.provisions_only_a[:2])
