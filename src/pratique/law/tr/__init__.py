"""Türkiye: customs duty, the additional duty on cars from China, the additional fiscal liability, the import permit.

Rule: each duty is the larger of a percentage and a minimum in dollars a car. Whether the duty on China outlived the
liability of Decision 10436 is not settled by anything that could be read, so both sums stand until counsel says.
"""

from datetime import date

from pratique.facts import trade
from pratique.facts.definition import legal
from pratique.facts.powertrain import powertrain
from pratique.facts.unions import EFTA, EU
from pratique.law.clocks import in_force
from pratique.law.entry import by_agreement, car, enters, from_china, of_market, plug_in_hybrid
from pratique.law.instrument import Coverage, Link
from pratique.law.provision import authorization, licence
from pratique.law.rate import Layer, Schedule, rows_of, table
from pratique.logic.author import all_of, any_of, none_of

ROWS = table("pratique.law.tr", seen_until="2025-11-21")
PARTNERS = (*EU, *EFTA, "GB", "KR", "MY", "SG", "GE", "BA", "RS", "MA", "TN", "EG")
"""The Union and partners of free-trade agreements (the list is from memory)."""
preferred = any_of(trade.preference.is_("a_tr"), by_agreement(*PARTNERS))
survives = legal(
    "tr.china_duty_after_decision_10436",
    ("kept", "replaced"),
    "Whether the additional duty of 40 on cars from China still applies beside the liability of Decision 10436.",
    usual="kept",
    cautious="kept",
    cite="Decision 10436, OG 2025-09-22",
)
battery_car = all_of(car, powertrain.is_("BEV"))
engine_car = all_of(car, powertrain.is_("ICE", "HEV", "PHEV", "EREV"))

customs = Layer(
    "tr.mfn",
    "tr.customs_tariff",
    "customs duty",
    "Ordinary customs duty on cars.",
    when=enters("TR"),
    keys={"car": all_of(car, none_of(preferred)), "agreement": all_of(car, preferred)},
    rows=rows_of(ROWS, "tr.mfn"),
    is_base=True,
)
china = Layer(
    "tr.china",
    "tr.additional_duty",
    "additional duty on China",
    "Additional duty on cars of Chinese origin.",
    when=all_of(enters("TR"), from_china, none_of(trade.investment_certificate)),
    keys={
        "battery_car": battery_car,
        "engine_car": engine_car,
        "after_battery_car": all_of(battery_car, survives.is_("kept")),
        "after_engine_car": all_of(engine_car, survives.is_("kept")),
    },
    rows=rows_of(ROWS, "tr.china"),
    value=trade.customs_value_usd,
)
liability = Layer(
    "tr.liability",
    "tr.additional_duty",
    "additional fiscal liability",
    "Liability on cars of all origins outside the Union and the free-trade partners.",
    when=all_of(enters("TR"), car, none_of(preferred), none_of(trade.investment_certificate)),
    keys={
        "engine_or_hybrid": powertrain.is_("ICE", "HEV"),
        "plug_in": plug_in_hybrid,
        "battery_car": powertrain.is_("BEV"),
    },
    rows=rows_of(ROWS, "tr.liability"),
    value=trade.customs_value_usd,
)

lifted = (
    authorization(
        "Communiqué OG 2023-11-29, permit",
        "The permit is held, on at least 20 authorised service points in seven regions with trained staff, a call centre, "
        "a resident representative and battery tracking.",
        when=all_of(trade.permit_held, trade.service_network_meets),
    ),
)
permit = licence(
    "Communiqué OG 2023-11-29",
    "A battery car enters only with an import permit, which asks for a service network.",
    clocks=in_force("2023-12-29", published="2023-11-29"),
    when=all_of(battery_car, none_of(preferred)),
    lifted_by=lifted,
    text_verified=False,
    note="That origins with a preference need no permit is not confirmed.",
)
hybrid_permit = licence(
    "Communiqué OG 2023-11-29 as amended 2024-09-20",
    "A plug-in hybrid enters only with an import permit, which asks for a service network.",
    clocks=in_force("2024-10-20", published="2024-09-20"),
    when=all_of(car, plug_in_hybrid, none_of(preferred)),
    lifted_by=lifted,
    text_verified=False,
)

CUSTOMS = of_market(
    "tr.customs_tariff",
    "Import regime: customs duty on cars",
    "Import regime of Türkiye",
    "Presidency of Türkiye",
    layers=(customs,),
    scope=car,
    coverage=(Coverage("8703", "encoded", "10; with A.TR or origin of a partner nothing."),),
    sources=(Link("Ministry of Trade, import regime (not read)", "https://www.trade.gov.tr"),),
)
ADDITIONAL = of_market(
    "tr.additional_duty", "Additional duties on cars", "Decisions of 2023, 8639 and 10436", "Presidency of Türkiye",
    layers=(china, liability), scope=car, published=date(2023, 3, 1),
    coverage=(
        Coverage("Decision of March 2023", "encoded", "40 on battery cars of China; the day is from memory."),
        Coverage("Decision 8639", "encoded", "40, at least 7,000 dollars; sources differ by a day."),
        Coverage("Decision 10436", "encoded", "25, 30, 30 with minimums; whether the 40 survives is a legal fact: one alert is headed that the duties on China are gone, one paper says that the burden on Chinese electric cars rose."),
        Coverage("Decision 10435", "procedural", "Lifted 60 on cars of the United States."),
        Coverage("investment certificates", "encoded", "Exempt, two sources."),
    ),
    sources=(
        Link("Official Gazette of 22 September 2025, no. 33025 (not read)", "https://www.resmigazete.gov.tr/eskiler/2025/09/20250922.htm"),
        Link("EY, Global Tax Alert 2025-1957", "https://taxnews.ey.com/news/2025-1957-turkiye-removes-additional-tariffs-on-us-china-and-introduces-new-blanket-tariffs-for-motor-cars"),
        Link("Ministry of Trade as reported: applied 60 days after 22 September 2025", "https://www.dunya.com/ekonomi/ticaret-bakanligi-duyurdu-otomobil-ithalatina-ek-vergi-geliyor-haberi-795064"),
        Link("Decision 8639 as reported", "https://www.proventus.com.tr/cin-menseli-araclara-%40-ilave-gumruk-vergisi-getirildi/"),
    ),
)  # fmt: skip
PERMIT = of_market(
    "tr.ev_import_permit",
    "Import permit for electric vehicles",
    "Communiqué OG 2023-11-29",
    "Ministry of Trade, Türkiye",
    provisions=(permit, hybrid_permit),
    scope=car,
    published=date(2023, 11, 29),
    seen_until="2025-11-21",
    coverage=(Coverage("Communiqué OG 2023-11-29", "encoded", "As one fact on the network and one on the permit."),),
    sources=(
        Link(
            "Official Gazette of 29 November 2023 (not read)",
            "https://www.resmigazete.gov.tr/eskiler/2023/11/20231129.htm",
        ),
    ),
)
BY_NAME = {each.id: each for each in (CUSTOMS, ADDITIONAL, PERMIT)}
SCHEDULES = {"TR": Schedule("TR", "Türkiye", (customs, china, liability))}
