"""A list is complete only if somebody with authority says so and nothing that it names lies outside it."""

from __future__ import annotations

import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pratique.dossier.document import plain_data
from pratique.items.readers import read_bill
from pratique.items.tables.columns import Columns
from pratique.law.outcome import Outcome
from pratique.usecases.answer.answer import Answer
from pratique.usecases.check import check
from tests.running import EXAMPLES
from tests.safety.inputs import (
    BRACKET,
    FORMATS,
    KNOWN_ON,
    MODEM,
    SERIAL,
    answers,
    as_csv,
    as_xlsx,
    as_xml,
    clears,
    cyclonedx,
    dossier,
    lay,
    outcome,
    refs_of,
)

OWN = f"{SERIAL}0"
COMPLETE = [{"aggregate": "complete", "assemblies": [f"urn:cdx:{OWN[9:]}/1"]}]
OTHER = "urn:cdx:bbbbbbbb-395b-41f5-a30f-a58921a69b79/1"


def document(**fields: Any) -> dict[str, Any]:
    """A bill of one bracket that says that it is complete."""
    return cyclonedx([BRACKET], serialNumber=OWN, compositions=COMPLETE, **fields)


def asked(folder: Path, data: bytes, name: str = "bom.json", **vehicle: Any) -> Answer:
    given = dossier(name, answers=answers(*refs_of(data)))
    given["vehicles"][0] |= vehicle
    return check(lay(folder, given, {name: data}), known_on=KNOWN_ON)


def is_open(found: Answer) -> bool:
    labels = [line.label for each in found.transactions[0].instruments for line in each.lines]
    return any("any other part" in label for label in labels)


def as_json(data: dict[str, Any]) -> bytes:
    return json.dumps(data).encode()


def test_a_complete_bill_is_complete(tmp_path: Path) -> None:
    found = asked(tmp_path, as_json(document()))
    assert not is_open(found)
    assert clears((Outcome.named(found.verdict.best), Outcome.named(found.verdict.worst)))


def linked(url: str, kind: str = "bom") -> dict[str, Any]:
    bracket = {**BRACKET, "extra": {"externalReferences": [{"type": kind, "url": url}]}}
    return cyclonedx([bracket], serialNumber=OWN, compositions=COMPLETE)


OUTSIDE = {
    "a link of a component": linked(OTHER),
    "a link of a component over the web": linked("https://example.org/other.cdx.json"),
    "a link of the subject": document(
        metadata={"component": {"type": "platform", "name": "car", "bom-ref": "r",
                                "externalReferences": [{"type": "bom", "url": OTHER}]}}
    ),
    "a link of the document": document(externalReferences=[{"type": "bom", "url": OTHER}]),
    "a dependency on a bill": document(dependencies=[{"ref": "b", "dependsOn": [f"{OTHER}#x"]}]),
    "a dependency on nothing": document(dependencies=[{"ref": "b", "dependsOn": ["quectel-modem"]}]),
    "a dependency of nothing": document(dependencies=[{"ref": "quectel-modem", "dependsOn": ["b"]}]),
    "something provided by nothing": document(dependencies=[{"ref": "b", "provides": ["quectel-modem"]}]),
    "a service": document(services=[{"name": "cloud", "provider": {"name": "P Ltd"}}]),
    "a service in a service": document(services=[{"name": "x", "services": [{"name": "cloud"}]}]),
}  # fmt: skip


@pytest.mark.parametrize("kind", OUTSIDE)
@pytest.mark.parametrize("own", [False, True])
def test_what_a_bill_names_and_does_not_hold_leaves_it_open(kind: str, own: bool, tmp_path: Path) -> None:
    found = asked(tmp_path, as_json(OUTSIDE[kind]), **({"parts_complete": True} if own else {}))
    assert is_open(found)
    assert found.verdict.worst == "prohibited"
    assert any("complete" in note.note and note.about == "car parts" for note in found.conflicts)


