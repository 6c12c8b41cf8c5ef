"""The history of a dossier's answers, as text of at most 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pratique.dossier.toml import toml_value
from pratique.dossier.withdrawals import Kept
from pratique.reports.text import clean
from pratique.reports.wrapping import WIDTH


def history_lines(kept: Kept) -> Iterator[str]:
    """One answer as lines of text: its mark, what it says, who said it, and whether it was taken back."""
    entry = kept.entry
    of = f" of {clean(str(entry['entity']))}" if "entity" in entry else ""
    yield from _wrapped(f"{kept.mark}  {entry['fact']}{of} = {clean(toml_value(entry['value']))}", "")
    said = [str(entry[name]) for name in ("basis", "source", "document") if name in entry]
    said += [f"by {entry['by']}"] if "by" in entry else []
    said += [f"on {entry['asserted_on']}"] if "asserted_on" in entry else []
    said += [f"until {entry['expires_on']}"] if "expires_on" in entry else []
    said += ["in confidence"] if entry.get("confidential") else []
    yield from _wrapped(clean("; ".join([*said, kept.place])), "  ")
    if kept.withdrawal is not None:
        yield from _wrapped(clean(kept.withdrawal.words), "  ")


def _wrapped(text: str, pad: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=pad, subsequent_indent="    ", break_on_hyphens=False)
