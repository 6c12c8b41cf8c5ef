"""Fields of a JSON object, asked for by the shape that they must have.

Rule: a field that is absent or null says nothing; one of another shape says nothing either, and is a finding with its
place. So no reader meets a list where it hoped for an object, and nothing is lost without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pratique.errors import Findings, Place
from pratique.value_class import dataclass

_NAMES = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}


@dataclass(frozen=True, slots=True)
class Shape:
    """One object of a document, at its place; `code` begins the codes of its findings (`bods`)."""

    fields: Mapping[str, Any]
    place: Place
    findings: Findings
    code: str

    def has(self, name: str) -> bool:
        """Whether the field says anything: it is there, and neither null nor empty."""
        return self.fields.get(name) not in (None, "", [], {})

    def text(self, name: str) -> str:
        """A text or a number as a text; empty where there is none."""
        value = self.fields.get(name)
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if value is not None:
            self._wrong(name, value, "a text")
        return ""

    def flag(self, name: str) -> bool | None:
        """True or false, written as such; None where nothing is said."""
        value = self.fields.get(name)
        if value is None or isinstance(value, bool):
            return value
        self._wrong(name, value, "true or false")
        return None

    def object(self, name: str) -> Shape:
        """The object of a field; one without fields where there is none."""
        value = self.fields.get(name)
        if value is not None and not isinstance(value, dict):
            self._wrong(name, value, "an object")
        return Shape(value if isinstance(value, dict) else {}, self._spot(name), self.findings, self.code)

    def objects(self, name: str) -> list[Shape]:
        """The objects of a list; each element that is none is a finding."""
        rows = []
        for number, value in self._elements(name):
            if isinstance(value, dict):
                rows.append(Shape(value, self._spot(f"{name}/{number}"), self.findings, self.code))
            elif value is not None:
                self._wrong(f"{name}/{number}", value, "an object")
        return rows

    def texts(self, name: str) -> list[str]:
        """The texts of a list, or the one text that stands in its place; each element that is none is a finding."""
        if isinstance(self.fields.get(name), str):
            return [text] if (text := self.text(name)) else []
        found = []
        for number, value in self._elements(name):
            if isinstance(value, str | int | float) and not isinstance(value, bool):
                found += [str(value).strip()] if str(value).strip() else []
            elif value is not None:
                self._wrong(f"{name}/{number}", value, "a text")
        return found

    def _elements(self, name: str) -> Iterator[tuple[int, Any]]:
        value = self.fields.get(name)
        if isinstance(value, list):
            yield from enumerate(value)
        elif value is not None:
            self._wrong(name, value, "a list")

    def _spot(self, name: str) -> Place:
        return Place(self.place.file, f"{self.place.pointer or ''}/{name}", self.place.line)

    def _wrong(self, name: str, value: Any, wanted: str) -> None:
        is_now = _NAMES.get(type(value), "something else")
        message = f"{name} is {is_now}, where {wanted} must stand; it is not read."
        step = "Correct it; until then nothing follows from it."
        self.findings.add(f"{self.code}.shape", message, self._spot(name), step, value=str(value)[:200])
