"""What a party is called against what is said of it, or of the act to which it is one: neither holds.

Rule: a name proves nothing, so that nothing is taken from it where nothing was said; but what would let an act pass
and rests on no document ("on no list", "no covered person", "not Chinese", "the permit of Baidu") stands against the
name of the party of whom it is said. A document, a registry or a list settles it. One table says what stands against
which words, for every law; a fact that says who somebody is belongs in it. A name none of whose words begins as one
that is looked for is looked at no further.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pratique.dossier.called import held_against_its_name
from pratique.dossier.entries import ActEntry
from pratique.dossier.joined import ON_A_LIST
from pratique.dossier.said_by_name import as_it_looks, controller_called, told_by_its_name, written_together
from pratique.facts import export, pending, regimes
from pratique.facts.cn import access, conflict, holding, mapping, service
from pratique.facts.kinds import CONSIGNEE, END_USER, INTERMEDIATE, PURCHASER
from pratique.facts.party import us_person
from pratique.facts.proof import Basis, Proof
from pratique.facts.vocabulary import definition_of
from pratique.files.shipped import shipped_toml
from pratique.items.doubt.words import brands_of_concern
from pratique.logic.entities import unknown_value
from pratique.logic.intervals import Interval
from pratique.logic.nodes import Fact, NumberFact
from pratique.logic.truth import FALSE, TRUE, Truth
from pratique.logic.values import Choice, Members, Span, Value
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.dossier.case import Cases
    from pratique.dossier.statements import Statements

THE_ACTOR = "actor"
RECIPIENTS = (CONSIGNEE.name, END_USER.name, PURCHASER.name, INTERMEDIATE.name)
ANY_PARTY = (THE_ACTOR, *RECIPIENTS)
ELSEWHERE = "elsewhere"
"""A party that the dossier or a bill names, and that is none of the act."""
VEHICLE = "vehicle"
LISTED, MILITARY = "listed", "military"
USES_CALLED = (
    MILITARY,
    "military_intelligence",
    "supercomputer",
    "missile",
    "nuclear",
    "chemical_or_biological",
    "chip_making_equipment",
    "chip_production_node_unknown",
)
"""The uses that a licence is asked for by which somebody is called."""
NOT_COVERED = ("other_foreign", "us_person")
MOST_READ = 200
"""So much of a name is read (characters)."""
HEAD = 3
"""So many letters at the beginning of its words tell most names from all that are looked for."""
_LETTERS = re.compile("[a-z]+")
RUSSIAN = frozenset(("kaspersky", "glonass", "yandex", "касперск", "яндекс", "глонасс"))
"""Brands of concern that are none of China."""


def _there(name: str) -> str:
    """The word by which a name is that of a maker of a country of concern."""
    return controller_called(name)


def _in_china(name: str) -> str:
    """The word by which a name is that of somebody of China."""
    found = controller_called(name)
    return found if found and found not in RUSSIAN else _word("china", name)


def _listed(name: str) -> str:
    return _word(LISTED, name)


def _listed_or_there(name: str) -> str:
    return _word(LISTED, name) or controller_called(name)


def _military(name: str) -> str:
    return _word(MILITARY, name)


def _serving(use: str) -> Callable[[str], str]:
    """By which word of a name whoever bears it serves a use that a licence is asked for."""
    if use == MILITARY:
        return _military
    words = cache(lambda: re.compile("|".join(_data()["end_uses"][use])))
    return lambda name: found[0] if (found := words().search(_plain(name))) else ""


def _of_china(name: str) -> str:
    return _word("china", name)


def _abroad(name: str) -> str:
    return _word("abroad", name)


Denial = Callable[[Value], bool]


def _is(truth: Truth) -> Denial:
    return lambda said: said is truth


def _within(*words: str) -> Denial:
    return lambda said: isinstance(said, Choice) and said.possible <= frozenset(words)


def _leaves_out(word: str) -> Denial:
    return lambda said: isinstance(said, Members) and said.may is not None and word not in said.may


def _below(most: int) -> Denial:
    return lambda said: isinstance(said, Span) and said.interval.high < most


@dataclass(frozen=True, slots=True)
class AgainstName:
    """What is denied, of the parties in which roles; by which words of a name the opposite stands against it."""

    fact: Fact
    denies: Denial
    roles: tuple[str, ...]
    word: Callable[[str], str]
    told: Value


def _members(fact: Fact, word: str) -> Value:
    return Members(frozenset({word}), frozenset(getattr(fact, "values", ())))


def _from(fact: NumberFact, least: int) -> Value:
    return Span(Interval(least, fact.domain.high))


def _one(*words: str) -> Value:
    return Choice(frozenset(words))


OF_AN_ACT: tuple[AgainstName, ...] = (
    AgainstName(conflict.in_china, _is(FALSE), (THE_ACTOR,), _in_china, TRUE),
    AgainstName(conflict.chinese_counterparty, _is(FALSE), RECIPIENTS, _in_china, TRUE),
    AgainstName(
        regimes.counterparty, _within("other_foreign", "us_person"), RECIPIENTS, _there, _one("covered_person")
    ),
    AgainstName(regimes.on_covered_list, _is(FALSE), (THE_ACTOR,), _listed_or_there, TRUE),
    AgainstName(regimes.holds_covered_module, _is(FALSE), (ELSEWHERE,), _listed_or_there, TRUE),
    AgainstName(regimes.on_1260h, _is(FALSE), (THE_ACTOR, CONSIGNEE.name), _listed_or_there, TRUE),
    AgainstName(regimes.contains_1260h, _is(FALSE), (ELSEWHERE,), _listed_or_there, TRUE),
    AgainstName(regimes.single_share, _below(25), (THE_ACTOR,), _there, _from(regimes.single_share, 25)),
    AgainstName(mapping.foreign, _is(FALSE), (THE_ACTOR,), _abroad, TRUE),
    AgainstName(access.recipient_foreign, _is(FALSE), RECIPIENTS, _abroad, TRUE),
    AgainstName(holding.foreign_share, _below(1), (THE_ACTOR,), _abroad, _from(holding.foreign_share, 1)),
    *(
        AgainstName(export.end_uses, _leaves_out(use), RECIPIENTS, _serving(use), _members(export.end_uses, use))
        for use in USES_CALLED
    ),
    AgainstName(pending.maker_controlled, _is(FALSE), (VEHICLE,), _there, TRUE),
    AgainstName(definition_of(ON_A_LIST).fact, _is(FALSE), ANY_PARTY, _listed, TRUE),
)
"""What an act says of who is a party to it."""
OF_A_PARTY: tuple[AgainstName, ...] = (
    AgainstName(export.entity_listed, _is(FALSE), (), lambda name: _listed(name) or _military(name), TRUE),
    AgainstName(export.on_other_list, _within("none"), (), _military, _one("military_intelligence_end_users")),
    AgainstName(export.on_other_list, _within("none"), (), _listed, _one("chinese_military_companies")),
    AgainstName(export.foreign, _is(FALSE), (), _there, TRUE),
    AgainstName(us_person, _is(TRUE), (), _of_china, FALSE),
    AgainstName(export.approved_designer, _is(TRUE), (), _listed_or_there, FALSE),
)
"""What is said of a party itself."""
_RECIPIENTS_OF_DATA = (
    ("court", "foreign_court"),
    ("enforcement", "foreign_law_enforcement"),
    ("agency", "other_foreign_agency"),
)


def held_against_names(said: Statements) -> None:
    """Add what the names of parties say where the opposite was said without a document: once all of it is known."""
    made = said.made
    names = {key: made.labels.get(key, "") for key in made.party_keys}
    for key, name in names.items():
        told_by_its_name(made, key, name)
        for row in OF_A_PARTY if _says_anything(name) else ():
            _hold(made, key, row, [name])
            _ask(made, key, row, name)
    vehicles = {each.id: each.name or "" for each in made.dossier.vehicles}
    for entry in made.dossier.acts:
        held_against_its_name(made, entry.key, vehicles.get(entry.vehicle, "") if entry.vehicle else "")
        parties = _parties_of(said, entry, names)
        for row in OF_AN_ACT:
            bearer = entry.vehicle_key if row.roles == (VEHICLE,) else entry.key
            if bearer is not None and _bare(made, bearer, row.fact) is not None:
                _hold(made, bearer, row, [name for role, name in parties if role in row.roles])
        _recipient(made, entry.key, [name for role, name in parties if role in RECIPIENTS])
        _holder(made, entry.key, [name for role, name in parties if role == THE_ACTOR])


def _says_anything(name: str) -> bool:
    """Whether any word of a name stands against anything that is said of a party: most say nothing."""
    return _may_say(name) and bool(_listed_or_there(name) or _military(name) or _of_china(name))


def _may_say(name: str) -> bool:
    """Whether a word of a name, or two written as one, begins as a word that is looked for, which most do not."""
    plain = as_it_looks(name)
    if len(name) > MOST_READ or not plain.isascii():
        return True
    words = _LETTERS.findall(plain)
    if any(len(each) < HEAD for each in words):
        plain = f"{plain}\n{written_together(plain)}"
        words = _LETTERS.findall(plain)
    heads, headless = _heads()
    return not heads.isdisjoint([each[:HEAD] for each in words]) or headless.search(plain) is not None


def _parties_of(said: Statements, entry: ActEntry, names: dict[str, str]) -> list[tuple[str, str]]:
    """The names of the parties that an act names, by role; of the others, and of its vehicle."""
    roles = [(THE_ACTOR, entry.actor)] if entry.actor is not None else []
    for role, parties in entry.parties.items():
        roles += [(role, each) for each in ((parties,) if isinstance(parties, str) else parties)]
    keys = [(role, said.by_name.get(each.casefold(), "")) for role, each in roles]
    found = [(role, names[key]) for role, key in keys if key in names]
    found += [(ELSEWHERE, name) for key, name in names.items() if key not in {each for _, each in keys}]
    if entry.vehicle_key is not None:
        found.append((VEHICLE, said.made.labels.get(entry.vehicle_key, "")))
    return found


def _bare(made: Cases, key: str, fact: Fact) -> Value | None:
    """What was said of a fact, where all of it rests on less than a document."""
    given = made.evidence.given.get((key, fact.name))
    if not given or any(one.proof.basis >= Basis.DOCUMENTED for one in given):
        return None
    return made.evidence.value(key, fact.name)


def _hold(made: Cases, key: str, row: AgainstName, names: list[str]) -> None:
    said = _bare(made, key, row.fact)
    if said is None or not row.denies(said):
        return
    for name in names:
        if word := row.word(name):
            made.evidence.add(key, row.fact, row.told, _proof(name, word))
            return


def _ask(made: Cases, key: str, row: AgainstName, name: str) -> None:
    """Where nothing was said of a party under such a name, that is not known: nobody takes it for granted."""
    if (key, row.fact.name) not in made.evidence.given and (word := row.word(name)):
        proof = Proof(f"nobody said it of {name!r} ({word})", Basis.ASSERTED, reason="not-asked")
        made.evidence.add(key, row.fact, unknown_value(row.fact), proof)


def _recipient(made: Cases, act: str, names: list[str]) -> None:
    """A private party that is called as a court or an agency; an agency that is called as a court."""
    said = _bare(made, act, conflict.recipient)
    if not isinstance(said, Choice):
        return
    for name in names:
        for section, kind in _RECIPIENTS_OF_DATA:
            if word := _word(section, name):
                if kind not in said.possible:
                    made.evidence.add(act, conflict.recipient, _one(kind), _proof(name, word))
                return


def _holder(made: Cases, act: str, names: list[str]) -> None:
    """Whoever runs the service under a name that is none of the holder's whose permit is read.

    A document shows whose the permit is; it makes nobody who is called as another holder its holder.
    """
    said = made.evidence.value(act, service.holder.name)
    if not isinstance(said, Choice) or not names:
        return
    called = {each for name in names for each in _holders(name)}
    if not called and _bare(made, act, service.holder) is not None:
        called = {"other"}
    if called and not called & said.possible:
        proof = Proof(f"the name of who runs it, {names[0]!r}: a permit of another holder is none of its own")
        made.evidence.add(act, service.holder, _one(*called), proof)


def _proof(name: str, word: str) -> Proof:
    return Proof(f"the name of a party, {name!r} ({word})", Basis.ASSERTED)


def _holders(name: str) -> Iterator[str]:
    plain = _plain(name)
    for holder, words in _data()["holders"].items():
        if re.search("|".join(words), plain):
            yield holder


@lru_cache(maxsize=4096)
def _word(section: str, name: str) -> str:
    plain = _plain(name)
    found = _pattern(section, plain.isascii()).search(
        f"{plain}\n{written_together(plain)}" if section == LISTED else plain
    )
    return found[0] if found else ""


def _plain(name: str) -> str:
    return as_it_looks(name[:MOST_READ])


@cache
def _pattern(section: str, is_ascii: bool) -> re.Pattern[str]:
    """The words of a section as one pattern, those at the start of a word looked for there alone."""
    said = _data()[section]
    words = [*said["latin"], *(() if is_ascii else said["characters"])]
    first = [each.removeprefix(r"\b") for each in words if each.startswith(r"\b")]
    return re.compile(
        "|".join((rf"\b(?:{'|'.join(first)})", *(each for each in words if not each.startswith(r"\b"))))
    )


@cache
def _heads() -> tuple[frozenset[str], re.Pattern[str]]:
    """How the words begin by which a name may say anything, and a pattern of those that begin in several ways."""
    words = [each for section in (LISTED, MILITARY, "china") for each in _data()[section]["latin"]]
    begins = re.compile(rf"\\b([a-z]{{{HEAD}}})(?![?*{{|])")
    found = {each: begun[1] for each in words if (begun := begins.match(each))}
    headless = re.compile("|".join(each for each in words if each not in found))
    return frozenset((*found.values(), *(each[:HEAD] for each in brands_of_concern()[0]))), headless


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return shipped_toml("pratique.dossier", "parties_called.toml")
