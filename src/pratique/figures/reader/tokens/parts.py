"""Parts in English words: a third, half of, one in five, nearly half.

Rule: a part is a percentage by its words; what it is a part of is told by what stands beside it (`bind.shares`).
"""

from __future__ import annotations

import re
from fractions import Fraction

from pratique.figures.reader.tokens.digits import exact_digits, plain_number
from pratique.figures.reader.tokens.quantity import Quantity
from pratique.figures.reader.tokens.sense import find_sense

_PART = re.compile(
    r"\b(?:an?|one|two|three|four|by)[ -](half|third|quarter|fifth|sixth|"
    r"seventh|eighth|ninth|tenth)s?\b(?!\s+(?:of\s+)?(?:the\s+)?(?:year|20|month))(?! of an? )",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine)(?: in| out of)(?: every| each)? "
    r"(two|three|four|five|six|seven|eight|nine|ten)\b(?! (?:years?|months?|weeks?|days?|quarters?)\b)",
    re.IGNORECASE,
)
"""`One in three new cars`: a part of a whole, which no word next to it names."""
_HALF_AFTER = re.compile(
    r"(?<=\b(?:[Oo]f|[Ii]n) )(?:that|this|these|those|them|which|total)(?: (?:total|number|figure))?, "
    r"(?:nearly |almost |about |around |over |roughly |just over |just under |more than |less than )*(?P<half>half)\b"
)
"""`Of that, nearly half, 1,441, were`: half of what was just counted."""
_WORDS_TO_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_EXACT_BEHIND = re.compile(r"\s*\((\d+(?:\.\d+)?)(?:%| per ?cent)\)")
"""`a quarter (28.3%)`: the fraction in words, said exactly."""
_HALF_OF = re.compile(
    r"(?<![Ff]irst )(?<![Ss]econd )(?<![Tt]his )(?<![Ll]ast )(?<![Ll]atter )(?<![Oo]ther )(?<!a )(?<!one )"
    r"\bhalf(?= of (?!the year|this year|20\d\d|a ))"
)
_FRACTIONS = "half third quarter fifth sixth seventh eighth ninth tenth"
_PARTS = {name: low for low, name in enumerate(_FRACTIONS.split(), start=2)}
_COUNTS = {"by": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}


_SIGNS = (*_PARTS, *(f"{word} {link}" for word in _WORDS_TO_TEN for link in ("in ", "out of ")))
"""A text without any of these names no part: a cheap test before the patterns."""


def parts_in_words(text: str) -> list[Quantity]:
    """The parts of a folded sentence, as percentages, in no order."""
    low = text.lower()
    found: list[Quantity] = []
    if not any(word in low for word in _SIGNS):
        return found
    for match in _HALF_OF.finditer(text):
        found.append(Quantity(50, 1, "percent", match.start(), match.end(), find_sense(text, match.start())))
    for match in _HALF_AFTER.finditer(text):
        span = match.span("half")
        found.append(Quantity(50, 1, "part", *span, find_sense(text, span[0])))
    for match in _ONE_IN.finditer(text):
        top, bottom = (_WORDS_TO_TEN.index(word.lower()) + 1 for word in match.groups())
        value = plain_number(Fraction(100 * top, bottom))
        found.append(Quantity(value, 1, "part", match.start(), match.end(), find_sense(text, match.start())))
    for match in _PART.finditer(text):
        exact = _EXACT_BEHIND.match(text, match.end())
        if exact is not None:
            value, half = exact_digits(exact[1], 1)
            found.append(Quantity(value, half, "percent", match.start(), exact.end()))
            continue
        top = _COUNTS[re.split(r"[ -]", match.group())[0].lower()]
        value = Fraction(100 * top, _PARTS[match[1].lower()])
        found.append(
            Quantity(plain_number(value), 1, "part", match.start(), match.end(), find_sense(text, match.start()))
        )
    return found
