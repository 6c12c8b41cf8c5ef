"""Licences for cars that leave China: battery cars from 2026, the others before, and cars that were registered.

Rule: battery-only is one test and new-energy another: a range extender is no battery car, but it was licensed before.
The day of the customs declaration counts until a text says otherwise.
"""

from pratique.facts import act, gaps, powertrain
from pratique.facts.cn import export as car
from pratique.facts.definition import legal
from pratique.law.clocks import during, in_force
from pratique.law.provision import Duty, authorization, exemption, known_gap, licence, prohibition
from pratique.logic.author import all_of, any_of, none_of, term

CITE = "Announcement No. 54 of 2025 (MOFCOM, MIIT, GACC, SAMR)"
USED = "商贸函〔2025〕648号"
OLDER = "商产发〔2012〕318号"
FIRST = "商产发〔2006〕629号"
FIRST_DAY = "2006-12-31"
"""The circular of 2006 put whole vehicles under export licence from its issue (single source); that of 2012 follows it."""
SERVICE_DAYS = 180
"""An application no more than so many days after registration needs the maker's confirmation (confirmed)."""

older_start = legal(
    "cn.export.older_licence_from",
    ("before_the_act", "later"),
    "Whether hybrids, plug-in and range-extended cars were under export licence on a day before 26 September 2025, when the announcement says "
    "they were; cars with petrol or diesel alone were since the circular of 2006.",
    usual="before_the_act",
    cautious="before_the_act",
    cite=OLDER,
)

fuel_cell_cars = legal(
    "cn.export.fuel_cell_cars",
    ("licensed", "free"),
    "Whether a fuel-cell passenger car leaves China under licence: only a motor drives it, its code is another than the one that "
    "Announcement No. 54 refers to, and the older circulars were not read for it.",
    usual="licensed",
    cautious="licensed",
    cite=OLDER,
)

_exports = all_of(act.kind.is_("export"), act.out_of.is_("CN"))
battery_car = term(
    "battery passenger car",
    CITE,
    "Carries people, has only a drive motor, and has a vehicle identification number (code 8703801090).",
    all_of(powertrain.powertrain.is_(*powertrain.BATTERY_ONLY), car.passenger, car.has_vin),
)
engine_car = term(
    "passenger car with an engine",
    OLDER,
    "Carries people with petrol or diesel, as a hybrid, plug-in or range-extended car.",
    all_of(powertrain.powertrain.is_("ICE", "HEV", "PHEV", "EREV"), car.passenger),
)
held = authorization(
    f"{CITE} (licence)",
    "A licence is held by a maker on the announcement with certification, or an exporter it authorised.",
    when=all_of(car.licence, car.qualified),
    text_verified=False,
    duties=(Duty("same entries", "Brand, model and registration on the licence match the certificate.", USED),),
)

battery_cars = licence(
    CITE,
    "A battery passenger car with a vehicle identification number leaves China only under licence.",
    when=all_of(_exports, battery_car),
    clocks=in_force("2026-01-01", published="2025-09-26"),
    lifted_by=(held,),
    text_verified=False,
)
engine_cars = licence(
    OLDER,
    "Cars with an engine, plug-in and range-extended ones included, were under licence before.",
    when=all_of(
        _exports,
        engine_car,
        any_of(
            powertrain.powertrain.is_("ICE"),
            during("2025-09-26"),
            all_of(during(None, "2025-09-26"), older_start.is_("before_the_act")),
        ),
    ),
    clocks=in_force(FIRST_DAY, published=FIRST_DAY),
    lifted_by=(held,),
    text_verified=False,
    note="Whole vehicles since the circular of 2006 (one source); that plug-in and range-extended cars were licensed is said in 2025.",
)
confirmed = exemption(
    f"{USED} (confirmation)",
    "The maker confirmed after-sales service at the destination.",
    when=car.confirmation,
    text_verified=False,
)
transferred = exemption(
    f"{USED} (transition)",
    "Registered for transfer to export before 1 January 2026.",
    when=car.transferred_before,
    text_verified=False,
)
used_cars = prohibition(
    USED,
    "No licence for a car that is exported within 180 days of its registration without the maker's confirmation of service.",
    when=all_of(_exports, car.passenger, car.used, (car.applied_on - car.registered_on) <= SERVICE_DAYS),
    clocks=in_force("2026-01-01", published="2025-11-14"),
    lifted_by=(confirmed, transferred),
    text_verified=False,
)
fuel_cells = licence(
    f"{OLDER} (fuel-cell cars)",
    "A fuel-cell passenger car, as far as it is under licence.",
    when=all_of(_exports, powertrain.powertrain.is_("FCEV"), car.passenger, fuel_cell_cars.is_("licensed")),
    clocks=in_force("2026-01-01", published="2025-09-26"),
    lifted_by=(held,),
    text_verified=False,
)
goods_vehicles = known_gap(
    f"{OLDER} (other vehicles)",
    "buses, lorries and other whole vehicles are under licence beside passenger cars.",
    answer=gaps.licence_of_other_vehicles,
    clocks=in_force(FIRST_DAY, published=FIRST_DAY),
    when=all_of(_exports, act.concerns_vehicle, none_of(car.passenger)),
)
PROVISIONS = (battery_cars, engine_cars, fuel_cells, goods_vehicles, used_cars)
