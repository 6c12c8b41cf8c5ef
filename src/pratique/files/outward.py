"""The one door out: what a stranger wrote, made harmless for the format that it leaves in.

Rule: one function a format. A control character or a mark that turns the direction of writing is shown as its escape
and never sent, so that no name moves a cursor, hides itself or reads otherwise than it stands; a cell cannot begin a
formula, a text cannot become a link, and what XML cannot hold is not put into it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing; they need no width and change the order in which a text is read."""
_HIDDEN = frozenset("\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb")
"""Characters that cannot be seen and make two texts that look alike differ."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet takes for a formula, in their full-width forms too."""
_NUMBER = re.compile(r"[+-]?(?:\d[\d,_ ]*)?\.?\d+(?:[eE][+-]?\d+)?%?")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$])")
_LINKING = re.compile(r"(?i)(www)(\.)|((?:https?|ftp|mailto|xmpp)(?=:))(:)")
_EMBEDDED = re.compile(r"([\\\[\]])")


def is_harmless(ch: str) -> bool:
    """Whether a character can be sent as it is: it prints something, and nothing else happens."""
    return ch.isprintable() and ch not in _BIDI and ch not in _HIDDEN and unicodedata.category(ch) != "Cf"


def _escaped(ch: str) -> str:
    return ch.encode("unicode_escape").decode() if ord(ch) > 0x7E or ord(ch) < 0x20 or ord(ch) == 0x7F else ch


def for_terminal(text: str) -> str:
    """Lines for a terminal: everything but line breaks that is not harmless is shown as its escape."""
    return _with_escapes(text, "\n")


def _with_escapes(text: str, kept: str) -> str:
    """The text with what is neither harmless nor among the characters kept as escapes; each is looked at once."""
    if text.isascii() and text.isprintable():
        return text  # nearly all
    strange = {ord(ch): _escaped(ch) for ch in set(text) if ch not in kept and not is_harmless(ch)}
    return text.translate(strange) if strange else text


def for_line(text: str) -> str:
    """One value within a line, of any format that shows text: breaks become blanks, the rest as `for_terminal`."""
    return for_terminal(" ".join(text.split()))


def guarded(text: str) -> str:
    """A cell that no spreadsheet runs: what it takes for a formula begins with an apostrophe; see `unguarded`."""
    return "'" + text if _runs(text) or (text[:1] == "'" and _runs(text.lstrip("'"))) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text[:1] == "'" and _runs(text.lstrip("'")) else text


def _runs(text: str) -> bool:
    lead = text.lstrip(" \u00a0\u3000")
    return lead.startswith(_FORMULA) and not _NUMBER.fullmatch(lead)


def for_cell(text: str) -> str:
    """One cell of a CSV file or a workbook, guarded, with what is not harmless as escapes."""
    return guarded(_with_escapes(text, "\n\t"))


def for_markdown(text: str) -> str:
    """One value in Markdown: no mark, link, address or mention of it is live."""
    shown = _MARKDOWN.sub(r"\\\1", for_line(text))
    shown = _LINKING.sub(r"\1\3\\\2\4", shown)
    # A mention is looked for in the text that is left once escapes are gone, so that only a break in it helps.
    return shown.replace("@", "@<!-- -->")


def for_json(data: bytes) -> bytes:
    """A JSON text that says the same: characters that are not harmless can only stand in its strings, as escapes."""
    if data.isascii() and b"\x7f" not in data:
        return data
    text = data.decode()
    strange = {ord(ch): _in_json(ch) for ch in set(text) if ch not in "\n\t" and not is_harmless(ch)}
    return text.translate(strange).encode() if strange else data


def for_pack(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a pack by name, those that are JSON as `for_json`, before anything is hashed."""
    return {name: for_json(data) if name.endswith(".json") else data for name, data in files.items()}


def _in_json(ch: str) -> str:
    units = ch.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def for_sarif(text: str) -> str:
    """One value in a message of SARIF: no embedded link, which is written `[text](target)`."""
    return _EMBEDDED.sub(r"\\\1", for_line(text))


def for_markup(text: str) -> str:
    """One value in HTML or SVG that is written as text: harmless, and with every mark of markup escaped."""
    from html import escape  # it brings the two thousand names of HTML along

    return escape(for_line(text))


def for_xml(text: str) -> str:
    """One value in a document of XML parts (DOCX, XLSX, SVG): nothing that XML cannot hold."""
    return for_line(text)
