"""From the tokens of a sentence to figures: which product, indicator, place and period a number belongs to.

Rule: a subject (indicators and products, possibly a list) holds until another is named; numbers take subjects
in order, growths take numbers in order; a growth that stands before its number waits for it, and one whose
subject was already counted goes back to that figure. A number without an indicator or unit is never a figure:
it is kept as unread with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from pratique.figures.codes import WHOLES
from pratique.figures.entry import Change, Kind, Over
from pratique.figures.interval import Number
from pratique.figures.period import Period
from pratique.figures.reader.fold import Language, Sentence
from pratique.figures.reader.periods import PeriodWords, resolve
from pratique.figures.reader.quantities import Quantity
from pratique.figures.reader.roles import Growth, Roles, assign_roles, growth_lists
from pratique.figures.reader.scan import Token, has_quantity, scan, scan_names


@dataclass(slots=True)
class Draft:
    """A figure while its sentence is being read; offsets are those of the whole text."""

    indicator: str
    product: str
    geography: str | None
    period: Period | None
    quantity: Quantity | None
    unit: str
    start: int
    end: int
    kind: Kind = "observation"
    maker: str = ""
    of: str = ""
    changes: list[Change] = field(default_factory=list)
    compared: bool = False
    titled: bool = False
    point: bool = False
    sentence: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Scene:
    """What the text has spoken of so far; a later sentence may leave it out."""

    published: date | None = None
    period: Period | None = None
    place: str | None = None
    indicator: str = ""
    product: str = ""
    maker: str = ""
    group: list[Draft] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    unread: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    """The state inside one sentence."""

    sentence: Sentence
    tokens: list[Token]
    roles: Roles
    scene: Scene
    titled: bool
    indicators: list[str] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    fresh: bool = False
    foreign: bool = False
    k: int = 0
    place: str | None = None
    placed: bool = False
    destination: str = ""
    origin: str = ""
    kind: Kind = "observation"
    part: bool = False
    pending: list[Growth] = field(default_factory=list)
    points: list[Growth] = field(default_factory=list)
    made: list[Draft] = field(default_factory=list)
    level2: bool = False
    period: Period | None = None
    point: bool = False
    period_at: int = -1
    last_subject: tuple[str, int] = ("", -1)


_FUNCTION = frozenset(
    "in during from to by and or abroad overseas last this that of for at on with while as over between a an the were was"
    " is are be have had has which each alone worth compared versus against than but both then also so far through since"
    " when after before until under it its they their according per-cent nationwide here there respectively he she we"
    " among about around new more fewer chinese domestic domestically locally said says month year half quarter almost"
    " nearly equivalent equal up down yet though although it's where whose plus sold exported it respectively total".split()
)
_ANAPHORA = re.compile(
    r"\s*(?:[\"']?\s*(?:that|this|these|those|it|they|the (?:figure|number|total|volume|two|former|latter|rise|increase|growth|decline)"
    r"|both|of (?:these|them|which|that|the total)|among|month[- ]on[- ]month|year[- ]on[- ]year|compared|on a|an? |up |down |its|their)"
    r"|同比|环比|比|较|其中|增长|增幅|降幅|这一|该|两者|均|分别)",
    re.IGNORECASE,
)
_STATE_VERB = re.compile(
    r"\b(?:reach|total|hit|stood|stand|came|amount|was|were|includ|climb|topp|exceed|surpass|account|number|left|took|rose"
    r"|fell|grew|increas|decreas|declin|compared|against|made up)",
    re.IGNORECASE,
)
_CUMULATIVE = re.compile(r"\bcumulative|\bso far\b|\byear to date|累计|以来", re.IGNORECASE)
_RATE = re.compile(
    r"^\s*(?:\w+ ){0,2}?(?:vehicles |units |cars )?(?:a|per|each|every) (?:day|week|month|quarter|hour|minute)\b|^/"
)
_RATE_BEFORE = re.compile(r"(?:月均|日均|平均每月|平均每天|每月|每天|(?:monthly|daily) average of )\S{0,6}$")
_EARLY_PRONOUN = re.compile(r"^.{0,40}?\b(?:they|it)\b", re.IGNORECASE)
_MONEY = ("USD", "CNY", "EUR", "CAD")


def bind_sentence(sentence: Sentence, scene: Scene, titled: bool = False) -> None:
    """Read one sentence; what it says is added to `scene`."""
    if not has_quantity(sentence.text):
        _remember(scan_names(sentence.text, sentence.language), sentence, scene)
        return
    tokens = scan(sentence.text, sentence.language)
    if not any(token.kind in ("number", "jump", "flat") for token in tokens):
        _remember(tokens, sentence, scene)
        return
    roles = assign_roles(sentence.text, tokens, sentence.language)
    line = _Line(sentence, tokens, roles, scene, titled)
    lists = {group[0]: group for group in growth_lists(sentence.text, tokens, roles)}
    _open(line)
    for at, token in enumerate(tokens):
        _step(line, at, token, lists)
    _close(line)


def _remember(tokens: list[Token], sentence: Sentence, scene: Scene) -> None:
    """A sentence without numbers may still name period, place, product and maker for the next one."""
    for token in tokens:
        if token.kind == "period" and token.period is not None and token.code != "same":
            found = resolve(token.period, scene.period, scene.published)
            scene.period = found or scene.period
        elif token.kind == "place" and scene.place is None and token.code != "?":
            scene.place = token.code
        elif token.kind == "maker" and sum(t.kind == "maker" for t in tokens) == 1:
            scene.maker = token.code
        elif token.kind == "product":
            scene.product = token.code
        elif token.kind == "indicator" and "+" not in token.code:
            scene.indicator = token.code


def _open(line: _Line) -> None:
    """Settle what holds for the whole sentence: maker, quota, level 2."""
    makers = [t.code for t in line.tokens if t.kind == "maker"]
    kept = any(t.kind == "ownmaker" for t in line.tokens) or bool(_ANAPHORA.match(line.sentence.text))
    named = any(t.kind == "place" for t in line.tokens)
    if makers:
        line.scene.maker = makers[0]
    elif named and not kept:
        line.scene.maker = ""
    opening = any(t.kind == "of" for t in line.tokens[:2])
    if opening and line.scene.group and line.scene.group[0].kind != "observation":
        line.kind = line.scene.group[0].kind
    _carry_subjects(line)
    line.level2 = any(t.kind == "level2" for t in line.tokens)
    if any(t.kind == "status" and t.code == "quota" for t in line.tokens):
        line.kind = "quota"


_PLURAL = re.compile(r"^.{0,40}?\b(?:they|these|the two)\b|两者|二者", re.IGNORECASE)
_TOGETHER = re.compile(r"^\W*(?:together|combined|in (?:all|total))\b|^两者合计|^合计", re.IGNORECASE)


def _carry_subjects(line: _Line) -> None:
    """`they were A and B`: the subjects of the sentence before, in their order; `together`: their whole."""
    group, text = line.scene.group, line.sentence.text
    recent = [draft for draft in line.scene.drafts[-3:] if draft.indicator != "share" and not draft.compared]
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


def _step(line: _Line, at: int, token: Token, lists: dict[int, list[int]]) -> None:
    match token.kind:
        case "product" | "indicator" | "anaphor" | "total":
            if at not in line.roles.inside:
                _subject(line, at, token)
        case "place":
            _locate(line, at, token)
        case "period":
            _date(line, at, token)
        case "status":
            if line.kind != "quota":
                line.kind = token.code  # type: ignore[assignment]
        case "maker":
            if line.made:
                line.scene.maker = token.code
        case "of":
            line.part = True
            line.foreign = False
        case "other":
            line.foreign, line.fresh = True, True
        case "mark":
            if token.code in (";", "。"):
                line.foreign = False
        case "number" | "jump" | "flat":
            _number(line, at, token, lists)


def _subject(line: _Line, at: int, token: Token) -> None:
    """A product or indicator joins the list it stands in, or starts a new subject."""
    if token.kind == "anaphor":
        line.fresh, line.k = True, 0
        return
    if token.kind == "total":
        if at + 1 < len(line.tokens) and line.tokens[at + 1].kind == "indicator":
            line.products, line.fresh, line.k = ["vehicle"], True, 0
        return
    if token.kind == "product" and _counts_unit(line, at, token):
        return
    codes = token.code.split("+")
    kind, last = line.last_subject
    joined = kind == token.kind and last >= 0 and _only_joins(line, last, at)
    if token.kind == "indicator" and not joined and _stands_alone(line, at, token):
        line.products = ["vehicle"]
    current = line.indicators if token.kind == "indicator" else line.products
    fresh = [*current, *codes] if joined and not (set(codes) & set(current)) else codes
    if token.kind == "indicator":
        line.indicators = fresh
    else:
        line.products = fresh
        if line.level2 and fresh == ["passenger_car"]:
            line.products = ["L2_passenger"] if _level2_near(line, at) else fresh
    line.fresh, line.k, line.foreign = True, 0, False
    line.last_subject = (token.kind, at)


def _stands_alone(line: _Line, at: int, token: Token) -> bool:
    """`..., NEV sales A, and exports B`: bare exports after another subject's figure are those of all vehicles."""
    word = line.sentence.text[token.start : token.end].lower()
    if word not in ("exports", "imports") or not line.made or not line.indicators or token.code in line.indicators:
        return False
    bare = line.tokens[at - 1].code in ("and", "while", ",") and not any(
        t.kind == "product" for t in line.tokens[at + 1 : at + 4]
    )
    return bare and any(draft.product == "vehicle" for draft in line.scene.drafts)


