"""How an answer shows itself in a notebook: as the page or the text that the command prints."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pratique.files.outward import for_terminal
from pratique.files.plain import PRINTERS, Printer

if TYPE_CHECKING:
    from pratique.usecases.answer.answer import Answer


def shown(text: str) -> str:
    """A report as text -> HTML that keeps its lines; nothing of a stranger is live in it."""
    return f"<pre>{escape(for_terminal(text))}</pre>"


def _text(module: str, function: str, *given: object, lines: bool = False) -> Printer:
    """The printer that a report's function makes; the report is loaded when something is shown."""

    def printed(answer: object) -> str:
        import importlib

        made = getattr(importlib.import_module(f"pratique.reports.{module}"), function)(answer, *given)
        return shown("\n".join(made) + "\n" if lines else made)

    return printed


def _page(answer: Answer) -> str:
    from pratique.reports.html import html

    return html(answer, whole=False)


PRINTERS.update(
    {
        "Answer": _page,
        "AnswerComparison": _text("questions", "compare_text"),
        "DutyAnswer": _text("duty", "duty_lines", lines=True),
        "Explanation": _text("explanation", "explanation_text"),
        "LawBook": _text("law_book", "book_lines", True, lines=True),
        "Needs": _text("needs", "needs_digest"),
        "Proofs": _text("questions", "proofs_text"),
        "Timeline": _text("questions", "when_text"),
        "WhatIf": _text("questions", "what_if_text"),
    }
)
