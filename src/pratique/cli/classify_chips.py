"""`pratique classify chips`: a table of chips, a class each."""

from __future__ import annotations

from datetime import date

import click

from pratique.cli.options import DAY, construed, emit_told, output
from pratique.cli.say import emit, say_findings
from pratique.reports.chips import chips_csv, chips_json, chips_text


@click.command("chips")
@click.argument("file", type=click.Path())
@click.option("--on", type=DAY, help="The day whose law counts (default: today).")
@click.option("--construe", multiple=True, metavar="usual|cautious|NAME=VALUE", help="Fix legal facts.")
@output("text", "json", "csv", "html", "md")
def command(file: str, on: date | None, construe: tuple[str, ...], form: str, output: str | None) -> int:
    """The class of every chip of FILE, a CSV with a row each; headers as people write them are read.

    Columns: name, tops, dense, tpp, pd, nonplanar_mm2, die_mm2, node_nm, non_planar, datacenter, io_gbs, dram_gbs,
    transistors_bn, hbm, item, host, circuits. A cell is a number, an interval [a,b], ? or empty (not known).
    Exit status 4 when a row could not be read (it has no class), 3 when a class is open, else 0.
    """
    from pratique.usecases.classify.table import classify_chips

    found = classify_chips(file, on, construe=construed(construe))
    say_findings(found.findings)
    if form == "csv":
        emit(chips_csv(found), output)
    else:
        emit_told(lambda: chips_json(found), lambda: chips_text(found), form, output)
    return found.exit_status
