"""What each text of the book rests on, and what would verify it.

Rule: the longest citation of the table that begins the one asked for speaks, a row for one definition of a section
before the section; where none does, the provision's own mark does. A text that was read may still rest on one that was not: its elements say so one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from pratique.files.shipped import shipped_rows
from pratique.law.provision import Confidence, LegalException, Provision
from pratique.logic.nodes import ChoiceFact, Condition, Term
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text: how it is known, from where, and what to read to be sure."""

    cite: str
    rests_on: str
    source: str
    verify: str


@dataclass(frozen=True, slots=True)
class Resting:
    """One element of a provision: a defined term or a legal fact that it reads, and what that rests on."""

    name: str
    cite: str
    rests_on: str
    source: str
    verify: str


@cache
def texts() -> tuple[Text, ...]:
    """Every row of the table."""
    return tuple(Text(**row) for row in shipped_rows("pratique.law", "texts.csv"))


def text_of(cite: str) -> Text | None:
    """The row for a citation: the longest that begins it."""
    found = [each for each in texts() if cite.startswith(each.cite)]
    return max(found, key=lambda each: len(each.cite), default=None)


def text_of_term(term: Term) -> Text | None:
    """The row for one definition, `citation: name of the term`; else that of its citation."""
    own = f"{term.cite}: {term.name}"
    return next((each for each in texts() if each.cite == own), None) or text_of(term.cite)


def rests_on(rule: Provision | LegalException) -> Text:
    """What a provision or exception as a whole rests on."""
    found = text_of(rule.cite)
    if found is not None:
        return found
    words = {Confidence.CONFIRMED: "two or more secondary sources", Confidence.SINGLE_SOURCE: "one secondary source"}
    known = "read" if rule.text_verified else words.get(rule.confidence, "memory")
    return Text(rule.cite, known, "", "" if rule.text_verified else f"Read {rule.cite}.")


def elements(rule: Provision | LegalException) -> tuple[Resting, ...]:
    """The defined terms and legal facts that a rule reads, each once, in the order of the text."""
    found: dict[str, Resting] = {}
    for node in _terms(rule.when, set()):
        if isinstance(node, Term):
            text = text_of_term(node)
            known = (text.rests_on, text.source, text.verify) if text else ("not recorded", "", f"Read {node.cite}.")
            found.setdefault(node.name, Resting(node.name, node.cite, *known))
        else:
            of_memory = node.name.startswith("legal.unverified.")
            known = (
                ("memory", "", "Read the text, then sign off.")
                if of_memory
                else ("open law", "", "Counsel construes it.")
            )
            found.setdefault(node.name, Resting(node.name, "", *known))
    return tuple(found.values())


def _terms(node: Any, seen: set[int]) -> Iterator[Term | ChoiceFact]:
    if id(node) in seen:  # a condition that several share is walked once
        return
    seen.add(id(node))
    if isinstance(node, Term):
        yield node
    if isinstance(node, ChoiceFact):
        if node.name.startswith("legal."):
            yield node
        return
    if isinstance(node, tuple):
        for each in node:
            yield from _terms(each, seen)
    elif is_dataclass(node) and isinstance(node, Condition):
        for each in fields(node):
            yield from _terms(getattr(node, each.name), seen)
    elif isinstance(node, ChoiceFact):
        yield node
