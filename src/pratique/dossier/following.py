"""Answers that follow their part: which of them count, and of which part now.

Rule: an answer that keeps the print of its part is about the part that bears the print, wherever it stands now; where
the part at its place bears another and no other part bears its own, it is void and is asked again. An answer that
keeps no print is about whatever its reference names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pratique.dossier.prints import AT, Known, is_same, shown

if TYPE_CHECKING:
    from pratique.dossier.case import Cases


def settled_answers(made: Cases) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every answer that counts, with its index in the dossier, its entity the part that it is about."""
    for index, entry in enumerate(made.dossier.entries("answers")):
        told = entry.get("part")
        if not isinstance(told, Mapping) or "entity" not in entry:
            yield index, entry
            continue
        entity, at = str(entry["entity"]), str(told.get(AT, entry["entity"]))
        rest = entity.removeprefix(at)
        there = made.prints.named(at)
        same = [each for each in there if is_same(each.told, told)] or made.prints.bearing(told)
        for part in same:
            yield index, {**entry, "entity": at + rest if part in there else part.key + rest}
        if not same:
            _void(made, index, entry, there)


def _void(made: Cases, index: int, entry: Mapping[str, Any], there: list[Known]) -> None:
    now = f"{there[0].told and shown(there[0].told)} stands there now" if there else "nothing stands there now"
    made.dossier.findings.add(
        "dossier.answer.void",
        f"The answer was about {shown(entry['part'])}; {now}, so it counts no more.",
        made.dossier.place(f"answers/{index}"),
        f"Ask again: {entry['fact']} of {there[0].key if there else entry['entity']}.",
        "warning",
        str(entry["entity"]),
    )
