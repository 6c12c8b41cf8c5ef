"""15 CFR parts 730 to 774: advanced computing circuits, the computers that hold them, and AI model weights.

Rule: what is subject to the regulations, in which entry, to whom and what for decides whether an export, re-export,
transfer or release needs a licence; a foreign maker is reached where US technology or a listed headquarters is.
"""

from datetime import date

from pratique.facts import act
from pratique.facts.kinds import PART
from pratique.law.instrument import Instrument
from pratique.law.us.ear import coverage, review
from pratique.law.us.ear.classification import PROVISIONS as ENTRIES
from pratique.law.us.ear.end_use import BY_USE
from pratique.law.us.ear.licence import BY_DESTINATION
from pratique.law.us.ear.reach import subject_to_ear
from pratique.law.us.ear.relations import RELATIONS
from pratique.logic.author import all_of, none_of

ACTS = ("export", "reexport", "transfer", "deemed_export")

INSTRUMENT = Instrument(
    id="us.ear",
    title="Export controls on advanced computing circuits and AI model weights",
    cite="15 CFR parts 730-774",
    issuer="US Department of Commerce, BIS",
    jurisdiction="US",
    checked_on=date(2026, 11, 22),
    reach=all_of(
        act.kind.is_(*ACTS),
        none_of(act.into.is_("US")),
    ),
    scope={PART: subject_to_ear},
    provisions=BY_DESTINATION + BY_USE + ENTRIES,
    coverage=coverage.COVERAGE,
    not_examined=coverage.NOT_EXAMINED,
    sources=coverage.SOURCES,
    events=coverage.EVENTS,
    relations=RELATIONS,
    note="Material ends about September 2026. What the classes leave out is listed, never called uncontrolled.",
)

POLICIES = review.POLICIES
"""How an application is looked at; loaded with the instrument, so that its legal facts exist whoever asks first."""
