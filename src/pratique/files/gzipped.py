"""Files packed with gzip, bounded while they are unpacked.

Rule: what unpacks to more than a workbook may, or to far more than is packed in it, is refused before it is held; a
file that ends before its packing does is unpacked as far as it goes and said to be cut.
"""

from __future__ import annotations

import zlib

from pratique.errors import Place
from pratique.files.regular import refusal

GZIPPED = b"\x1f\x8b"
"""The first bytes of a file packed with gzip."""
MAX_UNPACKED = 512 * 1024**2
"""Most bytes that a file unpacks to."""
MAX_RATIO = 200
"""Most bytes that one packed byte unpacks to, in a file that unpacks to more than `_LARGE`."""
_LARGE = 16 * 1024**2
_STEP = 1024**2
_WITH_HEADER = 31
"""The setting of zlib by which a stream has the header of gzip."""


def unpack(data: bytes, place: Place) -> tuple[bytes, bool]:
    """What is packed in `data`, and whether it is whole.

    Raises `InvalidInput` (`file.packed`) where it is damaged or unpacks to too much.
    """
    limit = min(MAX_UNPACKED, max(_LARGE, MAX_RATIO * len(data)))
    out = bytearray()
    left = data
    while left[:2] == GZIPPED:
        stream = zlib.decompressobj(_WITH_HEADER)
        try:
            while not stream.eof:
                window = stream.decompress(left, _STEP)
                left = stream.unconsumed_tail
                if not window and not left:
                    break
                out += window
                if len(out) > limit:
                    message = f"The file unpacks to more than {limit} bytes."
                    raise refusal("file.packed", message, place, "Unpack it yourself if you trust it.")
        except zlib.error as error:
            message = f"The file is packed with gzip and damaged: {str(error).rstrip('.')}."
            raise refusal("file.packed", message, place, "Download it again.") from error
        if not stream.eof:
            return bytes(out), False
        left = stream.unused_data
    return bytes(out), not left.strip(b"\0")
