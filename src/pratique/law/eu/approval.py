"""Approval of the type (Reg. 2018/858, 2019/2144), cyber security and updates (UN R155, R156), automated driving.

None of these asks where a car comes from or who owns its maker. Cyber security and updates bind new types two years
before all cars: whether a type is new is the day of its first approval.
"""

from pratique.facts import trade, vehicle
from pratique.law.clocks import during, in_force
from pratique.law.entry import before_the_book, car, of_market, road_vehicle
from pratique.law.eu import coverage
from pratique.law.provision import Confidence, authorization, exemption, licence, prohibition
from pratique.logic.author import all_of, any_of, none_of, term

SMALL_SERIES = 1500
"""Registrations a type and year in the whole Union (Impl. Reg. 2026/481, recital 1)."""
DRIVERLESS_LEVEL = 4

whole_vehicle = licence(
    "Reg. (EU) 2018/858",
    "A new vehicle enters the market only with a whole-vehicle type approval and a representative in the Union.",
    clocks=in_force("2020-09-01", published="2018-06-14"),
    when=all_of(vehicle.new, road_vehicle),
    lifted_by=(
        authorization(
            "Reg. (EU) 2018/858, Art. 6", "The type is approved.", when=trade.approvals.meets("whole_vehicle")
        ),
    ),
    confidence=Confidence.MEMORY,
    text_verified=False,
)
NEW_TYPES, ALL_CARS = "2022-07-06", "2024-07-07"
"""From the first day no new type, from the second no new car without approval (Annex II, D4, letter B; read)."""
bound = term(
    "bound by the phase of its type",
    "Reg. (EU) 2019/2144, Annex II",
    "Any new car since 7 July 2024; before, one whose type was first approved since 6 July 2022.",
    any_of(during(ALL_CARS), trade.type_first_approved >= NEW_TYPES, trade.type_first_approved.is_none()),
)
cyber_security = licence(
    "UN R155 with Reg. (EU) 2019/2144, Annex II",
    "Every new car registered has a type approved for cyber security, under a certified management system; a new type since 2022.",
    clocks=in_force(NEW_TYPES),
    when=all_of(vehicle.new, road_vehicle, bound),
    lifted_by=(authorization("UN R155", "The type is approved.", when=trade.approvals.meets("un_r155")),),
)
updates = licence(
    "UN R156, software updates",
    "Every new car registered has a type approved for software updates, under a certified management system.",
    clocks=in_force(NEW_TYPES),
    when=all_of(vehicle.new, road_vehicle, bound),
    lifted_by=(authorization("UN R156", "The type is approved.", when=trade.approvals.meets("un_r156")),),
    confidence=Confidence.MEMORY,
    text_verified=False,
    note="No row of Annex II to Reg. (EU) 2019/2144 that was read (sections D to F) names it; that it binds on the days of R155 is remembered.",
)
LOW_SPEED, HIGH_SPEED = 60, 130
"""Ceilings of UN R157 in km/h: as first adopted, and from its 01 series (two sources)."""
lane_keeping_held = any_of(
    all_of(trade.approvals.meets("un_r157", "un_r157_01"), vehicle.automated_speed <= LOW_SPEED),
    all_of(trade.approvals.meets("un_r157_01"), vehicle.automated_speed <= HIGH_SPEED),
)
lane_keeping = licence(
    "UN R157",
    "Lane keeping by the car at level 3 needs an approval of its own, up to 60 km/h or, from the 01 series, 130 km/h.",
    clocks=in_force("2021-01-22"),
    when=all_of(car, vehicle.automation_level.equals(3)),
    lifted_by=(authorization("UN R157 approval", "The system is approved for its speed.", when=lane_keeping_held),),
    confidence=Confidence.MEMORY,
    text_verified=False,
)
assistance = licence(
    "UN R171",
    "A system that keeps steering and speed for a driver who goes on driving (level 2) needs an approval of its own.",
    clocks=in_force("2024-09-22"),
    when=all_of(car, vehicle.new, vehicle.automation_level.equals(2)),
    lifted_by=(
        authorization("UN R171 approval", "The system is approved.", when=trade.approvals.meets("un_r171")),
        authorization(
            "UN R79 (steering)",
            "The system is of a kind that the steering regulation already approves.",
            when=trade.approvals.meets("whole_vehicle"),
            confidence=Confidence.MEMORY,
            text_verified=False,
        ),
    ),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
    note="One report has the first day on 30 September 2024. The 01 series of September 2025 (manoeuvres that the system begins) is not told apart.",
)
automated = licence(
    "Impl. Reg. (EU) 2022/1426",
    "A fully automated vehicle needs the approval of its automated driving system.",
    clocks=in_force("2022-09-15"),
    when=all_of(road_vehicle, vehicle.automation_level >= DRIVERLESS_LEVEL),
    lifted_by=(authorization("Impl. Reg. (EU) 2022/1426 approval", "Approved.", when=trade.approvals.meets("ads")),),
    note="In force on the twentieth day after 26 August 2022 (read).",
)
small_series = prohibition(
    "small series of fully automated types (Art. 41, Annex V)",
    "No more than 1,500 vehicles of a fully automated type are registered in a year, whole Union; valet parking apart.",
    clocks=in_force("2022-09-15"),
    when=all_of(
        road_vehicle,
        vehicle.automation_level >= DRIVERLESS_LEVEL,
        none_of(trade.registrations_this_year < SMALL_SERIES),
    ),
    lifted_by=(
        exemption(
            "Impl. Reg. (EU) 2026/481",
            "Automated valet parking is approved without a limit of number.",
            when=all_of(trade.valet_parking_only, during("2026-03-24")),
        ),
    ),
    text_verified=False,
    note="1,500 a type and year stands in recital 1 of Impl. Reg. (EU) 2026/481; Annex V itself was not read.",
)

earlier = before_the_book("eu.type_approval", "Reg. (EU) 2018/858", "2020-09-01", all_of(vehicle.new, road_vehicle))

APPROVAL = of_market(
    "eu.type_approval",
    "Type approval of vehicles and of automated driving",
    "Reg. (EU) 2018/858, 2019/2144",
    "European Union",
    scope=road_vehicle,
    provisions=(earlier, whole_vehicle, cyber_security, updates, assistance, lane_keeping, automated, small_series),
    seen_until="2026-07-06",
    coverage=coverage.APPROVAL,
    sources=coverage.TYPE_APPROVAL,
    events=coverage.SECURITY,
)
