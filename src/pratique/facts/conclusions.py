"""Conclusions: a defined term of a law stated as a whole, with source and basis, by whoever worked it out.

Rule: a conclusion is a fact of the dossier: yes, no, or not stated, which is known and never asked. It stands where
the elements of its term are not known, and contradicts them where they are known otherwise.
"""

from pratique.facts.definition import conclusion, number, stated
from pratique.facts.kinds import CASE, PART, PARTY

connected = conclusion(
    "vehicle.connected",
    CASE,
    "It was concluded that the vehicle is a connected vehicle (15 CFR 791.301).",
    "vehicle maker",
    "assessment of the maker, opinion of counsel",
)
completed_connected = conclusion(
    "vehicle.completed_connected_vehicle",
    CASE,
    "It was concluded that the vehicle is a completed connected vehicle (15 CFR 791.301).",
    "vehicle maker",
    "assessment of the maker, opinion of counsel",
)
vcs_hardware = conclusion(
    "part.vcs_hardware",
    PART,
    "It was concluded that the part is VCS hardware (15 CFR 791.301).",
    "part supplier",
    "assessment of the maker, opinion of counsel",
)
covered_software = conclusion(
    "part.covered_software",
    PART,
    "It was concluded that the software is covered software (15 CFR 791.301).",
    "software supplier",
    "assessment of the maker, opinion of counsel",
)
legacy_software = conclusion(
    "part.legacy_software",
    PART,
    "It was concluded that the software is legacy software (15 CFR 791.301).",
    "software supplier",
    "commit log, opinion of counsel",
)
linked = conclusion(
    "party.linked",
    PARTY,
    "It was concluded that the party is owned by, controlled by, or subject to the jurisdiction or direction of China or Russia.",
    "party or registry",
    "ownership report, opinion of counsel",
)

A_NUMBERS = ("3A090.a", "4A090.a")
B_NUMBERS = ("3A090.b", "4A090.b")
OTHER_NUMBERS = ("3A001", "3A991", "4A003", "4A994", "5A002", "5A992", "other")
"""Entries that hold none of the items of 3A090, 4A090 and 4E091; a .z item of theirs is not stated as one of these."""
eccn = stated(
    "item.eccn",
    PART,
    (*A_NUMBERS, *B_NUMBERS, "3A090.c", "4E091", *OTHER_NUMBERS, "EAR99"),
    "The entry of the control list that the item was classified in; `other` is another entry than those named, EAR99 is none.",
    "part supplier",
    "classification by the maker or the agency",
)
tpp = number(
    "item.tpp",
    PART,
    "",
    "Total processing performance as its maker or the agency states it, in the place of rates and bit lengths.",
    "part supplier",
    "classification by the maker or the agency",
    low=0,
)
performance_density = number(
    "item.performance_density",
    PART,
    "",
    "Performance density as its maker or the agency states it; none where no logic die is made in a non-planar process.",
    "part supplier",
    "classification by the maker or the agency",
    may_be_none=True,
    low=0,
)
FIGURES = (tpp.name, performance_density.name)
"""Conclusions that are numbers: what they are worked out from is set aside where they are stated."""

RULINGS = frozenset({"trade.origin", "trade.hs6", "access.product_access_granted"})
"""Facts that an authority may have ruled on: an origin, a heading, a product admitted. Stated with a document they are
conclusions too; the law reads them as they are."""
