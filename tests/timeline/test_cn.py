"""Every date of the Chinese books on the day before, the day and the day after, against what was written by hand.

`cn_clocks.csv` has the first and last day of every provision, `cn_permits.csv` who held which permit on which day,
`cn_edges.toml` what comes out around every other date that a condition reads. The law file and the sources of the
books stand behind them, so that a slip in a table is a failure here; so is a date that none of them knows.
"""

from __future__ import annotations

import copy
import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from tests.cases.runner import HERE as CASES
from tests.cases.runner import KNOWN_ON, put
from tests.gathered import each_of

from pratique.dossier.document import plain_data
from pratique.facts.kinds import CASE
from pratique.law import book
from pratique.law.cn.permits.recorded import held
from pratique.law.cn.permits.services import any_local_instrument
from pratique.law.cn.permits.tables import local_law, permits
from pratique.law.instrument import Instrument, conditions_of
from pratique.logic.entities import Entity
from pratique.logic.intervals import INFINITY
from pratique.logic.lint import atoms
from pratique.logic.nodes import InRegion
from pratique.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from pratique.logic.values import Value, one_of, point
from pratique.readings.decide import decide
from pratique.usecases.answer.answer import Answer
from pratique.usecases.check import check

FOLDER = Path(__file__).parent
DAY = timedelta(days=1)
BOOKS: list[Instrument] = [book.load([name]).instruments[0] for name in book.INSTRUMENTS if name.startswith("cn.")]
OPEN_START = "1949-10-01"
"""Where the provisions that stand for an unexamined time begin; no text has that day."""


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((FOLDER / name).read_text(encoding="utf-8").splitlines()))


def _case(on: date, **choices: str) -> Entity:
    values: dict[str, Value] = {name.replace("__", "."): one_of(value) for name, value in choices.items()}
    return Entity(CASE, "case", {"act.date": point(on), **values})


# --- clocks -------------------------------------------------------------------------------------------------

CLOCKS = _rows("cn_clocks.csv")
PROVISIONS = {(each.id, provision.cite): provision for each in BOOKS for provision in each.provisions}
NEVER_BEGAN = {f"Announcement No. {number} of 2025" for number in (55, 56, 57, 58)}
"""Suspended on the day before the day they name; `cn_edges.toml` walks their suspension."""


@each_of(CLOCKS, lambda row: row["cite"])
def test_a_provision_holds_from_its_day_to_its_day(row: dict[str, str]) -> None:
    provision = PROVISIONS[row["instrument"], row["cite"]]
    if not row["from"]:
        assert provision.clocks.in_force is None
        return
    for word, before, after in (("from", FALSE, TRUE), ("until", TRUE, FALSE)):
        if row[word] and provision.cite not in NEVER_BEGAN:
            edge = date.fromisoformat(row[word])
            told = [decide(provision.clocks.by_text(), _case(day)).truth for day in (edge - DAY, edge, edge + DAY)]
            assert told == [before, after, after]


def test_every_provision_has_its_days_written_by_hand() -> None:
    real = {key for key, each in PROVISIONS.items() if str(each.clocks.in_force) != OPEN_START}
    assert real == {(row["instrument"], row["cite"]) for row in CLOCKS}
    for row in CLOCKS:
        clocks = PROVISIONS[row["instrument"], row["cite"]].clocks
        assert (str(clocks.in_force or ""), str(clocks.lapses or "")) == (row["from"], row["until"])


# --- permits ------------------------------------------------------------------------------------------------

HELD: dict[str, Truth] = {"yes": TRUE, "no": FALSE, "open": UNKNOWN}
PERMITS = _rows("cn_permits.csv")


def _key(row: dict[str, str]) -> tuple[str, str, str, str, bool]:
    return (row["city"], row["district"], row["holder"], row["on_board"], row["paid"] == "yes")


@each_of(PERMITS, lambda row: f"{row['district']}-{row['holder']}-{row['day']}")
def test_a_permit_was_held_or_not(row: dict[str, str]) -> None:
    on = date.fromisoformat(row["day"])
    mine = [p for p in permits() if (p.city, p.district, p.holder, p.on_board, p.paid) == _key(row)]
    found = [p.held(on) for p in mine]
    assert HELD[row["held"]] in found
    assert [decide(held(p), _case(on)).truth for p in mine] == found, (
        "the law reads the table as the table reads itself"
    )


def test_every_day_of_every_permit_is_written_by_hand() -> None:
    known = {(*_key(row), date.fromisoformat(row["day"])) for row in PERMITS}
    for p in permits():
        for edge in (p.possible_from, p.since, p.doubt_from, p.until):
            for day in () if edge is None else (edge - DAY, edge, edge + DAY):
                assert (p.city, p.district, p.holder, p.on_board, p.paid, day) in known, (p, day)


