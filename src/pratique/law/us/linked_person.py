"""15 CFR 791.301, the person test: what ties somebody to a foreign adversary, whoever stands above.

Rule: an agent; a citizen or resident who is neither citizen nor permanent resident of the United States; whoever is
organised, headquartered or has its principal place of business there. The fourth limb, owned or controlled by one of
these, is asked of a graph with these parameters. Kept apart from the instrument, so that a question about owners does
not load it.
"""

from pratique.law.owners import PersonLimbs

CITE = "15 CFR 791.301"
PEOPLE = ("citizenship", "residence")
"""What ties a natural person, as sources of ownership call it."""
PLACES = ("organised", "headquarters", "principal_place")
"""What ties everybody else."""
EXEMPT = frozenset({"US"})
"""Whose citizens and permanent residents citizenship or residence does not tie."""
REGISTERS = PersonLimbs(PEOPLE, PLACES, EXEMPT)
