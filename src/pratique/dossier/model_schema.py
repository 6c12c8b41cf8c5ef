"""The JSON Schema of a model file, made of what the reader of models knows, so that the two cannot part.

Rule: the schema says which keys there are, what they mean and which words a fact takes; what only the reader can
check (a code of the Harmonized System against the drive, a permit beside a quota year) stays with the reader.
"""

from __future__ import annotations

from pratique.dossier.model_entry import KEYS
from pratique.facts.definition import VOCABULARY, Definition
from pratique.facts.vocabulary import load_vocabulary
from pratique.law.rate import SCHEDULES
from pratique.logic.nodes import ChoiceFact, SetFact

Schema = dict[str, object]
_PRICE = r"^\s*[0-9][0-9_]*(\.[0-9]+)?\s*[A-Za-z]{3}\s*$"


def model_schema() -> Schema:
    """JSON Schema 2020-12 of a model (TOML or JSON; days of TOML as ISO text)."""
    load_vocabulary()
    entry: Schema = {"$ref": "#/$defs/entry"}
    known: dict[str, Schema] = {
        "title": _text("What the model is called."),
        "maker": _text("The id of the party, among `parties`, that makes it."),
        "known_on": {"type": "string", "format": "date", "description": "The state of what is known."},
        "construe": {"type": ["string", "object"], "description": "`usual`, `cautious`, or legal facts by name."},
        "markets": {
            "type": "array",
            "items": {"type": "string"},
            "description": f"Markets to ask; all with a book where left out: {', '.join(sorted(SCHEDULES))}.",
        },
        "registries": {"type": "array", "items": {"type": "string"}, "description": "Files of ownership data."},
        "parties": {"type": "array", "items": {"type": "object"}, "description": "Parties, as in a dossier."},
        "answers": {"type": "array", "items": {"type": "object"}, "description": "Answers, as in a dossier."},
        "vehicle": {"type": "object", "properties": _facts("vehicle."), "description": "Facts of the vehicle."},
        "trade": entry | {"description": "What holds of the entry into every market."},
        "into": {
            "type": "object",
            "additionalProperties": entry,
            "description": "What holds of one market alone, by its code or name.",
        },
        "facts": {"type": "object", "description": "Any fact by its full name (`pratique facts`)."},
    }
    assert known.keys() == KEYS
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:pratique:schema:model:1",
        "title": "pratique model",
        "description": "A model that may go to many markets: for markets, duty, compare-markets.",
        "type": "object",
        "additionalProperties": False,
        "properties": dict(sorted(known.items())),
        "$defs": {"entry": _entry()},
    }


def _entry() -> Schema:
    """`[trade]` and `[into.XX]`: words of their own, and the facts of trade by their short names."""
    own: dict[str, Schema] = {
        "hs_code": {"type": ["string", "integer"], "description": "6, 8 or 10 digits of the Harmonized System."},
        "manufacturer": _text("The maker's name, as measures against producers list it."),
        "customs_value": {"type": "string", "pattern": _PRICE, "description": "The price, as 25000 USD."},
        "quota_year": {"type": "integer", "description": "The quota year; say permit_held with it."},
    }
    return {"type": "object", "properties": {**_facts("trade."), **own}}


def _facts(prefix: str) -> dict[str, Schema]:
    """The facts of a prefix by their short names."""
    mine = {name: each for name, each in VOCABULARY.items() if name.startswith(prefix)}
    return {name.removeprefix(prefix): _fact(each) for name, each in sorted(mine.items())}


def _fact(each: Definition) -> Schema:
    """What a fact means and takes; how doubt is written is the same for all (`one_of`, `unknown`, an interval)."""
    values = sorted(each.fact.values) if isinstance(each.fact, ChoiceFact | SetFact) else []
    return {"description": each.meaning, **({"examples": values} if values else {})}


def _text(meaning: str) -> Schema:
    return {"type": "string", "description": meaning}
