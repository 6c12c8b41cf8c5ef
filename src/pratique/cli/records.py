"""`pratique records`: what was decided when, on what, and whether nobody changed it since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from pratique.cli.desk import default_home
from pratique.cli.options import emit_lines, emit_told, output
from pratique.cli.say import emit, say
from pratique.errors import EXIT_BARRED, EXIT_CLEAR, EXIT_INVALID, UsageError, named_extras

if TYPE_CHECKING:
    from types import ModuleType

    from pratique.desk.operation.records import LedgerOut

F = TypeVar("F", bound=Callable[..., object])


def _desk(function: F) -> F:
    """The options that say which desk and which ledger."""
    for option in (
        click.option("--ledger", "name", help="Part of a ledger's name, where there are several."),
        click.option("--database", metavar="URL", help="postgresql://user@host/name instead of SQLite in the home."),
        click.option("--home", type=click.Path(file_okay=False), help="The folder of the desk (PRATIQUE_DESK_HOME)."),
    ):
        function = option(function)
    return function


def _opened(home: str | None, database: str | None) -> ModuleType:
    from pratique.files.large import is_unfinished

    with named_extras():
        from pratique.desk.serve import Served, prepare
    folder = _folder(home)
    if not (folder / "secret").is_file() and not is_unfinished(folder):
        raise UsageError(f"There is no desk in {str(folder)!r}; name its folder by --home.")
    prepare(Served(folder=folder, database=database))
    from pratique.desk.operation import records

    return records


def _folder(home: str | None) -> Path:
    return (Path(home) if home else default_home()).absolute()


def _json(found: object) -> bytes:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


@click.group("records", short_help="What was decided when, on what, unchanged since.")
def command() -> None:
    """The records of a desk: a chain that anybody can check, and archives of it that need neither desk nor pratique.

    Exit status 4 where something was changed.
    """


@command.command("list")
@_desk
@click.option("--kind", help="Only records of this kind: decision, reply, sign-off, ...")
@click.option("--latest", default=50, show_default=True, type=click.IntRange(1, 100_000))
@output("text", "json", "html", "md")
def list_command(
    home: str | None,
    database: str | None,
    name: str | None,
    kind: str | None,
    latest: int,
    form: str,
    output: str | None,
) -> None:
    """The newest records."""
    records = _opened(home, database)
    found = [row for ledger in records.ledgers(name) for row in records.listed(ledger, kind, latest)]
    lines = [f"{each.seq:>6}  {each.at[:19]}Z  {each.kind:<14}  {each.who}  {each.wrong}".rstrip() for each in found]
    told = "\n".join(lines or ["There are no records yet."]) + "\n"
    emit_told(lambda: _json(found), lambda: told, form, output)


@command.command("show")
@click.argument("number", type=click.IntRange(1))
@_desk
@click.option("--proof", is_flag=True, help="The proof that it is in the newest checkpoint, as one text.")
@output("text", "json", "html", "md")
def show_command(
    number: int, home: str | None, database: str | None, name: str | None, proof: bool, form: str, output: str | None
) -> None:
    """One record: who, when, what, and the hashes of all that it rests on."""
    records = _opened(home, database)
    ledger = records.one_ledger(name)
    if proof:
        return emit(records.proof_of(ledger, number), output)
    found = records.told(records.record(ledger, number))
    about = [f"  {key:<12} {value}" for key, value in found.about.items()]
    wrong = [f"  WRONG: {found.wrong}"] if found.wrong else []
    head = f"Record {found.seq} of {found.ledger}: {found.kind}, {found.at}, by {found.who or 'nobody named'}"
    told = "\n".join([head, *about, f"  before {found.prev}", f"  hash   {found.sha256}", *wrong]) + "\n"
    emit_told(lambda: _json(found), lambda: told, form, output)


@command.command("verify")
@click.argument("archive", required=False, type=click.Path())
@_desk
@output("text", "json", "html", "md")
def verify_command(
    archive: str | None, home: str | None, database: str | None, name: str | None, form: str, output: str | None
) -> int:
    """Check every record of the desk, or of ARCHIVE (a folder or zip of `records export`): status 4 if one is wrong.

    A chain alone proves nothing against who owns the database: compare a checkpoint that you keep elsewhere.
    """
    if archive:
        from pratique.records.archive import bag_faults, bag_of, entries_in

        bag = bag_of(archive)
        wrong, count = bag_faults(bag), len(entries_in(bag))
        whole = [{"archive": Path(archive).name, "size": count, "faults": wrong}]
        lines = list(wrong) or [f"{count} records hold."]
    else:
        records = _opened(home, database)
        found = [records.checked(each) for each in records.ledgers(name)]
        whole, wrong = found, tuple(each for one in found for each in one.faults)
        lines = [line for each in found for line in _checked(each)] or ["There are no records yet."]
    emit_told(lambda: _json(whole), lambda: "\n".join(lines) + "\n", form, output)
    return EXIT_INVALID if wrong else EXIT_CLEAR


def _checked(found: LedgerOut) -> Iterator[str]:
    yield from (f"{found.ledger}: {each}" for each in found.faults)
    if not found.faults:
        note = found.checkpoint.splitlines()
        signed = f"newest checkpoint {note[1]}, key {found.fingerprint}" if note else "no checkpoint yet"
        yield f"{found.ledger}: {found.size} records hold; {signed}."


@command.command("replay")
@click.argument("number", type=click.IntRange(1))
@_desk
@click.option("--book", type=click.Choice(["old", "present"]), default="old", show_default=True)
@output("text", "json", "html", "md")
def replay_command(
    number: int, home: str | None, database: str | None, name: str | None, book: str, form: str, output: str | None
) -> int:
    """Decide again what a record tells, under the law book of then or of now; status 1 where the answer differs."""
    records = _opened(home, database)
    found = records.replayed(records.record(records.one_ledger(name), number), book)
    if form == "json":
        emit(_json(found), output)
    else:
        under = f"record {found.record} under the {found.book} book, {found.program_then} -> {found.program_now}"
        head = f"{under}: {'the same bytes' if found.same_bytes else f'{len(found.differences)} differences'}"
        emit_lines(lambda: "\n".join([head, *(f"  {each}" for each in found.differences)]) + "\n", form, output)
    return EXIT_CLEAR if found.same_bytes else EXIT_BARRED


@command.command("export")
@click.argument("archive", type=click.Path(dir_okay=False))
@_desk
def export_command(archive: str, home: str | None, database: str | None, name: str | None) -> None:
    """Write ARCHIVE (.zip): records, checkpoints, files, law books, answers, and the script that checks them."""
    records = _opened(home, database)
    ledger = records.one_ledger(name)
    say(f"{archive}: {records.exported(ledger, archive)} records; key {records.checked(ledger).fingerprint}")


@command.command("checkpoint")
@_desk
def checkpoint_command(home: str | None, database: str | None, name: str | None) -> None:
    """Sign the records as they are now and print the note: keep a copy where the desk's owner cannot change it."""
    records = _opened(home, database)
    say(records.signed(records.one_ledger(name)), nl=False)


