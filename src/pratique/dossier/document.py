"""The dossier: what is asked and what is known, as a person writes it.

Rule: every finding is reported at once, with file, line and the key it stands under; a dossier with an error is
refused whole. The schema says what the keys are, this module what they mean.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from pratique.dossier.entries import (
    ActEntry,
    AnswerEntry,
    PartEntry,
    PartyEntry,
    ProductEntry,
    VehicleEntry,
    acts_of,
    answers_in,
)
from pratique.dossier.faults import faults
from pratique.errors import Findings, InvalidInput, Place
from pratique.files import contained, decode_text, load_json, load_toml, read_bytes, refusal, refuse_excess
from pratique.patterns import regex
from pratique.value_class import dataclass

BILL_KEYS = frozenset({"bomFormat", "spdxVersion", "@graph", "@context", "SPDXID"})
"""Keys by which a bill of materials shows itself."""
MOST_FAULTS = 1_000
"""How many faults against the schema are told at once."""
MOST_ACTS = 5_000
"""Most transactions of one dossier: each is decided by itself, in about 20 ms."""
MAX_DOSSIER = 64 * 1024**2
"""Largest dossier (bytes); bills of materials are files of their own."""


class Settings(msgspec.Struct, frozen=True):
    """What a dossier says of the whole question, key by key; acts, parties and parts stand in its tables."""

    title: str | None = None
    known_on: str | None = None
    law_on: str | None = None
    construe: str | dict[str, str] | None = None
    presume: str | tuple[str, ...] = ()
    revoke: tuple[str, ...] = ()
    registries: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    overlays: tuple[str, ...] = ()
    answers_files: tuple[str, ...] = ()


@dataclass
class Dossier:
    """A dossier that fits the schema: `data` as it was written, what its tables say, and where it came from.

    Answers are added to `data` while it is read, as those of other files are joined; nothing else of it changes.
    """

    data: dict[str, Any]
    file: str
    text: str
    findings: Findings = field(default_factory=Findings)
    elsewhere: list[tuple[int, str, str]] = field(default_factory=list)
    """For answers of other files: the index of the first one, the file, its text."""
    withdrawn: dict[int, tuple[Mapping[str, Any], Withdrawal]] = field(default_factory=dict)
    """For answers that were taken back, by their index: what they said, and by whom they were withdrawn."""
    held: Mapping[str, bytes] = field(default_factory=dict)
    """Bills of materials that came without a file, by the names under which the dossier has them."""
    rows: Sequence[int] = ()
    """For a dossier that was made of a table: the number of the row of each act."""
    written: Callable[[str], str] = str
    """For one that was made of a model: where in that what a key path leads to was written."""

    @property
    def folder(self) -> Path:
        return Path(self.file).parent

    @cached_property
    def settings(self) -> Settings:
        """What it says of the whole question."""
        return msgspec.convert(self.data, Settings)

    @property
    def title(self) -> str:
        """Its title; its file where it has none."""
        title = self.settings.title
        return self.file if title is None else title

    def mentions(self, word: str) -> bool:
        """Whether a key or a text anywhere in it holds `word`."""
        return _holds(self.data, word)

    def entries(self, name: str) -> list[dict[str, Any]]:
        """The tables of an array such as `answers`, as they were written."""
        found = self.data.get(name, [])
        assert isinstance(found, list)
        return found

    @cached_property
    def parties(self) -> tuple[PartyEntry, ...]:
        """The parties that it lists."""
        return tuple(map(PartyEntry.read, self.entries("parties")))

    @cached_property
    def vehicles(self) -> tuple[VehicleEntry, ...]:
        """The vehicles that it lists."""
        return tuple(map(VehicleEntry.read, self.entries("vehicles")))

    @cached_property
    def products(self) -> tuple[ProductEntry, ...]:
        """The products that it lists."""
        return tuple(map(ProductEntry.read, self.entries("products")))

    @cached_property
    def acts(self) -> tuple[ActEntry, ...]:
        """What it asks of."""
        return acts_of(self.entries("transactions"))

    @cached_property
    def parts(self) -> tuple[PartEntry, ...]:
        """The parts that it lists of no vehicle, product or act."""
        return tuple(map(PartEntry.read, self.entries("parts")))

    @property
    def answers(self) -> tuple[AnswerEntry, ...]:
        """What was answered, those of the files beside it too; one that was taken back says that nothing is known."""
        return answers_in(self.entries("answers"))

    @property
    def facts(self) -> Mapping[str, object]:
        """What it states of every act, by full names."""
        found = self.data.get("facts", {})
        assert isinstance(found, dict)
        return found

    @cached_property
    def whole(self) -> VehicleEntry:
        """What it lists of no vehicle: parts, and features that are those of each of its vehicles."""
        features, complete = tuple(self.data.get("features", ())), self.data.get("features_complete", False)
        return VehicleEntry("", parts=self.parts, features=features, features_complete=complete)

    def every_part(self) -> Iterator[tuple[str, PartEntry, str]]:
        """Every part that its tables list: whose it is, its entry and its key path."""
        tables = [("parts", self.parts, "parts")]
        tables += [(each.id, each.parts, f"vehicles/{index}/parts") for index, each in enumerate(self.vehicles)]
        tables += [(each.id, each.parts, f"products/{index}/parts") for index, each in enumerate(self.products)]
        tables += [(each.id, each.parts or (), f"transactions/{i}/parts") for i, each in enumerate(self.acts)]
        for owner, parts, path in tables:
            yield from ((owner, part, f"{path}/{index}") for index, part in enumerate(parts))

    def parties_called(self) -> dict[str, PartyEntry]:
        """By every name, LEI and id in lower case: the party that it means, the first where two share one."""
        found: dict[str, PartyEntry] = {}
        for each in self.parties:
            for alias in each.aliases:
                found.setdefault(alias, each)
        return found

    @cached_property
    def keys_by_alias(self) -> dict[str, set[str]]:
        """By every name, LEI and id in lower case: the keys of all parties that it means."""
        found: dict[str, set[str]] = {}
        for each in self.parties:
            for alias in each.aliases:
                found.setdefault(alias, set()).add(each.key)
        return found

    @cached_property
    def keys_of_acts(self) -> frozenset[str]:
        """The keys of what it asks of, and of the vehicles and products that this is about."""
        about = (each.key for each in (*self.vehicles, *self.products))
        return frozenset((*(each.key for each in self.acts), *about))

    def place(self, pointer: str) -> Place:
        """The place of a key path such as `vehicles/0/model_year`, with the line where it can be found."""
        pointer = self.written(pointer)
        steps = pointer.split("/", 2)
        if self.rows and steps[0] == "transactions" and len(steps) > 1:
            return Place(self.file, pointer=f"row {self.rows[int(steps[1])]}")
        if steps[0] == "answers" and len(steps) > 1:
            for start, file, text in reversed(self.elsewhere):
                if int(steps[1]) >= start:
                    own = "/".join(["answers", str(int(steps[1]) - start), *steps[2:]])
                    return Place(file, pointer=own, line=line_of(text, own))
        return Place(self.file, pointer=pointer, line=line_of(self.text, pointer))

    def inside(self, name: str, pointer: str) -> Path | None:
        """The file `name` below the dossier's folder; a finding at `pointer` where it leads elsewhere."""
        try:
            return contained(self.folder, name)
        except (InvalidInput, ValueError, OSError):
            step = "Name a file beside the dossier or give it on the command line."
            message = f"{name!r} leads outside the folder of the dossier."
            self.findings.add("file.outside", message, self.place(pointer), step)
            return None


