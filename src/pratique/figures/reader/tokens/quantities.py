"""Numbers as bulletins print them, with what their digits and words allow.

Rule: a value is exact (`int` or `Fraction`) and its half-width is half of the last digit printed: `1.42
million` is 1,420,000 plus or minus 5,000. In a number grouped by thousands the closing groups of zeros are
taken for rounding. A word before or after (nearly, over, some; 近, 余) gives the sense.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from pratique.figures.entry import Sense
from pratique.figures.interval import Number
from pratique.figures.reader.text.fold import Language
from pratique.figures.reader.tokens.digits import exact_digits, plain_number
from pratique.figures.reader.tokens.parts import parts_in_words
from pratique.figures.reader.tokens.quantity import Quantity, Scale
from pratique.figures.reader.tokens.sense import find_sense

_MAGNITUDE = {
    "hundred": 100, "thousand": 1000, "k": 1000, "tys": 1000, "million": 10**6, "mln": 10**6, "m": 10**6, "mn": 10**6,
    "billion": 10**9, "bln": 10**9, "bn": 10**9, "mlrd": 10**9, "trillion": 10**12, "tn": 10**12, "lakh": 10**5,
    "crore": 10**7,
    "wan": 10**4, "yi": 10**8, "十": 10, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十万": 10**5, "万亿": 10**12,
}  # fmt: skip
_CURRENCY = {
    "us$": "USD", "$": "USD", "usd": "USD", "dollar": "USD", "美元": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "欧元": "EUR", "rmb": "CNY", "¥": "CNY", "yuan": "CNY", "cny": "CNY", "元": "CNY", "人民币": "CNY", "c$": "CAD",
    "canadian dollar": "CAD",
}  # fmt: skip
_DIGITS = (
    r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?![\d.])|"
    r"\d+,\d{1,2}(?=\s?(?:mil|bil|tho|mln|%|per|pct|tys|wan))|\d+(?:\.\d+)?"
)
_EN = re.compile(
    rf"(?=[\dUCREucre$€¥+-])(?:(?P<cur>US\$|C\$|\$|€|¥|RMB\s?|USD\s?|"
    rf"EUR\s?)\s?)?(?<![\d.,])(?P<sign>[+-](?=\d)|(?<=\()[+-]\s(?=\d))?(?P<num>{_DIGITS})"
    r"(?:\s?-?(?P<mag>hundred|thousand|million|billion|trillion|mln|bln|bn|mn|tys|mlrd|lakh|crore|wan|yi|"
    r"[mk](?![a-z]))\b)?"
    r"(?P<mag2>\s+(?:million|thousand|billion|lakh|wan)\b)?"
    r"(?:\s?-?(?P<scale>percentage[- ]points?|percent[- ]points?|per\s?cent|percent|pct|pc\b|%|ppts?\b|pp\b|"
    r"points?\b|folds?\b|times\b)"
    r"|\s(?P<money>u\.?s\.?\s?dollars?|canadian dollars?|dollars?|yuan|euros?|rmb|usd)\b"
    r"|\s?(?P<unit>vehicles?\b|units?\b|GWh\b|tonnes?\b|tons?\b))?(?P<unit2>\s+units?\b)?",
    re.IGNORECASE,
)
_ZH_DIGIT = "零一二两三四五六七八九"
_HANZI = rf"[{_ZH_DIGIT}十百千万亿]+(?:点[{_ZH_DIGIT}]+)?"
_MIXED = r"\d{1,4}万(?:\d,?\d{3}|[1-9]\d{0,2})(?=\s?[辆台])"
"""2万7,321台: ten thousands by their word, the rest in digits."""
_ZH_UNIT = (
    r"(?P<unit>个?百分点|%|倍|成(?!交|都|本|立|为|员|功|果|绩|品)|辆次?|台|(?:亿|万)?(?:美元|"
    r"欧元|元(?!电池|锂|材料|正极|体系))|吉瓦时|GWh|吨|个点)"
)
_ZH = re.compile(
    rf"(?P<cent>百分之)?(?P<sign>[+-](?=\d))?(?P<num>{_MIXED}|{_DIGITS}|{_HANZI})\s?(?P<mag>万亿|千万|百万|十万|"
    rf"亿|万|千(?!瓦)|百(?!分))?"
    rf"(?P<more>多|余|几)?\s?{_ZH_UNIT}?(?P<unit2>辆|万辆|台)?(?P<tail>左右|以上|上下)?"
)
_NUMBER_WORD = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_WORD = "|".join(_NUMBER_WORD)
_EN_WORDS = re.compile(
    rf"\b(?P<half>half[- ]a[- ]|a quarter of a )?(?P<words>(?:(?:{_WORD}|hundred|thousand|million|billion|"
    rf"a(?=\s(?:hundred|thousand|million|billion)))"
    r"(?:[\s-]+(?:and\s)?|\b))+)(?P<scale>percentage points?|percent|per cent|pct|%|fold|"
    r"times)?\s*(?P<unit>vehicles?|units?)?",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s*(?:,|and|, and|和|、|与|及)\s*(?:by\s*)?", re.IGNORECASE)
_RANGE_EN = re.compile(r"\s*(?:to|and|-|~)(?: (?:over|about|around|more than|nearly|almost|some))?\s*", re.IGNORECASE)
_RANGE_ZH = re.compile(r"\s*[-至到~]\s*")


def find_quantities(text: str, language: Language, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Every number of a folded sentence outside the spans `taken`, in order; ranges joined."""
    found = _english(text) if language == "en" else _chinese(text)
    found = [q for q in found if not any(q.start < end and start < q.end for start, end in taken)]
    return _join_ranges(_share_units(found, text), text, language)


