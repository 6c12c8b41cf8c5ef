"""Korean personal names, which every register romanises in its own way, in one spelling.

Rule: a name is read this way only if it begins or ends with a Korean surname in one of its spellings and the rest is
one to three Korean syllables. Sounds that the systems write differently (g and k, eo and o, eu and u, r and l) are
then written alike. It is one more reading, never the only one: "Gim Jeong-eun" and "Kim Jong Un" share it.
Source: the Revised Romanisation (2000), McCune-Reischauer (1939) and the usual spellings of surnames in passports.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pratique.patterns import regex

_SURNAMES = (
    "kim gim ghim|i ri li lee yi rhee rhie yee reeh|pak park bak bahk pahk|choe choi ch'oe chwe|"
    "chong jong jung jeong chung cheong chung|kang gang kahng|cho jo joh choh|yun yoon youn|chang jang|"
    "im lim rim yim rhim|han hahn|o oh|so seo suh suhr|sin shin|kwon gwon kweon gweon|hwang whang|an ahn|song song|"
    "yu ryu yoo you ryoo lyu liu|hong|chon jeon chun jun jon cheon|ko go koh goh|mun moon|yang ryang yahng|son sohn|"
    "pae bae bai pai|paek baek paik baik back|ho heo hur huh|nam nahm|sim shim|no ro roh noh nho rho|ha hah|"
    "kwak gwak kwahk|cha chah|chu ju joo choo|u woo oo wu|ku gu koo goo|min|na ra rah nah|chin jin|chi ji jee chee|"
    "om eom um uhm|won weon|chae|pang bang|kong gong|hyon hyeon hyun|ham hahm|pyon byeon byun pyun|yom ryom yeom|"
    "yo ryo yeo|to do doh|sok seok suk|son seon sun|sol seol sul|kil gil khil gill|yon yeon ryon youn|wi wee|"
    "pyo p'yo|myong myeong myung|ki gi kee|pan ban|wang|kum geum keum|ok og|yuk ryuk yook|maeng|che je jae|mo moh|"
    "tak t'ak|kuk guk kook|un eun|yong ryong young|pong bong|sa|pu bu boo|ye ryey|kye gye|tan dan|"
    "namgung namkoong|hwangbo|sonu seonu sunwoo|sagong|tokko dokgo"
)
_SOUNDS = (
    *(("yeo", "yo"), ("weo", "wo"), ("eo", "o"), ("eu", "u"), ("you", "yo"), ("oo", "u"), ("ee", "i"), ("ae", "e")),
    *(("ai", "e"), ("oe", "we"), ("oi", "we"), ("shi", "si"), ("sh", "s"), ("ch", "j"), ("gh", "k")),
    *(("ng", "N"), ("kk", "k"), ("gg", "k"), ("g", "k"), ("tt", "t"), ("dd", "t"), ("d", "t"), ("pp", "p")),
    *(("bb", "p"), ("b", "p"), ("ss", "s"), ("jj", "j"), ("r", "l"), ("ll", "l"), ("ah", "a"), ("oh", "o")),
)
_GIVEN = regex(r"(?:[ktpjshmnl]?(?:y[aeou]|w[aeio]|ui|[aeiou])(?:[klmnptN](?![aeiouyw])|N)?){1,3}")
"""One to three syllables, in the spelling of `_SOUNDS`."""
_SIGNS = re.compile("['’‘`´ʼʻ]")


@lru_cache(maxsize=1)
def _surnames() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _SURNAMES.split("|"):
        first, *others = (_SIGNS.sub("", each) for each in row.split())
        for each in (first, *others):
            found.setdefault(each, first)
    return found


def from_korean(name: str) -> str | None:
    """A personal name (lower case, "gim jeong-eun") as surname and given name in one spelling; None if it is none."""
    words = _SIGNS.sub("", name).replace(",", " ").replace("-", " ").split()
    if not 2 <= len(words) <= 4 or not all(each.isascii() and each.isalpha() for each in words):
        return None
    table = _surnames()
    for family, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        if family in table:
            read = "".join(_sound(each) for each in given)
            if _GIVEN.fullmatch(read):
                return f"{table[family]} {read.replace('N', 'ng')}"
    return None


def _sound(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return word
