"""Registries stored once, so that every later question is quick."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pratique.errors import UsageError
from pratique.parties.stored.build import Built, build_graph


def store_registries(paths: Sequence[str | Path], output: str | Path) -> Built:
    """Store registries as one file. Raises `UsageError` without any, `InvalidInput` where one cannot be read."""
    if not paths:
        raise UsageError("Give a folder of registries, or --registry FILE.")
    return build_graph(paths, output)
