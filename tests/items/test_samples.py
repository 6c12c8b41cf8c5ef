"""Every real bill is read, with each component as often as in the file; what is invalid is told."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pratique.items.readers import read_bill
from pratique.items.writers import TARGETS, convert

from .conftest import SAMPLES, samples

JSON = samples(
    "cyclonedx/*.json", "cyclonedx/spec-cases/*.json", "proposed/*.json", "spdx/*.json", "automotive/*spdx*.json"
)
INVALID = [path for path in JSON if path.name.startswith("invalid")] or JSON[:1]
VALID = [path for path in JSON if path not in INVALID] or JSON[:1]


def counted(document: dict[str, Any]) -> Counter[tuple[str, str]]:
    """(name, version) of each component, by walking the plain JSON."""
    found: Counter[tuple[str, str]] = Counter()

    def walk(component: dict[str, Any]) -> None:
        found[component.get("name", ""), component.get("version") or ""] += 1
        for part in component.get("components", []):
            walk(part)

    if "bomFormat" in document:
        for part in document.get("components", []):
            walk(part)
        if "component" in document.get("metadata", {}):
            walk(document["metadata"]["component"])
    for package in document.get("packages", []):
        found[package["name"], package.get("versionInfo", "")] += 1
    for element in document.get("@graph", []):
        if element["type"].endswith("Package"):
            found[element["name"], element.get("software_packageVersion", "")] += 1
    return found


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.name)
def test_each_component_stands_in_the_bill_as_often_as_in_the_file(path: Path, sample) -> None:
    bill = read_bill(sample(path))
    assert Counter((line.name, line.version or "") for line in bill.lines) == counted(json.loads(path.read_bytes()))
    assert not bill.findings.errors
    for line in bill.lines:
        assert bill.record(line)["name"] == line.name
        assert path.read_bytes()[line.offset : line.offset + 1] == b"{"


@pytest.mark.parametrize("path", INVALID, ids=lambda p: p.name)
def test_invalid_cases_of_the_specification_are_found(path: Path, sample) -> None:
    """Those from which nothing follows in law are warnings, the others are refused."""
    bill = read_bill(sample(path))
    told = [finding for finding in bill.findings if finding.severity != "note"]
    assert told
    assert all(finding.message.endswith(".") and finding.next_step for finding in told)
    assert len(bill.lines) == sum(counted(json.loads(path.read_bytes())).values())


@pytest.mark.parametrize("path", samples("cyclonedx/*.xml"), ids=lambda p: p.name)
def test_xml_has_each_component_as_often_as_the_file(path: Path, sample) -> None:
    bill = read_bill(sample(path))
    text = path.read_text()
    assert len(bill.lines) == len(re.findall(r"<component[ >]", text))
    # A licence may hold a name too, so each name is looked for, not counted.
    assert all(f"<name>{line.name}</name>" in text or line.name in text for line in bill.lines)
    assert not bill.findings.errors


def test_makers_of_chips_are_read_from_the_originator(sample) -> None:
    bill = read_bill(sample(SAMPLES / "automotive/nxp-mcuxsdk-core-v25.09-spdx2.3.json"))
    assert len(bill.lines) == 63
    named = [line for line in bill.lines if line.shape.sources]
    assert len(named) > 50
    assert all("supplied" not in s.values["source.roles"].must for line in named for s in line.shape.sources)


def test_real_software_bills_state_no_maker_and_close_nothing(sample) -> None:
    bill = read_bill(sample(SAMPLES / "cyclonedx/sbom-keycloak-10.0.2-large.json"))
    assert len(bill.lines) == 904
    stated = {
        role for line in bill.lines for source in line.shape.sources for role in source.values["source.roles"].must
    }
    assert stated <= {"developed"}  # by their authors; publishers are named and no more
    assert not bill.closed
    assert all(not line.shape.sources_closed for line in bill.lines)
    assert len({id(line.shape) for line in bill.lines}) < 100


@pytest.mark.parametrize("target", TARGETS)
def test_every_valid_sample_converts_and_is_read_again_with_all_components(target: str, sample) -> None:
    for path in VALID:
        bill = read_bill(sample(path))
        again = read_bill(convert(bill, target)[0], name=path.name)
        assert not again.findings.errors, (path.name, again.findings.errors)
        assert Counter(line.name for line in again.lines) == Counter(line.name for line in bill.lines)


@pytest.mark.parametrize("version", ["1.6", "1.7"])
def test_what_is_written_as_cyclonedx_fits_the_official_schema(version: str, sample) -> None:
    from jsonschema_rs import Draft7Validator, Registry

    folder = sample(SAMPLES / "schemas")
    schemas = {p.name: json.loads(p.read_bytes()) for p in folder.glob("*.schema.json")}
    registry = Registry([(f"http://cyclonedx.org/schema/{n}", s) for n, s in schemas.items()])
    schema = schemas[f"bom-{version}.schema.json"]
    validator = Draft7Validator(schema, registry=registry, validate_formats=False)
    for path in VALID:
        written = json.loads(convert(read_bill(path), f"cyclonedx-{version}")[0])
        errors = [e.message[:200] for e in validator.iter_errors(written)]
        assert not errors, (path.name, errors[:3])
