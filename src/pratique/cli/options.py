"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pratique.cli.completing import COUNTRIES, STATED
from pratique.cli.say import emit
from pratique.errors import UsageError
from pratique.files.clock import iso_day

F = TypeVar("F", bound=Callable[..., Any])
FoundT = TypeVar("FoundT")


if TYPE_CHECKING:
    _DayType = click.ParamType[date]
else:
    _DayType = click.ParamType  # not generic before click 8.3


class Day(_DayType):
    """A calendar day, written as ISO."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        if (day := iso_day(value)) is None:
            self.fail(f"{value!r} is no calendar day; write it as 2026-11-22.", param, ctx)
        return day


DAY = Day()


class Finite(click.FloatRange):
    """A number between two others; NaN lies between none, though it compares with nothing."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        found = super().convert(value, param, ctx)
        if found != found:
            self.fail(f"{value!r} is no number.", param, ctx)
        return found


def output(*formats: str) -> Callable[[F], F]:
    """`--format` among `formats` (the first by default) and `--output`."""

    def decorate(function: F) -> F:
        chosen = click.option("--format", "form", type=click.Choice(formats), default=formats[0], show_default=True)
        return click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")(
            chosen(function)
        )

    return decorate


def goods(function: F) -> F:
    """`--hs`, `--origin` and `--fact`: the goods that a model describes, said without a file or beside it."""
    for option in (
        click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", shell_complete=STATED, help=OF_GOODS),
        click.option("--origin", shell_complete=COUNTRIES, help="Without FILE: the country of origin."),
        click.option("--hs", "code", help="Without FILE: the code of the Harmonized System, 6, 8 or 10 digits."),
    ):
        function = option(function)
    return function


OF_GOODS = "Any fact by its full name, as vehicle.powertrain=BEV."


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


def emit_answer(found: Any, text: Callable[[Any], str], form: str, path: str | None) -> None:
    """Print an answer as JSON, or as the text that is made of it; as a page or Markdown of that text."""
    if form == "json":
        from pratique.files.plain import as_json

        emit(as_json(found), path, outcome=lambda: text(found))
    else:
        emit_lines(lambda: text(found), form, path)


def emit_rows(found: FoundT, rows: Callable[[FoundT], Iterable[str]], form: str) -> None:
    """Print an answer as JSON, or as the lines that are made of it."""
    emit_answer(found, lambda each: "\n".join(rows(each)) + "\n", form, None)


def emit_told(as_json: Callable[[], bytes | str], told: Callable[[], str], form: str, path: str | None) -> None:
    """Print an answer as JSON, or what is told in lines in any other form."""
    if form == "json":
        emit(as_json(), path, outcome=told)
    else:
        emit_lines(told, form, path)


def emit_lines(told: Callable[[], str], form: str, path: str | None) -> None:
    """Print what is told in lines, as they are or laid out as a page (`html`) or Markdown (`md`)."""
    if form in ("html", "md"):
        from pratique.reports.outline import markdown_of, page_of

        emit(page_of(told) if form == "html" else markdown_of(told), path, outcome=told)
    else:
        emit(told(), path, outcome=told)


def use_colour(path: str | None) -> bool:
    """Whether to colour: a terminal, no NO_COLOR, no file."""
    return path is None and not os.environ.get("NO_COLOR") and sys.stdout.isatty()
