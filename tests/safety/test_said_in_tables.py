"""What the rows of a table, their names and the columns beside them say opens a list that its owner calls complete.

Parts that may not be used, names of several things, columns of a time, a variant or a place, texts above the header.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.safety.inputs import (
    FORMATS,
    answers,
    as_spdx2,
    clears,
    cyclonedx,
    dossier,
    lay,
    line,
    outcome,
)
from tests.safety.test_named_elsewhere import HEAD, ROW, cleared, with_column, written

WITHDRAWN = (
    ("Status", "blocked"),
    ("Status", "on hold"),
    ("Status", "Obsolete"),
    ("Lifecycle", "EOL"),
    ("Status", "draft"),
    ("Status", "gesperrt"),
    ("Status", "Freigabe fehlt"),
    ("状态", "禁用"),
    ("状态", "草稿"),
    ("Approved", "no"),
    ("Freigabe", "nein"),
    ("已批准", "否"),
    ("Release status", "not released"),
    ("Deleted", "x"),
    ("Blocked", "yes"),
    ("Löschkennzeichen", "X"),
    ("EOL date", "2027-01-01"),
    ("Last time buy", "2028-06-30"),
    ("Remarks", "do not use"),
    ("Remarks", "Status: blocked"),
    ("Remarks", "not released"),
    ("备注", "停产"),
    ("Bemerkung", "nicht freigegeben"),
    ("Comment", "end of life"),
)
IN_USE = (
    ("Status", "Released"),
    ("Status", "active"),
    ("Lifecycle", "NRND"),
    ("Status", "serienfreigegeben"),
    ("Lifecycle status", "Not recommended for new designs"),
    ("Approved", "yes"),
    ("Approved", "✓"),
    ("状态", "有效"),
    ("Freigegeben", "ja"),
    ("Obsolete", "no"),
    ("Deleted", ""),
    ("Blocked", "no"),
    ("RoHS status", "not compliant"),
    ("PPAP status", "pending"),
    ("Approved by", "not known"),
    ("Status", "Not applicable"),
    ("Status", "30"),
    ("LTB date", "2035-06-30"),
    ("EOL", "no"),
    ("State", "Bavaria"),
    ("Remarks", "released"),
)


def test_a_part_that_may_not_be_used_leaves_its_list_open(tmp_path: Path) -> None:
    """What is built in the place of a part that is blocked, obsolete or not released is no line."""
    for index, (title, said) in enumerate(WITHDRAWN):
        assert not cleared(tmp_path / str(index), with_column(title, said), "bom.csv"), (title, said)
    for index, (title, said) in enumerate(IN_USE):
        assert cleared(tmp_path / f"used{index}", with_column(title, said), "bom.csv"), (title, said)


@pytest.mark.parametrize(("title", "said"), WITHDRAWN[:9:2])
def test_nor_in_a_property_or_an_annotation(title: str, said: str, tmp_path: Path) -> None:
    clean = [line("b", "telematics controller", "Acme")]
    told = cyclonedx(clean)
    told["components"][0]["properties"].append({"name": f"plm:{title}", "value": said})
    assert not cleared(tmp_path / "cdx", json.dumps(told).encode(), "bom.json")
    spdx = json.loads(as_spdx2(clean))
    note = {"annotator": "Tool: t", "annotationDate": "2026-01-01T00:00:00Z", "annotationType": "OTHER"}
    spdx["packages"][0]["annotations"].append({**note, "comment": f"{title}: {said}"})
    assert not cleared(tmp_path / "spdx", json.dumps(spdx).encode(), "bom.json")
    whole = cyclonedx(clean, metadata={"properties": [{"name": title, "value": said}]})
    assert not cleared(tmp_path / "whole", json.dumps(whole).encode(), "bom.json")
    noted = json.loads(as_spdx2(clean)) | {"comment": f"{title}: {said}"}
    assert not cleared(tmp_path / "noted", json.dumps(noted).encode(), "bom.json")


NAMES = (
    "bracket or EC25 modem",
    "TCU assembly (see BOM 4711)",
    "controller / EC25",
    "controller incl. EC25",
    "支架或EC25模块",
    "Halter oder EC25",
    "controller (alt. EC25)",
    "controller and modem",
    "controller with EC25 modem",
    "controller kit",
    "EC25/EC21 controller",
    "controller, China version",
    "Steuergerät inkl. Modem",
    "控制器（含通信模块）",
)
PLAIN_NAMES = (
    "RES 10K 1/8W 0402",
    "LM358DR/NOPB",
    "Schraube / screw",
    "IC MCU 32BIT 64LQFP",
    "CAP 10uF/16V",
    "bolt M4",
)


@pytest.mark.parametrize("form", FORMATS)
def test_a_name_of_several_things_opens_the_list(form: str, tmp_path: Path) -> None:
    file, write = FORMATS[form]
    every = form in ("csv", "cyclonedx")
    for index, name in enumerate(NAMES if every else NAMES[::5]):
        assert not cleared(tmp_path / str(index), write([line("b", name, "Acme")]), file), name
    for index, name in enumerate(PLAIN_NAMES if every else PLAIN_NAMES[:1]):
        assert cleared(tmp_path / f"p{index}", write([line("b", name, "Acme")]), file), name


COLUMNS = (
    ("Valid from", "2035-01-01"),
    ("Gültig ab", "01.01.2035"),
    ("生效日期", "2035-01-01"),
    ("Effective from", "2035"),
    ("SOP", "2035-03"),
    ("Valid from", "after the launch"),
    ("Valid until", "2030-12-31"),
    ("Variant", "China"),
    ("Market", "CN"),
    ("Option code", "K23"),
    ("选装", "中国"),
    ("Ausstattung", "nur China"),
    ("Qty China", ""),
    ("Menge EU", "0"),
    ("Supplier city", "Shenzhen"),
    ("Ort", "Shenzhen"),
    ("Tel.", "0086-755-12345"),
    ("地址", "深圳市南山区"),
    ("City", "Moscow"),
    ("Phone", "+7 495 1234567"),
    ("Website", "www.acme.com.cn"),
    ("Email", "a@acme.ru"),
    ("Model", "China only"),
    ("Serial from", "200"),
    ("Phase in", "2032-01-01"),
    ("From", "2032-01-01"),
    ("ab", "01.01.2032"),
    ("Country", "CN"),
    ("EU", "x"),
    ("Derivat", "CN"),
    ("Sub list", "x"),
    ("Notiz", "EC25"),
)
PLAIN_COLUMNS = (
    ("Valid from", "2020-01-01"),
    ("Gültig ab", "01.01.2020"),
    ("Valid until", "2035-01-01"),
    ("Variant", "all"),
    ("Market", "alle"),
    ("选装", "全部"),
    ("Ort", "Hamburg"),
    ("Tel.", "+49 40 1234"),
    ("Price", "12.50"),
    ("Weight", "3"),
    ("Status", "released"),
)


def test_columns_of_a_time_a_variant_and_a_place_open_it(tmp_path: Path) -> None:
    for index, (title, cell) in enumerate(COLUMNS):
        assert not cleared(tmp_path / str(index), with_column(title, cell), "bom.csv"), (title, cell)
    for index, (title, cell) in enumerate(PLAIN_COLUMNS):
        assert cleared(tmp_path / f"p{index}", with_column(title, cell), "bom.csv"), (title, cell)


@pytest.mark.parametrize(
    ("title", "clear"),
    [
        ("Preliminary BOM", False),
        ("Vorläufige Stückliste", False),
        ("BOM China variant", False),
        ("BOM, alternates in another list", False),
        ("Acme GmbH, BOM 4711 rev B", True),
        ("Stückliste, gültig ab 01.01.2026", True),
    ],
)
def test_what_stands_above_the_header_is_looked_at(title: str, clear: bool, tmp_path: Path) -> None:
    above = [title, *[""] * (len(HEAD) - 1)]
    assert cleared(tmp_path, written(above, HEAD, ROW), "bom.csv") is clear


def test_a_mapping_that_says_that_a_column_says_nothing_is_taken_at_its_word(tmp_path: Path) -> None:
    data = with_column("Remarks", "alt. EC25")
    given = dossier(answers=answers("b"))
    said = {title: title for title in HEAD} | {"Remarks": "ignore"}
    given["vehicles"][0] |= {"parts_complete": True, "boms": [{"file": "bom.csv", "columns": said}]}
    assert clears(outcome(lay(tmp_path, given, {"bom.csv": data})))


def test_the_same_in_a_workbook(tmp_path: Path) -> None:
    from openpyxl import Workbook

    for index, (title, cell, clear) in enumerate(
        [
            ("Remarks", "alt. EC25", False),
            ("Variant", "China", False),
            ("Ort", "Shenzhen", False),
            ("Remarks", "RoHS", True),
        ]
    ):
        book, data = Workbook(), io.BytesIO()
        book.active.append([*HEAD, title])
        book.active.append([*ROW, cell])
        book.save(data)
        assert cleared(tmp_path / str(index), data.getvalue(), "bom.xlsx") is clear, (title, cell)
