"""The vehicle."""

from pratique.facts.definition import measure, number, stated, truth
from pratique.facts.kinds import CASE

mechanical_power = truth(
    "vehicle.mechanical_power",
    CASE,
    "Driven or drawn by mechanical power.",
    "vehicle maker",
    "certification label, vehicle specification",
)
public_road = truth(
    "vehicle.primarily_public_road",
    CASE,
    "Made primarily for use on public streets, roads and highways.",
    "vehicle maker",
    "certification label, type approval",
)
rail_only = truth(
    "vehicle.rail_only",
    CASE,
    "Operated only on a rail line.",
    "vehicle maker",
    "certification label, vehicle specification",
)
gvwr_lb = measure(
    "vehicle.gvwr_lb",
    CASE,
    "lb",
    "Gross vehicle weight rating in pounds.",
    "vehicle maker",
    "certification label",
    "redesign",
)
gvwr_kg = measure(
    "vehicle.gvwr_kg",
    CASE,
    "kg",
    "Gross vehicle weight rating in kilograms.",
    "vehicle maker",
    "certification label",
    "redesign",
)
networked = truth(
    "vehicle.networked_hardware_with_software",
    CASE,
    "Integrates onboard networked hardware with automotive software.",
    "vehicle maker",
    "architecture document",
)
wireless = truth(
    "vehicle.communicates_wirelessly",
    CASE,
    "Communicates by DSRC, cellular, satellite or other wireless with another network or device.",
    "vehicle maker",
    "architecture document",
    "redesign",
)
completed = truth(
    "vehicle.completed",
    CASE,
    "Needs no further manufacturing operation to perform its function.",
    "vehicle maker",
    "certification label",
)
CERTIFIED_TYPES = (
    "passenger_car",
    "multipurpose_passenger_vehicle",
    "truck",
    "bus",
    "motorcycle",
    "low_speed_vehicle",
    "trailer",
)
"""Types of completed motor vehicles (49 CFR 571.3); an incomplete vehicle carries another label (49 CFR 567.5)."""
certified_type = stated(
    "vehicle.certified_type",
    CASE,
    (*CERTIFIED_TYPES, "no_such_label"),
    "The type that the label which certifies the completed vehicle under 49 CFR part 567 states, or that it has no such label.",
    "vehicle maker",
    "certification label",
)
new = truth("vehicle.new", CASE, "Not sold to a first owner before.", "you", "title papers")
model_year = number(
    "vehicle.model_year",
    CASE,
    "",
    "The model year that designates the vehicle, not the year it is built.",
    "vehicle maker",
    "VIN, certification label",
    "date",
    whole=True,
    low=1980,
    high=2200,
)
automated_speed = number(
    "vehicle.automated_speed_kmh",
    CASE,
    "km/h",
    "The highest speed at which a feature of level 3 or higher drives; none if there is no such feature.",
    "vehicle maker",
    "item definition, software configuration",
    "redesign",
    may_be_none=True,
    low=0,
)
automation_level = number(
    "vehicle.automation_level",
    CASE,
    "SAE level",
    "The highest level of driving automation of its features, as designed.",
    "vehicle maker",
    "item definition, safety case",
    "redesign",
    whole=True,
    low=0,
    high=5,
)
