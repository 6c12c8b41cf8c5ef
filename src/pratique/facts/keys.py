"""The key of an element: the name that a document gives it, and the steps from there to what no document names.

Rule: a name is never taken for structure. A part may be called `kit/other source`; it is written `kit\\/other source`,
and what the list of `kit` may hold beside its sources is `kit/other source`. Text is how a key is stored and shown:
no two keys are written alike, every text is read as one key, and `Key.read(str(key)) == key`.

A name is written as it is, unless its end reads as a step or it ends in backslashes: k backslashes before such a step
become 2k + 1, k at the very end 2k. So a step counts where an even number stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from pratique.facts.kinds import KINDS, PARTY
from pratique.logic.author import truth_fact
from pratique.logic.entities import OTHER, carried_key, other_key
from pratique.logic.nodes import Kind, TruthFact
from pratique.patterns import regex
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Other:
    """An element of a kind that a list may hold beside those that it names; a proof may need several."""

    kind: Kind
    index: int = 0

    def after(self, owner: str) -> str:
        return other_key(self.kind, owner, self.index)

    @property
    def words(self) -> str:
        """The step as a person reads it: `other source 2`."""
        return self.after("")[1:]


@dataclass(frozen=True, slots=True)
class Carried:
    """The element of a kind that there is by itself: the actor of an act, the party of a source; `place` from 1."""

    kind: Kind
    place: int = 1

    def after(self, owner: str) -> str:
        return carried_key(self.kind, owner) + (f"/{self.place}" if self.place > 1 else "")

    @property
    def words(self) -> str:
        """The step as a person reads it: `purchaser 2`."""
        return f"{self.kind.name} {self.place}" if self.place > 1 else self.kind.name


@dataclass(frozen=True, slots=True)
class Numbered:
    """An element that a table lists without a name: the first source is that of `place` 1."""

    kind: Kind
    place: int

    def after(self, owner: str) -> str:
        return f"{owner}/{self.words}"

    @property
    def words(self) -> str:
        """The step as a person reads it: `source 1`."""
        return f"{self.kind.name} {self.place}"


@dataclass(frozen=True, slots=True)
class Behind:
    """A source of a line of a bill, by the key of its party or `unnamed` and its role.

    A party's key is `lei:...`, `party:...` or, of one that has no name, `ref:` and its record.
    """

    label: str

    def after(self, owner: str) -> str:
        return key_behind(owner, self.label)

    @property
    def words(self) -> str:
        """The step as a person reads it: `unnamed supplier`."""
        return self.label

    @property
    def party(self) -> str | None:
        """The name by which its party is known; None where it has none or is known by its LEI."""
        return self.label.removeprefix("party:").rpartition("|")[0] if self.label.startswith("party:") else None

    @property
    def role(self) -> str | None:
        """The role of a source whose party nobody names."""
        return self.label.removeprefix("unnamed ") if self.label.startswith("unnamed ") else None


Step = Other | Carried | Numbered | Behind
_ALONE = "|".join(kind.name for kind in KINDS.values() if kind.carries is PARTY or kind is PARTY)
_ANY = "|".join(KINDS)
_HELD = regex(r"[/\\]|%(?=2F|5C|25)")
"""What a label may hold and a step may not: written as `%2F`, `%5C` and `%25`."""
_WRITTEN = regex("%(2F|5C|25)")
_STEP = (
    rf"other (?P<beside>{_ANY})(?: (?P<index>[2-9]|[1-9][0-9]+))?"
    rf"|(?P<carried>{_ALONE})(?:/(?P<place>[2-9]|[1-9][0-9]+))?"
    rf"|(?P<listed>{_ANY}) (?P<at>[1-9][0-9]*)"
    r"|(?P<behind>unnamed [a-z_]+|lei:[A-Z0-9]+|ref:[^/\\]*|party:[^/\\]*\|(?:[A-Z]{2}|\?))"
)
_BEGINS = ("other ", "unnamed ", "lei:", "ref:", "party:", *KINDS, *"123456789")
"""How what stands behind the last slash begins, where it can be a step or the end of one."""
_LAST = regex(rf"(?P<escapes>\\*)/(?:{_STEP})\Z")
_ENDS = regex(r"\\+\Z")


@dataclass(frozen=True)
class Key:
    """Where an element stands: a `name` that a document gives, and the `steps` below it, the outermost first."""

    name: str
    steps: tuple[Step, ...] = ()

    @classmethod
    def read(cls, text: str) -> Key:
        r"""The key that a text is; every text is one.

        >>> Key.read("v/kit/other source/party").name, Key.read(r"v/kit\/other source").name
        ('v/kit', 'v/kit/other source')
        """
        return _read(text)

    @cached_property
    def text(self) -> str:
        """The key as it is stored and shown."""
        text = _escaped(self.name)
        for step in self.steps:
            text = step.after(text)
        return text

    def __str__(self) -> str:
        return self.text

    @cached_property
    def owner(self) -> Key:
        """What it is a step below; itself where a document names it."""
        return Key(self.name, self.steps[:-1])

    @property
    def named(self) -> Key:
        """The element below which it stands that a document names."""
        return Key(self.name)

    @property
    def upward(self) -> Iterator[Key]:
        """This and what it stands below, one step after the other, up to what a document names."""
        for count in range(len(self.steps), -1, -1):
            yield self if count == len(self.steps) else Key(self.name, self.steps[:count])

    def lies_in(self, other: Key) -> bool:
        """Whether it is the element of another key or stands below it."""
        return self.name == other.name and self.steps[: len(other.steps)] == other.steps

    @property
    def besides(self) -> tuple[tuple[Key, Kind], ...]:
        """The elements that no list names in which it lies, each with its kind, the outermost first."""
        return tuple(
            (Key(self.name, self.steps[: place + 1]), step.kind)
            for place, step in enumerate(self.steps)
            if isinstance(step, Other)
        )

    def followed_by(self, *steps: Step) -> Key:
        """The key of what is reached from here."""
        return Key(self.name, (*self.steps, *steps))


@lru_cache(maxsize=1 << 14)
def _read(text: str) -> Key:
    steps: list[Step] = []
    rest = text
    while (found := _LAST.search(rest)) and len(found["escapes"]) % 2 == 0:
        steps.append(_step(found))
        rest = rest[: found.end("escapes")]
    return Key(_unescaped(rest), tuple(reversed(steps)))


def key_behind(owner: str, label: str) -> str:
    """The key of the source of a line (`owner`) that is known by a label, as `Behind` has it."""
    if "/" in label or "\\" in label or "%" in label:  # Vestas A/S
        label = _HELD.sub(lambda one: f"%{ord(one[0]):X}", label)
    return f"{owner}/{label}"


def key_of_name(name: str) -> str:
    """A name that a document gives, as a key is written: the same text unless it reads as structure."""
    if "/" not in name:  # nearly all
        return name if not name.endswith("\\") else _escaped(name)
    last = name.rpartition("/")[2]
    return _escaped(name) if last.startswith(_BEGINS) or last.endswith("\\") else name


def lies_beside(text: str) -> bool:
    """Whether the element of a key lies in one that no list names."""
    return OTHER in text and bool(Key.read(text).besides)


def is_unnamed(text: str) -> bool:
    """Whether the element of a key is a source whose party nobody names, or that party."""
    if "unnamed " not in text:  # nearly all
        return False
    steps = Key.read(text).steps
    return bool(steps) and isinstance(last := steps[-1], Behind) and last.label.startswith("unnamed ")


@lru_cache(maxsize=65536)
def upward(text: str) -> tuple[str, ...]:
    """The key of an element, then those of what it stands below, up to what a document names."""
    return tuple(key.text for key in Key.read(text).upward)


def is_named(text: str) -> bool:
    """Whether a document names the element of a key itself."""
    return "/" not in text or not Key.read(text).steps


def lies_in(text: str, owner: str) -> bool:
    """Whether the element of a key is that of another or lies below it: `s1/actor` lies in `s1` and not in `s`."""
    return text == owner or (text.startswith(f"{owner}/") and Key.read(text).lies_in(Key.read(owner)))


def beside(text: str) -> tuple[str, str] | None:
    """The key and the kind of the outermost element that no list names in which `text` lies; None where none is.

    What there is exactly one of is there, named or not.
    """
    if OTHER not in text:
        return None
    for key, kind in Key.read(text).besides:
        if not kind.exactly_one:
            return other_key(kind, key.owner.text), kind.name
    return None


def presence_of(name: str) -> TruthFact | None:
    """The fact whether there is any element of a kind that is not listed (`source.present`), if `name` is one."""
    kind, dot, last = name.rpartition(".")
    return truth_fact(name, KINDS[kind]) if dot and last == "present" and kind in KINDS else None


def _step(found: re.Match[str]) -> Step:
    if kind := found["beside"]:
        return Other(KINDS[kind], int(found["index"] or 1) - 1)
    if kind := found["carried"]:
        return Carried(KINDS[kind], int(found["place"] or 1))
    if kind := found["listed"]:
        return Numbered(KINDS[kind], int(found["at"]))
    return Behind(_WRITTEN.sub(lambda one: chr(int(one[1], 16)), found["behind"]))


def _escaped(name: str) -> str:
    if found := _LAST.search(name):
        start = found.start("escapes")
        return name[:start] + "\\" * (2 * len(found["escapes"]) + 1) + name[found.end("escapes") :]
    return name + "\\" * len(found[0]) if (found := _ENDS.search(name)) else name


def _unescaped(text: str) -> str:
    """A written name as it was given; what nobody writes so is read as it stands, a last backslash kept."""
    if found := _LAST.search(text):
        return text[: found.start("escapes")] + "\\" * (len(found["escapes"]) // 2) + text[found.end("escapes") :]
    found = _ENDS.search(text)
    return text[: len(text) - len(found[0]) // 2] if found else text
