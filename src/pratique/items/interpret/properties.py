"""What the properties of a record say, fact by fact, with what contradicts itself left unknown.

Rule: a statement becomes a value only as far as it goes; two different statements on one fact leave it unknown with
both kept as notes. Equal properties are heard once, where they are heard without a finding and say nothing of the
case; and once for all types where no fact of the part follows from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pratique.facts.authority import may_state, refusal
from pratique.facts.part import ONE_DAY_FOR_ALL
from pratique.facts.proof import REASONS
from pratique.facts.shown import show_value
from pratique.facts.vocabulary import definition_of
from pratique.facts.written import BadValue, read_text
from pratique.items.interpret.agreement import narrower
from pratique.items.interpret.derived import derived_values, radio_value
from pratique.items.interpret.notices import Notices
from pratique.items.interpret.origin import is_origin
from pratique.items.interpret.record import NOTHING, VALUES_OF_TYPE, LineRecord, PartyMention
from pratique.items.interpret.vocabulary import PREFIX, Statement, UnknownName, is_meant, statement
from pratique.items.lines import Claim
from pratique.logic.nodes import Fact
from pratique.logic.values import Value
from pratique.value_class import dataclass

CLOSING = frozenset({("radio-complete", "true"), ("radio-complete", "yes"), ("sources", "complete")})
"""The marks that close a list, each with the word that does."""
Details = tuple[tuple[Statement, str], ...]
"""Properties that speak of one party, with their texts."""
Role = tuple[str, str]
"""A role and the number of the party in it, empty where there is one party."""
Named = tuple[PartyMention, Details]
"""A party in a role, and the properties that speak of it."""


@dataclass(slots=True)
class PropertyFacts:
    """What the properties of one record say, sorted by what they are about.

    `values` holds what its type says too, unless the properties say nothing of the part: then it is empty.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    of_part: bool = False
    case: dict[str, Value] = field(default_factory=dict)
    details: dict[Role, Details] = field(default_factory=dict)
    named: dict[Role, list[Named]] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()
    claims: tuple[Claim, ...] = ()
    sources_closed: bool = False
    disputed: tuple[tuple[str, Value], ...] = ()
    origins: tuple[str, ...] = ()
    """Countries in which the part is said to be made, as they are written."""


@dataclass(slots=True)
class PropertyState:
    """What was heard so far of one record."""

    values: dict[str, Value]
    stated: bool = False
    conflicts: dict[str, list[Value]] = field(default_factory=dict)
    case: dict[str, Value] = field(default_factory=dict)
    details: dict[Role, list[tuple[Statement, str]]] = field(default_factory=dict)
    bands: list[str] = field(default_factory=list)
    no_radio: bool = False
    closed: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    derived: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)

    def is_closed(self, sort: str) -> bool:
        """Whether a list of the record is said to be complete, and never said not to be."""
        return sort in self.closed - self.opened


