"""From where to where goods go, by the little words beside the places that a sentence names.

Rule: an origin stands beside the goods or behind `from`, a market behind `into` or as the owner of imports.
"""

from __future__ import annotations

import re

from pratique.figures.reader.bind.scene import DiscourseLine

_THEIR_IMPORTS = re.compile(r"(?:(?<='s)|(?<=s')|'s?) (?:[a-z-]+ ){0,4}imports\b", re.IGNORECASE)
_SHARE_OF = re.compile(r"\s*(?:of )?(?:the |total |overall |all )*$", re.IGNORECASE)
_OWNS_SHARE = re.compile(
    r"(?:(?:'s)? (?:market )?|(?:'s)? [^,;.]{0,40}(?:has|had|holds|held|took|takes|won|an?|its|the) "
    r"(?:an? |about |around )*)$"
)


_OF_IMPORTS = re.compile(
    r"\bof (?:the |all |total )*(?:total|these|those|them|imports)\b|进口总?(?:量|额|数|车)|总量", re.IGNORECASE
)


def share_in(line: DiscourseLine) -> str:
    """`China's share of Mexico's car imports`, `China has a 92% share of Russia's`: whose it is, and where; or ""."""
    text = line.sentence.text
    places = [t for t in line.tokens if t.kind == "place" and t.code not in ("?", "WORLD")]
    for word in (t for t in line.tokens if t.kind == "share"):
        whose = [t for t in places if t.end < word.start]
        where = next((t for t in places if t.start >= word.end), None)
        if not whose or where is None or "'" not in text[where.end - 2 : where.end + 1]:
            continue
        lead = re.sub(r"\d[\d.]*\s?(?:%|per ?cent|percent)\s?", "", text[whose[-1].end : word.start])
        if _SHARE_OF.fullmatch(text[word.end : where.start]) and _OWNS_SHARE.fullmatch(lead):
            return f"{whose[-1].code}->{where.code}" if whose[-1].code != where.code else ""
    last = line.scene.group[-1] if line.scene.group else None
    if len(places) != 1 or last is None or last.indicator != "imports" or not _OF_IMPORTS.search(text):
        return ""
    told = last.geography is not None and "->" not in last.geography and last.geography != places[0].code
    return f"{places[0].code}->{last.geography}" if told and is_origin(line, places[0].code) else ""


def flow_of(line: DiscourseLine) -> str | None:
    """`imports of Chinese cars into Russia`: origin and market where both are named by their own little words."""
    origin = market = ""
    text = line.sentence.text
    for at, token in enumerate(line.tokens):
        if token.kind != "place" or token.code in ("?", "WORLD") or at in line.aside or at in line.items:
            continue
        beside = at + 1 < len(line.tokens) and line.tokens[at + 1].kind == "product"
        lead = text[max(0, token.start - 9) : token.start].lower()
        if re.search(r"\b(?:into|to) (?:the )?$", lead) or _THEIR_IMPORTS.match(text, token.end):
            market = market or token.code
        elif beside or re.search(r"\bfrom (?:the )?$", lead):
            origin = origin or token.code
    return f"{origin}->{market}" if origin and market and origin != market else None


def origin_behind(line: DiscourseLine, at: int) -> str:
    """`49,000 cars from Germany and 20,000 from Japan`: the place behind the number is its origin, or ""."""
    for token in line.tokens[at + 1 : at + 6] if at >= 0 else ():
        if token.kind in ("number", "mark"):
            return ""
        lead = line.sentence.text[max(0, token.start - 10) : token.start].lower()
        if token.kind == "place" and token.code not in ("?", "WORLD") and re.search(r"\bfrom (?:the )?$", lead):
            return token.code
    return ""


def is_origin(line: DiscourseLine, place: str) -> bool:
    """`49,000 Chinese EVs`: the only place named stands beside the goods, so it is where they come from."""
    alone = place != "CN" or line.scene.places <= {"CN"}
    for at, token in enumerate(line.tokens[:-1]):
        if token.kind == "place" and token.code == place and line.tokens[at + 1].kind == "product":
            if line.sentence.language == "en" and _THEIR_IMPORTS.match(line.sentence.text, token.end):
                return False  # Brazil's NEV imports: what Brazil imports
            behind = (t for t in line.tokens[at + 2 : at + 4] if t.kind != "period")
            counted = next(behind, None) if alone and line.sentence.language == "zh" else None
            if counted is not None and counted.code == "imports":
                return False  # 巴西乘用车进口额, 英国乘用车7月进口量: what they import
            return not any(t.kind == "place" for t in line.tokens[:at])
    return False
