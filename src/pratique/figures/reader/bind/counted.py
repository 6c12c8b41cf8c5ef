"""The indicator that stands right behind a number: `12,400 registrations`, `30,629 units overseas`.

Rule: only what follows without a break counts; a word that parts the number from the noun ends the look.
"""

from __future__ import annotations

import re

from pratique.figures.reader.bind.scene import DiscourseLine

_COUNTED = re.compile(
    r"\s*(?:new |total |overall |further |annual |monthly )*(?:[\w-]+ ){0,3}?"
    r"(?P<what>registrations|deliveries|exports|imports|sales)\b(?! (?:outlet|volume|representative))",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?:\s*(?:units|vehicles|cars|of (?:them|those|these|which)))?"
    r"\s+(?:were|was|have been|had been|being|got) (?:newly )?"
    r"(?:exported|imported|sold|registered|produced|built|manufactured|delivered|shipped|made)\b",
    re.IGNORECASE,
)
"""`Of which 39,000 were exported`: what was done with that many."""
_ABROAD = re.compile(
    r"(?:\s*(?:units|vehicles|cars|[A-Z]{2,4}s))?\s+(?:(?:sold|shipped|delivered) )?(?:overseas|abroad)\b"
)


_AT_HOME = re.compile(
    r"(?:\s*(?:units|vehicles|cars|[A-Z]{2,4}s))?\s+(?:(?:were |was )?(?:sold|delivered) )?"
    r"(?:in (?:the|its) (?:domestic|home) market\b|domestically\b|at home\b)"
)
_EXPORTER = re.compile(
    r"\bexporter\b[^.;\d]{0,30}?,? (?:with|at|shipping) (?:about |around |some |nearly |over )?$", re.IGNORECASE
)
"""`The leading exporter with 129,000 units`."""
SPENT = re.compile(r"\s+(?:on )?(?:(?P<in>importing|imports? of)|(?P<out>exporting|exports? of))\b", re.IGNORECASE)


def counted_behind(line: DiscourseLine, at: int) -> str:
    """`12,400 registrations`, `30,629 units overseas`: the indicator that stands right behind the number, or ""."""
    text, end = line.sentence.text, line.tokens[at].end
    if line.sentence.language == "zh":
        return ""
    if _ABROAD.match(text, end):
        return "exports"
    if _AT_HOME.match(text, end) and not any(t.code == "production" for t in line.tokens[:at]):
        return "domestic_sales"
    if _EXPORTER.search(text, 0, line.tokens[at].start):
        return "exports"
    if (spent := SPENT.match(text, end)) is not None:  # `spent US$1 billion importing cars`
        return "imports" if spent["in"] else "exports"
    behind = line.tokens[at + 1 : at + 3]
    if len(behind) == 2 and behind[0].code in ("were", "was", "are") and behind[1].kind == "indicator":
        after = line.sentence.text[behind[1].start : behind[1].end].lower()
        if after.endswith(("sales", "exports", "imports", "deliveries", "registrations")):
            return behind[1].code  # `2.3 million were domestic sales`
    if (done := _DONE.match(text, end)) is not None:
        return next((t.code for t in line.tokens[at + 1 :] if t.kind == "indicator" and t.end >= done.end()), "")
    match = _COUNTED.match(text, end)
    if match is None:
        return ""
    between = [t for t in line.tokens[at + 1 :] if t.start < match.start("what")]
    if any(
        t.kind not in ("product", "total", "place")
        and t.code not in ("new", "total", "annual", "monthly")
        and t.kind != "word"
        for t in between
    ) or any(t.code in _BREAKS for t in between):
        return ""
    return next((t.code for t in line.tokens[at + 1 :] if t.kind == "indicator" and t.end >= match.end("what")), "")


_BREAKS = frozenset(
    ("units", "of", "in", "and", "while", "as", "from", "with", "to", "for", "at", "was", "were", "on")
)
"""Words that part a number from the noun behind it."""
