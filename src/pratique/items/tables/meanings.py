"""The words for what a column of a table means.

Rule: a word means one thing; what a property means stands in the vocabulary of properties, with dots for colons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pratique.patterns import regex

FIELDS = {
    "ref": "the reference by which other rows and answers name the part",
    "name": "what the part is called",
    "version": "its version or revision",
    "type": "a CycloneDX type, or hardware, software, os",
    "parent": "the reference of the assembly that holds it",
    "level": "its depth (0, 1, 2; ..2; 1.1.2)",
    "designators": "its places on the board (U5, or C1, C2, C5-C9)",
    "part-number": "its maker's part number (MPN)",
    "internal-number": "the number that the owner of the table gives it",
    "value": "the value or comment of a schematic",
    "description": "words about it",
    "quantity": "how many of it",
    "fitted": "whether it is fitted (no, 0, not fitted: it is not)",
    "not-fitted": "whether it is left unfitted (DNP, x, yes, 1: it is)",
    "alternate": "a part or maker that may take its place",
    "origin": "the country of origin of the goods; says nothing of its maker",
    "footprint": "its footprint or package",
    "datasheet": "where its data sheet is",
    "supplier-part-number": "its number at a distributor",
    "ignore": "nothing",
}
"""Every plain meaning of a column, and what it says."""
NATIVE_PARTIES = {
    "manufacturer": ("manufacturer", "name"),
    "manufacturer.country": ("manufacturer", "country"),
    "manufacturer.lei": ("manufacturer", "lei"),
    "supplier": ("supplier", "name"),
    "supplier.country": ("supplier", "country"),
    "supplier.lei": ("supplier", "lei"),
}
"""Columns of parties; a country here is that of an address, as in the other formats."""
ONCE = frozenset({*FIELDS, *NATIVE_PARTIES}) - {
    "ignore",
    "alternate",
    "description",
    "supplier-part-number",
    "datasheet",
}
"""Meanings that only one column of a table may have."""


_NOT_FITTED = regex(
    r"DN[PFI]|N[FP]|not (?:fitted|populated|placed|mounted|installed)"
    r"|do not (?:fit|populate|place|mount|install)"
    r"|un(?:populated|fitted|bestückt)|nicht (?:bestückt|bestücken|montiert|montieren)"
    r"|no (?:pop|stuff|fit|montar)|non monté"
    r"|不贴|空贴|不装|不焊|未实装|未実装|미실장",
    2,  # re.IGNORECASE
)


def meaning_of(word: str) -> str | None:
    """The meaning that a header or a mapping writes: a field, a party, or a property with dots for colons."""
    word = word.strip()
    low = word.casefold()
    if low in FIELDS or low in NATIVE_PARTIES:
        return low
    if low.startswith("pratique:"):
        return "pratique:" + word[len("pratique:") :]
    if not low.startswith("pratique."):
        return None
    rest = word[len("pratique.") :]
    for fixed in ("fact.", "unknown.fact."):
        if rest.startswith(fixed):
            return "pratique:" + fixed.replace(".", ":") + rest[len(fixed) :]
    return "pratique:" + rest.replace(".", ":")


def designators_in(text: str) -> Iterator[str]:
    """Each designator of a cell: `C1, C2 C5-C7` gives C1, C2, C5, C6, C7; a range that is none stays as written."""
    for each in re.split(r"[,;\s、，；]+", text.strip()):
        found = re.fullmatch(r"([A-Za-z_]+)(\d{1,5})\s*[-–~]\s*([A-Za-z_]*)(\d{1,5})", each)
        if found and found[3] in ("", found[1]) and int(found[2]) <= int(found[4]) <= int(found[2]) + 9999:
            yield from (f"{found[1]}{number}" for number in range(int(found[2]), int(found[4]) + 1))
        elif each:
            yield each


def meaning_of_cells(cells: Iterable[str | None]) -> str | None:
    """What a column means by its cells alone: places on a board, or marks of what is not fitted; None where neither.

    Nobody reads it as that before a person says so.

    >>> meaning_of_cells(["U1", "C1-C4, C9", None]), meaning_of_cells([None, "DNP"]), meaning_of_cells(["R2D2 kit"])
    ('designators', 'not-fitted', None)
    """
    texts = [cell.strip() for cell in cells if cell and cell.strip()]
    if not texts:
        return None
    if all(says_not_fitted(each) for each in texts):
        return "not-fitted"
    places = [place for each in texts for place in designators_in(each)]
    are_places = all(re.fullmatch(r"[A-Z]{1,4}\d{1,5}[A-Z]?", each) for each in places)
    return "designators" if are_places and len(set(places)) == len(places) else None


def says_not_fitted(text: str) -> bool:
    """Whether a cell marks its row as not fitted in words of its own (DNP, nicht bestückt), in any column."""
    return _NOT_FITTED.fullmatch(text.strip()) is not None
