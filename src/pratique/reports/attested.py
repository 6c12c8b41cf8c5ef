"""What a supplier states, as files: the customers' own workbooks filled in, CX-0158 documents, a summary, a manifest.

Rule: a customer's workbook keeps everything that it had; only empty cells are written, as text that stays text. What
stays open is listed in the summary with why, as it is in the JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pratique.files.outward import for_pack
from pratique.files.plain import as_json
from pratique.files.workbooks import filled_in
from pratique.records.manifest import NAME, manifest
from pratique.reports.markdown import safe
from pratique.reports.package import timeless
from pratique.reports.text import clean
from pratique.reports.whose_word import whose_lines
from pratique.reports.wrapping import wrapped
from pratique.usecases.missing.reply_cells import BASIS, BY, DOCUMENT, EXCEPT, ON, REASON, REMARK, SHEET, UNTIL
from pratique.usecases.papers.attest import STATEMENT, Attestation, Filled
from pratique.usecases.papers.told import Told

MOST_SHOWN = 8
"""How many open cells the terminal shows; the summary has all."""


def pack(made: Attestation) -> dict[str, bytes]:
    """Every file by its name."""
    files: dict[str, bytes] = {}
    for number, book in enumerate(made.workbooks, 1):
        name = Path(book.file).name
        files[name if name not in files else f"{number}-{name}"] = filled(book, made)
    files |= made.documents
    files["attestation.json"] = as_json(made)
    files["attestation.md"] = marked(made).encode()
    about = {"state": "attestation", "law_book": made.law_book, "program": made.program}
    files = for_pack(files)
    return files | for_pack({NAME: manifest(files, about)})


def filled(book: Filled, made: Attestation) -> bytes:
    """The customer's workbook with what is told in it."""
    cells: dict[tuple[str, str], str | int] = {}
    for told in book.told:
        if told.ours:
            cells |= {(told.sheet, cell): value for cell, value in _reply(told)}
        elif told.value is not None:
            cells[told.sheet, told.cell] = told.value
    if any(told.ours for told in book.told):
        cells |= {(SHEET, cell): text for cell, text in ((BY, made.by), (ON, made.known_on)) if text}
    shown = {at: clean(value) if isinstance(value, str) else value for at, value in cells.items()}
    return timeless(filled_in(book.data, shown))


def _reply(told: Told) -> Iterator[tuple[str, str | int]]:
    """What goes into one row of a questionnaire of this program; a row that was answered already stays as it is."""
    row = told.cell[1:]
    if told.answered:
        return
    if told.value is None:
        withheld = told.why_open == "withheld-by-supplier"
        yield f"{REASON if withheld else REMARK}{row}", told.why_open if withheld else f"open: {told.why_open}"
        return
    yield told.cell, told.value
    yield f"{BASIS}{row}", told.basis
    for column, text in ((DOCUMENT, told.document), (UNTIL, told.expires_on), (REMARK, told.source)):
        if text:
            yield f"{column}{row}", text
    if told.not_for:
        yield f"{EXCEPT}{row}", ", ".join(map(str, told.not_for))


def attested_lines(made: Attestation) -> Iterator[str]:
    """What was stated and what was not, for a terminal."""
    yield f"{clean(made.title)}: attested as known on {made.known_on}"
    for book in made.workbooks:
        told = sum(not each.is_open for each in book.told)
        yield f"  {clean(Path(book.file).name)}: {told} of {len(book.told)} cells filled in"
        opened = [each for each in book.told if each.is_open]
        for each in opened[:MOST_SHOWN]:
            yield from wrapped(
                f"open: {clean(each.sheet)}!{each.cell} {each.fact} of {clean(each.about)}: {clean(each.why_open)}",
                "    ",
            )
        if len(opened) > MOST_SHOWN:
            yield f"    and {len(opened) - MOST_SHOWN} more, in attestation.md"
        yield from _strange_lines(book)
    yield from _verdict_lines(made)
    for cite in made.unverified[:MOST_SHOWN]:
        yield from wrapped(f"not verified against the official text: {clean(cite)}", "  ")
    yield from whose_lines(made.provenance)


