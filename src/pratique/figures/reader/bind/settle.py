"""Indicator, product and place of one number, from its sentence and the text before.

Rule: what stands nearest in the number's own clause decides, then the sentence, then the text; what none of
them tells stays unknown (None), and a number that no indicator fits is no figure.
"""

from __future__ import annotations

import re

from pratique.figures.codes import WHOLES
from pratique.figures.period import Period
from pratique.figures.reader.bind.counted import SPENT, counted_behind
from pratique.figures.reader.bind.flows import flow_of, is_origin, origin_behind, share_in
from pratique.figures.reader.bind.scene import DiscourseLine, Draft
from pratique.figures.reader.bind.shares import ELECTRIC
from pratique.figures.reader.bind.times import ANAPHORA, kind_of, period_of, unfinished
from pratique.figures.reader.tokens.scan import Token

STATE_VERB = re.compile(
    r"\b(?:reach|total|hit|stood|stand|came|amount|was|were|includ|climb|topp|exceed|surpass|account|"
    r"number|left|took|rose"
    r"|fell|grew|increas|decreas|declin|compared|against|made up)",
    re.IGNORECASE,
)
_NAME = r"\W*(?:[Tt]he )?(?:[A-Z][\w.-]* ){0,2}[A-Z][\w.-]*"
_OWNERS = re.compile(
    rf"{_NAME}['’]s? "
    r"(?:was|were|came|stood|total|rose|fell|grew|reached|hit|amounted|dropped|declined|increased|climbed|jumped)"
    rf"|{_NAME} (?:followed|came (?:next|second|third)|was (?:next|second|third)|ranked|trailed|placed)\b"
    r"[^,.;\d]{0,24} (?:with|at) "
    r"|\W*(?:[Ii]n|[Dd]uring|[Ff]or) the (?:same|corresponding|equivalent) (?:month|period|quarter|half|time|year)\b"
)
"""`South Korea's came to 844,388 units`, `Chery followed with 63,800`: what the sentence before counted."""
_EARLY_PRONOUN = re.compile(r"^.{0,40}?\b(?:they|it)\b", re.IGNORECASE)


def _told_to_be(line: DiscourseLine, at: int) -> str:
    """`6,355 cars were plug-in hybrids`: the product behind the verb, or ""."""
    behind = line.tokens[at + 1 : at + 3]
    if len(behind) == 2 and behind[0].code in ("were", "are", "being") and behind[1].kind == "product":
        return behind[1].code
    return ""


_OF_A_COUNT = re.compile(
    r"\s+(?:out )?of (?:the |all |a total of |some |its |their |about )*(?=\d)(?!(?:19|20)\d\d\b(?![,.]\d))",
    re.IGNORECASE,
)


def _part_of_count(line: DiscourseLine, at: int) -> str:
    """`13,000 of the 14,000 new cars sold were electric`: what the part is, `?` where it is not told; else ""."""
    text, end = line.sentence.text, line.tokens[at].end
    if _OF_A_COUNT.match(text, end) is None:
        return ""
    if ELECTRIC.search(text, end):
        return "bev"
    behind = (k for k in range(at + 1, len(line.tokens) - 1) if line.tokens[k].code in ("were", "are"))
    told = next((line.tokens[k + 1] for k in behind), None)
    return told.code if told is not None and told.kind == "product" else "?"


def _of_whole(line: DiscourseLine, at: int) -> tuple[str, str] | None:
    """`31.8% of all passenger car sales of 1.9 million`: indicator and product of the whole counted."""
    if at < 2 or line.tokens[at - 1].code != "of" or at - 2 not in line.roles.inside:
        return None
    named = [
        line.tokens[k]
        for k in sorted(line.roles.inside)
        if k < at and line.tokens[k].kind in ("product", "indicator")
    ]
    products = [token.code for token in named if token.kind == "product"]
    counted = [token.code for token in named if token.kind == "indicator"]
    return (counted[-1], products[-1]) if products and counted else None


def _chinese_behind(line: DiscourseLine, at: int) -> str:
    """4.9万辆中国电动车: the product right behind the number, with where it is from between them, or ""."""
    behind = line.tokens[at + 1 : at + 4]
    named = next((t for t in behind if t.kind != "place"), None)
    if named is None or named.kind != "product" or line.tokens[at].quantity is None:
        return ""
    gap = line.sentence.text[line.tokens[at].end : named.start]
    after = line.tokens[at + 1 + behind.index(named) + 1 :][:1]
    told = bool(after) and after[0].kind in ("share", "growthword", "level2") and after[0].start == named.end
    return "" if told or len(gap) > 4 or "," in gap or gap.startswith("、") else named.code


