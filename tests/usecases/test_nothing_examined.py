"""An act that no instrument of the book concerns is refused: what was not examined is not cleared.

W13 of the law file: an update after the sale is neither import nor sale under 15 CFR 791 subpart D, and unsettled.
"""

from __future__ import annotations

import pytest

from pratique.errors import UsageError
from pratique.usecases.check import check


@pytest.mark.parametrize("act", ["software_update", "manufacture"])
def test_an_act_that_nothing_concerns_is_refused_and_not_cleared(act: str) -> None:
    with pytest.raises(UsageError, match="nothing was examined and nothing is cleared"):
        check({"transactions": [{"act": act, "into": "US", "date": "2028-01-01"}]})
