"""Chinese names in the romanisation of Wade and Giles, as pinyin.

Rule: a name is read this way only if each of its syllables can be, and something about it says so: the sign of
aspiration, a syllable that pinyin has not, or a hyphen in the given name. It is one more reading, never the only one.
Source: the table of initials and finals of the Wade-Giles system (ALA-LC romanisation, 1975).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNS = "'’‘`´ʼʻ"
_SYLLABLE = re.compile(rf"(hs|ch|sh|ts|tz|ss|sz|[ptkjfhlmnswy])?([{_SIGNS}]?)([a-zü]+)")
_PINYIN = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?"
    r"(?:a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|u|ua|uai|uan|uang|ue|ui|un|uo)"
)
_PLAIN = {"p": "b", "t": "d", "k": "g", "ch": "zh", "ts": "z", "tz": "z", "ss": "s", "sz": "s", "j": "r", "hs": "x"}
_ASPIRATED = {"p": "p", "t": "t", "k": "k", "ch": "ch", "ts": "c", "tz": "c"}
_FINALS = {"ieh": "ie", "ien": "ian", "iung": "iong", "ung": "ong", "ueh": "ue", "üeh": "ue", "erh": "er"}
_FINALS |= {"uei": "ui", "ih": "i", "ü": "u", "üan": "uan", "ün": "un", "eh": "e"}
_WHOLE = {"i": "yi", "o": "e", "yen": "yan", "yeh": "ye", "yu": "you", "yü": "yu", "yung": "yong", "yüan": "yuan"}
_WHOLE |= {"yün": "yun", "yüeh": "yue", "yueh": "yue", "ho": "he", "ko": "ge", "erh": "er"}
_ITS_OWN = re.compile(rf"[{_SIGNS}]|^(?:hs|ts|tz|ss|sz)|ieh$|ien$|ung$|ih$|ueh$|erh$|yen$")
"""What no pinyin syllable has."""


def from_wade_giles(name: str) -> str | None:
    """A personal name in pinyin if it can be Wade-Giles (lower case, "teng hsiao-p'ing"), else None."""
    words = name.replace(",", " ").split()
    if not 2 <= len(words) <= 3:
        return None
    syllables = [word.split("-") for word in words]
    every = [each for word in syllables for each in word]
    if not 2 <= len(every) <= 4 or not ("-" in name or any(_ITS_OWN.search(each) for each in every)):
        return None
    read = [[_pinyin(each) for each in word] for word in syllables]
    if any(each is None for word in read for each in word):
        return None
    made = " ".join("".join(each or "" for each in word) for word in read)
    return None if made == name else made


_FIRM = re.compile(rf"(?:^|-)(?:(?:ch|ts|tz|[ptk])[{_SIGNS}]|hs)")
"""What shows it in the name of a firm, whose words may be of any language."""


def firm_from_wade_giles(name: str) -> Iterator[str]:
    """The name of a firm in small letters with its Wade-Giles words in pinyin, where one of them shows it."""
    words = name.split()
    if not any(_FIRM.search(word) and _word(word) for word in words):
        return
    made = []
    for spot, word in enumerate(words):
        beside = any(_FIRM.search(each) for each in words[max(0, spot - 1) : spot + 2])
        made.append((_word(word) if beside else None) or word)
    yield " ".join(made)


def _word(word: str) -> str | None:
    """One word of syllables with hyphens in pinyin, None if one of them is none."""
    read = [_pinyin(each) for each in word.strip(",.").split("-")]
    return "".join(each or "" for each in read) if all(read) else None


def is_pinyin(syllable: str) -> bool:
    """Whether a word in small letters is one syllable of pinyin."""
    return _PINYIN.fullmatch(syllable) is not None


def _pinyin(syllable: str) -> str | None:
    """One syllable in pinyin, None if it is none."""
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    found = _SYLLABLE.fullmatch(syllable)
    if not found:
        return None
    initial, sign, final = found[1] or "", found[2], found[3]
    if sign and initial not in _ASPIRATED:
        return None
    palatal = initial == "ch" and (final.startswith("ü") or (final.startswith("i") and final != "ih"))
    begins = _ASPIRATED[initial] if sign else _PLAIN.get(initial, initial)
    if palatal:
        begins = "q" if sign else "j"
    ends = _FINALS.get(final, final)
    if initial in ("ts", "tz", "ss", "sz") and final == "u":
        ends = "i"
    elif final == "o" and begins in ("k", "g", "h"):
        ends = "e"
    elif final == "o" and begins in ("l", "n", "d", "t", "z", "c", "s", "r", "zh", "ch"):
        ends = "uo"
    made = begins + ends
    return made if _PINYIN.fullmatch(made) else None
