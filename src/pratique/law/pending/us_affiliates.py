"""United States: the affiliates rule after its suspension, as if nothing extended it.

A module of its own, as it reads with the words of the export rules: an act that is no export does not load them.
"""

from __future__ import annotations

from datetime import date

from pratique.facts import act, export
from pratique.facts.kinds import PART
from pratique.law.clocks import in_force
from pratique.law.instrument import Instrument, Link
from pratique.law.provision import Force, licence
from pratique.law.us.ear import exceptions
from pratique.law.us.ear.destinations import some_recipient
from pratique.law.us.ear.end_use import HALF
from pratique.law.us.ear.reach import subject_to_ear
from pratique.logic.author import all_of, none_of

AFFILIATES_BACK = "2026-11-10"
CHECKED = date(2026, 11, 28)

AFFILIATES = Instrument(
    id="pending.us.affiliates",
    title="Affiliates rule after its suspension, as if nothing extended it",
    cite="90 FR 47201, suspended by 90 FR 50857",
    issuer="US Department of Commerce, BIS",
    jurisdiction="US",
    reach=act.kind.is_("export", "reexport", "transfer", "deemed_export"),
    scope={PART: subject_to_ear},
    checked_on=CHECKED,
    provisions=(
        licence(
            "90 FR 47201 after 9 November 2026",
            "Items subject to the regulations to a foreign party that listed parties own by half or more, in aggregate.",
            clocks=in_force(AFFILIATES_BACK),
            per=PART,
            lifted_by=exceptions.ONLY_LICENCE,
            force=Force.PROPOSED,
            when=all_of(
                some_recipient(
                    all_of(export.foreign, none_of(export.entity_listed), export.listed_ownership >= HALF)
                ),
                subject_to_ear,
            ),
        ),
    ),
    sources=(Link("90 FR 47201, 30 September 2025; 90 FR 50857, 12 November 2025"),),
)
