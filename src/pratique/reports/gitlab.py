"""The answer as a Code Quality report of GitLab: one issue for each provision and element that bars or may bar.

Rule: what is barred is a `blocker`, what is undetermined a `major`; an answer that is not clear has an issue. A law
book, an overlay or a sign-off beside the program's own law is an `info`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from pratique.files.outward import for_markdown
from pratique.reports.marks import late_marks, marks_of
from pratique.usecases.answer.answer import Answer, Note


def gitlab(answers: Iterable[Answer]) -> bytes:
    """Answers -> the JSON array that GitLab's merge requests show (what, rule, severity, place)."""
    every = list(answers)
    issues: list[dict[str, object]] = [
        {
            "description": for_markdown(each.text),
            "check_name": each.rule,
            "fingerprint": each.fingerprint,
            "severity": "blocker" if each.barred else "major",
            "location": {"path": each.file, "lines": {"begin": each.line or 1}},
        }
        for answer in every
        for each in (*marks_of(answer), *late_marks(answer))
    ]
    issues += [_whose(note, answer) for answer in every for note in answer.provenance]
    return msgspec.json.format(msgspec.json.encode(issues), indent=2) + b"\n"


def _whose(note: Note, answer: Answer) -> dict[str, object]:
    text = f"Provenance, {note.about}: {note.note}"
    mark = hashlib.sha256(f"{answer.title}\0{text}".encode()).hexdigest()
    return {
        "description": for_markdown(text),
        "check_name": "provenance",
        "fingerprint": mark,
        "severity": "info",
        "location": {"path": next((each.file for each in marks_of(answer)), answer.title), "lines": {"begin": 1}},
    }
