"""A checkpoint kept elsewhere finds what a chain cannot: a tail that was dropped, a history made anew."""

from __future__ import annotations

import pytest

pytest.importorskip("cryptography")

from pratique.records.chain import START, Chained, faults, next_entry, read
from pratique.records.checkpoint import Signer, fault, fingerprint, signed, verifier
from tests.records.ledgers import LEDGER, SIGNER, ledger

ENTRIES = ledger(9)
HASHES = [each.sha256 for each in ENTRIES]
NOTE = signed(SIGNER, LEDGER, HASHES[:7])


def test_a_note_holds_for_the_ledger_and_for_what_grew_from_it() -> None:
    assert fault(NOTE, SIGNER.key, LEDGER, HASHES[:7]) == ""
    assert fault(NOTE, SIGNER.key, LEDGER, HASHES) == ""
    assert NOTE.splitlines()[:2] == [LEDGER, "7"]


def test_a_dropped_tail_is_told() -> None:
    assert "dropped" in fault(NOTE, SIGNER.key, LEDGER, HASHES[:6])


def test_a_history_made_anew_holds_as_a_chain_and_not_against_the_note() -> None:
    forged: list[Chained] = []
    for each in ENTRIES:
        said = read(each)
        about = {**said.about, "n": 99} if said.seq == 3 else said.about
        prev = forged[-1].sha256 if forged else START
        forged.append(next_entry(LEDGER, said.seq, prev, kind=said.kind, at=said.at, who=said.who, about=about))
    assert faults(forged, LEDGER) == ()
    assert "not those" in fault(NOTE, SIGNER.key, LEDGER, [each.sha256 for each in forged])


def test_every_character_of_a_note_counts() -> None:
    for place in range(len(NOTE)):
        for other in ("", "A" if NOTE[place] != "A" else "B", "\n"):
            changed = NOTE[:place] + other + NOTE[place + 1 :]
            assert changed == NOTE or fault(changed, SIGNER.key, LEDGER, HASHES), changed


@pytest.mark.parametrize(
    "key", ["", "x", SIGNER.key[:-3], Signer("desk.example/w1", b"\1" * 32).key, Signer("other", SIGNER.private).key]
)
def test_another_key_is_not_this_one(key: str) -> None:
    assert fault(NOTE, key, LEDGER, HASHES)


def test_a_note_of_another_ledger_is_told() -> None:
    assert "other" in fault(signed(SIGNER, "other", HASHES), SIGNER.key, LEDGER, HASHES)


def test_a_key_has_a_name_and_a_fingerprint() -> None:
    assert len(fingerprint(SIGNER.key).split()) == 8
    with pytest.raises(ValueError):
        verifier("two words", bytes(32))
