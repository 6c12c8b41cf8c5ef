"""What one format says in a field of its own, in the words of another: references, identifiers, licences, properties.

Rule: a field is carried where the other format has one that means the same; what has none is counted by the caller.
What this program writes itself stands over what is carried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pratique.items.bill import TABLES, Bill
from pratique.items.details import is_foreign
from pratique.items.lines import Line
from pratique.items.writers.leaves import Plain

EXTERNAL = {
    "vcs": "vcs",
    "issue-tracker": "issueTracker",
    "website": "altWebPage",
    "advisories": "securityAdvisory",
    "mailing-list": "mailingList",
    "social": "socialMedia",
    "chat": "chat",
    "documentation": "documentation",
    "support": "support",
    "distribution": "altDownloadLocation",
    "source-distribution": "sourceArtifact",
    "license": "license",
    "build-meta": "buildMeta",
    "build-system": "buildSystem",
    "release-notes": "releaseNotes",
    "security-contact": "securityPolicy",
    "certification-report": "certificationReport",
    "vulnerability-assertion": "vulnerabilityDisclosureReport",
    "threat-model": "securityThreatModel",
    "exploitability-statement": "vulnerabilityExploitabilityAssessment",
    "pentest-report": "securityPenTestReport",
    "static-analysis-report": "staticAnalysisReport",
    "dynamic-analysis-report": "dynamicAnalysisReport",
    "runtime-analysis-report": "runtimeAnalysisReport",
    "component-analysis-report": "componentAnalysisReport",
    "risk-assessment": "riskAssessment",
    "quality-metrics": "qualityAssessmentReport",
}
"""What an external reference of CycloneDX is, and the same of SPDX 3; any other is `other` in either."""
OF_CYCLONEDX = {theirs: ours for ours, theirs in EXTERNAL.items()}
TEXTS_OF_SPDX_2 = {
    "downloadLocation": "software_downloadLocation",
    "homepage": "software_homePage",
    "sourceInfo": "software_sourceInfo",
    "summary": "summary",
    "comment": "comment",
    "releaseDate": "releaseTime",
    "validUntilDate": "validUntilTime",
}
RELATIONS_OF_SPDX_2 = {
    "dynamic link": "hasDynamicLink",
    "static link": "hasStaticLink",
    "has prerequisite": "hasPrerequisite",
    "generates": "generates",
}
"""Relationships of SPDX 2 that SPDX 3 has in the same direction."""
OF_A_TABLE = (
    *("part-number", "internal-number", "supplier-part-number", "designators", "quantity", "value", "footprint"),
    *("datasheet", "fitted", "not-fitted", "alternate"),
)
"""Meanings of columns that no format has a field for: written as properties of the names `table:MEANING`."""


_PLACE = re.compile(r"(?:https?|git|git\+\w+|ssh|s?ftps?|svn|svn\+\w+|hg\+\w+|urn|mailto|file):\S+\Z", re.IGNORECASE)
"""Addresses that are carried; one that may be a script, or is none, stays where it stands."""
_ADDRESSES = frozenset({"downloadLocation", "homepage", "software_downloadLocation", "software_homePage"})
TYPES_OF_IDENTIFIERS = {
    "cpe22Type": "cpe22",
    "cpe23Type": "cpe23",
    "purl": "packageUrl",
    "swid": "swid",
    "gitoid": "gitoid",
    **{each: each for each in ("cpe22", "cpe23", "packageUrl", "email", "securityOther", "swhid", "urlScheme")},
}
"""Types of identifiers of SPDX 2 and 3 -> those of SPDX 3; any other is `other`."""


def is_place(text: str) -> bool:
    """Whether a text is an address that a reader of it may follow."""
    return _PLACE.match(text) is not None


def said(text: object) -> str | None:
    """A text that says something."""
    known = isinstance(text, str) and text.strip() and text.strip().upper() not in ("NOASSERTION", "NONE")
    return str(text) if known else None


def to_spdx3(bill: Bill, record: object) -> tuple[dict[str, Plain], frozenset[str]]:
    """The fields of a package of SPDX 3 that carry what a record of another format says, and what it calls them."""
    if not isinstance(record, Mapping):
        return {}, frozenset()
    found: dict[str, Plain] = {}
    if bill.format.startswith("SPDX 2"):
        given = {name: said(record.get(name)) for name in TEXTS_OF_SPDX_2}
        carried = {name for name, text in given.items() if not text or name not in _ADDRESSES or is_place(text)}
        found = {TEXTS_OF_SPDX_2[name]: text for name, text in given.items() if text and name in carried}
        if isinstance(texts := record.get("attributionTexts"), list):
            found["software_attributionText"] = texts
            carried.add("attributionTexts")
        return found, frozenset({*carried, "licenseConcluded"})
    references = record.get("externalReferences")
    if bill.format.startswith("CycloneDX") and isinstance(references, list):
        outer = [*_external(references)]
        names = frozenset({"externalReferences"}) if len(outer) == len(references) else frozenset[str]()
        return ({"externalRef": outer} if outer else {}), names
    return {}, frozenset()


def _external(references: list[object]) -> Iterator[Plain]:
    for each in references:
        if isinstance(each, Mapping) and isinstance(each.get("url"), str) and is_place(each["url"]):
            kind = EXTERNAL.get(str(each.get("type")), "other")
            made: dict[str, Plain] = {"type": "ExternalRef", "externalRefType": kind, "locator": [each["url"]]}
            yield made | ({"comment": each["comment"]} if isinstance(each.get("comment"), str) else {})


def to_cyclonedx(bill: Bill, record: object) -> tuple[dict[str, Plain], frozenset[str]]:
    """The fields of a component of CycloneDX that carry what a record of SPDX says, and what it calls them."""
    if not bill.format.startswith(("SPDX", "CX-")) or not isinstance(record, Mapping):
        return {}, frozenset()
    named = {
        "distribution": ("downloadLocation", "software_downloadLocation"),
        "website": ("homepage", "software_homePage"),
    }
    pairs = [(kind, name, said(record.get(name))) for kind, names in named.items() for name in names]
    outer: list[Plain] = [{"type": kind, "url": text} for kind, _, text in pairs if text and is_place(text)]
    carried = {name for _, name, text in pairs if not text or is_place(text)} | {"licenseConcluded"}
    if isinstance(references := record.get("externalRef"), list):
        theirs = [*_locators(references)]
        outer += [dict(each) for each in theirs if is_place(str(each["url"]))]
        carried |= {"externalRef"} if all(is_place(str(each["url"])) for each in theirs) else set()
    return ({"externalReferences": outer} if outer else {}), frozenset(carried)


def _locators(references: list[object]) -> Iterator[dict[str, Plain]]:
    for each in references:
        if isinstance(each, Mapping) and isinstance(each.get("locator"), list):
            kind = OF_CYCLONEDX.get(str(each.get("externalRefType")), "other")
            beside = {"comment": each["comment"]} if isinstance(each.get("comment"), str) else {}
            yield from ({"type": kind, "url": str(url), **beside} for url in each["locator"])


def properties_of(bill: Bill, line: Line, record: object) -> list[tuple[str, str]]:
    """What a record says that no format has a field for: properties of other programs, columns of a table."""
    if not isinstance(record, Mapping):
        return []
    if bill.format in TABLES:
        pairs = [(f"table:{name}", said(record.get(name))) for name in OF_A_TABLE]
        return [(name, text) for name, text in pairs if text and text not in (line.name, line.ref)]
    theirs = record.get("properties") if bill.format.startswith("CycloneDX") else None
    kept = [each for each in theirs if is_foreign(each)] if isinstance(theirs, list) else []
    return [(str(each["name"]), str(each.get("value", ""))) for each in kept if each.get("name")]
