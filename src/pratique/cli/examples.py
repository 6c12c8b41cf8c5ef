"""`pratique examples`: the shipped examples, and a copy of one to work on."""

from __future__ import annotations

import click

from pratique.cli.say import say
from pratique.errors import UsageError


@click.command("examples")
@click.argument("action", type=click.Choice(["list", "copy"]), default="list")
@click.argument("name", required=False)
@click.option("-o", "--output", type=click.Path(), help="With copy: the new folder (default: the example's name).")
def command(action: str, name: str | None, output: str | None) -> None:
    """The examples that come with the program: `list` them, or `copy` one to work on.

    \b
    pratique examples
    pratique examples copy shanghai-app -o first/
    pratique check first/dossier.toml
    """
    from pratique.usecases.examples import copy_example, example_names

    if action == "list":
        if name is not None:
            raise UsageError(f"To copy it: pratique examples copy {name}.")
        for each in example_names():
            say(each)
        return
    if name is None:
        raise UsageError(f"Name the example to copy: {', '.join(example_names())}.")
    for file in copy_example(name, output or name):
        say(str(file))
