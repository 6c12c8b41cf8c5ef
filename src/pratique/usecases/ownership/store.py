"""Registries stored once, so that every later question is quick."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pratique.errors import UsageError
from pratique.parties.stored import is_spark
from pratique.parties.stored.build import Built, build_graph


def store_registries(paths: str | Path | Sequence[str | Path], output: str | Path, *, engine: str = "") -> Built:
    """Registries (files, folders of them) -> one file with an index, which every question takes as a registry.

    With `spark` as the engine a folder of Parquet, for tables of stakes that one machine does not hold.
    Raises `UsageError` without any, `InvalidInput` where one cannot be read.

    >>> pratique.graph_build("tyre-sensor/stakes.csv", "graph.db").records
    4
    """
    given = [Path(each) for each in ((paths,) if isinstance(paths, str | Path) else paths)]
    if not given:
        raise UsageError("Give a folder of registries, or --registry FILE.")
    inside = [
        sorted(file for file in each.iterdir() if file.is_file()) if each.is_dir() else [each] for each in given
    ]
    files = [str(file) for its in inside for file in its]
    if is_spark(engine):
        from pratique.usecases.ownership.large import build_large  # the only one that needs Spark

        return build_large(files, output)
    return build_graph(files, output)
