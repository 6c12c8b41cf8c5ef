"""Of which type that the definition of the hardware names a part is by its name: its wave and device, or its number.

Rule: a noun counts in the languages of `types.toml`, whatever belongs to it (`nouns`); an abbreviation that means
something else beside other words counts where none of those stands; a number of a product line counts as its noun.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from pratique.items.doubt.nouns import is_itself, of_other_waves, turned_over, windows
from pratique.items.doubt.words import words_in
from pratique.patterns import regex

ORDER = (
    "cellular_modem_or_module",
    "networking_or_telematics_unit",
    "wifi_microcontroller_or_module",
    "bluetooth_microcontroller_or_module",
    "satellite_communication_system",
    "other_wireless_microcontroller_or_module",
    "external_antenna",
    "fpga",
    "digital_signal_processor",
    "system_on_chip",
    "microcomputer_or_module",
    "microcontroller",
)
"""The types, those first of which a name of several is."""
ON_AIR = frozenset(ORDER[:6])
"""Those that are radios in themselves; an antenna may be a passive part."""
_LEFT = r"(?<![a-z0-9])"
_GAP = r"[- /+&]{0,3}(?:[\w+.&-]{1,24}[ /]){0,3}-?(?:kombi|combo|steck|multi|funk)?"
"""Up to three words between a wave and its device."""
_CLASS = re.compile(r"\[[^\]]*\]")
"""Some letters, of which any may be."""
_SCRIPT = r"[\u3040-\u9fff\uac00-\ud7af /+&-]{0,8}"
"""Or some letters of a script without spaces."""


@lru_cache(maxsize=4096)
def type_called(name: str) -> str | None:
    """The name of a part -> the type of the definition it is of; None where of none, or of what belongs to one."""
    found = _type_called(name)
    return _type_called(turned) if found is None and (turned := turned_over(name)) != name else found


def _type_called(name: str) -> str | None:
    looked, latin = tuple(windows(name)), name.isascii()
    patterns = _patterns(latin=latin)
    hinted = (at for at, hint in _hints(latin=latin).items() if any(map(hint.search, looked)))
    there = {at: patterns[at] for at in hinted if any(map(patterns[at].search, looked))}
    return next((each for each in ORDER if _is_of(name, each, there)), None) if there else None


def computes(name: str) -> bool:
    """Whether the name of a part is of what runs software."""
    return is_itself(name, _computes())


def _is_of(name: str, kind: str, there: Mapping[tuple[str, str], re.Pattern[str]]) -> bool:
    said, general, short = (there.get((section, kind)) for section in ("sure", "general", "short"))
    return (
        (said is not None and is_itself(name, said))
        or (general is not None and is_itself(name, general, of_other_waves()))
        or (short is not None and is_itself(name, short, unlike=_unlike()))
    )


def _near(wave: str, device: str) -> str:
    """A wave before its device, or behind it."""
    return (
        rf"{_LEFT}(?:{wave})(?:(?![a-z0-9]){_GAP}|[- ]?|{_SCRIPT})(?:{device})"
        rf"|{_LEFT}(?:{device})\w{{0,3}}[- ](?:[\w+.]{{1,20}}[ /-]){{0,3}}(?:{wave})(?![a-z0-9])"
    )


def _kept(words: str, *, latin: bool) -> str:
    """A pattern, for a name of ASCII letters without what it cannot hold."""
    if not latin:
        return words
    return "|".join(each for each in alternatives(words) if _CLASS.sub("", each).isascii())


def _sure_words(*, latin: bool, near: bool = True) -> dict[str, str]:
    """What says a type whatever else the name says; not `near`: a wave alone in place of one beside its device."""
    said = {kind: [_kept(words, latin=latin)] for kind, words in words_in("types").items()}
    for kind, words in words_in("waves").items():
        wave, device = (_kept(each, latin=latin) for each in (words, words_in("devices")[kind]))
        said.setdefault(kind, []).append(_near(wave, device) if near else wave)
    for kind, numbers in words_in("families").items():
        said.setdefault(kind, []).append(numbers)
    return {kind: "|".join(filter(None, each)) for kind, each in said.items()}


@cache
def _patterns(*, latin: bool) -> dict[tuple[str, str], re.Pattern[str]]:
    """What a name of a type has, by section and type, each put together when it is looked for."""
    said = {"sure": _sure_words(latin=latin), "general": words_in("general"), "short": words_in("short")}
    return {(name, kind): regex(its[kind]) for name, its in said.items() for kind in its if kind != "unlike"}


@cache
def _hints(*, latin: bool) -> dict[tuple[str, str], re.Pattern[str]]:
    """What must be found in a name before `_patterns` is looked for in it: for most names a fifth of the work.

    A wave beside its device is found only where the wave is, and the long pattern of both takes milliseconds to put
    together.
    """
    waves = words_in("waves")
    alone = _sure_words(latin=latin, near=False)
    return {
        at: regex(alone[at[1]]) if at[0] == "sure" and at[1] in waves else said
        for at, said in _patterns(latin=latin).items()
    }


@cache
def _unlike() -> re.Pattern[str]:
    return re.compile(words_in("short")["unlike"])


def alternatives(words: str) -> list[str]:
    """A pattern -> what stands between its bars, those within brackets apart."""
    found, depth, start, at = [], 0, 0, 0
    while at < len(words):
        if words[at] == "\\":
            at += 1
        elif words[at] in "([":
            depth += 1
        elif words[at] in ")]":
            depth -= 1
        elif words[at] == "|" and not depth:
            found.append(words[start:at])
            start = at + 1
        at += 1
    return [*found, words[start:]]


@cache
def _computes() -> re.Pattern[str]:
    return re.compile(words_in("computes")["nouns"])
