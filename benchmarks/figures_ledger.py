"""A ledger of figures checked against itself: does the time grow with its size and no faster?

    .venv/bin/python benchmarks/figures_ledger.py [--small]

The peer is reading without an index: one of the identities, its partners found by scanning all rows (a plain loop),
on the smallest size only, since that grows with the square. One slip of a power of ten is planted in every thousand
figures; the check must name every one of them, and the table says how many it named.
"""

from __future__ import annotations

import gc
import sys
import time
from dataclasses import replace
from fractions import Fraction

from pratique.figures.entry import LedgerEntry, Period, PrintedChange
from pratique.figures.identities import Checked, check
from pratique.figures.ledger import Ledger

SIZES = (10_000, 30_000, 100_000)
SMALL = (1_000, 3_000, 10_000)
ONE_IN = 1_000


def synthetic(size: int) -> tuple[list[LedgerEntry], int]:
    """Makers that each report twenty years of months and running totals, in two parts and a whole; and slips."""
    entries: list[LedgerEntry] = []
    slips = 0
    maker = 0
    while len(entries) < size:
        maker += 1
        totals: dict[tuple[int, str], int] = {}
        for year in range(2010, 2030):
            running = dict.fromkeys(("passenger_car", "commercial_vehicle", "vehicle"), 0)
            for month in range(1, 13):
                now = {"passenger_car": 1000 * (100 + maker % 97 + (year - 2010) * 3 + month)}
                now["commercial_vehicle"] = 1000 * (20 + maker % 13 + year - 2010 + month // 2)
                now["vehicle"] = sum(now.values())
                for product, value in now.items():
                    running[product] += value
                    period = Period.months(year, month, month)
                    entries.append(figure(maker, product, period, value, totals.get((month, product))))
                    totals[(month, product)] = value
                    if month > 1:
                        entries.append(figure(maker, product, Period.months(year, 1, month), running[product], None))
    entries = entries[:size]
    for at in range(ONE_IN // 2, size, ONE_IN):
        old = entries[at]
        entries[at] = replace(old, value=old.value * 10, half=old.half * 10)
        slips += 1
    return entries, slips


def figure(maker: int, product: str, period: Period, value: int, base: int | None) -> LedgerEntry:
    growth = () if base is None else (growth_of(value, base),)
    return LedgerEntry(
        "exports", product, "CN", period, value, "vehicles", 500, changes=growth,
        publisher=f"maker {maker}", scope="makers", source="synthetic",
    )  # fmt: skip


def growth_of(value: int, base: int) -> PrintedChange:
    tenths = round((Fraction(value, base) - 1) * 1000)
    return PrintedChange(Fraction(tenths, 10), Fraction(1, 20))


def by_scanning(entries: list[LedgerEntry]) -> int:
    """Sums of products and running totals with partners found by scanning; returns the broken ones."""
    broken = 0
    for whole in entries:
        if whole.product != "vehicle":
            continue
        parts = [
            e
            for e in entries
            if e.publisher == whole.publisher and e.period == whole.period and e.product != "vehicle"
        ]
        if len(parts) == 2:
            total = sum(e.value for e in parts)
            broken += abs(total - whole.value) > 3 * whole.half
    return broken


def checked_in(entries: list[LedgerEntry]) -> tuple[float, Checked]:
    """Seconds for index, identities, grades and repairs of all `entries`; reading files is not counted."""
    gc.collect()
    start = time.process_time()
    checked = check(Ledger(tuple(entries)))
    return time.process_time() - start, checked


def main() -> None:
    sizes = SMALL if "--small" in sys.argv else SIZES
    print("| figures | identities asked | slips planted | named | CPU s | µs a figure | to the first |")
    print("|---|---|---|---|---|---|---|")
    first = 0.0
    for size in sizes:
        entries, slips = synthetic(size)
        seconds, checked = checked_in(entries)
        named = {id(repair.figure) for miss in checked.misses for repair in miss.repairs if repair.slip == "power"}
        each = seconds / size * 1e6
        first = first or each
        row = (
            f"{size:,}",
            f"{checked.asked:,}",
            slips,
            len(named),
            f"{seconds:.2f}",
            f"{each:.0f}",
            f"{each / first:.2f}",
        )
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    scanned = sizes[0]
    entries, _ = synthetic(scanned)
    start = time.process_time()
    by_scanning(entries)
    by_scan = time.process_time() - start
    by_index, _ = checked_in(entries)
    print()
    print(f"{scanned:,} figures: one identity by scanning for partners {by_scan:.2f} s; all identities by index,")
    print(
        f"with grades and repairs, {by_index:.2f} s. Ratio {by_scan / by_index:.1f}; the scan grows with the square."
    )


if __name__ == "__main__":
    main()