_WERE = re.compile(r", (?:were|are) (?:new |battery |plug-in |pure )?", re.IGNORECASE)


def forward_product(line: DiscourseLine, at: int) -> str:
    """English names the product after the number: `1.178 million (were) passenger cars`."""
    if line.sentence.language == "zh":
        return _chinese_behind(line, at)
    if whole := _of_whole(line, at):
        return whole[1]
    if part := _part_of_count(line, at):
        return part
    if SPENT.match(line.sentence.text, line.tokens[at].end):
        at = next((k for k in range(at + 1, len(line.tokens)) if line.tokens[k].kind == "number"), at)
    at = line.lasts.get(at, at)
    if _WERE.match(line.sentence.text, line.tokens[at].end):
        at += 1  # `nearly half, 1,441, were new EVs`
    for k, token in enumerate(line.tokens[at + 1 : at + 6], at + 1):
        if token.kind == "product" and token.code in ("car", "vehicle") and (told := _told_to_be(line, k)):
            return told
        if token.kind == "product" and (both := _whole_of_two(line, k)):
            return both
        if token.kind == "product":
            return _LEVEL2.get(token.code, token.code) if line.level2 and level2_near(line, k) else token.code
        if token.kind == "place" and token.code in ("CN",):
            continue
        if token.kind == "of" or token.code in ("those", "them", "these", "which", "that"):
            continue
        if token.kind == "indicator" and _PARTICIPLE.match(line.sentence.text, token.start):
            continue
        if token.kind != "word" or not (token.code in _BEFORE_PRODUCT or token.code.endswith("ly")):
            return ""
    return ""


def _whole_of_two(line: DiscourseLine, at: int) -> str:
    """`1.8 million battery electric cars (BEVs) and plug-in hybrids`: the whole whose two parts are named, or ""."""
    behind = [t for t in line.tokens[at + 1 : at + 6] if not (t.kind == "mark" and t.code in "()")]
    behind = (
        behind[1:] if behind and (behind[0].kind, behind[0].code) == ("product", line.tokens[at].code) else behind
    )
    if len(behind) < 2 or behind[0].code != "and" or behind[1].kind != "product":
        return ""
    named = {line.tokens[at].code, behind[1].code}
    return next((whole.whole for whole in WHOLES if named == set(whole.parts)), "")


_BEFORE_PRODUCT = frozenset(("made", "built", "branded", "manufactured", "were", "are", "new", "units")) | frozenset(
    ("was", "being", "of", "domestic", "such")
)
_PARTICIPLE = re.compile(
    r"(?:newly )?(?:registered|sold|built|produced|imported|exported|delivered)\b", re.IGNORECASE
)


_EQUIPPED = frozenset(("equipped", "fitted", "featuring", "with", "having", "carrying", "offering", "supporting"))


def level2_near(line: DiscourseLine, at: int) -> bool:
    """Whether a product word has level 2 beside it: `L2 cars`, `cars equipped with Level-2 functions`."""
    if any(t.kind == "level2" for t in line.tokens[max(0, at - 4) : at]):
        return True
    ahead = line.tokens[at + 1 : at + 8]
    behind = next((k for k, t in enumerate(ahead) if t.kind == "level2"), None)
    return behind is not None and any(t.code in _EQUIPPED for t in ahead[:behind])


_LEVEL2 = {"passenger_car": "L2_passenger", "nev": "L2_nev", "nev_passenger": "L2_nev"}


