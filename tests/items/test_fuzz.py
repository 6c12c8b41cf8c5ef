"""A fuzz target for each reader: whatever the bytes, a bill or a refusal, and findings that say something.

Each target starts from a good bill of its format and changes bytes, cuts, repeats and swaps stretches of it.
"""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pratique.errors import InvalidInput
from pratique.items.bill import Bill
from pratique.items.readers import read_bill
from pratique.items.writers import convert

from .bills import component, document, read

PART = component(
    ("radio:0:band-hz", "[10000,20000]"), ("party:developer:name", "D"), ("party:developer:country", "one-of(CN|TW)"),
    supplier={"name": "S", "address": {"country": "CN"}}, name="unit", version="1", **{"bom-ref": "u"},
    components=[component(type="firmware", name="fw", **{"bom-ref": "f"})],
)  # fmt: skip
CYCLONEDX = json.dumps(
    document(
        PART, dependencies=[{"ref": "u", "dependsOn": ["f"]}], metadata={"component": component(name="car")},
        compositions=[{"aggregate": "complete", "assemblies": ["u", "f"]}],
    )
).encode()  # fmt: skip
XML = b"""<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1"><components>
<component type="device" bom-ref="u"><supplier><name>S</name></supplier><name>unit</name><version>1</version>
<properties><property name="pratique:radio:0:band-hz">[10000,20000]</property></properties><components>
<component type="firmware"><name>fw</name></component></components></component></components>
<dependencies><dependency ref="u"><dependency ref="f"/></dependency></dependencies></bom>"""
SPDX2 = json.dumps(
    {
        "spdxVersion": "SPDX-2.3", "documentDescribes": ["a"],
        "packages": [{"SPDXID": r, "name": r, "supplier": "Tool: S", "originator": "NOASSERTION"} for r in "ab"],
        "relationships": [{"spdxElementId": "a", "relationshipType": "CONTAINS", "relatedSpdxElement": "b"}],
    }
).encode()  # fmt: skip
SPDX3 = convert(read(PART), "spdx-3.0")[0]
ICTS = convert(read(PART), "cx-0158-1")[0]
CSV = b'ref,name,type,level,pratique.party.supplier.country\nu,"unit, 1",device,0,CN\nf,fw,firmware,1,?\n'


@functools.cache
def workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["ref", "name", "type"], ["u", "unit", "device"], ["f", "fw", 7]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


SEEDS: dict[str, Callable[[], bytes]] = {
    "CycloneDX JSON": lambda: CYCLONEDX, "CycloneDX XML": lambda: XML, "SPDX 2": lambda: SPDX2,
    "SPDX 3": lambda: SPDX3, "CX-0158-1": lambda: ICTS, "CSV": lambda: CSV, "XLSX": workbook,
}  # fmt: skip
TOKENS = [b"null", b"{}", b"[]", b'""', b"0", b"-1", b"1e999", b"true", b'"?"', b",", b"}", b'"', b"\\u0000", b"\xff"]
TOKENS += [b"\0", b"<a>", b"&"]


@st.composite
def changed(draw, seed: bytes) -> bytes:
    """The seed after a few changes."""
    data = bytearray(seed)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 30)))
        match draw(st.integers(0, 4)):
            case 0:
                data[at:end] = draw(st.sampled_from(TOKENS))
            case 1:
                data[at:end] = draw(st.binary(max_size=6))
            case 2:
                del data[at:end]
            case 3:
                data[at:at] = data[at:end]
            case _:
                data = data[:at]
    return bytes(data)


def harmless(data: bytes) -> Bill | None:
    """The bill in any bytes, or None where they are refused; every finding is a sentence with a place."""
    try:
        bill = read_bill(data, name="fuzz")
    except InvalidInput as refused:
        return (
            None
            if all(str(finding) for finding in refused.findings) and refused.findings
            else pytest.fail("no reason")
        )
    for line in bill.lines:
        assert line.entity.key == line.key
        assert line.parent is None or 0 <= line.parent < len(bill.lines)
    assert all(finding.place.file == "fuzz" for finding in bill.findings)
    return bill


@pytest.mark.parametrize("name", SEEDS)
def test_the_seed_itself_is_read(name):
    bill = harmless(SEEDS[name]())
    assert bill is not None
    assert not bill.findings.errors or name == "XLSX"
    assert len(bill.lines) >= 2


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_bytes_do_anything_but_make_a_bill_or_be_refused(name, data):
    bill = harmless(data.draw(changed(SEEDS[name]())))
    if bill is not None and not bill.findings.errors:
        convert(bill, "cyclonedx-1.7")


FIELDS = (
    "type",
    "name",
    "version",
    "bom-ref",
    "supplier",
    "manufacturer",
    "properties",
    "components",
    "address",
    "value",
)
LEAVES = st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5)
ANY_JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(ANY_JSON)
def test_any_value_for_a_component_is_one_line_and_whatever_stands_below_it(value):
    bill = harmless(json.dumps(document(value, component(name="last"))).encode())
    assert bill is not None
    assert bill.lines[-1].name == "last"
    assert bill.lines[0].pointer == "/components/0"
    assert len([line for line in bill.lines if line.parent is None]) == 2
