"""A page of HTML as PDF, for papers that are kept and signed.

Rule: nothing is loaded, from the network or from a disk: the pages hold all they need. The same page gives the same
bytes with the same fonts on the machine (Chinese needs a font that has it, such as Debian's fonts-noto-cjk).
"""

from __future__ import annotations

import hashlib

from pratique.errors import UsageError, named_extras


def pdf(page: str) -> bytes:
    """A whole HTML page -> PDF (tagged, with bookmarks). Raises UsageError where the extra `pdf` is missing."""
    try:
        with named_extras():
            from weasyprint import HTML
            from weasyprint.urls import URLFetcher
    except OSError as error:  # the Python package is there, Pango is not
        raise UsageError(f"PDF needs the library Pango (Debian: libpangoft2-1.0-0): {error}") from error
    mark = hashlib.sha256(page.encode()).hexdigest()[:32].encode()
    nothing = URLFetcher(allowed_protocols=())
    made: bytes = HTML(string=page, url_fetcher=nothing).write_pdf(pdf_identifier=mark, pdf_tags=True)
    return made
