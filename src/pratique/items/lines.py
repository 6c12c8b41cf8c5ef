"""The lines of a bill: what each says, where it stands, and the element that it becomes.

Rule: every component of the file is one line, as often as it stands there. What is read of many at once is kept as
columns, and the lines are made of them when the first is asked for; an element is made when it is. Where a line
stands is worked out from the neighbours it was read with, not written down for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import repeat
from typing import Protocol, overload

import msgspec
from msgspec import structs

from pratique.facts.keys import key_behind, key_of_name
from pratique.facts.kinds import PART, PARTY, SOURCE
from pratique.logic.entities import NO_VALUES, Entity, Listing
from pratique.logic.nodes import Kind
from pratique.logic.values import Value
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """What a supplier says of the law (a verdict, a reason, a covered flag): kept, never taken as law."""

    name: str
    value: str
    pointer: str = ""
    signed_by: str | None = None

    @property
    def link(self) -> str | None:
        """The value as an address that may become a link."""
        return link_of(self.value)


def link_of(text: str) -> str | None:
    """`text` where it is a web address; any other scheme (`javascript:`, `data:`, `file:`) never is a link."""
    stripped = text.strip()
    is_web = stripped.lower().startswith(("http://", "https://")) and stripped.isprintable() and " " not in stripped
    return stripped if is_web and not set(stripped) & set("<>\"'`") else None


@dataclass(frozen=True, slots=True)
class Address:
    """Where a party says it is: evidence, never by itself a place of organisation."""

    country: str | None
    text: str = ""


@dataclass(slots=True)
class PartyRecord:
    """A party that the bill names: what all its sources share, and the evidence beside it.

    `known_as` is the key of its element where that is not its own; `made` the element, once all was heard of it.
    """

    key: str
    name: str | None
    values: dict[str, Value] = field(default_factory=dict)
    lei: str | None = None
    registration: str | None = None
    addresses: tuple[Address, ...] = ()
    owner_shares: tuple[tuple[str, str], ...] = ()
    claims: tuple[Claim, ...] = ()
    disputed: tuple[tuple[str, Value], ...] = ()
    known_as: str = ""
    made: Entity | None = None

    @property
    def element_key(self) -> str:
        """The key of its element."""
        return self.known_as or self.key

    @property
    def entity(self) -> Entity:
        """The party as an element of the kind PARTY, made once: only when the bill was read to its end."""
        if self.made is None:
            self.made = Entity(PARTY, self.element_key, self.values)
        return self.made


class Source(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A party in its roles for the parts of a shape.

    `party` is None where the document gives the role but no name: then it is a party of its own for each part,
    and `party_values` holds what is said of it.
    """

    party: PartyRecord | None
    label: str
    values: Mapping[str, Value]
    party_values: Mapping[str, Value] = NO_VALUES
    name: str | None = None


