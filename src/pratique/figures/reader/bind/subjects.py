"""What a sentence speaks of: products and indicators in lists, places, makers, periods.

Rule: a subject holds until another is named; a product word that is only the unit of a number names none; a
pronoun brings back the subjects of the sentence before.
"""

from __future__ import annotations

import re
from fractions import Fraction

from pratique.figures.codes import WHOLES
from pratique.figures.period import Period
from pratique.figures.reader.bind.fiscal import settle_fiscal
from pratique.figures.reader.bind.growths_of_then import OF_THEN
from pratique.figures.reader.bind.makers import COMES_FROM, home_of
from pratique.figures.reader.bind.nouns import counts_unit, only_the_noun, only_told_again
from pratique.figures.reader.bind.scene import DiscourseLine, Scene
from pratique.figures.reader.bind.settle import level2_near
from pratique.figures.reader.bind.times import ANAPHORA, of_compared, up_to
from pratique.figures.reader.text.fold import Sentence
from pratique.figures.reader.tokens.calendar import resolve, so_far
from pratique.figures.reader.tokens.scan import Token, scan

_CUMULATIVE = re.compile(r"\bcumulative|\bso far\b|\byear to date|累计|以来", re.IGNORECASE)
_PLURAL = re.compile(r"^.{0,40}?\b(?:they|these|the two)\b|两者|二者", re.IGNORECASE)
_PERIOD_SAW = re.compile(
    r"\W*(?:(?:in )?the )?(?:[A-Z][a-z]+|month|quarter|year|latter|first half|second half)(?: 20\d\d)?"
    r"(?: alone| itself)? "
    r"(?:saw|brought|recorded|registered|posted|showed|marked|delivered)\b"
)
"""`June alone saw a growth of 4.6%`: of what the text counted last."""
_TOGETHER = re.compile(r"^\W*(?:together|combined|in (?:all|total))\b|^两者合计|^合计", re.IGNORECASE)


def remember(tokens: list[Token], sentence: Sentence, scene: Scene) -> None:
    """A sentence without numbers may still name period, place, product and maker for the next one."""
    if not _SENT_TO.search(sentence.text):
        scene.places |= {t.code for t in tokens if t.kind == "place" and t.code not in ("?", "WORLD")}
    scene.branded = scene.branded or "hinese" in sentence.text
    kinds = {token.kind for token in tokens}
    if "place" in kinds and ("maker" in kinds or " from " in sentence.text):
        tokens = scan(sentence.text, sentence.language)  # with the offsets that names alone do not have
    tokens = settle_fiscal(tokens, scene)
    first = next((token for token in tokens if token.kind != "period"), None)
    if first is not None and first.kind == "place" and (whose := home_of(tokens, sentence.text)):
        first = whose
    for token in tokens:
        if token.kind == "period" and token.period is not None and token.code != "same":
            found = resolve(token.period, scene.period, scene.published)
            scene.period = scene.period if found is None or _is_ahead(token, sentence, scene) else found
            if found is not None:
                scene.words = None
            if found is not None and not _RECALLED.search(sentence.text[: token.period.start]):
                scene.spoken.append((sentence.start + token.start, found))
        elif token.kind == "place" and COMES_FROM.search(sentence.text, max(0, token.start - 12), token.start):
            continue
        elif token.kind == "place" and token.code != "?" and (scene.place is None or _SPEAKS_OF.match(sentence.text)):
            scene.place = token.code if token is first or scene.place is None else scene.place
        elif token is first and token.kind == "maker" and sum(t.kind == "maker" for t in tokens) == 1:
            scene.maker, scene.stale = token.code, False
        elif token.kind == "product":
            scene.product = token.code
        elif token.kind == "indicator" and "+" not in token.code:
            scene.indicator = token.code


