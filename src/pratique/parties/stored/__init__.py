"""Registries kept as one file with an index, so that a question reads only what it leads to.

Rule: the records are kept as they came and read by the same readers when a question needs them; the file only says
where they are. So a stored graph and the files that it was made of give the same answer. What tells such a file is
here, without its reader.
"""

from pathlib import Path

from pratique.errors import InvalidInput, UsageError
from pratique.files import read_head

__all__ = ["MAGIC", "is_large", "is_spark", "is_stored"]

MAGIC = b"PRATIQUE-GRAPH-4\n"


def is_stored(path: str | Path) -> bool:
    """Whether a file is a stored graph."""
    try:
        return read_head(path, len(MAGIC)).startswith(MAGIC[:-2])
    except InvalidInput:
        return False


def is_large(path: str | Path) -> bool:
    """Whether this is a folder with a graph that was stored for many machines (`large`)."""
    return (Path(path) / "graph.json").is_file()


def is_spark(engine: str) -> bool:
    """Whether an engine is Spark, and not this program itself (""). Raises `UsageError` for any other."""
    if engine not in ("", "spark"):
        raise UsageError(f"There is no engine {engine!r}: leave it out, or say spark.")
    return engine == "spark"
