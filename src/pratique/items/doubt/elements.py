"""Which elements of the control notices a name has: by their words in nine languages, by symbols and by formulas.

Rule: an element that the name denies ("dysprosium-free", "不含铽") is not named, and silences no other; a symbol
alone counts beside the word for a magnet, an alloy or a target; a formula counts where every letter is an element.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pratique.items.doubt.nouns import its_own
from pratique.items.doubt.words import words_in
from pratique.patterns import regex

MOST_READ = 4000
"""So much of a name is read (characters)."""
LETTERS = 2
"""A symbol of so many letters makes a formula surer than one of a single letter."""
_ALONE = frozenset(("GaN", "GaP", "InP", "WO3", "Y2O3", "YF3"))
"""Formulas that are sure though they are of a single symbol of two letters without a figure, or of none."""
_SYMBOLS = "Dy|Tb|Sm|Gd|Lu|Sc|Ho|Er|Tm|Eu|Yb|Ga|Ge|Sb|Te|Bi|Mo|In|W|Y"
_PARTNERS = "Nd|Pr|Ce|La|Fe|Co|Ni|Cu|Zr|Al|As|Si|Nb|Zn|Ba|Cd|Sn|B|N|P|O|F|C|S"
_FORMULA = regex(rf"(?<![A-Za-z0-9])(?:[(\[]?(?:{_SYMBOLS}|{_PARTNERS})\d{{0,3}}[)\],·-]?){{2,12}}(?![A-Za-z])")
_ONE = regex(rf"(?<![A-Za-z0-9])(?!In|W|Bi)({_SYMBOLS})(?![A-Za-z0-9])")
"""A symbol by itself; `In` and `Bi` are words of their own, `W` is a unit."""
_ELEMENT = regex(rf"{_SYMBOLS}|{_PARTNERS}")
_FORMS = (
    ("oxide", frozenset("O")),
    ("fluoride", frozenset("F")),
    ("alloy", frozenset(("Nd", "Pr", "Ce", "La", "Fe", "Co", "Ni", "Cu", "Zr", "Al", "Nb", "Zn", "Sn"))),
)
"""The word for what a formula is of, by what stands in it beside the elements of the notices."""


def elements_named(name: str) -> frozenset[str]:
    """The name of a thing -> the symbols of the elements of the notices that it says are in it."""
    told = _denied().sub(" ", _in_words(name))
    return frozenset(found.lastgroup for found in _words().finditer(told) if found.lastgroup)


def forms_in_words(name: str) -> str:
    """A name -> itself, with the word for its form in place of each formula that has an element of the notices."""
    return _FORMULA.sub(lambda found: _form(found.group()), unicodedata.normalize("NFKC", name[:MOST_READ]))


def _form(formula: str) -> str:
    beside = frozenset(_ELEMENT.findall(formula)) - words_in("elements").keys()
    if _told(formula) == formula or not beside:
        return formula
    return next((word for word, partners in _FORMS if beside <= partners), formula)


def _in_words(name: str) -> str:
    """A name in lower case with the word of each element for its symbols, and without what the thing is for."""
    plain = unicodedata.normalize("NFKC", name[:MOST_READ])
    told = _FORMULA.sub(lambda found: _told(found.group()), plain)
    if _magnet().search(plain.casefold()) is not None:
        told = _ONE.sub(lambda found: f" {_word(found.group(1))} ", told)
    return its_own(told)


def _told(formula: str) -> str:
    """The words of the elements of a formula, in its place; itself where it may be any abbreviation."""
    found = _ELEMENT.findall(formula)
    long = sum(len(each) == LETTERS for each in found)
    is_sure = long > 1 or (long == 1 and any(each.isdigit() for each in formula))
    if not is_sure and formula not in _ALONE:
        return formula
    return f" {' , '.join(_word(each) for each in found if each in words_in('elements'))} "


def _word(symbol: str) -> str:
    return words_in("elements")[symbol].partition("|")[0]


@cache
def _magnet() -> re.Pattern[str]:
    return re.compile(words_in("elements_denied")["magnet"])


@cache
def _words() -> re.Pattern[str]:
    """The words, each in a group of its symbol; that of ytterbium before the two that it holds."""
    said = sorted(words_in("elements").items(), key=lambda each: each[0] not in ("Yb", "Tb"))
    return re.compile("|".join(f"(?P<{symbol}>{words})" for symbol, words in said))


@cache
def _denied() -> re.Pattern[str]:
    """A list of elements with the words that deny it."""
    words, denied = "|".join(words_in("elements").values()), words_in("elements_denied")
    one = rf"(?:{words})[a-zß-ÿ]{{0,12}}"
    listed = rf"{one}(?:\s{{0,3}}(?:{denied['and']})\s{{0,3}}{one}(?!\s?[\d<>≥≤])){{0,14}}"
    return re.compile(rf"(?:{denied['before']})\(?{listed}|{listed}(?:{denied['after']})")
