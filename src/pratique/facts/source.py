"""A source: one party in its roles for one part."""

from pratique.facts.definition import members, truth
from pratique.facts.kinds import SOURCE

ROLES = (
    "designed",
    "developed",
    "manufactured",
    "supplied",
    "operates",
    "manages",
    "maintains",
    "repairs",
    "updates",
    "services",
)
roles = members(
    "source.roles",
    SOURCE,
    ROLES,
    "What the party does for the part.",
    "part supplier",
    "contract, delivery note, commit log",
    "supplier",
)
only_by_citizenship = truth(
    "source.only_by_citizenship",
    SOURCE,
    "The party counts only because of the citizenship of natural persons whom another entity employs or engages.",
    "part supplier",
    "employment records",
)
