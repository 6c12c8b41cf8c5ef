"""The examples that come with the program: what there is, and a copy of one to work on.

Rule: an installed program finds them in its own package, a checkout beside its sources; a copy never replaces a file.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from pratique.errors import UsageError
from pratique.files import read_bytes, write_folder
from pratique.files.plain import AnswerRows

_PACKAGE = Path(__file__).parents[1]


def examples_folder() -> Path:
    """The folder that holds the examples, one folder each. Raises UsageError where it is not installed."""
    for folder in (_PACKAGE / "examples", _PACKAGE.parents[1] / "examples"):
        if folder.is_dir():
            return folder
    raise UsageError("The examples are not installed with this program; they are in its source distribution.")


def example_names() -> tuple[str, ...]:
    """The names of the examples, in order."""
    return tuple(sorted(each.name for each in examples_folder().iterdir() if each.is_dir() and each.name[0] != "_"))


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A shipped example: its name, its folder, the files in it."""

    name: str
    folder: str
    files: tuple[str, ...]


def examples() -> AnswerRows[Example]:
    """Nothing -> every example that comes with the program, by name. Raises UsageError where none is installed.

    >>> [each.name for each in pratique.examples()][:2]
    ['aurora', 'automation']
    """
    return AnswerRows(_example(examples_folder() / name) for name in example_names())


def _example(folder: Path) -> Example:
    files = sorted(each.name for each in folder.iterdir() if each.is_file())
    return Example(name=folder.name, folder=str(folder), files=tuple(files))


def copy_example(name: str, target: str | Path) -> AnswerRows[Path]:
    """The name of an example and a new folder -> the files of the copy. Raises UsageError where the folder exists.

    >>> [each.name for each in pratique.examples_copy("holding", "mine")]
    ['dossier.toml']
    """
    if name not in example_names():
        raise UsageError(f"There is no example {name!r}; there are {', '.join(example_names())}.")
    folder = Path(target)
    if folder.exists():
        raise UsageError(f"{folder} exists; name a new folder.")
    files = {
        each.name: read_bytes(each)
        for each in sorted((examples_folder() / name).iterdir())
        if each.is_file() and not each.name.endswith((".key", ".answers.toml"))
    }
    write_folder(folder, files)
    return AnswerRows(folder / each for each in files)
