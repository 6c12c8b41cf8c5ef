"""The consolidated lists of the United Nations, the United Kingdom and the European Union, as published in XML.

Rule: an entry is its names, its numbers, its places and its dates of birth; what a list words otherwise is left. An
entry without a name is a finding, and its list is not complete. Which list it is shows in the root of the document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files import local_name, whole_text
from pratique.parties.lists.fields import country_of, read_date, read_start, slips, subsidiaries_of
from pratique.parties.lists.layouts import MAY_NAME
from pratique.parties.lists.listing import (
    AliasKind,
    Identifier,
    ListedAddress,
    ListedKind,
    ListedName,
    ListEntry,
    ScreeningList,
)
from pratique.parties.lists.ofac_xml import descendants, parse_xml

Entries = Iterable[tuple[Element, ListedKind | None]]
_NAMELESS = "entries have no name"
_TITLES = {
    "UN": "Consolidated list of the Security Council of the United Nations",
    "UK": "Sanctions list of the United Kingdom",
    "EU": "Consolidated list of financial sanctions of the European Union",
}


def root_of(data: bytes) -> str:
    """The list that an XML document is: UN, UK, EU, or empty."""
    head = data[:8192]
    if b"CONSOLIDATED_LIST" in head:
        return "UN"
    if b"<Designations" in head:
        return "UK"
    if b"fsd/export" in head or b"sanctionEntity" in head:
        return "EU"
    return ""


def read_consolidated(data: bytes, path: Path, as_of: date | None = None) -> ScreeningList:
    """The list in `data`; `as_of` defaults to the day that the document states.

    Raises `InvalidInput` (`list.format`) where it is none of the three.
    """
    findings, place = Findings(), Place(path.name)
    root, broken = parse_xml(data, place, findings)
    code = root_of(data)
    if not code:
        step = "Give the list of the UN, the UK, the EU or OFAC as it is published."
        raise InvalidInput([Finding("list.format", f"{path.name} is no list in XML known here.", place, step)])
    entries, read, issued = {"UN": _un, "UK": _uk, "EU": _eu}[code](root)
    listings, nameless = [], 0
    for number, (element, kind) in enumerate(entries, 1):
        listing = read(element, kind, Place(path.name, f"/{local_name(element)}[{number}]"))
        if listing is None:
            nameless += 1
            step = "Look it up at the publisher; it cannot be screened."
            findings.add("list.name", "This entry has no name.", Place(path.name, f"/{number}"), step)
        else:
            listings.append(listing)
    unread = _unread(code, root, path, findings)
    counted = (
        f"{nameless} entries have no name" if nameless else None,
        f"{unread} fields may be names" if unread else None,
    )
    reasons = [reason for reason in (broken, *counted) if reason]
    if not listings:
        reasons.append("it holds no entry")
    return ScreeningList(
        code,
        _TITLES[code],
        path.name,
        tuple(listings),
        as_of or issued,
        issued,
        hashlib.sha256(data).hexdigest(),
        findings=tuple(findings),
        incomplete=tuple(reasons),
    )


_UN_READ = ("INDIVIDUAL", "ENTITY", "FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME", "ALIAS_NAME")
_READ: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "UN": (
        (*_UN_READ, "NAME_ORIGINAL_SCRIPT", "INDIVIDUAL_ALIAS", "ENTITY_ALIAS"),
        ("INDIVIDUALS", "ENTITIES"),
    ),
    "UK": (
        ("Designation", "Name", "Name1", "Name2", "Name3", "Name4", "Name5", "Name6", "NameNonLatinScript"),
        ("Designations", "Names"),
    ),
    "EU": (("sanctionEntity", "nameAlias", "firstName", "middleName", "lastName", "nameOnDocument", "wholeName"), ()),
}
"""Of each list the elements and attributes that are entries and names, and others that are called nearly so."""
_NO_NAMES: dict[str, tuple[str, ...]] = {
    "UN": (),
    "UK": ("NameType", "AliasStrength", "NonLatinNames", "NonLatinName", "RegimeName"),
    "EU": ("nameLanguage", "knownExpired", "knownFalse"),
}
"""What speaks of names there and holds none."""


def _unread(code: str, root: Element, path: Path, findings: Findings) -> int:
    """How many kinds of elements and attributes are called nearly as what holds a name, each with a finding."""
    said = dict.fromkeys(name for each in root.iter() for name in (local_name(each), *each.attrib))
    found = list(slips(said, *_READ[code]))
    known = {*_READ[code][0], *_READ[code][1], *_NO_NAMES[code], *(name for name, _ in found)}
    speaking = {name for name in said if name not in known and MAY_NAME.search(name)}
    telling = {
        name
        for each in (root.iter() if speaking else ())
        for name, text in ((local_name(each), each.text), *each.attrib.items())
        if name in speaking and (text or "").strip()
    }
    found += [(name, _READ[code][0][-1]) for name in sorted(telling)]
    for name, meant in found:
        message = f"{name!r} is not read; what holds a name is called {meant!r}."
        findings.add(
            "list.key", message, Place(path.name), "Download the list again; it may hold a name.", value=name
        )
    return len(found)


Reader = Callable[[Element, "ListedKind | None", Place], "ListEntry | None"]
Parts = tuple[Entries, Reader, "date | None"]


def _texts(element: Element, *names: str) -> list[str]:
    """The texts of the descendants of these names, blank ones left out."""
    found = (text for name in names for each in descendants(element, name) if (text := whole_text(each)))
    return list(dict.fromkeys(found))


def _text(element: Element, name: str) -> str:
    return next(iter(_texts(element, name)), "")


def _children(element: Element, name: str) -> list[str]:
    """The texts of the children of this name."""
    return [whole_text(each) for each in element if local_name(each) == name]


def _child(element: Element, name: str) -> str:
    """The text of a child of this name."""
    return next(iter(_children(element, name)), "")


def _composed(element: Element, *names: str) -> list[str]:
    """The names whose parts stand in the children of these names; where a part stands twice, each makes another."""
    parts = [list(filter(None, _children(element, name))) for name in names]
    firsts = [its[0] if its else "" for its in parts]
    found = [" ".join(filter(None, firsts))]
    for place, its in enumerate(parts):
        for other in its[1:]:
            found += [" ".join(filter(None, (*firsts[:place], other, *firsts[place + 1 :]))), other]
    return list(filter(None, dict.fromkeys(found)))


def _codes(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(code for text in texts if (code := country_of(text)))


def _country(element: Element) -> str | None:
    return country_of(element.get("countryIso2Code", ""))


def _names(primary: str, others: Iterable[tuple[str, bool]]) -> tuple[ListedName, ...]:
    kind: AliasKind = "aka"
    rest = dict.fromkeys((text, weak) for text, weak in others if text and text != primary)
    return (ListedName(primary), *(ListedName(text, kind, weak) for text, weak in rest))


# United Nations ---------------------------------------------------------------------------------


def _un(root: Element) -> Parts:
    def entries() -> Iterator[tuple[Element, ListedKind | None]]:
        for element in descendants(root, "INDIVIDUAL"):
            yield element, "individual"
        for element in descendants(root, "ENTITY"):
            yield element, "organisation"

    return entries(), _un_entry, read_date(root.get("dateGenerated", "")[:10])


def _un_entry(element: Element, kind: ListedKind | None, place: Place) -> ListEntry | None:
    named = _composed(element, "FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    if not named:
        return None
    name, *others = named
    aliases = [(text, False) for text in others]
    weak = {
        text
        for tag in ("INDIVIDUAL_ALIAS", "ENTITY_ALIAS")
        for each in descendants(element, tag)
        if _text(each, "QUALITY").casefold() in ("low", "weak")
        for text in _texts(each, "ALIAS_NAME")
    }
    aliases += [(text, text in weak) for text in _texts(element, "ALIAS_NAME")]
    numbers = [
        Identifier(_text(each, "TYPE_OF_DOCUMENT"), _text(each, "NUMBER"), country_of(_text(each, "ISSUING_COUNTRY")))
        for each in descendants(element, "INDIVIDUAL_DOCUMENT")
        if _text(each, "NUMBER")
    ]
    births = [
        text for each in descendants(element, "INDIVIDUAL_DATE_OF_BIRTH") for text in _texts(each, "DATE", "YEAR")
    ]
    places = _texts(element, "COUNTRY")
    original = [(text, False) for text in _texts(element, "NAME_ORIGINAL_SCRIPT")]
    return ListEntry(
        list="UN",
        id=_child(element, "REFERENCE_NUMBER") or _child(element, "DATAID"),
        names=_names(name, [*aliases, *original]),
        place=place,
        kind=kind,
        countries=_codes(
            [*places, *(text for each in descendants(element, "NATIONALITY") for text in _texts(each, "VALUE"))]
        ),
        addresses=tuple(ListedAddress(text, country_of(text)) for text in places),
        identifiers=tuple(numbers),
        programs=tuple(filter(None, [_child(element, "UN_LIST_TYPE")])),
        start=read_date(_child(element, "LISTED_ON")[:10]),
        remarks=_child(element, "COMMENTS1"),
        births=tuple(births),
    )


# United Kingdom ---------------------------------------------------------------------------------


def _uk(root: Element) -> Parts:
    kinds: dict[str, ListedKind] = {"individual": "individual", "entity": "organisation", "ship": "vessel"}
    entries = (
        (element, kinds.get(_text(element, "IndividualEntityShip").casefold()))
        for element in descendants(root, "Designation")
    )
    return entries, _uk_entry, read_date(_text(root, "DateGenerated")[:10])


def _uk_entry(element: Element, kind: ListedKind | None, place: Place) -> ListEntry | None:
    names: list[tuple[str, bool]] = []
    primary = ""
    for each in descendants(element, "Name"):
        composed = _composed(each, *(f"Name{number}" for number in (1, 2, 3, 4, 5, 6)))
        if composed and _child(each, "NameType").casefold() == "primary name" and not primary:
            primary = composed[0]
        weak = _child(each, "AliasStrength").casefold().startswith("low")
        names += [(text, weak) for text in composed]
    names += [(text, False) for text in _texts(element, "NameNonLatinScript")]
    primary = primary or next((text for text, _ in names if text), "")
    if not primary:
        return None
    countries = _texts(element, "AddressCountry", "Nationality", "CountryOfBirth")
    numbers = [("Passport", text) for text in _texts(element, "PassportNumber")]
    numbers += [("National identification", text) for text in _texts(element, "NationalIdentifierNumber")]
    numbers += [("Registration Number", text) for text in _texts(element, "BusinessRegistrationNumber")]
    return ListEntry(
        list="UK",
        id=_text(element, "UniqueID") or _text(element, "OFSIGroupID"),
        names=(*_names(primary, names), *subsidiaries_of(_held(element))),
        place=place,
        kind=kind,
        countries=_codes(countries),
        addresses=tuple(ListedAddress(text, country_of(text)) for text in _texts(element, "AddressCountry")),
        identifiers=tuple(Identifier(scheme, text) for scheme, text in numbers),
        programs=tuple(_texts(element, "RegimeName")),
        start=read_start(_text(element, "DateDesignated")[:10]),
        remarks=_text(element, "OtherInformation"),
        births=tuple(_texts(element, "DOB")),
    )


def _held(element: Element) -> list[str]:
    """The subsidiaries that an entry names, each in an element of its own or all in one."""
    whole = [each for each in descendants(element, "Subsidiaries") if not len(each)]
    return [*_texts(element, "Subsidiary"), *(whole_text(each) for each in whole)]


# European Union ---------------------------------------------------------------------------------


def _eu(root: Element) -> Parts:
    def entries() -> Iterator[tuple[Element, ListedKind | None]]:
        for element in descendants(root, "sanctionEntity"):
            codes = {each.get("code", "").casefold() for each in descendants(element, "subjectType")}
            yield element, "individual" if "person" in codes else "organisation" if codes else None

    return entries(), _eu_entry, read_date(root.get("generationDate", "")[:10])


def _eu_entry(element: Element, kind: ListedKind | None, place: Place) -> ListEntry | None:
    names = []
    for each in descendants(element, "nameAlias"):
        parts = (each.get(name, "") for name in ("firstName", "middleName", "lastName"))
        text = each.get("wholeName") or " ".join(filter(None, parts))
        names.append((text.strip(), each.get("strong", "true") == "false"))
    papers = (each.get("nameOnDocument", "").strip() for each in descendants(element, "identification"))
    named = [*(pair for pair in names if pair[0]), *((text, False) for text in papers if text)]
    if not named:
        return None
    first = next((text for text, weak in named if not weak), named[0][0])
    places = [
        *descendants(element, "citizenship"),
        *descendants(element, "address"),
        *descendants(element, "birthdate"),
    ]
    stated = [each.get("countryIso2Code", "") for each in places]
    births = [each.get("birthdate") or each.get("year") or "" for each in descendants(element, "birthdate")]
    programs = (each.get("programme", "") for each in descendants(element, "regulation"))
    starts = (each.get("publicationDate", "")[:10] for each in descendants(element, "regulation"))
    return ListEntry(
        list="EU",
        id=element.get("euReferenceNumber") or element.get("logicalId") or first,
        names=_names(first, named),
        place=place,
        kind=kind,
        countries=_codes(text for text in stated if text and text != "00"),
        addresses=tuple(
            ListedAddress(
                " ".join(filter(None, (each.get("street"), each.get("city")))),
                country_of(each.get("countryIso2Code", "")),
            )
            for each in descendants(element, "address")
        ),
        identifiers=tuple(
            Identifier(
                each.get("identificationTypeCode", ""),
                number,
                country_of(each.get("countryIso2Code", "")),
            )
            for each in descendants(element, "identification")
            for number in dict.fromkeys((each.get("number"), each.get("latinNumber")))
            if number
        ),
        programs=tuple(dict.fromkeys(filter(None, programs))),
        start=min((day for text in starts if (day := read_date(text))), default=None),
        remarks=" ".join(_texts(element, "remark")),
        births=tuple(filter(None, births)),
    )
