"""FollowTheMoney entities, one JSON object a line.

Rule: every property is a list of texts; an edge with several owners or assets is one edge for each pair. Percentages
are free text; `Ownership` is capital unless it says votes. Schemas that tie nobody to anybody are left alone.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from pratique.errors import Findings, InvalidInput, Place
from pratique.files import load_json
from pratique.files.shapes import Shape, almost
from pratique.ids import country_code, country_name
from pratique.parties.holdings import Claim, Direction, Hole, PartyClaim, Power, PowerKind, Provenance, SameAs, Stake
from pratique.parties.party import NOWHERE_KNOWN, Countries, Party, PartyKind, countries_of
from pratique.parties.readers.fields import (
    asserted,
    dated,
    identifier,
    note_self_ownership,
    parse_countries,
    parse_share,
    since,
)
from pratique.parties.readers.remarks import for_another, remark_holes, unless_over
from pratique.parties.registers import USCC
from pratique.parties.shares import UNKNOWN

_KINDS: Mapping[str, PartyKind] = {
    "Company": "entity",
    "Organization": "entity",
    "LegalEntity": "unknown",
    "Person": "person",
    "PublicBody": "state_body",
    "Asset": "entity",
}
_EDGES: Mapping[str, tuple[str, str, PowerKind]] = {
    "Control": ("controller", "controlled", "influence"),
    "Directorship": ("director", "organization", "management"),
    "UnknownLink": ("subject", "object", "undisclosed"),
    "Membership": ("member", "organization", "influence"),
}
_ENDS: Mapping[str, tuple[str, str]] = {
    **{schema: (left, right) for schema, (left, right, _) in _EDGES.items()},
    "Ownership": ("owner", "asset"),
    "Representation": ("agent", "client"),
    "Succession": ("predecessor", "successor"),
}
_HELD_BY = ("ownershipAsset", "directorshipOrganization", "membershipOrganization")
"""Properties in which an entity may hold, whole, the edges that say who owns or directs it."""
READ = frozenset({*_KINDS, *_EDGES, "Ownership", "Representation", "Succession"})
"""The schemas that say who somebody is or who is tied to whom."""
LEFT = frozenset(
    {
        *("Address", "Airplane", "Article", "Assessment", "Associate", "Audio"),
        *("BankAccount", "Call", "CallForTenders", "Concession", "Contract", "ContractAward"),
        *("ContractLot", "CourtCase", "CourtCaseParty", "CryptoWallet", "Debt", "Document"),
        *("Documentation", "EconomicActivity", "Email", "Employment", "Event", "Family"),
        *("Folder", "HyperText", "Identification", "Image", "Land", "License"),
        *("Mention", "Message", "Note", "Occupancy", "Package", "Page"),
        *("Pages", "Passport", "Payment", "PlainText", "Position", "Post"),
        *("Project", "ProjectParticipant", "RealEstate", "Sanction", "Security", "Similar"),
        *("Table", "TaxRoll", "Thing", "Transaction", "Trip", "UserAccount"),
        *("Vehicle", "Vessel", "Video", "Workbook"),
    }
)
"""The schemas that tie nobody to anybody."""
_NUMBERS = {
    "leiCode": "LEI",
    "registrationNumber": "registration",
    "innCode": "RU-INN",
    "ogrnCode": "RU-OGRN",
    "uscCode": USCC,
}


def read_ftm(data: bytes, source: str, findings: Findings) -> Iterator[Claim]:
    """The claims of a file of JSON lines; a line that is no entity is a finding."""
    left: Counter[str] = Counter()
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        place = Place(source, line=number)
        try:
            entity = load_json(line, place)
        except InvalidInput as error:
            findings.add("ftm.json", f"Line {number} is not JSON.", place, "The file may be truncated.")
            findings.extend(error.findings[1:])
            continue
        if not _is_entity(entity):
            step = "It needs id, schema and properties."
            findings.add("ftm.entity", f"Line {number} is no FollowTheMoney entity.", place, step)
            continue
        for each in _nested(entity):
            if each["schema"] in READ:
                yield from _claims(each, Values(each["properties"], findings, place), source, findings, place)
            elif each["schema"] in LEFT:
                left[each["schema"]] += 1
            else:
                step = "Correct it; until then it may tie anybody to anybody."
                text = f"There is no schema {each['schema']!r}."
                findings.add("ftm.schema", text, place, step, value=each["schema"])
    if left:
        counts = ", ".join(f"{count} {schema}" for schema, count in sorted(left.items()))
        findings.add("ftm.left", f"Entities that tie nobody to anybody: {counts}.", Place(source), "", "note")


def _nested(entity: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An entity, and those that stand whole in its properties; an edge that lacks an end has it where it stands."""
    queue = deque([entity])
    while queue:
        found = queue.popleft()
        yield found
        for values in found["properties"].values():
            inner = [each for each in (values if isinstance(values, list) else [values]) if _is_entity(each)]
            queue += [_ended(each, found["id"]) for each in inner]


