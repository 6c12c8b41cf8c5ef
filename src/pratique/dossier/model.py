"""A model that may go to many markets, as a planner writes it, turned into one entry a market.

Rule: what is said of the vehicle holds everywhere; `[trade]` holds for every market, `[into.XX]` for one, and
origin above all is of one market. The file is checked whole, and then read as a dossier with one import and one sale
a market, so that facts, proofs and findings are those of every other question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET

from pratique.dossier.build import cases_of
from pratique.dossier.case import Cases
from pratique.dossier.document import Dossier, dossier_of, line_of, load_toml_or_json, read_text
from pratique.dossier.headings import HEADINGS_OF, digits_of, headings_for, hs_fault
from pratique.dossier.model_entry import KEYS, ModelEntry, Table
from pratique.errors import Finding, Findings, InvalidInput, Place
from pratique.facts import trade
from pratique.facts.drives import DRIVES_OF
from pratique.facts.powertrain import POWERTRAINS
from pratique.facts.reading import BadValue, read_value
from pratique.facts.territories import READ_AS, outside_customs
from pratique.facts.unions import countries_of, union_called
from pratique.files import contained, read_head
from pratique.ids import country_code, country_name
from pratique.ids.near import near_names
from pratique.law.rate import SCHEDULES
from pratique.logic.values import Choice
from pratique.patterns import regex
from pratique.value_class import dataclass

_PEEK = 1 << 18
MONEY = {"customs_value": "USD"}
"""Prices that a text compares, with the currency it does so in."""


_PRICE = regex(r"\s*([0-9][0-9_]*(?:\.[0-9]+)?)\s*([A-Za-z]{3})\s*")
_QUOTA_YEARS = range(2024, 2041)


@dataclass(frozen=True, slots=True)
class VehicleModel:
    """A model file that made sense: its plain data, and the entry of each market asked for."""

    title: str
    file: str
    data: dict[str, Any]
    text: str
    notes: tuple[str, ...] = ()

    @property
    def said(self) -> ModelEntry:
        """What the file says."""
        return msgspec.convert(self.data, ModelEntry)

    def asked_markets(self) -> tuple[str, ...]:
        """The markets that the file names, every one with a schedule where it names none."""
        named = self.said.markets or sorted(SCHEDULES)
        return tuple(market_code(str(each)) or str(each) for each in named)


def read_model(path: str | Path, into: str | None = None) -> VehicleModel:
    """The model of a TOML or JSON file. Raises InvalidInput with every finding."""
    return model_of(load_toml_or_json(path), str(path), read_text(path), into)


def model_of(raw: dict[str, Any], file: str = "model", text: str = "", into: str | None = None) -> VehicleModel:
    """The model of plain data. Raises InvalidInput with every finding; `into` is one more market to check."""
    findings = Findings()
    reader = _Reader(raw, file, text, findings)
    reader.check(into)
    findings.refuse()
    return VehicleModel(
        str(raw.get("title", Path(file).stem)), file, raw, text, tuple(str(each.message) for each in findings)
    )


def is_model(path: str | Path) -> bool:
    """Whether a TOML or JSON file is a model: it speaks of trade or of markets, and of no transaction."""
    if Path(path).suffix.lower() not in (".toml", ".json"):
        return False
    return says_model(read_head(path, _PEEK))


def says_model(data: bytes) -> bool:
    """Whether the beginning of a TOML or JSON text speaks of trade or of markets, and of no transaction."""
    head = data[:_PEEK].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf")
    if b"transactions" in head:
        return False
    return re.search(rb"^\s*\[(trade|into)\b|^markets\s*=|\"(trade|into|markets)\"\s*:", head, re.M) is not None


def model_dossier(
    model: VehicleModel, markets: Sequence[str], on: date, facts: Mapping[str, object] | None = None
) -> Dossier:
    """A model as a dossier: into each market its import and its sale on `on`, and the way out of China where that may
    concern it. Raises InvalidInput with every finding.
    """
    each = [_dossier(model, refuse_market(market), on) for market in markets or model.asked_markets()]
    acts = [act for one in each for act in one.data["transactions"]]
    beside = {"registries": files} if (files := model.said.registries) else {}
    said = {"facts": {**each[0].data.get("facts", {}), **(facts or {})}}
    return dossier_of({**each[0].data, **beside, **said, "transactions": acts}, model.file, model.text)


def entry_cases(
    model: VehicleModel, market: str, on: date, known_on: date, construe: dict[str, str] | None = None
) -> Cases:
    """The import into `market` and the sale there on `on`, and the export of what is of Chinese origin.

    Raises InvalidInput with every finding.
    """
    from pratique.dossier.ownership import enriching

    dossier = _dossier(model, market, on)
    registries = registries_of(model)
    enrich = enriching(registries, [], on, construe) if registries else None
    try:
        return cases_of(dossier, known_on, construe=construe, enrich=enrich)
    except InvalidInput as error:  # one slip of the model is one of each of its acts
        raise InvalidInput(tuple(dict.fromkeys(error.findings))) from error


def registries_of(model: VehicleModel) -> list[Path]:
    """The files of ownership data that the model names, below its own folder."""
    return [contained(Path(model.file).parent, str(each)) for each in model.said.registries]


def market_code(text: str) -> str | None:
    """The market with a schedule that `text` names: its code, a member's code or a country's name."""
    upper = union_called(text) or text.strip().upper()
    if upper in SCHEDULES:
        return upper
    code = country_code(text)
    if code is None:
        return None
    code = READ_AS["act.into"].get(code, code)
    return next((market for market in SCHEDULES if code in countries_of(market)), None)


def no_market(text: str, place: Place) -> Finding:
    """What to say of a market without a book."""
    names = {name: code for code in SCHEDULES for name in (code, _name(code))}
    near = [] if country_code(text) else near_names(text, names, 3, cutoff=0.4)
    if "EU" in SCHEDULES and "europ" in text.casefold():
        near = ["EU"]
    outside = outside_customs(country_code(text) or "")
    nearest = f"Nearest: {', '.join(dict.fromkeys(names.get(each, each) for each in near))}; " if near else ""
    return Finding(
        "market.no-book",
        " ".join((f"There is no book for the market {text!r}, and so no answer for it.", outside)).rstrip(),
        place,
        f"{nearest}{'books' if near else 'Books'}: {', '.join(sorted(SCHEDULES))}.",
        value=text,
    )


def _name(market: str) -> str:
    return country_name(market) if len(market) == 2 and market != "EU" else market


class _Reader:
    """Checks a model file and collects what is wrong with it."""

    def __init__(self, raw: dict[str, Any], file: str, text: str, findings: Findings) -> None:
        self.raw, self.file, self.text, self.findings = raw, file, text, findings

    def check(self, into: str | None) -> None:
        self._shape()
        self.findings.refuse()
        for key in raw_strange(self.raw):
            near = near_names(key, KEYS, 2, cutoff=0.4)
            self._error("model.key", f"A model has no {key!r}.", key, f"Use {', '.join(near or sorted(KEYS))}.")
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
            found = _PRICE.fullmatch(str(table.get(name, f"0 {currency}")))
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


def raw_strange(raw: dict[str, Any]) -> list[str]:
    """The keys of a model file that mean nothing."""
    return sorted(set(raw) - KEYS)


def _dossier(model: VehicleModel, market: str, on: date) -> Dossier:
    told = model.said
    vehicle = {"id": "vehicle", **told.vehicle}
    table = {**told.trade, **_own(told.into, market)}
    said = told.facts
    trade = _trade(table, vehicle, registries_of(model), on)
    facts = {name: value for name, value in trade.items() if name not in said or name.startswith("trade.")}
    countries = countries_of(market)
    into: object = countries[0] if len(countries) == 1 else {"one_of": list(countries)}
    base = {"date": on.isoformat(), "into": into, "vehicle": "vehicle", "facts": facts}
    base |= {} if told.maker is UNSET else {"actor": told.maker}
    acts = [{"id": f"{act} into {market}", "act": act, "role": "manufacturer", **base} for act in ("import", "sale")]
    acts += [
        {**acts[0], "id": f"export to {market}", "act": "export", **left} for left in _leaving(facts, told.answers)
    ]
    plain: dict[str, object] = {
        "title": model.title,
        "vehicles": [vehicle],
        "transactions": acts,
        "facts": dict(said),
    }
    plain |= {"parties": list(told.parties), "answers": list(told.answers)}
    made = dossier_of(plain, model.file, model.text)
    name = next((name for name in told.into if market_code(str(name)) == market), market)
    made.written = lambda pointer: told.pointer(pointer, name)
    return made


def _leaving(facts: Mapping[str, object], given: Sequence[object]) -> list[dict[str, Any]]:
    """The way out of China, as `out_of` writes it, of goods that may be of Chinese origin; none of others.

    An origin that nobody stated may be China's: leaving it out must not take the law of the way out off the answer.
    """
    answers = [each for each in given if isinstance(each, dict)]
    answered = [each.get("value") for each in answers if each.get("fact") == trade.origin.name]
    stated = next((each for each in (facts.get(trade.origin.name), *answered) if each is not None), None)
    if stated is None:
        return [{}]
    try:
        origin = read_value(trade.origin, stated)
    except BadValue:  # a finding where the fact itself is read
        return [{}]
    assert isinstance(origin, Choice)
    return [{"out_of": stated}] if "CN" in origin.possible else []


def _own(into: Mapping[str, Table], market: str) -> Table:
    """What is said of one market alone."""
    return next((table for name, table in into.items() if market_code(str(name)) == market), {})


def _trade(table: dict[str, Any], vehicle: dict[str, Any], registries: Sequence[Path], on: date) -> dict[str, Any]:
    """The facts of trade that a table writes, by full name."""
    from pratique.dossier.producers import producer_value
    from pratique.dossier.stated_twice import amount_stated, choice_stated

    facts: dict[str, Any] = {
        f"trade.{key}": value for key, value in table.items() if key not in _WORDS and "." not in key
    }
    facts |= {key: value for key, value in table.items() if "." in key}
    facts.setdefault("technology.kind", "none")  # what is exported is a vehicle or a battery
    if str(facts.get("trade.category", "")).startswith("M"):
        facts.setdefault("car.carries_people", True)
    if "hs_code" in table:
        code = digits_of(str(table["hs_code"]))[:6]
        code = code if code in trade.HEADINGS else "other"
        facts["trade.hs6"] = choice_stated("trade.hs6", code, facts.get("trade.hs6"))
    elif isinstance(drive := vehicle.get("powertrain"), str) and drive in POWERTRAINS:
        facts.setdefault("trade.hs6", {"one_of": list(headings_for(drive))})
    for name, currency in MONEY.items():
        found = _PRICE.fullmatch(str(table.get(name, "")))
        if found and found[2].upper() == currency:
            fact = f"trade.{name}_{currency.lower()}"
            facts[fact] = amount_stated(fact, found[1].replace("_", ""), facts.get(fact))
    if "manufacturer" in table:
        maker = producer_value(str(table["manufacturer"]), registries, on)
        facts["trade.producer"] = choice_stated("trade.producer", maker, facts.get("trade.producer"))
    return facts


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
_WORDS = {"hs_code", "manufacturer", "quota_year", *MONEY}


def refuse_market(text: str) -> str:
    """The code of a market. Raises InvalidInput with the nearest ones."""
    found = market_code(text)
    if found is None:
        raise InvalidInput([no_market(text, Place("the command line", pointer="--into"))])
    return found
