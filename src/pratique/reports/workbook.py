"""A questionnaire as a workbook: one sheet to read and fill in, one hidden that says what it is.

Rule: no text of an input becomes a formula; what may be chosen is a list; what is not to be changed is locked; the
same questionnaire gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pratique.facts.proof import GIVEN_REASONS
from pratique.files.workbooks import saved
from pratique.reports.package import timeless
from pratique.reports.text import clean
from pratique.usecases.missing.groups import Group, in_order
from pratique.usecases.missing.questionnaire import AskedLine, Questionnaire, also_of
from pratique.usecases.missing.recipients import NOBODY
from pratique.usecases.missing.replies import escaped
from pratique.usecases.missing.reply_cells import (
    ANSWER,
    BASIS,
    COLUMNS,
    EXCEPT,
    FIRST_ROW,
    FORMAT,
    GIVEN_BASES,
    HIDDEN,
    LISTS,
    NOTE_SHEET,
    PROVING,
    REASON,
    REMARK,
    REPLIED,
    SECRET,
    SHEET,
    UNTIL,
)

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

_OF_A_HEADING: tuple[tuple[str, tuple[str, ...]], ...] = ((BASIS, GIVEN_BASES), (SECRET, ("yes", "no")))
_OF_A_ROW = ((REASON, GIVEN_REASONS), *_OF_A_HEADING)
"""What may be chosen in the columns of a row."""
WIDTHS = (18, 30, 52, 44, 22, 9, 22, 14, 22, 14, 12, 30, 14)
LONGEST_LIST = 200
"""The longest list (characters) that a validation holds itself; longer ones stand on a sheet of their own."""


def workbook(asked: Questionnaire) -> bytes:
    """The XLSX file."""
    from openpyxl import Workbook as new_workbook

    book = new_workbook()
    sheet = book.active
    sheet.title = SHEET
    _head(sheet, asked)
    lists = _Lists(book, sheet)
    for row, item in enumerate(_rows(asked), FIRST_ROW):
        if isinstance(item, Group):
            _heading(sheet, row, item)
            lists.common(row, _OF_A_HEADING)
        else:
            _row(sheet, row, item)
            lists.offer(f"{ANSWER}{row}", item)
            lists.common(row, _OF_A_ROW)
    _identify(book, asked)
    if asked.note is not None:
        _note(book, asked)
    sheet.protection.sheet = True
    return timeless(saved(book))


def _rows(asked: Questionnaire) -> Iterator[Group | AskedLine]:
    """The rows of the sheet: each group by its heading and its questions, then what stands alone."""
    for item in in_order(len(asked.lines), asked.groups):
        if isinstance(item, Group):
            yield item
        yield from (asked.lines[place] for place in (item.lines if isinstance(item, Group) else (item,)))


def _put(cell: Cell, text: str) -> None:
    """Text that stays text, in this program and in whatever the file is exported to."""
    cell.value = clean(text)
    cell.data_type = "s"
    if cell.value[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True


def _head(sheet: Worksheet, asked: Questionnaire) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    _put(sheet["A1"], _title(asked.recipient))
    _put(
        sheet["A2"],
        "Answer in the yellow cells only; leave the rest as it is. 请仅在黄色单元格中答复，其余内容请勿更改。"
        " An answer holds of every part that its row names; where it does not hold of some, write their "
        "numbers in column M. 答复适用于该行所列的全部零件；如不适用于其中某些零件，请在 M 列填写其序号。",
    )
    _put(sheet["A3"], "Answered by 答复人")
    _put(sheet["A4"], "On (YYYY-MM-DD) 日期")
    _put(sheet["C3"], _documents(asked))
    if asked.provenance:
        _put(sheet["C4"], "; ".join(f"{each.about}: {each.note}" for each in asked.provenance))
    for address in ("B3", "B4"):
        _open_cell(sheet[address], PatternFill("solid", fgColor="FFF9DB"))
    sheet["A1"].font = Font(bold=True, size=13)
    for index, (title, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True), 1):
        cell = sheet.cell(FIRST_ROW - 1, index)
        _put(cell, title)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = f"A{FIRST_ROW}"
    _fit(sheet)
    sheet.print_title_rows = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}"


def _fit(sheet: Worksheet) -> None:
    """A sheet that is printed takes the width of one page, across, with as many pages as its rows need."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _documents(asked: Questionnaire) -> str:
    """The documents that answer several questions at once, with how many."""
    named = [f"{each.name} ({len(each.answers)})" for each in asked.documents if len(each.answers) > 1]
    return f"One document answers several 一份文件可答复多项: {', '.join(named)}" if named else ""


def _title(recipient: str) -> str:
    if recipient == NOBODY:
        return "Questions that still wait for an address / 待确定收件人的问题"
    return f"Questions to {recipient} / 致 {recipient} 的问题"


