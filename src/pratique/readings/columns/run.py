"""One run of the column reading: what is asked of which rows, and how the answers meet.

Rule: a condition is answered on the fewest rows that bind what it reads. Those rows ask other rows for the parts that
live there, all in one batch, fold the quantifiers over the lists below, and compute the rest as staged expressions.
Every truth is kept under the condition and the binders that it reads, and is computed once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import assert_never

import polars as pl

from pratique.errors import UsageError
from pratique.logic.entities import Entity
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    ChoiceFact,
    Condition,
    Const,
    DateFact,
    Exists,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    Not,
    NumberFact,
    SetFact,
    SubsetOf,
    Term,
    TruthFact,
)
from pratique.logic.simplify import free_kinds
from pratique.logic.truth import UNKNOWN, Truth, truth
from pratique.readings.columns import atoms as atom_of
from pratique.readings.columns.amounts import lies
from pratique.readings.columns.asked import Asked, Env
from pratique.readings.columns.forms import MaskForm
from pratique.readings.columns.rows import NEGATED, Answer, Rows, Truths, codes, every, phantoms, some
from pratique.readings.columns.stages import Part, Stage
from pratique.readings.columns.tables import Binder, Tables
from pratique.readings.decide import verdict
from pratique.value_class import dataclass


@dataclass(slots=True)
class TableRun:
    """One run over one set of tables; keeps every truth that it has computed."""

    tables: Tables
    bits: Mapping[ChoiceFact | SetFact, Mapping[str, int]]
    _done: dict[object, Answer] = field(default_factory=dict)

    def start(self, root: Kind, per: Kind | None) -> tuple[Env, Rows]:
        """The case's own rows, or those of the elements that cases list."""
        binder = Binder(root, "root")
        env: Env = {root: binder}
        rows = Rows(self.tables, binder, self.tables.size(root.name))
        if per is None:
            return env, rows
        listed = self.listed(per, env)
        return self.bound(env, listed), rows.below(listed)

    def truths(self, asked: list[Asked], rows: Rows) -> list[Answer]:
        """The truth of each question on each of `rows`; questions that share parts share the work."""
        key = rows.key
        open_ones = [(node, env) for node, env in asked if (key, named(node, env)) not in self._done]
        if open_ones:
            plan = RowPlan(self, rows)
            for (node, env), answer in zip(open_ones, plan.answers(open_ones), strict=True):
                self._done[key, named(node, env)] = answer
        return [self._done[key, named(node, env)] for node, env in asked]

    # --- what binds -----------------------------------------------------------------------------------------

    def listed(self, kind: Kind, env: Env, *, known: bool = True) -> Binder:
        """A binder for the elements that the bound element of the parent kind lists."""
        outer = env.get(kind.parent) if kind.parent else None
        if outer is None:
            raise UsageError(f"a condition asks for each {kind.name} where nothing that lists one is bound.")
        how = "same" if kind.exactly_one else "list"
        return Binder(kind, how, outer, known and outer.known, outer.order + (how == "list"))

    def bound(self, env: Env, binder: Binder) -> Env:
        """`env` with what `binder` binds and what that carries."""
        more = {**env, binder.kind: binder}
        if binder.kind.carries is not None:
            more[binder.kind.carries] = self.tables.carried(binder.kind.carries, binder)
        return more

    def home(self, node: Condition, env: Env, rows: Rows) -> Rows | None:
        """The fewest rows that bind all that `node` reads; None where it reads nothing known."""
        binders = {env[kind].lister for kind in free_kinds(node) if env[kind].known}
        if not binders:
            return None
        if len(binders) == 1:
            (only,) = binders
            return self._same_or(Rows(self.tables, only, self.tables.size(self.tables.home(only))), rows)
        paths = [_path(binder) for binder in binders]
        common = 0
        while all(len(p) > common and p[common] == paths[0][common] for p in paths):
            common += 1
        top = paths[0][common - 1]
        lists = sorted({b for path in paths for b in path[common:] if b.how == "list"}, key=lambda b: b.order)
        start = Rows(self.tables, top, self.tables.size(self.tables.home(top)))
        if not lists:
            return self._same_or(start, rows)
        if len(lists) > 1 or lists[0] not in rows.expanded:
            return rows
        return self._same_or(start.below(lists[0]), rows)

    @staticmethod
    def _same_or(other: Rows, rows: Rows) -> Rows:
        return rows if other.key == rows.key else other

    # --- gathering and folding --------------------------------------------------------------------------------

    def gathered(self, asked: list[Asked], home: Rows, rows: Rows) -> list[Answer]:
        """Truths of `home` at each of `rows`."""
        index = rows.place(home.expanded[-1]) if home.expanded else rows.at(home.top)
        return [
            answer if isinstance(answer, Truth) else answer.gathered(index, unit(node).value)
            for (node, _), answer in zip(asked, self.truths(asked, home), strict=True)
        ]

    def quantified(self, asked: list[Asked], binder: Binder, rows: Rows) -> list[Answer]:
        """Some and every over what `binder` lists below each of `rows`, its phantom included."""
        below, listed = rows.below(binder), self.tables.listed(binder)
        present = listed.present
        if present is not None and below.listed is not None:
            present = present[below.listed]
        bodies = [(node.body, self.bound(env, binder)) for node, env in asked if isinstance(node, Exists | ForAll)]
        unknown = self.listed(binder.kind, asked[0][1], known=False)
        others = [(body, self.bound(env, unknown)) for (body, _), (_, env) in zip(bodies, asked, strict=True)]
        perhaps = phantoms(binder, rows)
        assert below.offsets is not None
        answers: list[Answer] = []
        for (node, _), inside, other in zip(
            asked, self.truths(bodies, below), self.truths(others, rows), strict=True
        ):
            body, ghost = codes(inside, below.size), codes(other, rows.size)
            if isinstance(node, Exists):
                answers.append(Truths(some(body, present, below.offsets) | (ghost & perhaps)))
            else:
                answers.append(Truths(every(body, present, below.offsets) & (ghost | NEGATED[perhaps])))
        return answers


