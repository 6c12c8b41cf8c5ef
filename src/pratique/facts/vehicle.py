"""The vehicle."""

from pratique.facts.definition import measure, number, truth
from pratique.facts.kinds import CASE

mechanical_power = truth(
    "vehicle.mechanical_power", CASE, "Driven or drawn by mechanical power.", "vehicle maker", "vehicle specification"
)
public_road = truth(
    "vehicle.primarily_public_road",
    CASE,
    "Made primarily for use on public streets, roads and highways.",
    "vehicle maker",
    "type approval",
)
rail_only = truth(
    "vehicle.rail_only", CASE, "Operated only on a rail line.", "vehicle maker", "vehicle specification"
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
