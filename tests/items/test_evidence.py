"""What a bill says of a part beside its type: the address of its package, its purpose, and whom it names."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pratique.facts import part
from pratique.items.bill import Bill
from pratique.items.lines import Line
from pratique.items.readers import read_bill
from pratique.logic.values import one_of

from .bills import component, read

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
    "purl", ["pkg:deb/debian/curl@7.50", "pkg:npm/%40a/b@1", "pkg:pypi/x@1", "pkg:maven/g/a@1", "PKG:DEB/a@1".lower()]
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
