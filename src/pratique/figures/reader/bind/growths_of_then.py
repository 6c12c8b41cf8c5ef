"""The growth of an earlier period that another is compared with: `down 11%, reversing from a 12% rise in June`.

Rule: the number, its noun of growth and its period stand right behind one another; it is a figure of its own of the
series that the sentence counts.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pratique.figures.reader.bind.growths import attach
from pratique.figures.reader.bind.marks import Growth
from pratique.figures.reader.bind.scene import DiscourseLine, Draft
from pratique.figures.reader.tokens.calendar import resolve

_FROM_A = re.compile(
    r"\b(?:revers\w+|slow\w*|accelerat\w+|eas\w+|rebound\w*|recover\w*|improv\w+|widen\w*|narrow\w*|compared|after|"
    r"following|than|deepen\w*|moderat\w+|cool\w*) (?:\w+ly )?(?:from |with |to )?(?:the |an? )?(?:revised )?$",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\s*(?:year[- ]on[- ]year )?(?P<what>increase|rise|growth|gain|expansion|jump|"
    r"decrease|decline|fall|drop|contraction)"
    r"(?: (?:recorded|seen|posted|registered))? (?:in|of|during|for) (?:the )?",
    re.IGNORECASE,
)
_UP = ("increase", "rise", "growth", "gain", "expansion", "jump")
OF_THEN = re.compile(
    r"\d ?(?:%|per ?cent|pct) (?:\w+ ){0,2}(?:fall|drop|decline|decrease|contraction|slump|rise|increase|growth|gain|"
    r"expansion|jump) (?:in|for|during) (?:the )?$",
    re.IGNORECASE,
)
"""`following a 21.5 percent fall in`: the time behind it is that growth's own."""


def growth_of_then(line: DiscourseLine, at: int) -> Draft | None:
    """The figure of such a growth, or None."""
    text, token = line.sentence.text, line.tokens[at]
    then = _THEN.match(text, token.end)
    main = line.made[-1] if line.made else None
    if then is None or main is None or main.period is None or token.quantity is None or token.code != "percent":
        return None
    behind = (t for t in line.tokens[at + 1 :] if then.end() - 4 <= t.start <= then.end())
    named = next((t for t in behind if t.period is not None), None)
    if named is None or named.period is None or not _FROM_A.search(text, max(0, token.start - 48), token.start):
        return None
    period = resolve(named.period, main.period, line.scene.published)
    if period is None or period.length != main.period.length or period.first >= main.period.first:
        return None
    sign = 1 if then["what"].lower() in _UP else -1
    start, end = line.sentence.start + token.start, line.sentence.start + token.end
    draft = replace(
        main, quantity=None, period=period, changes=[], grown_at=[], words=None, compared=False, start=start, end=end
    )
    attach(line, draft, Growth(sign * token.quantity.value, token.quantity.half, "percent", at, "year"))
    return draft if draft.changes else None
