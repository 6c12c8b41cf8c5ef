"""Questions about the same element that one document answers, as one group with a heading that names the document.

Rule: a group only says which paper to look at and keeps its name once; each question in it is answered on its own,
and what is left blank stays unknown. What is asked of other elements never stands in it.
Invariant: the key of a group is made of the keys of its questions: a heading belongs to them and to no others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from pratique.facts.wording import document_text, plural
from pratique.usecases.missing.documents import documents_for

if TYPE_CHECKING:
    from pratique.usecases.missing.ask import Question

FEWEST = 2
"""So many questions make a group."""
Ask = tuple[str, Hashable, str, str]
"""Of a question the key, of what it is, how that is told, and the documents of which any may show it."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Questions by their places, what they are about, and the documents of which any one answers them all."""

    key: str
    about: str
    documents: tuple[str, ...]
    lines: tuple[int, ...]
    is_of_several: bool = False
    """Whether its questions are asked of several parts at once."""

    @property
    def english(self) -> str:
        """The heading in English."""
        papers, count = " or ".join(self.documents), len(self.lines)
        each = " Where the parts have one each, name them all." if self.is_of_several else ""
        return (
            f"One document ({papers}) can settle these {count}: name it here once, with title, number and date, "
            f"and answer each row on its own. What is left empty stays unknown.{each}"
        )

    @property
    def chinese(self) -> str:
        """The heading in Chinese."""
        papers, count = "或".join(document_text(each)[1] for each in self.documents), len(self.lines)
        each = "如各零件有各自的文件，请全部注明。" if self.is_of_several else ""
        return (
            f"以下 {count} 项可由同一份文件（{papers}）证明：请在此行注明一次文件名称、编号和日期，"
            f"并逐行答复；留空的项目视为未知。{each}"
        )


def groups_of(asks: Sequence[Ask]) -> tuple[Group, ...]:
    """Questions -> those about the same element that one document answers, in the order of their first.

    >>> found = groups_of([("a", "U1", "U1", "data sheet"), ("b", "U2", "U2", "data sheet"),
    ...                    ("c", "U1", "U1", "radio certificate, data sheet"), ("d", "U1", "U1", "order")])
    >>> [(each.about, each.documents, each.lines) for each in found]
    [('U1', ('data sheet',), (0, 2))]
    """
    places: dict[Hashable, list[int]] = {}
    for place, (_, element, _, _) in enumerate(asks):
        places.setdefault(element, []).append(place)
    found = []
    for its in places.values():
        for document in documents_for([asks[place][3] for place in its]):
            lines = tuple(its[index] for index in document.answers)
            if len(lines) >= FEWEST:
                shown = [_named(asks[place][3]) for place in lines]
                common = tuple(name for name in shown[0] if all(name in each for each in shown))
                key = group_key(asks[place][0] for place in lines)
                found.append(Group(key=key, about=asks[lines[0]][2], documents=common, lines=lines))
    return tuple(sorted(found, key=lambda each: each.lines))


def in_order(count: int, groups: Iterable[Group]) -> tuple[Group | int, ...]:
    """So many questions and their groups -> each group where its first question stands, the places of the rest."""
    first = {group.lines[0]: group for group in groups}
    inside = {place for group in first.values() for place in group.lines}
    return tuple(first.get(place, place) for place in range(count) if place in first or place not in inside)


def counted(facts: int, groups: Sequence[Group]) -> str:
    """How many questions there are for a person, a group as one, and how many facts and papers are in them.

    >>> counted(1, ())
    '1 question'
    """
    asked = facts - sum(len(each.lines) - 1 for each in groups)
    said = plural(asked, "question")
    if not groups:
        return said
    papers = ", ".join(f"{len(each.lines)} by one {' or '.join(each.documents)}" for each in groups)
    return f"{said} ({facts} facts: {papers})"


def same_paper(question: Question, others: Iterable[Question]) -> str:
    """A question among others -> which document also settles others about the same element; empty where none does."""
    about = [each for each in others if each.entity == question.entity and not each.legal]
    groups = groups_of([(each.fact, each.entity, each.label, each.proof) for each in about])
    for group in groups:
        more = [about[place].fact for place in group.lines if about[place].fact != question.fact]
        if len(more) < len(group.lines) and question.entity is not None:
            many = plural(len(more), "more question")
            return f"one document ({' or '.join(group.documents)}) can settle {many} about it, each asked on its own"
    return ""


def group_key(keys: Iterable[str]) -> str:
    """The key of a group by those of its questions, short enough for a cell."""
    return "D-" + hashlib.sha256("\0".join(keys).encode()).hexdigest()[:12]


@cache
def _named(proof: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in proof.split(",") if each.strip())
