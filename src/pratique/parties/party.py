"""A party: who it is called and where it sits, as far as sources say.

Rule: a place that no source states is unknown, and stays apart from a place that is known to be elsewhere.
Invariant: in `Countries`, everything in `must` is also in `may`; `may` None means that any country is possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import field
from typing import Literal

from pratique.logic.ordering import in_order
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.value_class import dataclass

PartyKind = Literal["person", "entity", "state", "state_body", "arrangement", "anonymous", "unknown"]
"""`anonymous` and `unknown` may be a person or an organisation; `reason` then holds the BODS reason code."""

REASONS = {
    "noBeneficialOwners": "no owner has to be disclosed under the rules that apply",
    "subjectUnableToConfirmOrIdentifyBeneficialOwner": "the company could not or would not name an owner",
    "interestedPartyHasNotProvidedInformation": "the owner has not given its details",
    "subjectExemptFromDisclosure": "the company is exempt from disclosing its owners",
    "interestedPartyExemptFromDisclosure": "the owner is exempt from being disclosed",
    "unknown": "the reason is not known",
    "informationUnknownToPublisher": "the publisher does not know",
    "NO_KNOWN_PERSON": "no person is known to control it",
    "NATURAL_PERSONS": "natural persons control it and no parent consolidates it",
    "NON_CONSOLIDATING": "organisations control it that do not consolidate it and are not named",
    "NO_LEI": "its parent has no LEI and is not named",
    "NON_PUBLIC": "its parent is not made public",
    "undisclosed": "no source names the rest of its owners",
    "perhapsEnded": "whether what is said of the rest still holds is open",
}
"""Why an owner is not named: BODS `unspecifiedReason`, GLEIF reporting exceptions, and our own `undisclosed`."""
NOBODY_HIDDEN = frozenset({"noBeneficialOwners", "NO_KNOWN_PERSON", "perhapsEnded"})
"""Reasons that do not say that somebody is there who is not named."""


@dataclass(frozen=True, slots=True)
class Countries:
    """Countries by two-letter code that certainly apply (`must`) and possibly apply (`may`, None: any)."""

    must: frozenset[str] = frozenset()
    may: frozenset[str] | None = None

    @property
    def is_unknown(self) -> bool:
        return self.may is None and not self.must

    def inside(self, wanted: Set[str]) -> Truth:
        """Whether one of them is in `wanted`."""
        if self.must & wanted:
            return TRUE
        return UNKNOWN if self.may is None or self.may & wanted else FALSE

    def __str__(self) -> str:
        sure = ", ".join(sorted(self.must))
        if self.may is None:
            return f"{sure}, perhaps others" if sure else "unknown"
        maybe = " or ".join(sorted(self.may - self.must))
        return ", ".join(part for part in (sure, maybe) if part) or "none"


NOWHERE_KNOWN = Countries()


def countries_of(codes: Iterable[str | None]) -> Countries:
    """The countries that one source states; a code that is None leaves room for others, no code is unknown."""
    stated = list(codes)
    known = frozenset(code for code in stated if code)
    return Countries(known, None if not stated or None in stated else known)


def agree(statements: Iterable[Countries]) -> Countries:
    """What several sources say together: unknown ones say nothing; where two differ, either may be right."""
    said = [statement for statement in statements if not statement.is_unknown]
    if not said:
        return NOWHERE_KNOWN
    must = frozenset.intersection(*(statement.must for statement in said))
    bounded = [statement.may for statement in said if statement.may is not None]
    return Countries(must, frozenset().union(*bounded) if len(bounded) == len(said) else None)


LISTED_TOPICS = ("sanction", "debarment")
"""First words of the topics by which FollowTheMoney marks who stands on a list."""


@dataclass(frozen=True, slots=True)
class Party:
    """One person, organisation, state or arrangement.

    `identifiers` are pairs of scheme and number (`LEI`, `GB-COH`, ...). `organised` is the place whose law made it,
    `headquarters` and `principal_place` its seats; `citizenship` and `residence` are of natural persons.
    `us_permanent_resident` and `listed` are None when no source says.
    """

    id: str
    kind: PartyKind = "entity"
    names: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    organised: Countries = NOWHERE_KNOWN
    headquarters: Countries = NOWHERE_KNOWN
    principal_place: Countries = NOWHERE_KNOWN
    citizenship: Countries = NOWHERE_KNOWN
    residence: Countries = NOWHERE_KNOWN
    us_permanent_resident: bool | None = None
    listed: bool | None = None
    reason: str | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The first name, or what stands for one."""
        if self.names:
            return self.names[0]
        return {"anonymous": "an anonymous owner", "unknown": "an unknown owner"}.get(self.kind, self.id)

    @property
    def is_unnamed(self) -> bool:
        """Whether it may be anybody: known only by a share that somebody has."""
        return self.kind in ("anonymous", "unknown") and (not self.names or self.reason is not None)

    @property
    def is_nameless(self) -> bool:
        """Whether no source says what it is called: of it only an id is known, which may be a number."""
        return all(text == self.id and " " not in text and text.isascii() for text in self.names)

    @property
    def marked(self) -> tuple[str, ...]:
        """What a registry itself says of it that lists say: sanctioned, debarred, under export control."""
        topics = (each for each in self.notes if each.split(".")[0] in LISTED_TOPICS or each == "export.control")
        return tuple(topics)

    @property
    def is_state(self) -> bool:
        return self.kind in ("state", "state_body")

    @property
    def can_be_owned(self) -> bool:
        """Natural persons, states and their organs have no owners; everything else may have some."""
        return self.kind not in ("person", "state", "state_body")


def join_parties(records: Iterable[Party], id: str) -> Party:
    """One party out of what several sources say about it, whatever their order."""
    rows = in_order(records)
    kinds = sorted({row.kind for row in rows} - {"unknown"}) or ["unknown"]
    specific = [kind for kind in kinds if kind not in ("entity", "anonymous")] or kinds

    def flag(values: set[bool | None]) -> bool | None:
        known = values - {None}
        return known.pop() if len(known) == 1 else None

    return Party(
        id=id,
        kind=specific[0],
        names=tuple(dict.fromkeys(name for row in rows for name in row.names)),
        identifiers=tuple(sorted({pair for row in rows for pair in row.identifiers})),
        organised=agree(row.organised for row in rows),
        headquarters=agree(row.headquarters for row in rows),
        principal_place=agree(row.principal_place for row in rows),
        citizenship=agree(row.citizenship for row in rows),
        residence=agree(row.residence for row in rows),
        us_permanent_resident=flag({row.us_permanent_resident for row in rows}),
        listed=flag({row.listed for row in rows}),
        reason=next((row.reason for row in rows if row.reason), None),
        notes=tuple(dict.fromkeys(note for row in rows for note in row.notes)),
    )
