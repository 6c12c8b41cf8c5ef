"""One SELECT from conditions: the row spaces that they need, as common table expressions from the inside out.

Rule: every condition is read in its normal form, strong Kleene, exactly as `decide` reads it case by case; what
cannot be read so is refused by name. The text is the same for the same conditions, tables and dialect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field

from sqlglot import exp

from pratique.errors import UsageError
from pratique.logic.nodes import Condition, Kind, Numeric
from pratique.logic.simplify import simplify
from pratique.readings.facts_used import root_of
from pratique.readings.sql.atoms import said
from pratique.readings.sql.dialects import checked, name_in
from pratique.readings.sql.follows import NOTHING_FOLLOWS, Following
from pratique.readings.sql.planes import WORD, Planes, Words
from pratique.readings.sql.rows import NOWHERE, Env, Join, RowSpace, Seat
from pratique.readings.sql.separate import LIMIT, separated
from pratique.readings.sql.stages import StagedQuery
from pratique.readings.sql.tables import FactTables, standard_tables
from pratique.value_class import dataclass

Written = tuple[exp.Expr, exp.Expr]
"""Known true and known false, as the columns of the last stage."""
Select = Callable[[Mapping[str, Written]], Mapping[str, exp.Expr]]
"""What to show of the answers: a column a name."""


@dataclass(slots=True)
class SqlQuery:
    """The query while it is built."""

    tables: FactTables
    dialect: str
    names: Mapping[Condition, str] = field(default_factory=dict)
    following: Following = NOTHING_FOLLOWS
    turns: int = 0
    unread: dict[Numeric, None] | None = None
    _entities: dict[Kind, RowSpace] = field(default_factory=dict)
    _lists: dict[tuple[Kind, str], RowSpace | None] = field(default_factory=dict)
    _mixed: dict[object, RowSpace] = field(default_factory=dict)
    _written: dict[int, str] = field(default_factory=dict)
    _folds: dict[int, str] = field(default_factory=dict)
    _stages: dict[str, exp.Expr] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)

    # --- row spaces ----------------------------------------------------------------------------------------

    def name(self, stem: str) -> str:
        """A name for a stage that no other has."""
        number = self._numbers[stem] = self._numbers.get(stem, 0) + 1
        return stem if number == 1 else f"{stem}_{number}"

    def plain(self, kind: Kind) -> RowSpace:
        """The rows of the table of a kind."""
        rows = RowSpace(self, self.name(f"{kind.name}_rows"), kind.name, (kind.name,), make=lambda: self.plain(kind))
        rows.env[kind] = rows.here(kind.name)
        return rows

    def entities(self, kind: Kind) -> RowSpace:
        """The rows of a kind that links lead to; one for all."""
        if kind not in self._entities:
            self._entities[kind] = self.plain(kind)
        return self._entities[kind]

    def listed(self, kind: Kind, parents: str) -> RowSpace | None:
        """The rows of the list of a kind below the elements of a table; None where no table lists it."""
        assert kind.parent is not None
        if (kind, parents) not in self._lists:
            table = self.tables.listing(parents, kind.parent, kind)
            self._lists[kind, parents] = None if table is None else self._listing(kind, table)
        return self._lists[kind, parents]

    def _listing(self, kind: Kind, table: str) -> RowSpace:
        assert kind.parent is not None
        parent = kind.parent.name
        own = (kind.name,) if self.tables.type_of(table, kind.name) else ()
        rows = RowSpace(self, self.name(f"{table}_rows"), table, (parent, *own), by=(parent,))
        if table != kind.name and own and self.tables.is_keyed(kind):
            rows.env[kind] = rows.linked(kind, kind.name, table)
        else:
            rows.env[kind] = rows.here(table)
        if kind.carries is not None:
            rows.env[kind.carries] = rows.linked(kind.carries, kind.carries.name, table)
        if self.tables.type_of(table, "present") == "bool":
            there = rows.leaf("present", lambda: said(rows.column("present")))
            absent = rows.leaf("absent", lambda: said(exp.Not(this=rows.column("present"))))
            rows.present = (there, absent)
        return rows

    def mixed(self, outer: RowSpace, env: Env, listing: RowSpace, kind: Kind) -> tuple[RowSpace, Env]:
        """The rows of a list joined to those of its parents, and where on them what `env` binds stands."""
        key = (id(outer), id(listing))
        if key not in self._mixed:
            self._mixed[key] = self.joined(outer.twin(), listing, kind)
        rows = self._mixed[key]
        parents = rows.joins["outer"].rows

        def moved(each: Kind, seat: Seat) -> Seat:
            inside = parents.adopt(seat, outer)
            return rows.seat_of((each, id(inside)), lambda: Seat(parents, "outer", {each: inside}, seat.table))

        return rows, {each: moved(each, seat) for each, seat in env.items()}

    def joined(self, parents: RowSpace, listing: RowSpace, kind: Kind) -> RowSpace:
        """A list joined to the rows `parents`."""
        own = tuple(key for key in listing.keys if key not in listing.by)
        rows = RowSpace(
            self,
            self.name(f"{listing.name}_joined"),
            "",
            (*parents.keys, *own),
            by=parents.keys,
            make=lambda: self.joined(parents.twin(), listing, kind),
        )
        rows.joins["inner"] = Join(listing, ())
        rows.joins["outer"] = Join(parents, tuple((each, each) for each in listing.by))
        for each, seat in listing.env.items():
            rows.env[each] = NOWHERE if seat.rows is None else Seat(listing, "inner", {each: seat}, seat.table)
        rows.present = rows._moved(Seat(listing, "inner"), listing.present, (False, False))
        return rows

    # --- text ----------------------------------------------------------------------------------------------

    def last_stage(self, rows: RowSpace, wanted: Iterable[Planes]) -> tuple[str, Callable[[Planes], Written]]:
        """Write all stages of some rows; the name of the last one, and how planes are read there."""
        needed = [plane for planes in wanted for plane in planes]
        needed += [*rows.words.slots, *rows.some.slots, *rows.all.slots]
        current = self._base(rows)
        for level in sorted({level for level, _ in rows.values.values()}):
            its = [(alias, write()) for alias, (at, write) in rows.values.items() if at == level]
            current = self._next(rows.name, current, its)
        layers, named = rows.layers.columns(needed)
        for its in layers:
            current = self._next(rows.name, current, its)

        def read(planes: Planes) -> Written:
            true, false = (exp.convert(p) if isinstance(p, bool) else self._col(named[p]) for p in planes)
            return true, false

        return current, read

    def _col(self, name: str, of: str | None = None) -> exp.Expr:
        return exp.column(name_in(self.dialect, name), table=of, quoted=True)

    def _next(self, stem: str, current: str, its: list[tuple[str, exp.Expr]]) -> str:
        columns = [exp.alias_(each, name_in(self.dialect, alias), quoted=True, copy=False) for alias, each in its]
        return self._stage(
            stem, exp.Select(expressions=[exp.Star(), *columns]).from_(exp.to_table(current), copy=False)
        )

    def _stage(self, stem: str, select: exp.Expr) -> str:
        name = self.name(f"{stem}_s")
        self._stages[name] = select
        return name

    def _base(self, rows: RowSpace) -> str:
        """The rows with the words of all that they are joined to."""
        joins = [(alias, join, self._target(join)) for alias, join in rows.joins.items()]
        if rows.table:
            source = exp.alias_(
                exp.Table(this=exp.to_identifier(rows.table, quoted=True)), "t", table=True, copy=False
            )
            columns = [exp.Column(this=exp.Star(), table=exp.to_identifier("t"))]
            select = exp.Select(expressions=columns).from_(source, copy=False)
            near, kind = "t", "left"
        else:
            (_, _, inner), joins = joins[0], joins[1:]
            select = exp.Select().from_(exp.to_table(inner, alias="inner_rows"), copy=False)
            own = [key for key in rows.keys if key not in rows.by]
            at = {**dict.fromkeys(rows.by, "j0"), **dict.fromkeys(own, "inner_rows")}
            select = select.select(*(self._col(key, at[key]) for key in rows.keys), copy=False)
            select = select.select(*self._words(rows.joins["inner"], "inner", "inner_rows"), copy=False)
            near, kind = "inner_rows", "inner"
        for place, (alias, join, target) in enumerate(joins):
            name = f"j{place}"
            on = exp.and_(
                *(exp.EQ(this=self._col(a, near), expression=self._col(b, name)) for a, b in join.on), copy=False
            )
            select = select.join(exp.to_table(target, alias=name), on=on, join_type=kind, copy=False)
            select = select.select(*self._words(join, alias, name), copy=False)
        return self._stage(rows.name, select)

    def _words(self, join: Join, alias: str, name: str) -> list[exp.Expr]:
        """The words of joined rows, with what they are where there is no row."""
        found: list[exp.Expr] = []
        if join.is_fold:
            count = exp.Coalesce(this=self._col("n", name), expressions=[exp.Literal.number(0)])
            found.append(exp.alias_(count, f"{alias}_n", quoted=True, copy=False))
            kinds = [("s", join.rows.some), ("a", join.rows.all)]
        else:
            kinds = [("w", join.rows.words)]
        for letter, words in kinds:
            for place, mask in enumerate(_defaults(words)):
                default = exp.Coalesce(
                    this=self._col(f"{letter}{place}", name), expressions=[exp.Literal.number(mask)]
                )
                found.append(exp.alias_(default, f"{alias}_{letter}{place}", quoted=True, copy=False))
        return found

    def _target(self, join: Join) -> str:
        """The stage that a join reads; written first."""
        known = self._folds if join.is_fold else self._written
        key = id(join.rows)
        if key not in known:
            known[key] = self._fold_stage(join.rows) if join.is_fold else self._word_stage(join.rows)
        return known[key]

    def _word_stage(self, rows: RowSpace) -> str:
        last, read = self._last(rows)
        columns = [self._col(key) for key in rows.keys]
        columns += [
            exp.alias_(each, f"w{place}", quoted=True, copy=False)
            for place, each in enumerate(_packed(rows.words, read))
        ]
        return self._stage(
            f"{rows.name}_words", exp.Select(expressions=columns).from_(exp.to_table(last), copy=False)
        )

    def _fold_stage(self, rows: RowSpace) -> str:
        last, read = self._last(rows)
        keys = [self._col(key) for key in rows.by]
        columns = [*keys, exp.alias_(exp.Count(this=exp.Star()), "n", quoted=True, copy=False)]
        folds = (("s", rows.some, exp.BitwiseOrAgg), ("a", rows.all, exp.BitwiseAndAgg))
        for letter, words, fold in folds:
            columns += [
                exp.alias_(fold(this=each), f"{letter}{place}", quoted=True, copy=False)
                for place, each in enumerate(_packed(words, read))
            ]
        select = exp.Select(expressions=columns).from_(exp.to_table(last), copy=False)
        return self._stage(f"{rows.name}_fold", select.group_by(*(key.copy() for key in keys), copy=False))

    def _last(self, rows: RowSpace) -> tuple[str, Callable[[Planes], Written]]:
        """The last stage of rows; one for their words and their fold."""
        if id(rows) not in self._lasts:
            self._lasts[id(rows)] = self.last_stage(rows, ())
        return self._lasts[id(rows)]

    _lasts: dict[int, tuple[str, Callable[[Planes], Written]]] = field(default_factory=dict)

    def staged(self, last: exp.Select) -> StagedQuery:
        """The whole query."""
        return StagedQuery(self.dialect, self._stages, last)


def _defaults(words: Words) -> list[int]:
    return [
        sum(1 << place for place, default in enumerate(words.defaults[start : start + WORD]) if default)
        for start in range(0, len(words.defaults), WORD)
    ]


def _packed(words: Words, read: Callable[[Planes], Written]) -> list[exp.Expr]:
    """The planes as bits of words."""
    planes = list(words.slots)
    return [
        _word([read((plane, False))[0] for plane in planes[start : start + WORD]])
        for start in range(0, len(planes), WORD)
    ]


def _word(columns: list[exp.Expr]) -> exp.Expr:
    bits = [
        exp.Case(ifs=[exp.If(this=each, true=exp.Literal.number(1 << place))], default=exp.Literal.number(0))
        for place, each in enumerate(columns)
    ]
    joined: exp.Expr = exp.Cast(this=bits[0], to=exp.DataType.build("bigint"))
    for each in bits[1:]:
        joined = exp.Add(this=joined, expression=each)
    return joined


# --- the whole --------------------------------------------------------------------------------------------


def code(written: Written) -> exp.Expr:
    """The truth as a code: 3 true, 0 false, 1 unknown."""
    true, false = written
    ifs = [
        exp.If(this=true, true=exp.Literal.number(3)),
        exp.If(this=false, true=exp.Literal.number(0)),
    ]
    return exp.Case(ifs=ifs, default=exp.Literal.number(1))


def codes(answers: Mapping[str, Written]) -> Mapping[str, exp.Expr]:
    """Every answer as a code."""
    return {name: code(each) for name, each in answers.items()}


def staged(
    conditions: Mapping[str, Condition],
    dialect: str,
    *,
    tables: FactTables | None = None,
    per: Kind | None = None,
    names: Mapping[Condition, str] | None = None,
    select: Select = codes,
    follows: Following = NOTHING_FOLLOWS,
    limit: int = LIMIT,
    unread: dict[Numeric, None] | None = None,
) -> StagedQuery:
    """A query in stages that says of each case, or of each listed element of kind `per`, what each condition is.

    `tables` says which columns there are (default: all that the conditions read, as `standard_tables` lays them out);
    what is not there is unknown. Columns are the keys and then what `select` makes of the answers: by default codes
    F=0, U=1, T=3. `names` gives conditions (in normal form) the names of their columns, `follows` what is
    so of facts that a row leaves open. Raises UsageError for a
    dialect that is none and for conditions that SQL cannot read exactly; given `unread`, such numbers are read as
    widely as is safe, and those that are not read at all are added to it.
    """
    normal = {name: separated(simplify(condition), limit) for name, condition in conditions.items()}
    root = root_of(normal.values(), per)
    laid = tables or standard_tables(normal.values(), root)
    if root.name not in laid.columns:
        raise UsageError(f"There is no table {root.name}: give one row for each {root.name}.")
    query = SqlQuery(laid, checked(dialect), names or {}, follows, follows.depth, unread)
    rows, env = _rows_of(query, root, per)
    answers = {name: rows.planes(condition, env) for name, condition in normal.items()}
    last, read = query.last_stage(rows, answers.values())
    shown = select({name: read(planes) for name, planes in answers.items()})
    columns = [query._col(key) for key in rows.keys if laid.type_of(root.name, key) or per is not None]
    columns += [exp.alias_(each, name, quoted=True, copy=False) for name, each in shown.items()]
    return query.staged(exp.Select(expressions=columns).from_(exp.to_table(last), copy=False))


def sql(
    conditions: Mapping[str, Condition],
    dialect: str,
    *,
    tables: FactTables | None = None,
    per: Kind | None = None,
    follows: Following = NOTHING_FOLLOWS,
    limit: int = LIMIT,
    unread: dict[Numeric, None] | None = None,
) -> str:
    """One SELECT of the codes of some conditions: the text of `staged`, which says what is asked for and raised."""
    asked = staged(conditions, dialect, tables=tables, per=per, follows=follows, limit=limit, unread=unread)
    return asked.text()


def _rows_of(query: SqlQuery, root: Kind, per: Kind | None) -> tuple[RowSpace, Env]:
    cases = query.plain(root)
    if per is None:
        return cases, cases.env
    listing = query.listed(per, root.name)
    if listing is None:
        raise UsageError(f"There is no table that lists each {root.name}'s {per.name}.")
    rows, around = query.mixed(cases, {root: cases.env[root]}, listing, per)
    return rows, {**around, **rows.env}