def _holds(value: object, word: str) -> bool:
    """Whether a key or a text of plain data holds a word."""
    if isinstance(value, str):
        return word in value
    if isinstance(value, dict):
        return any(word in key or _holds(inner, word) for key, inner in value.items())
    return isinstance(value, list | tuple) and any(_holds(inner, word) for inner in value)


def dossier_of(raw: Any, file: str = "dossier", text: str = "") -> Dossier:
    """A dossier of plain data. Raises InvalidInput with every way in which it breaks the schema."""
    refuse_excess(raw, Place(file))
    plain = plain_data(raw)
    dossier = Dossier(plain if isinstance(plain, dict) else {}, file, text)
    _refuse_many(dossier)
    for count, (pointer, message) in enumerate(faults(plain)):
        if count == MOST_FAULTS:
            told = f"There are more than {MOST_FAULTS} faults; the others are not told."
            dossier.findings.add("dossier.faults", told, Place(file), "Mend these first.")
            break
        dossier.findings.add(
            "dossier.schema",
            f"{pointer or 'The dossier'}: {message}.",
            dossier.place(pointer),
            "See `pratique schema dossier`.",
        )
    dossier.findings.refuse()
    return dossier


def _refuse_many(dossier: Dossier) -> None:
    """Refuse a dossier with more acts than are decided together, before any of them is looked at."""
    acts = dossier.data.get("transactions")
    if isinstance(acts, list) and len(acts) > MOST_ACTS:
        dossier.findings.add(
            "dossier.acts.many",
            f"There are {len(acts):,} transactions; at most {MOST_ACTS:,} are decided together.",
            dossier.place(f"transactions/{MOST_ACTS}"),
            "Split it into several dossiers and ask `pratique bulk FOLDER`, or decide tables of cases with `bulk`.",
        )
        dossier.findings.refuse()


def read_text(path: str | Path) -> str:
    """The text of a file of the size of a dossier. Raises InvalidInput."""
    return decode_text(read_bytes(path, MAX_DOSSIER), Place(str(path)))


