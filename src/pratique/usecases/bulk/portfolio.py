"""A folder of dossiers: one line an act, the same as `check` says, in worker processes, resumable.

Rule: every dossier below the folder is decided or told why it cannot be; none is passed over. What one run has
decided is kept beside the output until the output is written, under the state of the dossier, of the files beside it
and of the question; so a run that was killed goes on where it ended and comes to the same bytes.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, ClassVar, Unpack

import msgspec

from pratique.deciding.asked import Options
from pratique.deciding.decision import Decided, decided
from pratique.dossier.folders import KEPT_ENDING, dossiers_in
from pratique.errors import EXIT_INVALID, Findings, InvalidInput, Place
from pratique.errors import UsageError as Usage
from pratique.facts.keys import lies_in
from pratique.facts.kinds import PART, SOURCE
from pratique.files import unflushed, write_whole
from pratique.files.clock import today
from pratique.files.plain import Plain
from pratique.files.shared import begin_sharing, sharing
from pratique.law.outcome import OUT_OF_SCOPE, Outcome, Range
from pratique.logic.entities import Entity
from pratique.usecases.answer.answer import Note
from pratique.usecases.answer.provenance import of_book
from pratique.usecases.answer.reasons import label_of
from pratique.usecases.book.books import whole_book_hash
from pratique.usecases.check import answer_of
from pratique.version import __version__

Progress = Callable[[int, int], None]
MOST_TIMES = 3
"""So often a dossier is decided whose files change while the run goes on."""
RESTS_ON = {
    "taken_for_granted": "taken for granted",
    "concluded": "concluded",
    "contradictions": "contradictory",
    "conflicts": "in conflict",
    "not_read": "not read",
    "provenance": "on the word of others",
}
"""What an answer rests on beside what was stated, in words."""


class SupplierRow(msgspec.Struct, frozen=True, kw_only=True):
    """One supplier of the parts of one act: of how many lines, and the worst that the law says of any of them."""

    name: str
    lines: int
    best: str
    worst: str


class PortfolioRow(msgspec.Struct, frozen=True, kw_only=True):
    """One act of one dossier; of a dossier that cannot be read, why.

    `rests_on` counts what its answer rests on beside what was stated: taken for granted, concluded, in conflict, not
    read, the word of others, whom `provenance` names: a law book, sign-offs, policies, who gave answers. `check` of
    the dossier tells the rest.
    """

    dossier: str
    title: str = ""
    transaction: str = ""
    model: str = ""
    act: str = ""
    market: str = ""
    date: str = ""
    best: str = ""
    worst: str = ""
    decided_by: tuple[str, ...] = ()
    open_facts: int = 0
    rests_on: dict[str, int] = {}
    provenance: tuple[str, ...] = ()
    suppliers: tuple[SupplierRow, ...] = ()
    findings: tuple[str, ...] = ()


class Portfolio(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """All acts in the order of their dossiers; under which law, and who vouches for one that is not the program's."""

    rows_are: ClassVar[str] = "rows"

    schema_version: str = "1"
    program: str = f"pratique {__version__}"
    known_on: str
    law_book: str
    """The hash of the whole book that was given, or of the program's own."""
    provenance: tuple[Note, ...] = ()
    dossiers: int
    acts: tuple[PortfolioRow, ...] = msgspec.field(name="rows")

    @property
    def invalid(self) -> tuple[PortfolioRow, ...]:
        return tuple(row for row in self.acts if row.findings)

    @property
    def exit_status(self) -> int:
        """4 where a dossier could not be read; else the worst of all: 1 barred, 3 undetermined, 0."""
        if self.invalid:
            return EXIT_INVALID
        whole = OUT_OF_SCOPE.worse_of(
            *(Range(Outcome.named(row.best), Outcome.named(row.worst)) for row in self.acts)
        )
        return whole.exit_status


