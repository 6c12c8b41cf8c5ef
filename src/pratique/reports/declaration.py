"""A paper as a pack of files: form data, evidence, answer, report in three formats, manifest; of a declaration also
attestations.

Rule: every file of a draft says that it is one, and what is open stands before anything else.
"""

from __future__ import annotations

from typing import Any

import msgspec

from pratique.files.outward import for_pack
from pratique.records.manifest import NAME, manifest
from pratique.reports.cdxa import VERSIONS, cdxa
from pratique.reports.docx import MOST_ROWS, docx
from pratique.reports.form_table import form_table
from pratique.reports.html import MOST_ASKED, by_knower, environment, html
from pratique.reports.markdown import markdown, safe
from pratique.usecases.papers.declare import Declaration
from pratique.usecases.papers.form import Field
from pratique.usecases.papers.paper import Paper


def pack(made: Paper) -> dict[str, bytes]:
    """Every file of the pack by its name."""
    files = {
        "form.json": _json(_form(made)),
        "evidence.json": _json({"draft": made.draft, "files": made.files, "evidence": made.evidence}),
        "answer.json": _json({"draft": made.draft, "answer": made.answer}),
        "report.html": page(made).encode(),
        "report.md": marked(made).encode(),
        "report.docx": docx(made),
    }
    if isinstance(made, Declaration):
        files |= {f"attestation-{version}.cdx.json": cdxa(made, version) for version in VERSIONS}
    about = {
        "cite": made.cite,
        "state": "draft" if made.draft else made.word.partition(" ")[2],
        "law_book": made.answer.law_book.hash,
        "program": made.answer.program,
    }
    files = for_pack(files)
    return files | for_pack({NAME: manifest(files, about)})


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _form(made: Paper) -> dict[str, Any]:
    return {
        "form": made.cite,
        "draft": made.draft,
        "open": list(made.refused),
        "open_facts": made.answer.open_facts if made.draft else (),
        "fields": made.fields,
        "duties": made.answer.duties,
        "signed_off": made.signoffs,
        "law_book": made.answer.law_book,
        "known_on": made.answer.known_on,
    }


def page(made: Paper) -> str:
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
            cite=made.cite,
            draft=made.stamp,
            sections=sections(made),
            questions=by_knower(made.answer),
            most_asked=MOST_ASKED,
            most_rows=MOST_ROWS,
        )
    )
    return text


def sections(made: Paper) -> dict[str, list[Field]]:
    """The fields of the form by section."""
    found: dict[str, list[Field]] = {}
    for each in made.fields:
        found.setdefault(each.section, []).append(each)
    return found


def marked(made: Paper) -> str:
    """The report as Markdown."""
    lines: list[str] = []
    if made.draft:
        lines += [f"**{made.stamp}**", "", "## Open", "", *(f"- {safe(each)}" for each in made.refused)]
        lines += [f"- {f.known_by}: `{f.name}` of {safe(f.label)}: {safe(f.meaning)}" for f in made.answer.open_facts]
        lines += [""]
    for section, its in sections(made).items():
        titles, rows = form_table(made, its)
        lines += [f"## {safe(section)}", "", f"| {' | '.join(titles)} |", f"|{'---|' * len(titles)}"]
        lines += [*(f"| {' | '.join(map(safe, row))} |" for row in rows), ""]
    text = "\n".join(lines) + "\n\n" + markdown(made.answer)
    return text.replace("\n## ", f"\n## {made.stamp}: ") if made.draft else text
