"""pratique: may this cross, into that market, on that day?

    import pratique
    answer = pratique.check("dossier.toml")

Every question of the command line is a function here; each is loaded when it is used, so that importing the package
costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from pratique.version import __version__

if TYPE_CHECKING:
    from pratique.errors import Finding, InvalidInput, UsageError
    from pratique.items.readers import read_bill
    from pratique.usecases.answer.answer import Answer
    from pratique.usecases.book.look_up import look_up
    from pratique.usecases.book.prove import prove_book as prove
    from pratique.usecases.book.vocabulary import vocabulary
    from pratique.usecases.bulletins import bulletin_table
    from pratique.usecases.bulletins import read_many as read_bulletins
    from pratique.usecases.bulletins import reading_of as read_bulletin
    from pratique.usecases.changes.compare import compare
    from pratique.usecases.changes.what_if import what_if
    from pratique.usecases.changes.when import when
    from pratique.usecases.check import check
    from pratique.usecases.classify.automation import classify_automation
    from pratique.usecases.classify.table import classify_table as classify_chips
    from pratique.usecases.convert import convert_file as convert
    from pratique.usecases.explain import explain
    from pratique.usecases.figures import check_ledger
    from pratique.usecases.many import decide_many
    from pratique.usecases.markets.duty import duty
    from pratique.usecases.markets.markets import markets
    from pratique.usecases.markets.matrix import compare_markets
    from pratique.usecases.markets.permits import list_permits as permits
    from pratique.usecases.missing.needs import needs
    from pratique.usecases.missing.questionnaire import questionnaires
    from pratique.usecases.ownership.own import OwnQuestion, own, own_many
    from pratique.usecases.papers.apply import apply
    from pratique.usecases.papers.attest import attest
    from pratique.usecases.papers.declare import declare

__all__ = [
    "Answer",
    "Finding",
    "InvalidInput",
    "OwnQuestion",
    "UsageError",
    "__version__",
    "apply",
    "attest",
    "bulletin_table",
    "check",
    "check_ledger",
    "classify_automation",
    "classify_chips",
    "compare",
    "compare_markets",
    "convert",
    "decide_many",
    "declare",
    "duty",
    "explain",
    "look_up",
    "markets",
    "needs",
    "own",
    "own_many",
    "permits",
    "prove",
    "questionnaires",
    "read_bill",
    "read_bulletin",
    "read_bulletins",
    "vocabulary",
    "what_if",
    "when",
]

_PLACES = {
    "Answer": ("pratique.usecases.answer.answer", "Answer"),
    "Finding": ("pratique.errors", "Finding"),
    "InvalidInput": ("pratique.errors", "InvalidInput"),
    "UsageError": ("pratique.errors", "UsageError"),
    "apply": ("pratique.usecases.papers.apply", "apply"),
    "attest": ("pratique.usecases.papers.attest", "attest"),
    "bulletin_table": ("pratique.usecases.bulletins", "bulletin_table"),
    "check": ("pratique.usecases.check", "check"),
    "classify_automation": ("pratique.usecases.classify.automation", "classify_automation"),
    "classify_chips": ("pratique.usecases.classify.table", "classify_table"),
    "compare": ("pratique.usecases.changes.compare", "compare"),
    "compare_markets": ("pratique.usecases.markets.matrix", "compare_markets"),
    "convert": ("pratique.usecases.convert", "convert_file"),
    "decide_many": ("pratique.usecases.many", "decide_many"),
    "declare": ("pratique.usecases.papers.declare", "declare"),
    "duty": ("pratique.usecases.markets.duty", "duty"),
    "explain": ("pratique.usecases.explain", "explain"),
    "look_up": ("pratique.usecases.book.look_up", "look_up"),
    "markets": ("pratique.usecases.markets.markets", "markets"),
    "OwnQuestion": ("pratique.usecases.ownership.own", "OwnQuestion"),
    "check_ledger": ("pratique.usecases.figures", "check_ledger"),
    "needs": ("pratique.usecases.missing.needs", "needs"),
    "own": ("pratique.usecases.ownership.own", "own"),
    "own_many": ("pratique.usecases.ownership.own", "own_many"),
    "permits": ("pratique.usecases.markets.permits", "list_permits"),
    "prove": ("pratique.usecases.book.prove", "prove_book"),
    "questionnaires": ("pratique.usecases.missing.questionnaire", "questionnaires"),
    "read_bill": ("pratique.items.readers", "read_bill"),
    "read_bulletin": ("pratique.usecases.bulletins", "reading_of"),
    "read_bulletins": ("pratique.usecases.bulletins", "read_many"),
    "vocabulary": ("pratique.usecases.book.vocabulary", "vocabulary"),
    "what_if": ("pratique.usecases.changes.what_if", "what_if"),
    "when": ("pratique.usecases.changes.when", "when"),
}
"""Public name -> the module that holds it, and its name there."""


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'pratique' has no attribute {name!r}")
    module, attribute = _PLACES[name]
    importlib.import_module("pratique.reports.notebook")  # so that an answer shows itself in a notebook
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
