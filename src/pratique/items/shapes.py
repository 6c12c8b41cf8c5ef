"""From what records tell to the shapes of lines: values, sources and parties, each made once and shared.

Rule: a statement becomes a value only as far as it goes; two different statements on one fact leave it unknown
with both kept as notes; a role names what a party surely does and never that it does nothing else. Equal records
give one shape, so a million lines of a few kinds cost a few shapes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pratique.errors import Findings, Place
from pratique.facts import source as source_facts
from pratique.facts.proof import REASONS
from pratique.facts.written import BadValue, read_text
from pratique.items.agreement import narrower
from pratique.items.derived import derived_values, radio_value
from pratique.items.lines import Claim, Shape, Source
from pratique.items.parties_named import Directory, is_nameless, party_values
from pratique.items.properties import PREFIX, ROLE_WORDS, Statement, UnknownName, statement
from pratique.items.told import VALUES_OF_TYPE, Naming, Told
from pratique.logic.nodes import Fact
from pratique.logic.values import Members, Value

ALL_ROLES = frozenset(source_facts.ROLES)
Details = list[tuple[Statement, str]]
Named = tuple[Naming, Details]
"""A party in a role, and the properties that speak of it."""
NO_DETAILS: Details = []


@dataclass(slots=True)
class Said:
    """What the properties of one record say, sorted by what they are about."""

    values: dict[str, Value]
    conflicts: set[str] = field(default_factory=set)
    case: dict[str, Value] = field(default_factory=dict)
    details: dict[tuple[str, str], Details] = field(default_factory=dict)
    bands: list[str] = field(default_factory=list)
    no_radio: bool = False
    all_radios: bool = False
    sources_closed: bool = False
    derived: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    named: dict[tuple[str, str], list[Named]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """A party in one role: its source (None where the role is none of the vocabulary), and what is noted of it.

    It holds on to the details it was read from, by whose identity it is found again.
    """

    source: Source | None
    notes: tuple[tuple[str, str], ...]
    details: Details


@dataclass(slots=True)
class Interpreter:
    """Makes the shapes of one bill; `case` collects what is said of the vehicle on the bill's subject."""

    file: str
    identity: str
    findings: Findings
    directory: Directory
    orgs: dict[str, Naming] = field(default_factory=dict)
    case: dict[str, Value] = field(default_factory=dict)
    shapes: dict[object, Shape] = field(default_factory=dict)
    mappings: dict[object, Mapping[str, Value]] = field(default_factory=dict)
    heard: dict[object, Said] = field(default_factory=dict)
    pieces: dict[object, Piece] = field(default_factory=dict)
    sources: dict[object, Source] = field(default_factory=dict)

    def shape(self, told: Told, pointer: str, on_subject: bool = False) -> Shape:
        """The shape of a record; findings about it point to `pointer`."""
        place = Place(self.file, pointer)
        said = self._heard(told, place, on_subject)
        pieces = self._pieces(told.namings, said, place)
        notes = (*told.notes, *said.notes, *(note for piece in pieces for note in piece.notes))
        claims = (*told.claims, *said.claims)
        self.case.update(said.case)
        values = self._shared(said.values)
        sources = self._joined(pieces)
        key = (id(values), tuple(map(id, sources)), said.sources_closed, claims, notes, told.opaque)
        shape = self.shapes.get(key)
        if shape is None:
            shape = Shape(values, sources, said.sources_closed, claims, notes, told.opaque)
            self.shapes[key] = shape
        return shape

    def _shared(self, values: dict[str, Value]) -> Mapping[str, Value]:
        return self.mappings.setdefault(frozenset(values.items()), values)

    # --- properties -----------------------------------------------------------------------------------------

    def _heard(self, told: Told, place: Place, on_subject: bool) -> Said:
        """What the properties say, heard once where they say it without a finding and not of the case."""
        key = (told.type, told.properties, on_subject)
        said = self.heard.get(key)
        if said is None:
            before = len(self.findings)
            said = self._hear(told, place, on_subject)
            for (role, index), details in said.details.items():
                said.named[role, index] = self._from_properties(role, details, place)
            if len(self.findings) == before and not said.case:
                self.heard[key] = said
        return said

    def _hear(self, told: Told, place: Place, on_subject: bool) -> Said:
        said = Said(dict(VALUES_OF_TYPE.get(told.type, {})))
        for name, text in told.properties:
            if name.startswith(PREFIX):
                self._hear_one(said, name, text, place, on_subject)
            elif name.startswith("cdx:device:certifications:US:FCC:id"):
                said.derived.append(("fcc:id", text))
        if not (said.bands or said.no_radio or said.derived):
            return said
        radio = radio_value(said.bands, said.no_radio, said.all_radios, self._complain(place, "radio:band-hz"))
        for name, value in (*radio, *derived_values(said.derived, said.values, self._complain(place, "derived"))):
            self._keep(said, name, value, "several properties", place)
        return said

    def _hear_one(self, said: Said, name: str, text: str, place: Place, on_subject: bool) -> None:
        try:
            meant = statement(name[len(PREFIX) :], on_subject)
        except UnknownName as error:
            near = (
                f"Did you mean {' or '.join(error.near)}?" if error.near else "See the names with `pratique facts`."
            )
            self.findings.add(
                "bill.property.unknown", f"There is no property {name!r}.", place, near, "warning", name
            )
            return
        match meant.sort:
            case "fact" | "case":
                self._hear_fact(said, meant, name, text, place)
            case "party":
                said.details.setdefault((meant.role, meant.index), []).append((meant, text))
            case "radio":
                said.bands.append(text)
                said.notes.append((name, text))
            case "radio-none" | "radio-complete" | "sources":
                self._hear_mark(said, meant, name, text, place)
            case "reason":
                self._hear_reason(said, name, text, place)
            case "derived":
                said.derived.append((meant.what, text))
                said.notes.append((name, text))
            case "note":
                said.notes.append((name, text))
            case "claim":
                said.claims.append(Claim(meant.what, text))

    def _hear_mark(self, said: Said, meant: Statement, name: str, text: str, place: Place) -> None:
        """Marks that close a list take one word; any other text closes nothing."""
        word = text.strip().lower()
        if meant.sort == "radio-none" and word == "none":
            said.no_radio = True
        elif meant.sort == "radio-complete" and word in ("true", "yes"):
            said.all_radios = True
        elif meant.sort == "sources" and word == "complete":
            said.sources_closed = True
        elif word not in ("?", "false", "no", "incomplete"):
            self._unreadable(name, f"{text!r} is no value of {name}.", place, text)

    def _hear_reason(self, said: Said, name: str, text: str, place: Place) -> None:
        if text.strip() not in REASONS:
            self._unreadable(
                name, f"{text!r} is no reason for not knowing; one of {', '.join(REASONS)}.", place, text
            )
        said.notes.append((name, text))

    def _hear_fact(self, said: Said, meant: Statement, name: str, text: str, place: Place) -> None:
        assert meant.fact is not None
        value = self._value(meant.fact, name, text, place)
        if value is None:
            said.notes.append((name, text))
        elif meant.sort == "case":
            self._hear_case(said, meant.what, value, place)
        else:
            self._keep(said, meant.what, value, text, place)

    def _hear_case(self, said: Said, name: str, value: Value, place: Place) -> None:
        before = self.case.get(name)
        if before is not None and before != value:
            self._conflict(name, place, str(value))
            self.case.pop(name)
            return
        said.case[name] = value

    def _keep(self, said: Said, name: str, value: Value, text: str, place: Place) -> None:
        before = said.values.get(name)
        if before is not None and name not in said.conflicts:
            agreed = narrower(before, value)
            if agreed is not None:
                before = value = agreed
        if name in said.conflicts or (before is not None and before != value):
            if name not in said.conflicts:
                self._conflict(name, place, text)
                said.conflicts.add(name)
                said.notes.append((f"conflict:{name}", str(before)))
            said.notes.append((f"conflict:{name}", text))
            said.values.pop(name, None)
            return
        said.values[name] = value

    def _conflict(self, name: str, place: Place, text: str) -> None:
        self.findings.add(
            "bill.conflict", f"The line says two different things of {name}.", place,
            "Find out which is right; until then it is unknown, with both kept.", "warning", text,
        )  # fmt: skip

    def _value(self, fact: Fact, name: str, text: str, place: Place) -> Value | None:
        try:
            return read_text(text, fact)
        except BadValue as error:
            self._unreadable(name, f"{error}.", place, text)
            return None

    def _unreadable(self, name: str, message: str, place: Place, text: str) -> None:
        self.findings.add(
            "bill.property.value", f"{name}: {message}", place,
            "Correct the value; until then nothing is taken from it.", "error", text,
        )  # fmt: skip

    def _complain(self, place: Place, name: str) -> Complaint:
        return Complaint(self, place, name)

    # --- sources --------------------------------------------------------------------------------------------

    def _pieces(self, namings: tuple[Naming, ...], said: Said, place: Place) -> list[Piece]:
        """The parties of a record's native fields, completed by its properties, then those of properties alone."""
        pieces = [self._piece((n, said.details.get((n.role, ""), NO_DETAILS)), place) for n in namings]
        native = {(naming.role, "") for naming in namings}
        for place_of, named in said.named.items():
            if place_of not in native:
                pieces += [self._piece(each, place) for each in named]
        return pieces

    def _joined(self, pieces: list[Piece]) -> tuple[Source, ...]:
        """The sources of a part: one a party, with all its roles."""
        found: dict[str, Source] = {}
        for piece in pieces:
            source = piece.source
            if source is not None:
                before = found.get(source.label)
                found[source.label] = source if before is None else self._merged(before, source)
        return tuple(found.values())

    def _merged(self, one: Source, other: Source) -> Source:
        roles = _must(one) | _must(other)
        values = self._roles(roles, {**one.values, **other.values})
        return self._shared_source(replace(one, values=values))

    def _shared_source(self, source: Source) -> Source:
        key = (source.label, id(source.party), id(source.values), frozenset(source.party_values.items()))
        return self.sources.setdefault(key, source)

    def _from_properties(self, role: str, details: Details, place: Place) -> list[Named]:
        """One naming for each name given in a role; details go with it where there is one name only."""
        names = list(dict.fromkeys(text for meant, text in details if meant.what == "name"))
        others = [(meant, text) for meant, text in details if meant.what != "name"]
        if len(names) <= 1:
            return [(Naming(role, names[0] if names else None), others)]
        if others:
            self.findings.add(
                "bill.party.ambiguous",
                f"Several parties are named as {role} and it is not said whose {others[0][0].what} is given.", place,
                f"Number them: {PREFIX}party:{role}:0:name, {PREFIX}party:{role}:0:country.", "warning",
            )  # fmt: skip
        return [(Naming(role, name), []) for name in names]

    def _piece(self, named: Named, place: Place) -> Piece:
        """A party in one role, read once where it is read without a finding."""
        key = (named[0], tuple((id(meant), text) for meant, text in named[1]))
        piece = self.pieces.get(key)
        if piece is None:
            before = len(self.findings)
            piece = self._read_piece(*named, place)
            if len(self.findings) == before:
                self.pieces[key] = piece
        return piece

    def _read_piece(self, naming: Naming, details: Details, place: Place) -> Piece:
        notes: list[tuple[str, str]] = []
        naming, values, own, shares = self._detail(naming, details, notes, place)
        role = ROLE_WORDS.get(naming.role)
        record = self.directory.enter(naming, values, shares, place)
        if role is None:
            notes.append((f"party:{naming.role}", record.key if record else naming.name or "?"))
            return Piece(None, tuple(notes), details)
        source = Source(
            record.entity if record else None,
            record.key if record else f"unnamed {naming.role}",
            self._roles(frozenset((role,)), own),
            {} if record else values,
            record.name if record else None,
        )
        return Piece(self._shared_source(source), tuple(notes), details)

    def _roles(self, roles: frozenset[str], own: Mapping[str, Value]) -> Mapping[str, Value]:
        stated = own.get(source_facts.roles.name)
        if isinstance(stated, Members) and stated.is_known:
            return self._shared({**own, source_facts.roles.name: Members(stated.must | roles, stated.may | roles)})
        return self._shared({**own, source_facts.roles.name: Members(roles, ALL_ROLES)})

    def _detail(
        self, naming: Naming, details: Details, notes: list[tuple[str, str]], place: Place
    ) -> tuple[Naming, dict[str, Value], dict[str, Value], tuple[tuple[str, str], ...]]:
        """A naming with its details, the facts of its party, those of the source, and stated owner shares."""
        texts: dict[str, str] = {}
        values: dict[str, Value] = {}
        own: dict[str, Value] = {}
        shares: list[tuple[str, str]] = []
        for meant, text in details:
            if meant.fact is not None:
                value = self._value(meant.fact, meant.what, text, place)
                if value is not None:
                    (values if meant.what.startswith("party.") else own)[meant.what] = value
            elif meant.what.startswith("owner-share:"):
                shares.append((meant.what[12:], text))
            elif meant.what in texts and texts[meant.what] != text:
                self._conflict(f"the {meant.what} of its {naming.role}", place, text)
                notes += [(f"conflict:{meant.role}:{meant.what}", each) for each in (texts[meant.what], text)]
                texts[meant.what] = "?"
            else:
                texts[meant.what] = text
        naming = self._completed(naming, texts, notes, place)
        return naming, {**self._places(naming, texts, place), **values}, own, tuple(shares)

    def _completed(
        self, naming: Naming, texts: Mapping[str, str], notes: list[tuple[str, str]], place: Place
    ) -> Naming:
        if not texts:
            return naming
        name = texts.get("name")
        if name and naming.name and not is_nameless(name) and name.strip() != naming.name.strip():
            self._conflict(f"the name of its {naming.role}", place, name)
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
            self.findings.add(
                "bill.party.ref", f"No organisation of this bill has the reference {texts['ref']!r}.", place,
                "Name it under declarations.targets.organizations.", "warning", texts["ref"],
            )  # fmt: skip
        return replace(naming, organised=texts.get("country", naming.organised))

    def _places(self, naming: Naming, texts: Mapping[str, str], place: Place) -> dict[str, Value]:
        try:
            return party_values(naming, texts.get("hq-country"))
        except BadValue as error:
            self._unreadable(f"party:{naming.role}:country", f"{error}.", place, naming.organised or "")
            return {}


@dataclass(frozen=True, slots=True)
class Complaint:
    """Where a derived value reports a text that it cannot read."""

    interpreter: Interpreter
    place: Place
    name: str

    def read(self, fact: Fact, text: str) -> Value | None:
        """The value of a text, a finding where it means nothing."""
        return self.interpreter._value(fact, PREFIX + self.name, text, self.place)

    def refuse(self, message: str, text: str) -> None:
        self.interpreter._unreadable(PREFIX + self.name, message, self.place, text)


def _must(source: Source) -> frozenset[str]:
    roles = source.values.get(source_facts.roles.name)
    return roles.must if isinstance(roles, Members) else frozenset()
