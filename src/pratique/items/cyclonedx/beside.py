"""Whom a component names beside its manufacturer and its supplier: its publisher and its authors.

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
from pratique.items.bill import Bill
from pratique.items.cyclonedx.schema import Component, Metadata
from pratique.items.interpret.record import PartyMention
from pratique.items.interpret.vocabulary import NAMED
from pratique.items.json.records import ABSENT

Beside = tuple[bytes, bytes, bytes]
"""The author, the authors and the publisher of a component as JSON, each empty where it is absent."""
_NOBODY: Beside = (b"", b"", b"")


def beside(records: list[Component]) -> Iterable[Beside]:
    """Whom each component names beside its makers; without end where none names anybody."""
    if all(each.author is each.authors is each.publisher is ABSENT for each in records):
        return repeat(_NOBODY)
    return [(_bytes(each.author), _bytes(each.authors), _bytes(each.publisher)) for each in records]


def completed(subject: Component, metadata: Metadata) -> Component:
    """The subject of a bill with the parties that the metadata name for it.

    `supplier` and the older `manufacture` are those of what the bill describes; `manufacturer` made the bill, and
    what else it did is not said, as with a party that the subject itself names otherwise.
    """
    named = [metadata.manufacturer]
    for own, said in ((subject.supplier, metadata.supplier), (subject.manufacturer, metadata.manufacture)):
        named += [said] if own is not ABSENT else []
    names = [name for raw in (subject.publisher, *named) for name in _names(_bytes(raw))]
    return replace(
        subject,
        supplier=metadata.supplier if subject.supplier is ABSENT else subject.supplier,
        manufacturer=metadata.manufacture if subject.manufacturer is ABSENT else subject.manufacturer,
        publisher=Raw(msgspec.json.encode(names)) if names else ABSENT,
    )


def report_nobody(metadata: Metadata, bill: Bill) -> None:
    """A warning where the metadata name parties of what the bill describes, and it describes nothing."""
    for role in ("supplier", "manufacture", "manufacturer"):
        for name in _names(_bytes(getattr(metadata, role))):
            bill.findings.add(
                "cyclonedx.metadata.party", f"{name!r} is named as the {role} of what the bill describes, which is "
                "not said.", Place(bill.file, f"/metadata/{role}"),
                "It is a source of no part; name it on the parts that it made or supplied.", "warning", name,
            )  # fmt: skip


def _bytes(raw: Raw) -> bytes:
    return b"" if raw is ABSENT else bytes(raw)


def mentions(kind: str, said: Beside) -> tuple[PartyMention, ...]:
    """The parties of these fields, each once in a role."""
    author, authors, publisher = said
    made_by = NAMED if kind == "device" else "developer"
    found = [(made_by, name) for text in (author, authors) for name in _names(text)]
    found += [(NAMED, name) for name in _names(publisher)]
    return tuple(PartyMention(role, name) for role, name in dict.fromkeys(found))


def _names(text: bytes) -> Iterator[str]:
    """The names in a text, or in a list of texts and of objects with a name; what is neither names nobody."""
    try:
        told: Any = msgspec.json.decode(text) if text else None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    for each in told if isinstance(told, list) else [told]:
        name = each.get("name") if isinstance(each, dict) else each
        if isinstance(name, str) and name.strip():
            yield name
