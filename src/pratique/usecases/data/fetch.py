"""Getting the published text behind an instrument where the user asks for it: the only place with a connection.

Rule: nothing is fetched unless a person says so; only the public addresses of the book, over https (or plain http on
this machine); what comes back is bounded, kept whole with its SHA-256, and read by nobody but counsel.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from pratique.errors import UsageError
from pratique.files.plain import Plain
from pratique.files.writing import write_whole
from pratique.law import book as law_book

LIMIT = 32 << 20
"""Bytes of one answer."""
TIMEOUT = 30
"""Seconds to wait."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Fetched(Plain, msgspec.Struct, frozen=True, kw_only=True):
    """What was fetched and kept."""

    url: str
    file: str
    sha256: str
    length: int


def addresses(instrument: str) -> tuple[str, ...]:
    """The public addresses that the book gives for an instrument. Raises UsageError naming the others."""
    (found,) = law_book.load([instrument])
    return tuple(each.url for each in found.sources if each.url)


def fetch_text(instrument: str, output: str | Path, *, url: str | None = None) -> Fetched:
    """An instrument's id and a file -> its published text, fetched from the address of the book, or from `url`.

    Nothing else opens a connection. Raises UsageError where there is no address or it does not answer.
    """
    known = addresses(instrument)
    if url is None and not known:
        raise UsageError(f"The book has no address for {instrument}; give one with --url.")
    return fetch(url or known[0], output)


def fetch(url: str, output: str | Path) -> Fetched:
    """Fetch one address and keep it whole. Raises UsageError for an address that is none or does not answer."""
    from urllib.error import URLError
    from urllib.request import Request, urlopen

    where = urlsplit(url)
    if where.scheme != "https" and not (where.scheme == "http" and where.hostname in LOOPBACK):
        raise UsageError(f"{url!r} is no https address; nothing is fetched over anything else.")
    try:
        with urlopen(Request(url, headers={"User-Agent": "pratique"}), timeout=TIMEOUT) as answer:
            data = answer.read(LIMIT + 1)
    except (URLError, OSError, ValueError) as error:
        raise UsageError(f"{url} does not answer: {error}.") from error
    if len(data) > LIMIT:
        raise UsageError(f"{url} answers with more than {LIMIT} bytes; nothing was kept.")
    write_whole(output, data)
    return Fetched(url=url, file=str(output), sha256=hashlib.sha256(data).hexdigest(), length=len(data))
