"""What a phrase takes out of a count or into it: `excluding exports`, `including exports`, 不含出口.

Rule: the words of such a phrase name no subject. Sales without exports are home sales; a count from which anything
else is taken is nobody's series, so its numbers are left with the phrase as the reason.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pratique.figures.reader.bind.scene import DiscourseLine
from pratique.figures.reader.text.asserted import unasserted
from pratique.figures.reader.tokens.scan import Token

_INCLUDING = re.compile(
    r"\b(?:including|inclusive of|counting|which includes?|that includes?|with exports included)\b"
    r"|(?<![不包])含(?!义|量)|包括|包含|计入"
)
_BEHIND = re.compile(
    r"\bexports?,? (?:were |are |being )?(?:excluded|not included|not counted|left out|aside)\b|\bex[- ]exports?\b|"
    r"\bwithout exports?\b",
    re.IGNORECASE,
)
"""Exports taken out by the word behind them."""
_LINKS = frozenset(
    ("and", "or", "the", "of", "new", "its", "their", "to", "from", "all", "any", "as", "both", "outside")
)
_NOUNS = ("product", "indicator", "place", "total", "maker")


_BRACKET = re.compile(r"\([^()\d]*\)")
"""A remark in brackets without a number (`(checked against registrations)`)."""


_APPOSED_NOUN = re.compile(r"(?<=[a-z]), (?:or|i\.e\.|that is|meaning|also known as) [^,;.()\d]{3,60}(?=,)")
"""What a word means, said again between commas (`retail sales, or purchases by consumers,`)."""


_NAMED_BODY = re.compile(
    r"\b(?:[A-Z][\w'-]+ (?:(?:of|and|the|for) )*){1,7}"
    r"(?:Association|Federation|Chamber|Institute|Society|Council|Club|Bureau)\b"
    r"|\b(?:Association|Federation|Chamber|Society|Institute|Bureau) (?:of|for) "
    r"(?:(?:the|and|of) |[A-Z][\w'-]+ ?){1,8}"
)
"""The name of a body (`the Truck Manufacturers Association`): its nouns are no subject."""


def set_aside(line: DiscourseLine) -> None:
    """Mark the tokens of such phrases, and what they do to the numbers of the sentence."""
    text = line.sentence.text
    _told_apart(line)
    _made_there(line)
    _not_where(line)
    _parts_without_code(line)
    _only_praised(line)
    _home_or_apposed(line)
    _of_that_nation(line)
    line.aside.update(
        k for k, t in enumerate(line.tokens) if t.code in ("vehicle", "car") and _MAKES.match(text, t.end)
    )
    line.items = {at for at, token in enumerate(line.tokens) if token.kind == "place" and _heads_item(line, at)}
    for match in _INCLUDING.finditer(text):
        phrase = _phrase(line, match.start(), match.end())
        if any(line.tokens[k].kind in ("indicator", "product") for k in phrase) and not _counted(line, phrase):
            line.aside.update(phrase)
            line.aside.update(k for k, t in enumerate(line.tokens) if match.start() <= t.start < match.end())
    for match in _BEHIND.finditer(text):
        line.aside.update(k for k, t in enumerate(line.tokens) if match.start() <= t.start < match.end())
        line.without_exports = True
    for match in _NAMED_BODY.finditer(text):
        line.aside.update(
            k
            for k, t in enumerate(line.tokens)
            if t.kind in ("indicator", "product") and match.start() <= t.start < match.end()
        )
    for match in (*_BRACKET.finditer(text), *_APPOSED_NOUN.finditer(text)):
        line.aside.update(
            k
            for k, t in enumerate(line.tokens)
            if t.kind in ("indicator", "product", "place", "other") and match.start() < t.start < match.end()
        )
    for span in unasserted(text, line.sentence.language):
        if span.kind == "excluded":
            _exclude(line, span.trigger, span.why)
        elif span.kind in ("negated", "instead") and not any(
            _is_number(t) and span.covers(t.start) for t in line.tokens
        ):
            line.aside.update(k for k, t in enumerate(line.tokens) if t.kind in _NOUNS and span.covers(t.start))


_IN_MARKET = re.compile(r"在[^,。;、]{0,12}$")


def _of_that_nation(line: DiscourseLine) -> None:
    """越南…全国, 纯电动车在欧盟汽车市场上: another nation, and a market that only holds what is counted."""
    text, tokens = line.sentence.text, line.tokens
    if line.sentence.language != "zh":
        return
    named = {t.code for t in tokens if t.kind == "place" and text[t.start : t.end] != "全国"} - {"?", "WORLD"}
    other = (named or {line.scene.place or "CN"}) - {"CN"}
    for at, token in enumerate(tokens):
        if token.kind == "place" and other and text.startswith("全国", token.start):
            line.aside.add(at)
        held = token.kind == "product" and token.code == "vehicle" and text.startswith("市场", token.end)
        if held and any(t.kind == "product" for t in tokens[:at]) and _IN_MARKET.search(text, 0, token.start):
            line.aside.add(at)


_HOME = re.compile(r"(?:['’]s)? (?:(?:[a-z-]+|EV) ){0,3}$", re.IGNORECASE)
_ONE_OF = re.compile(
    r", (?:one of (?:the|its)|the (?:world|region|continent|bloc)['’]s) [^,;.\d]{4,90},", re.IGNORECASE
)


def _home_or_apposed(line: DiscourseLine) -> None:
    """`China's BYD`, `France, one of the largest markets in Europe,`: homes of makers and what only describes."""
    text, tokens = line.sentence.text, line.tokens
    for at, token in enumerate(tokens[:-1]):
        if token.kind == "place":
            whose = next((t for t in tokens[at + 1 : at + 5] if t.kind == "maker"), None)
            said = None if whose is None else text[token.end : whose.start]
            if said is not None and _HOME.fullmatch(said) and "exports" not in said:
                line.aside.add(at)
    for match in _ONE_OF.finditer(text):
        line.aside.update(
            k for k, t in enumerate(tokens) if t.kind == "place" and match.start() < t.start < match.end()
        )


_ORIGIN = re.compile(
    r" and (?:foreign|domestic|imported|local|other|chinese|japanese|korean|american|european) "
    r"(?:brands?|makers?|cars)\b|"
    r"-(?:made|built|branded?|owned|assembled|produced|manufactured)\b|\W+(?:brands?|makers?|carmakers?|automakers?)\b"
    r"|(?:'s)? (?:[a-z-]+ ){0,3}(?:manufacturers?|carmakers?|automakers?|makers?|producers?|brands?|giants?|"
    r"compan(?:y|ies)|firms?)\b(?! (?:association|federation|society|union|council|club|alliance)\b)",
    re.IGNORECASE,
)
_ORIGIN_BEFORE = re.compile(
    r"(?<!were )(?<!was )(?<!been )\b(?:sourced|imported|made|built|produced|brought in) (?:from|in) (?:the )?$", re.I
)
_RIVAL = re.compile(
    r"\b(?:overt(?:ook|aken|akes?|aking)|surpass\w*|pass(?:ed|ing)|replac\w+|ahead of|"
    r"behind|beat(?:ing)?|unlike|outpac\w+|overhaul\w*|dethron\w+) (?:the )?$|, with (?:the )?$",
    re.IGNORECASE,
)
_JOINS = re.compile(r"\s*(?:\([\d,. ]*\))?\s*(?:,|and|, and)\s*(?:the )?", re.IGNORECASE)
_IMPORTED = re.compile(
    r"\b(?:newly )?(?:registered|sold|registrations|sales|deliver(?:ed|ies)|bought)\b", re.IGNORECASE
)
_TO_WHOM = re.compile(
    r"\b(?:registered|sold|delivered|registrations|sales|deliveries)(?: \w+)? (?:to|by|for|among) (?:the )?"
    r"(?:fleets?|private|business(?:es)?|corporate|compan(?:y|ies)|rental|government|consumers|leasing|taxi)\b",
    re.IGNORECASE,
)
"""`registered to fleet and business`: a part of the market by its buyers, for which there is no code."""


def _parts_without_code(line: DiscourseLine) -> None:
    """`32,834 imported cars were registered`, `cars registered to fleets`: parts of what is counted at home."""
    text = line.sentence.text
    found = _TO_WHOM.search(text)
    home = "mported" in text and _IMPORTED.search(text) is not None
    if found is None and not home:
        return
    for at, token in enumerate(line.tokens):
        if token.kind == "product" and found is not None:
            line.tokens[at] = replace(token, code="?")
        last = line.tokens[at - 1] if at else None
        imported = last is not None and text[last.start : last.end].lower() == "imported"
        if token.kind == "product" and imported and home:
            line.aside.add(at - 1)
            line.tokens[at] = replace(token, code="?")


_FIRST_OF_ALL = re.compile(
    r"\b(?:first|only|largest|biggest|top|leading|best-selling|fastest-growing) $", re.IGNORECASE
)


def _only_praised(line: DiscourseLine) -> None:
    """`BYD became the first Chinese brand to`: what somebody is called is not what is counted."""
    for at, token in enumerate(line.tokens):
        praised = token.kind == "product" and token.code.startswith("chinese_brand")
        if praised and _FIRST_OF_ALL.search(line.sentence.text, max(0, token.start - 24), token.start):
            line.aside.add(at)


_HOME_SALES = frozenset(("sales", "retail_sales", "registrations", "domestic_sales", "stock"))


def _not_where(line: DiscourseLine) -> None:
    """`20,070 Chinese-made vehicles were sold`, `China overtook Japan`: neither is where it counts."""
    text = line.sentence.text
    counted = {t.code for t in line.tokens if t.kind == "indicator"}
    rivals: set[int] = set()
    at_home = bool(counted & _HOME_SALES) and not counted & {"exports", "imports"}
    at_home = at_home or (not counted and line.scene.indicator in _HOME_SALES)
    for at, token in enumerate(line.tokens):
        if token.kind != "place":
            continue
        lead = text[max(0, token.start - 24) : token.start]
        if _RANKED_IN.search(text, max(0, token.start - 72), token.start) and any(
            t.kind == "number" for t in line.tokens[:at]
        ):
            line.aside.add(at)
            continue
        origin = _ORIGIN.match(text, token.end) or _ORIGIN_BEFORE.search(lead)
        listed = [k for k in range(at - 1, max(-1, at - 7), -1) if line.tokens[k].kind == "place"][:1]
        joined = (
            bool(listed) and listed[0] in rivals and _JOINS.fullmatch(text, line.tokens[listed[0]].end, token.start)
        )
        if joined or (_RIVAL.search(lead) and not _heads_item(line, at)):
            rivals.add(at)
        if (origin and at_home) or at in rivals:
            line.aside.add(at)


_RANKED_IN = re.compile(
    r"\b(?:largest|biggest|second|third|fourth|fifth|top|leading|most|best|highest|fastest|strongest|only|first)[- ]"
    r"(?:[\w-]+ ){0,4}(?:markets?|countr(?:y|ies)|exporters?|producers?|nations?|makers?|levels?|rates?|places?) "
    r"(?:in|of|within|across) (?:the )?$",
    re.IGNORECASE,
)
"""`Making it the third largest market in Europe`: where something ranks is not where it counts."""
_MAKES = re.compile(
    r"[ -](?:manufacturer|maker|producer|giant|compan(?:y|ie)|firm|group|dealer|builder)s?\b", re.IGNORECASE
)
"""`China's auto manufacturer`: what somebody makes is not what is counted."""
_NEXT = re.compile(
    r"(?:\b(?:followed by|and|then|ahead of|trailed by|while|by)|[,;、]|其次(?:是|为)|依次(?:是|为))\s*(?:the )?$",
    re.I,
)
_LINKS_TO_COUNT = frozenset(
    ("with", "at", "on", "by", "of", "(", ",", "received", "took", "for", "about", "only", "just", "some")
)


def _heads_item(line: DiscourseLine, at: int) -> bool:
    """Whether a place heads a count of its own after another one: `followed by Indonesia with 17,503 units`."""
    text, tokens = line.sentence.text, line.tokens
    if not _NEXT.search(text, max(0, tokens[at].start - 16), tokens[at].start):
        return False
    if not any(_is_number(t) for t in tokens[:at]) or at + 1 >= len(tokens):
        return False
    k = at + 1
    while k < len(tokens) and k < at + 4 and tokens[k].code in _LINKS_TO_COUNT:
        k += 1
    return k > at + 1 and k < len(tokens) and _is_number(tokens[k])


def _is_number(token: Token) -> bool:
    return token.kind in ("number", "jump", "flat")


_NEVER_COUNTED = re.compile(
    r"\W*(?:all |the )?(?:motor ?cycles?|motorbikes?|scooters?|mopeds?|two-wheelers?|tractors?|摩托车|两轮车|拖拉机)",
    re.IGNORECASE,
)
"""Without them is how vehicles are counted anyway."""


_OF_PERSONS = frozenset(("passenger_car", "nev_passenger", "ice_passenger"))
_OF_GOODS = ("truck", "bus", "commercial_vehicle", "nev_commercial")


def _exclude(line: DiscourseLine, trigger: tuple[int, int], why: str) -> None:
    phrase = _phrase(line, *trigger)
    inside = [k for k, t in enumerate(line.tokens) if trigger[0] <= t.start < trigger[1]]
    line.aside.update(phrase, inside)
    if _NEVER_COUNTED.match(line.sentence.text, trigger[1]):
        return
    taken = {(line.tokens[k].kind, line.tokens[k].code) for k in phrase if line.tokens[k].kind in _NOUNS}
    of_persons = any(t.end <= trigger[0] and t.code in _OF_PERSONS for t in line.tokens)
    if taken and of_persons and taken <= {("product", code) for code in _OF_GOODS}:
        return  # 乘用车(不含货车): what is no part of it anyway
    if taken <= {("indicator", "exports"), ("product", "vehicle"), ("product", "car")} and taken:
        counted = [t.code for k, t in enumerate(line.tokens) if t.kind == "indicator" and k not in line.aside]
        if (counted or [line.scene.indicator])[-1] == "sales":
            line.without_exports = True
            return
    for at, token in enumerate(line.tokens):
        if token.kind in ("number", "jump", "flat"):
            line.doubted.setdefault(at, why)


def _phrase(line: DiscourseLine, start: int, end: int) -> list[int]:
    """The nouns that follow a trigger without a break."""
    phrase: list[int] = []
    for k, token in enumerate(line.tokens):
        if token.start < end:
            continue
        behind = line.tokens[k + 1].kind if k + 1 < len(line.tokens) else ""
        if token.code == "," and phrase and behind in _NOUNS:
            phrase.append(k)
            continue
        if token.kind not in _NOUNS and not (token.kind == "word" and token.code in _LINKS):
            break
        if line.sentence.language == "zh" and token.start - (line.tokens[phrase[-1]].end if phrase else end) > 2:
            break
        phrase.append(k)
    return phrase


def _counted(line: DiscourseLine, phrase: list[int]) -> bool:
    """Whether the phrase has a number of its own (`including exports of 300,000`, 包括出口30万辆)."""
    tokens = line.tokens
    if not phrase:
        return True
    last = phrase[-1]
    follows = tokens[last + 1] if last + 1 < len(tokens) else None
    if tokens[last].kind == "word":
        return follows is not None and follows.kind == "number"
    if follows is None or follows.kind == "mark":
        return False
    gap = line.sentence.text[tokens[last].end : follows.start]
    return follows.kind == "number" and not re.search(r"[,;:为达共计是有]", gap)


_SALES = {
    "home": "domestic_sales",
    "domestic": "domestic_sales",
    "overseas": "exports",
    "foreign": "exports",
    "export": "exports",
    "exports": "exports",
    "international": "exports",
    "retail_sales": "retail_sales",
}
"""What sales are by the word before their product."""


_SOLD_ABROAD = re.compile(
    r"(?:sold|delivered) (?:a total of |about |some |nearly |over )*\d[\d.,]* (?:million |thousand )?"
    r"(?:[a-z-]+ ){1,3}(?:abroad|overseas|in (?:foreign|overseas|international) markets)\b",
    re.IGNORECASE,
)


def _told_apart(line: DiscourseLine) -> None:
    """`domestic NEV sales`, `overseas car sales`, 国内新能源汽车销量: which sales, over the product."""
    tokens = line.tokens
    for at, token in enumerate(tokens):
        if token.kind != "indicator" or token.code != "sales":
            continue
        if _SOLD_ABROAD.match(line.sentence.text, token.start):
            tokens[at] = replace(token, code="exports")
            continue
        k = at - 1
        while k >= 0 and (tokens[k].kind in ("product", "total") or tokens[k].code == "new"):
            k -= 1
        if not 0 <= k < at or tokens[k].kind not in ("home", "word", "indicator"):
            continue
        which = _SALES.get("home" if tokens[k].kind == "home" else tokens[k].code)
        if which and (tokens[k].kind != "indicator" or k < at - 1):
            tokens[at] = replace(token, code=which)


_MADE = frozenset(("produced", "built", "manufactured", "made"))


def _made_there(line: DiscourseLine) -> None:
    """`568,000 cars produced in China went abroad`: where they were made is no count of output."""
    tokens = line.tokens
    for at in range(1, len(tokens) - 1):
        if tokens[at].kind != "indicator" or tokens[at - 1].kind != "place" or tokens[at + 1].kind != "product":
            continue
        if line.sentence.text[tokens[at].start : tokens[at].end].lower() in _MADE:
            line.aside.add(at)  # South African built vehicles
    for at, token in enumerate(tokens[:-1]):
        word = line.sentence.text[token.start : token.end].lower().split()[0] if token.kind == "indicator" else ""
        if (
            word in _MADE
            and at
            and tokens[at - 1].kind == "product"
            and any(t.kind == "place" for t in tokens[at + 1 : at + 3])
        ):
            rest = tokens[at + 1 :]
            stop = next((k for k, t in enumerate(rest) if t.kind == "mark"), len(rest))
            counted = [t.code for t in rest[:stop] if t.kind == "indicator"]
            if counted:
                line.aside.add(at)
            if counted and "exports" not in counted:  # made there, sold elsewhere
                line.aside.update(k for k in range(at + 1, min(at + 3, len(tokens))) if tokens[k].kind == "place")


_A_COUNT = re.compile(r"\d(?:[\d,.]*\d)? (?:million |thousand )?(?:vehicles|cars|units|EVs|BEVs)\b")
_THERE = re.compile(r"[.!?]\s+(?:Sales |Deliveries |Demand |But )?[Ii]n (?:the )?(?:[a-z]+ ){0,4}$")


def only_a_part(before: str) -> bool:
    """`The group sold 2.3 million cars. In China, deliveries fell`: counts stand before a place that is a part."""
    return bool(_A_COUNT.search(before) and _THERE.search(before))
