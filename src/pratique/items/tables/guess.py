"""What the headers of a table mean where nobody declared it: the words of many programs and languages.

Rule: a guess is shown. A header that means one thing in every table we know is read as that; one that may mean two
is asked about and not read, whatever its cells hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Any

from pratique.files.shipped import shipped_toml
from pratique.items.tables.meanings import ONCE, meaning_of
from pratique.patterns import regex
from pratique.value_class import dataclass

IDENTIFYING = frozenset({"ref", "name", "designators", "part-number", "internal-number", "value", "description"})
"""Meanings by which a row can be told from the others."""
_OF_PARTIES = regex(
    r"manufactur|\bm(?:fr|fg|anf)|maker|made by|vendor|suppl|produc|design(?:er|ed)|develop|sourc|brand|company|firm"
    r"|\b(?:oem|odm|ems|fab)\b|foundry|assembl(?:er|ed)|owner|origin(?:ator|ated)|alternat|substitut|equivalent"
    r"|herstell|lieferant|zuliefer|produzent|entwickl|fabri[ck]|fourniss|proveedor|produttor|fornitor|concepteur"
    r"|производ|поставщ|разработ|制造|製造|生产|厂|廠|供应|供應|供給|供方|研发|設計|设计|開発|开发|メーカ|替代|代用"
)
_PIECES = regex(
    r"[\n/|()\[\]{}（）【】<>]+|(?<=[\u3040-\u9fff\uac00-\ud7af])\s*(?=[A-Za-z])|(?<=[A-Za-z.])\s*(?=[\u3040-\u9fff\uac00-\ud7af])"
)
"""Where a title goes on in another language, or in brackets."""
_FURTHER = regex(r"(.*\D) ?[2-9]")
_NUMBERED = frozenset({"manufacturer", "part-number", "supplier"})
MOST_ABOVE = 40
"""How many rows may stand above the header of a table that declares none."""
MOST_TITLE = 2_000
"""A longer title is a text and no word of any table; whether it speaks of a maker is looked for all the same."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A program's own table: known by headers that all stand in it."""

    name: str
    title: str
    needs: frozenset[str]
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Guess:
    """What the headers mean by index: `sure` is read, `unsure` has the meanings among which somebody must choose."""

    sure: Mapping[int, str]
    unsure: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    profile: Profile | None = None

    @property
    def identifies(self) -> bool:
        """Whether a row can be told from the others by what is sure."""
        return bool(IDENTIFYING & set(self.sure.values()))


_FILLED_IN = re.compile(r"\((?:optional|required|mandatory|可选|选填|必填|必选|任意|必須)\)\s*$")
"""What a form says of filling in a column; it says nothing of what stands there."""


def plain(header: str) -> str:
    """A header as it is compared: without case, marks and doubled blanks."""
    text = _FILLED_IN.sub("", unicodedata.normalize("NFKC", header).casefold())
    text = re.sub(r"[\s_./\\:()\[\]{}|,;*?!-]+", " ", text).strip()
    return text if text in _words()[0] or text in _words()[1] else text.rstrip("#").strip() or text


def guess(headers: Sequence[str | None], profile: str | None = None) -> Guess:
    """The meanings of the headers of a table; `profile` is one of `profiles()`, else that which its headers show."""
    words = {index: plain(each) for index, each in enumerate(headers) if each and _is_title(each)}
    known = _profile(frozenset(words.values()), profile)
    sure: dict[int, str] = {}
    unsure: dict[int, tuple[str, ...]] = {}
    own = known.columns if known else {}
    for index, word in words.items():
        exact = own.get(word) or _exact(headers[index] or "")
        choices = (exact,) if exact else meanings(headers[index] or "")
        if len(choices) > 1:
            unsure[index] = choices
        elif choices and (choices[0] not in ONCE or choices[0] not in sure.values()):
            sure[index] = choices[0]
        elif choices:
            unsure[index] = (choices[0], "alternate", "ignore")
    return Guess(sure, _settled(sure, unsure), known)


def _is_title(header: str) -> bool:
    return len(header) <= MOST_TITLE and bool(header.strip())


