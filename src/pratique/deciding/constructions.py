"""How doubtful texts are read: a construction for each legal fact that the question fixes.

Rule: what is not fixed stays open, and the answer spans its constructions.
"""

from __future__ import annotations

from collections.abc import Mapping

from pratique.errors import UsageError
from pratique.facts.definition import VOCABULARY
from pratique.facts.vocabulary import nearest
from pratique.logic.nodes import ChoiceFact


def constructions(construe: str | Mapping[str, str] | None) -> dict[str, str]:
    """Legal fact to construction. Raises UsageError for what is neither."""
    if construe is None:
        return {}
    legal = {name: d for name, d in VOCABULARY.items() if d.is_legal}
    if isinstance(construe, str):
        if construe not in ("usual", "cautious"):
            raise UsageError(f"--construe takes usual, cautious or NAME=VALUE, not {construe!r}.")
        return {name: str(getattr(d, construe)) for name, d in sorted(legal.items())}
    chosen: dict[str, str] = {}
    for name, value in construe.items():
        full = name if name.startswith("legal.") else f"legal.{name}"
        if full not in legal:
            near = [each for each in nearest(full, 6) if each.startswith("legal.")]
            raise UsageError(f"There is no legal fact {name!r}; nearest: {', '.join(near) or 'none'}.")
        fact = legal[full].fact
        assert isinstance(fact, ChoiceFact)
        if value not in fact.values:
            raise UsageError(f"{name} is construed as {' or '.join(sorted(fact.values))}, not {value!r}.")
        chosen[full] = value
    return chosen