def _inside(entity: dict[str, Any]) -> Iterator[Any]:
    """What stands in the properties that may hold whole edges."""
    for name in _HELD_BY:
        values = entity["properties"].get(name)
        yield from values if isinstance(values, list) else [values]


def _ended(edge: dict[str, Any], outer: str) -> dict[str, Any]:
    """An edge that names one of its ends and stands in the other, with both; any other entity as it is."""
    ends = _ENDS.get(edge["schema"], ())
    missing = [end for end in ends if edge["properties"].get(end) in (None, "", [])]
    if len(missing) != 1:
        return edge
    return {**edge, "properties": {**edge["properties"], missing[0]: [outer]}}


def _is_entity(entity: Any) -> bool:
    return (
        isinstance(entity, dict)
        and isinstance(entity.get("properties"), dict)
        and isinstance(entity.get("schema"), str)
        and isinstance(entity.get("id"), str)
        and bool(entity["id"])
    )


class Values:
    """The properties of an entity: lists of texts by name."""

    def __init__(self, properties: Mapping[str, Any], findings: Findings, place: Place) -> None:
        self._properties = properties
        self._findings = findings
        self._place = place

    def all(self, *names: str) -> list[str]:
        found: list[str] = []
        for name in names:
            value = self._properties.get(name)
            if value is None and (slip := almost(tuple(self._properties), name)):
                message = f"{slip!r} is not read; the property is called {name!r}."
                self._findings.add("ftm.key", message, self._place, "Write it as it is called.", "warning")
            rows = value if isinstance(value, list) else [] if value is None or value == "" else [value]
            found += [text for row in rows if (text := self._text(name, row))]
        return found

    def _text(self, name: str, row: Any) -> str:
        """A text, a number, or the id of an entity written in its place; a finding where it is none of them."""
        said = row.get("id") if isinstance(row, dict) else row
        if isinstance(said, str | int | float) and not isinstance(said, bool):
            return str(said)
        message = f"A value of {name} is neither a text nor an entity; it is not read."
        self._findings.add("ftm.shape", message, self._place, "Correct it.", value=str(row)[:200])
        return ""

    def first(self, name: str) -> str | None:
        return next(iter(self.all(name)), None)


def _claims(entity: dict[str, Any], values: Values, source: str, findings: Findings, place: Place) -> Iterator[Claim]:
    schema, name = str(entity.get("schema")), str(entity["id"])
    whole = Shape(entity, place, findings, "ftm")
    origin = ", ".join(whole.texts("datasets")) or source
    stated = values.first("modifiedAt") or whole.text("last_change")
    provenance = asserted(Provenance(origin, place, record=name), stated, findings, place)
    if schema in _KINDS:
        yield PartyClaim(_party(name, schema, values, findings, place), provenance)
        if gone := _one_day(values.all("dissolutionDate")):
            ended = dated(replace(provenance, record=""), gone, "", findings, place)
            yield Hole(name, "It is dissolved: who stands for it now is open.", ended)
        for other in whole.texts("referents"):
            # Ids under which sources that were joined into it knew it.
            if other != name:
                yield SameAs(name, other, replace(provenance, record=""))
        for edge in values.all(*_HELD_BY):
            if not any(_is_entity(each) and each["id"] == edge for each in _inside(entity)):
                yield Hole(name, f"It names the edge {edge!r}, which is not whole here.", provenance)
        yield from _state_owned(name, schema, values, replace(provenance, record=""))
        for parent, child in (*product(values.all("parent"), [name]), *product([name], values.all("subsidiaries"))):
            yield Power(parent, child, "influence", replace(provenance, record=""), details="parent company")
        return
    start, end = (_one_day(values.all(each)) for each in ("startDate", "endDate"))
    provenance = dated(provenance, start, end, findings, place)
    if not start:
        provenance = since(provenance, _one_day(values.all("date")), findings, place)
    provenance = unless_over(provenance, " ".join(values.all("role", "status", "summary", "description", "notes")))
    if schema == "Ownership":
        yield from _ownership(values, provenance, findings, place)
    elif schema == "Representation":
        for agent, client in product(values.all("agent"), values.all("client")):
            yield Direction(agent, client, provenance, details=values.first("role") or "")
    elif schema == "Succession":
        for before, after in _pairs(values, "predecessor", "successor", schema, findings, place):
            yield Hole(before, f"{after} is its successor: whom what is said of it concerns now is open.", provenance)
            yield Hole(
                after, f"It succeeded {before}: whether what is said of that one is its own is open.", provenance
            )
    elif schema in _EDGES:
        left, right, kind = _EDGES[schema]
        for holder, subject in _pairs(values, left, right, schema, findings, place):
            yield Power(holder, subject, kind, provenance, None, details=_details(values))


