"""Plain data written as TOML, one entry or one value a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping


def written(entry: Mapping[str, object], table: str = "answers") -> str:
    """One entry as TOML."""
    return "\n".join([f"[[{table}]]", *(f"{_key(key)} = {toml_value(value)}" for key, value in entry.items())]) + "\n"


def document(data: Mapping[str, object]) -> str:
    """A whole dossier as TOML: single values first, then its tables, each entry of an array of tables on its own."""
    return "\n".join(_blocks(data))


def _blocks(data: Mapping[str, object]) -> Iterator[str]:
    tables = {key: value for key, value in data.items() if isinstance(value, Mapping)}
    arrays = {key: value for key, value in data.items() if isinstance(value, list) and _are_tables(value)}
    for key, value in data.items():
        if key not in tables and key not in arrays:
            yield f"{_key(key)} = {toml_value(value)}"
    yield ""
    for key, entries in arrays.items():
        yield from (written(each, key) for each in entries)
    for key, table in tables.items():
        yield f"[{_key(key)}]"
        yield from (f"{_key(name)} = {toml_value(value)}" for name, value in table.items())
        yield ""


def _are_tables(entries: list[object]) -> bool:
    return bool(entries) and all(isinstance(each, Mapping) for each in entries)


def toml_value(value: object) -> str:
    """A value in one line of TOML."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(str(key))} = {toml_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml_value(each) for each in value) + "]"
    # JSON's strings, numbers and booleans are TOML's, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() and key.isascii() else json.dumps(key, ensure_ascii=False)
