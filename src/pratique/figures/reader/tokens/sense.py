"""What the words before a number make of it: exact, about, more than, at least, nearly.

Rule: only words right before it count, and the last of them decides whether there is anything to look for.
"""

from __future__ import annotations

import re

from pratique.figures.entry import Sense

_SENSES: tuple[tuple[Sense, str], ...] = (
    (
        "under",
        r"nearly|almost|close to|neared|nearing|approach(?:ed|ing|es)|just under|just below|"
        r"under|less than|fewer than|at most|no(?:t)? (?:more|higher|greater) than"
        r"|not quite|up to|below|最多|至多|不多于|接近|将近|近|不到|不足|逼近|低于",
    ),
    (
        "over",
        r"not? (?:less|fewer) than|just over|well over|over|more than|topp?(?:ed|ing)|"
        r"exceed(?:s|ed|ing)?|surpass(?:ed|es|ing)?|at least|above|beyond"
        r"|pass(?:ed|ing)|cross(?:ed|ing)|upwards of|in excess of|"
        r"超过了|突破了|超出了|超过|超|逾|突破|高于|多达|不少于|至少|超出",
    ),
    (
        "about",
        r"about|some|around|roughly|approximately|approx\.?|circa|an estimated|estimated|大约|"
        r"大概|约|约为|接近于",
    ),
)
_SENSE = re.compile(
    "(?:" + "|".join(f"(?P<{sense}>{words})" for sense, words in _SENSES) + r")(?:\s(?:by|a|the))?\s*$", re.IGNORECASE
)

_LAST_WORD = re.compile(r"([A-Za-z]+|[\u3400-\u9fff])\.?(?:\s(?:by|a|the))?\s*$")

_SENSE_ENDS = frozenset((
    "nearly", "almost", "to", "neared", "nearing", "approach", "approached", "approaching", "approaches",
    "under", "below", "than", "quite", "up", "most", "over", "topped", "topping", "exceed", "exceeds", "exceeded",
    "exceeding", "surpass", "surpassed", "surpasses", "surpassing", "least", "above", "beyond", "passed",
    "passing", "crossed", "crossing", "of", "about", "some", "around", "roughly", "approximately", "approx",
    "circa", "estimated", "近", "到", "足", "多", "约", "于", "过", "超", "逾", "破", "达", "少", "出", "概",
    "为", "了",
))  # fmt: skip


def find_sense(text: str, start: int | None) -> Sense:
    """What the words right before an offset (default: the end) make of the number there."""
    start = len(text) if start is None else start
    last = _LAST_WORD.search(text, max(0, start - 24), start)
    if last is None or last[1].lower() not in _SENSE_ENDS:
        return "exact"
    match = _SENSE.search(text, max(0, start - 24), start)
    if match is None:
        return "exact"
    head = match.start()
    if head and text[head - 1].isascii() and text[head - 1].isalpha() and match.group()[0].isascii():
        return "exact"
    return match.lastgroup  # type: ignore[return-value]
