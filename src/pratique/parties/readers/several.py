"""A cell that names several companies, or one with a mark for a footnote behind it, where an id is expected.

Rule: what is said of "X; Y" is said of X and of Y, and of "X*" perhaps of X: each of them is open, and the id is kept
as it stands. A name that has a sign or an "and" in it loses nothing: its parts are nobody's ids.
"""

from __future__ import annotations

from collections.abc import Iterator

from pratique.parties.holdings import Hole, Provenance
from pratique.patterns import regex

_MARK = regex(r"(?<=[\w)])\s*(?:[*†‡§¹²³⁰-⁹]+|\[\w{1,3}\]|\(\d{1,2}\))$")
"""A mark for a footnote."""
_BETWEEN = regex(
    r"\s*(?:[;|、；／]|(?<! [A-Za-z])/)\s*|\s+(?:and|und|et|y|e|&|\+)\s+|\s*(?:和|及|以及)\s*|(?<=\S),\s+(?=\S+$)"
)
"""What stands between several ids."""
_LONGEST = 500
"""Characters of a cell that is looked through."""
_FORMS = frozenset(
    [
        "inc",
        "ltd",
        "llc",
        "co",
        "corp",
        "sa",
        "ag",
        "gmbh",
        "lp",
        "plc",
        "nv",
        "bv",
        "spa",
        "limited",
        "as",
        "ab",
        "oy",
        "kg",
        "se",
    ]
)
"""Legal forms, which are nobody's ids behind a comma or a stroke."""


def several(cell: str, provenance: Provenance) -> Iterator[Hole]:
    """A hole for each party that a cell names beside others, or with a mark."""
    for part in _parts(cell):
        yield Hole(part, f"The cell {cell[:80]!r} names several parties, or one with a mark.", provenance)


def names_several(cell: str) -> bool:
    """Whether a cell names several parties, or one with a mark."""
    return bool(_parts(cell))


def _parts(cell: str) -> list[str]:
    if cell.isascii() and cell.replace("-", "").replace("_", "").isalnum():
        return []  # most ids: nothing in them stands between two, or marks one
    bare = _MARK.sub("", cell)
    parts = [part for part in _BETWEEN.split(bare) if part] if len(bare) <= _LONGEST else []
    wanted = dict.fromkeys(parts if len(parts) > 1 else (bare,))
    return [part for part in wanted if part != cell and part.casefold().strip(".") not in _FORMS]
