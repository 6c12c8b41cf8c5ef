"""Figures that a program gives by name, as a person would write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pratique.errors import UsageError

Figure = str | int | float | bool | Sequence[int | float] | None
"""`1979@8`, 814, `[1000,2000]` or (1000, 2000) for what lies between, yes or True, `?`; None is not given."""


def as_written(figures: Mapping[str, Figure], names: Iterable[str]) -> dict[str, str]:
    """Figures by name -> their texts. Raises UsageError for a name that is none of `names`."""
    known = tuple(names)
    strange = sorted(set(figures) - set(known))
    if strange:
        raise UsageError(f"There is no figure {', '.join(strange)}; there are {', '.join(known)}.")
    return {name: _text(value) for name, value in figures.items() if value is not None}


def _text(value: Figure) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value)
    return f"[{','.join(map(str, value or ()))}]"
