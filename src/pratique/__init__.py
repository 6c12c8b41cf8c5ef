"""pratique: may this cross, into that market, on that day?

    import pratique
    answer = pratique.check("dossier.toml")

A handful of names; each is loaded when it is used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from pratique.version import __version__

if TYPE_CHECKING:
    from pratique.errors import Finding, InvalidInput, UsageError
    from pratique.items.readers import read_bill
    from pratique.usecases.answer.answer import Answer
    from pratique.usecases.book.look_up import look_up as law
    from pratique.usecases.check import check
    from pratique.usecases.explain import explain
    from pratique.usecases.many import decide_many

__all__ = [
    "Answer",
    "Finding",
    "InvalidInput",
    "UsageError",
    "__version__",
    "check",
    "decide_many",
    "explain",
    "law",
    "read_bill",
]

_PLACES = {
    "Answer": ("pratique.usecases.answer.answer", "Answer"),
    "Finding": ("pratique.errors", "Finding"),
    "InvalidInput": ("pratique.errors", "InvalidInput"),
    "UsageError": ("pratique.errors", "UsageError"),
    "check": ("pratique.usecases.check", "check"),
    "decide_many": ("pratique.usecases.many", "decide_many"),
    "explain": ("pratique.usecases.explain", "explain"),
    "law": ("pratique.usecases.book.look_up", "look_up"),
    "read_bill": ("pratique.items.readers", "read_bill"),
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'pratique' has no attribute {name!r}")
    module, attribute = _PLACES[name]
    if name in ("check", "Answer"):
        importlib.import_module("pratique.reports.html")  # so that an answer shows itself in a notebook
    return getattr(importlib.import_module(module), attribute)
