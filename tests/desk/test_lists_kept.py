"""Lists that many people keep at once: none is lost, and each has the day that was said of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pratique.desk.api.lists import keep_list
from pratique.desk.kept_lists import days_in


def test_the_days_of_lists_that_are_kept_at_once(tmp_path: Path) -> None:
    said = {f"list{index}.csv": f"2026-11-{index + 1:02}" for index in range(24)}

    def keep(name: str) -> None:
        keep_list(tmp_path / "lists", name, name.encode(), said[name])

    with ThreadPoolExecutor(8) as people:
        assert list(people.map(keep, said)) == [None] * len(said)
    assert days_in(tmp_path / "lists") == said
    assert {each: (tmp_path / "lists" / each).read_bytes() for each in said} == {each: each.encode() for each in said}
