"""What contradicts itself is told with both sides, however short the digest: one alone cannot be put right."""

from __future__ import annotations

from datetime import date

import pytest

from pratique import check
from pratique.reports.brief import brief
from tests.safety.test_laid_out_again import EXPORT


@pytest.mark.parametrize(("kind", "eccn"), [("memory", "3A090.b"), ("circuit", "4E091"), ("software", "3A090.c")])
def test_both_sides_of_a_contradiction_are_told(kind: str, eccn: str) -> None:
    act = EXPORT["transactions"][0] | {"parts": [{"ref": "goods", "facts": {"item.kind": kind, "item.eccn": eccn}}]}
    told = " ".join(brief(check({"transactions": [act]}, known_on=date(2026, 11, 22))).split())
    assert f"item.kind of goods = {kind}" in told
    assert f"item.eccn of goods = {eccn}" in told
