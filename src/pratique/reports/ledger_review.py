"""The review table of a ledger: every miss with its grade, and what a reader should make of it.

Rule: `docs/figures/review.md` is this table of the shipped ledger; a test writes it anew and compares, so that
neither the ledger nor an identity changes without the review being read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pratique.figures.identities import GRADES, Checked, Miss

_MEANING = {
    "rounding": "meets as printed; parts only if trailing zeros are taken as digits",
    "revision": "a later bulletin builds on a changed figure; both vintages are kept",
    "scope": "right for another population or label",
    "wording": "the number is right, a word or sign is not",
    "misprint": "a small slip mends it",
    "unsupported": "nothing in the ledger supports it as printed",
}


def review(checked: Checked) -> str:
    """The table in Markdown, grouped by grade, in the order of the ledger."""
    counts = Counter(miss.grade for miss in checked.misses)
    lines = [
        "# Review of the shipped ledger",
        "",
        "Written by `pratique figures check --review`; compared in `tests/figures/test_review.py`.",
        "",
        f"{checked.figures} figures, {checked.asked} identities asked, {len(checked.misses)} misses, "
        f"{len(checked.unreached)} figures that no identity reaches.",
        "",
        "| grade | misses | meaning |",
        "|---|---|---|",
        *(f"| {grade} | {counts[grade]} | {_MEANING[grade]} |" for grade in GRADES),
    ]
    for grade in reversed(GRADES):
        lines += _section(grade, [miss for miss in checked.misses if miss.grade == grade])
    return "\n".join(lines) + "\n"


def _section(grade: str, misses: list[Miss]) -> Iterable[str]:
    if not misses:
        return []
    rows = (f"| {miss.identity} | {_cell(miss.says)} | {miss.sides} | {_cell(_told(miss))} |" for miss in misses)
    return [
        "",
        f"## {grade}",
        "",
        "| identity | what should hold | stated against implied | reading |",
        "|---|---|---|---|",
        *rows,
    ]


def _told(miss: Miss) -> str:
    repair = f" Repair: {miss.repair}." if miss.repair else ""
    fact = f" Would settle it: {miss.missing_fact}" if miss.missing_fact else ""
    return miss.explanation + repair + fact


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
