"""Percentages that are neither growth nor share: rates of duty, and contributions to growth.

Rule: a row of `RULES` gives what stands before a percentage and what after it; the first row that fits gives the
number its role. A rate of duty needs goods that are counted here and takes the market that levies it as its place.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pratique.figures.reader.bind.directions import is_compared
from pratique.figures.reader.bind.levying import levying_place
from pratique.figures.reader.bind.marks import Role, Roles
from pratique.figures.reader.bind.proposals import KIND, no_rate_now, proposal_or_rate
from pratique.figures.reader.bind.respective import JOINT
from pratique.figures.reader.bind.scene import DiscourseLine, Draft, leave
from pratique.figures.reader.bind.settle import draft_at
from pratique.figures.reader.text.fold import Language
from pratique.figures.reader.tokens.scan import Token

_DUTY = (
    r"(?:(?:definitive|provisional|countervailing|anti-subsidy|anti-dumping) rates?|tariffs?|dut(?:y|ies)|"
    r"lev(?:y|ies)|surtax(?:es)?|import tax(?:es)?|(?<=\bthe )tax(?:es)?)"
)
_ALMOST = (
    r"(?:(?:about|around|up to|as high as|as much as|almost|nearly|over|more than|just|an additional|additional|a|"
    r"only) )*"
)
_TAX_ZH = r"(?:关税|税率|反补贴税|反倾销税|附加税)"
_KIND_ZH = r"(?:进口|最惠国|额外|临时|最终|反补贴|反倾销|附加|普通|优惠|高额|惩罚性)"
_GROWN = r"\b(?:growth|increase|rise|gain)\b"
RULES: tuple[tuple[Role, Language, str, str], ...] = (
    ("duty", "en", r"", rf"\s*(?:{KIND}(?: \(mfn\))?[ -]+){{0,3}}(?:{_DUTY}|tariff rate|rate of duty)\b"),
    (
        "duty",
        "en",
        rf"\b{_DUTY}(?: rates?)?(?: (?:on|for|against) (?:[\w'-]+ ){{1,7}}?)?(?: ?(?:[a-z]+ ){{0,2}})"
        rf"\b(?:of|at|to|from|is|was|are|were|be|by) (?:the )?{_ALMOST}$",
        r"(?! of (?!the customs|customs)|\s*(?:share|market))",
    ),
    (
        "duty",
        "en",
        rf"\b{_DUTY}\b[^.;]{{0,90}}\b(?:reach(?:es|ing)?|(?:ris|increas|climb|go|fall|drop)(?:e|es|ing|s)? to|hit) "
        rf"{_ALMOST}$",
        r"(?!\s*(?:share|market))",
    ),
    ("duty", "en", rf"\b{_DUTY}\b[^.;]{{0,90}}\bfrom {_ALMOST}\d[\d.]* ?(?:%|per ?cent|pct|pc) to {_ALMOST}$", r""),
    ("duty", "zh", rf"{_TAX_ZH}[^,。;\d]{{0,20}}[从由自]\d[\d.]*%[^,。;\d]{{0,10}}[至到为](?:约|近)?$", r""),
    ("duty", "en", r"\bimport tax(?:es)?\b[^;]*\b(?:an?|to|of) $", r"\s*tax\b"),
    (
        "duty",
        "en",
        r"\bsubject to (?:an? |the )?(?:new |current |flat )?$",
        rf"\s*(?:{KIND}[ -]+){{0,3}}(?:import |customs )?tax\b",
    ),
    ("duty", "en", rf"\brates? of (?:{KIND} )*duty (?:of|at|is|was) {_ALMOST}$", r""),
    ("duty", "en", rf"\b(?:lev(?:y|ies|ied|ying)|slap(?:s|ped)?|impos(?:e|es|ed|ing)) {_ALMOST}$", r"\s+on\b"),
    ("duty", "zh", r"", rf"\s*的?{_KIND_ZH}*{_TAX_ZH}"),
    ("duty", "zh", r"(?:加征|征收|课征)(?:额外|最高额?|最多|高达|约)*$", rf"[^,。;\d%]{{0,8}}{_TAX_ZH}"),
    ("duty", "zh", rf"{_TAX_ZH}[^,。;\d%]{{0,8}}?(?:,?分别)?(?:为|至|到|达|是|高达)?(?:约|近|超过)?$", r""),
    ("contribution", "en", r"", rf"\s+of (?:the |total |overall |all |china's )*(?:[\w-]+ ){{0,3}}{_GROWN}"),
    ("contribution", "en", r"\bcontribut\w+ (?:[\w'-]+ ){0,4}$", rf"\s+(?:of|to) [^,;.]{{0,40}}?{_GROWN}"),
    ("contribution", "en", r"\bcontribution (?:rate )?(?:of|to) [^,;]{0,50}\b(?:was|is|reached|hit|of|at) $", r""),
    ("contribution", "zh", r"贡献(?:率|度|了)?(?:达到?|为|超过?|约|高达)*$", r""),
)
"""Role, language, what ends before the number, what begins behind it."""
_COMPILED = tuple(
    (role, language, re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE))
    for role, language, before, after in RULES
)
_WORTH = re.compile(
    r"tariff|dut(?:y|ies)|lev[yi]|slap|impos|tax|contribut|of [^.]{0,40}(?:growth|increase)|税|贡献",
    re.I,
)


def mark_rates(text: str, tokens: list[Token], roles: Roles, language: Language) -> None:
    """Give percentages of a sentence the roles `duty` and `contribution`, before anything is bound."""
    if not _WORTH.search(text):
        return
    for at, token in enumerate(tokens):
        if token.kind == "number" and token.code == "percent":
            role = _role(text, token, language)
            if role is not None and not (role == "contribution" and at in roles.growth and "贡献" not in text):
                roles.role[at] = role
                roles.growth.pop(at, None)
                roles.whole.pop(at, None)
    _spread(text, tokens, roles)


_BEFORE_RISE = re.compile(
    r"[\s,(–—-]*(?:up |down |increased |raised |rising )?(?:from|compared (?:with|to)|against) (?:the )?"
    r"(?:current |existing |present |previous |earlier |initial |originally )*$"
)


_AND = re.compile(rf"[^.;\d]{{0,60}}(?:,|\band) {_ALMOST}", re.IGNORECASE)
_MARKET_BEHIND = re.compile(r"\s+in (?=(?:the )?[A-Z])")


def _spread(text: str, tokens: list[Token], roles: Roles) -> None:
    """Duties in lists (`17.4%, 20% and 38.1% duties`, `100% in the US and 35% in the EU`), and what one rose from."""
    rates = [k for k, t in enumerate(tokens) if t.kind == "number" and t.code == "percent"]
    for here, after in reversed(list(pairwise(rates))):
        joint = JOINT.fullmatch(text, tokens[here].end, tokens[after].start)
        if roles.role.get(after) == "duty" and joint and roles.role.get(here, "none") == "none":
            roles.role[here] = "duty"
    for before, here in pairwise(rates):
        joint = JOINT.fullmatch(text, tokens[before].end, tokens[here].start)
        if roles.role.get(before) == "duty" and joint and roles.role.get(here, "none") == "none":
            roles.role[here] = "duty"
        gap = text[tokens[before].end : tokens[here].start]
        if roles.role.get(before) == "duty" and roles.role.get(here) != "duty" and _BEFORE_RISE.fullmatch(gap):
            roles.role[here] = "duty"
            roles.growth.pop(here, None)
            roles.compared.add(here)
        elsewhere = _AND.fullmatch(gap) and _MARKET_BEHIND.match(text, tokens[here].end)
        if roles.role.get(before) == "duty" and roles.role.get(here, "none") == "none" and elsewhere:
            roles.role[here] = "duty"


def _role(text: str, token: Token, language: Language) -> Role | None:
    head = text[max(0, token.start - 110) : token.start]
    for role, own, before, after in _COMPILED:
        if own == language and after.match(text, token.end) and (not before.pattern or before.search(head)):
            return role
    return None


def take_duty(line: DiscourseLine, at: int) -> Draft | None:
    """The figure of a rate of duty, or None where no goods counted here are named (then it is left)."""
    tokens, text = line.tokens, line.sentence.text
    kind = proposal_or_rate(
        text, tokens[at], line.scene.duties_proposed and (line.scene.duties_follow or not _ON_DUTY.search(text))
    )
    if (why := no_rate_now(text, tokens[at], kind)) != "":
        leave(line, tokens[at], why)
        return None
    quantity = tokens[at].quantity
    ranged = quantity is not None and quantity.ranged
    kind = "observation" if is_compared(text, tokens[at].start) and not ranged else kind
    goods = _goods_behind(text, tokens, at) or goods_of(tokens)
    listed = at in line.charged or (at in line.zipped and line.zipped[at].maker != "")
    start, end = _clause(text, tokens[at].start)
    near = any(start <= t.start < end for t in goods)
    stop = re.compile(r"[,;]|\band (?:a|an|the) \d").search(text, tokens[at].end)
    phrase = text[tokens[at].end : stop.start() if stop else len(text)]
    if _OTHER_GOODS.search(phrase) and not any(
        tokens[at].end <= t.start < tokens[at].end + len(phrase) for t in goods
    ):
        near = False
    if not near and (_OTHER_GOODS.search(text, start, end) or (not goods and _OTHER_GOODS.search(text))):
        leave(line, tokens[at], "a rate of duty on goods that are not counted here")
        return None
    told: tuple[str, str | None] | None
    if goods and not listed and _market_elsewhere(line, start, end):
        leave(line, tokens[at], "a rate of duty whose market is not named")
        return None
    if goods and not listed and not _same_goods(line, goods):
        product = min(goods, key=lambda t: (abs(t.start - tokens[at].start), t.start))
        told = product.code, _levied(line, product, tokens[at].start)
        if told[1] is None and not any(t.kind == "place" for t in tokens) and line.scene.levied is None:
            leave(line, tokens[at], "a rate of duty whose market is not named")
            return None
    elif not goods and not listed and _ON_GOODS.search(text, start, end):
        leave(line, tokens[at], "a rate of duty on goods that are not counted here")
        return None
    else:
        told = _told_levied(line, goods) or ((LATER, None) if listed else None)
    if told is None:
        leave(line, tokens[at], "a rate of duty on goods that are not named")
        return None
    draft = draft_at(line, at, "tariff_rate", told[0], "percent")
    draft.geography, draft.kind, draft.elsewhere = told[1], kind, True
    if listed:
        draft.maker = line.charged.get(at) or (line.zipped[at].maker if at in line.zipped else "")
    else:
        draft.maker = ""
    if told[0] == "car" and draft.geography is not None:
        draft.product = "vehicle" if draft.geography.endswith("CN") else "passenger_car"
    return draft


_ON_BEHIND = re.compile(rf"\s*(?:[\w-]+ ){{0,3}}?{_DUTY} (?:rates? )?(?:on|for|against) ", re.IGNORECASE)
_NEXT_RATE = re.compile(r"[,;]|\b(?:and|while|plus) (?:an?|the|another|\d)")


def _goods_behind(text: str, tokens: list[Token], at: int) -> list[Token]:
    """`A 25% tariff on lithium-ion batteries`: the goods named right behind a rate, whatever stands before it."""
    if _ON_BEHIND.match(text, tokens[at].end) is None:
        return []
    stop = _NEXT_RATE.search(text, tokens[at].end)
    return [t for t in goods_of(tokens) if tokens[at].end <= t.start < (stop.start() if stop else len(text))]


def _market_elsewhere(line: DiscourseLine, start: int, end: int) -> bool:
    """`China added jobs, and the tariff on cars is 15 percent`: a place is named, but not for the duty."""
    text = line.sentence.text
    places = [
        t for t in line.tokens if t.kind == "place" and t.code not in ("?", "WORLD") and not _of_makers(text, t)
    ]
    opened = max((m.end() for m in _COORDINATE.finditer(text, 0, start + 6)), default=0)
    if any(opened <= t.start < end for t in places) or _levying(line, start) or line.scene.levied is not None:
        return False
    theirs = any(_of_makers(text, t) for t in line.tokens if t.kind == "place")
    return bool(places) or (line.scene.place is not None and not theirs)


_COORDINATE = re.compile(r";|[,，] ?(?:and|but|while|whereas)\b|，而|,而")
LATER = "goods told later"
"""The product of a rate whose goods only a later sentence may tell."""
_ON_GOODS = re.compile(
    rf"\b{_DUTY} (?:rates? )?(?:on|for|against) (?!imports?\b(?! of)|"
    r"(?:[\w-]+ ){0,3}(?:compan|producer|maker|manufacturer|exporter|firm|brand)|"
    r"them\b|these\b|those\b|it\b|the (?:vehicles|cars|imports)\b)",
    re.IGNORECASE,
)
"""A duty on something that is named, and is none of the goods counted here."""


def goods_of(tokens: list[Token]) -> list[Token]:
    """The products of a sentence on which a duty is read."""
    return [t for t in tokens if t.kind == "product" and t.code not in ("battery", "chip", "charger")]


def _told_levied(line: DiscourseLine, goods: list[Token]) -> tuple[str, str | None] | None:
    """Goods and market of a maker's rate: those of its sentence, else of the duty spoken of last."""
    if not goods or _same_goods(line, goods):
        return _levied_here(line)
    told = line.scene.levied
    places = {t.code for t in line.tokens if t.kind == "place"}
    if told is not None and told[1] and {t.code for t in goods} == {told[0]} and places < set(told[1].split("->")):
        return told
    market = _levied(line, goods[0], goods[0].start)
    return goods[0].code, market or (line.scene.levied[1] if line.scene.levied else None)


