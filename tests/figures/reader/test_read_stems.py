"""Stems: a search left out by them would have found nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pratique.figures.reader.found.instruments import known_instruments
from pratique.figures.reader.found.positions import _STANCE_PATTERNS
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
    searches += [(pattern, stems) for _, pattern, stems in _STANCE_PATTERNS]
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
