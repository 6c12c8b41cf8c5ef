"""A portfolio printed: text, JSON, CSV, a page with a heat map, a workbook."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from pratique.files.outward import for_cell, for_markup
from pratique.files.workbooks import saved
from pratique.law.outcome import Outcome
from pratique.reports.text import clean

if TYPE_CHECKING:
    from pratique.usecases.bulk.portfolio import Portfolio, PortfolioRow, SupplierRow

COLUMNS = (
    "dossier",
    "title",
    "transaction",
    "model",
    "act",
    "market",
    "date",
    "best",
    "worst",
    "decided_by",
    "open_facts",
    "rests_on",
    "provenance",
    "suppliers",
    "findings",
    "law_book",
)
COLOURS = {"free": "c6e6c9", "open": "ffe3a3", "barred": "f3b5ae", "invalid": "d9d9d9"}
"""Pale enough for black letters; the words say the same."""
STANDS = {"barred": "barred", "open": "undetermined", "free": "may cross", "invalid": "cannot be read"}
"""How acts stand, the worst first, in words."""
MOST_SUPPLIERS = 20
LIMIT = "May cross means under what was examined: check of each dossier tells what was not."
NAMED = "a part of which nobody named a supplier is in no row"


def heat(found: Portfolio) -> tuple[list[str], list[str], dict[tuple[str, str], tuple[str, str]]]:
    """Models, markets, and for each pair how it stands and in which words: the worst of all its acts."""
    cells: dict[tuple[str, str], list[PortfolioRow]] = {}
    for row in found.acts:
        cells.setdefault((row.model or row.dossier, row.market or "?"), []).append(row)
    models = list(dict.fromkeys(model for model, _ in cells))
    return models, sorted({market for _, market in cells}), {at: _stands(rows) for at, rows in cells.items()}


def _stands(rows: list[PortfolioRow]) -> tuple[str, str]:
    if any(row.findings for row in rows):
        return "invalid", "cannot be read"
    best, worst = (max(Outcome.named(getattr(row, end)) for row in rows) for end in ("best", "worst"))
    return _words(best, worst)


def _words(best: Outcome, worst: Outcome) -> tuple[str, str]:
    words = best.words if best is worst else f"{best.words} .. {worst.words}"
    if worst <= Outcome.AUTHORIZED:
        return "free", words
    return ("open" if best <= Outcome.AUTHORIZED else "barred"), words


Stands = tuple[str, int, int, str, str]
"""A supplier: of how many acts and of how many lines, how the worst of them stands and in which words."""


def by_supplier(found: Portfolio) -> list[Stands]:
    """The suppliers over all acts, the worst first; what is said of a line is said of all its suppliers."""
    rows: dict[str, list[tuple[str, SupplierRow]]] = {}
    for act in found.acts:
        for each in act.suppliers:
            rows.setdefault(each.name, []).append((f"{act.dossier} {act.transaction}", each))
    order = {}
    for name, its in rows.items():
        best, worst = (max(Outcome.named(getattr(row, end)) for _, row in its) for end in ("best", "worst"))
        acts, lines = len({act for act, _ in its}), sum(row.lines for _, row in its)
        order[-worst, -best, -lines, name] = (name, acts, lines, *_words(best, worst))
    return [order[at] for at in sorted(order)]


def by_market(found: Portfolio) -> list[tuple[str, dict[str, int]]]:
    """For each market how many acts stand how."""
    rows: dict[str, Counter[str]] = {}
    for row in found.acts:
        rows.setdefault(row.market or "?", Counter())[_stands([row])[0]] += 1
    return [(market, dict(rows[market])) for market in sorted(rows)]


def portfolio_text(found: Portfolio) -> str:
    """How many acts stand how, every model by market, the markets, and the suppliers, the worst first."""
    models, markets, cells = heat(found)
    counts = Counter(_stands([row])[1] for row in found.acts)
    lines = [f"{found.dossiers:,} dossiers, {len(found.acts):,} acts, known on {found.known_on}", ""]
    lines += [f"{number:>8,}  {words}" for words, number in sorted(counts.items(), key=lambda e: (-e[1], e[0]))]
    lines.append("")
    for model in models:
        stand = "; ".join(f"{market} {cells[model, market][1]}" for market in markets if (model, market) in cells)
        lines.append(f"{model}: {stand}")
    lines += ["", "Acts by market:"]
    lines += [f"  {market}: {_counted(counts)}" for market, counts in by_market(found)]
    suppliers = by_supplier(found)
    lines += ["", f"Suppliers, the worst first ({NAMED}):"] if suppliers else []
    lines += [
        f"  {name}: {words} ({number:,} lines in {acts:,} acts)"
        for name, acts, number, _, words in suppliers[:MOST_SUPPLIERS]
    ]
    if len(suppliers) > MOST_SUPPLIERS:
        lines.append(f"  and {len(suppliers) - MOST_SUPPLIERS:,} more; -o FILE.csv, .html or .xlsx has all.")
    resting = [f"  {row.dossier} {row.transaction}: {_rests(row)}" for row in found.acts if row.rests_on]
    lines += ["", "What answers rest on beside what was stated:", *resting] if resting else []
    lines += ["", LIMIT, *_law(found), *_words_of_others(found)]
    for row in found.invalid:
        lines += ["", f"{row.dossier} cannot be read:", *(f"  {each}" for each in row.findings)]
    return "\n".join(lines) + "\n"


def _words_of_others(found: Portfolio) -> list[str]:
    """Whose word answers rest on, each once with how many acts; a law book given for all of them is told already."""
    acts = Counter(each for row in found.acts for each in row.provenance if not each.startswith("law book: "))
    return [f"Provenance, {clean(each)} ({number:,} acts)." for each, number in acts.items()]


def _law(found: Portfolio) -> list[str]:
    """Under which law it was decided, and who vouches for one that is not the program's own."""
    vouched = [f"Provenance, {clean(each.about)}: {clean(each.note)}." for each in found.provenance]
    return [f"Law book {found.law_book[:16]}.", *vouched]


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{counts[how]:,} {word}" for how, word in STANDS.items() if how in counts)


