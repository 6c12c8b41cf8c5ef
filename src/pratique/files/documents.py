"""JSON, TOML and XML documents, read strictly.

Rule: a key that stands twice is refused, since nobody can know which is meant; depth, whole numbers and keys are
bounded before they can cost anything; entities and document types are refused. Whatever a parser raises becomes a
finding.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import msgspec

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files.regular import check_utf8, decode_text, refusal, wide_encoding, wide_refusal
from pratique.patterns import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_DEPTH = 200
"""Deepest nesting accepted in a JSON, TOML or XML document."""
LARGEST = 10**100
"""The largest whole number that a document may hold."""
BLANKS = b" \t\n\r"
_LONG_NUMBER = regex(rb"\d{100}")
_DOTTED = regex(rf"""(?m)(?:^|[\[{{,])[ \t]*(?:[\w"'-]+[ \t]*\.[ \t]*){{{MAX_DEPTH}}}""")
"""A key of more parts than tables may be nested."""


def load_json(data: bytes, place: Place, repeats: bool = False) -> Any:
    """The value of a JSON document (UTF-8 or UTF-16, with or without byte-order mark).

    Raises `InvalidInput`: `json.syntax` with line and column, `json.depth` beyond `MAX_DEPTH`, `json.number`,
    `file.encoding`, and `json.duplicate` for every key that an object repeats, unless `repeats` are allowed.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    elif (wide := wide_encoding(data)) is not None:
        raise wide_refusal(wide, place)
    elif data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = decode_text(data, place).encode("utf-8", "surrogatepass")
    check_utf8(data, place)
    try:
        value = msgspec.json.decode(data)
        if data.count(b"[") + data.count(b"{") > MAX_DEPTH and _is_deeper(value, MAX_DEPTH):
            raise RecursionError
    except RecursionError as error:
        message = f"The JSON document is nested deeper than {MAX_DEPTH} levels."
        raise refusal("json.depth", message, place, "Flatten it.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidInput([json_syntax_finding(data, str(error), place)]) from error
    findings = Findings()
    if not repeats and _may_repeat(data, value):
        for key in repeated_keys(data):
            message = f"The key {key!r} stands twice in one object."
            findings.add("json.duplicate", message, place, "Keep the one that is meant.", value=key)
    if _LONG_NUMBER.search(data) and _has_long_number(value):
        findings.add("json.number", "A number has more than a hundred digits.", place, "Correct it.")
    findings.refuse()
    return value


def decoded(data: bytes | str | msgspec.Raw) -> Any:
    """The value of a JSON text that was read before, whatever numbers it holds: one that is none here stays a text.

    What a reader takes record by record may hold, where nobody reads it, a number that is out of all range.
    """
    try:
        return msgspec.json.decode(data)
    except msgspec.ValidationError:  # well-formed, and not to be held
        return json.loads(bytes(data) if isinstance(data, msgspec.Raw) else data, parse_float=str, parse_int=str)


def whole_text(element: Element) -> str:
    """All text in an element of XML: what stands beside or in an element inside it is part of it."""
    return (element.text or "").strip() if not len(element) else "".join(element.itertext()).strip()


def json_syntax_finding(data: bytes, error: str, place: Place) -> Finding:
    """A finding for a JSON syntax error, with line and column taken from msgspec's byte offset."""
    digits = "".join(ch for ch in error.rpartition("byte")[2] if ch.isdigit())
    offset = min(int(digits), len(data)) if digits else len(data)
    head = data[:offset]
    line = head.count(b"\n") + 1
    column = offset - (head.rfind(b"\n") + 1) + 1
    return Finding(
        "json.syntax",
        f"This is not JSON: {error.rstrip('.')}.",
        Place(place.file, line=line, column=column, offset=offset),
        "The file may be truncated; write it again.",
    )


def _is_deeper(value: Any, levels: int) -> bool:
    """Whether lists and objects stand in one another more than `levels` deep; each level is looked at as a whole."""
    level = [value] if type(value) in (list, dict) else []
    for _ in range(levels):
        if not level:
            return False
        held = chain.from_iterable(each.values() if type(each) is dict else each for each in level)
        level = [each for each in held if type(each) is list or type(each) is dict]
    return bool(level)


def _has_long_number(value: object) -> bool:
    level: list[object] = [value]
    while level:
        if any(isinstance(each, int) and abs(each) > LARGEST for each in level):
            return True
        level = [inner for each in level for inner in _inner(each)]
    return False


def count_keys(text: bytes) -> int:
    """The number of `":` in a JSON text, blanks apart."""
    return text.translate(None, BLANKS).count(b'":')


def _may_repeat(data: bytes, value: Any) -> bool:
    """Whether some object may repeat a key: what was decoded, written again, has fewer keys than the text.

    An escape could hide a key, so a text with one is walked.
    """
    if b"\\u" in data:
        return True
    return count_keys(msgspec.json.encode(value)) != count_keys(data)


def repeated_keys(text: bytes) -> Sequence[str]:
    """The keys that some object in this JSON text repeats, at any depth, in order of discovery.

    A text nested too deeply to be walked gives none: it is refused elsewhere.
    """
    repeated: dict[str, None] = {}

    def look(pairs: list[tuple[str, Any]]) -> None:
        if len({key for key, _ in pairs}) == len(pairs):
            return
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                repeated[key] = None
            seen.add(key)

    try:
        json.loads(text, object_pairs_hook=look)
    except (ValueError, RecursionError):
        return ()
    return tuple(repeated)


def load_toml(text: str, place: Place) -> dict[str, Any]:
    """The tables of a TOML text.

    Raises `InvalidInput`: `toml.syntax` with line and column, `toml.value`, `toml.depth`, `toml.number`.
    """
    findings = Findings()
    try:
        if _DOTTED.search(text):  # the parser's time grows with the square of their number
            raise RecursionError
        found = tomllib.loads(text)
        refuse_excess(found, place)
        return found
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        line, column = _position(message, text)
        findings.add(
            "toml.syntax",
            f"This is not TOML: {message}.",
            Place(place.file, line=line, column=column),
            "Mend the line; a key can stand only once in a table.",
        )
    except ValueError as error:  # a number with thousands of digits
        findings.add("toml.value", f"A value cannot be read: {error}.", place, "Correct it.")
    except RecursionError:
        findings.add("toml.depth", "The document is nested too deeply.", place, "Flatten it.")
    findings.refuse()
    raise AssertionError("refused above")


def _position(message: str, text: str) -> tuple[int | None, int | None]:
    found = re.search(r"at line (\d+), column (\d+)", message)
    if found:
        return int(found[1]), int(found[2])
    return (text.count("\n") + 1, None) if "end of document" in message else (None, None)


def refuse_excess(raw: Any, place: Place) -> None:
    """Raise InvalidInput for data nested deeper than `MAX_DEPTH` (dotted TOML keys nest without a limit) and for
    whole numbers that are longer than any quantity.
    """
    level = [raw]
    for _ in range(MAX_DEPTH):
        level = [inner for each in level for inner in _inner(each)]
        if any(isinstance(each, int) and abs(each) > LARGEST for each in level):
            raise refusal("dossier.number", "A number has more than a hundred digits.", place, "Correct it.")
        if not level:
            return
    message = f"The document is nested deeper than {MAX_DEPTH} levels."
    raise refusal("dossier.depth", message, place, "Flatten it.")


def _inner(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def tables_of(table: Any, name: str, place: Place, findings: Findings) -> Iterator[tuple[int, dict[str, Any]]]:
    """The tables of the array `name`, each with its number; whatever is no table there is a finding."""
    rows = table.get(name, []) if isinstance(table, dict) else None
    if not isinstance(rows, list):
        findings.add("document.shape", f"{name} is no array of tables.", place, f"Write [[{name}]].")
        return
    for number, row in enumerate(rows):
        if isinstance(row, dict):
            yield number, row
        else:
            spot = Place(place.file, f"{name}/{number}")
            findings.add("document.shape", f"{name} {number + 1} is no table.", spot, f"Write [[{name}]].")


def local_name(element: Element) -> str:
    """The name of an XML element without its namespace; "" of a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def load_xml(data: bytes, place: Place) -> Element:
    """The root element of an XML document without DTD and entities.

    Raises `InvalidInput` (`xml.syntax`, `xml.entities`, and `xml.depth` beyond `MAX_DEPTH` levels).
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise xml_entities(place) from error
    except (ParseError, ValueError, LookupError) as error:
        raise InvalidInput([xml_syntax_finding(error, place)]) from error
    level = [root]
    for _ in range(MAX_DEPTH):
        level = list(chain.from_iterable(level))
    if level:
        message = f"The XML document is nested deeper than {MAX_DEPTH} levels."
        raise refusal("xml.depth", message, place, "Flatten it.")
    return root


def xml_entities(place: Place) -> InvalidInput:
    """The refusal of a document type or entities."""
    message = "The XML document declares a DTD or entities, which are refused."
    return refusal("xml.entities", message, place, "Export it without a document type declaration.")


def xml_syntax_finding(error: Exception, place: Place, kept: str = "") -> Finding:
    """A finding for what an XML parser raised, with its place; `kept` says what was read before it."""
    line, column = getattr(error, "position", None) or (None, None)
    message = f"This is not well-formed XML: {error}." + (f" {kept}" if kept else "")
    step = "The file may be truncated; export it again."
    return Finding("xml.syntax", message, Place(place.file, line=line, column=column), step)
