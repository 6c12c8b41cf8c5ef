"""What a workspace asks besides its dossiers: models in markets, bulletins, the days of all dossiers.

Rule: each is a job under what was sent and the day; the page reads what a worker found, and what only a worker needs
is loaded by it alone. What is told names files from the folder that they were laid in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from pratique.desk import jobs, staged
from pratique.desk.decisions import options_of
from pratique.desk.folders import content_of, laid_out
from pratique.desk.jobs import Lease
from pratique.desk.models import Dossier, Job, Workspace
from pratique.desk.plain import Plain
from pratique.errors import InvalidInput, UsageError
from pratique.files import scratch, write_whole
from pratique.files.clock import today
from pratique.usecases.answer.beside import findings_beside, short, shortened

MARKETS, COMPARED, BULLETIN, CALENDAR = "markets", "compared", "bulletin", "calendar"
MOST_DOSSIERS = 200
"""Dossiers whose days are told together, those changed last."""


def ask(workspace: Workspace, kind: str, files: Mapping[str, bytes], given: Plain, by_name: str) -> Job:
    """The job for these files and this day; the one there is where it was asked before, again where it failed."""
    held = staged.stage(files)
    told = {**given, "files": held, "day": today().isoformat()}
    mark = hashlib.sha256(msgspec.json.encode(told, order="sorted")).hexdigest()
    row, made = Job.objects.get_or_create(
        key=f"{kind}:{workspace.pk}:{mark}",
        defaults={"workspace": workspace, "kind": kind, "given": told, "by_name": by_name},
    )
    if not made and row.state == "failed":
        jobs.again(row)
    return row


@contextmanager
def laid(files: Mapping[str, str]) -> Iterator[Path]:
    """The files of a job, by their hashes, in a folder."""
    with scratch() as folder:
        for name, data in staged.taken(files).items():
            write_whole(folder / name, data)
        try:
            yield folder
        except InvalidInput as error:
            raise InvalidInput(findings_beside(error.findings, folder)) from error


def markets_job(held: Lease) -> Plain:
    """Every market of one model."""
    from pratique.usecases.markets.markets import markets

    held.tell(0, 1, "asking every market")
    with laid(held.job.given["files"]) as folder:
        main = folder / held.job.given["main"]
        rows: list[Plain] = shortened(msgspec.to_builtins(list(markets(main, on=today()))), folder)  # type: ignore[assignment]
    return {"markets": rows, "title": rows[0]["duty"]["title"] if rows else held.job.given["main"]}


def compared_job(held: Lease) -> Plain:
    """Models by markets, with what each costs once it has landed."""
    from pratique.reports.landed import landed_svg
    from pratique.reports.matrix import matrix_csv, matrix_ics, matrix_lines
    from pratique.usecases.markets.cost import terms_of
    from pratique.usecases.markets.matrix import compare_markets

    given = held.job.given
    held.tell(0, 1, "comparing models and markets")
    with laid(held.job.given["files"]) as folder:
        models = [str(folder / name) for name in given["models"]]
        found = compare_markets(models, given["into"], on=today(), terms=terms_of(**given["money"]))
        cells: Plain = shortened(msgspec.to_builtins(found), folder)  # type: ignore[assignment]
        lines = [short(each, folder) for each in matrix_lines(found)]
        files: Plain = {"csv": matrix_csv(found), "ics": matrix_ics(found).decode(), "svg": landed_svg(found)}
        return {**cells, "lines": lines, **files}


def bulletin_job(held: Lease) -> Plain:
    """What a bulletin says, held against the ledger and the law."""
    from pratique.reports.bulletin_table import printed_all
    from pratique.usecases.bulletins import all_rows, read_many

    held.tell(0, 1, "reading the bulletin")
    with laid(held.job.given["files"]) as folder:
        (name,) = held.job.given["files"]
        readings = read_many([str(folder / name)], held.job.given.get("published") or None, None, b"")
        told = short(printed_all(all_rows(readings, True, None)), folder)
        notes = [str(each) for one in readings for each in findings_beside(one.findings, folder)]
    return {"text": told, "findings": notes}


def calendar_job(held: Lease) -> Plain:
    """The days of the dossiers of a workspace, those changed last; what cannot be read is named and left out."""
    from pratique.reports.calendar import ics
    from pratique.usecases.changes.calendar import Calendar, DatedEntry, calendar, span

    rows = list(Dossier.objects.filter(workspace=held.job.workspace, archived=None).order_by("-changed"))
    entries: set[DatedEntry] = set()
    left_out: list[str] = []
    for number, each in enumerate(rows[:MOST_DOSSIERS]):
        held.tell(number, min(len(rows), MOST_DOSSIERS), "looking for the days of each dossier")
        content = content_of(each)
        try:
            with laid_out(content) as main:
                options = {name: value for name, value in options_of(content).items() if name != "on"}
                entries |= set(calendar([main], **options).entries)
        except (InvalidInput, UsageError):
            left_out.append(each.title)
    first, last = span(None, None, None)
    found = Calendar(start=first.isoformat(), end=last.isoformat(), entries=tuple(sorted(entries)))
    more = max(0, len(rows) - MOST_DOSSIERS)
    told: Plain = msgspec.to_builtins(found)
    return {**told, "dossiers": len(rows) - more, "more": more, "left_out": left_out, "ics": ics(found).decode()}
