"""`pratique law`: the law book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

import click
import msgspec

from pratique.cli.options import DAY, emit
from pratique.errors import UsageError
from pratique.reports.wrapping import wrapped


@click.command("law")
@click.argument("cite", required=False)
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
    pratique law signoff "15 CFR 791.303(b)" --by "A. Counsel" --text 791.pdf
    """
    if cite == "signoff":
        _sign_off(signed, by, text, overlay, confirm, correct, note, on)
        return
    if signed is not None:
        raise UsageError(f"Only signoff takes a second argument, not {cite!r}.")
    from pratique.law import book as books
    from pratique.law.export import export_book, read_book
    from pratique.usecases.book.look_up import changes, look_up

    book = read_book(law_book) if law_book else None
    if cite == "export":
        emit(export_book(book or books.load(law_on=on)) + b"\n", output)
        return
    if diff:
        if cite:
            raise UsageError("--diff covers the whole book; leave CITE out.")
        found = changes(*diff, book=book)
        emit(_json(found) if form == "json" else _text(_changes(found)), output)
        return
    entry = look_up(cite, on=on, issuer=issuer, since=since, until=until, book=book)
    emit(_json(entry) if form == "json" else _text(_book(entry, short=cite is None)), output)


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
    from pratique.deciding.signoff import sign_off

    if cite is None or not by or text is None:
        raise UsageError("signoff takes CITE, --by NAME and --text FILE, the official text that was read.")
    fixed = construed(correct)
    if isinstance(fixed, str):
        raise UsageError("--correct takes NAME=VALUE.")
    where = overlay or "pratique.overlay.toml"
    kept = sign_off(
        cite, by=by, text=text, on=on or date.today(), overlay=where, confirm=confirm, correct=fixed, note=note
    )
    click.echo(f"{kept.cite} signed off by {kept.by} on {kept.on}; text SHA-256 {kept.text_sha256}.")
    for name, value in kept.constructions.items():
        click.echo(f"  {name} = {value}")
    click.echo(f"Kept in {where}; check reads it beside its dossier, or by --overlay.", err=True)


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _text(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _changes(found: Any) -> Iterator[str]:
    if not found:
        yield "Nothing in the book changes between these days."
    for day, those in groupby(found, key=lambda each: each.on):
        yield day
        for cite, its in groupby(those, key=lambda each: each.cite):
            yield from wrapped(f"{cite}: {', '.join(each.what for each in its)}", "  ", "    ")


def _book(found: Any, short: bool) -> Iterator[str]:
    for instrument in found.instruments:
        yield f"{instrument.id}: {instrument.cite}"
        yield from wrapped(f"{instrument.title}. {instrument.issuer}.", "  ")
        yield f"  published {instrument.published or 'unknown'}, text last checked {instrument.checked_on}"
        for each in instrument.provisions:
            yield ""
            yield from _provision(each, short)
        yield from _notes("Coverage", instrument.coverage)
        yield from _notes("Events", instrument.events)
        yield from _notes("Answered by", instrument.answered_by)
        yield from _notes("Not examined", instrument.not_examined)
        yield from _notes("Sources", instrument.sources)
        yield ""
    yield f"Law book {found.hash[:16]}"


def _provision(each: Any, short: bool) -> Iterator[str]:
    state = {True: ", in force that day", False: ", not in force that day", None: ""}[each.in_force_on]
    unread = "" if each.text_verified else ", official text not verified"
    yield from wrapped(f"{each.cite}  {each.kind}: {each.effect}{state}", "  ", "      ")
    yield from wrapped(each.summary, "    ")
    yield f"    [{each.confidence}{unread}; per {each.per}]"
    if each.clocks:
        dates = [f"{name.replace('_', ' ')} {day}" for name, day in _dates(each.clocks)]
        dates += [f"suspended {s}" for s in each.clocks.suspended]
        if dates:
            yield from wrapped("; ".join(dates), "    ")
    if short:
        return
    if each.lifted_by:
        yield from wrapped(f"lifted by {'; '.join(each.lifted_by)}", "    ")
    for duty in each.duties:
        yield from wrapped(f"duty: {duty}", "    ")
    for line in each.prose.splitlines():
        yield f"    {line}" if line else ""


def _dates(clocks: Any) -> Iterator[tuple[str, str]]:
    for name in clocks.__struct_fields__:
        value = getattr(clocks, name)
        if isinstance(value, str):
            yield name, value


def _notes(title: str, notes: Any) -> Iterator[str]:
    if notes:
        yield ""
        yield f"  {title}"
        for note in notes:
            yield from wrapped(f"{note.about}: {note.note}" if note.note else note.about, "    - ", "      ")
