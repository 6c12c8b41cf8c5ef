"""Numbers written with other marks than English and Chinese use, made plain at the same length.

Rule: blanks between groups of three digits (`41 425`) are commas wherever they stand; points between groups and
commas before decimals (`1.234.567`, `1.234,5`, `4,4`) are read so in a text that shows that it counts in this way:
by a decimal comma before a percent sign or the word for a magnitude, by two points in one number, by both marks in
one, or by two counts of vehicles in thousandths. A text that also shows the English way is left as it is.
Invariant: the length of the text and every offset stay.
"""

from __future__ import annotations

import re

_SPACED = re.compile(r"(?<![\d.,%])(?<![A-Za-z]-)\d{1,3}(?: \d{3})+(?!\d)(?!,\d{3})(?! \d{1,3}\b(?! ?(?:%|per)))")
_AFTER_NUMBER = re.compile(r"\d $")
_AFTER_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d $")
_WORD_BEHIND = re.compile(r"\s?[A-Za-z%\u4e00-\u9fff]")
_MONTH_DAY = re.compile(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? $")
_BIG = r"\s?(?:mil|bil|mln|mn|bn|tri|万|亿)"
_EUROPEAN = re.compile(
    rf"(?<![\d,.])\d{{1,3}},\d{{1,2}}(?=\s?(?:%|per ?cent|pct)|{_BIG})"
    r"|(?<![\d,.])\d{1,3}(?:\.\d{3}){2,}(?![\d.])"
    r"|(?<![\d,.])\d{1,3}(?:\.\d{3})+,\d+"
)
_PIECES = re.compile(r"(?<![\d,.])\d{1,3}\.\d{3}(?= (?:units|vehicles|cars|registrations)\b)")
"""Thousandths of a vehicle: two of them in a text, and its points part groups."""
_ENGLISH = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)(?!,)|(?<![\d.,])\d+\.\d{1,2}(?=\s?(?:%|per ?cent|pct|mil|万))"
)
_GROUPED = re.compile(rf"(?<![\d.,A-Za-z])\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?(?![\d.]\d|\d)(?!{_BIG})")
_DECIMAL = re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d,])")
_TURN = str.maketrans(".,", ",.")


def plain_numerals(text: str) -> str:
    """A folded text with its numbers in the plain way, at the same length.

    >>> plain_numerals("Sales rose 4,4% to 41 425 units, exports to 98.452.")
    'Sales rose 4.4% to 41,425 units, exports to 98,452.'
    """
    english = _ENGLISH.search(text) is not None
    if _SPACED.search(text) is not None:
        whole = text
        text = _SPACED.sub(lambda match: _joined(match, whole), text)
    if english or not (_EUROPEAN.search(text) or len(_PIECES.findall(text)) > 1):
        return text
    text = _GROUPED.sub(lambda match: match.group().translate(_TURN), text)
    return _DECIMAL.sub(lambda match: match.group().translate(_TURN), text)


def _joined(match: re.Match[str], text: str) -> str:
    """A number grouped by blanks, unless it is two: a day and a count, or cells of a table."""
    lead = text[max(0, match.start() - 12) : match.start()]
    if _MONTH_DAY.search(lead) or match.group().startswith("0"):
        return match.group()
    if _AFTER_NUMBER.search(lead) and not (_AFTER_YEAR.search(lead) and _WORD_BEHIND.match(text, match.end())):
        return match.group()
    return match.group().replace(" ", ",")
