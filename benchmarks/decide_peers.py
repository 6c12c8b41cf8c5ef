"""The level conditions written in the languages of other engines, for benchmarks/decide.py.

Each engine gets one compiled expression for the case and one for a part ("the highest level that holds", 0 to 6),
made from the same normal forms. They read known facts only: none of them has a third value, so an unknown is null.
Two things are done for them outside the clock: facts are merged into the element that reads them, and what needs
calendar arithmetic is worked out before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pratique.logic.entities import Entity, elements_of
from pratique.logic.intervals import Interval
from pratique.logic.nodes import (
    AllOf,
    AnyOf,
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
    SubsetOf,
    TruthFact,
)
from pratique.logic.values import Absence, Choice, Members, Span
from pratique.readings.decide import bind, verdict


def flat(name: str) -> str:
    return name.replace(".", "_")


class Writing:
    """A condition in another language: subclasses say how each node is written."""

    def __init__(self) -> None:
        self.worked_out: dict[Condition, str] = {}

    def write(self, node: Condition) -> Any:
        match node:
            case Const(value):
                return self.constant(value)
            case TruthFact(name=name):
                return self.truth(flat(name))
            case Not(part):
                return self.negation(self.write(part))
            case InRegion((NumberFact() | DateFact()) as fact, where, none_ok):
                return self.number(flat(fact.name), where.intervals, none_ok)
            case InRegion():
                return self.truth(self.worked_out.setdefault(node, f"worked_out_{len(self.worked_out)}"))
            case IsOneOf(fact, values):
                return self.among(flat(fact.name), sorted(values))
            case Intersects(fact, values):
                return self.meets(flat(fact.name), sorted(values))
            case SubsetOf(fact, values):
                return self.negation(self.meets(flat(fact.name), sorted(fact.values - values)))
            case AllOf(parts):
                return self.join("and", [self.write(part) for part in parts])
            case AnyOf(parts):
                return self.join("or", [self.write(part) for part in parts])
            case Exists(kind, body):
                return self.some(f"{kind.name}s", self.write(body))
            case ForAll(kind, body):
                return self.negation(self.some(f"{kind.name}s", self.negation(self.write(body))))
        raise TypeError(node)


class JsonLogic(Writing):
    def constant(self, value: bool) -> Any:
        return value

    def truth(self, name: str) -> Any:
        return {"var": name}

    def negation(self, part: Any) -> Any:
        return {"!": [part]}

    def join(self, word: str, parts: list[Any]) -> Any:
        return {word: parts}

    def among(self, name: str, values: list[str]) -> Any:
        return {"in": [{"var": name}, values]}

    def meets(self, name: str, values: list[str]) -> Any:
        return {"some": [{"var": name}, {"in": [{"var": ""}, values]}]}

    def number(self, name: str, intervals: Iterable[Interval], none_ok: bool) -> Any:
        var = {"var": name}
        tests = [{"and": [{"!==": [var, None]}, *_bounds(var, each)]} for each in intervals]
        return {"or": [*tests, {"===": [var, None]}] if none_ok else tests or [False]}

    def some(self, name: str, body: Any) -> Any:
        return {"some": [{"var": name}, body]}

    def ladder(self, levels: list[Any]) -> Any:
        steps: list[Any] = []
        for number in range(len(levels), 0, -1):
            steps += [levels[number - 1], number]
        return {"if": [*steps, 0]}


def _bounds(var: Any, interval: Interval) -> list[Any]:
    found: list[Any] = []
    if interval.low != float("-inf"):
        found.append({">" if interval.low_open else ">=": [var, interval.low]})
    if interval.high != float("inf"):
        found.append({"<" if interval.high_open else "<=": [var, interval.high]})
    return found


class Text(Writing):
    """Languages written as text: CEL and zen differ in a few words."""

    here = ""
    words: Mapping[str, str] = {"and": " && ", "or": " || "}
    no = "!"

    def constant(self, value: bool) -> str:
        return "true" if value else "false"

    def truth(self, name: str) -> str:
        return f"{self.here}{name}"

    def negation(self, part: str) -> str:
        return f"{self.no}({part})"

    def join(self, word: str, parts: list[str]) -> str:
        return "(" + self.words[word].join(parts) + ")"

    def among(self, name: str, values: list[str]) -> str:
        return f"({self.here}{name} in {json.dumps(values)})"

    def number(self, name: str, intervals: Iterable[Interval], none_ok: bool) -> str:
        var = f"{self.here}{name}"
        tests = []
        for each in intervals:
            bounds = [f"{var} {word} {end}" for word, end in _ends(each)]
            tests.append(self.join("and", [f"{var} != null", *bounds]))
        return self.join("or", [*tests, f"{var} == null"] if none_ok else tests or ["false"])

    def ladder(self, levels: list[str]) -> str:
        text = "0"
        for number, level in enumerate(levels, 1):
            text = f"({level} ? {number} : {text})"
        return text


def _ends(interval: Interval) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    if interval.low != float("-inf"):
        found.append((">" if interval.low_open else ">=", interval.low))
    if interval.high != float("inf"):
        found.append(("<" if interval.high_open else "<=", interval.high))
    return found


class Cel(Text):
    here = "e."

    def meets(self, name: str, values: list[str]) -> str:
        return f"e.{name}.exists(m, m in {json.dumps(values)})"

    def some(self, name: str, body: str) -> str:
        return f"e.{name}.exists(e, {body})"


class Zen(Text):
    words: Mapping[str, str] = {"and": " and ", "or": " or "}
    no = "not "

    def meets(self, name: str, values: list[str]) -> str:
        return f"some({self.here}{name}, # in {json.dumps(values)})"

    def write(self, node: Condition) -> Any:
        """Inside `some`, the element is `#`."""
        if not isinstance(node, Exists | ForAll):
            return super().write(node)
        outer, self.here = self.here, "#."
        body = self.write(node.body)
        self.here = outer
        elements = f"{outer}{node.kind.name}s"
        if isinstance(node, Exists):
            return f"some({elements}, {body})"
        return self.negation(f"some({elements}, {self.negation(body)})")


# --- data -------------------------------------------------------------------------------------------------


def merged(case: Entity, writing: Writing, facts: Iterable[Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The case and its parts as plain dictionaries, outer facts repeated inside; unknown is null."""
    by_kind: dict[Kind, list[Any]] = {}
    for fact in facts:
        by_kind.setdefault(fact.kind, []).append(fact)
    kinds = [kind for kind in by_kind if kind.parent is not None]

    def element(entity: Entity, outer: dict[str, Any], bound: Any) -> dict[str, Any]:
        bound = bind(bound, entity)
        own = dict(outer)
        for each in (entity, entity.carried):
            for fact in by_kind.get(each.kind, ()) if each else ():
                own[flat(fact.name)] = plain(each.values.get(fact.name))
        for atom, name in writing.worked_out.items():
            own[name] = {0: False, 1: None, 3: True}[verdict(atom, bound).truth.value]
        listed = {k: list(elements_of(entity, k)) for k in kinds if k.parent is entity.kind}
        return own | {f"{k.name}s": [element(each, own, bound) for each in its] for k, its in listed.items()}

    data = element(case, {}, {})
    return data, data["parts"]


