"""`pratique screen`: is somebody on a list?"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import click

from pratique.cli.options import DAY, Finite
from pratique.cli.say import emit, say, say_findings
from pratique.errors import EXIT_BARRED, EXIT_CLEAR, EXIT_INVALID, EXIT_UNDETERMINED, Finding, UsageError
from pratique.files.clock import now
from pratique.reports.screening import overall, screening_json, screening_text

if TYPE_CHECKING:
    from pratique.parties.lists import Listing, ScreeningList
    from pratique.parties.screening import Query, Screening


@click.command("screen", short_help="Names against lists, with reasons.")
@click.argument("suppliers", required=False, type=click.Path())
@click.option("--name", "names", multiple=True, help="A party to screen, instead of a file or beside it.")
@click.option("--country", help="The country of the parties given by --name.")
@click.option(
    "--list",
    "lists",
    multiple=True,
    required=True,
    metavar="FILE[@DATE]",
    help="A screening list and the date of its copy; repeat for more.",
)
@click.option("--threshold", type=Finite(0, 1), help="Least score of a candidate (default: 0.8).")
@click.option("--on", type=DAY, help="Leave out entries that had not begun or had ended on this day.")
@click.option("--decisions", type=click.Path(dir_okay=False), help="What people decided before (TOML).")
@click.option("--decide", metavar="LIST:ID=same|different|unsure", help="Record a decision on one entry.")
@click.option("--party", help="With --decide: the name as given. Not needed where only one party is screened.")
@click.option("--who", help="With --decide: who decides.")
@click.option("--why", help="With --decide: on what grounds.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    suppliers: str | None,
    names: tuple[str, ...],
    country: str | None,
    lists: tuple[str, ...],
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
    so does a list that is not complete.

    \b
    pratique screen suppliers.csv --list csl.csv --list sdn.csv
    pratique screen --name "Example Ltd" --list sdn.csv@2026-11-20
    pratique screen suppliers.csv --list sdn.csv --decisions decisions.toml \\
        --decide SDN:36=different --party "Example Ltd" --who "A. Person" \\
        --why "another registration number"

    Exit status 0 when nobody is listed and nothing is open, 1 when somebody is listed, 3 when something is open,
    4 when a row could not be used (the others were screened).
    """
    from pratique.parties.decisions import NO_DECISIONS, read_decisions
    from pratique.parties.lists import read_lists
    from pratique.parties.screening import DEFAULT_WEIGHTS, Weights, screener_for

    queries, faults = _queries(suppliers, names, country)
    read = read_lists(list(lists))
    _note(finding for one in read for finding in one.findings)
    if decide:
        _record(decide, party, who, why, decisions, queries, read)
    made = read_decisions(decisions) if decisions else NO_DECISIONS
    weights = DEFAULT_WEIGHTS
    if threshold is not None:
        if not math.isfinite(threshold):
            raise UsageError(f"--threshold is a number from 0 to 1, not {threshold}.")
        weights = Weights(threshold=threshold, close=min(threshold, DEFAULT_WEIGHTS.close))
    screener = screener_for(read, weights)
    found = [screener.screen(query, made, on) for query in queries]
    if form == "json":
        emit(screening_json(found) + "\n", None)
    else:
        say(screening_text(found, read, weights.threshold))
    return EXIT_INVALID if faults else _status(found)


def _queries(suppliers: str | None, names: tuple[str, ...], country: str | None) -> tuple[list[Query], bool]:
    """The parties of the file and of --name, and whether a row of the file could not be used.

    Raises `UsageError` where there is neither.
    """
    from pratique.ids import country_code
    from pratique.parties.screening import Query, read_queries

    if not suppliers and not names:
        raise UsageError("Nobody to screen: give a file of suppliers, or --name.")
    code = country_code(country)
    if country and not code:
        raise UsageError(f"There is no country {country!r}. Write an ISO 3166-1 code, as in --country CN.")
    given = [Query(name, countries=frozenset([code] if code else [])) for name in names]
    if suppliers:
        queries, findings = read_queries(suppliers)
        _note(findings)
        return queries + given, bool(findings.errors)
    return given, False


def _note(findings: Iterable[Finding]) -> None:
    """Findings on stderr, each once; notes are left out."""
    say_findings(findings, notes=False)


def _record(
    decide: str,
    party: str | None,
    who: str | None,
    why: str | None,
    decisions: str | None,
    queries: list[Query],
    read: list[ScreeningList],
) -> None:
    from pratique.parties import decisions as book

    if not decisions:
        raise UsageError("--decide needs --decisions, the file that the decision is added to.")
    entry, _, verdict = decide.rpartition("=")
    listing = _entry(entry, read)
    query = _one_query(party, queries)
    decision = book.decide(query.name, query.countries, listing, verdict, who or "", why or "", now())
    book.append_decision(decisions, decision)
    say(f"Recorded in {decisions}: {query.name} and {listing.name} ({entry}) are {verdict}.", err=True)


def _entry(text: str, read: list[ScreeningList]) -> Listing:
    code, _, number = text.partition(":")
    for one in read:
        for listing in one.listings:
            if (listing.list, listing.id) == (code, number):
                return listing
    raise UsageError(f"No list holds the entry {text!r}. Write LIST:ID=same, as in SDN:36=different.")


def _one_query(party: str | None, queries: list[Query]) -> Query:
    fitting = [query for query in queries if party is None or query.name == party]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise UsageError(f"No party is called {party!r}. Write the name as it stands in the file.")
    raise UsageError(f"{len(fitting)} parties fit: say which with --party, and give each its country.")


def _status(found: list[Screening]) -> int:
    if not found:
        return EXIT_CLEAR
    statuses = {overall(one) for one in found}
    if "listed" in statuses:
        return EXIT_BARRED
    return EXIT_UNDETERMINED if "unknown" in statuses else EXIT_CLEAR
