"""What is said to fit a schema has no fault by the validator; the dossiers that are shipped are said to fit."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratique.dossier.document import plain_data
from pratique.dossier.faults import schema
from pratique.files.fits import MOST_VALUES, certainly_fits

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = schema()
DOSSIERS = sorted(ROOT.glob("examples/*/dossier.toml"))
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(-2, 2),
    st.sampled_from(["", "a", "2026-01-02", "x\n", "Ä"]),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)
PARTS = st.sampled_from(
    (
        {"type": "string", "minLength": 1, "maxLength": 3},
        {"type": ["integer", "object"]},
        {"type": "number"},
        {"type": "boolean"},
        {"enum": ["a", 1, True, None]},
        {"const": 1},
        {"pattern": r"^\d{4}-\d{2}-\d{2}$"},
        {"type": "array", "items": {"type": "string"}, "uniqueItems": True, "minItems": 1},
        {"anyOf": [{"type": "string"}, {"type": "object", "required": ["a"], "additionalProperties": {"const": 1}}]},
        {"properties": {"a": {"$ref": "#/$defs/x"}, "b": {}}, "additionalProperties": False},
        {"format": "date", "maximum": 1},
        {"not": {"type": "string"}},
    )
)


@given(VALUES, PARTS, PARTS)
def test_what_fits_has_no_fault(value: object, part: dict[str, object], inner: dict[str, object]) -> None:
    whole = {**part, "$defs": {"x": inner}}
    if certainly_fits(value, whole):
        assert jsonschema_rs.validator_for(whole).is_valid(value)


def places(value: object) -> list[tuple[object, ...]]:
    """Every place inside a value."""
    if isinstance(value, dict):
        return [(), *((key, *rest) for key, inner in value.items() for rest in places(inner))]
    if isinstance(value, list):
        return [(), *((at, *rest) for at, inner in enumerate(value) for rest in places(inner))]
    return [()]


@given(st.data())
def test_a_dossier_with_something_else_in_it_fits_only_where_the_validator_says_so(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(DOSSIERS))
    changed = copy.deepcopy(plain_data(tomllib.loads(path.read_text())))
    *way, last = data.draw(st.sampled_from([each for each in places(changed) if each]))
    where = changed
    for step in way:
        where = where[step]
    if data.draw(st.booleans()):
        del where[last]
    else:
        where[last] = data.draw(VALUES)
    if certainly_fits(changed, SCHEMA):
        assert jsonschema_rs.validator_for(SCHEMA).is_valid(changed)


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.parent.name)
def test_a_shipped_dossier_fits(path: Path) -> None:
    assert certainly_fits(plain_data(tomllib.loads(path.read_text())), SCHEMA)


def test_what_is_large_or_broken_is_not_certain() -> None:
    assert certainly_fits(["a"] * (MOST_VALUES - 1), {"items": {"type": "string"}})
    assert not certainly_fits(["a"] * MOST_VALUES, {"items": {"type": "string"}})
    assert not certainly_fits("\ud800", {"type": "string"})
    assert not certainly_fits(2**53, {"type": "integer"})
