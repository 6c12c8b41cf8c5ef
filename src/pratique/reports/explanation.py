"""An explanation as an indented tree.

Rule: a line shows one element: + holds, - does not, ? unknown; below it the facts it read, with value and source.
The first node, which decides, is told whole, the others by what they come to; a term that stands above with the same
facts is not spelt out again. JSON has every node and every branch.
"""

from __future__ import annotations

from collections.abc import Iterator

from pratique.reports.text import clean
from pratique.reports.whose_word import whose_lines
from pratique.reports.wrapping import WIDTH, wrapped
from pratique.usecases.explain import Branch, Explanation

MOST_NAMED = 12
"""So many nodes below the first are named with what they come to; the rest is counted."""
_SIGNS = {"yes": "+", "no": "-", "unknown": "?"}


def explanation_text(found: Explanation) -> str:
    """The whole explanation."""
    return "\n".join([*_lines(found), *whose_lines(found.provenance)]) + "\n"


def _lines(found: Explanation) -> Iterator[str]:
    mark = "" if found.text_verified else ", official text not verified"
    yield f"{found.cite}  [{found.confidence}{mark}]"
    yield from _nested(found.summary, "  ")
    if found.clocks:
        yield from _nested("; ".join(found.clocks), "  ")
    for node in found.nodes[:1]:
        yield ""
        where = f" ({clean(node.place)})" if node.place else ""
        yield from _nested(f"{clean(node.label)}{where}: {node.verdict}", "")
        yield from _branch(node.tree, 1, set())
        for lift in node.lifted_by:
            yield from _nested(f"{_SIGNS[lift.truth]} {lift.cite} leaves it {lift.leaves}: {lift.summary}", "  ")
    yield from _others(found)


def _others(found: Explanation) -> Iterator[str]:
    """The nodes below the first, by what they come to, and how one of them is asked for."""
    others = found.nodes[1:]
    if not others:
        return
    yield ""
    yield from _nested("The others (`--at` with a reference, a designator or a name shows one):", "")
    for node in others[:MOST_NAMED]:
        yield from _nested(f"{clean(node.label)}: {node.verdict}", "  ")
    left = max(0, len(others) - MOST_NAMED) + found.nodes_left_out
    if left:
        yield f"  and {left} more"


def _branch(branch: Branch, depth: int, told: set[Branch]) -> Iterator[str]:
    pad = "  " * depth
    cite = f" ({branch.cite})" if branch.cite else ""
    at = f" at {clean(branch.at)}" if branch.at else ""
    again = branch.cite is not None and branch in told
    # An "all of" under a term or an element says nothing that its parts do not say.
    yield from _nested(f"{_SIGNS[branch.truth]} {branch.text}{cite}{at}{': as above' if again else ''}", pad)
    if again:
        return
    if branch.cite is not None:
        told.add(branch)
    for fact in branch.facts:
        source = f" [{fact.basis}; {clean(fact.source)}]" if fact.source and fact.basis else ""
        yield from _nested(f"{fact.name} of {clean(fact.label)} = {clean(fact.value)}{source}", pad + "    ")
        for step in fact.chain:
            yield from _nested(clean(step), pad + "      ")
    for part in _flat(branch):
        yield from _branch(part, depth + 1, told)
    if branch.left_out:
        yield f"{pad}  ({branch.left_out} more that do not bear on it)"


def _flat(branch: Branch) -> Iterator[Branch]:
    for part in branch.parts:
        if branch.cite and part.text == "all of" and not part.at:
            yield from part.parts
        else:
            yield part


def _nested(text: str, pad: str) -> list[str]:
    return wrapped(text, pad, pad + "  ", max(WIDTH, len(pad) + 40))