def _level2_near(line: _Line, at: int) -> bool:
    return any(t.kind == "level2" for t in line.tokens[max(0, at - 4) : at])


def _only_joins(line: _Line, last: int, at: int) -> bool:
    link = line.sentence.text[line.tokens[last].end : line.tokens[at].start].lower().strip()
    return link in ("and", ",", "和", "、", "与", "及", "", "or", "as well as", ", and") and (bool(link) or False)


def _counts_unit(line: _Line, at: int, token: Token) -> bool:
    """Whether a product word is only the unit of the number before it, so that it names no new subject."""
    if at == 0 or line.tokens[at - 1].kind not in ("number", "place"):
        return False
    before = line.tokens[at - 1] if line.tokens[at - 1].kind == "number" else line.tokens[max(0, at - 2)]
    if before.kind != "number":
        return False
    text = line.sentence.text[before.end : token.start]
    return line.sentence.language == "en" and len(text) < 12 and "," not in text


def _locate(line: _Line, at: int, token: Token) -> None:
    text, code = line.sentence.text, token.code
    lead = text[max(0, token.start - 9) : token.start].lower()
    exporting = "exports" in line.indicators or any(t.code == "exports" for t in line.tokens)
    if exporting and (re.search(r"\bto (?:the )?$", lead) or re.search(r"[对向往]$", lead)) and code != "CN":
        line.destination = code
        line.fresh = True
        return
    importing = any(t.code == "imports" for t in line.tokens)
    if importing and line.placed and code != line.place:
        line.origin = code
        return
    shared = any(t.kind == "share" for t in line.tokens[max(0, at - 2) : at])
    if code == "WORLD" and line.placed and (shared or not _heads_subject(line, at)):
        return
    line.place, line.placed = (None if code == "?" else code), True


