"""Customs duty (Reg. 2658/87) and countervailing duty on battery cars from China (Impl. Reg. 2024/2754)."""

from datetime import date

from pratique.facts import trade, vehicle
from pratique.facts.definition import legal
from pratique.facts.powertrain import powertrain
from pratique.law.clocks import during
from pratique.law.entry import (
    battery,
    bus,
    by_agreement,
    car,
    electric_propulsion,
    enters,
    from_china,
    goods_vehicle,
    of_market,
    plug_in_hybrid,
)
from pratique.law.eu import coverage
from pratique.law.rate import Layer, Schedule, rows_of, table
from pratique.logic.author import all_of, any_of, none_of, term

ROWS = table("pratique.law.eu", seen_until="2026-07-06")
PARTNERS = ("GB", "JP", "KR", "MX", "TR")
MOST_SEATS = 9
"""Persons, the driver included, for whom the car is principally made (Art. 1)."""

adopted = legal(
    "eu.phev_countervailing_adopted",
    ("none", "adopted"),
    "Whether an act published after 2026-07-06 puts a countervailing duty on plug-in hybrids from China.",
    usual="none",
    cautious="adopted",
    cite="press of 19 June 2026",
)
"""Known from the press alone: asked for beside the answer, and read by no condition."""
prolonged = legal(
    "eu.bev_countervailing_after_five_years",
    ("lapsed", "kept_by_review"),
    "Whether an expiry review keeps the duty in force after 30 October 2029.",
    usual="lapsed",
    cautious="kept_by_review",
    cite="Reg. (EU) 2016/1037, Art. 18",
)

battery_car_from_china = term(
    "new battery electric vehicle from China",
    "Impl. Reg. (EU) 2024/2754, Art. 1",
    "New, made principally for up to nine persons, propelled by electric motors alone (a range extender that only "
    "generates included), not of category L, of Chinese origin.",
    all_of(
        car,
        from_china,
        vehicle.new,
        electric_propulsion,
        none_of(trade.category.is_("L")),
        any_of(trade.heading.is_("870380"), none_of(trade.category.is_("N1", "N2", "N3"))),
        trade.seats <= MOST_SEATS,
    ),
)
undertaking_kept = term(
    "undertaking kept",
    "Impl. Dec. (EU) 2026/328",
    "The named model, made, shipped and invoiced by the maker itself with the undertaking declaration, at or above the "
    "minimum price, within the volume.",
    all_of(
        trade.undertaking_invoice,
        trade.undertaking_price_met,
        trade.undertaking_volume_left,
    ),
)
listed = trade.invoice_declaration_valid
UNDERTAKING_FROM = "2026-02-11"
"""The exemption is tested first: it asks for the undertaking's own declaration, never for that of Art. 1(3)."""
under_undertaking = all_of(during(UNDERTAKING_FROM), trade.producer.is_("vw_anhui"), undertaking_kept)
not_listed = all_of(
    any_of(trade.producer.is_("all_other"), none_of(trade.invoice_declaration_valid)),
    none_of(under_undertaking),
)