def indicator_of(line: DiscourseLine, product: str, at: int = -1) -> str:
    """What a number counts: by the noun right behind it, else the subject, else what the text spoke of; or ""."""
    if at >= 0 and (whole := _of_whole(line, at)):
        return whole[0]
    if at >= 0 and (behind := counted_behind(line, at)):
        return behind
    if line.kind == "quota" and not any(t.kind == "indicator" for t in line.tokens):
        return "imports"  # what a market lets in
    if line.indicators:
        return line.indicators[min(line.k, len(line.indicators) - 1)]
    scene, text = line.scene, line.sentence.text
    stop = next((k for k, t in enumerate(line.tokens) if k > at and t.code == ";"), len(line.tokens))
    named = [t for k, t in enumerate(line.tokens[:stop]) if t.kind == "indicator" and k not in line.aside]
    later = [t.code for t in named if "+" not in t.code]
    if not scene.indicator:
        return later[0] if later else ""
    if later:
        return later[0]
    if any(t.kind == "same" for t in line.tokens) or (scene.group and _OWNERS.match(text)):
        return scene.indicator
    known = (
        line.part
        or any(t.kind == "of" for t in line.tokens)
        or product
        or line.products
        or line.destination
        or line.ranked
    )
    tells = (
        line.part or line.ranked or line.sentence.language == "zh" or ANAPHORA.match(text) or STATE_VERB.search(text)
    )
    compared = bool(line.made)
    meant = ANAPHORA.match(text) or _EARLY_PRONOUN.match(text)
    return scene.indicator if (known and tells) or compared or (tells and meant) else ""


def product_of(line: DiscourseLine, product: str, counts_vehicles: bool = False) -> str:
    """The product of a value: what follows it, unless that is the general word and the subject says more."""
    own = line.products[min(line.k, len(line.products) - 1)] if line.products else ""
    if product and not (product in ("vehicle", "car") and own):
        return product
    if own:
        return own
    if product in ("vehicle", "car") and line.scene.product and line.made and not line.indicators:
        return line.scene.product
    if not product and counts_vehicles and not line.part and not ANAPHORA.match(line.sentence.text):
        return "vehicle"
    if line.maker and line.scene.product in _HEAVY and line.indicators and not product:
        return "vehicle"  # `Bus sales fell. Toyota's sales rose`
    return product or line.scene.product or "vehicle"


_HEAVY = ("bus", "truck", "commercial_vehicle")


def prints_vehicles(line: DiscourseLine, at: int) -> bool:
    """Whether the unit is the word vehicles itself, which names the product too."""
    token = line.tokens[at]
    return line.sentence.text[token.start : token.end].lower().endswith(("vehicles", "vehicle")) and not line.made


_OUT_OF_ALL = re.compile(
    r"\b(?:(?:out )?of|among) (?:a |an |the )?(?:overall |"
    r"grand )?total(?: number)?(?: of)? (?:about |some )?$"
)


def product_at(line: DiscourseLine, at: int, product: str) -> str:
    """The product of a value; one only compared with (`up on the 727,571`) counts what the one before it does."""
    if not product and line.made and _OUT_OF_ALL.search(line.sentence.text[: line.tokens[at].start]):
        return "vehicle"
    if not product and line.made and at in line.roles.compared:
        return line.made[-1].product
    return product_of(line, product, prints_vehicles(line, at))


def draft_at(line: DiscourseLine, at: int, indicator: str, product: str, unit: str) -> Draft:
    token = line.tokens[at]
    offset = line.sentence.start
    period, point, words = period_of(line, at)
    if line.kind == "quota" or indicator == "tariff_rate":
        period = _own_period(line, at, indicator)  # a measure does not take the period of the figures before it
    each = line.zipped.get(at)
    if each is not None and each.period is not None:
        period, point, words = each.period, False, None
    place = (
        None
        if line.unnamed
        else geography_of(line, indicator, at)
        if each is None or each.maker
        else each.where(line, indicator)
    )
    kind = kind_of(line, at, period)
    if unfinished(period, kind, line.scene.published):
        period = words = None
    return Draft(
        indicator=indicator,
        product=settled(line, product, indicator),
        geography=place,
        period=period,
        quantity=token.quantity,
        unit=unit,
        start=offset + token.start,
        end=offset + token.end,
        kind=kind,
        maker=line.scene.maker if each is None or not each.maker else each.maker,
        titled=line.titled,
        point=point,
        compared=at in line.roles.compared,
        sentence=(line.sentence.start, line.sentence.end),
        words=words if period is None else None,
        elsewhere=(line.placed and line.place is None) or line.unnamed or (each is not None and each.placed),
    )


def _own_period(line: DiscourseLine, at: int, indicator: str) -> Period | None:
    """The period that the sentence itself names for a measure, else None; a rate of duty is of a whole year.

    The month beside a rate is when it began or was announced.
    """
    if indicator == "tariff_rate":
        years = [t for t in line.tokens[:at] if t.period is not None and t.period.year and not t.period.relative]
        return line.period if years and line.period is not None and line.period.length == 12 else None
    named = any(t.kind == "period" and k not in line.roles.comparator for k, t in enumerate(line.tokens))
    return period_of(line, at)[0] if named else None