def _levied_here(line: DiscourseLine) -> tuple[str, str | None] | None:
    """The goods spoken of last, of the market that the sentence itself makes the subject of a duty."""
    told = line.scene.levied
    places = [t for t in line.tokens if t.kind == "place" and t.code not in ("?", "WORLD")]
    levying = levying_place(line.sentence.text, places) if told is not None else None
    if told is None or levying is None or (told[1] or "").rpartition("->")[2] == levying:
        return told
    origin = (told[1] or "").rpartition("->")[0]
    return (told[0], f"{origin}->{levying}" if origin not in ("", levying) else levying)


def _same_goods(line: DiscourseLine, goods: list[Token]) -> bool:
    """`Cars from SAIC will face`, after a duty on electric cars: the general word for the goods spoken of."""
    told = line.scene.levied
    if told is None or told[0] in ("car", "vehicle") or not {t.code for t in goods} <= {"car", "vehicle"}:
        return False
    return {t.code for t in line.tokens if t.kind == "place"} <= set((told[1] or "").split("->"))


def note_levied(line: DiscourseLine) -> None:
    """Keep goods and market of a duty that a sentence speaks of, for the rates of the sentences behind."""
    goods = goods_of(line.tokens)
    if not _ON_DUTY.search(line.sentence.text):
        return
    if goods:
        line.scene.levied = _told_levied(line, goods)
    elif _OTHER_GOODS.search(line.sentence.text) or _ON_GOODS.search(line.sentence.text):
        line.scene.levied = None  # of something else


