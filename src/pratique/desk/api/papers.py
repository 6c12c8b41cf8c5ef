"""The questions that make files or tables of many: applications, customers' workbooks, calendars, models by markets.

Rule: as of every question, an answer has the bytes that the command writes beside the same files; nothing is kept.
"""

from __future__ import annotations

from pathlib import Path

from pratique.desk.api.asked import AskedFiles, AskedQuestion
from pratique.desk.api.asking import asking
from pratique.desk.api.endpoints import Endpoint
from pratique.desk.api.questions import AskedDeclare, AskedWhen
from pratique.desk.plain import Plain
from pratique.errors import Finding, InvalidInput, Place, UsageError
from pratique.files.clock import today
from pratique.files.plain import as_json


class AskedApply(AskedDeclare, kw_only=True, forbid_unknown_fields=True):
    """... and for what: specific, opinion or supplier."""

    kind: str


class AskedAttest(AskedQuestion, kw_only=True, forbid_unknown_fields=True):
    """... the names of customers' workbooks among the files, of a file that says what they ask, and who states it."""

    customers: tuple[str, ...] = ()
    columns: str | None = None
    by: str | None = None


class AskedCompareMarkets(AskedFiles, kw_only=True, forbid_unknown_fields=True):
    """Models of vehicles by the names of their files, markets, and the terms of what a vehicle costs."""

    models: tuple[str, ...]
    into: tuple[str, ...] = ()
    on: str | None = None
    known_on: str | None = None
    values: tuple[str, ...] = ()
    currency: str | None = None
    freight: str | None = None
    basis: str | None = None
    vat: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    used: tuple[str, ...] = ()

    def asking(self) -> str:
        """The first model."""
        return self.models[0] if self.models else self.main


def apply(asked: AskedApply, main: Path) -> bytes:
    """The pack as one zip; what is refused is a finding."""
    from pratique.records.archive import zipped
    from pratique.reports.declaration import pack
    from pratique.usecases.papers.apply import FILINGS
    from pratique.usecases.papers.apply import apply as ask

    if asked.kind not in FILINGS:
        raise UsageError(f"{asked.kind!r} is no kind of application; there are {', '.join(FILINGS)}.")
    made = ask(main, asked.kind, draft=asked.draft, **asked.options())
    if made.refused and not asked.draft:
        raise InvalidInput(Finding("apply.refused", each, Place(main.name)) for each in made.refused)
    return zipped(pack(made), "pack")


def attest(asked: AskedAttest, main: Path) -> bytes:
    """The workbooks, bills and the list of gaps as one zip."""
    from pratique.records.archive import zipped
    from pratique.reports.attested import pack
    from pratique.usecases.papers.attest import attest as ask

    customers = [str(_among(main, name)) for name in asked.customers]
    columns = str(_among(main, asked.columns)) if asked.columns else None
    made = ask(main, customers, columns=columns, by=asked.by, **asked.options())
    return zipped(pack(made), "attested")


def calendar(asked: AskedWhen, main: Path) -> bytes:
    from pratique.usecases.changes.calendar import calendar as ask

    return as_json(ask([main], asked.start, asked.end, **asked.options()))


def compare_markets(asked: AskedCompareMarkets, main: Path) -> bytes:
    from datetime import date

    from pratique.files.plain import as_json
    from pratique.usecases.markets.cost import terms_of
    from pratique.usecases.markets.matrix import compare_markets as ask

    names = ("values", "currency", "freight", "basis", "vat", "other", "rates", "used")
    money: Plain = {name: getattr(asked, name) for name in names}
    try:
        on, known = (date.fromisoformat(each) if each else None for each in (asked.on, asked.known_on))
    except ValueError as error:
        raise UsageError(f"No calendar day: {error}; write it as 2026-11-22.") from None
    models = [str(_among(main, name)) for name in asked.models]
    return as_json(ask(models, asked.into, on=on or today(), known_on=known, terms=terms_of(**money)))


def _among(main: Path, name: str) -> Path:
    found = main.parent / Path(name).name
    if not found.is_file():
        raise UsageError(f"There is no file {name!r} among those that were sent.")
    return found


_ZIP = "application/zip"
ENDPOINTS = (
    Endpoint("POST", "apply", asking(apply, _ZIP), "An application or a request, as a zip.", takes=AskedApply),
    Endpoint("POST", "attest", asking(attest, _ZIP), "Customers' workbooks filled in, as a zip.", takes=AskedAttest),
    Endpoint("POST", "calendar", asking(calendar), "What is due, and when the answer turns.", takes=AskedWhen),
    Endpoint(
        "POST",
        "compare-markets",
        asking(compare_markets),
        "Models by markets, with landed cost.",
        takes=AskedCompareMarkets,
    ),
)
"""The questions."""
