"""Chinese names in Cyrillic letters, as pinyin.

Rule: a word is read this way only if all of it is syllables of the table, two of them or more. It is one more
reading, never the only one: a Russian word may look like such syllables.
Source: the transcription of Palladius, in which Russian maps and registers write Chinese (initials and finals).
"""

from __future__ import annotations

from functools import lru_cache

_INITIALS = {"б": "b", "п": "p", "м": "m", "ф": "f", "д": "d", "т": "t", "н": "n", "л": "l", "г": "g", "к": "k"}
_INITIALS |= {"х": "h", "чж": "zh", "ч": "ch", "ш": "sh", "ж": "r", "цз": "z", "ц": "c", "с": "s"}
_PALATAL = {"цз": "j", "ц": "q", "с": "x"}
_FINALS = {"а": "a", "ай": "ai", "ань": "an", "ан": "ang", "ао": "ao", "э": "e", "эй": "ei", "энь": "en", "эн": "eng"}
_FINALS |= {"оу": "ou", "ун": "ong", "у": "u", "уа": "ua", "уай": "uai", "уань": "uan", "уан": "uang", "унь": "un"}
_FINALS |= {"уй": "ui", "уэй": "ui", "ой": "ui", "о": "uo"}
_SOFT = {"и": "i", "я": "ia", "е": "ie", "яо": "iao", "ю": "iu", "янь": "ian", "инь": "in", "ян": "iang", "ин": "ing"}
_ROUND = {"юй": "u", "юэ": "ue", "юань": "uan", "юнь": "un", "юн": "iong"}
_WHOLE = {"и": "yi", "я": "ya", "е": "ye", "яо": "yao", "ю": "you", "янь": "yan", "инь": "yin", "ян": "yang"}
_WHOLE |= {"ин": "ying", "юй": "yu", "юэ": "yue", "юань": "yuan", "юнь": "yun", "юн": "yong", "эр": "er", "о": "o"}
_WHOLE |= {"у": "wu", "ва": "wa", "во": "wo", "вай": "wai", "вэй": "wei", "вей": "wei", "вань": "wan", "ван": "wang"}
_WHOLE |= {"вэнь": "wen", "вэн": "weng", "а": "a", "ай": "ai", "ань": "an", "ан": "ang", "ао": "ao", "э": "e"}
_WHOLE |= {"энь": "en", "оу": "ou", "хуэй": "hui", "хой": "hui", "цзы": "zi", "цы": "ci", "сы": "si"}
LONGEST = 6
"""Letters of the longest syllable (чжуань)."""


@lru_cache(maxsize=1)
def syllables() -> dict[str, str]:
    """Every syllable and its pinyin without tones."""
    found: dict[str, str] = {}
    for cyrillic, latin in _INITIALS.items():
        for written, read in (_FINALS | _SOFT | _ROUND).items():
            soft = written in _SOFT or written in _ROUND
            begins = _PALATAL.get(cyrillic, latin) if soft else latin
            found[cyrillic + written] = begins + ("o" if written == "о" and latin in "bpmf" else read)
    return found | _WHOLE


@lru_cache(maxsize=10_000)
def from_palladius(word: str, least: int = 2) -> str | None:
    """A word in small Cyrillic letters as one word of pinyin ("хуавэй": "huawei"), None if it is no Chinese name.

    It has at least so many syllables.
    """
    table = syllables()
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(1, len(word) + 1):
        if word[end - 1] == "ъ":
            best[end] = best[end - 1]
            continue
        for start in range(max(0, end - LONGEST), end):
            before, syllable = best[start], table.get(word[start:end])
            if before is None or syllable is None:
                continue
            now = best[end]
            if now is None or len(before) + 1 < len(now):
                best[end] = (*before, syllable)
    read = best[-1]
    return "".join(read) if read and len(read) >= least else None
