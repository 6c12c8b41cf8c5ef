"""Reading a bill of materials of whatever format: detected from its content, never from its name.

Rule: a file that cannot be read at all raises `InvalidInput`; whatever can be read is read to its end, with every
finding kept in `Bill.findings`. Python's cyclic collector rests meanwhile: nothing made here is in a cycle.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import msgspec

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files import check_utf8, decode_text, json_syntax_finding, read_bytes, wide_encoding, wide_refusal
from pratique.files.collector import collector_paused
from pratique.items.bill import Bill
from pratique.items.json.records import ABSENT
from pratique.items.tables.cells import TableRow
from pratique.items.tables.read import Columns, read_csv, read_sheet, read_xlsx
from pratique.items.wrapped import tell, unwrapped

_OLE = b"\xd0\xcf\x11\xe0"
BOM = b"\xef\xbb\xbf"


def read_bill(source: str | Path | bytes, columns: Columns | None = None, name: str | None = None) -> Bill:
    """A file, or bytes that `name` names in findings -> the bill of materials in it, every record a line.

    `columns` declares what the columns of a table mean; it says nothing to the other formats.
    Raises `InvalidInput` where no bill can be read from it.

    >>> pratique.read_bill("aurora/aurora.cdx.json").format
    'CycloneDX JSON'
    """
    file = name or ("bill of materials" if isinstance(source, bytes) else str(source))
    data = source if isinstance(source, bytes) else read_bytes(source)
    with collector_paused():
        bill = _read(data, file, columns)
    if bill.closed:
        from pratique.items.doubt.lines import doubts_of

        doubts_of(bill)
    return bill


UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How a text of two bytes a character begins."""


def is_table(data: bytes) -> bool:
    """Whether a file is a table, by its content: a workbook, or text that is neither JSON nor XML."""
    head = data[:4096]
    if head.startswith(UTF_16):
        head = head.decode("utf-16", errors="ignore").encode()
    head = head.lstrip(BOM).lstrip()
    return data.startswith((b"PK", _OLE)) or not (head.startswith((b"{", b"[", b"<")) or b"\0" in head)


def table_rows(source: str | Path | bytes, name: str | None = None) -> tuple[list[TableRow], str | None]:
    """The rows of the first sheet of a table, a file or bytes that `name` names, that hold anything; its encoding
    where that is not UTF-8.

    Raises `InvalidInput` where it is no table.
    """
    from pratique.items.tables.read import csv_rows_of
    from pratique.items.tables.workbook import rows_of

    findings, data = Findings(), source if isinstance(source, bytes) else read_bytes(source)
    path = name or ("table" if isinstance(source, bytes) else str(source))
    from pratique.files.other_sheets import kind_of
    from pratique.items.tables.other_sheets import rows_of_other

    if (kind := kind_of(data)) is not None:
        rows = list(rows_of_other(data, str(path), kind, None, findings)[1])
    elif data.startswith(b"PK"):
        _refuse_foreign(data, Place(str(path)))
        rows = list(rows_of(data, str(path), None, findings)[1])
    else:
        rows = list(csv_rows_of(data, str(path), Columns(), findings))
    encoding = next((each.value for each in findings if each.code == "table.encoding"), None)
    return [row for row in rows if any(row.cells)], encoding


def _read(data: bytes, file: str, columns: Columns | None) -> Bill:
    place = Place(file)
    if data.startswith(BOM):
        data = data[3:]
    elif (wide := wide_encoding(data)) is not None:
        text = "" if wide == "UTF-32" else data.decode(wide, "replace")
        if text and not text.lstrip().startswith(("<", "{", "[")) and "\ufffd" not in text:
            return read_csv(data, file, columns)
        if not text.lstrip().startswith("<"):  # XML alone announces its encoding without a mark
            raise wide_refusal(wide, place)
        data = text.encode("utf-8", "replace")
    elif data[:2] in (b"\xff\xfe", b"\xfe\xff") and not data.startswith(b"PK"):
        data = decode_text(data, place).encode()
    head = data[:4096].lstrip()
    if head.startswith((b"{", b"[")):
        return _read_json(data, place)
    if head.startswith(b"<"):
        from pratique.items.cyclonedx import xml as cyclonedx_xml

        return cyclonedx_xml.read(_as_declared(data), file)
    if data.startswith(b"PK"):
        _refuse_foreign(data, place)
    if (book := _read_book(data, file, columns)) is not None:
        return book
    if is_spdx_yaml(data):
        from pratique.items.spdx import yaml

        return yaml.read(decode_text(data, place), file)
    if head.startswith((b"SPDXVersion:", b"#")) and (text := decode_text(data, place)):
        from pratique.items.spdx import tag_value

        if tag_value.looks_like_tags(text):
            return tag_value.read(text, file)
    _refuse_foreign(data, place)
    return read_csv(data, file, columns)