def _heads_subject(line: _Line, at: int) -> bool:
    return at + 1 < len(line.tokens) and line.tokens[at + 1].kind in ("product", "indicator", "total")


def _date(line: _Line, at: int, token: Token) -> None:
    assert token.period is not None
    if at in line.roles.comparator or token.code == "same":
        return
    if any(k in line.roles.compared for k in range(max(0, at - 2), at)):
        return
    context = line.period or line.scene.period
    found = resolve(token.period, context, line.scene.published)
    if (
        token.period.relative == "this year"
        and token.period.last - token.period.first == 11
        and found is not None
        and _CUMULATIVE.search(line.sentence.text)
    ):
        found = _so_far(found, context, line.scene.published)
    line.point = token.period.point
    if found is not None:
        line.period, line.period_at = found, at
        line.scene.period = found


def _so_far(year: Period, context: Period | None, published: date | None) -> Period:
    """A running total "this year": to the month spoken of, else to the month before publication."""
    last = context.last % 12 + 1 if context is not None and context.end_year == year.end_year else 0
    if not last or (context is not None and context.length == 12):
        last = max(1, (published.month if published else 13) - 1)
    return Period.months(year.end_year, 1, last)


def _number(line: _Line, at: int, token: Token, lists: dict[int, list[int]]) -> None:
    role = line.roles.role.get(at, "growth" if at in line.roles.growth else "none")
    if role == "points":
        _take_points(line, at)
    elif role == "growth":
        if at in lists:
            _take_growths(line, lists[at])
    elif role == "share":
        _take_share(line, at)
    elif role == "value":
        _take_value(line, at)
    elif token.code == "count":
        _leave(line, token, "an increase or decrease in pieces, not a level")
    else:
        _leave(line, token, "a percentage that no word of growth or share explains")


