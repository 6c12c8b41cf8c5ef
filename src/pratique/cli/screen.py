"""`pratique screen`: is somebody on a list?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pratique.cli.options import DAY, Finite
from pratique.cli.say import emit, say, say_findings
from pratique.errors import EXIT_BARRED, EXIT_CLEAR, EXIT_INVALID, EXIT_UNDETERMINED, Finding, UsageError
from pratique.files.clock import now
from pratique.reports.wrapping import wrapped

if TYPE_CHECKING:
    from pratique.parties.decisions import Decision
    from pratique.parties.lists import Listing, ScreeningList
    from pratique.parties.screening import Candidate, Outcome, Query, Screening


@click.command("screen", short_help="Names against lists, with reasons.")
@click.argument("suppliers", required=False, type=click.Path())
@click.option("--name", "names", multiple=True, help="A party to screen, instead of a file or beside it.")
@click.option("--country", help="The country of the parties given by --name.")
@click.option(
    "--list", "lists", multiple=True, required=True, metavar="FILE[@DATE]",
    help="A screening list and the date of its copy; repeat for more.",
)  # fmt: skip
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
    weights = DEFAULT_WEIGHTS if threshold is None else Weights(threshold=threshold)
    screener = screener_for(read, weights)
    found = [screener.screen(query, made, on) for query in queries]
    if form == "json":
        emit(json.dumps([_json(one) for one in found], indent=2, ensure_ascii=False) + "\n", None)
    else:
        say(_text(found, read, weights.threshold))
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


def _json(one: Screening) -> dict[str, Any]:
    return {
        "query": one.query.name,
        "countries": sorted(one.query.countries),
        "candidates": [_json_candidate(item, decision) for item, decision in one.candidates],
        "outcomes": [
            {
                "list": each.list,
                "status": each.status,
                "as_of": each.as_of.isoformat() if each.as_of else None,
                "reasons": list(each.reasons),
            }
            for each in one.outcomes
        ],
    }


def _json_candidate(item: Candidate, decision: Decision | None) -> dict[str, Any]:
    return {
        "list": item.list,
        "id": item.id,
        "name": item.name,
        "score": item.score,
        "agrees": list(item.agrees),
        "differs": list(item.differs),
        "matched": item.matched.text,
        "name_score": item.name_score,
        "place": str(item.listing.place),
        "decision": None
        if decision is None
        else {
            "decision": decision.verdict,
            "who": decision.who,
            "when": decision.when.isoformat(),
            "why": decision.why,
        },
    }


def _text(found: list[Screening], read: list[ScreeningList], threshold: float) -> str:
    parts = ["\n".join(["Lists", *map(_list_line, read)])]
    parts += ["\n".join(_screening_lines(one)) for one in found]
    counts = {status: sum(_overall(one) == status for one in found) for status in ("listed", "unknown", "not listed")}
    summary = ", ".join(f"{number} {status}" for status, number in counts.items() if number)
    total = sum(len(one.candidates) for one in found)
    people = _some(len(found), "party", "parties")
    candidates = _some(total, "candidate", "candidates")
    parts.append(_wrapped(f"{people}: {summary}. {candidates} at a score of {threshold:g} or more.", ""))
    return "\n\n".join(parts)


def _some(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _list_line(one: ScreeningList) -> str:
    dated = f"of {one.as_of}" if one.as_of else f"undated, not before {one.newest}" if one.newest else "undated"
    line = f"{one.code}: {_some(len(one.listings), 'entry', 'entries')}, {dated}, from {one.source}"
    return _wrapped(line + ("; not complete" if one.incomplete else ""), "  ", "      ")


def _screening_lines(one: Screening) -> list[str]:
    countries = ", ".join(sorted(one.query.countries))
    lines = [_wrapped(one.query.name + (f" ({countries})" if countries else ""), "")]
    for item, decision in one.candidates:
        lines.append(_wrapped(f"{item.list} {item.id}  {item.name}, score {item.score:.2f}", "  ", "      "))
        lines += [_wrapped(f"+ {reason}", "    ", "      ") for reason in item.agrees]
        lines += [_wrapped(f"- {reason}", "    ", "      ") for reason in item.differs]
        if decision:
            text = f"= {decision.verdict}: {decision.who}, {decision.when:%Y-%m-%d}, {decision.why}"
            lines.append(_wrapped(text, "    ", "      "))
    return lines + _outcome_lines(one.outcomes)


def _outcome_lines(outcomes: tuple[Outcome, ...]) -> list[str]:
    """Outcomes that say the same for the same reason stand on one line."""
    merged: dict[tuple[str, str], list[str]] = {}
    for each in outcomes:
        open_ = next((reason for reason in each.reasons if not reason.startswith("the list")), None)
        reason = open_ or ("the list is not complete" if each.status == "unknown" else each.reasons[0])
        merged.setdefault((each.status, reason), []).append(each.list)
    ordered = sorted(merged.items(), key=lambda item: ("listed", "unknown", "not listed").index(item[0][0]))
    return [
        _wrapped(f"{', '.join(dict.fromkeys(lists))}: {status} ({reason})", "  ", "      ")
        for (status, reason), lists in ordered
    ]


def _wrapped(text: str, first: str, rest: str | None = None) -> str:
    return "\n".join(wrapped(text, first, rest))


def _overall(one: Screening) -> str:
    statuses = {each.status for each in one.outcomes}
    return next(status for status in ("listed", "unknown", "not listed") if status in statuses)


def _status(found: list[Screening]) -> int:
    if not found:
        return EXIT_CLEAR
    overall = {_overall(one) for one in found}
    if "listed" in overall:
        return EXIT_BARRED
    return EXIT_UNDETERMINED if "unknown" in overall else EXIT_CLEAR
