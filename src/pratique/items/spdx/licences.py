"""The licence expressions of an SPDX 3 document, which keeps them apart from the packages they are declared for."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

import msgspec

from pratique.files import decoded
from pratique.items.bill import Bill
from pratique.items.spdx.elements import Element, refs_of


def licences(
    graph: Iterable[tuple[str | None, str | None, msgspec.Raw]], relations: Container[str | None]
) -> Iterator[tuple[str, str]]:
    """Each reference with its expression, of elements as kind, reference and text."""
    for kind, ref, raw in graph:
        if ref and kind not in relations and b"icenseExpression" in bytes(raw):
            said = decoded(raw)
            text = said.get("simplelicensing_licenseExpression") or said.get("licenseExpression")
            if isinstance(text, str):
                yield ref, text


def keep_licences(element: Element, named: Mapping[str, str], bill: Bill) -> bool:
    """Whether a relationship gives something licences, `named` by their references; then they are kept."""
    kept = {"hasDeclaredLicense": bill.licences, "hasConcludedLicense": bill.concluded}
    its = kept.get(element.relationshipType or "")
    if its is None or not set(refs_of(element.to)) <= named.keys():
        return False
    its |= {ref: named[to] for ref in refs_of(element.from_) for to in refs_of(element.to)}
    return True
