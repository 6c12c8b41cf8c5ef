"""The planes of an atom with what follows of its fact on the same row, and of the truths that rules ask of a row.

Rule: what follows is joined to what was said; where the two are against each other both planes hold, and the relation
that is contradicted is told by a column of its own.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from sqlglot import exp

from pratique.logic.entities import Entity
from pratique.logic.intervals import INFINITY, End
from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import Atom, ChoiceFact, Condition, DateFact, Fact, InRegion, Kind, NumberFact, TruthFact
from pratique.logic.simplify import free_kinds
from pratique.logic.truth import FALSE, TRUE
from pratique.readings.decide import verdict
from pratique.readings.sql import dialects
from pratique.readings.sql.asked import FactColumns
from pratique.readings.sql.atoms import planes_of, said
from pratique.readings.sql.follows import (
    APART,
    SAID,
    Following,
    Linear,
    asked_about,
    fact_of,
    implied,
    tells_something,
)
from pratique.readings.sql.planes import Plane, Planes
from pratique.readings.sql.regions import lies
from pratique.readings.sql.spans import Extent, Write, domain_of, literal, span_of

OUTWARD = "1e-12"
"""By so much of itself a computed end is moved outwards where it was rounded."""


def read_atom(rows: FactColumns, table: str, atom: Atom, follows: Following) -> Planes:
    """The planes of an atom on rows of `table` as they are, or of a truth that a rule asks of the row."""
    if isinstance(atom, TruthFact) and atom.name.startswith(SAID):
        is_said = _is_said(rows, table, follows.said[atom.name])  # now: what it computes once has to be known in time
        return rows.leaf(atom.name, is_said.copy), False
    if isinstance(atom, TruthFact) and atom.name.startswith(APART):
        return _apart(rows, table, follows.linears[atom.name.removeprefix(APART)]), False
    return planes_of(rows, table, atom)


def followed(
    rows: FactColumns, table: str, atom: Atom, planes: Planes, follows: Following, through: Kind | None = None
) -> Planes:
    """The planes of an atom with what rules say of its fact where their guards hold."""
    if isinstance(atom, InRegion) and not isinstance(atom.number, NumberFact | DateFact):
        return planes
    true: list[Plane] = [planes[0]]
    false: list[Plane] = [planes[1]]
    fact = asked_about(atom, follows)
    is_whether_said = fact is not fact_of(atom)
    for rule in follows.of(fact, through):
        found = (tells_something(rule) or None) if is_whether_said else implied(rule, atom)
        if found is not None:
            (true if found else false).append(rows.guarded(rule.guard))
    if through is None and isinstance(atom, InRegion):
        for span in _computed(rows, table, fact, follows):
            more = lies(rows, span, atom.where, atom.none_ok, atom.number)
            true.append(more[0])
            false.append(more[1])
    if through is None and is_whether_said:
        true += [span.there for span in _computed(rows, table, fact, follows)]
    return rows.layers.join(true, conjunction=False), rows.layers.join(false, conjunction=False)


# --- what a row says --------------------------------------------------------------------------------------


def _is_said(rows: FactColumns, table: str, fact: Fact) -> exp.Expr:
    """Whether a row says anything of a fact that it can have."""
    kind = rows.type_of(table, fact.name)
    if isinstance(fact, NumberFact | DateFact) and kind in ("int", "float", "date"):
        value = span_of(rows, table, fact).exact or fact.name
        columns = [value, *([none] if rows.type_of(table, none := f"{fact.name}.none") else [])]
    elif isinstance(fact, ChoiceFact) and kind == "text":
        among = exp.In(this=rows.column(fact.name), expressions=[dialects.text(each) for each in sorted(fact.values)])
        return said(among)
    else:
        ends = ("", ".none", ".must", ".may")
        columns = [fact.name + end for end in ends if rows.type_of(table, fact.name + end)]
    there = [_is_there(rows, each) for each in columns]
    if isinstance(fact, NumberFact | DateFact) and fact.name not in columns:
        there += _ends_said(rows, table, fact)
    return exp.Paren(this=exp.or_(*there)) if there else exp.false()


def _ends_said(rows: FactColumns, table: str, fact: NumberFact | DateFact) -> Iterator[exp.Expr]:
    """Where the ends of a number say more than what it can be anyway: an end at that of its domain says nothing."""
    domain = domain_of(fact)
    sides = ((".lo", domain.low, domain.low_open, exp.GT), (".hi", domain.high, domain.high_open, exp.LT))
    for end, bound, is_open, inside in sides:
        name = fact.name + end
        if not rows.type_of(table, name):
            continue
        there = _is_there(rows, name)
        if abs(bound) == INFINITY:
            yield there
            continue
        yield exp.and_(there, inside(this=rows.column(name), expression=literal(bound)))
        if not is_open and rows.type_of(table, f"{name}_open"):
            opened = f"{name}_open"
            yield exp.and_(there.copy(), _is_there(rows, opened), rows.column(opened))


def _is_there(rows: FactColumns, name: str) -> exp.Expr:
    return exp.Not(this=exp.Is(this=rows.column(name), expression=exp.null()))


# --- two numbers that are so far apart --------------------------------------------------------------------


def _exactly(rows: FactColumns, table: str, fact: NumberFact) -> str | None:
    return span_of(rows, table, fact).exact if rows.type_of(table, fact.name) in ("int", "float") else None


def _apart(rows: FactColumns, table: str, linear: Linear) -> Plane:
    """That two numbers, both known, are not as far apart as a relation says."""
    x, y = (_exactly(rows, table, fact) for fact in (linear.x, linear.y))
    if x is None or y is None:
        return False

    def write() -> exp.Expr:
        apart = exp.Paren(
            this=exp.Sub(this=_times(rows, x, float(linear.a)), expression=_times(rows, y, float(linear.b)))
        )
        where, beyond = linear.where, list[exp.Expr]()
        if where.low != -INFINITY:
            beyond.append((exp.LTE if where.low_open else exp.LT)(this=apart.copy(), expression=literal(where.low)))
        if where.high != INFINITY:
            beyond.append((exp.GTE if where.high_open else exp.GT)(this=apart.copy(), expression=literal(where.high)))
        return said(exp.Paren(this=exp.or_(*beyond)))

    return rows.leaf((APART, linear.name), write)


def _times(rows: FactColumns, column: str, factor: float) -> exp.Expr:
    plain = rows.column(column)
    return plain if factor == 1 else exp.Mul(this=plain, expression=dialects.number(repr(factor)))


def _computed(rows: FactColumns, table: str, fact: Fact, follows: Following) -> Iterator[Extent]:
    """What the other numbers of a row say that a number can be."""
    for linear in follows.linears.values():
        if fact not in (linear.x, linear.y):
            continue
        is_first = fact == linear.x
        other = _exactly(rows, table, linear.y if is_first else linear.x)
        if other is None:
            continue
        low, high = linear.where.low, linear.where.high
        mine, its = (linear.a, linear.b) if is_first else (linear.b, linear.a)
        ends = (low, high) if is_first else (-high, -low)
        opens = (linear.where.low_open, linear.where.high_open)
        low_open, high_open = opens if is_first else opens[::-1]
        is_exact = linear.a == linear.b == 1
        known = rows.leaf((fact.name, linear.name), lambda at=other: _known(rows, at))  # type: ignore[misc]
        yield Extent(
            (fact.name, linear.name),
            _moved(rows, other, float(its / mine), ends[0], float(mine), None if is_exact else exp.Sub),
            _moved(rows, other, float(its / mine), ends[1], float(mine), None if is_exact else exp.Add),
            known,
            False,
            exp.true if low_open else None,
            exp.true if high_open else None,
        )


def _known(rows: FactColumns, column: str) -> exp.Expr:
    return exp.Not(this=exp.Is(this=rows.column(column), expression=exp.null()))


def _moved(
    rows: FactColumns, other: str, factor: float, end: End, by: float, outward: type[exp.Expr] | None
) -> Write:
    """An end that the other number gives: `other * factor + end / by`; null where there is none."""

    def write() -> exp.Expr:
        if abs(end) == INFINITY:
            return exp.cast(exp.null(), exp.DataType.Type.DOUBLE)
        number = exp.Paren(
            this=exp.Add(this=_times(rows, other, factor), expression=dialects.number(repr(float(end) / by)))
        )
        if outward is None:
            return number
        margin = exp.Paren(
            this=exp.Mul(
                this=exp.Paren(this=exp.Add(this=exp.Abs(this=number.copy()), expression=dialects.number(1))),
                expression=dialects.number(OUTWARD),
            )
        )
        return exp.Paren(this=outward(this=number, expression=margin))

    return write


def unit(node: Condition) -> Planes:
    """The planes of a condition of which nothing is known."""
    truth = verdict(node, {kind: Entity(kind, kind.name) for kind in free_kinds(node)}).truth
    return truth is TRUE, truth is FALSE


def narrowed_through(follows: Following, node: Condition, join: str | None, here: Container[Kind]) -> Kind | None:
    """The kind through whose carrying the case says something more of what a condition on a far row reads."""
    facts = {
        asked_about(atom, follows) if isinstance(atom, TruthFact) else fact
        for atom in atoms(node)
        for fact in facts_of(atom)
    }
    rules = [rule for fact in facts for rule in follows.rules.get(fact, ())]
    kinds = {rule.through for rule in rules if rule.through is not None and rule.through.parent in here}
    return next((kind for kind in kinds if join == f"of_{kind.name}"), None)
