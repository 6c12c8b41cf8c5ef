"""The strip of days: every time has its words, hostile words stay words, and the file is the drawing of the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from pratique.reports.strip import Noted, Standing, strip_svg
from tests.running import EXAMPLES, KNOWN, run

DAY = date(2026, 1, 1)
SVG = "{http://www.w3.org/2000/svg}"


def titles(drawn: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(drawn).iter(f"{SVG}title")]


def test_each_time_is_drawn_with_its_range_and_side_by_side() -> None:
    times = [
        Standing(DAY, date(2026, 1, 31), "clear", "clear"),
        Standing(date(2026, 2, 1), date(2026, 12, 31), "clear", "prohibited"),
        Standing(date(2027, 1, 1), date(2030, 12, 31), "prohibited", "prohibited"),
    ]
    drawn = strip_svg(times)
    assert titles(drawn)[1:] == [
        "2026-01-01 to 2026-01-31: clear",
        "2026-02-01 to 2026-12-31: clear .. prohibited",
        "2027-01-01 to 2030-12-31: prohibited",
    ]
    boxes = [each for each in ElementTree.fromstring(drawn).iter(f"{SVG}rect") if each.get("rx")]
    assert len({each.get("fill") for each in boxes}) == 3
    starts = [int(each.get("x", "")) for each in boxes]
    assert starts == sorted(set(starts))


def test_what_is_due_inside_is_drawn_and_words_of_strangers_stay_words() -> None:
    hostile = "<script>alert(1)</script>\u202e\x1b[2J"
    times = [Standing(DAY, date(2026, 12, 31), "clear", hostile)]
    drawn = strip_svg(
        times, [Noted(date(2026, 3, 1), "due", hostile), Noted(date(2031, 1, 1), "due", "later")], date(2026, 6, 1)
    )
    assert "<script>" not in drawn
    assert "\u202e" not in drawn
    assert "\x1b" not in drawn
    assert any("2026-03-01: due" in each for each in titles(drawn))
    assert not any("later" in each for each in titles(drawn))
    assert "2026-06-01: today" in titles(drawn)


def test_the_command_writes_the_times_that_it_prints(tmp_path: Path) -> None:
    dossier = str(EXAMPLES / "shanghai-app/dossier.toml")
    asked = ("when", dossier, "--from", "2025-01-01", "--to", "2027-12-31", *KNOWN)
    printed = run(*asked)
    target = tmp_path / "days.svg"
    drawn = run(*asked, "--format", "svg", "-o", str(target))
    assert drawn.status == printed.status
    told = titles(target.read_text("utf-8"))[1:]
    assert told
    for each in told:
        first, last = each.split(":")[0].split(" to ")
        assert first in printed.out
        assert last in printed.out
