"""Answers that came after the dossier was written: kept in a file beside it, given to the elements they are about.

Rule: `dossier.answers.toml` beside `dossier.toml` is read with it, as is every file that the dossier names under
`answers_files`; each holds `[[answers]]` as the dossier itself may, and `[[withdrawals]]` of any of them, and is only
ever appended to. An answer about "any other source" makes that phantom an element of its own; that there is none
closes the list.
Invariant: an answer never replaces another: two that differ leave the fact unknown with both kept (see `evidence`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pratique.dossier.toml import written
from pratique.errors import Findings, Place
from pratique.files import contained, exclusive, is_called, write_whole

if TYPE_CHECKING:
    from pratique.dossier.document import Dossier, Withdrawal


def answers_file(dossier: str | Path) -> Path:
    """Where the answers to a dossier are kept: `dossier.answers.toml` beside `dossier.toml`."""
    return Path(dossier).with_suffix(".answers.toml")


def join_answers(dossier: Dossier, kept_beside: bool = True) -> None:
    """Add the answers of the files that a dossier names, and of the one beside it, and take back what was withdrawn.

    Raises InvalidInput with every finding, by file.
    """
    named = [contained(dossier.folder, each) for each in dossier.settings.answers_files]
    beside = answers_file(dossier.file)
    every = [*named, *([beside] if kept_beside and is_called(beside) else [])]
    files = {os.path.realpath(file): file for file in every}
    findings = Findings()
    withdrawals: list[tuple[Withdrawal, Place]] = []
    answers = dossier.data.setdefault("answers", [])
    for file in files.values():
        read = read_answers(file, findings)
        dossier.elsewhere.append((len(answers), str(file), read.text))
        answers.extend(read.entries)
        withdrawals += ((each, Place(str(file))) for each in read.withdrawals)
    _take_back(dossier, withdrawals, findings)
    findings.refuse()


def _take_back(dossier: Dossier, withdrawals: list[tuple[Withdrawal, Place]], findings: Findings) -> None:
    if withdrawals and not findings:
        from pratique.dossier.withdrawals import matched, taken_back

        answers = dossier.data["answers"]
        for index, withdrawal in matched(answers, withdrawals, findings).items():
            dossier.withdrawn[index] = (answers[index], withdrawal)
            answers[index] = taken_back(answers[index], withdrawal)


class AnswersRead(NamedTuple):
    """What an answers file holds, with its text."""

    entries: list[dict[str, Any]]
    withdrawals: list[Withdrawal]
    text: str


def read_answers(path: Path, findings: Findings) -> AnswersRead:
    """What an answers file holds; what breaks the schema goes into `findings`."""
    from pratique.dossier import document as dossiers
    from pratique.dossier.faults import faults
    from pratique.dossier.withdrawals import withdrawals_in

    text = dossiers.read_text(path)
    plain = dossiers.plain_toml(text, Place(str(path)))
    strange = sorted(set(plain) - {"answers", "withdrawals"})
    if strange:
        findings.add(
            "answers.table",
            f"An answers file holds [[answers]] and [[withdrawals]], not {', '.join(strange)}.",
            Place(str(path)),
            "Move it into the dossier.",
        )
    entries = plain.get("answers", [])
    for pointer, message in faults({"transactions": [{"act": "?"}], "answers": entries}):
        line = dossiers.line_of(text, pointer)
        place = Place(str(path), pointer, line)
        findings.add("answers.schema", f"{pointer}: {message}.", place, "See `pratique schema dossier`.")
    return AnswersRead(entries, list(withdrawals_in(plain, path, text, findings)), text)


def append_answers(path: Path, entries: Iterable[Mapping[str, Any]], withdrawals: Iterable[Withdrawal] = ()) -> int:
    """Append withdrawals and the entries that the file does not hold yet, all or none; how many entries were new.

    A reply that is read again stays withdrawn if it was; what is given at the same time as a withdrawal is new.
    """
    with exclusive(path):
        return _appended(path, entries, withdrawals)


def _appended(path: Path, entries: Iterable[Mapping[str, Any]], withdrawals: Iterable[Withdrawal]) -> int:
    read = AnswersRead([], [], "")
    if path.is_file():
        findings = Findings()
        read = read_answers(path, findings)
        findings.refuse()
    taken = [{name: value for name, value in asdict(each).items() if value} for each in withdrawals]
    new: list[Mapping[str, Any]] = []
    for entry in entries:
        if taken or (entry not in read.entries and entry not in new):
            new.append(entry)
    tables = [*(written(each, "withdrawals") for each in taken), *map(written, new)]
    if tables:
        head = read.text or "# Answers to the dossier beside this file; appended to, never changed.\n"
        write_whole(path, head.rstrip("\n") + "\n" + "".join(f"\n{each}" for each in tables))
    return len(new)