class LineContent(msgspec.Struct, frozen=True, eq=False, gc=False):
    """All that a line says apart from its name: equal lines of a bill share one, compared by identity.

    `notes` keeps what was read but is no fact of the vocabulary (origin of assembly, a reason for not knowing).
    `disputed` keeps every side of what a line says in two ways, by fact; `values` has none of them.
    """

    values: Mapping[str, Value]
    sources: tuple[Source, ...] = ()
    sources_closed: bool = False
    claims: tuple[Claim, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    opaque: bool = False
    disputed: tuple[tuple[str, Value], ...] = ()


class Where(Protocol):
    """Where neighbouring lines stand in a file; `index` is that of a line in its bill."""

    def pointer(self, index: int) -> str:
        """A JSON pointer, an XML path or `Sheet!7`."""
        ...

    def offset(self, index: int) -> int | None:
        """The byte at which the record begins; None where the format has none (XLSX)."""
        ...


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one line stands."""

    at: str
    byte: int | None = None

    def pointer(self, index: int) -> str:
        return self.at

    def offset(self, index: int) -> int | None:
        return self.byte


class Line(msgspec.Struct, eq=False, gc=False):
    """One component at one place of one file; `index` is its place in `Bill.lines`.

    A msgspec structure, not a dataclass: a bill has up to millions of lines and this one is made four times
    faster. `parent` is the index of the assembly that nests it. `own_ref` is False where its reference is missing
    or not its own.
    """

    index: int
    ref: str | None
    name: str
    version: str | None
    type: str
    shape: LineContent
    parent: int | None
    where: Where
    document: str
    own_ref: bool = True
    made: Entity | None = None

    @property
    def pointer(self) -> str:
        """Where it stands: a JSON pointer, an XML path or `Sheet!7`."""
        return self.where.pointer(self.index)

    @property
    def offset(self) -> int | None:
        """The byte of the file at which its record begins, None where the format has none."""
        return self.where.offset(self.index)

    @property
    def key(self) -> str:
        """What its element is known by across the case: its document and reference, or where it stands in it."""
        return key_of_name(f"{self.document}#{self.ref if self.own_ref else self.pointer}")

    @property
    def entity(self) -> Entity:
        """The line as an element of the kind PART, made once: of what it says, or of all that is said of it."""
        if self.made is None:
            self.made = element(self.key, self.shape)
        return self.made

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The supplier's own verdicts on this part."""
        return self.shape.claims


class Sources(Listing):
    """The sources of one part, made of its shape when they are first looked at: many parts are decided without."""

    __slots__ = ("_key", "_made", "_shape")

    _key: str
    _shape: LineContent
    _made: Sequence[Entity] | None

    def __init__(self, key: str, shape: LineContent) -> None:
        put = object.__setattr__  # past the look at each name that a frozen class takes: there is one a line
        put(self, "closed", shape.sources_closed)
        put(self, "_key", key)
        put(self, "_shape", shape)
        put(self, "_made", None)

    @property
    def elements(self) -> Sequence[Entity]:
        """The elements of the kind SOURCE."""
        made = self._made
        if made is None:
            made = [_source(self._key, source) for source in self._shape.sources]
            object.__setattr__(self, "_made", made)
        return made


def element(key: str, shape: LineContent) -> Entity:
    """A PART element with the sources of `shape` below it; its unknowns are keyed by `key`."""
    below: dict[Kind, Listing] = {SOURCE: Sources(key, shape)} if shape.sources or shape.sources_closed else {}
    return Entity(PART, key, shape.values, below)


def _source(key: str, source: Source) -> Entity:
    below = key_behind(key, source.label)
    party = source.party.entity if source.party else Entity(PARTY, below, source.party_values or NO_VALUES)
    return Entity(SOURCE, below, source.values, carried=party)


Typed = tuple[str, LineContent]
"""The type of a line and what it says."""


class Lines(Sequence[Line]):
    """The lines of one bill in document order, each parent before its parts.

    `document` names it in the keys of its elements; `refs` is the reference of each line.
    """

    __slots__ = ("_made", "_names", "_parents", "_typed", "_unowned", "_versions", "_wheres", "document", "refs")

    def __init__(self) -> None:
        self.document = ""
        self.refs: list[str | None] = []
        self._made: list[Line] = []
        self._names: list[str] = []
        self._versions: list[str | None] = []
        self._typed: list[Typed] = []
        self._parents: list[int | None] = []
        self._wheres: list[Where] = []
        self._unowned: list[int] = []

    def called(self, words: frozenset[str]) -> Iterator[int]:
        """The lines whose name is one of `words`, which are in lower case."""
        meant = {name for name in set(self._names) if name.strip().casefold() in words}
        return (index for index, name in enumerate(self._names) if name in meant) if meant else iter(())

    def add(
        self,
        refs: Sequence[str | None],
        names: Sequence[str],
        versions: Sequence[str | None],
        typed: Sequence[Typed],
        parent: int | None,
        where: Where,
    ) -> None:
        """Add neighbours with one parent."""
        self.refs += refs
        self._names += names
        self._versions += versions
        self._typed += typed
        self._parents += repeat(parent, len(refs))
        self._wheres += repeat(where, len(refs))

    def shorten(self, limit: int) -> list[int]:
        """Cut every name, reference and version that is longer than `limit`; the lines that had one.

        Only before the first line is asked for.
        """
        found: set[int] = set()
        for column in (self._names, self.refs, self._versions):
            if max(map(len, filter(None, column)), default=0) > limit:
                for index, text in enumerate(column):
                    if text is not None and len(text) > limit:
                        found.add(index)
                        column[index] = text[:limit]
        return sorted(found)

    def where(self, index: int) -> tuple[str, int | None]:
        """The pointer and offset of a line."""
        before = len(self._made)
        where = self._made[index].where if index < before else self._wheres[index - before]
        return where.pointer(index), where.offset(index)

    def call(self, document: str) -> None:
        """Name the document otherwise in the keys of its elements, before the first of them is made."""
        self.document = document
        for line in self._made:
            line.document, line.made = document, None

    def apart(self, of: Callable[[LineContent], LineContent]) -> Lines:
        """The same lines with nothing made of them yet, each of the shape that `of` gives in place of its own."""
        found, typed = Lines(), dict[int, Typed]()
        found.document, found.refs = self.document, list(self.refs)
        found._made = [structs.replace(line, shape=of(line.shape), made=None) for line in self._made]
        for one in self._typed:
            if id(one) not in typed:
                typed[id(one)] = one[0], of(one[1])
        found._typed = [typed[id(one)] for one in self._typed]
        found._names, found._versions = list(self._names), list(self._versions)
        found._parents, found._wheres, found._unowned = list(self._parents), list(self._wheres), list(self._unowned)
        return found

    def disown(self, index: int) -> None:
        """Know a line by where it stands, since its reference is not its own."""
        if index < len(self._made):
            self._made[index].own_ref = False
        else:
            self._unowned.append(index)

    def _all(self) -> list[Line]:
        """The lines, those that are still columns made now."""
        made = self._made
        if self._names:
            begin = len(made)
            types, shapes = zip(*self._typed, strict=True)
            made += map(
                Line,
                range(begin, len(self.refs)),
                self.refs[begin:],
                self._names,
                self._versions,
                types,
                shapes,
                self._parents,
                self._wheres,
                repeat(self.document),
            )
            for index in self._unowned:
                made[index].own_ref = False
            for column in (self._names, self._versions, self._typed, self._parents, self._wheres, self._unowned):
                column.clear()
        return made

    @property
    def shapes(self) -> list[LineContent]:
        """What each line says, without making the lines."""
        return [line.shape for line in self._made] + [shape for _, shape in self._typed]

    @property
    def names(self) -> list[str]:
        """What each line is called, without making the lines."""
        return [line.name for line in self._made] + self._names

    @property
    def elements(self) -> list[Entity | None]:
        """For each line its element where it was made; it may have been told more than its shape since."""
        return [line.made for line in self._made] + [None] * len(self._typed)

    def __len__(self) -> int:
        return len(self.refs)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        return self._all()[index]

    def __iter__(self) -> Iterator[Line]:
        return iter(self._all())
