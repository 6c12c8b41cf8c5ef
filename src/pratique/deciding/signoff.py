"""What counsel has read and signed, and a firm's own stricter policy: an overlay on the law book.

Rule: an overlay is a file of `[[signoffs]]` and `[[policies]]` beside the dossier (`dossier.overlay.toml`), named by
it (`overlays`) or on the command line for a whole firm; it is only ever appended to. A sign-off is tied to the text
by its hash and to the encoding by another: when the encoding changes, it no longer counts, nor does what it settled.
Counsel may fix what a legal fact leaves open, never change a condition.
Invariant: a policy is an instrument of its own, and the worse outcome decides; so it can tighten and never loosen.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from pratique.deciding.overlay import (
    MAX_TEXT,
    OverlaySource,
    Signoff,
    citations,
    encodings,
    instrument_citing,
    left_open,
    policies,
    signoffs,
)
from pratique.dossier.document import Dossier, plain_toml, read_text
from pratique.dossier.toml import written
from pratique.errors import Finding, Findings, Place, UsageError
from pratique.files import contained, exclusive, is_called, read_bytes, write_together
from pratique.law import book as law_book
from pratique.law.instrument import Instrument
from pratique.law.provision import LegalException, Provision, plain_cite
from pratique.logic.author import ALWAYS
from pratique.readings.facts_used import facts_used
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Overlay:
    """What overlays say together; `files` with the SHA-256 of each, `stale` what no longer counts."""

    signoffs: tuple[Signoff, ...] = ()
    policies: tuple[Instrument, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    stale: tuple[Finding, ...] = ()

    @property
    def constructions(self) -> dict[str, str]:
        """The legal facts that counsel settled, by sign-offs that still count."""
        return {name: value for each in self.signoffs if holds(each) for name, value in each.constructions.items()}

    def signed(self, instruments: Iterable[Instrument]) -> dict[str, Signoff]:
        """The sign-offs that hold of these encodings, by citation."""
        wanted = {each.cite for each in self.signoffs}
        marks = {
            cite: mark
            for each in instruments
            if wanted.intersection(citations(each))
            for cite, mark in encodings(each).items()
        }
        return {each.cite: each for each in self.signoffs if marks.get(each.cite) == each.encoding_sha256}


def holds(signoff: Signoff) -> bool:
    """Whether a sign-off is of what the book encodes today."""
    instrument = instrument_citing(signoff.cite)
    return instrument is not None and encodings(instrument)[signoff.cite] == signoff.encoding_sha256


def overlay_file(dossier: str | Path) -> Path:
    """The overlay beside a dossier: `dossier.overlay.toml` beside `dossier.toml`."""
    return Path(dossier).with_suffix(".overlay.toml")


def overlay_of(dossier: Dossier, further: Sequence[str | Path] = (), known_on: date | None = None) -> Overlay:
    """The overlays beside a dossier, named by it and named by the caller; what does not count is kept as a warning.

    A sign-off of a day after `known_on` was not known then: it neither counts nor takes the place of an earlier one.

    Raises InvalidInput with every finding.
    """
    beside = overlay_file(dossier.file)
    named = [contained(dossier.folder, each) for each in dossier.settings.overlays]
    every = (*map(Path, further), *named, *([beside] if is_called(beside) else []))
    files = {os.path.realpath(file): file for file in every}
    read = read_overlays(files.values(), known_on)
    dossier.findings.extend(read.stale)
    return read


def read_overlays(files: Iterable[Path], known_on: date | None = None) -> Overlay:
    """What these files say together, of what was signed by `known_on` where it is given.

    Raises InvalidInput with every finding of all of them.
    """
    law_book.load()  # legal facts are defined by the law that reads them
    findings = Findings()
    signed: list[tuple[Signoff, Place]] = []
    rules: list[Provision] = []
    hashes: list[tuple[str, str]] = []
    for file in files:
        text = read_text(file)
        plain = plain_toml(text, Place(str(file)))
        hashes.append((str(file), hashlib.sha256(text.encode()).hexdigest()))
        for each in sorted(set(plain) - {"signoffs", "policies"}):
            findings.add(
                "overlay.table", f"An overlay has no {each}.", Place(str(file)), "Use signoffs and policies."
            )
        source = OverlaySource(file, text, findings)
        signed += ((each, Place(str(file))) for each in signoffs(plain, source))
        rules += policies(plain, source)
    later = [pair for pair in signed if known_on is not None and pair[0].on > known_on.isoformat()]
    signed = [pair for pair in signed if pair not in later]
    latest = _latest(signed, findings)
    _refuse_disputes(latest, findings)
    findings.refuse()
    return Overlay(tuple(latest), _instruments(rules), tuple(hashes), (*_stale(signed, latest), *_later(later)))


def _latest(signed: Iterable[tuple[Signoff, Place]], findings: Findings) -> list[Signoff]:
    """Of several sign-offs of one provision by one person the one of the latest day, which must be one."""
    found: dict[tuple[str, str], Signoff] = {}
    for each, place in sorted(signed, key=lambda pair: pair[0].on):
        before = found.get((each.cite, each.by))
        if before is not None and before.on == each.on and _says(before) != _says(each):
            findings.add(
                "overlay.duplicate",
                f"{each.by} signed off {each.cite} twice on {each.on}, and not the same.",
                place,
                "Take one out, or sign off again on a later day.",
            )
        found[each.cite, each.by] = each
    return list(found.values())


def _says(signoff: Signoff) -> tuple[object, ...]:
    return signoff.text_sha256, signoff.encoding_sha256, dict(signoff.constructions)


def _stale(signed: Iterable[tuple[Signoff, Place]], latest: Sequence[Signoff]) -> Iterator[Finding]:
    for each, place in signed:
        if each in latest and not holds(each):
            message = f"{each.by} signed off {each.cite} on {each.on}, but it is encoded otherwise today."
            yield Finding(
                "overlay.stale", message, place, "Read it against the encoding and sign off again.", "warning"
            )


def _later(signed: Iterable[tuple[Signoff, Place]]) -> Iterator[Finding]:
    for each, place in signed:
        message = f"{each.by} signed off {each.cite} on {each.on}, after the day of the state that is asked for."
        yield Finding("overlay.later", message, place, "Ask for the state of that day or of a later one.", "warning")


def _refuse_disputes(signed: Iterable[Signoff], findings: Findings) -> None:
    """Two who read a text differently leave it open; that is said, not settled here."""
    said: dict[str, tuple[str, str]] = {}
    for each in signed:
        for name, value in each.constructions.items():
            before = said.setdefault(name, (value, each.by))
            if before[0] != value:
                findings.add(
                    "overlay.dispute",
                    f"{before[1]} construes {name} as {before[0]}, {each.by} as {value}.",
                    Place(each.cite),
                    "Let them agree, then let one of them sign off again.",
                )


def _instruments(rules: Sequence[Provision]) -> tuple[Instrument, ...]:
    if not rules:
        return ()
    house = Instrument(
        id="house.policy",
        title="The firm's own policy",
        cite="house policy",
        issuer="the firm",
        jurisdiction="house",
        reach=ALWAYS,
        scope={},
        provisions=tuple(rules),
        checked_on=max(each.clocks.in_force or date.min for each in rules),
    )
    return (house,)


# --- signing off --------------------------------------------------------------------------------------------


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
    """A citation, who read its official text and the file of that text -> what was kept of it in an overlay.

    `confirm` fixes every construction that the provision was encoded with from memory, `correct` names others that
    its instrument leaves open. Raises UsageError where the book has no such citation or construction, InvalidInput
    where the overlay would then contradict itself; nothing is written in either case.

    >>> read = pratique.law_signoff("15 CFR 791.303(b)", by="A", text="bulletin.txt", on=day, overlay="read.toml")
    >>> read.cite
    '15 CFR 791.303(b)'
    """
    exact, instrument = _cited(cite)
    fixed = (_memory(exact, instrument) if confirm else {}) | _corrected(correct or {}, instrument)
    data = read_bytes(text, MAX_TEXT)
    read = hashlib.sha256(data).hexdigest()
    path = Path(overlay)
    name = _name_beside(path, Path(text).name, read)
    kept = Signoff(
        cite=exact,
        by=by,
        on=on.isoformat(),
        text_sha256=read,
        encoding_sha256=encodings(instrument)[exact],
        text_file=name,
        note=note,
        constructions=fixed,
    )
    entry = {name: getattr(kept, name) for name in Signoff.__dataclass_fields__ if getattr(kept, name)}
    with exclusive(path):
        before = _kept_before(path, kept) if path.is_file() else ""
        text_of = {} if (path.parent / name).exists() else {name: data}
        write_together(path.parent, {**text_of, path.name: (before + written(entry, "signoffs")).encode()})
    return kept


def _name_beside(overlay: Path, name: str, mark: str) -> str:
    """The name under which a text is kept beside the overlay: its own, unless another file has it."""
    held = overlay.parent / name
    if held.is_file() and hashlib.sha256(read_bytes(held, MAX_TEXT)).hexdigest() != mark:
        return f"{mark[:12]}-{name}"
    return name


def _kept_before(path: Path, kept: Signoff) -> str:
    """The text of an overlay to which a sign-off is appended. Raises InvalidInput where they contradict."""
    held = read_overlays([path])
    findings = Findings()
    place = Place(str(path))
    _refuse_disputes(_latest([*((each, place) for each in held.signoffs), (kept, place)], findings), findings)
    findings.refuse()
    return read_text(path).rstrip("\n") + "\n\n"


def _cited(cite: str) -> tuple[str, Instrument]:
    """A citation as the book writes it, and the instrument that holds it."""
    for instrument in law_book.load().instruments:
        for name in citations(instrument):
            if plain_cite(name) == plain_cite(cite):
                return name, instrument
    raise UsageError(f"Nothing in the book is cited as exactly {cite!r}; `pratique law` lists the provisions.")


def _memory(cite: str, instrument: Instrument) -> dict[str, str]:
    """The doubts about memory that a provision or exception reads, as encoded."""
    rules: list[Provision | LegalException] = [*instrument.provisions, *instrument.exceptions()]
    names = {use.fact.name for rule in rules if rule.cite == cite for use in facts_used(rule.when)}
    return {name: "as_encoded" for name in sorted(names) if name.startswith("legal.unverified.")}


def _corrected(given: Mapping[str, str], instrument: Instrument) -> dict[str, str]:
    from pratique.deciding.constructions import constructions

    fixed = constructions(given)
    for name in fixed:
        if name not in left_open(instrument):
            raise UsageError(f"{instrument.cite} does not leave {name} open, so its text cannot settle it.")
    return fixed
