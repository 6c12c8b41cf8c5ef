"""Whom a component names beside its manufacturer and its supplier: its publisher, its authors, its ancestors' makers.

Rule: a name here is evidence and clears nothing. An author of software developed it; what a publisher does for a
part, and what an author does for hardware, the format does not say, so that such a party may be in any role.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from pratique.errors import Place
from pratique.files import decoded
from pratique.items.bill import Bill
from pratique.items.cyclonedx.schema import Component, Metadata
from pratique.items.interpret.record import PartyMention
from pratique.items.interpret.vocabulary import NAMED
from pratique.items.json.records import ABSENT, text_of

Beside = tuple[bytes, bytes, bytes, bytes]
"""The author, the authors, the publisher and the pedigree of a component as JSON, each empty where it is absent."""
_NOBODY: Beside = (b"", b"", b"", b"")


def beside(records: list[Component]) -> Iterable[Beside]:
    """Whom each component names beside its makers; without end where none names anybody."""
    if all(each.author is each.authors is each.publisher is each.pedigree is ABSENT for each in records):
        return repeat(_NOBODY)
    return [
        (text_of(each.author), text_of(each.authors), text_of(each.publisher), text_of(each.pedigree))
        for each in records
    ]


def completed(subject: Component, metadata: Metadata) -> Component:
    """The subject of a bill with the parties that the metadata name for it.

    `supplier` and the older `manufacture` are those of what the bill describes; `manufacturer` made the bill, and
    what else it did is not said, as with a party that the subject itself names otherwise.
    """
    named = [metadata.manufacturer]
    for own, said in ((subject.supplier, metadata.supplier), (subject.manufacturer, metadata.manufacture)):
        named += [said] if own is not ABSENT else []
    told = [name for raw in (subject.publisher, *named) for name in names(text_of(raw))]
    return replace(
        subject,
        supplier=metadata.supplier if subject.supplier is ABSENT else subject.supplier,
        manufacturer=metadata.manufacture if subject.manufacturer is ABSENT else subject.manufacturer,
        publisher=Raw(msgspec.json.encode(told)) if told else ABSENT,
    )


def report_nobody(metadata: Metadata, bill: Bill) -> None:
    """A warning where the metadata name parties of what the bill describes, and it describes nothing.

    One that has a part in a line is known, and the list of lines says no less of it than a table without a head.
    """
    known = {record.name.casefold() for record in bill.parties.values() if record.name}
    for role in ("supplier", "manufacture", "manufacturer"):
        for name in names(text_of(getattr(metadata, role))):
            if name.casefold() in known:
                continue
            bill.findings.add(
                "cyclonedx.metadata.party",
                f"{name!r} is named as the {role} of what the bill describes, which is not said.",
                Place(bill.file, f"/metadata/{role}"),
                "It is a source of no part; name it on the parts that it made or supplied.",
                "warning",
                name,
            )
            bill.names(name, f"the {role} of what the bill describes, which is no line of it", f"/metadata/{role}")


def mentions(kind: str, said: Beside) -> tuple[PartyMention, ...]:
    """The parties of these fields, each once in a role."""
    if not any(said):
        return ()
    author, authors, publisher, pedigree = said
    made_by = NAMED if kind == "device" else "developer"
    found = [(made_by, name) for text in (author, authors) for name in names(text)]
    found += [(NAMED, name) for name in (*names(publisher), *ancestors(pedigree))]
    return tuple(PartyMention(role, name) for role, name in dict.fromkeys(found))


def names(text: bytes) -> Iterator[str]:
    """The names in a text, or in a list of texts and of objects with a name; what is neither names nobody."""
    told = _decoded(text)
    for each in told if isinstance(told, list) else [told]:
        name = each.get("name") if isinstance(each, dict) else each
        if isinstance(name, str) and name.strip():
            yield name


def parties_in(text: bytes) -> list[str]:
    """The names in a field that CycloneDX does not have, where it holds parties and no components."""
    told = _decoded(text)
    listed = told if isinstance(told, list) else [told]
    are_parts = any(isinstance(each, dict) and {"type", "bom-ref", "purl"} & each.keys() for each in listed)
    return [] if are_parts or not isinstance(told, dict | list) else list(names(text))


def ancestors(pedigree: bytes) -> list[str]:
    """Who made what a component was made from, at any depth: it may have done anything for the component too."""
    told = _decoded(pedigree)
    waiting = list(told.get("ancestors") or ()) if isinstance(told, dict) else []
    found: list[str] = []
    while waiting:
        each = waiting.pop()
        if not isinstance(each, dict):
            continue
        for key in ("manufacturer", "supplier", "author", "authors", "publisher"):
            found += names(msgspec.json.encode(each.get(key)))
        inner = each.get("pedigree")
        waiting += inner.get("ancestors") or [] if isinstance(inner, dict) else []
    return found


def reached_at(url: bytes, contact: bytes) -> Iterator[str]:
    """The telephone numbers, addresses of mail and sites by which a party is reached and that say where it is."""
    told = _decoded(contact)
    for each in told if isinstance(told, list) else [told]:
        if isinstance(each, dict):
            yield from (str(each[key]) for key in ("phone", "email") if each.get(key))
    sites = _decoded(url)
    for each in sites if isinstance(sites, list) else [sites]:
        if isinstance(each, str):
            yield each


def text_in(raw: bytes) -> str:
    """The text that a field holds, else an empty one."""
    told = _decoded(raw)
    return told if isinstance(told, str) else ""


def _decoded(text: bytes) -> Any:
    try:
        return decoded(text) if text else None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
