"""Screening of parties against lists: coarse index, exact comparison with evidence, outcome for each list."""

from pratique.parties.screening.match import DEFAULT_WEIGHTS, Candidate, Query, Weights
from pratique.parties.screening.queries import read_queries
from pratique.parties.screening.screen import ListOutcome, Screener, Screening, Status, screen_party, screener_for
from pratique.parties.screening.stored import is_stored_list, open_lists, store_lists, stored_lists

__all__ = [
    "DEFAULT_WEIGHTS",
    "Candidate",
    "ListOutcome",
    "Query",
    "Screener",
    "Screening",
    "Status",
    "Weights",
    "is_stored_list",
    "open_lists",
    "read_queries",
    "screen_party",
    "screener_for",
    "store_lists",
    "stored_lists",
]
