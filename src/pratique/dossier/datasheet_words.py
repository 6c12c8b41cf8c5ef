"""The headers of a table of chips, as people write them -> the figures that they mean.

Rule: a figure's own name comes first, then the words of `datasheet_headers.toml`. What says nothing of a circuit's
figures is left aside and named; any other header may state a rate that is left out, so the table is refused with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pratique.dossier.datasheet import FIELDS
from pratique.errors import Findings, Place
from pratique.files.shipped import shipped_toml
from pratique.items.tables.guess import plain


def figure_of(title: str) -> str:
    """The figure that a header means; the header itself where it means none that is known."""
    text = title.strip()
    low = text.casefold().replace(" ", "_")
    return low if low in FIELDS else _figures().get(plain(text), text)


def tell_strange(header: Sequence[str], place: Place, findings: Findings) -> None:
    """Tell of the headers that mean no figure: those that are left aside by a warning, others by an error."""
    strange = sorted({name for name in header if name} - set(FIELDS))
    aside = [name for name in strange if plain(name) in _aside()]
    if aside:
        message = f"Not read, as it is no figure of a circuit: {', '.join(aside)}."
        findings.add("chips.aside", message, place, "Name it as a figure if it is one.", "warning")
    if rest := [name for name in strange if name not in aside]:
        message = f"There are no figures called {', '.join(rest)}."
        findings.add("chips.column", message, place, f"Rename or remove them; columns are {', '.join(FIELDS)}.")


@lru_cache(maxsize=1)
def _figures() -> Mapping[str, str]:
    data = shipped_toml("pratique.dossier", "datasheet_headers.toml")["figures"]
    return {plain(word): name for name, words in data.items() for word in words}


@lru_cache(maxsize=1)
def _aside() -> frozenset[str]:
    return frozenset(map(plain, shipped_toml("pratique.dossier", "datasheet_headers.toml")["aside"]["words"]))
