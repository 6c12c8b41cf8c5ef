"""An endpoint: its address, what it takes and gives, what a token needs for it; and the view made of that.

Rule: whoever asks is known by a token before anything of the request is read; a token says what it may do and until
when, and belongs to one workspace. Every answer of a GET or of a question has an ETag of its bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
from collections.abc import Callable, Sequence

import msgspec
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from pratique.desk.api.problems import Stop, problem
from pratique.desk.models import Token, Workspace
from pratique.desk.people import APART, MAY, hashed
from pratique.desk.routes import address
from pratique.errors import InvalidInput, UsageError
from pratique.files import repeated_keys
from pratique.files.clock import now
from pratique.value_class import dataclass

MOST_JSON = 64 * 1024**2
"""Bytes of the body of a request, files included."""
RATE, PER_SECONDS = 600.0, 0.05
"""Requests of one token in a row, and the seconds after which one comes back."""
_log = logging.getLogger("pratique.desk.api")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a token of a workspace, with what it may do, under the name of its person or its own."""

    token: Token
    scopes: frozenset[str]
    name: str

    @property
    def workspace(self) -> Workspace:
        """The workspace, read when something of it is needed."""
        found = self.token.workspace
        assert found is not None
        return found

    @property
    def workspace_id(self) -> int:
        """Its number, which the token has."""
        found = self.token.workspace_id
        assert found is not None
        return found


class Raw(msgspec.Struct, frozen=True):
    """Bytes to be sent as they are; `mark` is their hash where it is known, `packed` says that they are gzipped."""

    data: bytes
    kind: str = "application/json"
    status: int = 200
    location: str = ""
    mark: str = ""
    packed: bool = False


Answered = msgspec.Struct | Raw | Sequence[object] | dict[str, object]
View = Callable[..., Answered]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method at one address. `takes` is the type of a JSON body, None where there is none or another kind."""

    method: str
    path: str
    view: View
    says: str
    needs: str | None = "read"
    takes: type | None = None
    gives: object = None
    status: int = 200
    body: str = "application/json"
    later: object = None
    """What is given with 202, where the work may be a job; with 200 what was there already."""


def views(endpoints: Sequence[Endpoint], prefix: str = "") -> list[URLPattern]:
    """The addresses of endpoints; of one address, every method that one of them names."""
    at: dict[str, dict[str, Endpoint]] = {}
    for each in endpoints:
        at.setdefault(each.path, {})[each.method] = each
    return [path(address(prefix + place), _view(methods)) for place, methods in at.items()]


def _view(methods: dict[str, Endpoint]) -> Callable[..., HttpResponse]:
    allowed = ", ".join((*methods, *(["HEAD"] if "GET" in methods else []), "OPTIONS"))

    @csrf_exempt
    def ask(request: HttpRequest, **given: object) -> HttpResponse:
        if request.method == "OPTIONS":
            return _open(HttpResponse(status=204, headers={"Allow": allowed}))
        endpoint = methods.get("GET" if request.method == "HEAD" else request.method or "")
        try:
            if endpoint is None:
                raise Stop(405, f"This address takes {allowed}.", headers={"Allow": allowed})
            return _open(_answer(endpoint, request, given))
        except Stop as stop:
            return _open(problem(stop))
        except InvalidInput as error:
            return _open(problem(Stop(422, "The input cannot be used.", [str(each) for each in error.findings])))
        except UsageError as error:
            return _open(problem(Stop(422, str(error))))
        except (RequestDataTooBig, UnreadablePostError):
            return _open(problem(Stop(413, "The body is larger than this address takes.")))
        except (SuspiciousOperation, MultiPartParserError):
            return _open(problem(Stop(400, "The request is malformed.")))
        except OperationalError:
            return _open(problem(Stop(503, "Others are writing; try it again.", headers={"Retry-After": "5"})))
        except DataError:
            return _open(problem(Stop(422, "A text here holds what no database keeps: take out the NUL (U+0000).")))
        except Exception as error:
            _log.error("defect", extra={"kind": type(error).__name__, "path": request.path})
            return _open(problem(Stop(500, f"A defect of the program: {type(error).__name__}.")))

    return ask


def _answer(endpoint: Endpoint, request: HttpRequest, given: dict[str, object]) -> HttpResponse:
    if endpoint.needs is not None:
        given["caller"] = caller_of(request, endpoint.needs)
    if endpoint.takes is not None:
        given["asked"] = body_of(request, endpoint.takes)
    return _sent(request, endpoint, endpoint.view(request, **given))


def caller_of(request: HttpRequest, needs: str) -> Caller:
    """Who asks. Raises Stop: 401 without a good token, 403 where its scopes do not hold `needs`, 429 too often."""
    told = request.headers.get("X-Api-Key") or request.GET.get("api_key") or ""
    scheme, _, credential = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() in ("bearer", "token", "apikey"):
        told = credential.strip()
    token = next(iter(Token.objects.raw(_TOKEN, [hashed(told)])), None)
    good = token is not None and token.revoked is None and (token.expires is None or token.expires > now())
    if token is None or not good or token.workspace_id is None or not _still_may(token, None):
        raise Stop(401, "Name a token that is still good.", headers={"WWW-Authenticate": 'Bearer realm="pratique"'})
    if wait := _wait(token.pk):
        raise Stop(429, f"Too many requests; wait {wait:.0f} seconds.", headers={"Retry-After": f"{wait + 1:.0f}"})
    if needs not in token.scopes.split() or not _still_may(token, needs):
        raise Stop(403, f"The token may not {needs}; its scopes are: {token.scopes or 'none'}.")
    if token.last_used is None or (now() - token.last_used).total_seconds() > 60:
        Token.objects.filter(pk=token.pk).update(last_used=now())
    return Caller(token, frozenset(token.scopes.split()), token.person_name or token.name or "a token")  # type: ignore[attr-defined]


_TOKEN = """
SELECT t.id, t.scopes, t.expires, t.revoked, t.last_used, t.name, t.person_id, t.workspace_id,
       p.name AS person_name, p.is_active AS person_active, m.role AS person_role, w.apart AS apart
