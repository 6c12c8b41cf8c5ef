"""`POST /match/{dataset}` as clients of yente make it.

Rule: what is near is told whatever it scores, `match` says whether it reaches `threshold`; only a `cutoff` that was
given leaves anything out, and `total` counts what there was.
"""

from __future__ import annotations

import msgspec
from django.http import HttpRequest

from pratique.desk.api.endpoints import Caller, Endpoint
from pratique.desk.api.lists import files_of, near
from pratique.desk.api.problems import Stop
from pratique.usecases.ownership.screen import NameAsked, Near

ALGORITHM = "pratique"
THRESHOLD = 0.8
PERSONS = ("Person",)
COUNTRIES = ("country", "jurisdiction", "nationality", "citizenship", "mainCountry")
NAMES = ("name", "alias", "previousName", "weakAlias")


class EntityExample(msgspec.Struct):
    """What is looked for: a schema of FollowTheMoney and properties, each a list of texts."""

    schema: str = "LegalEntity"
    properties: dict[str, list[str]] = {}
    id: str | None = None


class EntityMatchQuery(msgspec.Struct):
    """Several questions at once, each under a key of its own."""

    queries: dict[str, EntityExample]


class MatchedEntity(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a list, with its score and whether that counts as a match."""

    id: str
    caption: str
    schema: str
    properties: dict[str, list[str]]
    datasets: list[str]
    referents: list[str] = []
    target: bool = True
    score: float
    features: dict[str, float] = {}
    match: bool
    explanations: dict[str, str] = {}


class Total(msgspec.Struct, frozen=True):
    """How many there were before `cutoff` and `limit`."""

    value: int
    relation: str = "eq"


class EntityMatches(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one question."""

    status: int = 200
    results: list[MatchedEntity]
    total: Total
    query: EntityExample


class EntityMatchResponse(msgspec.Struct, frozen=True, kw_only=True):
    """The answers by their keys."""

    responses: dict[str, EntityMatches]
    matcher: dict[str, dict[str, str]]
    limit: int


def match(request: HttpRequest, caller: Caller, asked: EntityMatchQuery, dataset: str) -> EntityMatchResponse:
    """Entities near those that are described, best first."""
    limit = int(_float(request, "limit", 5, 500))
    threshold, cutoff = _float(request, "threshold", THRESHOLD), _float(request, "cutoff", 0.0)
    files_of(caller.workspace, dataset)
    answers = {}
    for key, each in asked.queries.items():
        names = [text for name in NAMES for text in each.properties.get(name, [])]
        if not names:
            raise Stop(422, f"The query {key!r} has no name.")
        countries = tuple(text.upper() for name in COUNTRIES for text in each.properties.get(name, []))
        wanted = NameAsked(
            name=names[0],
            aliases=tuple(names[1:]),
            countries=countries,
            individual=each.schema in PERSONS if each.schema in (*PERSONS, "Company", "Organization") else None,
        )
        found = near(caller.workspace, dataset, wanted, threshold, 500)
        kept = [_entity(one) for one in found if one.score >= cutoff][:limit]
        answers[key] = EntityMatches(results=kept, total=Total(len(found)), query=each)
    says = {ALGORITHM: {"description": "Names in several scripts, their parts, and identifiers; see the documents."}}
    return EntityMatchResponse(responses=answers, matcher=says, limit=limit)


def _entity(one: Near) -> MatchedEntity:
    countries = {"country": [each.lower() for each in one.countries]} if one.countries else {}
    return MatchedEntity(
        id=f"{one.list}-{one.id}",
        caption=one.name,
        schema=schema_of(one.kind),
        properties={"name": [one.name]} | countries,
        datasets=[one.list],
        score=round(one.score, 4),
        match=one.match,
        explanations={"agrees": "; ".join(one.agrees), "differs": "; ".join(one.differs)},
    )


def schema_of(kind: str) -> str:
    """The schema of FollowTheMoney for a kind of entry."""
    return {"individual": "Person", "organisation": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}.get(
        kind, "LegalEntity"
    )


def _float(request: HttpRequest, name: str, default: float, most: float = 1.0) -> float:
    text = request.GET.get(name)
    try:
        value = float(text) if text else default
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise Stop(400, f"{name} is a number from 0 to {most:g}, not {text!r}.")
    return value


ENDPOINTS = (
    Endpoint(
        "POST",
        "match/<str:dataset>",
        match,
        "Entities near those described, as yente has it.",
        takes=EntityMatchQuery,
        gives=EntityMatchResponse,
    ),
)
"""What clients of yente call."""
