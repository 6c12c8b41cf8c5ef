"""The JSON Schema of a dossier with every fact in it, for editors: names complete, a misspelt one is marked.

Rule: the schema takes all that the reader takes (`facts.reading`, `facts.written`), and of what the reader refuses at
least the names, the types and the words that no spelling of a value fits. The reader alone decides: a country may be
written by any of its names, a number in another unit, and what of two facts goes together no schema says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pratique.dossier.entries import ENTRIES, TableEntry
from pratique.dossier.faults import schema as dossier_schema
from pratique.dossier.roles import ROLES
from pratique.facts.definition import COUNTRIES, VOCABULARY, Definition
from pratique.facts.proof import BASES, REASONS
from pratique.facts.unions import UNIONS
from pratique.facts.written import UNITS
from pratique.logic.nodes import ChoiceFact, DateFact, NumberFact, SetFact, TruthFact
from pratique.usecases.book.vocabulary import load_everything

Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""
ID = "urn:pratique:schema:dossier:1:facts"
_EXPRESSION = {"type": "string", "pattern": r"^\s*(one-of|not|at-least)\(.*\)\s*$"}
_SILENT = {"type": "string", "pattern": r"^\s*(\?|[nN]/[aA])\s*$", "description": "Considered, and not known."}
_INTERVAL = {"type": "string", "pattern": r"^\s*[\[(][^,]*,[^,]*[\])]\s*$", "description": "An interval, [ ] closed."}
_NONE = {"type": "string", "pattern": r"^\s*[nN][oO][nN][eE]\s*$", "description": "There is none, and that is known."}
DAY: Schema = {
    "anyOf": [
        {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        {"type": "string", "pattern": r"^\s*\d{4}(-\d{2}(-\d{2}([Tt ].*)?)?)?\s*$"},
        {"type": "integer", "minimum": 1, "maximum": 9999, "description": "A year."},
    ],
    "description": "A day, or what a month or a year leaves open.",
}
_AS_FACTS = {"act": "act.kind", "date": "act.date", "into": "act.into", "out_of": "act.out_of"}
"""Keys of a transaction that are facts under a shorter name."""


def dossier_with_facts() -> Schema:
    """The schema of a dossier (2020-12, TOML dates as `format: date`) in which every fact is a key of its own."""
    load_everything()
    found = dossier_schema()
    shared = found["$defs"]
    shared |= {"day": DAY, "fact.open": _open(), "fact.country": {"enum": [*COUNTRIES, *UNIONS]}}
    shared |= {f"fact.{name}": fact_schema(each) for name, each in sorted(VOCABULARY.items())}
    for name, entry in ENTRIES.items():
        shared[name] = _with_facts(shared[name], name, entry)
    shared["facts"] = _facts(VOCABULARY)
    shared["feature.facts"] = _facts(name for name, each in VOCABULARY.items() if each.fact.kind.name == "feature")
    shared["answer"]["properties"]["fact"] = {
        "anyOf": [{"enum": sorted(VOCABULARY)}, {"type": "string", "pattern": r"^[a-z_]+\.present$"}]
    }
    return {**found, "$id": ID}


def answers_schema() -> Schema:
    """The schema of a file of answers ([[answers]] and [[withdrawals]])."""
    whole = dossier_with_facts()
    withdrawal = {
        "type": "object",
        "required": ["of", "by", "on"],
        "properties": {"of": {"type": "string"}, "by": {"type": "string"}, "on": DAY, "reason": {"type": "string"}},
        "additionalProperties": False,
    }
    return {
        "$schema": whole["$schema"],
        "$id": "urn:pratique:schema:answers:1",
        "title": "pratique answers",
        "type": "object",
        "properties": {
            "answers": {"type": "array", "items": {"$ref": "#/$defs/answer"}},
            "withdrawals": {"type": "array", "items": withdrawal},
        },
        "$defs": {name: whole["$defs"][name] for name in ("id", "print", "answer")},
    }


def _with_facts(table: Schema, name: str, entry: type[TableEntry]) -> Schema:
    """A table of the dossier in which each other key is a fact, and nothing else may stand."""
    prefix = f"{entry.prefix}."
    of_kind = [each for each in sorted(VOCABULARY) if VOCABULARY[each].fact.kind is entry.kind]
    given = dict(table["properties"])
    for key in sorted(entry.keys() - given.keys()):
        given[key] = {"type": ["string", "array"]}
    for each in of_kind:
        if each.startswith(prefix) and each.removeprefix(prefix) not in given:
            given[each.removeprefix(prefix)] = _ref(each)
    if name == "transaction":
        given |= {key: _ref(fact) for key, fact in _AS_FACTS.items()}
        given["role"] = {"anyOf": [{"enum": list(ROLES)}, _ref("actor.roles")]}
    given["facts"] = _facts(of_kind)
    return {**table, "properties": given, "additionalProperties": False}


def _facts(names: Iterable[str]) -> Schema:
    return {
        "type": "object",
        "description": "Full fact name to value.",
        "properties": {name: _ref(name) for name in sorted(names)},
        "additionalProperties": False,
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/fact.{name}"}


# --- one fact -----------------------------------------------------------------------------------------------


def fact_schema(definition: Definition) -> Schema:
    """The schema of one fact: a literal, a text in the grammar of values, or a table that says what is open."""
    fact = definition.fact
    match fact:
        case TruthFact():
            words = {"type": "string", "pattern": _words_pattern(["true", "false", "yes", "no", "1", "0", "unknown"])}
            ways: list[Schema] = [{"type": "boolean"}, words]
        case NumberFact():
            ways = [_number(fact), _INTERVAL, _EXPRESSION, *([_NONE] if fact.may_be_none else [])]
        case DateFact():
            ways = [DAY, _INTERVAL, _EXPRESSION, *([_NONE] if fact.may_be_none else [])]
        case ChoiceFact():
            ways = [*_words(fact.values), _EXPRESSION]
            ways += [{"type": "boolean"}] if {"yes", "no"} <= fact.values else []
            ways += [{"type": "integer"}] if any(each.isdecimal() for each in fact.values) else []
        case SetFact():
            ways = [*_words(fact.values, joined=True), _EXPRESSION, _NONE]
            ways += [{"type": "array", "items": {"anyOf": _words(fact.values)}}]
    return {
        "title": definition.name,
        "description": f"{definition.meaning} Known by: {definition.known_by}. Shown by: {definition.proof}.",
        "anyOf": [*ways, _SILENT, {"$ref": "#/$defs/fact.open", "properties": {"value": _ref(definition.name)}}],
    }


def _number(fact: NumberFact) -> Schema:
    units = " or ".join(UNITS.get(fact.unit, {fact.unit: 1}))
    said = f"In {fact.unit}; as a text also in {units}." if fact.unit else "A number."
    kind = "integer" if fact.whole else "number"
    # A whole number may be written 4.0; the reader looks at its value, as JSON Schema does.
    return {"type": [kind, "string"], "pattern": r"\d|^\s*[\[(]", "description": said}


def _words(values: frozenset[str], joined: bool = False) -> list[Schema]:
    """A value of a closed list in any spelling; a country by its code, or as a text of any name."""
    if "US" in values:
        return [{"$ref": "#/$defs/fact.country"}, {"type": "string", "pattern": r"[^\W\d_]{2}"}]
    each = _words_pattern(sorted(values)).removeprefix("^").removesuffix("$")
    pattern = f"^{each}(\\s*[|+]\\s*{each})*$" if joined else f"^{each}$"
    return [{"enum": sorted(values)}, {"type": "string", "pattern": pattern}]


def _words_pattern(words: Iterable[str]) -> str:
    return rf"^\s*({'|'.join(_any_case(each) for each in words)})\s*$"


def _any_case(word: str) -> str:
    """A pattern for a word in any letter case, with blanks or hyphens for its low lines."""
    return "".join(_any_sign(sign) for sign in word)


def _any_sign(sign: str) -> str:
    if sign in "_- ":
        return "[ _-]"
    if sign.lower() != sign.upper():
        return f"[{sign.lower()}{sign.upper()}]"
    return sign if sign.isalnum() else f"[{sign}]"


def _open() -> Schema:
    """A table that says what is not known, or carries a proof beside a value."""
    end = {"type": ["number", "string"]}
    listed = {"type": "array", "items": {"type": ["string", "number", "boolean"]}}
    given: Schema = {
        **dict.fromkeys(("min", "max", "exclusive_min", "exclusive_max"), end),
        **dict.fromkeys(("one_of", "must", "may"), listed),
        "not": {"type": ["array", "string", "number", "boolean"]},
        "none": {"type": "boolean"},
        "unknown": {"enum": [*REASONS]},
        "unit": {"type": "string"},
        **_proof(),
    }
    return {"type": "object", "properties": given, "propertyNames": {"enum": ["value", *given]}}


def _proof() -> Schema:
    return {
        "source": {"type": "string"},
        "basis": {"enum": [*BASES]},
        "asserted_on": {"$ref": "#/$defs/day"},
        "expires_on": {"$ref": "#/$defs/day"},
        "document": {"type": "string"},
        "confidential": {"type": "boolean"},
    }
