"""Row spaces of the SQL reading: which rows a condition is read on, and how truths move between them.

Rule: a condition lives on the fewest rows that bind all it reads (a party's own facts: once a party) and moves to
where it is needed as bits of a few words; a quantifier is one GROUP BY over a list, shared by all conditions that ask
that list. What reads two elements at once stands on the rows that join them. A phantom (what an open list may still
hold) is a plane of its parent, never a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Protocol, assert_never

from sqlglot import exp

from pratique.errors import UsageError
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
    Condition,
    Const,
    Exists,
    ForAll,
    InRegion,
    Intersects,
    IsOneOf,
    Kind,
    Not,
    Numeric,
    SubsetOf,
    Term,
    TruthFact,
)
from pratique.logic.simplify import free_kinds
from pratique.readings.sql.atoms import said
from pratique.readings.sql.dialects import name_in
from pratique.readings.sql.followed import followed, narrowed_through, read_atom, unit
from pratique.readings.sql.follows import NOTHING_FOLLOWS, Following
from pratique.readings.sql.planes import OPEN, WORD, Layers, Plane, Planes, Words
from pratique.readings.sql.tables import FactTables
from pratique.value_class import dataclass


@dataclass(frozen=True, eq=False, slots=True)
class Seat:
    """Where the element of a kind stands: on these rows (`join` None), on joined ones, or nowhere (`rows` None)."""

    rows: RowSpace | None = None
    join: str | None = None
    env: Mapping[Kind, Seat] = field(default_factory=dict)
    table: str = ""


Env = Mapping[Kind, Seat]
NOWHERE = Seat()


class Spaces(Protocol):
    """All row spaces of one query, as `query.SqlQuery` holds them."""

    tables: FactTables
    dialect: str
    names: Mapping[Condition, str]
    following: Following
    turns: int
    unread: dict[Numeric, None] | None

    def entities(self, kind: Kind) -> RowSpace:
        """The rows of a kind that links lead to."""

    def listed(self, kind: Kind, parents: str) -> RowSpace | None:
        """The rows of the list of a kind below the elements of a table."""

    def mixed(self, outer: RowSpace, env: Env, listing: RowSpace, kind: Kind) -> tuple[RowSpace, Env]:
        """The rows of a list joined to those of its parents, and where on them what `env` binds stands."""


@dataclass(slots=True)
class Join:
    """RowSpace, or the fold of rows, that others are joined to, on columns of the two."""

    rows: RowSpace
    on: tuple[tuple[str, str], ...]
    is_fold: bool = False


@dataclass(slots=True)
class RowSpace:
    """RowSpace of one table, or of a list joined to its parents; everything that is asked of them is kept.

    `keys` are the columns by which a row is known; a fold groups by `by`. `make` makes the same rows once more.
    """

    query: Spaces
    name: str
    table: str
    keys: tuple[str, ...]
    by: tuple[str, ...] = ()
    present: Planes = (True, False)
    make: Callable[[], RowSpace] | None = None
    layers: Layers = field(default_factory=Layers)
    joins: dict[str, Join] = field(default_factory=dict)
    values: dict[str, tuple[int, Callable[[], exp.Expr]]] = field(default_factory=dict)
    words: Words = field(default_factory=Words)
    some: Words = field(default_factory=Words)
    all: Words = field(default_factory=Words)
    env: dict[Kind, Seat] = field(default_factory=dict)
    _reckoned: dict[Numeric, int] = field(default_factory=dict)
    _known: dict[object, Planes] = field(default_factory=dict)
    _seats: dict[object, Seat] = field(default_factory=dict)
    _ones: dict[tuple[Kind, int], tuple[Seat, Env]] = field(default_factory=dict)
    _twins: dict[int, RowSpace] = field(default_factory=dict)

    # --- what atoms need -----------------------------------------------------------------------------------

    @property
    def dialect(self) -> str:
        return self.query.dialect

    @property
    def unread(self) -> dict[Numeric, None] | None:
        return self.query.unread

    def number_of(self, number: Numeric) -> int:
        return self._reckoned.setdefault(number, len(self._reckoned) + 1)

    def type_of(self, table: str, column: str) -> str | None:
        return self.query.tables.type_of(table, column)

    def column(self, name: str) -> exp.Expr:
        """A column of these rows."""
        return exp.column(name_in(self.dialect, name), quoted=True)

    def value(self, name: str, write: Callable[[], exp.Expr], level: int = 1) -> str:
        """The name of a column of values that is worked out once; that of the column itself where it is as given."""
        alias = "v_" + re.sub(r"\W", "_", name)
        if alias not in self.values:
            written = write()
            if isinstance(written, exp.Column) and written.name == name_in(self.dialect, name):
                return name
            self.values[alias] = (level, write)
        return alias

    def leaf(self, key: object, write: Callable[[], exp.Expr]) -> Plane:
        return self.layers.leaf(key, write)

    # --- conditions ----------------------------------------------------------------------------------------

    def planes(self, node: Condition, env: Env) -> Planes:
        """The planes of a condition on these rows."""
        turns = self.query.turns
        key = (node, turns, tuple(sorted((kind.name, id(env[kind])) for kind in free_kinds(node))))
        if key not in self._known:
            found = self._known[key] = self._planes(node, env)
            if turns == self.query.following.depth:
                self._name(node, found)
        return self._known[key]

    def _name(self, node: Condition, found: Planes) -> None:
        name = self.query.names.get(node)
        taken = set(self.layers.names.values()) if name else set()
        for plane, end in zip(found, ("known", "not"), strict=True):
            if (
                name
                and not isinstance(plane, bool)
                and plane not in self.layers.names
                and f"{name}_{end}" not in taken
            ):
                self.layers.names[plane] = f"{name}_{end}"

    def _planes(self, node: Condition, env: Env) -> Planes:
        seats = {id(seat): seat for kind in free_kinds(node) if (seat := env[kind]).rows is not None}
        if not seats:
            return unit(node)
        far = {(id(seat.rows), seat.join) for seat in seats.values()}
        if len(far) == 1 and (seat := next(iter(seats.values()))).join is not None:
            through = narrowed_through(self._follows, node, seat.join if self.table else None, self.env)
            if through is None:
                return self._from_far(node, env)
            if isinstance(node, TruthFact | InRegion | IsOneOf | Intersects | SubsetOf):
                return followed(self, seat.table, node, self._from_far(node, env), self._follows, through)
        match node:
            case Const(value):
                return value, not value
            case AllOf(parts):
                return self.layers.all_of(self.planes(part, env) for part in parts)
            case AnyOf(parts):
                return self.layers.any_of(self.planes(part, env) for part in parts)
            case Not(TruthFact() as fact):
                true, false = self.planes(fact, env)
                return false, true
            case Exists(kind, body):
                return self._quantified(node, kind, body, env, existential=True)
            case ForAll(kind, body):
                return self._quantified(node, kind, body, env, existential=False)
            case Not() | Term():
                raise UsageError(f"{node} does not stand in a normal form.")
            case TruthFact() | InRegion() | IsOneOf() | Intersects() | SubsetOf():
                if any(seat.join is not None for seat in seats.values()):
                    if self.unread is not None and isinstance(node, InRegion):
                        self.unread[node.number] = None
                        return OPEN
                    raise UsageError("SQL cannot compute a number from two elements: decide these cases singly.")
                table = next(iter(seats.values())).table
                return followed(self, table, node, read_atom(self, table, node, self.query.following), self._follows)
            case _:
                assert_never(node)

    def _from_far(self, node: Condition, env: Env) -> Planes:
        kinds = free_kinds(node)
        seat = next(env[kind] for kind in kinds if env[kind].rows is not None)
        inside = {kind: env[kind].env.get(kind, NOWHERE) for kind in kinds}
        assert seat.rows is not None
        assert seat.join is not None
        planes = seat.rows.planes(node, inside)
        return self._moved(seat, planes, unit(node))

    @property
    def _follows(self) -> Following:
        """What follows on a row, while rules are left to be read."""
        return self.query.following if self.query.turns else NOTHING_FOLLOWS

    def guarded(self, guard: Condition) -> Plane:
        """That a guard is known to hold on a row, by what was said and the rules that are left."""
        self.query.turns -= 1
        try:
            return self.planes(guard, {**dict.fromkeys(free_kinds(guard), NOWHERE), **self.env})[0]
        finally:
            self.query.turns += 1

    def _moved(self, seat: Seat, planes: Planes, missing: Planes) -> Planes:
        """Planes of joined rows on these."""
        assert seat.rows is not None
        assert seat.join is not None
        true, false = (
            plane
            if isinstance(plane, bool)
            else self._bit(seat.join, "w", seat.rows.words.slot(plane, bool(default)))
            for plane, default in zip(planes, missing, strict=True)
        )
        return true, false

    def _bit(self, join: str, word: str, slot: int) -> Plane:
        name, bit = f"{join}_{word}{slot // WORD}", 1 << slot % WORD

        def write() -> exp.Expr:
            both = exp.BitwiseAnd(this=self.column(name), expression=exp.Literal.number(bit))
            return exp.NEQ(this=exp.Paren(this=both), expression=exp.Literal.number(0))

        return self.leaf((name, bit), write)

    # --- quantifiers ---------------------------------------------------------------------------------------

    def _quantified(self, node: Condition, kind: Kind, body: Condition, env: Env, *, existential: bool) -> Planes:
        assert kind.parent is not None
        parent = env[kind.parent]
        if kind.exactly_one:
            return self.planes(body, {**env, **self._one(kind, parent)})
        ghost = self.planes(body, {**env, kind: NOWHERE} | ({kind.carries: NOWHERE} if kind.carries else {}))
        if parent.rows is None:
            join = self.layers.all_of if existential else self.layers.any_of
            return ghost if kind.at_least_one else join((OPEN, ghost))
        named = self._folded(node, kind, body, env, existential)
        perhaps, surely_not = self.perhaps(kind, parent)
        if existential:
            return self.layers.any_of((named, self.layers.all_of((ghost, (perhaps, surely_not)))))
        return self.layers.all_of((named, self.layers.any_of((ghost, (surely_not, perhaps)))))

    def _one(self, kind: Kind, parent: Seat) -> Env:
        """The seats of the one element of a kind and of what it carries."""
        if parent.rows is None:
            return {kind: NOWHERE} | ({kind.carries: NOWHERE} if kind.carries else {})
        key = (kind, id(parent))
        if key not in self._ones:
            self._ones[key] = (parent, self._one_of(kind, parent))
        return self._ones[key][1]

    def _one_of(self, kind: Kind, parent: Seat) -> Env:
        if parent.join is not None and kind.parent is not None:
            assert parent.rows is not None
            inside = parent.rows._one(kind, parent.env[kind.parent])
            return {
                each: NOWHERE if seat.rows is None else Seat(parent.rows, parent.join, {each: seat}, seat.table)
                for each, seat in inside.items()
            }
        found: dict[Kind, Seat] = {kind: parent}
        if kind.carries is not None:
            found[kind.carries] = self.linked(kind.carries, kind.name, parent.table)
        return found

    def linked(self, kind: Kind, column: str, table: str) -> Seat:
        """The seat of the element that a column of `table` leads to."""
        if not self.query.tables.is_keyed(kind):
            return self.here(table)
        if self.type_of(table, column) is None:
            return NOWHERE
        alias = f"of_{column}"
        if alias not in self.joins:
            target = self.query.entities(kind)
            self.joins[alias] = Join(target, ((column, kind.name),))
            self._seats[alias] = Seat(target, alias, target.env, target.table)
        return self._seats[alias]

    def here(self, table: str) -> Seat:
        """The seat of what stands on these very rows."""
        return self._seats.setdefault(f"here {table}", Seat(self, None, {}, table))

    def perhaps(self, kind: Kind, parent: Seat) -> Planes:
        """Whether there is an element of the kind that no row names: surely, surely not."""
        if parent.join is not None:
            assert parent.rows is not None
            assert kind.parent is not None
            inside = parent.rows.perhaps(kind, parent.env[kind.parent])
            return self._moved(parent, inside, (kind.at_least_one, False))
        closed: Plane = False
        if self.type_of(parent.table, f"{kind.name}.closed") == "bool":
            closed = self.leaf((kind.name, "closed"), lambda: said(self.column(f"{kind.name}.closed")))
        if not kind.at_least_one:
            return False, closed
        listing = self.query.listed(kind, parent.table)
        if listing is None:
            return True, False
        alias = self._join_fold(listing)
        count, zero = self.column(f"{alias}_n"), exp.Literal.number(0)
        none = self.leaf((alias, "none"), lambda: exp.EQ(this=count.copy(), expression=zero.copy()))
        some = self.leaf((alias, "some"), lambda: exp.GT(this=count.copy(), expression=zero.copy()))
        return none, self.layers.join((closed, some), conjunction=True)

    def _join_fold(self, listing: RowSpace) -> str:
        alias = f"of_{listing.name}"
        self.joins.setdefault(alias, Join(listing, tuple((key, key) for key in listing.by), is_fold=True))
        return alias

    def _folded(self, node: Condition, kind: Kind, body: Condition, env: Env, existential: bool) -> Planes:
        """Some or every over what the list names."""
        assert kind.parent is not None
        parent = env[kind.parent]
        listing = self.query.listed(kind, parent.table)
        if listing is None:
            return (False, True) if existential else (True, False)
        inner = {kind, kind.carries}
        outer = {each: env[each] for each in free_kinds(body) if each not in inner and env[each].rows is not None}
        rows, around = self.query.mixed(self, outer, listing, kind) if outer else (listing, {})
        both = {**dict.fromkeys(free_kinds(body), NOWHERE), **around, **rows.env}
        return self._fold(rows, rows.planes(body, both), existential)

    def _fold(self, rows: RowSpace, planes: Planes, existential: bool) -> Planes:
        true, false = planes
        there, absent = rows.present
        layers, alias = rows.layers, self._join_fold(rows)
        if existential:
            some, every = (
                layers.join((true, there), conjunction=True),
                layers.join((false, absent), conjunction=False),
            )
        else:
            some, every = (
                layers.join((false, there), conjunction=True),
                layers.join((true, absent), conjunction=False),
            )
        found = self._folded_bit(rows, alias, some, "s"), self._folded_bit(rows, alias, every, "a")
        return found if existential else (found[1], found[0])

    def _folded_bit(self, rows: RowSpace, alias: str, plane: Plane, word: str) -> Plane:
        """The fold of a plane: of `s` whether some row has it, of `a` whether all have."""
        if plane is (word == "a"):
            return plane
        words = rows.some if word == "s" else rows.all
        kept = rows.leaf(("always", plane), exp.true if plane else exp.false) if isinstance(plane, bool) else plane
        return self._bit(alias, word, words.slot(kept, word == "a"))

    # --- the same rows once more ---------------------------------------------------------------------------

    def seat_of(self, key: object, seat: Callable[[], Seat]) -> Seat:
        """A seat that is made once."""
        if key not in self._seats:
            self._seats[key] = seat()
        return self._seats[key]

    def twin(self) -> RowSpace:
        """The same rows, to be asked what these must not wait for."""
        if 0 not in self._twins:
            assert self.make is not None
            self._twins[0] = self.make()
        return self._twins[0]

    def adopt(self, seat: Seat, other: RowSpace) -> Seat:
        """A seat of `other`, whose twin these rows are, on these rows."""
        if seat.join is None:
            return self.here(seat.table)
        own = self.joins.setdefault(seat.join, other.joins[seat.join]).rows
        theirs = seat.rows
        if own is theirs or theirs is None:
            return seat
        # What they are joined to are the twins of what the others are: the seat stands on these.
        inside = {kind: each if each.rows is None else own.adopt(each, theirs) for kind, each in seat.env.items()}
        return self.seat_of(("adopted", id(seat)), lambda: Seat(own, seat.join, inside, seat.table))
