"""Answers that people give to a dossier: replies read in, one taken back or corrected, the history of all.

Rule: all of a reply is written or none of it; what was said is never rewritten; each change says what the verdict was
before and is after it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Unpack

import msgspec

from pratique.deciding.asked import Options
from pratique.deciding.decision import decided
from pratique.dossier.answers import answers_file, append_answers
from pratique.dossier.document import Withdrawal
from pratique.dossier.read import read_dossier
from pratique.dossier.withdrawals import Kept, history, mark_of, named
from pratique.errors import Place, UsageError
from pratique.files import load_json, read_bytes, refusal
from pratique.files.clock import today
from pratique.files.plain import AnswerRows, Data, Plain
from pratique.files.secrets import kept_key
from pratique.law.outcome import Range
from pratique.usecases.answer.answer import Note
from pratique.usecases.answer.provenance import whose_word
from pratique.usecases.missing.ask import Question, corrected, entry_of, typed_answer
from pratique.usecases.missing.questionnaire import dossier_hash, law_hash
from pratique.usecases.missing.replies import read_replies
from pratique.value_class import dataclass

Entry = Mapping[str, Any]
"""An answer as it is kept."""
LEDGER = "questionnaires.json"
"""The file that says, in the folder of the workbooks, what was asked of whom."""
MOST = 16 * 1024**2
"""Bytes of that file."""


@dataclass(frozen=True, slots=True)
class Differing:
    """Answers to one fact that differ, so that it stays unknown: whose fact, its name, who said what."""

    entity: str
    fact: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenAnswers(Plain):
    """What giving or taking back answers did: how many were new, in which file, and the range before and after."""

    count: int
    file: Path
    before: Range
    after: Range
    differing: tuple[Differing, ...] = ()
    mark: str = ""
    provenance: tuple[Note, ...] = ()
    """Whose word the verdicts rest on beside the program's own."""

    @property
    def exit_status(self) -> int:
        """That of the new verdict."""
        return self.after.exit_status

    def to_dict(self) -> Data:
        """The same as JSON values; a range by its best and worst outcome in words."""
        return {
            "count": self.count,
            "file": str(self.file),
            "before": _range_out(self.before),
            "after": _range_out(self.after),
            "differing": [
                {"entity": each.entity, "fact": each.fact, "sources": list(each.sources)} for each in self.differing
            ],
            "mark": self.mark,
            "provenance": [{"about": each.about, "note": each.note} for each in self.provenance],
        }


def _range_out(found: Range) -> Data:
    return {"best": found.best.words, "worst": found.worst.words}


def replies_given(
    files: str | Path | Sequence[str | Path], dossier: str | Path | None = None, **options: Unpack[Options]
) -> GivenAnswers:
    """Replies to questionnaires (XLSX) -> what reading them into the dossier's answers file did: all, or none.

    The dossier is the one that they were sent for, where none is named; `options` are those of `check`. Raises
    InvalidInput with every finding.
    """
    given = [str(each) for each in ((files,) if isinstance(files, str | Path) else files)]
    path = str(dossier) if dossier else sent_for(given[0])
    before = decided(read_dossier(path), **options)
    entries = read_replies(given, dossier=dossier_hash(path), law_book=law_hash(before), key=kept_key(path))
    new = append_answers(answers_file(path), entries)
    after = decided(read_dossier(path), **options)
    newly = {(each["entity"], each["fact"]) for each in entries}
    differing = tuple(
        Differing(key, name, tuple(one.proof.source for one in its))
        for key, name, its in after.cases.evidence.conflicts()
        if (key, name) in newly
    )
    return GivenAnswers(new, answers_file(path), before.range, after.range, differing, provenance=whose_word(after))


def sent_for(file: str) -> str:
    """The dossier that a reply's folder says it was sent for. Raises UsageError, InvalidInput."""
    ledger = Path(file).parent / LEDGER
    if not ledger.is_file():
        raise UsageError(f"{ledger} is not there to say which dossier the replies belong to: add --dossier.")
    place = Place(str(ledger))
    sent = load_json(read_bytes(ledger, MOST), place)
    dossier = sent.get("dossier") if isinstance(sent, dict) else None
    if not isinstance(dossier, str) or not dossier:
        step = "Add --dossier, or put back the file that was written with the questionnaires."
        raise refusal("questionnaires.shape", f"{ledger} does not say which dossier was asked about.", place, step)
    return str(os.path.normpath(Path(file).parent / dossier))


