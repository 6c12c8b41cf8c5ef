"""From a sentence to tokens: numbers, periods, words of the lexicon, and the little words between.

Rule: a character belongs to at most one token; periods come before numbers, numbers before words. What only
names a thing by number (a clause, a licence, a day, 5G, level 3, the 12th round) is an `identifier`, kept so
that nobody takes it for a quantity.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from pratique.figures.reader.text import lexicon
from pratique.figures.reader.text.fold import Language
from pratique.figures.reader.text.phrases import PhraseBook
from pratique.figures.reader.tokens.periods import PeriodWords, find_periods
from pratique.figures.reader.tokens.quantities import find_quantities
from pratique.figures.reader.tokens.quantity import Quantity
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind and code (see the lexicon), and offsets in the sentence."""

    kind: str
    code: str
    start: int
    end: int
    quantity: Quantity | None = None
    period: PeriodWords | None = None


_NUMERIC = re.compile(
    r"\d|[Hh]undred|[Tt]housand|[Mm]illion|doubl|tripl|quadrupl|halv|fold\b|\bflat\b|unchanged|percent|"
    r"\b(?:an?|one|two|three)[ -](?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)|\btwice\b|\bhalf\b|"
    r"\b[Oo]ne in [a-z]+ |\b(?:[Tt]wo|[Tt]hree) (?:in|out of) "
    r"|[一二三四五六七八九十百千两][万亿]?[辆台成倍]|分之|一半|过半|半数|[万亿][辆台]|翻番|翻一番|翻倍|减半|持平"
)
_WORDS = re.compile(r"[a-z]+(?:'[a-z]+)?")
_UNIT = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|[,;:()]")
_IDENTIFIER_EN = re.compile(
    r"(?<![A-Za-z0-9])(?:\b(?:No|Nos|Article|Art|Order|Sections?|Sec|Parts?|Title|Room|Licen[cs]e|"
    r"Levels?|L|Phase|HS|Chapter|GB/T|GB|ISO|CFR"
    r"|EO|Notice|Announcement|Decree|Regulation|Directive|Rule|Bulletin|Appendix|Annex|Stage|Tier|Euro|"
    r"China|Model|Category|Clause|Page|Version|Gate|Hall|Booth|Flight)"
    r"\.?[\s-]*(?:No\.?\s*)?(?:\(EU\)\s*)?\d[\d./-]*+(?:\s+of\s+\d{4})?(?!,\d{3}\b|\s?(?:million|thousand|"
    r"billion|percent|%|units|vehicles))"
    r"|\b\d+(?:st|nd|rd|th)\b|\b[1-9]G\b|\b\d{9,}\b|\b\d{1,2}:\d\d\b|\bUTC\s?[+-]\d+|"
    r"\b(?![HQ][1-4]\b|(?:USD|EUR|RMB|CNY)\d)\w*[A-Za-z]\d+\b|\b\d+\s+CFR\b"
    r"|(?<!first )(?<!First )\b(?!(?:19|20)\d\d\s)(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"twenty|thirty)[-\s](?:day|year|month|week|hour|minute|door|seat|inch|km|kilomet\w+|nm|nanomet\w+|"
    r"metre|meter|mile|kwh)s?\b(?!\s+(?:period|high|low|\d))"
    r"|\b(?!(?:19|20)\d\d\b)\d+\s+(?:FR|U\.?S\.?C)\s+\d+)",
)
_IDENTIFIER_ZH = re.compile(
    r"(?:(?:19|20)\d\d\s*年)?第\s*[\d一二三四五六七八九十百]+\s*(?:批|号|届|次|轮|条|款|章|期|代|位|名|"
    r"个)|L\d级?|(?<![\d.])[1-9]G(?![A-Za-z])|\d{7,}(?!\d|\s*[辆台])号?"
    r"|\d+\s*号|〔\d+〕|\[\d{4}\]|(?:GB/T|GB)\s?\d[\d.-]*|\d{1,2}:\d\d|\d+\s*(?:天|小时|分钟|公里|千米|"
    r"岁|周年)|\d+\s*(?:年|个月)(?:以来|来|内|间|期)"
    r"|HS\s?\d+|[A-Za-z]+\d+"
)
_LEVEL_TWO = re.compile(r"(?<![A-Za-z])(?:Level|L)[ -]?2(?!\d|\.\d)(?:级)?", re.IGNORECASE)
_MARK_ZH = frozenset(",;:()。、")


