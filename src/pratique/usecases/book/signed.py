"""Sign-offs that are kept elsewhere, laid beside a dossier as its overlay.

Rule: a sign-off counts only while the book encodes the provision as it did when it was signed; what the encoding has
left is not laid, and is told as no longer counting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path

from pratique.deciding.overlay import encodings, instrument_citing, left_open
from pratique.deciding.signoff import overlay_file, sign_off
from pratique.errors import UsageError
from pratique.files import scratch, write_whole
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class SignedText:
    """A sign-off as it is kept elsewhere; `encoding_sha256` is of what was signed, `text` what was read."""

    cite: str
    by: str
    on: date
    text_name: str
    text: bytes
    encoding_sha256: str
    constructions: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def encoding_of(cite: str) -> str:
    """The hash of how the book encodes a provision today. Raises UsageError where it has none."""
    instrument = instrument_citing(cite)
    if instrument is None or cite not in encodings(instrument):
        raise UsageError(f"Nothing in the book is cited as {cite!r}.")
    return encodings(instrument)[cite]


def still_counts(cite: str, encoding_sha256: str) -> bool:
    """Whether the book encodes a provision as it did when it was signed."""
    instrument = instrument_citing(cite)
    return instrument is not None and encodings(instrument).get(cite) == encoding_sha256


def open_constructions(cite: str) -> tuple[str, ...]:
    """The legal facts that the instrument of a provision leaves open."""
    instrument = instrument_citing(cite)
    return () if instrument is None else tuple(sorted(left_open(instrument)))


def lay_signoffs(dossier: Path, signed: Sequence[SignedText]) -> None:
    """Write those that still count beside a dossier. Raises UsageError, InvalidInput where they contradict."""
    for each in signed:
        if still_counts(each.cite, each.encoding_sha256):
            _lay(each, overlay_file(dossier))


def _lay(each: SignedText, overlay: Path) -> None:
    with scratch() as folder:
        text = folder / Path(each.text_name).name
        write_whole(text, each.text)
        fixed = dict(each.constructions)
        sign_off(each.cite, by=each.by, text=text, on=each.on, overlay=overlay, correct=fixed, note=each.note)


def check_signoff(each: SignedText) -> None:
    """Raise UsageError or InvalidInput where a sign-off cannot be kept."""
    with scratch() as folder:
        _lay(each, folder / "check.overlay.toml")
