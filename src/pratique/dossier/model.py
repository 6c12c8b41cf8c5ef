"""A model that may go to many markets, as a planner writes it, turned into one entry a market.

Rule: what is said of the vehicle holds everywhere; `[trade]` holds for every market, `[into.XX]` for one, and
origin above all is of one market. The file is checked whole, and then read as a dossier with one import and one sale
a market, so that facts, proofs and findings are those of every other question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
from msgspec import UNSET

from pratique.dossier.build import cases_of
from pratique.dossier.case import Cases
from pratique.dossier.document import Dossier, dossier_of, load_toml_or_json, read_text
from pratique.dossier.headings import digits_of, headings_for
from pratique.dossier.model_entry import KEYS, ModelEntry, Table
from pratique.dossier.model_markets import market_code, refuse_market
from pratique.dossier.model_reader import MONEY, PRICE, ModelReader
from pratique.errors import Finding, Findings, InvalidInput
from pratique.facts import trade
from pratique.facts.powertrain import POWERTRAINS
from pratique.facts.reading import BadValue, read_value
from pratique.facts.unions import countries_of
from pratique.files import contained, read_head
from pratique.law.rate import SCHEDULES
from pratique.logic.values import Choice
from pratique.value_class import dataclass

_PEEK = 1 << 18
SOME_DAY = date(2026, 1, 1)
"""A day to build entries for of which only the faults are told; they are the same on every day."""


@dataclass(frozen=True, slots=True)
class VehicleModel:
    """A model file that made sense: its plain data, and the entry of each market asked for."""

    title: str
    file: str
    data: dict[str, Any]
    text: str
    notes: tuple[str, ...] = ()
    value: str | None = None
    """What one vehicle costs, in whatever currency, where a table of models says it; no fact of law."""

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


AskedModel: TypeAlias = str | Path | Mapping[str, Any] | VehicleModel
"""A model, its file, or what the file would say."""


def model_from(model: AskedModel, into: str | None = None) -> VehicleModel:
    """What is asked about -> its model. Raises InvalidInput with every finding."""
    if isinstance(model, VehicleModel):
        return model
    return model_of(dict(model), into=into) if isinstance(model, Mapping) else read_model(model, into)


def model_of(raw: dict[str, Any], file: str = "model", text: str = "", into: str | None = None) -> VehicleModel:
    """The model of plain data. Raises InvalidInput with every finding; `into` is one more market to check."""
    findings = Findings()
    ModelReader(raw, file, text, findings).check(into)
    if findings.errors:
        findings.extend(_beside(VehicleModel(file, file, raw, text), findings.errors))
    findings.refuse()
    return VehicleModel(
        str(raw.get("title", Path(file).stem)), file, raw, text, tuple(str(each.message) for each in findings)
    )


def _beside(model: VehicleModel, told: Sequence[Finding]) -> Iterator[Finding]:
    """What else is wrong with a model of which something was told: what its facts say, each place once."""
    places = {each.place.pointer for each in told}
    plain = replace(model, data={key: each for key, each in model.data.items() if key in KEYS})
    named = [code for name in plain.said.into if (code := market_code(str(name)))]
    found: dict[Finding, None] = {}
    for market in dict.fromkeys(named or sorted(SCHEDULES)[:1]):
        try:
            entry_cases(plain, market, SOME_DAY, SOME_DAY)
        except InvalidInput as error:
            found |= dict.fromkeys(each for each in error.findings if each.place.pointer not in places)
    yield from found


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


def model_dossier(model: VehicleModel, markets: Sequence[str], on: date) -> Dossier:
    """A model as a dossier: into each market its import and its sale on `on`, and the way out of China where that may
    concern it. Raises InvalidInput with every finding.
    """
    each = [_dossier(model, refuse_market(market), on) for market in markets or model.asked_markets()]
    acts = [act for one in each for act in one.data["transactions"]]
    beside = {"registries": files} if (files := model.said.registries) else {}
    return dossier_of({**each[0].data, **beside, "transactions": acts}, model.file, model.text)


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
        found = PRICE.fullmatch(str(table.get(name, "")))
        if found and found[2].upper() == currency:
            fact = f"trade.{name}_{currency.lower()}"
            facts[fact] = amount_stated(fact, found[1].replace("_", ""), facts.get(fact))
    if "manufacturer" in table:
        maker = producer_value(str(table["manufacturer"]), registries, on)
        facts["trade.producer"] = choice_stated("trade.producer", maker, facts.get("trade.producer"))
    return facts


_WORDS = {"hs_code", "manufacturer", "quota_year", *MONEY}
