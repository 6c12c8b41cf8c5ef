"""The reference, made from the program: facts, law book, commands, formats, Python."""

from __future__ import annotations

import ast
import json
import pprint
from pathlib import Path

import click

import pratique
from pratique.cli import COMMANDS, commands
from pratique.files.outward import for_markdown as plain
from pratique.usecases.book.look_up import look_up
from pratique.usecases.book.vocabulary import vocabulary
from pratique.usecases.schemas import SCHEMAS

MADE = "<!-- Made by docs/reference/pages.py; not kept in the repository. -->"

TYPES = {"truth": "Yes or no", "number": "A number", "date": "A day", "choice": "One", "set": "Some"}


def write(folder: Path) -> None:
    """Write every page below `folder`, where it is not there yet or says something else."""
    made = {
        "facts.md": facts(),
        "law.md": law(),
        "commands.md": command_line(),
        "python.md": python(),
        "schemas.md": schemas(),
        "notebook.md": notebook(),
    }
    for name, lines in made.items():
        text = "\n".join([MADE, "", *lines]) + "\n"
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def facts() -> list[str]:
    """Every fact with what it means, who knows it and what shows it."""
    lines = [
        "# Facts",
        "",
        "What the law asks, by name. `pratique facts NAME` says the same with the provisions that ask it.",
        "",
    ]
    group = ""
    for each in vocabulary():
        prefix = each.name.partition(".")[0]
        if prefix != group:
            group = prefix
            lines += [f"## {group}", ""]
        lines += [
            f"`{each.name}`",
            f": {plain(each.meaning)}",
            f"  {kind(each)}. Known by: {plain(each.known_by)}. Shown by: {plain(each.proof)}.",
            "",
        ]
    return lines


def kind(each: object) -> str:
    """A fact's type with its unit or values."""
    values = getattr(each, "values", ())
    if "US" in values and len(values) > 100:
        return f"{TYPES[each.type]} of the countries of ISO 3166-1"
    said = TYPES[each.type] + (f" in {each.unit}" if each.unit else "")
    return said + (f" of {', '.join(f'`{value}`' for value in values)}" if values else "")


def law() -> list[str]:
    """Every instrument with its provisions."""
    book = look_up()
    lines = [
        "# Law book",
        "",
        f"SHA-256 `{book.hash}`. Not legal advice; where no text was read the entry says so.",
        "",
    ]
    for instrument in book.instruments:
        lines += [f"## {plain(instrument.cite)}", "", f"`{instrument.id}`. {plain(instrument.title)}.", ""]
        for each in instrument.provisions:
            lines += [f"{plain(each.cite)}", f": {plain(each.summary)}", ""]
    return lines


def command_line() -> list[str]:
    """The help of every command and of those below it."""
    lines = ["# Commands", ""]
    root = click.Context(commands, info_name="pratique", **{**commands.context_settings, "max_content_width": 90})
    for name in COMMANDS:
        lines += [f"## {name}", ""]
        lines += _help(commands.get_command(root, name), root, name)
    return lines


def _help(command: click.Command, parent: click.Context, name: str) -> list[str]:
    context = click.Context(command, info_name=name, parent=parent, max_content_width=90)
    lines = ["```text", command.get_help(context).replace("```", "'''"), "```", ""]
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            lines += [f"### {name} {inner}", "", *_help(command.get_command(context, inner), context, inner)]
    return lines


def python() -> list[str]:
    """Every public name, from its docstring."""
    lines = [
        "# Functions of the package",
        "",
        "[From Python](../python.md) shows them at work together. The examples here stand in a folder with the",
        "shipped ones; `day` is 2026-11-22, and a test runs each.",
        "",
    ]
    for name in sorted(each for each in pratique.__all__ if each != "__version__"):
        kind = "autoclass" if isinstance(getattr(pratique, name), type) else "autofunction"
        lines += ["```{eval-rst}", f".. {kind}:: pratique.{name}", "```", ""]
    return lines


def schemas() -> list[str]:
    """Which JSON Schemas there are."""
    lines = [
        "# Formats and schemas",
        "",
        "`pratique schema NAME` prints a JSON Schema (2020-12) for an editor or another program:",
        "",
    ]
    for name, schema in SCHEMAS.items():
        lines.append(f"- `{name}`: {plain(schema().get('description') or schema().get('title') or name)}")
    lines += [
        "",
        "In a TOML file the first line `#:schema ./dossier.schema.json` makes an editor with a TOML language server",
        "complete facts and mark a misspelt one. Bills of materials are read as CycloneDX (JSON, XML), SPDX 2.3 and",
        "3.0, CX-0158-1, and as tables; `pratique schema columns` says what a mapping of columns may say.",
    ]
    return lines


def notebook() -> list[str]:
    """The notebook, its cells run here and now: what a reader sees is what came out."""
    whole = json.loads(Path(__file__).parents[1].joinpath("notebook.ipynb").read_text("utf-8"))
    lines = ["# A notebook", "", "{download}`The notebook <../notebook.ipynb>` with what its cells gave here.", ""]
    shelf: dict[str, object] = {}
    for cell in whole["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            lines += [source, ""]
            continue
        lines += ["```python", source, "```", ""]
        lines += shown(ran(source, shelf))
    return lines


def ran(source: str, shelf: dict[str, object]) -> object:
    """What the last expression of a cell gives, after all before it; None where it ends in none."""
    *before, last = ast.parse(source).body
    if not isinstance(last, ast.Expr):
        exec(compile(ast.Module([*before, last], []), "cell", "exec"), shelf)
        return None
    exec(compile(ast.Module(before, []), "cell", "exec"), shelf)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), shelf)


def shown(value: object) -> list[str]:
    """A value as a notebook shows it: its own picture, else its text."""
    if value is None:
        return []
    picture = getattr(value, "_repr_html_", None)
    if picture is None:
        return ["```text", pprint.pformat(value, width=100), "```", ""]
    return ["```{raw} html", picture(), "```", ""]
