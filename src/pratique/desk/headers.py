"""The headers that every response carries, whoever made it.

Rule: nothing is loaded from elsewhere, nothing stands inline, no page is framed, no address is told to another site.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What is set where a view did not set it itself."""
_STATIC = "/static/"


class SecurityHeaders:
    """Sets what is missing of `HEADERS`; a page is never kept by a browser or a proxy."""

    def __init__(self, ask: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.ask = ask

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.ask(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(_STATIC):
            response.headers.setdefault("Cache-Control", "no-store")
        if request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response