def test_a_service_is_named_with_its_provider(tmp_path: Path) -> None:
    found = asked(tmp_path, as_json(OUTSIDE["a service"]))
    assert any("P Ltd" in note.note for note in found.findings)


@pytest.mark.parametrize("kind", ["website", "vcs", "distribution"])
def test_other_references_lead_to_no_parts(kind: str, tmp_path: Path) -> None:
    assert not is_open(asked(tmp_path, as_json(linked("https://example.org", kind))))


@pytest.mark.parametrize("given", [True, False])
def test_a_link_to_a_bill_that_is_given_leads_nowhere_outside(given: bool, tmp_path: Path) -> None:
    other = cyclonedx([MODEM], serialNumber=f"urn:uuid:{OTHER[8:-2]}")
    other["compositions"] = [{"aggregate": "complete", "assemblies": [OTHER]}]
    names = ["a.json", "b.json"] if given else ["a.json"]
    data = dossier(*names, answers=answers("b", *(["m"] if given else [])))
    files = {"a.json": as_json(linked(OTHER)), "b.json": as_json(other)}
    found = check(lay(tmp_path, data, files), known_on=KNOWN_ON)
    assert is_open(found) is not given
    assert found.verdict.worst == "prohibited"


@pytest.mark.parametrize("part", ["externalReferences", "services"])
def test_nor_in_xml(part: str, tmp_path: Path) -> None:
    text = as_xml([BRACKET]).decode()
    inner = {
        "services": "<services><service><provider><name>P Ltd</name></provider><name>c</name></service></services>",
        "externalReferences": f'<externalReferences><reference type="bom"><url>{OTHER}</url></reference>'
        "</externalReferences>",
    }[part]  # fmt: skip
    data = text.replace("</components>", f"</components>{inner}").encode()
    assert is_open(asked(tmp_path, data, "bom.xml", parts_complete=True))
    assert not is_open(asked(tmp_path / "b", text.encode(), "bom.xml", parts_complete=True))


SPDX2 = {
    "externalDocumentRefs": [{"externalDocumentId": "DocumentRef-x", "spdxDocument": "https://example.org/x",
                              "checksum": {"algorithm": "SHA1", "checksumValue": "00"}}],
    "relationships": [{"spdxElementId": "SPDXRef-b", "relationshipType": "CONTAINS",
                       "relatedSpdxElement": "SPDXRef-gone"}],
    "documentDescribes": ["SPDXRef-gone"],
}  # fmt: skip


@pytest.mark.parametrize("key", SPDX2)
def test_nor_in_spdx_2(key: str, tmp_path: Path) -> None:
    plain = json.loads(FORMATS["spdx2"][1]([BRACKET]))
    assert not is_open(asked(tmp_path / "a", as_json(plain), parts_complete=True))
    found = asked(tmp_path / "b", as_json({**plain, key: SPDX2[key]}), parts_complete=True)
    assert is_open(found)
    assert any(note.about == "car parts" for note in found.conflicts)


