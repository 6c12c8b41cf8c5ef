"""The code lists: what may be counted, of what, where, in which unit.

Rule: a code stands for one meaning; a word that two publishers use differently (sales) is one code here and
is told apart by the `scope` of the entry. Parts are stated once, as `wholes`, and every identity of parts is
read off them.
"""

from __future__ import annotations

import re

from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a code list."""

    code: str
    name: str
    description: str = ""


def _codes(*rows: tuple[str, str, str]) -> dict[str, Code]:
    return {code: Code(code, name, description) for code, name, description in rows}


FLOWS = frozenset(("production", "sales", "domestic_sales", "retail_sales", "registrations", "exports", "imports"))
"""Indicators whose periods add up; a stock, a share or a rate does not."""
INDICATORS = _codes(
    ("production", "Production", "Built in the territory in the period."),
    ("sales", "Sales", "Sold by makers or dealers; CAAM counts wholesale with exports, so read the scope."),
    ("domestic_sales", "Home sales", "The part of sales delivered in the territory itself."),
    ("retail_sales", "Retail sales", "Sold to final buyers in the territory."),
    ("registrations", "Registrations", "First registrations in the territory."),
    ("exports", "Exports", "Sent out of the territory; with `->` to one destination."),
    ("imports", "Imports", "Brought into the territory; with `->` the origin stands first."),
    ("stock", "Stock", "In use in the territory at the end of the period."),
    ("share", "Share", "A part as a percentage of the whole named in `of`."),
    ("growth_contribution", "Contribution to growth", "A part of the growth of the whole named in `of`."),
    ("price", "Price", "Money per unit."),
    ("count", "Count", "How many of something a text names."),
    (
        "tariff_rate",
        "Rate of duty",
        "Percent of the customs value, on goods of the origin before `->` at the place after it.",
    ),
    ("value_added", "Value added", "Of the makers in the territory."),
    ("investment", "Investment", "Money spent or pledged."),
    ("capacity", "Capacity", "What could be produced in the period."),
)

PRODUCTS = _codes(
    ("vehicle", "All motor vehicles", "Passenger cars and commercial vehicles."),
    ("passenger_car", "Passenger cars", "Sedans, SUVs, MPVs and minivans for persons."),
    ("commercial_vehicle", "Commercial vehicles", "Trucks and buses."),
    ("light_vehicle", "Light vehicles", "Passenger cars and light commercial vehicles."),
    ("truck", "Trucks", ""),
    ("bus", "Buses", ""),
    ("nev", "New energy vehicles", "Battery-electric, plug-in hybrid and fuel-cell, of any class."),
    ("bev", "Battery-electric vehicles", ""),
    ("phev", "Plug-in hybrid vehicles", "With range extenders where the publisher counts them here."),
    ("fcev", "Fuel-cell vehicles", ""),
    ("ice", "Conventional vehicles", "All that are not new energy vehicles."),
    ("nev_passenger", "New energy passenger cars", ""),
    ("nev_commercial", "New energy commercial vehicles", ""),
    ("ice_passenger", "Conventional passenger cars", ""),
    ("L2_passenger", "Passenger cars with level 2", "With combined driving assistance."),
    ("L2_nev", "New energy vehicles with level 2", ""),
    ("chinese_brand_passenger_car", "Passenger cars of Chinese brands", ""),
    ("chinese_brand_nev_passenger", "New energy passenger cars of Chinese brands", ""),
    ("hybrid", "Hybrid vehicles", "Not plug-in."),
    ("connected_vehicle", "Connected vehicles", ""),
    ("used_vehicle", "Used vehicles", ""),
    ("vehicle_part", "Vehicle parts", ""),
    ("battery", "Traction batteries", ""),
    ("chip", "Integrated circuits", ""),
    ("charger", "Charging points", ""),
    ("goods", "All goods", ""),
    ("department", "Government departments", ""),
)

UNITS = _codes(
    ("vehicles", "Vehicles", "Pieces."),
    ("percent", "Percent", ""),
    ("USD", "US dollars", ""),
    ("CNY", "Yuan", ""),
    ("EUR", "Euro", ""),
    ("CAD", "Canadian dollars", ""),
    ("pieces", "Pieces", "Of anything but vehicles."),
    ("GWh", "Gigawatt-hours", ""),
    ("tonnes", "Tonnes", ""),
)

AREAS = _codes(
    ("WORLD", "World", ""),
    ("EU", "European Union", "Its members at the period."),
    ("ROW", "Rest of the world", "The world without the territory that reports."),
)
"""Areas beside the two-letter country codes of ISO 3166-1 and the subdivision codes of ISO 3166-2."""

_AREA = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def is_geography(text: str) -> bool:
    """Whether `text` is an area, or a flow `CN->RU` between two."""
    return 1 <= len(ends := text.split("->")) <= 2 and all(e in AREAS or _AREA.fullmatch(e) for e in ends)


@dataclass(frozen=True, slots=True)
class Whole:
    """`whole` is the sum of `parts`; `remainder` are parts that print often drops (fuel cells)."""

    whole: str
    parts: tuple[str, ...]
    remainder: tuple[str, ...] = ()


WHOLES: tuple[Whole, ...] = (
    Whole("vehicle", ("passenger_car", "commercial_vehicle")),
    Whole("vehicle", ("nev", "ice")),
    Whole("nev", ("bev", "phev"), ("fcev",)),
    Whole("nev", ("nev_passenger", "nev_commercial")),
    Whole("passenger_car", ("nev_passenger", "ice_passenger")),
    Whole("commercial_vehicle", ("truck", "bus")),
)
"""Identity I1 over products, for one indicator."""

SALES_SPLIT = ("sales", ("domestic_sales", "exports"))
"""Identity I1 over indicators, for one product, where a publisher's sales include exports."""
