"""Every question of the program, asked with its files in one request; nothing is kept.

Rule: an answer has the bytes that the command prints with `--format json` beside the same files.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
from django.http import HttpRequest

from pratique.desk.api.asked import AskedFiles, AskedQuestion, laid, without
from pratique.desk.api.endpoints import Caller, Endpoint, Raw
from pratique.errors import UsageError
from pratique.files.clock import today
from pratique.files.plain import as_json

Files = Callable[[AskedQuestion, Path], bytes]


class AskedCheck(AskedQuestion, kw_only=True, forbid_unknown_fields=True):
    """... and whether pending law is asked beside it, and the trade that the instruments touch."""

    pending: bool = False
    exposure: bool = False


class AskedWhen(AskedQuestion, kw_only=True, forbid_unknown_fields=True):
    """... and the time that is looked at: both days included."""

    start: date | None = None
    end: date | None = None


class AskedCompare(AskedQuestion, kw_only=True, forbid_unknown_fields=True):
    """... and the name of the second file that asks."""

    other: str


class AskedExplain(AskedQuestion, kw_only=True, forbid_unknown_fields=True):
    """... and the provision to explain (that which decides by default), and at which element."""

    cite: str | None = None
    at: str | None = None


class AskedDeclare(AskedQuestion, kw_only=True, forbid_unknown_fields=True):
    """... and whether a draft is made although it may not be declared yet."""

    draft: bool = False


class AskedQuestionnaire(AskedQuestion, kw_only=True, forbid_unknown_fields=True):
    """... and who accepts that questions go to China after reading the note."""

    accepted_by: str | None = None


class AskedModel(AskedFiles, kw_only=True, forbid_unknown_fields=True):
    """A model of a vehicle (`main`, with its files), the market for a duty, the day of entry."""

    into: str | None = None
    on: date | None = None
    known_on: date | None = None
    construe: str | dict[str, str] | None = None


class AskedOwn(AskedFiles, kw_only=True, forbid_unknown_fields=True):
    """A party (id, identifier or name) in registries: every file that is sent."""

    party: str
    on: date | None = None
    known_on: date | None = None
    countries: tuple[str, ...] = ("CN=CN,HK,MO", "RU=RU")
    test: str = "power-to-decide"


class AskedConvert(AskedFiles, kw_only=True, forbid_unknown_fields=True):
    """A bill of materials (`main`) and the format that it is to be written in."""

    to: str


class AskedClassify(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A chip or an AI model: its name, or figures as the command takes them."""

    name: str | None = None
    figures: dict[str, str] = {}
    on: date | None = None
    construe: str | dict[str, str] | None = None


class AskedFeature(AskedFiles, kw_only=True, forbid_unknown_fields=True):
    """Driving features (`main`) and the day whose standard counts."""

    on: date | None = None


def pretty(found: object) -> bytes:
    """JSON as the command prints it."""
    return as_json(found)


def spaced(found: object) -> bytes:
    """JSON as the command prints it where the answer is a table of its own."""
    return (json.dumps(found, indent=2, ensure_ascii=False) + "\n").encode()


def check(asked: AskedCheck, main: Path) -> bytes:
    from pratique.usecases.check import check as ask

    return ask(main, exposure=asked.exposure, pending=asked.pending, **asked.options()).to_json()


def needs(asked: AskedQuestion, main: Path) -> bytes:
    from pratique.usecases.missing.needs import needs as ask

    return pretty(ask(main, **asked.options()))


def what_if(asked: AskedQuestion, main: Path) -> bytes:
    from pratique.usecases.changes.what_if import what_if as ask

    return pretty(ask(main, **asked.options()))


def when(asked: AskedWhen, main: Path) -> bytes:
    from pratique.usecases.changes.calendar import span
    from pratique.usecases.changes.when import when as ask

    first, last = span(asked.start, asked.end, asked.known_on)
    return pretty(ask(main, first, last, **asked.options()))


def compare(asked: AskedCompare, main: Path) -> bytes:
    from pratique.usecases.changes.compare import compare as ask

    other = main.parent / Path(asked.other).name
    if not other.is_file():
        raise UsageError(f"There is no file {asked.other!r} among those that were sent.")
    return pretty(ask(main, other, **asked.options()))


def explain(asked: AskedExplain, main: Path) -> bytes:
    from pratique.usecases.explain import explain as ask

    return pretty(ask(main, asked.cite, at=asked.at, **asked.options()))


def declare(asked: AskedDeclare, main: Path) -> bytes:
    """The pack as one zip; what is refused is a finding."""
    from pratique.errors import Finding, InvalidInput, Place
    from pratique.records.archive import zipped
    from pratique.reports.declaration import pack
    from pratique.usecases.papers.declare import declare as ask

    made = ask(main, draft=asked.draft, **asked.options())
    if made.refused and not asked.draft:
        place = Place(main.name)
        raise InvalidInput(Finding("declare.refused", each, place) for each in made.refused)
    return zipped(pack(made), "pack")


def questionnaire(asked: AskedQuestionnaire, main: Path) -> bytes:
    from pratique.usecases.missing.questionnaire import questionnaires as ask

    return pretty(ask(main, accepted_by=asked.accepted_by, **asked.options()))


