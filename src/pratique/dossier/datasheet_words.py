"""The headers of a table of chips, as people write them -> the figures that they mean.

Rule: a figure's own name comes first, then the words of `datasheet_headers.toml`. What says nothing of a circuit's
figures is left aside and named; any other header may state a rate that is left out, so the table is refused with it.
"""

from __future__ import annotations

import re
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
    return low if low in FIELDS else _figures().get(plain(text)) or _rate_of(text) or text


RATE = "tops@"
"""Begins the name of a column that holds the rates at one bit length: its bits and its unit follow."""
_TYPE = re.compile(r"(?:u?int|fp|bf|tf)(4|8|16|32|64)")
_RATE_UNIT = re.compile(r"[gtp]?fl?ops|[gtp]ops")
_SAYS_NO_MORE = frozenset({"dense", "peak", "max", "performance", "compute", "rate", "throughput", "tensor", "算力"})


def _rate_of(title: str) -> str | None:
    """A title such as `TOPS INT8` or `FP16 (TFLOPS, dense)` -> the rates it holds; None where it says anything else.

    >>> _rate_of("FP16 (TFLOPS, dense)"), _rate_of("INT8 TOPS with sparsity")
    ('tops@16 tflops', None)
    """
    words = re.sub(r"\b(u?int|fp|bf|tf)[ -](?=\d)", r"\1", plain(title)).split()
    types = [found[1] for word in words if (found := _TYPE.fullmatch(word))]
    units = [word for word in words if _RATE_UNIT.fullmatch(word)]
    rest = [word for word in words if not (_TYPE.fullmatch(word) or _RATE_UNIT.fullmatch(word))]
    if len(types) != 1 or len(units) != 1 or not _SAYS_NO_MORE.issuperset(rest):
        return None
    return f"{RATE}{types[0]} {units[0]}"


def with_rates(row: Mapping[str, str]) -> dict[str, str]:
    """A row in which the cells of columns of rates stand together, as `tops` writes them.

    An empty cell of such a column is not known: that there is no rate is written as none.
    """
    named = {name: text for name, text in row.items() if name in FIELDS}
    rates = [
        _rate(cell.strip(), *name.removeprefix(RATE).split(" ")) for name, cell in row.items() if _holds_rates(name)
    ]
    if rates:
        named["tops"] = ", ".join([*filter(None, [named.get("tops", "")]), *rates])
    return named


def _holds_rates(name: str) -> bool:
    return name.startswith(RATE)


def _rate(text: str, bits: str, unit: str) -> str:
    """A rate with the unit of its column, unless it is none, not known, or has a unit of its own."""
    return f"{text or '?'}@{bits}" if text in ("", "?") or text[-1].isalpha() else f"{text} {unit}@{bits}"


def tell_strange(header: Sequence[str], place: Place, findings: Findings) -> None:
    """Tell of the headers that mean no figure: those that are left aside by a warning, others by an error."""
    strange = sorted({name for name in header if name and not _holds_rates(name)} - set(FIELDS))
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