def _state_owned(name: str, schema: str, values: Values, provenance: Provenance) -> Iterator[Claim]:
    """The states that may control a company which is called state-owned; any may where no country is stated."""
    if schema == "PublicBody" or "gov.soe" not in values.all("topics"):
        return
    stated = {country_code(text) for text in values.all("jurisdiction", "mainCountry", "country")}
    for code in sorted(code for code in stated if code):
        state = f"state {code}"
        yield PartyClaim(Party(state, "state", (country_name(code),), organised=countries_of([code])), provenance)
        yield Power(state, name, "influence", provenance, details="state-owned company")
    if not stated or None in stated:
        yield Hole(name, "It is called state-owned, and by which state is not said.", provenance)


def _one_day(stated: list[str]) -> str:
    """The one date of a property; where several differ, none of them can be read for certain."""
    days = list(dict.fromkeys(stated))
    return days[0] if len(days) == 1 else f"one of {', '.join(days)}" if days else ""


def _party(name: str, schema: str, values: Values, findings: Findings, place: Place) -> Party:
    pairs = [
        identifier(_scheme(key, values), number, findings, place) for key in _NUMBERS for number in values.all(key)
    ]
    return Party(
        id=name,
        kind=_KINDS[schema],
        names=tuple(dict.fromkeys(values.all("name", "alias", "previousName"))),
        identifiers=tuple(pair for pair in pairs if pair),
        organised=_organised(schema, [pair for pair in pairs if pair], values, findings, place),
        headquarters=parse_countries(values.all("mainCountry"), findings, place),
        principal_place=_somewhere(schema, values, findings, place),
        citizenship=parse_countries(values.all("citizenship", "nationality"), findings, place),
        notes=tuple(values.all("topics")),
    )


def _organised(
    schema: str, pairs: list[tuple[str, str]], values: Values, findings: Findings, place: Place
) -> Countries:
    """The place of its law; a public body is of the country that is stated, whatever the property is called."""
    stated = values.all("jurisdiction") or (values.all("country") if schema == "PublicBody" else [])
    if not stated and any(scheme == USCC for scheme, _ in pairs):
        stated = ["CN"]  # the code is given by the offices that register companies in China
    return parse_countries(stated, findings, place)


def _somewhere(schema: str, values: Values, findings: Findings, place: Place) -> Countries:
    """A country that is stated without saying what ties to it: some seat, and perhaps others elsewhere."""
    if schema == "Person" or values.all("jurisdiction", "mainCountry"):
        return NOWHERE_KNOWN
    stated = parse_countries(values.all("country"), findings, place)
    return Countries(stated.must, None)


def _scheme(key: str, values: Values) -> str:
    """A register's number is only unique within its country."""
    if key != "registrationNumber":
        return _NUMBERS[key]
    return f"{(values.first('jurisdiction') or values.first('country') or '??').upper()}-{_NUMBERS[key]}"


def _ownership(values: Values, provenance: Provenance, findings: Findings, place: Place) -> Iterator[Claim]:
    kinds = " ".join(values.all("ownershipType", "legalBasis")).lower()
    measure = "votes" if "vot" in kinds else "capital"
    told = " ".join(values.all("ownershipType", "legalBasis", "role", "status", "summary", "description", "notes"))
    served = "" if for_another(told) else None
    percentages = values.all("percentage")
    shares = [parse_share(text, findings, place) for text in percentages] or [UNKNOWN]
    for holder, subject in _pairs(values, "owner", "asset", "Ownership", findings, place):
        yield from remark_holes(subject, told, provenance)
        for share in shares:
            yield Stake(
                holder, subject, "votes" if measure == "votes" else "capital", share, provenance, held_for=served
            )


def _pairs(
    values: Values, left: str, right: str, schema: str, findings: Findings, place: Place
) -> Iterable[tuple[str, str]]:
    pairs = list(product(values.all(left), values.all(right)))
    if not pairs:
        step = f"Give {left} and {right}."
        findings.add("ftm.edge", f"{schema} lacks {left} or {right}.", place, step)
    for holder, subject in pairs:
        note_self_ownership(holder, subject, findings, place)
    return pairs


def _details(values: Values) -> str:
    return "; ".join(values.all("role", "controlType", "status"))
