"""Goods that a Chinese sentence counts and no code names: 机电产品出口, 服务机器人增长, 汽车、船舶出口分别增长.

Rule: the noun right before what is counted says whose it is. One that ends as names of goods and trades end, and that
is no word of the lexicon, is a product without a code: its numbers are never those of the vehicles named elsewhere,
and in a list it keeps its turn, so that each product takes its own number.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pratique.figures.reader.text.fold import Language
from pratique.figures.reader.tokens.scan import Token

_FILLER = re.compile(
    r"(?:的|等|“|”|\"|‘|’|累计|共计|共|总计|合计|总体|整体|整个|总|全年|全月|当年|当月|单月|月度|年度|季度|各类|各|主要|重点|代表性"
    r"|生产企业|制造企业|企业|公司|集团|厂商|品牌|行业|产业|领域|市场|终端|渠道|产品|商品|国家|地区|方面|数量|规模|海外|境外"
    r"|实现|完成|带动|拉动|推动|促进|继续|持续|保持|均|也|仍|已|则|将|其|新|年|月份|月|首次|双双|规模以上|规上|全国|以及|及|和|与)+$"
)
"""Words between goods and what is counted of them that name no goods themselves."""
_BY_THE_WAY = re.compile(r"工业|制造业?|行业|产业|企业|零售|出行|市场")
"""Behind a product that is known: a trade in it, no other goods."""
_GENERAL = re.compile(r"商品|货物|物资|消费品|产品")
"""Goods of every kind, where no product stands before them."""
_MEASURED = re.compile(r"[\u4e00-\u9fff]{1,14}(?:[量额值率数积度价力]|类|比重|总计)")
"""How the names of what is measured end, before a growth or a share."""
_GOODS = re.compile(
    r"[\u4e00-\u9fff]*(?:类|[机器品船舶池件材料备仪服装鞋衣油气煤炭钢铝铜铁锂药粮具板片组柜灯屏电脑业贸物游房酒茶肉果菜粉奶棉布箱镜轮胎管硅塔航艇材币]"
    r"|机器人|稀土|玻璃|纺织|家居|数码|电子|化工|贸易|快递|包裹|服务|三样|五金|能源|铁路|港口|企业|主体)$"
)
"""How names of goods and trades end."""
_CLAUSE = re.compile(r"[,;。:(),;:!?]")
_JOINT = re.compile(r"、|以及|[和及与]")
_SUCH_AS = re.compile(r"等[^、,]{0,12}$")
_WHOLE_OF = re.compile(r"(?:为代表|在内|组成)的?|等(?=[^、,]*\"|规模以上)")
"""Between goods that are only examples and the whole that is counted."""
_COUNTED = frozenset(("indicator", "up", "down"))
_ADVERBS = frozenset(("yoy", "mom", "respectively", "lastyear", "total"))


def name_owners(text: str, tokens: list[Token], language: Language) -> list[Token]:
    """The tokens with those added that stand for goods without a code (product `?`)."""
    if language != "zh":
        return tokens
    found: list[Token] = []
    dropped: set[int] = set()
    for k, token in enumerate(tokens):
        if token.kind in _COUNTED and (owners := _owners(text, tokens, k, dropped)):
            found += [each for each in owners if not any(each.start < o.end and o.start < each.end for o in found)]
        elif token.kind == "product" and (stock := _STOCK.match(text, token.end)) and _stands(text, token):
            found.append(Token("indicator", "stock", *stock.span()))
        elif token.kind == "indicator" and (behind := _goods_behind(text, tokens, k)) is not None:
            found.append(behind)
    if not found and not dropped:
        return tokens
    kept = [t if k not in dropped else replace(t, kind="word", code="general") for k, t in enumerate(tokens)]
    return sorted([*kept, *found], key=lambda token: token.start)


_STOCK = re.compile(r"(?:的)?(?:累计)?(?:总数量|数量|总数|总量|总规模)(?!的)")
_TO_DATE = re.compile(r"截至|截止|目前|现有|共有|已有|拥有")


def _stands(text: str, token: Token) -> bool:
    """Whether how many there are of a product is a stock: of what is set up, or told up to a day."""
    return token.code == "charger" or _TO_DATE.search(text, 0, token.start) is not None


def _owners(text: str, tokens: list[Token], at: int, dropped: set[int]) -> list[Token]:
    """The goods without a code in the list right before a counted word."""
    k = at
    while k and tokens[k - 1].kind in _ADVERBS and not _goods(text[tokens[k - 1].end : tokens[k].start]):
        k -= 1
    if tokens[at].kind != "indicator" and k and tokens[k - 1].kind == "indicator":
        return []  # the indicator before it has its own owner
    start, end = _clause_start(text, tokens, k), tokens[k].start
    named = [j for j in range(k) if tokens[j].start >= start and tokens[j].kind == "product"]
    if (whole := _WHOLE_OF.search(text, start, end)) and _goods(text[whole.end() : end]):
        dropped.update(named)
        named, start = [], whole.end()
    if general := _SUCH_AS.search(text, start, end):
        inner = [j for j in named if tokens[j].start > general.start()]
        if general.start() > start and len(named) > len(inner):
            dropped.update(inner)
            named, end = [j for j in named if j not in inner], general.start()
    spans = _segments(text, start, end)
    if not spans:
        return []
    last = _unnamed(text, tokens, named, *spans[-1])
    if last is None and len(spans) == 1:
        return []
    listed = [_unnamed(text, tokens, named, *span) for span in spans[:-1]] if named or last else []
    return [Token("product", "?", *span) for span in [*listed, last] if span is not None]


def _clause_start(text: str, tokens: list[Token], at: int) -> int:
    """Where the goods before a token may begin: behind the last comma, period, place, number or indicator."""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, tokens[at].start)), default=0)
    others = ("period", "place", "maker", "number", "indicator", "share", "up", "down", "other", "of", "date")
    return max([start, *(t.end for t in tokens[:at] if t.kind in others)])


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans, begin = [], start
    for match in _JOINT.finditer(text, start, end):
        spans.append((begin, match.start()))
        begin = match.end()
    return [(a, b) for a, b in [*spans, (begin, end)] if b > a]


def _unnamed(text: str, tokens: list[Token], named: list[int], start: int, end: int) -> tuple[int, int] | None:
    """The goods without a code that a segment of a list ends with; None where that is a product that is known."""
    begin = max([start, *(tokens[j].end for j in named if tokens[j].end <= end and tokens[j].start >= start)])
    goods = _goods(text[begin:end])
    if not goods and begin == start and (general := _GENERAL.search(text, begin, end)):
        return general.span()
    if not goods or (begin > start and _BY_THE_WAY.fullmatch(goods)):
        return None
    at = text.index(goods, begin, end)
    return at, at + len(goods)


def _goods(gap: str) -> str:
    """The name of goods at the end of a gap between tokens, or ""."""
    name = re.split('[的"“‘]', _FILLER.sub("", gap))[-1]
    return name if len(name) >= 2 and len(name) <= 16 and _GOODS.fullmatch(name) else ""


_BEHIND = re.compile(r"(?:了|的)?([\u4e00-\u9fff]{2,10}?)(?:达到?|约|近|超过?|共|总计|为)?(?=\d)")


def _goods_behind(text: str, tokens: list[Token], at: int) -> Token | None:
    """出口机电产品5.57万亿元: the goods without a code between what is counted and its number."""
    rest = tokens[at + 1 : at + 2]
    match = _BEHIND.match(text, tokens[at].end)
    if match is None or not rest or rest[0].kind != "number" or rest[0].start != match.end():
        return None
    return Token("product", "?", *match.span(1)) if _GOODS.fullmatch(match[1]) and _goods(match[1]) else None
