"""Tables of facts, read in batches of cases: Parquet, and what is written as Parquet first (`brought`).

Rule: memory holds one batch of cases with the lines that it lists, beside the tables of parts and parties. A list is
read along with the cases, in their order; a row that belongs to no case, or stands out of order, is a finding, never
passed over. A column that is no fact is a finding where its name says that it means one, else a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pratique.errors import Findings, InvalidInput, Place
from pratique.files.panics import without_panics
from pratique.files.regular import refusal
from pratique.usecases.bulk.brought import ENDINGS, PARQUET, as_parquet, tell_left_out, tell_other_format
from pratique.usecases.bulk.placed import tell_misplaced, tell_strange
from pratique.value_class import dataclass

if TYPE_CHECKING:
    import polars as pl
    import pyarrow.parquet as pq

HELD = 20_000_000
"""Up to so many rows a list is held whole, in whatever order it stands."""


@dataclass(slots=True)
class FactSource:
    """The Parquet files of some cases, a table each; `root` lists the cases."""

    paths: dict[str, Path]
    root: str = "case"
    findings: Findings = field(default_factory=Findings)
    given: dict[str, Path] = field(default_factory=dict)
    """The files as they were given, where they were other than Parquet."""
    kept: TemporaryDirectory[str] | None = None
    """Where those stand that were written as Parquet."""

    def place(self, table: str, column: str | None = None) -> Place:
        """The file of a table as it was given, and a column of it."""
        return Place(str(self.given.get(table, self.paths[table])), pointer=column)

    @property
    def rows(self) -> int:
        """How many cases there are."""
        return int(_opened(self.paths[self.root], self.findings).metadata.num_rows)

    def columns(self) -> dict[str, list[str]]:
        """The columns of each table."""
        return {name: list(_opened(path, self.findings).schema_arrow.names) for name, path in self.paths.items()}


def source_of(path: Path) -> FactSource:
    """The tables of a file of cases, or of a folder with `case.parquet`. Raises InvalidInput with every finding."""
    findings = Findings()
    given = _tables_in(path, findings) if path.is_dir() else {"case": path}
    if path.is_dir():
        tell_left_out(path, findings)
    else:
        tell_other_format(path, findings)
        findings.refuse()
    paths, kept = as_parquet(given, findings)
    findings.refuse()
    source = FactSource(paths, findings=findings, given=given, kept=kept)
    _check_tables(source, path)
    if source.rows == 0:
        place = source.place("case")
        source.findings.add("bulk.empty", "There are no cases: the table is empty.", place, "Give a row for each.")
        source.findings.refuse()
    return source


def columns_over(folder: Path) -> FactSource:
    """The Parquet tables of a folder for whom only their columns matter. Raises InvalidInput with every finding."""
    from pratique.usecases.bulk.typed import refuse_untyped, unread_by_sql

    findings = Findings()
    paths = {name: path for name, path in _tables_in(folder, findings).items() if path.suffix.lower() in PARQUET}
    source = FactSource(paths, findings=findings, given=paths)
    _check_tables(source, folder)
    frames = {name: _no_rows(_opened(path, findings)) for name, path in paths.items()}
    refuse_untyped(frames)
    for name, frame in frames.items():
        for column, kind in unread_by_sql(frame):
            message = f"{column} is {kind}, which SQL does not read: unknown in every row."
            findings.add("bulk.type", message, source.place(name, column), "Cast it.", severity="note")
    return source


def _no_rows(file: pq.ParquetFile) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(file.schema_arrow.empty_table())


def _check_tables(source: FactSource, path: Path) -> None:
    """Refuse what is no table of facts, or is none of cases."""
    paths = source.paths
    if "case" not in paths:
        source.findings.add(
            "bulk.case", "There is no case.parquet.", Place(str(path)), "Give a row for each case there."
        )
    for name, file in paths.items():
        opened = _opened(file, source.findings)
        if opened is not None:
            tell_strange(name, opened.schema_arrow.names, source.findings, source.place)
    if not source.findings.errors and "case" not in _opened(paths["case"], source.findings).schema_arrow.names:
        source.findings.add("bulk.key", "There is no column case.", source.place("case"), "Give each case its key.")
    source.findings.refuse()
    tell_misplaced(source.columns(), source.findings, source.place)
    source.findings.refuse()


def _tables_in(folder: Path, findings: Findings) -> dict[str, Path]:
    """The tables of a folder by their names, whatever the letters of their endings."""
    found: dict[str, Path] = {}
    for each in sorted(each for each in folder.iterdir() if each.suffix.lower() in ENDINGS and not each.is_dir()):
        if (other := found.setdefault(each.stem.lower(), each)) is not each:
            message = f"{other.name} and {each.name} are the same table."
            findings.add("bulk.twice", message, Place(str(each)), "Leave one of them in the folder.")
    return found


def _opened(path: Path, findings: Findings) -> Any:
    """A Parquet file, None with a finding where it is none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path, memory_map=True)
        tuple(file.schema_arrow.names)  # of columns that are called by no text it is told only here
        return file
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0]
        findings.add("bulk.parquet", f"This is no whole Parquet file: {reason}", Place(str(path)), "Write it again.")
        return None


def _pieces(file: Any, path: Path, size: int) -> Iterator[Any]:
    """A file's rows, so many at a time; a page that is damaged shows itself only when it is read."""
    import pyarrow as pa

    try:
        yield from file.iter_batches(batch_size=size)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(path, error) from error


