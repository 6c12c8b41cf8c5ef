"""Canada: customs duty, the surtax on electric vehicles from China, and the permit and quota that took its place.

Rule: from 1 March 2026 an electric or hybrid vehicle of Chinese origin is released only under a permit, at the
ordinary rate; without one it does not enter at all, whatever would be paid.
"""

from datetime import date

from pratique.facts import act, trade
from pratique.law.clocks import in_force
from pratique.law.entry import by_agreement, car, enters, from_china, of_market
from pratique.law.instrument import Coverage, Event, Link
from pratique.law.provision import Confidence, Duty, authorization, licence
from pratique.law.rate import Layer, Schedule, rows_of, table
from pratique.logic.author import all_of, none_of, term

ROWS = table("pratique.law.ca", seen_until="2026-06-01")
AGREEMENT = (
    "US", "MX", "GB", "JP", "KR", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
SCHEDULE_1 = (
    "870220",
    "870230",
    "870240",
    "870290",
    *trade.HYBRID_CARS,
    *trade.PLUG_IN_CARS,
    trade.BATTERY_CAR,
    trade.OTHER_CAR,
    "870441",
    "870442",
    "870443",
    "870451",
    "870452",
    "870460",
    "870490",
)

listed_from_china = term(
    "listed vehicle from China",
    "SOR/2024-187, Schedule 1",
    "Electric, plug-in and plain hybrid vehicles of Chinese origin by the marking test for other countries.",
    all_of(from_china, trade.heading.is_(*SCHEDULE_1)),
)

mfn = Layer(
    "ca.mfn",
    "ca.customs_tariff",
    "most-favoured-nation duty",
    "Ordinary customs duty on cars.",
    when=enters("CA"),
    keys={
        "car": all_of(car, none_of(by_agreement(*AGREEMENT))),
        "agreement": all_of(car, by_agreement(*AGREEMENT)),
    },
    rows=rows_of(ROWS, "ca.mfn"),
    is_base=True,
)
surtax = Layer(
    "ca.surtax",
    "ca.surtax",
    "surtax on vehicles from China",
    "A surtax of the value for duty, personal imports too.",
    when=all_of(
        enters("CA"),
        listed_from_china,
        none_of(trade.final_leg_shipped < "2024-10-01"),
    ),
    keys={
        "car": trade.heading.is_(*SCHEDULE_1),
        "personal": all_of(trade.heading.is_(*SCHEDULE_1), act.kind.is_("personal_import")),
    },
    rows=rows_of(ROWS, "ca.surtax"),
)

permit = licence(
    "Notice to Importers 1162 (Import Control List)",
    "A listed vehicle from China is released only under a shipment-specific permit within the quota of the year.",
    clocks=in_force("2026-03-01", published="2026-02-25"),
    when=all_of(listed_from_china, act.kind.is_("import")),
    lifted_by=(
        authorization(
            "Notice to Importers 1162, permit",
            "A permit for this shipment is held: the ordinary rate applies.",
            when=trade.permit_held,
            duties=(
                Duty(
                    "use the permit in time",
                    "Applied for at most 30 days before shipment, valid at most 60 days.",
                    "Notice to Importers 1162",
                ),
            ),
        ),
    ),
    confidence=Confidence.CONFIRMED,
    text_verified=False,
)

CUSTOMS = of_market(
    "ca.customs_tariff",
    "Customs tariff: cars",
    "Customs Tariff (Canada)",
    "Parliament of Canada",
    layers=(mfn,),
    coverage=(
        Coverage("Customs Tariff, 87.03", "encoded", "6.1; agreements at 0 from memory."),
        Coverage("CA.CV", "not modelled", "Memo on connected vehicles reported 2026-06-01: guidance, nothing binds."),
    ),
    sources=(
        Link(
            "Customs Tariff, chapter 87 (not read)",
            "https://www.cbsa-asfc.gc.ca/trade-commerce/tariff-tarif/menu-eng.html",
        ),
    ),
)
SURTAX = of_market(
    "ca.surtax",
    "China Surtax Order (2024)",
    "SOR/2024-187",
    "Governor in Council",
    layers=(surtax,),
    scope=listed_from_china,
    published=date(2024, 9, 20),
    coverage=(
        Coverage(
            "SOR/2024-187, s. 3",
            "encoded",
            "100 of the value for duty; goods in transit on 2024-10-01 are out. Relief for repair under chapter 99 is not modelled.",
        ),
        Coverage(
            "end of the surtax",
            "not modelled",
            "The text that repealed or remitted it was not found. From 2026-03-01 the permit decides over commercial entries; of personal imports, which need none (one source), it is open whether the surtax is still due.",
        ),
    ),
    sources=(Link("SOR/2024-187", "https://gazette.gc.ca/rp-pr/p2/2024/2024-10-09/html/sor-dors187-eng.html"),),
)
QUOTA = of_market(
    "ca.ev_quota",
    "Permit and quota for electric vehicles from China",
    "Notice to Importers 1162",
    "Global Affairs Canada",
    provisions=(permit,),
    scope=listed_from_china,
    published=date(2026, 2, 25),
    seen_until="2026-06-01",
    coverage=(
        Coverage(
            "Notice to Importers 1162",
            "encoded",
            "The permit. Who may apply (a resident maker or its agent, one source) is part of holding one; personal imports under chapter 98 are outside, as the customs notice is recorded.",
        ),
        Coverage(
            "quota quantities",
            "encoded",
            "By quota year in quotas.csv, told with the duty; whether some is left is part of holding the permit. Reports conflict on year 5; second-half allocation unknown.",
        ),
    ),
    sources=(
        Link(
            "Consultation of Global Affairs Canada, 7 April 2026",
            "https://international.canada.ca/en/global-affairs/consultations/trade/2026-04-07-electric-vehicules",
        ),
        Link(
            "Customs notice of 1 March 2026, as recorded",
            "https://changeflow.com/govping/trade-sanctions/permit-needed-for-chinese-electric-vehicles-imported-to-cana-2026-03-17",
        ),
        Link("Notice 1162 as reported", "https://cardog.app/blog/canada-chinese-ev-quota-official"),
    ),
    events=(
        Event(
            date(2026, 5, 31),
            "About 2,900 vehicles cleared by the end of May 2026 (2,910 in the first window; Tesla above a tenth).",
            "one outlet each",
        ),
    ),
)

BY_NAME = {each.id: each for each in (CUSTOMS, SURTAX, QUOTA)}
SCHEDULES = {
    "CA": Schedule("CA", "Canada", (mfn, surtax), notes=("The quota gives no onward access to the United States.",))
}
