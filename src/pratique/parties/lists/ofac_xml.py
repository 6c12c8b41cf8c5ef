"""OFAC's advanced XML (SDN_ADVANCED.XML, CONS_ADVANCED.XML).

Rule: the document is a set of tables joined by number: values, locations, documents, parties, relations, measures.
Elements are matched by local name, because the namespace changed with the publisher's service. Invariant: every
DistinctParty becomes an entry or a finding, also when the file breaks off in the middle.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import field
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from pratique.errors import Findings, InvalidInput, Place
from pratique.files import local_name, whole_text, xml_entities
from pratique.parties.lists.fields import country_of, slips
from pratique.parties.lists.listing import (
    AliasKind,
    Identifier,
    ListedAddress,
    ListedKind,
    ListedName,
    ListedRelation,
    ListEntry,
    ScreeningList,
)
from pratique.parties.lists.sizes import check_size, expected_sizes
from pratique.value_class import dataclass

_NAMESPACES = ("sanctionslistservice", "un.org/sanctions", "treas.gov", "sanctionslist")
_KINDS: dict[str, ListedKind] = {
    "entity": "organisation",
    "individual": "individual",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
_ALIAS_KINDS: dict[str, AliasKind] = {"a.k.a.": "aka", "f.k.a.": "fka", "n.k.a.": "nka", "name": "aka"}
_NAMING = ("DistinctParty", "Alias", "DocumentedName", "NamePartValue")
"""What holds a party and its names."""
_COUNTRY_FEATURES = ("nationality country", "citizenship country")


@dataclass(slots=True)
class _Tables:
    """The reference values by element name and number, and what the other sections join on."""

    values: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    locations: dict[str, ListedAddress] = field(default_factory=dict)
    documents: dict[str, list[Identifier]] = field(default_factory=lambda: defaultdict(list))
    programs: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    starts: dict[str, date] = field(default_factory=dict)

    def value(self, element: str, number: str | None) -> str:
        return self.values[element].get(number or "", "")


def read_ofac_xml(data: bytes, path: Path, as_of: date | None = None) -> ScreeningList:
    """The list in `data`; `as_of` defaults to the date of issue stated in the document.

    Raises `InvalidInput` for a document type declaration or where not even the root element can be read.
    """
    findings, place = Findings(), Place(path.name)
    root, broken = parse_xml(data, place, findings)
    _check_namespace(root, place, findings)
    tables = _tables(root)
    parties = list(descendants(root, "DistinctParty"))
    code = "CONS" if "cons" in path.stem.casefold() else "SDN"
    listings = [row for item in parties if (row := _listing(item, code, tables, place, findings)) is not None]
    unread = list(slips((local_name(each) for each in root.iter()), _NAMING, ("DistinctParties",)))
    for name, meant in unread:
        message = f"{name!r} is not read; what holds a name is called {meant!r}."
        findings.add("list.key", message, place, "Download the list again; it may hold a name.", value=name)
    odd = f"{len(unread)} fields may be names" if unread else None
    reasons = [reason for reason in [check_size(code, len(listings), place, findings), broken, odd] if reason]
    issued = _date_of(_first(root, "DateOfIssue"))
    return ScreeningList(
        code=code,
        title=expected_sizes()[code].title,
        source=path.name,
        listings=tuple(listings),
        as_of=as_of or issued,
        newest=issued,
        digest=hashlib.sha256(data).hexdigest(),
        relations=tuple(_relations(root, tables)),
        findings=tuple(findings),
        incomplete=tuple(reasons),
    )


def parse_xml(data: bytes, place: Place, findings: Findings) -> tuple[Element, str | None]:
    """The root element and, where the document is broken, why; what stands before the break is kept."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    builder = TreeBuilder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
        return root, None
    except DefusedXmlException as error:
        raise xml_entities(place) from error
    except (ParseError, ValueError, LookupError) as error:
        line, column = getattr(error, "position", (None, None))
        findings.add(
            "xml.syntax",
            f"The XML is broken here: {error}. What stands before it was read.",
            Place(place.file, line=line, column=column),
            "The file is probably truncated; download it again.",
        )
    return _partial(builder, findings), "the XML file is broken off"


def _partial(builder: TreeBuilder, findings: Findings) -> Element:
    try:
        root: Element | None = builder.close()
    except (ParseError, AssertionError):
        root = None
    if root is None:
        raise InvalidInput(findings)
    return root


def descendants(parent: Element, name: str) -> Iterator[Element]:
    """Descendants with a local name, in document order."""
    return (element for element in parent.iter() if local_name(element) == name)


def _first(parent: Element | None, name: str) -> Element | None:
    return next(descendants(parent, name), None) if parent is not None else None


def _text(element: Element | None) -> str:
    return whole_text(element) if element is not None else ""


def _check_namespace(root: Element, place: Place, findings: Findings) -> None:
    namespace = str(root.tag)[1:].partition("}")[0] if str(root.tag).startswith("{") else ""
    if local_name(root) != "Sanctions" or (namespace and not any(known in namespace for known in _NAMESPACES)):
        findings.add(
            "ofac.namespace",
            f"The root element is {root.tag!r}, not a Sanctions element of OFAC; it was read by local names.",
            place,
            "Check that this is the advanced XML of the list.",
            severity="warning",
            value=str(root.tag),
        )


