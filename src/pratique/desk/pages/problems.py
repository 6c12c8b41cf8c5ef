"""The pages that say what went wrong: a sentence and a way on, never a path or a trace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int, title: str, says: str) -> HttpResponse:
    if not hasattr(request, "session"):
        return HttpResponse(f"{title}. {says}", status=status, content_type="text/plain; charset=utf-8")
    return render(request, "problem.html", {"title": title, "says": says}, status=status)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this session."""
    return _page(
        request, 403, "This form has expired", "Go back, reload the page and send it again. Nothing was changed."
    )


def forbidden(request: HttpRequest, need: str | None) -> HttpResponse:
    """What the role does not allow."""
    return _page(
        request, 403, "Not for your role", f"This needs the right to {need}. Ask who administers the workspace."
    )


def bad(request: HttpRequest, exception: object = None) -> HttpResponse:
    """A request that cannot be read."""
    return _page(request, 400, "This request cannot be read", "Go back and try it again.")


def not_allowed(request: HttpRequest, exception: object = None) -> HttpResponse:
    """A refusal of the framework."""
    return _page(request, 403, "Not allowed", "Go back and try it again.")


def missing(request: HttpRequest, exception: object = None) -> HttpResponse:
    """An address where there is nothing, or nothing for you."""
    return _page(request, 404, "There is nothing here", "The address is wrong, or it belongs to another workspace.")


def gone(request: HttpRequest) -> HttpResponse:
    """What went by its retention."""
    says = "Its time was over and somebody let it go; the hashes and the records are kept, and say when and by whom."
    return _page(request, 410, "What this held is gone", says)


def broken(request: HttpRequest) -> HttpResponse:
    """A defect."""
    return _page(request, 500, "Something broke", "This is a defect of pratique. Nothing was stored; try it again.")


def busy(request: HttpRequest) -> HttpResponse:
    """The database has no time."""
    response = _page(
        request, 503, "The desk is busy", "Others are writing. Nothing was stored; try it again in a moment."
    )
    response["Retry-After"] = "5"
    return response


def too_large(request: HttpRequest, most: str) -> HttpResponse:
    """More than is taken."""
    return _page(request, 413, "Too large", f"The files together are more than {most}. Send fewer at a time.")


def too_often(request: HttpRequest, seconds: float) -> HttpResponse:
    """More tries than are allowed."""
    response = _page(request, 429, "Too many tries", f"Try it again in {seconds:.0f} seconds.")
    response["Retry-After"] = f"{max(1, round(seconds))}"
    return response
