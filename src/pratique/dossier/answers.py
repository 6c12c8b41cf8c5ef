"""Answers that came after the dossier was written: kept in a file beside it, given to the elements they are about.

Rule: `dossier.answers.toml` beside `dossier.toml` is read with it, as is every file that the dossier names under
`answers_files`; each holds `[[answers]]` as the dossier itself may, and `[[withdrawals]]` of any of them, and is only
ever appended to. An answer about "any other source" makes that phantom an element of its own; that there is none
closes the list.
Invariant: an answer never replaces another: two that differ leave the fact unknown with both kept (see `evidence`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pratique.errors import Findings, Place
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import KINDS, PART, PARTY
from pratique.facts.proof import Basis, Proof
from pratique.facts.vocabulary import definition_of
from pratique.files import contained, write_whole
from pratique.logic.author import truth_fact
from pratique.logic.entities import Entity, Listing, carried_by
from pratique.logic.nodes import Kind, TruthFact
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth

if TYPE_CHECKING:
    from pratique.dossier.build import Cases
    from pratique.dossier.document import Dossier
    from pratique.dossier.withdrawals import Withdrawal

OTHER = "/other "
"""What separates an element's key from the kind of those it may have beside the listed ones."""


def answers_file(dossier: str | Path) -> Path:
    """Where the answers to a dossier are kept: `dossier.answers.toml` beside `dossier.toml`."""
    return Path(dossier).with_suffix(".answers.toml")


def join_answers(dossier: Dossier) -> None:
    """Add the answers of the files beside a dossier to it, and take back those that were withdrawn.

    Raises InvalidInput with every finding, by file.
    """
    named = [contained(dossier.folder, each) for each in dossier.data.get("answers_files", [])]
    beside = answers_file(dossier.file)
    files = dict.fromkeys([*named, *([beside] if beside.is_file() else [])])
    findings = Findings()
    withdrawals: list[tuple[Withdrawal, Place]] = []
    answers = dossier.data.setdefault("answers", [])
    for file in files:
        read = read_answers(file, findings)
        dossier.elsewhere.append((len(answers), str(file), read.text))
        answers.extend(read.entries)
        withdrawals += ((each, Place(str(file))) for each in read.withdrawals)
    _take_back(dossier, withdrawals, findings)
    findings.refuse()


def _take_back(dossier: Dossier, withdrawals: list[tuple[Withdrawal, Place]], findings: Findings) -> None:
    if withdrawals and not findings:
        from pratique.dossier.withdrawals import matched, taken_back

        answers = dossier.data["answers"]
        for index, withdrawal in matched(answers, withdrawals, findings).items():
            dossier.withdrawn[index] = (answers[index], withdrawal)
            answers[index] = taken_back(answers[index], withdrawal)


class Read(NamedTuple):
    """What an answers file holds, with its text."""

    entries: list[dict[str, Any]]
    withdrawals: list[Withdrawal]
    text: str


def read_answers(path: Path, findings: Findings) -> Read:
    """What an answers file holds; what breaks the schema goes into `findings`."""
    from pratique.dossier import document as dossiers
    from pratique.dossier.withdrawals import withdrawals_in

    text = dossiers.read_text(path)
    plain = dossiers.plain_toml(text, Place(str(path)))
    strange = sorted(set(plain) - {"answers", "withdrawals"})
    if strange:
        findings.add(
            "answers.table", f"An answers file holds [[answers]] and [[withdrawals]], not {', '.join(strange)}.",
            Place(str(path)), "Move it into the dossier.",
        )  # fmt: skip
    entries = plain.get("answers", [])
    for pointer, message in dossiers.faults({"transactions": [{"act": "?"}], "answers": entries}):
        line = dossiers.line_of(text, pointer)
        place = Place(str(path), pointer, line)
        findings.add("answers.schema", f"{pointer}: {message}.", place, "See `pratique schema dossier`.")
    return Read(entries, list(withdrawals_in(plain, path, text, findings)), text)


def append_answers(path: Path, entries: Iterable[Mapping[str, Any]], withdrawals: Iterable[Withdrawal] = ()) -> int:
    """Append withdrawals and the entries that the file does not hold yet, all or none; how many entries were new.

    A reply that is read again stays withdrawn if it was; what is given at the same time as a withdrawal is new.
    """
    read = Read([], [], "")
    if path.is_file():
        findings = Findings()
        read = read_answers(path, findings)
        findings.refuse()
    taken = [{name: value for name, value in asdict(each).items() if value} for each in withdrawals]
    new: list[Mapping[str, Any]] = []
    for entry in entries:
        if taken or (entry not in read.entries and entry not in new):
            new.append(entry)
    tables = [*(written(each, "withdrawals") for each in taken), *map(written, new)]
    if tables:
        head = read.text or "# Answers to the dossier beside this file; appended to, never changed.\n"
        write_whole(path, head.rstrip("\n") + "\n" + "".join(f"\n{each}" for each in tables))
    return len(new)


def written(entry: Mapping[str, Any], table: str = "answers") -> str:
    """One entry as TOML."""
    return "\n".join([f"[[{table}]]", *(f"{_key(key)} = {toml_value(value)}" for key, value in entry.items())]) + "\n"


