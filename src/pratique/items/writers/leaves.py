"""Which values of a document did not arrive in another, counted by path.

Rule: every scalar of the source is looked for among those of the output, each of which answers for one; within one
format at the same path, across formats by its value alone. So nothing is lost without being named, the document's own
level included; what a target writes beside it does not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import msgspec

from pratique.files import decoded
from pratique.items.bill import Bill

Plain: TypeAlias = "Mapping[str, Plain] | list[Plain] | str | int | float | bool | None"
CARRIER = frozenset({"bomFormat", "specVersion", "$schema", "spdxVersion", "@context", "SPDXID", "dataLicense"})
"""Keys that say only which format it is, or what an element is called in it."""


def leaves(value: Plain, path: str = "") -> Iterator[tuple[str, str]]:
    """Every scalar with its path; places in a list are not counted apart."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    elif value is not None and value != "":
        yield path, ("true" if value else "false") if isinstance(value, bool) else str(value)


def source_of(bill: Bill) -> Plain:
    """What a bill was read from: its document, or the records of a table or of XML."""
    if bill.data.lstrip()[:1] in (b"{", b"["):
        document: Plain = decoded(bill.data)
        return document
    rows: list[Plain] = list(bill.records.values())
    return rows


def unwritten(bill: Bill, output: bytes, same_format: bool) -> dict[str, int]:
    """How many values at each path of the source are not in the output, the most first."""
    written = Counter(_keys(msgspec.json.decode(output), same_format))
    missing: Counter[str] = Counter()
    for path, value in leaves(source_of(bill)):
        if path.rpartition("/")[2] in CARRIER:
            continue
        key = (_place(path), value) if same_format else ("", value)
        if written[key] > 0:
            written[key] -= 1
        else:
            missing[path] += 1
    return dict(sorted(missing.items(), key=lambda item: (-item[1], item[0])))


def _keys(document: Plain, same_format: bool) -> Iterator[tuple[str, str]]:
    for path, value in leaves(document):
        yield (_place(path) if same_format else "", value)


def _place(path: str) -> str:
    """A path without how deep a component is nested, which a writer may keep otherwise."""
    return path.rpartition("/components")[2] if "/components" in path else path