def has_quantity(text: str) -> bool:
    """Whether a sentence can hold a quantity or a change at all: a cheap test before `scan`."""
    return _NUMERIC.search(text) is not None


def scan_names(text: str, language: Language) -> list[Token]:
    """Only what a sentence without quantities may hand on: periods and words of the lexicon."""
    tokens = [
        Token("period", p.relative, p.start, p.end, None, p)
        for p in find_periods(text, language)
        if isinstance(p, PeriodWords)
    ]
    if language == "zh":
        return tokens + _chinese_words(text, {})
    book = lexicon.english()
    units = _WORDS.findall(text.lower())
    if "'s" in text:
        units = [unit[:-2] if unit[-2:] == "'s" and unit not in book.by_head else unit for unit in units]
    if book.by_head.keys().isdisjoint(units):
        return tokens
    at = 0
    while at < len(units):
        found = book.match(units, at) if units[at] in book.by_head else None
        if found is not None:
            tokens.append(Token(*found[1], 0, 0))
        at += found[0] if found is not None else 1
    return tokens


def scan(text: str, language: Language) -> list[Token]:
    """The tokens of a folded sentence, in order."""
    taken = _numbered(text, language)
    starts = [token.start for token in taken]
    words = _english_words(text, taken) if language == "en" else _chinese_words(text, {t.start: t.end for t in taken})
    kept = list(taken)
    for token in words:
        at = bisect_right(starts, token.start) - 1
        clear = at < 0 or taken[at].end <= token.start
        if clear and (at + 1 == len(taken) or taken[at + 1].start >= token.end):
            kept.append(token)
    return sorted(kept, key=lambda token: token.start)


def _numbered(text: str, language: Language) -> list[Token]:
    """Identifiers, periods and quantities, none overlapping, in that order of right."""
    pattern = _IDENTIFIER_EN if language == "en" else _IDENTIFIER_ZH
    found = [Token("level2", "level2", m.start(), m.end()) for m in _LEVEL_TWO.finditer(text)]
    found += [
        Token("identifier", "", match.start(), match.end())
        for match in pattern.finditer(text)
        if not _LEVEL_TWO.match(text, match.start())
    ]
    for period in find_periods(text, language):
        if isinstance(period, tuple):
            _place(found, Token("date", "", *period))
        else:
            _place(found, Token("period", period.relative, period.start, period.end, None, period))
    spans = [(token.start, token.end) for token in found]
    for quantity in find_quantities(text, language, spans):
        found.append(Token("number", quantity.scale, quantity.start, quantity.end, quantity))
    return sorted(found, key=lambda token: token.start)


def _place(found: list[Token], token: Token) -> None:
    """Add a period or a day where nothing stands yet; one that holds a whole identifier (`past five months`) wins."""
    inner = [o for o in found if o.kind == "identifier" and token.start <= o.start and o.end <= token.end]
    for other in inner if token.kind == "period" else ():
        found.remove(other)
    if not any(token.start < other.end and other.start < token.end for other in found):
        found.append(token)


def _english_words(text: str, taken: list[Token]) -> list[Token]:
    """Words and phrases; one that would run into a number or a period is tried shorter (`registered | a third`)."""
    inside = {t.start for t in taken if text[t.start].isalpha()}
    matches = list(_UNIT.finditer(text))
    book = lexicon.english()
    units = [_unit(match.group(), book) for match in matches]
    tokens: list[Token] = []
    at = 0
    while at < len(units):
        found = book.match(units, at)
        if found is not None and inside and any(matches[k].start() in inside for k in range(at + 1, at + found[0])):
            room = next(k for k in range(at + 1, at + found[0]) if matches[k].start() in inside) - at
            found = book.match(units[: at + room], at)
        if found is not None and not _broken(text, matches, at, found[0]):
            count, (kind, code) = found
            tokens.append(Token(kind, code, matches[at].start(), matches[at + count - 1].end()))
            at += count
            continue
        kind = "mark" if units[at] in ",;:()" else "word"
        tokens.append(Token(kind, units[at], matches[at].start(), matches[at].end()))
        at += 1
    return tokens