def markets(asked: AskedModel, main: Path) -> bytes:
    from pratique.usecases.markets.duty import to_json
    from pratique.usecases.markets.markets import markets as ask

    return to_json(ask(main, on=asked.on, known_on=asked.known_on, construe=asked.construe))


def duty(asked: AskedModel, main: Path) -> bytes:
    from pratique.usecases.markets.duty import duty as ask

    if not asked.into:
        raise UsageError("Say the market, as two letters: `into`.")
    return ask(main, asked.into, on=asked.on, known_on=asked.known_on, construe=asked.construe).to_json()


def convert(asked: AskedConvert, main: Path) -> bytes:
    from pratique.usecases.convert import convert_file

    return convert_file(main, asked.to).data


def automation(asked: AskedFeature, main: Path) -> bytes:
    from pratique.usecases.classify.automation import classify_automation, plain_automation

    return spaced(plain_automation(classify_automation(main, asked.on or today())))


def own(asked: AskedOwn, main: Path) -> bytes:
    from pratique.reports.ownership import ownership_json
    from pratique.usecases.ownership.own import OwnQuestion
    from pratique.usecases.ownership.own import own as ask

    registries = [main.parent / name for name in sorted(asked.plain())]
    question = OwnQuestion(registries, asked.on or today(), asked.known_on, asked.countries, asked.test)
    return ownership_json(ask(asked.party, question)).encode() + b"\n"


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


def law(request: HttpRequest, caller: Caller) -> Raw:
    """Provisions by citation, part of one, or id of an instrument (`cite`), in force on a day (`on`)."""
    from pratique.usecases.book.look_up import look_up

    return Raw(pretty(look_up(request.GET.get("cite") or None, on=_day(request))))


def facts(request: HttpRequest, caller: Caller) -> Raw:
    """Every fact that the law asks for, or those whose name begins with `name`."""
    from pratique.usecases.book.vocabulary import vocabulary

    return Raw(pretty(vocabulary(request.GET.get("name") or None)))


def permits(request: HttpRequest, caller: Caller) -> Raw:
    """City permits for automated services on a day, by city, district and holder."""
    from pratique.usecases.markets.permits import PermitsAsked, list_permits

    city, district, holder = (request.GET.get(name) for name in ("city", "district", "holder"))
    return Raw(
        pretty(list_permits(PermitsAsked(_day(request) or today(), city=city, district=district, holder=holder)))
    )


def figures(request: HttpRequest, caller: Caller) -> Raw:
    """A series of the shipped ledger (`series`, as exports:nev:CN), or the ledger checked against itself."""
    from pratique.usecases.figures import check_ledger, series_of

    series = request.GET.get("series")
    return Raw(spaced((series_of(series) if series else check_ledger()).to_dict()))


def _day(request: HttpRequest) -> date | None:
    text = request.GET.get("on")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"{text!r} is no calendar day; write it as 2026-11-22.") from None


def asking(question: Callable[..., bytes], kind: str = "application/json") -> Callable[..., Raw]:
    """A view that lays the files of a question in a folder and asks it."""

    def view(request: HttpRequest, caller: Caller, asked: AskedFiles) -> Raw:
        files = asked.plain()
        if isinstance(asked, AskedOwn) and files:
            asked.main = sorted(files)[0]
        with laid(asked) as main:
            return Raw(without(question(asked, main), main.parent), kind)

    return view


WITH_FILES: tuple[tuple[str, Callable[..., bytes], type, str], ...] = (
    ("check", check, AskedCheck, "May it cross? The range of outcomes, what decides, what is open, what is due."),
    ("needs", needs, AskedQuestion, "The facts that can still change the outcome, and the next best question."),
    ("what-if", what_if, AskedQuestion, "The smallest changes that would flip the answer."),
    ("when", when, AskedWhen, "The days on which the answer changes, and by what."),
    ("compare", compare, AskedCompare, "What differs between two dossiers' answers, and why."),
    ("explain", explain, AskedExplain, "One provision, down to the facts and their proofs."),
    ("questionnaire", questionnaire, AskedQuestionnaire, "The questions for each supplier that still matter."),
    ("declare", declare, AskedDeclare, "The declaration of conformity with its evidence, as a zip."),
    ("markets", markets, AskedModel, "Every market of a model: open, gated, closed; conditions and duty."),
    ("duty", duty, AskedModel, "The duty of a model into one market, layer by layer."),
    ("own", own, AskedOwn, "Who controls a party, with the chain and what is missing."),
    ("convert", convert, AskedConvert, "A bill of materials in another format."),
    ("classify/automation", automation, AskedFeature, "The levels that driving features can have."),
)
ENDPOINTS = (
    *(
        Endpoint("POST", name, asking(ask, "application/zip" if ask is declare else "application/json"), says,
                 takes=takes)
        for name, ask, takes, says in WITH_FILES
    ),
    Endpoint("POST", "classify/chip", chip, "The export class of a circuit.", takes=AskedClassify),
    Endpoint("POST", "classify/model", model, "The export class of an AI model.", takes=AskedClassify),
    Endpoint("GET", "law", law, "The law book: provisions, clocks, prose, coverage."),
    Endpoint("GET", "facts", facts, "The vocabulary: every fact that the law asks for."),
    Endpoint("GET", "permits", permits, "City permits for automated services, by day and holder."),
    Endpoint("GET", "figures", figures, "The ledger of published figures, which checks itself."),
)  # fmt: skip
"""The questions."""
