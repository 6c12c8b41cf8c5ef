"""The ownership chain above a party as a drawing (SVG), with the same facts as a table.

Rule: holders stand above what they hold; a dashed line is a stake or power that is not certain, a dashed box an owner
that nobody names. The drawing is computed by this file alone, so the same graph always gives the same bytes.
Invariant: every text is escaped; nothing in a name can become markup.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import date
from fractions import Fraction
from textwrap import wrap

from pratique.files.outward import for_markup
from pratique.logic.truth import FALSE, TRUE, UNKNOWN
from pratique.parties.control import Ballot, ControlTest, Electorate, compile_electorate
from pratique.parties.nexus import PartyFacts
from pratique.parties.party import REASONS
from pratique.parties.picture_layout import (
    BOX_HEIGHT,
    BOX_WIDTH,
    LANE,
    LOOP,
    MARGIN,
    Spots,
    lanes_of,
    levels_of,
    placed,
    run_of,
    spot_of_text,
)
from pratique.parties.proof import MEASURE_WORDS, POWER_WORDS, percent
from pratique.parties.shares import add_shares
from pratique.parties.snapshot import Snapshot
from pratique.value_class import dataclass

NAME = 26
"""Columns of a name that fit into a box."""
MOST_IN_ROW = 6
"""Boxes beside each other that a page can show; further holders are gathered in one box with their count."""
_ARROW = (
    '<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<polygon points="0,0 8,4 0,8" fill="#4a5568"/></marker></defs>'
)

_FONT = 'font-family="system-ui, \'Noto Sans\', \'Noto Sans CJK SC\', sans-serif" font-size="12" fill="#1c2430"'
_TEXT = {
    "n": 'class="n" font-weight="600"',
    "s": 'class="s" font-size="11" fill="#4a5568"',
    "e": 'class="e" font-size="11" paint-order="stroke" stroke="#fff" stroke-width="7" stroke-linejoin="round"',
}
"""How texts look: names, what is small, what stands on a line. Said on each element: where a page allows no styles
but its own, a picture keeps its looks."""


def _looks(fill: str, marks: Sequence[str]) -> str:
    """How a box or a line looks by its marks: subject, linked, chain, open."""
    linked, chain = "linked" in marks, "chain" in marks
    said = {
        "fill": "#fdecea" if linked else fill,
        "stroke": "#b3261e" if linked else "#b26a00" if chain else "#4a5568",
        "stroke-width": "3.4" if "subject" in marks else "2" if chain else "1.2",
    }
    said |= {"stroke-dasharray": "5 4"} if "open" in marks else {}
    told = "".join(f' {name}="{value}"' for name, value in said.items())
    return told + (f' class="{" ".join(marks)}"' if marks else "")


@dataclass(frozen=True, slots=True)
class Tie:
    """One line of the drawing and one row of the table."""

    holder: str
    holder_name: str
    subject: str
    subject_name: str
    text: str
    certain: bool
    source: str


def ties(snapshot: Snapshot, subject: str, test: ControlTest) -> tuple[Tie, ...]:
    """Everything that is held above a subject, unnamed owners included, in a fixed order."""
    upstream = snapshot.upstream(subject)
    electorate = compile_electorate(snapshot, test, upstream)
    found: list[Tie] = []
    for name in sorted(upstream):
        found += _ties_of(snapshot, electorate, name)
    return tuple(found)


def _ties_of(snapshot: Snapshot, electorate: Electorate, subject: str) -> list[Tie]:
    texts: dict[str, list[str]] = defaultdict(list)
    certain: dict[str, bool] = defaultdict(lambda: True)
    sources: dict[str, list[str]] = defaultdict(list)
    for row in snapshot.holdings.get(subject, ()):
        notes = [
            word
            for word, said in (
                ("through others", row.indirect),
                ("suspended", row.suspended),
                ("sources differ", row.conflict),
            )
            if said
        ]
        texts[row.holder].append(
            f"{row.share} of {MEASURE_WORDS[row.measure]}" + "".join(f", {note}" for note in notes)
        )
        certain[row.holder] &= row.share.is_exact and not notes
        sources[row.holder] += [str(claim.provenance) for claim in row.claims]
    for power in snapshot.powers.get(subject, ()):
        texts[power.holder].append(POWER_WORDS[power.kind])
        certain[power.holder] &= power.decisive is not None
        sources[power.holder].append(str(power.provenance))
    for concert in snapshot.concerts.get(subject, ()):
        for member in sorted(concert.members):
            texts[member].append("in concert" if concert.agreed else "perhaps in concert")
            sources[member].append(str(concert.provenance))
    name = snapshot.parties[subject].name
    found = [
        Tie(
            holder,
            snapshot.parties[holder].name,
            subject,
            name,
            "; ".join(texts[holder]),
            certain[holder],
            "; ".join(dict.fromkeys(sources[holder])),
        )
        for holder in sorted(texts)
    ]
    rest = _rest(snapshot, electorate, subject)
    return [*found, rest] if rest else found


def _rest(snapshot: Snapshot, electorate: Electorate, subject: str) -> Tie | None:
    compiled = electorate.subjects.get(subject)
    ballot: Ballot | None = compiled.ballots[0] if compiled and compiled.ballots else None
    if ballot is None or not ballot.rest:
        return None
    remainder = snapshot.remainders.get(subject)
    reason = REASONS.get(remainder.reason, remainder.reason) if remainder else REASONS["undisclosed"]
    left = max(0, ballot.whole - sum(ballot.low.values()))
    dispersed = remainder is not None and remainder.kind == "dispersed"
    holder, name = f"?{subject}", "Free float" if dispersed else "Unnamed owners"
    text = f"{'' if dispersed else 'up to '}{percent(ballot, left)} of {MEASURE_WORDS[ballot.measure]}"
    source = str(remainder.provenance) if remainder else ""
    return Tie(holder, name, subject, snapshot.parties[subject].name, text, False, source or reason)


def draw(snapshot: Snapshot, facts: PartyFacts, test: ControlTest, linked: Set[str] = frozenset()) -> str:
    """An SVG document of the chain above a party; parties in `linked` are set off."""
    rows = ties(snapshot, facts.party, test)
    deciding = {link.holder for step in facts.chain for link in step.links} | {step.subject for step in facts.chain}
    levels = levels_of([(row.holder, row.subject) for row in rows], facts.party)
    every = {name for level in levels for name in level}
    levels, gathered, inside = _gathered(
        snapshot, levels, rows, _ranks(snapshot, rows, facts.party, deciding, linked)
    )
    rows = (*rows, *gathered)
    shown = [name for level in reversed(levels) for name in level]
    left = len(every - set(shown) - inside)
    drawn = [row for row in rows if {row.holder, row.subject} <= set(shown)]
    lanes = lanes_of([(row.holder, row.subject) for row in drawn], levels)
    spot = placed(levels, set(shown), max((*lanes.values(), 0)))
    ends = max((x for x, _ in spot.values()), default=0) + BOX_WIDTH
    width = ends + MARGIN - min((*lanes.values(), 0)) * LANE
    foot = max((y for _, y in spot.values()), default=0) + BOX_HEIGHT + LOOP
    caption = _caption(snapshot, facts, test, left)
    width, height = max(width, 760), foot + 16 * len(caption) + MARGIN
    names = {row.holder: row.holder_name for row in rows} | {row.subject: row.subject_name for row in rows}
    names.setdefault(facts.party, facts.name)
    title = f"Who holds {facts.name} on {facts.on.isoformat()}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" {_FONT}><title>{for_markup(title)}</title>{_ARROW}'
    ]
    parts += [_line(row, spot, lanes.get((row.holder, row.subject), 0), ends) for row in drawn]
    parts += [_box(name, names[name], snapshot, spot[name], facts.party, linked, name in deciding) for name in shown]
    parts += _labels(drawn, spot, lanes)
    parts += [
        f'<text {_TEXT["s"]} x="{MARGIN}" y="{foot + 16 * number}">{for_markup(_fit(line, 120))}</text>'
        for number, line in enumerate(caption, 1)
    ]
    return "\n".join([*parts, "</svg>", ""])


def _caption(snapshot: Snapshot, facts: PartyFacts, test: ControlTest, left: int) -> list[str]:
    """What stands below the drawing: the day, the test, the sources, the legend, what is not drawn."""
    known = "" if facts.known_on == date.max else f", as known on {facts.known_on.isoformat()}"
    held = (row for rows in snapshot.holdings.values() for row in rows)
    sources = sorted({claim.provenance.source for row in held for claim in row.claims})
    shown = ", ".join(sources[:4]) + (f" and {len(sources) - 4} more" if len(sources) > 4 else "")
    said = {TRUE: "yes", FALSE: "no", UNKNOWN: "unknown"}[facts.controlled_by_linked]
    lines = [
        f"On {facts.on.isoformat()}{known}. Owned or controlled from {', '.join(sorted(facts.countries))}: {said}.",
        *wrap(f"Test of control: {test.name}.", 110),
        f"Sources: {shown or 'none'}.",
        "Red: linked. Thick: the party asked about. Amber: on the deciding chain. Dashed: not certain, or not named.",
    ]
    if left:
        lines.append(f"{left} more holders further up are not drawn; the table has them all.")
    return lines


def _ranks(
    snapshot: Snapshot, rows: tuple[Tie, ...], subject: str, deciding: Set[str], linked: Set[str]
) -> dict[str, tuple[bool, bool, bool, Fraction]]:
    """Who is drawn before others: linked ones and whom they hold, who goes round in a ring, then the larger share."""
    held: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        held[row.holder].append(row.subject)
    below, round_about = _reached(held, linked), _reached(held, {subject})
    most: dict[str, Fraction] = defaultdict(Fraction)
    for holding in (each for every in snapshot.holdings.values() for each in every):
        most[holding.holder] = max(most[holding.holder], holding.share.low)
    names = {row.holder for row in rows}
    return {
        name: (
            name not in linked and name not in below,
            name not in round_about,
            name not in deciding,
            -most[name],
        )
        for name in names
    }


def _reached(held: Mapping[str, list[str]], start: Set[str]) -> set[str]:
    """Everybody whom these hold, through others too."""
    found: set[str] = set()
    queue = list(start)
    while queue:
        fresh = [name for name in held.get(queue.pop(), ()) if name not in found]
        found.update(fresh)
        queue += fresh
    return found


def _gathered(
    snapshot: Snapshot,
    levels: list[list[str]],
    rows: tuple[Tie, ...],
    ranks: Mapping[str, tuple[bool, bool, bool, Fraction]],
) -> tuple[list[list[str]], list[Tie], set[str]]:
    """The levels with `MOST_IN_ROW` boxes each, a line from a box that gathers the others of a level, and these.

    Those of the first ranks stay; whoever stands above nobody who is drawn is left out.
    """
    below: dict[str, list[str]] = defaultdict(list)
    names = {row.subject: row.subject_name for row in rows}
    for row in rows:
        below[row.holder].append(row.subject)
    kept, shown = [levels[-1]], set(levels[-1])
    boxes: list[Tie] = []
    inside: set[str] = set()
    for depth, level in enumerate(reversed(levels[:-1])):
        here = [name for name in level if shown.intersection(below[name])]
        first = sorted(here, key=lambda name: ranks[name])
        chosen = first if len(first) <= MOST_IN_ROW else first[: MOST_IN_ROW - 1]
        rest = first[len(chosen) :]
        inside.update(rest)
        if rest:
            subject = min(shown.intersection(below[rest[0]]))
            box = f"+{depth}"
            named = frozenset(name for name in rest if not name.startswith("?"))
            unnamed = "others unnamed" if len(named) < len(rest) else ""
            text = "; ".join(filter(None, (_together(snapshot, subject, named), unnamed)))
            boxes.append(Tie(box, f"{len(named)} more holders", subject, names[subject], text, False, ""))
            shown.add(box)
        shown.update(chosen)
        kept.append([name for name in here if name in chosen] + ([f"+{depth}"] if rest else []))
    return [level for level in reversed(kept) if level], boxes, inside


def _together(snapshot: Snapshot, subject: str, holders: Set[str]) -> str:
    """What several holders have of one subject together; empty where one of them holds something else, or unknown."""
    held = [row for row in snapshot.holdings.get(subject, ()) if row.holder in holders]
    measures = {row.measure for row in held}
    if {row.holder for row in held} != holders or len(measures) != 1 or any(row.share.is_unknown for row in held):
        return ""
    return f"{add_shares(row.share for row in held)} of {MEASURE_WORDS[measures.pop()]} together"


def _line(row: Tie, spot: Spots, lane: int, width: int) -> str:
    looks = _looks("none", () if row.certain else ("open",))
    return f'<path d="{run_of(row.holder, row.subject, spot, lane, width)}"{looks} marker-end="url(#a)"/>'


def _labels(rows: list[Tie], spot: Spots, lanes: Mapping[tuple[str, str], int]) -> list[str]:
    """The texts of lines, near their holders and below each other, so that none writes over another."""
    taken: dict[str, int] = defaultdict(int)
    found = []
    for row in rows:
        at = spot_of_text(row.holder, row.subject, spot, lanes.get((row.holder, row.subject), 0), taken[row.holder])
        found.append(_label(row, *at))
        taken[row.holder] += min(3, row.text.count("; ") + 1)
    return found


def _label(row: Tie, x: int, y: int) -> str:
    pieces = row.text.split("; ")
    lines = [
        f'<tspan x="{x}" dy="{0 if number == 0 else 14}">{for_markup(_fit(piece, 34))}</tspan>'
        for number, piece in enumerate(pieces[:3])
    ]
    return f'<text {_TEXT["e"]} x="{x}" y="{y}" text-anchor="middle">{"".join(lines)}</text>'


def _box(
    name: str,
    label: str,
    snapshot: Snapshot,
    spot: tuple[int, int],
    subject: str,
    linked: Set[str],
    deciding: bool,
) -> str:
    x, y = spot
    party = snapshot.parties.get(name)
    marks = [
        word for word, said in (("subject", name == subject), ("linked", name in linked), ("chain", deciding)) if said
    ]
    if party is None or party.is_unnamed:
        marks.append("open")
    where = f"{party.kind.replace('_', ' ')}" if party else ""
    if party:
        place = party.citizenship if party.kind == "person" else party.organised
        where += f", {place}" if not place.is_unknown else ", place unknown"
    centre = x + BOX_WIDTH // 2
    first, second = _two_lines(label)
    under = f'<text {_TEXT["n"]} x="{centre}" y="{y + 31}" text-anchor="middle">{for_markup(second)}</text>'
    under = under if second else ""
    return (
        f"<g><title>{for_markup(label)}</title>"
        f'<rect x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"{_looks("#fff", marks)}/>'
        f'<text {_TEXT["n"]} x="{centre}" y="{y + (17 if second else 23)}" text-anchor="middle">'
        f"{for_markup(first)}</text>"
        f"{under}"
        f'<text {_TEXT["s"]} x="{centre}" y="{y + (46 if second else 40)}" text-anchor="middle">'
        f"{for_markup(_fit(where, 34))}</text></g>"
    )


def _two_lines(label: str) -> tuple[str, str]:
    """A name on one line of the box, or on two."""
    whole = _fit(label, NAME)
    if whole == label:
        return label, ""
    head = whole[:-1].rpartition(" ")[0] if " " in whole[:-1].strip() else whole[:-1]
    return head, _fit(label[len(head) :].strip(), NAME)


def _fit(text: str, width: int) -> str:
    """The text cut to so many columns; characters of Chinese and the like take two."""
    kept, used = "", 0
    for character in text:
        used += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used > width:
            return kept[:-1] + "…"
        kept += character
    return kept
