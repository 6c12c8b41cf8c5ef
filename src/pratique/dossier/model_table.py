"""A table of models as a planner keeps it, a row a model -> the models, each as its own file would say it.

Rule: a column is read by a word of `model_headers.toml` or by the name of a fact of trade; what else stands in the
table is told and not read. An empty cell states nothing. A cell that its column cannot mean is an error with its row,
and all of them are told at once; a price in whatever currency is the value of one vehicle and no fact of law.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pratique.dossier.case_values import cell_value
from pratique.dossier.model import VehicleModel, model_of
from pratique.errors import Findings, InvalidInput, Place
from pratique.facts.definition import VOCABULARY
from pratique.facts.vocabulary import load_vocabulary
from pratique.files.shipped import shipped_toml
from pratique.items.readers import table_rows
from pratique.items.tables.cells import TableRow
from pratique.items.tables.guess import MOST_ABOVE, plain
from pratique.value_class import dataclass

LEAST = 2
"""Columns, the name of the model among them, by which a row is the header of a table of models."""
_CURRENCY = re.compile(
    r"(.*?)[\s(/]*\b(EUR|USD|GBP|CNY|RMB|JPY|CHF|KRW|INR|TRY|BRL|MXN|CAD|AUD)\)?\s*", re.IGNORECASE
)
_VEHICLE = ("name", "powertrain", "gvwr", "model_year")


@dataclass(frozen=True, slots=True)
class _Means:
    """What a column says: a key of a model or a fact of trade, None where it is not known; the unit of its cells."""

    title: str
    key: str | None
    unit: str = ""


def models_of(file: str | Path) -> tuple[list[VehicleModel], Findings]:
    """The models of a table (CSV, workbook), and what of it was not read. Raises InvalidInput with every finding."""
    findings = Findings()
    rows, _ = table_rows(file)
    at = next((index for index, row in enumerate(rows[:MOST_ABOVE]) if _is_header(row)), None)
    if at is None:
        findings.add(
            "models.header",
            "No row is the header of a table of models: one with a column for the model and another that is known.",
            Place(str(file)),
            "Name the columns model, maker, drive, origin, hs code, value, markets, or facts of trade.",
        )
        findings.refuse()
        raise AssertionError
    header = [_meaning(each) for each in rows[at].cells]
    for each in header:
        if each is not None and each.key is None:
            said = f"The column {each.title!r} says nothing that is known of a model and is not read."
            findings.add(
                "models.column", said, Place(str(file)), "Name it as `pratique facts trade` does.", "warning"
            )
    found = list(_models(rows[at + 1 :], header, str(file), findings))
    if not found and not findings.errors:
        findings.add("models.empty", "The table has no model below its header.", Place(str(file)), "Add a row.")
    findings.refuse()
    return found, findings


def is_model_table(file: str | Path) -> bool:
    """Whether a file is a table by its ending: a model is TOML or JSON."""
    return Path(file).suffix.lower() in (".csv", ".tsv", ".xlsx", ".xls", ".xlsb", ".ods")


def _models(
    rows: list[TableRow], header: list[_Means | None], file: str, findings: Findings
) -> Iterator[VehicleModel]:
    for row in rows:
        place = Place(file, pointer=f"row {row.number}")
        raw, value = _raw(row, header, place, findings)
        if not raw["vehicle"]:
            continue
        try:
            model = model_of(raw, file)
        except InvalidInput as error:
            findings.extend(replace(each, place=place) for each in error.findings)
            continue
        yield replace(model, title=str(raw["title"]), value=value)


def _raw(
    row: TableRow, header: list[_Means | None], place: Place, findings: Findings
) -> tuple[dict[str, object], str | None]:
    """What a row says as a model file would, and the value of one vehicle."""
    vehicle: dict[str, object] = {}
    trade: dict[str, object] = {}
    raw: dict[str, object] = {"vehicle": vehicle, "trade": trade}
    value: str | None = None
    for means, cell in zip(header, row.cells, strict=False):
        if means is None or means.key is None or cell is None:
            continue
        text = cell.strip()
        if means.key == "markets":
            raw["markets"] = [each.strip() for each in re.split(r"[,;/、，]", text) if each.strip()]
        elif means.key == "value":
            value = text if re.search("[A-Za-z]{3}", text) else f"{text} {means.unit}".strip()
        elif means.key == "powertrain":
            vehicle["powertrain"] = _drive(text, place, findings)
        elif means.key in _VEHICLE:
            vehicle[means.key] = _of_vehicle(means, text)
        elif (said := _of_trade(means.key, text)) is not None:
            trade[means.key] = said
    raw["title"] = vehicle.get("name", f"row {row.number}")
    return raw, value


def _drive(text: str, place: Place, findings: Findings) -> str | None:
    """What a cell says of the drive, None with a finding where that is none."""
    drive = _drives().get(plain(text))
    if drive is None:
        step = f"Write one of {', '.join(sorted(set(_drives().values())))}."
        findings.add("models.drive", f"{text!r} is no drive.", place, step, value=text)
    return drive


def _of_vehicle(means: _Means, text: str) -> int | str:
    """What a cell says of the vehicle: a mass with the unit of its column, a model year as a number."""
    if means.key == "gvwr" and means.unit:
        return f"{text} {means.unit}".strip()
    return int(text) if means.key == "model_year" and text.isdigit() else text


def _of_trade(key: str, text: str) -> object:
    """What a cell says of a fact of the trade, None where nothing; of what is no fact its text."""
    fact = f"trade.{key}"
    if fact not in VOCABULARY:
        return text
    said = cell_value(fact, text)
    return said.get("value", {"unknown": "not-asked"}) if said is not None and len(said) == 1 else said


def _is_header(row: TableRow) -> bool:
    keys = {each.key for each in map(_meaning, row.cells) if each is not None and each.key is not None}
    return "name" in keys and len(keys) >= LEAST


def _meaning(title: str | None) -> _Means | None:
    if title is None:
        return None
    if (key := _key(title)) is not None:
        return _Means(title, key)
    text = unicodedata.normalize("NFKC", title).strip()
    priced = _CURRENCY.fullmatch(text)
    if priced is not None and _columns().get(plain(priced[1])) == "value":
        unit = priced[2].upper()
        return _Means(title, "value", "CNY" if unit == "RMB" else unit)
    weighed = re.fullmatch(r"(.*?)[\s(\[]*\b(kg|lb)\b[)\]]?\s*", text, re.IGNORECASE)
    if weighed is not None and _columns().get(plain(weighed[1])) == "gvwr":
        return _Means(title, "gvwr", weighed[2].lower())
    return _Means(title, None)


def _key(title: str) -> str | None:
    load_vocabulary()
    name = title.strip().casefold().removeprefix("trade.").replace(" ", "_")
    return _columns().get(plain(title)) or (name if f"trade.{name}" in VOCABULARY else None)


@lru_cache(maxsize=1)
def _columns() -> Mapping[str, str]:
    data = shipped_toml("pratique.dossier", "model_headers.toml")["columns"]
    return {plain(word): key for key, words in data.items() for word in words}


@lru_cache(maxsize=1)
def _drives() -> Mapping[str, str]:
    data = shipped_toml("pratique.dossier", "model_headers.toml")["drives"]
    return {plain(word): drive for drive, words in data.items() for word in words}
