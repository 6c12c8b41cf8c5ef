"""Fields of a JSON object, asked for by the shape that they must have.

Rule: a field that is absent or null says nothing; one of another shape says nothing either, and is a finding with its
place; so is one whose name is almost that of the field. So no reader meets a list where it hoped for an object, and
nothing is lost without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from pratique.errors import Findings, Place
from pratique.value_class import dataclass

SHORTEST = 5
"""Letters of the shortest name of which another is taken for a slip: of shorter ones too many are near each other."""
LONG = 9
"""From so many letters on two of them may be wrong, if the first is right."""
REAL = frozenset(
    (
        *("exclusiveminimum", "exclusivemaximum", "relationshipqualifiers", "relationshipquantifiers", "schema"),
        *("registeredas", "registeredat", "validatedas", "validatedat", "addressline1", "addressline2", "scheme"),
    )
)
"""Fields that there are, some of them nearly called as others: none of them is a slip."""


@lru_cache(4096)
def almost(keys: tuple[str, ...], name: str) -> str | None:
    """The keys of an object and the name of a field -> the key that may be a slip of it.

    One that differs in capitals and signs alone, or else by a letter, a long one by two; one thing and several are
    no slip.
    """
    wanted = _bare(name)
    same = next((key for key in keys if key != name and _bare(key) == wanted), None)
    return same or next((key for key in keys if key != name and _is_slip(_bare(key), wanted)), None)


def _bare(key: str) -> str:
    return "".join(filter(str.isalnum, key)).casefold()


def _is_slip(said: str, wanted: str) -> bool:
    """Whether two names differ by one letter more, less, other, or by two neighbours turned."""
    short, long = sorted((said, wanted), key=len)
    if said in REAL:
        return False
    if len(short) < SHORTEST or len(long) - len(short) > 2 or long in (f"{short}s", f"{short}es"):
        return False
    if len(short) >= LONG and short[0] == long[0]:
        from rapidfuzz.distance import OSA

        return OSA.distance(short, long, score_cutoff=2) <= 2
    if len(long) - len(short) > 1:
        return False
    start = next((place for place in range(len(short)) if short[place] != long[place]), len(short))
    left, right = short[start:], long[start:]
    if len(short) < len(long):
        return left == right[1:]
    return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])


Found: TypeAlias = object
"""Whatever stands in a field, to be told."""
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

    def raw(self, name: str) -> Any:
        """The field as it stands, None where it is absent; that it stands under almost this name is a finding."""
        value = self.fields.get(name)
        if value is None and name not in self.fields and (slip := almost(tuple(self.fields), name)):
            message = f"{slip!r} is not read; the field is called {name!r}."
            self.findings.add(f"{self.code}.key", message, self._spot(slip), "Write it as it is called.", "warning")
        return value

    def text(self, name: str) -> str:
        """A text or a number as a text; empty where there is none."""
        value = self.raw(name)
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if value is not None:
            self._wrong(name, value, "a text")
        return ""

    def flag(self, name: str) -> bool | None:
        """True or false, written as such; None where nothing is said."""
        value = self.raw(name)
        if value is None or isinstance(value, bool):
            return value
        self._wrong(name, value, "true or false")
        return None

    def object(self, name: str) -> Shape:
        """The object of a field; one without fields where there is none."""
        value = self.raw(name)
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
        if isinstance(self.raw(name), str):
            return [text] if (text := self.text(name)) else []
        found = []
        for number, value in self._elements(name):
            if isinstance(value, str | int | float) and not isinstance(value, bool):
                found += [str(value).strip()] if str(value).strip() else []
            elif value is not None:
                self._wrong(f"{name}/{number}", value, "a text")
        return found

    def _elements(self, name: str) -> Iterator[tuple[int, Any]]:
        value = self.raw(name)
        if isinstance(value, list):
            yield from enumerate(value)
        elif value is not None:
            self._wrong(name, value, "a list")

    def _spot(self, name: str) -> Place:
        return Place(self.place.file, f"{self.place.pointer or ''}/{name}", self.place.line)

    def _wrong(self, name: str, value: Found, wanted: str) -> None:
        is_now = _NAMES.get(type(value), "something else")
        message = f"{name} is {is_now}, where {wanted} must stand; it is not read."
        step = "Correct it; until then nothing follows from it."
        self.findings.add(f"{self.code}.shape", message, self._spot(name), step, value=str(value)[:200])
