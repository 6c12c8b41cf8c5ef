"""15 CFR 791.301: what registries are asked of the holders of a company, as parameters of the law.

Rule: who belongs to the countries, and from which share on a minority may be dominant, is said here and nowhere else;
what registries then show of a company is computed with these, and where the second is not construed, for the widest.
"""

from fractions import Fraction

from pratique.facts.definition import legal
from pratique.law.owners import HolderTest

CITE = "15 CFR 791.301"
SEATS = frozenset({"CN", "HK", "MO", "RU"})
"""The seats that 15 CFR 791.4 names for subpart D, both special regions among them."""

dominant_minority = legal(
    "us.cfr15_791d.dominant_minority",
    ("from_a_tenth", "from_a_quarter"),
    "From which share of capital or votes on a holder may be a dominant minority, so that its powers are asked for: the "
    "text names no figure. Below it a minority without a stated power decides nothing.",
    usual="from_a_tenth",
    cautious="from_a_tenth",
    cite=CITE,
)
SUSPICION = {"from_a_tenth": Fraction(1, 10), "from_a_quarter": Fraction(1, 4)}
"""The share in parts of one, by construction."""
REGISTERS = HolderTest(SEATS, dominant_minority, SUSPICION)
