"""A dossier to begin with: the question of its kind, the bills beside it, and every fact that the answer can need.

Rule: nothing is stated for a person. What the law asks about a question of this kind is what the engine itself leaves
open on it, written out as comments with its choices; a mapping of columns is a guess that waits for a yes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Any

from pratique.deciding.decision import decided
from pratique.errors import InvalidInput, UsageError
from pratique.facts.definition import VOCABULARY, Definition
from pratique.facts.kinds import CASE, PART, PARTY, SOURCE
from pratique.files import read_bytes
from pratique.items.readers import is_table
from pratique.usecases.answer.open_facts import open_facts
from pratique.usecases.columns import suggested
from pratique.value_class import dataclass

MAX_BILL = 256 * 1024**2
"""Largest bill that is copied beside a new dossier (bytes)."""
DAY = date(2027, 6, 1)
"""A day in force for all that the kinds ask, on which the questions are collected; it goes into no dossier."""


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of question: what it asks, the keys of its transaction, and what its bills belong to."""

    title: str
    transaction: Mapping[str, Any]
    whole: str | None = None
    parties: tuple[tuple[str, str], ...] = ()
    part: str | None = None
    also: str = "-"
    """The prefix of facts that are offered whether the law of that day asks for them or not."""


KINDS: Mapping[str, Template] = {
    "hardware-import": Template(
        "May this hardware be imported into the United States?",
        {"act": "import", "role": "importer", "actor": "us", "into": "US"},
        "products",
        (("us", "Our company"),),
    ),
    "software-sale": Template(
        "May this vehicle be sold in the United States with the software in it?",
        {"act": "sale", "role": "manufacturer", "actor": "us", "into": "US"},
        "vehicles",
        (("us", "Our company"),),
    ),
    "chip-export": Template(
        "May this chip be exported from the United States?",
        {
            "act": "export",
            "role": "exporter",
            "actor": "us",
            "out_of": "US",
            "into": "CN",
            "parties": {"consignee": "them", "end_user": "them"},
        },
        None,
        (("us", "Our company"), ("them", "The consignee")),
        "chip",
    ),
    "holding": Template(
        "May this share in a maker of vehicles in China be acquired?",
        {"act": "acquire_holding", "actor": "us", "into": "CN"},
        None,
        (("us", "The investor"),),
        None,
        "holding.",
    ),
    "data-export": Template(
        "May these data leave China?",
        {"act": "data_export", "actor": "us", "out_of": "CN", "into": "DE"},
        None,
        (("us", "Our company"),),
        None,
        "data.",
    ),
    "market-model": Template("Where may this model go, on which terms, at what duty?", {}),
}


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new folder holds: the question, its bills with their mappings, and what may be stated."""

    kind: str
    title: str
    transaction: Mapping[str, Any]
    whole: str | None
    parties: tuple[tuple[str, str], ...]
    part: str | None
    bills: tuple[tuple[str, str | None], ...] = ()
    facts: Mapping[str, tuple[Definition, ...]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def new(kind: str, bills: Sequence[str | Path] = ()) -> Begun:
    """What a new folder for a question of this kind holds, with these bills. Raises InvalidInput, UsageError."""
    if kind not in KINDS:
        raise UsageError(f"There is no kind {kind!r} of question; there are {', '.join(KINDS)}.")
    found = KINDS[kind]
    if bills and found.whole is None:
        raise UsageError(f"A question of the kind {kind} has no bill of materials.")
    files: dict[str, bytes] = {}
    named = tuple(_bill(Path(each), files) for each in bills)
    facts = _model_facts() if kind == "market-model" else _asked(found)
    return Begun(
        kind=kind,
        title=found.title,
        transaction=found.transaction,
        whole=found.whole,
        parties=found.parties,
        part=found.part,
        bills=named,
        facts=facts,
        files=files,
    )


def _bill(path: Path, files: dict[str, bytes]) -> tuple[str, str | None]:
    """The name of a bill in the new folder and that of its mapping; both go into `files`."""
    data = read_bytes(path, MAX_BILL)
    if path.name in files:
        raise UsageError(f"Two bills are called {path.name!r}; rename one.")
    files[path.name] = data
    if not is_table(data):
        return path.name, None
    mapping = f"{path.stem}.columns.toml"
    try:
        files[mapping] = suggested(path).encode()
    except InvalidInput as error:
        raise InvalidInput(error.findings) from error
    return path.name, mapping


def _asked(kind: Template) -> dict[str, tuple[Definition, ...]]:
    """What the law asks about a question of this kind: of the act, of the vehicle, of a party, of a part."""
    asked = _skeleton(kind)
    found = decided(asked, on=DAY, known_on=DAY)
    names = {each.name for each in open_facts(found.outcomes)}
    definitions = [each for name, each in VOCABULARY.items() if _is_offered(each, names, kind)]
    return {
        "act": tuple(_of(definitions, lambda each: each.fact.kind is CASE and not each.name.startswith("vehicle."))),
        "vehicle": tuple(_of(definitions, lambda each: each.name.startswith("vehicle."))),
        "party": tuple(_of(definitions, lambda each: each.fact.kind is PARTY)),
        "part": tuple(_of(definitions, lambda each: each.fact.kind in (PART, SOURCE))),
        "concluded": tuple(each for each in VOCABULARY.values() if each.is_conclusion) if kind.whole else (),
    }


def _is_offered(each: Definition, names: set[str], kind: Template) -> bool:
    return not (each.is_legal or each.is_conclusion) and (each.name in names or each.name.startswith(kind.also))


def _of(definitions: Iterable[Definition], belongs: Any) -> Iterator[Definition]:
    return (each for each in definitions if belongs(each))


def _skeleton(kind: Template) -> dict[str, Any]:
    """The question of a kind with nothing stated but what makes it one."""
    act = {"id": "question", **kind.transaction}
    parties = [{"id": name, "name": says} for name, says in kind.parties]
    data: dict[str, Any] = {"transactions": [act], "parties": parties}
    if kind.whole is not None:
        act[kind.whole.removesuffix("s")] = "whole"
        data[kind.whole] = [{"id": "whole", "parts": [{"ref": "part", "sources": [{"party": "maker"}]}]}]
        data["parties"].append({"id": "maker", "name": "The maker"})
    if kind.part is not None:
        act["parts"] = [{"ref": kind.part}]
    return data


def _model_facts() -> dict[str, tuple[Definition, ...]]:
    """What a model file may say: of the vehicle, and of its trade."""
    from pratique.facts.vocabulary import load_vocabulary

    load_vocabulary()
    every = [each for each in VOCABULARY.values() if not (each.is_legal or each.is_conclusion)]
    return {
        "vehicle": tuple(_of(every, lambda each: each.name.startswith("vehicle."))),
        "trade": tuple(_of(every, lambda each: each.name.startswith("trade.") and each.fact.kind is CASE)),
    }