def _strange_lines(book: Filled) -> Iterator[str]:
    """What was not understood; where that can be said in a mapping, the mapping to begin with."""
    if book.mapping:
        count, most = len(book.not_understood), 2 * MOST_SHOWN
        rest = "; all of it is in attestation.md" if len(book.mapping) > most else ""
        what = f"{count} not understood: say what is asked in a file for --columns, correct and confirm{rest}:"
        yield from wrapped(what, "    ")
        yield from (f"      {clean(line)}" for line in book.mapping[:most])
        return
    for text in book.not_understood[:MOST_SHOWN]:
        yield from wrapped(f"not understood: {clean(text)}", "    ")
    if len(book.not_understood) > MOST_SHOWN:
        yield f"    and {len(book.not_understood) - MOST_SHOWN} more, in attestation.md"


def _verdict_lines(made: Attestation) -> Iterator[str]:
    good = sum(each.compliant for each in made.verdicts.values())
    bad, left = len(made.verdicts) - good, len(made.open_verdicts)
    yield f"  CX-0158-1: compliant {good}, not compliant {bad}, not stated {left}"
    alike: dict[str, list[str]] = {}
    for part, why in made.open_verdicts:
        alike.setdefault(why, []).append(part)
    for why, parts in [*alike.items()][:MOST_SHOWN]:
        more = f" and {len(parts) - MOST_SHOWN} more, in attestation.md" if len(parts) > MOST_SHOWN else ""
        yield from wrapped(f"not stated: {', '.join(map(clean, parts[:MOST_SHOWN]))}{more}: {clean(why)}", "    ")
    if len(alike) > MOST_SHOWN:
        yield f"    and {len(alike) - MOST_SHOWN} other reasons, in attestation.md"


def marked(made: Attestation) -> str:
    """The summary as Markdown."""
    lines = [f"# {safe(made.title)}", "", STATEMENT, ""]
    by = f", stated by {safe(made.by)}" if made.by else ""
    lines += [f"Known on {made.known_on}{by}; law book {made.law_book[:16]}.", ""]
    for book in made.workbooks:
        lines += [
            f"## {safe(Path(book.file).name)}",
            "",
            "| cell | of | asked | told | basis or why open |",
            "|---|---|---|---|---|",
        ]
        for each in book.told:
            last = each.why_open if each.is_open else f"{each.basis}: {each.source}"
            told = "" if each.value is None else str(each.value)
            cells = (f"{each.sheet}!{each.cell}", each.about, each.fact, told, last)
            lines.append(f"| {' | '.join(safe(cell) for cell in cells)} |")
        lines += ["", *(f"- not understood: {safe(each)}" for each in book.not_understood), ""]
        if book.mapping:
            lines += ["A file for `--columns` that says it, to correct and confirm:", ""]
            lines += [*(f"    {clean(each)}" for each in book.mapping), ""]
    lines += ["## Verdicts", "", "| part | compliant | reason |", "|---|---|---|"]
    lines += [
        f"| {safe(ref)} | {'yes' if each.compliant else 'no'} | {each.reasoning} |"
        for ref, each in made.verdicts.items()
    ]
    lines += [f"| {safe(part)} | not stated | {safe(why)} |" for part, why in made.open_verdicts]
    rests = [f"- construed: {safe(name)} = {safe(value)}" for name, value in made.constructions.items()]
    rests += [f"- not verified against the official text: {safe(each)}" for each in made.unverified]
    rests += [f"- {safe(each.about)}: {safe(each.note)}" for each in made.provenance]
    return "\n".join([*lines, "", *(["## What this rests on", "", *rests] if rests else [])]) + "\n"
