"""`pratique own`: who owns and controls a party, and what ties it to which country."""

from __future__ import annotations

import json
import textwrap
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pratique.cli.say import save, say, say_findings
from pratique.errors import EXIT_CLEAR, EXIT_UNDETERMINED
from pratique.files.clock import today

if TYPE_CHECKING:
    from pratique.parties.nexus import Controller, PartyFacts
    from pratique.parties.open_holdings import OpenHolding
    from pratique.parties.proof import Step
    from pratique.parties.registry import Registry
    from pratique.parties.snapshot import Snapshot

WORDS = {True: "yes", False: "no", None: "unknown"}
PRONG_WORDS = {
    "agent_or_directed": "agent of it, or directed or financed by it",
    "citizen_or_resident": "citizen or resident",
    "organised_or_seated": "organised, headquartered or seated there",
    "controlled": "owned or controlled from there",
}
DEFAULT_COUNTRIES = ("CN=CN,HK,MO", "RU=RU")


@click.command("own", short_help="Who owns and controls a party, and what ties it to a country.")
@click.argument("supplier")
@click.option("--registry", "registries", multiple=True, required=True, help="Ownership data; repeat for more files.")
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
@click.option("--test", "test_name", default="power-to-decide", show_default=True, help="The definition of control.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
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
    svg: str | None,
    bods: str | None,
) -> None:
    """Who owns and controls SUPPLIER (an id, an identifier such as an LEI, or a name).

    Exit status 0 when every prong is settled, 3 when one is unknown.
    """
    from pratique.parties.nexus import controllers, facts_of
    from pratique.parties.readers.any import read_registries
    from pratique.parties.registry import find_party
    from pratique.parties.snapshot import take_snapshot

    test = _test(test_name)
    registry = read_registries(registries)
    _note_findings(registry)
    party = find_party(registry, supplier)
    day = on.date() if on else today()
    snapshot = take_snapshot(registry, day, known_on.date() if known_on else None)
    groups = dict(_group(text) for text in countries)
    found = {name: facts_of(snapshot, party, codes, test) for name, codes in groups.items()}
    rows = controllers(snapshot, party, test)
    if svg:
        _write_svg(svg, snapshot, found, test_name)
    if bods:
        _write_bods(bods, snapshot, party, day)
    if form == "json":
        say(json.dumps(_json(found, rows), indent=2, ensure_ascii=False))
    else:
        say(_text(snapshot, found, rows, test_name))
    unknown = any(None in facts.prongs.values() for facts in found.values())
    context.exit(EXIT_UNDETERMINED if unknown else EXIT_CLEAR)


def _test(name: str) -> Any:
    from pratique.errors import UsageError
    from pratique.parties.control import TESTS

    if name not in TESTS:
        raise UsageError(f"There is no test of control {name!r}. Use one of {', '.join(TESTS)}.")
    return TESTS[name]


def _group(text: str) -> tuple[str, frozenset[str]]:
    """`CN=CN,HK,MO` as a name and its codes; `CN` alone stands for itself."""
    from pratique.errors import UsageError
    from pratique.ids import country_code

    name, _, codes = text.partition("=")
    found = [country_code(code) for code in (codes or name).split(",")]
    if None in found:
        raise UsageError(f"{text!r} holds a country that is not known. Write codes, as in CN=CN,HK,MO.")
    return name, frozenset(code for code in found if code)


def _note_findings(registry: Registry) -> None:
    say_findings(registry.findings, notes=False)


def _write_svg(path: str, snapshot: Snapshot, found: dict[str, PartyFacts], test_name: str) -> None:
    from pratique.parties.nexus import linked_seeds
    from pratique.parties.picture import draw

    facts = next(iter(found.values()))
    wanted = frozenset().union(*(one.countries for one in found.values()))
    linked = linked_seeds(snapshot, snapshot.upstream(facts.party), wanted).certain
    save(path, draw(snapshot, facts, _test(test_name), linked))


def _write_bods(path: str, snapshot: Snapshot, party: str, day: date) -> None:
    from pratique.parties.export_bods import export_bods

    save(path, export_bods(snapshot, party, day))


