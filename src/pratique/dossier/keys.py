"""Keys of elements that a document does not list: how they are written and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pratique.facts.kinds import KINDS
from pratique.logic.author import truth_fact
from pratique.logic.nodes import TruthFact

if TYPE_CHECKING:
    pass


OTHER = "/other "
"""What separates an element's key from the kind of those it may have beside the listed ones."""


def presence_of(name: str) -> TruthFact | None:
    """The fact whether there is any element of a kind that is not listed (`source.present`), if `name` is one."""
    kind, dot, last = name.rpartition(".")
    return truth_fact(name, KINDS[kind]) if dot and last == "present" and kind in KINDS else None
