"""`pratique facts`: the vocabulary."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import click
import msgspec

from pratique.cli.options import emit


@click.command("facts")
@click.argument("name", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")
def command(name: str | None, form: str, output: str | None) -> None:
    """Every fact that the law asks for, or those whose name is or begins with NAME.

    \b
    pratique facts
    pratique facts part.radio_frequency_max
    pratique facts party
    """
    from pratique.usecases.book.vocabulary import vocabulary

    found = vocabulary(name)
    if form == "json":
        emit(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n", output)
    else:
        emit("\n".join(_lines(found, whole=len(found) <= 3)) + "\n", output)


def _lines(found: Any, whole: bool) -> Iterator[str]:
    for each in found:
        kind = each.type + (f", {each.unit}" if each.unit else "") + (", may be none" if each.may_be_none else "")
        yield f"{each.name}  ({kind})"
        yield from _wrap(each.meaning, "    ")
        if whole:
            yield from _wrap(f"read at: {each.kind}; known by: {each.known_by}; proved by: {each.proof}", "    ")
            yield from _wrap(f"can be changed: {each.change or 'no'}", "    ")
            if each.values:
                yield from _wrap(f"values: {', '.join(each.values)}", "    ")
            if each.usual:
                yield from _wrap(f"usual: {each.usual}; cautious: {each.cautious}; cite: {each.cite}", "    ")
            yield from _wrap(f"asked by: {'; '.join(each.asked_by) or 'nothing in the book'}", "    ")


def _wrap(text: str, pad: str) -> list[str]:
    return textwrap.wrap(text, 80, initial_indent=pad, subsequent_indent=pad + "  ", break_on_hyphens=False)
