"""What checking a ledger found, as text of at most 80 columns."""

from __future__ import annotations

from collections import Counter

from pratique.figures.identities import DEFECTS, GRADES, Checked, Miss
from pratique.reports.wrapping import wrapped

WIDTH = 80
"""Columns of the text form."""


def check_text(checked: Checked, everything: bool = False) -> str:
    """Misses that call for a correction, or all of them; then the count by grade."""
    shown = checked.misses if everything else checked.defects
    blocks = [_miss_text(miss) for miss in shown]
    counts = Counter(miss.grade for miss in checked.misses)
    told = ", ".join(f"{counts[grade]} {grade}" for grade in GRADES if counts[grade]) or "no miss"
    tail = f"{checked.figures} figures, {checked.asked} identities asked: {told}."
    quiet = sum(counts[grade] for grade in GRADES if grade not in DEFECTS)
    if quiet and not everything:
        tail += f" Rounding and revision ({quiet}) are shown with --all."
    if checked.unreached:
        tail += f" {len(checked.unreached)} figures stand alone: no identity reaches them."
    return "\n\n".join([*blocks, "\n".join(wrapped(tail))]) + "\n"


def _miss_text(miss: Miss) -> str:
    lines = [f"{miss.identity}  {miss.grade}", *_wrapped(miss.says)]
    lines += _wrapped(f"{miss.sides}. {miss.explanation}")
    lines += [line for repair in miss.repairs for line in _wrapped(f"repair: {repair.says}")]
    if miss.missing_fact:
        lines += _wrapped(f"would settle it: {miss.missing_fact}")
    places = ", ".join(str(figure.line) for figure in miss.figures if figure.line)
    return "\n".join(lines + ([f"    lines {places}"] if places else []))


def _wrapped(text: str) -> list[str]:
    return wrapped(text, "    ", "      ")
