"""Where a desk keeps what is its own: a folder that its owner alone may enter.

Rule: nothing is made when this is imported; `prepare` makes the folder (0700) and the secret (0600) on the first
start, and what stands is never made anew.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from pratique.errors import UsageError
from pratique.files import read_bytes
from pratique.files.large import is_unfinished
from pratique.files.writing import write_key

HOME = "PRATIQUE_DESK_HOME"
DATABASE = "PRATIQUE_DESK_DATABASE"
HOSTS = "PRATIQUE_DESK_HOSTS"
TLS = "PRATIQUE_DESK_TLS"
PROXY = "PRATIQUE_DESK_PROXY"
SSO = "PRATIQUE_DESK_SSO"
"""What a started desk hands to its workers, by environment."""
_SECRET = "secret"
_LONGEST_SECRET = 1024


def home() -> Path | None:
    """The folder of the desk that runs; None where none was named, as in tools that only look at the models."""
    named = os.environ.get(HOME)
    return Path(named) if named else None


def prepare(folder: Path) -> None:
    """Make the folder and its secret where there is none yet. Raises UsageError where that cannot be.

    So it does where a restore was ended before all was there: half a desk is none.
    """
    if is_unfinished(folder):
        restore = "Run `pratique records restore` again; it begins anew."
        raise UsageError(f"Restoring the desk in {str(folder)!r} was not ended. {restore}")
    os.umask(0o077)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        if not (folder / _SECRET).exists():
            write_key(folder / _SECRET, secrets.token_hex(32))
    except OSError as error:
        raise UsageError(f"The home of the desk cannot be made: {error.strerror}. Name another by --home.") from error


def secret(folder: Path | None) -> str:
    """The secret by which sessions are signed; one of its own for a desk that has no home."""
    if folder is None or not (folder / _SECRET).is_file():
        return secrets.token_hex(32)
    return read_bytes(folder / _SECRET, _LONGEST_SECRET).decode("ascii")
