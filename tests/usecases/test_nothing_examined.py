"""An act that no instrument of the book concerns is refused: what was not examined is not cleared."""

from __future__ import annotations

import pytest

from pratique.errors import UsageError
from pratique.usecases.check import check


@pytest.mark.parametrize("act", ["display"])
def test_an_act_that_nothing_concerns_is_refused_and_not_cleared(act: str) -> None:
    with pytest.raises(UsageError, match="nothing was examined and nothing is cleared"):
        check({"transactions": [{"act": act, "into": "US", "date": "2028-01-01"}]})


def test_making_is_examined_and_not_cleared_where_nothing_is_said_of_it() -> None:
    answer = check({"transactions": [{"act": "manufacture", "into": "US", "date": "2028-01-01"}]})
    assert answer.exit_status == 3
    assert answer.verdict.worst != "out of scope"
