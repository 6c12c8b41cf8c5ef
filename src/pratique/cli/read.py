"""`pratique read`: what do these bulletins say, and is it so?"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from pratique.cli.options import DAY, emit_lines, output
from pratique.cli.say import emit, save, say, say_findings
from pratique.cli.waiting import far
from pratique.errors import EXIT_CLEAR, EXIT_INVALID, UsageError


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="FILE...")
@click.option("--check", "judged", is_flag=True, help="Hold everything against the ledger and the law.")
@click.option("--accept", type=click.Path(dir_okay=False), help="Write the proposed ledger rows to a new CSV file.")
@click.option("--ledger", type=click.Path(dir_okay=False), help="Check against this ledger, not the shipped one.")
@click.option("--published", type=DAY, help="The day of publication, where the text does not tell.")
@click.option("--csv", "as_table", is_flag=True, help="One table of everything found, as --format csv.")
@click.option("--quiet", is_flag=True, help="No progress.")
@output("text", "json", "csv", "html", "md")
def command(
    files: tuple[str, ...],
    judged: bool,
    accept: str | None,
    ledger: str | None,
    published: date | None,
    as_table: bool,
    quiet: bool,
    form: str,
    output: str | None,
) -> int:
    """Figures, instruments and positions in each FILE (.html, .txt, .docx, a folder, or - for standard input).

    \b
    pratique read article.html
    pratique read article.txt --check
    pratique read a.txt b.html folder/ --csv -o found.csv
    pratique read article.txt --accept rows.csv

    One of several files that cannot be read is a finding and a row of the table; the others are read all the same,
    and the exit status is 4. Where none can be read nothing is written. A PDF is not read: save its text first.
    """
    from pratique.usecases.bulletins import all_rows, proposed_rows, read_many

    if accept is not None and Path(accept).exists():
        raise UsageError(f"{accept} exists; name a new file, then `pratique figures add` it.")
    if as_table and form not in ("text", "csv"):
        raise UsageError(f"--csv and --format {form} exclude each other; give one.")
    told = None if quiet else _progress
    readings = read_many(files, published, told, sys.stdin.buffer.read() if "-" in files else None)
    for reading in readings:
        say_findings(reading.findings)
    rows = all_rows(readings, judged, ledger)
    if form in ("html", "md"):
        emit_lines(lambda: str(_laid_out(rows, "text")), form, output)
    else:
        emit(_laid_out(rows, "csv" if as_table else form), output)
    if accept is not None:
        proposals, count = proposed_rows(*readings)
        save(accept, proposals)
        say(
            f"Wrote {count} proposals to {accept}; fill in publisher and scope, then `pratique figures add` it.",
            err=True,
        )
    failed = any(finding.severity == "error" for reading in readings for finding in reading.findings)
    return EXIT_INVALID if failed else EXIT_CLEAR


def _progress(done: int, total: int) -> None:
    """A line for every hundred texts; a few texts need none."""
    if not far(done, total) and total >= 100 and (done % 100 == 0 or done == total):
        say(f"{done:,} of {total:,}", err=True)


def _laid_out(rows: list[dict[str, object]], form: str) -> bytes | str:
    """One reading is an object of JSON, several are a list."""
    from pratique.reports.bulletin_table import csv_text, printed_all
    from pratique.usecases.bulletins import table_of

    if form == "csv":
        return csv_text(table_of(rows))
    if form == "text":
        return printed_all(rows)
    import msgspec

    return msgspec.json.format(msgspec.json.encode(rows[0] if len(rows) == 1 else rows), indent=2) + b"\n"