REACHED = {
    "beijing": ("2021-10-01", TRUE), "shenzhen": ("2022-08-01", TRUE), "wuhan": ("2022-08-08", TRUE),
    "chongqing": ("2022-08-08", TRUE), "shanghai": ("2023-02-01", TRUE), "hangzhou": ("2024-05-01", UNKNOWN),
    "guangzhou": ("2025-02-28", TRUE),
}  # fmt: skip
"""The first day on which an instrument of the city reaches a car with nobody on board."""
LATER = {"2025-03-01", "2025-04-01"}
"""Wuhan and Beijing: a regulation takes the place of a notice; `cn_edges.toml` has what that changes."""


@pytest.mark.parametrize("city", REACHED)
def test_a_local_instrument_reaches_from_its_day(city: str) -> None:
    first, reaches = date.fromisoformat(REACHED[city][0]), REACHED[city][1]
    district = "pudong" if city == "shanghai" else "elsewhere"

    def reached(on: date) -> Truth:
        return decide(any_local_instrument, _case(on, service__city=city, service__district=district)).truth

    assert [reached(first - DAY), reached(first), reached(first + DAY)] == [FALSE, reaches, reaches]


# --- everything else that a condition reads -----------------------------------------------------------------


@dataclass(frozen=True)
class Edge:
    """One date of one dossier: what comes out on three days."""

    of: str
    says: str
    data: dict[str, Any]
    vary: str
    on: date | None
    days: dict[str, str]


def _edges() -> Iterator[Edge]:
    for edge in plain_data(tomllib.loads((FOLDER / "cn_edges.toml").read_text(encoding="utf-8")))["edge"]:
        given = plain_data(tomllib.loads((CASES / "cn" / f"{edge['of']}.toml").read_text(encoding="utf-8")))["given"]
        data = copy.deepcopy(given)
        for path, value in edge.get("set", {}).items():
            put(data, path, value)
        on = date.fromisoformat(edge["on"]) if "on" in edge else None
        yield Edge(edge["of"], edge["says"], data, edge.get("vary", "act.date"), on, edge["days"])


EDGES = list(_edges())


def answer_on(edge: Edge, day: str) -> Answer:
    """What comes out for the dossier of an edge when its date is `day`."""
    data, on = copy.deepcopy(edge.data), edge.on
    if edge.vary == "act.date":
        on = date.fromisoformat(day)
    else:
        put(data, f"facts/{edge.vary}", day)
    return check(data, on=on, known_on=KNOWN_ON)


@pytest.mark.parametrize("edge", EDGES, ids=lambda each: f"{each.of}: {each.says}")
def test_a_date_flips_what_it_should(edge: Edge) -> None:
    verdicts = {day: answer_on(edge, day).verdict for day in edge.days}
    told = {day: v.best if v.best == v.worst else f"{v.best} .. {v.worst}" for day, v in verdicts.items()}
    assert told == edge.days


@each_of(EDGES, lambda each: f"{each.of}: {each.says}")
def test_an_edge_is_three_days_in_a_row(edge: Edge) -> None:
    days = [date.fromisoformat(day) for day in edge.days]
    assert days == [days[0], days[0] + DAY, days[0] + 2 * DAY]


def _dates_read(instrument: Instrument) -> Iterator[tuple[str, date]]:
    for _, condition in conditions_of(instrument):
        for atom in atoms(condition):
            name = getattr(atom.number, "name", "") if isinstance(atom, InRegion) else ""
            if isinstance(atom, InRegion) and name in ("act.date", "access.type_application_date"):
                ends = [end for each in atom.where.intervals for end in (each.low, each.high)]
                yield from ((name, date.fromordinal(int(end))) for end in ends if abs(end) != INFINITY)


@pytest.mark.parametrize("instrument", BOOKS, ids=lambda each: each.id)
def test_no_date_of_a_condition_is_left_out(instrument: Instrument) -> None:
    folder = instrument.id.removeprefix("cn.")
    walked = {(e.vary, date.fromisoformat(list(e.days)[1])) for e in EDGES if e.of.startswith(f"{folder}/")}
    if folder in ("permits", "access"):  # access lifts by the permits of the cities
        table = {edge for p in permits() for edge in (p.possible_from, p.since, p.doubt_from, p.until) if edge}
        walked |= {("act.date", edge) for edge in table}
        walked |= {("act.date", date.fromisoformat(first)) for first, _ in REACHED.values()}
        assert {str(each.effective) for each in local_law()} == {first for first, _ in REACHED.values()} | LATER
    left_out = {f"{name} {day}" for name, day in _dates_read(instrument)} - {f"{name} {day}" for name, day in walked}
    assert left_out == set()


def test_each_reading_of_the_end_of_the_suspension_settles_it() -> None:
    notice = PROVISIONS["cn.export", "Announcement No. 58 of 2025"]
    case = _case(date(2026, 11, 22))
    for reading, truth in (("2026-11-10", TRUE), ("2027-01-10", FALSE)):
        values = {**case.values, "legal.cn.export.suspension_of_no_70_ends": one_of(reading)}
        assert decide(notice.clocks.by_text(), structs.replace(case, values=values)).truth is truth
