"""Rates of duty in a list of makers: `BYD 17%, Geely 18.8%`, or one line each under a heading.

Rule: a percentage beside a maker, in a sentence on duties or on a line under one, is that maker's rate; goods and
market are those that the sentence names, else those of the duty spoken of last.
"""

from __future__ import annotations

import re

from pratique.figures.reader.bind.marks import Roles
from pratique.figures.reader.bind.proposals import speaks_of_proposal
from pratique.figures.reader.bind.rates import note_levied
from pratique.figures.reader.bind.scene import DiscourseLine, Scene
from pratique.figures.reader.text.asserted import unasserted
from pratique.figures.reader.text.fold import Sentence
from pratique.figures.reader.tokens.scan import Token, scan

_DUTY = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surtax(?:es)?|(?:definitive|provisional|countervailing) rates?)\b"
    r"|关税|税率|反补贴税|反倾销税|附加税",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:[:：]|\b(?:are|is|as follows|following|rates?))\W*$|如下", re.IGNORECASE)
_LINE = re.compile(r"\W*[^:：\d%]{2,60}[:：]?\s*\d{1,3}(?:[.,]\d+)?\s*(?:%|per ?cent)\W*", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:'s)?(?:,(?= which| who))?\s*(?:\(|[:：-])?\s*"
    r"(?:(?:which |who )?(?:is |are |was |were |will |would )*(?:set |fixed |put )?"
    r"(?:at|of|with|fac(?:e|es|ed|ing)|by|to|pay(?:s|ing)?|subject to|hit with|get(?:s|ting)?|incurs?|incurred)"
    r"(?: an?| the)?(?: additional| extra| provisional| definitive| further)?|"
    r",? ?(?:(?:the|its) (?:additional |extra |provisional )?(?:duty|tariff|rate|levy|surtax)(?: rate)?|it) "
    r"(?:is|was|will be|would be|stands at)(?: set)?(?: at)?|"
    r"an? (?:additional|extra|further)|"
    r"(?:的)?(?:额外|最终|临时|反补贴|适用)*(?:关税|税率|税)*(?:的?(?:税率|关税))?(?:分别)?(?:为|是|达|定为)|为|是|的|"
    r"(?:因[^,。;\d]{1,14},)?(?:将|亦|也|则|分别|须|需)*(?:被|获)?(?:加征|征收|课征|适用|缴纳)(?:额外|最高额?|最多|统一)*(?:的)?)?\s*"
)
_BEHIND = re.compile(
    r"\s*(?:tariffs?|dut(?:y|ies)|rate)?\s*"
    r"(?:(?:will|would|is|are|was|were) (?:be )?(?:applied|imposed|levied|set) )?"
    r"(?:for|on|against|to)\s+(?:the )?(?:exporters?|makers?|producers?|manufacturers?|automakers?)? ?",
    re.IGNORECASE,
)


_OTHERS = re.compile(
    r"(?:其他|其它|其余|所有|未|不)[^,。;:%\d]{0,26}?(?:企业|公司|车企|厂商|制造商|生产商|生产者|出口商|集团|车厂|品牌)"
    r"[^,。;:%\d]{0,12}$"
    r"|\b(?:all |the )?(?:other|others|remaining|non-?cooperating|cooperating)\b(?: [a-z-]+){0,7}?:? ?"
    r"(?:(?:at|of|with|to|is|are|was|were|face|faces|pay|get|receive|set at) )?$",
    re.IGNORECASE,
)
"""All makers but those named, before their common rate."""
_A_RATE = re.compile(
    r"\b(?:fac(?:e|es|ing)|receiv(?:e|es|ed|ing)|g[eo]ts?|pay(?:s|ing)?|subject to|at) (?:an? |the )$", re.IGNORECASE
)
"""`Others face a 21% rate`, in a sentence after one on duties."""


def _is_a_rate(text: str, token: Token) -> bool:
    return _A_RATE.search(text[: token.start]) is not None and re.match(r"\s*rate\b", text[token.end :]) is not None


def open_list(sentence: Sentence, scene: Scene) -> None:
    """Keep what a sentence without numbers says of a duty, for the rates on the lines under it."""
    refused = any(d.kind in ("negated", "denied") for d in unasserted(sentence.text, sentence.language))
    if _DUTY.search(sentence.text) and not refused:
        note_levied(DiscourseLine(sentence, scan(sentence.text, sentence.language), Roles(), scene, False))
        scene.duties_follow = _OPENS.search(sentence.text) is not None
        scene.on_duty = True
        scene.duties_proposed = speaks_of_proposal(sentence.text)
    else:
        scene.duties_follow = scene.on_duty = False


