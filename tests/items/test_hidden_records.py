"""What could hide a package, or stop the reader of a workbook, is told and opens the list of parts."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pratique.errors import InvalidInput
from pratique.items.readers import read_bill

from .bills import codes
from .test_other_sheets import ods
from .test_wrapped_and_tags import TAGS

CORPUS = Path(__file__).parents[1] / "fuzz" / "corpus"
ZEPHYR = "PackageName: zephyr\nSPDXID: SPDXRef-zephyr\n"
HIDES: dict[str, tuple[str, str, str]] = {
    "a text that does not end": ("<text>two\nlines: of comment</text>", "<text>two", "spdx.text"),
    "a text that holds a package": ("lines: of comment</text>", f"{ZEPHYR}</text>", "spdx.text"),
    "something behind a text": ("of comment</text>", "of comment</text> PackageName: y", "spdx.text"),
    "a tag that SPDX has not": ("PackageName: zephyr", "Packagename: zephyr", "spdx.tag"),
    "no colon": ("PackageName: zephyr", "PackageName zephyr", "spdx.tag"),
    "a supplier twice": (
        "PackageSupplier: Organization: Acme GmbH",
        "PackageSupplier: Organization: Acme GmbH\nPackageSupplier: Organization: Beta",
        "spdx.tag.twice",
    ),
    "half a relationship": ("SPDXRef-app CONTAINS SPDXRef-zephyr", "SPDXRef-app CONTAINS", "spdx.tag"),
    "a note about nothing": ("SPDXREF: SPDXRef-zephyr", "SPDXREF: SPDXRef-other", "spdx.tag"),
    "another document": (
        "FileName: ./main.c", f"ExternalDocumentRef: DocumentRef-b urn:x:2 SHA1: {'0' * 40}\nFileName: ./main.c",
        "bill.outside",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDES)
def test_a_line_in_which_a_package_could_hide_opens_the_list(name: str) -> None:
    before, after, code = HIDES[name]
    assert before in TAGS
    bill = read_bill(TAGS.replace(before, after).encode(), name="app.spdx")
    assert code in codes(bill)
    assert bill.outside


def test_the_tags_as_they_are_hide_nothing() -> None:
    assert read_bill(TAGS.encode(), name="app.spdx").outside == []


@pytest.mark.parametrize("kind", ["Organization", "Person", "software_Sbom", "security_Vulnerability"])
def test_what_contains_an_element_that_is_no_part_is_not_complete(kind: str) -> None:
    plain = json.loads((CORPUS / "bill.spdx3.json").read_text())
    app = next(each for each in plain["@graph"] if each.get("spdxId") == "urn:x:app")
    app["type"] = kind
    bill = read_bill(json.dumps(plain).encode(), name="b.json")
    assert not bill.is_complete
    assert "bill.outside" in codes(bill)


def rewritten(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == "content.xml" else old.read(name))
    return out.getvalue()


ODS = ods([["ref", "name", "type"], ["a", "Unit", "device"], ["b", "App", "library"]])
STOPS: dict[str, Callable[[bytes], bytes]] = {
    "a tag that does not end": lambda part: part[: part.rindex(b"</table:table>") + 9],
    "a million rows in a word": lambda part: part.replace(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1000000">'
    ),
    "more rows than there can be": lambda part: part.replace(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="99999999999">'
    ),
    "five thousand rows in a word": lambda part: part.replace(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="5000">'
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STOPS)
def test_a_workbook_that_stops_its_reader_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        read_bill(rewritten(ODS, STOPS[name]), name="b.ods")
    assert {each.code for each in raised.value.findings} <= {"sheet.workbook", "xlsx.sheet.large"}


@pytest.mark.parametrize("cut", [600, 4100, 5532])
def test_a_panic_of_the_reader_is_a_refusal(cut: int) -> None:
    with pytest.raises(InvalidInput):
        read_bill((CORPUS / "bill.xls").read_bytes()[:cut], name="b.xls")


def test_an_element_that_the_document_lists_and_does_not_hold_opens_the_list() -> None:
    plain = json.loads((CORPUS / "bill.spdx3.json").read_text())
    next(each for each in plain["@graph"] if each["type"] == "SpdxDocument")["element"] += ["urn:x:second-app"]
    bill = read_bill(json.dumps(plain).encode(), name="b.json")
    assert "urn:x:second-app" in [each.ref for each in bill.outside]


HEAD = "ref,name,version,type,supplier,supplier.country"


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        (f"a,Unit,1,device,Acme,CN\n{HEAD}\nb,Wheel,1,device,Beta,DE\n", True),
        (f"a,Unit,1,,,\n{HEAD}\nb,Wheel,1,device,Beta,DE\n", True),
        (f"Bill of the car,,,,,\n{HEAD}\nb,Wheel,1,device,Beta,DE\n", False),
        (f"Car,,Rev. B,,,\n{HEAD}\nb,Wheel,1,device,Beta,DE\n", False),
    ],
)
def test_a_row_above_the_header_that_may_be_a_part_opens_the_list(text: str, opens: bool) -> None:
    bill = read_bill(text.encode(), name="b.csv")
    assert [line.name for line in bill.lines] == ["Wheel"]
    assert ("bill.outside" in codes(bill)) == opens
