"""Nothing is ruled out over a file that holds nothing, over words beside what is read, or over a nominee of nobody.

As in `test_no_over_a_hole_formats`, a table beside each file would give "no" if what it says were lost; a graph that
is stored of both files gives the same answer, findings and all.
"""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from tests.parties.test_no_over_a_hole_formats import ALPHA, COMPANY, OWNS, PARTIES, S, ftm, holds, psc, votes

from pratique.parties.stored.build import build_graph
from pratique.reports.ownership import ownership_data
from pratique.usecases.ownership.own import OwnQuestion, own

HEAD = "kind,subject,holder,share,organised,headquarters,principal_place,concert\n"
TABLE = "kind,subject,holder,share,decisive\n"
ON = date(2026, 6, 1)


def asked(folder: Path, data: str | bytes, subject: str = "s", more: str = "") -> str:
    """Whether the German company is controlled from China: by the files, and by a graph that is stored of them."""
    rows = f"party,{subject},,,DE,DE,DE,\nparty,b,,,DE,DE,DE,\ncomplete,b\ndispersed,{subject},,5,,,,no\n{more}"
    (folder / "asked").write_bytes(data if isinstance(data, bytes) else data.encode())
    (folder / "beside.csv").write_text(HEAD + rows, encoding="utf-8")
    files = [folder / "asked", folder / "beside.csv"]
    build_graph(files, folder / "graph")
    plain, kept = (
        ownership_data(own(subject, OwnQuestion(given, ON, countries=["CN=CN,HK"])))
        for given in (files, [folder / "graph"])
    )
    assert plain == kept
    found: str = plain["nexus"]["CN"]["controlled"]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"data": []}',
        "<html><body>Not found</body></html>",
        '<LEIData xmlns="http://www.gleif.org/data/schema/leidata/2016"><LEIRecords></LEIRecords></LEIData>',
        TABLE,
        "公司,股东,持股比例\n",
    ],
)
def test_a_file_without_a_record_says_nothing_of_anybody(tmp_path: Path, text: str) -> None:
    assert asked(tmp_path, text) == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"data": [], "meta": {"goldenCopy": {"publishDate": "2026-05-01T00:00:00Z"}}}),
        json.dumps(ftm("Address", "x", full=["Somewhere 1"])),
    ],
)
def test_an_answer_that_says_so_holds_nothing_honestly(tmp_path: Path, text: str) -> None:
    assert asked(tmp_path, text) == "no"


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ("nominee,s,b,,\n", "unknown"),
        ("trustee,s,b,,\n", "unknown"),
        ("nominee,s,b,,\nvotes,s,b,4,\n", "no"),
        ("nominee,s,b,,\nnominator,s,b,,no\n", "no"),
        ("trustee,s,b,,\ncomplete,s,,,\n", "no"),
        ("management,s,b,,\n", "no"),
    ],
)
def test_a_nominee_of_whom_no_stake_is_stated(tmp_path: Path, rows: str, outcome: str) -> None:
    assert asked(tmp_path, TABLE + rows) == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("kind,subject,holder,share,\nvotes,s,b,60,as nominee for a\n", "unknown"),
        ("kind,subject,holder,share,,\nvotes,s,b,60,,\n", "no"),
        ("kind;subject;holder;share;;\nvotes;s;b;60;;see the agreement\n", "unknown"),
        ("company,shareholder,votes %,Status\ns,b,60,active\n", "unknown"),
        ("company,shareholder,votes %,Valid until\ns,b,60,2030-01-01\n", "no"),
    ],
)
def test_what_stands_below_a_title_that_is_none(tmp_path: Path, text: str, outcome: str) -> None:
    assert asked(tmp_path, text) == outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("b holds as nominee for a", "unknown"),
        ("under the control of a", "unknown"),
        ("no longer holds it", "unknown"),
        ("Copied from the register on 1 May.", "no"),
        ("There is no shareholders' agreement.", "no"),
    ],
)
def test_what_stands_beside_a_record_or_a_cell(tmp_path: Path, said: str, outcome: str) -> None:
    noted = {**holds("r", "b", votes(60)), "annotations": [{"motivation": "commenting", "description": said}]}
    assert asked(tmp_path, json.dumps([*PARTIES, noted])) == outcome
    book = openpyxl.Workbook()
    book.active.append(["kind", "subject", "holder", "share"])
    book.active.append(["votes", "s", "b", 60])
    book.active["C2"].comment = Comment(said, "somebody")
    out = io.BytesIO()
    book.save(out)
    assert asked(tmp_path, out.getvalue()) == outcome


@pytest.mark.parametrize(
    ("nature", "outcome"),
    [
        ("ownership-of-shares-75-to-100-percent", "no"),
        ("ownership-of-shares-75-to-100-percent-as-firm", "no"),
        ("ownership-of-shares-75-to-100-percent-as-trust", "unknown"),
        ("voting-rights-75-to-100-percent-as-nominee-registered-overseas-entity", "unknown"),
    ],
)
def test_trustees_and_nominees_of_the_register_of_the_united_kingdom(
    tmp_path: Path, nature: str, outcome: str
) -> None:
    record = psc(nationality="British", country_of_residence="England", natures_of_control=[nature])
    assert asked(tmp_path, json.dumps(record), COMPANY) == outcome


@pytest.mark.parametrize(
    ("beside", "outcome"),
    [
        ([ftm("Ownership", **{**OWNS, "owner": ["b"]}, notes=["held on behalf of Alpha"])], "unknown"),
        ([ftm("Ownership", **{**OWNS, "owner": ["b"]}, notes=["from the annual report"])], "no"),
        ([ftm("Company", "s", name=["Sub"], topics=["gov.soe"], country=["cn"])], "unknown"),
        ([ftm("Company", "s", name=["Sub"], topics=["gov.soe"], country=["de"])], "no"),
        ([ftm("Company", "s", name=["Sub"], topics=["gov.soe"])], "unknown"),
        ([ftm("Company", "s", name=["Sub"], topics=["corp.public"], country=["cn"])], "no"),
    ],
)
def test_what_entities_are_called(tmp_path: Path, beside: list[Any], outcome: str) -> None:
    assert asked(tmp_path, "\n".join(json.dumps(each) for each in [ALPHA, *beside])) == outcome


def test_a_finding_is_told_where_it_stands_whether_stored_or_not(tmp_path: Path) -> None:
    rows: list[Any] = [*PARTIES, None, holds("r", "b", votes("sixty"))]
    assert asked(tmp_path, json.dumps(rows)) == "unknown"
    assert asked(tmp_path, f'{TABLE}votes,s,"b,60,\n') == "unknown"
    assert asked(tmp_path, json.dumps({"data": [{"type": "x", "attributes": {}}]}), S) == "unknown"
