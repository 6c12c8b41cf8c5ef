"""Who levies a duty: the place or the government that a sentence makes the subject of it.

Rule: whoever imposes, raises or cuts it, in person (`the EU imposed`), by the name of a government or its seat
(`the White House quadrupled`, `Ottawa's 100% surtax`), or behind `by`; a seat or a head is never a place where
vehicles are counted, so these names are read here alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from pratique.figures.reader.tokens.scan import Token
from pratique.patterns import regex

_DUTY = r"(?:tariff|dut(?:y|ies)|lev(?:y|ies)|surtax|import tax|surcharge)"
_NEAR = (
    r"(?: (?!(?:of|to|on|over|about|against|at|in|with|by|despite|amid|after|before|because|as|due|when|if|whether|"
    r"exports?|imports|sales|output|production|prices?|shipments|deliveries|and|but|while)\b)[\w%.'-]+){0,6}? "
)
"""Up to six words that lead to no other object and no other clause."""
_LEVIES = regex(
    r"(?:(?: international)?(?: trade)? (?:government|administration|commission|congress|authorities|side))? "
    r"(?:(?:has|have|had|is|are|was|were|will|would|be|also|already|first|itself|later|last \w+|to|about|set|poised|"
    r"prepar\w+|plan\w*|propos\w+|decided|looks|expected|likely|said|says|it|he|she) )*"
    r"(?:(?:impos|lev(?:y|ie)|slap|adopt|introduc|approv|rais|hik|quadrupl)\w*\b"
    r"(?! (?:oppos|the issue|concern|question))|hit\w*\b[^,;.]{0,60}\bwith\b"
    rf"|(?:increas|doubl|tripl|cut|lower|reduc|slash|lift|put|set|announc)\w*{_NEAR}{_DUTY})"
    r"|(?:政府|方面)?(?:已经|已|也|曾|又|再次|正式|宣布|决定|自?\d+年(?:\d+月)?起?)*(?:把|将|对|向|上调|提高|加征|征收)",
    2,  # re.IGNORECASE
)
"""Behind who levies it (`the EU imposed duties after China subsidized its EV industry`)."""
_OWNED = regex(rf"(?:'s?|’s?){_NEAR}{_DUTY}|的?\d[\d.]*%的?(?:关税|附加税)", 2)
"""Behind whose duty it is (`Washington's 100% duties`)."""
_LEVIED_BY = regex(
    r"\b(?:imposed|levied|charged|applied|introduced|slapped|announced|set|enforced|adopted|put in place|raised|"
    r"doubled|tripled|quadrupled) (?:\w+ly )?(?:last \w+ |this \w+ |in \d{4} )?"
    r"by (?:the |(?:prime minister|president) (?:[a-z]+ )?)?$",
    2,
)
"""Before who levies it, whoever else the sentence names."""
_GOVERNMENTS = {
    "US": r"(?:Biden|Trump|Obama|US|U\.S\.) administration|White House|Washington(?!,? (?:state|D))|Biden|Trump|"
    r"拜登(?:政府)?|特朗普(?:政府)?|川普|美方|白宫|华盛顿",
    "CA": r"Ottawa|Trudeau|Carney|加方|渥太华",
    "EU": r"Brussels|European Commission|(?<=[Tt]he )Commission|欧委会|布鲁塞尔|欧方",
    "TR": r"Ankara|Erdo[gğ]an|安卡拉",
    "MX": r"Sheinbaum|墨方",
    "BR": r"Bras[ií]lia|Lula|巴西利亚",
    "IN": r"New Delhi|新德里",
    "RU": r"Kremlin|俄方",
    "AU": r"Canberra|堪培拉",
}
"""Seats and heads of those who levy duties, by the code of their market."""
_NAMED = tuple((code, regex(rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])")) for code, words in _GOVERNMENTS.items())


_ASIDE = regex(r", [^,;.]{1,80},(?= )")


def _behind_aside(text: str, end: int) -> int:
    """Where the sentence goes on behind what stands between two commas (`Mexico, after the US, imposed`)."""
    aside = _ASIDE.match(text, end)
    return end if aside is None else aside.end()


def levying_place(text: str, places: Iterable[Token]) -> str | None:
    """The code of who levies the duty that a sentence speaks of, or None where it makes nobody the subject of it.

    >>> levying_place("Washington quadrupled its duty on electric cars from China.", [])
    'US'
    """
    named = [(t.code, t.start, _behind_aside(text, t.end)) for t in places]
    seats = [(code, m.start(), m.end()) for code, pattern in _NAMED for m in pattern.finditer(text)]
    for each in (named, seats):
        if by_verb := next((code for code, _, end in each if _LEVIES.match(text, end)), None):
            return by_verb
        if by := next((code for code, start, _ in each if _LEVIED_BY.search(text, max(0, start - 60), start)), None):
            return by
    return next((code for code, _, end in seats if _OWNED.match(text, end)), None)
