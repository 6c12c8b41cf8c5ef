"""Whose a share is and of what: the part and the whole of one percentage.

Rule: what the sentence names beside the number decides, then its subject, then the figure before it.
"""

from __future__ import annotations

import re

from pratique.figures.codes import WHOLES
from pratique.figures.reader.bind.scene import DiscourseLine, Draft
from pratique.figures.reader.bind.shares import ELECTRIC, part_in_words, part_named_behind, said_in_percent
from pratique.figures.reader.tokens.scan import Token
from pratique.value_class import dataclass

_ELECTRIC_SHARE = re.compile(
    r"\b(?P<what>electric|petrol|gasoline|diesel)(?:['’]s)? (?:market )?share\b", re.IGNORECASE
)
_OF_FUEL = {"electric": "bev", "petrol": "ice", "gasoline": "ice", "diesel": "?"}


def _said_again(line: DiscourseLine, at: int) -> tuple[str, str] | None:
    """`Of 19,366 cars, 16,811 were electric, or 87%`: the smaller count is the part, the larger the whole."""
    both = [d for d in line.made if d.quantity is not None and d.indicator != "share"][-2:]
    if len(both) != 2 or not said_in_percent(line.sentence.text, line.tokens, at):
        return None
    small, large = sorted(both, key=lambda d: d.quantity.value if d.quantity else 0)
    return small.product, f"{large.indicator}:{large.product}"


def _may_hold(whole: str, part: str) -> bool:
    """Whether a share of a product may be of another: not of itself, nor of a part or a sibling of it."""
    apart = {p for w in WHOLES if part in (w.whole, *w.parts, *w.remainder) for p in (*w.parts, *w.remainder)}
    return whole != part and whole not in apart


def _told_behind(tokens: list[Token], at: int) -> str:
    """`Of that, half were new EVs`: the product behind the verb, or ""."""
    were = next((k for k in range(at + 1, len(tokens) - 1) if tokens[k].code in ("were", "are")), at)
    return next((t.code for t in tokens[were + 1 : were + 3] if t.kind == "product"), "")


def part_and_whole(line: DiscourseLine, at: int, whole: list[int]) -> tuple[str, str]:
    """A percentage and the tokens of its whole -> the part and the whole (`indicator:product`) of the share."""
    if (said := _said_again(line, at)) is not None:
        return said
    near = _Near.of(line, at, whole)
    if part_named_behind(line.sentence.text, line.tokens, at):
        return line.tokens[at + 1].code, f"{(near.counted or ['sales'])[-1]}:{(near.wholes or ['vehicle'])[-1]}"
    part = _part(line, at, near)
    last = near.last
    if last is not None and last.product == f"{part}_passenger":
        part = last.product
    points_back = near.back or not (near.wholes or near.counted)
    if last is not None and points_back and last.indicator != "share" and _may_hold(last.product, part):
        return part, f"{last.indicator}:{last.product}"
    shares = [d for d in (*line.scene.group, *line.made) if d.indicator == "share" and d.product == part and d.of]
    if shares and not (whole or line.indicators):
        return part, shares[-1].of  # `in October, it rose to 21%`: of the same whole
    flows = [i for i in line.indicators if i not in ("production", "investment", "capacity")]
    indicator = (near.counted or flows or ["sales"])[-1]
    if not part and near.wholes:
        beyond = ":WORLD" if any(t.code == "WORLD" for t in line.tokens[:at]) else ""
        return near.wholes[-1], f"{indicator}:{near.wholes[-1]}{beyond}"
    product = near.wholes[-1] if near.wholes else _USUAL_WHOLE.get(part, "vehicle")
    return part, f"{indicator}:{'vehicle' if product == 'car' else product}"


_USUAL_WHOLE = {"nev_passenger": "passenger_car", "L2_nev": "nev", "L2_passenger": "passenger_car"}
"""What a part is a share of where no whole is named; all vehicles for any other."""


@dataclass(frozen=True, slots=True)
class _Near:
    """What stands about a percentage: products and indicators of its whole, the products on both sides of it."""

    wholes: list[str]
    counted: list[str]
    back: bool
    """Whether the whole is said by a word that points back (`of that`)."""
    whole: bool
    """Whether anything names the whole."""
    own: str
    """The product that the sentence is about."""
    after: list[str]
    last: Draft | None
    """The figure before it."""

    @staticmethod
    def of(line: DiscourseLine, at: int, whole: list[int]) -> _Near:
        tokens, text = line.tokens, line.sentence.text
        own = line.products[min(line.k, len(line.products) - 1)] if line.products else ""
        behind = range(max([at, *whole]) + 1, len(tokens))
        after = [tokens[k].code for k in behind if tokens[k].kind == "product" and k not in line.roles.inside]
        if (fuel := _ELECTRIC_SHARE.search(text, 0, tokens[at].start)) and not (after and own):
            own = _OF_FUEL[fuel["what"].lower()]
        named = [tokens[k] for k in whole]
        return _Near(
            wholes=[t.code for t in named if t.kind == "product"],
            counted=[t.code for t in named if t.kind == "indicator" and "+" not in t.code],
            back=any(t.kind in ("of", "anaphor") or t.code in ("that", "them") for t in named),
            whole=bool(whole),
            own=own,
            after=["bev", *after] if ELECTRIC.search(text, tokens[at].end) else after,
            last=next((each[-1] for each in (line.made, line.scene.group) if each), None),
        )


def _part(line: DiscourseLine, at: int, near: _Near) -> str:
    """Whose the share is: the product behind it, that of the figure before it, or what the sentence is about."""
    tokens, last = line.tokens, near.last
    shared = any(t.kind == "share" for t in tokens[max(0, at - 9) : at])
    if line.level2 and not (shared and near.own.startswith("L2")):
        return "L2_nev" if (near.wholes or [near.own or line.scene.product])[0] == "nev" else "L2_passenger"
    if not near.whole and last is not None and part_in_words(line.sentence.text, tokens, at):
        return _told_behind(tokens, at) or last.product
    if near.after:
        told_behind = near.back or not shared if near.whole else tokens[at + 1].code in ("were", "are")
        if told_behind:
            return near.after[0]
    elif near.back and near.own and last is not None and near.own == last.product:
        return ""
    return near.own or line.scene.product
