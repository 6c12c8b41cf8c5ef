"""A part of a dossier may name a circuit of the shipped table, or carry its data sheet."""

from __future__ import annotations

from typing import Any

import pytest

from pratique.deciding.decision import decided
from pratique.errors import InvalidInput


def dossier(chip: Any) -> dict[str, Any]:
    return {
        "known_on": "2026-11-22",
        "parties": [{"id": "site", "headquartered_in": "CN"}],
        "parts": [{"ref": "gpu", "chip": chip}],
        "transactions": [
            {"act": "reexport", "date": "2026-06-01", "into": "CN", "out_of": "DE", "parties": {"consignee": "site"}}
        ],
    }


@pytest.mark.parametrize(
    "chip", ["NVIDIA H100 SXM5", {"tops": "1979@8", "nonplanar_mm2": "814", "datacenter": "yes"}]
)
def test_a_controlled_circuit_into_china_may_need_a_licence(chip: Any) -> None:
    found = decided(dossier(chip))
    (outcome,) = (outcome for _, outcome in found.outcomes)
    listed = next(node for node in outcome.nodes if node.key.endswith("/gpu"))
    assert "15 CFR 742.6(a)(6)(iii)" in {one.provision.cite for one in listed.provisions}


def test_an_unknown_name_is_a_finding_with_the_nearest() -> None:
    with pytest.raises(InvalidInput) as refused:
        decided(dossier("NVIDIA H200 SXMM"))
    assert "NVIDIA H200 SXM" in str(refused.value)


def test_a_faulty_sheet_is_a_finding() -> None:
    with pytest.raises(InvalidInput):
        decided(dossier({"tops": "1979@7", "nonplanar_mm2": "-3"}))
