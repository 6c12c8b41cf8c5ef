"""What a text beside a part says of another part, of another maker, of some units only, or of a place of concern.

Rule: a text is read for words that make a row more than, or other than, the part that it names; whatever it may mean
is told with the words, and nobody here decides what it means. What is denied ("no alternate") or names what is a row
itself says nothing. A remark that is not understood word by word may say anything. A text about a package of software
is prose of many: there such a word counts beside a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache, lru_cache

from pratique.ids import countries_in
from pratique.items.bill import Where
from pratique.items.doubt.nouns import is_itself, of_other_waves
from pratique.items.doubt.types import ON_AIR, type_called
from pratique.items.doubt.words import lists_in, words_in
from pratique.items.excerpt import COUNTED, EXCERPT, counts_other, says_lacking
from pratique.patterns import regex
from pratique.value_class import dataclass

ANOTHER = "words by which another part may stand there"
HOLDS = "words by which a part holds what is no line, or stands for a list"
LIMITED = "words by which a part is of some units, markets or a time only"
MADE = "words by which somebody else may have made or supplied it"
BRAND = "a maker of a country of concern, named beside a part of another"
PLACE = "a place in a country of concern, named beside a part"
RADIO = "a field by which a part has a radio that is said to contribute nothing to communication"
OWNED = "a field by which a state owns its maker"
WITHDRAWN = "a mark by which a part may not be used, or not yet, or is made no more"
UNKNOWN = "a remark that is not understood"
MOST_READ = 4000
"""So much of a text is read (characters)."""
NEAR = 60
"""Within so many characters of its word a number belongs to it."""
_NUMBER = regex(r"(?<![\w.])(?=[\w-]*\d)(?=[\w-]*[^\W\d_])[^\W_][\w-]{2,}(?![\w%])")
_REFERS = regex(r"(?<![\w-])(?:or|oder|ou|see|siehe|cf|vgl|use|uses|verwende)(?![\w-])|或|见|用|又は|または")
"""Words that lead to another number where one stands in a remark that is no line's."""
_SLASHED = regex(r"(?<=[^\W_])\s*/\s*([^\W\d_]{2,}-?\d{2,}[\w-]*)")
"""A number of a part behind a stroke, in lower case."""
_ASKS = regex(r"[?？]|(?<![\w-])(?:[2345]g|lte)(?![\w-])", re.IGNORECASE)
"""A question, or a radio that a remark names."""
_ADDS = regex(
    r"(?:plus|and|also|with|incl|see|further|additional\w*|und|sowie|auch|mit|inkl|siehe|weitere)(?![\w-])"
    r"|[另及和含]|(?:.*[^\w-])?(?:see|siehe) |.*(?:参见|参照|见附)"
)
"""How a text above a list begins, or leads elsewhere, that says more than what the list is called."""
_FORM = 12
"""Within so many characters of its name stands the form of a company."""
_SENTENCES = regex(r"[.!;:](?:\s|\Z)|[\n。；！]")
"""Where one sentence of a note ends, or what stands before a colon."""
_DATED = regex(r"(?:valid|effective|gültig|gueltig|stand)\s*(?:from|since|as of|ab|seit|:)")
"""A document says above its list from when on it holds."""
_LATIN = regex(r"[a-z]+")
_PIECES = regex(r"[^\W_]+(?:-[^\W_]+)*")
"""Words and numbers, a hyphen within them."""
_LETTERED = (
    r"[A-Z]?\d+(?:[.,]\d+)?[A-ZΜΩ°]{1,5}|\d+[RKMUNPµ]\d+|\d+(?:X\d+)+[A-Z]*|\d{1,4}-\d{1,4}(?:-\d{1,4})?[A-Z]{0,2}"
    r"|[XYCN][57P0O][RSPGVUO]|\d+(?:ST|ND|RD|TH|X|V|A|W)|20\d\d-?[A-Z]+\d*"
)
"""Values with units, dimensions and years."""


