"""A dossier read from its file, with the answers that stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pratique.dossier.answers import answers_file, join_answers
from pratique.dossier.document import Dossier, dossier_of, parse_document, refuse_bill
from pratique.errors import Place


def read_dossier(path: str | Path) -> Dossier:
    """The dossier of a TOML or JSON file, with the answers beside it. Raises InvalidInput with every finding."""
    raw, text = parse_document(path)
    refuse_bill(raw, Place(str(path)))
    dossier = dossier_of(raw, str(path), text)
    if dossier.settings.answers_files or answers_file(path).is_file():
        join_answers(dossier)
    return dossier


def dossier_from(data: Mapping[str, Any], file: str = "dossier") -> Dossier:
    """A dossier given as plain data, with the answers of the files that it names; `file` is where it stands for.

    Raises InvalidInput with every finding.
    """
    dossier = dossier_of(dict(data), file)
    if dossier.settings.answers_files:
        join_answers(dossier, kept_beside=False)
    return dossier