def _leave(line: _Line, token: Token, why: str) -> None:
    line.scene.unread.append((line.sentence.start + token.start, line.sentence.start + token.end, why))


def _take_value(line: _Line, at: int) -> None:
    token = line.tokens[at]
    quantity = token.quantity
    assert quantity is not None
    product = _forward_product(line, at)
    if not quantity.unit and not product and not quantity.large:
        return
    if _is_joint_threshold(line, at, quantity):
        return
    why = _why_not(line, at, quantity, product)
    if why:
        if quantity.large or quantity.unit:
            _leave(line, token, why)
        line.pending = []
        return
    indicator = _indicator(line, product)
    draft = _draft(
        line, at, indicator, _product_of(line, product, _prints_vehicles(line, at)), quantity.unit or "vehicles"
    )
    if draft.unit == "vehicles" and draft.product in ("battery", "chip", "charger", "vehicle_part"):
        draft.unit = "pieces"
    _keep(line, draft, at)


def _is_joint_threshold(line: _Line, at: int, quantity: Quantity) -> bool:
    """`output and sales exceeded 30 million, reaching A and B`: one round number for both, said exactly after."""
    if max(len(line.indicators), len(line.products)) < 2 or line.k or quantity.sense == "exact":
        return False
    later = [k for k in range(at + 1, len(line.tokens)) if line.roles.role.get(k) == "value"]
    if not later:
        return False
    gap = line.sentence.text[line.tokens[at].end : line.tokens[later[0]].start].strip().lower()
    return gap not in ("and", "和", ",", "与", "及", "and nearly", "and over", "and about")


def _why_not(line: _Line, at: int, quantity: Quantity, product: str) -> str:
    if line.foreign:
        return "its subject is not one that is counted here"
    if quantity.unit in _MONEY and not (line.indicators or line.scene.group):
        return "money without an indicator"
    if _RATE.search(line.sentence.text[line.tokens[at].end :][:30]) or _RATE_BEFORE.search(
        line.sentence.text[: line.tokens[at].start][-12:]
    ):
        return "a rate, not a total"
    if not quantity.unit and not product:
        noun = _noun_after(line, at)
        if noun:
            return f"the unit {noun!r} is not known"
    if not _indicator(line, product):
        return "no indicator (sales, exports, production) is named for it"
    return ""


def _noun_after(line: _Line, at: int) -> str:
    """The word in the unit's place, if it is a noun that is not known."""
    if line.sentence.language == "zh":
        after = line.sentence.text[line.tokens[at].end : line.tokens[at].end + 1]
        return after if re.match(r"[家个款座人次项届只名件种户张场条]", after) else ""
    rest = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    if (
        rest is not None
        and rest.kind == "identifier"
        and not line.sentence.text[line.tokens[at].end : rest.start].strip()
    ):
        return line.sentence.text[rest.start : rest.end]
    if rest is None or rest.kind != "word" or rest.code in _FUNCTION or rest.code.endswith("ing"):
        return ""
    gap = line.sentence.text[line.tokens[at].end : rest.start]
    return "" if re.search(r"[^\s-]", gap) else rest.code


def _forward_product(line: _Line, at: int) -> str:
    """English names the product after the number: `1.178 million (were) passenger cars`."""
    if line.sentence.language == "zh":
        return ""
    for token in line.tokens[at + 1 : at + 6]:
        if token.kind == "product":
            return token.code
        if token.kind == "place" and token.code in ("CN",):
            continue
        if token.kind != "word" or token.code not in (
            "were",
            "are",
            "new",
            "units",
            "was",
            "being",
            "of",
            "domestic",
            "such",
        ):
            return ""
    return ""


