"""Behind a proxy that adds TLS: who asks, and by what scheme, is what that proxy says, and nobody else.

Rule: the headers of a proxy are believed from the address that was named alone; from any other they are taken away.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from ipaddress import ip_address

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from pratique.desk.home import PROXY

_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")


class BehindProxy:
    """Takes the address and the scheme from the named proxy's headers."""

    def __init__(self, ask: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.ask = ask
        self.proxy = os.environ.get(PROXY, "")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        came, scheme = (str(request.META.pop(name, "")) for name in _HEADERS)
        if request.META.get("REMOTE_ADDR") == self.proxy:
            last = came.rpartition(",")[2].strip()
            if _is_address(last):
                request.META["REMOTE_ADDR"] = last
            if scheme == "https":
                request.META["wsgi.url_scheme"] = "https"
                request.environ["wsgi.url_scheme"] = "https"  # type: ignore[attr-defined]
        return self.ask(request)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
