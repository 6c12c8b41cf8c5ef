"""pratique: may this cross, into that market, on that day?

    import pratique
    answer = pratique.check("dossier.toml")

Every question of the command line is a function here, named for its command: `pratique lists status` is
`lists_status` (only `law` is `look_up` and `facts` is `vocabulary`, since packages have these names). Each is loaded
when it is used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from pratique.version import __version__

if TYPE_CHECKING:
    from pratique.deciding.signoff import sign_off as law_signoff
    from pratique.errors import Finding, InvalidInput, UsageError
    from pratique.files.signatures import new_key as sign_new_key
    from pratique.items.readers import read_bill
    from pratique.records.manifest import sign_any as sign
    from pratique.records.manifest import verify_any as verify
    from pratique.reports.made_files import checklist_file as law_checklist
    from pratique.reports.made_files import files_of
    from pratique.reports.made_files import law_book_file as law_export
    from pratique.reports.scaffold import new_folder as new
    from pratique.usecases.answer.answer import Answer
    from pratique.usecases.book.books import book_of as law_book
    from pratique.usecases.book.look_up import changes as law_diff
    from pratique.usecases.book.look_up import look_up
    from pratique.usecases.book.pending import pending_law as law_pending
    from pratique.usecases.book.prove import prove_book as prove
    from pratique.usecases.book.relations import relations as law_relations
    from pratique.usecases.book.vocabulary import vocabulary
    from pratique.usecases.bulk.answers import bulk_tables as bulk
    from pratique.usecases.bulk.law_sql import law_sql as sql
    from pratique.usecases.bulk.portfolio import portfolio
    from pratique.usecases.bulk.watch import watch
    from pratique.usecases.bulletins import bulletin_table, read
    from pratique.usecases.bulletins import read_many as read_bulletins
    from pratique.usecases.bulletins import reading_of as read_bulletin
    from pratique.usecases.changes.calendar import calendar
    from pratique.usecases.changes.compare import compare
    from pratique.usecases.changes.what_if import what_if
    from pratique.usecases.changes.when import when
    from pratique.usecases.check import check
    from pratique.usecases.classify.automation import classify_automation
    from pratique.usecases.classify.model import classify_named_model as classify_model
    from pratique.usecases.classify.named import classify_named as classify_chip
    from pratique.usecases.classify.table import classify_chips
    from pratique.usecases.convert import convert_file as convert
    from pratique.usecases.data.fetch import fetch_text as data_fetch
    from pratique.usecases.data.packs import diff as data_diff
    from pratique.usecases.data.packs import import_pack as data_import
    from pratique.usecases.data.packs import status as data_status
    from pratique.usecases.data.packs import write_pack as data_export
    from pratique.usecases.decide import DecidedDossier, decide
    from pratique.usecases.examples import copy_example as examples_copy
    from pratique.usecases.examples import examples
    from pratique.usecases.explain import explain
    from pratique.usecases.figures import check_ledger
    from pratique.usecases.figures import check_ledger as figures_check
    from pratique.usecases.figures import exposure_of as exposure
    from pratique.usecases.figures import figure_of as figures_show
    from pratique.usecases.figures import figures_added as figures_add
    from pratique.usecases.figures import figures_listed as figures_list
    from pratique.usecases.figures import series_of as figures_series
    from pratique.usecases.figures import target_judged as figures_target
    from pratique.usecases.many import decide_many
    from pratique.usecases.markets.duty import duty
    from pratique.usecases.markets.markets import markets
    from pratique.usecases.markets.matrix import compare_markets
    from pratique.usecases.markets.permits import permits_on as permits
    from pratique.usecases.missing.given import answer_withdrawn as withdraw_answer
    from pratique.usecases.missing.given import answers_of as answers
    from pratique.usecases.missing.given import keep_value as answer
    from pratique.usecases.missing.given import replies_given as read_replies
    from pratique.usecases.missing.needs import needs
    from pratique.usecases.missing.next_question import question_left as ask
    from pratique.usecases.missing.questionnaire import questionnaires
    from pratique.usecases.missing.questionnaire import questionnaires as questionnaire
    from pratique.usecases.ownership.lists import build as lists_build
    from pratique.usecases.ownership.lists import import_list as lists_import
    from pratique.usecases.ownership.lists import status as lists_status
    from pratique.usecases.ownership.own import OwnQuestion, own, own_many
    from pratique.usecases.ownership.screening import screen_parties as screen
    from pratique.usecases.ownership.store import store_registries as graph_build
    from pratique.usecases.papers.apply import apply
    from pratique.usecases.papers.attest import attest
    from pratique.usecases.papers.declare import declare
    from pratique.usecases.questions import question
    from pratique.usecases.schemas import schema_of as schema

__all__ = [
    "Answer",
    "DecidedDossier",
    "Finding",
    "InvalidInput",
    "OwnQuestion",
    "UsageError",
    "__version__",
    "answer",
    "answers",
    "apply",
    "ask",
    "attest",
    "bulk",
    "bulletin_table",
    "calendar",
    "check",
    "check_ledger",
    "classify_automation",
    "classify_chip",
    "classify_chips",
    "classify_model",
    "compare",
    "compare_markets",
    "convert",
    "data_diff",
    "data_export",
    "data_fetch",
    "data_import",
    "data_status",
    "decide",
    "decide_many",
    "declare",
    "duty",
    "examples",
    "examples_copy",
    "explain",
    "exposure",
    "figures_add",
    "figures_check",
    "figures_list",
    "figures_series",
    "figures_show",
    "figures_target",
    "files_of",
    "graph_build",
    "law_book",
    "law_checklist",
    "law_diff",
    "law_export",
    "law_pending",
    "law_relations",
    "law_signoff",
    "lists_build",
    "lists_import",
    "lists_status",
    "look_up",
    "markets",
    "needs",
    "new",
    "own",
    "own_many",
    "permits",
    "portfolio",
    "prove",
    "question",
    "questionnaire",
    "questionnaires",
    "read",
    "read_bill",
    "read_bulletin",
    "read_bulletins",
    "read_replies",
    "schema",
    "screen",
    "sign",
    "sign_new_key",
    "sql",
    "verify",
    "vocabulary",
    "watch",
    "what_if",
    "when",
    "withdraw_answer",
]

_PLACES = {
    "Answer": ("pratique.usecases.answer.answer", "Answer"),
    "Finding": ("pratique.errors", "Finding"),
    "InvalidInput": ("pratique.errors", "InvalidInput"),
    "OwnQuestion": ("pratique.usecases.ownership.own", "OwnQuestion"),
    "UsageError": ("pratique.errors", "UsageError"),
    "answer": ("pratique.usecases.missing.given", "keep_value"),
    "answers": ("pratique.usecases.missing.given", "answers_of"),
    "apply": ("pratique.usecases.papers.apply", "apply"),
    "ask": ("pratique.usecases.missing.next_question", "question_left"),
    "attest": ("pratique.usecases.papers.attest", "attest"),
    "bulk": ("pratique.usecases.bulk.answers", "bulk_tables"),
    "bulletin_table": ("pratique.usecases.bulletins", "bulletin_table"),
    "calendar": ("pratique.usecases.changes.calendar", "calendar"),
    "check": ("pratique.usecases.check", "check"),
    "check_ledger": ("pratique.usecases.figures", "check_ledger"),
    "classify_automation": ("pratique.usecases.classify.automation", "classify_automation"),
    "classify_chip": ("pratique.usecases.classify.named", "classify_named"),
    "classify_chips": ("pratique.usecases.classify.table", "classify_chips"),
    "classify_model": ("pratique.usecases.classify.model", "classify_named_model"),
    "compare": ("pratique.usecases.changes.compare", "compare"),
    "compare_markets": ("pratique.usecases.markets.matrix", "compare_markets"),
    "convert": ("pratique.usecases.convert", "convert_file"),
    "data_diff": ("pratique.usecases.data.packs", "diff"),
    "data_export": ("pratique.usecases.data.packs", "write_pack"),
    "data_fetch": ("pratique.usecases.data.fetch", "fetch_text"),
    "data_import": ("pratique.usecases.data.packs", "import_pack"),
    "data_status": ("pratique.usecases.data.packs", "status"),
    "DecidedDossier": ("pratique.usecases.decide", "DecidedDossier"),
    "decide": ("pratique.usecases.decide", "decide"),
    "decide_many": ("pratique.usecases.many", "decide_many"),
    "declare": ("pratique.usecases.papers.declare", "declare"),
    "duty": ("pratique.usecases.markets.duty", "duty"),
    "examples": ("pratique.usecases.examples", "examples"),
    "examples_copy": ("pratique.usecases.examples", "copy_example"),
    "explain": ("pratique.usecases.explain", "explain"),
    "exposure": ("pratique.usecases.figures", "exposure_of"),
    "figures_add": ("pratique.usecases.figures", "figures_added"),
    "figures_check": ("pratique.usecases.figures", "check_ledger"),
    "figures_list": ("pratique.usecases.figures", "figures_listed"),
    "figures_series": ("pratique.usecases.figures", "series_of"),
    "figures_show": ("pratique.usecases.figures", "figure_of"),
    "figures_target": ("pratique.usecases.figures", "target_judged"),
    "files_of": ("pratique.reports.made_files", "files_of"),
    "graph_build": ("pratique.usecases.ownership.store", "store_registries"),
    "law_book": ("pratique.usecases.book.books", "book_of"),
    "law_checklist": ("pratique.reports.made_files", "checklist_file"),
    "law_diff": ("pratique.usecases.book.look_up", "changes"),
    "law_export": ("pratique.reports.made_files", "law_book_file"),
    "law_pending": ("pratique.usecases.book.pending", "pending_law"),
    "law_relations": ("pratique.usecases.book.relations", "relations"),
    "law_signoff": ("pratique.deciding.signoff", "sign_off"),
    "lists_build": ("pratique.usecases.ownership.lists", "build"),
    "lists_import": ("pratique.usecases.ownership.lists", "import_list"),
    "lists_status": ("pratique.usecases.ownership.lists", "status"),
    "look_up": ("pratique.usecases.book.look_up", "look_up"),
    "markets": ("pratique.usecases.markets.markets", "markets"),
    "needs": ("pratique.usecases.missing.needs", "needs"),
    "new": ("pratique.reports.scaffold", "new_folder"),
    "own": ("pratique.usecases.ownership.own", "own"),
    "own_many": ("pratique.usecases.ownership.own", "own_many"),
    "permits": ("pratique.usecases.markets.permits", "permits_on"),
    "portfolio": ("pratique.usecases.bulk.portfolio", "portfolio"),
    "prove": ("pratique.usecases.book.prove", "prove_book"),
    "question": ("pratique.usecases.questions", "question"),
    "questionnaire": ("pratique.usecases.missing.questionnaire", "questionnaires"),
    "questionnaires": ("pratique.usecases.missing.questionnaire", "questionnaires"),
    "read": ("pratique.usecases.bulletins", "read"),
    "read_bill": ("pratique.items.readers", "read_bill"),
    "read_bulletin": ("pratique.usecases.bulletins", "reading_of"),
    "read_bulletins": ("pratique.usecases.bulletins", "read_many"),
    "read_replies": ("pratique.usecases.missing.given", "replies_given"),
    "schema": ("pratique.usecases.schemas", "schema_of"),
    "screen": ("pratique.usecases.ownership.screening", "screen_parties"),
    "sign": ("pratique.records.manifest", "sign_any"),
    "sign_new_key": ("pratique.files.signatures", "new_key"),
    "sql": ("pratique.usecases.bulk.law_sql", "law_sql"),
    "verify": ("pratique.records.manifest", "verify_any"),
    "vocabulary": ("pratique.usecases.book.vocabulary", "vocabulary"),
    "watch": ("pratique.usecases.bulk.watch", "watch"),
    "what_if": ("pratique.usecases.changes.what_if", "what_if"),
    "when": ("pratique.usecases.changes.when", "when"),
    "withdraw_answer": ("pratique.usecases.missing.given", "answer_withdrawn"),
}
"""Public name -> the module that holds it, and its name there."""


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'pratique' has no attribute {name!r}")
    module, attribute = _PLACES[name]
    from pratique.errors import named_extras

    with named_extras():
        importlib.import_module("pratique.reports.notebook")  # so that an answer shows itself in a notebook
        return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