_RECALLED = re.compile(r"\b(?:after|since|following|because of|due to|ahead of)\b[^,;.]*$", re.IGNORECASE)
"""Before a period that is only why or since when something is so (`recovered after the holiday in February`)."""
_SPEAKS_OF = re.compile(
    r"\W*[A-Z]\w+(?: [A-Z]\w+)? (?:is|was|has|had|also|posted|recorded|saw) (?:another|also|an?|the)\b"
)
"""`Malaysia is another country that grew.`: whose counts the next sentence gives."""
_SENT_TO = re.compile(
    r"\b(?:exports?|exported|shipments?|shipped|deliveries)\b[^.;]*\bto (?:the )?[A-Z]|"
    r"出口[至到往]"
)
"""Places where goods go are not where a text counts."""


def _is_ahead(token: Token, sentence: Sentence, scene: Scene) -> bool:
    """Whether a period is a horizon that the text sets (`by 2030`), which no later month is of."""
    said = sentence.text[max(0, token.start - 8) : token.end]
    printed = token.period.year if token.period is not None else None
    if printed is None:
        return False
    if scene.published is not None:
        return printed > scene.published.year
    return (
        re.search(r"\b(?:by|until)\s+(?:the end of )?(?:19|20)\d\d$|到\s*20\d\d\s*年$", said, re.IGNORECASE)
        is not None
    )


def open_line(line: DiscourseLine) -> None:
    """Settle what holds for the whole sentence: maker, quota, level 2."""
    makers = [t.code for t in line.tokens if t.kind == "maker"]
    kept = any(t.kind == "ownmaker" for t in line.tokens) or bool(ANAPHORA.match(line.sentence.text))
    named = any(t.kind == "place" for t in line.tokens)
    first = next((k for k, t in enumerate(line.tokens) if t.kind == "number"), len(line.tokens))
    leads = [t.code for t in line.tokens[:first] if t.kind == "maker"]
    if leads:
        line.scene.maker = leads[0]
    elif makers or ((named or line.scene.stale) and not kept):
        line.scene.maker = ""
    line.scene.stale = False
    line.maker = line.scene.maker
    opening = any(t.kind == "of" for t in line.tokens[:2])
    if opening and line.scene.group and line.scene.group[0].kind != "observation":
        line.kind = line.scene.group[0].kind
    _carry_subjects(line)
    if line.scene.period is not None and _YEAR_EARLIER.match(line.sentence.text):
        line.period = line.scene.period.year_before
    if line.period is None and (before := _period_before(line, first)) is not None:
        line.period = before
    line.unnamed = not line.scene.maker and any(t.kind == "ownmaker" for t in line.tokens[:first])
    line.level2 = any(t.kind == "level2" for t in line.tokens)
    if any(t.kind == "status" and t.code == "quota" for t in line.tokens):
        line.kind = "quota"


_YEAR_EARLIER = re.compile(r"\W*(?:[Aa]|[Oo]ne|[Tt]he) year (?:earlier|ago|before|prior|previously)\b(?! than)")
"""`A year earlier there were 66,100`: at the head of a sentence, of the year before the one spoken of."""


def _period_before(line: DiscourseLine, first: int) -> Period | None:
    """`In May A; in the first five months B. NEV sales were C; in the first five months D`: C is of May.

    A sentence that names the period spoken of last only behind its first number gives that number the one before it.
    """
    scene, tokens = line.scene, line.tokens
    if scene.period is None or not scene.group or any(t.kind == "period" for t in tokens[:first]):
        return None
    ends = next((k for k in range(first, len(tokens)) if tokens[k].code in (";", "while")), len(tokens))
    if any(t.kind == "period" and k not in line.roles.comparator for k, t in enumerate(tokens[first:ends], first)):
        return None
    later = next((t.period for t in tokens[ends:] if t.kind == "period" and t.period is not None), None)
    if later is None or resolve(later, scene.period, scene.published) != scene.period:
        return None
    others = [d.period for d in scene.group if d.period is not None and d.period != scene.period and not d.compared]
    return others[0] if others else None