def is_spdx_yaml(data: bytes) -> bool:
    """Whether a file is an SPDX document in YAML, by its first lines."""
    from pratique.items.spdx.yaml import looks_like_yaml

    head = data[:8192]
    return b"SPDXID" in head and b"\0" not in head and looks_like_yaml(head.decode("utf-8", "replace"))


def _read_book(data: bytes, file: str, columns: Columns | None) -> Bill | None:
    """The bill in a workbook of any kind; None for a file that is none."""
    from pratique.files.other_sheets import kind_of
    from pratique.files.workbook_notes import notes_of
    from pratique.items.tables.other_sheets import rows_of_other

    if (kind := kind_of(data)) is not None:
        columns, findings = columns or Columns(), Findings()
        sheet, rows = rows_of_other(data, file, kind, columns.sheet, findings)
        return read_sheet((rows, sheet, notes_of(data)), file, kind, findings, columns)
    return read_xlsx(data, file, columns) if data.startswith(b"PK") else None


def _as_declared(data: bytes) -> bytes:
    """An XML document in UTF-8 whose declaration names no wide encoding: what is read here byte by byte is in none.

    The declaration keeps its length, so that places stay where they are.
    """
    return _WIDE.sub(lambda found: found[1] + b" " * len(found[2]), data, count=1)


_WIDE = re.compile(
    rb"""\A(\s*<\?xml\b[^>]*?)(\sencoding\s*=\s*["'](?:utf-?(?:16|32)|ucs-?[24]|unicode)[^"']*["'])""", re.I
)


def _refuse_foreign(data: bytes, place: Place) -> None:
    """Raises `InvalidInput` where a file is known to be something else, saying what."""
    from pratique.items.foreign import foreign_bytes

    if (found := foreign_bytes(data)) is not None:
        message = f"This is {found[0]}, and no bill of materials that is read here."
        raise InvalidInput([Finding("bill.format", message, place, f"{found[1]} {_READ_HERE}")])


_READ_HERE = "Read are CycloneDX, SPDX (JSON, YAML, tag-value), CX-0158-1, CSV, XLSX, XLS, XLSB and ODS."


def _refuse(code: str, message: str, place: Place) -> InvalidInput:
    step = "Give CycloneDX, SPDX (JSON, YAML, tag-value), CX-0158-1, CSV, XLSX, XLS, XLSB or ODS."
    return InvalidInput([Finding(code, message, place, step)])


def _read_json(data: bytes, place: Place) -> Bill:
    check_utf8(data, place)
    try:
        reader = _json_reader(data)
        inner, names = unwrapped(data) if reader is None else (data, ())
        reader = reader or _json_reader(inner)
        if reader is None:
            reader = _cyclonedx_or_refused(inner, names, place)
        return tell(reader(inner, place.file), names)
    except RecursionError as error:
        finding = Finding("json.depth", "The JSON document is nested too deeply.", place, "Flatten it.")
        raise InvalidInput([finding]) from error
    except msgspec.ValidationError as error:
        raise _refuse("bill.format", f"This JSON is no bill of materials: {error}.", place) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidInput([json_syntax_finding(data, str(error), place)]) from error


def _cyclonedx_or_refused(data: bytes, names: tuple[str, ...], place: Place) -> Callable[[bytes, str], Bill]:
    """The reader for a document that may be CycloneDX without saying so; any other is refused by what it is."""
    from pratique.items.cyclonedx import read as cyclonedx
    from pratique.items.json.foreign import foreign

    if (found := foreign(data)) is None:
        return cyclonedx.read
    inside = f", inside {', inside '.join(reversed(names))}" if names else ""
    message = f"This is {found[0]}{inside}, and no bill of materials that is read here."
    raise InvalidInput([Finding("bill.format", message, place, found[1])])


def _json_reader(data: bytes) -> Callable[[bytes, str], Bill] | None:
    """The reader for what a JSON document says it is; None for one that says nothing."""
    from pratique.items.cyclonedx import read as cyclonedx

    if not data.lstrip().startswith(b"{"):
        return None
    head = data[:2048]
    if b'"bomFormat"' in head and not any(mark in head for mark in _WRAPPERS):
        return cyclonedx.read
    marks = msgspec.json.decode(data, type=Marks)
    if (marks.context is not ABSENT and b"openvex" not in bytes(marks.context)) or marks.graph is not ABSENT:
        from pratique.items.spdx import spdx3

        return spdx3.read
    if marks.spdxVersion is not ABSENT:
        from pratique.items.spdx import spdx2

        return spdx2.read
    return None if marks.bomFormat is ABSENT else cyclonedx.read


_WRAPPERS = (b'"predicate', b'"sbom"', b'"payload')


class Marks(msgspec.Struct, rename={"context": "@context", "graph": "@graph"}):
    """The fields by which a JSON document is known."""

    spdxVersion: msgspec.Raw = ABSENT
    bomFormat: msgspec.Raw = ABSENT
    context: msgspec.Raw = ABSENT
    graph: msgspec.Raw = ABSENT