from_partner = any_of(by_agreement(*PARTNERS), all_of(trade.origin.is_("TR"), trade.preference.is_("a_tr")))
ordinary = none_of(from_partner, trade.origin.is_("US"))
"""Without a preference: what agreements, and the act on goods of the United States, leave of buses and goods vehicles
was not read.
"""
mfn = Layer(
    "eu.mfn",
    "eu.customs_tariff",
    "third-country duty",
    "Customs duty of the Union on cars, buses, goods vehicles and batteries.",
    when=all_of(enters("EU"), any_of(car, bus, goods_vehicle, battery)),
    keys={
        "car": all_of(car, none_of(from_partner), none_of(trade.origin.is_("US"))),
        "battery": all_of(battery, none_of(from_partner)),
        "us_car": all_of(car, trade.origin.is_("US")),
        "agreement_car": all_of(car, from_partner),
        "agreement_battery": all_of(battery, from_partner),
        "electric_bus": all_of(trade.heading.is_("870240"), ordinary),
        "bus_by_engine": all_of(trade.heading.is_("870210", "870220"), ordinary),
        "electric_goods": all_of(trade.heading.is_("870460"), ordinary),
        "goods_by_engine": all_of(trade.heading.is_("870421", "870431"), ordinary),
        "diesel_goods_to_20_t": all_of(trade.heading.is_("870422"), ordinary),
    },
    rows=rows_of(ROWS, "eu.mfn"),
    is_base=True,
)
registration = Layer(
    "eu.registration",
    "eu.bev_countervailing",
    "registration of imports",
    "Imports were registered so that a duty could have reached back to them.",
    when=all_of(enters("EU"), battery_car_from_china),
    keys={"all": car},
    rows=rows_of(ROWS, "eu.registration"),
)
provisional = Layer(
    "eu.cvd_provisional",
    "eu.bev_countervailing",
    "provisional countervailing duty",
    "A security in the amount of the provisional duty is given for battery cars from China.",
    when=all_of(enters("EU"), battery_car_from_china),
    keys={
        "byd": all_of(listed, trade.producer.is_("byd")),
        "geely": all_of(listed, trade.producer.is_("geely")),
        "saic": all_of(listed, trade.producer.is_("saic")),
        "cooperating": all_of(listed, trade.producer.is_("tesla_shanghai", "vw_anhui", "other_cooperating")),
        "spotlight": all_of(listed, trade.producer.is_("spotlight")),
        "all_other": not_listed,
    },
    rows=rows_of(ROWS, "eu.cvd_provisional"),
    collected="security",
)
definitive = Layer(
    "eu.cvd",
    "eu.bev_countervailing",
    "definitive countervailing duty",
    "A countervailing duty at the rate of the entity that made the car is paid on battery cars from China.",
    when=all_of(
        enters("EU"),
        battery_car_from_china,
        any_of(during(None, "2029-10-30"), prolonged.is_("kept_by_review")),
    ),
    keys={
        "byd": all_of(listed, trade.producer.is_("byd")),
        "geely": all_of(listed, trade.producer.is_("geely")),
        "saic": all_of(listed, trade.producer.is_("saic")),
        "tesla_shanghai": all_of(listed, trade.producer.is_("tesla_shanghai")),
        "cooperating": all_of(listed, trade.producer.is_("spotlight", "other_cooperating")),
        "vw_anhui": all_of(listed, trade.producer.is_("vw_anhui")),
        "vw_anhui_outside": all_of(listed, trade.producer.is_("vw_anhui"), none_of(undertaking_kept)),
        "undertaking": all_of(trade.producer.is_("vw_anhui"), undertaking_kept),
        "all_other": not_listed,
    },
    rows=rows_of(ROWS, "eu.cvd"),
    turns_on=(date(2029, 10, 30),),
)
plug_in = Layer(
    "eu.phev",
    "eu.bev_countervailing",
    "countervailing duty on plug-in hybrids (press)",
    "The press reports duties on plug-in hybrids from China in preparation.",
    when=all_of(enters("EU"), from_china, plug_in_hybrid, powertrain.is_("PHEV", "EREV")),
    keys={"plug_in": car},
    rows=rows_of(ROWS, "eu.phev"),
    if_adopted=adopted,
)

SCHEDULE = Schedule(
    "EU",
    "European Union",
    (mfn, registration, provisional, definitive, plug_in),
    notes=(
        "Duties add up on the net price free at Union frontier; VAT comes on top of value and duties.",
        "Assembly elsewhere takes the countervailing duty off only if the last substantial transformation is there; no "
        "extension against circumvention was found.",
    ),
)

CUSTOMS = of_market(
    "eu.customs_tariff",
    "Common customs tariff: cars and traction batteries",
    "Reg. (EEC) 2658/87, Annex I",
    "Council of the European Union",
    layers=(mfn,),
    coverage=coverage.CUSTOMS,
    sources=coverage.TARIFF,
    not_examined=coverage.NOT_EXAMINED,
)
COUNTERVAILING = of_market(
    "eu.bev_countervailing",
    "Countervailing duty on new battery electric vehicles from China",
    "Impl. Reg. (EU) 2024/2754",
    "European Commission",
    layers=(provisional, definitive),
    scope=battery_car_from_china,
    published=date(2024, 3, 6),
    coverage=coverage.COUNTERVAILING,
    sources=coverage.SOURCES,
    events=coverage.EVENTS,
)
