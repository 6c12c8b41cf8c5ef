"""Files that the program brings along, beside its modules: tables of the law, names of countries, words of texts.

Rule: they are read through the loader of their package, wherever that keeps them. `importlib.resources` does that
too, and loads temporary files, archives and random numbers on the way: a twentieth of a small check.
"""

from __future__ import annotations

import csv
import re
import tomllib
from pkgutil import get_data
from typing import Any


def shipped_text(package: str, name: str) -> str:
    """The UTF-8 text of a file, by the package it lies in and its path below it. Raises FileNotFoundError."""
    data = get_data(package, name)
    if data is None:
        raise FileNotFoundError(f"{package} has no {name}")
    return data.decode("utf-8")


def shipped_rows(package: str, name: str) -> list[dict[str, str]]:
    """The rows of a table with a header, by column; as `shipped_text`."""
    return list(csv.DictReader(shipped_text(package, name).splitlines()))


def shipped_toml(package: str, name: str) -> dict[str, Any]:
    """What a TOML file says; as `shipped_text`."""
    text = shipped_text(package, name)
    found = _words_of(text)
    return tomllib.loads(text) if found is None else found


_STRING = r'(?:"[^"\\\n]*"|\'[^\'\n]*\')'
_BLANK = r"(?:[ \t]|\n(?:[ \t]*\#[^\n]*(?=\n))?)*"
_LIST = rf"\[{_BLANK}(?:{_STRING}{_BLANK},{_BLANK})*(?:{_STRING}{_BLANK})?\]"
_REMARKS = re.compile(r"\n[ \t]*#[^\n]*")
_STRINGS = re.compile(_STRING)
_ROW = re.compile(
    rf"""(?:[ \t]*(?:\#[^\n]*)?\n)+
    | \[(?P<table>[\w-]+(?:\.[\w-]+)*)\]\n
    | (?P<key>[\w-]+|"[^"\\\n]*")[ ]=[ ](?:(?P<list>{_LIST})
        |(?P<one>{_STRING})|\'\'\'\n?(?P<long>(?:[^']|'(?!''))*)\'\'\')\n""",
    re.VERBOSE | re.ASCII,
)


def _words_of(text: str) -> dict[str, Any] | None:
    """What a file of tables of words and lists of words says; None where it holds anything else."""
    whole: dict[str, Any] = {}
    table, at = whole, 0
    while at < len(text):
        row = _ROW.match(text, at)
        if row is None:
            return None
        at = row.end()
        if (name := row["table"]) is not None:
            table = whole
            *above, name = name.split(".")
            for step in above:
                table = table.setdefault(step, {})
                if not isinstance(table, dict):
                    return None
            if name in table:
                return None
            table[name] = table = {}
        elif (name := row["key"]) is not None:
            name = name.strip('"')
            if name in table:
                return None
            if row["list"] is not None:
                table[name] = [each[1:-1] for each in _STRINGS.findall(_REMARKS.sub("", row["list"]))]
            else:
                table[name] = row["one"][1:-1] if row["one"] is not None else row["long"]
    return whole
