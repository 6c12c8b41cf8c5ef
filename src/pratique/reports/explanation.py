"""An explanation as an indented tree.

Rule: a line shows one element: + holds, - does not, ? unknown; below it the facts it read, with value and source.
"""

from __future__ import annotations

from collections.abc import Iterator

from pratique.reports.text import clean, ranged
from pratique.reports.whose_word import whose_lines
from pratique.reports.wrapping import WIDTH, wrapped
from pratique.usecases.explain import Branch, Explanation

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
    for node in found.nodes:
        yield ""
        where = f" ({clean(node.place)})" if node.place else ""
        yield from _nested(f"{clean(node.label)}{where}: {ranged(node.verdict)}", "")
        yield from _branch(node.tree, 1)
        for lift in node.lifted_by:
            yield from _nested(f"{_SIGNS[lift.truth]} {lift.cite} leaves it {lift.leaves}: {lift.summary}", "  ")
    if found.nodes_left_out:
        yield f"and {found.nodes_left_out} more nodes"


def _branch(branch: Branch, depth: int) -> Iterator[str]:
    pad = "  " * depth
    cite = f" ({branch.cite})" if branch.cite else ""
    at = f" at {clean(branch.at)}" if branch.at else ""
    # An "all of" under a term or an element says nothing that its parts do not say.
    yield from _nested(f"{_SIGNS[branch.truth]} {branch.text}{cite}{at}", pad)
    for fact in branch.facts:
        source = f" [{fact.basis}; {clean(fact.source)}]" if fact.source and fact.basis else ""
        yield from _nested(f"{fact.name} of {clean(fact.label)} = {clean(fact.value)}{source}", pad + "    ")
        for step in fact.chain:
            yield from _nested(clean(step), pad + "      ")
    for part in _flat(branch):
        yield from _branch(part, depth + 1)
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
