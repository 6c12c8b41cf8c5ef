"""Sign-offs of counsel, key by key: one that is cut, spoiled, stale, later, doubled or disputed clears no more.

A sign-off settles what the law leaves open, and may clear so. Without any of its keys, or with one of them otherwise,
it either settles the same or nothing: the outcome is never better than with the whole, and no better than without it
where it does not count.
"""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pratique.deciding.overlay import citations, left_open
from pratique.deciding.signoff import sign_off
from pratique.dossier.toml import written
from pratique.facts.vocabulary import definition_of
from pratique.law import book
from pratique.law.outcome import Outcome
from tests.cases.runner import Given, all_cases
from tests.exploring import is_thorough
from tests.safety.inputs import REFUSED, outcome

NEEDED = ("cite", "by", "on", "text_sha256", "encoding_sha256")


def _settled_by_one() -> list[tuple[Given, str]]:
    """Cases that one reading of the law leaves open between a clear and a bar, one of each instrument and reading."""
    found: dict[str, tuple[Given, str]] = {}
    signable = frozenset[str]().union(*(left_open(each) for each in book.load()))
    for case in all_cases():
        legal = [name for name in case.expect.get("open", ()) if name.startswith("legal.")]
        barred = case.expect.get("worst") in ("prohibited", "licence required")
        if len(legal) == 1 == len(case.expect["open"]) and barred and not case.construe and legal[0] in signable:
            found.setdefault(legal[0], (case, legal[0]))
    return list(found.values())


CASES = _settled_by_one()[:: 1 if is_thorough() else 6]


def laid(case: Given, folder: Path, entries: list[Mapping[str, Any]] | None) -> tuple[Outcome, Outcome] | str:
    """The outcome of a case with these sign-offs beside it, or with none."""
    path, beside = folder / "d.json", folder / "d.overlay.toml"
    path.write_text(json.dumps(copy.deepcopy(case.data)))
    beside.unlink(missing_ok=True)
    if entries is not None:
        beside.write_text("\n".join(written(each, "signoffs") for each in entries))
    return outcome(path, on=case.on)


def no_better(after: tuple[Outcome, Outcome] | str, before: tuple[Outcome, Outcome] | str) -> bool:
    return after == REFUSED or (before != REFUSED and after[1] >= before[1])


def signed(case: Given, fact: str, folder: Path) -> tuple[Mapping[str, Any], tuple[Outcome, Outcome]]:
    """The sign-off by which counsel reads the fact as whatever clears most, as the program writes it."""
    instrument = next(each for each in book.load() if fact in left_open(each))
    (folder / "law.txt").write_text("the text of the law")
    best: tuple[Mapping[str, Any], tuple[Outcome, Outcome]] | None = None
    for value in sorted(definition_of(fact).fact.values):  # type: ignore[union-attr]
        kept = folder / f"{value}.toml"
        sign_off(
            citations(instrument)[0], by="A", text=folder / "law.txt", on=date(2026, 11, 1), overlay=kept,
            correct={fact: value},
        )  # fmt: skip
        (entry,) = tomllib.loads(kept.read_text())["signoffs"]
        found = laid(case, folder, [entry])
        assert isinstance(found, tuple)
        if best is None or found[1] < best[1][1]:
            best = entry, found
    assert best is not None
    return best


def spoiled(entry: Mapping[str, Any], fact: str) -> dict[str, Mapping[str, Any]]:
    """The sign-off with one of its values otherwise, by what is wrong with it; none of these counts."""
    other = next(each.provisions[0].cite for each in book.load() if fact not in left_open(each) and each.provisions)
    ways: dict[str, Any] = {
        "of another encoding": {"encoding_sha256": "0" * 64}, "of no hash": {"encoding_sha256": "none"},
        "of a later day": {"on": "2027-01-01"}, "of no day": {"on": "2026-13-01"}, "by nobody": {"by": " "},
        "of another law": {"cite": other}, "of no law": {"cite": "1 CFR 1"},
        "a construction of none": {"constructions": {fact: "maybe"}},
        "a construction of a fact": {"constructions": {"act.kind": "sale"}}, "no table": {"constructions": [fact]},
        "a key of none": {"permits": True},
    }  # fmt: skip
    return {name: {**entry, **way} for name, way in ways.items()}


def test_there_are_cases_of_several_laws() -> None:
    assert len({fact.split(".")[1] + fact.split(".")[2] for _, fact in CASES}) >= 2
    assert len(CASES) >= 4


@pytest.mark.parametrize(("case", "fact"), CASES, ids=[fact for _, fact in CASES])
def test_a_sign_off_without_a_key_or_with_another_clears_no_more(case: Given, fact: str, tmp_path: Path) -> None:
    alone = laid(case, tmp_path, None)
    entry, whole = signed(case, fact, tmp_path)
    assert isinstance(alone, tuple)
    assert alone[0] <= whole[0] <= whole[1] <= alone[1]
    for key in entry:
        left = {name: value for name, value in entry.items() if name != key}
        found = laid(case, tmp_path, [left])
        assert (found == REFUSED) if key in NEEDED else no_better(found, whole), key
        if key == "constructions":
            assert found == alone
    for way, wrong in spoiled(entry, fact).items():
        assert laid(case, tmp_path, [wrong]) in (REFUSED, alone), way
    assert laid(case, tmp_path, [entry, entry]) == whole
    for value in sorted(definition_of(fact).fact.values - {entry["constructions"][fact]}):  # type: ignore[union-attr]
        other = {**entry, "by": "B", "constructions": {fact: value}}
        assert laid(case, tmp_path, [entry, other]) == laid(case, tmp_path, [other, entry]) == REFUSED
        same_day = {**entry, "constructions": {fact: value}}
        assert laid(case, tmp_path, [entry, same_day]) == REFUSED
    (tmp_path / entry.get("text_file", "law.txt")).unlink()
    assert no_better(laid(case, tmp_path, [entry]), whole)
