"""The JSON Schemas of what goes in and what comes out."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from pratique.dossier.model_schema import model_schema
from pratique.errors import UsageError
from pratique.facts.definition import VOCABULARY
from pratique.files.plain import Data, Plain
from pratique.items.tables.columns import NOT_FITTED
from pratique.items.tables.guess import profiles
from pratique.items.tables.meanings import FIELDS, NATIVE_PARTIES
from pratique.logic.nodes import ChoiceFact
from pratique.usecases.answer.answer import answer_schema
from pratique.usecases.book.fact_schemas import DAY, Schema, answers_schema, dossier_with_facts
from pratique.usecases.book.vocabulary import load_everything

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def mapping_schema() -> Schema:
    """The schema of a column mapping (`--columns`): header = meaning, rules for rows, where the table stands."""
    meaning = {"anyOf": [{"enum": [*FIELDS, *NATIVE_PARTIES]}, {"type": "string", "pattern": "^pratique[.:]"}]}
    rule = {
        "type": "object",
        "required": ["set"],
        "properties": {
            "where": {"type": "object", "additionalProperties": _TEXTS},
            "set": {"type": "object", "minProperties": 1},
        },
        "additionalProperties": False,
    }
    given = {
        "columns": {"type": "object", "description": "Header to meaning.", "additionalProperties": meaning},
        "rows": {"type": "array", "items": rule},
        "sheet": _TEXT,
        "header_row": {"type": "integer", "minimum": 1},
        "delimiter": {"type": "string", "minLength": 1, "maxLength": 1},
        "encoding": _TEXT,
        "complete": {"type": "boolean", "description": "That the table lists every part."},
        "profile": {"enum": [*profiles()]},
        "not_fitted": {"enum": [*NOT_FITTED]},
    }
    return _object("mapping", given)


def overlay_schema() -> Schema:
    """The schema of an overlay: counsel's sign-offs, and policies of one's own that only ever bar."""
    load_everything()
    legal = {n: d.fact for n, d in VOCABULARY.items() if d.is_legal and isinstance(d.fact, ChoiceFact)}
    signoff = {
        "cite": _TEXT,
        "by": _TEXT,
        "on": DAY,
        "text_sha256": _SHA256,
        "encoding_sha256": _SHA256,
        "text_file": _TEXT,
        "note": {"type": "string"},
        "constructions": {
            "type": "object",
            "properties": {name: {"enum": sorted(fact.values)} for name, fact in sorted(legal.items())},
            "additionalProperties": False,
        },
    }
    policy = {
        "cite": _TEXT,
        "summary": _TEXT,
        "severity": {"enum": ["clear with duties", "licence required", "prohibited"]},
        "when": {"description": "A condition as `pratique law export` writes it.", "type": ["object", "string"]},
        "per": _TEXT,
        "market": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "from": DAY,
        "by": _TEXT,
    }
    given = {
        "signoffs": {"type": "array", "items": _entry(signoff, "cite", "by", "on", "text_sha256", "encoding_sha256")},
        "policies": {"type": "array", "items": _entry(policy, "cite", "summary", "severity", "when", "from")},
    }
    return _object("overlay", given)


def _entry(given: Schema, *required: str) -> Schema:
    return {"type": "object", "required": list(required), "properties": given, "additionalProperties": False}


def _object(name: str, given: Schema) -> Schema:
    return {
        "$schema": DRAFT,
        "$id": f"urn:pratique:schema:{name}:1",
        "title": f"pratique {name}",
        **_entry(given),
    }


SCHEMAS: dict[str, Callable[[], Schema]] = {
    "dossier": dossier_with_facts,
    "answers": answers_schema,
    "mapping": mapping_schema,
    "overlay": overlay_schema,
    "answer": answer_schema,
    "model": model_schema,
}
"""What has a schema -> the function that gives it (JSON Schema 2020-12)."""


class JsonSchema(Plain, msgspec.Struct, frozen=True):
    """A JSON Schema (2020-12) by the name of what it describes."""

    name: str
    schema: Schema

    def to_dict(self) -> Data:
        """The schema itself, as an editor or another program reads it."""
        return self.schema


def schema_of(name: str) -> JsonSchema:
    """A name (dossier, answers, mapping, overlay, answer, model) -> its JSON Schema. Raises UsageError.

    >>> pratique.schema("dossier").to_dict()["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    if name not in SCHEMAS:
        raise UsageError(f"There is no schema {name!r}; there are {', '.join(SCHEMAS)}.")
    return JsonSchema(name, SCHEMAS[name]())
