"""What a stranger wrote does nothing where it is shown: marks, links and formulas, format by format."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from pratique.facts import vehicle
from pratique.files.outward import is_harmless
from pratique.logic.interchange import to_plain
from tests.running import EXAMPLES, KNOWN, Ran, run

EVIL = (
    "=cmd|' /C calc'!A0 \x1b[2J\x1b[1;32mMAY CROSS\x1b[0m \x9b31m \u202e\u2066gnp\u200b"
    " [click](http://evil.invalid) <script>alert(1)</script> @everyone www.evil.invalid"
    " https://evil.invalid | `x` \x07"
)
"""One name that tries everything at once."""
STRANGE = EVIL
BEGINNINGS = {
    "much at once": "\t=cmd|' /C calc'!A0\x1b]8;;http://evil.invalid\x1b\\y\x9d0;t\x9c\r\nATTENDEE:mailto:a@evil.invalid"
    " </title><img src=x onerror=alert(1)>![i](http://evil.invalid)<http://evil.invalid> &#x202e;{{7*7}}\u2028\ufeff",
    "a tab and a formula": "\t=cmd|' /C calc'!A0",
    "a formula in full width": "\uff1dcmd|' /C calc'!A0",
    "a sum": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a mark of order and a formula": "\ufeff=cmd|' /C calc'!A0",
    "a separator and a formula": "\u2028=cmd|' /C calc'!A0",
    "an apostrophe and a formula": "'=cmd|' /C calc'!A0",
    "a break and a header": "\r\nATTENDEE:mailto:a@evil.invalid\r\nEND:VEVENT",
    "an end of a title": "</title><script>alert(1)</script>",
    "a picture": "![i](http://evil.invalid/i.png)",
    "a path": "../../evil/<b>\\..\\x:y*?.\u202exslx",
    "an escape": "\x1b]8;;http://evil.invalid\x1b\\y\x1b]8;;\x1b\\",
}
"""Other names: where a text begins counts in a table, a calendar and a title."""


def quoted(text: str) -> str:
    return json.dumps(text).replace("\x7f", "\\u007f")


@pytest.fixture
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Files in which every name is that of a stranger: the one above, or what the test asks for."""
    EVIL = f"{BEGINNINGS[request.param]} evil" if hasattr(request, "param") else STRANGE
    evil = quoted(EVIL)
    (tmp_path / "d.toml").write_text(
        f"title = {evil}\n[[parties]]\nid = 'p'\nname = {evil}\norganised_in = 'DE'\n"
        f"[[vehicles]]\nid = {evil}\nmodel_year = 2027\nboms = ['bom.json']\n"
        f"[[vehicles.parts]]\nref = {evil}\nname = {evil}\nkind = 'software'\n"
        "sources = [{ party = 'p', roles = ['developed', 'supplied'] }]\n"
        + "".join(
            f"[[transactions]]\nid = {quoted(EVIL + str(n))}\nact = 'sale'\nrole = 'manufacturer'\nactor = 'p'\n"
            f"date = 2026-12-22\ninto = 'US'\nout_of = 'CN'\nvehicle = {evil}\n"
            for n in range(2)
        )
        + f"[[answers]]\nentity = 'p'\nfact = 'party.headquartered_in'\nvalue = 'DE'\nby = {evil}\nsource = {evil}\n"
    )
    (tmp_path / "d.overlay.toml").write_text(
        f"[[policies]]\ncite = {evil}\nsummary = {evil}\nseverity = 'prohibited'\nfrom = '2020-01-01'\nby = {evil}\n"
        + f"when = {quoted(json.dumps(to_plain(vehicle.automation_level >= 0)))}\n"
    )
    bom = {
        "bomFormat": "CycloneDX", "specVersion": "1.6",
        "components": [{"type": "device", "bom-ref": EVIL, "name": EVIL,
            "supplier": {"name": EVIL},
            "properties": [{"name": "other:" + EVIL, "value": EVIL}]}],
    }  # fmt: skip
    (tmp_path / "bom.json").write_text(json.dumps(bom))
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["kind", "subject", "holder", "share", "name", "note"])
    rows.writerow(["party", "x", "", "", EVIL, ""])
    rows.writerow(["votes", "x", EVIL, "60", "", EVIL])
    rows.writerow([EVIL, "x", "y", EVIL, "", ""])
    (tmp_path / "stakes.csv").write_text(out.getvalue())
    (tmp_path / "list.json").write_text(json.dumps([{"name": EVIL, "source": EVIL, "id": EVIL, "remarks": EVIL}]))
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(
        [["indicator", "product", "geography", "period", "value", "unit", "publisher", "scope", "source", "note"],
         ["exports", "nev", "CN", "2024-01", "100", "vehicles", EVIL, EVIL, "https://a.invalid/x", EVIL]]
    )  # fmt: skip
    (tmp_path / "figures.csv").write_text(table.getvalue())
    chips = io.StringIO()
    csv.writer(chips, lineterminator="\n").writerows([["name", "tops"], [EVIL, "10@8"], [EVIL, EVIL]])
    (tmp_path / "chips.csv").write_text(chips.getvalue())
    (tmp_path / "features.toml").write_text(
        f"[[features]]\nid = {evil}\nname = {evil}\nsold_as = {evil}\nboth_at_once = true\n"
    )
    given = (EXAMPLES / "model-bev" / "model.toml").read_text()
    for name in ("Aster 5, battery-electric, built in Changsha", "Aster 5", "aster", "Changsha BYD Auto Co., Ltd."):
        assert f'"{name}"' in given
        given = given.replace(f'"{name}"', evil)
    (tmp_path / "model.toml").write_text(given)
    (tmp_path / "many").mkdir()
    for name in ("d.toml", "d.overlay.toml", "bom.json"):
        (tmp_path / "many" / name).write_bytes((tmp_path / name).read_bytes())
    (tmp_path / "bulletin.txt").write_text(f"{EVIL}\nIn October 2024, China exported 1,000 vehicles, {EVIL}.\n")
    return tmp_path