def _carry_subjects(line: DiscourseLine) -> None:
    """`they were A and B`: the subjects of the sentence before, in their order; `together`: their whole."""
    group, text = line.scene.group, line.sentence.text
    recent = [draft for draft in line.scene.drafts[-3:] if draft.indicator != "share" and not draft.compared]
    if recent and _PERIOD_SAW.match(text) and line.tokens[0].kind == "period":
        named = {token.kind for token in line.tokens}
        line.indicators = line.indicators if "indicator" in named else [recent[-1].indicator]
        line.products = line.products if "product" in named else [recent[-1].product]
    if _TOGETHER.search(text) and len(recent) >= 2:
        products = {recent[-1].product, recent[-2].product}
        for whole in WHOLES:
            if products == set(whole.parts):
                line.products, line.indicators, line.fresh = [whole.whole], [recent[-1].indicator], True
    elif len(group) >= 2 and _PLURAL.search(text) and not any(t.kind == "indicator" for t in line.tokens[:6]):
        if len({draft.indicator for draft in group}) == len(group):
            line.indicators, line.products, line.fresh = [d.indicator for d in group], [group[0].product], True
        elif len({draft.product for draft in group}) == len(group):
            line.products, line.indicators, line.fresh = [d.product for d in group], [group[0].indicator], True


def note_subject(line: DiscourseLine, at: int, token: Token) -> None:
    """A product or indicator joins the list it stands in, or starts a new subject."""
    if token.kind == "anaphor":
        line.fresh, line.k = True, 0
        return
    if token.kind == "total" and (whole := _sum_of_made(line, at)):
        line.products, line.fresh, line.k = [whole], True, 0
        line.last_subject = ("product", at)
        return
    if token.kind == "total":
        owned = at and line.tokens[at - 1].code == "?" and line.sentence.language == "zh"  # “新三样”合计出口
        if at + 1 < len(line.tokens) and line.tokens[at + 1].kind == "indicator" and not owned:
            line.products, line.fresh, line.k = ["vehicle"], True, 0
        return
    if token.kind == "product" and (counts_unit(line, at, token) or only_the_noun(line, at, token)):
        return
    if token.kind == "indicator" and (
        only_told_again(line, at, token) or _OF_DIFFERENCE.search(before_of(line, token))
    ):
        return
    codes = token.code.split("+")
    kind, last = line.last_subject
    joined = kind == token.kind and last >= 0 and _only_joins(line, last, at)
    if token.kind == "indicator" and line.made and at and line.tokens[at - 1].code in ("their", "its"):
        line.products = [line.made[-1].product]
    if token.kind == "indicator" and not joined and _stands_alone(line, at, token):
        line.products = ["vehicle"]
    current = line.indicators if token.kind == "indicator" else line.products
    fresh = [*current, *codes] if joined and not (set(codes) & set(current) - {"?"}) else codes
    if token.kind == "indicator":
        line.indicators = fresh
    else:
        line.products = fresh
        if line.level2 and fresh == ["passenger_car"]:
            line.products = ["L2_passenger"] if level2_near(line, at) else fresh
    line.fresh, line.k, line.foreign = True, 0, False
    line.last_subject = (token.kind, at)


_OF_DIFFERENCE = re.compile(r"\d (?:million |thousand )?(?:more|fewer|extra|additional) (?:[a-z]+ ){0,2}$")
"""`152,000 more sales than in March`: how far two counts are apart names no subject."""


def before_of(line: DiscourseLine, token: Token) -> str:
    """What stands before a token (48 characters)."""
    return line.sentence.text[max(0, token.start - 48) : token.start]


def _sum_of_made(line: DiscourseLine, at: int) -> str:
    """`BEV 11.1 million, PHEV 6.66 million, in total 17.76 million`: the whole of the two parts counted, or ""."""
    parts = [d for d in line.made if d.quantity is not None and d.unit == "vehicles"][-2:]
    ahead = next((t.quantity for t in line.tokens[at + 1 :] if t.kind == "number"), None)
    if len(parts) != 2 or ahead is None or parts[0].indicator != parts[1].indicator:
        return ""
    total = sum(Fraction(d.quantity.value) for d in parts if d.quantity is not None)
    if abs(total - Fraction(ahead.value)) * 50 > total:
        return ""
    named = {d.product for d in parts}
    return next((whole.whole for whole in WHOLES if named == set(whole.parts)), "")


