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
from pratique.ids import country_code
from pratique.ids.followthemoney import COUNTRIES, NAME_PARTS, NAMES, NUMBERS
from pratique.usecases.ownership.screen import NameAsked, Near

ALGORITHM = "pratique"
THRESHOLD = 0.8
PERSONS = ("Person",)
BODIES = ("Company", "Organization", "PublicBody")
OTHERS = ("LegalEntity", "Thing", "Asset", "Airplane", "Vessel", "Vehicle", "Security", "Address", "CryptoWallet")
"""Schemas that say neither person nor body."""
Values = str | list[object] | None


class EntityExample(msgspec.Struct):
    """What is looked for: a schema of FollowTheMoney and properties, each a text or a list of them."""

    schema: str = "LegalEntity"
    properties: dict[str, Values] = {}
    id: str | None = None

    def texts(self, *names: str) -> tuple[str, ...]:
        """The texts of some properties; entities that stand in them are left out."""
        found: list[str] = []
        for name in names:
            held = self.properties.get(name)
            each = [held] if isinstance(held, str) else held or []
            found += [text.strip() for text in each if isinstance(text, str) and text.strip()]
        return tuple(dict.fromkeys(found))

    def names(self) -> tuple[str, ...]:
        """Its names, whole ones first, then one put together of its parts."""
        parts = " ".join(text for name in NAME_PARTS for text in self.texts(name)[:1])
        return tuple(dict.fromkeys((*self.texts(*NAMES), *([parts] if parts else []))))


class EntityMatchQuery(msgspec.Struct):
    """Several questions at once, each under a key of its own."""

    queries: dict[str, EntityExample]


class FeatureResult(msgspec.Struct, frozen=True):
    """What one kind of evidence came to, in words."""

    score: float
    detail: str


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
    explanations: dict[str, FeatureResult] = {}
    first_seen: str | None = None
    last_seen: str | None = None
    last_change: str | None = None


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
        found = [
            one for one in near(caller.workspace, dataset, _wanted(key, each), threshold, 500) if _told(request, one)
        ]
        kept = [_entity(one) for one in found if one.score >= cutoff][:limit]
        held = EntityExample(each.schema, {name: list(each.texts(name)) for name in each.properties}, each.id)
        answers[key] = EntityMatches(results=kept, total=Total(len(found)), query=held)
    says = {ALGORITHM: {"description": "Names in several scripts, their parts, and identifiers; see the documents."}}
    return EntityMatchResponse(responses=answers, matcher=says, limit=limit)


def _wanted(key: str, each: EntityExample) -> NameAsked:
    """Who is looked for. Raises Stop: 400 for a schema that there is not, 422 for a query without any name."""
    if each.schema not in (*PERSONS, *BODIES, *OTHERS):
        raise Stop(400, f"The query {key!r} is of no schema that is known: {each.schema}.")
    names = each.names()
    if not names:
        raise Stop(422, f"The query {key!r} has no name.")
    countries = [country_code(text) for text in each.texts(*COUNTRIES)]
    return NameAsked(
        name=names[0],
        aliases=names[1:],
        countries=tuple(code for code in countries if code),
        individual=each.schema in PERSONS if each.schema in (*PERSONS, *BODIES) else None,
        identifiers=tuple((name, text) for name in NUMBERS for text in each.texts(name)),
        births=each.texts("birthDate"),
    )


def _told(request: HttpRequest, one: Near) -> bool:
    """Whether an entry is among what the address asks to include, and not among what it leaves out."""
    within = request.GET.getlist("include_dataset")
    left_out = one.list in request.GET.getlist("exclude_dataset")
    judged = f"{one.list}-{one.id}" in request.GET.getlist("exclude_entity_ids")
    return not (left_out or judged or (within and one.list not in within))


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
        explanations={
            "agrees": FeatureResult(round(one.score, 4), "; ".join(one.agrees)),
            "differs": FeatureResult(0.0, "; ".join(one.differs)),
        },
    )


def schema_of(kind: str) -> str:
    """The schema of FollowTheMoney for a kind of entry."""
    return {"individual": "Person", "organisation": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}.get(
        kind, "LegalEntity"
    )


def _float(request: HttpRequest, name: str, default: float, most: float = 1.0) -> float:
    text = request.GET.get(name)
    try:
        value = default if text is None else float(text)
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
