"""A key of a dossier that is none -> what is written instead of it, where people commonly write it.

Rule: it is a hint and reads nothing: whoever writes `country` has still to say which of four countries is meant.
"""

from __future__ import annotations

from functools import lru_cache

from pratique.files.shipped import shipped_rows


def meant_by(prefix: str, key: str) -> str | None:
    """What to write for a key, by the prefix of the facts of its table (`part`); None for an uncommon one."""
    return _meant().get((prefix, key.casefold().replace("-", "_").replace(" ", "_")))


@lru_cache(maxsize=1)
def _meant() -> dict[tuple[str, str], str]:
    rows = shipped_rows("pratique.dossier", "keys_meant.csv")
    return {(row["prefix"], word): row["meant"] for row in rows for word in row["written"].split()}
