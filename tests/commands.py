"""The tree of commands for tests that walk it. A command is asked in one process only, so a walk must not change it.

click keeps the option that shows help on the command itself, with the names of the first context that asks; a context
made without the settings of `pratique` therefore takes `-h` from every help page after it.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from pratique.cli import commands


def root() -> click.Context:
    """A context of `pratique` with its own settings, as a run has it."""
    return click.Context(commands, info_name="pratique", **commands.context_settings)


def within(command: click.Command, parent: click.Context, name: str) -> click.Context:
    """A context of a command called by a name below another."""
    return click.Context(command, parent=parent, info_name=name)


def leaves(*, without: frozenset[str] | set[str] = frozenset()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that is no group, with its words; those of the first level that are named are left out."""
    yield from _below(commands, root(), (), without)


def _below(
    command: click.Command, context: click.Context, words: tuple[str, ...], without: frozenset[str] | set[str]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if not isinstance(command, click.Group):
        yield words, command
        return
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None
        if words or name not in without:
            yield from _below(inner, within(inner, context, name), (*words, name), without)


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Every command that is no group, by its words in one text."""
    return ((" ".join(words), command) for words, command in leaves())
