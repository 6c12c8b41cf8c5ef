"""The beginning of a file -> whether it is what this program said of a dossier, which asks and answers nothing."""

from __future__ import annotations

import re

HEAD = 1 << 20
"""Bytes of a file by which it is told what it is."""
_TOLD = re.compile(rb'\s*\[?\s*\{\s*"schema_version"\s*:\s*"')
_TELLING = (b'"exit_status"', b'"rows"', b'"changes"')
"""How an answer of this program begins in JSON, and what one of them holds; a dossier cannot have such keys."""


def is_told(head: bytes) -> bool:
    """Whether a file that begins so is an answer of this program as JSON."""
    return _TOLD.match(head) is not None and any(word in head for word in _TELLING)
