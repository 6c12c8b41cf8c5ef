"""`pratique classify`: which class a chip, a table of chips, a model (or another thing) is in.

Rule: a subcommand is a module of this package, loaded when it is called; more are added to the table.
"""

from __future__ import annotations

import importlib

import click

SUBCOMMANDS: dict[str, tuple[str, str]] = {
    # name: (module, one line)
    "chip": ("classify_chip", "One chip: ECCN, performance, density, what is open."),
    "chips": ("classify_chips", "A table of chips (CSV), a class for each row."),
    "model": ("classify_model", "An AI model: weights in ECCN 4E091 or not."),
    "automation": ("classify_automation", "Driving features: levels under GB/T 40429 and SAE J3016."),
}
"""Every subcommand; add a line for another."""


class ClassifyCommands(click.Group):
    """A group whose commands are modules, loaded on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        command = importlib.import_module(f"pratique.cli.{SUBCOMMANDS[cmd_name][0]}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("What is classified"):
            formatter.write_dl([(name, line) for name, (_, line) in SUBCOMMANDS.items()])


@click.group("classify", cls=ClassifyCommands)
def command() -> None:
    """The class of a thing under the law of a day, and what would settle it.

    Exit status 0 when one class is left, 3 when several are possible. A class `none` is not "uncontrolled": the
    answer lists what it did not examine.
    """
