"""Plain data, as it is stored and sent."""

from __future__ import annotations

from typing import Any

Plain = dict[str, Any]
"""What a JSON object holds."""
