"""`pratique read`: what does this bulletin say, and is it so?"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from pratique.cli.options import DAY, output
from pratique.cli.say import emit, save, say, say_findings
from pratique.errors import UsageError
from pratique.reports.bulletin import printed


@click.command("read")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--check", "judged", is_flag=True, help="Hold everything against the ledger and the law.")
@click.option("--accept", type=click.Path(dir_okay=False), help="Write the proposed ledger rows to a new CSV file.")
@click.option("--ledger", type=click.Path(dir_okay=False), help="Check against this ledger, not the shipped one.")
@click.option("--published", type=DAY, help="The day of publication, where the text does not tell.")
@output("text", "json")
def command(
    file: str,
    judged: bool,
    accept: str | None,
    ledger: str | None,
    published: date | None,
    form: str,
    output: str | None,
) -> int:
    """Figures, instruments and positions in FILE (.html, .txt, or - for standard input).

    \b
    pratique read article.html
    pratique read article.txt --check
    pratique read article.txt --accept rows.csv
    """
    from pratique.usecases.bulletins import proposed_rows, reading_of, rows_of

    if accept is not None and Path(accept).exists():
        raise UsageError(f"{accept} exists; name a new file, then `pratique figures add` it.")
    reading = reading_of(file, sys.stdin.buffer.read() if file == "-" else None, published)
    say_findings(reading.findings)
    rows = rows_of(reading, judged, ledger)
    if form == "json":
        import msgspec

        emit(msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n", output)
    else:
        emit(printed(rows), output)
    if accept is not None:
        proposals, count = proposed_rows(reading)
        save(accept, proposals)
        say(
            f"Wrote {count} proposals to {accept}; fill in publisher and scope, then `pratique figures add` it.",
            err=True,
        )
    return 0
