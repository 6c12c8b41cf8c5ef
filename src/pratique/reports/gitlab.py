"""The answer as a Code Quality report of GitLab: one issue for each provision and element that bars or may bar.

Rule: what is barred is a `blocker`, what is undetermined a `major`; an answer that is not clear has an issue.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from pratique.files.outward import for_markdown
from pratique.reports.marks import marks_of
from pratique.usecases.answer.answer import Answer


def gitlab(answers: Iterable[Answer]) -> bytes:
    """Answers -> the JSON array that GitLab's merge requests show (what, rule, severity, place)."""
    issues = [
        {
            "description": for_markdown(each.text),
            "check_name": each.rule,
            "fingerprint": each.fingerprint,
            "severity": "blocker" if each.barred else "major",
            "location": {"path": each.file, "lines": {"begin": each.line or 1}},
        }
        for answer in answers
        for each in marks_of(answer)
    ]
    return msgspec.json.format(msgspec.json.encode(issues), indent=2) + b"\n"
