"""Nothing fails on the first and the last day there is: registers write 9999-12-31 for what does not end."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from pratique.errors import Findings, Place
from pratique.facts.written import read_days
from pratique.figures.reader.text.dates import last_weekday
from pratique.files.clock import days_after, year_after
from pratique.parties.readers.fields import parse_days
from pratique.reports.calendar import event
from tests.running import EXAMPLES, SMALL, run

ENDS = (date.min, date.max)
MODEL = EXAMPLES / "model-bev/model.toml"
ANSWERED = """\
[[answers]]
entity = "s"
fact = "authorization.specific_granted"
value = true
source = "letter"
expires_on = 9999-12-31
"""
STAKES = "kind,subject,holder,share,from,to\nvotes,a,b,60,9999-12,9999-W52\nvotes,a,c,10,2020-01-01,9999-12-31\n"


@pytest.mark.parametrize("day", [*ENDS, date(2026, 11, 22), date(9999, 12, 1), date(1, 1, 5)])
@pytest.mark.parametrize("days", [-400, -1, 0, 1, 6, 400])
def test_days_after_stay_inside_and_are_the_plain_ones_there(day: date, days: int) -> None:
    try:
        plain = day + timedelta(days)
    except OverflowError:
        plain = date.min if days < 0 else date.max
    assert days_after(day, days) == plain
    assert year_after(day, 5) == min(day.year + 5, 9999)


@pytest.mark.parametrize(("written", "last"), [
    ("9999-12", date.max), ("9999-W52", date.max), ("9999", date.max), ("9999-12-31", date.max),
    ("2024-02", date(2024, 2, 29)), ("2026-02", date(2026, 2, 28)), ("2026-W01", date(2026, 1, 4)),
])  # fmt: skip
def test_a_register_may_write_any_day(written: str, last: date) -> None:
    findings = Findings()
    found = parse_days(written, findings, Place("x"))
    assert found is not None
    assert (found.last, len(findings)) == (last, 0)


@pytest.mark.parametrize("written", ["9999-12-31T23:59-12:00", "0001-01-01T00:00+12:00", "9999-12-31", "0001-01-01"])
def test_a_time_at_the_end_of_the_calendar_is_its_day(written: str) -> None:
    found = read_days(written)
    assert {date.fromordinal(int(found.low)), date.fromordinal(int(found.high))} <= set(ENDS)


def test_a_weekday_before_the_first_day_is_that_day() -> None:
    assert {last_weekday(number, date.min) for number in range(7)} == {date.min}


@pytest.mark.parametrize("day", [*ENDS, date(2026, 2, 28)])
def test_an_event_of_any_day_has_eight_digits(day: date) -> None:
    lines = event("m", "2026-11-22", day, "s", "n").decode().split("\r\n")
    days = [each.partition(":")[2] for each in lines if each.startswith(("DTSTART;", "DTEND;"))]
    assert days[0] == f"{day.year:04}{day.month:02}{day.day:02}"
    assert {len(each) for each in days} == {8}
    assert len(days) == 1 + (day < date.max)


@pytest.mark.parametrize("words", [
    ("calendar", "d.toml", "--from", "9999-12-01"),
    ("when", "d.toml", "--from", "9999-12-30", "--to", "9999-12-31", "--known-on", "2026-11-22"),
    ("own", "a", "--registry", "s.csv", "--on", "2026-11-22"),
    ("markets", str(MODEL), "--on", "9999-12-31"),
], ids=lambda words: words[0])  # fmt: skip
def test_no_command_fails_on_them(words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("d.toml", SMALL), ("d.answers.toml", ANSWERED), ("s.csv", STAKES)):
        (tmp_path / name).write_text(text)
    ran = run(*words)
    assert ran.status in (0, 1, 3), ran.err
