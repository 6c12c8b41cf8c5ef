"""What each address needs: one table, from which the addresses and the test of who may what are made.

Rule: an address that does not say what it needs cannot be written; a method that it does not name is refused; what
belongs to another workspace is not there (404), what the role does not allow is forbidden (403), what holds a NUL is
no text (400): one of the databases keeps none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import quote

from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter

from pratique.desk.once import once
from pratique.desk.people import DeskRequest, member_of
from pratique.desk.sessions import person_of
from pratique.errors import InvalidInput
from pratique.value_class import dataclass

ANYONE = "anyone"
PERSON = "person"
View = Callable[..., HttpResponseBase]


class NumberConverter(IntConverter):
    """A number in an address that may be one of a row: of more digits none is, and a database fails at them."""

    regex = "[0-9]{1,18}"


register_converter(NumberConverter, "number")


def address(place: str) -> str:
    """An address with its numbers as `NumberConverter` takes them."""
    return place.replace("<int:", "<number:")


@dataclass(frozen=True, slots=True)
class Route:
    """An address: its view, its name, and what GET and POST of it need (None: no such method).

    `get` and `post` are "anyone", "person" (logged in), or one of `people.NEEDS`. What is posted is one act however
    often it is sent (`once`), but for what only reads: where `do` is one of `reads`, "*" for all.
    """

    path: str
    view: View
    name: str
    get: str | None = "read"
    post: str | None = None
    reads: tuple[str, ...] = ()

    @property
    def pattern(self) -> URLPattern:
        """The address as the framework takes it."""
        return path(address(self.path), guarded(self), name=self.name)


def guarded(route: Route) -> View:
    """The view behind what its route needs."""
    needs = {"GET": route.get, "HEAD": route.get, "POST": route.post}
    allowed = [method for method, need in needs.items() if need is not None]

    @wraps(route.view)
    def ask(request: HttpRequest, **given: object) -> HttpResponseBase:
        if _holds_nul(request):
            return _bad(request)
        need = needs.get(request.method or "")
        if need == ANYONE:
            return _acted(route, request, "", lambda: route.view(request, **given))
        if need is None and ANYONE in needs.values():
            return HttpResponseNotAllowed(allowed)
        person = person_of(request)
        if person is None:
            return _to_login(request)
        member = member_of(person, request.session.get("workspace"))
        if need is None:
            return HttpResponseNotAllowed(allowed)
        if member is None or (need != PERSON and not member.may(need)):
            from pratique.desk.pages.problems import forbidden

            return forbidden(request, need)
        asked: DeskRequest = request  # type: ignore[assignment]
        asked.member = member
        try:
            return _acted(route, asked, f"{person.pk}", lambda: route.view(asked, **given))
        except InvalidInput as error:
            if any(each.code == "blob.gone" for each in error.findings):
                from pratique.desk.pages.problems import gone

                return gone(request)
            raise
        except OperationalError:  # others write for longer than anybody waits
            return _busy(request)
        except DataError:  # a NUL that came another way: written as an escape in a file
            return _bad(request)

    return ask


def _acted(route: Route, request: HttpRequest, who: str, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What a view answers; once for one form that is sent."""
    if request.method != "POST" or "*" in route.reads or request.POST.get("do", "") in route.reads:
        return view()
    return once(request, who, view)


def _holds_nul(request: HttpRequest) -> bool:
    """Whether a field of the address or of the form holds a character that PostgreSQL keeps in no text."""
    sent = [*request.GET.lists(), *(request.POST.lists() if request.method == "POST" else [])]
    return "\0" in request.path or any("\0" in text for name, values in sent for text in (name, *values))


def _bad(request: HttpRequest) -> HttpResponse:
    from pratique.desk.pages.problems import bad

    return bad(request)


def _busy(request: HttpRequest) -> HttpResponse:
    from pratique.desk.pages.problems import busy

    return busy(request)


def _to_login(request: HttpRequest) -> HttpResponse:
    """To the page that asks who somebody is, and back to where they were."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseRedirect("/login")
    return HttpResponseRedirect(f"/login?next={quote(request.get_full_path())}")
