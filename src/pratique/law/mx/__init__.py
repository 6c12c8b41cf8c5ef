"""Mexico: the general import tariff for origins without an agreement.

Rule: origin decides, not brand; one layer, by what drives the vehicle.
"""

from pratique.facts import trade
from pratique.facts.powertrain import powertrain
from pratique.facts.unions import EFTA, EU
from pratique.law.entry import by_agreement, car, enters, of_market
from pratique.law.instrument import Coverage, Link
from pratique.law.rate import Layer, Schedule, rows_of, table
from pratique.logic.author import all_of, any_of, none_of

PARTNERS = ("US", "CA", *EU, *EFTA, "JP", "GB", "AU", "NZ", "SG", "VN", "MY", "PE", "CL", "BN")
"""USMCA, the Union, EFTA, CPTPP."""
preferred = by_agreement(*PARTNERS)
BATTERY_BUS = "870240"

tariff = Layer(
    "mx.ligie",
    "mx.import_tariff",
    "general import tariff",
    "Duty of the LIGIE on light vehicles and electric buses.",
    when=enters("MX"),
    keys={
        "battery_car": all_of(trade.heading.is_(trade.BATTERY_CAR), powertrain.is_("BEV"), none_of(preferred)),
        "other_car": all_of(
            car, none_of(all_of(trade.heading.is_(trade.BATTERY_CAR), powertrain.is_("BEV"))), none_of(preferred)
        ),
        "battery_bus": all_of(trade.heading.is_(BATTERY_BUS), none_of(preferred)),
        "agreement": all_of(any_of(car, trade.heading.is_(BATTERY_BUS)), preferred),
    },
    rows=rows_of(table("pratique.law.mx", seen_until="2025-12-29"), "mx.ligie"),
    is_base=True,
)

INSTRUMENT = of_market(
    "mx.import_tariff", "General import tariff: vehicles", "LIGIE; DOF 2025-12-29", "Congress of Mexico",
    layers=(tariff,), scope=any_of(car, trade.heading.is_(BATTERY_BUS)),
    coverage=(
        Coverage("DOF 2020-09-03", "encoded", "Exemption of battery vehicles to 2024-09-30."),
        Coverage("DOF 2025-12-29", "encoded", "50 on cars of every drive; buses up to 50, line not read; parts (7 to 50) are not modelled."),
        Coverage("sector programmes and relief for makers with local plants", "not modelled", "Not found."),
        Coverage("admission of cars of China", "procedural", "Named open in the law file (section 14); the tariff is the measure."),
        Coverage("review of the USMCA in 2026", "not modelled", "Outcome unknown."),
    ),
    sources=(
        Link("Reform of the LIGIE of 29 December 2025, law firm's note", "https://www.mondaq.com/mexico/international-trade-investment/1726384/reforma-a-la-ligie-nuevos-aranceles-para-2026"),
        Link("Diario Oficial de la Federación, 29 December 2025 (not read)", "https://www.dof.gob.mx"),
    ),
)  # fmt: skip
BY_NAME = {INSTRUMENT.id: INSTRUMENT}
SCHEDULES = {"MX": Schedule("MX", "Mexico", (tariff,))}
