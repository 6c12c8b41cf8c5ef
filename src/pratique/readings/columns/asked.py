"""What the amounts ask of a run over tables: an interface, so that the run may use the amounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pratique.logic.nodes import Condition, Kind
from pratique.readings.columns.rows import Answer, Rows
from pratique.readings.columns.tables import Binder, Tables

Env = Mapping[Kind, Binder]
"""What binds each kind on the path so far."""
Asked = tuple[Condition, Env]


class Run(Protocol):
    """One run over one set of tables; `run.Reading` is the one that there is."""

    @property
    def tables(self) -> Tables:
        """The tables that are read."""

    def truths(self, asked: list[Asked], rows: Rows) -> list[Answer]:
        """The truth of each question on each of `rows`."""

    def listed(self, kind: Kind, env: Env, *, known: bool = True) -> Binder:
        """A binder for the elements that the bound element of the parent kind lists."""

    def bound(self, env: Env, binder: Binder) -> Env:
        """`env` with what `binder` binds and what that carries."""
