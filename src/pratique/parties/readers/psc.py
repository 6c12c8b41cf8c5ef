"""Companies House snapshots of people with significant control (JSON lines), the register of the United Kingdom.

Rule: the register states bands of shares and votes, held directly or through others without saying which, so a band
is one holder's total and is never added to another's. The right to appoint and remove directors is of a majority by
its definition (Companies Act 2006, schedule 1A, part 1). A record that has ceased ends on that day.
Invariant: every line gives at least one claim or one finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from pratique.errors import Findings, InvalidInput, Place
from pratique.files import load_json
from pratique.files.shapes import Shape
from pratique.parties.holdings import Claim, Hole, PartyClaim, Power, Provenance, Remainder, Stake
from pratique.parties.party import NOWHERE_KNOWN, Countries, Party, PartyKind, countries_of
from pratique.parties.readers.fields import dated, identifier, parse_countries
from pratique.parties.readers.percent import parse_percent

SOURCE = "Companies House"
_KINDS: dict[str, PartyKind] = {
    "individual": "person",
    "corporate": "entity",
    "legal": "entity",
    "super": "anonymous",
}
"""The first word of a record's kind; a super-secure person is not shown."""
_BRITISH = (
    "england",
    "wales",
    "scotland",
    "northern ireland",
    "united kingdom",
    "england and wales",
    "uk",
    "great britain",
    "england & wales",
)
_NATIONALITIES = {
    "american": "US",
    "australian": "AU",
    "austrian": "AT",
    "belgian": "BE",
    "brazilian": "BR",
    "british": "GB",
    "bulgarian": "BG",
    "canadian": "CA",
    "chinese": "CN",
    "cypriot": "CY",
    "czech": "CZ",
    "danish": "DK",
    "dutch": "NL",
    "emirati": "AE",
    "english": "GB",
    "estonian": "EE",
    "finnish": "FI",
    "french": "FR",
    "german": "DE",
    "greek": "GR",
    "hong konger": "HK",
    "hungarian": "HU",
    "indian": "IN",
    "iranian": "IR",
    "irish": "IE",
    "israeli": "IL",
    "italian": "IT",
    "japanese": "JP",
    "latvian": "LV",
    "lithuanian": "LT",
    "luxembourger": "LU",
    "malaysian": "MY",
    "maltese": "MT",
    "mexican": "MX",
    "new zealander": "NZ",
    "nigerian": "NG",
    "norwegian": "NO",
    "pakistani": "PK",
    "polish": "PL",
    "portuguese": "PT",
    "romanian": "RO",
    "russian": "RU",
    "saudi arabian": "SA",
    "scottish": "GB",
    "singaporean": "SG",
    "slovak": "SK",
    "south african": "ZA",
    "south korean": "KR",
    "spanish": "ES",
    "swedish": "SE",
    "swiss": "CH",
    "taiwanese": "TW",
    "thai": "TH",
    "turkish": "TR",
    "ukrainian": "UA",
    "vietnamese": "VN",
    "welsh": "GB",
}
_FOR_OTHERS = re.compile(r"as-trust|nominee")
_NOBODY = "no-individual-or-entity-with-signific"
"""Nobody has more than a quarter, as the company states (the register spells the code with and without an a)."""


def is_psc(record: Any) -> bool:
    """Whether a value is a line of such a snapshot."""
    if not isinstance(record, dict) or not isinstance(record.get("data"), dict):
        return False
    kind = str(record["data"].get("kind"))
    return "company_number" in record or "significant-control" in kind or kind.startswith("totals#")


def is_psc_answer(record: Any) -> bool:
    """Whether a value is an answer of the register's API: the controlling persons of one company."""
    rows = record.get("items") if isinstance(record, dict) else None
    return isinstance(rows, list) and any(
        isinstance(row, dict) and "significant-control" in str(row.get("kind")) for row in rows
    )


def _from_answer(answer: Any, source: str, findings: Findings) -> Any:
    """The lines of a snapshot that an answer of the API amounts to, a count of them last."""
    rows = answer["items"]
    counts = [answer.get(name) for name in ("total_results", "active_count")]
    total = max((each for each in counts if isinstance(each, int)), default=len(rows))
    if total > len(rows):
        text = f"The answer counts {total} records, and {len(rows)} are in it."
        findings.add("psc.count", text, Place(source), "Ask for all of them.", "warning", str(total))
    return [row if is_psc(row) else {"data": row} for row in rows]


def read_psc(data: bytes, source: str, findings: Findings) -> Iterator[Claim]:
    """The claims of a snapshot, line by line; `source` names the file."""
    companies: set[str] = set()
    count = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        place = Place(source, line=number)
        try:
            record = load_json(line, place)
        except InvalidInput:
            findings.add("json.syntax", f"Line {number} is not JSON.", place, "The file may be truncated.")
            continue
        if is_psc_answer(record):
            for each in _from_answer(record, source, findings):
                yield from _record(each, place, findings, companies)
            continue
        if not is_psc(record):
            step = "A line holds company_number and data."
            findings.add("psc.record", f"Line {number} is no record of a controlling person.", place, step)
            continue
        count += not str(record["data"].get("kind")).startswith("totals#")
        _check_totals(record["data"], count, place, findings)
        yield from _record(record, place, findings, companies)


_TOTALS = ("persons_of_significant_control_count", "statements_count", "exemptions_count")


def _check_totals(data: dict[str, Any], read: int, place: Place, findings: Findings) -> None:
    """Say where the last line of a snapshot counts other records than stand before it: some are missing."""
    stated = [data[name] for name in _TOTALS if isinstance(data.get(name), int)]
    if stated and sum(stated) != read:
        text = f"The snapshot counts {sum(stated)} records, and {read} stand before that line."
        step = "Download it again; until then nobody's owners are all here."
        findings.add("psc.count", text, place, step, "warning", str(sum(stated)))


