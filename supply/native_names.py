"""The names of countries in their own languages, and in those of much trade, from the CLDR of Unicode.

`python supply/native_names.py` writes `src/pratique/ids/native_names.csv` from the CLDR that the package `babel`
carries (Unicode License v3, kept beside the table). Nothing is fetched. A name that two countries share, that the
table of ISO names gives to another, or that could be a code is left out: the look-up stays a function.
"""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import babel
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from pratique.ids.country import _key, countries, listed_names

ROOM = Path(__file__).parents[1] / "src" / "pratique" / "ids"
TRADE = ("de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "ru", "ar", "ja", "ko", "zh_Hans", "zh_Hant")
"""Languages in which every country is named."""


def languages(code: str) -> list[str]:
    """The official languages of a country, and those of trade."""
    own = get_official_languages(code, regional=True, de_facto=True)
    return list(dict.fromkeys([*own, *TRADE]))


def named(code: str, language: str) -> str | None:
    try:
        return Locale.parse(language).territories.get(code)
    except (UnknownLocaleError, ValueError):
        return None


def rows() -> list[tuple[str, str, str]]:
    """Code, language, name; each key once, none that means another country."""
    known = listed_names()
    found: dict[str, list[tuple[str, str, str]]] = {}
    for code in countries():
        for language in languages(code):
            name = named(code, language)
            if name and len(_key(name)) > 1 and not (name.isascii() and len(name) <= 3):
                found.setdefault(_key(name), []).append((code, language, name))
    single = [its[0] for key, its in found.items() if len({each[0] for each in its}) == 1 and key not in known]
    return sorted(single)


def main() -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("alpha2", "language", "name"))
    writer.writerows(rows())
    (ROOM / "native_names.csv").write_text(out.getvalue(), "utf-8")
    shutil.copy(Path(babel.__file__).parent / "locale-data" / "LICENSE.unicode", ROOM / "native_names.LICENSE")


if __name__ == "__main__":
    main()
