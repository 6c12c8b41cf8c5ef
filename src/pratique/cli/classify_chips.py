"""`pratique classify chips`: a table of chips, a class each."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pratique.cli.classify_chip import interval
from pratique.cli.options import DAY, construed, emit, output
from pratique.errors import EXIT_CLEAR, EXIT_INVALID, EXIT_UNDETERMINED, Findings

if TYPE_CHECKING:
    from pratique.usecases.classify.table import Row


@click.command("chips")
@click.argument("file", type=click.Path())
@click.option("--on", type=DAY, help="The day whose law counts (default: today).")
@click.option("--construe", multiple=True, metavar="usual|cautious|NAME=VALUE", help="Fix legal facts.")
@output("text", "json", "csv")
def command(file: str, on: date | None, construe: tuple[str, ...], form: str, output: str | None) -> int:
    """The class of every chip of FILE, a CSV with a row each.

    Columns: name, tops, dense, nonplanar_mm2, die_mm2, node_nm, non_planar, datacenter, io_gbs, dram_gbs,
    transistors_bn, hbm, item, host, circuits. A cell is a number, an interval [a,b], ? or empty (not known).
    Exit status 4 when a row could not be read (it has no class), 3 when a class is open, else 0.
    """
    from pratique.usecases.classify.chip import constructions_of
    from pratique.usecases.classify.table import classify_table, read_table

    findings = Findings()
    day = on or date.today()
    rows = classify_table(
        read_table(file, findings), day, construe=constructions_of(construed(construe)), findings=tuple(findings)
    )
    for finding in findings:
        click.echo(str(finding), err=True)
    emit({"json": _json, "csv": _csv, "text": _text}[form](rows, day), output)
    if findings.errors:
        return EXIT_INVALID
    return EXIT_CLEAR if all(len(row.classes) == 1 for row in rows) else EXIT_UNDETERMINED


def _row(row: Row) -> dict[str, Any]:
    from pratique.usecases.classify.plain import finding_out, span_out

    return {
        "name": row.name,
        "line": row.place.line,
        "classes": list(row.classes) or None,
        "tpp": span_out(row.performance),
        "performance_density": span_out(row.density),
        "open_facts": list(row.open_facts),
        "findings": [finding_out(each) for each in row.findings],
    }


def _json(rows: list[Row], day: date) -> str:
    from pratique.usecases.classify.chip import not_examined

    found = {
        "schema": "1",
        "on": day.isoformat(),
        "chips": [_row(row) for row in rows],
        "not_examined": list(not_examined()),
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _csv(rows: list[Row], day: date) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("name", "on", "classes", "tpp_low", "tpp_high", "density_low", "density_high", "open_facts"))
    for row in rows:
        found = _row(row)
        ends = [end for span in (found["tpp"], found["performance_density"]) for end in (span or (None, None))]
        writer.writerow((row.name, day, ";".join(row.classes), *ends, ";".join(row.open_facts)))
    return text.getvalue()


def _text(rows: list[Row], day: date) -> str:
    lines = [f"On {day}", f"{'chip':32} {'class':24} {'performance':>11} {'density':>10}"]
    for row in rows:
        found = _row(row)
        classes = " or ".join(row.classes) or "not read"
        lines.append(f"{row.name[:32]:32} {classes[:24]:24} {_tpp(found):>11} {_short(found):>10}".rstrip())
    lines += ["", "`none`: in no entry on advanced computing; that is not to say uncontrolled."]
    return "\n".join(lines) + "\n"


def _tpp(found: dict[str, Any]) -> str:
    return interval(found["tpp"]) if found["classes"] else "-"


def _short(found: dict[str, Any]) -> str:
    ends = found["performance_density"]
    if ends is None:
        return "-"
    if ends[0] == ends[1] and ends[0] is not None:
        return f"{ends[0]:.2f}"
    return "?" if not ends[0] else f"{ends[0]:.2f}+"
