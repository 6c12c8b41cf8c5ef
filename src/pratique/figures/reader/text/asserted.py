"""What a sentence does not assert: its spans that are negated, denied, conditional, hypothetical or a threshold.

Rule: a row of `data/unasserted.tsv` gives a kind, a trigger and its scope. Scopes: `clause` from the trigger to the
next clause that says something of its own; `rest` to the end of the sentence, `back` the clause before the trigger,
`sentence` all of it (between semicolons), `whole` past them; `self` the trigger's own words; `condition` both halves
of a condition; `group` what restricts a noun (to the next comma); `phrase` what is taken out.
Invariant: a number, stance or status inside such a span is never read, whatever else the sentence says of it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pratique.figures.reader.text.fold import Language
from pratique.figures.reader.text.stems import compiled
from pratique.files.shipped import shipped_text
from pratique.value_class import dataclass

_AT_HEAD = "(?<=^)"
"""In a pattern: its words count only at the head of a clause, with their capital."""
MAX_CLAUSE = 160
"""Longest clause given as a reason (characters)."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of the table: what kind of doubt, how far it reaches, its words."""

    kind: str
    scope: str
    pattern: re.Pattern[str]
    stems: tuple[str, ...]
    """Words, one of which every match holds: a cheap test before the pattern."""


@dataclass(frozen=True, slots=True)
class Unasserted:
    """A span of a sentence that it does not assert, the kind, and where the trigger stands."""

    start: int
    end: int
    kind: str
    clause: str
    trigger: tuple[int, int]

    @property
    def why(self) -> str:
        """The reason to give for what is left: the kind and the clause."""
        clause = self.clause if len(self.clause) <= MAX_CLAUSE else self.clause[:MAX_CLAUSE].rstrip() + " ..."
        return f"not asserted, {self.kind}: {clause}"

    def covers(self, start: int) -> bool:
        return self.start <= start < self.end


_HARD = re.compile(
    r";|:(?!\d)|\b(?:but|while|whereas|instead(?! of)|however|although|though|yet)\b(?<!not only)"
    r"|,? (?:as a result|in fact|in reality)\b|而是|但|不过|然而|实际"
)
_COMMA = re.compile(r",(?!\d{3})|、(?!\d)")
_SAYS = re.compile(
    r"\b(?:was|were|is|are|has|have|had|rose|fell|grew|sold|made|stood|came|hit|sank|"
    r"(?:climb|dropp|jump|declin|increas|decreas|reach|total|export|import|produc|shipp|account|surg|soar|topp|exceed|"
    r"surpass|end|amount|register|record|deliver|manag|open|said|insist|confirm|impos|oppos|support)\w*)\b"
    r"|\b(?!including|during|according|excluding|counting|being)\w{3,}ing\b"
)
_BASE_FORM = re.compile(
    r"\s*(?:reach|exceed|top|hit|surpass|pass|climb|rise|fall|total|amount|come|sell|export|produce|grow|drop|make|be)\b"
)
APPOSED = re.compile(
    r"\s*(?:or |that is |i\.e\. )?(?:an?|up|down|some|about|plus|minus)\b"
    r"(?![^,]*\b(?:was|were|is|are|has|have|had|said|says|rose|fell|grew|reached|hit|came|stood)\b)"
)
"""What only adds to the words before it (`, a 7 percent increase`): as much asserted as they are."""
_DOING = re.compile(r"\s*(?:and )?\w{3,}ing\b")
_TOLD = re.compile(r"\b(?:said|says|according|as|the)\b[^\d]*$")
_CLAUSE_HEAD = re.compile(
    r", (?:and|while|although|though|with|so|which|who|as)\b|;|:(?!\d)|\b(?:but|however)\b|但|然而"
)
_REST = re.compile(
    r";|\b(?<!report )(?<!reports )(?<!story )(?<!article )(?<!claim )(?<!claims )(?<!post )(?<!rumour )(?<!rumor )"
    r"(?:saying|adding|noting|insisting)\b|\bbut\b|但|而是|实际"
)
_TURN = re.compile(r";|\bbut\b|但|然而")
_BREAK = re.compile("[;。)]")
_MODAL = re.compile(r"\b(?:would|could|might|may|will)\b|将|会|可能")
_QUESTION = re.compile(r"[?？][\"')\]]*\s*$")
_PARENTHETIC = re.compile(r", (?:which|who|whose|that)\b[^,]*$")


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Trigger, ...]]:
    """The triggers of each language."""
    text = shipped_text("pratique.figures.reader", "data/unasserted.tsv")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    table = {}
    for language in ("en", "zh"):
        own = [row for row in rows if row[1] == language]
        table[language] = tuple(
            Trigger(kind, scope, *compiled(pattern, 0 if _AT_HEAD in pattern else re.IGNORECASE))
            for kind, _, scope, pattern in own
        )
    return table


_HEAD = {"en": 3, "zh": 1}
"""How many letters of a stem are looked up before the stem itself."""