def _stands_alone(line: DiscourseLine, at: int, token: Token) -> bool:
    """`..., NEV sales A, and exports B`: bare exports after another subject's figure are those of all vehicles."""
    word = line.sentence.text[token.start : token.end].lower()
    if (
        word not in ("exports", "imports", "海外市场")
        or not line.made
        or not line.indicators
        or token.code in line.indicators
    ):
        return False
    bare = line.tokens[at - 1].code in ("and", "while", ",") and not any(
        t.kind == "product" for t in line.tokens[at + 1 : at + 4]
    )
    return bare and any(draft.product == "vehicle" for draft in line.scene.drafts)


_ASIDE = frozenset(("despite", "amid", "although", "unlike", "besides", "following", "given", "beside", "with"))


def _only_joins(line: DiscourseLine, last: int, at: int) -> bool:
    if any(t.code in _ASIDE for t in line.tokens[max(0, last - 4) : last]):
        return False
    link = line.sentence.text[line.tokens[last].end : line.tokens[at].start].lower().strip()
    return link in ("and", ",", "和", "、", "与", "及", "or", "as well as", ", and")


_TO = re.compile(
    r"(?<!according )(?<!compared )(?<!relative )(?<!due )(?<!thanks )(?<!owing )\bto (?:the )?$", re.IGNORECASE
)
"""Before a place: where goods go, and not whom or what the sentence leans on (`according to the Japan ...`)."""


def note_place(line: DiscourseLine, at: int, token: Token) -> None:
    text, code = line.sentence.text, token.code
    if _is_next_in_list(line, at, token):
        line.ranked = line.fresh = True
        origin, flows, _ = (line.scene.group[-1].geography or "").partition("->")
        if flows:
            line.destination, line.place, line.placed = code, origin, True
            return
    if at in line.items and line.made:
        line.fresh, line.origin, line.ranked = True, "", True
        if line.destination:
            line.destination = code
        else:
            line.place, line.placed = (None if code == "?" else code), True
        return
    lead = text[max(0, token.start - 9) : token.start].lower()
    exporting = "exports" in line.indicators or any(t.code == "exports" for t in line.tokens)
    exporting = exporting or (line.scene.indicator == "exports" and lead[-2:] in ("销往", "运往", "发往", "销至"))
    if (
        exporting
        and (
            _TO.search(text, max(0, token.start - 24), token.start)
            or re.search(r"(?:[对向往]|出口[至到往]?|[运销发][至到往])$", lead)
        )
        and (code != "CN" or (line.place if line.placed else line.scene.place) not in ("CN", None))
    ):
        line.destination = code
        line.fresh = True
        return
    if exporting and line.destination and line.made and _COUNT_BEHIND.match(text, token.end):
        line.destination, line.fresh = code, True  # `the US took 450,000, the UK 390,000`
        return
    if exporting and line.made and _TOOK.match(text, token.end):
        base = (line.made[-1].geography or "").partition("->")[0]
        if base != code:
            line.destination, line.fresh = code, True
            line.place, line.placed = base or None, bool(base)
            return
    if exporting and code not in ("CN", "WORLD") and _TOP_DESTINATION.match(text, token.end):
        line.destination, line.fresh = code, True
        return
    importing = "imports" in line.indicators or (not exporting and any(t.code == "imports" for t in line.tokens))
    if importing and line.placed and line.place is not None and code != line.place:
        line.origin = "" if code in ("WORLD", "?") else code
        return
    shared = any(t.kind == "share" for t in line.tokens[max(0, at - 2) : at])
    if code == "WORLD" and line.placed and (shared or not _heads_subject(line, at)):
        return
    line.place, line.placed = (None if code == "?" else code), True


