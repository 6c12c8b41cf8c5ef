"""When a permit covers a service: the one in hand, or one that the table records.

Rule: the table is not complete, so that it can prove a permit and never the lack of one. What a row leaves open (the
first day, who is on board, whether it still runs) is a legal fact of that row.
"""

from functools import cache

from pratique.facts.cn import service
from pratique.facts.definition import legal
from pratique.law.clocks import during
from pratique.law.cn.permits.tables import PAID_STAGES, RIDE_STAGES, permits
from pratique.law.permit import Permit
from pratique.logic.author import all_of, any_of, none_of, term
from pratique.logic.nodes import Condition

CITE = "local permit"


def _doubt(row: Permit, what: str, meaning: str) -> Condition:
    slug = f"cn.permits.{row.district}_{row.holder}_{row.possible_from:%Y_%m_%d}_{what}"
    fact = legal(slug, ("so", "not_so"), meaning, usual="so", cautious="not_so", cite=row.source)
    return fact.is_("so")


@cache
def held(row: Permit) -> Condition:
    """The permit of a row is held on the day of the act."""
    where = f"{row.holder} in {row.district}, {row.city}"
    parts: list[Condition] = []
    certain_end = row.doubt_from or row.until
    if row.since is not None:
        parts.append(during(row.since, certain_end))
    if row.since is None or row.possible_from < row.since:
        until = row.since or row.until
        early = during(row.possible_from, until)
        parts.append(
            all_of(early, _doubt(row, "held", f"Whether {where} held it in the time from {row.possible_from}."))
        )
    if row.doubt_from is not None:
        late = during(row.doubt_from, row.until)
        parts.append(
            all_of(
                late,
                _doubt(
                    row,
                    "still_held",
                    f"Whether {where} still held it from {row.doubt_from}. The table has: {row.note}.",
                ),
            )
        )
    return any_of(*parts)


def _covers(row: Permit) -> Condition:
    """The row's permit covers a service with this crew and fare."""
    on_board: Condition
    if row.on_board == "unknown":
        proved = _doubt(row, "unmanned", f"Whether {row.holder} may run with nobody on board in {row.city}.")
        on_board = any_of(none_of(service.on_board.is_("none")), proved)
    else:
        on_board = service.on_board.is_(*_at_least_so_many(row.on_board))
    parts = [
        service.city.is_(row.city),
        service.district.is_(row.district),
        service.holder.is_(row.holder),
        service.kind.is_(row.service),
        on_board,
        held(row),
    ]
    if not row.paid:
        parts.append(none_of(service.fare))
    return all_of(*parts)


def _at_least_so_many(seat: str) -> tuple[str, ...]:
    """Who may be on board under a permit that lets the operator sit there: the same, or closer to the wheel."""
    seats = ("driver_seat", "passenger_seat", "rear_seat", "none")
    return seats[: seats.index(seat) + 1]


recorded = term(
    "a permit that the table records",
    CITE,
    "The holder had a permit of that district on that day, for that service, crew and fare.",
    any_of(*(_covers(row) for row in permits())),
)
in_hand = term(
    "a permit in hand",
    CITE,
    "A permit of the city is valid on the day; its stage covers the fare, and it covers that nobody is on board.",
    all_of(
        service.held,
        any_of(service.stage.is_(*PAID_STAGES), all_of(service.stage.is_(*RIDE_STAGES), none_of(service.fare))),
        any_of(none_of(service.on_board.is_("none")), service.unmanned),
    ),
)
permit_covers = term(
    "a permit covers the service",
    CITE,
    "In hand or recorded, and the service stays inside its area and hours.",
    all_of(any_of(in_hand, recorded), service.inside_area, service.inside_hours),
)
