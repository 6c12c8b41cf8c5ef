"""Services on the road without a driver: the city's instrument, the permit, the national guide, what is excluded.

Rule: that "China allows driverless taxis" is never a provision. Every answer is city, district, holder and day: whether
a local instrument reaches a car with nobody on board, and whether a permit of a fitting stage covers the act.
"""

from pratique.facts import act, vehicle
from pratique.facts.cn import access, service
from pratique.facts.definition import legal
from pratique.law.clocks import during, in_force
from pratique.law.cn.permits.recorded import CITE, permit_covers
from pratique.law.cn.permits.tables import local_law
from pratique.law.permit import LocalLaw
from pratique.law.provision import (
    Confidence,
    Duty,
    Force,
    Provision,
    authorization,
    licence,
    prohibition,
    requirement,
)
from pratique.logic.author import all_of, any_of, none_of, term
from pratique.logic.nodes import Condition
from pratique.logic.truth import UNKNOWN

PILOT = "工信部联通装〔2023〕217号"
GUIDE = "MOT guide on automated-vehicle transport services"
RULES = "road test rules of 2018 and 2021"
"""Of MIIT, MPS and MOT: those of 12 April 2018, followed by 工信部联通装〔2021〕97号, whose first day is remembered (September 2021).

Both want the confirmation of the city, so that it changes nothing which of them applied on a day of 2021."""
FIRST_DAY = "2018-05-01"
"""The rules of 2018 are in force from this day (confirmed)."""
OPERATORS_PER_VEHICLE = 3
"""No fewer than one remote operator for three vehicles (MOT guide, confirmed)."""
_operates = act.kind.is_("operate_service")
nobody_on_board = service.on_board.is_("none")

guide_force = legal(
    "cn.permits.mot_guide_binds",
    ("soft", "binds"),
    "Whether the guide of the transport ministry bars a service that only a notice of the city allows.",
    usual="soft",
    cautious="binds",
    cite=GUIDE,
)
halt = legal(
    "cn.permits.halt_of_april_2026",
    ("as_reported", "no_such_order"),
    "Whether new permits were halted from 29 April 2026, as the press reported: no order was found, and no end of it.",
    usual="as_reported",
    cautious="as_reported",
    cite="press, 2026-04-29",
)
hangzhou_reach = legal(
    "cn.permits.hangzhou_reaches_ride_hailing",
    ("yes", "no"),
    "Whether the Hangzhou regulation lets a ride-hailing car run with nobody on board.",
    usual="no",
    cautious="no",
    cite="Hangzhou ICV Regulation",
)

elsewhere_reach = legal(
    "cn.permits.elsewhere_reaches_unmanned",
    ("yes", "no"),
    "Whether an instrument of a city that is not in the book reaches a car with nobody on board on the day.",
    usual="no",
    cautious="no",
    cite="local instruments",
)


def _in_force_there(rows: tuple[LocalLaw, ...]) -> Condition:
    return any_of(*(_reaches(row) for row in rows))


def _reaches(row: LocalLaw) -> Condition:
    there = all_of(service.city.is_(row.city), during(row.effective))
    if row.city == "shanghai":
        there = all_of(there, service.district.is_("pudong", "lingang"))
    return all_of(there, hangzhou_reach.is_("yes")) if row.reaches_unmanned is UNKNOWN else there


any_local_instrument = term(
    "a local instrument that reaches nobody on board",
    "local instruments",
    "A regulation or notice of that city is in force on the day and reaches a car with nobody on board.",
    any_of(_in_force_there(local_law()), all_of(service.city.is_("elsewhere"), elsewhere_reach.is_("yes"))),
)
local_regulation = term(
    "a local or special-zone regulation",
    "local instruments",
    "It authorises such services by regulation, so that the permit under it controls.",
    _in_force_there(tuple(row for row in local_law() if row.kind == "regulation")),
)

covering = authorization(
    f"{CITE} (held)",
    "A permit whose stage, area and hours cover the service.",
    when=permit_covers,
    text_verified=False,
    duties=(
        Duty(
            "insurance and monitoring",
            "Insurance, a monitoring platform, incident reports and a record of data.",
            CITE,
        ),
        Duty(
            "liability",
            "The owner or manager answers for violations and damage when nobody is on board, and then recovers.",
            CITE,
        ),
    ),
)

