"""One series as a table: what was published for each period, every printing kept.

Rule: nothing is averaged or filled in; two printings of one figure are two rows, and figures of different
publishers, scopes or kinds are different series even where the label is the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pratique.errors import UsageError
from pratique.figures.codes import INDICATORS, PRODUCTS, is_geography
from pratique.figures.entry import LedgerEntry, SeriesKey
from pratique.figures.ledger import Ledger
from pratique.figures.tidy import to_row
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Strand:
    """The figures of one publisher, scope, kind and unit, in order of time."""

    key: SeriesKey
    entries: tuple[LedgerEntry, ...]

    @property
    def title(self) -> str:
        kind = "" if self.key.kind == "observation" else f", {self.key.kind}"
        return f"{self.key} in {self.key.unit}, {self.key.publisher or 'publisher unknown'}" + (
            f" ({self.key.scope}{kind})" if self.key.scope else kind
        )


def parse_series(text: str) -> tuple[str, str, str]:
    """`indicator:product:geography`. Raises `UsageError` with what is known."""
    parts = text.split(":")
    if len(parts) != 3:
        raise UsageError(f"{text!r} is not a series; write indicator:product:geography, as exports:nev:CN.")
    indicator, product, geography = parts
    if indicator not in INDICATORS:
        raise UsageError(f"{indicator!r} is no indicator; known are {', '.join(INDICATORS)}.")
    if product not in PRODUCTS:
        raise UsageError(f"{product!r} is no product; known are {', '.join(PRODUCTS)}.")
    if not is_geography(geography):
        raise UsageError(f"{geography!r} is no geography; use ISO codes (CN), EU, WORLD, or CN->RU.")
    return indicator, product, geography


def strands(ledger: Ledger, series: str) -> tuple[Strand, ...]:
    """The strands of a series, those with most figures first."""
    wanted = parse_series(series)
    by_key: dict[SeriesKey, list[LedgerEntry]] = {}
    for entry in ledger:
        if (entry.indicator, entry.product, entry.geography) == wanted:
            by_key.setdefault(entry.key, []).append(entry)
    found = (Strand(key, tuple(sorted(held, key=_when))) for key, held in by_key.items())
    return tuple(sorted(found, key=lambda strand: -len(strand.entries)))


def _when(entry: LedgerEntry) -> tuple[int, int, str]:
    printed = entry.published_on.isoformat() if entry.published_on else "9999"
    return entry.period.last, -entry.period.length, printed


def one_length(entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """The figures of the commonest period length, one for each period: what a chart can show side by side.

    Running totals are no columns of a chart; of several printings the last one stands.
    """
    lengths: dict[int, dict[tuple[int, int], LedgerEntry]] = {}
    for entry in entries:
        if entry.confidence != "contradicted" and (entry.period.length in (1, 12) or not _runs(entry)):
            held = lengths.setdefault(entry.period.length, {})
            held[(entry.period.first, entry.period.last)] = entry
    if not lengths:
        return ()
    best = max(lengths.values(), key=lambda held: (len(held), -min(lengths)))
    return tuple(sorted(best.values(), key=lambda entry: entry.period.first))


def _runs(entry: LedgerEntry) -> bool:
    return entry.period.is_running and entry.period.length not in (3, 6)


def series_data(ledger: Ledger, series: str) -> dict[str, Any]:
    """JSON: the strands of a series, each with its rows as in the ledger's CSV."""
    return {
        "series": series,
        "strands": [
            {"title": strand.title, "figures": [to_row(entry) for entry in strand.entries]}
            for strand in found_strands(ledger, series)
        ],
    }


def found_strands(ledger: Ledger, series: str) -> tuple[Strand, ...]:
    """The strands of a series, the one with most figures first. Raises UsageError where the ledger has none."""
    found = strands(ledger, series)
    if not found:
        raise UsageError(
            f"The ledger has no figure of {series}: it is unknown. `pratique figures list` shows what is."
        )
    return found
