"""Where the real samples are; tests that read them are skipped where they are not."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"


def samples(*patterns: str) -> list[Path]:
    """Sample files, or a single path that does not exist so that the test shows up as skipped."""
    found = [path for pattern in patterns for path in sorted(SAMPLES.glob(pattern))]
    return found or [SAMPLES / "absent"]


@pytest.fixture
def sample():
    """Skips where a sample is absent."""

    def need(path: Path) -> Path:
        if not path.exists():
            pytest.skip("the shared samples are not here")
        return path

    return need
