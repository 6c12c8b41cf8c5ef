"""The relations of the law book as lines: by their force, each with what it says and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pratique.reports.wrapping import wrapped
from pratique.usecases.book.relations import RelationOut

_HEADS = {
    "entails": "What follows",
    "contradicts": "What cannot both be",
    "look again": "What to look at again",
    "taken for granted": "What is taken for granted, once its set is accepted (--presume SET)",
}


def relation_lines(relations: Iterable[RelationOut]) -> Iterator[str]:
    """Each relation once, those of one force together."""
    every = list(relations)
    for force, head in _HEADS.items():
        its = [each for each in every if each.force == force]
        if not its:
            continue
        yield head
        for each in its:
            within = f" [{each.within}, leans: {each.leans}]" if each.within else ""
            yield from wrapped(f"{each.name}: {each.says} ({each.cite}; of a {each.per}){within}", "  - ", "    ")
        yield ""
