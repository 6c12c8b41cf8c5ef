"""What elements are called, and where they were said, by key.

Rule: a bill of materials has many lines and an answer shows few, so what a bill says is looked up only once something
is asked that nothing else names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping


class Names(MutableMapping[str, str]):
    """Texts by key; `later` adds sources that are read when a key is first missed, or all of them are asked for."""

    __slots__ = ("_known", "_waiting", "made")

    def __init__(self) -> None:
        self.made: dict[str, str] = {}
        """Texts that were made of these, for keys that have none of their own; forgotten once one changes."""
        self._known: dict[str, str] = {}
        self._waiting: list[Callable[[], Iterable[tuple[str, str]]]] = []

    def later(self, source: Callable[[], Iterable[tuple[str, str]]]) -> None:
        """Read keys and texts from `source` once they are needed."""
        self._waiting.append(source)
        self.made.clear()

    def _all(self) -> dict[str, str]:
        while self._waiting:
            self._known.update(self._waiting.pop(0)())
        return self._known

    def __getitem__(self, key: str) -> str:
        return self._known[key] if key in self._known else self._all()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._known or key in self._all()

    def __setitem__(self, key: str, text: str) -> None:
        self._known[key] = text
        self.made.clear()

    def __delitem__(self, key: str) -> None:
        del self._all()[key]
        self.made.clear()

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())