def _rests(row: PortfolioRow) -> str:
    return ", ".join(f"{number:,} {word}" for word, number in row.rests_on.items())


def _cells(row: PortfolioRow, law_book: str) -> list[str]:
    suppliers = tuple(each.name for each in row.suppliers)
    told = {"rests_on": _rests(row), "suppliers": suppliers, "law_book": law_book}
    values = (told[name] if name in told else getattr(row, name) for name in COLUMNS)
    return ["; ".join(value) if isinstance(value, tuple) else str(value) for value in values]


def portfolio_csv(found: Portfolio) -> str:
    """Every row; a cell that a spreadsheet would take for a formula is led by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([for_cell(cell) for cell in _cells(row, found.law_book)] for row in found.acts)
    return out.getvalue()


def portfolio_html(found: Portfolio) -> str:
    """A page: the heat map, markets, suppliers, then every act."""
    models, markets, cells = heat(found)

    def cell(at: tuple[str, str]) -> str:
        how, words = cells.get(at, ("", ""))
        return f'<td style="background:#{COLOURS.get(how, "ffffff")}">{for_markup(words)}</td>'

    head = "".join(f"<th scope=col>{for_markup(market)}</th>" for market in markets)
    body = "".join(
        f"<tr><th scope=row>{for_markup(model)}</th>{''.join(cell((model, market)) for market in markets)}</tr>"
        for model in models
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{for_markup(each)}</td>" for each in _cells(row, found.law_book)) + "</tr>"
        for row in found.acts
    )
    kinds = "".join(f"<th scope=col>{word}</th>" for word in STANDS.values())
    each_market = "".join(
        f"<tr><th scope=row>{for_markup(market)}</th>"
        f"{''.join(f'<td>{counts.get(how, 0):,}</td>' for how in STANDS)}</tr>"
        for market, counts in by_market(found)
    )
    each_supplier = "".join(
        f"<tr><th scope=row>{for_markup(name)}</th><td>{acts:,}</td><td>{number:,}</td>"
        f'<td style="background:#{COLOURS[how]}">{for_markup(words)}</td></tr>'
        for name, acts, number, how, words in by_supplier(found)
    )
    titles = "".join(f"<th scope=col>{name.replace('_', ' ')}</th>" for name in COLUMNS)
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Portfolio</title>"
        "<style>body{font:15px/1.4 sans-serif;margin:2em}table{border-collapse:collapse;margin:1em 0}"
        "td,th{border:1px solid #999;padding:.3em .5em;text-align:left;vertical-align:top}</style>"
        f"<h1>{found.dossiers:,} dossiers, {len(found.acts):,} acts</h1>"
        f"<p>Known on {found.known_on}. {for_markup(' '.join([LIMIT, *_law(found), *_words_of_others(found)]))}</p>"
        f"<table><caption>Models by market</caption><tr><th></th>{head}</tr>{body}</table>"
        f"<table><caption>Acts by market</caption><tr><th></th>{kinds}</tr>{each_market}</table>"
        f"<table><caption>Suppliers, the worst first ({NAMED})</caption>"
        f"<tr><th>Supplier</th><th>Acts</th><th>Lines</th><th>Worst of its lines</th></tr>{each_supplier}</table>"
        f"<table><caption>Acts</caption><tr>{titles}</tr>{rows}</table></html>\n"
    )


def portfolio_xlsx(found: Portfolio) -> bytes:
    """A workbook: models by market, acts by market, suppliers, and every act."""
    from openpyxl import Workbook
    from openpyxl.styles import PatternFill

    models, markets, cells = heat(found)
    book = Workbook()
    sheet = book.active
    sheet.title = "Models by market"
    sheet.append(["", *map(for_cell, markets)])
    for row, model in enumerate(models, 2):
        sheet.append([for_cell(model), *(for_cell(cells.get((model, market), ("", ""))[1]) for market in markets)])
        for place, market in enumerate(markets, 2):
            if (model, market) in cells:
                colour = COLOURS[cells[model, market][0]]
                sheet.cell(row, place).fill = PatternFill("solid", fgColor=colour)
    by = book.create_sheet("Acts by market")
    by.append(["", *STANDS.values()])
    for market, counts in by_market(found):
        by.append([for_cell(market), *(counts.get(how, 0) for how in STANDS)])
    suppliers = book.create_sheet("Suppliers")
    suppliers.append(["Supplier", "Acts", "Lines", "Worst of its lines"])
    for row, (name, number, lines, how, words) in enumerate(by_supplier(found), 2):
        suppliers.append([for_cell(name), number, lines, words])
        suppliers.cell(row, 4).fill = PatternFill("solid", fgColor=COLOURS[how])
    by.append([])
    for line in (LIMIT, *_law(found), *_words_of_others(found)):
        by.append([for_cell(line)])
    acts = book.create_sheet("Acts")
    acts.append(list(COLUMNS))
    for each in found.acts:
        acts.append([for_cell(cell) for cell in _cells(each, found.law_book)])
    book.properties.created = book.properties.modified = datetime(2026, 1, 1)
    return saved(book)
