"""What a bill says of a part beside its type: the address of its package, its purpose, and whom it names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pratique.facts import part
from pratique.facts.source import ROLES
from pratique.items.bill import Bill
from pratique.items.lines import Line
from pratique.items.readers import read_bill
from pratique.logic.values import Members, one_of
from tests.running import run

from .bills import component, document, read

CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
SOFTWARE = one_of("software")


def spdx2(**package: Any) -> Line:
    document = {"spdxVersion": "SPDX-2.3", "packages": [{"SPDXID": "SPDXRef-a", "name": "a", **package}]}
    return read_bill(json.dumps(document).encode()).lines[0]


def spdx3(**package: Any) -> Line:
    element = {"type": "software_Package", "spdxId": "https://e.org/a", "name": "a", **package}
    return read_bill(json.dumps({"@context": CONTEXT, "@graph": [element]}).encode()).lines[0]


def address(purl: str) -> list[dict[str, str]]:
    return [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}]


def addressed(purl: str) -> list[Line]:
    """A part of this address, in every format that has addresses, of no type or of one that says nothing."""
    xml = (
        '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="file"><name>a</name>'
        f"<purl>{purl}</purl></component></components></bom>"
    )
    return [
        read(component(type="file", purl=purl)).lines[0],
        read({"name": "a", "purl": purl}).lines[0],
        read_bill(xml.encode()).lines[0],
        spdx2(externalRefs=address(purl)),
        spdx3(software_packageUrl=purl),
        spdx3(externalIdentifier=[{"externalIdentifierType": "packageUrl", "identifier": purl}]),
    ]


def kind(line: Line) -> Any:
    return line.shape.values.get(part.kind.name)


@pytest.mark.parametrize(
    "purl", ["pkg:deb/ubuntu/curl@7.50", "pkg:npm/%40a/b@1", "pkg:pypi/x@1", "pkg:maven/g/a@1", "PKG:DEB/a@1".lower()]
)
def test_the_address_of_a_package_says_software(purl: str) -> None:
    assert [kind(line) for line in addressed(purl)] == [SOFTWARE] * 6


@pytest.mark.parametrize("purl", ["pkg:generic/EC25@1", "pkg:github/a/b@1", "pkg:strange/x", "pkg:", "npm"])
def test_an_address_that_may_be_of_anything_says_nothing(purl: str) -> None:
    assert [kind(line) for line in addressed(purl)] == [None] * 6


def test_a_type_outweighs_an_address_and_two_addresses_must_agree() -> None:
    purl = "pkg:npm/x@1"
    assert kind(read(component(type="device", purl=purl)).lines[0]) == one_of("hardware")
    assert kind(spdx2(primaryPackagePurpose="DEVICE", externalRefs=address(purl))) == one_of("hardware")
    assert kind(spdx2(externalRefs=[*address(purl), *address("pkg:generic/x")])) is None
    assert kind(read(component(type="data", purl=purl)).lines[0]) is None


@pytest.mark.parametrize("purpose", ["SOURCE", "INSTALL", "ARCHIVE"])
def test_a_purpose_that_only_spdx_has_says_software(purpose: str) -> None:
    assert kind(spdx2(primaryPackagePurpose=purpose)) == SOFTWARE
    assert kind(spdx3(software_primaryPurpose=purpose.lower())) == SOFTWARE


@pytest.mark.parametrize("purpose", ["OTHER", "DOCUMENTATION", "DATA"])
def test_other_purposes_say_nothing_of_it(purpose: str) -> None:
    assert kind(spdx2(primaryPackagePurpose=purpose)) is None
    assert kind(spdx3(software_primaryPurpose=purpose.lower())) is None


@pytest.mark.parametrize("word", ["module", "package", "source", "archive", "install"])
def test_the_same_word_of_another_format_says_nothing(word: str) -> None:
    assert kind(read(component(type=word)).lines[0]) is None
    assert kind(read_bill(f"name,type\na,{word}\n".encode()).lines[0]) is None


def names(bill: Bill) -> list[str | None]:
    return [record.name for record in bill.parties.values()]


@pytest.mark.parametrize(
    "prefix", ["Organization: ", "organization: ", "ORGANIZATION:", "Organisation : ", "person:  "]
)
def test_the_prefix_of_an_actor_is_no_part_of_its_name(prefix: str) -> None:
    assert [source.name for source in spdx2(supplier=f"{prefix}Quectel (a@b.c)").shape.sources] == ["Quectel"]


NOBODY = ["NOASSERTION", "NOASSERTION-NO-REASONABLE-DETERMINATION", "noassertion", "No Assertion - not asked"]


@pytest.mark.parametrize("text", NOBODY)
def test_a_text_that_asserts_nothing_names_no_party(text: str) -> None:
    assert not spdx2(supplier=text, originator=f"Organization: {text}").shape.sources
    assert names(read(component(supplier={"name": text}))) == []
    assert names(read_bill(f"name,type,manufacturer\na,device,{text}\n".encode())) == []
    agent = {"type": "Organization", "spdxId": "https://e.org/q", "name": text}
    package = {"type": "software_Package", "spdxId": "https://e.org/a", "name": "a", "suppliedBy": "https://e.org/q"}
    bill = read_bill(json.dumps({"@context": CONTEXT, "@graph": [agent, package]}).encode())
    assert set(names(bill)) <= {None}


def test_a_firm_whose_name_begins_alike_is_one() -> None:
    assert names(read(component(supplier={"name": "Noassertions Ltd"}))) == ["Noassertions Ltd"]


HUAWEI = "Huawei Technologies Co., Ltd."


@pytest.mark.parametrize("field", [{"publisher": HUAWEI}, {"author": HUAWEI}, {"authors": [{"name": HUAWEI}]}])
@pytest.mark.parametrize("type_", ["application", "device", "file"])
def test_whom_a_part_names_beside_its_makers_may_have_any_role_and_closes_nothing(field: Any, type_: str) -> None:
    bill = read(component(type=type_, **field))
    (source,) = bill.lines[0].shape.sources
    roles = source.values["source.roles"]
    assert source.name == HUAWEI
    assert names(bill) == [HUAWEI]
    assert isinstance(roles, Members)
    surely = frozenset({"developed"}) if "publisher" not in field and type_ != "device" else frozenset()
    assert (roles.must, roles.may) == (surely, frozenset(ROLES))
    assert not bill.lines[0].shape.sources_closed


def test_a_publisher_who_is_the_maker_too_stays_one_party() -> None:
    bill = read(component(manufacturer={"name": HUAWEI}, publisher=HUAWEI))
    (source,) = bill.lines[0].shape.sources
    assert source.values["source.roles"] == Members(frozenset({"manufactured"}), frozenset(ROLES))


def test_xml_names_them_as_json_does() -> None:
    text = (
        '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="library"><authors><author>'
        "<name>A</name></author></authors><author>B</author><publisher>C</publisher><name>a</name></component>"
        "</components></bom>"
    )
    assert sorted(map(str, names(read_bill(text.encode())))) == ["A", "B", "C"]


@pytest.mark.parametrize("wrong", [7, {"a": 1}, [None, 3], "", "NOASSERTION"])
def test_what_names_nobody_names_no_party(wrong: Any) -> None:
    assert names(read(component(publisher=wrong, authors=wrong))) == []


def test_check_names_the_publisher(tmp_path: Path) -> None:
    bill = document(component(type="application", name="HMS Core", publisher=HUAWEI))
    (tmp_path / "bill").write_text(json.dumps(bill))
    ran = run("check", tmp_path / "bill", "--into", "US", "--act", "sale", "--on", "2026-11-22", "--format", "json")
    assert ran.status == 3
    assert HUAWEI in ran.raw.decode()


def of_the_subject(**metadata: Any) -> dict[str | None, frozenset[str]]:
    bill = read(component(), metadata={"component": component(type="device", name="TCU"), **metadata})
    return {source.name: source.values["source.roles"].must for source in bill.lines[0].shape.sources}


def test_the_metadata_name_parties_of_the_subject() -> None:
    party = {"name": "A"}
    assert of_the_subject(supplier=party) == {"A": {"supplied"}}
    assert of_the_subject(manufacture=party) == {"A": {"manufactured"}}
    assert of_the_subject(manufacturer=party) == {"A": frozenset()}
    assert of_the_subject(supplier=party, manufacturer={"name": "B"}) == {"A": {"supplied"}, "B": frozenset()}


def test_what_the_subject_says_of_itself_stands_beside_what_the_metadata_say() -> None:
    subject = component(type="device", name="TCU", supplier={"name": "A"}, publisher="C")
    bill = read(component(), metadata={"component": subject, "supplier": {"name": "B"}})
    assert sorted(map(str, names(bill))) == ["A", "B", "C"]


def test_the_metadata_of_xml_name_them_too() -> None:
    text = (
        '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><metadata>'
        '<component type="device"><name>a</name></component>'
        "<manufacturer><name>B</name></manufacturer><supplier><name>A</name></supplier></metadata></bom>"
    )
    assert sorted(map(str, names(read_bill(text.encode())))) == ["A", "B"]


def test_a_party_of_a_subject_that_is_not_there_is_told() -> None:
    bill = read(component(), metadata={"supplier": {"name": HUAWEI}})
    finding, outside = bill.findings
    assert outside.code == "bill.outside"
    assert (finding.severity, finding.value) == ("warning", HUAWEI)
    assert finding.place.pointer == "/metadata/supplier"
