"""The digest of `needs`: one screen of what to ask first, what that settles, and the rest by who can know it.

Rule: a question is told once with the names of those that share it; what does not fit is cut by weight and counted,
and `--verbose` tells all of it. What is cut does not hang on how wide a screen is. A page (HTML, Markdown) is no
screen and has all of it, as JSON has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pratique.facts.definition import VOCABULARY
from pratique.facts.wording import plural, text_of, texts
from pratique.reports.questions import asked_of, told_of
from pratique.reports.text import clean
from pratique.reports.whose_word import whose_lines
from pratique.reports.wrapping import WIDTH, columns, some, unwrapped, wrapped
from pratique.usecases.missing.missing import Matter, Shortcut
from pratique.usecases.missing.needs import Needs

LINES = 29
"""About so many lines a digest takes where all that matters is proven."""
MORE_LINES = 38
"""About so many it takes where more is open than can be worked out."""
MOST_LABELS = 2
MOST_REPLIES = 4
_SHORT = 48
"""The names of more than one element are told together where they take no more columns."""
_FULL = WIDTH - 6
"""So many columns of a paragraph fill a line, about."""


class AskedKind(NamedTuple):
    """A question with all of whom it is asked: of one fact, to one knower."""

    known_by: str
    fact: str
    matters: tuple[Matter, ...]
    weight: tuple[bool, bool, bool, int, int]
    """The less, the more it matters."""


def needs_digest(found: Needs) -> str:
    """What is missing, in one screen."""
    return "\n".join([*_digest(found), *whose_lines(found.provenance)]) + "\n"


def _digest(found: Needs) -> Iterator[str]:
    yield from wrapped(f"{clean(found.title)}: {found.verdict}")
    if not found.matters:
        yield "Nothing that is open can still change the answer."
        return
    facts, questions = plural(len(found.matters), "fact"), len(_kinds(found, None))
    alike = f" ({plural(questions, 'question')}, those alike told once)" if questions < len(found.matters) else ""
    yield from wrapped(f"{'' if found.exact else 'At most '}{facts}{alike} can still change the answer.")
    yield from _first(found)
    left = _kinds(found, found.next)
    shown = _shown(left, _room(found))
    yield from ("",) if shown else ()
    for knower in dict.fromkeys(each.known_by for each in left):
        its = [each for each in left if each.known_by == knower]
        told = [each for each in its if each in shown]
        if told:
            yield f"Ask {knower} ({_counted(its, told)})"
        for each in told:
            yield from wrapped(_question(each.fact, each.matters), "  ? ", "    ")
    yield from _rest(found, left, shown)


def _room(found: Needs) -> int:
    """How many lines are left for questions, whatever the width of the page."""
    with unwrapped():
        told = [clean(found.title) + str(found.verdict), *_first(found), *whose_lines(found.provenance)]
    return (LINES if found.exact else MORE_LINES) - sum(map(_height, told)) - 6


def _height(paragraph: str) -> int:
    """About how many lines a paragraph takes on a terminal."""
    return 1 + columns(paragraph) // _FULL


def _kinds(found: Needs, asked: Matter | None) -> list[AskedKind]:
    """The questions beside the one `asked` first, each once, in the order of the letters and then by weight."""
    waits = {index for each in found.letters for index in each.waiting}
    first = {(each.entity, each.fact) for shortcut in found.shortcuts for each in shortcut.answers}
    order = list(dict.fromkeys(each.known_by for each in found.letters))
    by_kind: dict[tuple[str, str], list[int]] = {}
    for index, matter in enumerate(found.matters):
        if matter != asked:
            by_kind.setdefault((matter.known_by, matter.fact), []).append(index)
    kinds = []
    for (knower, fact), indices in by_kind.items():
        its = tuple(found.matters[index] for index in indices)
        weight = (
            all(index in waits for index in indices),
            its[0].legal,
            not any((each.entity, each.fact) in first for each in its),
            -sum(each.settled_by for each in its),
            -sum(len(each.entities) for each in its),
        )
        kinds.append(AskedKind(knower, fact, its, weight))
    return sorted(kinds, key=lambda each: (order.index(each.known_by), each.weight))


# --- what comes first -------------------------------------------------------------------------------------


def _first(found: Needs) -> Iterator[str]:
    """The one thing to ask and what its answers lead to; then the shortest way to settle all of it."""
    if found.next:
        asked = found.next
        yield ""
        yield f"Ask first ({asked.known_by})"
        yield from wrapped(_question(asked.fact, (asked,)), "  ? ", "    ")
        yield from _leads_to(asked)
    if ways := [each for each in found.shortcuts if not _is_told(each, found.next)]:
        many = len(ways)
        yield ""
        yield f"Shortest of {many} ways to settle it" if many > 1 else "Shortest way to settle it"
        yield from wrapped(told_of(ways[0]), "  - ", "    ")


def _is_told(way: Shortcut, asked: Matter | None) -> bool:
    """Whether a way to settle it is one answer to what is asked first, which stands there with what it leads to."""
    return asked is not None and [(each.entity, each.fact) for each in way.answers] == [(asked.entity, asked.fact)]


def _leads_to(asked: Matter) -> Iterator[str]:
    """What the answers lead to, those that lead to the same together; the ones that settle come first."""
    leads: dict[str, list[str]] = {}
    for each in sorted(asked.replies, key=lambda each: each.verdict.best != each.verdict.worst):
        leads.setdefault(str(each.verdict), []).append(clean(each.value))
    for verdict, values in leads.items():
        yield from wrapped(f"{some(values, MOST_REPLIES)}: {verdict}", "    = ", "      ")
    if not asked.replies:
        yield "    What each answer leads to is not worked out: too much is open."
    elif not any(each.verdict.best == each.verdict.worst for each in asked.replies):
        yield "    No answer to it settles the outcome alone."


# --- whom to ask ------------------------------------------------------------------------------------------


def _shown(kinds: Sequence[AskedKind], lines: int) -> list[AskedKind]:
    """The first of everybody's and then the others, by weight, as far as they fit; the very first in any case."""
    best = {each.known_by: each for each in reversed(kinds)}
    firsts = sorted(best.values(), key=lambda each: each.weight)
    shown: list[AskedKind] = []
    closed: set[str] = set()
    for each in (*firsts, *sorted((each for each in kinds if each not in firsts), key=lambda each: each.weight)):
        height = _height(_question(each.fact, each.matters)) + (each in firsts)
        if each.known_by in closed or (height > lines and shown):
            closed.add(each.known_by)
            continue
        shown.append(each)
        lines -= height
    return shown


