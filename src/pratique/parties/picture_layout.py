"""Where the boxes of an ownership chain stand, and how the lines between them run.

Rule: every holder stands above all that it holds, so that lines run down; only what closes a ring runs up. A line
that passes a row of boxes runs beside them: down on the left, up on the right, each in a lane of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

BOX_WIDTH, BOX_HEIGHT, GAP_X, GAP_Y, MARGIN = 212, 54, 28, 84, 24
LOOP = 48
"""Room below the boxes for lines of a party to itself."""
LANE, MOST_LANES = 16, 8
"""Room for a line beside the boxes, and how many have one of their own."""
Pairs = Sequence[tuple[str, str]]
"""Holders with what they hold."""
Spots = Mapping[str, tuple[int, int]]


def levels_of(pairs: Pairs, subject: str) -> list[list[str]]:
    """Parties by their greatest distance from the subject, farthest first; what closes a ring counts for none."""
    holders: dict[str, list[str]] = defaultdict(list)
    for holder, held in pairs:
        holders[held].append(holder)
    order, closing = _walked(holders, subject)
    depth = dict.fromkeys(order, 0)
    for name in order:
        for holder in holders[name]:
            if (holder, name) not in closing:
                depth[holder] = max(depth[holder], depth[name] + 1)
    levels: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for name in order:
        levels[depth[name]].append(name)
    return levels[::-1]


def _walked(holders: Mapping[str, list[str]], subject: str) -> tuple[list[str], set[tuple[str, str]]]:
    """Everybody above the subject, whom others hold before these, and the pairs that close a ring."""
    left: list[str] = []
    closing: set[tuple[str, str]] = set()
    state = {subject: "open"}
    stack = [(subject, iter(reversed(holders.get(subject, []))))]
    while stack:
        name, rest = stack[-1]
        for holder in rest:
            if state.get(holder) == "open":
                closing.add((holder, name))
            elif holder not in state:
                state[holder] = "open"
                stack.append((holder, iter(reversed(holders.get(holder, [])))))
                break
        else:
            state[name] = "left"
            left.append(name)
            stack.pop()
    return left[::-1], closing


def placed(levels: Sequence[Sequence[str]], shown: Set[str], lanes: int) -> dict[str, tuple[int, int]]:
    """The corner of each box, with room for so many lanes on the left."""
    rows = [[name for name in level if name in shown] for level in levels]
    widest = max((len(row) for row in rows), default=1)
    spot = {}
    for depth, row in enumerate(rows):
        start = MARGIN + lanes * LANE + (widest - len(row)) * (BOX_WIDTH + GAP_X) // 2
        for place, name in enumerate(row):
            spot[name] = (start + place * (BOX_WIDTH + GAP_X), MARGIN + depth * (BOX_HEIGHT + GAP_Y))
    return spot


def lanes_of(pairs: Iterable[tuple[str, str]], levels: Sequence[Sequence[str]]) -> dict[tuple[str, str], int]:
    """The lanes of lines that pass a row of boxes: 1, 2 and on for those on the left, -1, -2 on the right."""
    row_of = {name: depth for depth, level in enumerate(levels) for name in level}
    found: dict[tuple[str, str], int] = {}
    left = right = 0
    for holder, held in pairs:
        rows = row_of[held] - row_of[holder]
        if rows > 1 and left < MOST_LANES:
            left += 1
            found[holder, held] = left
        elif rows < 0 and right < MOST_LANES:
            right += 1
            found[holder, held] = -right
    return found


def run_of(holder: str, held: str, spot: Spots, lane: int, width: int) -> str:
    """The path of a line, in its lane where it has one; `width` is where the boxes end on the right."""
    (x1, y1), (x2, y2) = spot[holder], spot[held]
    half = BOX_WIDTH // 2
    if holder == held:
        x, y = x1 + half, y1 + BOX_HEIGHT
        return f"M{x - 30} {y} C{x - 40} {y + 40} {x + 40} {y + 40} {x + 30} {y}"
    if lane > 0:
        beside, foot, top = MARGIN + (lane - 1) * LANE, y1 + BOX_HEIGHT + 8 + 2 * lane, y2 - 10 - 2 * lane
        shift = 18 + 6 * lane
        return f"M{x1 + shift} {y1 + BOX_HEIGHT} V{foot} H{beside} V{top} H{x2 + shift} V{y2}"
    if lane < 0:
        beside, top, foot = width + 8 - lane * LANE, y1 - 8 + 2 * lane, y2 + BOX_HEIGHT + 10 - 2 * lane
        end = BOX_WIDTH - 18 + 6 * lane
        return f"M{x1 + end} {y1} V{top} H{beside} V{foot} H{x2 + end} V{y2 + BOX_HEIGHT}"
    begins, ends = (y1 + BOX_HEIGHT, y2) if y1 < y2 else (y1, y2 + BOX_HEIGHT)
    middle = (begins + ends) // 2
    return f"M{x1 + half} {begins} C{x1 + half} {middle} {x2 + half} {middle} {x2 + half} {ends}"


def spot_of_text(holder: str, held: str, spot: Spots, lane: int, before: int) -> tuple[int, int]:
    """Where the text of a line stands, `before` lines of text further from its holder's others."""
    (x1, y1), (x2, y2) = spot[holder], spot[held]
    if lane > 0:
        return x1 + 18 + 6 * lane, y1 + BOX_HEIGHT + 24 + 15 * before
    if lane < 0:
        return x1 + BOX_WIDTH - 18 + 6 * lane, y1 - 14 - 15 * before
    down = y2 >= y1
    begins = y1 + BOX_HEIGHT if down else y1
    return (x1 * 3 + x2) // 4 + BOX_WIDTH // 2, begins + (24 + 15 * before if down else -14 - 15 * before)
