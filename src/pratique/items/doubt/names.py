"""Every text by which a bill calls the part of a line: its name, its numbers, what it is described as.

Rule: a part is called the same thing in whatever field it stands, so that nothing that is said of it is held against
its name alone.
"""

from __future__ import annotations

from pratique.items.bill import TABLES, Bill
from pratique.items.doubt.plain import table, text
from pratique.items.lines import Line

OF_A_ROW = ("description", "value", "part-number", "internal-number", "supplier-part-number")
"""Columns of a table by which a part is called, beside its name."""
OF_A_RECORD = ("description", "summary", "software_description")
"""Fields of a record by which a part is called, beside its name."""
LONGEST = 400
"""A longer text is an account of a part and no name (characters)."""


def names_of(bill: Bill, line: Line) -> tuple[str, ...]:
    """A line of a bill -> its name and the other texts by which it is called, each once."""
    record = table(bill.record(line))
    fields = OF_A_ROW if bill.format in TABLES else OF_A_RECORD
    said = (line.name, *(text(record, each) for each in fields))
    return tuple(dict.fromkeys(each for each in said if each.strip() and len(each) <= LONGEST))
