"""What a quantity may be, in a row of a table and in a fact: one place says it, and what it may not be is told."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from pratique.facts.definition import VOCABULARY
from pratique.facts.reading import BadValue, read_value
from pratique.facts.vocabulary import load_vocabulary
from pratique.items.readers import read_bill
from pratique.items.tables.quantities import fault_of, quantity_of
from pratique.logic.nodes import NumberFact
from tests.safety.inputs import clears, outcome
from tests.safety.test_named_elsewhere import laid, with_column

READ = {
    "1": 1, "12 pcs": 12, "3 Stk": 3, "1.000": 1000, "1,000": 1000, "0.5 m": Fraction(1, 2), "0,5 m": Fraction(1, 2),
    "2 个": 2, "-1": -1, "−2": -2, "0": 0, "12": 12,
}  # fmt: skip
NONE = ("NaN", "nan", "inf", "1e400", "?", "one", "--", "12 frogs", "1/2", "9" * 40, "", "#REF!", "1.2.3")


def test_a_quantity_is_a_number_of_pieces_or_none() -> None:
    assert {text: quantity_of(text) for text in READ} == READ
    assert not [text for text in NONE if quantity_of(text) is not None]


@pytest.mark.parametrize("text", ["NaN", "-1", "0", "1e400", "abc", "-3 pcs", "?", "−1"])
def test_what_it_may_not_be_is_told_and_below_nothing_opens_the_list(text: str, tmp_path: Path) -> None:
    data = with_column("Qty", text)
    bill = read_bill(data, name="bom.csv")
    assert [each for each in bill.findings if each.code.startswith("table.quantity")]
    assert len(bill.lines) == 1
    assert bool(bill.outside) is (text[:1] in "-−")
    assert clears(outcome(laid(tmp_path, data, "bom.csv"))) is not bool(bill.outside)


@pytest.mark.parametrize("text", ["1", "12 pcs", "1.000", "2 个", "as required", "0,5 m"])
def test_what_it_may_be_is_not(text: str) -> None:
    bill = read_bill(with_column("Menge", text), name="bom.csv")
    assert not [each for each in bill.findings if each.code.startswith("table.quantity")]
    assert not bill.outside


def test_a_quantity_with_a_unit_is_compared_with_its_places() -> None:
    assert fault_of("2 pcs", 2) is None
    assert fault_of("3 pcs", 2) is not None


def test_no_number_of_the_vocabulary_is_none_below_its_bounds_or_beyond_any() -> None:
    load_vocabulary()
    numbers = [each.fact for each in VOCABULARY.values() if isinstance(each.fact, NumberFact)]
    assert numbers
    for fact in numbers:
        for raw in (float("nan"), float("inf"), -1, "-1", "NaN", "1e400", "12 pcs", 1e300, "-0.5"):
            with pytest.raises(BadValue):
                read_value(fact, raw)
