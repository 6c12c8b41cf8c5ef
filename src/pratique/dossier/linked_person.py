"""The person test of 15 CFR 791.301, as the law hands it to the graph of owners."""

from __future__ import annotations

from pratique.law.us.linked_person import EXEMPT, PEOPLE, PLACES
from pratique.parties.definitions import PersonTest

PERSON = PersonTest(people=PEOPLE, seats=PLACES, exempt=EXEMPT)
"""What ties a person to China or Russia by itself."""
