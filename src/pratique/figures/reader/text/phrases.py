"""A phrase book: which word sequences of a language mean which code.

Rule: phrases are literal. A row is written `head (a|b) tail?`, where `(a|b)` is a choice, `(a|)` an option and
`?` after a word its plural in s or nothing; it is spelled out once, so that a look-up is one dictionary access
and the longest phrase wins. English matches whole words (a hyphen is a space), Chinese matches characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from pratique.value_class import dataclass

Meaning = tuple[str, str]
"""(kind, code), as `("product", "nev")`."""

_CHOICE = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Phrases by their first unit (a word, or a character), longest first."""

    by_head: dict[str, list[tuple[tuple[str, ...], Meaning]]]

    def match(self, units: list[str], at: int) -> tuple[int, Meaning] | None:
        """Units taken and the meaning of the longest phrase that starts at unit `at`, or None."""
        for phrase, meaning in self.by_head.get(units[at], ()):
            if tuple(units[at : at + len(phrase)]) == phrase:
                return len(phrase), meaning
        return None

    def match_text(self, text: str, at: int) -> tuple[int, Meaning] | None:
        """The same on characters of `text`."""
        for phrase, meaning in self.by_head.get(text[at], ()):
            if text.startswith(phrase[0], at):
                return len(phrase[0]), meaning
        return None


def word_book(rows: Iterable[tuple[str, str, str]]) -> PhraseBook:
    """A book of words from rows (kind, code, pattern; patterns separated by `;`)."""
    return _book((tuple(text.split()), (kind, code)) for kind, code, text in _spelled(rows))


def character_book(rows: Iterable[tuple[str, str, str]]) -> PhraseBook:
    """A book of characters from rows of the same shape."""
    return _book((((text.replace(" ", ""),), (kind, code)) for kind, code, text in _spelled(rows)), by_character=True)


def _spelled(rows: Iterable[tuple[str, str, str]]) -> Iterable[tuple[str, str, str]]:
    for kind, code, patterns in rows:
        for pattern in patterns.split(";"):
            for text in spell(pattern.strip()):
                yield kind, code, text


def spell(pattern: str) -> list[str]:
    """Every phrase that a pattern stands for.

    >>> spell("passenger (car|vehicle)?")
    ['passenger car', 'passenger cars', 'passenger vehicle', 'passenger vehicles']
    """
    choices: list[list[str]] = []
    for word in re.findall(r"\([^)]*\)\??|[^\s()]+|(?<=\))(?=\()", pattern) if "(" in pattern else pattern.split():
        plural = word.endswith("?")
        core = word[:-1] if plural else word
        inner = _CHOICE.fullmatch(core)
        options = inner[1].split("|") if inner else [core]
        choices.append([form for option in options for form in ((option, option + "s") if plural else (option,))])
    joint = "" if re.search(r"[\u3400-\u9fff]", pattern) else " "
    return [joint.join(part for part in parts if part).strip() for parts in product(*choices)]


def _book(pairs: Iterable[tuple[tuple[str, ...], Meaning]], by_character: bool = False) -> PhraseBook:
    by_head: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for phrase, meaning in pairs:
        head = phrase[0][0] if by_character else phrase[0]
        by_head.setdefault(head, []).append((phrase, meaning))
    for entries in by_head.values():
        entries.sort(key=lambda entry: -sum(map(len, entry[0])))
    return PhraseBook(by_head)
