"""The European Union: customs duties, the countervailing duty on battery cars from China, type approval.

Rule: the countervailing duty turns on the entity that made the car and stands on the invoice; customs duty and the
scope of the measure turn on origin and on what turns the wheels. Duties add up on the same value, none compounds.
"""

from pratique.law.eu.approval import APPROVAL
from pratique.law.eu.duties import COUNTERVAILING, CUSTOMS, SCHEDULE

BY_NAME = {each.id: each for each in (CUSTOMS, COUNTERVAILING, APPROVAL)}
SCHEDULES = {"EU": SCHEDULE}
