"""Nothing is lost in a conversion without being named: over every sample the values left behind equal those told."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pratique.errors import InvalidInput
from pratique.items.readers import read_bill
from pratique.items.writers import TARGETS, convert
from pratique.items.writers.spdx3 import parsable
from pratique.usecases.convert import convert_file

from .bills import component, document, read

SAMPLES = Path(__file__).parents[3] / "shared/samples"
FILES = sorted(
    each
    for folder in ("cyclonedx", "spdx", "automotive", "proposed")
    for each in (SAMPLES / folder).glob("*.json")
    if each.stat().st_size < 400_000
)
CARRIER = ("bomFormat", "specVersion", "$schema", "spdxVersion", "@context", "SPDXID", "dataLicense")


def scalars(value: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    """Every scalar of a document with its keys, written apart from the program's own account of it."""
    if isinstance(value, dict):
        return [each for key, inner in value.items() for each in scalars(inner, (*path, key))]
    if isinstance(value, list):
        return [each for inner in value for each in scalars(inner, path)]
    if value is None or value == "" or (path and path[-1] in CARRIER):
        return []
    return [(path, json.dumps(value) if isinstance(value, bool) else str(value))]


@pytest.mark.skipif(not FILES, reason="the samples are not here")
@pytest.mark.parametrize("target", ["cyclonedx-1.7", "spdx-3.0", "cx-0158-1"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_left_behind_is_what_is_told(path: Path, target: str) -> None:
    try:
        made = convert_file(path, target)
    except InvalidInput:
        pytest.skip("no bill, or one with errors, which is not converted")
    source, output = scalars(json.loads(path.read_bytes())), scalars(json.loads(made.data))
    before = Counter(value for _, value in source)
    missing = before - Counter(value for _, value in output)
    assert sum(made.unwritten.values()) >= missing.total()
    if not target.startswith("cyclonedx") or b"bomFormat" not in path.read_bytes()[:4000]:
        assert sum(made.unwritten.values()) == missing.total()
    told = [each for each in made.findings if each.code == "convert.values"]
    assert len(told) == bool(made.unwritten)
    paths = {"/" + "/".join(keys) for keys, _ in source}
    assert made.unwritten.keys() <= paths


@pytest.mark.parametrize("target", TARGETS)
def test_a_value_at_the_documents_own_level_is_named_where_it_is_left(tmp_path: Path, target: str) -> None:
    path = tmp_path / "a.cdx.json"
    left = [{"id": "CVE-2026-1"}, {"id": "CVE-2026-2"}]
    path.write_text(json.dumps(document(component(name="a", **{"bom-ref": "a"}), vulnerabilities=left)))
    made = convert_file(path, target)
    if target.startswith("cyclonedx"):
        assert json.loads(made.data)["vulnerabilities"] == left
        assert "/vulnerabilities/id" not in made.unwritten
        return
    assert made.unwritten["/vulnerabilities/id"] == 2
    (told,) = [each for each in made.findings if each.code == "convert.values"]
    assert "/vulnerabilities/id (2)" in told.message


@pytest.mark.parametrize("target", ["spdx-3.0", "cx-0158-1", "cx-0158-2"])
def test_licences_survive_the_way_through_spdx_3(target: str) -> None:
    names = ("MIT", "Apache-2.0")
    parts = [component(name=each, licenses=[{"license": {"id": each}}], **{"bom-ref": each}) for each in names]
    there = convert(read(*parts), target)[0]
    back = json.loads(convert(read_bill(there), "cyclonedx-1.7")[0])
    assert [each["licenses"] for each in back["components"]] == [[{"expression": each}] for each in names]


SCHEMA = pytest.importorskip("cyclonedx.schema").__path__[0] if find_spec("cyclonedx") else ""
FULL = component(
    name="unit", version="1", group="g", publisher="P", scope="required", copyright="c", purl="pkg:npm/unit@1",
    supplier={"name": "Acme", "url": ["https://a.b"], "contact": [{"name": "A"}]},
    hashes=[{"alg": "SHA-256", "content": "a" * 64}], licenses=[{"expression": "MIT OR Apache-2.0"}],
    externalReferences=[{"type": "vcs", "url": "https://a.b/c.git"}], pedigree={"notes": "patched"},
    properties=[{"name": "syft:package:type", "value": "npm"}], **{"bom-ref": "u", "mime-type": "text/plain"},
)  # fmt: skip


@pytest.mark.skipif(not SCHEMA, reason="the schemas of CycloneDX come with its library")
@pytest.mark.parametrize("version", ["1.6", "1.7"])
def test_what_is_written_keeps_the_record_and_fits_the_official_schema(version: str) -> None:
    import jsonschema_rs

    whole = document(FULL, component(name="two", **{"bom-ref": "two"}), services=[{"name": "cloud", "bom-ref": "s"}])
    made = json.loads(convert(read_bill(json.dumps(whole).encode()), f"cyclonedx-{version}")[0])
    (kept,) = [each for each in made["components"] if each["name"] == "unit"]
    assert {key: value for key, value in kept.items() if key in FULL} == FULL
    assert made["services"] == whole["services"]
    folder = Path(SCHEMA) / "_res"
    beside = [f"{each}.SNAPSHOT.schema.json" for each in ("spdx", "jsf-0.82", "cryptography-defs")]
    texts = [(f"http://cyclonedx.org/schema/{each}", json.loads((folder / each).read_bytes())) for each in beside]
    schema = json.loads((folder / f"bom-{version}.SNAPSHOT.schema.json").read_bytes())
    registry = jsonschema_rs.Registry(texts)
    errors = list(jsonschema_rs.validator_for(schema, registry=registry).iter_errors(made))
    assert [each.message for each in errors] == []


GRAMMAR = re.compile(r"\(*[A-Za-z0-9.+-]+\)*(?: (?:AND|OR|WITH) \(*[A-Za-z0-9.+-]+\)*)*")


@pytest.mark.parametrize(
    "licence",
    [
        "MIT", "MIT OR Apache-2.0", "GPL-2.0-only WITH Classpath-exception-2.0",
        "The Apache Software License, Version 2.0",
        "(BSD 3-Clause) AND (My licence!)", "Ünlizenz", "§§",
    ],
)  # fmt: skip
def test_what_is_written_as_an_expression_parses(licence: str) -> None:
    assert GRAMMAR.fullmatch(parsable(licence)), parsable(licence)


OWN = {
    "comment": "checked by hand",
    "releaseTime": "2026-02-01T00:00:00Z",
    "standardName": ["ISO/SAE 21434"],
    "software_downloadLocation": "https://example.org/modem.tar.gz",
    "software_homePage": "https://example.org/",
    "software_sourceInfo": "from the vendor's archive",
    "software_additionalPurpose": ["firmware"],
    "externalRef": [
        {"type": "ExternalRef", "externalRefType": "securityAdvisory", "locator": ["https://example.org/a"]}
    ],
}


@pytest.mark.parametrize("field", sorted(OWN))
@pytest.mark.parametrize("target", ["spdx-3.0", "cx-0158-1"])
def test_what_spdx_3_says_of_a_package_is_kept_in_spdx_3(tmp_path: Path, field: str, target: str) -> None:
    package = {
        "type": "software_Package",
        "spdxId": "https://example.org/m",
        "creationInfo": "_:c",
        "name": "modem",
        field: OWN[field],
    }
    document = {"type": "SpdxDocument", "spdxId": "https://example.org/d", "creationInfo": "_:c",
                "rootElement": ["https://example.org/m"], "element": ["https://example.org/m"]}  # fmt: skip
    info = {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "created": "2026-01-01T00:00:00Z"}
    path = tmp_path / "m.spdx.json"
    path.write_text(json.dumps({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
                                "@graph": [info, document, package]}))  # fmt: skip
    made = convert_file(path, target)
    (written,) = (each for each in json.loads(made.data)["@graph"] if each.get("name") == "modem")
    assert written[field] == OWN[field]
    assert not [each for each in made.unwritten if field in each]


def test_a_field_that_names_another_element_is_told_and_not_kept(tmp_path: Path) -> None:
    package = {"type": "software_Package", "spdxId": "https://example.org/m", "creationInfo": "_:c", "name": "modem",
               "externalRef": ["https://example.org/ref-1"]}  # fmt: skip
    info = {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "created": "2026-01-01T00:00:00Z"}
    path = tmp_path / "m.spdx.json"
    path.write_text(
        json.dumps({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [info, package]})
    )
    made = convert_file(path, "spdx-3.0")
    (written,) = (each for each in json.loads(made.data)["@graph"] if each.get("name") == "modem")
    assert "externalRef" not in written
    assert [each for each in made.unwritten if "externalRef" in each]


XML = """<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><components>
<component type="library" bom-ref="a" mime-type="application/java-archive">
<author>Bo</author><publisher>Acme</publisher><group>org.acme</group><name>lib</name><version>1</version><scope>optional</scope>
<hashes><hash alg="SHA-1">da39a3ee5e6b4b0d3255bfef95601890afd80709</hash></hashes>
<licenses><license><id>MIT</id><url>https://x.example/mit</url></license></licenses><copyright>(c) X</copyright>
<externalReferences><reference type="website"><url>https://x.example</url><comment>home</comment></reference>
</externalReferences><properties><property name="other:x">1</property></properties></component></components></bom>"""


@pytest.mark.parametrize("version", ["1.6", "1.7"])
def test_what_xml_says_of_a_component_is_kept_in_json(tmp_path: Path, version: str) -> None:
    path = tmp_path / "b.xml"
    path.write_text(XML)
    made = convert_file(path, f"cyclonedx-{version}")
    (component,) = json.loads(made.data)["components"]
    assert not made.unwritten
    assert {name: component[name] for name in ("group", "publisher", "author", "scope", "mime-type", "licenses")} == {
        "group": "org.acme", "publisher": "Acme", "author": "Bo", "scope": "optional",
        "mime-type": "application/java-archive",
        "licenses": [{"license": {"id": "MIT", "url": "https://x.example/mit"}}],
    }  # fmt: skip
    assert component["externalReferences"] == [{"type": "website", "url": "https://x.example", "comment": "home"}]
    assert {"name": "other:x", "value": "1"} in component["properties"]


REFERENCES = [
    {"type": "vcs", "url": "git+https://example.org/a.git", "comment": "the sources"},
    {"type": "website", "url": "https://example.org/a"}, {"type": "other", "url": "https://example.org/o"},
]  # fmt: skip


def test_references_and_properties_of_others_go_to_spdx_3_and_back() -> None:
    part = component(name="a", externalReferences=REFERENCES, **{"bom-ref": "a"})
    part["properties"] = [{"name": "syft:package:type", "value": "npm"}]
    there, findings = convert(read(part, component(name="b", **{"bom-ref": "b"})), "spdx-3.0")
    assert "convert.left" not in [each.code for each in findings]
    assert b"syft:package:type" in there
    back = json.loads(convert(read_bill(there), "cyclonedx-1.7")[0])
    assert back["components"][0]["externalReferences"] == REFERENCES


SPDX_2 = {
    "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "d", "dataLicense": "CC0-1.0",
    "packages": [
        {"SPDXID": "SPDXRef-a", "name": "a", "downloadLocation": "https://example.org/a.tgz", "summary": "short",
         "homepage": "https://example.org", "licenseDeclared": "MIT", "licenseConcluded": "MIT AND Zlib",
         "sourceInfo": "from the vendor", "validUntilDate": "2027-01-01T00:00:00Z", "attributionTexts": ["thanks"]},
        {"SPDXID": "SPDXRef-b", "name": "b", "downloadLocation": "NOASSERTION"},
    ],
    "relationships": [
        {"spdxElementId": "SPDXRef-a", "relationshipType": "DYNAMIC_LINK", "relatedSpdxElement": "SPDXRef-b"}
    ],
}  # fmt: skip


def test_what_a_package_of_spdx_2_says_is_said_in_spdx_3() -> None:
    data, findings = convert(read_bill(json.dumps(SPDX_2).encode(), name="b"), "spdx-3.0")
    assert [each for each in findings if each.code in ("convert.left", "convert.relations")] == []
    elements = json.loads(data)["@graph"]
    (package,) = [each for each in elements if each.get("name") == "a"]
    assert package["software_downloadLocation"] == "https://example.org/a.tgz"
    assert package["software_homePage"] == "https://example.org"
    assert (package["summary"], package["software_sourceInfo"]) == ("short", "from the vendor")
    assert (package["validUntilTime"], package["software_attributionText"]) == ("2027-01-01T00:00:00Z", ["thanks"])
    kinds = [each["relationshipType"] for each in elements if each["type"] == "Relationship"]
    assert {"hasDeclaredLicense", "hasConcludedLicense", "hasDynamicLink"} <= {*kinds}
    assert b"MIT AND Zlib" in data


def test_what_was_declared_and_what_was_concluded_stay_apart_in_cyclonedx() -> None:
    made = json.loads(convert(read_bill(json.dumps(SPDX_2).encode(), name="b"), "cyclonedx-1.7")[0])
    first = made["components"][0]
    assert [each["license"] for each in first["licenses"]] == [
        {"name": "MIT", "acknowledgement": "declared"},
        {"name": "MIT AND Zlib", "acknowledgement": "concluded"},
    ]
    assert {each["type"]: each["url"] for each in first["externalReferences"]} == {
        "distribution": "https://example.org/a.tgz", "website": "https://example.org",
    }  # fmt: skip
    again = convert(read_bill(json.dumps(made).encode(), name="b"), "spdx-3.0")[0]
    assert (b'"MIT"' in again, b'"MIT AND Zlib"' in again, b"(MIT)" in again) == (True, True, False)


def of_spdx_3(*elements: dict[str, Any]) -> bytes:
    info = {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "created": "2026-10-01T00:00:00Z"}
    graph = [info, *({"creationInfo": "_:c", **each} for each in elements)]
    return json.dumps({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": graph}).encode()


MODEL = {
    "type": "ai_AIPackage", "spdxId": "https://x.test/m", "name": "model", "ai_autonomyType": "yes",
    "ai_hyperparameter": [{"type": "DictionaryEntry", "key": "layers", "value": "61"}], "ai_domain": ["driving"],
    "ai_energyConsumption": {"type": "ai_EnergyConsumption", "ai_trainingEnergyConsumption": [
        {"type": "ai_EnergyConsumptionDescription", "ai_energyQuantity": 2.8, "ai_energyUnit": "kilowattHour"}]},
}  # fmt: skip
VIDEOS = {
    "type": "dataset_DatasetPackage", "spdxId": "https://x.test/d", "name": "videos", "dataset_datasetSize": 100,
    "dataset_datasetType": ["video"], "dataset_hasSensitivePersonalInformation": "yes",
}  # fmt: skip
TRAINED = {
    "type": "Relationship", "spdxId": "https://x.test/r", "from": "https://x.test/m", "relationshipType": "trainedOn",
    "to": ["https://x.test/d"],
}  # fmt: skip


def test_models_and_data_sets_keep_what_they_say_in_spdx_3() -> None:
    data, findings = convert(read_bill(of_spdx_3(MODEL, VIDEOS, TRAINED), name="b"), "spdx-3.0")
    assert [each for each in findings if each.code in ("convert.left", "convert.relations")] == []
    elements = json.loads(data)["@graph"]
    for package in (MODEL, VIDEOS):
        (kept,) = [each for each in elements if each.get("name") == package["name"]]
        assert {name: value for name, value in kept.items() if name in package} == package
    (document,) = [each for each in elements if each["type"] == "SpdxDocument"]
    assert {"ai", "dataset"} <= {*document["profileConformance"]}
    (trained,) = [each for each in elements if each.get("relationshipType") == "trainedOn"]
    assert (trained["from"], trained["to"]) == (MODEL["spdxId"], [VIDEOS["spdxId"]])


def test_a_field_of_a_model_that_names_another_element_is_told_and_not_kept() -> None:
    model = MODEL | {"ai_metric": [{"@id": "_:m", "type": "DictionaryEntry"}]}
    data, findings = convert(read_bill(of_spdx_3(model), name="b"), "spdx-3.0")
    assert b"ai_metric" not in data
    assert "ai_metric (1)" in next(each.message for each in findings if each.code == "convert.left")


@pytest.mark.parametrize("target", ["cyclonedx-1.7", "spdx-3.0"])
def test_the_numbers_of_a_table_are_written_beside_its_parts(target: str) -> None:
    bill = read_bill(b"Reference,Value,MPN,Qty,Description\nU5,LTE,EC25,2,a modem\n", name="b.csv")
    data = convert(bill, target)[0]
    for text in (b"EC25", b"table:value", b"LTE", b"table:quantity", b"a modem"):
        assert text in data
    assert [line.name for line in read_bill(data).lines] == [line.name for line in bill.lines]
