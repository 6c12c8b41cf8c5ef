"""Uploads that were made to harm: names that no disk takes, names twice, files that nobody asked to be replaced.

Rule: whatever is sent, by the page or by the interface, is refused with a word or decided; nothing ends in a defect,
and no file that was sent is passed over for another of its name.
"""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pratique.desk.folders import LONGEST_NAME, may_be_called
from pratique.desk.models import Dossier, DossierFile, Workspace
from tests.desk.api import Api

BILL = b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "device", "name": "u"}]}'
QUESTION = {"act": "sale", "into": "US", "day": "2027-02-15", "role": "manufacturer"}
ACT = {"act": "sale", "into": "US", "date": "2027-02-15", "vehicle": "v"}
LONG = "\u6574" * (LONGEST_NAME // 3 - 2)
NAMES = {
    LONG + ".csv": True,
    "\u6574" * 90 + ".csv": False,
    "x" * 196 + ".csv": True,
    "x" * 197 + ".csv": False,
    "a\nb.csv": False,
    "a\x1b[2Jb.csv": False,
    "a\u2028b.csv": False,
    "a\u202egpj.csv": True,
    "a b \u3000\u00a0c.csv": True,
    '"; filename=evil.csv': True,
    "%2e%2e%2f.csv": True,
    "con.csv": True,
    ".csv": True,
    "-o.csv": True,
    "dossier.key": True,
    "{{7*7}}.csv": True,
}
"""Names, and whether a file may have them."""


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_kept_as_it_is_or_refused(name: str) -> None:
    assert may_be_called(name) == NAMES[name]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_file_is_called_the_interface_answers(name: str, workspace: Workspace, home: Path) -> None:
    api = Api(workspace)
    dossier = {"transactions": [ACT], "vehicles": [{"id": "v", "boms": [name]}]}
    asked = {"dossier": dossier, "files": {name: "ref,name\na,Unit\n"}}
    answered = api.post("check", asked)
    assert answered.status_code in (200, 422), answered.content
    assert (answered.status_code == 200) == NAMES[name], answered.content
    made = api.post("dossiers", asked)
    assert made.status_code in (201, 202, 422), made.content


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_file_is_called_the_page_answers(name: str, worker: Client, home: Path) -> None:
    file = SimpleUploadedFile("x", b"ref,name\na,Unit\n")
    file.name = file._name = name  # type: ignore[misc, attr-defined]
    answered = worker.post("/dossiers/new", {**QUESTION, "files": [file]})
    assert answered.status_code in (302, 400, 422), answered.content
    assert all(may_be_called(each.name) for each in DossierFile.objects.all())
    if answered.status_code == 302 and answered.headers["Location"].startswith("/dossiers/"):
        where = answered.headers["Location"]
        for page in (where, f"{where}/bom", f"{where}/dates", f"{where}/records"):
            assert worker.get(page).status_code < 500, page


def test_a_bill_called_as_the_question_is_not_replaced_by_it(worker: Client, home: Path) -> None:
    answered = worker.post("/dossiers/new", {**QUESTION, "files": [SimpleUploadedFile("dossier.json", BILL)]})
    assert answered.status_code == 422
    assert "rename the file" in answered.content.decode()
    assert not Dossier.objects.exists()


TWICE: dict[str, Any] = {
    "as text and as base64": {
        "files": {"a.csv": "ref,name\na,Unit\n"}, "encoded": {"a.csv": base64.b64encode(b"ref,name\n").decode()},
        "dossier": {"transactions": [ACT]},
    },
    "as a file and as an object": {"files": {"dossier.json": "{}"}, "dossier": {"transactions": [ACT]}},
    "a key of the files": b'{"dossier": {"transactions": []}, "files": {"a.csv": "x", "a.csv": "y"}}',
    "a key of the dossier": b'{"dossier": {"transactions": [{"act": "sale", "into": "DE", "into": "US"}]}}',
    "a key of the question": b'{"on": "2027-01-01", "on": "2020-01-01", "dossier": {"transactions": []}}',
}  # fmt: skip


@pytest.mark.parametrize("how", TWICE)
def test_what_is_sent_twice_is_not_taken_for_its_last(how: str, workspace: Workspace, home: Path) -> None:
    answered = Api(workspace).post("check", TWICE[how])
    assert answered.status_code == 422, answered.content
    assert "twice" in answered.content.decode()


def workbooks() -> Iterator[tuple[str, bytes]]:
    """Workbooks cut at every quarter, with a part that lies of its size, nested, locked, and of nothing."""
    openpyxl = pytest.importorskip("openpyxl")
    made, stream = openpyxl.Workbook(), io.BytesIO()
    for row in (("ref", "name"), ("a", "Unit")):
        made.active.append(row)
    made.save(stream)
    whole = stream.getvalue()
    yield "whole", whole
    for part in (1, 2, 3):
        yield f"cut at {part} of 4", whole[: len(whole) * part // 4]
    yield "its directory alone", whole[whole.index(b"PK\x01\x02") :]
    yield "locked", re.sub(rb"(PK\x01\x02....)..", lambda found: found[1] + b"\x01\x00", whole, flags=re.DOTALL)
    yield (
        "lies of its sizes",
        whole[: whole.index(b"PK\x01\x02") + 24] + b"\xff" * 4 + whole[whole.index(b"PK\x01\x02") + 28 :],
    )
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as outer:
        outer.writestr("xl/workbook.xml", whole)
        outer.writestr("../../x", "x")
    yield "an archive in it", inner.getvalue()
    yield "something before it", b"MZ" * 500 + whole
    yield "something after it", whole + b"<script>" * 500
    yield "nothing", b""


TYPES = ("application/octet-stream", "text/html", "image/png", "", "x" * 300, "application/json; charset=utf-7")


def test_a_broken_workbook_is_refused_whatever_it_is_said_to_be(worker: Client, home: Path) -> None:
    for number, (how, data) in enumerate(workbooks()):
        file = SimpleUploadedFile("b.xlsx", data, content_type=TYPES[number % len(TYPES)])
        answered = worker.post("/dossiers/new", {**QUESTION, "files": [file]})
        assert answered.status_code in (302, 422), (how, answered.content)
        assert (answered.status_code == 302) == (how in ("whole", "something after it")), how


def test_a_form_that_is_cut_is_no_defect(worker: Client, home: Path) -> None:
    edge = b'--edge\r\nContent-Disposition: form-data; name="files"; filename="b.csv"\r\n\r\nref,name\r\n--edge--\r\n'
    before = Dossier.objects.count()
    for end in range(0, len(edge), 7):
        answered = worker.post("/dossiers/new", edge[:end], content_type="multipart/form-data; boundary=edge")
        assert answered.status_code in (302, 400, 403, 422), (end, answered.content)
    for kind in (
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\u00e9",
        "a/b",
    ):
        assert worker.post("/dossiers/new", edge, content_type=kind).status_code in (400, 403, 422), kind
    assert Dossier.objects.count() == before


def test_an_interface_told_another_kind_of_body_is_no_defect(workspace: Workspace, home: Path) -> None:
    api = Api(workspace)
    whole = json.dumps({"dossier": {"transactions": [ACT]}}).encode()
    for kind in (
        "text/plain",
        "application/xml",
        "application/json; charset=utf-16",
        "multipart/form-data; boundary=x",
    ):
        assert api.post("check", whole, **{"Content-Type": kind}).status_code in (200, 400, 415, 422), kind
    for body in (
        b"",
        b"null",
        b"[]",
        b'"x"',
        whole[:-1],
        whole + b"x",
        b"\xff\xfe" + whole,
        b"[" * 100_000,
        b'{"a":' * 50_000,
    ):
        assert api.post("check", body).status_code in (400, 415, 422), body[:40]