def _share_units(found: list[Quantity], text: str) -> list[Quantity]:
    """`32.9 and 38.8 percent`, `2.9 and 2.859 million units`: a bare number takes what its neighbour prints."""
    shared = list(found)
    for k in range(1, len(shared)):
        before, here = shared[k - 1], shared[k]
        led = before.scale == "percent" and text.startswith("百分之", before.start) and here.value < 100
        if (
            led
            and here.scale == "count"
            and not here.unit
            and here.power == 1
            and _LIST.fullmatch(text, before.end, here.start)
        ):
            shared[k] = replace(here, scale="percent")  # 百分之17及18.8
    for k in range(len(shared) - 2, -1, -1):
        here, after = shared[k], shared[k + 1]
        bare = here.scale == "count" and not here.unit and here.power == 1
        joint = _LIST.fullmatch(text, here.end, after.start) or _moves_to(text, here, after)
        if not bare or not joint or here.value >= 1000:
            continue
        if after.scale in ("percent", "points"):
            shared[k] = replace(here, scale=after.scale)
        elif after.power > 1 and after.scale == "count" and (here.large or after.unit):
            scaled = plain_number(Fraction(here.value * after.power)), plain_number(Fraction(here.half * after.power))
            shared[k] = replace(here, value=scaled[0], half=scaled[1], unit=after.unit, large=True, power=after.power)
    return shared


_FROM = re.compile(
    r"(?:\bfrom (?:(?:an? |the )?(?:average |level |low |high |share )?of |"
    r"about |around |just |only |nearly |a |an )*|从|由)$",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"\s*(?:to|(?:提高|提升|上升|下降|下滑|增|升|降|跌|增长|增加|减少|降低)?[至到])\s*"
    r"(?:about |around |nearly |over )?",
    re.IGNORECASE,
)


def _moves_to(text: str, here: Quantity, after: Quantity) -> bool:
    """`From 6.7 to 9.7 per cent`: the first number is of the scale that the second prints."""
    led = _FROM.search(text, max(0, here.start - 40), here.start) is not None
    return after.scale == "percent" and led and _UP_TO.fullmatch(text, here.end, after.start) is not None


def _scale_of(printed: str | None) -> Scale:
    word = (printed or "").lower().replace("-", " ")
    if "point" in word or word in ("pp", "ppt", "ppts") or "百分点" in word or word == "个点":
        return "points"
    if word in ("%", "pct", "pc", "percent") or word.replace(" ", "") == "percent":
        return "percent"
    return "fold" if word[:4] in ("fold", "time", "倍") else "count"


def _english(text: str) -> list[Quantity]:
    found = [q for match in _EN.finditer(text) if (q := _english_digits(match, text)) is not None]
    taken = [(q.start, q.end) for q in found]
    for match in _EN_WORDS.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            word = _english_words(match, text)
            if word is not None:
                found.append(word)
    parts = parts_in_words(text)
    spans = [(part.start, part.end) for part in parts]
    found = [q for q in found if not any(a <= q.start < b for a, b in spans)]
    found.extend(parts)
    return sorted(found, key=lambda q: q.start)


