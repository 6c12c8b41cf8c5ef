"""Bytes by their hash: kept once, gzipped, in the database up to a mebibyte, beyond it in the home.

Rule: a large file is on the disk before the row that names it is written; what was deleted is gone and says so.
"""

from __future__ import annotations

import gzip
import hashlib
from datetime import datetime

from pratique.desk.home import home
from pratique.desk.models import Blob, Record
from pratique.errors import Place
from pratique.files import read_bytes, refusal, write_whole
from pratique.files.clock import now

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
    values = {"size": len(data), "packed": packed, "gone_at": None, "gone_by": None, "stored": now()}
    row, _ = Blob.objects.get_or_create(sha256=name, defaults=values)
    if row.gone_at is not None:  # it went by its retention, and is brought again
        row, _ = Blob.objects.update_or_create(sha256=name, defaults=values)
    return row


def bytes_of(blob: Blob) -> bytes:
    """The bytes of a row. Raises InvalidInput where they were deleted."""
    return gzip.decompress(packed_of(blob))


def packed_of(blob: Blob) -> bytes:
    """The same, gzipped as they are kept."""
    packed: bytes | memoryview | None = blob.packed
    folder = home()
    if blob.gone_at is not None:
        raise refusal("blob.gone", f"{blob.sha256} was deleted.", Place(blob.sha256), "Its hash is kept.")
    if packed is None:
        assert folder is not None
        packed = read_bytes(folder / _FOLDER / blob.sha256, MOST)
    return bytes(packed)


def sweep_files(before: datetime) -> int:
    """Remove files of the home that no row names, older than a moment: of uploads that were undone. How many."""
    folder, count = home(), 0
    if folder is None or not (folder / _FOLDER).is_dir():
        return 0
    for each in sorted((folder / _FOLDER).iterdir()):
        if (
            each.stat().st_mtime < before.timestamp()
            and not Blob.objects.filter(sha256=each.name, packed=None, gone_at=None).exists()
        ):
            each.unlink(missing_ok=True)
            count += 1
    return count


def let_go(blob: Blob, record: Record) -> None:
    """Delete the bytes of a blob; its row and its hash stay, and say by which record they went."""
    folder = home()
    if blob.packed is None and folder is not None:
        (folder / _FOLDER / blob.sha256).unlink(missing_ok=True)
    Blob.objects.filter(pk=blob.pk).update(packed=None, gone_at=now(), gone_by=record)