def mark_listed(line: DiscourseLine) -> None:
    """Give the percentages of such a list the role `duty`, each with its maker."""
    text, scene = line.sentence.text, line.scene
    own = _DUTY.search(text) is not None or "duty" in line.roles.role.values()
    under, after = scene.duties_follow, scene.on_duty
    scene.on_duty = own
    if not (own or under or after):
        return
    single = under and _LINE.fullmatch(text) is not None
    scene.duties_follow = (own and _OPENS.search(text) is not None) or single
    if own:
        scene.duties_proposed = speaks_of_proposal(text)
    for at, token in enumerate(line.tokens):
        role = line.roles.role.get(at, "none")
        if (
            token.kind != "number"
            or token.code != "percent"
            or role not in ("none", "duty")
            or at in line.roles.growth
            or at in line.zipped
        ):
            continue
        maker = _maker_beside(line, at)
        others = not maker and (under or (own and _listed(line, at))) and _of_others(text, token)
        if maker or others or (role == "none" and under and single) or (after and _is_a_rate(text, token)):
            scene.on_duty = True
            line.roles.role[at] = "duty"
            line.charged[at] = maker


def _listed(line: DiscourseLine, at: int) -> bool:
    return any(maker for k, maker in line.charged.items() if k < at) or any(
        t.kind == "maker" for t in line.tokens[:at]
    )


def _of_others(text: str, token: Token) -> bool:
    """`Other cooperating companies 20.7%`, behind the rate of a maker of the same list."""
    return _OTHERS.search(text, max(0, token.start - 60), token.start) is not None


def _maker_beside(line: DiscourseLine, at: int) -> str:
    """The maker right before or behind a number, or ""."""
    text, token = line.sentence.text, line.tokens[at]
    ahead = next((t for t in line.tokens[at + 1 : at + 7] if t.kind not in ("word", "status", "other")), None)
    if ahead is not None and ahead.kind == "maker" and _BEHIND.fullmatch(text, token.end, ahead.start):
        return ahead.code
    before = line.tokens[at - 1 :: -1] if at else []
    near = next((t for t in before[:6] if t.kind not in ("word", "mark", "status", "other")), None)
    if near is not None and near.kind == "maker" and _BEFORE.fullmatch(text, near.end, token.start):
        return near.code
    of_goods = (t for t in line.tokens if t.kind == "maker" and _makes_the_goods(text, t, token))
    return next((t.code for t in of_goods), "")


_GOODS = (
    r"(?:(?!(?:and|or|but|while|as|that|which|who|with|to|than|of|after|sa(?:id|ys?)|sold|sells?|warn\w*|expect\w*|"
    r"export\w*|import\w*|has|have|had|is|are|was|were|will|would)\b)[A-Za-z-]+ )"
)
"""A word of what is charged, such as `Chinese electric vehicles made in China`; no verb and no other clause."""
_GOODS_BY = re.compile(
    rf"(?: ?(?:tariff|duty|levy|surtax|rate))? (?:on|for|against) {_GOODS}{{1,6}}?"
    r"(?:by|from|that|which) (?:the )?",
    re.IGNORECASE,
)
"""From a rate to the maker of the goods (`17% duty on Chinese EVs made by BYD`)."""
_GOODS_OF = re.compile(
    rf"(?:'s?|’s?)? {_GOODS}{{1,7}}?(?:fac(?:e|es|ed|ing)|pay(?:s|ing)?|paid|incur(?:s|red)?|attract(?:s|ed)?|"
    r"(?:is|are|was|were) (?:subject to|hit with)) (?:an? |the |up to |about |around |additional |extra )*",
    re.IGNORECASE,
)
"""From the maker of the goods to their rate (`BYD's cars made in China face a 17%`)."""


def _makes_the_goods(text: str, maker: Token, rate: Token) -> bool:
    if maker.start > rate.start:
        return _GOODS_BY.fullmatch(text, rate.end, maker.start) is not None
    return _GOODS_OF.fullmatch(text, maker.end, rate.start) is not None
