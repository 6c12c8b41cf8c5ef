"""`pratique screen`: is somebody on a list?"""

from __future__ import annotations

from datetime import date

import click

from pratique.cli.options import DAY, Finite, emit_lines
from pratique.cli.say import emit, say, say_findings
from pratique.files.clock import now

FORMATS = ("text", "json", "html", "md")


@click.command("screen", short_help="Names against lists, with reasons.")
@click.argument("suppliers", required=False, type=click.Path())
@click.option("--name", "names", multiple=True, help="A party to screen, instead of a file or beside it.")
@click.option("--country", help="The country of the parties given by --name.")
@click.option(
    "--list",
    "lists",
    multiple=True,
    metavar="FILE[@DATE]",
    help="A screening list and the date of its copy, lists kept by `lists build`, or an imported pack by name; "
    "repeat for more (default: every imported pack).",
)
@click.option("--registry", "registries", multiple=True, help="Ownership data: screen who owns the parties, too.")
@click.option("--threshold", type=Finite(0, 1), help="Least score of a candidate (default: 0.8).")
@click.option("--on", type=DAY, help="Leave out entries that had not begun or had ended on this day.")
@click.option("--decisions", type=click.Path(dir_okay=False), help="What people decided before (TOML).")
@click.option("--decide", metavar="LIST:ID=same|different|unsure", help="Record a decision on one entry.")
@click.option("--party", help="With --decide: the name as given. Not needed where only one party is screened.")
@click.option("--who", help="With --decide: who decides.")
@click.option("--why", help="With --decide: on what grounds.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html", "md"]), default="text", show_default=True
)
def command(
    suppliers: str | None,
    names: tuple[str, ...],
    country: str | None,
    lists: tuple[str, ...],
    registries: tuple[str, ...],
    threshold: float | None,
    on: date | None,
    decisions: str | None,
    decide: str | None,
    party: str | None,
    who: str | None,
    why: str | None,
    form: str,
) -> int:
    """Screen the parties of SUPPLIERS (CSV with a name column) against lists.

    Each candidate says what agrees and what differs. A candidate that nobody has judged leaves its list unknown;
    so does a list that is not complete. With --registry, listed parties that own half of a party together count as
    a hit, and a party that is in no registry is open.

    \b
    pratique screen suppliers.csv --list csl.csv --list sdn.csv
    pratique screen suppliers.csv --list csl.csv --registry graph.db
    pratique screen --name "Example Ltd" --list sdn.csv@2026-11-20
    pratique screen suppliers.csv --list sdn.csv --decisions decisions.toml \\
        --decide SDN:36=different --party "Example Ltd" --who "A. Person" \\
        --why "another registration number"

    Exit status 0 when nobody is listed and nothing is open, 1 when somebody is listed, 3 when something is open,
    4 when a row could not be used (the others were screened).
    """
    from pratique.reports.screening import screening_json, screening_text
    from pratique.usecases.ownership.screening import ScreenQuestion, record, screen

    question = ScreenQuestion(
        lists=lists,
        suppliers=suppliers,
        names=names,
        country=country,
        threshold=threshold,
        on=on,
        decisions=decisions,
        registries=registries,
    )
    if decide:
        say(record(question, decide, party=party, who=who or "", why=why or "", when=now()), err=True)
    answer = screen(question)
    say_findings(answer.findings, notes=False)
    if form == "json":
        emit(screening_json(answer.found) + "\n", None)
    elif form in ("html", "md"):
        emit_lines(lambda: screening_text(answer.found, answer.lists, answer.threshold), form, None)
    else:
        say(screening_text(answer.found, answer.lists, answer.threshold))
    return answer.exit_status
