"""What a document says of itself as a whole: at what time of life, with what built in, with which notes.

Rule: a bill of a design or a plan lists what may come; what its tools, formulas or notes name as built in, and what a
note says of another part, leaves its list open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from pratique.items.bill import Outside, Where
from pratique.items.days import days_in
from pratique.items.doubt.plain import leaves, table, tables, text, walked
from pratique.items.doubt.texts import InDocument, field_says, said_in
from pratique.items.excerpt import COUNTED, EXCERPT, counts_other, says_excerpt

BEFORE = "what the document says of the time of life that it speaks of"
BUILT_IN = "named by the tools or formulas of the document as if it were built in"
TIMED = "a part that is there, or of which the document holds, for a time only"
LINKED = "a link to another bill"
_OF_A_BILL = re.compile(
    r"(?<![a-z])[shc]?boms?(?![a-z])|bills? of materials?|stückliste|物料清单|\.(?:cdx|spdx)3?\.(?:json|xml)"
)
_AS_BUILT = frozenset(
    ["build", "post-build", "operations", "discovery", "decommission", "deployed", "runtime", "analyzed", "installed"]
)
_WHOLE: Mapping[str, Where] = {
    "SpdxDocument": "note",
    "software_Sbom": "note",
    "Bom": "note",
    "Annotation": "remark",
    "software_Package": "remark",
}
"""Elements of SPDX 3 whose comments speak of the list, or of one of its lines."""
_HARD = frozenset(["device", "firmware", "device-driver", "machine-learning-model", "platform"])


def of_cyclonedx(whole: Mapping[str, object], known: InDocument) -> Iterator[Outside]:
    """The lifecycle, tools, formulas, annotations and properties of a CycloneDX document."""
    metadata = table(whole.get("metadata"))
    phases = [text(each, "phase") or text(each, "name") for each in tables(metadata.get("lifecycles"))]
    yield from _phases(phases, "/metadata/lifecycles")
    tools = walked(metadata.get("tools"), "/metadata/tools")
    formulas = list(walked(whole.get("formulation"), "/formulation"))
    for pointer, node in (*tools, *formulas):
        told = f"{text(node, 'name')} {text(node, 'description')}".strip()
        if text(node, "type") in _HARD or (told and said_in(told, "note", known)):
            yield Outside(told[:120] or "?", BUILT_IN, pointer)
    for pointer, node in formulas:
        if text(node, "url") and (text(node, "type") == "bom" or names_a_bill(text(node, "url"))):
            yield Outside(text(node, "url")[:120], LINKED, pointer)
    yield from other_bills(whole, "")
    for index, each in enumerate(tables(whole.get("annotations"))):
        yield from _note(text(each, "text"), f"/annotations/{index}", known)
    for index, each in enumerate(tables(whole.get("citations"))):
        yield from _note(text(each, "note"), f"/citations/{index}", known)
    for index, each in enumerate(tables(whole.get("vulnerabilities"))):
        yield from _note(text(table(each.get("analysis")), "detail"), f"/vulnerabilities/{index}", known)
    yield from _named_around(whole, metadata, known)
    for pointer, node in walked(whole.get("declarations"), "/declarations"):
        for key in ("predicate", "reasoning", "rationale"):
            yield from _note(text(node, key), f"{pointer}/{key}", known)
    for place, node in (("/properties", whole), ("/metadata/properties", metadata)):
        for index, each in enumerate(tables(node.get("properties"))):
            if not text(each, "name").startswith("pratique:"):
                yield from _note(f"{text(each, 'name')}: {text(each, 'value')}", f"{place}/{index}", known)


def _named_around(
    whole: Mapping[str, object], metadata: Mapping[str, object], known: InDocument
) -> Iterator[Outside]:
    """Makers and places in what stands around the list: who wrote it, who annotated it, where it leads to."""
    notes = [each.get("annotator") for each in tables(whole.get("annotations"))]
    around = {"/externalReferences": whole.get("externalReferences"), "/metadata/authors": metadata.get("authors")}
    for pointer, node in {**around, "/annotations": notes}.items():
        for at, said in leaves(node):
            yield from _note(said, f"{pointer}{at}", known, "value")


def names_a_bill(said: str) -> bool:
    """Whether an address or a comment says that a bill stands there."""
    return _OF_A_BILL.search(said.casefold()) is not None


def other_bills(record: Mapping[str, object], pointer: str) -> Iterator[Outside]:
    """The references of another type than `bom` whose comment or address says that a bill stands there."""
    for index, each in enumerate(tables(record.get("externalReferences"))):
        for said in (text(each, "comment"), text(each, "url")):
            if text(each, "type").casefold() != "bom" and names_a_bill(said):
                yield Outside(said[:120], LINKED, f"{pointer}/externalReferences/{index}")


def of_spdx2(whole: Mapping[str, object], known: InDocument) -> Iterator[Outside]:
    """The comments and notes of an SPDX 2 document, and files and snippets that belong to no package."""
    creation = table(whole.get("creationInfo"))
    if says_excerpt(text(whole, "name")):
        yield Outside(text(whole, "name")[:120], EXCERPT, "/name")
    yield from _note(text(whole, "comment"), "/comment", known)
    yield from _note(text(creation, "comment"), "/creationInfo/comment", known)
    for index, each in enumerate(tables(whole.get("annotations"))):
        if "pratique:" not in text(each, "comment").casefold():
            yield from _note(text(each, "comment"), f"/annotations/{index}", known)
    for key in ("revieweds", "reviews"):
        for index, each in enumerate(tables(whole.get(key))):
            yield from _note(text(each, "comment"), f"/{key}/{index}", known)
    for index, each in enumerate(tables(whole.get("hasExtractedLicensingInfos"))):
        for at, said in leaves(each):
            yield from _note(said, f"/hasExtractedLicensingInfos/{index}{at}", known, "value")
    relations = tables(whole.get("relationships"))
    for index, each in enumerate(relations):
        yield from _note(text(each, "comment"), f"/relationships/{index}", known)
    held = {text(each, key) for each in relations for key in ("relatedSpdxElement", "spdxElementId")}
    for package in tables(whole.get("packages")):
        listed = package.get("hasFiles")
        held |= {each for each in listed if isinstance(each, str)} if isinstance(listed, list) else set()
        yield from _times(package, ("releaseDate", "builtDate"), "validUntilDate", text(package, "SPDXID"))
    files = tables(whole.get("files"))
    for index, each in enumerate(files):
        if text(each, "SPDXID") not in held:
            yield Outside(text(each, "fileName") or "?", "a file that belongs to no package", f"/files/{index}")
        yield from _note(text(each, "comment"), f"/files/{index}/comment", known, "prose")
    there = {text(each, "SPDXID") for each in files}
    for index, each in enumerate(tables(whole.get("snippets"))):
        if text(each, "snippetFromFile") not in there:
            name = text(each, "name") or text(each, "SPDXID") or "?"
            yield Outside(name, "a piece of a file that is not there", f"/snippets/{index}")
        yield from _note(text(each, "comment"), f"/snippets/{index}/comment", known, "prose")


def of_spdx3(whole: Mapping[str, object], known: InDocument) -> Iterator[Outside]:
    """The kinds of bill, comments and annotations of an SPDX 3 document."""
    graph = tables(whole.get("@graph")) or [whole]
    for index, each in enumerate(graph):
        pointer = f"/@graph/{index}"
        kinds = each.get("software_sbomType")
        phases = [one for one in kinds if isinstance(one, str)] if isinstance(kinds, list) else []
        yield from _phases([one.rpartition("/")[2] for one in phases], f"{pointer}/software_sbomType")
        yield from _times(each, ("releaseTime", "builtTime"), "validUntilTime", pointer)
        if text(each, "type") in ("SpdxDocument", "software_Sbom", "Bom") and says_excerpt(text(each, "name")):
            yield Outside(text(each, "name")[:120], EXCERPT, f"{pointer}/name")
        for key in ("comment", "statement"):
            if "pratique:" not in text(each, key).casefold():
                where = _WHOLE.get(text(each, "type"), "prose")
                yield from _note(text(each, key), f"{pointer}/{key}", known, where)


def _times(record: Mapping[str, object], begins: tuple[str, ...], ends: str, pointer: str) -> Iterator[Outside]:
    """A part that is there from a day on only, or of which the document holds up to a day."""
    for key in begins:
        if (days := days_in(text(record, key))) is not None:
            yield Outside(f"{key} {text(record, key)}", TIMED, pointer, days[1], None)
    if text(record, ends):
        days = days_in(text(record, ends))
        yield Outside(f"{ends} {text(record, ends)}", TIMED, pointer, None, days[0] if days else date.min)


def _phases(phases: list[str], pointer: str) -> Iterator[Outside]:
    """Phases of life of which none is that of a thing that was built."""
    said = [each for each in phases if each]
    if said and not _AS_BUILT.intersection(said):
        yield Outside(", ".join(said), BEFORE, pointer)


def _note(said: str, pointer: str, known: InDocument, where: Where = "note") -> Iterator[Outside]:
    of_all = where in ("note", "remark")
    if of_all and says_excerpt(said):
        what: str | None = EXCERPT
    elif of_all and counts_other(said, known.counted):
        what = COUNTED
    else:
        what = said_in(said, where, known)
        if what is None and of_all and ":" in said:
            what = field_says(said, silent=False)
    if what is not None:
        yield Outside(said.strip()[:120], what, pointer)
