"""A value class answers as the standard dataclass of the same words does."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import sys
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pratique.value_class import dataclass as ours

NAMES = ("first", "second", "self", "other", "type")
FLAGS = ("frozen", "slots", "eq", "order", "kw_only")


@st.composite
def field_rows(draw: st.DrawFn) -> list[tuple[str, dict[str, Any]]]:
    """Fields by name with what `dataclasses.field` takes, in an order that it allows."""
    rows: list[tuple[str, dict[str, Any]]] = []
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4)):
        takes: dict[str, Any] = {}
        kind = draw(st.sampled_from(("plain", "default", "factory")))
        if kind == "default":
            takes["default"] = draw(st.integers(0, 2))
        elif kind == "factory":
            takes["default_factory"] = tuple
        for word in ("init", "repr", "compare", "kw_only"):
            if draw(st.integers(0, 4)) == 0:
                takes[word] = draw(st.booleans())
        if takes.get("init") is False and kind == "plain":
            del takes["init"]
        rows.append((name, takes))
    return sorted(rows, key=lambda row: "default" in row[1] or "default_factory" in row[1])


def made(
    decorate: Any, rows: list[tuple[str, dict[str, Any]]], flags: dict[str, bool], bases: tuple[type, ...] = ()
) -> type:
    """A class of these fields; some have a method of their own, as the classes of the program do."""
    body: dict[str, Any] = {
        "__doc__": "A made-up class.",
        "__module__": __name__,
        "__qualname__": "Made",
        "__annotations__": {name: "int" for name, _ in rows},
        "twice": lambda self: (self, self),
    }
    body |= {name: dataclasses.field(**takes) for name, takes in rows if takes}
    return decorate(**flags)(type("Made", bases, body))


def told(run: Any) -> Any:
    """What a call gives, or the kind of its refusal."""
    try:
        return run()
    except (TypeError, AttributeError, ValueError) as error:
        return type(error).__name__


def described(cls: type, arguments: tuple[int, ...], named: dict[str, int]) -> list[Any]:
    """Everything that a caller sees of a class and of two of its values."""
    found: list[Any] = [
        [
            (each.name, each.default, each.default_factory, each.init, each.repr, each.compare, each.kw_only)
            for each in dataclasses.fields(cls)
        ],
        cls.__match_args__,
        cls.__dict__.get("__slots__"),
        cls.__doc__,
        cls.__qualname__,
    ]
    try:
        value = cls(*arguments, **named)
    except TypeError:
        return [*found, "no value"]
    again, changed = cls(*arguments, **named), told(lambda: cls(*(9 for _ in arguments), **named))
    found += [repr(value), value == again, value == changed, value != again, value == 1, type(changed).__name__]
    found += [told(lambda: hash(value) == hash(again)), told(lambda: value < changed), told(lambda: value >= again)]
    for name in (
        *NAMES,
        "elsewhere",
    ):  # with slots the standard class of 3.11 refuses a name it has not by a TypeError
        found.append(isinstance(told(lambda name=name: setattr(again, name, 5)), str))
        found.append(isinstance(told(lambda name=name: delattr(changed, name)), str))
        found.append(told(lambda name=name: repr(dataclasses.replace(value, **{name: 7}))))
    found += [repr(again), told(lambda: dataclasses.asdict(value)), told(lambda: repr(copy.copy(value)))]
    found.append(told(lambda: repr(copy.deepcopy(value))))
    found.append(told(lambda: repr(pickled(value))))
    return found


def pickled(value: Any) -> Any:
    """The value through pickle, its class found by name as pickle finds it."""
    module = sys.modules[__name__]
    module.Made = type(value)  # type: ignore[attr-defined]
    try:
        return pickle.loads(pickle.dumps(value))
    finally:
        del module.Made  # type: ignore[attr-defined]


@given(
    field_rows(),
    st.fixed_dictionaries({flag: st.booleans() for flag in FLAGS}),
    st.lists(st.integers(0, 3), max_size=4),
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3), max_size=2),
)
def test_it_answers_as_the_standard_class_does(
    rows: list[tuple[str, dict[str, Any]]], flags: dict[str, bool], arguments: list[int], named: dict[str, int]
) -> None:
    flags = {**flags, "eq": flags["eq"] or flags["order"]}
    classes = []
    for decorate in (dataclasses.dataclass, ours):
        try:
            classes.append(made(decorate, rows, flags))
        except (TypeError, ValueError) as error:
            classes.append(type(error).__name__)
    standard, lazy = classes
    if isinstance(standard, str):
        assert lazy == standard or not isinstance(lazy, str)
        return
    assert described(lazy, tuple(arguments), named) == described(standard, tuple(arguments), named)


FIRST, SECOND = ("first", {"kw_only": False}), ("second", {"kw_only": False})
DEFAULT_ABOVE_NONE = [("first", {"default_factory": tuple, "kw_only": False})]


@given(field_rows(), field_rows(), st.booleans(), st.booleans())
@example([FIRST, SECOND], DEFAULT_ABOVE_NONE, False, False)
@example([FIRST, SECOND], DEFAULT_ABOVE_NONE, True, True)
def test_below_another_class_too(
    rows: list[tuple[str, dict[str, Any]]], more: list[tuple[str, dict[str, Any]]], frozen: bool, slots: bool
) -> None:
    flags = {"frozen": frozen, "slots": slots, "kw_only": True}
    pairs = [
        (dataclasses.dataclass, dataclasses.dataclass),
        (ours, ours),
        (ours, dataclasses.dataclass),
        (dataclasses.dataclass, ours),
    ]
    named = {name: 1 for name, _ in (*rows, *more)}
    seen = []
    for above, below in pairs:
        try:
            seen.append(described(made(below, more, flags, (made(above, rows, flags),)), (), named))
        except TypeError as error:
            seen.append(str(error))
    # What the standard class refuses (a default above a field without one), ours refuses at once or when used.
    assert isinstance(seen[0], str) or all(each == seen[0] for each in seen)


def test_one_frozen_one_not_is_refused_as_ever() -> None:
    base = made(ours, [("first", {})], {"frozen": True})
    with pytest.raises(TypeError):
        made(ours, [("second", {})], {"frozen": False}, (base,))


def test_a_class_with_its_own_methods_keeps_them() -> None:
    def body(decorate: Any) -> Any:
        @decorate(frozen=True, slots=True)
        class Named:
            """A name that ignores case."""

            name: str
            seen: int = 0

            def __post_init__(self) -> None:
                object.__setattr__(self, "seen", len(self.name))

            def __eq__(self, other: object) -> bool:
                return isinstance(other, Named) and other.name.lower() == self.name.lower()

            def __hash__(self) -> int:
                return hash(self.name.lower())

            def __repr__(self) -> str:
                return f"<{self.name}>"

        return Named

    for decorate in (dataclasses.dataclass, ours):
        named = body(decorate)
        assert named("A") == named("a")
        assert hash(named("A")) == hash(named("a"))
        assert repr(named("A")) == "<A>"
        assert named("abc").seen == 3


def test_it_reads_arguments_by_their_names() -> None:
    value = made(ours, [("first", {}), ("second", {"default": 2})], {"frozen": True, "slots": True})
    value(1)
    assert list(inspect.signature(value).parameters) == ["first", "second"]
