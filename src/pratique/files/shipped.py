"""Files that the program brings along, beside its modules: tables of the law, names of countries, words of texts.

Rule: they are read through the loader of their package, wherever that keeps them. `importlib.resources` does that
too, and loads temporary files, archives and random numbers on the way: a twentieth of a small check.
"""

from __future__ import annotations

import csv
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
    return tomllib.loads(shipped_text(package, name))
