"""The words of an element of the law are worked out once, and are those of that very element."""

from __future__ import annotations

from pratique.law import book
from pratique.logic.lint import atoms
from pratique.logic.nodes import InRegion
from pratique.usecases.answer import reasons


def test_each_atom_of_the_book_reads_as_it_does_alone() -> None:
    found = {id(atom): atom for one in book.load(["us.cfr15_791d"]) for p in one.provisions for atom in atoms(p.when)}
    assert any(isinstance(each, InRegion) for each in found.values())
    for _ in range(2):
        assert [reasons.words_of(each) for each in found.values()] == [reasons.said(each) for each in found.values()]
