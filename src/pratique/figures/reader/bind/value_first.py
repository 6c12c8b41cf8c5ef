"""The order in which the numbers of a sentence are bound, where a count stands before what it counts.

Rule: `At 884,000 units, Malaysia's car deliveries in July were 37% higher`: a count that a preposition sets before
the whole sentence takes the subject, place and period named behind it.
"""

from __future__ import annotations

import re

from pratique.figures.reader.bind.scene import DiscourseLine

_SET_BEFORE = re.compile(
    r"\W*(?:At|With|Reaching|Totall?ing|Hitting) (?:a total of |about |around |some |nearly |almost |over |just |"
    r"more than |only )*$"
)
_ENDS = ("number", "jump", "flat")


def binding_order(line: DiscourseLine) -> list[int]:
    """The tokens of a sentence in the order in which they are read, by index."""
    order = list(range(len(line.tokens)))
    first = next((k for k in order if line.tokens[k].kind == "number"), -1)
    if first < 0 or line.tokens[first].code != "count" or line.sentence.language != "en":
        return order
    if not _SET_BEFORE.match(line.sentence.text[: line.tokens[first].start]):
        return order
    comma = next((k for k in order[first + 1 : first + 3] if line.tokens[k].code == ","), -1)
    if comma < 0 or comma - first > 1:
        return order
    end = next((k for k in order[comma:] if line.tokens[k].kind in _ENDS or line.tokens[k].code == ";"), len(order))
    subject = {line.tokens[k].kind for k in order[comma:end]}
    if "indicator" not in subject:
        return order
    return [*order[:first], *order[first + 1 : end], first, *order[end:]]
