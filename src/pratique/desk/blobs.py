"""Bytes by their hash: kept once, gzipped, in the database up to a mebibyte, beyond it in the home.

Rule: a large file is on the disk before the row that names it is written; what was deleted is gone and says so.
"""

from __future__ import annotations

import gzip
import hashlib

from pratique.desk.home import home
from pratique.desk.models import Blob
from pratique.errors import Place
from pratique.files import read_bytes, refusal, write_whole

IN_ROW = 1024**2
"""Packed bytes that are kept in the row."""
MOST = 2 * 1024**3
_FOLDER = "blobs"


def keep(data: bytes) -> Blob:
    """The row of these bytes, made where there is none."""
    name = hashlib.sha256(data).hexdigest()
    if (known := Blob.objects.filter(sha256=name, gone_at=None).first()) is not None:
        return known
    packed: bytes | None = gzip.compress(data, 6, mtime=0)
    folder = home()
    if packed is not None and len(packed) > IN_ROW and folder is not None:
        (folder / _FOLDER).mkdir(mode=0o700, exist_ok=True)
        write_whole(folder / _FOLDER / name, packed)
        packed = None
    row, _ = Blob.objects.update_or_create(
        sha256=name, defaults={"size": len(data), "packed": packed, "gone_at": None, "gone_by": None}
    )
    return row


def bytes_of(blob: Blob) -> bytes:
    """The bytes of a row. Raises InvalidInput where they were deleted."""
    packed: bytes | memoryview | None = blob.packed
    folder = home()
    if blob.gone_at is not None:
        raise refusal("blob.gone", f"{blob.sha256} was deleted.", Place(blob.sha256), "Its hash is kept.")
    if packed is None:
        assert folder is not None
        packed = read_bytes(folder / _FOLDER / blob.sha256, MOST)
    return gzip.decompress(packed)