def _open_cell(cell: Cell, fill: Any) -> None:
    from openpyxl.styles import Protection

    cell.protection = Protection(locked=False)
    cell.fill = fill


def _row(sheet: Worksheet, row: int, line: AskedLine) -> None:
    from openpyxl.styles import Alignment, PatternFill

    for column, text in zip("ABCDF", (line.key, line.about, line.english, line.chinese, line.form), strict=True):
        _put(sheet[f"{column}{row}"], text)
        sheet[f"{column}{row}"].alignment = Alignment(wrap_text=True, vertical="top")
    for column in (*REPLIED, REMARK) if line.also else (*REPLIED[:-1], REMARK):
        _open_cell(sheet[f"{column}{row}"], PatternFill("solid", fgColor="FFF9DB"))
    sheet[f"{EXCEPT}{row}"].number_format = "@"  # "2,3" is a list, in no country a number


def _heading(sheet: Worksheet, row: int, group: Group) -> None:
    """The heading of a group, with the cells in which its document is named once."""
    from openpyxl.styles import Alignment, Font, PatternFill

    for column, text in zip("ABCD", (group.key, group.about, group.english, group.chinese), strict=True):
        _put(sheet[f"{column}{row}"], text)
    for at in range(1, len(COLUMNS) + 1):  # `sheet[row]` looks for the last column in every cell of the sheet
        cell = sheet.cell(row, at)
        cell.fill, cell.font = PatternFill("solid", fgColor="E8EEF4"), Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column in (*PROVING, REMARK):
        _open_cell(sheet[f"{column}{row}"], PatternFill("solid", fgColor="FFF9DB"))


def _hold(validation: DataValidation, address: str) -> None:
    """A cell that a validation has not: its own `add` would look for it among all that it has."""
    from openpyxl.worksheet.cell_range import CellRange

    validation.sqref.ranges.add(CellRange(address))


class _Lists:
    """What may be chosen, each list once."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self.book = book
        self.sheet = sheet
        self.made: dict[tuple[str, ...], Any] = {}

    def offer(self, address: str, line: AskedLine) -> None:
        if line.kind in ("yes/no", "choice"):
            _hold(self._validation(line.choices), address)
        elif line.kind == "date":
            _hold(self._dates(), address)

    def common(self, row: int, offered: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        for column, values in offered:
            _hold(self._validation(values), f"{column}{row}")
        _hold(self._dates(), f"{UNTIL}{row}")

    def _validation(self, values: tuple[str, ...]) -> Any:
        from openpyxl.worksheet.datavalidation import DataValidation

        if values not in self.made:
            text = ",".join(values)
            formula = f'"{text}"' if len(text) <= LONGEST_LIST else self._listed(values)
            self.made[values] = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
            self.sheet.add_data_validation(self.made[values])
        return self.made[values]

    def _dates(self) -> Any:
        from openpyxl.worksheet.datavalidation import DataValidation

        if () not in self.made:
            self.made[()] = DataValidation(
                type="date", operator="greaterThan", formula1="29221", allow_blank=True, showErrorMessage=True
            )
            self.sheet.add_data_validation(self.made[()])
        return self.made[()]

    def _listed(self, values: tuple[str, ...]) -> str:
        if LISTS not in self.book.sheetnames:
            self.book.create_sheet(LISTS).sheet_state = "hidden"
        sheet = self.book[LISTS]
        column = sheet.max_column + 1 if sheet["A1"].value is not None else 1
        for row, value in enumerate(values, 1):
            _put(sheet.cell(row, column), value)
        letter = sheet.cell(1, column).column_letter
        return f"{LISTS}!${letter}$1:${letter}${len(values)}"


def _identify(book: Workbook, asked: Questionnaire) -> None:
    sheet = book.create_sheet(HIDDEN)
    sheet.sheet_state = "veryHidden"
    head = (
        ("format", FORMAT),
        ("dossier", asked.dossier),
        ("law book", asked.law_book),
        ("recipient", asked.recipient),
        ("identifier", asked.identifier),
        ("accepted by", asked.accepted_by or ""),
    )
    asks = ((line.key, line.entity, line.fact, line.shown, line.part, also_of(line.also)) for line in asked.lines)
    rows = [*head, *asks, *asked.headings, ("mark", asked.mark)]
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = escaped(text)
            cell.data_type = "s"
    sheet.protection.sheet = True


def _note(book: Workbook, asked: Questionnaire) -> None:
    from openpyxl.styles import Alignment

    assert asked.note is not None
    sheet = book.create_sheet(NOTE_SHEET, 0)
    sheet.column_dimensions["A"].width = 100
    accepted = f"Sent with this note; accepted by {asked.accepted_by}." if asked.accepted_by else ""
    for row, text in enumerate((asked.conflict, *asked.note, accepted), 1):
        if text:
            _put(sheet[f"A{row}"], text)
            sheet[f"A{row}"].alignment = Alignment(wrap_text=True, vertical="top")
    book.active = 0