def toml_value(value: Any) -> str:
    """A value in one line of TOML."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(str(key))} = {toml_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml_value(each) for each in value) + "]"
    # JSON's strings, numbers and booleans are TOML's, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() and key.isascii() else json.dumps(key, ensure_ascii=False)


def presence_of(name: str) -> TruthFact | None:
    """The fact whether there is any element of a kind that is not listed (`source.present`), if `name` is one."""
    kind, dot, last = name.rpartition(".")
    return truth_fact(name, KINDS[kind]) if dot and last == "present" and kind in KINDS else None


def apply_answers(made: Cases) -> None:
    """Give the answers to the elements below the cases that were not named in the dossier itself."""
    told = {str(each["entity"]) for each in made.dossier.entries("answers") if "entity" in each}
    if told:
        giving = _Giving(made, told | set(_in_full(made, told)))
        for case in made.cases:
            giving.walk(case.entity)
        giving.refuse_left()


def _in_full(made: Cases, told: set[str]) -> Iterator[str]:
    """The full keys of what is told of unlisted elements of a part that is named by its reference alone."""
    roots = {key.partition(OTHER)[0] for key in told if OTHER in key}
    parts = [part.key for case in made.cases for part in case.entity.listing(PART).elements] if roots else []
    for root in sorted(roots.difference(parts)):
        for part in dict.fromkeys(parts):
            if part.endswith((f"#{root}", f"/{root}")):
                for key in sorted(each for each in told if each.partition(OTHER)[0] == root):
                    made.evidence.copy(key, part + key.removeprefix(root))
                    yield part + key.removeprefix(root)


class _Giving:
    """Gives each element its answers once, however many cases share it."""

    def __init__(self, made: Cases, told: set[str]) -> None:
        self.made = made
        self.told = told
        self.seen: set[int] = set()
        self.others: dict[str, set[str]] = {}
        self.listed: set[tuple[str, str]] = set()
        self.keys: set[str] = set()
        for key in told:
            for owner, kind in _others(key):
                self.others.setdefault(owner, set()).add(kind)

    def walk(self, element: Entity) -> None:
        if id(element) in self.seen:
            return
        self.seen.add(id(element))
        self.keys.add(element.key)
        for name in sorted(self.others.get(element.key, ())):
            if KINDS[name].parent is element.kind:
                self._list(element, KINDS[name])
                self.listed.add((element.key, name))
        for listing in element.children.values():
            for each in listing.elements:
                self._give(each)
                self.walk(each)

    def refuse_left(self) -> None:
        """A finding for each answer about an unlisted element of a kind that its owner does not list."""
        findings, entries = self.made.dossier.findings, self.made.dossier.entries("answers")
        for index, entry in enumerate(entries):
            owner, other, rest = str(entry.get("entity", "")).partition(OTHER)
            kind = rest.partition("/")[0]
            named = [key for key in self.keys if key == owner or key.endswith((f"#{owner}", f"/{owner}"))]
            if other and named and not any((key, kind) in self.listed for key in named):
                findings.add(
                    "dossier.answer.entity", f"{owner!r} lists no {kind or 'such thing'}.",
                    self.made.dossier.place(f"answers/{index}/entity"),
                    f"Use one of {', '.join(name for name, each in KINDS.items() if each.parent is not None)}.",
                )  # fmt: skip

    def _give(self, element: Entity) -> None:
        carried = carried_by(element)
        if carried is not None and carried.key in self.told:
            element.carried = carried  # a party that nobody named is somebody once it is answered about
        for one in (element, element.carried):
            # Parts and named parties were given theirs when they were read; what is listed below them was not.
            if one is None or one.key not in self.told or one.key in self.made.places or id(one) in self.seen:
                continue
            self._join(one)
            if one is not element:
                self.seen.add(id(one))

    def _join(self, element: Entity) -> None:
        evidence = self.made.evidence
        own = Proof(self.made.places.get(element.key.rpartition("/")[0], element.key), Basis.ATTESTED)
        for name, value in element.values.items():
            evidence.add(element.key, definition_of(name).fact, value, own)
        mine = {name: value for name, value in evidence.values_of(element.key).items() if name in VOCABULARY}
        element.values = {**element.values, **mine}

    def _list(self, owner: Entity, kind: Kind) -> None:
        listing = owner.listing(kind)
        key = f"{owner.key}{OTHER}{kind.name}"
        if listing.closed or any(each.key == key for each in listing.elements):
            return
        found = self.made.evidence.value(key, f"{kind.name}.present")
        present = found if isinstance(found, Truth) else UNKNOWN
        if not listing.elements and (kind.at_least_one or kind.exactly_one):
            present = TRUE
        elements = list(listing.elements)
        if present is not FALSE:
            carried = None if kind.carries is None else Entity(kind.carries, f"{key}/{kind.carries.name}")
            elements.append(Entity(kind, key, carried=carried, present=present, many=not kind.exactly_one))
        owner.children = {**owner.children, kind: Listing(elements, True)}


def _others(key: str) -> Iterator[tuple[str, str]]:
    """The owners and kinds of the phantoms that a key runs through, the outermost first."""
    steps = key.split(OTHER)
    for index in range(1, len(steps)):
        kind = steps[index].removesuffix(f"/{PARTY.name}")
        if kind in KINDS:
            yield OTHER.join(steps[:index]), kind
