"""No input ends a reader in anything but an answer or a finding."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pratique.errors import Findings
from tests.fuzz import record
from tests.fuzz.run import fuzz
from tests.fuzz.targets import TARGETS, Target

MUTANTS = int(os.environ.get("PRATIQUE_FUZZ", "20"))
"""How many mutants each reader is fed; slow ones a fifth."""


@pytest.mark.parametrize("target", TARGETS, ids=lambda each: each.name)
def test_every_mutant_is_read_or_refused(target: Target, tmp_path: Path) -> None:
    most = max(MUTANTS // 5, 4) if target.slow else MUTANTS
    run = fuzz(target, tmp_path, lambda so_far: so_far.mutants < most)
    assert run.crashes == {}
    assert run.drops == {}
    assert run.mutants == max(most, len(target.seeds()))


@pytest.mark.parametrize("target", TARGETS, ids=lambda each: each.name)
def test_the_seeds_are_inputs_that_are_read(target: Target, tmp_path: Path) -> None:
    for data in target.seeds():
        path = tmp_path / target.suffix
        path.write_bytes(data)
        read = target.call(path)
        if isinstance(read, Findings):
            assert {each.code for each in read.errors} <= {"pack.missing"}


def test_the_page_of_results_says_what_was_recorded() -> None:
    text = record.PAGE.read_text("utf-8")
    sums = record.whole((target.name for target in TARGETS), record.rows())
    assert record.page(text, sums) == text, "run `python -m tests.fuzz.record --write`"


def test_a_run_is_kept_and_summed(tmp_path: Path) -> None:
    path = tmp_path / "kept.csv"
    for seconds, mutants in ((4.0, 10), (6.5, 20)):
        record.append(record.Row("BODS", "2026-11-29", 1, seconds, mutants, 3, 1, 0, 0.25), path)
    kept = record.rows(path)
    assert (record.spent("BODS", kept), record.spent("FtM", kept)) == (10.5, 0)
    assert [*record.table(["BODS"], kept)][2] == "| BODS | 10 | 2 | 30 | 6 | 2 | 0 | 0.25 |"
