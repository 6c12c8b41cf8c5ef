"""Stems: a search left out by them would have found nothing."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratique.figures.reader.found.instruments import known_instruments
from pratique.figures.reader.found.stances import PATTERNS
from pratique.figures.reader.text.asserted import _table
from pratique.figures.reader.text.fold import fold
from pratique.figures.reader.text.stems import compiled, may_match, stems_of

SETS = Path(__file__).parents[3] / "conformance" / "bulletins"


@pytest.mark.parametrize(
    ("pattern", "stems"),
    [
        (r"\bnot\b", ("not",)),
        (r"\b(?:fail(?:ed|s)? to|unable to)\b", ("fail", "unable to")),
        (r"(?:a|the) \w+", ()),
        (r"未(?:能|曾)?达到", ("达到",)),
        (r"(?<=rejected )calls", ("calls",)),
        (r"(?:really )?gone", ("gone",)),
    ],
)
def test_what_a_pattern_cannot_do_without(pattern: str, stems: tuple[str, ...]) -> None:
    assert stems_of(pattern) == stems


def test_a_search_left_out_would_have_found_nothing() -> None:
    texts = [fold(row["text"]) for name in ("looked-at", "fresh", "second") for row in _passages(name)]
    frames = tomllib.loads((SETS / "reversed.toml").read_text("utf-8"))
    texts += [fold(text) for key in frames for text in frames[key]]
    searches = [(t.pattern, t.stems) for triggers in _table().values() for t in triggers]
    searches += [(pattern, stems) for _, pattern, stems in PATTERNS]
    searches += [each for row in known_instruments() for each in row.patterns]
    assert sum(bool(stems) for _, stems in searches) > 100
    for pattern, stems in searches:
        wrong = [text for text in texts if pattern.search(text) and not may_match(stems, text.lower())]
        assert not wrong, (pattern.pattern, wrong)


def _passages(name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = tomllib.loads((SETS / f"others-{name}.toml").read_text("utf-8"))["passage"]
    return rows


def test_a_pattern_comes_with_its_stems() -> None:
    pattern, stems = compiled("Not (?:true|so)")
    assert pattern.search("it is not so")
    assert stems == ("not ",)


def _made(pick: random.Random, depth: int) -> tuple[str, str]:
    """A pattern put together at random, and a text that it matches."""
    kind = pick.randrange(8 if depth else 3)
    if kind < 3:
        word = "".join(pick.choice("abcde 出口年") for _ in range(pick.randrange(1, 5)))
        return re.escape(word) if pick.random() < 0.5 else word, word
    if kind == 3:
        return pick.choice((r"\d", "[a-c]", r"[^\]x]", ".", r"\w")), "b"
    if kind == 4:
        each = [_made(pick, depth - 1) for _ in range(pick.randrange(1, 4))]
        opened = pick.choice(("(?:", "(", f"(?P<g{pick.randrange(10**9)}>", "(?i:"))
        return opened + "|".join(pattern for pattern, _ in each) + ")", pick.choice(each)[1]
    if kind == 5:
        pattern, text = _made(pick, depth - 1)
        times = pick.choice(("*", "?", "{0,2}", "+", "{2}", "{1,3}", "*?", "+?"))
        least = {"{2}": 2, "+": 1, "+?": 1, "{1,3}": 1}.get(times, 0)
        return f"(?:{pattern}){times}", text * pick.choice((least, max(least, 1)))
    pieces = [_made(pick, depth - 1) for _ in range(pick.randrange(2, 4))]
    return "".join(f"(?:{p})" if "|" in p else p for p, _ in pieces), "".join(text for _, text in pieces)


@settings(max_examples=20)
@given(st.integers(0, 1 << 30))
def test_every_match_of_a_pattern_holds_one_of_its_stems(seed: int) -> None:
    pick = random.Random(seed)
    for _ in range(100):
        pattern, text = _made(pick, 3)
        if pattern.count(r"\d"):
            text = text.replace("b", "1") if re.search(pattern, text) is None else text
        found = re.search(pattern, text)
        if found is not None:
            assert may_match(stems_of(pattern), found.group().lower()), (seed, pattern, found.group())
