"""A bulletin read, and held against the ledger and the law book.

Rule: what the law says on a topic is asked of the book; only where the book has no answer does the reader's own dated
table stand in, and a topic is never answered by both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pratique.errors import Finding, InvalidInput, UsageError
from pratique.figures.reader import LawStatement, judge, shipped_statements
from pratique.figures.reader.rows import Row, reading_rows
from pratique.figures.reader.table import table_rows
from pratique.figures.reader.text.given import a_path
from pratique.files.plain import AnswerRows
from pratique.law import book as law_book
from pratique.law.instrument import Instrument
from pratique.law.provision import Provision
from pratique.law.registered import every_registration

if TYPE_CHECKING:
    from pratique.figures.ledger import Ledger
    from pratique.figures.reader import Reading


def judged(reading: Reading, ledger: str | None = None) -> Row:
    """The reading with a judgement on everything in it; `ledger` is a file, or the shipped one."""
    return reading_rows(reading, judge(reading, _held(ledger), law_statements()))


def _held(ledger: str | None) -> Ledger:
    from pratique.figures.ledger import load, shipped

    return shipped() if ledger is None else load(ledger)


def law_statements() -> tuple[LawStatement, ...]:
    """What the law says on every topic that the reader knows."""
    answered = tuple(_from_the_book())
    topics = {statement.topic for statement in answered}
    return answered + tuple(each for each in shipped_statements() if each.topic not in topics)


def _from_the_book() -> Iterator[LawStatement]:
    yield from _connected_vehicles()
    yield from _worldwide_controls()
    yield from _as_registered()
    yield from _cities()


def _instrument(name: str) -> Instrument:
    return law_book.load([name]).instruments[0]


def _connected_vehicles() -> Iterator[LawStatement]:
    rule = _instrument("us.cfr15_791d")
    bans = [provision for provision in rule.provisions if provision.kind == "prohibition"]
    cites = "; ".join(provision.cite for provision in bans)
    if rule.published is not None:
        yield LawStatement("us.cfr15_791d.prohibits", rule.published, cites, "prohibited")


def _worldwide_controls() -> Iterator[LawStatement]:
    """The framework of January 2025, which reaches every destination, and when it ceases to be enforced."""
    controls = [p for p in _instrument("us.ear").provisions if "every destination" in p.summary]
    for provision in controls[:1]:
        yield from _clocked(provision, "us.ai_diffusion.controls")


def _clocked(provision: Provision, topic: str) -> Iterator[LawStatement]:
    clocks = provision.clocks
    if clocks.in_force is not None:
        yield LawStatement(topic, clocks.in_force, provision.cite, "controlled")
    if clocks.enforced_until is not None:
        yield LawStatement(topic, clocks.enforced_until, provision.cite, "in the text, not enforced")


def _as_registered() -> Iterator[LawStatement]:
    for each in every_registration():
        yield from (LawStatement(one.topic, one.since, one.cite, one.says) for one in each.says())


def _cities() -> Iterator[LawStatement]:
    """The place of Shenzhen among the cities with a service that has nobody on board, on the day it joined them.

    Rides without a fare count (Beijing's were a demonstration then); the citation has the place among paid ones too.
    Said only where no city may have come before it: a place that an unknown day could change is no statement.
    """
    from pratique.logic.truth import TRUE
    from pratique.usecases.markets.permits import PermitsAsked, all_permits, list_permits

    days = [permit.since for permit in all_permits() if permit.city == "shenzhen" and permit.since]
    for day in sorted(set(days)):
        places: list[int] = []
        for paid in (None, True):
            cities = list_permits(PermitsAsked(on=day, service="driverless", paid=paid)).cities
            certain = [city for city, listed in cities.items() if any(each.fits is TRUE for each in listed)]
            if "shenzhen" in certain and len(certain) == len(cities):
                places.append(certain.index("shenzhen") + 1)
        if len(places) == 2:
            sources = "; ".join(dict.fromkeys(each.permit.source for each in cities["shenzhen"]))
            cites = f"table of permits, fare or not (among paid ones number {places[1]}): {sources}"
            yield LawStatement("cn.city_permits.shenzhen_order", day, cites, str(places[0]))
            return


def reading_of(file: str, data: bytes | None = None, published: date | str | None = None) -> Reading:
    """A bulletin in a file, or `data` in its place -> its figures, instruments and positions. Raises InvalidInput.

    >>> [each.value for each in pratique.read_bulletin("bulletin.txt").figures]
    [1420000, 128000, 4855000]
    """
    from pratique.figures.reader import read_data, read_file

    return read_file(file, published) if data is None else read_data(data, "-", published)


class Bulletins(AnswerRows[Row]):
    """Everything found in texts, a record for each, in order; as rows one for each thing that was found."""

    __slots__ = ()

    def rows(self) -> list[Row]:
        """One row for everything found, with the columns of `reader.table.COLUMNS`."""
        return table_rows(self)


def read(
    paths: str | Path | Iterable[str | Path],
    published: date | str | None = None,
    *,
    check: bool = False,
    ledger: str | Path | None = None,
) -> Bulletins:
    """Texts (.html, .txt, .docx, folders of them) -> the figures, instruments and positions in each.

    `published` is the day of a text that does not tell; with `check` everything is held against the ledger (the
    shipped one) and the law. A file that cannot be read gives no rows but one that says why; where none can be read,
    InvalidInput with the findings of all is raised.

    >>> [row["value"] for row in pratique.read(["bulletin.txt"]).rows()]
    [1420000, 128000, 4855000]
    """
    given = (paths,) if isinstance(paths, str | Path) else paths
    return Bulletins(all_rows(read_many(given, published), check, None if ledger is None else str(ledger)))


SUFFIXES = (".html", ".htm", ".txt", ".md", ".docx")
"""What is read of a folder."""


def texts_of(paths: Iterable[str | Path]) -> list[str]:
    """The files that paths name: a folder is its .html, .htm, .txt, .md and .docx, below it too, by name.

    Raises UsageError for a folder that has none.
    """
    if isinstance(paths, str | Path) or not isinstance(paths, Iterable):
        paths = (a_path(paths, "paths"),)
    found: list[str] = []
    for path in (a_path(each, "a path") for each in paths):
        if str(path) != "-" and Path(path).is_dir():
            inside = sorted(
                each for each in Path(path).rglob("*") if each.suffix.lower() in SUFFIXES and not each.is_dir()
            )
            if not inside:
                raise UsageError(f"{path} has no .html, .txt or .docx file; name a folder that has, or the files.")
            found.extend(map(str, inside))
        else:
            found.append(str(path))
    return list(dict.fromkeys(found))


def unread_file(file: str, findings: Iterable[Finding]) -> Reading:
    """The reading of a file among others that cannot be read: nothing found, and why."""
    from pratique.figures.reader import Reading

    return Reading(
        source=file,
        text="",
        language="und",
        published=None,
        title=None,
        figures=(),
        positions=(),
        instruments=(),
        claims=(),
        unread=(),
        left_out=(),
        findings=tuple(findings),
    )


def read_many(
    paths: Iterable[str | Path],
    published: date | str | None = None,
    progress: Callable[[int, int], None] | None = None,
    data: bytes | None = None,
) -> list[Reading]:
    """Files and folders of bulletins (`-` is `data`) -> the reading of each, in order.

    That of a file that cannot be read is empty and has its findings, of severity error. Raises InvalidInput with the
    findings of every file where none can be read.

    >>> len(pratique.read_bulletins(["bulletin.txt"]))
    1
    """
    files = texts_of(paths)
    readings: list[Reading] = []
    faults: list[Finding] = []
    for done, file in enumerate(files, 1):
        try:
            readings.append(reading_of(file, data if file == "-" else None, published))
        except InvalidInput as fault:
            faults.extend(fault.findings)
            readings.append(unread_file(file, fault.findings))
        if progress is not None:
            progress(done, len(files))
    if faults and not any(reading.text for reading in readings):
        raise InvalidInput(faults)
    return readings


def bulletin_table(
    paths: Iterable[str | Path],
    published: date | str | None = None,
    held_against: bool = False,
    ledger: str | None = None,
) -> list[Row]:
    """Texts in files and folders -> a row (a dict, for any dataframe) for everything found in them.

    Its columns are `figures.reader.table.COLUMNS`; with `held_against` each is judged by `ledger` (the shipped one)
    and the law. Raises InvalidInput where no file can be read.

    >>> [row["value"] for row in pratique.bulletin_table(["bulletin.txt"])]
    [1420000, 128000, 4855000]
    """
    return table_rows(all_rows(read_many(paths, published), held_against, ledger))


def table_of(readings: Iterable[Row]) -> list[Row]:
    """The rows of a table from readings as JSON values."""
    return table_rows(readings)


def all_rows(readings: Iterable[Reading], held_against: bool, ledger: str | None = None) -> list[Row]:
    """`rows_of` for many readings; the ledger and the law are loaded once."""
    if not held_against:
        return [reading_rows(reading) for reading in readings]
    held, law = _held(ledger), law_statements()
    return [reading_rows(reading, judge(reading, held, law)) for reading in readings]


def rows_of(reading: Reading, held_against: bool, ledger: str | None = None) -> Row:
    """Everything found in a text as JSON values; with `held_against` judged by the ledger and the law."""
    return judged(reading, ledger) if held_against else reading_rows(reading)


def proposed_rows(*readings: Reading) -> tuple[bytes | str, int]:
    """The figures of texts as new rows of a ledger, and how many there are; publisher and scope are left open."""
    from pratique.figures.tidy import write_tidy

    proposals = tuple(row for reading in readings for row in reading.proposals())
    return write_tidy(proposals), len(proposals)
