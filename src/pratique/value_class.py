"""Value classes: `dataclass` as the standard library has it, its methods written when they are first used.

Rule: a class made here answers as one of `dataclasses.dataclass` with the same words would: the same fields,
defaults, equality, hash, text and refusals (tests/test_value_class.py holds one against the other). The standard
decorator writes and compiles six functions for each class while it is imported; a command makes two hundred classes
and calls few of their methods, and that was a quarter of a small check. So the fields are collected by the standard
decorator itself, which is told to write nothing, and each method stands as a short function that writes the real one
when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    from collections.abc import Callable
    from dataclasses import MISSING, Field, FrozenInstanceError, fields
    from dataclasses import dataclass as _collected
    from reprlib import recursive_repr

    def dataclass(
        cls: type | None = None,
        *,
        frozen: bool = False,
        slots: bool = False,
        eq: bool = True,
        order: bool = False,
        kw_only: bool = False,
    ) -> object:
        """A class, with the standard decorator's words, to the same class with fields and methods of a dataclass."""
        if cls is None:
            return lambda each: dataclass(each, frozen=frozen, slots=slots, eq=eq, order=order, kw_only=kw_only)
        hashes = cls.__dict__.get("__hash__") is not None
        below = frozen and any(_is_frozen(base) for base in cls.__mro__[1:])
        made = _collected(init=False, repr=False, eq=False, kw_only=kw_only, frozen=below)(cls)
        made.__dataclass_params__.frozen = frozen
        if slots:
            made = _with_slots(made, frozen)
        own = made.__dict__
        if "__init__" not in own:
            _written_later(made, "__init__", lambda: _init(made, frozen, slots))
        if "__repr__" not in own:
            made.__repr__ = _shown
        if eq:
            if not hashes:
                made.__hash__ = None
                if frozen:
                    _written_later(made, "__hash__", lambda: _hash(made))
            if "__eq__" not in own:
                _written_later(made, "__eq__", lambda: _compared(made, "__eq__", "=="))
        if order:
            for name, sign in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
                _written_later(made, name, lambda name=name, sign=sign: _compared(made, name, sign))
        if frozen and not below:
            _frozen(made)
        return made

    def _is_frozen(base: type) -> bool:
        """Whether a base is a frozen dataclass: below one the standard decorator refuses changes itself."""
        params = base.__dict__.get("__dataclass_params__")
        return params is not None and params.frozen

    def _written_later(cls: type, name: str, write: Callable[[], Callable[..., object]]) -> None:
        """Let a method write itself when it is first called, and stand in the class from then on."""
        written: list[Callable[..., object]] = []

        def first(self: object, /, *args: object, **named: object) -> object:
            if not written:
                method = write()
                method.__qualname__, method.__module__ = f"{cls.__qualname__}.{name}", cls.__module__
                written.append(method)
                if cls.__dict__.get(name) is first:  # who wraps a method keeps what was wrapped
                    setattr(cls, name, method)
            return written[0](self, *args, **named)

        first.__name__, first.__qualname__ = name, f"{cls.__qualname__}.{name}"
        setattr(cls, name, first)

    def _made(lines: list[str], names: dict[str, object]) -> object:
        exec("\n".join(lines), names)
        return names["method"]

    def _init(cls: type, frozen: bool, slots: bool) -> object:
        """`__init__`: a slot is filled through its descriptor, which is quicker than by name."""
        own = fields(cls)
        me = "self" if all(each.name != "self" for each in own) else "__self__"
        names: dict[str, object] = {"absent": object(), "assign": object.__setattr__}
        names |= {f"default_{each.name}": each.default for each in own if each.default is not MISSING}
        names |= {f"make_{each.name}": each.default_factory for each in own if each.default_factory is not MISSING}
        taken = [_parameter(each) for each in own if each.init and not each.kw_only]
        named = [_parameter(each) for each in own if each.init and each.kw_only]
        lines = [f"def method({', '.join([me, *taken, *(['*', *named] if named else [])])}):", " pass"]
        for each in own:
            value = _value(each, slots)
            if value is None:
                continue
            if slots:
                names[f"fill_{each.name}"] = getattr(cls, each.name).__set__
                lines.append(f" fill_{each.name}({me}, {value})")
            else:
                lines.append(f" assign({me}, {each.name!r}, {value})" if frozen else f" {me}.{each.name} = {value}")
        if hasattr(cls, "__post_init__"):
            lines.append(f" {me}.__post_init__()")
        method = _made(lines, names)
        method.__name__ = "__init__"
        return method

    def _parameter(each: Field[object]) -> str:
        if each.default is not MISSING:
            return f"{each.name}=default_{each.name}"
        if each.default_factory is not MISSING:
            return f"{each.name}=absent"
        return each.name

    def _value(each: Field[object], slots: bool) -> str | None:
        """What a field is filled with; None where the class's own attribute stands for it."""
        if each.default_factory is not MISSING:
            made = f"make_{each.name}()"
            return f"{made} if {each.name} is absent else {each.name}" if each.init else made
        if each.init:
            return each.name
        return f"default_{each.name}" if slots and each.default is not MISSING else None

    def _row(who: str, cls: type, wanted: Callable[[Field[object]], bool]) -> str:
        return "(" + "".join(f"{who}.{each.name}," for each in fields(cls) if wanted(each)) + ")"

    def _hash(cls: type) -> object:
        own = _row("self", cls, lambda each: each.compare if each.hash is None else each.hash)
        return _made(["def method(self):", f" return hash({own})"], {})

    def _compared(cls: type, name: str, sign: str) -> object:
        mine, theirs = (_row(who, cls, lambda each: each.compare) for who in ("self", "other"))
        lines = [
            "def method(self, other):",
            " if other.__class__ is self.__class__:",
            f"  return {mine} {sign} {theirs}",
            " return NotImplemented",
        ]
        return _made(lines, {})

    @recursive_repr()
    def _shown(self: object) -> str:
        told = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
        return f"{self.__class__.__qualname__}({told})"

    _shown.__name__ = "__repr__"

    def _frozen(cls: type) -> None:
        """Refuse what would change a value, as the standard class does."""
        own = cls.__dataclass_fields__

        def __setattr__(self: object, name: str, value: object) -> None:
            if type(self) is cls or name in own:
                raise FrozenInstanceError(f"cannot assign to field {name!r}")
            super(cls, self).__setattr__(name, value)

        def __delattr__(self: object, name: str) -> None:
            if type(self) is cls or name in own:
                raise FrozenInstanceError(f"cannot delete field {name!r}")
            super(cls, self).__delattr__(name)

        for method in (__setattr__, __delattr__):
            if method.__name__ in cls.__dict__:
                raise TypeError(f"Cannot overwrite attribute {method.__name__} in class {cls.__name__}")
            setattr(cls, method.__name__, method)

    def _with_slots(cls: type, frozen: bool) -> type:
        """The class once more, with a slot for each field that no base has; its defaults are kept by the fields."""
        inherited = {slot for base in cls.__mro__[1:-1] for slot in _slots_of(base)}
        own = tuple(each.name for each in fields(cls))
        written = {
            name: value
            for name, value in cls.__dict__.items()
            if name not in own and name not in ("__dict__", "__weakref__")
        }
        written["__slots__"] = tuple(name for name in own if name not in inherited)
        made = type(cls)(cls.__name__, cls.__bases__, written)
        made.__qualname__ = cls.__qualname__
        if frozen:
            if "__getstate__" not in written:
                made.__getstate__ = _state
            if "__setstate__" not in written:
                made.__setstate__ = _restore
        return made

    def _slots_of(base: type) -> tuple[str, ...]:
        slots = base.__dict__.get("__slots__", ())
        return (slots,) if isinstance(slots, str) else tuple(slots)

    def _state(self: object) -> list[object]:
        return [getattr(self, each.name) for each in fields(self)]

    def _restore(self: object, state: list[object]) -> None:
        for each, value in zip(fields(self), state, strict=True):
            object.__setattr__(self, each.name, value)