def plain(value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, Span):
        return None if value.none is Absence.YES else value.interval.low
    if isinstance(value, Choice):
        return next(iter(value.possible))
    return sorted(value.must) if isinstance(value, Members) else value.value == 3


@dataclass(frozen=True, slots=True)
class Peer:
    """An engine that is ready: `load` turns data into what it reads fastest, `level` gives the highest level."""

    name: str
    writing: Writing
    load: Callable[[dict[str, Any]], Any]
    level: Callable[[str, Any], int]


def peers(case_levels: tuple[Condition, ...], part_levels: tuple[Condition, ...]) -> Iterator[Peer]:
    """Each engine with one compiled expression for the case and one for a part."""
    for make in (_datalogic, _rust_cel, _zen, _cel_python):
        try:
            yield make({"case": case_levels, "part": part_levels})
        except ModuleNotFoundError as missing:
            print(f"left out: {missing.name} is not installed")


def _ladders(writing: Writing, levels: dict[str, tuple[Condition, ...]]) -> dict[str, Any]:
    return {name: writing.ladder([writing.write(each) for each in its]) for name, its in levels.items()}


def _datalogic(levels: dict[str, tuple[Condition, ...]]) -> Peer:
    from datalogic_py import DataHandle, Engine

    writing, engine = JsonLogic(), Engine()
    rules = {name: engine.compile(rule) for name, rule in _ladders(writing, levels).items()}
    session = engine.session()
    return Peer("datalogic-py 5.9", writing, DataHandle, lambda kind, data: session.evaluate_data(rules[kind], data))


def _rust_cel(levels: dict[str, tuple[Condition, ...]]) -> Peer:
    import cel

    writing = Cel()
    programs = {name: cel.compile(text) for name, text in _ladders(writing, levels).items()}

    def load(data: dict[str, Any]) -> Any:
        return cel.Context({"e": data})

    return Peer("common-expression-language 0.10 (Rust)", writing, load, lambda k, data: programs[k].execute(data))


def _zen(levels: dict[str, tuple[Condition, ...]]) -> Peer:
    import zen

    writing = Zen()
    compiled = {name: zen.compile_expression(text) for name, text in _ladders(writing, levels).items()}
    return Peer("zen-engine 2.1", writing, dict, lambda kind, data: compiled[kind].evaluate(data))


def _cel_python(levels: dict[str, tuple[Condition, ...]]) -> Peer:
    import celpy
    from celpy.adapter import json_to_cel

    writing, environment = Cel(), celpy.Environment()
    programs = {
        name: environment.program(environment.compile(text)) for name, text in _ladders(writing, levels).items()
    }

    def load(data: dict[str, Any]) -> Any:
        return {"e": json_to_cel(data)}

    return Peer("cel-python 0.5", writing, load, lambda kind, data: int(programs[kind].evaluate(data)))
