"""What the public functions of the reader are given: days as dates or text; anything else refused with a sentence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

import pratique
from pratique.errors import InvalidInput
from pratique.figures.reader import judge, read_data, read_file, read_text

TEXT = "China exported 500,000 cars in July."


@pytest.mark.parametrize(
    "day", [date(2025, 8, 15), datetime(2025, 8, 15, 3), "2025-08-15", " 2025-08-15 ", "2025-08-15T10:00"]
)
def test_a_day_is_a_date_or_its_text(day: date | str) -> None:
    for reading in (read_text(TEXT, published=day), read_data(TEXT.encode(), published=day)):
        assert (reading.published, str(reading.figures[0].period)) == (date(2025, 8, 15), "2025-07")


REFUSED: list[tuple[Any, tuple[Any, ...]]] = [
    (read_text, (b"x",)), (read_text, (None,)), (read_text, (TEXT, None)), (read_text, (TEXT, "-", "15 Aug")),
    (read_text, (TEXT, "-", 20250815)), (read_data, ("x",)), (read_data, (b"x", 3)), (read_data, (b"x", "-", "2025")),
    (read_file, (None,)), (read_file, (3,)), (pratique.read, (None,)), (pratique.read, ([3],)),
    (judge, ("x", [])), (judge, (read_text(TEXT), None)), (judge, (read_text(TEXT), [3])),
    (judge, (read_text(TEXT), [], (), "2025-13-01")),
]  # fmt: skip


@pytest.mark.parametrize(("function", "given"), REFUSED, ids=range(len(REFUSED)))
def test_anything_else_is_refused_with_what_to_give(function: Any, given: tuple[Any, ...]) -> None:
    with pytest.raises(InvalidInput) as refused:
        function(*given)
    finding = refused.value.findings[0]
    assert finding.code == "read.argument"
    assert finding.message.endswith(".")
    assert finding.next_step.startswith(("Give", "Write"))
