"""Cities and districts that a dossier names, checked against the book. Nearest valid names are offered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pratique.errors import Findings, Place
from pratique.facts.cn.service import CITIES
from pratique.facts.vocabulary import definition_of
from pratique.ids.near import near_names
from pratique.logic.entities import value_of
from pratique.logic.values import Choice


def check_place(city: str | None, district: str | None, place: Place, findings: Findings) -> None:
    """Findings for an unknown city or district and for a district of another city, with the nearest valid one."""
    if city is not None and city not in CITIES and city != "elsewhere":
        findings.add(
            "permits.city",
            f"There is no city {city!r} in the book.",
            place,
            f"Nearest: {', '.join(_near(city, CITIES))}.",
            value=city,
        )
        return
    owner = next((name for name, districts in CITIES.items() if district in districts), None)
    if district in (None, "elsewhere") or (city is None and owner is not None):
        return
    if owner is None:
        known = CITIES.get(city or "", tuple(d for each in CITIES.values() for d in each))
        findings.add(
            "permits.district",
            f"There is no district {district!r} in the book.",
            place,
            f"Nearest: {', '.join(_near(district, known))}.",
            value=district,
        )
    elif city is not None and owner != city:
        near = _near(district, CITIES.get(city, ())) or ["elsewhere"]
        findings.add(
            "permits.district_of_another_city",
            f"{district} is a district of {owner}, not of {city}.",
            place,
            f"Name {owner} as the city, or a district of {city}: {', '.join(near)}.",
            value=district,
        )


def _near(word: str, among: Iterable[str]) -> list[str]:
    choices = list(among)
    return near_names(word.lower().replace(" ", "_"), choices, 3, cutoff=0.3) or choices[:3]


def check_case_places(cases: Any) -> None:
    """Findings for every case of a dossier whose district is not one of its city."""
    for case in cases.cases:
        city, district = (_known(case.entity, name) for name in ("service.city", "service.district"))
        if city is not None and district is not None:
            check_place(
                city, district, cases.dossier.place(f"facts/service.district ({case.id})"), cases.dossier.findings
            )


def _known(entity: Any, name: str) -> str | None:
    value = value_of(entity, definition_of(name).fact)
    return next(iter(value.possible)) if isinstance(value, Choice) and value.is_known else None