def _indicator(line: _Line, product: str) -> str:
    if line.indicators:
        return line.indicators[min(line.k, len(line.indicators) - 1)]
    scene, text = line.scene, line.sentence.text
    if not scene.indicator:
        later = [t.code for t in line.tokens if t.kind == "indicator" and "+" not in t.code]
        return later[0] if later else ""
    later = [t.code for t in line.tokens if t.kind == "indicator" and "+" not in t.code]
    if later:
        return later[0]
    if any(t.kind == "same" for t in line.tokens):
        return scene.indicator
    known = line.part or any(t.kind == "of" for t in line.tokens) or product or line.products or line.destination
    tells = line.part or line.sentence.language == "zh" or _ANAPHORA.match(text) or _STATE_VERB.search(text)
    compared = bool(line.made)
    meant = _ANAPHORA.match(text) or _EARLY_PRONOUN.match(text)
    return scene.indicator if (known and tells) or compared or (tells and meant) else ""


def _product_of(line: _Line, product: str, counts_vehicles: bool = False) -> str:
    """The product of a value: what follows it, unless that is the general word and the subject says more."""
    own = line.products[min(line.k, len(line.products) - 1)] if line.products else ""
    if product and not (product in ("vehicle", "car") and own):
        return product
    if own:
        return own
    if product in ("vehicle", "car") and line.scene.product and line.made and not line.indicators:
        return line.scene.product
    if not product and counts_vehicles and not line.part and not _ANAPHORA.match(line.sentence.text):
        return "vehicle"
    return product or line.scene.product or "vehicle"


def _prints_vehicles(line: _Line, at: int) -> bool:
    """Whether the unit is the word vehicles itself, which names the product too."""
    token = line.tokens[at]
    return line.sentence.text[token.start : token.end].lower().endswith(("vehicles", "vehicle")) and not line.made


def _draft(line: _Line, at: int, indicator: str, product: str, unit: str) -> Draft:
    token = line.tokens[at]
    offset = line.sentence.start
    period, point = _period_for(line, at)
    return Draft(
        indicator, _settled(line, product, indicator), _geography(line, indicator), period, token.quantity, unit,
        offset + token.start, offset + token.end, _kind_for(line, at, period), line.scene.maker,
        titled=line.titled, point=point, compared=at in line.roles.compared,
        sentence=(line.sentence.start, line.sentence.end),
    )  # fmt: skip


def _settled(line: _Line, product: str, indicator: str) -> str:
    """`car` is any vehicle where China counts, a passenger car elsewhere; NEV at retail are passenger cars."""
    if product == "car":
        base = line.place if line.placed else line.scene.place
        return "vehicle" if base in ("CN", "WORLD", None) else "passenger_car"
    return "nev_passenger" if product == "nev" and indicator == "retail_sales" else product


def _geography(line: _Line, indicator: str) -> str | None:
    if not line.placed:
        later = [t.code for t in line.tokens if t.kind == "place" and t.code != line.destination]
        if later:
            line.place, line.placed = (None if later[0] == "?" else later[0]), True
    base = line.place if line.placed else line.scene.place
    if line.destination and indicator == "exports":
        return f"{base or 'CN'}->{line.destination}" if line.destination != "?" and base else None
    if indicator == "imports" and line.origin and base:
        return f"{line.origin}->{base}"
    return base


def _period_for(line: _Line, at: int) -> tuple[Period | None, bool]:
    """The period in the number's own clause after it, else the last one before it, else the text's."""
    if at in line.roles.compared:
        return _compared_period(line, at), False
    for k in range(at + 1, len(line.tokens)):
        token = line.tokens[k]
        if token.kind in ("number", "mark") and not (token.kind == "mark" and token.code in "()"):
            break
        if token.kind in ("yoy", "mom", "up", "down", "jump") or token.code == "than":
            break
        if token.code == "from" and k + 1 < len(line.tokens) and line.tokens[k + 1].kind != "place":
            break
        if (
            token.kind == "period"
            and k not in line.roles.comparator
            and token.code != "same"
            and token.period is not None
        ):
            return resolve(token.period, line.period or line.scene.period, line.scene.published), token.period.point
    if line.period is None:
        later = [
            t.period for k, t in enumerate(line.tokens)
            if k > at and t.period is not None and k not in line.roles.comparator and t.code != "same"
        ]  # fmt: skip
        if len(later) == 1 and not any(t.code == ";" for t in line.tokens):
            found = resolve(later[0], line.scene.period, line.scene.published)
            return found, later[0].point
    if line.sentence.language == "zh":
        lead = [t for t in line.tokens[max(0, at - 4) : at] if t.kind in ("lastyear", "period", "mark", "number")]
        if lead and (lead[-1].kind == "lastyear" or lead[-1].code == "same"):
            current = line.period or line.scene.period
            return (current.year_before if current else None), False
    return line.period or line.scene.period, line.point


