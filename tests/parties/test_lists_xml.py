"""OFAC's advanced XML, on a small document of the same build."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pratique.errors import InvalidInput
from pratique.parties.lists import ScreeningList, read_list

NAMESPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML"


def alias(text: str, kind: str, *, primary: bool = False, weak: bool = False) -> str:
    parts = "".join(
        f"<DocumentedNamePart><NamePartValue>{part}</NamePartValue></DocumentedNamePart>" for part in [text]
    )
    flags = f'Primary="{str(primary).lower()}" LowQuality="{str(weak).lower()}"'
    return f'<Alias AliasTypeID="{kind}" {flags}><DocumentedName>{parts}</DocumentedName></Alias>'


def party(number: str, subtype: str, *aliases: str, location: str = "") -> str:
    feature = f'<Feature><FeatureVersion><VersionLocation LocationID="{location}"/></FeatureVersion></Feature>'
    return (
        f'<DistinctParty FixedRef="{number}"><Profile ID="{number}" PartySubTypeID="{subtype}">'
        f'<Identity ID="i{number}">{"".join(aliases)}</Identity>{feature if location else ""}</Profile>'
        "</DistinctParty>"
    )


def document(*parties: str, namespace: str = NAMESPACE) -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="{namespace}">
 <DateOfIssue CalendarTypeID="1"><Year>2026</Year><Month>11</Month><Day>20</Day></DateOfIssue>
 <ReferenceValueSets>
  <AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1401">F.K.A.</AliasType>
   <AliasType ID="1403">Name</AliasType></AliasTypeValues>
  <CountryValues><Country ID="11069">China</Country></CountryValues>
  <IDRegDocTypeValues><IDRegDocType ID="1596">Tax ID No.</IDRegDocType></IDRegDocTypeValues>
  <PartySubTypeValues><PartySubType ID="3">Entity</PartySubType><PartySubType ID="4">Individual</PartySubType>
  </PartySubTypeValues>
  <RelationTypeValues><RelationType ID="15003">Owned or Controlled By</RelationType></RelationTypeValues>
 </ReferenceValueSets>
 <Locations><Location ID="25"><LocationCountry CountryID="11069"/>
  <LocationPart><LocationPartValue><Value>Shenzhen</Value></LocationPartValue></LocationPart></Location></Locations>
 <IDRegDocuments><IDRegDocument IDRegDocTypeID="1596" IdentityID="i501" IssuedBy-CountryID="11069">
  <IDRegistrationNo>9144030071526726</IDRegistrationNo></IDRegDocument></IDRegDocuments>
 <DistinctParties>{"".join(parties)}</DistinctParties>
 <ProfileRelationships>
  <ProfileRelationship From-ProfileID="501" To-ProfileID="502" RelationTypeID="15003"/></ProfileRelationships>
 <SanctionsEntries><SanctionsEntry ProfileID="501"><EntryEvent><Date><Year>2024</Year><Month>5</Month><Day>1</Day>
  </Date></EntryEvent><SanctionsMeasure><Comment>CMIC-EO13959</Comment></SanctionsMeasure></SanctionsEntry>
 </SanctionsEntries>
</Sanctions>"""


NU = party(
    "501", "3", alias("NU ELECTRONICS", "1403", primary=True), alias("NUE", "1400", weak=True),
    alias("OLD NU", "1401"), location="25",
)  # fmt: skip
XI = party("502", "4", alias("XI Ping", "1403", primary=True))


def read(tmp_path: Path, text: str) -> ScreeningList:
    (tmp_path / "SDN_ADVANCED.XML").write_text(text, encoding="utf-8")
    [one] = read_list(tmp_path / "SDN_ADVANCED.XML")
    return one


def test_tables_are_joined(tmp_path: Path) -> None:
    one = read(tmp_path, document(NU, XI))
    nu, xi = one.listings
    assert (one.code, one.as_of) == ("SDN", date(2026, 11, 20))
    assert [(name.text, name.kind, name.weak) for name in nu.names] == [
        ("NU ELECTRONICS", "primary", False),
        ("NUE", "aka", True),
        ("OLD NU", "fka", False),
    ]
    assert (nu.kind, xi.kind) == ("organisation", "individual")
    assert nu.countries == {"CN"}
    assert nu.addresses[0].text == "Shenzhen, China"
    assert (nu.identifiers[0].kind, nu.identifiers[0].country) == ("Tax ID No.", "CN")
    assert (nu.programs, nu.start) == (("CMIC-EO13959",), date(2024, 5, 1))
    assert [(link.kind, link.subject, link.object) for link in one.relations] == [
        ("Owned or Controlled By", "501", "502")
    ]


def test_what_stands_before_a_break_is_kept(tmp_path: Path) -> None:
    text = document(NU, XI)
    one = read(tmp_path, text[: text.index("<ProfileRelationships>") - 40])
    assert [item.id for item in one.listings] == ["501", "502"]
    broken = next(finding for finding in one.findings if finding.code == "xml.syntax")
    assert broken.place.line is not None
    assert not one.complete


def test_a_party_without_name_or_number_is_a_finding(tmp_path: Path) -> None:
    one = read(tmp_path, document(party("", "3", alias("PI", "1403")), party("9", "3"), XI))
    assert [item.id for item in one.listings] == ["502"]
    assert [finding.code for finding in one.findings].count("ofac.party") == 2


@pytest.mark.parametrize("namespace", ["http://www.un.org/sanctions/1.0", "http://example.invalid/other"])
def test_namespaces(tmp_path: Path, namespace: str) -> None:
    one = read(tmp_path, document(NU, namespace=namespace))
    assert len(one.listings) == 1
    assert ("ofac.namespace" in {finding.code for finding in one.findings}) == ("example" in namespace)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"xml\.entities"):
        read(tmp_path, '<!DOCTYPE x [<!ENTITY a "b">]><Sanctions>&a;</Sanctions>')
