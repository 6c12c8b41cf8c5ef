"""What a screening list says, in one shape for every publisher.

Rule: an entry keeps the words of its list (names, addresses, remarks) beside what was read out of them, and a
list knows how many entries it should have. Invariant: a list that is short, or in which a row could not be read,
is not `complete`, and nothing may be called absent from a list that is not complete.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Literal

from pratique.errors import Finding, Place
from pratique.value_class import dataclass

AliasKind = Literal["primary", "aka", "fka", "nka", "subsidiary"]
"""Main name, also known as, formerly known as, now known as; a company that the entry names as held by it."""
ListedKind = Literal["organisation", "individual", "vessel", "aircraft"]

PACKED_AS = (".gz", ".gzip")
"""How the names of packed files end."""


def stem_of(path: Path) -> str:
    """The name of a file without its endings: `own` of `own.csv` and of `own.csv.gz`."""
    return Path(path.stem).stem if path.suffix.casefold() in PACKED_AS else path.stem


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name of an entry; `weak` where the publisher calls the alias broad or generic."""

    text: str
    kind: AliasKind = "primary"
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that somebody issued: `kind` as the list words it, `country` ISO 3166-1 alpha-2 or None."""

    kind: str
    value: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """An address as printed, and its country (ISO 3166-1 alpha-2) where the list states one."""

    text: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of one list. `list` is the short code (SDN, EL, DPL, ...), `id` is unique within the list.

    `id` is the publisher's own number where there is one, else a digest of source, name and notice that stays
    the same from one publication to the next. `kind` is None where the list does not say. `footnotes` holds the
    Entity List footnote numbers that the licence requirement names (15 CFR part 744, supplement no. 4). `births` are
    dates or years of birth as the list writes them.
    """

    list: str
    id: str
    names: tuple[ListedName, ...]
    place: Place
    kind: ListedKind | None = None
    countries: frozenset[str] = frozenset()
    addresses: tuple[ListedAddress, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    programs: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    license_requirement: str = ""
    license_policy: str = ""
    footnotes: frozenset[int] = frozenset()
    linked_to: tuple[str, ...] = ()
    remarks: str = ""
    births: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The main name."""
        return self.names[0].text

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits over all names: changes when the publisher adds or changes one."""
        text = "\n".join(sorted({name.text for name in self.names}))
        return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class ListedRelation:
    """A stated link between two entries (OFAC advanced XML), such as "owned or controlled by"."""

    kind: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class ScreeningList:
    """One list as read from one file (or one set of joined files).

    `as_of` is the date the publisher or the user states, else None; `newest` is the latest date found inside, so
    the list is not older than that. `digest` is the SHA-256 of the bytes read. `incomplete` says in words why
    absence from this list proves nothing; empty when it does.
    """

    code: str
    title: str
    source: str
    listings: Sequence[ListEntry]
    as_of: date | None = None
    newest: date | None = None
    digest: str = ""
    relations: tuple[ListedRelation, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    incomplete: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether a name that is not found here may be called not listed."""
        return not self.incomplete