def plain_toml(text: str, place: Place) -> dict[str, Any]:
    """The plain data of a TOML text, its dates as ISO strings. Raises InvalidInput."""
    plain = plain_data(load_toml(text, place))
    assert isinstance(plain, dict)
    return plain


def parse_document(path: str | Path) -> tuple[Any, str]:
    """The values and the text of a TOML or JSON file, told by its ending. Raises InvalidInput."""
    data = read_bytes(path, MAX_DOSSIER)
    place = Place(str(path))
    if str(path).lower().endswith(".json"):
        return load_json(data, place), decode_text(data, place)
    try:
        text = decode_text(data, place)
        return load_toml(text, place), text
    except InvalidInput:
        if str(path).lower().endswith(".toml"):
            raise
        raise _no_dossier(path) from None


def _no_dossier(path: str | Path) -> InvalidInput:
    """What stands in the place of a dossier and is none by its name and by what it says."""
    name = Path(path).name
    message = f"{name} is no dossier and no model, which are TOML or JSON."
    step = (
        f"If it is a bill of materials: `pratique check {name} --into US --act import` asks of it, and "
        f"`pratique new hardware-import {name} -o FOLDER` makes a dossier of it. A table of models: "
        f"`pratique compare-markets {name}`."
    )
    return refusal("dossier.bill", message, Place(str(path)), step)


def load_toml_or_json(path: str | Path) -> Any:
    """The plain data of a TOML or JSON file that is no dossier. Raises InvalidInput."""
    return plain_data(parse_document(path)[0])


def refuse_bill(raw: Any, place: Place) -> None:
    """A bill of materials or a model in the place of a dossier is told so, instead of key by key."""
    if isinstance(raw, dict) and "transactions" not in raw and {"trade", "into", "markets"} & raw.keys():
        message = "This is a model that may go to many markets, and no dossier, which says what is done."
        asks = "`pratique markets`, `duty`, `compare-markets` and `check --into EU` ask of a model"
        step = f"{asks}; for this a dossier is needed: `pratique new hardware-import -o FOLDER` begins one."
        raise refusal("dossier.model", message, place, step)
    if isinstance(raw, dict) and "transactions" not in raw and raw.keys() & BILL_KEYS:
        findings = Findings()
        findings.add(
            "dossier.bill",
            "This is a bill of materials, not a dossier.",
            place,
            "Name it under boms of a vehicle, or ask `pratique check FILE --into US --act sale`.",
        )
        findings.refuse()


def plain_data(value: Any) -> Any:
    """TOML's own dates as ISO strings, so that TOML and JSON dossiers are one thing."""
    match value:
        case dict():
            return {str(key): plain_data(inner) for key, inner in value.items()}
        case list():
            return [plain_data(inner) for inner in value]
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case time():
            return value.isoformat()
        case float() if value != value or value in (float("inf"), float("-inf")):
            return str(value)
        case _:
            return value


def line_of(text: str, pointer: str) -> int | None:
    """The line on which the last key of `pointer` stands, searched after its array element; best effort."""
    if not text or not pointer:
        return None
    lines = _lines_of_keys(text)
    start = 0
    steps = pointer.split("/")
    for index, step in enumerate(steps):
        if step.isdigit():
            continue
        nth = int(steps[index + 1]) if index + 1 < len(steps) and steps[index + 1].isdigit() else 0
        found = lines.get(step, ())
        place = bisect_left(found, start) + nth
        if place >= len(found):
            break
        start = found[place]
    else:
        return start + 1
    return start + 1 if start else None


_QUOTED = regex(r'"([^"]*)"')
_BARE = regex(r"([^\s=\[\]\"']+) ?=")
_HEADER = regex(r"\[\[?([^\[\]]+)\]\]?")


@lru_cache(maxsize=4)
def _lines_of_keys(text: str) -> dict[str, list[int]]:
    """The lines on which each key may stand, in order: one pass for all facts of a dossier, however many."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines()):
        for key in _keys_on(line.strip()):
            found.setdefault(key, []).append(number)
    return found


def _keys_on(line: str) -> set[str]:
    keys = set(_QUOTED.findall(line)) if '"' in line else set()
    if bare := _BARE.match(line):
        keys.add(bare[1])
    if line.startswith("[") and (header := _HEADER.match(line)):
        name = header[1]
        keys.add(name)
        keys.update(name[dot + 1 :] for dot, letter in enumerate(name) if letter == ".")
    return keys


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That somebody took an answer back on a day (ISO), and why."""

    of: str
    by: str
    on: str
    reason: str = ""

    @property
    def words(self) -> str:
        return f"withdrawn by {self.by} on {self.on}{self.reason and ': '}{self.reason}"
