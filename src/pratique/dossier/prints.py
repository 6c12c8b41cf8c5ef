"""What a part is, so that an answer about it finds it again wherever it stands, and no other part in its place.

Rule: a part is known by its identifier, its name, its version and who made it; the designator, the serial number and
the version of the document only say where it stands. An answer that keeps the print of its part follows that part,
and is void where no part bears the print any more, or where what was answered depends on the assembly around it and
that is another. A reference that names two different parts names neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from pratique.dossier.entries import PartEntry
from pratique.facts.keys import Key, is_named, key_of_name
from pratique.facts.part import connected_to_vcs, contributes, enables_vcs, in_enabling_item
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.items.bill import Bill
    from pratique.items.lines import Line

AT = "at"
"""Under which key an answer keeps where its part stood when it was given."""
WITHIN = "within"
"""Under which key it keeps the name of the assembly that its part stood in; empty where it stood in none."""
OF_ITS_PLACE = frozenset((contributes, connected_to_vcs, enables_vcs, in_enabling_item))
"""Facts of a part that change with the assembly that it is built into."""
FIELDS = ("name", "version", "maker", "identifier")
_WORDS = ("designators", "description", "value", "footprint")
"""Of the row of a table what tells a person the kind of part."""
Print = Mapping[str, str]
"""What a part is, by FIELDS; a field that nothing is said of is left out."""
_Folded = tuple[str, str, str]


def print_of(bill: Bill, line: Line) -> dict[str, str]:
    """The print of a line: name, version, makers, and the identifier that its record gives (URL, CPE, number)."""
    from pratique.items.bill import TABLES
    from pratique.items.details import details_of

    details = details_of(bill, line)
    record = bill.records.get(line.pointer) if bill.format in TABLES else None
    number = record.get("part-number") if isinstance(record, Mapping) else None
    return _present(line.name, line.version, _makers(line), details.purl or details.cpe or number)


def print_of_entry(entry: PartEntry) -> dict[str, str]:
    """The print of a part that a dossier lists itself."""
    return _present(entry.label, None, "; ".join(sorted(each.party for each in entry.sources)), None)


def shown(told: Print) -> str:
    """A print in words: `EC25 1.0 by Quectel`."""
    version = f" {told['version']}" if told.get("version") else ""
    maker = f" by {told['maker']}" if told.get("maker") else ""
    return f"{told.get('name', '?')}{version}{maker}"


def is_same(one: Print, other: Print) -> bool:
    """Whether two prints are of one part; an identifier counts where both give one."""
    ids = one.get("identifier"), other.get("identifier")
    return _folded(one) == _folded(other) and (None in ids or ids[0] == ids[1])


def _present(name: str | None, version: str | None, maker: str | None, identifier: str | None) -> dict[str, str]:
    told = zip(FIELDS, (name, version, maker, identifier), strict=True)
    return {key: text for key, text in told if text}


def _makers(line: Line) -> str:
    return "; ".join(sorted({source.name or "?" for source in line.shape.sources}))


def _folded(told: Print) -> _Folded:
    name, version, maker = (" ".join(told.get(each, "").casefold().split()) for each in FIELDS[:3])
    return name, version, maker


@dataclass(slots=True)
class Known:
    """A part of the dossier: its key, its reference, its print, and where it stands."""

    key: str
    ref: str | None
    told: Print
    place: str
    within: str = ""
    """The name of the assembly that it stands in."""


@dataclass(slots=True)
class _Own:
    """The parts that a dossier lists itself, by their reference, by their folded name, by their folded print."""

    called: dict[str, list[Known]] = field(default_factory=dict)
    named: dict[str, list[Known]] = field(default_factory=dict)
    bearing: dict[_Folded, list[Known]] = field(default_factory=dict)


@dataclass
class Prints:
    """Every part of a dossier: the lines of its bills and the parts that it lists itself."""

    bills: list[Bill] = field(default_factory=list)
    listed: dict[str, Known] = field(default_factory=dict)
    _described: dict[str, str] = field(default_factory=dict)
    _made_by: dict[str, str] = field(default_factory=dict)

    def named(self, name: str) -> list[Known]:
        """Every part that a reference or a key names, each key once; what reads as a step from a part is none."""
        key = Key.read(name)
        return [] if key.steps else self.called(key.name)

    def is_key(self, text: str) -> bool:
        """Whether a part has this key."""
        return text in self.listed or any(line.key == text for line, _ in self._lines(Key.read(text).name))

    def called(self, name: str) -> list[Known]:
        """Every part that is called so, by its reference or by its whole name, each key once."""
        key = key_of_name(name)
        found = {each.key: each for each in self._own.called.get(name, ())}
        if (own := self.listed.get(key)) is not None:
            found.setdefault(own.key, own)
        for line, bill in self._lines(name):
            found.setdefault(line.key, _known(bill, line))
        return list(found.values())

    def with_name(self, name: str) -> list[Known]:
        """Every part whose name this is, whatever it is referred to by, each key once."""
        plain = " ".join(name.casefold().split())
        found = {each.key: each for each in self._own.named.get(plain, ())}
        for bill, index in self._names.get(plain, ()):
            known = _known(bill, bill.lines[index])
            found.setdefault(known.key, known)
        return list(found.values())

    def _lines(self, name: str) -> Iterator[tuple[Line, Bill]]:
        for bill, index in self._places.get(name, ()):
            yield bill.lines[index], bill
        for bill in self.bills:
            start = f"{bill.lines.document}#"
            if name.startswith(start):
                rest = name.removeprefix(start)
                own = [bill.lines[index] for one, index in self._places.get(rest, ()) if one is bill]
                lines = own or [bill.lines[index] for one, index in self._pointers.get(rest, ()) if one is bill]
                yield from ((line, bill) for line in lines if line.key == key_of_name(name))

    def ref_of(self, key: str) -> str:
        """The key of a part -> its reference, its pointer where it has none; the whole name of what is no part."""
        if (known := self.listed.get(key)) is not None and known.ref is not None:
            return known.ref
        name = Key.read(key).name
        starts = (f"{bill.lines.document}#" for bill in self.bills)
        return next((name.removeprefix(each) for each in starts if name.startswith(each)), name)

    def described(self, key: str) -> str:
        """What a file says in words of the part of a key: name, designators, description, value."""
        known = self._described.get(key)
        if known is None:
            self._look_up(key)
            known = self._described[key]
        return known

    def _look_up(self, key: str) -> None:
        """What files say of the part of a key and of its makers, from its lines, which are looked for once."""
        lines, own = list(self._lines(key)), self.listed.get(key)
        self._described[key] = self._described_by(lines, own)
        makers = [_makers(line) for line, _ in lines]
        makers += [] if own is None else [own.told.get("maker", "")]
        self._made_by[key] = "; ".join(dict.fromkeys(makers))

    def _described_by(self, lines: Sequence[tuple[Line, Bill]], own: Known | None) -> str:
        from pratique.items.details import details_of

        said, seen = list[str](), set[tuple[str, int, str]]()
        for line, bill in lines:
            at = (bill.file, hash(bill.data) if bill.data else id(bill), line.pointer)
            if at in seen:  # of a bill that several vehicles name each reading says the same
                continue
            seen.add(at)
            record = bill.records.get(line.pointer)
            words = [record.get(each) for each in _WORDS] if isinstance(record, Mapping) else []
            words += [line.ref, line.name, details_of(bill, line).description]
            said += [each for each in words if isinstance(each, str)]
        return "\n".join(dict.fromkeys([*said, *([] if own is None else [own.told.get("name", "")])]))

    def made_by(self, key: str) -> str:
        """Who makes the part of a key by what its files say, as one text; empty where they say nothing of it."""
        known = self._made_by.get(key)
        if known is None:
            self._look_up(key)
            known = self._made_by[key]
        return known

    def bearing(self, told: Print) -> list[Known]:
        """Every part that bears a print."""
        found = {each.key: each for each in self._own.bearing.get(_folded(told), ()) if is_same(each.told, told)}
        for bill, index in self._bearers.get(_folded(told), ()):
            one = _known(bill, bill.lines[index])
            if is_same(one.told, told):
                found.setdefault(one.key, one)
        return list(found.values())

    def of_answer(self, entity: str, fact: str) -> dict[str, str] | None:
        """What an answer to `fact` of `entity` keeps of its part; None where it is about a party or about no part.

        Of a fact that changes with the assembly it keeps that assembly, where the part stands in one alone.
        """
        if fact.startswith("party.") and is_named(entity):
            return None
        found = self.of(entity)
        if found is None or fact not in {each.name for each in OF_ITS_PLACE}:
            return found
        within = {each.within for each in self.named(found[AT])}
        return {**found, WITHIN: within.pop()} if len(within) == 1 else found

    def of(self, entity: str) -> dict[str, str] | None:
        """What an answer about `entity` (a part, or something below it) keeps of its part; None where it has none."""
        at = Key.read(entity).named.text
        its = self.named(at)
        is_one = bool(its) and all(is_same(its[0].told, each.told) for each in its)
        return {AT: at, **its[0].told} if is_one else None

    def add(self, known: Known) -> None:
        """A part that the dossier lists itself."""
        self.listed[known.key] = known
        self.__dict__.pop("_own", None)

    # Thousands of answers look for thousands of parts: each way to find one is laid out once.

    @cached_property
    def _own(self) -> _Own:
        found = _Own()
        for each in self.listed.values():
            if each.ref is not None:
                found.called.setdefault(each.ref, []).append(each)
            found.named.setdefault(each.told.get("name", "").casefold(), []).append(each)
            found.bearing.setdefault(_folded(each.told), []).append(each)
        return found

    @cached_property
    def _names(self) -> dict[str, list[tuple[Bill, int]]]:
        found: dict[str, list[tuple[Bill, int]]] = {}
        for bill in self.bills:
            for index, name in enumerate(bill.lines.names):
                if name:
                    found.setdefault(name.casefold(), []).append((bill, index))
        return found

    @cached_property
    def _pointers(self) -> dict[str, list[tuple[Bill, int]]]:
        found: dict[str, list[tuple[Bill, int]]] = {}
        for bill in self.bills:
            for line in bill.lines:
                found.setdefault(line.pointer, []).append((bill, line.index))
        return found

    @cached_property
    def _places(self) -> dict[str, list[tuple[Bill, int]]]:
        found: dict[str, list[tuple[Bill, int]]] = {}
        for bill in self.bills:
            for index, ref in enumerate(bill.lines.refs):
                if ref is not None:
                    found.setdefault(ref, []).append((bill, index))
        return found

    @cached_property
    def _bearers(self) -> dict[_Folded, list[tuple[Bill, int]]]:
        found: dict[_Folded, list[tuple[Bill, int]]] = {}
        for bill in self.bills:
            for line in bill.lines:
                told = _present(line.name, line.version, _makers(line), None)
                found.setdefault(_folded(told), []).append((bill, line.index))
        return found


def _known(bill: Bill, line: Line) -> Known:
    whole = None if line.parent in (None, bill.subject) else bill.lines[line.parent].name
    return Known(line.key, line.ref, print_of(bill, line), f"{bill.file} {line.pointer}", whole or "")


def differing(parts: Iterable[Known]) -> list[Known]:
    """One of each of the different parts among some."""
    kept: list[Known] = []
    for one in parts:
        if not any(is_same(one.told, each.told) for each in kept):
            kept.append(one)
    return kept