def _counted(its: list[AskedKind], shown: list[AskedKind]) -> str:
    """How many questions somebody is asked, how many of them are shown, and in how many facts."""
    facts = sum(len(each.matters) for each in its)
    of = f"{len(shown)} of " if shown and shown != its else ""
    many = f"{of}{plural(len(its), 'question')}"
    return f"{many}; {facts} facts" if facts > len(its) else many


def _question(fact: str, same: Sequence[Matter]) -> str:
    """A question in words, the fact that it is about, and whom it is asked of."""
    asked = f"{text_of(fact)[0] if fact in texts() or fact not in VOCABULARY else same[0].meaning} [{fact}]"
    if same[0].entity == "law":
        return asked
    labels = [asked_of(each) for each in same]
    most = MOST_LABELS if columns("; ".join(labels[:MOST_LABELS])) <= _SHORT else 1
    return f"{asked} of {some(labels, most)}"


def _rest(found: Needs, left: Sequence[AskedKind], shown: Sequence[AskedKind]) -> Iterator[str]:
    """Whom else one can ask, what waits, and what is not told here."""
    told = {each.known_by for each in shown}
    others: dict[str, list[AskedKind]] = {}
    for each in left:
        if each.known_by not in told:
            others.setdefault(each.known_by, []).append(each)
    if others:
        named = (f"{knower} ({_counted(its, [])})" for knower, its in others.items())
        yield from wrapped(f"Others to ask: {', '.join(named)}.")
    said = []
    if waits := len({index for each in found.letters for index in each.waiting}):
        wait = f"{plural(waits, 'fact')} {'waits' if waits == 1 else 'wait'}"
        said.append(f"{wait}: what is asked of the part first may rule it out.")
    if cut := len(left) - len(shown):
        facts = sum(len(each.matters) for each in left if each not in shown)
        said.append(f"Not shown: {plural(cut, 'question')} ({plural(facts, 'fact')}); `--verbose` tells all.")
    elif len(found.shortcuts) > 1 or any(len(each.matters) > 1 for each in left):
        said.append("`--verbose` tells all.")
    yield from wrapped(" ".join(said))


__all__ = ["needs_digest"]
