"""Columns that no fact is read from: remarks, markets and variants, and whatever else stands beside the parts.

Rule: the cells of a column are kept as texts beside their line, to be looked at before the list is called complete; a
column that the mapping declares to say nothing says nothing. A part of some variants only leaves its list open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache
from typing import Protocol

from pratique.ids import country_code, of_concern
from pratique.items.bill import Beside, Bill, Where
from pratique.items.doubt.elsewhere import MAY_NAME, NAMES_NOTHING, Cells
from pratique.items.doubt.texts import PLACE
from pratique.items.doubt.words import words_in
from pratique.value_class import dataclass

OF_VARIANTS = "a part that stands there in some variants, markets or options only"


@cache
def _titles(name: str) -> re.Pattern[str]:
    """The titles of columns of `variants`, of `quantities` of a variant, of `remarks`."""
    return re.compile(words_in("columns")[name])


@cache
def _every() -> frozenset[str]:
    """Cells by which a part stands in every variant."""
    return frozenset(words_in("columns")["every"].split())


_OF_NO_FACT = (None, MAY_NAME, "ignore", "datasheet")
"""Meanings of columns of which no fact is made."""
_CALLED = re.compile(r"phone|\btel\b|\bfax\b|telefon|mobil|电话|電話|传真|手机|телефон", re.IGNORECASE)
_FROM_THERE = re.compile(r"(?:\+|00)?(?:86|852|853|7)[\d ()/-]{9,}")
"""A number of China or Russia with the code of the country, in a column of telephones."""
_POSTAL = re.compile(r"\bzip\b|postal|post ?code|\bplz\b|postleitzahl|邮编|邮政编码|郵編|индекс", re.IGNORECASE)
_SIX_DIGITS = re.compile(r"\d{6}")
"""A postal code as China and Russia have them."""
_NUMBER = re.compile(r"-?(?!00|\d{15})\d[\d.,'’ ]*[%€$£¥]?")
"""A plain number; one that may be of a telephone or of a company is looked at."""


class NamingParts(Protocol):
    """What keeps that a document names something that it does not hold: a bill, or the fields of one record."""

    def names(self, ref: str, what: str, pointer: str) -> None: ...


@dataclass(slots=True)
class Remarks:
    """The columns whose cells are kept, by what their titles say."""

    loose: frozenset[int] = frozenset()
    variants: Mapping[int, str] = field(default_factory=dict)
    amounts: Mapping[int, str] = field(default_factory=dict)
    others: Mapping[int, str] = field(default_factory=dict)
    markets: Mapping[int, str] = field(default_factory=dict)

    def row(self, cells: Cells, pointer: str, own: str, bill: Bill) -> None:
        """Keep what the cells of a row say beside its part."""
        for index, cell in enumerate(cells):
            if not cell:
                continue
            if _is_from_there(self.others.get(index, ""), cell.strip()):
                bill.names(f"{self.others[index]}: {cell}"[:120], PLACE, pointer)
            elif index in self.variants:
                self.variant(cell, self.variants[index], pointer, bill)
            elif index in self.loose or index in self.others:
                bill.beside.append(Beside(pointer, f"{self.others.get(index, '')}: {cell}", "field", own))
                if not _NUMBER.fullmatch(cell):
                    where: Where = "loose" if index in self.loose or _is_a_code(cell) else "remark"
                    bill.beside.append(Beside(pointer, cell, where, own))
        self.each_variant(cells, pointer, bill)

    def each_variant(self, cells: Cells, pointer: str, bill: NamingParts) -> None:
        """Keep that a row is of some variants or markets only, by what stands in the columns of each."""
        self._amounts(self.amounts, cells, pointer, bill)
        counted = any(_titles("quantities").search(title.casefold()) for title in self.markets.values())
        if len(self.markets) > 1 or counted or any(cells[i] for i in self.markets if i < len(cells)):
            self._amounts(self.markets, cells, pointer, bill, alone=len(self.markets) == 1)

    def variant(self, cell: str, title: str, pointer: str, bill: NamingParts) -> None:
        """Keep that a row is of the variants that a cell names, where these are not all."""
        words = {each.strip().casefold() for each in re.split(r"[;,/|、，；]+", cell)}
        if not words <= _every() | NAMES_NOTHING or words & {"0", "no", "n", "false", "nein", "否"}:
            bill.names(f"{title}: {cell}"[:120], OF_VARIANTS, pointer)

    @staticmethod
    def _amounts(
        columns: Mapping[int, str], cells: Cells, pointer: str, bill: NamingParts, alone: bool = False
    ) -> None:
        """A row that is not the same in every variant or market is of some of them only."""
        found = {title: cells[i] if i < len(cells) else None for i, title in columns.items()}
        if found and (alone or None in found.values() or len(set(found.values())) > 1 or "0" in found.values()):
            said = ", ".join(f"{title}: {cell or 'empty'}" for title, cell in found.items())
            bill.names(said[:120], OF_VARIANTS, pointer)


def _names_one(word: str) -> bool:
    """Whether a title names one variant or one market and no more than marks or counts in it ("Qty China")."""
    if _titles("markets").search(word):
        return True
    rest = " ".join(_titles("counted").sub(" ", word).split())
    return _titles("one").fullmatch(rest) is not None


def _is_from_there(title: str, cell: str) -> bool:
    """Whether a telephone or a postal code, in a column of them, may be of a country of concern."""
    kind = _FROM_THERE if _CALLED.search(title) else _SIX_DIGITS if _POSTAL.search(title) else None
    return kind is not None and kind.fullmatch(cell) is not None


def _is_a_code(cell: str) -> bool:
    """Whether a cell is a code of a country of concern, by which it is about a place whatever its column means."""
    return len(cell) < 4 and country_code(cell) in of_concern()


def remarks_in(
    titles: Sequence[str | None], meanings: Mapping[int, str], taken: Mapping[int, str], declared: frozenset[int]
) -> Remarks:
    """The columns to keep: those of no meaning that neither name parts (`taken`) nor are declared to say nothing."""
    loose, variants, amounts, others = set[int](), dict[int, str](), dict[int, str](), dict[int, str]()
    markets: dict[int, str] = {}
    for index, title in enumerate(titles):
        meaning = meanings.get(index)
        if (
            title is None
            or index in declared
            or index in taken
            or meaning not in (None, MAY_NAME, "ignore", "datasheet")
        ):
            continue
        word = " ".join(re.split(r"[\s_./()\[\]-]+", unicodedata.normalize("NFKC", title).casefold())).strip()
        if meaning != "ignore" and _names_one(word):
            markets[index] = title
        elif meaning != "ignore" and _titles("quantities").search(word):
            amounts[index] = title
        elif meaning != "ignore" and _titles("markets").search(word):
            markets[index] = title
        elif meaning != "ignore" and _titles("variants").search(word):
            variants[index] = title
        elif _titles("remarks").search(word):
            loose.add(index)
        else:
            others[index] = title
    return Remarks(frozenset(loose), variants, amounts, others, markets)
