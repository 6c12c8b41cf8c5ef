"""What an overlay file may say: sign-offs of what the book holds, and policies that stand beside it.

Rule: a sign-off names a provision of the book, who read its text, the day, and two hashes; it settles only legal
facts that the same instrument leaves open, among the constructions that the book has. A policy is a rule under a name
of its own: not the book's, and never one that permits. Whatever else an entry says is a finding, all of them at once.
Invariant: nothing that is read here can take a provision out of the book or weaken one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from pratique.dossier.document import line_of
from pratique.errors import Findings, Place
from pratique.facts import act
from pratique.facts.definition import VOCABULARY
from pratique.facts.kinds import CASE, KINDS
from pratique.facts.vocabulary import definition_of
from pratique.files import read_bytes
from pratique.files.clock import iso_day
from pratique.files.plain import Plain
from pratique.law import book as law_book
from pratique.law.clocks import Clocks
from pratique.law.instrument import MODES, Instrument, conditions_of, in_time
from pratique.law.outcome import Outcome
from pratique.law.plain import instrument_to_plain
from pratique.law.provision import LegalException, Provision, ProvisionKind, plain_cite
from pratique.logic.interchange import from_plain
from pratique.logic.nodes import ChoiceFact
from pratique.readings.facts_used import facts_used
from pratique.value_class import dataclass

MAX_TEXT = 256 * 1024**2
"""Largest official text that is hashed (bytes)."""
_HASH = re.compile(r"[0-9a-f]{64}")
_NEEDED = ("cite", "by", "on", "text_sha256", "encoding_sha256")
_SIGNOFF = {*_NEEDED, "text_file", "note", "constructions"}
_POLICY = {"cite", "summary", "severity", "when", "per", "market", "from", "by"}
_KINDS: dict[Outcome, ProvisionKind] = {
    Outcome.CLEAR_WITH_DUTIES: "requirement",
    Outcome.LICENCE_REQUIRED: "licence",
    Outcome.PROHIBITED: "prohibition",
}


@dataclass(frozen=True, slots=True)
class Signoff(Plain):
    """That somebody read the official text of a provision on a day, and what it says where the book left it open."""

    cite: str
    by: str
    on: str
    text_sha256: str
    encoding_sha256: str
    text_file: str = ""
    note: str = ""
    constructions: Mapping[str, str] = field(default_factory=dict)
    text_seen: bool = False
    """Whether the text lies beside the overlay and is the one that was read; not written, but looked at."""


@dataclass(frozen=True, slots=True)
class OverlaySource:
    """An overlay file as it was read, to which findings are added by entry."""

    path: Path
    text: str
    findings: Findings

    def add(self, pointer: str, code: str, message: str, next_step: str) -> None:
        place = Place(str(self.path), pointer, line_of(self.text, pointer))
        self.findings.add(f"overlay.{code}", message, place, next_step)


# --- the book under its citations ----------------------------------------------------------------------------


def citations(instrument: Instrument) -> tuple[str, ...]:
    """Everything in an instrument that can be signed off, by citation."""
    rules: list[Provision | LegalException] = [*instrument.provisions, *instrument.exceptions()]
    return tuple(dict.fromkeys((f"{instrument.cite}, scope", *(each.cite for each in rules))))


def instrument_citing(cite: str) -> Instrument | None:
    """The instrument of the book that holds a citation, None where none does."""
    return next((each for each in law_book.load().instruments if cite in citations(each)), None)


@lru_cache(maxsize=64)
def encodings(instrument: Instrument) -> Mapping[str, str]:
    """Each citation of an instrument with the hash of all that is encoded under it."""
    plain = instrument_to_plain(instrument)
    rules: dict[str, list[Any]] = {f"{instrument.cite}, scope": [plain["scope"]]}
    for each in plain["provisions"]:
        rules.setdefault(each["cite"], []).append({k: v for k, v in each.items() if k != "lifted_by"})
        for lifted in each["lifted_by"]:
            if lifted not in rules.setdefault(lifted["cite"], []):
                rules[lifted["cite"]].append(lifted)
    for its in plain["exempt"].values():
        for lifted in its:
            if lifted not in rules.setdefault(lifted["cite"], []):
                rules[lifted["cite"]].append(lifted)
    return {
        cite: hashlib.sha256(msgspec.json.encode(parts, order="deterministic")).hexdigest()
        for cite, parts in rules.items()
    }


@lru_cache(maxsize=64)
def left_open(instrument: Instrument) -> frozenset[str]:
    """An instrument -> the legal facts that it reads: in conditions and clocks, in reviews and tests of owners."""
    conditions = [condition for _, condition in conditions_of(instrument)]
    conditions += [in_time(each, mode) for each in instrument.provisions for mode in MODES]
    read = {use.fact.name for condition in conditions for use in facts_used(condition)}
    return frozenset(name for name in read if name.startswith("legal.")) | {
        name for name in VOCABULARY if name.startswith(f"legal.{instrument.id}.")
    }


# --- sign-offs ----------------------------------------------------------------------------------------------


def signoffs(plain: Mapping[str, Any], source: OverlaySource) -> Iterator[Signoff]:
    """The sign-offs of a file; what is wrong with one goes into the findings."""
    for pointer, entry in _tables(plain, "signoffs", source):
        before = len(source.findings)
        for name in [*(n for n in _NEEDED if n not in entry), *sorted(set(entry) - _SIGNOFF)]:
            word = "has no" if name in entry else "lacks"
            source.add(pointer, "signoff", f"A sign-off {word} {name}.", "Write it by `pratique law signoff`.")
        _check_texts(entry, pointer, source)
        if len(source.findings) == before:
            _check_constructions(entry, pointer, source)
            _check_text(entry, pointer, source)
        if len(source.findings) == before:
            yield Signoff(**entry, text_seen=_text_of(entry, source) is not None)


def _tables(plain: Mapping[str, Any], name: str, source: OverlaySource) -> Iterator[tuple[str, Mapping[str, Any]]]:
    found = plain.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        source.add(name, "table", f"{name} are tables, not {found!r:.60}.", f"Write each as [[{name}]].")
        return
    for index, entry in enumerate(found):
        yield f"{name}/{index}", entry


def _check_texts(entry: Mapping[str, Any], pointer: str, source: OverlaySource) -> None:
    """That what is text is text, a day a day, a hash a hash, and the citation one of the book."""
    for name in (*_NEEDED, "text_file", "note"):
        value = entry.get(name, "-")
        if not isinstance(value, str) or not (value.strip() or name == "note"):
            source.add(pointer, "signoff", f"{name} is text, not {value!r:.60}.", "Correct it.")
        elif name.endswith("sha256") and name in entry and not _HASH.fullmatch(value):
            source.add(pointer, "signoff", f"{name} is no SHA-256: {value!r:.80}.", "Sign it off again.")
        elif name == "on" and name in entry and iso_day(value) is None:
            source.add(pointer, "signoff", f"{value!r} is no calendar day.", "Write it as 2026-11-22.")
        elif name == "cite" and name in entry and instrument_citing(value) is None:
            step = "`pratique law` lists what can be signed off."
            source.add(pointer, "cite", f"The book has nothing cited as {value!r:.80}.", step)


def _check_constructions(entry: Mapping[str, Any], pointer: str, source: OverlaySource) -> None:
    fixed = entry.get("constructions", {})
    if not isinstance(fixed, Mapping):
        source.add(pointer, "construction", f"constructions is a table, not {fixed!r:.60}.", "Write NAME = VALUE.")
        return
    instrument = instrument_citing(entry["cite"])
    assert instrument is not None
    for name, value in fixed.items():
        definition = VOCABULARY.get(name)
        fact = definition.fact if definition is not None and definition.is_legal else None
        if not isinstance(fact, ChoiceFact) or value not in fact.values:
            source.add(pointer, "construction", f"{name} = {value!r} is no construction.", "Correct it.")
        elif name not in left_open(instrument):
            message = f"{instrument.cite} does not leave {name} open, so its text cannot settle it."
            source.add(pointer, "construction", message, "Sign off a provision of the instrument that reads it.")


def _check_text(entry: Mapping[str, Any], pointer: str, source: OverlaySource) -> None:
    """That the text, where it lies beside the overlay, is still the one that was read."""
    path = _text_of(entry, source)
    if path is not None and hashlib.sha256(read_bytes(path, MAX_TEXT)).hexdigest() != entry["text_sha256"]:
        message = f"{entry['text_file']} is not the text that {entry['by']} read: its SHA-256 is another."
        source.add(pointer, "text", message, "Restore the file, or read it and sign off again.")


def _text_of(entry: Mapping[str, Any], source: OverlaySource) -> Path | None:
    """The text that was read, where it lies beside the overlay."""
    name = entry.get("text_file", "")
    path = source.path.parent / Path(name).name
    return path if name and path.is_file() else None


# --- policies -----------------------------------------------------------------------------------------------


def policies(plain: Mapping[str, Any], source: OverlaySource) -> Iterator[Provision]:
    """The policies of a file; what is wrong with one goes into the findings."""
    for pointer, entry in _tables(plain, "policies", source):
        try:
            yield _policy(entry)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            message = "its condition is nested too deeply" if isinstance(error, RecursionError) else str(error)
            source.add(
                pointer,
                "policy",
                f"This is not a policy: {message:.300}.",
                "Give cite, summary, severity, from, and when as a condition of `pratique law export`.",
            )


def _policy(entry: Mapping[str, Any]) -> Provision:
    severity = _severity(entry)
    raw = entry["when"]
    when = from_plain(json.loads(raw) if isinstance(raw, str) else raw, lambda name: definition_of(name).fact, KINDS)
    if market := entry.get("market"):
        if not isinstance(market, str) or market not in act.into.values:
            raise ValueError(f"{market!r} is no country code")
        when = when & act.into.is_(market)
    per = entry.get("per", CASE.name)
    if per not in KINDS:
        raise ValueError(f"per is one of {', '.join(KINDS)}, not {per!r}")
    return Provision(
        cite=_own_name(entry["cite"]),
        kind=_KINDS[severity],
        summary=entry["summary"],
        severity=severity,
        when=when,
        clocks=Clocks(date.fromisoformat(entry["from"])),
        per=KINDS[per],
        note=f"policy of {entry['by']}" if "by" in entry else "policy",
    )


def _severity(entry: Mapping[str, Any]) -> Outcome:
    """What a policy asks for, once its other words are words."""
    strange = sorted(set(entry) - _POLICY)
    missing = sorted({"cite", "summary", "severity", "from", "when"} - set(entry))
    if strange or missing:
        raise ValueError(f"it {f'has no {strange[0]}' if strange else f'lacks {missing[0]}'}")
    for name in ("cite", "summary", "severity", "from", "by"):
        if name in entry and not (isinstance(entry[name], str) and entry[name].strip()):
            raise ValueError(f"{name} is text, not {entry[name]!r}")
    asked = next((each for each in _KINDS if each.words == entry["severity"]), None)
    if asked is None:
        raise ValueError(f"it asks for {' or '.join(each.words for each in _KINDS)}, not {entry['severity']!r}")
    return asked


def _own_name(cite: str) -> str:
    """The name of a policy, which must not read like a citation of the law."""
    for held in _stems(law_book.load().instruments):
        if plain_cite(cite).startswith(plain_cite(held)):
            raise ValueError(f"{cite!r} reads like {held} of the law book; a policy has a name of its own")
    return cite


def _stems(instruments: Iterable[Instrument]) -> Iterator[str]:
    """The citations of the book without what is added in brackets or after a comma."""
    for each in instruments:
        yield from (stem for cite in citations(each) if (stem := re.split(r"[(,]", cite)[0].strip()))
