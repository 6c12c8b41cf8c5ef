"""`pratique read`: what does this bulletin say, and is it so?"""

from __future__ import annotations

import sys
import textwrap
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pratique.cli.options import DAY, emit, output
from pratique.errors import UsageError
from pratique.files import write_whole

if TYPE_CHECKING:
    from pratique.figures.reader import Reading


@click.command("read")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--check", "judged", is_flag=True, help="Hold everything against the ledger and the law.")
@click.option("--accept", type=click.Path(dir_okay=False), help="Write the proposed ledger rows to a new CSV file.")
@click.option("--ledger", type=click.Path(dir_okay=False), help="Check against this ledger, not the shipped one.")
@click.option("--published", type=DAY, help="The day of publication, where the text does not tell.")
@output("text", "json")
def command(
    file: str, judged: bool, accept: str | None, ledger: str | None, published: date | None, form: str,
    output: str | None,
) -> int:  # fmt: skip
    """Figures, instruments and positions in FILE (.html, .txt, or - for standard input).

    \b
    pratique read article.html
    pratique read article.txt --check
    pratique read article.txt --accept rows.csv
    """
    from pratique.usecases.bulletins import reading_of

    if accept is not None and Path(accept).exists():
        raise UsageError(f"{accept} exists; name a new file, then `pratique figures add` it.")
    reading = reading_of(file, sys.stdin.buffer.read() if file == "-" else None, published)
    for finding in reading.findings:
        click.echo(str(finding), err=True)
    rows = _rows(reading, judged, ledger)
    if form == "json":
        import msgspec

        emit(msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n", output)
    else:
        emit(printed(rows), output)
    if accept is not None:
        _accept(reading, accept)
    return 0


def _rows(reading: Reading, judged: bool, ledger: str | None) -> dict[str, Any]:
    from pratique.figures.reader.rows import reading_rows

    if not judged:
        return reading_rows(reading)
    from pratique.usecases.bulletins import judged as held_against

    return held_against(reading, ledger)


def _accept(reading: Reading, path: str) -> None:
    from pratique.figures.tidy import write_tidy

    proposals = reading.proposals()
    write_whole(path, write_tidy(proposals))
    click.echo(
        f"Wrote {len(proposals)} proposals to {path}; fill in publisher and scope, then `pratique figures add` it.",
        err=True,
    )


def printed(rows: dict[str, Any]) -> str:
    """The rows of a reading as text of at most 80 columns."""
    lines = [f"{rows['source']}: {rows['language']}, published {rows['published'] or 'on an unknown day'}", ""]
    lines += _section("Figures", [_figure_line(row) for row in rows["figures"]])
    lines += _section("Instruments", [_instrument_line(row) for row in rows["instruments"]])
    lines += _section("Positions", [_position_line(row) for row in rows["positions"]])
    lines += _section("Statements", [f"{_at(row)} {row['topic']}: {row['says']}" for row in rows["statements"]])
    lines += _section("Unread", [f"{_at(row)} {row['text']!r}: {row['why']}" for row in rows["unread"]])
    if "check" in rows:
        lines += _section("Check", [_verdict_line(row) for row in rows["check"] if row["subject"] != "position"])
    return "\n".join(lines) + "\n"


def _section(name: str, lines: list[str]) -> list[str]:
    if not lines:
        return [f"{name}: none", ""]
    shown = [textwrap.fill(line, 80, initial_indent="  ", subsequent_indent="      ") for line in lines]
    return [f"{name} ({len(lines)})", *shown, ""]


def _at(row: dict[str, Any]) -> str:
    return f"@{row['span'][0]}"


def _figure_line(row: dict[str, Any]) -> str:
    value = "growth alone" if row["value"] is None else f"{row['value']:,} {row['unit']}"
    sense = {"exact": "", "under": "nearly ", "over": "over ", "about": "about "}[row["sense"]]
    kind = "" if row["kind"] == "observation" else f"{row['kind']} of {row['actor'] or 'nobody named'}: "
    maker = f"{row['maker']} " if row["maker"] else ""
    text = (
        f"{_at(row)} {kind}{maker}{row['indicator']} {row['product']}, {row['geography'] or 'place unknown'},"
        f" {row['period'] or 'period unknown'}: {sense}{value}"
    )
    for name, unit in (
        ("yoy_percent", "% on year"),
        ("mom_percent", "% on month"),
        ("yoy_points", " points on year"),
    ):
        if row[name] is not None:
            text += f", {row[name]:+}{unit}"
    return text + (f" (of {row['of']})" if row["of"] else "")


def _instrument_line(row: dict[str, Any]) -> str:
    issuer = f", {row['issuer']}" if row["issuer"] else ""
    return f"{_at(row)} {row['name']}{issuer}: {row['status']}"


def _position_line(row: dict[str, Any]) -> str:
    on = f" {row['instrument']}" if row["instrument"] else ""
    told = f", told by {row['reported_by']}" if row["reported_by"] else ""
    return f"{_at(row)} {row['actor']} {row['stance']}{on}, {row['date'] or 'day unknown'}{told}"


def _verdict_line(row: dict[str, Any]) -> str:
    flags = "".join(f" [{flag}]" for flag in row["flags"])
    cite = f" ({row['cite']})" if row["cite"] else ""
    return f"{_at(row)} {row['verdict'].upper()}: {row['label']}. {row['why']}{cite}{flags}"
