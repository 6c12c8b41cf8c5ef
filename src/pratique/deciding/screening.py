"""What stands beside the law: the screening that was asked for, and that nobody examined an act.

Rule: a list that somebody gives is examined, whether or not an instrument of the book names it; a listed party bars
until somebody has looked, and one that is open leaves the outcome open. An act that no instrument concerns, beside
one that some does, is open until counsel has examined it. Both can tighten an outcome, never loosen one.
"""

from __future__ import annotations

from datetime import date

from pratique.facts import act, gaps
from pratique.law.clocks import Clocks
from pratique.law.instrument import Instrument
from pratique.law.provision import known_gap, licence
from pratique.logic.author import ALWAYS

SCREENING = Instrument(
    id="screening.lists",
    title="The screening lists that were given",
    cite="screening",
    issuer="whoever gave the lists",
    jurisdiction="house",
    reach=ALWAYS,
    scope={},
    provisions=(
        licence(
            "screening of the parties",
            "A party of the act, or who owns half of one, stands on a list that was given: find out what the list "
            "forbids and get a licence, or stop.",
            when=act.party_listed,
            clocks=Clocks(date(1, 1, 1)),
            note="not law by itself: the lists say what they forbid",
        ),
    ),
    checked_on=date(2026, 11, 28),
)
"""The rule as an instrument; it is asked only where lists were given."""

UNEXAMINED = Instrument(
    id="unexamined",
    title="What no instrument of the book examined",
    cite="no instrument",
    issuer="nobody",
    jurisdiction="house",
    reach=ALWAYS,
    scope={},
    provisions=(
        known_gap(
            "no instrument of the book",
            "no instrument of the book concerns this act, and what was not examined is not cleared.",
            answer=gaps.unexamined,
            when=ALWAYS,
            clocks=Clocks(date(1, 1, 1)),
        ),
    ),
    checked_on=date(2026, 11, 29),
)
"""That an act was not examined, for dossiers of several acts; one that stands alone is refused."""
