"""A party in China that another state's law asks for data is told what China's conflict of laws says first."""

from __future__ import annotations

from typing import Any

import pytest

from pratique.usecases.check import check


def dossier(country: str) -> dict[str, Any]:
    return {
        "known_on": "2026-11-22",
        "parties": [{"id": "dev", "name": "The developer", "organised_in": country}],
        "vehicles": [{"id": "car", "parts": [{"ref": "app", "sources": [{"party": "dev", "roles": ["developed"]}]}]}],
        "transactions": [{"act": "sale", "into": "US", "out_of": "US", "date": "2026-11-22", "vehicle": "car"}],
    }


@pytest.mark.parametrize(("country", "told"), [("CN", True), ("DE", False)])
def test_only_a_party_in_china_is_told(country: str, told: bool) -> None:
    found = [each for each in check(dossier(country)).implied if each.act == "follow_foreign_law"]
    assert bool(found) is told
    if told:
        assert found[0].into == "CN"
        assert "The developer" in found[0].why
        assert "exposed" in found[0].why


def test_an_update_after_the_sale_implies_the_next_sales_of_the_model() -> None:
    changed = dossier("DE")
    changed["transactions"][0] |= {"act": "software_update", "date": "2028-03-01"}
    (found,) = check(changed).implied
    assert (found.act, found.into) == ("sale", "US")
    assert "must cover the change" in found.why