@lru_cache(maxsize=2)
def _stems(language: Language) -> dict[str, tuple[tuple[str, int], ...]]:
    """Every stem of a language with the place of its trigger in the table, by its first letters.

    Under "" stands what is shorter than that, and the triggers that have no stem.
    """
    found: dict[str, list[tuple[str, int]]] = {}
    for k, row in enumerate(_table()[language]):
        for stem in row.stems or ("",):
            head = stem[: _HEAD[language]]
            found.setdefault(head if len(head) == _HEAD[language] else "", []).append((stem, k))
    return {head: tuple(stems) for head, stems in found.items()}


def _likely(low: str, language: Language) -> list[int]:
    """The triggers one of whose stems a text in small letters holds, in the order of the table."""
    by_head, size = _stems(language), _HEAD[language]
    heads = {low[k : k + size] for k in range(len(low) - size + 1)}
    heads.add("")
    return sorted({k for head in heads & by_head.keys() for stem, k in by_head[head] if stem in low})


@lru_cache(maxsize=64)
def unasserted(text: str, language: Language) -> tuple[Unasserted, ...]:
    """The spans of a folded sentence that it does not assert, in no order; empty for most sentences."""
    found: list[Unasserted] = []
    if _QUESTION.search(text):
        found.append(Unasserted(0, len(text), "a question", text.strip(), (0, 0)))
    table = _table()[language]
    for k in _likely(text.lower(), language):
        trigger = table[k]
        for match in trigger.pattern.finditer(text):
            start, end = _reach(text, match, trigger.scope, language)
            clause = text[_clause_start(text, start, language) : end].strip(" ,")
            found.append(Unasserted(start, end, trigger.kind, clause, match.span()))
    return tuple(found)


def unasserted_at(text: str, language: Language, start: int, end: int | None = None) -> Unasserted | None:
    """The span that covers offset `start`, if its trigger does not lie inside `start`..`end` itself.

    For stances, measures and days: what is excluded or required bounds numbers alone.
    """
    for span in unasserted(text, language):
        own = end is not None and start <= span.trigger[0] and span.trigger[1] <= end and span.kind != "a question"
        if span.covers(start) and not own and span.kind not in ("excluded", "threshold"):
            return span
    return None


def _reach(text: str, match: re.Match[str], scope: str, language: Language) -> tuple[int, int]:
    match scope:
        case "back":
            return _said_of(text, match.start(), language), _apposed_end(text, match.end())
        case "whole":
            return 0, len(text)
        case "self":
            return match.span()
        case "sentence":
            semicolon = text.find(";", match.end())
            return text.rfind(";", 0, match.start()) + 1, len(text) if semicolon < 0 else semicolon
        case "rest":
            stop = _REST.search(text, match.end())
        case "condition":
            return _condition(text, match)
        case "group" | "phrase":
            stop = _COMMA.search(text, match.end()) or _BREAK.search(text, match.end())
        case _:
            return match.start(), _clause_end(text, match, language)
    return match.start(), stop.start() if stop else len(text)


def _clause_start(text: str, at: int, language: Language) -> int:
    heads = re.finditer(r"[,;:](?!\d)| and (?=\w+ )|\bbut\b" if language == "en" else "[,;:。、](?!\\d)", text[:at])
    return max((head.end() for head in heads), default=0)


def _said_of(text: str, at: int, language: Language) -> int:
    """The start of the clause before `at`, or of the one before a clause in commas (`a duty, as wanted, is not`)."""
    start = _clause_start(text, at, language)
    if start and text[start - 1] == "," and not text[start:at].strip():
        start = _clause_start(text, _clause_start(text, start - 1, language) - 1, language)
    return max(start, 0)


def _apposed_end(text: str, end: int) -> int:
    """The end of a clause with what is apposed to it."""
    while end < len(text) and text[end] == "," and APPOSED.match(text, end + 1):
        stop = _COMMA.search(text, end + 1) or _BREAK.search(text, end + 1)
        end = stop.start() if stop else len(text)
    return end


def _clause_end(text: str, match: re.Match[str], language: Language) -> int:
    """Where the next clause begins that says something of its own."""
    hard = _HARD.search(text, match.end())
    end = hard.start() if hard else len(text)
    if _PARENTHETIC.search(text, 0, match.start()):
        comma = _COMMA.search(text, match.end(), end)
        return comma.start() if comma else end
    commas = list(_COMMA.finditer(text, match.end(), end))
    for k, comma in enumerate(commas):
        segment = text[comma.end() : commas[k + 1].start() if k + 1 < len(commas) else end]
        if language == "zh":
            return comma.start()
        if (
            _BASE_FORM.match(segment)
            or APPOSED.match(segment)
            or (_TOLD.search(segment) and not _DOING.match(segment) and not any(c.isdigit() for c in segment))
        ):
            continue
        if _SAYS.search(segment):
            return comma.start()
    return end


def _condition(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Both halves of a condition: what follows it, and the clause before it that depends on it."""
    heads = [head for head in _CLAUSE_HEAD.finditer(text) if head.start() < match.start()]
    start = heads[-1].start() if heads else 0
    for k in range(len(heads) - 1, -1, -1):
        if heads[k].group() in ("但", "然而", "but", "however"):
            break
        before = heads[k - 1].start() if k else 0
        if not _MODAL.search(text, before, heads[k].start()):
            break
        start = before
    stop = _TURN.search(text, match.end())
    return start, stop.start() if stop else len(text)
