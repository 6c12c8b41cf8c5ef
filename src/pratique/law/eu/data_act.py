"""Regulation (EU) 2023/2854 (Data Act), Art. 3(1): what a connected product that is placed on the market must allow.

Rule: a duty of design that bars no entry; it binds products placed on the market after 12 September 2026 (one source).
"""

from datetime import date

from pratique.facts import act
from pratique.facts import regimes as asked
from pratique.facts.kinds import CASE
from pratique.facts.unions import countries_of
from pratique.law.clocks import in_force
from pratique.law.eu.relations import CONNECTED
from pratique.law.instrument import Coverage, Instrument, Link, Neighbour
from pratique.law.provision import Confidence, Duty, requirement
from pratique.logic.author import all_of, none_of

CITE = "Reg. (EU) 2023/2854, Art. 3(1)"
access = Duty(
    "make the data accessible",
    "Design the product so that its data are accessible to the user, and tell the user before the contract.",
    CITE,
)
access_by_design = requirement(
    CITE,
    "A connected product is designed so that its data are accessible to the user.",
    clocks=in_force("2026-09-13", published="2023-12-22"),
    when=all_of(asked.connected_product, none_of(asked.data_accessible)),
    duties=(access,),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
    note="After 12 September 2026: the day itself is outside.",
)

INSTRUMENT = Instrument(
    id="eu.data_act",
    title="Data Act: access by design to the data of connected products",
    cite="Reg. (EU) 2023/2854",
    issuer="European Union",
    jurisdiction="EU",
    reach=all_of(act.kind.is_("place_on_market"), act.into.is_(*countries_of("EU"))),
    scope={CASE: asked.connected_product},
    provisions=(access_by_design,),
    checked_on=date(2026, 11, 28),
    published=date(2023, 12, 22),
    coverage=(
        Coverage(CITE, "encoded", "Access by design, from one source; how the data are given is asked as one fact."),
        Coverage(
            "Arts. 4 to 13",
            "not modelled",
            "Access on request, sharing with third parties, terms, trade secrets: since 2025-09-12, not read.",
        ),
        Coverage(
            "Arts. 23 to 32", "not modelled", "Switching of data processing services and requests of foreign states."
        ),
    ),
    not_examined=(
        Neighbour("Reg. (EU) 2016/679", "Personal data among them."),
        Neighbour(
            "Reg. (EU) 2024/2847 (Cyber Resilience Act)", "Aftermarket and off-board products; see the pending law."
        ),
    ),
    sources=(Link("Reg. (EU) 2023/2854", "https://eur-lex.europa.eu/eli/reg/2023/2854/oj"),),
    relations=CONNECTED,
)
