"""The classes of circuits and AI models, and the levels of driving features."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from django.http import HttpRequest

from pratique.desk.api.asked import AskedFiles
from pratique.desk.api.asking import endpoint, spaced
from pratique.desk.api.endpoints import Caller, Endpoint, Raw
from pratique.files.clock import today


class AskedClassify(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A chip or an AI model: its name, or figures as the command takes them."""

    name: str | None = None
    figures: dict[str, str] = {}
    on: date | None = None
    construe: str | dict[str, str] | None = None


class AskedFeature(AskedFiles, kw_only=True, forbid_unknown_fields=True):
    """Driving features (`main`) and the day whose standard counts."""

    on: date | None = None


def chip(request: HttpRequest, caller: Caller, asked: AskedClassify) -> Raw:
    """The export class of a circuit."""
    from pratique.usecases.classify.chip import constructions_of
    from pratique.usecases.classify.named import classify_given
    from pratique.usecases.classify.plain import plain

    day, fixed = asked.on or today(), constructions_of(asked.construe)
    return Raw(spaced(plain(classify_given(asked.name, asked.figures, day, fixed))))


def model(request: HttpRequest, caller: Caller, asked: AskedClassify) -> Raw:
    """The export class of an AI model."""
    from pratique.usecases.classify.chip import constructions_of
    from pratique.usecases.classify.model import classify_given_model, plain_model

    day, fixed = asked.on or today(), constructions_of(asked.construe)
    return Raw(spaced(plain_model(classify_given_model(asked.name, asked.figures, day, fixed))))


def automation(asked: AskedFeature, main: Path) -> bytes:
    from pratique.usecases.classify.automation import classify_automation, plain_automation

    return spaced(plain_automation(classify_automation(main, asked.on or today())))


ENDPOINTS = (
    endpoint("classify/automation", automation, AskedFeature, "The levels that driving features can have."),
    Endpoint("POST", "classify/chip", chip, "The export class of a circuit.", takes=AskedClassify),
    Endpoint("POST", "classify/model", model, "The export class of an AI model.", takes=AskedClassify),
)
"""Classes."""
