"""`pratique compare`: what differs, and why?"""

from __future__ import annotations

from typing import Any

import click

from pratique.cli.deciding import asked_of, asking, deciding, only
from pratique.cli.options import emit_answer, output


@click.command("compare")
@click.argument("a", type=click.Path(allow_dash=True))
@click.argument("b", type=click.Path(allow_dash=True))
@only
@asking
@deciding
@output("text", "json", "html", "md")
def command(a: str, b: str, form: str, output: str | None, **given: Any) -> int:
    """What differs between the answers to dossiers A and B, and which facts account for it.

    The exit status is that of B.

    \b
    pratique compare before.toml after.toml
    """
    from pratique.reports.questions import compare_text
    from pratique.usecases.changes.compare import compare

    first, how = asked_of(a, dict(given))
    second, _ = asked_of(b, given)
    found = compare(first, second, **how)
    emit_answer(found, compare_text, form, output)
    return found.exit_status
