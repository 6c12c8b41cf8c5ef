"""Plain data, as it is stored and sent."""

from __future__ import annotations

from typing import Any

Plain = dict[str, Any]
"""What a JSON object holds."""


def whole(text: str) -> int | None:
    """The whole number that a text of digits says, None for any other text and for more than any key can be.

    What a browser or a client sends is read by this alone: to `str.isdigit` a superscript is a digit, to `int` it is
    none, and beyond some thousands of digits nothing is.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
