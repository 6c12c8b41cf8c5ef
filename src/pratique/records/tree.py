"""The Merkle tree of a ledger (RFC 6962): one hash for all records, and short proofs that one is among them.

Rule: a leaf is hashed with 0x00 before it and a node with 0x01, so that neither passes for the other. Leaves are
bytes; hashes are 32 bytes. Invariant: what `included` and `consistent` accept, no other tree has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

Hash = bytes
EMPTY: Hash = hashlib.sha256(b"").digest()
"""The root of a ledger without records."""


def leaf(data: bytes) -> Hash:
    """The hash of one leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def _node(left: Hash, right: Hash) -> Hash:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> Hash:
    """The root over leaves in their order, in one pass: hashes of full subtrees are joined as they fill."""
    peaks: list[tuple[int, Hash]] = []
    for each in leaves:
        size, made = 1, leaf(each)
        while peaks and peaks[-1][0] == size:
            made = _node(peaks.pop()[1], made)
            size *= 2
        peaks.append((size, made))
    if not peaks:
        return EMPTY
    _, made = peaks.pop()
    while peaks:
        made = _node(peaks.pop()[1], made)
    return made


def _split(size: int) -> int:
    """The largest power of two below a size."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion(leaves: Sequence[bytes], at: int) -> tuple[Hash, ...]:
    """The proof that leaf `at` (from 0) is in the tree over all leaves. Raises IndexError."""
    if not 0 <= at < len(leaves):
        raise IndexError(f"there is no leaf {at} among {len(leaves)}")
    if len(leaves) == 1:
        return ()
    cut = _split(len(leaves))
    if at < cut:
        return (*inclusion(leaves[:cut], at), root(leaves[cut:]))
    return (*inclusion(leaves[cut:], at - cut), root(leaves[:cut]))


def included(data: bytes, at: int, size: int, proof: Sequence[Hash], expected: Hash) -> bool:
    """Whether a proof shows that leaf `at` of the tree of `size` leaves with root `expected` is these bytes."""
    if not 0 <= at < size:
        return False
    here, last, made = at, size - 1, leaf(data)
    for each in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            made = _node(each, made)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            made = _node(made, each)
        here, last = here >> 1, last >> 1
    return last == 0 and made == expected


def consistency(leaves: Sequence[bytes], old: int) -> tuple[Hash, ...]:
    """The proof that the tree over all leaves only adds to the one over the first `old`. Raises IndexError."""
    if not 0 < old <= len(leaves):
        raise IndexError(f"there is no tree of {old} leaves among {len(leaves)}")
    return () if old == len(leaves) else _consistency(leaves, old, True)


def _consistency(leaves: Sequence[bytes], old: int, whole: bool) -> tuple[Hash, ...]:
    if old == len(leaves):
        return () if whole else (root(leaves),)
    cut = _split(len(leaves))
    if old <= cut:
        return (*_consistency(leaves[:cut], old, whole), root(leaves[cut:]))
    return (*_consistency(leaves[cut:], old - cut, False), root(leaves[:cut]))


def consistent(old: int, old_root: Hash, size: int, new_root: Hash, proof: Sequence[Hash]) -> bool:
    """Whether a proof shows that the tree of `size` leaves begins with the `old` leaves of the other root."""
    if not 0 < old <= size:
        return False
    if old == size:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    here, last = old - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    if not path:
        return False
    was = now = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            was, now = _node(each, was), _node(each, now)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            now = _node(now, each)
        here, last = here >> 1, last >> 1
    return last == 0 and was == old_root and now == new_root
