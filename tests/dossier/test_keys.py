"""A name that a document gives is never read as structure, whatever it is called."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pratique.dossier.keys import beside, end_of_name
from pratique.usecases.missing.needs import needs
from tests.running import KNOWN

LISTED = frozenset({"v/kit/other source", "v/other part", "v/a/other part 2/b"})
READ = [
    ("v/kit", None),
    ("v/kit/other source", None),
    ("v/kit/other source/source 1/party", None),
    ("v/kit/other source/other source", ("v/kit/other source/other source", "source")),
    ("v/kit/other source/other source 3/party", ("v/kit/other source/other source", "source")),
    ("v/kit/other sources", None),
    ("v/box/other source/party", ("v/box/other source", "source")),
    ("v/other part", None),
    ("v/other part/other source", ("v/other part/other source", "source")),
    ("v/a/other part 2/b", None),
    ("v/a/other part 2/c/other source", ("v/a/other part", "part")),
    ("s/other actor/party", None),
    ("v/other thing", None),
]
DOSSIER = """\
title = "names"
[[vehicles]]
id = "v"
model_year = 2027
parts_complete = true
[[vehicles.parts]]
ref = "{ref}"
kind = "software"
[[transactions]]
id = "s"
act = "sale"
role = "manufacturer"
date = 2026-12-22
into = "US"
vehicle = "v"
"""


@pytest.mark.parametrize(("key", "found"), READ)
def test_what_no_list_names_is_read_behind_the_longest_name(key: str, found: tuple[str, str] | None) -> None:
    assert beside(key, LISTED) == found


def test_a_name_ends_where_its_key_does() -> None:
    assert end_of_name("v/kit/other source/source 1", LISTED) == len("v/kit/other source")
    assert end_of_name("v/kit/other sources", LISTED) == 0


def matters(folder: Path, ref: str) -> list[tuple[str | None, str]]:
    file = folder / "names.toml"
    file.write_text(DOSSIER.format(ref=ref), encoding="utf-8")
    found = needs(file, known_on=date.fromisoformat(KNOWN[1]))
    return sorted((each.entity and each.entity.replace(ref, "PART"), each.fact) for each in found.matters)


@pytest.mark.parametrize("ref", ["kit/other source", "other software", "kit/other part 2/x"])
def test_a_part_is_asked_about_under_whatever_name(tmp_path: Path, ref: str) -> None:
    plain = matters(tmp_path, "kit")
    assert len({entity for entity, _ in plain}) > 3
    assert matters(tmp_path, ref) == plain
