"""The golden texts are shared with tests/golden."""

from tests.golden.conftest import golden

__all__ = ["golden"]
