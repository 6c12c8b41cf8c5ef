"""What counsel has read and signed, and a firm's own stricter policy: an overlay on the law book.

Rule: an overlay is a file of `[[signoffs]]` and `[[policies]]` beside the dossier (`dossier.overlay.toml`), named by
it (`overlays`) or on the command line for a whole firm; it is only ever appended to. A sign-off is tied to the text
by its hash and to the encoding by another: when the encoding changes, it no longer counts. Counsel may fix what a
legal fact leaves open, never change a condition.
Invariant: a policy is an instrument of its own, and the worse outcome decides; so it can tighten and never loosen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from pratique.errors import Findings, Place, UsageError
from pratique.facts import act
from pratique.facts.definition import VOCABULARY, definition_of
from pratique.facts.kinds import CASE, KINDS
from pratique.files import contained, read_bytes, write_whole
from pratique.law import book as law_book
from pratique.law.clocks import Clocks
from pratique.law.export import instrument_to_plain
from pratique.law.instrument import Instrument
from pratique.law.outcome import Outcome
from pratique.law.provision import Exception_, Provision, ProvisionKind
from pratique.logic.author import ALWAYS
from pratique.logic.interchange import from_plain
from pratique.logic.nodes import ChoiceFact
from pratique.readings.facts_used import facts_used
from pratique.usecases.answered import written
from pratique.usecases.dossier import Dossier, line_of, plain_toml, read_text

MAX_TEXT = 256 * 1024**2
"""Largest official text that is hashed (bytes)."""
_SIGNOFF = {"cite", "by", "on", "text_sha256", "text_file", "encoding_sha256", "note", "constructions"}
_POLICY = {"cite", "summary", "severity", "when", "per", "market", "from", "by"}
_KINDS: dict[Outcome, ProvisionKind] = {
    Outcome.CLEAR_WITH_DUTIES: "requirement",
    Outcome.LICENCE_REQUIRED: "licence",
    Outcome.PROHIBITED: "prohibition",
}


@dataclass(frozen=True, slots=True)
class Signoff:
    """That somebody read the official text of a provision on a day, and what it says where the book left it open."""

    cite: str
    by: str
    on: str
    text_sha256: str
    encoding_sha256: str
    text_file: str = ""
    note: str = ""
    constructions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overlay:
    """What overlays say together; `files` with the SHA-256 of each."""

    signoffs: tuple[Signoff, ...] = ()
    policies: tuple[Instrument, ...] = ()
    files: tuple[tuple[str, str], ...] = ()

    @property
    def constructions(self) -> dict[str, str]:
        """The legal facts that counsel settled."""
        return {name: value for each in self.signoffs for name, value in each.constructions.items()}

    def signed(self, instruments: Iterable[Instrument]) -> dict[str, Signoff]:
        """The sign-offs that hold of these encodings, by citation."""
        encodings = {cite: mark for each in instruments for cite, mark in _encodings(each)}
        return {each.cite: each for each in self.signoffs if encodings.get(each.cite) == each.encoding_sha256}


def overlay_file(dossier: str | Path) -> Path:
    """The overlay beside a dossier: `dossier.overlay.toml` beside `dossier.toml`."""
    return Path(dossier).with_suffix(".overlay.toml")


def overlay_of(dossier: Dossier, further: Sequence[str | Path] = ()) -> Overlay:
    """The overlays beside a dossier, named by it and named by the caller. Raises InvalidInput with every finding."""
    beside = overlay_file(dossier.file)
    named = [contained(dossier.folder, each) for each in dossier.data.get("overlays", [])]
    files = dict.fromkeys([*map(Path, further), *named, *([beside] if beside.is_file() else [])])
    return read_overlays(files)


def read_overlays(files: Iterable[Path]) -> Overlay:
    """What these files say together. Raises InvalidInput with every finding of all of them."""
    findings = Findings()
    signoffs: dict[tuple[str, str], Signoff] = {}
    policies: list[Provision] = []
    hashes: list[tuple[str, str]] = []
    for file in files:
        law_book.load()  # legal facts are defined by the law that reads them
        text = read_text(file)
        plain = plain_toml(text, Place(str(file)))
        hashes.append((str(file), hashlib.sha256(text.encode()).hexdigest()))
        for each in sorted(set(plain) - {"signoffs", "policies"}):
            findings.add(
                "overlay.table", f"An overlay has no {each}.", Place(str(file)), "Use signoffs and policies."
            )
        for one in _signoffs(plain, file, text, findings):
            signoffs[(one.cite, one.by)] = one  # a later one by the same person takes the place of an earlier
        policies += _policies(plain, file, text, findings)
    _refuse_disputes(signoffs.values(), findings)
    findings.refuse()
    return Overlay(tuple(signoffs.values()), _instruments(policies), tuple(hashes))


def sign_off(
    cite: str,
    *,
    by: str,
    text: str | Path,
    on: date,
    overlay: str | Path,
    confirm: bool = False,
    correct: Mapping[str, str] | None = None,
    note: str = "",
) -> Signoff:
    """Append to `overlay` that `by` read the official text of `cite` in the file `text`, and return what was kept.

    `confirm` fixes every construction that the provision was encoded with from memory, `correct` names others. Raises
    UsageError where the book has no such citation or construction.
    """
    instruments = law_book.load().instruments
    found = [(each, mark) for each in instruments for name, mark in _encodings(each) if _same(name, cite)]
    if not found:
        raise UsageError(f"Nothing in the book is cited as exactly {cite!r}; `pratique law` lists the provisions.")
    exact = next(name for each in instruments for name, _ in _encodings(each) if _same(name, cite))
    fixed = (_memory(exact, found[0][0]) if confirm else {}) | _corrected(correct or {})
    data = read_bytes(text, MAX_TEXT)
    kept = Signoff(
        exact, by, on.isoformat(), hashlib.sha256(data).hexdigest(), found[0][1], Path(text).name, note, fixed
    )
    entry = {name: getattr(kept, name) for name in Signoff.__dataclass_fields__ if getattr(kept, name)}
    path = Path(overlay)
    before = ""
    if path.is_file():
        read_overlays([path])
        before = read_text(path).rstrip("\n") + "\n\n"
    write_whole(path, before + written(entry, "signoffs"))
    return kept


def _same(one: str, other: str) -> bool:
    return "".join(one.casefold().split()) == "".join(other.casefold().replace("§", "").split())


def _encodings(instrument: Instrument) -> Iterator[tuple[str, str]]:
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
    for cite, parts in rules.items():
        yield cite, hashlib.sha256(msgspec.json.encode(parts, order="deterministic")).hexdigest()


def _memory(cite: str, instrument: Instrument) -> dict[str, str]:
    """The doubts about memory that a provision or exception reads, as encoded."""
    rules: list[Provision | Exception_] = [*instrument.provisions, *instrument.exceptions()]
    names = {use.fact.name for rule in rules if rule.cite == cite for use in facts_used(rule.when)}
    return {name: "as_encoded" for name in sorted(names) if name.startswith("legal.unverified.")}


def _corrected(given: Mapping[str, str]) -> dict[str, str]:
    from pratique.usecases.constructions import constructions

    return constructions(given)


def _signoffs(plain: Mapping[str, Any], file: Path, text: str, findings: Findings) -> Iterator[Signoff]:
    for index, entry in enumerate(plain.get("signoffs", [])):
        place = Place(str(file), f"signoffs/{index}", line_of(text, f"signoffs/{index}"))
        missing = sorted({"cite", "by", "on", "text_sha256", "encoding_sha256"} - set(entry))
        for name in [*missing, *sorted(set(entry) - _SIGNOFF)]:
            word = "lacks" if name in missing else "has no"
            findings.add(
                "overlay.signoff", f"A sign-off {word} {name}.", place, "Write it by `pratique law signoff`."
            )
        fixed = entry.get("constructions", {})
        for name, value in fixed.items():
            definition = VOCABULARY.get(name)
            fact = definition.fact if definition is not None and definition.is_legal else None
            if not isinstance(fact, ChoiceFact) or value not in fact.values:
                findings.add("overlay.construction", f"{name} = {value!r} is no construction.", place, "Correct it.")
        if not missing:
            yield Signoff(**{name: entry[name] for name in _SIGNOFF & set(entry)} | {"constructions": fixed})


def _refuse_disputes(signoffs: Iterable[Signoff], findings: Findings) -> None:
    """Two who read a text differently leave it open; that is said, not settled here."""
    said: dict[str, tuple[str, str]] = {}
    for each in signoffs:
        for name, value in each.constructions.items():
            before = said.setdefault(name, (value, each.by))
            if before[0] != value:
                findings.add(
                    "overlay.dispute", f"{before[1]} construes {name} as {before[0]}, {each.by} as {value}.",
                    Place(each.cite), "Let them agree, then let one of them sign off again.",
                )  # fmt: skip


def _policies(plain: Mapping[str, Any], file: Path, text: str, findings: Findings) -> Iterator[Provision]:
    for index, entry in enumerate(plain.get("policies", [])):
        place = Place(str(file), f"policies/{index}", line_of(text, f"policies/{index}"))
        try:
            strange = sorted(set(entry) - _POLICY)
            if strange:
                raise ValueError(f"it has no {', '.join(strange)}")
            yield _policy(entry)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            findings.add(
                "overlay.policy", f"This is not a policy: {error}.", place,
                "Give cite, summary, severity, from, and when as a condition of `pratique law export`.",
            )  # fmt: skip


def _policy(entry: Mapping[str, Any]) -> Provision:
    severity = Outcome.named(entry["severity"])
    if severity not in _KINDS:
        raise ValueError(f"a policy asks for {' or '.join(each.words for each in _KINDS)}, not {severity.words}")
    raw = entry["when"]
    when = from_plain(json.loads(raw) if isinstance(raw, str) else raw, lambda name: definition_of(name).fact, KINDS)
    if market := entry.get("market"):
        when = when & act.into.is_(market)
    return Provision(
        cite=entry["cite"],
        kind=_KINDS[severity],
        summary=entry["summary"],
        severity=severity,
        when=when,
        clocks=Clocks(date.fromisoformat(entry["from"])),
        per=KINDS[entry.get("per", CASE.name)],
        note=f"policy of {entry['by']}" if "by" in entry else "policy",
    )


def _instruments(policies: Sequence[Provision]) -> tuple[Instrument, ...]:
    if not policies:
        return ()
    house = Instrument(
        id="house.policy",
        title="The firm's own policy",
        cite="house policy",
        issuer="the firm",
        jurisdiction="house",
        reach=ALWAYS,
        scope={},
        provisions=tuple(policies),
        checked_on=max(each.clocks.in_force or date.min for each in policies),
    )
    return (house,)
