"""`pratique completion`: the script that makes a shell finish commands, facts, citations and countries."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from pratique.cli.say import emit


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")
def command(shell: str, output: str | None) -> None:
    """The script for a shell, to be read when it starts.

    \b
    pratique completion bash >> ~/.bashrc
    pratique completion zsh >> ~/.zshrc
    pratique completion fish -o ~/.config/fish/completions/pratique.fish
    """
    found = get_completion_class(shell)
    assert found is not None
    root = click.get_current_context().find_root().command
    emit(found(root, {}, "pratique", "_PRATIQUE_COMPLETE").source() + "\n", output)
