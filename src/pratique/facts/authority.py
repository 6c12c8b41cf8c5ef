"""Who may state what: what the program takes whose word for.

Rule: a witness may state a fact where its row of the table names the group that the fact belongs to. What a party
writes of itself is never the word of an authority, and no document of others speaks of the act, of the actor, of an
authorization or of the law. The groups follow from the vocabulary (prefix of the name, and who knows it), so that a
new fact is in one without anybody entering it here.
"""

from __future__ import annotations

from typing import Literal, get_args

from pratique.facts.definition import VOCABULARY, Definition

Witness = Literal[
    "own dossier",
    "a person's answer",
    "supplier's document",
    "reply to a questionnaire",
    "registry",
    "screening list",
    "counsel",
]
"""Whose word it is: the importer's own file, somebody who is named, a document of others, a public record."""
WITNESSES: tuple[Witness, ...] = get_args(Witness)
Group = Literal[
    "the law",
    "authorizations and lists",
    "the act and the actor",
    "the vehicle",
    "parts and their sources",
    "parties",
    "other circumstances of the act",
]
"""What a fact is about, as far as it matters whose word counts."""
GROUPS: tuple[Group, ...] = get_args(Group)

_ITS_OWN: tuple[Group, ...] = ("the vehicle", "parts and their sources", "parties")
MAY_STATE: dict[Witness, tuple[Group, ...]] = {
    "own dossier": GROUPS,
    "a person's answer": GROUPS,
    "supplier's document": _ITS_OWN,
    "reply to a questionnaire": (*_ITS_OWN, "other circumstances of the act"),
    "registry": ("parties",),
    "screening list": ("parties", "authorizations and lists"),
    "counsel": GROUPS,
}
"""The table: what each witness may state. A supplier speaks of the vehicle as evidence only."""
AUTHORITY_FACTS = frozenset(
    {
        "party.on_entity_list",
        "party.listed_ownership_percent",
        "party.uae_government_or_approved",
        "party.approved_ic_designer",
        "party.validated_data_center",
        "party.on_other_us_list",
        "procurement.party_on_1260h",
        "radio.on_covered_list",
    }
)
"""Facts that an authority or a list settles, whoever else may know them."""
_OF_THE_ACT = ("act", "actor", "declaration", "permit", "opinion")
_OF_AUTHORITIES = ("authority", "counsel or agency")
_VEHICLE = ("vehicle", "car", "feature")
_PARTY = "party"
_PARTS = ("part", "source", "generator")


def group_of(definition: Definition) -> Group:
    """The group that a fact belongs to, from its name, the kind of its element and who knows it."""
    name, kind = definition.name, definition.fact.kind.name
    prefix = name.partition(".")[0]
    if definition.is_legal or prefix == "legal":
        return "the law"
    if prefix == "authorization" or definition.known_by in _OF_AUTHORITIES or name in AUTHORITY_FACTS:
        return "authorizations and lists"
    if prefix in _OF_THE_ACT or (kind in _PARTS and definition.known_by == "you"):
        return "the act and the actor"
    if kind in _PARTS:
        return "parts and their sources"
    if kind == _PARTY:
        return "parties"
    if prefix in _VEHICLE and definition.known_by != "you":
        return "the vehicle"
    return "other circumstances of the act"


def may_state(witness: Witness, name: str) -> bool:
    """Whether the word of `witness` counts for the fact `name`; a name that is no fact is nobody's to state.

    A licence, a filing or a plan of whoever asks is in no reply: only what somebody else knows is asked of suppliers.
    """
    definition = VOCABULARY.get(name)
    if definition is None or (witness == "reply to a questionnaire" and definition.known_by == "you"):
        return False
    return group_of(definition) in MAY_STATE[witness]


def refusal(witness: Witness, name: str) -> str:
    """Why the word of `witness` on the fact `name` does not count, in one sentence."""
    if name not in VOCABULARY:
        return f"There is no fact {name!r}: nothing is read of it from a {witness}."
    return f"A {witness} has no say in {group_of(VOCABULARY[name])}: {name} is not read from it."
