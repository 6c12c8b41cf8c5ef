"""What a proof says: one claim about one citation, and whether it holds."""

from __future__ import annotations

from typing import Any

import msgspec


class ClaimProof(msgspec.Struct, frozen=True, kw_only=True):
    """One claim about one citation; `counter_example` is a dossier where it fails."""

    claim: str
    cite: str
    holds: bool
    note: str = ""
    counter_example: dict[str, Any] | None = None
