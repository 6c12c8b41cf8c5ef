"""What the cells of a sheet of cases say of a fact, as a dossier would write it.

Rule: a word that people write for yes, no, none or not known in the languages of the headers is that; a day is read
where its order is sure (2026-02-01, 1.2.2026, 2026年2月1日, 25/02/2026) and left as written where it is not, so that
it is told; anything else goes to the fact as it stands.
"""

from __future__ import annotations

import re
from datetime import date

from pratique.dossier.question import literal
from pratique.facts.definition import VOCABULARY
from pratique.items.tables.case_words import case_words
from pratique.logic.nodes import DateFact, NumberFact, SetFact, TruthFact
from pratique.patterns import regex

YES, NO, NONE, UNKNOWN = (case_words().said[each] for each in ("yes", "no", "none", "unknown"))
SILENT = frozenset({"-", "–", "—", "/", "n/a", "na", "#n/a"})
"""Signs of an empty cell: they state nothing."""
SUBHEADING = "trade.hs6"
_THOUSANDS = regex(r"\d{1,3}([,.  ' ])\d{3}(\1\d{3})*")
_ORDERS = (
    (regex(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"), (1, 2, 3)),
    (regex(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"), (1, 2, 3)),
    (regex(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), (3, 2, 1)),
)
_SLASHED = regex(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def cell_value(name: str, cell: str) -> dict[str, object] | None:
    """A cell under the header of a fact -> what a dossier would write; None where the cell states nothing."""
    fact, text = VOCABULARY[name].fact, cell.strip()
    word = text.casefold()
    if word in SILENT:
        return None
    if word in UNKNOWN:
        return {"unknown": "not-asked"}
    match fact:
        case TruthFact() if word in YES or word in NO:
            return {"value": word in YES}
        case SetFact() if not text.startswith(("{", "[")):
            parts = [part.strip() for part in re.split(r"[,，、;；]", text)]
            return {"value": [] if word in NONE else [part for part in parts if part]}
        case DateFact():
            return {"value": "none" if fact.may_be_none and word in NONE else day_of(text)}
        case NumberFact() if fact.may_be_none and word in NONE:
            return {"value": "none"}
        case NumberFact() if grouped := _THOUSANDS.fullmatch(text):
            whole = int(re.sub(r"\D", "", text))
            if fact.whole or grouped[1] not in ".," or grouped[2] is not None:
                return {"value": whole}
            return {"min": float(text.replace(",", ".")), "max": whole}  # a decimal mark, or one of thousands
    if name == SUBHEADING and re.fullmatch(r"[\d .]{6,15}", text):
        return {"value": re.sub(r"\D", "", text)[:6]}
    said = literal(text)
    return dict(said) if isinstance(said, dict) else {"value": said}


def day_of(text: str) -> str:
    """A day in a cell as an ISO day where its order is sure; the text itself where it is not."""
    plain = re.sub(r"[T ]00:00(:00(\.0+)?)?$", "", text.strip())
    for pattern, order in _ORDERS:
        if found := pattern.fullmatch(plain):
            return _iso(*(int(found[each]) for each in order)) or text
    if found := _SLASHED.fullmatch(plain):
        first, second, year = (int(each) for each in found.groups())
        ways = {way for way in (_iso(year, second, first), _iso(year, first, second)) if way is not None}
        return ways.pop() if len(ways) == 1 else text
    return text


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
