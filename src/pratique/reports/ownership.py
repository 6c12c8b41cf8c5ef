"""Who owns and controls a party, as text, JSON and CSV: the same outcome in each, the headline first."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pratique.files.outward import for_cell
from pratique.parties.proof import MEASURE_WORDS
from pratique.reports.wrapping import wrapped

if TYPE_CHECKING:
    from pratique.parties.nexus import Controller, PartyFacts
    from pratique.parties.open_holdings import OpenHolding
    from pratique.parties.proof import Step
    from pratique.usecases.ownership.own import NotJoined, Owned

WORDS = {True: "yes", False: "no", None: "unknown"}
PRONG_WORDS = {
    "agent_or_directed": "agent of it, or directed or financed by it",
    "citizen_or_resident": "citizen or resident",
    "organised_or_seated": "organised, headquartered or seated there",
    "controlled": "owned or controlled from there",
}
MOST_OWNERS = 60
"""Parties above that the text lists; the JSON has them all."""


def headline(found: Owned) -> str:
    """Whether the party is linked to each country, by what, and what would settle it, in a sentence each."""
    return " ".join(_headline(name, facts) for name, facts in found.facts.items())


def _headline(name: str, facts: PartyFacts) -> str:
    if facts.linked is False:
        return f"Linked to {name}: no."
    if facts.linked is None:
        settles = next((item.question for item in facts.open_holdings if item.clears), None)
        open_ = [PRONG_WORDS[prong] for prong, out in facts.prongs.items() if out is None]
        tail = f" This alone settles control: {settles}" if settles and open_ == [PRONG_WORDS["controlled"]] else ""
        return f"Linked to {name}: unknown; open is whether it is {'; '.join(open_)}.{tail}"
    prong = next(prong for prong, out in facts.prongs.items() if out)
    by = f", by {_holders(facts.chain)}" if prong == "controlled" and facts.chain else ""
    return f"Linked to {name}: yes, {PRONG_WORDS[prong]}{by}."


def _holders(steps: Sequence[Step]) -> str:
    """The holders at the top of a chain."""
    subjects = {step.subject for step in steps}
    names = dict.fromkeys(link.holder for step in steps for link in step.links if link.holder not in subjects)
    return " and ".join(names)


# JSON -------------------------------------------------------------------------------------------


def ownership_json(found: Owned, tests: Mapping[str, Mapping[str, bool | None]] | None = None) -> str:
    """The answer as one JSON document; with `tests` the outcome under every test."""
    return json.dumps(ownership_data(found, tests), indent=2, ensure_ascii=False)


def ownership_data(found: Owned, tests: Mapping[str, Mapping[str, bool | None]] | None = None) -> dict[str, Any]:
    """The same as plain data."""
    first, facts = found.first, found.facts
    data: dict[str, Any] = {
        "headline": headline(found),
        "party": {"id": first.party, "name": first.name},
        "asked": found.asked,
        "joined_by": found.joined_by,
        "on": first.on.isoformat(),
        "known_on": None if first.known_on == date.max else first.known_on.isoformat(),
        "test": found.test.name,
        "linked": {name: WORDS[one.linked] for name, one in facts.items()},
        "nexus": {name: {prong: WORDS[out] for prong, out in one.prongs.items()} for name, one in facts.items()},
        "reasons": {name: {prong: list(said) for prong, said in one.reasons.items()} for name, one in facts.items()},
        "controllers": [_controller(row) for row in found.above],
        "open_holdings": [
            {"country": name, **_open(item)} for name, one in facts.items() for item in one.open_holdings
        ],
        "assumptions": _each(one.assumptions for one in facts.values()),
        "conflicts": _each(one.conflicts for one in facts.values()),
        "left_out": _each(one.holes for one in facts.values()),
        "findings": [str(each) for each in dict.fromkeys(found.findings) if each.severity != "note"],
        "exit_status": found.exit_status,
    }
    if tests is not None:
        data["tests"] = {name: {at: WORDS[out] for at, out in row.items()} for name, row in tests.items()}
    return data


def _each(texts: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(text for some in texts for text in some))


def _controller(row: Controller) -> dict[str, Any]:
    return {
        "party": row.party,
        "name": row.name,
        "outcome": WORDS[row.outcome],
        "low": _percent(row.low),
        "high": _percent(row.high),
        "shares": {measure: [_percent(low), _percent(high)] for measure, low, high in row.shares},
        "chain": [_step(step) for step in row.chain],
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
        "denial": item.denial,
    }


# Text -------------------------------------------------------------------------------------------


def ownership_text(found: Owned, tests: Mapping[str, Mapping[str, bool | None]] | None = None) -> str:
    """The answer for a terminal: the headline, each country with its reasons, who is above, what is open."""
    first = found.first
    lines = [
        *(row for name, facts in found.facts.items() for row in wrapped(_headline(name, facts), "", "  ")),
        "",
        f"{first.name} ({first.party}) on {first.on.isoformat()}",
        *textwrap.wrap(f"Test of control: {found.test.name}", 80, subsequent_indent="  "),
        "",
    ]
    if tests is not None:
        lines += [*_tests(tests), ""]
    for name, facts in found.facts.items():
        lines += _country(name, facts)
    lines += ["Who is above it", *(_table(found.above) or ["  nobody is named"]), ""]
    lines += _section("Left out", _each(one.holes for one in found.facts.values()))
    said = _each((*one.assumptions, *one.conflicts) for one in found.facts.values())
    lines += _section("Read with", said)
    return "\n".join(lines).rstrip()


def _tests(tests: Mapping[str, Mapping[str, bool | None]]) -> list[str]:
    countries = list(next(iter(tests.values())))
    width = max(len(name) for name in tests) + 2
    lines = ["Owned or controlled, under every test", f"  {'':{width}}" + "".join(f"{at:10}" for at in countries)]
    return lines + [
        f"  {name:{width}}" + "".join(f"{WORDS[out]:10}" for out in row.values()) for name, row in tests.items()
    ]


def _country(name: str, facts: PartyFacts) -> list[str]:
    codes = ", ".join(sorted(facts.countries))
    lines = [f"{name}{f' ({codes})' if codes != name else ''}"]
    for prong, outcome in facts.prongs.items():
        lines.append(f"  {WORDS[outcome]:8}{PRONG_WORDS[prong]}")
        if outcome is not False:
            lines += [row for said in facts.reasons[prong] for row in wrapped(said, " " * 10, " " * 12)]
    questions = [
        f"{item.question}{' This alone settles it.' if item.clears else ''} {item.flips}"
        + (f" Settled by the row: {item.denial}" if item.clears and item.denial else "")
        for item in facts.open_holdings
    ]
    return [*lines, "", *_section(f"Open for {name}", questions)]


def _section(title: str, texts: list[str]) -> list[str]:
    if not texts:
        return []
    return [title, *(row for text in texts for row in wrapped(text, "  - ", "    ")), ""]


def _table(rows: Sequence[Controller]) -> list[str]:
    lines: list[str] = []
    for row in rows[:MOST_OWNERS]:
        shares = " and ".join(f"{_span(low, high)} of {MEASURE_WORDS[measure]}" for measure, low, high in row.shares)
        text = f"{WORDS[row.outcome]:8}{row.name}: {shares or 'no share'}, with what it controls"
        lines += wrapped(text, "  ", " " * 10)
    if len(rows) > MOST_OWNERS:
        lines.append(f"  and {len(rows) - MOST_OWNERS} more, in --format json")
    return lines


def _span(low: Any, high: Any) -> str:
    least, most = f"{_percent(low):g}", f"{_percent(high):g}"
    return f"{least} %" if least == most else f"{least} to {most} %"


# Many -------------------------------------------------------------------------------------------


def batch_rows(rows: Sequence[Owned | NotJoined]) -> list[dict[str, Any]]:
    """A row for each supplier: what joined, the outcome for each country, and what would settle it."""
    countries = next((list(row.facts) for row in rows if hasattr(row, "facts")), [])
    return [_batch_row(row, countries) for row in rows]


def _batch_row(row: Owned | NotJoined, countries: Sequence[str]) -> dict[str, Any]:
    facts = getattr(row, "facts", None)
    if facts is None:
        why = getattr(row, "why", "")
        return {
            "supplier": row.asked,
            "party": "",
            "name": "",
            "joined_by": f"not in the registries: {why}",
            **{f"linked_{name}": "unknown" for name in countries},
            **{f"controlled_{name}": "unknown" for name in countries},
            "chain": "",
            "settles": "",
            "left_out": "",
        }
    first = next(iter(facts.values()))
    chains = _each((" <- ".join(_links(step) for step in reversed(one.chain)),) for one in facts.values())
    settles = _each((item.question for item in one.open_holdings if item.clears) for one in facts.values())
    return {
        "supplier": row.asked,
        "party": first.party,
        "name": first.name,
        "joined_by": getattr(row, "joined_by", ""),
        **{f"linked_{name}": WORDS[one.linked] for name, one in facts.items()},
        **{f"controlled_{name}": WORDS[one.controlled_by_linked] for name, one in facts.items()},
        "chain": "; ".join(filter(None, chains)),
        "settles": " ".join(settles),
        "left_out": " ".join(_each(one.holes for one in facts.values())),
    }


def _links(step: Step) -> str:
    return f"{step.subject} ({', '.join(f'{link.holder}: {link.text}' for link in step.links)})"


def batch_csv(rows: Sequence[Owned | NotJoined]) -> str:
    """The batch as CSV."""
    found = batch_rows(rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if found:
        writer.writerow(found[0])
        writer.writerows([for_cell(str(cell)) for cell in row.values()] for row in found)
    return text.getvalue()


def batch_json(rows: Sequence[Owned | NotJoined]) -> str:
    """The batch as one JSON document."""
    return json.dumps(batch_rows(rows), indent=2, ensure_ascii=False)


def batch_text(rows: Sequence[Owned | NotJoined]) -> str:
    """The batch for a terminal: a supplier a line, and how many are linked."""
    found = batch_rows(rows)
    names = [name for name in (found[0] if found else {}) if name.startswith("linked_")]
    lines = []
    for row in found:
        outcome = ", ".join(f"{name.removeprefix('linked_')} {row[name]}" for name in names) or "unknown"
        lines += wrapped(f"{row['supplier']}: {outcome} (joined by {row['joined_by']})", "", "  ")
        if row["settles"]:
            lines += wrapped(row["settles"], "    ")
    counts = {word: sum(word in (row[name] for name in names) for row in found) for word in ("yes", "unknown")}
    missing = sum(not row["party"] for row in found)
    lines.append("")
    lines.append(
        f"{len(found)} suppliers: {counts['yes']} linked, {counts['unknown']} open, {missing} in no registry."
    )
    return "\n".join(lines)
