"""Russia: the recycling fee, which decides what a car costs once landed, and a duty known only in part.

Rule: the fee is a sum in roubles by power and age, after the duty; the low rate asks for own use and little power.
"""

from itertools import pairwise

from pratique.facts import trade
from pratique.facts.powertrain import powertrain
from pratique.law.entry import car, enters, of_market
from pratique.law.instrument import Coverage, Link
from pratique.law.rate import Layer, Schedule, rows_of, table
from pratique.logic.author import all_of, none_of
from pratique.logic.nodes import Condition

ROWS = table("pratique.law.ru", seen_until="2026-02-12")
BANDS = (80, 100, 130, 160, 190, 220, 250, 280)
"""Upper ends of the bands of power, in horsepower, each included."""
NEW_YEARS = 3
"""Up to this age the lower column applies; the table ends at five years."""
electric = all_of(car, powertrain.is_("BEV", "EREV"))
own_use = all_of(trade.importer.is_("individual_own_use"), trade.power_30min_hp <= BANDS[0])
AGES: dict[str, Condition] = {
    "new": trade.age_years <= NEW_YEARS,
    "old": trade.age_years > NEW_YEARS,
}


def _keys() -> dict[str, Condition]:
    keys: dict[str, Condition] = {}
    for age, aged in AGES.items():
        keys[f"{age}_own_use"] = all_of(electric, aged, own_use)
        for low, high in pairwise(BANDS):
            inside = all_of(trade.power_30min_hp > low, trade.power_30min_hp <= high)
            keys[f"{age}_{low}_{high}"] = all_of(electric, aged, inside)
        keys[f"{age}_{BANDS[-1]}"] = all_of(electric, aged, trade.power_30min_hp > BANDS[-1])
    keys["to_80_other"] = all_of(
        electric, trade.power_30min_hp <= BANDS[0], none_of(trade.importer.is_("individual_own_use"))
    )
    keys["not_electric"] = all_of(car, none_of(powertrain.is_("BEV", "EREV")))
    keys["after_2026"] = electric
    keys["before_2025_12"] = car
    return keys


duty = Layer(
    "ru.duty",
    "ru.import_duty",
    "import duty",
    "Customs duty of the Eurasian union.",
    when=all_of(enters("RU"), car),
    keys={
        "electric_entity": all_of(powertrain.is_("BEV"), none_of(trade.importer.is_("individual_own_use"))),
        "other": none_of(all_of(powertrain.is_("BEV"), none_of(trade.importer.is_("individual_own_use")))),
    },
    rows=rows_of(ROWS, "ru.duty"),
    is_base=True,
)
fee = Layer(
    "ru.fee",
    "ru.recycling_fee",
    "recycling fee",
    "A fee in roubles by drive, power and age.",
    when=enters("RU"),
    keys=_keys(),
    rows=rows_of(ROWS, "ru.fee"),
)

INSTRUMENT = of_market(
    "ru.recycling_fee", "Recycling fee on cars", "Decree 1291 as amended", "Government of Russia", layers=(fee,),
    scope=car,
    coverage=(
        Coverage("Decree 1291, M1 electric and series hybrid", "encoded", "December 2025 and 2026; the fee exists since 2012, its earlier and later amounts were not read and are unknown. Fee for others below 80 hp not read."),
        Coverage("Decree 1291, engines", "not modelled", "By volume and power: the fee is unknown."),
        Coverage("power at 45 percent of peak", "not modelled", "Clarification of 2026, one source: power is taken as given."),
        Coverage("import duty", "not modelled", "15 on battery cars of legal entities, from memory; in `pratique duty` alone."),
        Coverage("admission of cars of China", "procedural", "The fee is asked of imports; nothing was found that bars them."),
        Coverage("sanctions of other states", "not modelled", "On the exporter's side; see the export books."),
    ),
    sources=(
        Link("Table of the fee from 1 December 2025", "https://autopremiumgroup.ru/tablica-rascheta-util-sbora"),
        Link("Table of the fee of 2026", "https://encarrus.ru/news/tablitsa-utilbora-na-2026g"),
    ),
)  # fmt: skip
DUTY = of_market(
    "ru.import_duty",
    "Customs duty on cars",
    "EAEU customs tariff",
    "Eurasian Economic Commission",
    layers=(duty,),
    scope=car,
    coverage=(Coverage("8703 80", "encoded", "15 for legal entities, from memory; other lines not read."),),
    sources=(
        Link(
            "Decision 81 of 2025-09-23 on the lines of electric cars (opening read)",
            "https://www.tks.ru/news/law/2025/10/16/0001/",
        ),
    ),
)
BY_NAME = {each.id: each for each in (INSTRUMENT, DUTY)}
SCHEDULES = {"RU": Schedule("RU", "Russia", (duty, fee), notes=("The fee comes after the duty; VAT apart.",))}
