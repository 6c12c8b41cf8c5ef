"""United Kingdom: customs duty on cars, buses and goods vehicles, and the permit for passenger services without a driver.

Rule: there is no countervailing case and no test of ownership; the permit is asked of who runs a service, never of a
car that enters.
"""

from datetime import date

from pratique.facts import act, trade, vehicle
from pratique.facts.cn import service
from pratique.facts.definition import legal
from pratique.facts.kinds import CASE
from pratique.facts.unions import EU
from pratique.law.clocks import during, in_force
from pratique.law.entry import bus, by_agreement, car, enters, goods_vehicle, of_market
from pratique.law.instrument import Coverage, Instrument, Link
from pratique.law.provision import authorization, licence
from pratique.law.rate import Layer, Schedule, rows_of, table
from pratique.logic.author import all_of, any_of, none_of
from pratique.logic.relations import contradicts, look_again

DRIVERLESS_LEVEL = 4
PARTNERS = (*EU, "JP", "KR", "CA", "MX", "AU", "NZ", "TR", "CH", "NO")
preferred = by_agreement(*PARTNERS)
customs = Layer(
    "gb.mfn",
    "gb.customs_tariff",
    "most-favoured-nation duty",
    "Ordinary customs duty on cars, buses and goods vehicles.",
    when=enters("GB"),
    keys={
        "car": all_of(car, none_of(preferred)),
        "agreement": all_of(car, preferred),
        "electric": all_of(trade.heading.is_("870240", "870460"), none_of(preferred)),
        "bus_by_engine": all_of(trade.heading.is_("870210", "870220"), none_of(preferred)),
        "goods": all_of(trade.heading.is_("870421", "870422", "870431"), none_of(preferred)),
    },
    rows=rows_of(table("pratique.law.gb", seen_until="2026-06-30"), "gb.mfn"),
    is_base=True,
)
CUSTOMS = of_market(
    "gb.customs_tariff", "UK Global Tariff: cars, buses and goods vehicles", "UK Global Tariff", "HM Treasury", layers=(customs,),
    scope=any_of(car, bus, goods_vehicle),
    coverage=(
        Coverage("UK Global Tariff, 8703", "encoded", "10; agreements at 0 from memory."),
        Coverage("UK Global Tariff, 8702 10, 20, 40; 8704 21, 22, 31, 60", "encoded", "As a trade site republished the tariff on 2026-02-22; other lines and agreements stay open."),
        Coverage("Electric Car Grant", "not modelled", "Criteria that in effect exclude assembly in China; an incentive, no entry rule."),
        Coverage("UK.MOD", "not modelled", "Site rule."),
        Coverage("admission of cars of China", "procedural", "No import limit: site rules only, no countervailing case (law file, sections 9 and 12)."),
    ),
    sources=(Link("UK Integrated Online Tariff", "https://www.trade-tariff.service.gov.uk/headings/8703"),),
)  # fmt: skip
begun = legal(
    "gb.passenger_permits_begun",
    ("yes", "no"),
    "Whether permits for passenger services without a driver were already asked for: the regulations came in spring 2026, on a day that was not established.",
    usual="yes",
    cautious="yes",
    cite="Automated Vehicles Act 2024, Part 5",
)
SERVICE = act.kind.is_("commercial_service", "operate_service")
passenger_permit = licence(
    "Automated Vehicles Act 2024, Part 5",
    "A passenger service with no driver runs under a permit, to which the licensing authority of the place consents.",
    clocks=in_force("2026-03-01", published="2024-05-20"),
    when=all_of(
        vehicle.automation_level >= DRIVERLESS_LEVEL,
        any_of(during("2026-07-01"), begun.is_("yes")),
    ),
    lifted_by=(
        authorization(
            "Automated Vehicles Act 2024, Part 5, permit",
            "The permit is held, with that consent.",
            when=trade.approvals.meets("passenger_service_permit"),
            text_verified=False,
        ),
    ),
    text_verified=False,
)
PASSENGER = Instrument(
    id="gb.passenger_permits",
    title="Permits for automated passenger services",
    cite="Automated Vehicles Act 2024, Part 5",
    issuer="Parliament of the United Kingdom",
    jurisdiction="GB",
    reach=all_of(act.into.is_("GB"), SERVICE),
    scope={CASE: vehicle.automation_level >= DRIVERLESS_LEVEL},
    provisions=(passenger_permit,),
    checked_on=date(2026, 6, 30),
    published=date(2024, 5, 20),
    coverage=(
        Coverage(
            "Part 5", "encoded", "Since spring 2026; the first day is a legal fact between 1 March and 30 June 2026."
        ),
        Coverage(
            "rest of the Act",
            "not modelled",
            "Authorisation, user in charge, operators: planned for the second half of 2027.",
        ),
        Coverage(
            "AEVA 2018 s. 1; RTA 1988 s. 44",
            "not modelled",
            "Listing and vehicle special orders, which pilots also need.",
        ),
    ),
    sources=(Link("Automated Vehicles Act 2024", "https://www.legislation.gov.uk/ukpga/2024/10/contents"),),
    relations=(
        contradicts(
            "gb.passenger_permits.nobody_drives",
            "Automated Vehicles Act 2024, Part 5",
            "Nobody is on board, and the vehicle needs somebody who drives or stands by.",
            per=CASE,
            when=service.on_board.is_("none"),
            then=vehicle.automation_level < DRIVERLESS_LEVEL,
        ),
        look_again(
            "gb.passenger_permits.permit_with_a_driver",
            "Automated Vehicles Act 2024, Part 5",
            "A permit for a service without a driver is held, and the vehicle needs one.",
            per=CASE,
            when=trade.approvals.meets("passenger_service_permit"),
            then=vehicle.automation_level < DRIVERLESS_LEVEL,
        ),
    ),
)
BY_NAME = {CUSTOMS.id: CUSTOMS, PASSENGER.id: PASSENGER}
SCHEDULES = {"GB": Schedule("GB", "United Kingdom", (customs,))}