def ran_in(folder: Path, arguments: tuple[str, ...]) -> Ran:
    return run(*(str(folder / each[1:]) if each.startswith("@") else each for each in arguments))


def sends_nothing(text: str) -> None:
    wrong = sorted({ch for ch in text if ch != "\n" and not is_harmless(ch)})
    assert wrong == []


def test_a_party_is_asked_for_by_its_hostile_name(folder: Path) -> None:
    ran = ran_in(folder, ("own", EVIL, "--registry", "@stakes.csv", "--on", "2026-11-22"))
    assert "Internal error" not in ran.err
    sends_nothing(ran.out + ran.err)
    assert ran.out or ran.err


@pytest.mark.parametrize("arguments", [
    ("figures", "list", "--ledger", "@figures.csv", "--format", "csv"),
    ("figures", "list", "--ledger", "@figures.csv", "--format", "sdmx-csv"),
    ("classify", "chips", "@chips.csv", "--on", "2026-11-22", "--format", "csv"),
], ids=lambda each: each[-1])  # fmt: skip
def test_no_cell_of_a_table_begins_a_formula(arguments: tuple[str, ...], folder: Path) -> None:
    ran = ran_in(folder, arguments)
    cells = [cell for row in csv.reader(io.StringIO(ran.out)) for cell in row]
    assert any("cmd" in cell for cell in cells)
    for cell in cells:
        assert not cell.lstrip().startswith(("=", "@", "\t", "\r", "|")), cell
        assert not re.match(r"[+-](?![\d.])", cell), cell
    sends_nothing(ran.out)


def test_markdown_has_no_live_link_mention_or_mark_of_a_stranger(folder: Path) -> None:
    ran = ran_in(folder, ("check", "@d.toml", *KNOWN, "--format", "md"))
    sends_nothing(ran.out)
    assert "evil" in ran.out
    for live in (r"(?<!\\)\]\(http", r"(?<!\\)<script", "https://evil", r"www\.evil", "@everyone", r" (?<!\\)`x` "):
        assert not re.search(live, ran.out)


def test_sarif_has_no_embedded_link(folder: Path) -> None:
    ran = ran_in(folder, ("check", "@d.toml", *KNOWN, "--format", "sarif"))
    messages = [each["message"]["text"] for each in json.loads(ran.out)["runs"][0]["results"]]
    assert any("evil" in message for message in messages)
    assert not any(re.search(r"(?<!\\)\[click(?<!\\)\]\(", message) for message in messages)


def test_pages_run_nothing(folder: Path) -> None:
    ran = ran_in(folder, ("check", "@d.toml", *KNOWN, "--format", "html"))
    sends_nothing(ran.out)
    assert "<script" not in ran.out
    assert 'href="http://evil' not in ran.out
    svg = folder / "x.svg"
    ran_in(folder, ("own", "x", "--registry", "@stakes.csv", "--on", "2026-11-22", "--svg", str(svg)))
    assert "<script" not in svg.read_text()
    sends_nothing(svg.read_text())


def test_a_draft_and_its_papers_hold_no_control(folder: Path) -> None:
    ran = ran_in(folder, ("declare", "@d.toml", "-o", str(folder / "pack"), "--draft", *KNOWN))
    assert (ran.status, "Internal error" in ran.err) == (0, False)
    with zipfile.ZipFile(folder / "pack" / "report.docx") as document:
        text = document.read("word/document.xml").decode()
    sends_nothing(text)
    assert "MAY CROSS" in text
    assert "<script" not in (folder / "pack" / "report.html").read_text()


def test_no_cell_of_a_questionnaire_is_a_formula(folder: Path) -> None:
    from openpyxl import load_workbook

    ran_in(folder, ("questionnaire", "@d.toml", "-o", str(folder / "out"), *KNOWN))
    books = list((folder / "out").glob("*.xlsx"))
    for path in books:
        for sheet in load_workbook(path):
            assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
            for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
                sends_nothing(cell.value)
