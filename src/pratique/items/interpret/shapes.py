"""From what records tell to the shapes of lines: values, sources and parties, each made once and shared.

Rule: a role names what a party surely does and never that it does nothing else. Records that say the same give one
shape with one mapping of values and one tuple of sources, so a million lines of a few kinds cost a few shapes and a
decider may tell them apart by identity.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

import msgspec
from msgspec.structs import replace

from pratique.facts import source as source_facts
from pratique.facts.written import BadValue
from pratique.items.bill import Bill
from pratique.items.interpret.notices import Notices
from pratique.items.interpret.origin import made_elsewhere
from pratique.items.interpret.parties import Directory, is_nameless, party_values
from pratique.items.interpret.properties import Details, PropertyFacts, PropertyReader
from pratique.items.interpret.record import NOTHING, VALUES_OF_TYPE, LineRecord, PartyMention
from pratique.items.interpret.vocabulary import NAMED, ROLE_WORDS
from pratique.items.lines import LineContent, PartyRecord, Source
from pratique.logic.values import Members, Value
from pratique.value_class import dataclass

ALL_ROLES = frozenset(source_facts.ROLES)


class Piece(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A party in one role: its source (None where the role is none of the vocabulary), and what is noted of it."""

    source: Source | None
    notes: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Interpreter:
    """Makes the shapes of one bill."""

    notices: Notices
    hearer: PropertyReader
    directory: Directory
    orgs: dict[str, PartyMention] = field(default_factory=dict)
    shapes: dict[object, LineContent] = field(default_factory=dict)
    pieces: dict[object, Piece] = field(default_factory=dict)
    joined: dict[object, tuple[Source, ...]] = field(default_factory=dict)
    sources: dict[object, Source] = field(default_factory=dict)
    roles: dict[frozenset[str], Mapping[str, Value]] = field(default_factory=dict)

    @staticmethod
    def of(bill: Bill) -> Interpreter:
        """An interpreter that has read nothing of a bill yet."""
        notices = Notices(bill.file, bill.findings)
        return Interpreter(notices, PropertyReader(notices), Directory(bill.identity, notices))

    @property
    def case(self) -> dict[str, Value]:
        """What was said of the vehicle."""
        return self.hearer.case

    def shape(self, told: LineRecord, pointer: str, on_subject: bool = False) -> LineContent:
        """The shape of a record; findings about it point to `pointer`."""
        self.notices.pointer = pointer
        said = self.hearer.hear(told, on_subject)
        pieces = self._pieces(told.namings, said)
        values = said.values if said.of_part else VALUES_OF_TYPE.get(told.type, NOTHING)
        notes = told.notes + said.notes
        for piece in pieces:
            notes += piece.notes
        claims = told.claims + said.claims
        sources = self._joined(pieces)
        closed = said.sources_closed and not self._is_made_elsewhere(said.origins, sources)
        key = (id(values), id(sources), closed, claims, notes, told.opaque, said.disputed)
        shape = self.shapes.get(key)
        if shape is None:
            shape = self.shapes[key] = LineContent(values, sources, closed, claims, notes, told.opaque, said.disputed)
        return shape

    def _is_made_elsewhere(self, origins: tuple[str, ...], sources: tuple[Source, ...]) -> bool:
        """Whether it is made where none of its sources is said to be, with a finding that says so."""
        origin = made_elsewhere(origins, sources)
        if origin is not None:
            self.notices.add(
                "bill.origin.maker",
                f"Its origin is {origin}, and none of the sources that are said to be all is organised there.",
                "Name who makes it there; until then its sources are open.",
                "warning",
                origin,
            )
        return origin is not None

    def _pieces(self, namings: tuple[PartyMention, ...], said: PropertyFacts) -> list[Piece]:
        """The parties of a record's native fields, completed by its properties, then those of properties alone."""
        if not said.details:
            return [self._piece(naming, ()) for naming in namings]
        pieces = [self._piece(naming, said.details.get((naming.role, ""), ())) for naming in namings]
        native = [(naming.role, "") for naming in namings]
        for role, named in said.named.items():
            if role not in native:
                pieces += [self._piece(*each) for each in named]
        return pieces

    def _joined(self, pieces: list[Piece]) -> tuple[Source, ...]:
        """The sources of a part: one a party, with all its roles."""
        key = tuple(map(id, pieces))
        sources = self.joined.get(key)
        if sources is None:
            found: dict[str, Source] = {}
            for piece in pieces:
                source = piece.source
                if source is not None:
                    before = found.get(source.label)
                    found[source.label] = source if before is None else self._merged(before, source)
            alike = tuple(found.values())
            sources = self.joined[key] = self.joined.setdefault(("sources", *map(id, alike)), alike)
        return sources

    def _merged(self, one: Source, other: Source) -> Source:
        values = self._roles(_must(one) | _must(other), {**one.values, **other.values})
        return self._shared_source(replace(one, values=values))

    def _shared_source(self, source: Source) -> Source:
        key = (source.label, id(source.party), id(source.values), frozenset(source.party_values.items()))
        return self.sources.setdefault(key, source)

    def _piece(self, naming: PartyMention, details: Details) -> Piece:
        """A party in one role, read once where it is read without a finding."""
        key = (naming, details) if details else naming
        piece = self.pieces.get(key)
        if piece is None:
            before = self.notices.count
            piece = self._read_piece(naming, details)
            # One that was read with a finding is kept too, under itself, so that its identity stays its own.
            self.pieces[key if self.notices.count == before else id(piece)] = piece
        return piece

    def _read_piece(self, naming: PartyMention, details: Details) -> Piece:
        notes: list[tuple[str, str]] = []
        naming, values, own, shares = self._detail(naming, details, notes)
        role = ROLE_WORDS.get(naming.role)
        record = self.directory.enter(naming, values, shares)
        if naming.role == NAMED and record is None:
            return Piece(None, ())
        if role is None and naming.role != NAMED:
            notes.append((f"party:{naming.role}", record.key if record else naming.name or "?"))
            return Piece(None, tuple(notes))
        source = Source(
            record,
            _label(record) if record else f"unnamed {naming.role}",
            self._roles(frozenset((role,) if role else ()), own),
            {} if record else values,
            record.name if record else None,
        )
        return Piece(self._shared_source(source), tuple(notes))

    def _roles(self, roles: frozenset[str], own: Mapping[str, Value]) -> Mapping[str, Value]:
        if not own:
            known = self.roles.get(roles)
            if known is None:
                known = self.roles[roles] = self.hearer.shared({source_facts.roles.name: Members(roles, ALL_ROLES)})
            return known
        stated = own.get(source_facts.roles.name)
        if isinstance(stated, Members) and stated.is_known:
            said = Members(stated.must | roles, stated.may | roles)
        else:
            said = Members(roles, ALL_ROLES)
        return self.hearer.shared({**own, source_facts.roles.name: said})

    def _detail(
        self, naming: PartyMention, details: Details, notes: list[tuple[str, str]]
    ) -> tuple[PartyMention, dict[str, Value], dict[str, Value], tuple[tuple[str, str], ...]]:
        """A naming with its details, the facts of its party, those of the source, and stated owner shares."""
        texts: dict[str, str] = {}
        values: dict[str, Value] = {}
        own: dict[str, Value] = {}
        shares: list[tuple[str, str]] = []
        for meant, text in details:
            if meant.fact is not None:
                value = self.hearer.value(meant.fact, meant.what, text)
                if value is not None:
                    (values if meant.what.startswith("party.") else own)[meant.what] = value
            elif meant.what.startswith("owner-share:"):
                shares.append((meant.what[12:], text))
            elif meant.what in texts and texts[meant.what] != text:
                self.hearer.conflict(f"the {meant.what} of its {naming.role}", text)
                notes += [(f"conflict:{meant.role}:{meant.what}", each) for each in (texts[meant.what], text)]
                texts[meant.what] = "?"
            else:
                texts[meant.what] = text
        if texts:
            naming = self._completed(naming, texts, notes)
        return naming, {**self._places(naming, texts), **values}, own, tuple(shares)

    def _completed(
        self, naming: PartyMention, texts: Mapping[str, str], notes: list[tuple[str, str]]
    ) -> PartyMention:
        name = texts.get("name")
        if name and naming.name and not is_nameless(name) and name.strip() != naming.name.strip():
            self.hearer.conflict(f"the name of its {naming.role}", name)
            notes.append((f"conflict:{naming.role}:name", name))
        naming = replace(
            naming,
            name=naming.name or name,
            lei=texts.get("lei", naming.lei),
            country=naming.country or texts.get("address-country"),
        )
        target = self.orgs.get(texts.get("ref", ""))
        if target is not None:
            naming = replace(
                naming, name=naming.name or target.name, country=naming.country or target.country, ref=target.ref
            )
        elif texts.get("ref"):
            self.notices.add(
                "bill.party.ref",
                f"No organisation of this bill has the reference {texts['ref']!r}.",
                "Name it under declarations.targets.organizations.",
                "warning",
                texts["ref"],
            )
        return replace(naming, organised=texts.get("country", naming.organised))

    def _places(self, naming: PartyMention, texts: Mapping[str, str]) -> dict[str, Value]:
        try:
            return party_values(naming, texts.get("hq-country"))
        except BadValue as error:
            self.hearer.unreadable(f"party:{naming.role}:country", f"{error}.", naming.organised or "")
            return {}


def _label(record: PartyRecord) -> str:
    """By what a source is told from the others of its part: the key of its party."""
    return record.key if record.key.startswith(("lei:", "party:")) else f"ref:{record.key}"


def _must(source: Source) -> frozenset[str]:
    roles = source.values.get(source_facts.roles.name)
    return roles.must if isinstance(roles, Members) else frozenset()
