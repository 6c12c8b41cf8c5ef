"""What the program knows: the law book, the vocabulary, permits, figures."""

from __future__ import annotations

from django.http import HttpRequest

from pratique.desk.api.asking import day_of, spaced
from pratique.desk.api.endpoints import Caller, Endpoint, Raw
from pratique.files.clock import today
from pratique.files.plain import as_json


def law(request: HttpRequest, caller: Caller) -> Raw:
    """Provisions by citation, part of one, or id of an instrument (`cite`), in force on a day (`on`)."""
    from pratique.usecases.book.look_up import look_up

    return Raw(as_json(look_up(request.GET.get("cite") or None, on=day_of(request))))


def facts(request: HttpRequest, caller: Caller) -> Raw:
    """Every fact that the law asks for, or those whose name begins with `name`."""
    from pratique.usecases.book.vocabulary import vocabulary

    return Raw(as_json(vocabulary(request.GET.get("name") or None)))


def permits(request: HttpRequest, caller: Caller) -> Raw:
    """City permits for automated services on a day, by city, district and holder."""
    from pratique.usecases.markets.permits import PermitsAsked, list_permits

    city, district, holder = (request.GET.get(name) for name in ("city", "district", "holder"))
    return Raw(
        as_json(list_permits(PermitsAsked(day_of(request) or today(), city=city, district=district, holder=holder)))
    )


def figures(request: HttpRequest, caller: Caller) -> Raw:
    """A series of the shipped ledger (`series`, as exports:nev:CN), or the ledger checked against itself."""
    from pratique.usecases.figures import check_ledger, series_of

    series = request.GET.get("series")
    return Raw(spaced((series_of(series) if series else check_ledger()).to_dict()))


ENDPOINTS = (
    Endpoint("GET", "law", law, "The law book: provisions, clocks, prose, coverage."),
    Endpoint("GET", "facts", facts, "The vocabulary: every fact that the law asks for."),
    Endpoint("GET", "permits", permits, "City permits for automated services, by day and holder."),
    Endpoint("GET", "figures", figures, "The ledger of published figures, which checks itself."),
)
"""What can be looked up."""
