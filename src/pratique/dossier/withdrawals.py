"""Answers that were taken back: the answer stays where it was, a withdrawal beside it says that it no longer counts.

Rule: `[[withdrawals]]` stand in the answers files and name an answer by its mark, the first half of the SHA-256 of
what it says; a correction is a withdrawal with a new answer, written at once. What was said is never rewritten, and a
withdrawal of nothing is a finding.
Invariant: a withdrawn answer counts as one that knows nothing, which changes no other answer to the same fact.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pratique.dossier.document import Withdrawal
from pratique.dossier.entries import ANSWERED
from pratique.errors import Findings, Place, UsageError
from pratique.facts.proof import WITHDRAWN
from pratique.files.clock import iso_day
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.dossier.document import Dossier

SHORTEST = 4
"""So much of a mark at least is needed to name an answer."""
_KEYS = {"of", "by", "on", "reason"}


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer of the history: what it says, where it stands, and what became of it."""

    mark: str
    entry: Mapping[str, Any]
    place: str
    withdrawal: Withdrawal | None


def mark_of(entry: Mapping[str, Any]) -> str:
    """The mark of an answer (16 hexadecimal digits), the same wherever it stands."""
    return hashlib.sha256(msgspec.json.encode(entry, order="deterministic")).hexdigest()[:16]


def withdrawals_in(plain: Mapping[str, Any], path: Path, text: str, findings: Findings) -> Iterator[Withdrawal]:
    """The withdrawals of an answers file; what is wrong with one goes into `findings`."""
    from pratique.dossier.document import line_of

    for index, entry in enumerate(plain.get("withdrawals", [])):
        pointer = f"withdrawals/{index}"
        place = Place(str(path), pointer, line_of(text, pointer))
        if message := _fault(entry):
            findings.add("answers.withdrawal", message, place, "Write it by `pratique answers --withdraw`.")
        else:
            yield Withdrawal(**entry)


def _fault(entry: Any) -> str | None:
    if not isinstance(entry, Mapping) or {"of", "by", "on"} - set(entry) or set(entry) - _KEYS:
        return "A withdrawal has of, by, on and perhaps reason, nothing else."
    if not all(isinstance(value, str) for value in entry.values()):
        return "What a withdrawal says is text."
    return f"{entry['on']!r} is no calendar day." if iso_day(entry["on"]) is None else None


def matched(
    entries: Sequence[Mapping[str, Any]], withdrawals: Sequence[tuple[Withdrawal, Place]], findings: Findings
) -> dict[int, Withdrawal]:
    """Which of the answers each withdrawal takes back: of equal ones the first that still counts."""
    found: dict[int, Withdrawal] = {}
    marks = [mark_of(each) for each in entries]
    for withdrawal, place in withdrawals:
        index = next((i for i, mark in enumerate(marks) if mark == withdrawal.of and i not in found), None)
        if index is None:
            findings.add(
                "answers.withdrawn-nothing",
                f"No answer that counts has the mark {withdrawal.of}.",
                place,
                "Restore the answer as it was: what was said is withdrawn, never changed.",
            )
        else:
            found[index] = withdrawal
    return found


def taken_back(entry: Mapping[str, Any], withdrawal: Withdrawal) -> dict[str, Any]:
    """What a withdrawn answer counts as: nothing known, by whom and why."""
    source = entry.get("source") or entry.get("by") or ANSWERED
    kept = {name: entry[name] for name in ("entity", "part", "fact", "asserted_on", "confidential") if name in entry}
    return kept | {"value": {"unknown": WITHDRAWN}, "source": f"{source}; {withdrawal.words}"}


def history(dossier: Dossier) -> tuple[Kept, ...]:
    """Every answer to a dossier in the order in which it was given, those taken back with who did."""
    kept = []
    for index, counted in enumerate(dossier.entries("answers")):
        entry, withdrawal = dossier.withdrawn.get(index, (counted, None))
        kept.append(Kept(mark_of(entry), entry, str(dossier.place(f"answers/{index}")), withdrawal))
    return tuple(kept)


def named(dossier: Dossier, mark: str) -> Kept:
    """The answer that the beginning of a mark names and that still counts. Raises UsageError."""
    counting = [each for each in history(dossier) if each.withdrawal is None]
    found = [each for each in counting if each.mark.startswith(mark.lower())] if len(mark) >= SHORTEST else []
    if not found:
        raise UsageError(
            f"No answer that counts has a mark beginning with {mark!r} (at least {SHORTEST} digits); "
            f"`pratique answers {dossier.file}` lists them."
        )
    if len({each.mark for each in found}) > 1:
        raise UsageError(f"{mark!r} begins more than one mark: {', '.join(each.mark for each in found)}.")
    return found[0]
