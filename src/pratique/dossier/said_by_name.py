"""A name that says more than what is said of its bearer: a circuit, a controlled element, a maker. Neither holds.

Rule: a name proves nothing, so that nothing is taken from it where nothing was said; but a figure that would put a
circuit below the entries stands against that of a circuit that the part is called or comes with, a list of elements
against one that its name has and does not deny, and "not controlled from there" against the name of a maker there,
"no product of American technology" against a circuit that a maker of the United States designs. A place in a name
says nothing (a plant of others). What rests on a document, or on better, stands alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pratique.facts.chip import rates
from pratique.facts.cn.export import elements
from pratique.facts.conclusions import linked
from pratique.facts.export import direct_product
from pratique.facts.party import controlled, headquarters, organised_in, principal_place
from pratique.facts.proof import Basis, Given, Proof
from pratique.facts.vocabulary import definition_of
from pratique.items.doubt.elements import elements_named
from pratique.items.doubt.nouns import plain_name, sides_of
from pratique.items.doubt.words import brands_of_concern
from pratique.logic.intervals import INFINITY
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import Absence, Choice, Members, Span, Value
from pratique.parties.names.scripts import plain_look

if TYPE_CHECKING:
    from pratique.dossier.case import Cases
    from pratique.law.circuit import Chip

_NO, _YES = Choice(frozenset({"no"})), Choice(frozenset({"yes"}))
LOWER = (*(each.name for each in rates.values()), "chip.dram_bandwidth_gbs")
"""Figures of which less is lighter; of the area of its dies more is, for it lowers the density."""
AREA = "chip.nonplanar_area_mm2"
DESIGNED_IN_US = frozenset(("NVIDIA", "AMD", "Intel", "Qualcomm", "Tesla", "TI"))
"""Makers of the table of chips whose circuits are designed in the United States."""
OF_CONCERN = frozenset(("CN", "HK", "MO", "RU"))
WITHIN = {
    "gb200": "B200",
    "gb300": "B300",
    "gh200": "H200",
    **dict.fromkeys(("dgx", "hgx", "agx", "igx", "mgx"), ""),
}
"""Words of a name that are of a board or a computer: the circuit in it, which is no heavier, or none of their own."""
_FIGURE = "chip."
_COUNTED = re.compile(r"\A\d+\s?[x×]\s?")
"""So many of a circuit, where a name begins with it."""
MOST_WORDS = 8
"""Of a name so many words are tried."""
APART = 0.9
"""Of what the table has; closer than this a figure may be another grade, clock or rounding."""


def held_against_its_name(made: Cases, key: str, name: str) -> None:
    """Add what the name of a part says where what was said of the part is lighter."""
    _elements(made, key, name)
    _figures(made, key, name)


def may_be_lightened(facts: Iterable[str]) -> bool:
    """Whether one of the facts that are said of a part is of a kind that its name may say more of."""
    return any(fact.startswith(_FIGURE) or fact in (elements.name, direct_product.name) for fact in facts)


def told_by_its_name(made: Cases, key: str, name: str) -> None:
    """Add what the name of a party says where control from a country of concern is denied without a document."""
    denied = made.evidence.given.get((key, controlled.name), [])
    concluded = made.evidence.given.get((key, linked.name), [])
    is_denied = _is_bare(denied) and any(one.value is FALSE for one in denied)
    is_concluded = _is_bare(concluded) and any(one.value == _NO for one in concluded)
    if not (is_denied or is_concluded) or not (said := controller_called(name)):
        return
    seats = [made.evidence.value(key, each.name) for each in (organised_in, headquarters, principal_place)]
    if any(isinstance(each, Choice) and each.possible <= OF_CONCERN for each in seats):
        return  # it says so itself
    if is_denied:
        made.evidence.add(key, controlled, TRUE, Proof(f"its name, {name!r} ({said})", Basis.ASSERTED))
    if is_concluded:
        made.evidence.add(key, linked, _YES, Proof(f"its name, {name!r} ({said})", Basis.ASSERTED))


@lru_cache(maxsize=4096)
def controller_called(name: str) -> str:
    """The word by which a name is that of a maker of a country of concern; empty where there is none."""
    plain, (latin, characters) = as_it_looks(name), brands_of_concern()
    found = latin.intersection(re.findall(r"[a-z]+", f"{plain} {written_together(plain)}"))
    if not plain.isascii():
        found |= {each for each in characters if each in plain}
    return min(found, default="")


@lru_cache(maxsize=4096)
def as_it_looks(name: str) -> str:
    """A name in lower case as a reader sees it: letters of other scripts that look like Latin ones are these."""
    return unicodedata.normalize("NFKC", plain_look(name)).casefold()


@lru_cache(maxsize=4096)
def written_together(plain: str) -> str:
    """Each two words of a name that stand beside each other, and letters that stand alone, as one word."""
    words = re.findall(r"[^\W_]+", plain)
    spelt = "".join(each if len(each) == 1 else f" {each} " for each in words)
    return " ".join((*(one + two for one, two in pairwise(words)), spelt))


def _is_bare(given: Sequence[Given]) -> bool:
    """Whether nothing that was given rests on a document or on better."""
    return all(one.proof.basis < Basis.DOCUMENTED for one in given)


def _elements(made: Cases, key: str, name: str) -> None:
    said = made.evidence.value(key, elements.name)
    given = made.evidence.given.get((key, elements.name), [])
    if not isinstance(said, Members) or not _is_bare(given):
        return
    named = elements_named(name)
    if named - (said.may if said.may is not None else elements.values):
        made.evidence.add(
            key, elements, Members(named, elements.values), Proof(f"its name, {name!r}", Basis.ASSERTED)
        )


def designed_there(made: Cases, key: str, name: str) -> None:
    """Add that a circuit of a maker of the United States is a product of its technology, where that was denied."""
    given = made.evidence.given.get((key, direct_product.name), [])
    if not _is_bare(given) or not any(one.value is FALSE for one in given):
        return
    meant = _begun(plain_name(name))
    if meant and all(chip.name.split()[0] in DESIGNED_IN_US for chip in meant):
        proof = Proof(f"table of chips, {meant[0].name}: its maker designs in the United States", Basis.DOCUMENTED)
        made.evidence.add(key, direct_product, TRUE, proof)


def _figures(made: Cases, key: str, name: str) -> None:
    told = [each for each in made.evidence.names.get(key, ()) if each.startswith(_FIGURE)]
    if not told or not any(letter.isdigit() for letter in name):
        return
    from pratique.dossier.datasheet import sheet_of

    meant = _meant(name)
    sheets = [sheet_of(chip).values for chip in meant]
    for fact in told if meant else ():
        said, tables = made.evidence.value(key, fact), [each.get(fact) for each in sheets]
        if said is None or not _is_bare(made.evidence.given[(key, fact)]):
            continue
        if all(each is not None and _is_lighter(fact, said, each) for each in tables):
            proof = Proof(f"table of chips, {meant[0].name}", Basis.DOCUMENTED)
            made.evidence.add(key, definition_of(fact).fact, sheets[0][fact], proof)


def _meant(name: str) -> tuple[Chip, ...]:
    """The circuits that a part is called, or comes with: of several a figure has to be lighter than that of each."""
    return next((each for each in map(_begun, sides_of(name)) if each), ())


@lru_cache(maxsize=4096)
def _begun(side: str) -> tuple[Chip, ...]:
    """The circuits with whose name, or with so many of which, one side of a name begins."""
    from pratique.law.registered import circuits

    words = [WITHIN.get(each, each) for each in _COUNTED.sub("", side).split()[:MOST_WORDS]]
    words = [each for each in words if each]
    called = (circuits().meant(" ".join(words[:end])) for end in range(len(words), 0, -1))
    return next((each for each in called if each), ())


def _is_lighter(fact: str, said: Value, table: Value) -> bool:
    if fact == "chip.data_center":
        return said is FALSE and table is TRUE
    if not (isinstance(said, Span) and isinstance(table, Span)) or table.none is Absence.YES:
        return False
    low, high = table.interval.low, table.interval.high
    if fact in LOWER:
        return said.none is Absence.YES or (said.interval.high != INFINITY and said.interval.high < APART * low)
    return fact == AREA and (said.none is Absence.YES or APART * said.interval.low > high)