def _compared_period(line: _Line, at: int) -> Period | None:
    """The period of a value compared with: named after it, or a year (a month) before the one spoken of."""
    current = line.period or line.scene.period
    if line.made:
        current = line.made[-1].period
    for token in line.tokens[at + 1 : at + 8]:
        if token.kind == "period" and token.period is not None:
            return resolve(token.period, current, line.scene.published)
        if token.kind in ("number",):
            break
        if token.kind in ("yoy", "lastyear"):
            return current.year_before if current else None
        if token.kind == "mom":
            return current.shifted(-current.length) if current else None
    named = [t for t in line.tokens if t.kind in ("yoy", "lastyear", "period") and (t.code in ("year", "same"))]
    if not named or current is None:
        return None
    return resolve(named[0].period, current, line.scene.published) if named[0].period else current.year_before


def _kind_for(line: _Line, at: int, period: Period | None) -> Kind:
    kind = line.kind
    published = line.scene.published
    if kind == "observation":
        for token in line.tokens[at + 1 :]:
            if token.kind == "mark" or token.kind == "number":
                break
            if token.kind == "status":
                kind = token.code  # type: ignore[assignment]
    if published is None or period is None:
        return kind
    now = published.year * 12 + published.month - 1
    if kind == "observation" and period.first > now:
        return "forecast"
    if kind == "forecast" and period.last < now - 1:
        return "observation"
    return kind


def _keep(line: _Line, draft: Draft, at: int) -> None:
    """Add a figure; growths that waited for it are its own."""
    scene = line.scene
    size = max(len(line.indicators), len(line.products), 1)
    if draft.compared:
        scene.drafts.append(draft)
        return
    while line.pending:
        _attach(line, draft, line.pending.pop(0))
        if size > 1 or (line.pending and line.pending[0].basis == "year"):
            break
    line.made.append(draft)
    scene.drafts.append(draft)
    line.k = min(line.k + 1, size - 1)
    line.fresh = False
    scene.indicator = draft.indicator if draft.indicator != "share" else scene.indicator
    if draft.indicator != "share" or draft.product in line.products:
        scene.product = draft.product
    if draft.indicator == "share" and line.points:
        _attach(line, draft, line.points.pop(0))


def _take_growths(line: _Line, group: list[int]) -> None:
    growths = [line.roles.growth[at] for at in group]
    counted = [draft for draft in line.made if draft.indicator != "share"]
    if line.foreign:
        _leave_growths(line, group, "its subject is not one that is counted here")
        return
    if counted and not line.fresh and not _leads_to_value(line, group):
        _spread(line, counted, growths, group)
        return
    if _leads_to_value(line, group):
        line.pending.extend(growths)
        return
    if _return_to_counted(line, growths):
        return
    if (line.indicators or line.products or line.destination) and _indicator(line, "") and len(growths) == 1:
        _growth_only(line, group[0], growths[0])
    elif line.scene.group and _ANAPHORA.match(line.sentence.text):
        main = line.scene.group if len(growths) > 1 else line.scene.group[:1]
        _spread(line, main, growths, group)
    else:
        _leave_growths(line, group, "a growth without a subject that is counted here")


def _leave_growths(line: _Line, group: list[int], why: str) -> None:
    for at in group:
        _leave(line, line.tokens[at], why)


def _spread(line: _Line, drafts: list[Draft], growths: list[Growth], group: list[int]) -> None:
    """Growths in order to the last so many figures; one growth goes to the last figure."""
    bases = {growth.basis if isinstance(growth.basis, str) else None for growth in growths}
    if len(growths) == 1:
        both = re.search(r"\bboth\b|均", line.sentence.text[: line.tokens[group[0]].start])
        for draft in drafts[-2:] if both else drafts[-1:]:
            _attach(line, draft, growths[0])
    elif len(drafts) >= len(growths) and not (len(bases) > 1 and None not in bases):
        for draft, growth in zip(drafts[-len(growths) :], growths, strict=True):
            _attach(line, draft, growth)
    elif len(bases) == len(growths):
        for growth in growths:
            _attach(line, drafts[-1], growth)
    else:
        _leave_growths(line, group, "more growths than figures")


