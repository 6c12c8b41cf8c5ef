"""The kinds of element that facts belong to: case > part > source > party, and the parties and features of a case.

Rule: a vehicle's parts and a part's sources are at least one, known or not; an actor is exactly one. A party is
carried by what leads to it (a source, the actor), so that an unknown about it is one question wherever it occurs.
"""

from pratique.logic.nodes import Kind

CASE = Kind("case")
"""One act on one day: who, what, into which market, and the vehicle if there is one."""
PARTY = Kind("party")
"""A person or organisation."""
ACTOR = Kind("actor", parent=CASE, carries=PARTY, exactly_one=True)
"""Who acts: sells, imports, exports, operates."""
PART = Kind("part", parent=CASE, at_least_one=True)
"""A line of the bill of materials, or an item that is shipped: hardware, software, chip, model."""
SOURCE = Kind("source", parent=PART, carries=PARTY, at_least_one=True)
"""A party in a role for one part: who designed, developed, made, supplied or maintains it."""

CONSIGNEE = Kind("consignee", parent=CASE, carries=PARTY, exactly_one=True)
"""Who receives the goods of an export."""
END_USER = Kind("end_user", parent=CASE, carries=PARTY, exactly_one=True)
"""Who uses what is exported, at its last place."""
PURCHASER = Kind("purchaser", parent=CASE, carries=PARTY)
"""Who buys what is exported, where that is another."""
INTERMEDIATE = Kind("intermediate_consignee", parent=CASE, carries=PARTY)
"""Who handles the goods on their way to the consignee."""
GENERATOR = Kind("generator", parent=PART)
"""A model whose unpublished output another was trained on."""

FEATURE = Kind("feature", parent=CASE)
"""A driving-automation feature of the vehicle, together with the conditions it is designed for."""

KINDS = {
    kind.name: kind
    for kind in (CASE, PARTY, ACTOR, PART, SOURCE, CONSIGNEE, END_USER, PURCHASER, INTERMEDIATE, GENERATOR, FEATURE)
}
