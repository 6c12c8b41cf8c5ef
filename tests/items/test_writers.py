"""Writing a bill and reading it again: what the target can say is there, what it cannot is a finding."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratique.cli.convert import command
from pratique.errors import InvalidInput, UsageError
from pratique.facts.kinds import SOURCE
from pratique.items.bill import Bill
from pratique.items.readers import read_bill
from pratique.items.writers import TARGETS, convert
from pratique.items.writers.settled import Settled
from pratique.usecases.convert import convert_file, read_settled, target_of
from tests.running import invoked

from .bills import component, document, read

NAMES = st.sampled_from(["Acme", "上海车联", "Bo & Co", "x" * 40, '"quoted"'])
COUNTRIES = st.sampled_from(["CN", "one-of(CN|TW)", "not(CN)", "?", "DE"])
ROLES = st.sampled_from(["manufacturer", "supplier", "designer", "developer", "maintainer", "operator", "updater"])
VALUES = st.sampled_from(
    [
        ("radio:0:band-hz", "[703000000,3800000000]"), ("radio", "none"), ("function:code", "vcs.cellular"),
        ("fact:part.model_year", "[2027,2029]"), ("fact:part.model_year", "none"), ("fact:part.programmable", "true"),
        ("source:licence-class", "open"), ("date:last-maintained", "2026-02"), ("origin:assembled", "one-of(CN|TW)"),
        ("fact:part.last_designed_or_supplied", "(2026-03,]"), ("sources", "complete"), ("claim:isCompliant", "true"),
        ("unknown:pratique:radio:1:band-hz", "not-asked"),
    ]
)  # fmt: skip


@st.composite
def components(draw) -> dict[str, Any]:
    properties = draw(st.lists(VALUES, max_size=4, unique_by=lambda pair: pair[0].partition(":")[0]))
    for number, role in enumerate(draw(st.lists(ROLES, max_size=3))):
        properties.append((f"party:{role}:{number}:name", draw(NAMES)))
        if draw(st.booleans()):
            properties.append((f"party:{role}:{number}:country", draw(COUNTRIES)))
    kind = draw(st.sampled_from(["device", "firmware", "application", "library", "platform", "file"]))
    return component(*properties, type=kind, name=draw(NAMES))


def heard(bill: Bill) -> list[Any]:
    """What each line says, whoever wrote it down: values, and sources by party and role."""
    found: list[Any] = []
    for line in bill.lines:
        sources = {}
        for source in line.entity.listing(SOURCE).elements:
            party = source.carried.key.rpartition("#")[2].rpartition("/")[2]
            sources[party] = (sorted(source.values["source.roles"].must), dict(source.carried.values))
        claims = sorted(
            (claim.name, claim.value) for claim in line.claims if claim.name != "compliance.icts.reasoning"
        )
        closed = line.shape.sources_closed
        found.append((line.name, line.version, dict(line.entity.values), sources, closed, claims))
    return found


def renumbered(bill: Bill) -> Bill:
    for number, line in enumerate(bill.lines):
        line.document, line.ref, line.own_ref, line.made = "", str(number), True, None
    return bill


@settings(max_examples=50, deadline=None)
@given(st.lists(components(), max_size=4), st.sampled_from(TARGETS))
def test_what_is_written_in_any_format_is_heard_again(parts, target):
    numbered = [{**part, "bom-ref": f"r{n}"} for n, part in enumerate(parts)]
    bill = read(*numbered, serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79")
    again = read_bill(convert(bill, target)[0])
    assert not again.findings.errors
    assert heard(renumbered(again)) == heard(renumbered(bill))


def test_structure_survives():
    part = component(name="inner", **{"bom-ref": "i"})
    outer = component(name="outer", components=[part], **{"bom-ref": "o"})
    vehicle = component(("vehicle:model-year", "2027"), type="platform", name="car", **{"bom-ref": "v"})
    complete = [{"aggregate": "complete", "assemblies": ["v", "o", "i"]}]
    bill = read(
        outer, metadata={"component": vehicle}, compositions=complete, dependencies=[{"ref": "o", "dependsOn": ["i"]}]
    )
    assert bill.closed
    for target in TARGETS:
        again = read_bill(convert(bill, target)[0])
        names = {line.name: line for line in again.lines}
        parent = names["inner"].parent
        assert parent is not None
        assert again.lines[parent].name == "outer"
        assert again.subject is not None
        assert again.lines[again.subject].name == "car"
        assert again.closed
        assert [edge.kind for edge in again.edges if edge.kind == "depends on"] == ["depends on"]
        assert again.values == bill.values


def keyed(element: dict[str, Any]) -> dict[str, str]:
    """The keys of an element's extension, as SPDX names and values them."""
    entries = [e for each in element.get("extension", []) for e in each["extension_cdxProperty"]]
    return {each["extension_cdxPropName"]: each["extension_cdxPropValue"] for each in entries}


