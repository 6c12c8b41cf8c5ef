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
from pratique.figures.reader.text.fold import Sentence
from pratique.figures.reader.tokens.scan import scan

_DUTY = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surtax(?:es)?)\b|关税|税率|反补贴税|反倾销税|附加税", re.IGNORECASE
)
_OPENS = re.compile(r"(?:[:：]|\b(?:are|is|as follows|following|rates?))\W*$|如下", re.IGNORECASE)
_LINE = re.compile(r"\W*[^:：\d%]{2,60}[:：]?\s*\d{1,3}(?:[.,]\d+)?\s*(?:%|per ?cent)\W*", re.IGNORECASE)
_BEFORE = re.compile(r"(?:'s)?\s*(?:\(|[:：-])?\s*(?:at|of|with|faces?|by|to|pays?|为|是|的|适用|征收|加征)?\s*")
_BEHIND = re.compile(r"\s*(?:tariffs?|dut(?:y|ies)|rate)?\s*(?:for|on|against)\s+(?:the )?", re.IGNORECASE)


def open_list(sentence: Sentence, scene: Scene) -> None:
    """Keep what a sentence without numbers says of a duty, for the rates on the lines under it."""
    if _DUTY.search(sentence.text):
        note_levied(DiscourseLine(sentence, scan(sentence.text, sentence.language), Roles(), scene, False))
        scene.duties_follow = _OPENS.search(sentence.text) is not None
        scene.duties_proposed = speaks_of_proposal(sentence.text)
    else:
        scene.duties_follow = False


def mark_listed(line: DiscourseLine) -> None:
    """Give the percentages of such a list the role `duty`, each with its maker."""
    text, scene = line.sentence.text, line.scene
    own, under = _DUTY.search(text) is not None, scene.duties_follow
    if not (own or under):
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
        if maker or (role == "none" and under and single):
            line.roles.role[at] = "duty"
            line.charged[at] = maker


def _maker_beside(line: DiscourseLine, at: int) -> str:
    """The maker right before or behind a number, or ""."""
    text, token = line.sentence.text, line.tokens[at]
    before = line.tokens[at - 1 :: -1] if at else []
    near = next((t for t in before[:3] if t.kind not in ("word", "mark")), None)
    if near is not None and near.kind == "maker" and _BEFORE.fullmatch(text, near.end, token.start):
        return near.code
    ahead = next((t for t in line.tokens[at + 1 : at + 5] if t.kind != "word"), None)
    if ahead is not None and ahead.kind == "maker" and _BEHIND.fullmatch(text, token.end, ahead.start):
        return ahead.code
    return ""
