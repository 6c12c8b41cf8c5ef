"""What is asked of twice as much takes about twice the work: counted in calls, which are the same on every machine.

Each list of a dossier, or of what stands beside it, is given once so long and once twice as long. What grew with the
square of its length until it was measured stands here.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from cProfile import Profile
from datetime import date
from pathlib import Path

import pytest

from pratique.errors import InvalidInput
from pratique.usecases.check import check

SHORT = 70
"""Above what is asked of at most, such as 60 open holdings: below, the work grows with how many are asked."""
DAY = date(2026, 11, 22)
HEAD = 'title = "long"\nknown_on = 2026-11-22\n'
ACT = (
    '[[transactions]]\nid = "sale"\nact = "sale"\nrole = "manufacturer"\ndate = 2026-11-22\n'
    'into = "US"\nvehicle = "v"\n'
)
VEHICLE = '[[vehicles]]\nid = "v"\nmodel_year = 2027\n'
PART = '[[vehicles.parts]]\nref = "p{0}"\nname = "Part {0}"\nkind = "software"\n'
PARTY = '[[parties]]\nid = "c{0}"\nname = "c{0}"\norganised_in = "DE"\n'
ANSWER = (
    '[[answers]]\nentity = "v"\npart = "p{0}"\nfact = "part.programmable"\nvalue = true\nby = "A"\nsource = "b"\n'
    "asserted_on = 2026-01-01\n"
)


def each(row: str, count: int) -> str:
    return "".join(row.format(number, number + 1) for number in range(count))


def registry(row: str) -> Callable[[Path, int], str]:
    def made(folder: Path, count: int) -> str:
        (folder / "s.csv").write_text("kind,subject,holder,share\n" + each(row, count))
        return 'registries = ["s.csv"]\n' + HEAD + PARTY.format(0) + VEHICLE + ACT + 'actor = "c0"\n'

    return made


def bill(folder: Path, count: int) -> str:
    (folder / "b.csv").write_text(
        "ref,name,supplier,supplier.country\n" + each("r{0},Unit {0},Maker {0},CN\n", count)
    )
    return HEAD + VEHICLE + 'boms = ["b.csv"]\n' + ACT


def answers_beside(folder: Path, count: int) -> str:
    (folder / "d.answers.toml").write_text(each(ANSWER, count))
    return HEAD + VEHICLE + each(PART, count) + ACT


LISTS: dict[str, Callable[[Path, int], str]] = {
    "parts": lambda _, count: HEAD + VEHICLE + each(PART, count) + ACT,
    "answers about parts": lambda _, count: HEAD + VEHICLE + each(PART, count) + ACT + each(ANSWER, count),
    "answers in a file": answers_beside,
    "a bill": bill,
    "parties": lambda _, count: HEAD + each(PARTY, count) + VEHICLE + ACT,
    "acts": lambda _, count: HEAD + VEHICLE + each(ACT.replace('"sale"\nact', '"sale{0}"\nact'), count),
    "a chain of owners": registry("votes,c{0},c{1},60\n"),
    "holders of one company": registry("votes,c0,h{0},0.01\n"),
    "companies of one holder": registry("votes,d{0},c0,60\n"),
    "concerts that overlap": registry("votes,c0,h{0},0.01\nconcert,c0,h{0};h{1},\n"),
    "vetoes": registry("veto,c0,h{0},\n"),
}


def calls(folder: Path, text: str) -> int:
    """How many functions are called, those in C too, while a dossier is checked."""
    (folder / "d.toml").write_text(text)
    profile = Profile()  # it counts in C: a function of ours at each call took longer than the check
    with suppress(InvalidInput), profile:  # to refuse takes work too
        check(folder / "d.toml", known_on=DAY)
    return sum(each.callcount for each in profile.getstats())


def grows_in_line(made: Callable[[int], int]) -> bool:
    """Whether twice as much is about twice the work; what is the same for every length cancels out."""
    made(SHORT)  # what is worked out once in a process
    short, double, fourfold = (made(SHORT * times) for times in (1, 2, 4))
    return fourfold - double < 2.6 * (double - short)  # of a line twice, of a square four times


@pytest.mark.parametrize("name", LISTS)
def test_twice_as_much_takes_about_twice_the_work(name: str, tmp_path: Path) -> None:
    assert grows_in_line(lambda count: calls(tmp_path, LISTS[name](tmp_path, count)))


def test_vehicles_of_one_id_are_read_once_before_they_are_refused(tmp_path: Path) -> None:
    def refused(count: int) -> int:
        return calls(tmp_path, HEAD + VEHICLE * count + ACT)

    assert grows_in_line(refused)
