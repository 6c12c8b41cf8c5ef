"""What was said with files named from the dossier's folder, so that it does not tell where it was said.

Invariant: a dossier gives the same words wherever its folder lies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import msgspec

from pratique.errors import Finding
from pratique.usecases.answer.answer import Answer

_FOLDER = "the dossier's folder"


def beside(answer: Answer, folder: Path) -> Answer:
    """The answer with files named from `folder`."""
    return msgspec.convert(shortened(msgspec.to_builtins(answer), folder), Answer)


def findings_beside(findings: Iterable[Finding], folder: Path) -> tuple[Finding, ...]:
    """The findings with files named from `folder`."""
    return tuple(
        replace(
            each,
            message=_without(each.message, folder),
            next_step=_without(each.next_step, folder),
            value=None if each.value is None else _without(each.value, folder),
            place=replace(each.place, file=short(each.place.file, folder)),
        )
        for each in findings
    )


def _without(text: str, folder: Path) -> str:
    """A sentence that names neither the folder nor what leads to it."""
    plain = short(text, folder)
    return plain if str(folder) == "." else plain.replace(f"'{folder}'", _FOLDER).replace(str(folder), _FOLDER)


def shortened(value: object, folder: Path) -> object:
    """Plain data with files named from `folder`."""
    match value:
        case str():
            return short(value, folder)
        case dict():
            return {key: shortened(inner, folder) for key, inner in value.items()}
        case list() | tuple():
            return [shortened(inner, folder) for inner in value]
        case _:
            return value


def short(text: str, folder: Path) -> str:
    """A text with files named from `folder`."""
    prefix = f"{folder}/"
    return text if prefix == "./" else text.replace(prefix, "")
