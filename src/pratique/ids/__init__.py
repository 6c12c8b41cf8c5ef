"""Identifiers of parties and codes of countries: what is well formed, and what a text names.

Rule: a check says what is wrong with an identifier in a sentence, or nothing; a name that is not recognised
gives None and never a guess. A well-formed identifier is not thereby a registered one.
"""

from pratique.ids.country import Country, countries, country_code, country_name
from pratique.ids.identifiers import bpn_fault, duns_fault, is_lei, lei_fault, normal_form, uscc_fault
from pratique.ids.located import countries_in, of_concern

__all__ = [
    "Country",
    "bpn_fault",
    "countries",
    "countries_in",
    "country_code",
    "country_name",
    "duns_fault",
    "is_lei",
    "lei_fault",
    "normal_form",
    "of_concern",
    "uscc_fault",
]