def portfolio(
    folder: str | Path,
    *,
    state: str | Path | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    **options: Unpack[Options],
) -> Portfolio:
    """A folder -> the answer to every act of every dossier below it; `options` are those of `check`.

    What is changed meanwhile is decided again, so that all answers are of one state of the files. With `state`, a
    folder of its own, each dossier's lines are kept there as they come, and those of an earlier run are taken from
    there. Raises InvalidInput where the folder has no dossier, or is written to all the time.

    >>> [row["worst"] for row in pratique.portfolio("shanghai-app", known_on=day).rows()]
    ['prohibited']
    """
    day = options.get("known_on") or today()
    root = Path(folder)
    found = dossiers_below(root)
    asked: dict[str, Any] = {**options, "known_on": day}
    kept = Path(state) if state is not None else None
    keys = _keys(found, asked, kept)
    rows: dict[Path, tuple[PortfolioRow, ...]] = {}
    for path, key in keys.items():
        if (known := _kept(kept, key)) is not None:
            rows[path] = known
    left = [path for path in found if path not in rows]
    for _ in range(MOST_TIMES):
        for path, lines in _decided(root, left, asked, workers):
            rows[path] = lines
            if kept is not None:
                _keep(kept, keys[path], lines)
            if progress is not None:
                progress(len(rows), len(found))
        before, keys = keys, _keys(found, asked, kept)
        left = [path for path in found if keys[path] != before[path]]
        if not left:
            break
    _refuse_unsteady(left)
    every = tuple(row for path in found for row in rows[path])
    book = options.get("book")
    return Portfolio(
        known_on=day.isoformat(),
        law_book=book.hash if book else whole_book_hash(),
        provenance=of_book(book) if book else (),
        dossiers=len(found),
        acts=every,
    )


def _refuse_unsteady(left: list[Path]) -> None:
    """Refuse dossiers that were other ones, or rested on others' files, each time that they had been decided."""
    findings = Findings()
    for path in left:
        message = "It, or a file that it rests on, was changed while the run went on."
        findings.add("bulk.changed", message, Place(str(path)), "Begin again once nobody writes there.")
    findings.refuse()


def kept_beside(output: str | Path) -> str:
    """The folder in which a run keeps what it has decided until its output is written."""
    return f"{output}{KEPT_ENDING}"


def forget(state: str | Path) -> None:
    """Remove what a run has kept, once its output is written."""
    shutil.rmtree(state, ignore_errors=True)


def dossiers_below(root: Path) -> list[Path]:
    """The dossiers of a folder, in the order of their paths. Raises InvalidInput where there is none."""
    found = dossiers_in(root)
    if not found:
        findings = Findings()
        findings.add(
            "bulk.empty", "There is no dossier in this folder.", Place(str(root)), "Name a folder of dossiers."
        )
        findings.refuse()
    return found


# --- deciding ---------------------------------------------------------------------------------------------


