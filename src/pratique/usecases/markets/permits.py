"""Which Chinese cities let whom run an automated service, in which stage, from when.

Rule: paid and with nobody on board are asked apart; a permit that may have been held is listed as possible, never as
held. A city comes in the order of its first permit that fits. The table proves permits and never the lack of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, Literal

from pratique.dossier.places import _near, check_place
from pratique.errors import Findings, Place
from pratique.facts.cn.service import HOLDERS
from pratique.files.clock import today
from pratique.files.plain import Data, Plain
from pratique.law.permit import Permit, PermitTable
from pratique.law.registered import registered
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.value_class import dataclass

Service = Literal["driverless", "operator", "any"]
OPTIONS = Place("options")
OF_CITIES = "cn.permits"
"""The instrument that has a table of permits."""


@dataclass(frozen=True, slots=True)
class PermitsAsked:
    """What is asked of the table; None leaves a question out. `paid` None takes both."""

    on: date
    service: Service = "any"
    paid: bool | None = None
    city: str | None = None
    district: str | None = None
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class ListedPermit:
    """A permit that fits, and whether that is certain."""

    permit: Permit
    fits: Truth


@dataclass(frozen=True, slots=True)
class PermitList(Plain):
    """The cities in the order of their first fitting permit, and what nearly fits."""

    rows_are: ClassVar[str] = "cities"

    asked: PermitsAsked
    cities: dict[str, tuple[ListedPermit, ...]]
    almost: tuple[Permit, ...]

    def to_dict(self) -> Data:
        """The same as JSON values."""
        return plain_permits(self)


def permits_on(
    on: date | None = None,
    *,
    service: Service = "any",
    paid: bool | None = None,
    city: str | None = None,
    district: str | None = None,
    holder: str | None = None,
) -> PermitList:
    """A day (today) and a service -> the Chinese cities that let it run, in order, with holder, district and dates.

    `paid` None takes both; a permit that may have been held is listed as possible. Raises InvalidInput for a city,
    district or holder that is none. Source: `law/cn/permits/permits.csv`, each row with its own.

    >>> from datetime import date
    >>> import pratique
    >>> list(pratique.permits(date(2023, 7, 1), service="driverless", paid=True).cities)
    ['wuhan', 'chongqing', 'shenzhen', 'guangzhou']
    """
    return list_permits(PermitsAsked(on or today(), service, paid, city, district, holder))


def _table() -> PermitTable:
    found = registered(OF_CITIES).permits
    assert found is not None
    return found


def all_permits() -> tuple[Permit, ...]:
    """Every permit of the table, in the order of the first possible day."""
    return _table().permits()


def list_permits(asked: PermitsAsked) -> PermitList:
    """The permits that answer the question. Raises InvalidInput for a city, district or holder that is none."""
    asked = replace(asked, city=_plain(asked.city), district=_plain(asked.district), holder=_plain(asked.holder))
    findings = Findings()
    _check(asked, findings)
    findings.refuse()
    found = [ListedPermit(each, fits) for each in all_permits() if (fits := _fits(each, asked)) is not FALSE]
    ordered = sorted(found, key=lambda each: (each.permit.since or each.permit.possible_from, each.fits is not TRUE))
    cities: dict[str, tuple[ListedPermit, ...]] = {}
    for each in sorted(ordered, key=lambda each: each.fits is not TRUE):
        cities[each.permit.city] = (*cities.get(each.permit.city, ()), each)
    return PermitList(asked, dict(sorted(cities.items(), key=_first)), tuple(_almost(asked)))


def _plain(word: str | None) -> str | None:
    """A name as the table writes it: small letters, with underscores."""
    return None if word is None else word.strip().lower().replace(" ", "_").replace("-", "_")


def _first(item: tuple[str, tuple[ListedPermit, ...]]) -> tuple[bool, date]:
    """Cities with a certain permit first, each kind by its first day; the table keeps the order of one day."""
    certain = [each.permit.since for each in item[1] if each.fits is TRUE and each.permit.since]
    return (not certain, min(certain or [each.permit.possible_from for each in item[1]]))


def _fits(permit: Permit, asked: PermitsAsked) -> Truth:
    named = (asked.city, asked.district, asked.holder)
    for wanted, given in zip(named, (permit.city, permit.district, permit.holder), strict=True):
        if wanted is not None and wanted != given:
            return FALSE
    if asked.paid is not None and permit.paid is not asked.paid:
        return FALSE
    return permit.held(asked.on) & _crew(permit, asked.service)


def _crew(permit: Permit, service: Service) -> Truth:
    if service == "any":
        return TRUE
    return permit.driverless if service == "driverless" else ~permit.driverless


def _almost(asked: PermitsAsked) -> Iterator[Permit]:
    """Held on the day in the place asked about, but with somebody on board or without a fare."""
    if asked.service != "driverless" or asked.paid is not True:
        return
    for each in all_permits():
        one_short = (each.paid is True) is not (each.driverless is TRUE)
        in_place = asked.city in (None, each.city) and asked.district in (None, each.district)
        if each.held(asked.on) is TRUE and one_short and each.driverless is not UNKNOWN and in_place:
            yield each


def _check(asked: PermitsAsked, findings: Findings) -> None:
    check_place(asked.city, asked.district, OPTIONS, findings)
    if asked.holder is not None and asked.holder not in HOLDERS:
        findings.add(
            "permits.holder",
            f"There is no holder {asked.holder!r} in the table.",
            OPTIONS,
            f"Nearest: {', '.join(_near(asked.holder, HOLDERS))}.",
            value=asked.holder,
        )


def plain_permits(found: PermitList) -> Data:
    """The list as JSON values."""
    return {
        "schema": "1",
        "on": found.asked.on.isoformat(),
        "service": found.asked.service,
        "paid": found.asked.paid,
        "cities": [
            {
                "city": city,
                "order": index + 1 if any(each.fits is TRUE for each in listed) else None,
                "law": [
                    _law(row) for row in _table().local_law() if row.city == city and row.effective <= found.asked.on
                ],
                "permits": [
                    {**_permit(each.permit), "held": "yes" if each.fits is TRUE else "unknown"} for each in listed
                ],
            }
            for index, (city, listed) in enumerate(found.cities.items())
        ],
        "almost": [_permit(each) for each in found.almost],
        "checked_on": _table().checked_on.isoformat(),
        "note": "A permit that is not in the table may exist; see `pratique law coverage cn.permits`.",
    }


def _permit(permit: Permit) -> dict[str, Any]:
    return {
        "district": permit.district,
        "city": permit.city,
        "holder": permit.holder,
        "partner": permit.partner or None,
        "service": permit.service,
        "stage": permit.stage,
        "paid": permit.paid,
        "operator_on_board": permit.on_board,
        "hours": permit.hours or None,
        "area_km2": permit.area_km2 or None,
        "cars": permit.cars or None,
        "possible_from": permit.possible_from.isoformat(),
        "from": permit.since.isoformat() if permit.since else None,
        "doubt_from": permit.doubt_from.isoformat() if permit.doubt_from else None,
        "until": permit.until.isoformat() if permit.until else None,
        "confidence": str(permit.confidence),
        "source": permit.source,
        "note": permit.note,
    }


def _law(row: Any) -> dict[str, Any]:
    return {"cite": row.cite, "from": row.effective.isoformat(), "kind": row.kind, "confidence": str(row.confidence)}