# JSON -------------------------------------------------------------------------------------------


def _json(found: dict[str, PartyFacts], rows: tuple[Controller, ...]) -> dict[str, Any]:
    first = next(iter(found.values()))
    return {
        "party": {"id": first.party, "name": first.name},
        "on": first.on.isoformat(),
        "known_on": None if first.known_on == date.max else first.known_on.isoformat(),
        "nexus": {name: {prong: WORDS[out] for prong, out in one.prongs.items()} for name, one in found.items()},
        "reasons": {name: {prong: list(said) for prong, said in one.reasons.items()} for name, one in found.items()},
        "controllers": [
            {
                "party": row.party,
                "name": row.name,
                "outcome": WORDS[row.outcome],
                "low": _percent(row.low),
                "high": _percent(row.high),
                "chain": [_step(step) for step in row.chain],
            }
            for row in rows
        ],
        "open_holdings": [
            {"country": name, **_open(item)} for name, one in found.items() for item in one.open_holdings
        ],
        "assumptions": list(dict.fromkeys(text for one in found.values() for text in one.assumptions)),
        "conflicts": list(dict.fromkeys(text for one in found.values() for text in one.conflicts)),
    }


def _percent(part: Any) -> float:
    """Percent for people; exact shares stay in the chain as text."""
    return round(float(part * 100), 6)


def _step(step: Step) -> dict[str, Any]:
    links = [
        {"holder": link.holder, "has": link.text, "certain": link.certain, "sources": list(link.sources)}
        for link in step.links
    ]
    return {"subject": step.subject, "why": step.why, "certain": step.certain, "links": links}


def _open(item: OpenHolding) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "subject": item.subject,
        "holder": item.holder,
        "question": item.question,
        "settles": item.clears,
        "flips": item.flips,
    }


# Text -------------------------------------------------------------------------------------------


def _text(snapshot: Snapshot, found: dict[str, PartyFacts], rows: tuple[Controller, ...], test_name: str) -> str:
    first = next(iter(found.values()))
    lines = [
        f"{first.name} ({first.party}) on {first.on.isoformat()}",
        *textwrap.wrap(f"Test of control: {_test(test_name).name}", 80, subsequent_indent="  "),
        "",
    ]
    for name, facts in found.items():
        lines += _country(name, facts)
    lines += ["Who is above it", *(_table(rows) or ["  nobody is named"]), ""]
    said = list(dict.fromkeys(text for one in found.values() for text in (*one.assumptions, *one.conflicts)))
    lines += _wrapped("Read with", said)
    return "\n".join(lines).rstrip()


def _country(name: str, facts: PartyFacts) -> list[str]:
    codes = ", ".join(sorted(facts.countries))
    lines = [f"{name}{f' ({codes})' if codes != name else ''}"]
    for prong, outcome in facts.prongs.items():
        lines.append(f"  {WORDS[outcome]:8}{PRONG_WORDS[prong]}")
        if outcome is not False:
            lines += [
                row
                for said in facts.reasons[prong]
                for row in textwrap.wrap(said, 78, initial_indent=" " * 10, subsequent_indent=" " * 12)
            ]
    questions = [
        f"{item.question}{' This alone settles it.' if item.clears else ''} {item.flips}"
        for item in facts.open_holdings
    ]
    return [*lines, "", *_wrapped(f"Open for {name}", questions)]


def _wrapped(title: str, texts: list[str]) -> list[str]:
    if not texts:
        return []
    body = [row for text in texts for row in textwrap.wrap(text, 78, initial_indent="  - ", subsequent_indent="    ")]
    return [title, *body, ""]


def _table(rows: tuple[Controller, ...]) -> list[str]:
    lines = []
    for row in rows:
        low, high = f"{_percent(row.low):g}", f"{_percent(row.high):g}"
        share = f"{low} %" if low == high else f"{low} to {high} %"
        lines += textwrap.wrap(
            f"{WORDS[row.outcome]:8}{row.name}: {share} of the votes, with what it controls",
            78,
            initial_indent="  ",
            subsequent_indent=" " * 10,
        )
    return lines
