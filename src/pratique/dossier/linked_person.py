"""The person test of 15 CFR 791.301, as the law hands it to the graph of owners."""

from __future__ import annotations

from pratique.law.registered import person_limbs
from pratique.parties.definitions import PersonTest

_LIMBS = person_limbs()
PERSON = PersonTest(people=_LIMBS.people, seats=_LIMBS.places, exempt=_LIMBS.exempt)
"""What ties a person to China or Russia by itself."""
