"""Brazil: the rising duty on electric and hybrid vehicles, its value quotas, and kits.

Rule: one layer by drive, assembly and date; while a value quota is left the duty is nothing.
"""

from pratique.facts import trade
from pratique.facts.powertrain import powertrain
from pratique.law.entry import built_up, by_agreement, car, enters, goods_vehicle, of_market, plug_in_hybrid
from pratique.law.instrument import Coverage, Link
from pratique.law.rate import Layer, Schedule, rows_of, table
from pratique.logic.author import all_of, any_of, none_of

ROWS = table("pratique.law.br", seen_until="2026-07-01")
PARTNERS = ("AR", "PY", "UY", "MX")
preferred = by_agreement(*PARTNERS)
electrified = all_of(car, powertrain.is_("BEV", "PHEV", "EREV", "HEV"))
electric_truck = all_of(goods_vehicle, powertrain.is_("BEV"))
concerned = any_of(electrified, electric_truck)

duty = Layer(
    "br.gecex",
    "br.ev_import_duty",
    "import duty",
    "Duty on electric and hybrid vehicles, rising in steps.",
    when=all_of(enters("BR"), none_of(preferred)),
    keys={
        "bev": all_of(car, powertrain.is_("BEV"), built_up),
        "phev": all_of(car, plug_in_hybrid, built_up),
        "hev": all_of(car, powertrain.is_("HEV"), built_up),
        "etruck": all_of(electric_truck, built_up),
        "skd": all_of(concerned, trade.assembly.is_("SKD")),
        "ckd": all_of(concerned, trade.assembly.is_("CKD")),
    },
    rows=rows_of(ROWS, "br.gecex"),
    is_base=True,
)
agreement = Layer(
    "br.origin",
    "br.ev_import_duty",
    "preference",
    "Goods of partners with a proof of origin.",
    when=all_of(enters("BR"), preferred),
    keys={"agreement": concerned},
    rows=rows_of(ROWS, "br.origin"),
    is_base=True,
)
quota = Layer(
    "br.value_quota",
    "br.ev_import_duty",
    "value quota",
    "Nothing is due within the importer's value quota.",
    when=all_of(enters("BR"), none_of(preferred), trade.quota_left),
    keys={
        "vehicle": all_of(concerned, built_up),
        "kit": all_of(concerned, none_of(built_up)),
    },
    rows=rows_of(ROWS, "br.value_quota"),
)

INSTRUMENT = of_market(
    "br.ev_import_duty", "Import duty on electric and hybrid vehicles", "GECEX schedule of November 2023",
    "Foreign Trade Chamber of Brazil", layers=(duty, agreement), scope=concerned,
    coverage=(
        Coverage("steps 2024 to 2026", "encoded", "No text of after July 2026 was read: the last step was expected by every source."),
        Coverage("value quotas", "encoded", "As a fact, to 2026-06-30."),
        Coverage("kits", "encoded", "35 from 2027-01-01; what is due in between only roughly known."),
        Coverage("IPI, PIS/COFINS, ICMS", "not modelled", "Internal taxes."),
        Coverage("admission of cars of China", "procedural", "Named open in the law file (section 14); 187,000 imported cars registered January to May 2025."),
        Coverage("combustion cars", "not modelled", "35 as ordinary duty is not in the material."),
    ),
    sources=(
        Link("Schedule of November 2023 by drive and date", "https://www.meiahora.com.br/geral/2024/01/6767286-carros-eletricos-que-estourarem-cotas-de-importacao-pagarao-tarifas.html"),
        Link("Kits brought forward, July 2025", "https://autoinforme.com.br/governo-antecipa-tarifa-de-35-para-eletrificados"),
    ),
)  # fmt: skip
BY_NAME = {INSTRUMENT.id: INSTRUMENT}
SCHEDULES = {
    "BR": Schedule("BR", "Brazil", (duty, agreement, quota), notes=("IPI, PIS/COFINS and ICMS are outside.",))
}
