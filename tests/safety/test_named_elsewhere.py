"""A list that names what it does not have is open, in every format and language, also against its owner's word.

Every column, title, comment and placeholder here once read as nothing beside a part that clears.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from pratique.items.excerpt import says_excerpt
from pratique.items.readers import read_bill
from pratique.usecases.check import check
from tests.running import KNOWN, run
from tests.safety.inputs import (
    FORMATS,
    KNOWN_ON,
    SERIAL,
    answers,
    as_spdx2,
    as_xml,
    clears,
    cyclonedx,
    dossier,
    lay,
    line,
    outcome,
    refs_of,
    table,
)

CLEAN = line("b", "telematics controller", "Acme")
HEAD, ROW = table([CLEAN])


def laid(folder: Path, data: bytes, name: str) -> Path:
    given = dossier(name, answers=answers(*dict.fromkeys(refs_of(data))))
    given["vehicles"][0]["parts_complete"] = True
    return lay(folder, given, {name: data})


def cleared(folder: Path, data: bytes, name: str) -> bool:
    return clears(outcome(laid(folder, data, name)))


def written(*rows: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def with_column(title: str, cell: str, *more: list[str]) -> bytes:
    return written([*HEAD, title], [*ROW, cell], *more)


COLUMNS = [
    ("Sub-BOM", "4711.csv"), ("Child BOM", "see bom2.csv"), ("Unterstückliste", "B-77"), ("子BOM", "4711"),
    ("Contains", "EC25 modem"), ("Included items", "EC25 modem"), ("Subcomponents", "EC25 modem"),
    ("Enthält", "EC25"),
    ("Next lower assembly", "B-77"), ("Has sub-assembly", "yes"), ("Children", "3"), ("構成部品", "EC25"),
    ("Firmware", "EC25FW"), ("Contains software", "yes, by Quectel"), ("Software version", "7"), ("固件", "EC25FW"),
    ("Alternate", "EC25"), ("Substitute", "EC25"), ("MPN 2", "EC25"), ("Alternativteil", "EC25"), ("代替品", "EC25"),
    ("Replaced by", "EC25"), ("Superseded by", "EC25"), ("Ersetzt durch", "EC25"), ("Nachfolger", "EC25"),
    ("替代料", "EC25"), ("后继 / Successor", "EC25"), ("Remplacé par", "EC25"),
    ("Valid until", "2026-01-01"), ("Gültig bis", "01.01.2026"), ("Effectivity", "SN 1-100"),
    ("失效日期", "2026-01-01"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "cell"), COLUMNS)
def test_a_column_that_names_what_is_no_row_opens_the_list(title: str, cell: str, tmp_path: Path) -> None:
    assert not cleared(tmp_path, with_column(title, cell), "bom.csv")


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Sub-BOM", ""), ("Sub-BOM", "none"), ("Contains", "-"), ("Replaced by", "n/a"),
        ("Valid until", "31.12.9999"),
        ("Valid until", "9999-12-31"), ("Gültig bis", "99991231"), ("Contains software", "no"),
        ("Contains", "b"), ("子BOM", "无"),
        ("Remarks", "a"), ("Weight", "3"),
    ],
)  # fmt: skip
def test_one_that_names_nothing_or_a_row_leaves_it_as_it_is(title: str, cell: str, tmp_path: Path) -> None:
    assert cleared(tmp_path, with_column(title, cell), "bom.csv")


@pytest.mark.parametrize(
    "title",
    [
        "Page 1 of 3", "BOM TCU - page 1/3", "Seite 1 von 2", "第1页 共3页", "Filter: supplier country <> CN",
        "Auszug",
        "Gefiltert nach Werk", "Rows 1-50 of 250", "excluding telematics", "筛选：供应商", "抜粋",
        "extrait", "Partial list",
        "3 rows redacted",
    ],
)  # fmt: skip
def test_a_table_that_says_above_its_header_that_it_is_a_part_is_open(title: str, tmp_path: Path) -> None:
    above = [title, *[""] * (len(HEAD) - 1)]
    assert not cleared(tmp_path, written(above, HEAD, ROW), "bom.csv")
    assert says_excerpt(title)


@pytest.mark.parametrize(
    "title", ["Page 1 of 1", "BOM of a controller", "Filter: none", "not truncated", "Stand 2026"]
)
def test_one_that_says_nothing_of_it_is_not(title: str, tmp_path: Path) -> None:
    assert cleared(tmp_path, written([title, *[""] * (len(HEAD) - 1)], HEAD, ROW), "bom.csv")


def test_a_document_that_says_of_itself_that_it_is_a_part_is_open(tmp_path: Path) -> None:
    said = "excerpt, telematics left out"
    spdx2 = json.loads(as_spdx2([CLEAN])) | {"comment": said}
    assert not cleared(tmp_path / "spdx2", json.dumps(spdx2).encode(), "bom.json")
    for name, value in (("truncated", "true"), ("export:filter", "country!=CN"), ("note", said)):
        top = cyclonedx([CLEAN], metadata={"properties": [{"name": name, "value": value}]})
        assert not cleared(tmp_path / name.replace(":", ""), json.dumps(top).encode(), "bom.json")
    told = cyclonedx([CLEAN], metadata={"properties": [{"name": "truncated", "value": "false"}]})
    assert cleared(tmp_path / "whole", json.dumps(told).encode(), "bom.json")


@pytest.mark.parametrize("aggregate", ["incomplete", "incomplete_first_party_only", "incomplete_third_party_only"])
def test_a_composition_without_assemblies_is_of_the_document(aggregate: str, tmp_path: Path) -> None:
    data = json.dumps(cyclonedx([CLEAN], serialNumber=f"{SERIAL}0", compositions=[{"aggregate": aggregate}])).encode()
    assert not cleared(tmp_path / "json", data, "bom.json")
    inside = f"<compositions><composition><aggregate>{aggregate}</aggregate></composition></compositions></bom>"
    assert not cleared(tmp_path / "xml", as_xml([CLEAN]).replace(b"</bom>", inside.encode()), "bom.xml")
    weak = [{"aggregate": aggregate, "vulnerabilities": ["v"]}]
    assert cleared(tmp_path / "weak", json.dumps(cyclonedx([CLEAN], compositions=weak)).encode(), "bom.json")


@pytest.mark.parametrize(
    "name", ["TBD", "various", " See above", "n/a", "Sonstiges", "其他", "その他", "kit of parts"]
)
@pytest.mark.parametrize("form", FORMATS)
def test_a_line_that_stands_for_what_is_not_named_opens_the_list(form: str, name: str, tmp_path: Path) -> None:
    file, write = FORMATS[form]
    assert not cleared(tmp_path, write([CLEAN, line("x", name, "Acme")]), file)


def maker(form: str, country: str) -> bytes:
    """The bill of a part whose maker has an address in a country."""
    if form == "csv":
        return written([*HEAD, "manufacturer.country"], [*ROW, country])
    if form == "xml":
        new = f"<name>Acme</name><address><country>{country}</country></address></manufacturer>".encode()
        return as_xml([CLEAN]).replace(b"<name>Acme</name></manufacturer>", new)
    address = {"manufacturer": {"name": "Acme", "address": {"country": country}}}
    return json.dumps(cyclonedx([line("b", "telematics controller", "Acme", extra=address)])).encode()


@pytest.mark.parametrize("form", ["csv", "xml", "json"])
@pytest.mark.parametrize("country", ["CN", "RU", "China", "中国"])
def test_a_maker_with_an_address_elsewhere_is_a_conflict_and_no_exit(form: str, country: str, tmp_path: Path) -> None:
    path = laid(tmp_path, maker(form, country), f"bom.{form}")
    found = check(path, known_on=KNOWN_ON)
    assert not clears(outcome(path))
    assert "party.principal_place_of_business" in str(found.conflicts)
    assert cleared(tmp_path / "home", maker(form, "DE"), f"bom.{form}")


LEI = "529900T8BM49AURSDO55"
OTHER = "5493001KJTIIGC8Y1R12"


@pytest.mark.parametrize(("own", "clear"), [(None, True), (LEI, True), (OTHER, False)])
def test_one_name_with_two_leis_is_two(own: str | None, clear: bool, tmp_path: Path) -> None:
    data = written([*HEAD, "manufacturer.lei"], [*ROW, LEI])
    given: dict[str, Any] = dossier("bom.csv", answers=answers("b"))
    given["vehicles"][0]["parts_complete"] = True
    (acme,) = [each for each in given["parties"] if each["id"] == "acme"]
    acme |= {"lei": own} if own else {}
    assert clears(outcome(lay(tmp_path, given, {"bom.csv": data}))) is clear


def test_the_command_says_what_is_named_elsewhere(tmp_path: Path) -> None:
    path = laid(tmp_path, with_column("Sub-BOM", "4711.csv"), "bom.csv")
    ran = run("check", path, *KNOWN)
    assert ran.status == 3
    assert "4711.csv" in ran.out + ran.err
    assert run("check", laid(tmp_path / "no", with_column("Sub-BOM", ""), "bom.csv"), *KNOWN).status == 0


def test_what_is_named_and_is_a_row_is_not_outside() -> None:
    both = table([CLEAN, line("c", "modem", "Acme")])
    data = written([*both[0], "Contains"], [*both[1], "c"], [*both[2], ""])
    assert not read_bill(data, name="bom.csv").outside