def test_files_of_a_package_are_inside(tmp_path: Path) -> None:
    plain = json.loads(FORMATS["spdx2"][1]([BRACKET]))
    plain["files"] = [{"SPDXID": "SPDXRef-f", "fileName": "f", "checksums": []}]
    plain["relationships"] = [
        {"spdxElementId": "SPDXRef-b", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-f"}
    ]
    assert not is_open(asked(tmp_path, as_json(plain), parts_complete=True))


def spdx3(**change: Any) -> dict[str, Any]:
    data = json.loads(FORMATS["spdx3"][1]([BRACKET]))
    part = next(each["spdxId"] for each in data["@graph"] if each["type"] == "software_Package")
    for each in data["@graph"]:
        if each["type"] == "SpdxDocument":
            each |= change.pop("document", {})
    edge = {"type": "Relationship", "spdxId": "urn:x:edge", "creationInfo": "_:creationinfo", "from": part,
            "relationshipType": "contains", "completeness": "complete", "to": change.pop("to", ["NoneElement"]),
    }  # fmt: skip
    data["@graph"] += [edge, *change.pop("more", [])]
    return data


@pytest.mark.parametrize(
    "change",
    [
        {"to": ["urn:ext:quectel-modem"]},
        {"document": {"import": [{"type": "ExternalMap", "externalSpdxId": "urn:ext:quectel-modem"}]}},
        {"to": ["urn:ext:quectel-modem"],
         "document": {"import": [{"type": "ExternalMap", "externalSpdxId": "urn:ext:quectel-modem"}]}},
    ],
)  # fmt: skip
def test_nor_in_spdx_3(change: dict[str, Any], tmp_path: Path) -> None:
    assert read_bill(as_json(spdx3())).is_complete
    assert not read_bill(as_json(spdx3(**copy.deepcopy(change)))).is_complete
    assert is_open(asked(tmp_path, as_json(spdx3(**change)), parts_complete=True))


def test_a_file_that_an_spdx_3_document_is_about_is_a_line() -> None:
    data = spdx3()
    data["@graph"].append({"type": "software_File", "spdxId": "urn:x:built", "name": "firmware.bin",
                           "creationInfo": "_:creationinfo"})  # fmt: skip
    for each in data["@graph"]:
        if "rootElement" in each and each["type"] != "SpdxDocument":
            each["rootElement"] = ["urn:x:built"]
    assert "firmware.bin" in [line.name for line in read_bill(as_json(data)).lines]


def test_a_row_whose_cells_shift_leaves_a_table_open(tmp_path: Path) -> None:
    data = as_csv([BRACKET])
    assert read_bill(data, Columns(complete=True)).is_complete
    shifted = data.rstrip(b"\n") + b",one,too many\n"
    assert not read_bill(shifted, Columns(complete=True)).is_complete
    assert is_open(asked(tmp_path, shifted, "bom.csv", parts_complete=True))


def test_a_sheet_that_is_not_read_and_a_row_of_formulas_do_too() -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    def changed(sheet: bool, formula: bool) -> bytes:
        book, data = load_workbook(BytesIO(as_xlsx([BRACKET]))), BytesIO()
        if sheet:
            book.create_sheet("more").append(["ref", "name"])
        if formula:
            book.worksheets[0].append(["=A2", "=B2"])
        book.save(data)
        return data.getvalue()

    whole = Columns(complete=True)
    assert read_bill(changed(False, False), whole).is_complete
    assert not read_bill(changed(True, False), whole).is_complete
    assert not read_bill(changed(False, True), whole).is_complete


def test_a_parent_that_is_not_listed_leaves_a_table_open() -> None:
    data = b"ref,name,parent\na,A,gone\n"
    assert not read_bill(data, Columns(complete=True)).is_complete


# --- filters --------------------------------------------------------------------------------------------------

SHANGHAI = plain_data(tomllib.loads((EXAMPLES / "shanghai-app" / "dossier.toml").read_text()))
TLS = {"ref": "libtls", "kind": "software", "open_source": True, "open_source_changed_for_proprietary_use": False}
BARRED = (Outcome.PROHIBITED, Outcome.PROHIBITED)


def shanghai(**act: Any) -> dict[str, Any]:
    data: dict[str, Any] = copy.deepcopy(SHANGHAI)
    data["vehicles"][0]["parts"].append(TLS)
    data["transactions"][0] |= act
    return data


@pytest.mark.parametrize("act", ["sale", "import"])
def test_goods_of_a_vehicle_hide_none_of_its_parts(act: str) -> None:
    narrowed = outcome(shanghai(act=act, goods=["libtls"]))
    assert narrowed == BARRED if act == "sale" else not clears(narrowed)


def test_nor_do_parts_of_the_act_itself() -> None:
    assert outcome(shanghai(parts=[{**TLS, "ref": "mine"}], parts_complete=True)) == BARRED


def test_nor_a_vehicle_that_no_act_names() -> None:
    data = shanghai(parts=[{**TLS, "ref": "mine"}], parts_complete=True)
    vehicle = data["vehicles"][0]
    facts = {f"vehicle.{k}": v for k, v in vehicle.items() if k not in ("id", "parts", "parts_complete", "gvwr")}
    facts |= {"vehicle.gvwr_kg": 2400, "vehicle.gvwr_lb": 5291}
    data["facts"] |= facts
    del data["transactions"][0]["vehicle"]
    assert not clears(outcome(data))
    data["transactions"][0].pop("parts")
    assert not clears(outcome(data))


def test_an_act_that_names_a_vehicle_and_says_that_it_concerns_none_contradicts_itself() -> None:
    data = shanghai(facts={"act.concerns_vehicle": False})
    found = check(data, known_on=KNOWN_ON)
    assert found.verdict.worst == "prohibited"
    assert any("act.concerns_vehicle" in note.about for note in found.conflicts)


# --- the subject of a bill ------------------------------------------------------------------------------------


@pytest.mark.parametrize("fact", ["vehicle.model_year", "vehicle.gvwr_kg", "vehicle.rail_only"])
@pytest.mark.parametrize("place", ["subject", "metadata"])
def test_a_unit_that_speaks_of_its_vehicle_stays_a_unit(fact: str, place: str, tmp_path: Path) -> None:
    said = [{"name": f"pratique:fact:{fact}", "value": "false" if "rail" in fact else "2031"}]
    (unit,) = cyclonedx([MODEM])["components"]
    metadata: dict[str, Any] = {"component": unit}
    if place == "subject":
        metadata = {"component": {**unit, "properties": [*unit["properties"], *said]}}
    else:
        metadata["properties"] = said
    data = as_json({**cyclonedx([BRACKET]), "metadata": metadata})
    given = dossier("bom.json", answers=answers("m", "b"))
    if fact != "vehicle.model_year":
        given["vehicles"][0].pop("gvwr" if "gvwr" in fact else "rail_only")
    found = check(lay(tmp_path, given, {"bom.json": data}), known_on=KNOWN_ON)
    labels = [line.label for each in found.transactions[0].instruments for line in each.lines]
    assert any("EC25" in label for label in labels)
    assert found.verdict.worst == "prohibited"


@pytest.mark.parametrize(
    ("kind", "name", "vehicle"), [("platform", "x", True), ("device", "CAR", True), ("device", "x", False)]
)
def test_the_vehicle_itself_is_no_part_of_it(kind: str, name: str, vehicle: bool, tmp_path: Path) -> None:
    said = [{"name": "pratique:fact:vehicle.model_year", "value": "2031"}]
    subject = {"type": kind, "name": name, "bom-ref": "r", "properties": said}
    data = as_json({**cyclonedx([BRACKET]), "metadata": {"component": subject}})
    found = asked(tmp_path, data)
    labels = [line.label for each in found.transactions[0].instruments for line in each.lines]
    assert any(label.startswith(name) for label in labels) is not vehicle


@pytest.mark.parametrize("word", ["NOASSERTION", "NOASSERTION-NO-REASONABLE-DETERMINATION", "no assertion - unknown"])
def test_what_asserts_nothing_names_no_party(word: str) -> None:
    plain = json.loads(FORMATS["spdx2"][1]([BRACKET]))
    plain["packages"][0]["originator"] = word
    assert not read_bill(as_json(plain)).parties


@pytest.mark.parametrize(
    "row", ["U1,LTE modem,Quectel,China", "U1,LTE modem,Quectel,n/a,kept", "U1,LTE modem,,Quectel,x"]
)
def test_a_row_that_is_longer_than_its_header_is_no_part_of_the_header(row: str) -> None:
    bill = read_bill(f"Designator,Name,Manufacturer\n{row}\n".encode(), Columns(complete=True))
    assert [line.name for line in bill.lines] == ["LTE modem"]
    assert not bill.is_complete
