"""Files that a form brings, and those that an earlier try of the same form brought.

Rule: a file keeps its base name alone; two of one name are refused; what was brought before is named under a seal, so
that nobody names bytes that were not theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from pratique.desk import staged
from pratique.desk.dossiers import base_name
from pratique.errors import UsageError

_SEAL = "kept-files"
_HOURS = 24 * 3600


def brought(request: HttpRequest, field: str = "files") -> dict[str, bytes]:
    """The files of a field by their base names. Raises UsageError."""
    files: dict[str, bytes] = {}
    for each in request.FILES.getlist(field):
        assert isinstance(each, UploadedFile)
        name = base_name(each.name or "")
        if name in files:
            raise UsageError(f"Two files are called {name!r}; rename one.")
        files[name] = each.read()
    return files


def sealed(files: Mapping[str, bytes]) -> tuple[dict[str, str], str]:
    """The files kept for a day: their hashes by name, and the seal to be sent with the form."""
    held = staged.stage(files)
    return held, signing.dumps(held, salt=_SEAL) if held else ""


def unsealed(request: HttpRequest) -> dict[str, bytes]:
    """The files of an earlier try; none where the seal is not ours or is old."""
    try:
        held: Any = signing.loads(request.POST.get("kept", ""), salt=_SEAL, max_age=_HOURS)
    except signing.BadSignature:
        return {}
    return staged.still_here(held)
