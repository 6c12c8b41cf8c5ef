"""What the pages of a supplier say, in English and Chinese: `words.csv`, one row a text.

What an answer may be is in `choices.csv`; the papers that show it and the countries have their own names.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

from pratique.facts.wording import document_text
from pratique.ids.country import countries, country_code, country_name

LANGUAGES = ("en", "zh")


def _read() -> dict[str, dict[str, str]]:
    source = resources.files("pratique.desk").joinpath("words.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(source.splitlines()))
    return {language: {row["key"]: row[language] for row in rows} for language in LANGUAGES}


WORDS = _read()
"""By language, then by key."""


@cache
def _chinese(file: str) -> dict[str, str]:
    """The Chinese of a list, by the English."""
    source = resources.files("pratique.desk").joinpath(file).read_text(encoding="utf-8")
    return {row[0]: row[1] for row in csv.reader(source.splitlines()[1:])}


def choice_in(choice: str, language: str) -> str:
    """A choice in words: a country by its name; what has no words of its own as it is written."""
    code = choice if choice in countries() else country_code(choice) if choice[:1].isupper() else None
    country = countries().get(code or "")
    if country is not None:
        return f"{country.name_zh if language == 'zh' else country_name(country.alpha2)} ({country.alpha2})"
    plain = choice.replace("_", " ")
    return _chinese("choices.csv").get(choice, plain) if language == "zh" else plain


def paper_in(name: str, language: str) -> str:
    """A document that may show something, by its name in a language."""
    return document_text(name)[LANGUAGES.index(language)]


_SAID = (
    (re.compile(r"any other (\w+) of (.+)", re.DOTALL), "“{of}”的任何其他{kind}"),
    (re.compile(r"the (\w+) behind (.+)", re.DOTALL), "“{of}”背后的{kind}"),
    (re.compile(r"the (\w+) of (.+)", re.DOTALL), "“{of}”的{kind}"),
    (re.compile(r"unnamed (\w+) of (.+)", re.DOTALL), "“{of}”的未具名{kind}"),
)
"""How the program names what has no name of its own, and how that is said in Chinese."""
_KINDS = {
    "source": "来源方",
    "part": "部件",
    "party": "相关方",
    "holder": "持有人",
    "vehicle": "车辆",
    "actor": "行为方",
    "developer": "开发方",
    "manufacturer": "制造商",
    "supplier": "供应商",
    "designer": "设计方",
    "maintainer": "维护方",
    "author": "作者",
    "publisher": "发布方",
    "vendor": "供货商",
    "maker": "制造商",
    "owner": "所有人",
}


def named_in(about: str, language: str) -> str:
    """What a question is about, in a language: what is not listed is named as such, a name stays as it is."""
    for pattern, said in _SAID if language == "zh" else ():
        if (found := pattern.fullmatch(about)) is not None:
            return said.format(of=named_in(found[2], language), kind=_KINDS.get(found[1], found[1]))
    return about
