"""What is wrong with a dossier is told with what may stand there: the values of a key, the key that may be meant."""

from __future__ import annotations

import json

import pytest

from pratique.dossier.faults import faults

from ..running import run

ACT = {"act": "import", "into": "US", "date": "2029-06-01"}


@pytest.mark.parametrize(
    ("beside", "pointer", "told"),
    [
        ({"partys": []}, "partys", "parties"),
        ({"answers": [{"entity": "a", "fact": "f", "soruce": "x"}]}, "answers/0/soruce", "source may be meant"),
        ({"vehicles": [{"id": "v", "boms": [{"file": "a", "maping": "b"}]}]}, "vehicles/0/boms/0/maping", "mapping"),
        ({"answers": [{"entity": "a", "fact": "f", "basis": "sworn"}]}, "answers/0/basis", '"asserted", "attested"'),
        ({"colour": "red"}, "colour", "there are schema, title"),
    ],
)
def test_a_fault_says_what_may_stand_there(beside, pointer, told):
    found = dict(faults({"transactions": [ACT], **beside}))
    assert told in found[pointer]


def test_every_key_that_is_none_is_a_fault_of_its_own():
    found = [where for where, _ in faults({"transactions": [ACT], **{f"q{n}": n for n in range(5)}})]
    assert found == [f"q{n}" for n in range(5)]


@pytest.mark.parametrize("key", ["x" * 100_000, "\x1b[2J", "../..", ""])
def test_a_strange_key_is_told_within_bounds(key):
    ((where, told),) = faults({"transactions": [ACT], key: 1})
    assert where == key
    assert len(told) < 700
    assert "\x1b" not in told


@pytest.mark.parametrize(
    ("table", "key", "meant"),
    [("parties", "nam", "name"), ("transactions", "vehicel", "vehicle"), ("vehicles", "bom", "boms")],
)
def test_a_key_that_is_nearly_one_is_not_taken_for_a_fact(tmp_path, table, key, meant):
    path = tmp_path / "dossier.json"
    path.write_text(
        json.dumps({"transactions": [ACT], table: [{**(ACT if table == "transactions" else {"id": "a"}), key: "x"}]})
    )
    found = run("check", path)
    assert found.status == 4
    assert f"Did you mean {meant}?" in found.err
