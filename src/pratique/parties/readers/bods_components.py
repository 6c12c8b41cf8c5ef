"""Whether the component records of an indirect interest stand for it.

Rule: they do where all of them are in the file and open, lead from the subject to the holder, and carry as much of
the subject as the interest states; a chain that is not there, has ended or leads elsewhere replaces nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from pratique.errors import Findings, Place
from pratique.files import exact_number
from pratique.parties.shares import Share
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Carrier:
    """A record that may be a step of a chain: a relationship with the most that it states, in parts of one.

    `most` None: it is no step itself (a party), or states nothing that could be counted.
    """

    subject: str = ""
    holder: str = ""
    most: Fraction | None = None
    is_step: bool = False


def with_records(rows: Sequence[Any], source: str, findings: Findings) -> list[Any]:
    """The statements of a file with whom they are about named by their records.

    Some publishers name the statement in place of the record. A relationship about a record that is not in a file of
    entities is a finding: it may be about any of them.
    """
    named = [row for row in rows if isinstance(row, dict) and isinstance(row.get("recordId"), str)]
    records = {row["recordId"] for row in named}
    by_statement = {row["statementId"]: row["recordId"] for row in named if isinstance(row.get("statementId"), str)}
    entities = any(row.get("recordType") == "entity" for row in named)
    found = []
    for number, row in enumerate(rows):
        details = row.get("recordDetails") if isinstance(row, dict) else None
        if isinstance(details, dict) and row.get("recordType") == "relationship":
            ends = {
                name: by_statement[text]
                for name in ("subject", "interestedParty")
                if isinstance(text := details.get(name), str) and text not in records and text in by_statement
            }
            row = {**row, "recordDetails": {**details, **ends}} if ends else row
            subject = ends.get("subject", details.get("subject"))
            if entities and isinstance(subject, str) and subject and subject not in records:
                text = f"The relationship is about {subject!r}, which is no record of this file."
                step = "Add its statement; until then it may be about anybody."
                findings.add("bods.dangling", text, Place(source, f"/{number}"), step, "warning", subject)
        found.append(row)
    return found


def carriers(statements: Sequence[Any]) -> Mapping[str, Carrier]:
    """Each record of a file that is open, by its id; the last statement of a record counts."""
    found: dict[str, Carrier] = {}
    ended: set[str] = set()
    for row in statements:
        if not isinstance(row, dict) or not isinstance(name := row.get("recordId"), str):
            continue
        details = row.get("recordDetails")
        details = details if isinstance(details, dict) else {}
        if row.get("recordStatus") == "closed":
            ended.add(name)
        if row.get("recordType") != "relationship":
            found[name] = Carrier()
            continue
        subject, holder = (details.get(each) for each in ("subject", "interestedParty"))
        named = isinstance(subject, str) and isinstance(holder, str)
        found[name] = Carrier(
            str(subject) if named else "", str(holder) if named else "", _most(details.get("interests")), is_step=True
        )
    return {name: each for name, each in found.items() if name not in ended}


def carried_by(
    components: Sequence[str], carrying: Mapping[str, Carrier], holder: str, subject: str, share: Share
) -> bool:
    """Whether the components carry an interest of `share` that `holder` has in `subject`."""
    steps = [carrying.get(name) for name in components]
    if not steps or None in steps:
        return False
    chain = [step for step in steps if step is not None and step.is_step]
    if any(step.most is None for step in chain):
        return False
    reached, grown = {subject}, True
    while grown:
        fresh = {step.holder for step in chain if step.subject in reached} - reached
        reached |= fresh
        grown = bool(fresh)
    first = sum((step.most or Fraction(0) for step in chain if step.subject == subject), Fraction(0))
    return holder in reached and all(step.subject in reached for step in chain) and first >= share.low


def _most(interests: Any) -> Fraction | None:
    """The most that an interest of shares or votes among these states and has not ended; None without any."""
    found: list[Fraction] = []
    for each in interests if isinstance(interests, list) else []:
        share = each.get("share") if isinstance(each, dict) and not each.get("endDate") else None
        if not isinstance(share, dict) or not share:
            continue
        stated = next((share[name] for name in ("exact", "maximum", "exclusiveMaximum") if share.get(name)), None)
        try:
            found.append(Fraction(1) if stated is None or stated is True else exact_number(stated) / 100)
        except (ValueError, TypeError):
            return None
    return max(found, default=None)
