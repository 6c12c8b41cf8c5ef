"""The engines that SQL is run on in the tests: DuckDB, a PostgreSQL that the tests start, Spark in local mode.

Rule: an engine that is not installed is skipped, never taken for agreed. Each gets the tables that `columns` reads.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import polars as pl

from pratique.readings.sql.stages import StagedQuery
from pratique.readings.sql.tables import FactTables

Run = Callable[[Mapping[str, pl.DataFrame], str], list[tuple[Any, ...]]]
"""Load tables, run a query, give its rows."""


def laid_out(tables: Mapping[str, pl.DataFrame], keys: frozenset[str]) -> FactTables:
    """What columns the tables have, as the SQL reading is told."""
    return FactTables(
        {name: {c: kind_of(c, t, keys) for c, t in frame.schema.items()} for name, frame in tables.items()}
    )


def kind_of(column: str, kind: Any, keys: frozenset[str]) -> str:
    if column in keys:
        return "key"
    if isinstance(kind, pl.List):
        return "list"
    if kind == pl.Boolean:
        return "bool"
    if kind == pl.Date:
        return "date"
    return "int" if kind.is_integer() else "float" if kind.is_float() else "text"


def duckdb() -> Run:
    return lambda tables, query: _duckdb_with(tables).execute(query).fetchall()


def in_stages(tables: Mapping[str, pl.DataFrame], query: StagedQuery) -> list[tuple[Any, ...]]:
    """The rows of a query on DuckDB, each stage a table of what later ones want of it."""
    base = _duckdb_with(tables)
    for stage in query.stages():
        if not stage.name:
            break
        base.execute(f"CREATE TABLE whole AS {stage.text}")
        kept = [f'"{name}"' for name, *_ in base.execute("DESCRIBE whole").fetchall() if name in stage.wanted]
        base.execute(f'CREATE TABLE "{stage.name}" AS SELECT {", ".join(kept)} FROM whole')
        base.execute("DROP TABLE whole")
    return base.execute(stage.text).fetchall()  # type: ignore[no-any-return]


def _duckdb_with(tables: Mapping[str, pl.DataFrame]) -> Any:
    import duckdb as engine

    base = engine.connect()
    for name, frame in tables.items():
        base.register(f"given_{name}", frame.to_arrow())
        base.execute(f'CREATE TABLE "{name}" AS SELECT * FROM "given_{name}"')
    return base


# --- PostgreSQL -------------------------------------------------------------------------------------------


def postgres_binaries() -> Path | None:
    """Debian's programs of the newest PostgreSQL, or those on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) + [
        Path(p) for p in [shutil.which("initdb")] if p
    ]
    return found[-1].parent if found else None


@contextmanager
def postgres() -> Iterator[Run]:
    """A session on a server of our own."""
    import psycopg

    with (
        postgres_server() as folder,
        psycopg.connect(f"host={folder} user=tests dbname=postgres", autocommit=True) as base,
    ):
        yield _postgres_run(base)


@contextmanager
def postgres_server(fsync: str = "off") -> Iterator[Path]:
    """A server of our own in a new folder, which holds the socket that alone reaches it (user `tests`)."""
    binaries = postgres_binaries()
    assert binaries is not None
    folder = Path(tempfile.mkdtemp(prefix="pratique-pg-"))
    as_user = _as_nobody(folder)

    def call(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, **as_user)

    subprocess.run(["cp", "-a", str(empty_cluster(binaries)), str(folder / "data")], check=True)
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync={fsync}"
    # A minute is what pg_ctl waits by itself: under load a start takes longer, and is no fault.
    control = (str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-w", "-t", "300")
    call(*control, "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield folder
    finally:
        call(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def empty_cluster(binaries: Path) -> Path:
    """A folder that holds what `initdb` makes, made once for all processes and runs of this user."""
    version = subprocess.run([binaries / "initdb", "--version"], check=True, capture_output=True, text=True).stdout
    kept = Path(tempfile.gettempdir()) / f"pratique-pg-{os.getuid()}-{'-'.join(version.split()).strip('()')}"
    if not (kept / "data" / "PG_VERSION").is_file():
        made = Path(tempfile.mkdtemp(prefix="pratique-pg-made-"))
        as_user = _as_nobody(made)
        words = f"-D {made}/data -U tests -A trust --no-sync --no-locale -E UTF8".split()
        subprocess.run([binaries / "initdb", *words], check=True, capture_output=True, **as_user)
        with suppress(OSError):  # another process was first
            made.rename(kept)
        shutil.rmtree(made, ignore_errors=True)
    return kept / "data"


def _as_nobody(folder: Path) -> dict[str, Any]:
    """How a program is started that refuses to be root: by somebody to whom the folder is given."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam("nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "cwd": folder}


_TYPES = {"list": "text[]", "bool": "boolean", "date": "date", "int": "bigint", "float": "double precision"}


def _postgres_run(base: Any) -> Run:
    def run(tables: Mapping[str, pl.DataFrame], query: str) -> list[tuple[Any, ...]]:
        for name, frame in tables.items():
            kinds = {column: kind_of(column, kind, frozenset()) for column, kind in frame.schema.items()}
            columns = ", ".join(f'"{column}" {_TYPES.get(kind, "text")}' for column, kind in kinds.items())
            base.execute(f'DROP TABLE IF EXISTS "{name}"')
            base.execute(f'CREATE TABLE "{name}" ({columns})')
            with base.cursor().copy(f'COPY "{name}" FROM STDIN') as copy:
                for row in frame.iter_rows():
                    copy.write_row(row)
        return base.execute(query).fetchall()  # type: ignore[no-any-return]

    return run


# --- Spark ------------------------------------------------------------------------------------------------


@contextmanager
def spark() -> Iterator[Run]:
    """Spark in this process; tables go in as Parquet."""
    from pratique.usecases.bulk.spark import session

    engine = session(partitions=2)
    folder = Path(tempfile.mkdtemp(prefix="pratique-spark-"))

    def run(tables: Mapping[str, pl.DataFrame], query: str) -> list[tuple[Any, ...]]:
        for name, frame in tables.items():
            frame.write_parquet(folder / f"{name}.parquet")
            engine.read.parquet(str(folder / f"{name}.parquet")).createOrReplaceTempView(name)
        return [tuple(row) for row in engine.sql(query).collect()]

    try:
        yield run
    finally:
        engine.stop()
        shutil.rmtree(folder, ignore_errors=True)
