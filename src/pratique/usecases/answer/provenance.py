"""Whose word an answer rests on, beside the program's own: a foreign law book, sign-offs, policies, answers.

Rule: whatever was read from a file and could change the outcome is named with its file, and a person with what that
person settled; so nobody can be led by a book or an overlay that is not seen. What is built in is not listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pratique.deciding.decision import Decided
from pratique.law import book as law_book
from pratique.law.book import BUILT_IN, Book
from pratique.usecases.answer.answer import Note


def whose_word(found: Decided) -> tuple[Note, ...]:
    """Whose word an answer to any question about a dossier rests on."""
    return tuple(provenance(found, applied(found)))


def provenance(found: Decided, used: Book) -> Iterator[Note]:
    """The law book where it is not the built-in one, overlays, sign-offs, policies, and who gave answers."""
    yield from of_book(used)
    yield from _overlay(found)
    yield from _answers(found)


def of_book(used: Book) -> tuple[Note, ...]:
    """Where the law is from and who vouches for it; nothing where it is the program's own."""
    if is_own(used):
        return ()
    note = (
        f"read from {told_origin(used)} (SHA-256 {used.hash[:16]}): it says otherwise than the program's own, "
        f"and {used.vouched or 'nobody vouches for it but whoever made the file'}"
    )
    return (Note(about="law book", note=note),)


def applied(found: Decided) -> Book:
    """The law that decided: the instruments that concern the cases, in one order whatever was asked first."""
    instruments = tuple(sorted(found.instruments, key=lambda each: each.id))
    book = found.asked.book
    return Book(instruments, found.asked.law_on, book.origin if book else BUILT_IN, book.vouched if book else "")


def told_origin(used: Book) -> str:
    """Where the law is from, told alike wherever the file lay: the program's own, or the name of the file."""
    return law_book.BUILT_IN if is_own(used) else Path(used.origin).name


def is_own(used: Book) -> bool:
    """Whether what decides is the law that the program holds itself, whatever file it was read from."""
    if used.origin == law_book.BUILT_IN:
        return True
    names = [each.id for each in used if each.id in law_book.INSTRUMENTS]
    if len(names) < len(used.instruments):
        return False
    return any(law_book.load(names, day).hash == used.hash for day in {used.law_on, None})


def _overlay(found: Decided) -> Iterator[Note]:
    if found.asked.overlay is None:
        return
    for file, mark in found.asked.overlay.files:
        yield Note(about="overlay", note=f"{file} (SHA-256 {mark[:16]})")
    signed = found.asked.overlay.signed(found.instruments)
    for each in found.asked.overlay.signoffs:
        settled = {name: value for name, value in each.constructions.items() if found.asked.chosen.get(name) == value}
        if not settled and each.cite not in signed:
            continue
        text = f"the text {each.text_file} (SHA-256 {each.text_sha256[:16]})"
        if not each.text_seen:
            text = f"a text that is not here to be checked (SHA-256 {each.text_sha256[:16]})"
        said = "; ".join(f"settled {name} = {value}" for name, value in sorted(settled.items()))
        yield Note(
            about=f"sign-off of {each.cite}", note=f"{each.by}, {each.on}, on {text}{f'; {said}' if said else ''}"
        )
    for instrument in found.asked.overlay.policies:
        for rule in instrument.provisions:
            yield Note(about=f"policy {rule.cite}", note=f"{rule.note}: {rule.severity.words}")


def _answers(found: Decided) -> Iterator[Note]:
    dossier = found.cases.dossier
    given: Counter[tuple[str, str]] = Counter()
    for each in dossier.answers:
        if each.at not in dossier.withdrawn:
            file = next((name for start, name, _ in reversed(dossier.elsewhere) if each.at >= start), dossier.file)
            given[each.by or "somebody who is not named", file] += 1
    for (by, file), count in sorted(given.items()):
        yield Note(about="answers", note=f"{count} by {by} ({file})")