def graph(data: bytes) -> list[dict[str, Any]]:
    return json.loads(data)["@graph"]


def test_compliance_is_stated_only_where_it_is_settled():
    bill = read(component(name="a", **{"bom-ref": "a"}), component(name="b", **{"bom-ref": "b"}))
    data, findings = convert(bill, "cx-0158-1", {"a": Settled(True, "not-covered", "QA")})
    stated = {
        e["name"]: keyed(e).get("compliance.icts.isCompliant") for e in graph(data) if e["type"] == "software_Package"
    }
    assert stated == {"a": "true", "b": None}
    assert all("compliance.icts.isCompliant" not in keyed(e) for e in graph(data) if e["type"] == "SpdxDocument")
    (why,) = [finding for finding in findings if finding.code == "convert.isCompliant"]
    assert "1 of 2 parts" in why.message
    data, findings = convert(bill, "cx-0158-1", {r: Settled(r == "a", "covered") for r in "ab"})
    assert all(keyed(e)["compliance.icts.isCompliant"] == "false" for e in graph(data) if e["type"] == "SpdxDocument")
    assert "convert.isCompliant" not in [finding.code for finding in findings]


def test_covered_flags_and_foreign_direction_are_never_written():
    bill = read(component(("party:supplier:country", "CN"), supplier={"name": "S"}))
    data, findings = convert(bill, "cx-0158-1")
    assert b"isCoveredEntity" not in data
    assert b"underForeignDirection" not in data
    assert "convert.isCoveredEntity" in [finding.code for finding in findings]
    assert [keyed(e)["compliance.icts.jurisdiction"] for e in graph(data) if e.get("name") == "S"] == ["CN"]


def test_what_is_left_behind_is_named():
    bill = read(component(externalReferences=[{"type": "website", "url": "javascript:alert(1)"}], name="a"))
    data, findings = convert(bill, "spdx-3.0")
    assert b"javascript" not in data
    assert "externalReferences (1)" in next(f.message for f in findings if f.code == "convert.left")


def test_a_conflict_is_not_settled_by_writing_it():
    bill = read(component(("fact:part.model_year", "2027"), ("fact:part.model_year", "2028")))
    data, findings = convert(bill, "cyclonedx-1.7")
    assert "part.model_year" not in read_bill(data).lines[0].entity.values
    assert "part.model_year" in next(f.message for f in findings if f.code == "convert.unsaid")


@pytest.mark.parametrize(
    ("name", "target"),
    [("car.cx0158.json", "cx-0158-1"), ("a.spdx.jsonld", "spdx-3.0"), ("b.cdx.json", "cyclonedx-1.7")],
)
def test_the_name_of_the_output_says_the_format(name, target):
    assert target_of(name) == target
    with pytest.raises(UsageError):
        target_of("bom.json")
    with pytest.raises(UsageError):
        convert(read(), "cyclonedx-9")


@pytest.mark.parametrize("named", ["cyclonedx", "CycloneDX", "spdx"])
def test_a_format_without_a_version_is_the_newest_that_is_written_and_told(tmp_path, named):
    path = tmp_path / "good.json"
    path.write_text(json.dumps(document(component(name="a"))))
    ran, made = invoked(command, [str(path), "--to", named]), convert_file(path, named)
    newest = max(each for each in TARGETS if each.startswith(named.lower()))
    assert (made.target, ran.stdout_bytes) == (newest, made.data)
    assert any(each.code == "convert.version" and newest in each.message for each in made.findings)
    assert all(each.code != "convert.version" for each in convert_file(path, newest).findings)
    with pytest.raises(UsageError):
        convert_file(path, "cx-0158")  # two standards, not two versions of one


def test_the_command_writes_the_file_whole_or_not_at_all(tmp_path):
    good, bad, out = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "out.cx0158.json"
    good.write_text(json.dumps(document(component(name="a"))))
    bad.write_text(json.dumps(document(component(name="n", supplier={"name": 3}))))
    with pytest.raises(InvalidInput):
        convert_file(bad, "cx-0158-1")
    ran = invoked(command, [str(bad), "-o", str(out)])
    assert isinstance(ran.exception, InvalidInput)
    assert not out.exists()
    ran = invoked(command, [str(good), "-o", str(out), "--format", "json"])
    assert ran.exit_code == 0
    assert json.loads(ran.stdout)["components"] == 1
    assert read_bill(out).lines[0].name == "a"
    ran = invoked(command, [str(good), "--to", "spdx-3.0"])
    assert read_bill(ran.stdout_bytes).lines[0].name == "a"