def _english_digits(match: re.Match[str], text: str) -> Quantity | None:
    before = text[match.start("num") - 1] if match.start("num") else " "
    if (before.isalpha() or before in "/_#") and not match["cur"]:
        return None
    magnitude = _MAGNITUDE.get((match["mag"] or "").lower(), 1)
    long = magnitude > 1 and len(match["num"].partition(".")[0].replace(",", "")) > 5
    doubled, magnitude = bool(match["mag2"]) or long, 1 if long else magnitude
    value, half = exact_digits(match["num"], magnitude)
    scale = _scale_of(match["scale"])
    unit = _english_unit(match)
    if match["mag"] and len(match["mag"]) == 1 and not match["cur"] and not unit and match["mag"] not in ("m", "k"):
        return None
    sign = -1 if (match["sign"] or "").strip() == "-" else 1
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    if match["sign"] and start and text[start - 1].isalnum():
        sign = 1
    return Quantity(
        sign * value,
        half,
        scale,
        start,
        match.end(),
        find_sense(text, start),
        unit,
        signed=bool(match["sign"]) and sign * value != 0 and (sign < 0 or match["sign"].strip() == "+"),
        doubled=doubled or bool(match["unit2"] and match["unit"]),
        large=bool(match["mag"]) or "," in match["num"] or "." in match["num"] or len(match["num"]) > 4,
        power=magnitude,
    )


def _english_unit(match: re.Match[str]) -> str:
    if match["cur"]:
        return _CURRENCY[match["cur"].strip().lower()]
    if match["money"]:
        word = match["money"].lower()
        return "CAD" if word.startswith("canad") else "USD" if "dollar" in word else _CURRENCY[word.rstrip("s")]
    word = (match["unit"] or match["unit2"] or "").strip().lower()
    if word.startswith(("vehicle", "unit")):
        return "vehicles"
    return {"gwh": "GWh"}.get(word, "tonnes" if word.startswith("ton") else "")


