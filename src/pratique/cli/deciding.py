"""Options that say under which law, on which day and on what further evidence a dossier is decided.

Rule: every command that decides a dossier takes the same options and means the same by them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from pratique.cli.completing import CONSTRUED, FACTS
from pratique.cli.options import DAY, construed
from pratique.cli.say import say

F = TypeVar("F", bound=Callable[..., Any])


def deciding(function: F) -> F:
    """`--on`, and under which law, constructions, registries, lists, sign-offs and presumptions."""
    return click.option("--on", type=DAY, help="Day of the act; overrides the dossier.")(deciding_any_day(function))


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


def decision(given: Mapping[str, Any]) -> dict[str, Any]:
    """What these options come to, as `pratique.deciding.decision` takes them. Raises InvalidInput, UsageError."""
    kept = {name: value for name, value in given.items() if name not in ("construe", "law_book")}
    book = None
    if given.get("law_book") is not None:
        from pratique.usecases.book.books import book_of

        book = book_of(given["law_book"])
        assert book is not None
        say(  # on stderr, so that every command and format has it
            f"Decided under the law book {given['law_book']} (SHA-256 {book.hash[:16]}), not the built-in one.",
            err=True,
        )
    return kept | {"construe": construed(given["construe"]), "book": book}
