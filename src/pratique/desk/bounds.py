"""How much a request may bring, before any of it is read.

Rule: a form that says it is larger than may be sent is refused unread, and of whoever is not logged in anything
larger than a form without files; what does not say how large it is has no body (the server takes none). Addresses of
the API look at the token first, and bound what they read themselves.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from pratique.desk.plain import whole
from pratique.desk.sessions import person_of

_ELSEWHERE = ("/api/", "/match/", "/reconcile/")
"""Addresses that know whoever asks by a token."""


class BoundedBodies:
    """Refuses what is too large by what it says of itself."""

    def __init__(self, ask: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.ask = ask

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        told = whole(request.META.get("CONTENT_LENGTH") or "0")
        if request.path.startswith(_ELSEWHERE) or told is None or told <= settings.MOST_OF_A_STRANGER:
            return self.ask(request)
        if told > settings.MOST_UPLOADED:
            from pratique.desk.pages.problems import too_large
            from pratique.desk.shown import size

            return too_large(request, size(settings.MOST_UPLOADED))
        return self.ask(request) if person_of(request) is not None else HttpResponseRedirect("/login")
