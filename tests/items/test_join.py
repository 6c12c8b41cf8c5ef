"""Several bills: later versions count, BOM-Links connect lines, parties become one."""

from __future__ import annotations

from pratique.facts.kinds import SOURCE
from pratique.items.join import join_bills

from .bills import component, read

SERIAL = "3e671687-395b-41f5-a30f-a58921a69b79"
OTHER = "6a1f3c1e-0b7a-4a52-9d3e-2d1a7c7b9f10"


def unit(version: int = 1, **fields):
    part = component(name="chip", **{"bom-ref": "chip"}, **fields)
    subject = component(name="tcu", **{"bom-ref": "tcu"})
    return read(part, serialNumber=f"urn:uuid:{SERIAL}", version=version, metadata={"component": subject})


def car(link: str):
    part = component(name="slot", **{"bom-ref": "slot"})
    return read(part, serialNumber=f"urn:uuid:{OTHER}", dependencies=[{"ref": "slot", "dependsOn": [link]}])


def test_a_higher_version_supersedes_with_a_note():
    joined = join_bills([unit(2), unit(1), unit(2)])
    assert [bill.version for bill in joined.bills] == [2, 2]
    assert [bill.version for bill in joined.superseded] == [1]
    assert [(f.code, f.severity) for f in joined.findings] == [("bill.superseded", "note")]


def test_a_link_leads_to_the_line_or_to_the_subject():
    for tail, target in (("#chip", "chip"), ("", "tcu")):
        joined = join_bills([car(f"urn:cdx:{SERIAL}/1{tail}"), unit()])
        (link,) = joined.links
        assert (link.source, link.target) == (f"urn:cdx:{OTHER}/1#slot", f"urn:cdx:{SERIAL}/1#{target}")
        assert {line.key for bill in joined.bills for line in bill.lines} > {link.source, link.target}


def test_links_to_nowhere_are_found():
    said = {
        "bill.link.missing": [car(f"urn:cdx:{SERIAL}/1#chip")],
        "bill.link.version": [car(f"urn:cdx:{SERIAL}/7#chip"), unit()],
        "bill.link.ref": [car(f"urn:cdx:{SERIAL}/1#gone"), unit()],
    }
    for code, bills in said.items():
        assert code in [finding.code for finding in join_bills(bills).findings]


def test_parts_of_several_bills_are_all_there_and_open():
    parts = join_bills([car(f"urn:cdx:{SERIAL}/1"), unit()]).parts
    assert len(parts.elements) == 3
    assert not parts.closed


def test_a_party_that_bills_describe_differently_is_unknown_and_stays_so():
    def told(country: str, name: str):
        lei = ("party:supplier:lei", "529900GRZ2BQY5ZM9N49")
        return read(component(lei, ("party:supplier:country", country), name=name))

    bills = [told("CN", "a"), told("DE", "b"), told("CN", "c")]
    joined = join_bills(bills)
    assert [finding.code for finding in joined.findings] == ["bill.party.conflict"]
    for bill in bills:
        (source,) = bill.lines[0].entity.listing(SOURCE).elements
        assert dict(source.carried.values) == {}


def test_a_party_known_in_one_bill_is_known_in_all():
    lei = ("party:supplier:lei", "529900GRZ2BQY5ZM9N49")
    silent, telling = read(component(lei)), read(component(lei, ("party:supplier:country", "CN")))
    join_bills([silent, telling])
    (source,) = silent.lines[0].entity.listing(SOURCE).elements
    assert source.carried.values["party.organised_in"].possible == {"CN"}