def meanings(title: str) -> tuple[str, ...]:
    """What a title may mean by the words of every table we know: one where it is sure, none where it is not known.

    A unit in it says nothing (`Menge [ST]`); where it says itself in two languages or by two words, both must agree
    (`制造商 Manufacturer`, `Part Number (MPN)`); the second and further makers and numbers of a part are alternates.
    """
    if known := _known(title):
        return known
    if (numbered := _FURTHER.fullmatch(plain(title))) and set(_known(numbered[1])) & _NUMBERED:
        return ("alternate",)
    found = [_known(each) for each in title_pieces(title)]
    if not found or not all(found):
        return ()
    agreed = [each for each in found[0] if all(each in its for its in found)]
    return tuple(agreed or dict.fromkeys(each for its in found for each in its))


def title_pieces(title: str) -> list[str]:
    """What a title says in several languages or in brackets, each by itself; a unit among it says nothing."""
    return [each for each in _PIECES.split(title) if each and plain(each) and plain(each) not in row_words("unit")]


def _known(title: str) -> tuple[str, ...]:
    sure, unsure = _words()
    word = plain(title)
    return (sure[word],) if word in sure else unsure.get(word, ())


def _settled(sure: dict[int, str], unsure: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """What stays unsure: of two meanings of which another column has one, a number of the part is the other."""
    left: dict[int, tuple[str, ...]] = {}
    for index, choices in unsure.items():
        open_ones = tuple(each for each in choices if each not in sure.values() or each not in ONCE)
        names_a_part = all(each in IDENTIFYING for each in choices)
        if names_a_part and len(open_ones) == 1:
            sure[index] = open_ones[0]
        elif names_a_part and len(choices) > 1 and not IDENTIFYING & set(sure.values()):
            sure[index] = "name"  # what tells one row from the next, whoever gave the number
        else:
            left[index] = choices
    return left


def _exact(header: str) -> str | None:
    meaning = meaning_of(header)
    return meaning if meaning is not None and meaning.startswith("pratique:") else None


def may_name(header: str) -> bool:
    """Whether a header that means nothing known speaks of whoever makes, designs, sells or stands behind a part."""
    return _OF_PARTIES.search(unicodedata.normalize("NFKC", header).casefold()) is not None


def header_row(rows: Sequence[Sequence[str | None]]) -> int:
    """The index of the row that reads most like a header among the first ones; the first row where none does."""
    best, found = 0, 0
    for index, row in enumerate(rows[:MOST_ABOVE]):
        known = guess(row)
        told = len({meaning for meaning in known.sure.values() if meaning != "ignore"}) + len(known.unsure)
        if known.identifies and told > best:
            best, found = told, index
    return found if best >= 2 else 0


@lru_cache(maxsize=1)
def profiles() -> Mapping[str, Profile]:
    """Every built-in profile by name."""
    return {
        name: Profile(
            name, each["title"], frozenset(each["needs"]), {plain(w): m for w, m in each.get("columns", {}).items()}
        )
        for name, each in _data()["profile"].items()
    }


def _profile(words: frozenset[str], name: str | None) -> Profile | None:
    if name is not None:
        return profiles()[name]
    fitting = [each for each in profiles().values() if each.needs <= words]
    return max(fitting, key=lambda each: len(each.needs), default=None)


@lru_cache(maxsize=8)
def row_words(kind: str) -> frozenset[str]:
    """The words of rows that are no part, as `plain` writes them: `total`, `signed` or `unit`."""
    return frozenset(_norm(word) for word in _data()["rows"][kind])


@lru_cache(maxsize=1)
def _words() -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    """Meaning by word where it is sure, and the choices by word where it is not."""
    data = _data()
    sure = {_norm(word): meaning for meaning, words in data["sure"].items() for word in words}
    return sure, {_norm(word): tuple(choices) for word, choices in data["unsure"].items()}


def _norm(word: str) -> str:
    text = unicodedata.normalize("NFKC", word).casefold()
    return re.sub(r"[\s_./\\:()\[\]{}|,;*?!-]+", " ", text).strip()


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = shipped_toml("pratique.items.tables", "headers.toml")
    return data
