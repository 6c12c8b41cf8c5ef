"""What a person decided about a candidate, kept in a plain file beside the dossier.

Rule: the file is TOML, one `[[decision]]` after the other, and only ever appended to; the latest decision on a
pair counts and the earlier ones stay as its history. Invariant: `different` binds only as long as the entry has
the names that the person saw: when the publisher changes them, the question is open again. `same` does not lapse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from pratique.errors import Findings, InvalidInput, Place, UsageError
from pratique.files import decode_text, exclusive, load_toml, read_bytes, tables_of, write_whole
from pratique.parties.lists.listing import ListEntry
from pratique.parties.names.forms import name_forms
from pratique.value_class import dataclass

Verdict = Literal["same", "different", "unsure"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
MAX_DECISIONS = 256 * 1024**2
"""Largest file of decisions (bytes)."""
_TEXTS = ("who", "why", "decision", "query", "list", "id", "name", "fingerprint")
_REQUIRED = ("when", "who", "why", "decision", "query", "list", "id")


@dataclass(frozen=True, slots=True)
class Decision:
    """One judgement: is the party `query` (with these countries) the entry `id` of `list`?

    `when` is the moment it was made (UTC), `who` the person, `why` the grounds. `name` is the entry's main name
    as it was read, `fingerprint` a digest of all its names (`Listing.fingerprint`).
    """

    when: datetime
    who: str
    why: str
    verdict: Verdict
    query: str
    countries: frozenset[str]
    list: str
    id: str
    name: str = ""
    fingerprint: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        return (*_party_key(self.query, self.countries), self.list, self.id)


def _party_key(query: str, countries: Iterable[str]) -> tuple[object, ...]:
    """What makes two queries the same question: the words of the name in any order and case, and the countries."""
    forms = name_forms(query)
    words = tuple(sorted(forms[0].words)) if forms else (query,)
    return (words, forms[0].legal_form if forms else None, frozenset(countries))


class Decisions:
    """The decisions of a file, latest last, with the one that counts for each pair."""

    def __init__(self, items: Iterable[Decision] = ()) -> None:
        self.items = tuple(items)
        self._history: dict[tuple[object, ...], list[Decision]] = defaultdict(list)
        for item in self.items:
            self._history[item.key].append(item)

    def latest(self, query: str, countries: Iterable[str], listing: ListEntry) -> Decision | None:
        """The last decision on this pair, in force or not."""
        if not self.items:
            return None
        history = self._history.get((*_party_key(query, countries), listing.list, listing.id))
        return history[-1] if history else None

    def find(self, query: str, countries: Iterable[str], listing: ListEntry) -> Decision | None:
        """The decision that counts today, None where there is none or it has lapsed."""
        found = self.latest(query, countries, listing)
        return None if found is not None and _has_lapsed(found, listing) else found

    def lapsed(self, query: str, countries: Iterable[str], listing: ListEntry) -> bool:
        """Whether the last decision no longer counts because the entry's names changed."""
        found = self.latest(query, countries, listing)
        return found is not None and _has_lapsed(found, listing)


def _has_lapsed(decision: Decision, listing: ListEntry) -> bool:
    """Whether an entry is not the one that was judged: its names are others, or nothing says which they were."""
    if decision.verdict != "different":
        return False
    if decision.fingerprint:
        return decision.fingerprint != listing.fingerprint
    judged = decision.name.casefold().split()
    return not any(each.text.casefold().split() == judged for each in listing.names)


NO_DECISIONS = Decisions()


def read_decisions(path: str | Path) -> Decisions:
    """The decisions in a file; none where it does not exist yet. Raises `InvalidInput` with every finding."""
    file = Path(path)
    if not file.exists():
        return NO_DECISIONS
    findings, place = Findings(), Place(file.name)
    try:
        table = load_toml(decode_text(read_bytes(file, MAX_DECISIONS), place), place)
    except InvalidInput as error:
        first = error.findings[0]
        message = f"The decisions cannot be read: {first.message}"
        step = "Mend the file by hand; nothing was changed."
        raise InvalidInput([replace(first, code="decisions.syntax", message=message, next_step=step)]) from error
    strange = sorted(set(table) - {"decision"})
    if strange:
        step = "The file holds [[decision]] tables alone."
        findings.add("decisions.table", f"There is no {', '.join(strange)} in a file of decisions.", place, step)
    rows = tables_of(table, "decision", place, findings)
    items = [_decision(row, Place(file.name, pointer=f"decision[{n}]"), findings) for n, row in rows]
    findings.refuse()
    return Decisions(item for item in items if item is not None)