def settled(line: DiscourseLine, product: str, indicator: str) -> str:
    """`car` is any vehicle where China counts, a passenger car elsewhere; NEV at retail are passenger cars."""
    if product == "car":
        base = line.place if line.placed else line.scene.place
        if line.scene.passenger or line.scene.product == "passenger_car":
            return "passenger_car"
        known = line.scene.branded or line.scene.maker or line.maker or line.unnamed
        far = "CN" not in line.scene.places and not known and "vehicles" not in line.sentence.text
        if base is None and line.sentence.language == "en" and (indicator == "registrations" or far):
            return "passenger_car"
        return "vehicle" if base in ("CN", "WORLD", None) else "passenger_car"
    return "nev_passenger" if product == "nev" and indicator == "retail_sales" else product


def _destination_ahead(line: DiscourseLine, at: int) -> str:
    """`103,800 Chinese cars were sent to Russia`: where they went, named behind the number in its clause, or ""."""
    for k in range(at + 1, len(line.tokens)):
        token = line.tokens[k]
        bracketed = token.kind == "number" and line.tokens[k - 1].code == "("
        if (token.kind == "number" and not bracketed) or (token.kind == "mark" and token.code not in "()"):
            return ""
        lead = line.sentence.text[max(0, token.start - 8) : token.start].lower()
        if (
            token.kind == "place"
            and (token.code != "CN" or (line.placed and line.place not in ("CN", None)))
            and k not in line.aside
            and re.search(r"\bto (?:the )?$", lead)
        ):
            return token.code
    return ""


def _own_growth(line: DiscourseLine, at: int) -> bool:
    """`100,000 cars, with declines in Germany (18.1%)`: a place with a growth of its own in brackets."""
    behind = line.tokens[at + 1 : at + 4]
    return len(behind) > 1 and behind[0].code == "(" and any(at + 1 + k in line.roles.growth for k in (1, 2))


def geography_of(line: DiscourseLine, indicator: str, at: int = -1) -> str | None:
    """Where a number was counted: a place, or `CN->RU` from one to another; None where the text does not tell."""
    exported = indicator == "share" and any(t.code == "exports" for t in line.tokens)
    if (indicator == "exports" or exported) and at >= 0:
        line.destination = _destination_ahead(line, at) or line.destination
    if not line.placed:
        left = line.aside | line.listed
        named = [
            t for k, t in enumerate(line.tokens) if t.kind == "place" and k not in left and not _own_growth(line, k)
        ]
        sent = indicator == "exports"
        named = [t for t in named if not (sent and _SENT_TO.search(line.sentence.text, 0, t.start))]
        later = [t.code for t in named if t.code != line.destination and _counts(line, t)]
        if later:
            line.place, line.placed = (None if later[0] == "?" else later[0]), True
    base = line.place if line.placed else line.scene.place
    if indicator == "share" and (theirs := share_in(line)):
        return theirs
    if line.destination and indicator in ("exports", "share"):
        return f"{base}->{line.destination}" if line.destination != "?" and base else None
    if indicator == "imports" or (indicator == "share" and "imports" in line.indicators):
        flow = flow_of(line)
        if flow is not None:
            line.place, line.placed = flow.partition("->")[2], True
            return flow
        others = [
            t.code
            for k, t in enumerate(line.tokens)
            if t.kind == "place" and t.code not in ("?", "WORLD", base) and k not in line.items | line.aside
        ]
        origin = "" if line.ranked else origin_behind(line, at) or line.origin or (others[0] if others else "")
        if not others and base and is_origin(line, base):
            line.place, line.placed = None, True
            return None
        return f"{origin}->{base}" if origin and base else base
    return base


_SENT_TO = re.compile(r"\b(?:exports?|shipments?|deliveries|exported|shipped) to (?:the )?$", re.IGNORECASE)


_WORLDWIDE = re.compile(r"(?:worldwide|globally|around the (?:world|globe)|in the world)$", re.IGNORECASE)


def _counts(line: DiscourseLine, token: Token) -> bool:
    """Whether a place named after the number says where it was counted; a market led or joined does not."""
    if token.code != "WORLD":
        return True
    lead = line.sentence.text[max(0, token.start - 7) : token.end]
    return line.sentence.language == "en" and _WORLDWIDE.search(lead) is not None
