"""Every address of the API; whatever is not among them is a problem, not a page."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from pratique.desk.api import (
    bom,
    book,
    classes,
    dossiers,
    health,
    hooks,
    lists,
    markets,
    match,
    openapi,
    papers,
    questions,
    reconcile,
    records,
    registries,
)
from pratique.desk.api.endpoints import Endpoint, views
from pratique.desk.api.problems import unmatched

ENDPOINTS: tuple[Endpoint, ...] = (
    *questions.ENDPOINTS,
    *markets.ENDPOINTS,
    *registries.ENDPOINTS,
    *classes.ENDPOINTS,
    *book.ENDPOINTS,
    *papers.ENDPOINTS,
    *dossiers.ENDPOINTS,
    *records.ENDPOINTS,
    *lists.ENDPOINTS,
    *match.ENDPOINTS,
    *reconcile.ENDPOINTS,
    *bom.ENDPOINTS,
    *hooks.ENDPOINTS,
)
urlpatterns: list[URLPattern] = [
    *views((*ENDPOINTS, openapi.view(ENDPOINTS)), "api/v1/"),
    *views((*match.ENDPOINTS, *reconcile.ENDPOINTS)),
    *views(health.ENDPOINTS),
    path("api", unmatched),
    re_path(r"^api/(?P<rest>.*)$", unmatched),
]
"""`/match/{dataset}` and `/reconcile/{dataset}` stand at the root too, where clients of yente look for them."""
