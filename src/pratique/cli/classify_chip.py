"""`pratique classify chip`: the entry of one circuit, its performance and density, and what is missing."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import click

from pratique.cli.options import DAY, construed, emit_told, output
from pratique.cli.say import say_findings
from pratique.errors import EXIT_CLEAR, EXIT_UNDETERMINED
from pratique.reports.chip import chip_text

FIGURES = (
    ("tops", "Highest dense rate and bit length, RATE@BITS in tera-operations a second; several with commas."),
    ("dense", "Whether these rates are dense: yes (default), no or ?."),
    ("tpp", "Total processing performance as stated, where no rates are."),
    ("pd", "Performance density as stated; with the performance it gives the area."),
    ("nonplanar_mm2", "Area of the dies made in a non-planar process, or none."),
    ("die_mm2", "Area of all dies, where only that is known."),
    ("node_nm", "Finest process node."),
    ("non_planar", "Whether some die is non-planar: yes, no or ?."),
    ("datacenter", "Designed or marketed for data centres: yes, no or ?."),
    ("io_gbs", "Transfer rate to other circuits, both directions (first version of the rule)."),
    ("dram_gbs", "Memory bandwidth."),
    ("transistors_bn", "Transistors, in billions."),
    ("hbm", "Holds high-bandwidth memory: yes, no or ?."),
    ("item", "circuit (default), computer, software or technology."),
    ("host", "Another entry that already describes it, such as 5A992.c."),
    ("circuits", "How many such circuits an assembly holds."),
)


def figures(function: Any) -> Any:
    """One option for each figure; each takes a number, an interval [a,b], or ?."""
    for name, text in reversed(FIGURES):
        function = click.option(f"--{name.replace('_', '-')}", name, metavar="VALUE", help=text)(function)
    return function


@click.command("chip")
@click.argument("name", required=False)
@figures
@click.option("--on", type=DAY, help="The day whose law counts (default: today).")
@click.option("--construe", multiple=True, metavar="usual|cautious|NAME=VALUE", help="Fix legal facts.")
@output("text", "json", "html", "md")
def command(
    name: str | None,
    on: date | None,
    construe: tuple[str, ...],
    form: str,
    output: str | None,
    **given: str | None,
) -> int:
    """The export class of a circuit: from its figures, or of a NAME that ships with the program.

    \b
    pratique classify chip --tops 1979@8 --nonplanar-mm2 814 --datacenter yes
    pratique classify chip --tops "[1000,2000]@4" --datacenter no
    pratique classify chip "NVIDIA H20 SXM" --on 2025-06-01

    Every figure is a number, an interval such as [1000,2000], or ?.
    """
    from pratique.usecases.classify.named import classify_named

    found = classify_named(name, on, construe=construed(construe), **given)
    say_findings(found.findings)
    data = found.to_dict()
    as_json = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    emit_told(lambda: as_json, lambda: chip_text(data), form, output)
    return EXIT_CLEAR if found.is_settled else EXIT_UNDETERMINED
