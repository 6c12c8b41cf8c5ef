"""Goods stated field by field -> their duty in each market that is named, or every mistake, at the field it is about.

Rule: what is answered is what `duty` answers to the same words; one mistake hides no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from pratique.dossier.model import VehicleModel
from pratique.dossier.model_markets import market_code, no_market
from pratique.dossier.question import COMMAND_LINE, stated_answers
from pratique.errors import Finding, InvalidInput, Place, UsageError
from pratique.law.rate import SCHEDULES
from pratique.usecases.answer.beside import findings_beside, short
from pratique.usecases.markets.asked_goods import asked_goods
from pratique.usecases.markets.duty import duty
from pratique.usecases.markets.duty_answer import DutyAnswer

Mistake = tuple[str, str]
"""What it is about (`code`, `origin`, `facts`, `model`, `into`, `construe`), and what to write there."""
_FIELDS = {"trade/hs_code": "code", "trade/origin": "origin"}


class Goods(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of goods: a model's file, or a code and an origin; further facts as `NAME=VALUE` with either."""

    file: Path | None = None
    code: str | None = None
    origin: str | None = None
    facts: tuple[str, ...] = ()


def asked_duties(
    goods: Goods,
    into: Sequence[str],
    *,
    on: date | None = None,
    known_on: date | None = None,
    construe: str | dict[str, str] | None = None,
) -> tuple[list[DutyAnswer], list[Mistake]]:
    """The duty of goods in each market, files named from the folder of the model; none where anything is wrong."""
    known = [each for each in into if market_code(each)]
    wrong = [("into", _said(no_market(each, Place(COMMAND_LINE)))) for each in into if each not in known]
    found: list[DutyAnswer] = []
    model = _model(goods, wrong)
    for market in known or sorted(SCHEDULES)[:1]:
        if model is None:
            break
        try:
            found.append(_beside(duty(model, market, on=on, known_on=known_on, construe=construe), goods))
        except InvalidInput as error:
            wrong += _at_fields(error, goods)
        except UsageError as error:
            wrong.append(("construe", str(error).replace("--construe", "This")))
    return ([], list(dict.fromkeys(wrong))) if wrong else (found, [])


def _model(goods: Goods, wrong: list[Mistake]) -> VehicleModel | None:
    """What is said, as a model; None where it cannot be read."""
    facts = goods.facts
    try:
        stated_answers(facts)
    except UsageError as error:
        wrong.append(("facts", str(error).replace("--fact", "The form")))
        facts = ()
    if goods.file is None and not (facts or goods.code or goods.origin):
        if not goods.facts:
            wrong.append(("code", "Say the goods: a code as 870380, an origin as CN, or a model."))
        return None
    if goods.file is not None and (goods.code or goods.origin):
        wrong.append(("model", "A model says its code and origin itself: leave both empty, or choose no model."))
        return None
    try:
        return asked_goods(str(goods.file) if goods.file else None, code=goods.code, origin=goods.origin, facts=facts)
    except InvalidInput as error:
        wrong += _at_fields(error, goods)
        return None


def _at_fields(error: InvalidInput, goods: Goods) -> list[Mistake]:
    """The findings at the fields that they are about; those of a model's file with their place."""
    if goods.file is None:
        return [(_FIELDS.get(each.place.pointer or "", "facts"), _said(each)) for each in error.findings]
    return [
        ("facts", _said(each)) if each.place.file == COMMAND_LINE else ("model", f"{each.place}: {_said(each)}")
        for each in findings_beside(error.findings, goods.file.parent)
    ]


def _said(found: Finding) -> str:
    return f"{found.message} {found.next_step}".strip()


def _beside(found: DutyAnswer, goods: Goods) -> DutyAnswer:
    """The same with files named from the folder of the model."""
    if goods.file is None:
        return found
    folder = goods.file.parent
    return msgspec.structs.replace(found, notes=tuple(short(each, folder) for each in found.notes))
