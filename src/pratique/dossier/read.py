"""A dossier read from its file, with the answers that stand beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pratique.dossier.answers import answers_file, join_answers
from pratique.dossier.document import Dossier, dossier_of, parse_document, refuse_bill
from pratique.dossier.told import HEAD, is_told
from pratique.errors import InvalidInput, Place
from pratique.files import is_called, read_head


def read_dossier(path: str | Path) -> Dossier:
    """The dossier of a TOML or JSON file, with the answers beside it. Raises InvalidInput with every finding."""
    raw, text = parse_document(path)
    refuse_bill(raw, Place(str(path)))
    dossier = _of(raw, str(path), text)
    if dossier.settings.answers_files or is_called(answers_file(path)):
        join_answers(dossier)
    _tell_slips(dossier)
    return dossier


def _of(raw: object, file: str, text: str = "") -> Dossier:
    """The dossier of plain data. Raises InvalidInput with every finding, of the schema and of the other lines."""
    try:
        return dossier_of(raw, file, text)
    except InvalidInput as refused:
        from pratique.dossier.at_once import with_every_fault

        raise with_every_fault(refused, raw, file, text) from None


_SLIPS = {
    kind: tuple(f".{word}{end}" for word in words for end in (".toml", ".TOML", ".toml.txt", ".json"))
    for kind, words in (
        (".answers.toml", ("answers", "answer", "Answers", "ANSWERS")),
        (".overlay.toml", ("overlay", "overlays", "Overlay", "OVERLAY")),
    )
}
"""What a file beside a dossier is called by a slip, by what it should be called."""


def _tell_slips(dossier: Dossier) -> None:
    """Files that are almost called as those that are read beside a dossier, which may take back or forbid."""
    path = Path(dossier.file)
    beside = os.path.join(path.parent, "")
    given = {*dossier.settings.answers_files, *dossier.settings.overlays}
    for kind, slips in _SLIPS.items():
        names = [f"{path.stem}{slip}" for slip in slips if slip != kind]
        names += [slip.removeprefix(".") for slip in slips if slip.removeprefix(".") not in given]
        for name in names:
            if name == path.name or not is_called(beside + name):
                continue
            meant, found = path.with_suffix(kind), path.with_name(name)
            if (meant.exists() and found.exists() and found.samefile(meant)) or _is_told(found):
                continue
            message = f"{found.name!r} lies beside the dossier and is not read; {meant.name!r} would be."
            dossier.findings.add(
                "dossier.beside", message, Place(str(found)), "Rename it or take it away.", "warning"
            )


def _is_told(path: Path) -> bool:
    """Whether a file holds what this program said of a dossier; what cannot be read does not."""
    try:
        return is_told(read_head(path, HEAD))
    except InvalidInput:
        return False


def dossier_from(data: Mapping[str, Any], file: str = "dossier") -> Dossier:
    """A dossier given as plain data, with the answers of the files that it names; `file` is where it stands for.

    Raises InvalidInput with every finding.
    """
    dossier = _of(dict(data), file)
    if dossier.settings.answers_files:
        join_answers(dossier, kept_beside=False)
    return dossier
