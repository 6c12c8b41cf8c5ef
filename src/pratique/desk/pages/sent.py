"""Files as they are sent out: always as attachments, under a plain name, never shown in the desk's own origin."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse


def attached(data: bytes | str, name: str, kind: str = "application/octet-stream") -> HttpResponse:
    """A file to be kept; its name in plain letters, and as it is for browsers that know how."""
    plain = "".join(each if each.isascii() and (each.isalnum() or each in "._- ") else "_" for each in name)[:150]
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name[:200], safe='')}"
    )
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
    return response