@dataclass(slots=True)
class PropertyReader:
    """Hears the properties of one bill; `case` collects what is said of the vehicle on the bill's subject.

    What the bill says in two ways of one fact of the vehicle is in `disputed`, with every side, and not in `case`.
    """

    notices: Notices
    case: dict[str, Value] = field(default_factory=dict)
    disputed: dict[str, list[Value]] = field(default_factory=dict)
    known: dict[object, PropertyFacts] = field(default_factory=dict)
    mappings: dict[object, Mapping[str, Value]] = field(
        default_factory=lambda: {frozenset(values.items()): values for values in VALUES_OF_TYPE.values()}
    )

    def hear(self, told: LineRecord, on_subject: bool) -> PropertyFacts:
        """What the properties of a record say."""
        key = (told.properties, on_subject)
        said = self.known.get(key) or self.known.get((*key, told.type))
        if said is None:
            before = self.notices.count
            said = self._said(self._heard(told, on_subject))
            if self.notices.count == before and not said.case:
                self.known[(*key, told.type) if said.of_part else key] = said
        return said

    def shared(self, values: Mapping[str, Value]) -> Mapping[str, Value]:
        """One mapping for all that say the same."""
        return self.mappings.setdefault(frozenset(values.items()), values)

    def value(self, fact: Fact, name: str, text: str) -> Value | None:
        """The value that a text states, None where it states none; a finding where it means nothing."""
        try:
            return read_text(text, fact)
        except BadValue as error:
            self.unreadable(name, f"{error}.", text)
            return None

    def unreadable(self, name: str, message: str, text: str) -> None:
        self.notices.add(
            "bill.property.value",
            f"{name}: {message}",
            "Correct the value; until then nothing is taken from it.",
            "error",
            text,
        )

    def conflict(self, name: str, text: str) -> None:
        self.notices.add(
            "bill.conflict",
            f"The line says two different things of {name}.",
            "Find out which is right; until then it is unknown, with both kept.",
            "warning",
            text,
        )

    def _said(self, heard: PropertyState) -> PropertyFacts:
        details = {role: tuple(each) for role, each in heard.details.items()}
        return PropertyFacts(
            values=self.shared(heard.values) if heard.stated else NOTHING,
            of_part=heard.stated,
            case=heard.case,
            details=details,
            named={role: self._named(role[0], each) for role, each in details.items()},
            notes=tuple(heard.notes),
            claims=tuple(heard.claims),
            sources_closed=heard.is_closed("sources"),
            disputed=tuple((name, side) for name, sides in heard.conflicts.items() for side in sides),
            origins=tuple(heard.origins),
        )

    def _named(self, role: str, details: Details) -> list[Named]:
        """One naming for each name given in a role; details go with it where there is one name only."""
        names = list(dict.fromkeys(text for meant, text in details if meant.what == "name"))
        if len(names) <= 1:
            others = tuple(each for each in details if each[0].what != "name")
            return [(PartyMention(role, names[0] if names else None), others)]
        other = next((meant for meant, _ in details if meant.what != "name"), None)
        if other is not None:
            self.notices.add(
                "bill.party.ambiguous",
                f"Several parties are named as {role} and it is not said whose {other.what} is given.",
                f"Number them: {PREFIX}party:{role}:0:name, {PREFIX}party:{role}:0:country.",
                "warning",
            )
        return [(PartyMention(role, name), ()) for name in names]

    # --- one property after another -------------------------------------------------------------------------

    def _heard(self, told: LineRecord, on_subject: bool) -> PropertyState:
        heard = PropertyState(dict(VALUES_OF_TYPE.get(told.type, NOTHING)))
        for name, text in told.properties:
            if is_meant(name):
                self._one(heard, name, text, on_subject)
            elif name.startswith("cdx:device:certifications:US:FCC:id"):
                heard.derived.append(("fcc:id", text))
            elif is_origin(name):
                heard.origins.append(text)
        if not (heard.bands or heard.no_radio or heard.derived):
            return heard
        heard.stated = True
        radio = radio_value(
            heard.bands, heard.no_radio, heard.is_closed("radio-complete"), TextReader(self, "radio:band-hz")
        )
        for name, value in (*radio, *derived_values(heard.derived, heard.values, TextReader(self, "derived"))):
            self._keep(heard, name, value, "several properties")
        return heard

    def _one(self, heard: PropertyState, name: str, text: str, on_subject: bool) -> None:
        try:
            if not name.startswith(PREFIX):
                raise UnknownName(name, (f"{PREFIX}...",))
            meant = statement(name[len(PREFIX) :], on_subject)
        except UnknownName as error:
            near = (
                f"Did you mean {' or '.join(error.near)}?" if error.near else "See the names with `pratique facts`."
            )
            self.notices.add("bill.property.unknown", f"There is no property {name!r}.", near, value=name)
            return
        if meant.fact is not None and not may_state("supplier's document", meant.what):
            self.notices.add(
                "bill.property.authority",
                refusal("supplier's document", meant.what),
                "State it in the dossier if it is so; until then it stays as the dossier has it.",
                "warning",
                text,
            )
            heard.notes.append((name, text))
            return
        match meant.sort:
            case "fact" | "case":
                self._fact(heard, meant, name, text)
            case "party":
                heard.details.setdefault((meant.role, meant.index), []).append((meant, text))
            case "radio":
                heard.bands.append(text)
                heard.notes.append((name, text))
            case "radio-none" | "radio-complete" | "sources":
                self._mark(heard, meant, name, text)
            case "reason":
                self._reason(heard, name, text)
            case "derived":
                heard.derived.append((meant.what, text))
                heard.notes.append((name, text))
            case "note":
                heard.notes.append((name, text))
                if meant.what.startswith("origin:"):
                    heard.origins.append(text)
            case "claim":
                heard.claims.append(Claim(meant.what, text))

    def _mark(self, heard: PropertyState, meant: Statement, name: str, text: str) -> None:
        """Marks that close a list take one word; any other text closes nothing."""
        word = text.strip().lower()
        if meant.sort == "radio-none" and word == "none":
            heard.no_radio = True
        elif (meant.sort, word) in CLOSING:
            heard.closed.add(meant.sort)
        elif word in ("false", "no", "incomplete"):
            heard.opened.add(meant.sort)
        elif word != "?":
            self.unreadable(name, f"{text!r} is no value of {name}.", text)
        if meant.sort in heard.closed & heard.opened:
            self.conflict(name, text)
            heard.notes.append((f"conflict:{name}", text))

    def _reason(self, heard: PropertyState, name: str, text: str) -> None:
        if text.strip() not in REASONS:
            self.unreadable(name, f"{text!r} is no reason for not knowing; one of {', '.join(REASONS)}.", text)
        heard.notes.append((name, text))

    def _fact(self, heard: PropertyState, meant: Statement, name: str, text: str) -> None:
        assert meant.fact is not None
        value = self.value(meant.fact, name, text)
        if value is None:
            heard.notes.append((name, text))
        elif meant.sort == "case":
            self._of_case(heard, meant.what, value)
        else:
            heard.stated = True
            for each in ONE_DAY_FOR_ALL.get(meant.what, (meant.what,)):
                self._keep(heard, each, value, text)

    def _of_case(self, heard: PropertyState, name: str, value: Value) -> None:
        """Keep what is said of the vehicle; a side that differs from another stays a side, whatever follows."""
        heard.case[name] = value
        sides = self.disputed.get(name)
        if sides is not None:
            sides.extend([value] if value not in sides else [])
        elif (before := self.case.get(name, value)) != value:
            self.conflict(name, show_value(definition_of(name).fact, value))
            self.disputed[name] = [before, value]
            del self.case[name]
        else:
            self.case[name] = value

    def _keep(self, heard: PropertyState, name: str, value: Value, text: str) -> None:
        before = heard.values.get(name)
        if before is not None and name not in heard.conflicts:
            agreed = narrower(before, value)
            if agreed is not None:
                before = value = agreed
        if name in heard.conflicts or (before is not None and before != value):
            if name not in heard.conflicts:
                assert before is not None
                self.conflict(name, text)
                heard.conflicts[name] = [before]
                heard.notes.append((f"conflict:{name}", show_value(definition_of(name).fact, before)))
            heard.conflicts[name].append(value)
            heard.notes.append((f"conflict:{name}", text))
            heard.values.pop(name, None)
            return
        heard.values[name] = value


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads the texts from which a value is derived; `name` is what they are called in findings."""

    hearer: PropertyReader
    name: str

    def read(self, fact: Fact, text: str) -> Value | None:
        """The value of a text, a finding where it means nothing."""
        return self.hearer.value(fact, PREFIX + self.name, text)

    def refuse(self, message: str, text: str) -> None:
        self.hearer.unreadable(PREFIX + self.name, message, text)