def _record(record: dict[str, Any], place: Place, findings: Findings, companies: set[str]) -> Iterator[Claim]:
    whole = Shape(record, place, findings, "psc")
    details = whole.object("data")
    kind = details.text("kind")
    if kind.startswith("totals#"):
        return
    path = re.match(r"/company/(\w+)/", details.object("links").text("self"))
    number = whole.text("company_number") or (path[1] if path else "")
    pair = identifier("GB-COH", number, findings, place)
    if pair is None:
        step = "Nothing can be said of a record without its company."
        findings.add("psc.record", "The record names no company.", place, step)
        return
    company = f"GB-COH-{pair[1]}"
    linked = identifier("GB-COH", path[1], findings, place) if path else None
    if linked and linked != pair:
        why = f"A record of {company} is kept at the address of GB-COH-{linked[1]}: which is meant is open."
        yield Hole(f"GB-COH-{linked[1]}", why, Provenance(SOURCE, place))
        yield Hole(company, why, Provenance(SOURCE, place))
    provenance = Provenance(SOURCE, place, record=details.object("links").text("self") or f"{company} {place.line}")
    if company not in companies:
        companies.add(company)
        yield PartyClaim(
            Party(company, identifiers=(pair,), organised=countries_of(["GB"])), Provenance(SOURCE, place)
        )
    # Ceased on a day that is not stated: any day may be meant.
    gone = details.raw("ceased")
    ends = details.text("ceased_on") or ("not stated" if gone is True else "" if gone is False else str(gone or ""))
    dates = dated(provenance, details.text("notified_on"), ends, findings, place)
    if "statement" in kind or kind.startswith("exemptions"):
        yield _statement(company, details, dates)
        return
    word = kind.partition("-")[0]
    if word not in _KINDS:
        step = "Until then anybody may control the company."
        findings.add("psc.kind", f"There is no kind {kind!r}.", place, step, value=kind)
        yield Hole(company, f"A record of the unknown kind {kind!r} was not used.", dates)
        return
    holder = provenance.record
    if not details.text("name") and "name_elements" not in details.fields:
        step = "Until it is named, anybody may be the one who controls the company."
        findings.add("psc.name", "The record names nobody.", place, step, "warning")
    yield PartyClaim(_holder(holder, _KINDS[word], details, findings, place), replace(provenance, record=""))
    yield from _natures(holder, company, details, dates, findings, place)


def _statement(company: str, details: Shape, provenance: Provenance) -> Claim:
    """What a company says instead of naming anybody."""
    if details.text("statement").startswith(_NOBODY):
        return Remainder(company, "dispersed", provenance, Fraction(1, 4), None, "NO_KNOWN_PERSON")
    return Remainder(company, "undisclosed", provenance, reason="interestedPartyHasNotProvidedInformation")


def _holder(name: str, kind: PartyKind, details: Shape, findings: Findings, place: Place) -> Party:
    identification = details.object("identification")
    registered = identification.text("country_registered") or identification.text("place_registered")
    where = _countries([registered], findings, place) if kind == "entity" else NOWHERE_KNOWN
    number = identification.text("registration_number")
    pair = identifier("GB-COH", number, findings, place) if number and where.must == {"GB"} else None
    return Party(
        id=name,
        kind=kind,
        names=(details.text("name"),) if details.text("name") else (),
        identifiers=(pair,) if pair else (),
        organised=where,
        citizenship=_countries([details.text("nationality")], findings, place),
        residence=_countries([details.text("country_of_residence")], findings, place),
        notes=("sanction",) if details.flag("is_sanctioned") else (),
    )


def _countries(texts: list[str], findings: Findings, place: Place) -> Countries:
    """Countries as the register writes them: parts of the kingdom, adjectives, several joined by commas."""
    parts = [part.strip().lower() for text in texts for part in text.replace("/", ",").split(",") if part.strip()]
    codes = [_NATIONALITIES.get(part) or ("GB" if part in _BRITISH else part) for part in parts]
    return parse_countries(codes, findings, place)


def _natures(
    holder: str, company: str, details: Shape, provenance: Provenance, findings: Findings, place: Place
) -> Iterator[Claim]:
    natures = details.texts("natures_of_control")
    if not natures:
        yield Power(holder, company, "undisclosed", provenance)
    for nature in natures:
        code = nature.lower()
        if code.startswith(("ownership-of-shares-", "voting-rights-")):
            measure = "capital" if code.startswith("ownership") else "votes"
            try:
                share = parse_percent(code)
            except ValueError:
                share = None
            if share is not None:
                stake = Stake(
                    holder, company, "votes" if measure == "votes" else "capital", share, provenance, indirect=None
                )
                # Trustees and nominees hold for others, whom the register does not name.
                yield replace(stake, held_for="") if _FOR_OTHERS.search(code) else stake
                continue
        if code.startswith("right-to-appoint-and-remove"):
            yield Power(holder, company, "board", provenance, True, details=nature)
        elif code.startswith("significant-influence-or-control"):
            yield Power(holder, company, "influence", provenance, None, details=nature)
        elif "surplus-assets" in code:
            yield Power(holder, company, "contract", provenance, None, details=nature)
        else:
            step = "It is kept as an interest of unknown kind."
            findings.add("psc.nature", f"There is no nature of control {nature!r}.", place, step, value=nature)
            yield Power(holder, company, "undisclosed", provenance, details=nature)
