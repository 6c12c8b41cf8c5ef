"""A query in stages: one text with common table expressions, or a statement for each stage.

Rule: a stage reads tables of facts and stages before it; a column that no later stage names may be dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlglot import exp

from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class SqlStage:
    """One stage: its name (empty: the answers), its SELECT, what it reads, the columns that later ones name."""

    name: str
    text: str
    over: frozenset[str]
    wanted: frozenset[str]


@dataclass(frozen=True, slots=True)
class StagedQuery:
    """The stages of a query by name, in order, and the SELECT of the answers over them."""

    dialect: str
    named: Mapping[str, exp.Expr]
    last: exp.Select

    def text(self, pretty: bool = True) -> str:
        """One SELECT with all stages in it."""
        # PostgreSQL writes a stage into the next where it may, which multiplies what is asked of it.
        kept = True if self.dialect in ("postgres", "duckdb") else None
        select = self.last.copy()
        for name, stage in self.named.items():
            select = select.with_(name, as_=stage, materialized=kept, copy=False)
        return str(select.sql(dialect=self.dialect, pretty=pretty, max_text_width=100_000))

    def stages(self) -> Iterator[SqlStage]:
        """A statement for each stage, the answers last, in the order in which they can be run."""
        selects = [*self.named.items(), ("", self.last)]
        wanted: list[frozenset[str]] = [frozenset()]
        for _, select in reversed(selects[1:]):
            wanted.append(wanted[-1] | {each.name for each in select.find_all(exp.Column)})
        for (name, select), later in zip(selects, reversed(wanted), strict=True):
            over = frozenset(each.name for each in select.find_all(exp.Table))
            yield SqlStage(name, str(select.sql(dialect=self.dialect)), over, later)
