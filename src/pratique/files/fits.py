"""Whether a value certainly fits a JSON Schema, told without the validator, which takes longer to load than to ask.

Rule: what is said to fit has no fault (tests hold it against the validator); False says only that it is not certain:
of a keyword that is not known here, a value that is large, or one that a language reads in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MOST_VALUES = 5_000
"""Values beyond which the validator is the quicker one."""
_CERTAIN = 2**53
"""Below it a number is the same in every reader of JSON."""
_BESIDE = frozenset({"$schema", "$id", "$defs", "title", "description"})
"""Keywords that ask nothing."""
_ONLY_OF: dict[type, frozenset[str]] = {
    dict: frozenset({"properties", "required", "additionalProperties"}),
    list: frozenset({"items", "minItems", "uniqueItems"}),
    str: frozenset({"minLength", "maxLength", "pattern"}),
}
"""Keywords that ask something of one kind of value alone."""

Schema = Mapping[str, object]


def certainly_fits(value: object, schema: Schema) -> bool:
    """A plain value and a schema whose references are to its own `$defs` -> whether the value certainly fits."""
    return _Reader(schema).fits(value, schema)


class Allowance:
    """So many values are looked at here in one process; what is too large for what is left is not begun."""

    def __init__(self, most: int) -> None:
        self.left = most

    def takes(self, value: object) -> bool:
        """Whether a value is within what is left, which is less for it."""
        found, waiting = 0, [value]
        while waiting and found <= self.left:
            each = waiting.pop()
            found += 1
            if isinstance(each, dict):
                waiting += each.values()
            elif isinstance(each, list):
                waiting += each
        self.left = max(self.left - found, 0)
        return not waiting and self.left > 0


class _Reader:
    """One look at a value: how much of it may still be looked at."""

    def __init__(self, schema: Schema) -> None:
        kept = schema.get("$defs")
        self.defs: Mapping[str, object] = kept if isinstance(kept, dict) else {}
        self.left = MOST_VALUES

    def fits(self, value: object, schema: object) -> bool:
        self.left -= 1
        if self.left < 0 or not isinstance(schema, dict) or not _is_plain(value):
            return False
        return all(self._holds(word, said, value, schema) for word, said in schema.items() if word not in _BESIDE)

    def _holds(self, word: str, said: object, value: object, schema: Schema) -> bool:
        match word, said:
            case "$ref", str():
                return self.fits(value, self.defs.get(said.removeprefix("#/$defs/")))
            case "type", str():
                return _is_of(value, said)
            case "type", list():
                return any(_is_of(value, each) for each in said)
            case "anyOf", list():
                return any(self.fits(value, each) for each in said)
            case (("const" | "enum"), _):
                return _is_among(value, said if isinstance(said, list) else [said])
        if any(word in words and not isinstance(value, kind) for kind, words in _ONLY_OF.items()):
            return True
        if isinstance(value, dict):
            return self._holds_of_object(word, said, value, schema)
        if isinstance(value, list):
            return self._holds_of_list(word, said, value)
        return isinstance(value, str) and _holds_of_text(word, said, value)

    def _holds_of_object(self, word: str, said: object, value: dict[str, object], schema: Schema) -> bool:
        match word, said:
            case "properties", dict():
                return all(self.fits(inner, said[key]) for key, inner in value.items() if key in said)
            case "required", list():
                return all(key in value for key in said)
            case "additionalProperties", _:
                named = schema.get("properties", {})
                others = {key: inner for key, inner in value.items() if key not in named}  # type: ignore[operator]
                return not others if said is False else all(self.fits(inner, said) for inner in others.values())
        return False

    def _holds_of_list(self, word: str, said: object, value: list[object]) -> bool:
        match word, said:
            case "items", dict():
                return all(self.fits(inner, said) for inner in value)
            case "minItems", int():
                return len(value) >= said
            case "uniqueItems", True:
                return all(isinstance(each, str) for each in value) and len(set(map(str, value))) == len(value)
        return False


def _is_plain(value: object) -> bool:
    """Whether a value reads alike in every language: no broken text, no number near the end of its range."""
    if isinstance(value, str):
        return value.isascii() or value.isprintable()
    if isinstance(value, dict):
        return all(isinstance(key, str) and (key.isascii() or key.isprintable()) for key in value)
    if isinstance(value, int | float):
        return -_CERTAIN < value < _CERTAIN
    return value is None or isinstance(value, list)


def _is_of(value: object, kind: object) -> bool:
    match kind:
        case "string":
            return isinstance(value, str)
        case "object":
            return isinstance(value, dict)
        case "array":
            return isinstance(value, list)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
    return False


def _is_among(value: object, said: list[object]) -> bool:
    return any(type(each) is type(value) and each == value for each in said if isinstance(each, str | int | bool))


def _holds_of_text(word: str, said: object, value: str) -> bool:
    match word, said:
        case "minLength", int():
            return len(value) >= said
        case "maxLength", int():
            return len(value) <= said
        case "pattern", str() if said.startswith("^") and said.endswith("$") and "|" not in said:
            return re.fullmatch(said[1:-1], value, re.ASCII) is not None
    return False
