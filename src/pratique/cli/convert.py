"""`pratique convert`: a bill of materials in another format, with what that format cannot say."""

from __future__ import annotations

import json

import click

from pratique.cli.say import emit, save, say, say_findings
from pratique.errors import EXIT_CLEAR, UsageError

TARGETS = ("cyclonedx-1.6", "cyclonedx-1.7", "spdx-3.0", "cx-0158-1", "cx-0158-2")
NEWEST = ("cyclonedx", "spdx")


@click.command("convert", short_help="Bills of materials between CycloneDX, SPDX 3.0 and CX-0158-1.")
@click.argument("bill")
@click.option(
    "-o", "--output", help="File to write; its name may say the format (.cdx, .spdx, .cx0158). Default: stdout."
)
@click.option(
    "--to",
    "target",
    type=click.Choice((*TARGETS, *NEWEST), case_sensitive=False),
    help="Format to write; without a version the newest that is written.",
)
@click.option("--columns", help="TOML file that says what the columns of a table mean.")
@click.option("--settled", help="JSON file of settled verdicts by reference, for isCompliant in CX-0158-1.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to print the findings."
)
def command(
    bill: str, output: str | None, target: str | None, columns: str | None, settled: str | None, style: str
) -> int:
    """Read BILL (CycloneDX, SPDX, CX-0158-1, a table) and write it in another format.

    What the target cannot say, and what it demands and the bill does not say, goes to stderr. A bill with errors is
    not converted.
    """
    from pratique.usecases.convert import convert_file, target_of

    if target is None and output is None:
        raise UsageError("Say which format to write: --to FORMAT, or -o FILE with the format in its name.")
    made = convert_file(bill, target or target_of(output or ""), columns=columns, settled=settled)
    if output is not None:
        save(output, made.data)
    else:
        emit(made.data, None)
    if style == "json":
        report = made.to_dict() | {"output": output}
        say(json.dumps(report, ensure_ascii=False, indent=1), err=output is None)
        return EXIT_CLEAR
    say_findings(made.findings)
    say(f"{made.source} to {made.target}: {made.lines} components{f', in {output}' if output else ''}.", err=True)
    return EXIT_CLEAR
