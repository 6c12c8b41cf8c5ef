"""No command that told of an error in what it read ends with status 0, whatever else it could read.

Rule: every command that reads a file is given each of its files broken in several ways; a new command is in this by
itself, since the commands and what they are asked come from the tree (`tests.reports.test_hostile_tree`).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reports.test_hostile_output import folder  # noqa: F401
from tests.reports.test_hostile_tree import GIVEN
from tests.running import run

BREAKS = {
    "cut": lambda data: data[: len(data) * 2 // 3],
    "a line without end": lambda data: data + b'\n"x,y\nz,"q\n',
    "a short row": lambda data: data.rstrip() + b"\nx\n",
    "half a character": lambda data: data.replace(b"a", b"\xc3", 1),
    "one value of another kind": lambda data: data.replace(b'"name"', b'"name": 3, "other"', 1),
    "a number of no kind": lambda data: re.sub(rb"\d+", b"1e9999", data, count=1),
}
"""What may have become of a file on its way."""
WEIGHED = {"own"}
"""Commands whose outcome counts what could not be read: what it touches is open there."""
ERROR = re.compile(r"^\S.*: error: .* \[[a-z0-9_.-]+\]$", re.MULTILINE)


@pytest.mark.parametrize("name", [name for name, words in GIVEN.items() if any("@" in each for each in words)])
def test_an_error_that_was_told_is_never_status_0(name: str, folder: Path) -> None:  # noqa: F811
    words = GIVEN[name]
    for file in dict.fromkeys(each[1:] for each in words if each.startswith("@") and (folder / each[1:]).is_file()):
        whole = (folder / file).read_bytes()
        for how, broken in BREAKS.items():
            (folder / file).write_bytes(broken(whole))
            ran = run(*name.split(), *(str(folder / each[1:]) if each.startswith("@") else each for each in words))
            if ERROR.search(ran.err) and name not in WEIGHED:
                assert ran.status not in (0, 5), (file, how, ran.err)
            assert ran.status != 5, (file, how, ran.err)
        (folder / file).write_bytes(whole)


def test_what_is_built_of_what_could_be_read_says_that_not_all_was(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("kind,subject,holder,share\nvotes,a,b,60\nvtoes,a,c,10\n")
    ran = run("graph", "build", "--registry", tmp_path / "s.csv", "-o", tmp_path / "g")
    assert (ran.status, (tmp_path / "g").is_file()) == (4, True)
    (tmp_path / "l.csv").write_text("name,source\nAcme,X\n,X\n")
    ran = run("lists", "build", "--list", tmp_path / "l.csv", "-o", tmp_path / "i")
    assert (ran.status, (tmp_path / "i").is_file()) == (4, True)


def test_an_error_of_one_command_is_none_of_the_next(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("kind,subject,holder,share\nvtoes,a,c,10\n")
    assert run("graph", "build", "--registry", tmp_path / "s.csv", "-o", tmp_path / "g").status == 4
    assert run("law", "15 CFR 791.307").status == 0
