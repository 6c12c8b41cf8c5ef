"""Counts on lines under a heading: `Sales by fuel, July:` and below it `Battery electric: 566 (6% share)`.

Rule: a line that is a label, a sign and one number counts what the heading names, for the product, place or maker
that is its whole label; a percentage in its brackets is a share only where the list says so.
Invariant: a line whose label is not wholly known is unread, never a count of the heading's own product.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pratique.figures.reader.bind.scene import DiscourseLine, Heading, Respective, Scene
from pratique.figures.reader.text.asserted import unasserted
from pratique.figures.reader.text.fold import Sentence
from pratique.figures.reader.tokens.quantities import find_quantities
from pratique.figures.reader.tokens.scan import Token

_LINE = re.compile(
    r"\W*(?:\d{1,2}[.)、]\s*)?(?P<label>[^:：%|]{2,60}?)\s*(?:[:：]|\s[-–—]|\s?\|)\s*"
    r"(?P<number>\d[\d.,]*)\s?(?:(?:million|thousand|万|百万)\s?)?(?:units|vehicles|cars|辆|台)?"
    r"(?P<rest>(?:\s*\([^()]{1,40}\))?(?:,\s*(?:up|down|同比|环比)[^,;。]{1,30})?)\W*",
    re.IGNORECASE,
)
_NAMED = frozenset(("product", "place", "maker", "total", "mark", "of"))
_PLAIN = re.compile(
    r"the|of|and|new|cars?|vehicles|units|only|brand|group|engines?|powered|mainland|ice|republic|total|overall|all",
    re.IGNORECASE,
)
"""Words of a label that change nothing of what it names."""
_NOT_TOLD = re.compile(
    r"\b(?:would|could|might|(?-i:may)|should|will|rumou?r\w*|alleged|supposed\w*|plan(?:s|ned)?|targets?|goals?|forecasts?|expected|"
    r"expectations?|project(?:ed|ions?)|estimates?|never|not|no|without|denied|if|capacity|quotas?|caps?|needed|required|"
    r"potential|possible|scenarios?|hypothe\w+|outlook|unconfirmed|hoax|wrong|misprint\w*|limits?|thresholds?)\b"
    r"|目标|计划|规划|预测|预计|预期|估计|展望|网传|传闻|传言|据传|若|如果|假设|假如|倘|未|没|不|否认|产能|配额|拟|或将|可能|情景|上限|门槛",
    re.IGNORECASE,
)
"""In a heading: its lines are no counts of what happened."""
NOT_COUNTED = "on a line under a heading that tells of no count"
_ENDED = re.compile(r"[.。!！?？]\W*$")
_OUTWARD = re.compile(r"\b(?:market|destination|buyer|export)s?\b|目的|市场|出口", re.IGNORECASE)
_INWARD = re.compile(r"\b(?:origin|source|supplier|from)s?\b|来源|原产", re.IGNORECASE)
_SHARES = re.compile(r"\b(?:market )?share\b|占比|份额", re.IGNORECASE)


def note_heading(sentence: Sentence, tokens: list[Token], scene: Scene) -> None:
    """Keep what a heading counts, for the lines under it; any other sentence ends a list."""
    if not any(char.isalpha() for char in sentence.text):
        return  # the number of a line
    counted = [t.code for t in tokens if t.kind == "indicator" and "+" not in t.code]
    large = any(t.quantity is not None and (t.quantity.value > 50 or t.code != "count") for t in tokens)
    if _ENDED.search(sentence.text) or not counted or large or len(sentence.text) > 200:
        scene.listing = None
        return
    products = [t.code for t in tokens if t.kind == "product"]
    now = scene.published.year if scene.published is not None else None
    ahead = any(t.period is not None and now is not None and (t.period.year or 0) > now for t in tokens)
    told = not (ahead or _NOT_TOLD.search(sentence.text) or unasserted(sentence.text, sentence.language))
    scene.listing = Heading(
        counted[-1],
        products[-1] if products else "vehicle",
        scene.place,
        _OUTWARD.search(sentence.text) is not None,
        _INWARD.search(sentence.text) is not None,
        _SHARES.search(sentence.text) is not None,
        told and not any(t.kind == "status" for t in tokens),
    )


def mark_line(line: DiscourseLine) -> bool:
    """Bind a line of such a list to its heading; False where it is none. A strange label makes it unread."""
    listing, text = line.scene.listing, line.sentence.text
    found = _LINE.fullmatch(text) if listing is not None else None
    if listing is None or found is None:
        return False
    at = next((k for k, t in enumerate(line.tokens) if t.end > found.start("number")), -1)
    if at >= 0 and line.tokens[at].kind == "period":
        line.tokens[at] = _no_year(line.tokens[at], text)
    if at < 0 or (line.tokens[at].kind, line.tokens[at].code) != ("number", "count") or at in line.doubted:
        return False
    for k, token in enumerate(line.tokens[:at]):
        if token.kind == "number":
            line.tokens[k] = replace(token, kind="identifier")  # its rank
    label = [t for t in line.tokens[:at] if t.end <= found.end("label")]
    whose = _label_of(text[found.start("label") : found.end("label")], found.start("label"), label)
    line.indicators, line.products, line.fresh = [listing.indicator], [listing.product], True
    line.scene.place, line.scene.maker, line.maker = listing.place, "", ""
    listing.shares = listing.shares or _SHARES.search(found["rest"]) is not None
    numbers = [k for k, t in enumerate(line.tokens) if t.kind == "number" and k >= at]
    if whose is None or not listing.told:
        why = "a line of a list whose label is not known" if listing.told else NOT_COUNTED
        line.doubted.update((k, why) for k in numbers)
        return True
    line.roles.role[at], line.item = "value", at
    line.roles.compared.discard(at)
    for k in numbers[1:]:
        if listing.shares and line.tokens[k].code == "percent" and k not in line.roles.growth:
            line.roles.role[k], line.roles.whole[k] = "share", []
    if whose.kind == "product" and whose.code != "?":
        line.products = whose.code.split("+")[:1]
        line.aside.update(k for k, t in enumerate(line.tokens[:at]) if t.kind == "product")
    elif whose.kind == "place":
        stands = "to" if listing.outward else "from" if listing.inward or listing.indicator == "imports" else ""
        each = Respective(None if whose.code == "?" else whose.code, stands, listing.place, None, True)
        line.aside.update(k for k, t in enumerate(line.tokens) if t is whose)
        line.zipped.update((k, each) for k in numbers)
    elif whose.kind == "maker":
        line.zipped.update((k, Respective(maker=whose.code)) for k in numbers)
    return True


def _no_year(token: Token, text: str) -> Token:
    """`Mild hybrid: 1978 (21%)`: four digits where the lines above and below have a count."""
    counted = find_quantities(text[token.start : token.end], "en")
    if len(counted) != 1:
        return token
    return Token(
        "number", counted[0].scale, token.start, token.end, replace(counted[0], start=token.start, end=token.end)
    )


def _label_of(label: str, start: int, tokens: list[Token]) -> Token | None:
    """What a label names, if all of it is known and it is one thing."""
    rest = list(label)
    for token in tokens:
        if token.kind in _NAMED:
            rest[token.start - start : token.end - start] = " " * (token.end - token.start)
    if any(_PLAIN.fullmatch(word) is None for word in re.findall(r"[^\W\d_]+", "".join(rest))):
        return None
    if any(char.isdigit() for char in rest):
        return None  # a model, a month
    named = [t for t in tokens if t.kind in ("product", "place", "maker", "total")]
    told = [t for t in named if t.kind != "product" or t.code not in ("car", "vehicle")] or named
    return told[0] if len({(t.kind, t.code) for t in told}) == 1 else None
