"""`pratique law`: the law book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from pratique.cli.completing import CITES
from pratique.cli.deciding import named_book
from pratique.cli.options import DAY
from pratique.cli.say import emit, say
from pratique.errors import UsageError
from pratique.files.clock import today
from pratique.files.plain import as_json
from pratique.reports.law_book import book_lines, change_lines, joined


@click.command("law")
@click.argument("cite", required=False, shell_complete=CITES)
@click.argument("signed", required=False, metavar="")
@click.option("--by", help="With signoff: who read the text.")
@click.option("--text", type=click.Path(dir_okay=False), help="With signoff: the file of the official text.")
@click.option("--overlay", type=click.Path(dir_okay=False), help="With signoff: where it is kept.")
@click.option("--confirm", is_flag=True, help="With signoff: what is encoded from memory is right.")
@click.option("--correct", multiple=True, metavar="NAME=VALUE", help="With signoff: how a legal fact is construed.")
@click.option("--note", default="", help="With signoff: a remark to keep.")
@click.option("--on", type=DAY, help="Which provisions are in force on this day; with export, the book of that day.")
@click.option("--diff", nargs=2, type=DAY, help="What changed after the first day and up to the second.")
@click.option("--issuer", help="Only instruments of this issuer (part of its name).")
@click.option("--from", "since", type=DAY, help="Only provisions in force from this day on.")
@click.option("--to", "until", type=DAY, help="Only provisions in force up to this day.")
@click.option("--law-book", type=click.Path(dir_okay=False), help="Look things up in an exported book.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file.")
def command(
    cite: str | None,
    signed: str | None,
    by: str | None,
    text: str | None,
    overlay: str | None,
    confirm: bool,
    correct: tuple[str, ...],
    note: str,
    on: date | None,
    diff: tuple[date, date] | None,
    issuer: str | None,
    since: date | None,
    until: date | None,
    law_book: str | None,
    form: str,
    output: str | None,
) -> None:
    """The law book: provisions, clocks, prose, coverage. CITE is a citation, a part of one, or an instrument's id.

    \b
    pratique law
    pratique law "15 CFR 791.308(a)"
    pratique law --diff 2025-01-01 2027-01-01
    pratique law export -o book.json      # a book that --law-book reads
    pratique law pending US               # bills, proposals, suspensions that end
    pratique law checklist us.ear -o ear.docx   # for counsel; law signoff ear.docx takes it back
    pratique law relations us.ear         # which facts belong together, and what is presumed by a word
    pratique law signoff "15 CFR 791.303(b)" --by "A. Counsel" --text 791.pdf
    """
    if cite == "signoff":
        _sign_off(cite=signed, by=by, text=text, overlay=overlay, confirm=confirm, correct=correct, note=note, on=on)
        return
    if cite == "checklist":
        _checklist(signed, output)
        return
    if cite == "pending":
        _pending(signed, on, form, output)
        return
    from pratique.usecases.book.look_up import changes, look_up

    book = named_book(law_book, "Read in")
    if cite == "relations":
        from pratique.reports.relations import relation_lines
        from pratique.usecases.book.relations import relations_in

        _told(told := relations_in(book, signed), relation_lines(told), form, output)
        return
    if signed is not None:
        raise UsageError(f"Only signoff, pending, checklist and relations take a second argument, not {cite!r}.")
    if cite == "export":
        _export(on, law_book, output)
        return
    if diff:
        if cite:
            raise UsageError("--diff covers the whole book; leave CITE out.")
        _told(found := changes(*diff, book=book), change_lines(found), form, output)
        return
    entry = look_up(cite, on=on, issuer=issuer, since=since, until=until, book=book)
    _told(entry, book_lines(entry, short=cite is None), form, output)


def _told(found: object, lines: Iterator[str], form: str, output: str | None) -> None:
    """What was found as JSON, or its lines."""
    emit(as_json(found) if form == "json" else joined(lines), output)


def _pending(market: str | None, on: date | None, form: str, output: str | None) -> None:
    from pratique.reports.law_book import pending_lines
    from pratique.usecases.book.pending import pending_law

    _told(items := pending_law(market, on), pending_lines(items), form, output)


def _sign_off(
    cite: str | None,
    by: str | None,
    text: str | None,
    overlay: str | None,
    confirm: bool,
    correct: tuple[str, ...],
    note: str,
    on: date | None,
) -> None:
    from pratique.cli.options import construed
    from pratique.usecases.book.books import sign_off

    if cite is not None and cite.endswith(".docx"):
        _sign_list(cite, by, text, overlay, on)
        return
    if cite is None or not by or text is None:
        raise UsageError("signoff takes CITE, --by NAME and --text FILE, the official text that was read.")
    fixed = construed(correct)
    if isinstance(fixed, str):
        raise UsageError("--correct takes NAME=VALUE.")
    where = overlay or "pratique.overlay.toml"
    kept = sign_off(
        cite, by=by, text=text, on=on or today(), overlay=where, confirm=confirm, correct=fixed, note=note
    )
    say(f"{kept.cite} signed off by {kept.by} on {kept.on}; text SHA-256 {kept.text_sha256}.")
    for name, value in kept.constructions.items():
        say(f"  {name} = {value}")
    say(
        f"Kept in {where}; name it by --overlay {where}, or call it DOSSIER.overlay.toml beside DOSSIER.toml.",
        err=True,
    )


def _export(on: date | None, law_book: str | None, output: str | None) -> None:
    from pratique.reports.made_files import law_book_file

    emit(law_book_file(on, law_book=law_book).data, output)


def _checklist(name: str | None, output: str | None) -> None:
    from pratique.reports.made_files import checklist_file

    if name is None or output is None:
        raise UsageError("checklist takes the id of an instrument and -o FILE.docx.")
    emit(checklist_file(name).data, output)


def _sign_list(path: str, by: str | None, text: str | None, overlay: str | None, on: date | None) -> None:
    from pratique.reports.checklist import ticked
    from pratique.usecases.book.books import sign_off

    if not by or text is None:
        raise UsageError("signoff takes LIST.docx, --by NAME and --text FILE, the official text that was read.")
    marked = ticked(path)
    if not marked:
        raise UsageError(f"No row of {path} is marked; nothing is signed off.")
    where = overlay or "pratique.overlay.toml"
    for each in marked:
        kept = sign_off(
            each.cite, by=by, text=text, on=on or today(), overlay=where, confirm=True, correct={}, note=each.remark
        )
        say(f"{kept.cite} signed off by {kept.by} on {kept.on}; text SHA-256 {kept.text_sha256}.")
    say(
        f"Kept in {where}; name it by --overlay {where}, or call it DOSSIER.overlay.toml beside DOSSIER.toml.",
        err=True,
    )
