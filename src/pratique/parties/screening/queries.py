"""Parties to screen, from a plain table or the sheets of a workbook.

Rule: one row is one party; a column is known by its usual names in several languages (`query_words.toml`), and one
that is not known is left alone with a note. Whoever is named in several columns is asked for under each name; a row
that says itself that its party is on a list calls nobody absent. A row without a name is a finding; a country that is
not recognised stays unknown, with a warning, and is looked for as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.files import decode_text, delimiter_of, read_bytes, read_table
from pratique.files.sheets import is_workbook, sheet_texts
from pratique.files.shipped import shipped_toml
from pratique.ids import country_code, is_lei, uscc_fault
from pratique.parties.lists.listing import Identifier
from pratique.parties.names.overlong import LONGEST_NAME
from pratique.parties.readers.stakes_words import plain
from pratique.parties.screening.match import Query
from pratique.parties.screening.numbers import is_number
from pratique.parties.screening.within import LONG_NUMBER, names_told, numbers_in

_FIELDS = ("name", "first", "last", "aliases", "beside", "country", "kind", "born", "ignored")


@cache
def _words(section: str = "titles") -> Mapping[str, str]:
    """The titles of columns, or the kinds of parties, in plain form, each with what it stands for."""
    return {
        plain(word): meant
        for meant, words in shipped_toml(__package__, "query_words.toml")[section].items()
        for word in words
    }


def read_queries(path: str | Path) -> tuple[list[Query], Findings]:
    """The parties in a CSV, a tab-separated file or a workbook with a header, and what was noticed.

    Raises `InvalidInput` (`screen.header`, `screen.encoding`) where there is no name column or no text.
    """
    file = Path(path)
    findings = Findings()
    data = read_bytes(file)
    if not is_workbook(data):
        return _of_table(_decoded(data, Place(file.name)), Place(file.name), findings), findings
    queries, refused = [], Findings()
    for name, text in sheet_texts(data, Place(file.name), findings):
        try:
            queries += _of_table(text, Place(f"{file.name}!{name}"), findings)
        except InvalidInput as error:
            refused.extend(error.findings)
    if not queries and not findings.items:
        refused.refuse()
    findings.extend(refused)
    return queries, findings


_ENCODINGS = ("gb18030", "cp932", "big5", "euc_kr", "cp1252", "cp1251")


def _decoded(data: bytes, place: Place) -> str:
    """UTF-8, or the encoding of a spreadsheet in which the header alone has a column of names."""
    try:
        return decode_text(data, place)
    except InvalidInput:
        first = data.lstrip(b"\r\n").partition(b"\n")[0]
        fits = [] if first.isascii() else [name for name in _ENCODINGS if _names(first, name) and _fits(data, name)]
        if len(fits) != 1:
            raise
        return data.decode(fits[0])


def _fits(data: bytes, encoding: str) -> bool:
    try:
        return bool(data.decode(encoding))
    except UnicodeDecodeError:
        return False


def _names(first: bytes, encoding: str) -> bool:
    """Whether each title of a header is known in an encoding, and one is of names."""
    try:
        header = first.decode(encoding).rstrip("\r")
    except UnicodeDecodeError:
        return False
    titles = [plain(cell.strip(' "')) for cell in header.split(delimiter_of(header, "\t;,"))]
    meant = [_words().get(title) for title in titles if not title.isascii()]
    return None not in meant and "name" in [_words().get(title) for title in titles]


def _of_table(text: str, place: Place, findings: Findings) -> list[Query]:
    table = read_table(
        text, place, findings, delimiter=delimiter_of(text, "\t;,"), name=plain, short=True, max_lines=1
    )
    header = table.header
    meant = {cell: _meaning(cell) for cell in header}
    if not {"name", "last"} & set(meant.values()):
        message = (
            f"The first line of {place.file} names no column for the party: it has {', '.join(header) or 'nothing'}."
        )
        step = "Begin the file with a header such as name,country."
        raise InvalidInput([Finding("screen.header", message, Place(place.file, line=1), step)])
    for cell in header:
        if cell and not meant[cell] and cell.rstrip("?") not in _set_of("asks"):
            message = f"The column {cell!r} is not used for screening."
            findings.add("screen.column", message, Place(place.file, line=1), severity="note", value=cell)
    queries = []
    for where, cells in table.rows:
        said: dict[str, list[str]] = {}
        for cell, text in cells.items():
            if text.strip():
                said.setdefault(meant[cell], []).append(text.strip())
        query = _query(said, where, findings)
        queries += [replace(query, said_listed=_said_listed(cells, meant))] if query else []
    return queries


def _meaning(title: str) -> str:
    """What a column stands for by its title; empty where that is not known."""
    if (known := _words().get(title)) is not None:
        return known
    words = set(title.split())
    return "beside" if words & _set_of("name", "within") and not words & _set_of("other", "within") else ""


@cache
def _set_of(key: str, section: str = "listed") -> frozenset[str]:
    """The words of a list of `query_words.toml` in plain form."""
    return frozenset(map(plain, shipped_toml(__package__, "query_words.toml")[section][key]))


def _said_listed(cells: Mapping[str, str], meant: Mapping[str, str]) -> str:
    """Where the row itself says that its party is on a list, as "sanctioned: yes"; empty where it does not."""
    for title, text in cells.items():
        said = plain(text)
        if meant[title] not in ("", "ignored"):
            continue
        if said in _set_of("says") or (title.rstrip("?") in _set_of("asks") and _affirms(said)):
            return f"{title}: {text.strip()[:80]}"
    return ""


def _affirms(said: str) -> bool:
    """Whether what stands under a title that asks whether a party is listed says yes."""
    words = said.split()
    if not words or not _set_of("no").isdisjoint(words):
        return False
    return said in _set_of("yes") or words[0] in _set_of("yes") or said in _set_of("says")


def _query(said: Mapping[str, list[str]], where: Place, findings: Findings) -> Query | None:
    called = " ".join((*said.get("first", ()), *said.get("last", ())))
    name, *others = (*said.get("name", ()), *([called] if called else [])) or ("",)
    if not name:
        findings.add("screen.name", "This row has no name, so nobody was screened for it.", where, "Add the name.")
        return None
    if len(name) > LONGEST_NAME:
        message = (
            f"This name has {len(name):,} characters, so nobody was screened for it; the limit is {LONGEST_NAME:,}."
        )
        findings.add("screen.name", message, where, "Write the name alone.")
        return None
    kind = _words("kinds").get(plain(" ".join(said.get("kind", ()))))
    return Query(
        name,
        tuple(dict.fromkeys((*others, *_parts(said.get("aliases", ()))))),
        _countries(said.get("country", ()), where, findings),
        tuple(
            Identifier(scheme, part)
            for scheme, texts in said.items()
            if scheme and scheme not in _FIELDS
            for part in (*_parts(texts), *_numbers(texts))
        )
        + tuple(_checked(said.values()))
        + tuple(numbers_in(said.get("", ())))
        + tuple(each for each in numbers_in(said.get("ignored", ())) if len(each.value.lstrip("0")) >= LONG_NUMBER),
        None if kind is None else kind == "person",
        tuple(_parts(said.get("born", ()))),
        tuple(dict.fromkeys((*_parts(said.get("beside", ())), *_told(said), *_no_countries(said)))),
    )


def _told(said: Mapping[str, list[str]]) -> Iterator[str]:
    """The names that stand in columns which hold no names: a remark, an address, a web site."""
    return (name for meant in ("", "ignored") for text in said.get(meant, ()) for name in names_told(text))


def _no_countries(said: Mapping[str, list[str]]) -> Iterator[str]:
    """What stands where a country is asked for and is none: a row that is shifted has a name there."""
    return (part for part in _parts(said.get("country", ())) if country_code(part) is None)


def _parts(texts: Iterable[str]) -> Iterator[str]:
    """The parts of cells that hold several, separated by semicolons."""
    return (part.strip() for text in texts for part in text.split(";") if part.strip())


def _numbers(texts: Iterable[str]) -> Iterator[str]:
    """The numbers behind their kinds in cells of identifiers ("USCC 9133...")."""
    words = (word for text in _parts(texts) for word in re.split(r"[\s:,]+", text))
    return (word for word in words if is_number(word))


def _checked(rows: Iterable[Iterable[str]]) -> Iterator[Identifier]:
    """Numbers that prove themselves by a check digit, in whatever column they stand."""
    for word in dict.fromkeys(word for texts in rows for text in texts for word in re.split(r"[\s:;,]+", text)):
        if len(word) == 20 and is_lei(word):
            yield Identifier("LEI", word)
        elif len(word) == 18 and uscc_fault(word.upper()) is None:
            yield Identifier("Unified Social Credit Code (USCC)", word)


def _countries(texts: Iterable[str], where: Place, findings: Findings) -> frozenset[str]:
    codes = set()
    for part in _parts(texts):
        code = country_code(part)
        if code:
            codes.add(code)
        else:
            message = f"The country {part!r} is not known and was left open."
            findings.add("screen.country", message, where, "Write an ISO 3166-1 code.", "warning", part)
    return frozenset(codes)