def test_settled_verdicts_are_read_strictly(tmp_path):
    path = tmp_path / "settled.json"
    path.write_text('{"a": {"compliant": true, "reasoning": "legacy"}}')
    assert read_settled(path) == {"a": Settled(True, "legacy")}
    for text in ('{"a": {"compliant": "yes", "reasoning": "legacy"}}', '{"a": {"compliant": true}}', "[]"):
        path.write_text(text)
        with pytest.raises(InvalidInput):
            read_settled(path)


WHOLE: dict[str, Any] = {
    "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 3,
    "metadata": {"tools": [{"name": "t"}], "authors": [{"name": "A"}], "supplier": {"name": "S"},
                 "lifecycles": [{"phase": "build"}], "properties": [{"name": "x:y", "value": "1"}]},
    "components": [
        {"type": "library", "name": "a", "bom-ref": "a", "licenses": [{"license": {"id": "MIT"}}],
         "properties": [{"name": "foreign", "value": "v"}]},
        {"type": "library", "name": "b", "bom-ref": "b", "licenses": [{"expression": "MIT OR (ISC AND Zlib)"}]},
    ],
    "services": [{"name": "cloud"}], "vulnerabilities": [{"id": "CVE-1"}, {"id": "CVE-2"}],
    "annotations": [{"text": "t"}], "externalReferences": [{"type": "website", "url": "https://y"}],
    "dependencies": [{"ref": "a", "dependsOn": ["gone"]}],
}  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
def test_what_a_document_says_beside_its_lines_is_carried_or_told(target: str) -> None:
    data, findings = convert(read_bill(json.dumps(WHOLE).encode(), name="b"), target)
    told = " ".join(each.message for each in findings if each.code in ("convert.left", "convert.relations"))
    kept = ("properties of others (1)",) if target == "spdx-3.0" else ()
    for what in ("services (1)", "vulnerabilities (2)", "annotations (1)", "externalReferences (1)",
                 "metadata.tools (1)", "metadata.authors (1)", "metadata.supplier (1)", "metadata.lifecycles (1)",
                 "metadata.properties (1)", "properties of others (1)"):  # fmt: skip
        assert (what in told) is not (target.startswith("cyclonedx") or what in kept)
    if target.startswith("cyclonedx"):
        made = json.loads(data)
        for key in ("services", "vulnerabilities", "annotations", "externalReferences"):
            assert made[key] == WHOLE[key]
        assert made["metadata"] == WHOLE["metadata"]
        assert made["components"][0]["properties"] == WHOLE["components"][0]["properties"]
    if target.startswith("cyclonedx"):
        assert "depends on what is not listed (1)" in told
        kept = [each["licenses"] for each in json.loads(data)["components"]]
        assert kept == [each["licenses"] for each in WHOLE["components"]]


def test_nothing_is_told_of_a_document_that_says_nothing_else() -> None:
    plain = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
             "components": [{"type": "library", "name": "a", "bom-ref": "a"}]}  # fmt: skip
    _, findings = convert(read_bill(json.dumps(plain).encode(), name="b"), "cyclonedx-1.7")
    assert not [each for each in findings if each.code == "convert.left"]


@pytest.mark.parametrize("through", ["spdx-3.0", "cx-0158-1"])
@pytest.mark.parametrize(
    ("licences", "back"),
    [
        ([{"license": {"id": "MIT"}}], [{"expression": "MIT"}]),
        ([{"expression": "MIT OR Apache-2.0"}], [{"expression": "MIT OR Apache-2.0"}]),
        ([{"license": {"id": "MIT"}}, {"license": {"id": "ISC"}}], [{"expression": "(MIT) AND (ISC)"}]),
        (
            [{"license": {"id": "MIT", "acknowledgement": "concluded"}}],
            [{"expression": "MIT", "acknowledgement": "concluded"}],
        ),
        (
            [{"license": {"id": "ISC"}}, {"license": {"id": "MIT", "acknowledgement": "concluded"}}],
            [
                {"license": {"name": "ISC", "acknowledgement": "declared"}},
                {"license": {"name": "MIT", "acknowledgement": "concluded"}},
            ],
        ),
    ],
)
def test_a_licence_comes_back_from_spdx_as_the_expression_that_it_is(
    through: str, licences: list[dict[str, Any]], back: list[dict[str, Any]]
) -> None:
    parts = [{"type": "library", "name": "a", "bom-ref": "a", "licenses": licences}, {"type": "library", "name": "b"}]
    given = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": parts}
    there = convert(read_bill(json.dumps(given).encode(), name="b.json"), through)[0]
    written = json.loads(convert(read_bill(there, name="b.json"), "cyclonedx-1.6")[0])
    (part,) = [each for each in written["components"] if each["name"] == "a"]
    assert part["licenses"] == back
