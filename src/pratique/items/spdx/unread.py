"""Elements of an SPDX 3 document that nobody here can read: they are named, never passed over.

Rule: an element of a type that the standard does not have (a slip of a letter is enough) may be a part, so that the
list of parts is not complete whatever the document says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Raw

from pratique.files import decoded
from pratique.items.bill import Bill

DOCUMENTS = ("SpdxDocument", "Sbom", "Bom")
_CLASSES = """
    Agent Annotation Bom Bundle CreationInfo DictionaryEntry ExternalIdentifier
    ExternalMap ExternalRef Hash IndividualElement IntegrityMethod LifecycleScopedRelationship NamespaceMap
    Organization PackageVerificationCode Person PositiveIntegerRange Relationship SoftwareAgent SpdxDocument Tool
    ContentIdentifier File Package Sbom Snippet AIPackage EnergyConsumption
    EnergyConsumptionDescription DatasetPackage
    Build CvssV2VulnAssessmentRelationship CvssV3VulnAssessmentRelationship CvssV4VulnAssessmentRelationship
    EpssVulnAssessmentRelationship ExploitCatalogVulnAssessmentRelationship SsvcVulnAssessmentRelationship
    VexAffectedVulnAssessmentRelationship VexFixedVulnAssessmentRelationship VexNotAffectedVulnAssessmentRelationship
    VexUnderInvestigationVulnAssessmentRelationship VexVulnAssessmentRelationship VulnAssessmentRelationship
    Vulnerability AnyLicenseInfo LicenseExpression SimpleLicensingText ConjunctiveLicenseSet CustomLicense
    CustomLicenseAddition DisjunctiveLicenseSet ExtendableLicense IndividualLicensingInfo License LicenseAddition
    ListedLicense ListedLicenseException OrLaterOperator WithAdditionOperator CdxPropertiesExtension CdxPropertyEntry
"""
CLASSES = frozenset(_CLASSES.split())
"""The classes of SPDX 3.0.1 that an element can be, without their profiles; abstract ones say nothing."""


def name_unread(graph: Sequence[tuple[Any, Raw, str, int]], bill: Bill) -> None:
    """Keep the elements that no line can be made of: of a type that SPDX 3 has not, or written within another."""
    lines = set(bill.lines.refs)
    for element, raw, pointer, _ in graph:
        if element.kind not in CLASSES and element.ref not in lines:
            what = f"an element of the type {(element.type or element.at_type)[:60]!r}, which SPDX 3 does not have"
            bill.names(element.ref or pointer, what, pointer)
        if element.kind in DOCUMENTS and b'"element"' in bytes(raw):
            listed = decoded(raw).get("element")
            for index, each in enumerate(listed if isinstance(listed, list) else [listed]):
                if isinstance(each, dict) and each.get("spdxId") not in lines:
                    name = str(each.get("spdxId") or each.get("name") or "?")
                    bill.names(
                        name, "an element written within another, which is not read", f"{pointer}/element/{index}"
                    )
