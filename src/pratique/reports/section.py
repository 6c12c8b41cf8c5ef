"""A section of a page, and the notes that belong together."""

from __future__ import annotations

from collections.abc import Iterable

from pratique.usecases.answer.answer import Note
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; each line is what it is about and what is said of it."""

    title: str
    lines: tuple[tuple[str, str], ...]


def together(notes: Iterable[Note]) -> list[tuple[str, str]]:
    """Notes as what they are about and what they say; several that say the same are one."""
    about: dict[str, list[str]] = {}
    for each in notes:
        about.setdefault(each.note, []).append(each.about)
    return [("; ".join(dict.fromkeys(names)), note) for note, names in about.items()]
