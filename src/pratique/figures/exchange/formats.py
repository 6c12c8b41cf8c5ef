"""The formats by name, and by the header of a file.

Rule: a format is recognised only by columns that no other has; an unknown header is read as the ledger's own
CSV, whose reader says what is missing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeAlias, get_args

from pratique.errors import Findings, Place
from pratique.figures.entry import LedgerEntry
from pratique.figures.exchange.comtrade import read_comtrade
from pratique.figures.exchange.given import FormatDefaults
from pratique.figures.exchange.owid import read_owid, write_owid
from pratique.figures.exchange.sdmx import read_sdmx, write_sdmx
from pratique.figures.ledger import MAX_LEDGER, Ledger
from pratique.figures.tidy import read_tidy, to_row, write_tidy
from pratique.files import decode_text, read_bytes

Format: TypeAlias = Literal["csv", "sdmx-csv", "comtrade", "owid"]
FORMATS: tuple[Format, ...] = get_args(Format)

_WRITERS: dict[str, Callable[[Iterable[LedgerEntry]], str]] = {
    "csv": write_tidy,
    "sdmx-csv": write_sdmx,
    "owid": write_owid,
}


def recognise(text: str) -> Format:
    """The format of a file by its first line."""
    header = {name.strip().strip('"').lower() for name in text.lstrip("\ufeff").partition("\n")[0].split(",")}
    if {"time_period", "obs_value"} <= header:
        return "sdmx-csv"
    if {"cmdcode", "flowcode"} <= header:
        return "comtrade"
    if {"entity", "code", "year"} <= header:
        return "owid"
    return "csv"


def read_figures(
    text: str, file: str, findings: Findings, given: FormatDefaults = FormatDefaults(), form: Format | None = None
) -> list[LedgerEntry]:
    """The entries of a file in `form`, or in the format that its header shows."""
    match form or recognise(text):
        case "sdmx-csv":
            return read_sdmx(text, file, given, findings)
        case "comtrade":
            return read_comtrade(text, file, given, findings)
        case "owid":
            return read_owid(text, file, given, findings)
        case "csv":
            return read_tidy(text, file, findings)


def load_figures(
    path: str, findings: Findings, given: FormatDefaults = FormatDefaults(), form: Format | None = None
) -> Ledger:
    """The figures of a file as a ledger. Raises `InvalidInput` with every bad row; other findings are kept."""
    place = Place(path)
    text = decode_text(read_bytes(path, limit=MAX_LEDGER), place)
    entries = read_figures(text, path, findings, given, form)
    if not entries and not findings.errors:
        findings.add("figures.empty", "There is no figure in the file.", place, "Check the file.", "warning")
    findings.refuse()
    return Ledger(tuple(entries))


def write_figures(entries: Iterable[LedgerEntry], form: str) -> str:
    """The entries as `csv`, `sdmx-csv`, `owid` or `json`. Raises `KeyError` for another name."""
    if form == "json":
        told: list[dict[str, Any]] = [to_row(entry) for entry in entries]
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return _WRITERS[form](entries)