def _date_of(element: Element | None) -> date | None:
    """A date from Year, Month and Day children, None where it is not a whole calendar date."""
    try:
        year, month, day = (int(_text(_first(element, part))) for part in ("Year", "Month", "Day"))
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _tables(root: Element) -> _Tables:
    tables = _Tables()
    values = _first(root, "ReferenceValueSets")
    for element in values.iter() if values is not None else ():
        if "ID" in element.attrib:
            tables.values[local_name(element)][element.attrib["ID"]] = _text(element)
    for location in descendants(root, "Location"):
        tables.locations[location.get("ID", "")] = _location(location, tables)
    for document in descendants(root, "IDRegDocument"):
        _add_document(document, tables)
    for entry in descendants(root, "SanctionsEntry"):
        _add_measures(entry, tables)
    return tables


def _location(location: Element, tables: _Tables) -> ListedAddress:
    country = _first(location, "LocationCountry")
    name = tables.value("Country", country.get("CountryID") if country is not None else None)
    parts = [
        text for part in descendants(location, "LocationPart") for text in [_text(_first(part, "Value"))] if text
    ]
    return ListedAddress(", ".join(filter(None, (*parts, name))), country_of(name) if name else None)


def _add_document(document: Element, tables: _Tables) -> None:
    number = _text(_first(document, "IDRegistrationNo"))
    if number:
        kind = tables.value("IDRegDocType", document.get("IDRegDocTypeID"))
        issuer = tables.value("Country", document.get("IssuedBy-CountryID"))
        identifier = Identifier(kind, number, country_of(issuer) if issuer else None)
        tables.documents[document.get("IdentityID", "")].append(identifier)


def _add_measures(entry: Element, tables: _Tables) -> None:
    profile = entry.get("ProfileID", "")
    for measure in descendants(entry, "SanctionsMeasure"):
        if program := _text(_first(measure, "Comment")):
            tables.programs[profile].append(program)
    if started := _date_of(_first(_first(entry, "EntryEvent"), "Date")):
        tables.starts[profile] = started


def _listing(party: Element, code: str, tables: _Tables, place: Place, findings: Findings) -> ListEntry | None:
    number = party.get("FixedRef", "")
    where = Place(place.file, pointer=f"DistinctParty[@FixedRef='{number}']")
    names = sorted(_names(party, tables), key=lambda name: name.kind != "primary")
    if not names or not number:
        findings.add("ofac.party", "This party has no name or no number.", where, "Look it up at the publisher.")
        return None
    profile = _first(party, "Profile")
    kind = _kind(profile, tables)
    addresses = tuple(
        tables.locations[ref.get("LocationID", "")]
        for ref in descendants(party, "VersionLocation")
        if ref.get("LocationID") in tables.locations
    )
    profile_id = profile.get("ID", number) if profile is not None else number
    identities = [identity.get("ID", "") for identity in descendants(party, "Identity")]
    return ListEntry(
        list=code,
        id=number,
        names=tuple(names),
        place=where,
        kind=kind,
        countries=frozenset(address.country for address in addresses if address.country),
        addresses=tuple(address for address in addresses if address.text),
        identifiers=tuple(item for identity in identities for item in tables.documents.get(identity, ())),
        programs=tuple(dict.fromkeys(tables.programs.get(profile_id, ()))),
        start=tables.starts.get(profile_id),
    )


def _kind(profile: Element | None, tables: _Tables) -> ListedKind | None:
    """The party's subtype; the publisher's numbers 3 and 4 are entity and individual where the table is missing."""
    number = profile.get("PartySubTypeID", "") if profile is not None else ""
    word = tables.value("PartySubType", number).casefold()
    if word in _KINDS:
        return _KINDS[word]
    return {"1": "vessel", "2": "aircraft", "3": "organisation", "4": "individual"}.get(number)  # type: ignore[return-value]


def _names(party: Element, tables: _Tables) -> Iterator[ListedName]:
    for alias in descendants(party, "Alias"):
        weak = alias.get("LowQuality") == "true"
        primary = alias.get("Primary") == "true"
        kind = _ALIAS_KINDS.get(tables.value("AliasType", alias.get("AliasTypeID")).casefold(), "aka")
        for index, documented in enumerate(descendants(alias, "DocumentedName")):
            text = " ".join(filter(None, (_text(value) for value in descendants(documented, "NamePartValue"))))
            if text:
                yield ListedName(text, "primary" if primary and index == 0 else kind, weak)


def _relations(root: Element, tables: _Tables) -> Iterator[ListedRelation]:
    for link in descendants(root, "ProfileRelationship"):
        kind = tables.value("RelationType", link.get("RelationTypeID")) or "related to"
        yield ListedRelation(kind, link.get("From-ProfileID", ""), link.get("To-ProfileID", ""))