def _whole(path: Path, columns: list[str] | None = None) -> pl.DataFrame:
    """All rows of a file, or of some columns. Raises InvalidInput where a page of it is damaged."""
    import polars as pl

    try:
        with without_panics():
            return pl.read_parquet(path, columns=columns)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as error:
        raise _damaged(path, error) from error


def _frame(batch: Any, path: Path) -> pl.DataFrame:
    """Rows as Polars holds them. Raises InvalidInput where a column is of a type that it has not."""
    import polars as pl

    try:
        with without_panics():
            return pl.DataFrame(batch)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, TypeError, ValueError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: BaseException) -> InvalidInput:
    reason = (str(error).splitlines() or [type(error).__name__])[0]
    return refusal(
        "bulk.parquet",
        f"This Parquet file is damaged, or of types that are not read: {reason}",
        Place(str(path)),
        "Write it again.",
    )


# --- batches ----------------------------------------------------------------------------------------------


def batches(source: FactSource, size: int) -> Iterator[dict[str, pl.DataFrame]]:
    """The tables of `size` cases at a time. Raises InvalidInput for lists that do not fit the cases."""

    lists = {name: Along(path, source, name) for name, path in source.paths.items() if _lists_cases(source, name)}
    shared = {name: _whole(path) for name, path in source.paths.items() if name != source.root and name not in lists}
    if source.rows <= HELD:
        _check_keys(_whole(source.paths[source.root], ["case"])["case"], source)
    for batch in _pieces(_opened(source.paths[source.root], source.findings), source.paths[source.root], size):
        cases = _frame(batch, source.paths[source.root])
        keys = cases["case"]
        if source.rows > HELD:
            _check_keys(keys, source)
        yield {source.root: cases, **{name: each.of(keys) for name, each in lists.items()}, **shared}
    for each in lists.values():
        each.finish()
    source.findings.refuse()


def every_piece(source: FactSource, size: int = 1 << 20) -> Iterator[tuple[str, pl.DataFrame]]:
    """Each table with some of its rows at a time, its keys looked at. Raises InvalidInput."""

    for name, path in source.paths.items():
        if name == source.root:
            _check_keys(_whole(path, ["case"])["case"], source)
        for piece in _pieces(_opened(path, source.findings), path, size):
            yield name, _frame(piece, path)


def _check_keys(keys: pl.Series, source: FactSource) -> None:
    """Refuse cases without a key, and those that have one together: their lists could not be told apart."""
    place = source.place(source.root, "case")
    missing = keys.null_count() + (int(keys.is_nan().sum()) if keys.dtype.is_float() else 0)
    if missing:
        source.findings.add("bulk.key", f"{missing} cases have no key.", place, "Give each case its key.")
    elif keys.n_unique() < keys.len():
        message = f"{keys.len() - keys.n_unique()} keys of cases occur more than once."
        source.findings.add("bulk.key", message, place, "Give each case a key of its own.")
    source.findings.refuse()


def _lists_cases(source: FactSource, name: str) -> bool:
    return name != source.root and "case" in _opened(source.paths[name], source.findings).schema_arrow.names


class Along:
    """A list read along with its cases: whole where it is small, else in the order of the cases."""

    def __init__(self, path: Path, source: FactSource, name: str) -> None:
        self.path, self.findings, self.place = path, source.findings, source.place(name, "case")
        self._file = _opened(path, source.findings)
        self._rows = int(self._file.metadata.num_rows)
        self._taken = 0
        self._left: Any = None
        self._batches = _pieces(self._file, path, 1 << 20) if self._rows > HELD else iter(())
        self._groups: Mapping[Any, Any] | None = None

    def of(self, keys: pl.Series) -> pl.DataFrame:
        """The rows of some cases."""

        if self._rows <= HELD:
            if self._left is None:
                self._left = _whole(self.path)
            found: pl.DataFrame = self._left.filter(self._are(self._left["case"], keys))
            self._taken += found.height
            return found
        return self._next(keys)

    def _are(self, wanted: pl.Series, keys: pl.Series) -> pl.Series:
        """Which rows belong to some cases. Raises InvalidInput where the two have keys of types that never match."""
        import polars as pl

        try:
            return wanted.is_in(keys.implode())
        except pl.exceptions.PolarsError:
            message = (
                f"Keys of type {wanted.dtype} cannot be matched with those of the cases, which are {keys.dtype}."
            )
            self.findings.add("bulk.key", message, self.place, "Write both as the same type.")
            self.findings.refuse()
            raise

    def _next(self, keys: pl.Series) -> pl.DataFrame:
        import polars as pl

        parts: list[pl.DataFrame] = []
        while True:
            if self._left is None or self._left.height == 0:
                batch = next(self._batches, None)
                if batch is None:
                    break
                self._left = _frame(batch, self.path)
            here = self._are(self._left["case"], keys)
            first_other = int((~here).arg_max() or 0) if not here.all() else self._left.height
            parts.append(self._left[:first_other])
            self._left = self._left[first_other:]
            if self._left.height:
                break
        found = pl.concat(parts) if parts else _frame(self._file.schema_arrow.empty_table(), self.path)
        self._taken += found.height
        return found

    def finish(self) -> None:
        """A finding where not every row was some case's."""
        left = self._rows - self._taken
        if left:
            step = "Correct the keys" + (", and sort both files by case." if self._rows > HELD else ".")
            message = f"{left:,} rows belong to no case, or stand out of their order."
            self.findings.add("bulk.list", message, self.place, step)
