"""What a document says beside its lines and what no writer carries over: named, never dropped in silence.

Rule: every outermost key of a document, and every key of its metadata, is carried, or counted as left behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from pratique.files import decoded
from pratique.items.bill import Bill
from pratique.items.details import foreign
from pratique.items.writers.kept import METADATA, OUTERMOST, is_cyclonedx_json

_CARRIED = {
    "CycloneDX": frozenset(
        ("$schema", "bomFormat", "specVersion", "serialNumber", "version", "metadata", "components", "dependencies")
    ),
    "SPDX 2": frozenset(
        ("spdxVersion", "SPDXID", "name", "dataLicense", "documentNamespace", "creationInfo", "packages")
    )
    | {"relationships", "documentDescribes"},
}
"""The outermost keys that every writer carries over or that only say what the file is."""
_METADATA = frozenset(("timestamp", "component"))


def left_of_document(bill: Bill, target: str) -> Iterator[tuple[str, int]]:
    """The keys of the document, and of its metadata, that are not written to `target`, each with how much it held."""
    kept = frozenset[str]()
    if target == "CycloneDX" and is_cyclonedx_json(bill):
        kept = frozenset((*OUTERMOST, *(f"metadata.{name}" for name in METADATA), "metadata.properties"))
    yield from ((name, count) for name, count in _left(bill, target) if name not in kept)


def _left(bill: Bill, target: str) -> Iterator[tuple[str, int]]:
    family = next((each for each in _CARRIED if bill.format.startswith(each)), None)
    plain = _outermost(bill) if family is not None else {}
    for key, raw in plain.items():
        if family is not None and key not in _CARRIED[family] and (key, target) != ("compositions", "CycloneDX"):
            yield key, _count(raw)
    if family == "CycloneDX" and isinstance(metadata := _decoded(plain.get("metadata")), Mapping):
        for key, value in metadata.items():
            if key == "properties" and isinstance(value, list):
                others = foreign(value)
                yield from [("metadata.properties", others)] if others else []
            elif key not in _METADATA:
                yield f"metadata.{key}", len(value) if isinstance(value, list) else 1


def _outermost(bill: Bill) -> dict[str, msgspec.Raw]:
    try:
        return msgspec.json.decode(bill.data, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}  # XML, or a piece of a larger file


def _decoded(raw: msgspec.Raw | None) -> object:
    return None if raw is None else decoded(raw)


def _count(raw: msgspec.Raw) -> int:
    value = _decoded(raw)
    return len(value) if isinstance(value, list) else 1
