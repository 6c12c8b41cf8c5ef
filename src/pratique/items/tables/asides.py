"""Rows of a table that are no part: sums, the header again, units below it, rules drawn between, who signed the list.

Rule: a row is taken for one of these only where nothing in it can be a part: beside a word for a sum stand numbers
alone, and none of them where a part is named. Each is told. A row that may be a sum and may be a part stays a part,
with a warning; a sum that does not come to what stands above it, in the quantities or where it gives none of them in
any column, says that rows may be missing, or that it was a part. Who signed a list is looked at as a remark is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field

from pratique.errors import Place
from pratique.items.bill import Beside, Bill
from pratique.items.doubt.types import type_called
from pratique.items.tables.cells import TableRow, cell_name
from pratique.items.tables.guess import meanings, plain, row_words
from pratique.items.tables.header import Header
from pratique.value_class import dataclass

_NUMBER = re.compile(r"[-+]?\d[\d.,'’ \u00a0\u202f]*")
_MONEY = re.compile(r"[€$£¥₩元円원%]|\b(?:EUR|USD|GBP|CNY|RMB|JPY|KRW|CHF|CAD)\b", re.IGNORECASE)
_DAY = re.compile(
    r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[T ,]+\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m|Z)?)?|\d{4}年\d{1,2}月\d{1,2}日?",
    re.IGNORECASE,
)
_DATED = re.compile(rf"(\D{{2,40}}?)[\s:]*({_DAY.pattern})", re.IGNORECASE)
"""A word and a day in one cell."""
_PERSON = re.compile(r"[^\W\d_][^\W\d_]*\.?(?:[ ,'’-]{1,2}[^\W\d_]+\.?){0,3}")
_RULED = re.compile(r"[-_=*~+.|\s]{3,}")
_ELIDED = re.compile(r"\.{2,6}|(?:\. ){2,5}\.")
"""Dots for rows that are not printed; a longer row of dots is a rule."""
_NAMES_A_PART = frozenset({"ref", "designators", "part-number", "internal-number"})
_OF_PARTIES = frozenset({"manufacturer", "supplier", "alternate", "may name a party"})


@dataclass(slots=True)
class Asides:
    """What was met so far below the header; `takes` says of each row whether it is no part."""

    bill: Bill
    sheet: str
    header: Header
    titles: TableRow
    above: list[Mapping[int, str]] = field(default_factory=list)
    """The cells of the parts so far."""
    since: int = 0
    """From which of these on the next sum may count."""

    def takes(self, row: TableRow) -> bool:
        """Whether the row is no part; it is told if it says something."""
        cells = {index: cell for index, cell in enumerate(row.cells) if cell}
        if all(_RULED.fullmatch(cell) or _ELIDED.fullmatch(cell) for cell in cells.values()):
            if any(_ELIDED.fullmatch(cell) for cell in cells.values()):
                self.bill.names(f"row {row.number}", "dots that stand for rows", "")
                return self._told(row, "table.elided", "holds dots that stand for other rows")
            return True
        if self._is_header(cells):
            return self._told(row, "table.header.again", "is the header again")
        if row.number == self.titles.number + 1 and _are_units(cells, self.header.meanings):
            return self._told(row, "table.units", "gives the units of the columns")
        if self._is_sum(row, cells):
            return True
        if _is_signed(cells):
            said = " ".join(cells.values())
            self.bill.beside.append(Beside(f"row {row.number}", said, "remark"))
            return self._told(row, "table.signed", "says who made the list, or that it ends,")
        if _is_of_tool(cells):
            self.bill.beside.append(Beside(f"row {row.number}", " ".join(cells.values()), "remark"))
            return self._told(row, "table.tool", "says what the program counted or read,")
        self.above.append(cells)
        return False

    def _is_header(self, cells: Mapping[int, str]) -> bool:
        """Whether every cell is a title, two of them those of columns that are read."""
        known = 0
        for index, cell in cells.items():
            title = self.titles.cells[index] if index < len(self.titles.cells) else None
            meaning = self.header.meanings.get(index)
            if title is not None and plain(title) == plain(cell):
                known += meaning is not None and meaning != "ignore"
            elif meaning is not None and meaning in (said := meanings(cell)) and len(said) == 1:
                known += meaning != "ignore"
            elif not meanings(cell):
                return False
        return known >= 2

    def _is_sum(self, row: TableRow, cells: Mapping[int, str]) -> bool:
        words = [index for index, cell in cells.items() if plain(cell) in row_words("total")]
        if not words:
            return False
        beside = {index: cell for index, cell in cells.items() if index not in words}
        means = self.header.meanings
        plainly = (
            beside
            and all(_is_number(cell) and means.get(index) not in _NAMES_A_PART for index, cell in beside.items())
            and not any(means.get(index) in _OF_PARTIES for index in words)
        )
        if plainly:
            self._told(row, "table.total", f"is a sum ({cells[words[0]]})")
            self._check(row, beside)
            self.since = len(self.above)
            return True
        if words[0] == min(cells):
            message = f"Row {row.number} begins with {cells[words[0]]!r} and may be a sum; it is kept as a part."
            step = "Take it out of the table if it is one."
            self.bill.findings.add("table.total.unsure", message, self._place(row), step, "warning")
        return False

    def _check(self, row: TableRow, beside: Mapping[int, str]) -> None:
        """Tell a sum that the rows above do not come to: of quantities, else in none of the columns that it has."""
        at = self._at("quantity")
        columns = {at: beside[at]} if at is not None and _readings(beside.get(at, "")) else beside
        if any(self._comes_to(column, cell) for column, cell in columns.items()):
            return
        message = (
            f"Row {row.number} gives {' and '.join(columns.values())} as a sum; the rows above do not come to it."
        )
        step = "See whether rows are missing, filtered or hidden; the list is not complete until then."
        self.bill.findings.add("table.total.differs", message, self._place(row), step, "warning")
        self.bill.names(f"row {row.number}", "a sum that the rows above it do not come to", "")

    def _comes_to(self, column: int, written: str) -> bool:
        """Whether a cell is the sum of its column, of all rows or of those since the last sum, or their number.

        A quantity that is no number may be any; in another column it is none.
        """
        said, quantity = _readings(written), column == self._at("quantity")
        for begin in {0, self.since}:
            its = self.above[begin:]
            texts = [cells[column] for cells in its if column in cells]
            for way, value in said.items():
                each = [_readings(text).get(way) for text in texts]
                numbers = [one for one in each if one is not None]
                if (quantity and None in each) or value in (round(sum(numbers), 6), len(its)):
                    return True
        return False

    def _at(self, meaning: str) -> int | None:
        return next((index for index, each in self.header.meanings.items() if each == meaning), None)

    def _told(self, row: TableRow, code: str, what: str) -> bool:
        step = "Say in the table what it is if it is a part."
        message = f"Row {row.number} {what} and is no part."
        self.bill.findings.add(code, message, self._place(row), step, "note")
        return True

    def _place(self, row: TableRow) -> Place:
        return Place(self.bill.file, cell_name(self.sheet, 0, row.number))


def _is_signed(cells: Mapping[int, str]) -> bool:
    """Whether every cell is a word for who made, checked or printed a list and when, or what stands behind one."""
    labelled = False
    for cell in cells.values():
        label, value = _labelled(unicodedata.normalize("NFKC", cell))
        if label and plain(label) not in row_words("signed"):
            return False
        labelled = labelled or bool(label)
        if not labelled or (value and not _signs(value)):
            return False
    return True


def _is_of_tool(cells: Mapping[int, str]) -> bool:
    """Whether a row is a label that a program writes, with its colon, and at most one value."""
    first, *rest = (unicodedata.normalize("NFKC", cells[index]) for index in sorted(cells))
    label, colon, value = first.partition(":")
    values = [each for each in (value.strip(), *rest) if each]
    return bool(colon) and len(values) <= 1 and plain(label) in row_words("tool")


def _labelled(cell: str) -> tuple[str, str]:
    """A cell as a label and what stands behind it; without a label where it has none."""
    if plain(cell) in row_words("signed"):
        return cell, ""
    if dated := _DATED.fullmatch(cell):
        return dated[1], dated[2]
    label, colon, value = cell.partition(":")
    return (label, value.strip()) if colon else ("", cell)


def _signs(value: str) -> bool:
    """Whether a text is a day, or may be a person: a few words without a figure, none of them that of a part."""
    if _DAY.fullmatch(value):
        return True
    return _PERSON.fullmatch(value) is not None and type_called(value) is None and not meanings(value)


def _are_units(cells: Mapping[int, str], means: Mapping[int, str]) -> bool:
    """Whether every cell is a unit, or in brackets, and none stands where a part is named."""
    return all(
        (plain(cell) in row_words("unit") or re.fullmatch(r"[\[(（][^\])）]{0,12}[\])）]", cell) is not None)
        and means.get(index) not in _NAMES_A_PART
        for index, cell in cells.items()
    )


def _is_number(cell: str) -> bool:
    text = _MONEY.sub("", cell).strip()
    parts = text.split()
    if len(parts) > 1 and plain(parts[-1]) in row_words("unit"):
        text = " ".join(parts[:-1])
    return not text or _NUMBER.fullmatch(text) is not None or plain(text) in row_words("unit")


def _readings(cell: str) -> dict[str, float]:
    """A number as it reads with a decimal point and with a decimal comma."""
    text = re.sub(r"[^\d.,-]", "", cell)
    found = {}
    for way, thousands, decimal in (("point", ",", "."), ("comma", ".", ",")):
        try:
            found[way] = round(float(text.replace(thousands, "").replace(decimal, ".")), 6)
        except ValueError:
            continue
    return found
