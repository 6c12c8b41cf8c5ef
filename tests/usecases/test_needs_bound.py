"""What is missing is exact within so many steps, and beyond them an upper bound that says so; never seconds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("z3")

from pratique.usecases.missing import formulas
from pratique.usecases.missing.needs import needs

ROOT = Path(__file__).resolve().parents[2]
DOSSIERS = [ROOT / "examples" / name / "dossier.toml" for name in ("tyre-sensor", "bev-export", "aurora")]


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.parent.name)
@pytest.mark.parametrize(("bound", "size"), [("MOST_STEPS", 1), ("MOST_STEPS", 400_000), ("MOST_FACTS", 3)])
def test_beyond_the_bound_nothing_that_matters_is_left_out(
    path: Path, bound: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = needs(path)
    monkeypatch.setattr(formulas, bound, size)
    cut = needs(path)
    assert whole.exact
    assert not cut.exact or cut == whole
    assert {each.fact for each in whole.matters} <= {each.fact for each in cut.matters}
    assert cut.verdict.worst == whole.verdict.worst or not cut.exact


def test_the_steps_end_at_the_same_place_whatever_the_seed_of_hashes() -> None:
    program = (
        "from pratique.usecases.missing import formulas, needs; formulas.MOST_STEPS = 20_000_000\n"
        f"import msgspec, sys; sys.stdout.buffer.write(msgspec.json.encode(needs.needs({str(DOSSIERS[-1])!r})))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert b'"exact":false' in next(iter(said))
