"""What relations make of acts that say the same is made once and moved: each gets what it would have got alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from pratique.deciding import related_moved
from pratique.deciding.decision import decided
from pratique.dossier.related import Related, related
from pratique.logic.contents import content_of
from tests.cases.runner import KNOWN_ON

FACTS: list[dict[str, Any]] = [
    {"part.named_type": named, "part.software_enables": enables, "part.programmable": runs, "part.kind": kind}
    for named, enables, runs, kind in product(
        ("bluetooth_microcontroller_or_module", "microcontroller", None),
        (["VCS"], [], None),
        (True, False, None),
        ("hardware", "software", None),
    )
]


def fleet(names: list[str]) -> dict[str, Any]:
    """An act for each name, of a vehicle whose parts say what those of the others say."""
    vehicles = [
        {
            "id": f"v{name}",
            "model_year": 2027,
            "parts": [
                {
                    "ref": f"p{at}",
                    "facts": {key: value for key, value in facts.items() if value is not None},
                    "sources": [{"party": f"s{at % 5}", "roles": ["developed"]}],
                }
                for at, facts in enumerate(FACTS)
            ],
        }
        for name in names
    ]
    acts = [
        {"id": f"t{name}", "act": "sale", "role": "manufacturer", "into": "US", "vehicle": f"v{name}"}
        for name in names
    ]
    parties = [{"id": f"s{at}", "organised_in": "DE" if at else "CN", "natural_person": at == 3} for at in range(5)]
    return {
        "parties": parties,
        "vehicles": vehicles,
        "transactions": [{**each, "date": "2026-12-22"} for each in acts],
    }


def same(found: Related | None, alone: Related) -> None:
    assert found is not None
    assert content_of(found.entity, most=9999) == content_of(alone.entity, most=9999)
    assert [content_of(each, most=9999) for each in found.rounds] == [
        content_of(each, most=9999) for each in alone.rounds
    ]
    assert replace(found, entity=alone.entity, rounds=()) == replace(alone, rounds=())


@pytest.mark.parametrize("names", [["1", "2", "3"], ["b", "a", "c"], ["1", "z", "10"]])
def test_what_is_moved_is_what_is_made_alone(names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(related_moved, "related_by_kin", lambda told, laws: made.append(told) or related(told, laws))
    found = decided(fleet(names), known_on=KNOWN_ON)
    assert len(made) == 1
    for case in found.cases.cases:
        assert case.told is not None
        alone = related(case.told, case.relations)
        same(case.related, alone)
        assert list(case.related.derived) == list(alone.derived)
    assert alone.derived
    assert alone.contradictions
    assert alone.rounds


def test_acts_whose_keys_come_in_another_order_are_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(related_moved, "related_by_kin", lambda told, laws: made.append(told) or related(told, laws))
    dossier = fleet(["1", "2"])
    for at, part in enumerate(dossier["vehicles"][1]["parts"]):
        part["ref"] = f"q{999 - at}"
    found = decided(dossier, known_on=KNOWN_ON)
    assert len(made) == 2
    for case in found.cases.cases:
        assert case.told is not None
        same(case.related, related(case.told, case.relations))