def ledger_with(folder: Path, made: bytes) -> bytes:
    """A folder and what was sent now -> the file that says so, with what was sent from there before.

    Raises UsageError where the folder is another dossier's, InvalidInput where what it says cannot be read.
    """
    ledger = folder / LEDGER
    if not ledger.is_file():
        return made
    before, now = (load_json(each, Place(str(ledger))) for each in (read_bytes(ledger, MOST), made))
    sent = before.get("sent") if isinstance(before, dict) else None
    if not isinstance(sent, dict) or not isinstance(before.get("dossier"), str):
        step = "Put back the file that was written with the questionnaires, or name another folder."
        raise refusal("questionnaires.shape", f"{ledger} does not say what was sent.", Place(str(ledger)), step)
    if before["dossier"] != now["dossier"]:
        raise UsageError(f"{folder} holds the questionnaires of {before['dossier']}: name another folder with -o.")
    return msgspec.json.format(msgspec.json.encode({**now, "sent": {**sent, **now["sent"]}}), indent=2) + b"\n"


def answer_withdrawn(
    path: str | Path,
    mark: str,
    *,
    by: str,
    reason: str = "",
    correct: str | None = None,
    source: str | None = None,
    **options: Unpack[Options],
) -> GivenAnswers:
    """A dossier and the mark of an answer -> what taking it back, or correcting it in the same step, did.

    Raises UsageError where no answer has the mark.

    >>> question = pratique.ask("asked/dossier.toml", known_on=day)
    >>> entry = pratique.answer("asked/dossier.toml", question, "unknown", by="J. Rivera")
    >>> mark = pratique.answers("asked/dossier.toml")[0].mark
    >>> pratique.withdraw_answer("asked/dossier.toml", mark, by="J. Rivera").mark == mark
    True
    """
    day = today()
    read = read_dossier(path)
    before = decided(read, **options)
    kept = named(read, mark)
    # Asked of an earlier state of the evidence, a correction says what was so then, as an answer to `ask` does.
    then = min(day, before.asked.known_on)
    new = [] if correct is None else [corrected(kept.entry, correct, by=by, on=then, source=source)]
    append_answers(answers_file(path), new, [Withdrawal(kept.mark, by, day.isoformat(), reason)])
    after = decided(read_dossier(path), **options)
    word = whose_word(after)
    return GivenAnswers(len(new), answers_file(path), before.range, after.range, mark=kept.mark, provenance=word)


def answers_of(path: str | Path) -> AnswerRows[Kept]:
    """A dossier -> every answer to it in the order in which it was given, those taken back with who did.

    >>> len(pratique.answers("shanghai-app/dossier.toml"))
    0
    """
    return AnswerRows(history(read_dossier(path)))


def keep_value(
    dossier: str | Path,
    question: Question,
    value: object,
    *,
    by: str,
    source: str = "own knowledge",
    on: date | None = None,
) -> dict[str, Any]:
    """A question of a dossier (`pratique.ask`) and its answer -> the entry as it was appended to the answers file.

    `value` is what a dossier would say: True, "CN", 5, [low, high], "one-of(a, b)", or "?" for not known. Raises
    UsageError for a value that does not fit.

    >>> question = pratique.ask("aurora/dossier.toml", known_on=day)
    >>> pratique.answer("aurora/dossier.toml", question, "unknown", by="J. Rivera")["fact"] == question.fact
    True
    """
    raw = typed_answer(question, value) if isinstance(value, str) and value != "?" else value
    raw = {"unknown": "not-asked"} if raw == "?" else raw
    entry = entry_of(question, raw, source=source, by=by, on=on or today())
    keep_answer(str(dossier), entry)
    return entry


def keep_answer(dossier: str, entry: Entry) -> None:
    """Append one answer to a dossier's answers file, on disk before this returns."""
    append_answers(answers_file(dossier), [entry])


def lay_answers(dossier: str | Path, entries: Sequence[Entry], taken_back: Sequence[Mapping[str, str]]) -> None:
    """Write answers that are kept elsewhere, with those taken back (of, by, on, reason), beside a dossier."""
    append_answers(answers_file(dossier), entries, [Withdrawal(**each) for each in taken_back])


def mark_of_answer(entry: Entry) -> str:
    """The mark by which an answer is named when it is taken back."""
    return mark_of(entry)
