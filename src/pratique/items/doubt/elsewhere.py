"""Columns that name what is no row of the table: what a part holds, what may take its place, what comes after it.

Rule: a list is not complete while it names a part that it does not have. What such a cell names is looked for among
the references, numbers and names of all rows; what is none of them is kept as outside, and the list is open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Protocol

from pratique.items.days import days_in
from pratique.value_class import dataclass

Cells = Sequence[str | None]
"""The cells of a row, or the values of the fields of a record."""
MAY_NAME = "may name a party"
"""Stands for what a column means that is not read and may name one more party of the part: nobody writes it."""
HELD = "named in a column of what a part holds"
INSTEAD = "named in a column of what may take the place of a part"
BOUNDED = "a part that stands there for a time or for some units only"
SINCE = "a part that stands there from a day on only"
_TITLES = (
    (
        SINCE,
        r"^(?:from|since|start|ab|von|seit)$|\bphase[d -]*in\b|valid (?:from|since|as of)"
        r"|effective (?:from|since|start|as of)|effectivity (?:from|start|in)"
        r"|eff (?:from|start|in)\b"
        r"|\bstart (?:date|of)|\bin date|\bsop\b|\bintroduc|\bgültig (?:ab|von|seit)|\bgueltig (?:ab|von)"
        r"|\beinsatz(?:datum| ab)|\bbeginn"
        r"|\bab datum|生效|启用|開始|valable (?:à partir|du|dès)|válido (?:desde|a partir)"
        r"|valido da|действ\w* с\b|유효 시작",
    ),
    (
        BOUNDED,
        r"\b(?:serial|sn|vin|unit)s? (?:from|to|range)\b"
        r"|valid (?:to|till|until|thru)|effective (?:to|till|until|thru|end)|effectiv|eff end|expir|obsolete"
        r"|phase[d -]*out|discontinu"
        r"|^(?:eo[lps]|ltb|last (?:time )?(?:buy|order|ship)|end of (?:life|production|sale))(?: date)?$"
        r"|produktionsende|abkündig|停产|生産終了|gültig bis|auslauf|失效|有效期|终止|廃止|有効期限",
    ),
    (
        HELD,
        r"\bsub ?-?(?:bom|list|assembl|comp|part|item)|\bchild|\bcontains?$|^contents"
        r"|^(?:main |rf |radio |wireless )?(?:chip|chip ?set|soc|mcu|base ?band|transceiver|modem|modem module)$"
        r"|\bcontain(?:s|ed)? \w*(?:part|soft|item|comp|modul)|\bincluded? (?:part|item|comp|soft)|^includes"
        r"|lower (?:level )?(?:assembl|bom)|^[fs]w(?: (?:ver|rev|vers|version|revision|file|image))?$"
        r"|firmware|software|embedded sw|unterbaugruppe|unterstückliste|enthält"
        r"|enthaltene|sous[ -](?:ensemble|nomenclature)|composants inclus|子件|子bom|子物料|下级|包含|固件|软件"
        r"|芯片组?$|主控$"
        r"|子部品|構成部品|ファームウェア|ソフトウェア",
    ),
    (
        INSTEAD,
        r"^alt(?:ernates?)?$|^alt (?:part|no|nr|num|type)|^(?:2nd|3rd|second|zweite[rs]?)$|deviat|abweich"
        r"|replac(?:e[ds]|ement|ing)|supersed|successor|alternat\w* (?:part|item|mpn|pn|comp|device)|substitut"
        r"|equivalen|interchang|ersetz|ersatz|nachfolge|remplac|sustitu|reempla|sostitu|替代|取代|替换|代用|代替|後継|互換",
    ),
)
_MAKER_ONLY = re.compile(
    r"manuf|\bmf[rg]\b|maker|supplier|vendor|\ba[mv]l\b|lieferant|herstell|fabri[ck]|供应|制造|厂|メーカ"
)
_OF_A_PART = re.compile(r"part|item|num|mpn|\bpn\b|teil|\bnr\b|typ|型|番|料|件")
_NOTHING = (
    "0|no|n|false|-|--|—|–|/|none|n/a|na|n.a.|nil|nein|keine|keiner|k.a.|否|无|無|不|×|なし|aucun|non|open|unlimited"
    "|active"
)
NAMES_NOTHING = frozenset(("", *_NOTHING.split("|")))
"""Cells that name no part (in lower case)."""
_HOLDS_NOTHING = NAMES_NOTHING | {
    *("not applicable", "not fitted", "not present", "entfällt", "nicht zutreffend", "nicht vorhanden"),
    *("不适用", "没有", "нет", "없음", "ninguno", "nessuno"),
}
"""The same, and what denies that there is anything of the kind: of a variant it says that the part is not there."""
_FLAGS = frozenset({"x", "yes", "y", "true", "ja", "oui", "是", "有", "✓", "○"})
_ENDLESS = re.compile(r"\D*(?:9999\D.*|.*\D9999|99991231)\D*")


def elsewhere(titles: Sequence[str | None], meanings: Mapping[int, str]) -> dict[int, str]:
    """The columns that may name what is no row, by index, each with what it names."""
    found = {}
    for index, title in enumerate(titles):
        meaning = meanings.get(index)
        if title is None or meaning not in (None, MAY_NAME, "ignore", "alternate"):
            continue
        word = re.sub(r"[\s_./()\[\]-]+", " ", unicodedata.normalize("NFKC", title).casefold()).strip()
        what = next((what for what, pattern in _TITLES if re.search(pattern, word)), None)
        what = INSTEAD if meaning == "alternate" else what
        if what is not None and not (what == INSTEAD and _MAKER_ONLY.search(word) and not _OF_A_PART.search(word)):
            found[index] = what
    return found


class NamingRows(Protocol):
    """What holds the texts of all rows and keeps what they name: a bill, or the fields of one record."""

    @property
    def records(self) -> Mapping[str, object]: ...

    def names(
        self, ref: str, what: str, pointer: str, since: date | None = None, until: date | None = None
    ) -> None: ...


@dataclass(slots=True)
class Elsewhere:
    """What the cells of such columns name, kept until all rows are read."""

    columns: Mapping[int, str]
    by_level: bool
    """Whether the table itself shows what holds what, so that a mark for it says no more."""
    named: list[tuple[str, str, str]] = field(default_factory=list)
    """What is named, what it is, and where."""

    def row(self, cells: Cells, pointer: str) -> None:
        """Keep what the cells of a row name."""
        for index, what in self.columns.items():
            cell = cells[index] if index < len(cells) else None
            if cell:
                self.named += ((one, what, pointer) for one in self._names(cell, what))

    def _names(self, cell: str, what: str) -> Iterator[str]:
        if what in (BOUNDED, SINCE):
            yield from () if _ENDLESS.fullmatch(cell) or cell.casefold() in _HOLDS_NOTHING else (cell,)
            return
        for each in re.split(r"[;,\n、，；]+", cell):
            word = each.strip()
            marked = word.casefold() in _FLAGS or word.isdecimal()
            if word.casefold() not in _HOLDS_NOTHING and not (marked and self.by_level):
                yield word

    def tell(self, bill: NamingRows) -> None:
        """Keep as outside what no row is."""
        if not self.named:
            return
        fields = ("ref", "designators", "part-number", "internal-number", "name")
        rows = (texts for texts in bill.records.values() if isinstance(texts, dict))
        there = {texts[each].casefold() for texts in rows for each in fields if each in texts}
        for name, what, pointer in self.named:
            days = days_in(name) if what in (BOUNDED, SINCE) else None
            if days is not None:
                first, last = days
                bill.names(name, what, pointer, *((last, None) if what == SINCE else (None, first)))
            elif what in (BOUNDED, SINCE) or name.casefold() not in there:
                bill.names(name, what, pointer)
