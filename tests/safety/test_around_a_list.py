"""What stands around a list: notes that something is missing, texts outside the cells, who signed it below.

Each text that opens here once read as nothing beside a part that clears; the others are those of honest lists.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pratique.files.workbook_notes import BookNote, notes_of
from pratique.items.excerpt import says_excerpt, says_lacking
from pratique.items.readers import read_bill
from tests.safety.inputs import MODEM, answers, as_csv, as_spdx2, as_xlsx, clears, dossier, lay, outcome, table
from tests.safety.test_lists_that_say_more import several
from tests.safety.test_named_elsewhere import CLEAN, HEAD, cleared, with_column

LACKING = """
modem is missing in this list|modem missing|parts missing|list not complete|EC25 to be added|BOM without telematics
shown without the modem|Stückliste ohne Steuergerät|Teile fehlen noch|noch nicht vollständig|缺少模块|待补充
BOM is not yet final|software will be added later|Positionen werden noch ergänzt|liste non complète
this SBOM is not complete|Einige Bauteile fehlen|composants manquants|missing items in this sheet|список неполный
"""
WHOLE = """
no parts missing|nothing missing|Bill of materials, complete|BOM without prices|Stückliste ohne Preise|不缺件
list without quantities|no missing parts|keine fehlenden Teile|missing values are shown as -|complete
controller without antenna|BOM of a controller without modem|Generated without warranty|all parts are present
Prices to be confirmed|Approved, final|components and packages of the product|export 2026-01-02
"""


def test_a_text_says_that_something_is_not_in_its_list() -> None:
    assert not [each for each in several(LACKING) if not (says_excerpt(each) and says_lacking(each))]
    assert not [each for each in several(WHOLE) if says_excerpt(each) or says_lacking(each)]


def _noted(data: dict[str, Any], said: str) -> None:
    note = {"annotator": "Tool: t", "annotationDate": "2026-01-01T00:00:00Z", "annotationType": "REVIEW"}
    data["annotations"] = [{**note, "comment": said}]


def _of_the_package(data: dict[str, Any], said: str) -> None:
    note = {"annotator": "Tool: t", "annotationDate": "2026-01-01T00:00:00Z", "annotationType": "REVIEW"}
    data["packages"][0]["annotations"].append({**note, "comment": said})


def _reviewed(data: dict[str, Any], said: str) -> None:
    data["revieweds"] = [{"reviewer": "Person: x", "reviewDate": "2026-01-01T00:00:00Z", "comment": said}]


def _related(data: dict[str, Any], said: str) -> None:
    ends = {"spdxElementId": "SPDXRef-DOCUMENT", "relatedSpdxElement": "SPDXRef-b"}
    data["relationships"] = [{**ends, "relationshipType": "DESCRIBES", "comment": said}]


def _licensed(data: dict[str, Any], said: str) -> None:
    data["hasExtractedLicensingInfos"] = [{"licenseId": "LicenseRef-1", "extractedText": said}]


PLACES: dict[str, Callable[[dict[str, Any], str], None]] = {
    "annotation": _noted, "of the package": _of_the_package, "review": _reviewed, "relationship": _related,
}  # fmt: skip


def spdx(place: Callable[[dict[str, Any], str], None], said: str) -> bytes:
    data = json.loads(as_spdx2([CLEAN]))
    place(data, said)
    return json.dumps(data).encode()


@pytest.mark.parametrize("place", PLACES)
def test_every_comment_of_a_document_is_looked_at(place: str, tmp_path: Path) -> None:
    for index, said in enumerate(("modem missing", "also has EC25 modem", "list not complete", "alt. EC25")):
        assert not cleared(tmp_path / str(index), spdx(PLACES[place], said), "bom.json"), said
    for said in ("reviewed 2026-01-01", "nothing missing"):
        assert cleared(tmp_path / said, spdx(PLACES[place], said), "bom.json"), said


def test_the_text_of_a_licence_names_its_maker(tmp_path: Path) -> None:
    assert not cleared(tmp_path / "other", spdx(_licensed, "Copyright Quectel Wireless Solutions"), "bom.json")
    assert cleared(tmp_path / "own", spdx(_licensed, "Copyright Acme. All rights reserved."), "bom.json")


@pytest.mark.parametrize("said", ["modem missing", "parts to be added", "缺少模块"])
def test_so_is_a_remark_of_a_line(said: str, tmp_path: Path) -> None:
    assert not cleared(tmp_path, with_column("Remarks", said), "bom.csv")


# --- outside the cells ----------------------------------------------------------------------------------------

COMMENTS = {
    "alt. EC25 modem": False, "J. Rivera:\nalt. EC25": False, "EC25": False, "Quectel since 2026": False,
    "made in Shenzhen": False, "J. Rivera:\nnot released": False, "modem missing here": False,
    "checked 2026-01-02": True, "J. Rivera:\nchecked": True, "ok": True, "telematics controller": True,
}  # fmt: skip
ITSELF = {
    "Excerpt of a BOM": False, "45 items": False, "further parts see second file": False, "Page 1 of 3": False,
    "Bill of materials, controller 5": True, "Acme controller, rev B": True,
}  # fmt: skip


def book(cell: str = "", comment: str = "", **said: str) -> bytes:
    from openpyxl import load_workbook
    from openpyxl.comments import Comment

    made, data = load_workbook(io.BytesIO(as_xlsx([CLEAN]))), io.BytesIO()
    if cell:
        made.worksheets[0][cell].comment = Comment(comment, "J. Rivera")
    for name, text in said.items():
        setattr(made.properties, name, text)
    made.save(data)
    return data.getvalue()


def test_a_comment_on_a_cell_is_read_as_a_remark_of_its_row(tmp_path: Path) -> None:
    for index, (said, clear) in enumerate(COMMENTS.items()):
        assert cleared(tmp_path / str(index), book("B2", said), "bom.xlsx") is clear, said


def test_one_on_a_header_may_explain_it(tmp_path: Path) -> None:
    assert cleared(tmp_path / "a", book("B1", "Name of the part as on the drawing"), "bom.xlsx")
    assert not cleared(tmp_path / "b", book("B1", "excerpt, modem left out"), "bom.xlsx")


@pytest.mark.parametrize("field", ["title", "subject", "description", "keywords"])
def test_what_a_workbook_says_of_itself_is_a_title(field: str, tmp_path: Path) -> None:
    for index, (said, clear) in enumerate(ITSELF.items()):
        assert cleared(tmp_path / str(index), book(**{field: said}), "bom.xlsx") is clear, said


def with_part(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_xlsx([CLEAN]))) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            new.writestr(each, old.read(each))
        new.writestr(name, text)
    return out.getvalue()


A = "http://schemas.openxmlformats.org/drawingml/2006/main"
T = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
PARTS = {
    "a box of text": (
        "xl/drawings/drawing1.xml",
        '<w xmlns:a="{A}"><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></w>',
    ),
    "a threaded comment": (
        "xl/threadedComments/threadedComment1.xml",
        '<T xmlns="{T}"><threadedComment ref="B2"><text>{}</text></threadedComment></T>',
    ),
}


@pytest.mark.parametrize("kind", PARTS)
def test_so_is_what_stands_in_other_parts(kind: str, tmp_path: Path) -> None:
    name, form = PARTS[kind]
    form = form.replace("{A}", A).replace("{T}", T)
    assert not cleared(tmp_path / "a", with_part(name, form.format("alt. EC25")), "bom.xlsx")
    assert cleared(tmp_path / "b", with_part(name, form.format("checked")), "bom.xlsx")
    assert cleared(tmp_path / "c", with_part(name, "<not XML"), "bom.xlsx")


def test_the_copy_of_a_threaded_comment_is_not_read_twice() -> None:
    copy = "[Threaded comment]\n\nSee https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    checked"
    assert [each for each in notes_of(book("B2", copy)) if each.kind == "comment"] == []
    assert notes_of(book("B2", "A. Person:\nchecked"))[0] == BookNote("checked", 2)
    assert notes_of(b"PK no archive") == ()


def as_ods(rows: list[list[str]], note: str) -> bytes:
    out, prefix = io.BytesIO(), "urn:oasis:names:tc:opendocument:xmlns:"
    told = f"<office:annotation><text:p>{note}</text:p></office:annotation>" if note else ""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string">{told if place == (1, 1) else ""}'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for column, cell in enumerate(row)
            for place in [(number, column)]
        )
        + "</table:table-row>"
        for number, row in enumerate(rows)
    )
    spaces = " ".join(f'xmlns:{each}="{prefix}{each}:1.0"' for each in ("office", "table", "text"))
    sheet = f'<office:spreadsheet><table:table table:name="S">{cells}</table:table></office:spreadsheet>'
    content = f"<office:document-content {spaces}><office:body>{sheet}</office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("mimetype", kind)
        new.writestr("content.xml", content)
        new.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{prefix}manifest:1.0">{entry}</m:manifest>')
    return out.getvalue()


@pytest.mark.parametrize(("note", "clear"), [("", True), ("checked", True), ("alt. EC25", False), ("excerpt", False)])
def test_and_the_annotation_of_a_cell_of_another_kind_of_workbook(note: str, clear: bool, tmp_path: Path) -> None:
    assert cleared(tmp_path, as_ods(table([CLEAN]), note), "bom.ods") is clear


# --- below the list -------------------------------------------------------------------------------------------

SIGNED = (
    "End of list", "Prepared by,J. Rivera,2026-01-02", "Printed 2026-11-20 10:00", "Approved: J. Rivera", "Rev,C",
    "Date,2026-01-02", "Erstellt von,Max Müller,Datum,01.02.2026", "编制：张三,审核：李四,日期：2026-01-02",
    "Confidential", ",Checked by:,Maria Garcia-Lopez", "以下空白", "Printed on 20.11.2026 10:00:01",
)  # fmt: skip
NOT_SIGNED = (
    "Prepared by,EC25 modem", "Approved,modem", "Checked by,Quectel", "Date,EC25-AF", "Modem", "EC25",
    "Prepared by J. Rivera, further parts in list 2", "Prepared by: Shenzhen office", "Name,EC25", "m,Approved",
    "Released,LTE modem,1,device,Quectel", "Printed 2026-11-20 page 1 of 3",
)  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_who_signed_a_list_is_no_part(form: str, tmp_path: Path) -> None:
    def below(row: str) -> bytes:
        if form == "csv":
            return as_csv([CLEAN]) + f"{row}\n".encode()
        from openpyxl import load_workbook

        made, data = load_workbook(io.BytesIO(as_xlsx([CLEAN]))), io.BytesIO()
        made.worksheets[0].append(row.split(","))
        made.save(data)
        return data.getvalue()

    for index, row in enumerate(SIGNED):
        assert len(read_bill(below(row)).lines) == 1, row
        assert cleared(tmp_path / str(index), below(row), f"bom.{form}"), row
    for index, row in enumerate(NOT_SIGNED):
        assert not cleared(tmp_path / f"n{index}", below(row), f"bom.{form}"), row


def test_a_barred_part_below_such_a_row_stays_one(tmp_path: Path) -> None:
    rows = as_csv([CLEAN]).decode() + "End of list\n" + as_csv([{**MODEM, "ref": "m"}]).decode().split("\n", 1)[1]
    path = lay(tmp_path, dossier("bom.csv", answers=answers("b", "m")), {"bom.csv": rows.encode()})
    assert not clears(outcome(path))
    assert len(HEAD) > 3
