"""Targets held against what is published: the growth they need, the share already passed.

Rule: a target is contradicted only where published figures rule it out or pass it; else it is undecidable, and
the flags say what it would take.
"""

from __future__ import annotations

from fractions import Fraction

from pratique.figures.entry import LedgerEntry
from pratique.figures.interval import meets, print_number
from pratique.figures.period import Period
from pratique.figures.reader.check.verdicts import Judgement, Verdict, cite, interval_of, said, same_series
from pratique.figures.reader.found.reading import Figure, Reading


def judge_target(figure: Figure, reading: Reading, rows: list[LedgerEntry]) -> Judgement:
    flags = _target_flags(figure, reading, rows)
    stated = [
        row for row in rows if row.kind == "target" and same_series(row, figure) and row.period == figure.period
    ]
    if stated and all(row.confidence != "contradicted" for row in stated) and interval_of(figure) is not None:
        fits = [row for row in stated if meets(row.interval, interval_of(figure))]  # type: ignore[arg-type]
        row = (fits or stated)[0]
        verdict: Verdict = "supported" if fits else "contradicted"
        return Judgement(
            "figure",
            f"target {figure.label}",
            verdict,
            f"{row.actor or row.publisher} set {said(row)}.",
            cite(row),
            figure.span,
            flags,
        )
    who = figure.actor or "nobody named"
    why = f"A target of {who}; no state plan or forecast in the ledger has it."
    if any("already" in flag or "beyond" in flag for flag in flags):
        return Judgement(
            "figure",
            f"target {figure.label}",
            "contradicted",
            why + " It cannot stand beside what is published.",
            _flag_cite(figure, rows),
            figure.span,
            flags,
        )
    return Judgement("figure", f"target {figure.label}", "undecidable", why, "", figure.span, flags)


def _target_flags(figure: Figure, reading: Reading, rows: list[LedgerEntry]) -> tuple[str, ...]:
    if figure.period is None or figure.value is None:
        return ()
    if figure.indicator == "share":
        return _share_flags(figure, reading, rows)
    now = _latest_year(figure, rows)
    if now is None or figure.period.end_year <= now.period.end_year:
        return ()
    years = figure.period.end_year - now.period.end_year
    ratio = Fraction(figure.value) / Fraction(now.value)
    rate = (float(ratio) ** (1 / years) - 1) * 100
    said = (
        f"needs {rate:.1f}% growth a year from {print_number(now.value)} in {now.period} "
        f"({now.publisher}): {float(ratio):.1f} times"
    )
    past = _past_growth(figure, rows, now)
    flags = [said]
    if past is not None:
        flags.append(f"the series grew {past:.1f}% a year over the last years in the ledger")
        if rate > 25:
            flags.append("beyond 25% a year, which no plan of several years supports without a reason")
    return tuple(flags)


def _latest_year(figure: Figure, rows: list[LedgerEntry]) -> LedgerEntry | None:
    years = [
        row
        for row in rows
        if (row.indicator, row.product, row.geography, row.unit, row.kind)
        == (figure.indicator, figure.product, figure.geography, figure.unit, "observation")
        and row.period.length == 12
        and row.confidence != "contradicted"
    ]
    best: dict[Period, LedgerEntry] = {}
    for row in years:
        if row.period not in best or (row.publisher == "CAAM" and best[row.period].publisher != "CAAM"):
            best[row.period] = row
    return best[max(best)] if best else None


def _past_growth(figure: Figure, rows: list[LedgerEntry], now: LedgerEntry) -> float | None:
    older = [
        row
        for row in rows
        if row.key == now.key
        and row.period.length == 12
        and row.period.end_year < now.period.end_year
        and row.confidence != "contradicted"
    ]
    if not older:
        return None
    first = min(older, key=lambda row: row.period.end_year)
    span = now.period.end_year - first.period.end_year
    ratio = float(Fraction(now.value) / Fraction(first.value))
    return float(ratio ** (1 / span) - 1) * 100


def _share_flags(figure: Figure, reading: Reading, rows: list[LedgerEntry]) -> tuple[str, ...]:
    """The share aimed at beside the present one: from the text's own parts, and from the ledger's last year."""
    assert figure.value is not None
    indicator, _, whole = figure.of.partition(":")
    flags = []
    mine = [
        f for f in reading.figures if f.indicator == indicator and f.kind == "observation" and f.value and not f.maker
    ]
    pairs = [
        (a, b)
        for a in mine
        for b in mine
        if a.product == figure.product and b.product == whole and a.period == b.period
    ]
    if pairs:
        part, total = pairs[0]
        share = 100 * Fraction(part.value or 0) / Fraction(total.value or 1)
        if share > figure.value:
            flags.append(f"already passed: {print_number(share, 1)}% in {part.period} by the text's own figures")
    years = {
        (row.product, row.publisher, row.period): row for row in rows if _is_yearly(row, indicator, figure.geography)
    }
    held = [
        (part_row, years[whole, publisher, period])
        for (product, publisher, period), part_row in years.items()
        if product == figure.product and (whole, publisher, period) in years
    ]
    if held:
        part_row, whole_row = max(held, key=lambda pair: pair[0].period.last)
        share = 100 * Fraction(part_row.value) / Fraction(whole_row.value)
        if share > figure.value:
            flags.append(f"already passed: {print_number(share, 1)}% in {part_row.period} ({part_row.publisher})")
    return tuple(flags)


def _is_yearly(row: LedgerEntry, indicator: str, geography: str | None) -> bool:
    return (
        (row.indicator, row.geography, row.unit, row.kind) == (indicator, geography, "vehicles", "observation")
        and row.period.length == 12
        and row.confidence != "contradicted"
    )


def _flag_cite(figure: Figure, rows: list[LedgerEntry]) -> str:
    now = _latest_year(figure, rows)
    return cite(now) if now is not None else "the text's own figures"