no_local_basis = prohibition(
    "no local instrument",
    "Where no instrument of the city reaches a car with nobody on board, there is no road right for it.",
    when=all_of(_operates, nobody_on_board, none_of(any_local_instrument)),
    clocks=in_force(FIRST_DAY),
    lifted_by=(covering,),
    text_verified=False,
)
admitted_with_driver = authorization(
    f"{PILOT} (use with a driver)",
    "A product that the pilot admitted, used by its user entity inside the approval with a driver in the seat, needs no permit of "
    "the city beside it.",
    when=all_of(
        access.consortium,
        access.product_access,
        access.user_entity,
        access.pilot_area,
        access.within_limits,
        access.insured,
        service.on_board.is_("driver_seat"),
    ),
    text_verified=False,
)
permit_needed = licence(
    CITE,
    "An automated service needs a permit of the city: a fare needs demonstration operation or a commercial stage, "
    "unpaid rides at least demonstration application.",
    when=all_of(_operates, any_of(nobody_on_board, vehicle.automation_level >= 3)),
    clocks=in_force(FIRST_DAY),
    lifted_by=(covering, admitted_with_driver),
    text_verified=False,
)
shenzhen = licence(
    "Shenzhen SEZ Regulation on ICV (paid carriage)",
    "The car must be in the national or the city's catalogue and registered, and paid carriage be licensed.",
    when=all_of(_operates, service.city.is_("shenzhen"), service.fare, vehicle.automation_level >= 3),
    clocks=in_force("2022-08-01"),
    lifted_by=(
        covering,
        authorization(
            "Shenzhen SEZ Regulation on ICV (licence)",
            "Listed, registered and licensed.",
            when=all_of(service.catalogue, service.transport_licence),
            text_verified=False,
        ),
    ),
    text_verified=False,
    note="A permit that covers the service counts as the licence; later amendments were not read.",
)
shenzhen_driver = prohibition(
    "Shenzhen SEZ Regulation on ICV (driver)",
    "A car of level 3 or 4 has a driver; only a fully automated one may go without, on sections that the police set.",
    when=all_of(_operates, service.city.is_("shenzhen"), nobody_on_board, vehicle.automation_level.between(3, 4)),
    clocks=in_force("2022-08-01"),
    lifted_by=(covering,),
    text_verified=False,
    note="Districts permit cars of level 4 with nobody on board all the same; a permit that covers that controls here.",
)
beijing_staff = requirement(
    "Beijing AV Regulation (pilots)",
    "A pilot of road application has safety staff and people who watch the platform.",
    when=all_of(
        _operates,
        service.city.is_("beijing"),
        service.stage.is_("road_application_pilot"),
        vehicle.automation_level >= 3,
    ),
    clocks=in_force("2025-04-01"),
    text_verified=False,
    duties=(
        Duty(
            "staff the pilot",
            "Have safety staff for the cars and monitors for the platform.",
            "Beijing AV Regulation",
        ),
    ),
)
beijing_excluded = prohibition(
    "Beijing AV Regulation (excluded uses)",
    "School buses and dangerous goods are excluded.",
    when=all_of(
        _operates,
        service.city.is_("beijing"),
        service.kind.is_("school_bus", "dangerous_goods"),
        vehicle.automation_level >= 3,
    ),
    clocks=in_force("2025-04-01"),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
)

# --- the national guide ------------------------------------------------------------------------------------

against_the_guide = term(
    "against the guide",
    GUIDE,
    "Bus or coach without a person; a taxi of level 3 or 4 without one; a taxi of level 5 without consent, or with more than three "
    "vehicles to a remote operator; dangerous goods.",
    any_of(
        all_of(service.kind.is_("bus", "coach", "school_bus"), nobody_on_board),
        all_of(service.kind.is_("taxi"), nobody_on_board, vehicle.automation_level.between(3, 4)),
        all_of(
            service.kind.is_("taxi"),
            nobody_on_board,
            vehicle.automation_level.equals(5),
            any_of(
                none_of(service.city_consent),
                service.remote_ratio.is_none(),
                service.remote_ratio > OPERATORS_PER_VEHICLE,
            ),
        ),
        all_of(service.kind.is_("dangerous_goods"), vehicle.automation_level >= 3),
    ),
)
_GUIDE_CLOCKS = in_force("2023-12-05", published="2023-12-05")
guide = prohibition(
    GUIDE,
    "The guide wants a person on board for levels 3 and 4; where only a notice of the city says otherwise, it may prevail.",
    when=all_of(_operates, against_the_guide, none_of(local_regulation), guide_force.is_("binds")),
    clocks=_GUIDE_CLOCKS,
    force=Force.GUIDANCE,
    text_verified=False,
)
tension = requirement(
    f"{GUIDE} (tension)",
    "A local regulation controls although the national guide wants a person on board.",
    when=all_of(_operates, against_the_guide, local_regulation),
    clocks=_GUIDE_CLOCKS,
    duties=(
        Duty(
            "note the tension",
            "Keep the local permit at hand: the national guide, which is soft, says otherwise.",
            GUIDE,
        ),
    ),
    force=Force.GUIDANCE,
    text_verified=False,
)
freeze = prohibition(
    "reported halt of new permits (press, 2026-04-29)",
    "The press reported that new permits were halted after a stoppage in Wuhan; existing services went on.",
    when=all_of(_operates, service.new_permit, halt.is_("as_reported")),
    clocks=in_force("2026-04-29"),
    force=Force.PRESS,
    text_verified=False,
)

road_test = licence(
    f"{RULES} (road test)",
    "A vehicle without approval is tested on a road only under the confirmation of the city.",
    when=all_of(act.kind.is_("road_test"), vehicle.automation_level >= 3),
    clocks=in_force(FIRST_DAY),
    lifted_by=(
        authorization(
            "confirmation of the city",
            "A permit of the city of any stage is valid on the day.",
            when=all_of(service.held, none_of(service.stage.is_("none")), service.inside_area),
            text_verified=False,
            duties=(
                Duty(
                    "insurance and monitoring",
                    "Insurance, a monitoring platform, incident reports and a record of data.",
                    CITE,
                ),
            ),
        ),
    ),
    text_verified=False,
)

PROVISIONS: tuple[Provision, ...] = (
    no_local_basis,
    permit_needed,
    shenzhen,
    shenzhen_driver,
    beijing_staff,
    beijing_excluded,
    guide,
    tension,
    freeze,
    road_test,
)
