"""Reconciliation as OpenRefine asks for it (Reconciliation Service API 0.2): manifest, batches, suggestions.

Rule: candidates come best first, those below the threshold with `match` false; the query string of the manifest's
address is passed on into the addresses that it names, so that a key in it works there too.
"""

from __future__ import annotations

import msgspec
from django.http import HttpRequest

from pratique.desk.api.endpoints import Answered, Caller, Endpoint
from pratique.desk.api.lists import files_of, near
from pratique.desk.api.match import THRESHOLD, schema_of
from pratique.desk.api.problems import Stop
from pratique.ids import country_code
from pratique.ids.followthemoney import COUNTRIES, NAMES, NUMBERS
from pratique.usecases.ownership.screen import NameAsked, Near

TYPES = {"Person": "Person", "Organization": "Organization", "LegalEntity": "Person or organisation"}
PROPERTIES = {
    "country": "Country",
    "birthDate": "Day or year of birth",
    "leiCode": "LEI",
    "registrationNumber": "Registration number",
    "idNumber": "Number of a document",
}
MOST_QUERIES = 1_000


class ReconcileProperty(msgspec.Struct):
    """A property that is known of what is looked for."""

    pid: str
    v: object = None


class ReconcileQuery(msgspec.Struct):
    """One question of a batch."""

    query: str | None = None
    type: str | list[str] | None = None
    limit: int | None = 5
    properties: list[ReconcileProperty] | None = None

    def texts(self, *names: str) -> tuple[str, ...]:
        """The texts of some properties, which a client may name with their schema and send as an object or a list."""
        found: list[str] = []
        for each in self.properties or []:
            if each.pid.rpartition(":")[2] in names:
                values = each.v if isinstance(each.v, list) else [each.v]
                told = [one.get("name") or one.get("id") if isinstance(one, dict) else one for one in values]
                found += [str(one).strip() for one in told if isinstance(one, str | int | float)]
        return tuple(each for each in found if each)


def service(request: HttpRequest, caller: Caller, dataset: str) -> Answered:
    """The manifest; with `queries` (JSON, by query string or form), the candidates of each."""
    if request.method == "POST" and request.content_type not in (
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ):
        raise Stop(415, "Send a form with `queries`.")
    told = request.POST.get("queries") or request.GET.get("queries")
    files_of(caller.workspace, dataset)
    if told is None:
        if request.method == "POST":
            raise Stop(400, "The form has no `queries`.")
        return _manifest(request, dataset)
    try:
        queries = msgspec.json.decode(told, type=dict[str, ReconcileQuery])
    except msgspec.ValidationError as error:
        raise Stop(422, f"The queries do not fit: {error}.") from error
    except msgspec.DecodeError as error:
        raise Stop(400, f"The queries are no JSON: {error}.") from error
    if len(queries) > MOST_QUERIES:
        raise Stop(413, f"Send at most {MOST_QUERIES} queries at once.")
    return {
        key: {"result": [_candidate(each) for each in _found(caller, dataset, query)]}
        for key, query in queries.items()
    }


def _found(caller: Caller, dataset: str, query: ReconcileQuery) -> tuple[Near, ...]:
    kinds = [query.type] if isinstance(query.type, str) else query.type or []
    individual = True if kinds == ["Person"] else False if kinds == ["Organization"] else None
    codes = (country_code(each) for each in query.texts(*COUNTRIES))
    names = tuple(dict.fromkeys(filter(None, ((query.query or "").strip(), *query.texts(*NAMES)))))
    if not names:
        return ()
    wanted = NameAsked(
        name=names[0],
        aliases=names[1:],
        countries=tuple(code for code in codes if code),
        individual=individual,
        identifiers=tuple((name, text) for name in NUMBERS for text in query.texts(name)),
        births=query.texts("birthDate"),
    )
    return near(caller.workspace, dataset, wanted, THRESHOLD, max(1, min(query.limit or 5, 100)))


def _candidate(one: Near) -> dict[str, object]:
    kind = schema_of(one.kind)
    return {
        "id": f"{one.list}-{one.id}",
        "name": one.name,
        "description": "; ".join(one.agrees) or one.list,
        "type": [{"id": kind, "name": TYPES.get(kind, kind)}],
        "score": round(one.score * 100, 2),
        "match": one.match,
        "features": [{"id": "name", "value": round(one.score * 100, 2)}],
    }


def _manifest(request: HttpRequest, dataset: str) -> dict[str, object]:
    place = request.build_absolute_uri(request.path).rstrip("/")
    asked = request.GET.urlencode()
    passed = f"?{asked}" if asked else ""
    suggest = {
        each: {"service_url": place, "service_path": f"/suggest/{each}{passed}"}
        for each in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": f"pratique: {dataset}",
        "identifierSpace": f"{place}/id",
        "schemaSpace": "https://followthemoney.tech/schema",
        "defaultTypes": [{"id": key, "name": name} for key, name in TYPES.items()],
        "batchSize": 50,
        "suggest": suggest,
    }


def suggest(request: HttpRequest, caller: Caller, dataset: str, what: str) -> dict[str, object]:
    """Entities, types or properties whose name is near to, or begins with, `prefix`."""
    prefix = request.GET.get("prefix", "").strip()
    if what == "entity":
        found = near(caller.workspace, dataset, NameAsked(name=prefix), THRESHOLD, 10) if prefix else ()
        return {
            "result": [
                {"id": f"{each.list}-{each.id}", "name": each.name, "description": each.list} for each in found
            ]
        }
    known = {"type": TYPES, "property": PROPERTIES}.get(what)
    if known is None:
        raise Stop(404, f"Nothing suggests {what!r}: entity, type or property.")
    low = prefix.lower()
    named = [{"id": key, "name": name} for key, name in known.items() if low in key.lower() or low in name.lower()]
    return {"result": named}


_FORM = "application/x-www-form-urlencoded"
ENDPOINTS = (
    Endpoint("GET", "reconcile/<str:dataset>", service, "The manifest of the reconciliation service."),
    Endpoint("POST", "reconcile/<str:dataset>", service, "Candidates for each of a batch of names.", body=_FORM),
    Endpoint("GET", "reconcile/<str:dataset>/suggest/<str:what>", suggest, "What begins with a prefix."),
)
"""What OpenRefine calls."""
