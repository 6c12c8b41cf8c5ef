"""The parts of CycloneDX JSON that are read, as typed structures, and the checks that a schema would make.

Rule: what is interpreted is checked here, field by field; what is skipped (hashes, evidence) is not.
Versions 1.2 to 1.7. Checking all of a document against the official schema is another program's work.
"""

from __future__ import annotations

import re
from typing import Annotated

import msgspec
from msgspec import Meta, Raw, Struct

from pratique.items.json.records import ABSENT

VERSIONS = ("1.2", "1.3", "1.4", "1.5", "1.6", "1.7")
SERIAL = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TIMESTAMP = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})?")

TYPES = {
    "application": "1.2",
    "framework": "1.2",
    "library": "1.2",
    "container": "1.2",
    "operating-system": "1.2",
    "device": "1.2",
    "firmware": "1.2",
    "file": "1.2",
    "platform": "1.5",
    "device-driver": "1.5",
    "machine-learning-model": "1.5",
    "data": "1.5",
    "cryptographic-asset": "1.6",
}
"""Component types, and the version that brought each."""

AGGREGATES = frozenset(
    {
        "complete",
        "incomplete",
        "incomplete_first_party_only",
        "incomplete_first_party_proprietary_only",
        "incomplete_first_party_opensource_only",
        "incomplete_third_party_only",
        "incomplete_third_party_proprietary_only",
        "incomplete_third_party_opensource_only",
        "unknown",
        "not_specified",
    }
)

Ref = Annotated[str, Meta(min_length=1)]


class Postal(Struct, omit_defaults=True):
    country: str | None = None
    region: str | None = None
    locality: str | None = None
    streetAddress: str | None = None
    postalCode: Raw = ABSENT


class Organisation(Struct, rename={"bom_ref": "bom-ref"}, omit_defaults=True):
    """An organizationalEntity; what is not read of it stands below what is."""

    name: str | None = None
    bom_ref: str | None = None
    address: Postal | None = None
    url: Raw = ABSENT
    contact: Raw = ABSENT


class Property(Struct, gc=False, omit_defaults=True):
    name: str
    value: str | None = None


class Component(Struct, rename={"bom_ref": "bom-ref", "mime_type": "mime-type"}, gc=False, omit_defaults=True):
    """A component: what is read of it, and below that what is not, so that writing it again leaves nothing out."""

    type: str
    name: str
    version: str | None = None
    bom_ref: Ref | None = None
    manufacturer: Raw = ABSENT
    supplier: Raw = ABSENT
    properties: Raw = ABSENT
    components: Raw = ABSENT
    author: Raw = ABSENT
    authors: Raw = ABSENT
    copyright: Raw = ABSENT
    cpe: Raw = ABSENT
    cryptoProperties: Raw = ABSENT
    data: Raw = ABSENT
    description: Raw = ABSENT
    evidence: Raw = ABSENT
    externalReferences: Raw = ABSENT
    group: Raw = ABSENT
    hashes: Raw = ABSENT
    isExternal: Raw = ABSENT
    licenses: Raw = ABSENT
    mime_type: Raw = ABSENT
    modelCard: Raw = ABSENT
    modified: Raw = ABSENT
    omniborId: Raw = ABSENT
    patentAssertions: Raw = ABSENT
    pedigree: Raw = ABSENT
    publisher: Raw = ABSENT
    purl: Raw = ABSENT
    releaseNotes: Raw = ABSENT
    scope: Raw = ABSENT
    signature: Raw = ABSENT
    swhid: Raw = ABSENT
    swid: Raw = ABSENT
    tags: Raw = ABSENT
    versionRange: Raw = ABSENT


class Dependency(Struct):
    ref: Ref
    dependsOn: list[str] = []
    provides: list[str] = []


class StrictDependency(Dependency, forbid_unknown_fields=True):
    """A dependency with no field but those that CycloneDX has."""


class StrictComponent(Component, forbid_unknown_fields=True):
    """A component with no field but those that CycloneDX has."""


class Composition(Struct):
    aggregate: str
    assemblies: list[str] = []
    dependencies: list[str] = []
    vulnerabilities: Raw = ABSENT

    @property
    def is_of_all(self) -> bool:
        """Whether it names nothing, so that it is of the document."""
        return not (self.assemblies or self.dependencies or self.vulnerabilities)


class Metadata(Struct):
    timestamp: Raw = ABSENT
    component: Raw = ABSENT
    manufacture: Raw = ABSENT
    manufacturer: Raw = ABSENT
    supplier: Raw = ABSENT
    properties: Raw = ABSENT


class Targets(Struct):
    organizations: list[Organisation] = []


class Claimed(Struct):
    target: str | None = None
    predicate: str | None = None
    reasoning: str | None = None


class Declarations(Struct):
    targets: Targets | None = None
    claims: list[Claimed] = []


class BomDocument(Struct):
    """The top of a document: every field left raw, so that a fault in one hides nothing of the others."""

    bomFormat: Raw = ABSENT
    specVersion: Raw = ABSENT
    serialNumber: Raw = ABSENT
    version: Raw = ABSENT
    metadata: Raw = ABSENT
    components: Raw = ABSENT
    dependencies: Raw = ABSENT
    compositions: Raw = ABSENT
    declarations: Raw = ABSENT
    services: Raw = ABSENT
    vulnerabilities: Raw = ABSENT
    annotations: Raw = ABSENT


document = msgspec.json.Decoder(BomDocument)
component = msgspec.json.Decoder(Component)
strict_component = msgspec.json.Decoder(StrictComponent)
components = msgspec.json.Decoder(list[StrictComponent])
strict_dependencies = msgspec.json.Decoder(list[StrictDependency] | None)
COMPONENT_FIELDS = frozenset(each.encode_name for each in msgspec.structs.fields(Component))
DEPENDENCY_FIELDS = frozenset({"ref", "dependsOn", "provides"})
organisation = msgspec.json.Decoder(Organisation)
organisations = msgspec.json.Decoder(list[Organisation])
encode = msgspec.json.Encoder().encode
"""Writes again what was read, defaults left out."""
properties = msgspec.json.Decoder(list[Property])
property_lists = msgspec.json.Decoder(list[list[Property] | None])
