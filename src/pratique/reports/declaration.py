"""A declaration as a pack of files: form data, evidence, answer, report in three formats, attestations, manifest.

Rule: every file of a draft says that it is one, and what is open stands before anything else.
"""

from __future__ import annotations

from typing import Any

import msgspec

from pratique.records.manifest import NAME, manifest
from pratique.reports.cdxa import cdxa
from pratique.reports.docx import DRAFT, MOST_ROWS, docx
from pratique.reports.html import MOST_ASKED, by_knower, environment, html
from pratique.reports.markdown import markdown, safe
from pratique.reports.text import ranged
from pratique.usecases.papers.declare import CITE, Declaration
from pratique.usecases.papers.form import Field


def pack(made: Declaration) -> dict[str, bytes]:
    """Every file of the pack by its name."""
    files = {
        "form.json": _json(_form(made)),
        "evidence.json": _json({"draft": made.draft, "files": made.files, "evidence": made.evidence}),
        "answer.json": _json({"draft": made.draft, "answer": made.answer}),
        "report.html": page(made).encode(),
        "report.md": marked(made).encode(),
        "report.docx": docx(made),
        "attestation-1.6.cdx.json": cdxa(made, "1.6"),
        "attestation-1.7.cdx.json": cdxa(made, "1.7"),
    }
    about = {
        "cite": CITE,
        "state": "draft" if made.draft else "declaration",
        "law_book": made.answer.law_book.hash,
        "program": made.answer.program,
    }
    return files | {NAME: manifest(files, about)}


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _form(made: Declaration) -> dict[str, Any]:
    return {
        "form": CITE,
        "draft": made.draft,
        "open": list(made.refused),
        "open_facts": made.answer.open_facts if made.draft else (),
        "fields": made.fields,
        "duties": made.answer.duties,
        "signed_off": made.signoffs,
        "law_book": made.answer.law_book,
        "known_on": made.answer.known_on,
    }


def page(made: Declaration) -> str:
    """The report as one HTML page."""
    from markupsafe import Markup

    body = Markup(html(made.answer, whole=False, within=True))  # made by a template that escapes everything
    text: str = (
        environment()
        .get_template("declaration.html")
        .render(
            made=made,
            answer=made.answer,
            body=body,
            cite=CITE,
            draft=DRAFT,
            ranged=ranged,
            sections=sections(made),
            questions=by_knower(made.answer),
            most_asked=MOST_ASKED,
            most_rows=MOST_ROWS,
        )
    )
    return text


def sections(made: Declaration) -> dict[str, list[Field]]:
    """The fields of the form by section."""
    found: dict[str, list[Field]] = {}
    for each in made.fields:
        found.setdefault(each.section, []).append(each)
    return found


def marked(made: Declaration) -> str:
    """The report as Markdown."""
    lines: list[str] = []
    if made.draft:
        lines += [f"**{DRAFT}**", "", "## Open", "", *(f"- {safe(each)}" for each in made.refused)]
        lines += [f"- {f.known_by}: `{f.name}` of {safe(f.label)}: {safe(f.meaning)}" for f in made.answer.open_facts]
        lines += [""]
    for section, its in sections(made).items():
        lines += [f"## {safe(section)}", "", "| field | entry | that it is asked |", "|---|---|---|"]
        lines += [*(f"| {safe(f.name)} | {safe(f.shown)} | {f.sure} |" for f in its), ""]
    text = "\n".join(lines) + "\n\n" + markdown(made.answer)
    return text.replace("\n## ", f"\n## {DRAFT}: ") if made.draft else text
