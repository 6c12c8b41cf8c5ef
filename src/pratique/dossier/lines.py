"""The parts of a case: those that the dossier lists and the lines of the bills of materials that it names.

Rule: every line becomes one element, duplicates too; a party that the dossier also names is one party, with what both
say of it; answers about a line stand beside what the line says itself, and where they differ neither holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import UNSET

from pratique.dossier import called
from pratique.dossier.bill_parts import subject_of
from pratique.dossier.closing import doubted, is_closed
from pratique.dossier.elements import StatedPart, StatedParts, StatedSource
from pratique.dossier.entries import BillEntry, PartEntry, PartyEntry, SourceEntry, WholeEntry
from pratique.dossier.performance import stand_for_figures
from pratique.dossier.said_by_name import designed_there, held_against_its_name, may_be_lightened
from pratique.dossier.statements import Statements, kind_of
from pratique.errors import InvalidInput, Place
from pratique.facts.conclusions import FIGURES
from pratique.facts.keys import Key, Numbered, key_of_name
from pratique.facts.kinds import PART, SOURCE
from pratique.facts.party import headquarters, organised_in, principal_place
from pratique.facts.proof import Basis, Proof
from pratique.facts.vocabulary import definition_of
from pratique.facts.written import read_text
from pratique.ids import country_code
from pratique.ids.near import near_names
from pratique.items.doubt.names import names_of
from pratique.logic.values import Choice
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.items.bill import Bill
    from pratique.items.join import Joined
    from pratique.items.lines import Line, Lines, PartyRecord
    from pratique.items.tables.columns import Columns
    from pratique.law.circuit import Chip

ReadBill = Callable[[str, "Columns | None"], "Bill"]


@dataclass
class PartLines:
    """What turns tables and bills into elements; `loose` bills came without a dossier, for the first vehicle."""

    said: Statements
    read: ReadBill
    loose: list[Bill] = field(default_factory=list)
    parts_named: set[str] = field(default_factory=set)
    records: list[PartyRecord] = field(default_factory=list)
    """The parties of all bills."""
    told: list[Line] = field(default_factory=list)
    """The lines of which more is said than they say themselves."""
    gathered: dict[str, Joined] = field(default_factory=dict)
    on: date | None = None
    """The day of every act, where the question says it."""
    kept: dict[str, Bill] = field(default_factory=dict)
    """The bills that several name, as they were read."""

    def gather(self, entry: WholeEntry, pointer: str, owner: str) -> None:
        """Read the bills of a vehicle (or of the dossier itself) and join them, before anything is said of a line."""
        prefix = f"{pointer}/" if pointer else ""
        bills = [bill for i, each in enumerate(entry.boms) if (bill := self._bill(each, f"{prefix}boms/{i}"))]
        bills += self._taken()
        for bill in bills:
            bill.called = frozenset(each.casefold().strip() for each in (entry.id, entry.name) if each)
        if bills:
            from pratique.items.join import join_bills

            self.gathered[owner] = joined = join_bills(bills)
            self.said.made.dossier.findings.extend(joined.findings)
            self.said.made.prints.bills += joined.bills

    def tell_apart(self) -> None:
        """Give the bills of several vehicles that are called the same keys of their own."""
        if len(self.gathered) > 1:
            from pratique.items.join import tell_apart

            bills = [bill for joined in self.gathered.values() for bill in joined.bills]
            self.said.made.dossier.findings.extend(tell_apart(bills))

    def listing(self, entry: WholeEntry, pointer: str, owner: str) -> StatedParts:
        """The parts of a vehicle (or of the dossier itself); closed where it or its bills say so."""
        prefix = f"{pointer}/" if pointer else ""
        called.held_against_its_name(self.said.made, owner, entry.name or "")
        named = self.parts(entry.parts, f"{prefix}parts", owner)
        joined = self.gathered.get(owner)
        bills = joined.bills if joined else []
        for bill in bills:
            self._take(bill, owner)
        closed = is_closed(self.said.made, entry, pointer, owner, joined, self.on)
        return StatedParts(named, bills, closed)

    @cached_property
    def doubted(self) -> frozenset[str]:
        """The keys of lines of which their bill itself says that they may be another part."""
        return doubted(self.said.made.bills, self.gathered, self.said.made, self.on)

    def refs(self) -> set[str]:
        """Every reference of a part."""
        refs = (ref for bill in self.said.made.bills for ref in bill.lines.refs)
        return self.parts_named | {ref for ref in refs if ref is not None}

    def _taken(self) -> list[Bill]:
        found, self.loose = self.loose, []
        return found

    def _bill(self, named: BillEntry, pointer: str) -> Bill | None:
        dossier = self.said.made.dossier
        if dossier.inside(named.file, pointer) is None:
            return None
        try:
            columns = self._columns(named, pointer)
            if (data := dossier.held.get(named.file)) is not None:
                from pratique.items.readers import read_bill

                return read_bill(data, columns, named.file)
            return self._read(str(dossier.folder / named.file), columns)
        except InvalidInput as error:
            dossier.findings.extend(error.findings)
            return None

    def _read(self, path: str, columns: Columns | None) -> Bill:
        """A bill as it was read, once where several name it."""
        if columns is not None or self._namings[path] < 2:
            return self.read(path, columns)
        from pratique.items.apart import apart

        if path not in self.kept:
            self.kept[path] = self.read(path, None)
        return apart(self.kept[path])

    @cached_property
    def _namings(self) -> Counter[str]:
        """How often each file is named as a bill."""
        dossier = self.said.made.dossier
        wholes = (dossier.whole, *dossier.vehicles, *dossier.products)
        return Counter(str(dossier.folder / bill.file) for each in wholes for bill in each.boms)

    def _columns(self, named: BillEntry, pointer: str) -> Columns | None:
        """What the dossier says of the columns of a table: in the entry of the bill, or in a file beside it."""
        if named.mapping is None and not named.layout:
            return None
        from pratique.items.tables.columns import columns_of, read_columns

        dossier = self.said.made.dossier
        if named.mapping is None:
            return columns_of(dict(named.layout), dossier.place(pointer))
        if named.layout:
            message = f"The columns are said twice: in {named.mapping!r} and here ({', '.join(named.layout)})."
            self.said.error("dossier.bill.columns", message, pointer, "Say them in one place.")
            return None
        found = dossier.inside(named.mapping, f"{pointer}/mapping")
        return read_columns(found) if found is not None else None

    def _take(self, bill: Bill, owner: str) -> None:
        """What a bill says, joined with what the dossier says of its vehicle, its lines and its parties."""
        made = self.said.made
        made.bills.append(bill)
        sides = [(name, side) for name, its in bill.disputed.items() for side in its]
        for name, value in (*bill.values.items(), *sides):
            made.evidence.add(owner, definition_of(name).fact, value, Proof(bill.file, Basis.ATTESTED))
        made.labels.later(lambda: ((line.key, bill.label(line)) for line in bill.lines))
        made.places.later(lambda: ((line.key, _place(bill, line)) for line in bill.lines))
        for line in self._told(bill):
            self._merge(line, bill)
        for record in bill.parties.values():
            self._party(record, bill.file)

    def _told(self, bill: Bill) -> list[Line]:
        """The lines of which the dossier says something, by their reference or by their key."""
        given, lines, vehicle = self.said.made.evidence.names, bill.lines, subject_of(bill)
        told = {key.name for key in map(Key.read, given) if not key.steps}
        own = {name.removeprefix(f"{bill.identity}#") for name in told if name.startswith(f"{bill.identity}#")}
        found = {index for index, ref in enumerate(lines.refs) if ref in told or ref in own}
        if not own <= set(lines.refs):
            found |= {line.index for line in lines if line.pointer in own}
        torn = set(_torn(lines))
        chosen = [lines[index] for index in sorted((found | torn) - {vehicle})]
        return [line for line in chosen if line.ref in told or line.key in given or line.index in torn]

    def _merge(self, line: Line, bill: Bill) -> None:
        evidence, proof = self.said.made.evidence, Proof(_place(bill, line), Basis.ATTESTED)
        evidence.state(line.key, line.shape.values, proof)
        for name, side in line.shape.disputed:
            evidence.add(line.key, definition_of(name).fact, side, proof)
        if line.ref is not None:
            self._said_of(line.ref, line.key)
        called.held_against_its_name(self.said.made, line.key, line.name)
        designed_there(self.said.made, line.key, line.name)
        if may_be_lightened(evidence.names.get(line.key, ())):
            for name in names_of(bill, line):
                held_against_its_name(self.said.made, line.key, name)
        self.told.append(line)

    def _said_of(self, ref: str, key: str) -> None:
        """Keep of a part what was said under its reference alone, unless that is the key of another part."""
        made, text = self.said.made, key_of_name(ref)
        if text == key or made.prints.is_key(text):
            return
        for name in tuple(made.evidence.names.get(text, ())):
            if kind_of(name) is PART:
                made.evidence.copy(text, key, name)

    def _party(self, record: PartyRecord, file: str) -> None:
        """A party of a bill, the same as one of the dossier where LEI or name say so."""
        made, own, proof = self.said.made, record.element_key, Proof(file, Basis.ATTESTED)
        same = self._same(record, file)
        key = own if same is None else same
        made.evidence.state(key, record.values, proof)
        for name, side in record.disputed:
            made.evidence.add(key, definition_of(name).fact, side, proof)
        if same is not None:
            made.evidence.copy(own, key)
            self._addressed(record, key, file)
            record.known_as = key
        elif key not in made.party_keys:
            made.labels[key] = record.name or key
            made.places[key] = file
            made.party_keys[key] = None
            self._addressed(record, key, file)
        self.records.append(record)

    def _same(self, record: PartyRecord, file: str) -> str | None:
        """The party of the dossier that a bill means: by its LEI, else by its name unless the LEIs are of two."""
        known = self.said.by_name
        if record.lei is not None and record.lei.casefold() in known:
            return known[record.lei.casefold()]
        key = known.get(record.name.casefold()) if record.name else None
        entry = None if key is None else self.said.made.party_entry(key)
        if entry is not None and _is_only_its_id(record.name or "", entry):
            self.said.made.dossier.findings.add(
                "dossier.party.id",
                f"The bill names {record.name!r}, the id of {entry.name!r} in this dossier and no name of it.",
                Place(file),
                "They are taken for two: name the party as the bill does, or state the LEI of both.",
                "warning",
                record.name,
            )
            return None
        lei = (entry.lei or "") if entry is not None else ""
        if key is None or record.lei is None or lei.upper() in ("", record.lei):
            return key
        self.said.made.dossier.findings.add(
            "dossier.party.lei",
            f"The bill's {record.name!r} has the LEI {record.lei} and the dossier's {lei}: they are taken for two.",
            Place(file),
            "Correct the one that is wrong, or list the other as a party too.",
            "warning",
            record.lei,
        )
        return None

    def _addressed(self, record: PartyRecord, key: str, file: str) -> None:
        """Keep an address in a country where the dossier knows no seat of the party: as where it does business.

        Both may be right, of two that share a name or of one with two seats; so it stands beside what the dossier
        says, and they differ until somebody says which holds. Where that is not said an address says nothing.
        """
        evidence = self.said.made.evidence
        business = evidence.value(key, principal_place.name)
        seats = [evidence.value(key, each.name) for each in (organised_in, headquarters, principal_place)]
        held = {one for each in seats if isinstance(each, Choice) and each.is_known for one in each.possible}
        for address in record.addresses if business is not None and held else ():
            code = country_code(address.country or "")
            value = read_text(code, principal_place) if code is not None and code not in held else None
            if value is not None:
                evidence.add(key, principal_place, value, Proof(f"{file}, address of {record.name}", Basis.ATTESTED))

    def parts(self, entries: Iterable[PartEntry], pointer: str, owner: str) -> list[StatedPart]:
        """The parts that a table lists."""
        name = Key.read(owner).name
        return [self._part(entry, f"{pointer}/{index}", name) for index, entry in enumerate(entries)]

    def _part(self, entry: PartEntry, here: str, owner: str) -> StatedPart:
        said, made, ref = self.said, self.said.made, entry.ref
        key = key_of_name(f"{owner}/{ref}")
        if key in made.places:
            message = f"'{owner}/{ref}' names two elements: this part and what stands at {made.places[key]}."
            said.error("dossier.duplicate", message, f"{here}/ref", "Give each a ref or an id of its own.")
        self.parts_named.add(ref)
        made.labels[key] = entry.label
        made.places[key] = str(made.dossier.place(here))
        said.facts(key, entry, here)
        self._said_of(ref, key)
        if entry.chip is not None:
            self._chip(key, entry.chip, f"{here}/chip")
        else:
            held_against_its_name(made, key, entry.name or "")
        designed_there(made, key, str(entry.chip) if isinstance(entry.chip, str) else entry.name or "")
        called.held_against_its_name(made, key, entry.name or "")
        if any(name in made.evidence.names.get(key, ()) for name in FIGURES):
            stand_for_figures(said, key, here)
        found = tuple(self._source(key, i, each, f"{here}/sources/{i}") for i, each in enumerate(entry.sources))
        return StatedPart(key, found, entry.sources_complete)

    def _chip(self, key: str, written: str | Mapping[str, object], pointer: str) -> None:
        """The figures of a circuit: of one in the shipped table by its name, or a data sheet written out."""
        from pratique.dossier.datasheet import read_sheet, sheet_of

        said, place = self.said, self.said.made.dossier.place(pointer)
        if isinstance(written, Mapping):
            sheet = read_sheet(
                {name: str(value) for name, value in written.items()}, place, said.made.dossier.findings
            )
            source = str(place)
        else:
            chip = self._chip_called(written, pointer)
            if chip is None:
                return
            sheet, source = sheet_of(chip), f"table of chips, {chip.name}"
        for name, value in sheet.values.items():
            said.made.stated.setdefault(pointer, []).append((key, name))
            said.made.evidence.add(key, definition_of(name).fact, value, Proof(source, Basis.DOCUMENTED))

    def _chip_called(self, name: str, pointer: str) -> Chip | None:
        """The chip of the table that a name means; a finding where it means none or may mean two."""
        from pratique.law.registered import circuits

        if (found := circuits().called(name)) is not None:
            if found.name.casefold() != name.strip().casefold():
                message = f"The chip {name!r} is read as {found.name}."
                self.said.finding("dossier.chip.read", message, pointer, "Name another if it is one.")
            return found
        if several := circuits().meant(name):
            message = f"{name!r} does not say which chip of the table it is."
            step = f"Name it in full: {', '.join(each.name for each in several)}."
            self.said.error("dossier.chip", message, pointer, step)
            return None
        near = ", ".join(near_names(name, [each.name for each in circuits().rows()], 3, cutoff=0.3))
        figures = 'Give its figures: chip = { tops = "1979@8" } in a dossier.'
        step = f"Nearest: {near}. {figures}" if near else figures
        self.said.error("dossier.chip", f"No chip of the table is called {name!r}.", pointer, step)
        return None

    def _source(self, part: str, index: int, entry: SourceEntry, pointer: str) -> StatedSource:
        said, made = self.said, self.said.made
        key = Numbered(SOURCE, index + 1).after(part)
        made.labels[key] = f"{entry.party} for {made.labels[part]}"
        if entry.roles is not UNSET:
            said.give(key, "source.roles", entry.roles, f"{pointer}/roles")
        said.facts(key, entry, pointer)
        return StatedSource(key, said.party_key(entry.party, f"{pointer}/party"))


def _is_only_its_id(name: str, entry: PartyEntry) -> bool:
    """Whether a bill's name of a party is nothing but the id that the dossier gave to one of another name."""
    called = (name if entry.name is None else entry.name).casefold()
    said = re.findall(r"[^\W_]+", name.casefold())
    return name.casefold() == entry.id.casefold() and not set(said) <= set(re.findall(r"[^\W_]+", called))


def _place(bill: Bill, line: Line) -> str:
    return f"{bill.file} {line.pointer}"


def _torn(lines: Lines) -> Iterator[int]:
    """The lines that say two things, or less than their name may; few different things are said of many lines."""
    known: dict[int, tuple[bool, bool]] = {}
    for index, (shape, name) in enumerate(zip(lines.shapes, lines.names, strict=True)):
        values = shape.values
        if id(values) not in known:
            known[id(values)] = called.may_be_denied(values), may_be_lightened(values)
        denied, lightened = known[id(values)]
        if shape.disputed or lightened or (denied and called.says_more(values, name)):
            yield index