_ON_DUTY = re.compile(rf"\b{_DUTY}\b|{_TAX_ZH}", re.IGNORECASE)


_LEVIES = re.compile(r"(?:征收|加征|课征|\b(?:impos|lev(?:y|ie)|slap|introduc)\w*)", re.IGNORECASE)
_TARGET_OF = re.compile(r"(?:对|向|来自|自)$|\b(?:on|from|against|to) (?:the )?$", re.IGNORECASE)


def _levying(line: DiscourseLine, clause: int) -> bool:
    """Whether the sentence names who levies the duty of a clause that names no place itself."""
    places = [t for t in line.tokens if t.kind == "place" and t.start < clause and t.code not in ("?", "WORLD")]
    subject = next(
        (t for t in places if not _TARGET_OF.search(line.sentence.text[max(0, t.start - 6) : t.start])), None
    )
    return subject is not None and _LEVIES.search(line.sentence.text, clause) is not None


_OTHER_GOODS = re.compile(
    r"\b(?:steel|alumini?um|canola|pork|dairy|brandy|textiles?|toys)\b|钢|铝|油菜籽|猪肉|乳制品", re.IGNORECASE
)


def _clause(text: str, at: int) -> tuple[int, int]:
    heads = [m.end() for m in re.finditer(r"[,;，。](?!\d)|, and\b", text[:at])]
    stop = re.compile(r"[,;，。](?!\d)").search(text, at)
    return max(heads, default=0), stop.start() if stop else len(text)


