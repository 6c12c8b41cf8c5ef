"""The licence expressions of an SPDX 3 document, which keeps them apart from the packages they are declared for."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

import msgspec

from pratique.files import decoded


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
