"""What an atom needs of the rows that it is read on: an interface, so that neither imports the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sqlglot import exp

from pratique.logic.nodes import Condition, Numeric
from pratique.readings.sql.planes import Layers, Plane


class FactColumns(Protocol):
    """Rows with columns of facts, as `rows.RowSpace` holds them."""

    layers: Layers

    @property
    def dialect(self) -> str:
        """The dialect that is written."""

    @property
    def unread(self) -> dict[Numeric, None] | None:
        """Where numbers are read as widely as is safe, those that are not read at all; None: they are refused."""

    def number_of(self, number: Numeric) -> int:
        """A number for an expression, the same whenever it is read on these rows."""

    def type_of(self, table: str, column: str) -> str | None:
        """The type of a column; None where there is none."""

    def column(self, name: str) -> exp.Expr:
        """A column of these rows."""

    def value(self, name: str, write: Callable[[], exp.Expr], level: int = 1) -> str:
        """The name of a column of values that is worked out once."""

    def leaf(self, key: object, write: Callable[[], exp.Expr]) -> Plane:
        """A plane from an expression that is never null."""

    def guarded(self, guard: Condition) -> Plane:
        """That a guard is known to hold on a row, by what was said and the rules that are left."""
