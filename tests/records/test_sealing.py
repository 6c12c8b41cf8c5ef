"""Sealed values: gone when they must, told when they should not be; and nothing leaves before its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pratique.records.chain import START, Chained, faults, next_entry, read
from pratique.records.sealing import REDACTION, SealedValue, keep_until, sealed, sealed_faults
from tests.records.ledgers import LEDGER


def entry(seq: int, prev: str, kind: str, about: dict[str, object]) -> Chained:
    return next_entry(LEDGER, seq, prev, kind=kind, at="2026-11-28T13:56:02Z", who="J. Rivera", about=about)


ABOUT, VALUES = sealed({"answer": "yes"}, {"person": "Ada Lovelace", "mail": ["a@example.org"]})
FIRST = entry(1, START, "reply", ABOUT)
GONE = {"redacted": [{"record": 1, "pointer": "/person"}], "reason": "asked by the person"}
SECOND = entry(2, FIRST.sha256, REDACTION, GONE)


def wrong(kept: list[SealedValue], entries: tuple[Chained, ...] = (FIRST, SECOND)) -> list[str]:
    assert faults(entries, LEDGER) == ()
    return [each.what for each in sealed_faults([read(each) for each in entries], {1: kept})]


def test_nothing_sealed_stands_in_the_record_and_all_of_it_beside() -> None:
    assert b"Lovelace" not in FIRST.body
    assert b"example.org" not in FIRST.body
    assert wrong(VALUES, (FIRST,)) == []


def test_a_redacted_value_is_gone_and_the_chain_holds() -> None:
    assert wrong([each for each in VALUES if each.pointer != "/person"]) == []


def test_a_value_that_went_without_a_word_is_told() -> None:
    assert wrong([each for each in VALUES if each.pointer != "/mail"]) == ["/mail is gone without a redaction"]


@pytest.mark.parametrize("change", [{"salt": b"0" * 32}, {"value": b'"Ada L."'}, {"pointer": "/other"}])
def test_a_changed_value_is_told(change: dict[str, object]) -> None:
    assert wrong([VALUES[0], replace(VALUES[1], **change)])  # type: ignore[arg-type]


def test_two_values_alike_do_not_look_alike() -> None:
    assert sealed({}, {"a": "x"})[0] != sealed({}, {"a": "x"})[0]


def test_nothing_is_told_openly_and_sealed() -> None:
    with pytest.raises(ValueError, match="openly"):
        sealed({"a": 1}, {"a": 2})


def test_ten_years_at_the_least_and_the_duty_if_later() -> None:
    assert keep_until(date(2026, 11, 28)) == date(2036, 11, 28)
    assert keep_until(date(2028, 2, 29), 11) == date(2039, 3, 1)
    assert keep_until(date(2026, 11, 28), duty=date(2040, 1, 1)) == date(2040, 1, 1)
    assert keep_until(date(2026, 11, 28), duty=date(2030, 1, 1)) == date(2036, 11, 28)
    assert keep_until(date(2026, 11, 28), hold=True) == date.max
    with pytest.raises(ValueError, match="10 years"):
        keep_until(date(2026, 11, 28), 9)
