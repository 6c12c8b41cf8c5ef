"""What went wrong, as `application/problem+json` (RFC 9457), whatever it was and wherever.

Rule: findings name files from the question's own folder; of a defect only its kind is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from pratique.files.outward import for_line

TYPE = "application/problem+json"
STATUSES = (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500)
"""Every status that a problem may have."""


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A problem: its status and title, what exactly it is, and each finding with file, line and next step."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    findings: tuple[str, ...] = ()


class Stop(Exception):
    """Answer with a problem instead."""

    def __init__(
        self, status: int, detail: str, findings: Sequence[str] = (), headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.findings, self.headers = status, detail, tuple(findings), headers or {}


def problem(stop: Stop) -> HttpResponse:
    """The response that tells it."""
    told = Problem(
        title=HTTPStatus(stop.status).phrase,
        status=stop.status,
        detail=for_line(stop.detail),
        findings=tuple(for_line(each) for each in stop.findings),
    )
    return HttpResponse(msgspec.json.encode(told), status=stop.status, content_type=TYPE, headers=stop.headers)


@csrf_exempt
def unmatched(request: HttpRequest, rest: str = "") -> HttpResponse:
    """There is nothing at an address under the API."""
    return problem(Stop(404, "There is nothing at this address; /api/v1/openapi.json lists what there is."))
