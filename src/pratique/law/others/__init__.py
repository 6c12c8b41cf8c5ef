"""Markets with a single duty: India, South Africa, Malaysia, Australia, New Zealand, Norway, Switzerland, the Gulf,
Israel, Japan, Thailand, Indonesia, Vietnam.

Rule: what is known only from memory is certain only where counsel says so, and what was not read is unknown.
"""

from pratique.facts import trade
from pratique.facts.definition import remembered
from pratique.facts.powertrain import powertrain
from pratique.facts.unions import EU
from pratique.law.clocks import Clocks
from pratique.law.entry import by_agreement, car, enters, of_market
from pratique.law.instrument import Coverage, Instrument
from pratique.law.others.sources import ADMITTED, SOURCES
from pratique.law.provision import Confidence, Provision, prohibition
from pratique.law.rate import BEFORE_THE_BOOK, Layer, Schedule, rows_of, table
from pratique.logic.author import ALWAYS, all_of, none_of
from pratique.logic.nodes import Condition

ROWS = table("pratique.law.others", seen_until="2026-01-28")
LOW_VALUE_USD = 40_000
"""Value up to which India asks 70 percent."""
SCHEME_VALUE_USD = 35_000
"""Least value under India's scheme for investors."""
ASEAN = ("BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "VN")
battery_car = powertrain.is_("BEV")
chargeable = powertrain.is_("BEV", "PHEV", "EREV", "FCEV")
acfta = by_agreement("CN", *ASEAN)
kit = trade.assembly.is_("CKD", "SKD")
scheme = all_of(trade.approved_investor, trade.customs_value_usd >= SCHEME_VALUE_USD)


def _layer(name: str, keys: dict[str, Condition]) -> Layer:
    market = name.partition(".")[0]
    return Layer(
        name,
        f"{market}.customs_tariff",
        "customs duty",
        "Customs duty on cars.",
        when=all_of(enters(market.upper()), car),
        keys=keys,
        rows=rows_of(ROWS, name),
        is_base=True,
    )


LAYERS = {
    "IN": _layer("in.bcd", {
        "ev_low": all_of(battery_car, none_of(scheme), trade.customs_value_usd <= LOW_VALUE_USD),
        "ev_high": all_of(battery_car, none_of(scheme), trade.customs_value_usd > LOW_VALUE_USD),
        "ev_scheme": all_of(battery_car, scheme),
        "other": none_of(battery_car),
    }),
    "ZA": _layer("za.duty", {
        "car": none_of(by_agreement(*EU, "GB", "BW", "LS", "NA", "SZ")),
        "agreement": by_agreement(*EU, "GB", "BW", "LS", "NA", "SZ"),
    }),
    "MY": _layer("my.duty", {
        "bev": all_of(battery_car, none_of(kit)),
        "bev_acfta": all_of(battery_car, none_of(kit), acfta),
        "bev_other": all_of(battery_car, none_of(kit), none_of(acfta)),
        "not_bev": all_of(none_of(battery_car), none_of(kit)),
        "ckd": kit,
    }),
    "AU": _layer("au.duty", {
        "chafta": by_agreement("CN"),
        "general": all_of(none_of(by_agreement("CN")), none_of(chargeable)),
        "plug_in": all_of(none_of(by_agreement("CN")), chargeable),
    }),
    "NZ": _layer("nz.duty", {"china": by_agreement("CN"), "general": none_of(by_agreement("CN"))}),
    "NO": _layer("no.duty", {"bev": battery_car, "other": none_of(battery_car)}),
    "CH": _layer("ch.duty", {"car": ALWAYS}),
    "GCC": _layer("gcc.duty", {"car": ALWAYS}),
    "IL": _layer("il.duty", {"car": ALWAYS}),
    "JP": _layer("jp.duty", {"car": ALWAYS}),
    "TH": _layer("th.duty", {"bev_acfta": all_of(battery_car, acfta), "other": none_of(all_of(battery_car, acfta))}),
    "ID": _layer("id.duty", {
        "bev": all_of(battery_car, none_of(acfta)),
        "bev_relief": battery_car,
        "bev_acfta": all_of(battery_car, acfta),
        "other": none_of(battery_car),
    }),
    "VN": _layer("vn.duty", {"bev_acfta": all_of(battery_car, acfta), "other": none_of(all_of(battery_car, acfta))}),
}  # fmt: skip
TITLES = {
    "IN": "India", "ZA": "South Africa", "MY": "Malaysia", "AU": "Australia", "NZ": "New Zealand", "NO": "Norway",
    "CH": "Switzerland", "GCC": "Gulf customs union", "IL": "Israel", "JP": "Japan", "TH": "Thailand",
    "ID": "Indonesia", "VN": "Vietnam",
}  # fmt: skip
NOTES = {
    "IN": ("Agreements with the Union and the United Kingdom give quotas to their origins alone; not modelled.",),
    "MY": ("Excise of 10 and sales tax of 10 come on top.",),
    "AU": ("Luxury car tax apart.",),
    "IL": ("Purchase tax apart.",),
    "ZA": ("A rise towards the bound rate of 50 was under review on 2026-01-27; the outcome is unknown.",),
}
LEFT_OUT = {
    "IN": "Quotas under the agreements with the Union (concluded 2026-01-27) and the United Kingdom; drives other than battery.",
    "ID": "Lines after the relief of built-up cars ended on 2025-12-31.",
    "AU": "Guidance on connected vehicles is advice to ministers; nothing binds.",
}


def _admission(market: str) -> Provision:
    """What stands where nobody showed that cars are let in: it bars them unless counsel says that nothing does."""
    cite = f"admission of cars into {TITLES[market]}"
    meaning = f"Whether nothing bars imported cars from civilian sale in {TITLES[market]}, as remembered."
    return prohibition(
        cite,
        f"That nothing bars imported cars from civilian sale in {TITLES[market]} is known from memory only.",
        clocks=Clocks(BEFORE_THE_BOOK),
        when=all_of(car, none_of(remembered(f"admission.{market.lower()}", meaning, cite))),
        confidence=Confidence.MEMORY,
        text_verified=False,
    )


def _instrument(market: str) -> Instrument:
    name = f"{market.lower()}.customs_tariff"
    coverage = [
        Coverage(f"customs duty of {TITLES[market]}", "encoded", "One layer on cars; see each row's confidence.")
    ]
    if market in ADMITTED:
        coverage.append(Coverage("admission of cars of China", "procedural", ADMITTED[market]))
    if market in LEFT_OUT:
        coverage.append(Coverage(f"{TITLES[market]}, other", "not modelled", LEFT_OUT[market]))
    return of_market(
        name,
        f"Customs duty on cars: {TITLES[market]}",
        f"customs tariff of {TITLES[market]}",
        f"customs, {TITLES[market]}",
        layers=(LAYERS[market],),
        provisions=() if market in ADMITTED else (_admission(market),),
        scope=car,
        coverage=tuple(coverage),
        sources=SOURCES[market],
    )


BY_NAME = {each.id: each for each in map(_instrument, LAYERS)}
SCHEDULES = {
    market: Schedule(market, TITLES[market], (layer,), notes=NOTES.get(market, ()))
    for market, layer in LAYERS.items()
}
