"""A header of two rows: groups above (`Maker`), what each column of a group holds below (`Name`, `Country`).

Rule: two rows are one header only where that tells more than either row alone; a title below a group that is known
says what both say together, and where nobody knows that, the column is not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pratique.items.tables.cells import TableRow
from pratique.items.tables.guess import IDENTIFYING, Guess, guess, meanings, plain, row_words

_PARTIES = (("manufacturer",), ("supplier",))
_NAMES = frozenset(
    {"name", "nom", "nombre", "nome", "naam", "namn", "firma", "名称", "名稱", "名", "名前", "이름", "название"}
)
"""What a firm is called below `Maker`; of what else is called so (`Bezeichnung`) it is the part's."""


_FILLED = re.compile(r"[\d.,%/\s+-]*\d[\d.,%/\s+-]*|true|false|yes|no|ja|nein|是|否", re.IGNORECASE)
"""What stands in a line of a table and in no header."""


def told(known: Guess) -> int:
    """How much a header tells: the meanings that are sure, and by half the columns that may have one."""
    return 2 * len({meaning for meaning in known.sure.values() if meaning != "ignore"}) + len(known.unsure)


def grouped(top: TableRow, below: TableRow) -> TableRow:
    """The two rows as one; a group stands over the columns on its right that have a title below and none above."""
    width = max(len(top.cells), len(below.cells))
    over, under, group = _wide(top, width), _wide(below, width), None
    titles: list[str | None] = []
    for index, (above, title) in enumerate(zip(over, under, strict=True)):
        if above is not None:
            group = above if title is not None and title != above else None
            alone = index + 1 == width or over[index + 1] is not None or under[index + 1] is None
            titles.append(_joined(above, title, alone) if title is not None else above)
        else:
            titles.append(title if title is None or group is None else _joined(group, title))
    return TableRow(below.number, tuple(titles))


def in_two_rows(rows: Sequence[TableRow], at: int) -> tuple[int, TableRow] | None:
    """Where the header at `at` is one of two rows: the index of the lower one and both as one; else None."""
    best, found = told(guess(rows[at].cells)), None
    for upper in (at - 1, at):
        if upper < 0 or upper + 1 >= len(rows) or rows[upper + 1].number != rows[upper].number + 1:
            continue
        both = grouped(rows[upper], rows[upper + 1])
        titled = _has_groups(rows[upper], rows[upper + 1]) and _are_titles(rows[upper], rows[upper + 1])
        if titled and told(guess(both.cells)) > best:
            best, found = told(guess(both.cells)), (upper + 1, both)
    return found


def _has_groups(top: TableRow, below: TableRow) -> bool:
    width = max(len(top.cells), len(below.cells))
    pairs = list(zip(_wide(top, width), _wide(below, width), strict=True))
    return any(
        first is not None and title is not None and above is None and next_title is not None
        for (first, title), (above, next_title) in pairwise(pairs)
    )


def _are_titles(top: TableRow, below: TableRow) -> bool:
    """Whether the lower row is one of titles and no line of the table: nothing in it is a number or a yes, and what
    stands below no title of its own is a word of headers.
    """
    width = max(len(top.cells), len(below.cells))
    if any(_FILLED.fullmatch(cell) for cell in below.cells if cell):
        return False
    pairs = zip(_wide(top, width), _wide(below, width), strict=True)
    return any(
        bool(meanings(title)) or plain(title) in _NAMES or plain(title) in row_words("unit")
        for above, title in pairs
        if above is None and title is not None
    )


def _joined(group: str, title: str, alone: bool = False) -> str:
    """A title as its group makes it: both words, or one of them where the other says nothing of what is meant.

    Above one column `alone` a word of which nobody knows what it means below says how the column is filled in.
    """
    if plain(group) == plain(title):
        return title
    if meanings(f"{group} {title}"):
        return f"{group} {title}"
    if plain(title) in row_words("unit"):
        return f"{group} [{title}]"
    of_group, own = meanings(group), meanings(title)
    if of_group and ((alone and not own) or (of_group in _PARTIES and plain(title) in _NAMES)):
        return group
    if own and (not of_group or (set(of_group) & IDENTIFYING and set(own) & IDENTIFYING)):
        return title
    return f"{group} {title}"


def _wide(row: TableRow, width: int) -> list[str | None]:
    return [*row.cells, *[None] * (width - len(row.cells))]
