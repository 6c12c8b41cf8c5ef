"""What the permits of Chinese cities have beside provisions: the table of them, with the law of the cities."""

from __future__ import annotations

from pratique.law.cn.dates import CHECKED_ON
from pratique.law.cn.permits.tables import local_law, permits
from pratique.law.permit import PermitTable
from pratique.law.registered import Registration

REGISTRATION = Registration(permits=PermitTable(permits, local_law, CHECKED_ON))