def _leads_to_value(line: _Line, group: list[int]) -> bool:
    """Whether the growth is followed by its own value (`rose 3.4% to 16.179 million`), before any new subject."""
    crossed = False
    for at in range(group[-1] + 1, len(line.tokens)):
        token = line.tokens[at]
        if token.kind in ("indicator", "other", "growthword") or (
            token.kind == "product" and line.sentence.language == "zh"
        ):
            return False
        if token.kind == "mark" and token.code in (";", "。"):
            return False
        crossed = crossed or (token.kind == "mark" and token.code == ",")
        if token.kind in ("number", "jump", "flat"):
            if line.roles.role.get(at) == "growth" or at in line.roles.growth:
                if line.roles.growth[at].basis == line.roles.growth[group[-1]].basis or token.kind != "number":
                    return False
                continue
            if line.roles.role.get(at) != "value" or at in line.roles.compared:
                return False
            lead = line.sentence.text[line.tokens[at - 1].start : token.start].lower()
            if line.made and not line.fresh:
                return bool(re.search(r"\bto\b[^,]*$", lead)) and not crossed
            return not crossed or bool(
                re.search(
                    r"(?:\bto\b|reach|hit|达|至|为|stood|total)",
                    line.sentence.text[line.tokens[group[-1]].end : token.start],
                )
            )
    return False


def _return_to_counted(line: _Line, growths: list[Growth]) -> bool:
    """环比产量增长…,销量下降…: growths named by a subject already counted go back to its figure."""
    if len(growths) != 1 or not (line.indicators or line.products):
        return False
    for draft in reversed([*line.scene.group, *line.made]):
        same_indicator = not line.indicators or draft.indicator in line.indicators
        same_product = not line.products or draft.product in line.products
        over = growths[0].basis if isinstance(growths[0].basis, str) else "year"
        if same_indicator and same_product and draft.quantity is not None and not line.destination:
            if line.period is not None and draft.period != line.period:
                continue
            if all(change.over != over for change in draft.changes) and draft.indicator != "share":
                _attach(line, draft, growths[0])
                line.fresh = False
                return True
    return False


def _growth_only(line: _Line, at: int, growth: Growth) -> None:
    token = line.tokens[at]
    period, _ = _period_for(line, at)
    indicator = _indicator(line, "")
    offset = line.sentence.start
    draft = Draft(
        indicator, _settled(line, _product_of(line, ""), indicator), _geography(line, indicator), period, None, "vehicles",
        offset + token.start, offset + token.end, _kind_for(line, at, period), line.scene.maker,
        titled=line.titled, sentence=(line.sentence.start, line.sentence.end),
    )  # fmt: skip
    _attach(line, draft, growth)
    if draft.changes:
        line.scene.drafts.append(draft)
        line.made.append(draft)
        line.fresh = False
        line.scene.indicator, line.scene.product = draft.indicator, draft.product


def _take_points(line: _Line, at: int) -> None:
    growth = line.roles.growth[at]
    named = any(t.kind == "growthword" for t in line.tokens[max(0, at - 6) : at])
    if named and line.made:
        line.made[-1].changes.append(Change(growth.amount, growth.half, "growth", "points"))
        return
    pool = [*line.scene.group, *line.made]
    shares = [draft for draft in pool if draft.indicator == "share"]
    own = [draft for draft in line.made if draft.indicator == "share"]
    if own or (shares and not any(t.kind == "share" for t in line.tokens)):
        _attach(line, (own or shares)[-1], growth)
    elif any(t.kind == "share" for t in line.tokens):
        line.points.append(growth)
    else:
        _leave(line, line.tokens[at], "percentage points without a share")


def _take_share(line: _Line, at: int) -> None:
    if line.foreign:
        _leave(line, line.tokens[at], "its subject is not one that is counted here")
        return
    whole = line.roles.whole.get(at, [])
    compared = at in line.roles.compared
    product, of = _share_product(line, at, whole)
    before = [d for d in line.made if d.indicator == "share"]
    if compared and before:
        product, of = before[-1].product, before[-1].of
    if not product:
        _leave(line, line.tokens[at], "a share whose part is not named")
        return
    draft = _draft(line, at, "share", product, "percent")
    draft.of = of
    _keep(line, draft, at)


