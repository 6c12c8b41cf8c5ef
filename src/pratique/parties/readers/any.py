"""One way in: find out what a file is, and read it.

Rule: the content decides, not the name of the file. What cannot be told is refused with what was looked for; a file
that breaks off gives what came before it and a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files import decode_text, load_json, read_bytes, wide_encoding, wide_refusal
from pratique.files.sheets import is_workbook, sheet_texts
from pratique.parties.holdings import Claim, Provenance
from pratique.parties.misprints import opened_by_numbers
from pratique.parties.readers.remarks import holes_beside
from pratique.parties.readers.stakes import are_stakes, header_of, read_stakes
from pratique.parties.readers.stakes_columns import COLUMNS, KINDS
from pratique.parties.registry import Registry, merge_registries
from pratique.patterns import regex

if TYPE_CHECKING:
    from pratique.parties.readers.gleif import Record

_FORMATS = (
    "BODS (JSON or JSON lines), GLEIF (XML, CSV, golden copy and API JSON), FollowTheMoney (JSON lines), Companies "
    "House PSC snapshots, a stored graph, a CSV of stakes (see `pratique own --help`) whose columns are among "
    f"{', '.join(COLUMNS)} and whose kind is one of {', '.join(KINDS)}"
)


def read_registry(path: str | Path) -> Registry:
    """The claims and findings of one file of ownership data.

    Raises `InvalidInput` where the file cannot be read at all or is none of the known formats.
    """
    source = Path(path).name
    findings = Findings()
    claims = tuple(read_claims(read_bytes(path), source, findings))
    return Registry(claims, tuple(findings), (source,))


def read_registries(paths: Iterable[str | Path]) -> Registry:
    """Several files as one registry. Raises `InvalidInput` with the findings of every file that cannot be read."""
    parts, failures = [], Findings()
    for path in paths:
        try:
            parts.append(read_registry(path))
        except InvalidInput as error:
            failures.extend(error.findings)
    failures.refuse()
    return merge_registries(parts)


def read_claims(data: bytes, source: str, findings: Findings) -> Iterator[Claim]:
    """The claims in the bytes of one file, whatever known format it has; `source` names it."""
    before, count = len(findings), 0
    for claim in opened_by_numbers(_claims(data, source, findings), findings):
        count += 1
        yield claim
    if not count and len(findings) == before:
        # An export that went wrong looks like this: whoever it should have spoken of is open.
        step = "Leave it out if it should be empty; until then it may have been about anybody."
        findings.add("registry.empty", f"{source} holds no record.", Place(source), step, "warning")


def _claims(data: bytes, source: str, findings: Findings) -> Iterator[Claim]:
    if is_workbook(data):
        yield from _workbook(data, source, findings)
        return
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = decode_text(data, Place(source)).lstrip("\ufeff")
        # XML says its encoding itself.
        data = data if text.lstrip().startswith("<") else text.encode("utf-8", "surrogatepass")
    head = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    if head[:1] == b"<":
        from pratique.parties.readers.gleif_xml import read_gleif_xml

        yield from _gleif(read_gleif_xml(data, source, findings), findings)
    elif head[:1] in (b"[", b"{"):
        yield from _json(data, source, findings)
    else:
        yield from _csv(data, source, findings)


def _gleif(records: Iterator[Record], findings: Findings) -> Iterator[Claim]:
    from pratique.parties.readers.gleif import gleif_claims

    for record in records:
        yield from gleif_claims(record, findings)


def _json(data: bytes, source: str, findings: Findings) -> Iterator[Claim]:
    # A reader is loaded for the files that it reads: one brings a parser of XML along.
    from pratique.parties.readers.bods import read_bods
    from pratique.parties.readers.ftm import read_ftm
    from pratique.parties.readers.gleif_golden import is_golden, read_gleif_golden
    from pratique.parties.readers.gleif_json import read_gleif_json
    from pratique.parties.readers.psc import is_psc, is_psc_answer, read_psc

    lines = _lines(data, source)
    document: Any = lines if lines is not None else load_json(data, Place(source))
    match document:
        case [{"schema": _, "properties": _}, *_]:
            one_a_line = data if lines is not None else b"\n".join(msgspec.json.encode(each) for each in document)
            yield from read_ftm(one_a_line, source, findings)
        case {"schema": _, "properties": _}:
            yield from read_ftm(data.replace(b"\n", b" "), source, findings)
        case [first, *_] if is_psc(first):
            one_a_line = data if lines is not None else b"\n".join(msgspec.json.encode(each) for each in document)
            yield from read_psc(one_a_line, source, findings)
        case _ if is_psc(document) or is_psc_answer(document):
            yield from read_psc(msgspec.json.encode(document), source, findings)
        case _ if is_golden(document):
            yield from _gleif(read_gleif_golden(document, source, findings), findings)
        case {"data": _}:
            yield from _gleif(read_gleif_json(document, source, findings), findings)
        case list():
            rows = load_rows(data, source, findings) if lines is not None else document
            yield from read_bods(rows, source, findings)
        case {"recordType": _} | {"statementType": _}:
            yield from read_bods([document], source, findings)
        case _:
            raise _unknown(source)


def _lines(data: bytes, source: str) -> list[Any] | None:
    """The first value of a file of JSON lines; None if it is one document."""
    first, _, rest = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not rest.strip().startswith(b"{") or not first.lstrip().startswith(b"{"):
        return None
    for line in (first, *rest.split(b"\n", 20)[:20]):
        # A first line that is broken does not hide what the others are.
        try:
            return [load_json(line, Place(source))] if line.strip() else None
        except InvalidInput:
            continue
    return None


def load_rows(data: bytes, source: str, findings: Findings) -> list[Any]:
    """Every line of a file of JSON lines; a line that is not JSON is a finding."""
    rows = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            try:
                rows.append(load_json(line, Place(source, line=number)))
            except InvalidInput:
                step = "The file may be truncated."
                findings.add("json.syntax", f"Line {number} is not JSON.", Place(source, line=number), step)
    return rows


def _csv(data: bytes, source: str, findings: Findings) -> Iterator[Claim]:
    if (wide := wide_encoding(data)) is not None:
        raise wide_refusal(wide, Place(source))
    yield from _table(_decoded(data, source, findings), source, findings)


_ENCODINGS = ("cp1252", "gb18030", "cp932", "big5", "euc_kr", "cp1251")
"""Encodings of spreadsheets: the one is taken in which most titles of the header are known words."""


def _decoded(data: bytes, source: str, findings: Findings) -> str:
    """The text of a table: UTF-8, else the encoding that its header tells, else Windows-1252."""
    try:
        return decode_text(data, Place(source), ("utf-8-sig",))
    except InvalidInput:
        first = data.lstrip(b"\r\n").partition(b"\n")[0]
    best, known = "cp1252", 0
    for name in _ENCODINGS if not first.isascii() else ():
        try:
            header = header_of(first.decode(name).rstrip("\r"))
            data.decode(name)
        except UnicodeDecodeError:
            continue
        found = len(set(header) & set(COLUMNS))
        if found > known:
            best, known = name, found
    if best != "cp1252":
        findings.add("registry.encoding", f"The file is read as {best}.", Place(source), "", "note", best)
        return data.decode(best)
    return decode_text(data, Place(source), ("utf-8-sig", "cp1252"))


def _table(text: str, source: str, findings: Findings) -> Iterator[Claim]:
    text, above = _below_titles(_from_header(text), source, findings)
    yield from holes_beside(above, "Above the header", Provenance(source, Place(source, line=1)))
    header = text.lstrip("\r\n").partition("\n")[0].lower()
    if "relationship.startnode" in header or "entity.legalname" in header or "exception" in header:
        from pratique.parties.readers.gleif_csv import read_gleif_csv

        yield from _gleif(read_gleif_csv(text, source, findings), findings)
    elif are_stakes(header_of(header)):
        yield from read_stakes(text, source, findings)
    else:
        raise _unknown(source)


def _workbook(data: bytes, source: str, findings: Findings) -> Iterator[Claim]:
    """The claims of every sheet; a sheet with a table that is none of the known ones is a finding."""
    from pratique.files.workbook_notes import notes_of

    for note in notes_of(data):
        if note.kind in ("comment", "box", "file"):
            yield from holes_beside(
                [note.text], "Outside the cells", Provenance(source, Place(source, line=note.row))
            )
    read = 0
    for name, text in sheet_texts(data, Place(source), findings):
        try:
            yield from _table(text, f"{source}!{name}", findings)
            read += 1
        except InvalidInput:
            place = Place(source, name)
            yield from holes_beside(_cells(text), "In a sheet without a table", Provenance(source, place))
            if text.count("\n") > 1 and any(line.strip(",").count(",") for line in text.split("\n")):
                step = "Take it out or give it known titles; until then it may be about anybody."
                findings.add("registry.sheet", f"The sheet {name!r} is not read.", Place(source, name), step)
    if not read:
        raise _unknown(source)


def _cells(text: str) -> list[str]:
    """What stands in the lines of a text, a line each."""
    return [line.strip(' ,;\t\r"') for line in text.split("\n")]


_PREFACE = regex(r"""[ \t]*(?:"?sep=.\"?[ \t]*|\#[^\n]*)?\r?\n""")
"""A line before the header: blank, a comment, or what Excel writes to say its separator."""