def _decision(row: dict[str, Any], where: Place, findings: Findings) -> Decision | None:
    wrong = [key for key in (*_TEXTS, "countries") if key in row and not _fits(key, row[key])]
    if wrong:
        step = "Write a text; countries are a list of texts."
        findings.add("decisions.shape", f"{', '.join(wrong)} of the decision is no text.", where, step)
        return None
    lacking = [key for key in _REQUIRED if not row.get(key)]
    if lacking:
        findings.add("decisions.lacking", f"The decision has no {', '.join(lacking)}.", where, "Add it.")
        return None
    if row["decision"] not in VERDICTS:
        message = f"The decision is {row['decision']!r}, not same, different or unsure."
        findings.add("decisions.verdict", message, where, "Use one of the three words.", value=str(row["decision"]))
        return None
    when = _moment(row["when"])
    if when is None:
        findings.add("decisions.when", f"When is {row['when']!r}, which is no date and time.", where, "Give UTC.")
        return None
    return Decision(
        when=when,
        who=row["who"],
        why=row["why"],
        verdict=row["decision"],
        query=row["query"],
        countries=frozenset(row.get("countries", ())),
        list=row["list"],
        id=str(row["id"]),
        name=row.get("name", ""),
        fingerprint=row.get("fingerprint", ""),
    )


def _fits(key: str, value: object) -> bool:
    if key == "countries":
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return isinstance(value, str) or (key == "id" and type(value) is int)


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return None


def decide(
    query: str, countries: Iterable[str], listing: ListEntry, verdict: str, who: str, why: str, when: datetime
) -> Decision:
    """A decision on a candidate. Raises `UsageError` where the verdict is none, or nobody or no ground is named."""
    if verdict not in VERDICTS:
        raise UsageError(f"A decision is same, different or unsure, not {verdict!r}.")
    if not who.strip() or not why.strip():
        raise UsageError("A decision needs a person (who) and a ground (why).")
    moment = when if when.tzinfo else when.replace(tzinfo=UTC)
    return Decision(
        when=moment,
        who=who,
        why=why,
        verdict=verdict,
        query=query,
        countries=frozenset(countries),
        list=listing.list,
        id=listing.id,
        name=listing.name,
        fingerprint=listing.fingerprint,
    )


def append_decision(path: str | Path, *decisions: Decision) -> None:
    """Add decisions at the end of the file, all in one step; the file is made where it does not exist.

    Raises `InvalidInput` (and writes nothing) where the file as it stands cannot be read, or cannot be written.
    """
    file = Path(path)
    with exclusive(file):
        read_decisions(file)
        before = read_bytes(file, MAX_DECISIONS) if file.exists() else b""
        gap = b"" if not before else b"\n" if before.endswith(b"\n") else b"\n\n"
        write_whole(file, before + gap + "\n".join(map(decision_toml, decisions)).encode())


def decision_toml(decision: Decision) -> str:
    """One `[[decision]]` table as it stands in the file."""
    fields = {
        "decision": decision.verdict,
        "query": decision.query,
        "countries": sorted(decision.countries),
        "list": decision.list,
        "id": decision.id,
        "name": decision.name,
        "fingerprint": decision.fingerprint,
        "who": decision.who,
        "why": decision.why,
    }
    lines = [f"{key} = {_toml(value)}" for key, value in fields.items()]
    moment = decision.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return "\n".join(["[[decision]]", f"when = {moment}", *lines, ""])


def _toml(value: object) -> str:
    """A string or list of strings in TOML: JSON's escapes are valid there, but for DEL."""
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
