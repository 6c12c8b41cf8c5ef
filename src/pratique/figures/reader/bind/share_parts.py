"""Whose a share is and of what: the part and the whole of one percentage.

Rule: what the sentence names beside the number decides, then its subject, then the figure before it.
"""

from __future__ import annotations

import re

from pratique.figures.reader.bind.scene import DiscourseLine
from pratique.figures.reader.bind.shares import ELECTRIC, part_in_words, part_named_behind, said_in_percent
from pratique.figures.reader.tokens.scan import Token

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


def _told_behind(tokens: list[Token], at: int) -> str:
    """`Of that, half were new EVs`: the product behind the verb, or ""."""
    were = next((k for k in range(at + 1, len(tokens) - 1) if tokens[k].code in ("were", "are")), at)
    return next((t.code for t in tokens[were + 1 : were + 3] if t.kind == "product"), "")


def part_and_whole(line: DiscourseLine, at: int, whole: list[int]) -> tuple[str, str]:
    """The part and the whole (`indicator:product`) of a share."""
    tokens = line.tokens
    if (said := _said_again(line, at)) is not None:
        return said
    wholes = [tokens[k].code for k in whole if tokens[k].kind == "product"]
    counted = [tokens[k].code for k in whole if tokens[k].kind == "indicator" and "+" not in tokens[k].code]
    back = any(tokens[k].kind in ("of", "anaphor") or tokens[k].code in ("that", "them") for k in whole)
    last = line.made[-1] if line.made else line.scene.group[-1] if line.scene.group else None
    part = ""
    own = line.products[min(line.k, len(line.products) - 1)] if line.products else ""
    after = [
        t.code
        for k, t in enumerate(tokens)
        if k > max([at, *whole]) and t.kind == "product" and k not in line.roles.inside
    ]
    if (fuel := _ELECTRIC_SHARE.search(line.sentence.text, 0, tokens[at].start)) and (not after or not own):
        own = _OF_FUEL[fuel["what"].lower()]
    if part_named_behind(line.sentence.text, tokens, at):
        return tokens[at + 1].code, f"{(counted or ['sales'])[-1]}:{(wholes or ['vehicle'])[-1]}"
    if ELECTRIC.search(line.sentence.text, tokens[at].end):
        after.insert(0, "bev")
    shared = any(t.kind == "share" for t in tokens[max(0, at - 9) : at])
    if line.level2 and not (shared and own.startswith("L2")):
        base = (wholes or [own or line.scene.product])[0]
        part = "L2_nev" if base == "nev" else "L2_passenger"
    elif not whole and part_in_words(line.sentence.text, tokens, at) and last is not None:
        part = _told_behind(tokens, at) or last.product
    elif (after and not whole and tokens[at + 1].code in ("were", "are")) or (
        (back or (whole and not shared)) and after
    ):
        part = after[0]
    elif back and own and last is not None and own == last.product and not after:
        part = ""
    else:
        part = own or line.scene.product
    if last is not None and last.product == f"{part}_passenger":
        part = last.product
    if (
        last is not None
        and (back or (not wholes and not counted))
        and last.indicator != "share"
        and last.product != part
    ):
        return part, f"{last.indicator}:{last.product}"
    shares = [d for d in (*line.scene.group, *line.made) if d.indicator == "share" and d.product == part and d.of]
    if shares and not (whole or wholes or counted or line.indicators):
        return part, shares[-1].of  # `in October, it rose to 21%`: of the same whole
    indicator = (
        counted or [i for i in line.indicators if i not in ("production", "investment", "capacity")] or ["sales"]
    )[-1]
    if not part and wholes:
        beyond = any(t.code == "WORLD" for t in tokens[:at])
        return wholes[-1], f"{indicator}:{wholes[-1]}{':WORLD' if beyond else ''}"
    if part == "nev_passenger" and not wholes:
        wholes = ["passenger_car"]
    if part.startswith("L2") and not wholes:
        wholes = ["nev" if part == "L2_nev" else "passenger_car"]
    whole_product = wholes[-1] if wholes else "vehicle"
    return part, f"{indicator}:{'vehicle' if whole_product == 'car' else whole_product}"
