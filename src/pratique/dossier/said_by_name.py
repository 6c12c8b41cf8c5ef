"""A part whose name says more than what is said of it, a circuit or a controlled element: neither holds.

Rule: a name proves nothing, so that nothing is taken from the table where nothing was said; but a figure that would
put the circuit below the entries stands against that of the circuit with whose name the part's begins, and a list of
elements against one that its name has and does not deny.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pratique.facts.chip import rates
from pratique.facts.cn.export import elements
from pratique.facts.proof import Basis, Proof
from pratique.facts.vocabulary import definition_of
from pratique.logic.intervals import INFINITY
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import Absence, Members, Span, Value

_ELEMENTS = {
    "dysprosium": "Dy", "镝": "Dy", "terbium": "Tb", "铽": "Tb", "samarium": "Sm", "钐": "Sm", "gadolinium": "Gd",
    "钆": "Gd", "lutetium": "Lu", "镥": "Lu", "scandium": "Sc", "钪": "Sc", "yttrium": "Y", "钇": "Y",
    "holmium": "Ho", "钬": "Ho", "erbium": "Er", "铒": "Er", "thulium": "Tm", "铥": "Tm", "europium": "Eu",
    "铕": "Eu", "gallium": "Ga", "镓": "Ga", "germanium": "Ge", "锗": "Ge", "antimony": "Sb", "antimon": "Sb",
    "锑": "Sb",
}  # fmt: skip
"""Elements of the notices of 2023 to 2025 by the words for them; ytterbium, which holds two of them, is left out."""
_DENIED = re.compile(r"[ -]free\b|\bno\b|\bwithout\b|\bohne\b|frei\b|无|不含|ytterbium|镱")

if TYPE_CHECKING:
    from pratique.dossier.case import Cases
    from pratique.law.us.ear.tables import Chip

LOWER = (*(each.name for each in rates.values()), "chip.dram_bandwidth_gbs")
"""Figures of which less is lighter; of the area of its dies more is, for it lowers the density."""
AREA = "chip.nonplanar_area_mm2"
MOST_WORDS = 8
"""Of a name so many words are tried."""
APART = 0.9
"""Of what the table has; closer than this a figure may be another grade, clock or rounding."""


def held_against_its_name(made: Cases, key: str, name: str) -> None:
    """Add what the name of a part says where what was said of the part is lighter."""
    _elements(made, key, name.casefold())
    _figures(made, key, name)


def _elements(made: Cases, key: str, name: str) -> None:
    said = made.evidence.value(key, elements.name)
    if not isinstance(said, Members) or _DENIED.search(name):
        return
    named = {code for word, code in _ELEMENTS.items() if word in name}
    if named - (said.may if said.may is not None else elements.values):
        made.evidence.add(
            key, elements, Members(frozenset(named), elements.values), Proof(f"its name, {name!r}", Basis.ASSERTED)
        )


def _figures(made: Cases, key: str, name: str) -> None:
    told = [each for each in made.evidence.names.get(key, ()) if each.startswith("chip.")]
    if not told or not any(letter.isdigit() for letter in name):
        return
    from pratique.dossier.datasheet import sheet_of

    meant = _meant(name)
    sheets = [sheet_of(chip).values for chip in meant]
    for fact in told if meant else ():
        said, tables = made.evidence.value(key, fact), [each.get(fact) for each in sheets]
        if said is not None and all(each is not None and _is_lighter(fact, said, each) for each in tables):
            proof = Proof(f"table of chips, {meant[0].name}", Basis.DOCUMENTED)
            made.evidence.add(key, definition_of(fact).fact, sheets[0][fact], proof)


def _meant(name: str) -> tuple[Chip, ...]:
    """The circuits that a name begins with: of several a figure has to be lighter than that of each."""
    from pratique.law.us.ear.chip_names import chips_called

    words = name.split()[:MOST_WORDS]
    called = (chips_called(" ".join(words[:end])) for end in range(len(words), 0, -1))
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
