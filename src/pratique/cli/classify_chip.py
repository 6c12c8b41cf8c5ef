"""`pratique classify chip`: the entry of one circuit, its performance and density, and what is missing."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from pratique.cli.options import DAY, construed, emit, output
from pratique.errors import EXIT_CLEAR, EXIT_UNDETERMINED

FIGURES = (
    ("tops", "Highest dense rate and bit length, RATE@BITS in tera-operations a second; several with commas."),
    ("dense", "Whether these rates are dense: yes (default), no or ?."),
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
@output("text", "json")
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
    from pratique.usecases.classify.chip import constructions_of
    from pratique.usecases.classify.named import classify_given
    from pratique.usecases.classify.plain import plain

    day = on or date.today()
    raw = {key: value for key, value in given.items() if value is not None}
    found = classify_given(name, raw, day, constructions_of(construed(construe)))
    for finding in found.findings:
        click.echo(str(finding), err=True)
    data = plain(found)
    emit(json.dumps(data, indent=2, ensure_ascii=False) + "\n" if form == "json" else text(data), output)
    return EXIT_CLEAR if found.is_settled else EXIT_UNDETERMINED


def text(data: dict[str, Any]) -> str:
    """The classification for a terminal."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: dict[str, Any]) -> Iterator[str]:
    yield f"{data['name'] or 'The item'} on {data['on']}: {' or '.join(data['classes'])}"
    if data["as_enforced"]["classes"] != data["by_text"]["classes"]:
        yield f"as enforced: {' or '.join(data['as_enforced']['classes'])}"
    yield ""
    yield from _figures(data)
    yield from _entries(data)
    yield from section("Open, and can change it", [f"{f['fact']}: {f['meaning']}" for f in data["open_facts"]])
    yield from _memory(data)
    yield from licences(data)
    yield from section("Taken for granted", data["assumed"])
    yield from section("Not examined", ["; ".join(data["not_examined"])])


def _figures(data: dict[str, Any]) -> Iterator[str]:
    yield f"  total processing performance  {interval(data['tpp'])}"
    absent = " (or there is none)" if data["performance_density_may_be_absent"] else ""
    yield f"  performance density           {interval(data['performance_density'])}{absent}"
    yield f"  NAC or ACA can cover it       {data['eligible_for_nac_or_aca']}"
    yield f"  presumed .a for its foundry   {data['presumed_a_for_its_fabricator_or_packager']}"
    yield ""


def _entries(data: dict[str, Any]) -> Iterator[str]:
    rows = [f"{p['cite']}: {p['summary']} In force {p['in_force']}, {p['confidence']}." for p in data["provisions"]]
    rows += [f"{limb['name']} {limb['holds']}: {limb['summary']}" for limb in data["limbs"] if limb["holds"] != "no"]
    if data["classes"] == ["none"]:
        rows.append("In none of the entries on advanced computing; that is not to say that it is uncontrolled.")
    yield from section("Why", rows)


def _memory(data: dict[str, Any]) -> Iterator[str]:
    if data["figures_from_memory"]:
        rows = [f"Not read, and so not used to decide: {', '.join(data['figures_from_memory'])}."]
        held = data["classes_if_figures_from_memory_hold"]
        if held is not None:
            rows.append(f"If they hold, it is {' or '.join(held)}.")
        yield from section("Figures from memory", rows)


def licences(data: dict[str, Any]) -> Iterator[str]:
    """Where a licence is needed, by the text and as enforced where the two part."""
    text, enforced = (data[mode]["licence_needed"] for mode in ("by_text", "as_enforced"))
    only_text = [row for row in text if row not in enforced]
    yield from section("Licence needed", [f"{row['cite']}: {row['summary']}" for row in enforced])
    yield from section("By the text only, not enforced", [f"{row['cite']}: {row['summary']}" for row in only_text])


def section(title: str, rows: list[str]) -> Iterator[str]:
    """A title with wrapped entries, or nothing."""
    if rows:
        yield title
        for row in rows:
            yield from textwrap.wrap(row, 80, initial_indent="  ", subsequent_indent="    ")
        yield ""


def interval(ends: list[float | None] | None) -> str:
    """`[low, high]` for people."""
    if ends is None:
        return "none"
    low, high = ends
    if low == high and low is not None:
        return number(low)
    return f"{number(low or 0)} to {number(high)}" if high is not None else f"{number(low or 0)} or more"


def number(value: float) -> str:
    return f"{value:,.10g}" if isinstance(value, int) else f"{value:,.6g}"
