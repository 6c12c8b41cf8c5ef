"""Japan: approval of the type for cyber security, software updates and automated lane keeping (UN R155, R156, R157).

Rule: that Japan asks for the UN regulations is reported twice; from which days is reported once and remembered, so the
days are a legal fact. No test of origin or of ownership was found.
"""

from datetime import date

from pratique.facts import trade, vehicle
from pratique.facts.definition import legal
from pratique.law.clocks import during, in_force
from pratique.law.entry import car, of_market, road_vehicle
from pratique.law.eu.approval import lane_keeping_held
from pratique.law.instrument import Coverage, Event, Link
from pratique.law.provision import Confidence, Provision, authorization, licence
from pratique.logic.author import all_of, any_of, term
from pratique.logic.nodes import Condition

STANDARDS = "Safety standards under the Road Transport Vehicle Act"
NEW_TYPES, ALL_CARS = "2022-07-01", "2024-07-01"
"""New types from the first, every new car from the second, by the month as reported."""

days = legal(
    "jp.security_approval_days",
    ("as_reported", "otherwise"),
    "Whether Japan asks for cyber-security and update approval of new types since July 2022 and of all new cars since "
    "July 2024, as one source reports; which cars without updates over the air follow later was not read.",
    usual="as_reported",
    cautious="as_reported",
    cite=STANDARDS,
)
bound = term(
    "bound by the phase of its type (Japan)",
    STANDARDS,
    "Any new car since July 2024; before, one whose type was first approved since July 2022.",
    any_of(during(ALL_CARS), trade.type_first_approved >= NEW_TYPES, trade.type_first_approved.is_none()),
)


def _asked(number: str, what: str, held: Condition, when: Condition) -> Provision:
    return licence(
        f"{STANDARDS}: {number}",
        what,
        clocks=in_force(NEW_TYPES),
        when=when,
        lifted_by=(authorization(f"{number} (Japan)", "The type is approved.", when=held),),
        confidence=Confidence.SINGLE_SOURCE,
        text_verified=False,
    )


_new = all_of(vehicle.new, road_vehicle, bound, days.is_("as_reported"))
APPROVAL = of_market(
    "jp.type_approval",
    "Type approval: cyber security, updates, lane keeping",
    STANDARDS,
    "Ministry of Land, Infrastructure, Transport and Tourism",
    scope=road_vehicle,
    seen_until="2026-11-28",
    provisions=(
        _asked(
            "UN R155", "A new car has a type approved for cyber security.", trade.approvals.meets("un_r155"), _new
        ),
        _asked(
            "UN R156", "A new car has a type approved for software updates.", trade.approvals.meets("un_r156"), _new
        ),
        _asked(
            "UN R157",
            "Lane keeping by the car at level 3 needs an approval of its own.",
            lane_keeping_held,
            all_of(car, vehicle.new, vehicle.automation_level.equals(3), days.is_("as_reported")),
        ),
    ),
    coverage=(
        Coverage(
            "UN R155, R156, R157",
            "encoded",
            "As approvals held, on days that are a legal fact; new types and existing ones.",
        ),
        Coverage(
            "UN R171", "not modelled", "That Japan applies it is remembered (1958 Agreement); no day was found."
        ),
        Coverage(
            "type designation of the whole vehicle",
            "not modelled",
            "Designation, preferential handling of few units, and inspection were not read.",
        ),
        Coverage(
            "level-4 permits under the Road Traffic Act",
            "not modelled",
            "Since April 2023 for a specified automated operation; asked of who runs it.",
        ),
        Coverage(
            "changes by software to cars in use",
            "not modelled",
            "A permit of its own; foreign certificates are not accepted for it, says an association of importers.",
        ),
    ),
    sources=(
        Link(
            "European Business Council in Japan: safety standards",
            "https://ebc-jp.com/digital-white-paper/issues/industry/automobile/safety-standards-standards-for-automated-driving/",
        ),
        Link(
            "R155 from July 2022 and July 2024",
            "https://www.automotiveworld.com/articles/does-the-us-approach-to-cyber-security-make-wp-29-redundant/",
        ),
        Link(
            "Nagashima Ohno & Tsunematsu on level 4", "https://www.noandt.com/en/publications/publication20221215-2/"
        ),
    ),
    events=(
        Event(
            date(2023, 4, 1), "Permits for a specified automated operation begin (Road Traffic Act).", "single source"
        ),
    ),
)
INSTRUMENT = APPROVAL
