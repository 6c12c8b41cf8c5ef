"""A model of a vehicle in every market: may it enter, on what conditions, with what duty."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pratique.desk.api.asked import AskedFiles
from pratique.desk.api.asking import endpoint
from pratique.errors import UsageError


class AskedModel(AskedFiles, kw_only=True, forbid_unknown_fields=True):
    """A model of a vehicle (`main`, with its files), the market for a duty, the day of entry."""

    into: str | None = None
    on: date | None = None
    known_on: date | None = None
    construe: str | dict[str, str] | None = None


def markets(asked: AskedModel, main: Path) -> bytes:
    from pratique.files.plain import as_json
    from pratique.usecases.markets.markets import markets as ask

    return as_json(ask(main, on=asked.on, known_on=asked.known_on, construe=asked.construe))


def duty(asked: AskedModel, main: Path) -> bytes:
    from pratique.usecases.markets.duty import duty as ask

    if not asked.into:
        raise UsageError("Say the market, as two letters: `into`.")
    return ask(main, asked.into, on=asked.on, known_on=asked.known_on, construe=asked.construe).to_json()


ENDPOINTS = (
    endpoint("markets", markets, AskedModel, "Every market of a model: open, gated, closed; conditions and duty."),
    endpoint("duty", duty, AskedModel, "The duty of a model into one market, layer by layer."),
)
"""Markets and duties."""
