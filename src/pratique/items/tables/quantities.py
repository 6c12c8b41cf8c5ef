"""What the quantity of a row may be: a number above nothing, with a unit or without.

Rule: a row stays a part whatever its quantity is. One of nothing, one that cannot be read and one that is not the
number of its places are told; one below nothing takes another row back, which nobody here does: the list is open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from pratique.items.bill import Bill
from pratique.items.tables.guess import plain, row_words
from pratique.items.tables.meanings import designators_in

MOST = 10**12
"""More than so many of a part are no quantity."""
TAKEN_BACK = "a row of a quantity below nothing, which takes back what another row lists"
_NUMBER = re.compile(r"([-+−]?)\s*(\d[\d\s.,'’]*)\s*(\D*)")
_NEEDED = frozenset(
    ("a/r", "ar", "as req", "as required", "n. b.", "nach bedarf", "ref", "x", "适量", "按需", "若干", "適量")
)
"""Words by which a row has no quantity of its own."""


def quantity_of(text: str) -> Fraction | None:
    """The quantity that a cell writes, signed, whatever its unit; None where it is none that can be read."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None or (found[3].strip() and plain(found[3]) not in row_words("unit")):
        return None
    digits = re.sub(r"[\s'’]", "", found[2])
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits) is not None
    try:
        number = Fraction(re.sub("[.,]", "", digits) if grouped else digits.replace(",", "."))
    except ValueError:
        return None
    return None if number > MOST else -number if found[1] in ("-", "−") else number


def fault_of(text: str, places: int) -> tuple[str, str] | None:
    """What is wrong with a quantity beside so many places on a board: a code and a sentence, or nothing."""
    if text.casefold().strip() in _NEEDED:
        return None
    number = quantity_of(text)
    if number is None:
        return "table.quantity.unread", f"The quantity {text[:80]!r} is no number of pieces."
    if number <= 0:
        return "table.quantity.none", f"The quantity is {text[:80]}: nothing, or less."
    if places and number != places:
        return "table.quantity", f"The quantity is {text[:80]}, and {places} designators are listed."
    return None


def check_quantity(texts: Mapping[str, str], pointer: str, bill: Bill) -> tuple[str, str] | None:
    """What is wrong with the quantity of a row, where it gives one; one below nothing opens the list."""
    text = texts.get("quantity", "")
    if not text:
        return None
    number = quantity_of(text)
    bill.pieces = None if number is None or bill.pieces is None else bill.pieces + number
    if number is not None and number < 0:
        bill.names(f"{text[:80]} of {texts.get('name') or texts.get('ref') or pointer}", TAKEN_BACK, pointer)
    return fault_of(text, len(list(designators_in(texts.get("designators", "")))))