_TOP_DESTINATION = re.compile(
    r"(?:曾|仍|一直|已|已经|依然)*(?:是|为|成为)[^,。;]{0,14}出口[^,。;]{0,10}(?:目的国|目的地|目标国|市场)|"
    r",? (?:was|is|has been|remained|became|stayed) [^,.;]{0,50}\b(?:export (?:destination|market)|"
    r"destination for|buyer of)\b",
    re.IGNORECASE,
)
"""Behind a place: it is where the exports of the sentence go (`Mexico is China's largest export destination`)."""
_COUNT_BEHIND = re.compile(
    r"(?: |约|近|超)?(?=\d)"
    r"|,? (?:came|ranked|placed|slipped|fell|rose|dropped|climbed|was|is)\b[^,;.\d]{0,40}\bwith (?=\d)"
)
_TOOK = re.compile(r",? (?:took|takes|received|receives|bought|absorbed|got|imported) (?:about |some |just )?(?=\d)")
"""Behind a place, in a sentence on exports: that many went there."""
_RANKED = re.compile(
    r"\b(?:place|rank(?:ed|s)?|follow(?:ed|s)?|lag(?:ged|s)?|trail(?:ed|s)?|runner-up|came (?:next|second|third))\b",
    re.IGNORECASE,
)


_MOVED = re.compile(r"\b(?:slipped|fell|rose|dropped|climbed|jumped|slid|grew|took|bought|received|saw|got)\b")


def _is_next_in_list(line: DiscourseLine, at: int, token: Token) -> bool:
    """`Japan lagged at 2.02 million`, `in second place is Brazil with 53.2 thousand`: the same of another place."""
    if line.indicators or line.products or not line.scene.group or token.code in ("?", "WORLD"):
        return False
    behind = line.tokens[at + 1 : at + 13]
    flows = "->" in (line.scene.group[-1].geography or "") and at == 0
    ranked = _RANKED.search(line.sentence.text) or (flows and _MOVED.search(line.sentence.text))
    return any(t.kind == "number" for t in behind) and bool(ranked)


def _heads_subject(line: DiscourseLine, at: int) -> bool:
    return at + 1 < len(line.tokens) and line.tokens[at + 1].kind in ("product", "indicator", "total")


def note_period(line: DiscourseLine, at: int, token: Token) -> None:
    assert token.period is not None
    if at in line.roles.comparator or token.code == "same":
        return
    if of_compared(line, at) or (line.made and line.made[-1].period and OF_THEN.search(before_of(line, token))):
        return
    if token.period.relative == "days":
        line.period = line.scene.period = None
        line.words = line.scene.words = token.period
        return
    context = line.period or line.scene.period
    found = resolve(token.period, context, line.scene.published)
    if (
        token.period.relative == "this year"
        and token.period.last - token.period.first == 11
        and found is not None
        and _CUMULATIVE.search(line.sentence.text)
    ):
        found = so_far(found, context, line.scene.published)
    if found is not None and found.length == 1 and _runs_to(line, at):
        found = Period.months(found.end_year, 1, found.last % 12 + 1)
    found = up_to(line, found, token.period)
    if found is None and context is None:
        found = _by_later_year(line, at, token)
    line.point = token.period.point
    line.words = token.period if found is None else None
    if found is not None:
        line.period, line.period_at = found, at
        line.scene.words = None
        if not _is_ahead(token, line.sentence, line.scene) and not _only_recalled(line, at, found):
            line.scene.period = found
        if token.period.relative != "year to date":
            line.scene.spoken.append((line.sentence.start + token.start, found))


def _only_recalled(line: DiscourseLine, at: int, found: Period) -> bool:
    """`Output in October climbed to 327,486 after shortages in 2021`: a year recalled behind all numbers."""
    counted = line.made[-1].period if line.made else None
    if counted is None or found.length != 12 or counted.length >= 12 or found.last >= counted.first:
        return False
    return not any(t.kind in ("number", "jump", "flat") for t in line.tokens[at + 1 :])


def _runs_to(line: DiscourseLine, at: int) -> bool:
    """`Year-to-date sales for July 2023`: whether a month named is the last of a running total."""
    before = [t for t in line.tokens[:at] if t.kind in ("period", "number")]
    return bool(before) and before[-1].code == "year to date"


def _by_later_year(line: DiscourseLine, at: int, token: Token) -> Period | None:
    """`In the first seven months A, while in July 2025 B`: the year that the same sentence prints later."""
    assert token.period is not None
    for k, later in enumerate(line.tokens[at + 1 :], at + 1):
        if later.period is not None and later.period.year and k not in line.roles.comparator and later.code != "same":
            return resolve(token.period, resolve(later.period, None, None), None)
    return None
