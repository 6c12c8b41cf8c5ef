"""The questions about a dossier, asked with its files in one request."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pratique.desk.api.asked import AskedQuestion
from pratique.desk.api.asking import endpoint
from pratique.errors import UsageError
from pratique.files.plain import as_json


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


def check(asked: AskedCheck, main: Path) -> bytes:
    from pratique.usecases.check import check as ask

    return ask(main, exposure=asked.exposure, pending=asked.pending, **asked.options()).to_json()


def needs(asked: AskedQuestion, main: Path) -> bytes:
    from pratique.usecases.missing.needs import needs as ask

    return as_json(ask(main, **asked.options()))


def what_if(asked: AskedQuestion, main: Path) -> bytes:
    from pratique.usecases.changes.what_if import what_if as ask

    return as_json(ask(main, **asked.options()))


def when(asked: AskedWhen, main: Path) -> bytes:
    from pratique.usecases.changes.calendar import span
    from pratique.usecases.changes.when import when as ask

    first, last = span(asked.start, asked.end, asked.known_on)
    return as_json(ask(main, first, last, **asked.options()))


def compare(asked: AskedCompare, main: Path) -> bytes:
    from pratique.usecases.changes.compare import compare as ask

    other = main.parent / Path(asked.other).name
    if not other.is_file():
        raise UsageError(f"There is no file {asked.other!r} among those that were sent.")
    return as_json(ask(main, other, **asked.options()))


def explain(asked: AskedExplain, main: Path) -> bytes:
    from pratique.usecases.explain import explain as ask

    return as_json(ask(main, asked.cite, at=asked.at, **asked.options()))


def questionnaire(asked: AskedQuestionnaire, main: Path) -> bytes:
    from pratique.usecases.missing.questionnaire import questionnaires as ask

    return as_json(ask(main, accepted_by=asked.accepted_by, **asked.options()))


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


ENDPOINTS = (
    endpoint("check", check, AskedCheck, "May it cross? The range of outcomes, what decides, what is open and due."),
    endpoint("needs", needs, AskedQuestion, "The facts that can still change the outcome, and the next question."),
    endpoint("what-if", what_if, AskedQuestion, "The smallest changes that would flip the answer."),
    endpoint("when", when, AskedWhen, "The days on which the answer changes, and by what."),
    endpoint("compare", compare, AskedCompare, "What differs between two dossiers' answers, and why."),
    endpoint("explain", explain, AskedExplain, "One provision, down to the facts and their proofs."),
    endpoint("questionnaire", questionnaire, AskedQuestionnaire, "What each supplier is still to be asked."),
    endpoint("declare", declare, AskedDeclare, "The declaration with its evidence, as a zip.", "application/zip"),
)
"""The questions about a dossier."""