def _decided(
    root: Path, paths: list[Path], options: Mapping[str, Any], workers: int
) -> Iterator[tuple[Path, tuple[PortfolioRow, ...]]]:
    if workers <= 1 or len(paths) <= 1:
        with sharing():
            for path in paths:
                yield path, rows_of(root, path, options)
        return
    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=begin_sharing) as pool:
        jobs = [(root, path, options) for path in paths]
        yield from zip(paths, pool.map(_job, jobs, chunksize=max(1, min(16, len(jobs) // workers))), strict=True)


def _job(job: tuple[Path, Path, Mapping[str, Any]]) -> tuple[PortfolioRow, ...]:
    return rows_of(*job)


def rows_of(root: Path, path: Path, options: Mapping[str, Any]) -> tuple[PortfolioRow, ...]:
    """The lines of one dossier."""
    name = path.relative_to(root).as_posix()
    try:
        found = decided(path, **options)
        answer = answer_of(found)
    except InvalidInput as error:
        shown = tuple(str(each).replace(f"{root}/", "") for each in error.findings[:20])
        return (PortfolioRow(dossier=name, findings=shown),)
    except Usage as error:
        return (PortfolioRow(dossier=name, findings=(str(error),)),)
    rests = {word: len(getattr(answer, name)) for name, word in RESTS_ON.items() if getattr(answer, name)}
    return tuple(
        PortfolioRow(
            dossier=name,
            title=answer.title,
            transaction=each.id,
            model=each.vehicle or answer.title,
            act=each.act,
            market=each.into,
            date=each.date,
            best=each.verdict.best,
            worst=each.verdict.worst,
            decided_by=_cites(one.cite for one in answer.decided_by if one.transaction == each.id),
            open_facts=len(answer.open_facts),
            rests_on=rests,
            provenance=tuple(f"{one.about}: {one.note}" for one in answer.provenance),
            suppliers=suppliers_of(found, each.id),
        )
        for each in answer.transactions
    )


def suppliers_of(found: Decided, act: str) -> tuple[SupplierRow, ...]:
    """Who supplies the lines of an act, the worst first, by the name that is told of them."""
    worst: dict[str, Range] = {}
    lines: dict[str, set[str]] = {}
    for case, outcome in found.outcomes:
        if case.id != act:
            continue
        for node in outcome.nodes:
            for party in _behind(node.element) if node.kind is PART else ():
                name = label_of(case, party.key)
                worst[name] = worst.get(name, OUT_OF_SCOPE).worse_of(node.range)
                lines.setdefault(name, set()).add(node.key)
    rows = [
        SupplierRow(name=name, lines=len(lines[name]), best=each.best.words, worst=each.worst.words)
        for name, each in worst.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-worst[row.name].worst, -worst[row.name].best, row.name)))


def _behind(part: Entity) -> Iterator[Entity]:
    """The parties that are said to stand behind a part, each once."""
    parties = {each.carried.key: each.carried for each in part.listing(SOURCE).elements if each.carried is not None}
    yield from (party for key, party in parties.items() if not lies_in(key, part.key))


def _cites(cites: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(cites)))


# --- what was decided before ------------------------------------------------------------------------------


def _keys(paths: list[Path], options: Mapping[str, Any], kept: Path | None) -> dict[Path, str]:
    """What an earlier line must have been made from: program, question, dossier, and all files beside it.

    What is `kept` itself, and the output that it leads to, may lie beside a dossier: they are not looked at.
    """
    own = {kept.resolve()} if kept is not None else set()
    if kept is not None and kept.suffix == KEPT_ENDING:
        own.add(kept.with_suffix("").resolve())
    named = [Path(each) for name in ("registries", "lists", "overlays") for each in options.get(name, ())]
    book = options.get("book")
    asked = sorted((name, value) for name, value in options.items() if name != "book")
    question = f"{__version__} {asked!r} {book.hash if book else ''} {_states(named)}"
    folders = {folder: _states(_beside(folder, own)) for folder in {path.parent for path in paths}}
    return {
        path: hashlib.sha256(f"{question} {path} {folders[path.parent]}".encode()).hexdigest()[:32] for path in paths
    }


def _beside(folder: Path, own: set[Path]) -> Iterator[Path]:
    """The files below a folder that are not what a run writes itself."""
    for each in folder.rglob("*"):
        if own.isdisjoint((where := Path(os.path.realpath(each)), where.parent)):  # which a link to itself has too
            yield each


def _states(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for each in sorted(path for path in paths if path.is_file()):
        stands = each.stat()  # the time of the change of its entry too: that of its text may be set back
        state = (stands.st_ino, stands.st_size, stands.st_mtime_ns, stands.st_ctime_ns)
        digest.update(f"{each} {state}\n".encode())
    return digest.hexdigest()


def _keep(state: Path, key: str, lines: tuple[PortfolioRow, ...]) -> None:
    """Keep the lines of a dossier for a later run, which decides anew what a power cut has broken."""
    state.mkdir(parents=True, exist_ok=True)
    with unflushed(state) as folder:
        write_whole(folder / f"{key}.json", msgspec.json.encode(lines))


def _kept(state: Path | None, key: str) -> tuple[PortfolioRow, ...] | None:
    from pratique.files import read_bytes

    path = state / f"{key}.json" if state is not None else None
    if path is None or not path.is_file():
        return None
    try:
        return msgspec.json.decode(read_bytes(path, 1 << 26), type=tuple[PortfolioRow, ...])
    except (ValueError, InvalidInput):  # a broken one is decided anew
        return None  # decided again
