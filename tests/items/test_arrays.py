"""However a bill is cut into stretches, each component is one line, at its own byte, with its own parent."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pratique.items.bill import Bill
from pratique.items.cyclonedx import schema as cyclonedx_schema
from pratique.items.cyclonedx.schema import encode
from pratique.items.json import arrays as json_arrays
from pratique.items.json.arrays import same_keys
from pratique.items.readers import read_bill

from .bills import codes, component, document
from .conftest import SAMPLES

TRICKY = ["a", "},{", '},{"type"', "]", '"', "\\", '\n},\n {\n  "type"', "上海", "\x01", "é\u2028"]
NAMES = st.sampled_from(TRICKY)
FIELDS = st.dictionaries(
    st.sampled_from(["bom-ref", "version", "purl", "description", "x-vendor"]), NAMES, max_size=3
)


def components(depth: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    inner = components(depth - 1) if depth else st.just([])
    made = st.builds(
        lambda kind, name, fields, parts, order: (
            {"name": name, "type": kind, **fields} if order else {"type": kind, "name": name, **fields}
        )
        | ({"components": parts} if parts or order else {}),
        st.sampled_from(["device", "library"]), NAMES, FIELDS, inner, st.booleans(),
    )  # fmt: skip
    return st.lists(made, max_size=6)


def walked(parts: list[dict[str, Any]], pointer: str, parent: int | None, found: list[tuple[Any, ...]]) -> None:
    """Every component in document order with its pointer and parent, by walking plain JSON."""
    for number, part in enumerate(parts):
        here = f"{pointer}/{number}"
        found.append((part["name"], part.get("version"), part.get("bom-ref"), part["type"], here, parent))
        walked(part.get("components", []), f"{here}/components", len(found) - 1, found)


def lines_of(bill: Bill) -> list[tuple[Any, ...]]:
    return [(line.name, line.version, line.ref, line.type, line.pointer, line.parent) for line in bill.lines]


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(components(2), st.sampled_from([1, 30, 200]), st.sampled_from([None, 0, 1]), st.booleans(), st.booleans())
def test_every_component_is_found_where_it_stands(parts, stretch, indent, tight, escaped):
    separators = (",", ":") if tight else (" , ", " : ")
    text = json.dumps(document(*parts), indent=indent, separators=separators, ensure_ascii=escaped)
    data = text.encode("utf-8", "surrogatepass")
    expected: list[tuple[Any, ...]] = []
    walked(parts, "/components", None, expected)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_arrays, "STRETCH", stretch)
        bill = read_bill(data)
        assert lines_of(bill) == expected
        for line in bill.lines:
            assert line.offset is not None
            assert json.JSONDecoder().raw_decode(data[line.offset :].decode())[0]["name"] == line.name
            assert bill.record(line)["type"] == line.type
    assert set(codes(bill)) <= {"bill.ref.repeated", "cyclonedx.component.bom-ref", "bill.field"}


@pytest.mark.parametrize("key", ["purl", "name", "properties", "x-vendor", "hashes", "mime-type"])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_key_that_repeats_is_reported_whether_it_is_read_or_not(key, indent):
    parts = [component(name=f"n{number}", version="1", purl="pkg:a/b", description='",":') for number in range(400)]
    text = json.dumps(document(*parts), indent=indent)
    at = text.index("{", text.index('"n300"') - 40)
    value = "[]" if key in ("properties", "hashes") else '"x"'
    text = f'{text[: at + 1]}"{key}": {value}, "{key}": {value},{text[at + 1 :]}'
    found = [f for f in read_bill(text.encode()).findings if f.code == "json.duplicate-key"]
    assert [(f.value, f.place.pointer) for f in found] == [(key, "/components/300")]


@settings(max_examples=70, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(["type", "name", "version", "purl", "z"]), NAMES, min_size=1)))
def test_writing_again_is_never_longer_and_as_long_only_where_nothing_was_left_out(parts):
    whole = [{"type": "device", "name": "n", **part} for part in parts]
    text = json.dumps(whole, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")
    written = encode(msgspec.json.decode(text, type=list[cyclonedx_schema.Component]))
    assert len(written) <= len(text)
    assert (len(written) == len(text)) == (json.loads(written) == whole)
    assert same_keys(text, written) or b"\\u" in text  # an escape may hide a key: such a text is walked
    repeated = text.replace(b'{"type"', b'{"type":"x","type"', 1)
    if repeated != text:
        again = msgspec.json.decode(repeated, type=list[cyclonedx_schema.Component])
        assert not same_keys(repeated, encode(again))


def test_the_schema_of_components_has_every_key_of_the_official_one(sample):
    names = {field.encode_name for field in json_fields()}
    for version in ("1.6", "1.7"):
        official = json.loads(sample(SAMPLES / f"schemas/bom-{version}.schema.json").read_bytes())
        assert set(official["definitions"]["component"]["properties"]) <= names


def json_fields() -> tuple[Any, ...]:
    from msgspec.structs import fields

    return fields(cyclonedx_schema.Component)


def test_lines_that_say_the_same_share_what_they_say():
    party = {"name": "S", "address": {"country": "CN"}}
    parts = [component(("party:developer:name", "D"), name=f"n{n}", supplier=party) for n in range(3)]
    first, *others = read_bill(json.dumps(document(*parts)).encode()).lines
    for line in others:
        assert line.entity.values is first.entity.values
        assert line.shape.sources is first.shape.sources
        assert line.shape is first.shape
