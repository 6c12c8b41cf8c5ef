"""Options that say under which law, on which day and on what further evidence a dossier is decided.

Rule: every command that decides a dossier takes the same options and means the same by them.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from pratique.cli.completing import CITES, CONSTRUED, FACTS
from pratique.cli.options import DAY, construed
from pratique.cli.say import say

if TYPE_CHECKING:
    from datetime import date

    from pratique.usecases.questions import BesideFiles, CommandLine, Subject

F = TypeVar("F", bound=Callable[..., Any])


def deciding(function: F) -> F:
    """`--on`, and under which law, constructions, registries, lists, sign-offs and presumptions."""
    return click.option("--on", type=DAY, help="Day of the act; overrides the dossier.")(deciding_any_day(function))


def only(function: F) -> F:
    """`--only`: a question to some instruments; no paper is made of its answer."""
    option = click.option(
        "--only",
        multiple=True,
        metavar="INSTRUMENT",
        shell_complete=CITES,
        help="Ask this instrument alone; what is left out is named.",
    )
    return option(function)


def deciding_any_day(function: F) -> F:
    """The same for a command that moves the day of the act itself: without `--on`."""
    path = click.Path(dir_okay=False)
    for option in (
        click.option(
            "--revoke",
            multiple=True,
            metavar="FACT",
            shell_complete=FACTS,
            help="Take nothing for granted of this fact.",
        ),
        click.option("--presume", multiple=True, metavar="SET", help="Take a named set for granted: ordinary, ..."),
        click.option("--overlay", "overlays", multiple=True, type=path, help="Sign-offs and policy of a firm."),
        click.option("--list", "lists", multiple=True, type=path, help="A screening list."),
        click.option("--registry", "registries", multiple=True, type=path, help="An ownership registry."),
        click.option("--law-book", type=path, help="Decide under an exported law book, or pack:NAME."),
        click.option(
            "--construe",
            multiple=True,
            metavar="usual|cautious|NAME=VALUE",
            shell_complete=CONSTRUED,
            help="Fix legal facts.",
        ),
        click.option("--known-on", type=DAY, help="State of registries and evidence (default: today)."),
        click.option("--law-on", type=DAY, help="State of the law book (default: the day of the act)."),
    ):
        function = option(function)
    return function


def asking_of_one(function: F) -> F:
    """The same for a command that asks of one thing, which may be a chip by its name in the place of a file."""
    option = click.option("--chip", help="Instead of a file: a chip of the table by its name.")
    return option(asking(function))


def asking(function: F) -> F:
    """What is asked of a file that does not say it itself: a model, a sheet of cases, a bill of materials."""
    for option in (
        click.option("--columns", type=click.Path(dir_okay=False), help="For a table: what its columns mean."),
        click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", help="Any fact by its full name."),
        click.option("--model-year", help="For a bill of materials: the vehicle's model year."),
        click.option("--role", help="For a bill of materials: manufacturer, importer, supplier, ..."),
        click.option("--act", help="For a bill or a sheet: import, sale, data_export, ..."),
        click.option("--out-of", help="For a bill or a sheet: the country it comes from."),
        click.option("--into", help="For a model, a bill or a sheet: the market."),
    ):
        function = option(function)
    return function


NOT_ASKED = frozenset({"exposure", "pending", "fail_on", "verbose", "form", "output"})
"""Options that say how an answer looks and not of what it is; the other questions do not take them."""


def as_typed(step: str, file: str | None) -> str:
    """A sentence that names commands of the program -> the same with the file and the words of this call behind each.

    What came by standard input cannot be asked of again, and a name with signs of its own is left to the reader.
    """
    from pratique.reports.text import COMMAND

    context = click.get_current_context()
    words = [] if file is None else [file]
    for option in context.command.params:
        given = context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE
        if isinstance(option, click.Option) and given and option.name not in NOT_ASKED:
            value = context.params[option.name or ""]
            for each in value if option.multiple else (value,):
                words += [max(option.opts, key=len), str(each)]
    told = shlex.join(words)
    if file == "-" or not words or not told.isprintable() or not set("`<>").isdisjoint(told):
        return step
    return COMMAND.sub(lambda found: f"`{found[1]} {told}`", step)


def beside_files(given: dict[str, Any], on: date | None) -> BesideFiles:
    """What the options of `asking` say beside the files; they are taken out of `given`."""
    from pratique.usecases.questions import SAID, BesideFiles

    said = {name: given.pop(name, None) for name in SAID}
    return BesideFiles(said, given.pop("facts", ()), on, given.pop("columns", None))


def piped() -> bytes:
    """What stands on standard input."""
    return sys.stdin.buffer.read()


def say_taken_day(asked: CommandLine) -> None:
    """Tell, where it is so, that the day of the act is taken to be today."""
    if asked.taken_day is not None:
        say(f"No --on: the day of the act is taken to be today, {asked.taken_day} (UTC).", err=True)


def asked_of(file: str | None, given: dict[str, Any]) -> tuple[Subject, dict[str, Any]]:
    """The question of a file or a chip, and the options of its decision; what `asking` gave is taken out of `given`.

    Raises InvalidInput, UsageError.
    """
    from pratique.usecases.questions import one_question

    beside, chip = beside_files(given, given.get("on")), given.pop("chip", None)
    how = decision(given)
    asked = one_question(file, beside, chip=chip, stdin=piped)
    say_taken_day(asked)
    return asked.dossiers[0], how


def decision(given: Mapping[str, Any]) -> dict[str, Any]:
    """What these options come to, as `pratique.deciding.decision` takes them. Raises InvalidInput, UsageError."""
    kept = {name: value for name, value in given.items() if name not in ("construe", "law_book")}
    return kept | {"construe": construed(given["construe"]), "book": named_book(given.get("law_book"))}


def named_book(named: str | None, done: str = "Decided under") -> Any:
    """The law book that `--law-book` names, and a line on stderr, so that whatever the format it is seen."""
    if named is None:
        return None
    from pratique.usecases.book.books import book_of

    book = book_of(named)
    assert book is not None
    say(f"{done} the law book {named} (SHA-256 {book.hash[:16]}), not the built-in one.", err=True)
    return book