def _levied(line: DiscourseLine, product: Token, at: int) -> str | None:
    """`CN->CA`: the origin beside the goods, the market that is named otherwise."""
    places = [t for t in line.tokens if t.kind == "place" and t.code not in ("?", "WORLD")]
    text = line.sentence.text
    goods = [product, *(t for t in line.tokens if t.kind == "product")]
    origin = next((t for t in places if any(_beside(text, t, each) for each in goods) or _of_makers(text, t)), None)
    start, end = _clause(text, at)
    here = [t for t in line.tokens if t.kind == "place" and start <= t.start < end]
    if any(t.code == "?" and _WITHIN.search(text[: t.start]) for t in here):
        return None  # in several markets, or in one without a code
    copied = {t.code for t in places if _COPIED.search(text, max(0, t.start - 32), t.start)}
    others = [t for t in places if (origin is None or t.code != origin.code) and t.code not in copied]
    nearest = min(others, key=lambda t: (t.start > at, abs(t.start - at)), default=None)
    told = line.scene.levied[1] or "" if line.scene.levied else line.scene.place or ""
    its = next((t for t in others if t.start > at and _IN_MARKET.fullmatch(text, at, t.start)), None)
    if its is not None:
        return f"{origin.code}->{its.code}" if origin is not None else its.code
    market = levying_place(text, places) or (told.rpartition("->")[2] if nearest is None else nearest.code)
    if origin is not None:
        return f"{origin.code}->{market}" if market and market != origin.code else None
    return market or None


