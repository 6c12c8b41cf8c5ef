"""Tables in other formats than Parquet: Arrow IPC (Feather 2), its streams, and delimited text.

Rule: each is written once as Parquet in a folder of its own, a piece at a time, and read from there: memory stays
bounded, and every engine reads the same. A file that is cut, a row of another width, a cell that is no value of its
column is a finding; an empty cell is unknown, as a null is. Nothing is guessed from what a column happens to hold:
its fact says what its cells are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pratique.errors import Findings, Place
from pratique.facts.kinds import KINDS
from pratique.files.regular import read_head
from pratique.files.tables import delimiter_of, read_records

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

PARQUET, ARROW, STREAM, DELIMITED = (".parquet",), (".arrow", ".feather", ".ipc"), (".arrows",), (".csv", ".tsv")
ENDINGS = (*PARQUET, *ARROW, *STREAM, *DELIMITED)
"""By which a table is told in a folder; a file that is named is told by its first bytes as well."""
_ARROW_MAGIC, _PARQUET_MAGIC = b"ARROW1", b"PAR1"
LISTS = ("uses", "supplies")
"""Tables that say which elements belong together; the others are called as their elements."""
READ = "Parquet, Arrow IPC (.arrow, .feather, .arrows), or delimited text (.csv, .tsv)"
_END_OF_STREAM = b"\xff\xff\xff\xff\x00\x00\x00\x00"
_HEADER = 1 << 20
"""Bytes among which the header of delimited text has to end."""


def form_of(path: Path) -> str:
    """A file -> the ending of its format, `.parquet` where it is no other."""
    end = path.suffix.lower()
    if end in DELIMITED or end in STREAM:
        return end
    return ARROW[0] if end in ARROW or read_head(path, len(_ARROW_MAGIC)) == _ARROW_MAGIC else PARQUET[0]


def tell_other_format(path: Path, findings: Findings) -> None:
    """Say of a file that it is, by its name and its first bytes, of no format that is read."""
    if form_of(path) in PARQUET and path.suffix.lower() not in PARQUET and _head(path) != _PARQUET_MAGIC:
        message = f"{path.name} is of no format in which tables of cases are read."
        findings.add("bulk.format", message, Place(str(path)), f"Write it as {READ}.")


def tell_left_out(folder: Path, findings: Findings) -> None:
    """Say which tables of a folder are of no format that is read: what they say was never looked at."""
    for each in sorted(folder.iterdir()):
        named, ending, _ = each.name.lower().partition(".")
        if ending and named in (*KINDS, *LISTS) and each.suffix.lower() not in ENDINGS and not each.is_dir():
            message = f"{each.name} is of no format in which tables are read: all that it says is unknown."
            findings.add("bulk.format", message, Place(str(each)), f"Write it as {READ}.", "warning")


def _head(path: Path) -> bytes:
    return read_head(path, len(_PARQUET_MAGIC))


def is_tables(folder: Path) -> bool:
    """Whether a folder holds tables of cases: a file called case in one of the formats.

    Delimited text may be a sheet of one case beside a dossier: with dossiers beside it, it is no table.
    """
    cases = {each.suffix.lower() for each in folder.iterdir() if each.stem.lower() == "case" and each.is_file()}
    if cases & {*PARQUET, *ARROW, *STREAM}:
        return True
    return bool(cases & set(DELIMITED)) and not any(folder.glob("*.toml"))


def as_parquet(paths: dict[str, Path], findings: Findings) -> tuple[dict[str, Path], TemporaryDirectory[str] | None]:
    """The tables as Parquet files, and the folder in which those are that were none; it goes when it is let go of."""
    if all(form_of(path) in PARQUET for path in paths.values()):
        return paths, None
    kept = TemporaryDirectory(prefix="pratique-bulk-")
    made = dict(paths)
    for name, path in paths.items():
        if (form := form_of(path)) not in PARQUET:
            made[name] = Path(kept.name) / f"{name}.parquet"
            _write(made[name], path, form, findings)
    return made, kept


def _write(made: Path, path: Path, form: str, findings: Findings) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer: pq.ParquetWriter | None = None
    before = len(findings.errors)
    try:
        pieces = _delimited(path, form, findings) if form in DELIMITED else _arrow(path, form)
        for piece in pieces:
            writer = writer or pq.ParquetWriter(made, piece.schema)
            writer.write_table(piece)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        what = "table of delimited text in UTF-8" if form in DELIMITED else "Arrow file"
        findings.add("bulk.table", f"This is no whole {what}: {reason}", Place(str(path)), "Write it again.")
    finally:
        if writer is not None:
            writer.close()
    if writer is None and len(findings.errors) == before:
        findings.add(
            "bulk.table", "There is nothing in this table, not even a header.", Place(str(path)), "Write it again."
        )


def _arrow(path: Path, form: str) -> Iterator[pa.Table]:
    """The record batches of a file or a stream. Raises what pyarrow does, ValueError for a stream without its end."""
    import pyarrow as pa

    if form in STREAM:
        with pa.memory_map(str(path)) as file:
            file.seek(max(0, file.size() - len(_END_OF_STREAM)))
            if file.read() != _END_OF_STREAM:
                raise ValueError("the stream ends before its end mark")
            file.seek(0)
            reader = pa.ipc.open_stream(file)
            yield reader.schema.empty_table()
            yield from (pa.Table.from_batches([batch]) for batch in reader)
        return
    with pa.memory_map(str(path)) as file, pa.ipc.open_file(file) as reader:
        yield reader.schema.empty_table()
        for at in range(reader.num_record_batches):
            batch = reader.get_batch(at)
            batch.validate(full=True)
            yield pa.Table.from_batches([batch])


def _delimited(path: Path, form: str, findings: Findings) -> Iterator[pa.Table]:
    """The rows of delimited text with each cell as its fact has it; what is no value is a finding."""
    import polars as pl
    import pyarrow.csv as text

    names, delimiter = _header(path, form, findings)
    if not names:
        return
    reader = text.open_csv(
        path,
        read_options=text.ReadOptions(
            block_size=1 << 24, column_names=[str(at) for at in range(len(names))], skip_rows=0
        ),
        parse_options=text.ParseOptions(delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=True),
        convert_options=text.ConvertOptions(
            column_types={str(at): "string" for at in range(len(names))},
            null_values=[""],
            strings_can_be_null=True,
        ),
    )
    from pratique.usecases.bulk.cells import Cells  # with Polars, which a folder of dossiers needs not

    cells, first = Cells(str(path), names), True
    for batch in reader:
        frame = pl.DataFrame(batch)
        if first:  # the header came along as a row
            frame, first = frame[1:], False
        yield _named(cells.read(frame), names)
    cells.tell(findings)


def _named(columns: list[pl.Series], names: list[str]) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_arrays([each.to_arrow() for each in columns], names=names)


def _header(path: Path, form: str, findings: Findings) -> tuple[list[str], str]:
    """The names of the columns and what stands between them. Raises ValueError for text that is not UTF-8."""
    start = read_head(path, _HEADER)
    text = start.decode("utf-8-sig", errors="strict" if len(start) < _HEADER else "ignore").lstrip("\r\n")
    if "\0" in text.partition("\n")[0]:
        raise ValueError("its header holds a zero")
    delimiter = "\t" if form == ".tsv" else delimiter_of(text)
    first = next(read_records(text, Place(str(path)), findings, delimiter), None)
    return ([each.strip() for each in first.cells] if first else []), delimiter
