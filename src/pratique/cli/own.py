"""`pratique own`: who owns and controls a party, and what ties it to a country."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pratique.cli.options import emit_lines
from pratique.cli.say import emit, save, say, say_findings
from pratique.errors import UsageError
from pratique.files.clock import today

if TYPE_CHECKING:
    from pratique.usecases.ownership.own import OwnQuestion
    from pratique.usecases.ownership.owned import Owned

FORMATS = ("text", "json", "csv", "html", "md")
DEFAULT_COUNTRIES = ("CN=CN,HK,MO", "RU=RU")


@click.command("own", short_help="Who owns and controls a party, and what ties it to a country.")
@click.argument("supplier")
@click.option(
    "--registry",
    "registries",
    multiple=True,
    required=True,
    help="Ownership data (BODS, GLEIF, PSC, FollowTheMoney, a CSV of stakes, a stored graph); repeat for more files.",
)
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="The day that counts (default: today).")
@click.option("--known-on", type=click.DateTime(["%Y-%m-%d"]), help="Use only what was stated by this day.")
@click.option(
    "--country",
    "countries",
    multiple=True,
    default=DEFAULT_COUNTRIES,
    show_default=True,
    help="A country and the codes that count as it, as CN=CN,HK,MO.",
)
@click.option(
    "--test",
    "--tests",
    "test_name",
    default="power-to-decide",
    show_default=True,
    help="The definition of control, or all for a table of every one.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "html", "md"]), default="text", show_default=True
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the answer to this file.")
@click.option("--engine", type=click.Choice(["spark"]), help="Spark, for a graph that was stored with it.")
@click.option("--svg", type=click.Path(dir_okay=False), help="Write a drawing of the chain to this file.")
@click.option("--bods", type=click.Path(dir_okay=False), help="Write what was computed as BODS 0.4 to this file.")
@click.pass_context
def command(
    context: click.Context,
    supplier: str,
    registries: tuple[str, ...],
    on: Any,
    known_on: Any,
    countries: tuple[str, ...],
    test_name: str,
    form: str,
    output: str | None,
    svg: str | None,
    bods: str | None,
    engine: str | None,
) -> None:
    """Who owns and controls SUPPLIER: an id, an identifier such as an LEI, a name, or a CSV of suppliers.

    A row of a CSV of stakes has kind, subject and holder, and by kind share, decisive and others:

    \b
    party          subject, name, type, organised, headquarters, principal_place, citizenship, residence, lei,
                   identifiers
    votes, capital subject, holder, share (37.5, 25-50, >50, 1/3, 50 % plus one share), class, indirect, held_for
    board, veto, special_share, contract, important_matters, ...  subject, holder, decisive (yes, no)
    passive        subject, holder: it decides nothing there
    dispersed      subject, share (every holder is below it), float (what they have together), concert
    widely_held    the same, nobody in concert
    complete, rest subject: nobody else, or somebody who is not named
    concert        subject, holder (joined by ;)        acts_for  holder (the agent), subject
    same_as        subject, holder: two ids of one party (decisive no: of two)
    every row      source, basis, asserted_on, start, end (first day after) or until (last day), record
    without kind   subject, holder, votes_share, capital_share (share: of the capital)

    Titles and kinds may be in other languages, and the table may be a workbook (XLSX, XLS, XLSB, ODS).

    Exit status 0 when it is settled whether SUPPLIER is linked to each country, 3 when it is open, 4 when a row of
    a table of suppliers could not be used.
    """
    from pratique.usecases.ownership.own import OwnQuestion, all_tests, own

    every = test_name == "all"
    question = OwnQuestion(
        registries=registries,
        on=on.date() if on else today(),
        known_on=known_on.date() if known_on else None,
        countries=countries,
        test="power-to-decide" if every else test_name,
        engine=engine or "",
    )
    if Path(supplier).suffix.lower() in (".csv", ".tsv") and Path(supplier).is_file():
        context.exit(_many(supplier, question, form, output))
    found = own(supplier, question)
    say_findings(found.findings, notes=False, weighed=True)
    _write(found, svg, bods, question)
    _print(found, form, output, all_tests(found) if every else None)
    context.exit(found.exit_status)


def _print(found: Owned, form: str, output: str | None, tests: Any) -> None:
    from pratique.reports.ownership import batch_csv, ownership_json, ownership_text

    if form in ("html", "md"):
        emit_lines(lambda: ownership_text(found, tests), form, output)
        return
    if form == "csv":
        made = batch_csv([found])
    else:
        made = ownership_json(found, tests) if form == "json" else ownership_text(found, tests)
    _out(made, output, lambda: ownership_text(found, tests))


def _out(made: str, output: str | None, told: Callable[[], str]) -> None:
    if output is None:
        say(made.rstrip("\n"))
    else:
        emit(made, output, outcome=told)


def _write(found: Owned, svg: str | None, bods: str | None, question: OwnQuestion) -> None:
    from pratique.usecases.ownership.own import as_bods, drawing

    if svg:
        save(svg, drawing(found))
    if bods:
        save(bods, as_bods(found, question))


def _many(suppliers: str, question: OwnQuestion, form: str, output: str | None) -> int:
    from pratique.reports.ownership import batch_csv, batch_json, batch_text
    from pratique.usecases.ownership.own import own_many
    from pratique.usecases.ownership.owned import NotJoined

    found = own_many(suppliers, question)
    rows, findings = found
    if not rows:
        raise UsageError(f"{suppliers} holds no supplier. Begin it with a header such as name,country,lei.")
    say_findings(findings, notes=False, weighed=True)
    theirs = (each for row in rows if not isinstance(row, NotJoined) for each in row.findings)
    say_findings(theirs, notes=False, weighed=True)
    if form in ("html", "md"):
        emit_lines(lambda: batch_text(rows), form, output)
    else:
        _out({"text": batch_text, "json": batch_json, "csv": batch_csv}[form](rows), output, lambda: batch_text(rows))
    return found.exit_status
