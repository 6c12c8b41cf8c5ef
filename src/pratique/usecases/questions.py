"""What a command line asks: files, folders, standard input, a chip by name; each becomes a dossier.

Rule: every input is read as it would be alone; a folder stands for the dossiers in it, by name, those of folders
below too; nothing that is no dossier is passed over where it was named itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from pratique.deciding.asked import Options, OptionsOfAnyDay
from pratique.dossier.document import Dossier, dossier_of, plain_toml
from pratique.dossier.folders import dossiers_in
from pratique.dossier.model import VehicleModel, is_model, model_dossier, model_of, read_model, says_model
from pratique.dossier.model_stating import stating
from pratique.dossier.question import BILL_MARKS, enriched, facts_of, is_dossier, question_about, question_of_chip
from pratique.dossier.read import read_dossier
from pratique.errors import InvalidInput, Place, UsageError
from pratique.files import decode_text, load_json, refusal
from pratique.files.clock import today
from pratique.value_class import dataclass

Subject = Dossier | Path
"""What a question is asked of."""
STDIN = "-"
PIPED = "standard input"
MOST_DOSSIERS = 10_000


SAID = ("into", "out_of", "act", "role", "model_year")
"""What is said beside a bill of materials."""


@dataclass(frozen=True, slots=True)
class BesideFiles:
    """What is said of files beside them.

    `said` are words by their names in `SAID`, `facts` are `NAME=VALUE`, `on` is the day of the act, `columns` the
    file that says what the columns of a table mean.
    """

    said: Mapping[str, str | None]
    facts: tuple[str, ...] = ()
    on: date | None = None
    columns: str | None = None

    @property
    def day(self) -> date:
        """The day of the act, today where none is said."""
        return self.on or today()

    def options(self, *but: str) -> str:
        """The words that are said, as options of the command line: `--into, --act`."""
        named = (name for name, value in self.said.items() if value and name not in but)
        return ", ".join(f"--{name.replace('_', '-')}" for name in named)


@dataclass(frozen=True, slots=True)
class CommandLine:
    """The dossiers to answer, in order; `taken_day` is today where a bill came without a day."""

    dossiers: tuple[Subject, ...]
    taken_day: date | None = None


def questions(
    files: Sequence[str], beside: BesideFiles, *, chip: str | None = None, stdin: Callable[[], bytes]
) -> CommandLine:
    """Files, folders and `-`, or a chip by its name, with what is said beside them -> what each asks of.

    Raises InvalidInput, UsageError.
    """
    if chip is not None:
        if files or beside.columns is not None:
            raise UsageError("--chip asks of a chip alone: leave the files out.")
        return _command_line([(question_of_chip(chip, beside.said, beside.facts, beside.day), True)], beside)
    if not files:
        raise UsageError("Name a dossier, a folder, a bill of materials or -; or a chip with --chip.")
    return _command_line([_asked(file, beside, stdin) for file in _every(files)], beside)


Asking = tuple[Subject, bool]
"""What is asked of, and whether the day of its act is the one that is said beside it."""


def _command_line(found: Sequence[Asking], beside: BesideFiles) -> CommandLine:
    takes_today = beside.on is None and any(is_dated for _, is_dated in found)
    return CommandLine(tuple(each for each, _ in found), beside.day if takes_today else None)


def _asked(file: str, beside: BesideFiles, stdin: Callable[[], bytes]) -> Asking:
    """What one file asks, by what it is."""
    if file == STDIN:
        return _from_stdin(stdin(), beside)
    if is_model(file):
        return _entering(read_model(file), beside), True
    if is_dossier(file, asked=any(beside.said.values())):
        return _dossier(file, beside), False
    return _table_or_bill(file, beside)


def one_question(
    file: str | None, beside: BesideFiles, *, chip: str | None = None, stdin: Callable[[], bytes]
) -> CommandLine:
    """A dossier, a model, a sheet of cases, a bill of materials or a chip as one question, as `check` reads it.

    Raises InvalidInput, UsageError.
    """
    found = questions(() if file is None else (file,), beside, chip=chip, stdin=stdin)
    if len(found.dossiers) > 1:
        raise UsageError(f"{file} holds {len(found.dossiers)} dossiers; name one.")
    return found


def question(
    bill: str | Path | None = None,
    *,
    chip: str | None = None,
    on: date | None = None,
    columns: str | Path | None = None,
    facts: Mapping[str, object] | None = None,
    **said: str | int | None,
) -> Dossier:
    """A bill of materials, or the name of a chip, with an act -> the dossier that every other function takes.

    `said` is into, out_of (ISO 3166-1 alpha-2), act, role, model_year, as on the command line of `check`; `facts`
    are any by their full names; `on` is the day of the act (today). Raises InvalidInput, UsageError.

    >>> from datetime import date
    >>> import pratique
    >>> asked = pratique.question(chip="NVIDIA H20 SXM", act="export", out_of="US", into="CN", on=date(2026, 2, 1))
    >>> pratique.check(asked, known_on=date(2026, 11, 22)).verdict.worst
    'licence required'
    """
    strange = sorted(set(said) - set(SAID))
    if strange:
        raise UsageError(f"A question has no {', '.join(strange)}; it has {', '.join(SAID)}.")
    words = {name: None if said.get(name) is None else str(said[name]) for name in SAID}
    stated = tuple(f"{name}={_literal(value)}" for name, value in (facts or {}).items())
    files = () if bill is None else (str(bill),)
    beside = BesideFiles(words, stated, on, None if columns is None else str(columns))
    asked = questions(files, beside, chip=chip, stdin=lambda: b"")
    (found,) = asked.dossiers
    return found if isinstance(found, Dossier) else read_dossier(found)


class SaidBesideOnAnyDay(OptionsOfAnyDay, total=False):
    """The same as `SaidBeside` for a question that moves the day of the act itself."""

    into: str | None
    out_of: str | None
    act: str | None
    role: str | None
    model_year: str | int | None
    columns: str | Path | None
    facts: Mapping[str, object] | None
    chip: str | None


class SaidBeside(SaidBesideOnAnyDay, Options, total=False):
    """The options of `check` and, of a bill of materials or a chip, what `question` takes beside it."""


_OF_A_QUESTION = (*SAID, "columns", "facts", "chip")


def asked_beside(dossier: Any, said: SaidBesideOnAnyDay) -> tuple[Any, Options]:
    """What a function was given -> what it asks of, and its options: a bill or a chip with an act becomes a dossier.

    Raises InvalidInput, and UsageError where a dossier is given with what it says itself.
    """
    given = {name: value for name, value in said.items() if name in _OF_A_QUESTION and value is not None}
    options = cast(Options, {name: value for name, value in said.items() if name not in _OF_A_QUESTION})
    if not given:
        if dossier is None:
            raise UsageError("Give a dossier, a bill of materials with into and act, or chip=.")
        return dossier, options
    if isinstance(dossier, Dossier | Mapping):
        words = ", ".join(given)
        raise UsageError(f"{words} go with a bill of materials; a dossier says it in its transactions.")
    return question(dossier, on=options.get("on"), **cast("dict[str, Any]", given)), options


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list | tuple) else str(value)


def subject(file: str, beside: BesideFiles) -> CommandLine:
    """A dossier, or a bill of materials with an act and a market (which a dossier says itself), as one question.

    Raises InvalidInput, UsageError.
    """
    if is_dossier(file):
        return CommandLine((_with_facts(file, beside.facts),))
    return _command_line([(question_about(file, dict(beside.said), beside.facts, beside.day), True)], beside)


def _every(files: Sequence[str]) -> Iterator[str]:
    """The files, folders as the dossiers in them."""
    for file in files:
        if not Path(file).is_dir() or file == STDIN:
            yield file
            continue
        inside = [str(each) for each in dossiers_in(Path(file))]
        if not inside or len(inside) > MOST_DOSSIERS:
            step = "Name a folder in which files have [[transactions]], or the files themselves."
            message = (
                f"The folder {file!r} holds {len(inside)} dossiers; one can be read that holds 1 to {MOST_DOSSIERS}."
            )
            raise refusal("folder.dossiers", message, Place(file), step)
        yield from inside


def _dossier(file: str, beside: BesideFiles) -> Subject:
    if beside.columns is not None:
        raise UsageError("--columns goes with a table; a dossier says it in the entry of its bill.")
    if words := beside.options():
        raise UsageError(f"{words} go with a bill of materials; a dossier says it in its transactions.")
    return _with_facts(file, beside.facts)


def _with_facts(file: str, facts: tuple[str, ...]) -> Subject:
    return enriched(file, facts) if facts else Path(file)


def _entering(model: VehicleModel, beside: BesideFiles) -> Dossier:
    """A model as the dossier of its entry into each market: those of --into, else those that it names."""
    if words := beside.options("into"):
        raise UsageError(f"{words} go with a bill of materials; a model enters a market: name it with --into.")
    markets = [each.strip() for each in (beside.said.get("into") or "").split(",") if each.strip()]
    return model_dossier(stating(model, beside.facts), markets, beside.day)


def _table_or_bill(file: str, beside: BesideFiles, held: bytes | None = None) -> Asking:
    """What a table of cases, or else a bill of materials, asks; `held` is what it says, where it is no file."""
    from pratique.dossier.case_sheet import case_sheet  # readers of tables, which no dossier needs

    sheet = case_sheet(file, beside.said, facts_of(beside.facts), beside.on, beside.columns, held)
    if sheet is not None:
        return sheet, False
    return question_about(file, dict(beside.said), beside.facts, beside.day, beside.columns, held), True


def _from_stdin(data: bytes, beside: BesideFiles) -> Asking:
    """What standard input asks: a dossier or a model by what it says, else a sheet or a bill.

    The files that a dossier names are beside the caller.
    """
    place = Place(PIPED)
    raw = _asking(data, place, any(beside.said.values()))
    if raw is None:
        return _table_or_bill(PIPED, beside, data)
    text = decode_text(data, place)
    if says_model(data):
        return _entering(model_of(raw, PIPED, text), beside), True
    return dossier_of(raw, PIPED, text), False


def _asking(data: bytes, place: Place, asked: bool) -> dict[str, object] | None:
    """The plain data of a dossier or a model; None for anything else. Raises InvalidInput where it is a broken one.

    JSON that shows no mark of a bill is one, so that it is told what is wrong with it, unless the question was
    `asked` beside it.
    """
    speaks = b"transactions" in data or says_model(data)
    if data.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{"):
        is_bill = any(mark in data.replace(b"\0", b"") for mark in BILL_MARKS)
        return None if is_bill or (asked and not speaks) else dict(load_json(data, place))
    try:
        return plain_toml(decode_text(data, place), place)
    except InvalidInput:
        if b"[[transactions]]" in data:
            raise
        return None