def _unit(word: str, book: PhraseBook) -> str:
    """A word in small letters; a name without its genitive (`Turkey's`), if only so it is known."""
    low = word.lower()
    if low[-2:] == "'s" and word[0].isupper() and low not in book.by_head and low[:-2] in book.by_head:
        return low[:-2]
    return low


def _broken(text: str, matches: list[re.Match[str]], at: int, count: int) -> bool:
    """Whether more than a space, a hyphen or a dot stands inside a phrase (a comma or a number does)."""
    return any(text[matches[k].end() : matches[k + 1].start()].strip(" -./") for k in range(at, at + count - 1))


_SHORT_PLACE = re.compile(r"(?<=[对向往])[俄美墨日韩英德加澳泰法](?=出口|汽车|电动|整车|新能源)")
_IMPORTING_ZH = re.compile(r"进口(?=(?:汽车|车)(?:的?关税|税率|约|近|超|达|为|共|总|量|额|[\d,，]|数量|金额|累计))")
"""我国进口汽车4.2万辆: cars are imported; 进口汽车销量 is the sale of imported cars."""
_IMPORTED_FROM = re.compile(r"[自从由][^,，。;；\d]{1,8}$")
_TO_CHINA = re.compile(
    r"(?<=[对自从向在往])华(?=出口|进口|汽车|电动|整车|新能源|加征|征收|关税|车企|制造|销售|贸易|产|纯电|乘用车)"
)
_SHORT = dict(
    zip("俄美墨日韩英德加澳泰法", ("RU", "US", "MX", "JP", "KR", "GB", "DE", "CA", "AU", "TH", "FR"), strict=True)
)
"""对俄出口: a country by one character, before what goes there."""


def _is_imported(text: str, at: int) -> bool:
    """Whether 进口汽车 says that cars are imported (or dutiable), not that what is sold was made abroad."""
    return _IMPORTING_ZH.match(text, at) is not None or _IMPORTED_FROM.search(text[max(0, at - 10) : at]) is not None


_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LATIN = re.compile(r"[A-Z][A-Za-z]+(?:[ -][A-Z][A-Za-z]+)?")


def _latin_maker(text: str, at: int) -> Token | None:
    """TOYOTA, Mercedes-Benz: a maker whose name stands in Latin letters in a Chinese sentence."""
    name, book = _LATIN.match(text, at), lexicon.english()
    units = [] if name is None else re.split("[ -]", name.group().lower())
    found = book.match(units, 0) if units and units[0] in book.by_head else None
    return None if name is None or found is None or found[1][0] != "maker" else Token(*found[1], at, name.end())


def _chinese_words(text: str, taken: dict[int, int]) -> list[Token]:
    book = lexicon.chinese()
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        if at in taken:
            at = taken[at]
            continue
        char = text[at]
        if char in _MARK_ZH:
            tokens.append(Token("mark", "," if char == "、" else char, at, at + 1))
            at += 1
            continue
        if char in _SHORT and _SHORT_PLACE.match(text, at):
            tokens.append(Token("place", _SHORT[char], at, at + 1))
            at += 1
            continue
        if char == "华" and _TO_CHINA.match(text, at):
            tokens.append(Token("place", "CN", at, at + 1))
            at += 1
            continue
        if char in _CAPITALS and (named := _latin_maker(text, at)) is not None:
            tokens.append(named)
            at = named.end
            continue
        found = book.match_text(text, at)
        if char == "进" and found is not None and found[1] == ("product", "?") and _is_imported(text, at):
            found = 2, ("indicator", "imports")
        if found is not None and found[1] == ("word", "name") and text.startswith("用车", at + found[0]):
            found = book.match_text(text[: at + found[0] - 1], at)  # 出口|商用车
        if found is None:
            at += 1
            continue
        count, (kind, code) = found
        tokens.append(Token(kind, code, at, at + count))
        at += count
    return tokens
