"""Every dated row of the Chinese books, on its edge and the day before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from pratique.facts.kinds import CASE
from pratique.law import book
from pratique.law.cn.permits.recorded import held
from pratique.law.cn.permits.services import any_local_instrument
from pratique.law.cn.permits.tables import LocalLaw, Permit, local_law, permits
from pratique.law.provision import Provision
from pratique.logic.entities import Entity
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import one_of, point
from pratique.readings.decide import decide

DAY = timedelta(days=1)
PROVISIONS = [
    provision
    for name in book.INSTRUMENTS
    if name.startswith("cn.")
    for provision in book.load([name]).instruments[0].provisions
]


def _case(on: date, **choices: str) -> Entity:
    values = {name.replace("__", "."): one_of(value) for name, value in choices.items()}
    return Entity(CASE, "case", {"act.date": point(on), **values})


def _dated() -> Iterator[tuple[Provision, date]]:
    for provision in PROVISIONS:
        if provision.clocks.suspended and provision.clocks.in_force == date(2025, 11, 8):
            continue  # it never began to apply: see SUSPENDED
        start, end = provision.clocks.in_force, provision.clocks.lapses
        yield from ((provision, day) for day in (start, end) if day is not None)


@pytest.mark.parametrize(("provision", "edge"), list(_dated()), ids=lambda each: getattr(each, "cite", str(each)))
def test_a_provision_starts_and_ends_on_its_day(provision: Provision, edge: date) -> None:
    starts = edge == provision.clocks.in_force
    window = provision.clocks.by_text()
    assert decide(window, _case(edge - DAY)).truth is (FALSE if starts else TRUE)
    assert decide(window, _case(edge)).truth is (TRUE if starts else FALSE)


@pytest.mark.parametrize("row", permits(), ids=lambda row: f"{row.district}-{row.holder}-{row.possible_from}")
def test_a_permit_reads_the_same_in_law_and_table(row: Permit) -> None:
    edges = {day for day in (row.possible_from, row.since, row.doubt_from, row.until) if day is not None}
    for edge in edges:
        for on in (edge - DAY, edge):
            assert decide(held(row), _case(on)).truth is row.held(on), on


@pytest.mark.parametrize("row", local_law(), ids=lambda row: row.id)
def test_a_local_instrument_reaches_from_its_day(row: LocalLaw) -> None:
    city, start = row.city, row.effective
    first = min(each.effective for each in local_law() if each.city == city)
    district = "pudong" if city == "shanghai" else "elsewhere"

    def reached(on: date) -> Truth:
        return decide(any_local_instrument, _case(on, service__city=city, service__district=district)).truth

    assert reached(start) is row.reaches_unmanned
    assert reached(first - DAY) is FALSE


SUSPENDED = {
    "2025-11-06": {"57": FALSE, "61": TRUE, "18": TRUE},
    "2025-11-08": {"57": FALSE, "61": FALSE, "18": TRUE},
    "2025-11-07": {"57": FALSE, "61": FALSE, "18": TRUE},
    "2026-11-10": {"57": FALSE, "61": FALSE, "18": TRUE},
    "2026-11-11": {"57": UNKNOWN, "61": UNKNOWN, "18": TRUE},
    "2027-01-10": {"57": UNKNOWN, "61": UNKNOWN, "18": TRUE},
    "2027-01-11": {"57": TRUE, "61": TRUE, "18": TRUE},
}


@pytest.mark.parametrize("on", SUSPENDED)
def test_the_end_of_the_suspension_is_disputed(on: str) -> None:
    notices = {
        p.cite.split()[2]: p for p in PROVISIONS if p.cite.startswith("Announcement No.") and p.cite.endswith("2025")
    }
    for number, expected in SUSPENDED[on].items():
        clocks = notices[number].clocks
        assert decide(clocks.by_text(), _case(date.fromisoformat(on))).truth is expected, number


def test_each_reading_of_the_end_settles_it() -> None:
    notice = next(p for p in PROVISIONS if p.cite == "Announcement No. 58 of 2025")
    case = _case(date(2026, 11, 22))
    for reading, truth in (("2026-11-10", TRUE), ("2027-01-10", FALSE)):
        case.values = {**case.values, "legal.cn.export.suspension_of_no_70_ends": one_of(reading)}
        assert decide(notice.clocks.by_text(), case).truth is truth
