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

    def field_names(cls: type) -> tuple[str, ...]:
        """The names of the fields of a dataclass, in their order; none is collected for it."""
        raise NotImplementedError

else:
    from abc import update_abstractmethods
    from collections.abc import Callable
    from dataclasses import MISSING, Field, FrozenInstanceError, fields
    from dataclasses import dataclass as _collected
    from functools import cache
    from reprlib import recursive_repr
    from types import CodeType, FunctionType

    _ABSENT = object()

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
        made = cls
        if not _collects_later(cls, kw_only):
            made = _collected(init=False, repr=False, eq=False, kw_only=kw_only, frozen=below)(cls)
            made.__dataclass_params__.frozen = frozen
        elif frozen:
            made.__dataclass_params__ = _PARAMS
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

    def field_names(cls: type) -> tuple[str, ...]:
        collected = cls.__dict__.get("__dataclass_fields__")
        if type(collected) is _Fields:
            return tuple(collected.words["__annotations__"])
        return tuple(each.name for each in fields(cls))

    class _Fields:
        """The fields of a class: collected by the standard decorator, of a class of the same words, when asked."""

        def __init__(self, words: dict[str, object], kw_only: bool) -> None:
            self.words, self.kw_only, self.found = words, kw_only, None

        def __get__(self, value: object, cls: type | None = None) -> dict[str, Field[object]]:
            if self.found is None:
                same = type("same", (), self.words)
                self.found = _collected(init=False, repr=False, eq=False, kw_only=self.kw_only)(
                    same
                ).__dataclass_fields__
            return self.found

    def _params(frozen: bool) -> object:
        made = _collected(init=False, repr=False, eq=False)(type("any", (), {"__doc__": "any"})).__dataclass_params__
        made.frozen = frozen
        return made

    _THAWED, _PARAMS = _params(False), _params(True)

    def _collects_later(cls: type, kw_only: bool) -> bool:
        """Set up a class whose fields may be collected later; False, and nothing done, where it has other words.

        That is a class with a docstring, no dataclass above it, and annotations that are texts of plain fields with
        defaults that the standard decorator does not refuse.
        """
        own = cls.__dict__
        annotations = own.get("__annotations__", {})
        if not own.get("__doc__") or hasattr(cls, "__dataclass_fields__"):
            return False
        if any(type(each) is not str or "Var" in each or "KW_ONLY" in each for each in annotations.values()):
            return False
        defaults = {name: own[name] for name in annotations if name in own}
        if any(type(each) is Field and name not in defaults for name, each in own.items()):
            return False
        if any(_refused(each) for each in defaults.values()):
            return False
        words = {"__annotations__": annotations, "__module__": cls.__module__, "__doc__": "same", **defaults}
        named: list[str] = []
        for name in annotations:
            default = defaults.get(name)
            if type(default) is not Field:
                if not kw_only:
                    named.append(name)
                continue
            if default.init and not (kw_only if default.kw_only is MISSING else default.kw_only):
                named.append(name)
            if default.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, default.default)
        cls.__dataclass_fields__ = _Fields(words, kw_only)
        cls.__dataclass_params__ = _THAWED
        if "__match_args__" not in own:
            cls.__match_args__ = tuple(named)
        if hasattr(cls, "__abstractmethods__"):
            update_abstractmethods(cls)
        return True

    def _refused(default: object) -> bool:
        """Whether the standard decorator has something to say of a default, or something to do about it."""
        kept = default.default if type(default) is Field else default
        return kept.__class__.__hash__ is None or hasattr(kept.__class__, "__get__")

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

    def _entries(cls: type) -> list[tuple[object, ...]]:
        """Name, default, factory, and whether to take, compare, hash and name each field of a class."""
        collected = cls.__dict__["__dataclass_fields__"]
        if type(collected) is not _Fields:
            return [_entry(each.name, each, False) for each in fields(cls)]
        words = collected.words
        return [_entry(name, words.get(name, MISSING), collected.kw_only) for name in words["__annotations__"]]

    def _entry(name: str, each: object, kw_only: bool) -> tuple[object, ...]:
        if type(each) is not Field:
            return (name, each, MISSING, True, True, True, kw_only)
        hashed = each.compare if each.hash is None else each.hash
        named = kw_only if each.kw_only is MISSING else each.kw_only
        return (name, each.default, each.default_factory, each.init, each.compare, hashed, named)

    @cache
    def _template(text: str) -> CodeType:
        """The code of a method of some shape: classes of one shape have it under names of their own."""
        names: dict[str, object] = {}
        exec(text, names)
        return names["method"].__code__

    def _init(cls: type, frozen: bool, slots: bool) -> object:
        """`__init__`: a slot is filled through its descriptor, which is quicker than by name."""
        own = _entries(cls)
        names: dict[str, object] = {"absent": _ABSENT, "assign": object.__setattr__ if frozen else setattr}
        taken: list[str] = []
        named: list[str] = []
        defaults: list[object] = []
        named_defaults: dict[str, object] = {}
        called = {"self": "self" if all(entry[0] != "self" for entry in own) else "__self__"}
        lines = []
        for at, (name, default, factory, init, _, _, by_name) in enumerate(own):
            given = default if factory is MISSING else _ABSENT
            if init:
                called[f"v{at}"] = name
                (named if by_name else taken).append(f"v{at}")
                if by_name and given is not MISSING:
                    named_defaults[name] = given
                elif given is not MISSING:
                    defaults.append(given)
                elif defaults and not by_name:
                    raise TypeError(f"non-default argument {name!r} follows default argument")
            value = _value(at, default, factory, init, slots)
            if value is None:
                continue
            names |= {f"default{at}": default, f"make{at}": factory, f"key{at}": name}
            if slots:
                names[f"fill{at}"] = getattr(cls, name).__set__
            lines.append(f" fill{at}(self, {value})" if slots else f" assign(self, key{at}, {value})")
        if hasattr(cls, "__post_init__"):
            lines.append(" self.__post_init__()")
        code = _template(
            f"def method({', '.join(['self', *taken, *(['*', *named] if named else [])])}):\n pass\n"
            + "\n".join(lines)
        )
        code = code.replace(co_varnames=tuple(called[each] for each in code.co_varnames))
        method = FunctionType(code, names, "__init__", tuple(defaults))
        method.__kwdefaults__ = named_defaults or None
        return method

    def _value(at: int, default: object, factory: object, init: bool, slots: bool) -> str | None:
        """What a field is filled with; None where the class's own attribute stands for it."""
        if factory is not MISSING:
            return f"make{at}() if v{at} is absent else v{at}" if init else f"make{at}()"
        if init:
            return f"v{at}"
        return f"default{at}" if slots and default is not MISSING else None

    def _over(own: list[str], text: str) -> object:
        """A method that reads these attributes, in the places of `a0`, `a1` and so on."""
        code = _template(text)
        of = {f"a{at}": name for at, name in enumerate(own)}
        code = code.replace(co_names=tuple(of.get(each, each) for each in code.co_names))
        return FunctionType(code, {})

    def _row(who: str, count: int) -> str:
        return "(" + "".join(f"{who}.a{at}," for at in range(count)) + ")"

    def _hash(cls: type) -> object:
        own = [entry[0] for entry in _entries(cls) if entry[5]]
        return _over(own, f"def method(self):\n return hash({_row('self', len(own))})")

    def _compared(cls: type, name: str, sign: str) -> object:
        own = [entry[0] for entry in _entries(cls) if entry[4]]
        lines = [
            "def method(self, other):",
            " if other.__class__ is self.__class__:",
            f"  return {_row('self', len(own))} {sign} {_row('other', len(own))}",
            " return NotImplemented",
        ]
        return _over(own, "\n".join(lines))

    @recursive_repr()
    def _shown(self: object) -> str:
        told = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
        return f"{self.__class__.__qualname__}({told})"

    _shown.__name__ = "__repr__"

    def _frozen(cls: type) -> None:
        """Refuse what would change a value, as the standard class does."""
        own = frozenset(field_names(cls))

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
        own = field_names(cls)
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
