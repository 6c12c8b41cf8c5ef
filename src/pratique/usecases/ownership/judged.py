"""What people judged about hits on lists, kept elsewhere and laid beside a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pratique.parties.decisions import VERDICTS, Decision, append_decision
from pratique.value_class import dataclass

FILE = "screening-decisions.toml"
"""Where screening looks for judgements beside a dossier."""


@dataclass(frozen=True, slots=True)
class JudgedHit:
    """Whether a party is the entry `number` of the list `code`: by whom, when, on what grounds."""

    party: str
    countries: tuple[str, ...]
    code: str
    number: str
    says: str
    who: str
    why: str
    when: datetime
    seen: str = ""
    """The mark of the entry's names as they were then: with other names "different" counts no longer."""


def lay_judgements(folder: Path, judged: Sequence[JudgedHit]) -> None:
    """Append judgements to the file beside a dossier. Raises InvalidInput where that cannot be read."""
    if judged:
        append_decision(folder / FILE, *map(_decided, judged))


def _decided(each: JudgedHit) -> Decision:
    says, countries = next(word for word in VERDICTS if word == each.says), frozenset(each.countries)
    return Decision(
        when=each.when,
        who=each.who,
        why=each.why,
        verdict=says,
        query=each.party,
        countries=countries,
        list=each.code,
        id=each.number,
        fingerprint=each.seen,
    )
