"""Great Britain: type approval asks for R155 and R156 of new types since 1 June 2026 (SI 2025/1110).

Registration follows from 2027 on and is pending law until its days come.
"""

from datetime import date

from pratique.facts import act
from pratique.facts import regimes as asked
from pratique.facts.kinds import CASE
from pratique.law.clocks import in_force
from pratique.law.instrument import Coverage, Instrument, Link
from pratique.law.provision import Confidence, authorization, licence
from pratique.logic.author import all_of, none_of
from pratique.logic.relations import look_again

new_types = licence(
    "SI 2025/1110 (new types)",
    "A new type is approved only with cyber security and updates under UN R155 and R156.",
    clocks=in_force("2026-06-01"),
    when=act.kind.is_("type_approval"),
    lifted_by=(
        authorization(
            "SI 2025/1110, both approvals",
            "The type holds both.",
            when=all_of(asked.types_sought.meets("un_r155"), asked.types_sought.meets("un_r156")),
        ),
    ),
    confidence=Confidence.SINGLE_SOURCE,
    text_verified=False,
)

INSTRUMENT = Instrument(
    id="gb.type_approval",
    title="Type approval: cyber security and updates",
    cite="SI 2025/1110",
    issuer="Department for Transport",
    jurisdiction="GB",
    reach=all_of(act.into.is_("GB"), act.kind.is_("type_approval")),
    scope={CASE: act.kind.is_("type_approval")},
    provisions=(new_types,),
    checked_on=date(2026, 11, 28),
    coverage=(
        Coverage(
            "SI 2025/1110 (new types)", "encoded", "Refused without R155 and R156 since 2026-06-01, one source."
        ),
        Coverage(
            "SI 2025/1110 (registration)",
            "not modelled",
            "From 2027-06-01, 2028-06-01 and 2029-07-07: see `pratique law pending GB`.",
        ),
        Coverage(
            "whole-vehicle approval (GB)", "not modelled", "Whether the type as such is approved was not examined."
        ),
    ),
    sources=(Link("SI 2025/1110", "https://www.legislation.gov.uk/uksi/2025/1110"),),
    relations=(
        look_again(
            "gb.type_approval.updates_without_security",
            "UN R155, R156",
            "It is approved for updates and not for cyber security, on which they rest.",
            per=CASE,
            when=asked.types_sought.meets("un_r156"),
            then=none_of(asked.types_sought.meets("un_r155")),
        ),
    ),
)