def _share_product(line: _Line, at: int, whole: list[int]) -> tuple[str, str]:
    """The part and the whole (`indicator:product`) of a share."""
    tokens = line.tokens
    wholes = [tokens[k].code for k in whole if tokens[k].kind == "product"]
    counted = [tokens[k].code for k in whole if tokens[k].kind == "indicator" and "+" not in tokens[k].code]
    back = any(tokens[k].kind in ("of", "anaphor") or tokens[k].code in ("that", "them") for k in whole)
    last = line.made[-1] if line.made else line.scene.group[-1] if line.scene.group else None
    part = ""
    own = line.products[min(line.k, len(line.products) - 1)] if line.products else ""
    after = [
        t.code
        for k, t in enumerate(tokens)
        if k > max([at, *whole]) and t.kind == "product" and k not in line.roles.inside
    ]
    shared = any(t.kind == "share" for t in tokens[max(0, at - 9) : at])
    if line.level2 and not (shared and own.startswith("L2")):
        base = (wholes or [own or line.scene.product])[0]
        part = "L2_nev" if base == "nev" else "L2_passenger"
    elif (back or (whole and not shared)) and after:
        part = after[0]
    elif back and own and last is not None and own == last.product and not after:
        part = ""
    else:
        part = own or line.scene.product
    if last is not None and last.product == f"{part}_passenger":
        part = last.product
    if (
        last is not None
        and (back or (not wholes and not counted))
        and last.indicator != "share"
        and last.product != part
    ):
        return part, f"{last.indicator}:{last.product}"
    indicator = (
        counted or [i for i in line.indicators if i not in ("production", "investment", "capacity")] or ["sales"]
    )[-1]
    if not part and wholes:
        beyond = any(t.code == "WORLD" for t in tokens[:at])
        return wholes[-1], f"{indicator}:{wholes[-1]}{':WORLD' if beyond else ''}"
    if part == "nev_passenger" and not wholes:
        wholes = ["passenger_car"]
    if part.startswith("L2") and not wholes:
        wholes = ["passenger_car"]
    whole_product = wholes[-1] if wholes else "vehicle"
    return part, f"{indicator}:{'vehicle' if whole_product == 'car' else whole_product}"


def _attach(line: _Line, draft: Draft, growth: Growth) -> None:
    """Give a figure its change, if it is against a year or a month before."""
    if growth.measure == "points":
        over: Over | None = "year" if not isinstance(growth.basis, str) else growth.basis  # type: ignore[assignment]
    else:
        over = _over(line, draft, growth)
    if over is None:
        _leave(line, line.tokens[growth.at], "a growth against some other period")
        return
    if any(change.over == over and change.measure == growth.measure for change in draft.changes):
        _leave(line, line.tokens[growth.at], "a second growth for one figure")
        return
    draft.changes.append(Change(_plain(growth.amount), _plain(growth.half), over, growth.measure))


def _plain(number: Number) -> Number:
    fraction = Fraction(number)
    return int(fraction) if fraction.denominator == 1 else fraction


def _over(line: _Line, draft: Draft, growth: Growth) -> Over | None:
    basis = growth.basis
    if basis is None or basis == "year":
        return "year"
    if basis == "month":
        return "month"
    return _over_period(basis, draft, line)


def _over_period(basis: PeriodWords, draft: Draft, line: _Line) -> Over | None:
    if draft.period is None:
        return "year" if basis.year is not None and basis.last - basis.first == 11 else None
    found = resolve(basis, draft.period, line.scene.published)
    if found is None:
        return None
    if basis.year is None and found.first >= draft.period.first:
        found = found.year_before
    if found == draft.period.year_before:
        return "year"
    return "month" if found == draft.period.shifted(-draft.period.length) else None


def _close(line: _Line) -> None:
    """End of the sentence: what is left over is unread; the figures made become the group to refer back to."""
    for growth in line.pending:
        _leave(line, line.tokens[growth.at], "a growth whose value was not found")
    if line.made:
        line.scene.group = line.made
        if line.placed:
            line.scene.place = line.place
    elif line.placed and line.scene.place is None:
        line.scene.place = line.place
    if line.products and not line.made:
        line.scene.product = line.products[-1]
    if line.indicators and not line.made and "+" not in line.indicators[-1]:
        line.scene.indicator = line.indicators[-1]


__all__ = ["Draft", "Language", "Scene", "bind_sentence"]
