"""The description of the API (OpenAPI 3.1), made of the table of endpoints and the types that they name."""

from __future__ import annotations

import re

import msgspec
from django.http import HttpRequest

from pratique.desk.api.endpoints import Endpoint, Raw
from pratique.desk.api.problems import TYPE, Problem
from pratique.version import __version__

_PART = re.compile(r"<(int|str|uuid):(\w+)>")
_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}
_WHOLE = {"type": "integer", "minimum": 0, "maximum": 999_999_999_999_999_999}
_QUERY: dict[str, dict[str, dict[str, object]]] = {
    "dossiers": {"limit": dict(_WHOLE), "cursor": dict(_WHOLE)},
    "records": {"limit": dict(_WHOLE), "cursor": dict(_WHOLE)},
    "law": {"cite": dict(_TEXT), "on": dict(_DAY)},
    "facts": {"name": dict(_TEXT)},
    "permits": {"city": dict(_TEXT), "district": dict(_TEXT), "holder": dict(_TEXT), "on": dict(_DAY)},
    "figures": {"series": dict(_TEXT)},
    "lists/<str:name>": {"as_of": dict(_DAY), "on": dict(_DAY)},
    "match/<str:dataset>": {
        "limit": {"type": "integer", "minimum": 0, "maximum": 500},
        "threshold": {"type": "number", "minimum": 0, "maximum": 1},
        "cutoff": {"type": "number", "minimum": 0, "maximum": 1},
    },
}
"""What is taken in the query string."""
_FORMS: dict[str, dict[str, object]] = {
    "bom": {
        "type": "object",
        "required": ["bom"],
        "properties": {
            "bom": {"type": "string", "format": "binary"},
            "project": dict(_TEXT),
            "projectName": dict(_TEXT),
            "projectVersion": dict(_TEXT),
            "autoCreate": {"enum": ["true", "false"]},
            "projectTags": dict(_TEXT),
        },
    },
    "reconcile/<str:dataset>": {
        "type": "object",
        "required": ["queries"],
        "properties": {"queries": {"type": "string", "minLength": 2}},
    },
    "lists/<str:name>": {"type": "string", "format": "binary", "minLength": 1},
}
"""Bodies that are no JSON."""


def document(endpoints: tuple[Endpoint, ...]) -> dict[str, object]:
    """The whole description."""
    named = [each for one in endpoints for each in (one.takes, one.gives, one.later) if each is not None]
    shapes, parts = msgspec.json.schema_components(
        [*dict.fromkeys([*named, Problem])],
        ref_template="#/components/schemas/{name}",
        schema_hook=lambda _: {"description": "Any value."},
    )
    schemas = dict(zip([repr(each) for each in dict.fromkeys([*named, Problem])], shapes, strict=True))
    paths: dict[str, dict[str, object]] = {}
    for each in endpoints:
        place = "/api/v1/" + _PART.sub(r"{\2}", each.path)
        paths.setdefault(place, {})[each.method.lower()] = _operation(each, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "pratique desk", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": parts,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
            },
        },
        "security": [{"bearer": []}, {"key": []}],
    }


def _operation(each: Endpoint, schemas: dict[str, dict[str, object]]) -> dict[str, object]:
    kinds = {
        "int": {"type": "integer", "minimum": 1},
        "str": {"type": "string"},
        "uuid": {"type": "string", "format": "uuid"},
    }
    made: dict[str, object] = {
        "operationId": f"{each.method.lower()}_{re.sub('[^a-z]+', '_', each.path.lower()).strip('_')}",
        "summary": each.says,
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": kinds[kind]}
            for kind, name in _PART.findall(each.path)
        ]
        + [{"name": name, "in": "query", "schema": shape} for name, shape in _QUERY.get(each.path, {}).items()],
        "responses": _responses(each, schemas),
    }
    if each.needs is None:
        made["security"] = []
    if each.takes is not None:
        made["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schemas[repr(each.takes)]}},
        }
    elif each.method in ("POST", "PUT"):
        made["requestBody"] = {"required": True, "content": {each.body: {"schema": _FORMS.get(each.path, {})}}}
    return made


def _responses(each: Endpoint, schemas: dict[str, dict[str, object]]) -> dict[str, object]:
    shape = schemas[repr(each.gives)] if each.gives is not None else {}
    told: dict[str, object] = {
        str(each.status): {"description": each.says, "content": {"application/json": {"schema": shape}}},
        "default": {"description": "A problem.", "content": {TYPE: {"schema": schemas[repr(Problem)]}}},
    }
    if each.status == 201:  # what was there already
        told["200"] = told["201"]
    if each.later is not None:
        job = {"application/json": {"schema": schemas[repr(each.later)]}}
        told["202"] = {"description": "A job that is worked on.", "content": job}
    for status in (400, 401, 403, 404, 405, 413, 415, 422, 429, 503):
        told[str(status)] = told["default"]
    return told


def view(endpoints: tuple[Endpoint, ...]) -> Endpoint:
    """The endpoint that serves the description."""

    def served(request: HttpRequest) -> Raw:
        return Raw(msgspec.json.encode(document(endpoints)))

    return Endpoint("GET", "openapi.json", served, "This description.", needs=None)
