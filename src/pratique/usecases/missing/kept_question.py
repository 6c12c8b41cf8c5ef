"""Where the answers to a question go: to its dossier, or to one that is made of a bill, a sheet, a model or a chip.

Rule: what was asked on the command line is written once, as it was understood, before the first answer; after that
the dossier is the question, and nothing of it is rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pratique.deciding.asked import Options
from pratique.dossier.model import is_model
from pratique.dossier.question import is_dossier
from pratique.dossier.toml import document
from pratique.errors import UsageError
from pratique.files import write_together
from pratique.usecases.questions import STDIN, SaidBeside, Subject, asked_beside

MADE = ".dossier.toml"


def home_of(file: str | None, chip: str | None, asked: Subject) -> Path:
    """The dossier that keeps the answers to what was asked of a file, or of a chip. Raises UsageError.

    It is the file itself where that is a dossier; else one beside it, which must not be there yet.
    """
    if isinstance(asked, Path) or (file is not None and not is_model(file) and is_dossier(file)):
        return Path(file or "")
    if file == STDIN or (file is None and chip is None):
        raise UsageError("What comes by standard input has no place for answers: name a file.")
    about = Path(file) if file is not None else Path(re.sub(r"[^\w.-]+", "-", chip or "").strip("-.").lower())
    home = about.with_name(about.stem + MADE) if file is not None else Path(about.name + MADE)
    if home.exists():
        raise UsageError(
            f"{home} holds this question already: name it instead. `pratique ask {home}` goes on with it."
        )
    return home


@contextmanager
def kept_beside(dossier: str | Path | None, said: SaidBeside) -> Iterator[tuple[Path, Options]]:
    """What a function was given -> the file of its dossier, and the options of `check`.

    A bill, a sheet or a chip with an act is kept as a dossier beside it, as `pratique questionnaire` keeps it.
    Raises InvalidInput, and UsageError where there is no file that could keep answers.
    """
    asked, options = asked_beside(dossier, said)
    if isinstance(asked, str | Path):
        yield Path(asked), options
        return
    if dossier is not None and not isinstance(dossier, str | Path):
        raise UsageError("Replies are read into a file: name the dossier, or the bill with into and act.")
    home = home_of(None if dossier is None else str(dossier), said.get("chip"), asked)
    with kept_if_asked(asked, home):
        yield home, options


@contextmanager
def kept_if_asked(asked: Subject, home: Path) -> Iterator[Path]:
    """The dossier of what was asked, `home`, written where it is not there yet and taken away where asking fails."""
    made = keep_question(asked, home)
    try:
        yield home
    except BaseException:
        for each in made:
            each.unlink(missing_ok=True)
        raise


def keep_question(asked: Subject, home: Path) -> list[Path]:
    """Write what was asked as the dossier `home`, where it is not there yet: the files made. Raises InvalidInput."""
    if isinstance(asked, Path) or home.exists():
        return []
    new = [home.with_name(name) for name in asked.held if not home.with_name(name).exists()]
    head = "# The question as it was asked on the command line; correct it here. Answers stand beside it.\n"
    whole = (head + document(asked.data)).encode()
    write_together(home.parent, {**asked.held, home.name: whole})  # held: the bill of each lot, cut out of the sheet
    return [*new, home]