FROM desk_token t
LEFT JOIN desk_person p ON p.id = t.person_id
LEFT JOIN desk_workspace w ON w.id = t.workspace_id
LEFT JOIN desk_membership m ON m.person_id = t.person_id AND m.workspace_id = t.workspace_id
WHERE t.sha256 = %s AND t.purpose = 'api'
"""
"""Written out, because every request asks it and making its text anew costs more than asking it."""


def _still_may(token: Token, needs: str | None) -> bool:
    """Whether the person who made a token is still here, and may still do what it is to do."""
    if token.person_id is None:
        return True
    active, role = token.person_active, token.person_role  # type: ignore[attr-defined]
    allowed = APART if token.apart else MAY  # type: ignore[attr-defined]
    return bool(active) and role is not None and (needs is None or needs in allowed[role])


_left: dict[int, tuple[float, float]] = {}
"""By token: requests that are left, and when that was so; of this process, so that no answer waits for the disk."""


def _wait(token: int) -> float:
    """Take one request of a token; 0 where there was one, else the seconds until there is one."""
    moment = now().timestamp()
    left, before = _left.get(token, (RATE, moment))
    left = min(RATE, left + (moment - before) / PER_SECONDS)
    _left[token] = (max(left - 1, 0.0), moment)
    return 0.0 if left >= 1 else (1 - left) * PER_SECONDS


def body_of(request: HttpRequest, kind: type) -> object:
    """The JSON body as a value of a type. Raises Stop: 413, 415, 400 for no JSON, 422 where it does not fit."""
    if int(request.headers.get("Content-Length") or 0) > MOST_JSON:
        raise Stop(413, f"The body is larger than {MOST_JSON} bytes.")
    if request.content_type != "application/json":
        raise Stop(415, "Send application/json.")
    data = request.read(MOST_JSON + 1)
    if len(data) > MOST_JSON:
        raise Stop(413, f"The body is larger than {MOST_JSON} bytes.")
    for key in repeated_keys(data)[:1]:
        raise Stop(422, f"The key {key!r} stands twice in one object; send it once.")
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise Stop(422, f"The body does not fit: {error}.") from error
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Stop(400, f"The body is no JSON: {error}.") from error


def _sent(request: HttpRequest, endpoint: Endpoint, made: Answered) -> HttpResponse:
    raw = made if isinstance(made, Raw) else Raw(msgspec.json.encode(made), status=endpoint.status)
    mark = f'"{raw.mark or hashlib.sha256(raw.data).hexdigest()}"'
    headers = {"ETag": mark, "Cache-Control": "private, no-cache", "Vary": "Authorization, X-Api-Key"}
    if raw.location:
        headers["Location"] = raw.location
    wanted = [each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")]
    if raw.status == 200 and (mark in wanted or wanted == ["*"]):
        return HttpResponse(status=304, headers=headers)
    data = raw.data
    if raw.packed and "gzip" in request.headers.get("Accept-Encoding", ""):
        headers |= {"Content-Encoding": "gzip", "Vary": f"{headers['Vary']}, Accept-Encoding"}
    elif raw.packed:
        data = gzip.decompress(data)
    return HttpResponse(data, status=raw.status, content_type=raw.kind, headers=headers)


def _open(response: HttpResponse) -> HttpResponse:
    """Read by a page of any origin, as OpenRefine's: a token is asked for, and a cookie is never read here."""
    response.headers.setdefault("Access-Control-Allow-Origin", "*")
    response.headers.setdefault("Access-Control-Allow-Headers", "Authorization, X-Api-Key, Content-Type")
    response.headers.setdefault("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS")
    response.headers.setdefault("Access-Control-Expose-Headers", "ETag, Location, Retry-After")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
