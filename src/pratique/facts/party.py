"""A party: who it is and where it belongs. Control is derived by `parties` and never typed as law."""

from pratique.facts.definition import COUNTRIES, choice, members, truth
from pratique.facts.kinds import PARTY

natural_person = truth(
    "party.natural_person", PARTY, "A human being.", "party or registry", "identity paper, registry"
)
organised_in = choice(
    "party.organised_in",
    PARTY,
    COUNTRIES,
    "The country under whose law it is organised.",
    "party or registry",
    "registry extract",
    "supplier",
)
headquarters = choice(
    "party.headquartered_in",
    PARTY,
    COUNTRIES,
    "The country of its headquarters.",
    "party or registry",
    "registry extract",
    "ownership",
)
principal_place = choice(
    "party.principal_place_of_business",
    PARTY,
    COUNTRIES,
    "The country of its principal place of business.",
    "party or registry",
    "annual report",
    "ownership",
)
citizen_of = members(
    "party.citizen_of",
    PARTY,
    COUNTRIES,
    "The countries of which the natural person is a citizen.",
    "party or registry",
    "identity paper",
)
resident_in = members(
    "party.resident_in",
    PARTY,
    COUNTRIES,
    "The countries in which the natural person is resident.",
    "party or registry",
    "identity paper",
)
us_citizen_or_permanent_resident = truth(
    "party.us_citizen_or_permanent_resident",
    PARTY,
    "A citizen or permanent resident of the United States.",
    "party or registry",
    "identity paper",
)
us_person = truth(
    "party.us_person",
    PARTY,
    "A citizen or permanent resident of the United States, or an entity organised under its law or that of one of its jurisdictions, foreign branches included.",
    "party or registry",
    "registry extract",
    "ownership",
)
acts_for_adversary = truth(
    "party.acts_for_prc_or_russia",
    PARTY,
    "Acts at the order or under the direction or control of China or Russia, or of a person that is directed or financed by them in whole or in the larger part.",
    "party or registry",
    "statement with funding file",
)
controlled = truth(
    "party.controlled_from_prc_or_russia",
    PARTY,
    "A person linked to China or Russia has the power, used or not, to decide its important matters: by majority or dominant minority of votes, board seats, proxies, a special share, contracts or acting in concert.",
    "party or registry",
    "share register, articles, shareholder agreements",
    "ownership",
)