@command.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_desk
def backup_command(file: Path, home: str | None, database: str | None, name: str | None) -> None:
    """Write a backup of the whole desk to FILE while it works. A copied database file is none: it may be empty."""
    _opened(home, database)
    from pratique.desk.operation.backup import backup

    say(f"{file}: {backup(_folder(home), file)} bytes; it holds the keys of the desk, keep it as you keep them.")


@command.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--home", type=click.Path(file_okay=False), help="A folder that is empty or not there.")
@click.option("--database", metavar="URL", help="An empty PostgreSQL database, for a backup of one.")
def restore_command(file: Path, home: str | None, database: str | None) -> int:
    """Make a desk of a backup, in an empty home, and verify its records; status 4 if one is wrong."""
    with named_extras():
        from pratique.desk.operation import backup
    with backup.restored(file, _folder(home)):
        if database:
            backup.refill(_folder(home), database)
    records = _opened(home, database)
    found = [records.checked(each) for each in records.ledgers()]
    say("\n".join(line for each in found for line in _checked(each)) or "There are no records yet.")
    return EXIT_INVALID if any(each.faults for each in found) else EXIT_CLEAR


@command.command("token")
@_desk
@click.option("--for", "label", required=True, help="What the token is for, as records show it.")
@click.option("--scope", "scopes", multiple=True, default=["read"], show_default=True)
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 3650), help="How long it is good.")
@click.option("--workspace", default=None, help="The workspace by its name, where there are several.")
def token_command(
    home: str | None,
    database: str | None,
    name: str | None,
    label: str,
    scopes: tuple[str, ...],
    days: int,
    workspace: str | None,
) -> None:
    """Make a token of the API and print it, once. Scopes: read, work, sign, administer."""
    _opened(home, database)
    from pratique.desk.operation.tokens import made

    say(made(workspace, label, scopes, days))
