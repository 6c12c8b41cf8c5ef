"""GLEIF files in XML: LEI-CDF (level 1), RR-CDF (level 2), reporting exceptions.

Rule: the document is read element by element, so that of a truncated file everything before the break is kept, with a
finding; a document type declaration is refused. Elements are known by their local names; a namespace that is not
GLEIF's is a finding, not a reason to stop.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from pratique.errors import Findings, Place
from pratique.files import local_name, whole_text, xml_entities, xml_syntax_finding
from pratique.parties.readers.gleif import (
    EntityRecord,
    ExceptionRecord,
    Quantifier,
    Record,
    RelationRecord,
    check_count,
    period_of,
)
from pratique.patterns import regex

NAMESPACES = regex(r"http://www\.gleif\.org/(data/schema|concatenated-file|schema)/.+")
_LISTS = ("LEIRecords", "RelationshipRecords", "ReportingExceptions", "Exceptions")
_ROOTS = ("LEIData", "RelationshipData", "ReportingExceptionData")


def read_gleif_xml(data: bytes, source: str, findings: Findings) -> Iterator[Record]:
    """The records of one file, in order. Raises `InvalidInput` if it declares a document type or entities."""
    content_date: str | None = None
    stated: str | None = None
    count = 0
    stack: list[Element] = []
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            name = local_name(element)
            if event == "start":
                if not stack:
                    _check_root(element, source, findings)
                stack.append(element)
                continue
            stack.pop()
            if name == "ContentDate" and content_date is None:
                content_date = element.text
            elif name == "RecordCount" and stated is None:
                stated = element.text or ""
            elif name in ("LEIRecord", "RelationshipRecord", "Exception"):
                count += 1
                yield from read_record(name, element, Place(source, f"/{name}[{count}]"), content_date, findings)
                element.clear()
                if stack:
                    stack[-1].remove(element)
            elif stack and local_name(stack[-1]) in _LISTS:
                step = "It may have been about anybody."
                findings.add("gleif.record", f"There is no record {name!r}.", Place(source), step, value=name)
    except DefusedXmlException as error:
        raise xml_entities(Place(source)) from error
    except (ParseError, ValueError, LookupError) as error:
        findings.items.append(xml_syntax_finding(error, Place(source), f"The {count} records before it are kept."))
    else:
        check_count(stated, count, source, findings)


def _check_root(root: Element, source: str, findings: Findings) -> None:
    namespace = root.tag.partition("}")[0].lstrip("{") if root.tag.startswith("{") else ""
    if local_name(root) not in _ROOTS:
        message = f"The root element {local_name(root)!r} is none of GLEIF's."
        findings.add("gleif.root", message, Place(source), "Give LEI-CDF, RR-CDF or reporting exceptions.")
    elif not NAMESPACES.fullmatch(namespace):
        message = f"The namespace {namespace!r} is not GLEIF's; the records are read by their names."
        findings.add("gleif.namespace", message, Place(source), "Check where the file comes from.", value=namespace)


def _text(element: Element, *path: str) -> str | None:
    """The text at a path of local names; None if there is none."""
    found: Element | None = element
    for name in path:
        found = next((child for child in found if local_name(child) == name), None) if found is not None else None
    return found.text.strip() if found is not None and found.text else None


def read_record(
    name: str, element: Element, place: Place, content_date: str | None, findings: Findings
) -> Iterator[Record]:
    """The record in an element that is called `name`; a finding where it names no LEI."""
    if name == "LEIRecord":
        record = _entity(element, place, content_date)
    elif name == "RelationshipRecord":
        record = _relation(element, place, content_date)
    else:
        record = _exception(element, place, content_date)
    if record is None:
        findings.add("gleif.record", "The record names no LEI.", place, "It cannot be used.")
    else:
        yield record


def _entity(element: Element, place: Place, content_date: str | None) -> Record | None:
    lei = _text(element, "LEI")
    others = [
        child.text.strip()
        for child in element.iter()
        if local_name(child) in ("OtherEntityName", "TransliteratedOtherEntityName") and child.text
    ]
    legal = _text(element, "Entity", "LegalName")
    authority = _text(element, "Entity", "RegistrationAuthority", "RegistrationAuthorityID")
    number = _text(element, "Entity", "RegistrationAuthority", "RegistrationAuthorityEntityID")
    return (
        lei
        and EntityRecord(
            lei=lei,
            place=place,
            names=tuple(dict.fromkeys(([legal] if legal else []) + others)),
            jurisdiction=_text(element, "Entity", "LegalJurisdiction"),
            headquarters=_text(element, "Entity", "HeadquartersAddress", "Country"),
            category=_text(element, "Entity", "EntityCategory"),
            updated=_text(element, "Registration", "LastUpdateDate") or content_date,
            others=((authority, number),) if authority and number else (),
            status=(
                _text(element, "Entity", "EntityStatus") or "",
                _text(element, "Registration", "RegistrationStatus") or "",
            ),
            successors=tuple(
                child.text.strip() for child in element.iter() if local_name(child) == "SuccessorLEI" and child.text
            ),
            legal_address=_text(element, "Entity", "LegalAddress", "Country"),
            associates=_all(element, "AssociatedLEI", "AssociatedEntityName"),
        )
    ) or None


def _relation(element: Element, place: Place, content_date: str | None) -> Record | None:
    child = _text(element, "Relationship", "StartNode", "NodeID")
    parent = _text(element, "Relationship", "EndNode", "NodeID")
    if not child or not parent:
        return None
    periods = [part for part in element.iter() if local_name(part) == "RelationshipPeriod"]
    start, end = period_of(
        (_text(part, "StartDate"), _text(part, "EndDate"))
        for part in periods
        if _text(part, "PeriodType") == "RELATIONSHIP_PERIOD"
    )
    return RelationRecord(
        child=child,
        parent=parent,
        type=_text(element, "Relationship", "RelationshipType") or "",
        place=place,
        status=_text(element, "Relationship", "RelationshipStatus"),
        start=start,
        end=end,
        updated=_text(element, "Registration", "LastUpdateDate") or content_date,
        quantifiers=tuple(
            Quantifier(
                _text(part, "MeasurementMethod") or "",
                _text(part, "QuantifierAmount") or "",
                _text(part, "QuantifierUnits") or "",
            )
            for part in element.iter()
            if local_name(part) == "RelationshipQuantifier"
        ),
    )


def _exception(element: Element, place: Place, content_date: str | None) -> Record | None:
    lei = _text(element, "LEI")
    if not lei:
        return None
    category, reasons = _text(element, "ExceptionCategory") or "", _all(element, "ExceptionReason")
    references = " ".join(_all(element, "ExceptionReference"))
    return ExceptionRecord(lei, category, ",".join(reasons), place, content_date, references)


def _all(element: Element, *names: str) -> tuple[str, ...]:
    """The texts of every element with one of these names."""
    found = (whole_text(child) for child in element.iter() if local_name(child) in names)
    return tuple(text for text in found if text)
