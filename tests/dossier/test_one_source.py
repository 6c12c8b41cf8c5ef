"""A value of one source that is of any day is what several sources would come to of which there is one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from pratique.dossier.evidence import Evidence, combined
from pratique.facts.definition import VOCABULARY
from pratique.facts.proof import Basis, Proof
from pratique.facts.reading import BadValue, read_value
from pratique.law import book

DAY = date(2026, 11, 22)
RAW = (
    True,
    False,
    "yes",
    "CN",
    3,
    450e6,
    "2027-01-01",
    {"one_of": ["CN", "US"]},
    {"must": ["software"]},
    {"min": 2},
    {"none": True},
    "?",
)


@pytest.mark.parametrize("basis", [Basis.ASSERTED, Basis.COMPUTED])
def test_one_source_says_what_it_says(basis: Basis) -> None:
    book.load()
    days = (None, DAY, DAY - timedelta(1), DAY + timedelta(1))
    tried = set[type]()
    for name, definition in VOCABULARY.items():
        for raw in RAW:
            try:
                value = read_value(definition.fact, raw)
            except BadValue:
                continue
            for early, late in product(days, days) if type(value) not in tried else [(None, None)]:
                held = Evidence(DAY)
                held.add("x", definition.fact, value, Proof("here", basis, asserted_on=early, expires_on=late))
                for (key, each), its in held.given.items():
                    expected = combined(its, held.facts[each], DAY, held.needed_on(key, each))
                    assert held.value(key, each) == expected, (name, raw, early, late)
            tried.add(type(value))
    assert len(tried) == 4
