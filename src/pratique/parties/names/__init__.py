"""Names of people and companies in any script: normal forms, similarity, reasons."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pratique.parties.names.compare import Comparison, compare_forms, compare_names
    from pratique.parties.names.forms import NameForm, name_forms

__all__ = ["Comparison", "NameForm", "compare_forms", "compare_names", "name_forms"]


def __getattr__(name: str) -> object:
    """A name from the module that defines it: the tables alone are wanted without the comparison."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    part = "forms" if name in ("NameForm", "name_forms") else "compare"
    found: object = getattr(importlib.import_module(f"{__name__}.{part}"), name)
    return found
