"""Rows of a circuit board: what has a place on it and a land pattern is a thing that is soldered there.

Rule: only a row that states both says so, and only where no word of it speaks of software; it is told how many did.
"""

from __future__ import annotations

from collections.abc import Mapping

from pratique.errors import Place
from pratique.items.bill import Bill
from pratique.patterns import regex

_NO_PATTERN = frozenset({"~", "-", "--", "n/a", "na", "none", "virtual", "no footprint", "tbd", "?"})
_SOFTWARE = regex(
    r"firmware|software|bootloader|\bapps?\b|\bimage\b|\bbinary\b|\bscript\b|\blicen[cs]e|\bprogram\b|\bstack\b|\bsdk\b|\bos\b"
    r"|固件|软件|軟體|程序|ファーム|ソフト|прошивка|logiciel|micrologiciel",
    2,  # re.IGNORECASE
)
_SAYING = ("name", "value", "description", "part-number", "designators", "footprint")


def is_placed(texts: Mapping[str, str]) -> bool:
    """What a row says by meaning -> whether it is a thing placed on a board: designators and a footprint.

    >>> is_placed({"designators": "U1", "footprint": "QFN-48"}), is_placed({"designators": "U1"})
    (True, False)
    """
    pattern = texts.get("footprint", "").strip().casefold()
    if "designators" not in texts or not pattern or pattern in _NO_PATTERN:
        return False
    return not any(_SOFTWARE.search(texts.get(each, "")) for each in _SAYING)


def tell_placed(count: int, bill: Bill, sheet: str) -> None:
    """One note of how many rows were read as hardware so."""
    if count:
        which = "1 row has" if count == 1 else f"{count} rows have"
        bill.findings.add(
            "table.placed",
            f"{which} a place on the board and a footprint, and {'is' if count == 1 else 'are'} read as hardware.",
            Place(bill.file, sheet or None),
            "Say type in the column mapping where one is not.",
            "note",
        )
