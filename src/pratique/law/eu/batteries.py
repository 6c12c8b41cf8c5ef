"""Regulation (EU) 2023/1542: the battery passport and due diligence, on the day a battery is placed on the market.

Rule: the passport is asked of the battery, due diligence of the operator; the days rest on three sources.
"""

from datetime import date

from pratique.facts import act
from pratique.facts import regimes as asked
from pratique.facts.kinds import CASE
from pratique.facts.unions import countries_of
from pratique.law.clocks import in_force
from pratique.law.eu.relations import BATTERIES
from pratique.law.instrument import Coverage, Instrument, Link
from pratique.law.provision import authorization, exemption, licence
from pratique.logic.author import all_of, any_of, none_of

INDUSTRIAL_KWH = 2
"""Industrial batteries above this have a passport."""

has_a_passport = any_of(
    asked.battery_kind.is_("electric_vehicle", "light_means_of_transport"),
    all_of(asked.battery_kind.is_("industrial"), asked.battery_energy > INDUSTRIAL_KWH),
)
passport = licence(
    "Reg. (EU) 2023/1542, Art. 77 (passport)",
    "Batteries of electric vehicles and light means of transport, and industrial ones above 2 kWh, have a passport.",
    clocks=in_force("2027-02-18", published="2023-07-28"),
    when=has_a_passport,
    lifted_by=(
        authorization("Reg. (EU) 2023/1542, passport open", "The passport is open.", when=asked.battery_passport),
    ),
    text_verified=False,
)
due_diligence = licence(
    "Reg. (EU) 2023/1542, Art. 48 (due diligence)",
    "Operators place batteries on the market under a verified due-diligence policy.",
    clocks=in_force("2027-08-18", published="2023-07-28"),
    when=asked.battery_kind.is_("electric_vehicle", "light_means_of_transport", "industrial", "starting_lighting"),
    lifted_by=(
        authorization("Reg. (EU) 2023/1542, policy verified", "Verified.", when=asked.battery_diligence),
        exemption(
            "Reg. (EU) 2023/1542, Art. 47 (small operators)",
            "Below the turnover.",
            when=asked.operator_small,
            text_verified=False,
        ),
    ),
    text_verified=False,
)

INSTRUMENT = Instrument(
    id="eu.batteries",
    title="Batteries: passport and due diligence",
    cite="Reg. (EU) 2023/1542",
    issuer="European Union",
    jurisdiction="EU",
    reach=all_of(act.kind.is_("place_on_market"), act.into.is_(*countries_of("EU"))),
    scope={CASE: none_of(asked.battery_kind.is_("no_battery"))},
    provisions=(passport, due_diligence),
    checked_on=date(2026, 11, 28),
    published=date(2023, 7, 28),
    coverage=(
        Coverage("Art. 77", "encoded", "Passport from 2027-02-18 (three sources)."),
        Coverage(
            "Art. 48", "encoded", "Due diligence from 2027-08-18; the turnover of small operators is asked as a fact."
        ),
        Coverage(
            "carbon footprint, recycled content, labels", "not modelled", "Staged duties whose acts were not read."
        ),
    ),
    sources=(Link("Reg. (EU) 2023/1542", "https://eur-lex.europa.eu/eli/reg/2023/1542/oj"),),
    relations=BATTERIES,
)