def _from_header(text: str) -> str:
    """A table with what stands before its header left blank, so that lines keep their numbers."""
    start = 0
    while found := _PREFACE.match(text, start):
        start = found.end()
    return "\n" * text.count("\n", 0, start) + text[start:]


MOST_TITLES = 10
"""Lines above a header that may be a title of the table."""


def _below_titles(text: str, source: str, findings: Findings) -> tuple[str, list[str]]:
    """A table of stakes with the lines of a title above its header left blank, and told; these lines."""
    lines = text.split("\n", MOST_TITLES + 1)
    heads = [number for number, line in enumerate(lines[: MOST_TITLES + 1]) if are_stakes(header_of(line.lower()))]
    above = _cells("\n".join(lines[: heads[0]])) if heads else []
    if not any(above):
        return text, []
    said = "; ".join(line for line in above if line)
    message = f"Above the header stands {said[:200]!r}, which is not read."
    findings.add(
        "registry.title", message, Place(source, line=1), "Write what counts into a column.", "warning", said
    )
    return "\n" * heads[0] + "\n".join(lines[heads[0] :]), above


def _unknown(source: str) -> InvalidInput:
    message = f"{source!r} is no ownership data that can be read here."
    return InvalidInput([Finding("registry.format", message, Place(source), f"Give one of: {_FORMATS}.")])
