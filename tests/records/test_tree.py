"""The tree: the vectors of RFC 6962, every proof of every small size, and no proof of anything else."""

from __future__ import annotations

import hashlib

import pytest

from pratique.records.tree import EMPTY, consistency, consistent, included, inclusion, root
from tests.records.ledgers import merkle

LEAVES = [
    bytes.fromhex(each)
    for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""Roots over the first 1..8 of the leaves above, as certificate transparency has them."""
SIZES = range(1, 18)
MANY = [b"%d" % each for each in SIZES]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_reference(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_no_leaf_has_the_root_of_nothing() -> None:
    assert root([]) == EMPTY == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_is_shown_to_be_in_and_no_other(size: int) -> None:
    leaves = MANY[:size]
    head = merkle(leaves)
    assert root(leaves) == head
    for at, data in enumerate(leaves):
        proof = inclusion(leaves, at)
        assert included(data, at, size, proof, head)
        assert not included(data + b"x", at, size, proof, head)
        assert not included(data, at, size, (*proof, head), head)
        assert not any(included(data, other, size, proof, head) for other in range(-1, size + 2) if other != at)
        assert not (proof and included(data, at, size, proof[:-1], head))


@pytest.mark.parametrize("size", SIZES)
def test_every_older_tree_is_shown_to_be_the_beginning(size: int) -> None:
    leaves = MANY[:size]
    head = root(leaves)
    for old in range(1, size + 1):
        proof, was = consistency(leaves, old), root(leaves[:old])
        assert consistent(old, was, size, head, proof)
        assert not consistent(old, root([b"x", *leaves[1:old]]), size, head, proof)
        assert not consistent(old, was, size, root([*leaves[:-1], b"x"]), proof)
        assert not consistent(old, was, size, head, (*proof, head))
        assert not any(consistent(other, was, size, head, proof) for other in range(size + 2) if other != old)


@pytest.mark.parametrize(("at", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_proof_of_what_is_not_there(at: int, size: int) -> None:
    with pytest.raises(IndexError):
        inclusion(MANY[:size], at)
    with pytest.raises(IndexError):
        consistency(MANY[:size], at if at != 3 else 4)