@dataclass(slots=True)
class RowPlan:
    """What questions on one row space need from elsewhere, and then their expressions on it."""

    reading: TableRun
    rows: Rows
    stage: Stage = field(default_factory=Stage)
    _homes: dict[object, tuple[Rows, dict[object, Asked]]] = field(default_factory=dict)
    _lists: dict[Binder, dict[object, Asked]] = field(default_factory=dict)
    _found: dict[object, Answer] = field(default_factory=dict)
    _parts: dict[object, Part] = field(default_factory=dict)
    _seen: set[object] = field(default_factory=set)

    def answers(self, asked: list[Asked]) -> list[Answer]:
        """First what must come from other rows, in one batch for each; then all expressions together."""
        for node, env in asked:
            self.collect(node, env)
        for home, wanted in self._homes.values():
            self._keep(wanted, self.reading.gathered(list(wanted.values()), home, self.rows))
        for binder, wanted in self._lists.items():
            self._keep(wanted, self.reading.quantified(list(wanted.values()), binder, self.rows))
        parts = [self.part(node, env) for node, env in asked]
        given = {part: found for key, found in self._found.items() if isinstance(part := self._parts.get(key), int)}
        numbers = [part for part in parts if isinstance(part, int) and part not in given]
        series = self.stage.run(numbers, self.rows.size)
        return [
            part if isinstance(part, Truth) else given[part] if part in given else Truths(_series=series[part])
            for part in parts
        ]

    def _keep(self, wanted: Mapping[object, Asked], answers: list[Answer]) -> None:
        self._found.update(zip(wanted, answers, strict=True))

    # --- first pass: what is needed from elsewhere ------------------------------------------------------------

    def collect(self, node: Condition, env: Env) -> None:
        """Note every part of `node` that other rows must answer."""
        key = named(node, env)
        if key in self._seen:
            return
        self._seen.add(key)
        home = self.reading.home(node, env, self.rows)
        if home is None:
            return
        if home is not self.rows:
            self._homes.setdefault(home.key, (home, {}))[1][key] = (node, env)
            return
        match self._split(node, env):
            case AllOf(parts) | AnyOf(parts):
                for part in parts:
                    self.collect(part, env)
            case Exists(kind, body) | ForAll(kind, body) as asked:
                binder = self.reading.listed(kind, env)
                if binder.how == "list" and binder.known:
                    self._lists.setdefault(binder, {})[key] = (asked, env)
                else:
                    self.collect(body, self.reading.bound(env, binder))
            case InRegion() as atom if self._column(atom, env) is None:
                self._found[key] = lies(self.reading, atom, env, self.rows)
            case Const() | TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf() | Not() | Term():
                return
            case other:
                assert_never(other)

    def _split(self, node: Condition, env: Env) -> Condition:
        """All or any, with the parts that live on the same other rows joined, so that they are gathered once."""
        if not isinstance(node, AllOf | AnyOf):
            return node
        local: list[Condition] = []
        others: dict[object, list[Condition]] = {}
        for part in node.parts:
            home = self.reading.home(part, env, self.rows)
            (local if home is None or home is self.rows else others.setdefault(home.key, [])).append(part)
        if not local and len(others) == 1:
            return node
        joined = [its[0] if len(its) == 1 else type(node)(tuple(its)) for its in others.values()]
        return type(node)((*local, *joined))

    # --- second pass: expressions on these rows ---------------------------------------------------------------

    def part(self, node: Condition, env: Env) -> Part:
        """The part of the stage that says `node`."""
        key = named(node, env)
        if key not in self._parts:
            self._parts[key] = self._given(key) if key in self._found else self._local(node, env)
        return self._parts[key]

    def _given(self, key: object) -> Part:
        found = self._found[key]
        return found if isinstance(found, Truth) else self.stage.column(key, found.series)

    def _local(self, condition: Condition, env: Env) -> Part:
        if all(not env[kind].known for kind in free_kinds(condition)):
            return unit(condition)
        node = self._split(condition, env)
        match node:
            case Const(value):
                return truth(value)
            case AllOf(parts):
                return self.stage.join((self.part(part, env) for part in parts), conjunction=True)
            case AnyOf(parts):
                return self.stage.join((self.part(part, env) for part in parts), conjunction=False)
            case Exists(kind, body):
                return self._single(kind, body, env, existential=True)
            case ForAll(kind, body):
                return self._single(kind, body, env, existential=False)
            case TruthFact() | Not() | InRegion() | IsOneOf() | Intersects() | SubsetOf():
                column = self._column(node, env)
                return unit(node) if column is None else self.stage.leaf(named(node, env), column)
            case Term():
                raise UsageError(f"the term {node.name} stands in a normal form.")
            case _:
                assert_never(node)

    def _single(self, kind: Kind, body: Condition, env: Env, *, existential: bool) -> Part:
        """A quantifier over the one element of its kind, or over the phantom of a phantom."""
        binder = self.reading.listed(kind, env)
        part = self.part(body, self.reading.bound(env, binder))
        if kind.exactly_one or kind.at_least_one:
            return part
        return self.stage.join((UNKNOWN, part), conjunction=existential)

    def _column(self, atom: Condition, env: Env) -> pl.Expr | None:
        """The expression of an atom over the table of its fact, which these rows are; None where it has no column."""
        forms = self.reading.tables.forms
        match atom:
            case TruthFact() | Not(TruthFact()):
                fact = atom if isinstance(atom, TruthFact) else atom.part
                assert isinstance(fact, TruthFact)
                series = forms.truth(self._table(fact.kind, env), fact.name)
                if series is None:
                    return None
                self._base(fact.name, series)
                return pl.col(fact.name) if isinstance(atom, TruthFact) else ~pl.col(fact.name)
            case IsOneOf(fact):
                form = forms.choice(self._table(fact.kind, env), fact, self.reading.bits[fact])
                return None if form is None else atom_of.among(atom, self._form(form, fact.name))
            case Intersects(fact) | SubsetOf(fact):
                members = forms.members(self._table(fact.kind, env), fact, self.reading.bits[fact])
                if members is None:
                    return None
                form = self._form(members, fact.name)
                assert isinstance(form, MaskForm)
                return atom_of.meets(atom, form) if isinstance(atom, Intersects) else atom_of.inside(atom, form)
            case InRegion(NumberFact() | DateFact() as fact):
                return self._comparison(atom, fact, self._table(fact.kind, env))
            case InRegion() | Not() | Const() | AllOf() | AnyOf() | Exists() | ForAll() | Term():
                return None
            case _:
                assert_never(atom)

    def _comparison(self, atom: InRegion, fact: NumberFact | DateFact, table: str) -> pl.Expr | None:
        forms = self.reading.tables.forms
        found = forms.exactly(table, fact)
        if found is None:
            return None
        series, none = found
        self._base(fact.name, series)
        if none is not None:
            self._base(f"{fact.name}.none", none)
        return atom_of.lies(atom, series.rename(fact.name), None if none is None else pl.col(f"{fact.name}.none"))

    def _form(self, form: pl.Series | MaskForm, name: str) -> pl.Series | MaskForm:
        """A form under names that no other fact has."""
        if isinstance(form, pl.Series):
            self._base(name, form)
            return form.rename(name)
        must = form.must.rename(f"{name}.must")
        may = must if form.may is form.must else form.may.rename(f"{name}.may")
        self._base(must.name, must)
        self._base(may.name, may)
        return MaskForm(must, may, form.bit_of)

    def _base(self, name: str, series: pl.Series) -> None:
        self.stage.base.setdefault(name, series)

    def _table(self, kind: Kind, env: Env) -> str:
        return self.reading.tables.home(env[kind])


def named(node: Condition, env: Env) -> object:
    """What a truth is kept under: the condition and what binds the kinds that it reads."""
    return node, tuple(sorted(((kind.name, env[kind]) for kind in free_kinds(node)), key=lambda pair: pair[0]))


def unit(node: Condition) -> Truth:
    """The truth of a condition of which nothing is known."""
    return verdict(node, {kind: Entity(kind, kind.name) for kind in free_kinds(node)}).truth


def _path(binder: Binder) -> list[Binder]:
    """The binders from the root down to this one."""
    return [*(_path(binder.outer.lister) if binder.outer else []), binder]
