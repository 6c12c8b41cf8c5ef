"""The collector is as it was once what is inside has ended, also by an error."""

from __future__ import annotations

import gc

import pytest

from pratique.files.collector import collector_paused


def test_the_collector_is_as_it_was() -> None:
    assert gc.isenabled()
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), collector_paused():
        assert 1 / 0
    assert gc.isenabled()
