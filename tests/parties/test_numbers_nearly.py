"""Identifiers as they are typed: one that is near a listed one is never absent, one that is another stays another."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from tests.running import run

from pratique.errors import Place
from pratique.parties.decisions import NO_DECISIONS
from pratique.parties.lists import Identifier, ListedName, ListEntry, ScreeningList
from pratique.parties.screening import Query, Screener
from pratique.parties.screening.numbers import is_wrong
from pratique.parties.screening.stored import StoredLists, store_lists

DIGITS, LETTERS = "0123456789", "ABCDEFGHJKMNPQRSTUVWXYZ"


def numbers(count: int, rnd: Random) -> list[str]:
    """Numbers of registers: digits alone, behind letters, behind zeros, letters among them."""
    found = []
    for place in range(count):
        tail = "".join(rnd.choice(DIGITS[1:]) for _ in range(rnd.randint(5, 9)))
        mixed = "".join(rnd.choice(DIGITS + LETTERS) for _ in range(12))
        found.append(
            (tail, f"00{tail}", f"{rnd.choice(LETTERS)}{rnd.choice(LETTERS)}0{tail}", f"{mixed}{tail}")[place % 4]
        )
    return list(dict.fromkeys(found))


def typed_alike(number: str, rnd: Random) -> list[str]:
    """The same number as others write it: nothing of it but signs, case and width changes."""
    spot = rnd.randrange(1, len(number))
    wide = "".join(chr(ord(char) + 0xFEE0) for char in number)
    return [
        number.lower(),
        f" {number} ",
        f"{number[:spot]} {number[spot:]}",
        f"{number[:spot]}-{number[spot:]}",
        wide,
    ]


def typed_nearly(number: str) -> list[str]:
    """The number with a slip of a kind: zeros before it more or fewer, letters for the digits that they look like."""
    slips = [f"0{number}", f"000{number}", number.lstrip("0")]
    slips += [number.replace("0", "O"), number.replace("0", "o"), number.replace("1", "I"), number.replace("1", "l")]
    return [each for each in slips if each != number]


def listed(*values: str, country: str | None = None) -> ScreeningList:
    entries = tuple(
        ListEntry(
            "OWN",
            str(n),
            (ListedName(f"Zubrowka Works {n}"),),
            Place("own.csv", line=n + 2),
            identifiers=(Identifier("Registration Number", value, country),),
        )
        for n, value in enumerate(values)
    )
    return ScreeningList("OWN", "Own list", "own.csv", entries, digest="".join(values))


def said(screener: Screener, value: str, country: str | None = None) -> tuple[str, str]:
    query = Query("Harmless Blechwaren", identifiers=(Identifier("reg", value, country),))
    (outcome,) = screener.screen(query, NO_DECISIONS).outcomes
    return outcome.status, " ".join(outcome.reasons)


def test_a_number_written_otherwise_is_a_hit_and_one_with_a_slip_is_close(tmp_path: Path) -> None:
    rnd = Random(15)
    values = numbers(60, rnd)
    one = listed(*values)
    store_lists([one], tmp_path / "own.lists")
    for screener in (Screener([one]), Screener(list(StoredLists(tmp_path / "own.lists").lists()))):
        for value in values:
            for text in (value, *typed_alike(value, rnd)):
                assert said(screener, text)[0] == "listed", (value, text)
            for text in typed_nearly(value):
                status, why = said(screener, text)
                assert status in ("unknown", "listed"), (value, text)
                assert status == "listed" or "close, not judged" in why


def test_another_number_is_no_slip() -> None:
    rnd = Random(16)
    values = numbers(60, rnd)
    screener = Screener([listed(*values)])
    for value in values:
        spot = next(spot for spot in range(len(value) - 1, -1, -1) if value[spot] in DIGITS)
        other = value[:spot] + str((int(value[spot]) + 4) % 10 or 2) + value[spot + 1 :]
        # One with wrong check digits is nobody's: it is a slip of the one that it is near.
        status = "unknown" if is_wrong(other) else "not listed"
        assert other in values or said(screener, other)[0] == status, (value, other)


@pytest.mark.parametrize(
    ("held", "asked", "status"),
    [
        ("1234", "1234", "not listed"),  # four digits single nobody out
        ("00001234", "1234", "unknown"),
        ("00000012", "12", "not listed"),
        ("7707083893", "7707083894", "not listed"),
    ],
)
def test_short_numbers(held: str, asked: str, status: str) -> None:
    assert said(Screener([listed(held)]), asked)[0] == status


def test_the_issuing_country_is_looked_at_for_each_number() -> None:
    screener = Screener([listed("7707083893", country="RU")])
    assert said(screener, "07707083893", "DE")[0] == "not listed"
    both = (Identifier("reg", "7707083893", "RU"), Identifier("reg", "7707083893", "DE"))
    for order in (both, both[::-1]):
        (outcome,) = screener.screen(Query("Harmless Blechwaren", identifiers=order), NO_DECISIONS).outcomes
        assert outcome.status == "listed"


@pytest.mark.parametrize("title", ["remarks", "number", "note of ours"])
@pytest.mark.parametrize("cell", ["see 7707 083 893", "no. 7707O83893", "7707083893"])
def test_a_number_in_a_cell_that_nobody_explains(tmp_path: Path, cell: str, title: str) -> None:
    suppliers, own = tmp_path / "suppliers.csv", tmp_path / "own.csv"
    suppliers.write_text(f"name,{title}\nHarmless AG,{cell}\n", encoding="utf-8")
    own.write_text('source,_id,type,name,ids\nList (OWN),1,Entity,Zubrowka,"Tax ID No., 7707083893, RU"\n')
    assert run("screen", suppliers, "--list", own).status in (1, 3)