def _english_words(match: re.Match[str], text: str) -> Quantity | None:
    words = re.findall(r"[a-z]+", match["words"].lower())
    total, current, seen = 0, 0, False
    for word in words:
        if word in _NUMBER_WORD:
            current += _NUMBER_WORD[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in ("thousand", "million", "billion"):
            total += (current or 1) * _MAGNITUDE[word]
            current = 0
        seen = seen or word in _MAGNITUDE
    value = Fraction(total + current)
    unit_word = next((w for w in reversed(words) if w in _MAGNITUDE), "")
    last = Fraction(_MAGNITUDE.get(unit_word, 1))
    if match["half"]:
        value *= Fraction(1, 2) if match["half"].startswith("half") else Fraction(1, 4)
        last /= 4
    if not seen and not match["scale"] and not match["unit"]:
        return None
    return Quantity(
        plain_number(value),
        plain_number(last / 2),
        _scale_of(match["scale"]),
        match.start(),
        match.start() + len(match.group().rstrip()),
        find_sense(text, match.start()),
        "vehicles" if match["unit"] else "",
        large=seen,
    )


def _hanzi(text: str, magnitude: int) -> tuple[Number, Number]:
    """Value and half of the last digit of a number in Chinese characters (三千一百二十八万二千)."""
    whole, _, decimals = text.partition("点")
    total = section = digit = 0
    last = 1
    if re.fullmatch(rf"[{_ZH_DIGIT}]+", whole):
        total = int("".join(str("零一二三四五六七八九".index(c.replace("两", "二"))) for c in whole))
    else:
        for char in whole:
            if char in _ZH_DIGIT:
                digit, last = "零一二三四五六七八九".index(char.replace("两", "二")), 1
            elif char in "十百千":
                section += (digit or 1) * _MAGNITUDE[char]
                digit, last = 0, _MAGNITUDE[char]
            else:
                total = (
                    (total + section + digit or 1) * _MAGNITUDE[char]
                    if char == "亿"
                    else total + (section + digit or 1) * 10**4
                )
                section = digit = 0
                last = _MAGNITUDE[char]
        total += section + digit
    value = Fraction(total)
    for place, char in enumerate(decimals, 1):
        value += Fraction("零一二三四五六七八九".index(char.replace("两", "二")), 10**place)
    half = Fraction(1, 2 * 10 ** len(decimals)) if decimals else Fraction(last, 2)
    return plain_number(value * magnitude), plain_number(half * magnitude)


_PART_ZH = re.compile(
    r"(?P<low>[二两三四五六七八九十])分之(?P<top>[一二两三四五六七八九])|(?P<half>(?<!另)(?<!前)(?<!后)一半|过半|半数)"
)
"""四分之一, 三分之二, 一半, 过半: parts in words."""


def _parts_chinese(text: str) -> list[Quantity]:
    found = []
    for match in _PART_ZH.finditer(text):
        sense: Sense = "over" if match["half"] == "过半" else find_sense(text, match.start())
        value = Fraction(50)
        if not match["half"]:
            top, low = (_hanzi(match[name], 1)[0] for name in ("top", "low"))
            value = Fraction(100) * Fraction(top) / Fraction(low)
        sense = "over" if re.match(r"以上|多", text[match.end() :]) else sense
        found.append(Quantity(plain_number(value), 1, "percent", match.start(), match.end(), sense))
    return found


def _chinese(text: str) -> list[Quantity]:
    found = _parts_chinese(text) if "分之" in text or "半" in text else []
    for match in _ZH.finditer(text):
        if any(part.start < match.end() and match.start() < part.end for part in found):
            continue
        quantity = _chinese_one(match, text)
        if quantity is not None:
            found.append(quantity)
    return sorted(found, key=lambda q: q.start)


def _chinese_one(match: re.Match[str], text: str) -> Quantity | None:
    printed, unit = match["num"], match["unit"] or ""
    digits = printed[0].isdigit()
    if not digits and not unit and not match["cent"]:
        return None
    magnitude = _MAGNITUDE.get(match["mag"] or "", 1)
    if unit[:1] in ("万", "亿") and len(unit) > 1:
        magnitude *= _MAGNITUDE[unit[0]]
        unit = unit[1:]
    doubled = digits and magnitude > 1 and len(printed.partition(".")[0].replace(",", "")) > 6
    if doubled:
        magnitude = 1
    scale: Scale = "percent" if match["cent"] or unit == "成" else _scale_of(unit)
    if unit == "成":
        magnitude = 10
    sense: Sense = find_sense(text, match.start())
    if match["more"] or match["tail"] == "以上":
        sense = "over"
    elif match["tail"]:
        sense = "about"
    if "万" in printed and digits:
        tens, rest = printed.replace(",", "").split("万")
        printed = str(10_000 * int(tens) + int(rest))
    value, half = exact_digits(printed, magnitude) if digits else _hanzi(printed, magnitude)
    signed = bool(match["sign"]) and not re.search(r"[\w%]\s*$", text[: match.start()][-2:])
    sign = -1 if signed and match["sign"] == "-" else 1
    named = (
        "vehicles"
        if unit[:1] in ("辆", "台")
        else _CURRENCY.get(unit, {"吉瓦时": "GWh", "GWh": "GWh", "吨": "tonnes"}.get(unit, ""))
    )
    return Quantity(
        sign * value,
        half,
        scale,
        match.start() if signed or match["cent"] else match.start("num"),
        match.end(),
        sense,
        named,
        signed=signed,
        doubled=doubled or bool(match["unit2"] and named),
        large=bool(match["mag"]) or "." in printed or "," in printed or len(printed) > 4 or not digits,
        power=magnitude,
    )


def _join_ranges(found: list[Quantity], text: str, language: Language) -> list[Quantity]:
    """`80,000 to 90,000` and `0.8万至0.9万辆` become one quantity; `from A to B` stays two."""
    pattern = _RANGE_EN if language == "en" else _RANGE_ZH
    joined: list[Quantity] = []
    for quantity in found:
        before = joined[-1] if joined else None
        if before is not None and not before.ranged and _is_range(before, quantity, text, pattern):
            joined[-1] = _between(before, quantity)
        else:
            joined.append(quantity)
    return joined


def _is_range(low: Quantity, high: Quantity, text: str, pattern: re.Pattern[str]) -> bool:
    link = text[low.end : high.start]
    match = pattern.fullmatch(link)
    if match is None or high.value <= low.value or (low.scale != high.scale and low.scale != "count"):
        return False
    if low.scale == "count" and high.scale == "count" and not (low.large or high.large or high.unit):
        return False
    lead = text[max(0, low.start - 40) : low.start].lower()
    word = link.strip().lower().partition(" ")[0]
    if word == "and":
        return "between" in lead
    if word == "to" and _FROM.search(lead) and not re.search(r"\brang\w+ from\s*$", lead):
        return False
    return low.unit == high.unit or not low.unit


def _between(low: Quantity, high: Quantity) -> Quantity:
    first = Fraction(low.value)
    if low.power == 1 and not low.unit:
        first *= high.power
    middle = (first + high.value) / 2
    return Quantity(
        plain_number(middle),
        plain_number((high.value - first) / 2),
        high.scale,
        low.start,
        high.end,
        "exact",
        high.unit,
        ranged=True,
        large=True,
    )
