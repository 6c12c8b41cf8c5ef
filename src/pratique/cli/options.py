"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from pratique.errors import UsageError
from pratique.files import write_whole

if TYPE_CHECKING:
    from pratique.law.book import Book

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A calendar day, written as ISO."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no calendar day; write it as 2026-11-22.", param, ctx)


DAY = Day()


ON = click.option("--on", type=DAY, help="Day of the act; overrides the dossier.")
_BOOK = click.option("--law-book", type=click.Path(dir_okay=False), help="Decide under an exported law book.")
_CONSTRUE = click.option("--construe", multiple=True, metavar="usual|cautious|NAME=VALUE", help="Fix legal facts.")
_KNOWN_ON = click.option("--known-on", type=DAY, help="State of registries and evidence (default: today).")
_LAW_ON = click.option("--law-on", type=DAY, help="State of the law book (default: the day of the act).")
_FILE = click.Path(dir_okay=False)
_REGISTRY = click.option("--registry", "registries", multiple=True, type=_FILE, help="An ownership registry.")
_LIST = click.option("--list", "lists", multiple=True, type=_FILE, help="A screening list.")
_OVERLAY = click.option("--overlay", "overlays", multiple=True, type=_FILE, help="Sign-offs and policy of a firm.")


def dates(function: F) -> F:
    """`--on`, `--law-on`, `--known-on`, `--construe`, `--law-book`."""
    for option in (_BOOK, _CONSTRUE, _KNOWN_ON, _LAW_ON, ON):
        function = option(function)
    return function


def reading(function: Callable[..., Any]) -> Callable[..., Any]:
    """How a dossier is read: `--registry`, `--list`, `--overlay` and those of `dates`, but for `--on`.

    The command takes them as one table `how`, which every use case that asks about a dossier takes apart.
    """

    @wraps(function)
    def command(**given: Any) -> Any:
        names = ("law_on", "known_on", "registries", "lists", "overlays")
        how = {name: given.pop(name) for name in names}
        how["construe"] = construed(given.pop("construe"))
        how["book"] = exported(given.pop("law_book"))
        return function(how=how, **given)

    taken: Any = command
    for option in (_BOOK, _CONSTRUE, _KNOWN_ON, _LAW_ON, _OVERLAY, _LIST, _REGISTRY):
        taken = option(taken)
    return cast("Callable[..., Any]", taken)


def exported(path: str | None) -> Book | None:
    """The law book in a file, None where none is named."""
    if path is None:
        return None
    from pratique.law.export import read_book

    return read_book(path)


def output(*formats: str) -> Callable[[F], F]:
    """`--format` among `formats` (the first by default) and `--output`."""

    def decorate(function: F) -> F:
        chosen = click.option("--format", "form", type=click.Choice(formats), default=formats[0], show_default=True)
        return click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")(
            chosen(function)
        )

    return decorate


def construed(given: tuple[str, ...]) -> str | dict[str, str] | None:
    """The constructions that `--construe` names."""
    if not given:
        return None
    words = [each for each in given if "=" not in each]
    if words:
        if len(given) > 1:
            raise UsageError("--construe takes one of usual and cautious, or NAME=VALUE several times.")
        return words[0]
    return dict(each.split("=", 1) for each in given)


def emit(data: bytes | str, path: str | None) -> None:
    """Print to stdout, or write the file whole."""
    if path is not None:
        try:
            write_whole(path, data)
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {error.strerror or error}.") from error
        click.echo(f"Wrote {path}.", err=True)
    else:
        raw = data.encode() if isinstance(data, str) else data
        stream = sys.stdout.buffer
        stream.write(raw)
        stream.flush()


def emit_answer(found: Any, text: Callable[[Any], str], form: str, path: str | None) -> None:
    """Print an answer as JSON, or as the text that is made of it."""
    if form == "json":
        import msgspec

        emit(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n", path)
    else:
        emit(text(found), path)


def use_colour(path: str | None) -> bool:
    """Whether to colour: a terminal, no NO_COLOR, no file."""
    return path is None and not os.environ.get("NO_COLOR") and sys.stdout.isatty()