_IN_MARKET = re.compile(r"[\d.]+ ?(?:%|per ?cent|pct)(?: (?:tariff|duty|duties))? in (?:the )?", re.IGNORECASE)
"""From a rate to the market that it is of (`45.3% in the EU`)."""
_WITHIN = re.compile(r"\b(?:in|across|throughout) (?:the )?$|在$", re.IGNORECASE)
_COPIED = re.compile(
    r"\b(?:copy|copies|copying|match|matches|matching|follow|follows|following|mirrors?|mirroring|like|as in) "
    r"(?:the |that of )*$"
    r"|\b(?:follow|tak|took)\w* (?:the |its |his )?(?:lead|example|suit|cue) (?:of|from) (?:the )?$"
    r"|(?:跟进|效仿|跟随|仿效)(?:[^,。;]{0,6}和)?$",
    re.IGNORECASE,
)
"""Before a place: whose duty is only taken for a model."""


_OF_MAKERS = re.compile(
    r"(?:producers?|makers?|manufacturers?|exporters?|compan(?:y|ies)|firms?|brands?)\b", re.IGNORECASE
)
_MAKERS_IN = re.compile(rf"\b{_OF_MAKERS.pattern} (?:in|from|based in) (?:the )?$", re.IGNORECASE)


def _of_makers(text: str, place: Token) -> bool:
    """`BEV producers in China`, `Chinese EV makers`: where those come from who pay the duty."""
    lead = text[max(0, place.start - 32) : place.start]
    return _MAKERS_IN.search(lead) is not None or _OWN_MAKERS.match(text, place.end) is not None


_OWN_MAKERS = re.compile(rf"\s+(?:[\w-]+ ){{0,3}}?{_OF_MAKERS.pattern}", re.IGNORECASE)


def _beside(text: str, place: Token, product: Token) -> bool:
    if place.end <= product.start:
        return (
            re.fullmatch(
                r"[\s-]*(?:made|built|produced|manufactured|assembled|产|制造?的?|生产的?|进口的?|出口的?|的)?\s*",
                text[place.end : product.start],
            )
            is not None
        )
    gap = text[product.end : place.start]
    return (
        re.fullmatch(
            r"\)?\s*(?:(?:imports? |imported |made |built |coming |shipped |exported |sent )?from|"
            r"(?:made|built|produced|assembled|manufactured) in|"
            r"(?:that|which) (?:[\w-]+ ){1,3}(?:makes?|builds?|produces?|assembles?|exports?) (?:in|from))"
            r"\s+(?:the )?",
            gap,
        )
        is not None
    )


def take_contribution(line: DiscourseLine, at: int) -> Draft:
    """The figure of a part's contribution to the growth of a whole; `of` names the whole."""
    tokens = line.tokens
    phrase = _phrase_of_whole(line, at)
    indicators = [tokens[k].code for k in phrase if tokens[k].kind == "indicator" and "+" not in tokens[k].code]
    products = [tokens[k].code for k in phrase if tokens[k].kind == "product"]
    own = [t.code for k, t in enumerate(tokens[:at]) if t.kind == "product" and k not in phrase]
    draft = draft_at(line, at, "growth_contribution", own[-1] if own else line.scene.product or "vehicle", "percent")
    draft.of = f"{(indicators or ['sales'])[-1]}:{(products or ['vehicle'])[-1]}"
    return draft


def _phrase_of_whole(line: DiscourseLine, at: int) -> list[int]:
    """The tokens of the whole: behind the number in English, between 对 and the number in Chinese."""
    text, tokens = line.sentence.text, line.tokens
    if line.sentence.language == "zh":
        opened = text.rfind("对", 0, tokens[at].start)
        return [k for k, t in enumerate(tokens[:at]) if opened >= 0 and t.start > opened]
    phrase = []
    for k in range(at + 1, len(tokens)):
        if tokens[k].kind in ("mark", "number", "period"):
            break
        phrase.append(k)
    return phrase
