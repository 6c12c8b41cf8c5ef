"""What of a reply is no answer: the document that a heading names once, and the parts that a row leaves out.

Rule: naming a document answers nothing: a heading gives its document to those of its rows that hold an answer, and no
row gets an answer by it. A part that is left out of a row has no answer by that row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pratique.errors import Findings, Place
from pratique.usecases.missing.questionnaire import shown_as
from pratique.usecases.missing.reply_cells import (
    ANSWER,
    BASIS,
    DOCUMENT,
    EXCEPT,
    KEY,
    PROVING,
    REASON,
    SHOWN,
    ReplyCell,
    ReplySheet,
    cell_at,
    proof_in,
    refuse_formula,
    sheet_at,
)
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Headed:
    """A group as the hidden sheet has it: the keys of its questions, and the mark of its heading's text."""

    questions: tuple[str, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class NamedOnce:
    """What a heading says of the proof of its answers, and the cell of its document."""

    proof: Mapping[str, Any]
    cell: str


def named_once(
    sheet: ReplySheet, numbers: Iterable[int], groups: Mapping[str, Headed], place: Place, findings: Findings
) -> dict[str, NamedOnce]:
    """The headings of a reply -> what each says of the proof, by the keys of its questions; else a finding."""
    left, found = dict(groups), dict[str, NamedOnce]()
    for row in numbers:
        key = sheet[f"{KEY}{row}"]
        if str(key.value) not in groups:
            continue
        group = left.pop(str(key.value), None)
        if group is None:
            what = f"The heading {key.value!r} stands here twice."
            findings.add("reply.key", what, cell_at(place, key), "Restore column A as it was sent.")
            continue
        shown = [sheet[f"{column}{row}"] for column in SHOWN]
        if shown_as(*("" if cell.value is None else str(cell.value) for cell in shown)) != group.shown:
            what, step = "This is not the heading that was sent.", "Restore columns A to D and F of the row."
            findings.add("reply.question", what, cell_at(place, shown[1]), step)
            continue
        if (proof := _said({each: sheet[f"{each}{row}"] for each in _READ}, place, findings)) is not None:
            found |= dict.fromkeys(group.questions, NamedOnce(proof, f"{DOCUMENT}{row}"))
    for name in left:
        findings.add("reply.missing", f"The heading {name} is missing.", sheet_at(place), "Restore its row.")
    return found


_READ = (ANSWER, REASON, *PROVING, EXCEPT)


def _said(cells: Mapping[str, ReplyCell], place: Place, findings: Findings) -> dict[str, Any] | None:
    """What a heading says of the proof; None with a finding."""
    before = len(findings)
    for cell in cells.values():
        refuse_formula(cell, place, findings)
    for column in (ANSWER, REASON, EXCEPT):
        if (cell := cells[column]).value is not None:
            what = f"A document answers nothing by itself, and here stands {cell.value!r}."
            findings.add("reply.heading", what, cell_at(place, cell), "Answer each of the rows below on its own.")
    if len(findings) > before:
        return None
    proof = proof_in(cells, place, findings, {})
    if len(findings) > before:
        return None
    return proof if cells[BASIS].value is not None else {name: proof[name] for name in proof if name != "basis"}


def left_out(cell: ReplyCell, most: int, place: Place, findings: Findings) -> frozenset[int]:
    """The numbers of the parts of a row for which its answer is not given; a finding where they cannot be read."""
    if cell.value is None:
        return frozenset()
    value = cell.value
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    written = [each for each in re.split(r"[\s,;，；、()（）]+", text) if each]
    numbers = {int(each) for each in written if each.isascii() and each.isdigit() and len(each) < 4}
    if isinstance(value, bool) or len(written) != len(numbers) or not numbers <= set(range(1, most + 1)):
        what = f"{value!r} does not name parts of this row by their numbers, from 1 to {most}, each once."
        findings.add("reply.except", what, cell_at(place, cell), "Write the numbers, as in: 2, 3.")
        return frozenset()
    if len(numbers) == most:
        what = "Every part of the row is left out, and yet it holds an answer."
        findings.add("reply.except", what, cell_at(place, cell), "Leave the answer empty, or a part in.")
    return frozenset(numbers)
