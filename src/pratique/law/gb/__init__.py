"""United Kingdom: customs duty on cars.

Rule: there is no countervailing case and no test of ownership.
"""

from pratique.facts.unions import EU
from pratique.law.entry import by_agreement, car, enters, of_market
from pratique.law.instrument import Coverage, Link
from pratique.law.rate import Layer, Schedule, rows_of, table
from pratique.logic.author import all_of, none_of

PARTNERS = (*EU, "JP", "KR", "CA", "MX", "AU", "NZ", "TR", "CH", "NO")
preferred = by_agreement(*PARTNERS)
customs = Layer(
    "gb.mfn", "gb.customs_tariff", "most-favoured-nation duty", "Ordinary customs duty on cars.",
    when=enters("GB"),
    keys={"car": all_of(car, none_of(preferred)), "agreement": all_of(car, preferred)},
    rows=rows_of(table("pratique.law.gb", seen_until="2026-06-30"), "gb.mfn"),
    is_base=True,
)  # fmt: skip
CUSTOMS = of_market(
    "gb.customs_tariff", "UK Global Tariff: cars", "UK Global Tariff", "HM Treasury", layers=(customs,), scope=car,
    coverage=(
        Coverage("UK Global Tariff, 8703", "encoded", "10; agreements at 0 from memory; other headings not modelled."),
        Coverage("Electric Car Grant", "not modelled", "Criteria that in effect exclude assembly in China; an incentive, no entry rule."),
        Coverage("Automated Vehicles Act 2024", "not modelled", "Permits for passenger services since spring 2026 (day not established), full regime from the second half of 2027: rules on operating, not on entry."),
        Coverage("UK.MOD", "not modelled", "Site rule."),
        Coverage("admission of cars of China", "procedural", "No import limit: site rules only, no countervailing case (law file, sections 9 and 12)."),
    ),
    sources=(Link("UK Integrated Online Tariff", "https://www.trade-tariff.service.gov.uk/headings/8703"),),
)  # fmt: skip
BY_NAME = {CUSTOMS.id: CUSTOMS}
SCHEDULES = {"GB": Schedule("GB", "United Kingdom", (customs,))}
