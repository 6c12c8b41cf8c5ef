"""What a name is the name of: its own noun, or one of what belongs to it, goes with it, or is for it.

Rule: what a thing comes with is a thing of its own; what it is for, and what it is without, it is not; of the parts
between commas and brackets the first that is something decides, of two sides of "and" either. A name is no proof:
whoever asks says what follows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from urllib.parse import unquote

from pratique.items.doubt.words import words_in
from pratique.patterns import regex
from pratique.value_class import dataclass

WINDOW = 4000
"""So much of a name is read at once (characters)."""
OVERLAP = 200
"""Of which the next reads so much again."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands between two commas: the sides of its head, each with whether it merely belongs; what it is for."""

    sides: tuple[tuple[str, bool], ...]
    meant_for: str


_SCRIPTS = regex(r"(?<=[a-z0-9])(?=[\u3040-\u9fff\uac00-\ud7af])|(?<=[\u3040-\u9fff\uac00-\ud7af])(?=[a-z0-9])")
"""Where a Chinese, Japanese or Korean word meets a Latin one."""
_MIXED = re.compile(r"[a-z]+[а-яіј][a-zа-яіј]*|[а-яіј]+[a-z][a-zа-яіј]*")
_ALIKE = str.maketrans("аеорсухкмнтвіј", "aeopcyxkmhtbij")
"""Cyrillic letters that look like Latin ones: in a word of both they are those."""
_Piece = tuple[_Part, ...]
"""What stands between two words that mean "with"."""


def is_itself(
    name: str, says: re.Pattern[str], belongs: re.Pattern[str] | None = None, unlike: re.Pattern[str] | None = None
) -> bool:
    """Whether a name is of what a pattern says: not of what belongs to it, or of what a second pattern says.

    Where a third is found anywhere in the name, the first means something else.
    """
    return any(
        says.search(window) is not None
        and (unlike is None or unlike.search(window) is None)
        and _is_one_of(_pieces(window), says, belongs)
        for window in windows(name)
    )


def head_of(name: str) -> str:
    """A name -> what it says before the first word that means "with"."""
    first = next(windows(name))
    return _pattern("with").split(_pattern("dropped").sub(" ", first), maxsplit=1)[0].strip() or first


def its_own(name: str) -> str:
    """A name -> what it says of the thing itself and of what it comes with, without what that is for."""
    return " ; ".join(
        "".join(
            each if index % 2 else _purposes(each)[0]
            for index, each in enumerate(re.split(f"({_pattern('commas').pattern})", piece))
        )
        for window in windows(name)
        for piece in _pattern("with").split(_turned(window))
    )


def sides_of(name: str) -> Iterator[str]:
    """A name -> each side of what it says that its thing is and comes with; not what that is for or belongs to."""
    for window in windows(name):
        for piece in _pieces(window):
            for part in piece:
                yield from (side for side, apart in part.sides if not apart and side)
                if any(apart for _, apart in part.sides):
                    break
            if piece and piece[-1].meant_for:
                break  # what follows is with what it is for


def turned_over(name: str) -> str:
    """A name as a catalogue writes it ("Antenna, LTE", "Module (Wi-Fi)") -> its noun last; any other as it is."""
    found = _CATALOGUED.fullmatch(name.strip())
    return name if found is None else f"{found[2].strip()} {found[1].strip()}{found[3]}"


_CATALOGUED = regex(
    r"([^\W\d_]+(?: [^\W\d_]+)?) ?(?:[,，] ?|[(（])([^,，()（）;；]{2,40})[)）]?((?:[,，;；(（].*)?)", re.DOTALL
)


def plain_name(name: str) -> str:
    """A name as its words are looked for: in lower case, wide letters narrow, one space between words and scripts.

    Signs that nobody sees are left out, and a letter that only looks Latin is Latin in a word that is.
    """
    told = " ".join(unicodedata.normalize("NFKC", _as_shown(name)).casefold().replace("_", " ").split())
    if told.isascii():
        return told
    seen = "".join(each for each in told if unicodedata.category(each) != "Cf")
    return _SCRIPTS.sub(" ", _MIXED.sub(lambda word: word.group().translate(_ALIKE), seen))


def _as_shown(name: str) -> str:
    """A name without the marks of an address or a page, and with letters that stand apart put together."""
    if "&" in name and ";" in name:
        from html import unescape  # a table of two thousand names

        name = unescape(name)
    if "%" in name:
        name = unquote(name)
    if name.count(" ") < 2:  # nothing stands apart from two others
        return name
    return _APART.sub(lambda found: found.group().replace(" ", ""), name)


_APART = regex(r"(?<!\S)(?:[^\W\d_] ){2,}[^\W\d_](?!\S)")
"""Three letters or more, each by itself."""


@cache
def of_other_waves() -> re.Pattern[str]:
    """The words for waves and drives that are not those of a network: nothing goes in, their pattern comes out."""
    return re.compile(words_in("nouns")["other"])


def windows(name: str) -> Iterator[str]:
    """A name as it is read: whole and plain, or where it is long in windows, each with an end of the one before."""
    if len(name) <= WINDOW:
        yield plain_name(name)
        return
    for start in range(0, len(name) - OVERLAP, WINDOW - OVERLAP):
        yield plain_name(name[start : start + WINDOW])


def _is_one_of(pieces: Sequence[_Piece], says: re.Pattern[str], belongs: re.Pattern[str] | None) -> bool:
    for piece in pieces:
        for part in piece:
            if any(not apart and _says(side, says, belongs) for side, apart in part.sides):
                return True
            if any(apart for _, apart in part.sides):
                break
            if part.meant_for and _device().fullmatch(part.sides[0][0]) and _says(part.meant_for, says, belongs):
                return True
        if piece and piece[-1].meant_for and says.search(piece[-1].meant_for):
            return False  # what follows is with what it is for
    return False


def _says(side: str, says: re.Pattern[str], belongs: re.Pattern[str] | None) -> bool:
    return says.search(side) is not None and (belongs is None or belongs.search(side) is None)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(words_in("nouns")[name])


@cache
def _device() -> re.Pattern[str]:
    return _pattern("device")


@lru_cache(maxsize=4096)
def _pieces(plain: str) -> tuple[_Piece, ...]:
    """A plain name -> its pieces, of which each is a thing of its own."""
    told = _turned(_pattern("dropped").sub(" ", plain))
    return tuple(
        tuple(_part(each) for each in _pattern("commas").split(piece) if each.strip())
        for piece in _pattern("with").split(told)
    )


def _turned(plain: str) -> str:
    """A plain name -> the same with what a thing comes with between two words for "with"."""
    told = _pattern("before").sub(r" \2 \1 \2 ", plain)
    return _pattern("after").sub(r" \1 \2 \1 ", told)


def _part(text: str) -> _Part:
    head, purposes = _purposes(_pattern("without").split(text, maxsplit=1)[0])
    if _pattern("whole").search(head) is not None:
        head = head.replace("/", " + ")
    sides = (side.strip() for side in _pattern("and").split(head))
    return _Part(tuple((side, _belongs(side)) for side in sides), purposes)


def _purposes(text: str) -> tuple[str, str]:
    """A part -> its head, and what that is for."""
    head, *purposes = _pattern("for").split(text, maxsplit=1)
    if (found := _pattern("to").search(head)) is not None:
        purposes, head = [head[: found.start()], *purposes], head[found.end() :]
    return head, " ".join(purposes).strip()


def _belongs(side: str) -> bool:
    """Whether a noun is there by which a side is of what goes with a thing."""
    return _pattern("apart").search(side) is not None or _pattern("first").match(side) is not None
