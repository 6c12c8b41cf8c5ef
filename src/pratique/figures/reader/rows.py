"""A reading as plain rows, for JSON.

Rule: the names are those of the issue (`figures`, `positions`, `instruments`, `unread`); numbers are plain,
dates and periods ISO, `span` is first and one past the last character of the original text, and what the text
does not tell is null, never a default.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pratique.figures.reader.check.verdicts import Judgement
from pratique.figures.reader.found.reading import Figure, NamedInstrument, Position, Reading, TopicClaim, plain

Row = dict[str, Any]
"""A record as JSON values, by the names of the interface."""


def reading_rows(reading: Reading, judgements: Sequence[Judgement] | None = None) -> Row:
    """The whole reading; with `judgements`, also `check`."""
    rows: Row = {
        "source": reading.source,
        "language": reading.language,
        "published": None if reading.published is None else reading.published.isoformat(),
        "figures": [figure_row(figure) for figure in reading.figures],
        "positions": [position_row(position) for position in reading.positions],
        "instruments": [instrument_row(instrument) for instrument in reading.instruments],
        "statements": [claim_row(claim) for claim in reading.claims],
        "unread": [
            {"span": list(u.span), "why": u.why, "text": reading.text[u.span[0] : u.span[1]]} for u in reading.unread
        ],
        "left_out": [{"span": list(span), "why": why} for span, why in reading.left_out],
        "findings": [
            {"code": f.code, "severity": f.severity, "message": f.message, "offset": f.place.offset}
            for f in reading.findings
        ],
    }
    if judgements is not None:
        rows["check"] = [judgement_row(judgement) for judgement in judgements]
    return rows


def figure_row(figure: Figure) -> Row:
    return {
        "indicator": figure.indicator,
        "product": figure.product,
        "geography": figure.geography,
        "period": None if figure.period is None else str(figure.period),
        "value": plain(figure.value),
        "unit": figure.unit,
        "half": plain(figure.half),
        "sense": figure.sense,
        "yoy_percent": plain(figure.yoy_percent),
        "mom_percent": plain(figure.change("month")),
        "yoy_points": plain(figure.change("year", "points")),
        "yoy_sense": next((c.sense for c in figure.changes if c.over == "year" and c.measure == "percent"), None),
        "mom_sense": next((c.sense for c in figure.changes if c.over == "month" and c.measure == "percent"), None),
        "kind": figure.kind,
        "actor": figure.actor or None,
        "maker": figure.maker or None,
        "of": figure.of or None,
        "publisher": figure.publisher or None,
        "span": list(figure.span),
    }


def position_row(position: Position) -> Row:
    return {
        "actor": position.actor,
        "stance": position.stance,
        "instrument": position.instrument or None,
        "date": None if position.date is None else position.date.isoformat(),
        "reported_by": position.reported_by or None,
        "span": list(position.span),
    }


def instrument_row(instrument: NamedInstrument) -> Row:
    return {
        "id": instrument.id or None,
        "name": instrument.name,
        "issuer": instrument.issuer or None,
        "status": instrument.status,
        "date": None if instrument.date is None else instrument.date.isoformat(),
        "effective": None if instrument.effective is None else instrument.effective.isoformat(),
        "deadline": None if instrument.deadline is None else instrument.deadline.isoformat(),
        "span": list(instrument.span),
        "also": [list(span) for span in instrument.also],
    }


def claim_row(claim: TopicClaim) -> Row:
    return {"topic": claim.topic, "says": claim.says, "span": list(claim.span)}


def judgement_row(judgement: Judgement) -> Row:
    return {
        "subject": judgement.subject,
        "label": judgement.label,
        "verdict": judgement.verdict,
        "why": judgement.why,
        "cite": judgement.cite or None,
        "flags": list(judgement.flags),
        "span": list(judgement.span),
    }
