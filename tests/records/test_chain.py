"""The chain: whatever is changed is told with its record, and nothing that is found makes the check raise."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratique.records.canonical import canonical
from pratique.records.chain import START, Chained, faults, hash_of, next_entry, read
from tests.records.ledgers import LEDGER, holds, ledger

ENTRIES = ledger(6)


def test_a_ledger_holds_by_two_verifiers() -> None:
    assert faults(ENTRIES, LEDGER) == ()
    assert holds(ENTRIES)


@pytest.mark.parametrize("at", range(len(ENTRIES)))
def test_every_byte_of_every_body_changed_is_told_with_its_record(at: int) -> None:
    body = ENTRIES[at].body
    for place in range(len(body)):
        for bit in (1, 32, 128):
            changed = body[:place] + bytes([body[place] ^ bit]) + body[place + 1 :]
            entries = [*ENTRIES[:at], replace(ENTRIES[at], body=changed), *ENTRIES[at + 1 :]]
            assert {each.seq for each in faults(entries, LEDGER)} == {at + 1}
            assert not holds(entries)


@pytest.mark.parametrize("at", range(len(ENTRIES)))
@pytest.mark.parametrize("field", ["prev", "sha256"])
def test_every_character_of_a_hash_changed_is_told(at: int, field: str) -> None:
    mark: str = getattr(ENTRIES[at], field)
    for place in range(64):
        for other in ("x", "0" if mark[place] != "0" else "1", mark[place].upper() if mark[place].isalpha() else "é"):
            changed = replace(ENTRIES[at], **{field: mark[:place] + other + mark[place + 1 :]})
            found = faults([*ENTRIES[:at], changed, *ENTRIES[at + 1 :]], LEDGER)
            assert at + 1 in {each.seq for each in found}


@pytest.mark.parametrize(("field", "value"), [("kind", "reply"), ("at", "2026-11-28T13:56:04Z"), ("seq", 9)])
def test_what_the_store_shows_beside_the_body_is_held_to_it(field: str, value: object) -> None:
    changed = [*ENTRIES[:2], replace(ENTRIES[2], **{field: value}), *ENTRIES[3:]]  # type: ignore[arg-type]
    assert faults(changed, LEDGER)


@pytest.mark.parametrize(
    "entries",
    [[*ENTRIES[:2], *ENTRIES[3:]], [ENTRIES[1], ENTRIES[0], *ENTRIES[2:]], [*ENTRIES, ENTRIES[-1]], ENTRIES[1:]],
    ids=["dropped", "swapped", "twice", "beheaded"],
)
def test_records_dropped_swapped_or_doubled_are_told(entries: list[Chained]) -> None:
    assert faults(entries, LEDGER)
    assert not holds(entries)


def test_a_record_of_another_ledger_is_told() -> None:
    assert faults(ledger(3, "other"), LEDGER)


@given(st.binary(max_size=80), st.text(max_size=70), st.text(max_size=70))
def test_nothing_that_is_found_raises(body: bytes, prev: str, mark: str) -> None:
    assert faults([Chained(1, body, prev, mark)], LEDGER)


@given(st.binary(max_size=40) | st.sampled_from([canonical(each) for each in (None, [], {}, {"v": 1}, "x", 3)]))
def test_a_body_that_hashes_and_says_nothing_is_told(body: bytes) -> None:
    assert faults([Chained(1, body, START, hash_of(START, body))], LEDGER)


@pytest.mark.parametrize("at", ["2026-11-28 13:56:02Z", "2026-11-28T13:56:02", "2026-11-28T13:56:02+01:00", "now"])
def test_a_time_says_that_it_is_utc(at: str) -> None:
    with pytest.raises(ValueError, match="UTC"):
        next_entry(LEDGER, 1, START, kind="decision", at=at, who="", about={})


def test_what_is_read_is_what_was_recorded() -> None:
    assert read(ENTRIES[0]).about["n"] == 1
