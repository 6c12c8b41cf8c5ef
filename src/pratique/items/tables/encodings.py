"""In which encoding a table is written that is not UTF-8.

Rule: an encoding is taken where it is the only one that gives the table a header we know, or the only one that can
be; it is always named. Where
two fit, or none, the table is refused with those that could be meant.
"""

from __future__ import annotations

import re

from pratique.errors import Findings, InvalidInput, Place
from pratique.files import decode_text, wide_encoding
from pratique.items.tables.case_words import case_meanings, row_kind
from pratique.items.tables.columns import refusal
from pratique.items.tables.guess import MOST_ABOVE, guess, header_row

CANDIDATES = {
    "gb18030": "GBK",
    "cp932": "Shift-JIS",
    "big5": "Big5",
    "cp1252": "Windows-1252",
    "cp949": "Korean (CP949)",
    "euc_jp": "EUC-JP",
    "cp1251": "Windows-1251",
    "cp1250": "Windows-1250",
}
"""Encodings that spreadsheets of China, Japan, Taiwan, Korea and Europe write, and what they are called."""
BY_HEADER = frozenset({"cp949", "euc_jp", "cp1251", "cp1250"})
"""Of these, the ones that are thought of only where their own letters stand in a header that is known."""
_PAIRS = re.compile(rb"[\x80-\xff]{2}")


def decoded(data: bytes, place: Place, encoding: str | None, findings: Findings) -> str:
    """The text of a table in the `encoding` that is declared, in UTF-8, or in the one candidate that fits.

    Raises `InvalidInput` (`columns.encoding`, `file.encoding`).
    """
    if (wide := wide_encoding(data)) in ("UTF-16-LE", "UTF-16-BE") and encoding is None:
        announced = decode_text(data, place, (wide,))
        _tell(wide, wide.lower(), place, findings)
        return announced
    if encoding is not None and (wide or not encoding.lower().startswith(("utf-16", "utf16"))):  # known by its mark
        return decode_text(data, place, ("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding,))
    try:
        return decode_text(data, place)
    except InvalidInput as broken:
        fitting = {each: text for each in CANDIDATES if (text := _tried(data, each)) is not None}
        if "cp1252" in fitting and not _PAIRS.search(data):
            fitting = {"cp1252": fitting["cp1252"]}  # a letter of two bytes has two that are none of ASCII
        scores = {each: _score(text) for each, text in fitting.items()}
        common = max((score for each, score in scores.items() if each not in BY_HEADER), default=0)
        fitting = {each: text for each, text in fitting.items() if each not in BY_HEADER or scores[each] > common}
        scores = {each: scores[each] for each in fitting}
        best = max(scores.values(), default=0)
        chosen = [each for each, score in scores.items() if score == best]
        heads = {fitting[each] for each in chosen}
        if (best < 2 and len(fitting) != 1) or not fitting or (len(chosen) > 1 and len(heads) > 1):
            names = ", ".join(f"{each} ({CANDIDATES[each]})" for each in fitting)
            step = f"Say which in the column mapping: encoding = one of {names}." if names else "Save it as UTF-8."
            raise refusal("file.encoding", broken.findings[0].message, broken.findings[0].place, step) from broken
    _tell(CANDIDATES[chosen[0]], chosen[0], place, findings)
    return fitting[chosen[0]]


def _tell(name: str, encoding: str, place: Place, findings: Findings) -> None:
    step = f"Say encoding = {encoding!r} in the column mapping, or save it as UTF-8."
    message = f"The table is not UTF-8; it reads as {name}, and is read so."
    findings.add("table.encoding", message, place, step, "warning", encoding)


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _score(text: str) -> int:
    """How many headers are known if the text is read so."""
    lines = [line for line in text.split("\n")[:MOST_ABOVE] if line.strip()]
    rows = [line.strip().replace('"', "").split(max(",;\t|", key=line.count)) for line in lines]
    if not rows:
        return 0
    found = guess(rows[header_row(rows)])
    # A header in plain letters reads the same in each of them, and so does not count.
    head = rows[header_row(rows)]
    of_acts = {index for index, title in enumerate(head) if case_meanings(title) or row_kind(title)}
    return sum(2 if not head[index].isascii() else 0 for index in {*found.sure, *found.unsure, *of_acts}) or (
        1 if text.isascii() else 0
    )
