"""Companies that a text names as held by another: "and all subsidiaries, including X and Y", 包括其子公司X.

Rule: whoever stands in such a clause is looked for by a name of its own. Where commas and "and" may part two names or
belong to one, both readings are kept: a name too many is judged, a name too few is never found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pratique.parties.names.tables import legal_forms
from pratique.patterns import regex

_HELD = (
    r"(?:subsidiar(?:y|ies)|affiliate[sd]?|branch(?:es)?|sub-?units?|(?:business )?units?|divisions?"
    r"|(?:(?:affiliated|associated|related|group|front|holding|subordinate) )?(?:companies|entities|firms)"
    r"|Tochter(?:gesellschaft(?:en)?|unternehmen|firmen)|filiales?|filiali|filialas?)"
)
_SUCH_AS = (
    r"(?:includ(?:ing|es?|ed)(?: but not limited to| without limitation)?|incl\.|namely|such as|among (?:them|others)"
    r"|in particular|einschlie(?:ß|ss)lich|darunter|notamment|dont|incluid[ao]s?|y compris)"
)
_OWNED = r"(?:(?:all|any|each|of|the|its|their|his|her|other|wholly[- ]owned|majority[- ]owned|owned|controlled) )*"
_CLAUSES = (
    regex(rf"\b{_HELD}\b[^;.:]{{0,60}}?(?:\b{_SUCH_AS}|:)[,:]?\s+([^;\n]+)", 2),
    regex(rf"\b{_HELD}\b[^;.:]{{0,60}}?:\s+([^;:\n]+(?:;(?:[^;:\n]+(?=;|$|\n)))+)", 2),
    regex(rf"\b{_SUCH_AS}[,:]? {_OWNED}{_HELD}[,:]? ([^;\n]+)", 2),
    regex(rf"\b(?:parent (?:company )?of|owns|controls|owner of)[,:]? {_OWNED}(?:{_HELD}[,:]? )?([^;\n]+)", 2),
    regex(
        r"(?:子公司|附属公司|附屬公司|分公司|关联公司|關聯公司|下属企业|下屬企業)[^；;。]{0,8}?(?:包括|例如|如|即|：|:)([^；;。\n]+)"
    ),
    regex(
        r"(?:包括|包含)其?(?:全部|所有|全资|全資|控股|下属|下屬)*(?:子公司|附属公司|附屬公司|分公司)[:：]?([^；;。\n]+)"
    ),
)
_SIGNS = (
    *(
        "includ",
        "incl.",
        "namely",
        "such as",
        "among ",
        "in particular",
        "einschlie",
        "darunter",
        "notamment",
        "dont ",
    ),
    *(
        "incluid",
        "y compris",
        "parent ",
        "owns",
        "controls",
        "owner of",
        "公司",
        "企业",
        "企業",
        "subsid",
        "affiliat",
    ),
    *("branch", "unit", "division", "compan", "entit", "firm", "enterprise", "tochter", "filial"),
)
"""One of these stands in every such clause: most texts hold none, and nothing else is looked for in them."""
_IN_A_NAME = regex(rf"\b{_SUCH_AS}[,:]? ([^;\n]+)", 2)
_COMMAS = re.compile(r"\s*[,，、;；]\s*")
_ANDS = re.compile(r"\s+(?:and|und|et|y|as well as)\s+|(?<=\w)[和及与與](?=\w)", re.IGNORECASE)
_LEADING = re.compile(r"^(?:and|or|und|et|y|as well as|和|及|与|與|等)\s*(?=\W|[A-Z\u3400-\u9fff])\s*|^(?:and|or)\s+")
_SENTENCE = re.compile(r"(\w*)\.\s+(?=[A-Z])")
_NO_NAME = frozenset(
    (
        *("its", "their", "thereof", "thereunder", "others", "other", "it", "them", "these", "those", "any", "all"),
        *(
            "each",
            "such",
            "every",
            "successor",
            "successors",
            "subsidiary",
            "subsidiaries",
            "affiliate",
            "affiliates",
        ),
        *("branch", "branches", "company", "companies", "entity", "entities", "firm", "firms", "unit", "units"),
        *("elsewhere", "worldwide", "abroad", "limited", "to", "but", "not", "with", "without", "of", "or", "and"),
        *("in", "at", "by", "the", "etc"),
    )
)
"""Words that begin no name in such a clause."""


def held_names(text: str, *, is_name: bool = False) -> Iterator[str]:
    """The names that a text gives of companies held by its subject; in a name also behind a bare "including"."""
    low = text.casefold()
    if not any(sign in low for sign in _SIGNS):
        return
    clauses = (*_CLAUSES, _IN_A_NAME) if is_name else _CLAUSES
    lists = dict.fromkeys(found for clause in clauses for found in clause.findall(text))
    names = (name for found in lists for name in _apart(_one_sentence(found)))
    yield from dict.fromkeys(name for name in names if _is_name(name, is_name))


def _one_sentence(text: str) -> str:
    """A text up to its first full stop that ends no abbreviation in a name."""
    for stop in _SENTENCE.finditer(text):
        following = re.match(r"\w+", text[stop.end() :])
        within = len(stop[1]) <= 3 and not _is_form(stop[1])
        if not within and not (following and _is_form(following[0])):
            return text[: stop.start(1) + len(stop[1])]
    return text


def _apart(text: str) -> Iterator[str]:
    parts: list[str] = []
    for part in _COMMAS.split(text):
        head, *rest = _ANDS.split(part, maxsplit=1)
        if parts and _is_form(head):
            parts[-1] += f", {head}"
            parts += rest
        else:
            parts.append(part)
    for part in parts:
        whole = _LEADING.sub("", part)
        yield _bare(whole)
        halves = _ANDS.split(whole)
        yield from map(_bare, halves if len(halves) > 1 else ())


def _bare(text: str) -> str:
    """A name without the signs around it; the bracket that it opens itself stays."""
    text = text.strip(" :'\"“”‘’[]")
    return text if "(" in text else text.strip("()").removesuffix(" etc.").removesuffix("等")


def _is_form(text: str) -> bool:
    words = tuple(text.casefold().replace(".", "").split())
    return bool(words) and (words in legal_forms().curated or all((word,) in legal_forms().curated for word in words))


def _is_name(text: str, lower: bool) -> bool:
    """Whether a part of such a clause is a name: begun as names are, and more than words of the clause itself."""
    words = re.findall(r"\w+", text)
    if not words or (text[0].islower() and not lower) or len(text) < 2:
        return False
    return words[0].casefold() not in _NO_NAME and not _is_form(text) and any(map(str.isalpha, text))


_TAIL = regex(
    rf"[;,]?\s+(?:and|or)\s+(?:any|all|its|their|each)\b[^;]{{0,40}}?\b(?:successors?\b|{_HELD}\b).*$"
    r"|\s*及其?(?:全部|所有|任何)?(?:子公司|附属公司|附屬公司|分公司|继承|關聯公司|关联公司).*$",
    2,
)


_SUCCESSORS = re.compile(r";?\s+and any (?:successor|sub-?unit|subsidiar).*$", re.IGNORECASE)


def without_successors(name: str) -> str:
    """The name without the tail that extends a listing to successors and subsidiaries, as BIS words it."""
    return _SUCCESSORS.sub("", name).strip()


def bare_name(name: str) -> str:
    """The name without a tail that may extend a listing to others, in other words as well; it may be a part of it."""
    may = " and " in name.casefold() or " or " in name.casefold() or "及" in name
    return _TAIL.sub("", name).strip() if may else name
