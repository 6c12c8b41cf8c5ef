"""Whether an answer would be written over a file that its question reads: named on the line, by a dossier, beside it.

Rule: a file is the same by where it leads, not by how it is written. What a dossier names is every text in it that
leads to a file, under whatever key, so that no kind of input is forgotten; nothing is looked at where the output is
a new file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pratique.errors import InvalidInput, UsageError

OUTPUTS = ("-o", "--output", "--svg", "--bods")
"""The options that name a file that is written."""
_LONGEST = 4096
_OWN = ("screening-decisions.toml", "answers.toml")
_OWN_ENDINGS = (".answers.toml", ".overlay.toml", ".columns.toml", ".form.toml", ".key")
"""What is kept beside a dossier under its name."""


def refuse_over_input(given: Sequence[str]) -> None:
    """Raise UsageError where a word of the command line would have an answer written over what is asked about."""
    words = [part for each in given for part in _apart(each)]
    for at, word in enumerate(words[:-1]):
        target = words[at + 1]
        if word not in OUTPUTS or not os.path.isfile(target):
            continue
        others = (*words[: at + 1], *words[at + 2 :])
        if any(_is_same(other, target) for other in (*others, *_named_by(others, target))):
            raise UsageError(
                f"{word} names {target!r}, which the question reads: it would be lost. Name another file."
            )


def _apart(word: str) -> list[str]:
    """A word of the command line, the value of an option that is written to it apart: `--output=F`, `-oF`."""
    if word.startswith("--"):
        return word.split("=", 1)
    return [word[:2], word[2:]] if word.startswith("-o") and len(word) > 2 else [word]


def _is_same(path: str, target: str) -> bool:
    try:
        return os.path.isfile(path) and os.path.samefile(path, target)
    except (OSError, ValueError):
        return False


def _named_by(words: Iterable[str], target: str) -> Iterator[str]:
    """The files that the dossiers among some words name, or that stand beside them and are read with them."""
    for file in _documents(words, target):
        folder, name = os.path.split(file)
        stem = os.path.splitext(name)[0]
        yield file
        yield from (os.path.join(folder, each) for each in (*_OWN, *(f"{stem}{end}" for end in _OWN_ENDINGS)))
        for text in _texts_of(file):
            yield os.path.join(folder, text)


def _documents(words: Iterable[str], target: str) -> Iterator[str]:
    """The files among some words, and in the folders among them, that may name others."""
    from pratique.dossier.folders import ENDINGS, dossiers_in

    for word in words:
        if os.path.isdir(word):
            yield from map(str, dossiers_in(Path(word)))
        elif word.lower().endswith(ENDINGS) and os.path.isfile(word) and not _is_same(word, target):
            yield word


def _texts_of(file: str) -> frozenset[str]:
    """Each text in a dossier that may be the name of a file; none where it cannot be read, which is told later."""
    from pratique.dossier.document import load_toml_or_json

    try:
        return frozenset(_texts(load_toml_or_json(Path(file))))
    except InvalidInput:
        return frozenset()


def _texts(plain: Any) -> Iterator[str]:
    left = [plain]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += one.values()
        elif isinstance(one, list):
            left += one
        elif isinstance(one, str) and 0 < len(one) <= _LONGEST and "\0" not in one:
            yield one
