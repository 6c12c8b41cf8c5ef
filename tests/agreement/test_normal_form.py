"""The normal form of any condition is stable, keeps its shape, and reads nothing new."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from strategies import conditions, examples

from pratique.logic.lint import atoms, facts_of
from pratique.logic.nodes import AllOf, AnyOf, Condition, Exists, ForAll, InRegion, Not, Term, TruthFact
from pratique.logic.simplify import reads, simplify


def nodes(condition: Condition) -> Iterator[Condition]:
    yield condition
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from nodes(part)
        case Not(part) | Term(body=part) | Exists(_, part) | ForAll(_, part):
            yield from nodes(part)


@examples(200)
@given(conditions())
def test_normal_form(condition: Condition) -> None:
    normal = simplify(condition)
    assert simplify(normal) == normal
    assert {fact for atom in atoms(normal) for fact in facts_of(atom)} <= {
        fact for atom in atoms(condition) for fact in facts_of(atom)
    }
    for node in nodes(normal):
        assert not isinstance(node, Term)
        match node:
            case Not(part):
                assert isinstance(part, TruthFact)
            case AllOf(parts) | AnyOf(parts):
                assert len(parts) > 1
                assert not any(isinstance(part, type(node)) for part in parts)
                numbers = [part.number for part in parts if isinstance(part, InRegion)]
                assert len(set(numbers)) == len(numbers), "atoms on one number are one atom"
            case Exists(kind, AllOf(parts)) | ForAll(kind, AnyOf(parts)):
                assert all(reads(part, kind) for part in parts)


@examples(200)
@given(conditions())
def test_the_negation_of_a_normal_form_is_its_dual(condition: Condition) -> None:
    """What the simplifier looks for among the parts beside a condition: of its negation, the form and the size."""
    for node in nodes(simplify(condition)):
        denied = simplify(Not(node))
        match node:
            case AllOf(parts):
                assert isinstance(denied, AnyOf)
                assert len(denied.parts) == len(parts)
            case AnyOf(parts):
                assert isinstance(denied, AllOf)
                assert len(denied.parts) == len(parts)
            case Exists(kind):
                assert isinstance(denied, ForAll)
                assert denied.kind is kind
            case ForAll(kind):
                assert isinstance(denied, Exists)
                assert denied.kind is kind
