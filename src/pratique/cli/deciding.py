"""Options that say under which law, on which day and on what further evidence a dossier is decided.

Rule: every command that decides a dossier takes the same options and means the same by them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from pratique.cli.options import construed, dates

F = TypeVar("F", bound=Callable[..., Any])


def deciding(function: F) -> F:
    """The options of `dates`, and `--registry`, `--list`, `--overlay`."""
    path = click.Path(dir_okay=False)
    for option in (
        click.option("--overlay", "overlays", multiple=True, type=path, help="Sign-offs and policy of a firm."),
        click.option("--list", "lists", multiple=True, type=path, help="A screening list."),
        click.option("--registry", "registries", multiple=True, type=path, help="An ownership registry."),
    ):
        function = option(function)
    return dates(function)


def decision(given: Mapping[str, Any]) -> dict[str, Any]:
    """What these options come to, as `pratique.usecases.decided` takes them. Raises InvalidInput, UsageError."""
    kept = {name: value for name, value in given.items() if name not in ("construe", "law_book")}
    book = None
    if given.get("law_book") is not None:
        from pratique.law.export import read_book

        book = read_book(given["law_book"])
    return kept | {"construe": construed(given["construe"]), "book": book}
