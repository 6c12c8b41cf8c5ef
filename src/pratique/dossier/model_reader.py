"""A model file as plain data -> what is wrong with its keys, its tables and what two of them say of one thing."""

from __future__ import annotations

from typing import Any

from pratique.dossier.document import line_of
from pratique.dossier.headings import HEADINGS_OF, digits_of, hs_fault
from pratique.dossier.keys_meant import meant_by
from pratique.dossier.model_entry import KEYS, ModelEntry
from pratique.dossier.model_markets import market_code, no_market
from pratique.errors import Findings, Place
from pratique.facts import trade
from pratique.facts.definition import VOCABULARY
from pratique.facts.drives import DRIVES_OF
from pratique.ids.near import near_names
from pratique.patterns import regex

MONEY = {"customs_value": "USD"}
"""Prices that a text compares, with the currency it does so in."""


PRICE = regex(r"\s*([0-9][0-9_]*(?:\.[0-9]+)?)\s*([A-Za-z]{3})\s*")
_QUOTA_YEARS = range(2024, 2041)


class ModelReader:
    """Checks a model file and collects what is wrong with it."""

    def __init__(self, raw: dict[str, Any], file: str, text: str, findings: Findings) -> None:
        self.raw, self.file, self.text, self.findings = raw, file, text, findings

    def check(self, into: str | None) -> None:
        self._shape()
        self.findings.refuse()
        for key in raw_strange(self.raw):
            self._error("model.key", f"A model has no {key!r}.", key, _meant(key))
        for name in [*self.raw.get("into", {}), *self.raw.get("markets", [])]:
            if market_code(str(name)) is None:
                self.findings.extend([no_market(str(name), self._place(f"into/{name}"))])
        self._check_twice()
        self._check_day()
        if into is not None and market_code(into) is None:
            self.findings.extend([no_market(into, Place("the command line", pointer="--into"))])
        for where, table in self._tables():
            self._table(where, table)

    def _check_twice(self) -> None:
        """A market that two tables speak of, under two of its names, with different content."""
        told: dict[str, tuple[str, Any]] = {}
        for name, table in self.raw.get("into", {}).items():
            code = market_code(str(name))
            first, before = told.setdefault(code or str(name), (str(name), table))
            if before != table:
                self._error(
                    "model.market.twice",
                    f"[into.{first}] and [into.{name}] are one market and differ.",
                    f"into/{name}",
                    "Keep one of them.",
                )

    def _check_day(self) -> None:
        try:
            _ = ModelEntry(known_on=self.raw.get("known_on")).day
        except ValueError:
            self._error(
                "model.day",
                f"known_on: {self.raw['known_on']!r} is no calendar day.",
                "known_on",
                "Write it as 2026-11-22.",
            )

    def _shape(self) -> None:
        """Tables are tables and lists are lists; nothing else can be looked into."""
        if not isinstance(self.raw, dict):
            self._error("model.shape", "A model is a table of keys.", "", "See examples/model-bev/model.toml.")
            return
        if "transactions" in self.raw:
            step = "`pratique check` answers a dossier; `pratique new market-model -o FOLDER` begins a model."
            self._error("model.dossier", "This is a dossier, which says what is done, and no model.", "", step)
        for key, shape in _SHAPES.items():
            if not isinstance(self.raw.get(key, shape()), shape):
                kind = "table" if shape is dict else "list"
                self._error("model.shape", f"{key} is {self.raw[key]!r}, not a {kind}.", key, f"Write a {kind}.")
        said = self.raw.get("construe")
        words = said.values() if isinstance(said, dict) else () if said is None else (said,)
        if not all(isinstance(each, str) for each in words):
            message = f"construe is {said!r}, neither a word nor a table of words."
            self._error("model.shape", message, "construe", "Write usual, cautious, or legal facts by name.")
        into = self.raw.get("into")
        for name, table in into.items() if isinstance(into, dict) else ():
            if not isinstance(table, dict):
                self._error(
                    "model.shape", f"into.{name} is {table!r}, not a table.", f"into/{name}", "Write a table."
                )

    def _tables(self) -> list[tuple[str, dict[str, Any]]]:
        found = [("trade", self.raw.get("trade", {}))]
        found += [(f"into/{name}", table) for name, table in self.raw.get("into", {}).items()]
        found += [("facts", self.raw.get("facts", {}))]
        return [(where, table) for where, table in found if isinstance(table, dict)]

    def _table(self, where: str, table: dict[str, Any]) -> None:
        if "hs_code" in table and (fault := hs_fault(str(table["hs_code"]))):
            self._error("model.hs", fault, f"{where}/hs_code", "Write 6, 8 or 10 digits, as 8703 80 10.")
        for key in ("hs_code", "hs6", trade.heading.name):
            if key in table:
                self._drive(f"{where}/{key}", str(table[key]))
        for name, currency in MONEY.items():
            found = PRICE.fullmatch(str(table.get(name, f"0 {currency}")))
            if found is None or found[2].upper() != currency:
                self._error(
                    "model.price",
                    f"{table[name]!r} is no price in {currency}, in which the texts compare it.",
                    f"{where}/{name}",
                    f'Write "25000 {currency}".',
                )
        if "quota_year" in table:
            self._quota(where, table)

    def _drive(self, pointer: str, code: str) -> None:
        drive = self.raw.get("vehicle", {}).get("powertrain")
        possible = DRIVES_OF.get(digits_of(code)[:6])
        if isinstance(drive, str) and possible and drive not in possible:
            self._error(
                "model.hs.drive",
                f"HS {code} is for {' or '.join(possible)}, the vehicle is {drive}.",
                pointer,
                f"Nearest for {drive}: {', '.join(HEADINGS_OF.get(drive, ()))}.",
            )

    def _quota(self, where: str, table: dict[str, Any]) -> None:
        year = table["quota_year"]
        if not isinstance(year, int) or year not in _QUOTA_YEARS:
            self._error("model.quota.year", f"{year!r} is no quota year.", f"{where}/quota_year", "Write 2026.")
        if "permit_held" not in table:
            self._error(
                "model.quota.permit",
                f"A quota year ({year}) is named, but no permit.",
                f"{where}/quota_year",
                "Say permit_held = true or false, or leave quota_year out.",
            )

    def _place(self, pointer: str) -> Place:
        return Place(self.file, pointer=pointer, line=line_of(self.text, pointer))

    def _error(self, code: str, message: str, pointer: str, next_step: str) -> None:
        self.findings.add(code, message, self._place(pointer), next_step)


def _meant(key: str) -> str:
    """What to write in place of a key that a model does not have."""
    if (said := meant_by("model", key)) is not None:
        return said
    for table in ("trade", "vehicle"):
        if f"{table}.{key}" in VOCABULARY:
            return f"{key} stands under [{table}]."
    return f"Use {', '.join(near_names(key, KEYS, 2, cutoff=0.7) or sorted(KEYS))}."


def raw_strange(raw: dict[str, Any]) -> list[str]:
    """The keys of a model file that mean nothing."""
    return sorted(set(raw) - KEYS)


_SHAPES: dict[str, type] = {
    "vehicle": dict,
    "trade": dict,
    "into": dict,
    "facts": dict,
    "markets": list,
    "parties": list,
    "answers": list,
    "registries": list,
}
