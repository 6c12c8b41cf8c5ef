"""The table of limits in the documentation: what stands there is what the program refuses, and each is refused.

Rule: a limit that a file can meet is written in docs/limits.md with the constant that holds it, so that neither
changes alone.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.running import run

PAGE = Path(__file__).parents[2] / "docs" / "limits.md"
_ROW = re.compile(r"^\| (?P<what>[^|]+) \| (?P<most>[\d,]+)(?: (?P<unit>[A-Za-z]+))? \|.*\| `(?P<where>[\w.]+)` \|$")
_UNITS = {None: 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3, "s": 1, "levels": 1}


def rows() -> list[tuple[str, int, str]]:
    found = [match for line in PAGE.read_text().splitlines() if (match := _ROW.match(line))]
    return [(m["what"], int(m["most"].replace(",", "")) * _UNITS[m["unit"]], m["where"]) for m in found]


@pytest.mark.parametrize(("what", "most", "where"), rows())
def test_the_page_says_what_the_program_holds_to(what: str, most: int, where: str) -> None:
    module, _, name = where.rpartition(".")
    assert getattr(import_module(module), name) == most, what


def test_every_row_of_the_page_is_looked_at() -> None:
    table = [line for line in PAGE.read_text().splitlines() if line.startswith("| ") and "`pratique." in line]
    assert len(rows()) == len(table) >= 20


def test_more_acts_than_are_decided_together_are_refused_before_any_is(tmp_path: Path) -> None:
    from pratique.dossier.document import MOST_ACTS

    one = '[[transactions]]\nid = "s{n}"\nact = "sale"\nrole = "manufacturer"\ndate = 2026-11-22\ninto = "US"\n'
    (tmp_path / "d.toml").write_text("".join(one.replace("{n}", str(n)) for n in range(MOST_ACTS + 1)))
    for command in ("check", "needs", "what-if"):
        ran = run(command, tmp_path / "d.toml")
        assert (ran.status, "5,001 transactions; at most 5,000" in ran.err, "pratique bulk" in ran.err) == (
            4,
            True,
            True,
        )


def test_more_parties_than_are_screened_at_once_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pratique.usecases.ownership import screening

    monkeypatch.setattr(screening, "MOST_SCREENED", 3)
    (tmp_path / "s.csv").write_text("name\nA One\nB Two\nC Three\nD Four\n")
    (tmp_path / "l.csv").write_text("name,source\nAcme,Made-up List (MUL)\n")
    ran = run("screen", tmp_path / "s.csv", "--list", tmp_path / "l.csv")
    assert (ran.status, "4 parties; at most 3" in ran.err) == (4, True)


def test_values_of_another_kind_are_told_until_they_are_no_slip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    from pratique import errors

    monkeypatch.setattr(errors, "MOST_ERRORS", 50)

    def bill(**fields: object) -> str:
        rows = [{"type": "device", "name": "x", "bom-ref": str(n)} | fields for n in range(60)]
        (tmp_path / "b.json").write_text(
            json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": rows})
        )
        ran = run("convert", tmp_path / "b.json", "--to", "spdx-3.0", "-o", tmp_path / "out.json")
        assert ("findings.many" in ran.err) == (ran.status == 4)
        return ran.err

    assert "findings.many" in bill(version=["no text"])
    assert "findings.many" not in bill(version=7)  # a number in place of a text is taken as it is written


def test_the_chains_of_many_holders_are_no_more_than_anybody_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    from pratique.usecases.ownership import owned

    monkeypatch.setattr(owned, "MOST_STEPS", 40)
    rows = "".join(f"votes,c{n},c{n + 1},60\n" for n in range(30))
    (tmp_path / "s.csv").write_text("kind,subject,holder,share\n" + rows)
    ran = run("own", "c0", "--registry", tmp_path / "s.csv", "--on", "2026-11-22", "--format", "json")
    above = json.loads(ran.out)["controllers"]
    assert len(above) == 30
    assert all(bool(each["chain"]) != each.get("chain_left_out", False) for each in above)
    assert sum(len(each["chain"]) for each in above) < 40 + 30
    assert [each["outcome"] for each in above] == ["yes"] * 30