@cache
def _ordinary() -> re.Pattern[str]:
    """Numbers that name no part: packages, standards, places on a board, marks of change, licences, values."""
    said = {name: "|".join(words.split()) for name, words in words_in("ordinary").items()}
    packages, places = said["packages"], said["places"]
    return regex(
        rf"(?:{packages})-?\d[\w-]*|\d+-?(?:{packages})\w?|(?:{said['standards']})-?\d[\w-]*"
        rf"|(?:{places})\d{{1,4}}(?:-(?:{places})?\d{{1,4}})?|(?:{said['licences']})-[\w-]+|{_LETTERED}",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of `words.toml` as the patterns that texts are read by."""

    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    latin: tuple[tuple[str, re.Pattern[str]], ...]
    """The same without the words that no text of ASCII letters can hold."""
    several: re.Pattern[str]
    forms: re.Pattern[str]
    denied: re.Pattern[str]
    denied_after: re.Pattern[str]
    harmless: re.Pattern[str]
    harmless_in_capitals: re.Pattern[str]
    plain: frozenset[str]
    characters: re.Pattern[str]
    brands: frozenset[str]
    brand_characters: tuple[str, ...]


@cache
def _words() -> _Words:
    sections = ((ANOTHER, "another"), (HOLDS, "holds"), (LIMITED, "limited"), (MADE, "made"))
    said = [
        (what, [each for key in ("en", "de", "other") for each in lists_in(name)[key]]) for what, name in sections
    ]
    kinds = tuple((what, regex("|".join(each))) for what, each in said)
    latin = tuple((what, regex("|".join(filter(str.isascii, each)))) for what, each in said)
    denied = words_in("denied")
    return _Words(
        kinds=kinds,
        latin=latin,
        several=regex(words_in("several")["names"]),
        forms=regex(words_in("made")["forms"]),
        denied=regex(denied["before"]),
        denied_after=regex(denied["after"]),
        harmless=regex(denied["harmless"]),
        harmless_in_capitals=regex(denied["harmless"], re.IGNORECASE),
        plain=frozenset(words_in("plain")["words"].split()),
        characters=regex("|".join(sorted(words_in("plain")["characters"].split(), key=len, reverse=True))),
        brands=frozenset(words_in("brands")["latin"].split()),
        brand_characters=tuple(words_in("brands")["characters"].split()),
    )


@dataclass(frozen=True, slots=True)
class InDocument:
    """What is in its document: the numbers and names of its parts and its makers, in lower case; and how many."""

    numbers: Collection[str] = frozenset()
    makers: Collection[str] = frozenset()
    counted: Collection[int] = frozenset()
    """How many lines there are, how many of them under different names, and how many pieces."""

    def has(self, number: str) -> bool:
        """Whether a number is that of a line, or stands in the name of one."""
        return number.casefold() in self.numbers

    def has_radio(self, kinds: Collection[str]) -> bool:
        """Whether a line is called a radio of one of these types."""
        return any(type_called(name) in kinds for name in self.numbers)


def said_in(text: str, where: Where, known: InDocument, own: str = "") -> str | None:
    """What a text may say beside the part that it stands by; None where it says nothing of the kind.

    `own` is what that part is called, in lower case: a remark may name it again.
    """
    plain = _plain(text)
    if not plain:
        return None
    if on_no_line := where == "note" or (where == "title" and _ADDS.match(plain) is not None):
        where = "remark"
    if where == "title" and counts_other(text, known.counted):
        return COUNTED
    numbers = _numbers_in(_kept(text))
    strange = [each for each in numbers if not known.has(each) and each.casefold() not in own]
    if where != "title" and _names_a_brand(plain, known, own):
        return BRAND
    if where == "value":
        return PLACE if countries_in(plain) else None
    if where == "prose":
        return _in_prose(plain, strange)
    if strange and where not in ("name", "title") and _REFERS.search(plain):
        return ANOTHER
    if where != "title" and _meant(_withdrawn("said"), plain):
        return WITHDRAWN
    if where in ("remark", "loose") and says_lacking(text):
        return EXCERPT
    if on_no_line and _names_a_radio_beside(text, known):
        return ANOTHER
    if (found := _by_words(plain, where, bool(numbers) and not strange, known)) is not None:
        return found
    if where == "title":
        return None
    if countries_in(plain):
        return PLACE
    return UNKNOWN if where == "loose" and (strange or not _is_understood(text, known, own)) else None


def field_says(field: str, silent: bool, inert: bool = False) -> str | None:
    """What a field, `name: value`, says that its value does not deny.

    A radio is told of a part that is `silent`, and of one that is `inert` where the value is the name of a radio.
    """
    plain, value = _plain(field), field.partition(":")[2].strip().casefold()
    if not value:
        return None
    if _is_withdrawn(plain, value):
        return WITHDRAWN
    if _denies().match(value) is not None:
        return None
    sentences = [each.strip() for each in _SENTENCES.split(value) if each.strip()]
    if silent and (_fields("fields").search(plain) is not None or _names_a_radio(plain.partition(":")[0], sentences)):
        return RADIO
    if (silent or inert) and not ON_AIR.isdisjoint(map(type_called, sentences)):
        return RADIO
    return OWNED if _fields("owned").search(plain) is not None else None


def _names_a_radio(title: str, sentences: Collection[str]) -> bool:
    """Whether a sentence of the value of a field is of a radio, and not of what merely belongs to one."""
    if _fields("of_weight").search(title):
        return False
    return any(
        is_itself(each, _fields("values")) or is_itself(each, _fields("waves"), of_other_waves())
        for each in sentences
    )


def _names_a_radio_beside(text: str, known: InDocument) -> bool:
    """Whether a note on no line names a radio of a type that no line is of; each sentence is read as a name."""
    sentences = [each.strip().casefold() for each in _SENTENCES.split(_kept(text)) if each.strip()]
    if any(not known.has_radio({kind}) for kind in {type_called(each) for each in sentences} & ON_AIR if kind):
        return True
    return any(is_itself(each, _fields("values")) for each in sentences) and not known.has_radio(ON_AIR)


def _is_withdrawn(plain: str, value: str) -> bool:
    """Whether a field says of its part that it is blocked, obsolete or not released."""
    title, denied = plain.partition(":")[0], _denies().match(value) is not None
    of_status = _withdrawn("status").search(title) and not _withdrawn("apart").search(title)
    if of_status and _withdrawn("off").search(value):
        return True
    found = _withdrawn("released").match(plain) if denied else _withdrawn("flags").match(plain)
    return found is not None


@cache
def _withdrawn(name: str) -> re.Pattern[str]:
    return re.compile(words_in("withdrawn")[name])


@cache
def _fields(name: str) -> re.Pattern[str]:
    return re.compile(words_in("radio")[name])


@cache
def _denies() -> re.Pattern[str]:
    return re.compile(words_in("radio")["denied"])


def _names_a_brand(plain: str, known: InDocument, own: str) -> bool:
    """Whether a maker is named that is no maker of the document and no word of the part's own name."""
    named = _words().brands.intersection(_LATIN.findall(plain))
    if not plain.isascii():
        named |= {each for each in _words().brand_characters if each in plain}
    return any(each not in own and not any(each in maker for maker in known.makers) for each in named)


def _by_words(plain: str, where: Where, listed: bool, known: InDocument) -> str | None:
    words = _words()
    if where == "title":
        plain = _DATED.sub(" ", plain)
    for what, pattern in words.latin if plain.isascii() else words.kinds:
        if where == "title" and what not in (ANOTHER, LIMITED):
            continue
        if what in (ANOTHER, HOLDS) and listed:
            continue  # what it names is a line
        if _meant(pattern, plain):
            return what
    if where == "name" and (words.several.search(plain) or any(map(_is_number, _SLASHED.findall(plain)))):
        return ANOTHER
    return (
        MADE
        if where not in ("name", "title") and words.forms.search(plain) and _is_strange_form(plain, known)
        else None
    )


def _is_strange_form(plain: str, known: InDocument) -> bool:
    """Whether a form of a company stands in a text beside the makers of the document."""
    for maker in known.makers:
        before, *after = plain.split(maker)
        plain = " ".join((before, *(_words().forms.sub(" ", each[:_FORM], count=1) + each[_FORM:] for each in after)))
    return _words().forms.search(plain) is not None


def _is_number(text: str) -> bool:
    return _ordinary().fullmatch(text) is None


def _meant(pattern: re.Pattern[str], plain: str) -> bool:
    """Whether one of the words stands there and is not denied."""
    words = _words()
    for found in pattern.finditer(plain):
        before, after = plain[max(0, found.start() - 24) : found.start()], plain[found.end() :][:24]
        if not words.denied.search(before) and not words.denied_after.search(after):
            return True
    return False


def _in_prose(plain: str, strange: list[str]) -> str | None:
    """What a description of software says beside a number that is no line's, written in capitals."""
    numbers = [each.casefold() for each in strange if each.upper() == each]
    if not numbers:
        return None
    for what, pattern in _words().kinds:
        for found in pattern.finditer(plain):
            after = plain[found.end() : found.end() + NEAR]
            if any(each in after for each in numbers):
                return what
    return None


def _is_understood(text: str, known: InDocument, own: str) -> bool:
    """Whether every word of a remark is a plain word of remarks, a number with a unit, or a name of its own part."""
    if _ASKS.search(text):
        return False
    words = _words()
    rest = words.characters.sub(" ", _plain(text))
    return not any(
        each not in words.plain and each not in own and not known.has(each) and not _ordinary().fullmatch(each)
        for each in _PIECES.findall(rest)
        if (len(each) > 1 or not each.isascii())
        and not each.isdecimal()
        and not _is_compound(each)
        and not words.plain.issuperset(each.split("-"))
    )


def _is_compound(word: str) -> bool:
    """Whether a word is made of two plain ones of four letters or more, as German makes them."""
    plain = _words().plain
    ends = range(4, len(word) - 3)
    return any(word[at:] in plain and (word[:at] in plain or word[: at - 1] in plain) for at in ends)


def _numbers_in(kept: str) -> list[str]:
    """The numbers that may be those of parts, as they are written."""
    if not any(map(str.isdecimal, kept)):
        return []
    told = _words().harmless_in_capitals.sub(" ", kept)
    return [each for each in _NUMBER.findall(told) if not _ordinary().fullmatch(each)]


def _kept(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:MOST_READ])


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """A text as its words are looked for, without the phrases that mean none of them."""
    folded = " ".join(_kept(text).casefold().replace("_", " ").split())
    return _words().harmless.sub(" ", folded)
