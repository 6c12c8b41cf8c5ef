"""Further names that stand in the text of one: a second party, a name in brackets, a name beside a code, a domain.

Rule: a part is a name of its own only where it is told apart by a sign that names do not have, and holds a word that
is no legal form; the whole text stays a name as well, so nothing is lost by a wrong cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pratique.parties.lists.held import bare_name, held_names
from pratique.parties.lists.listing import Identifier
from pratique.parties.names.tables import legal_forms, terms
from pratique.patterns import regex

_APART = regex(r"\s*[;|\n]\s*|\s+/\s+|(?<=\w{3})/(?=\w{3})|\s+(?:c/o|on behalf of|for account of|z\.\s?hd\.)\s+", 2)
_BRACKETS = regex(r"[(\[{（【]\s*([^()\[\]{}（）【】]{3,}?)\s*[)\]}）】]")
_CODE = regex(r"(?<!\w)[\w.#-]*\d[\w.#/-]*(?!\w)")
_DOMAIN = regex(r"(?:https?://|www\.|@|^)((?:[\w-]{2,}\.)+[a-z]{2,})(?:[/\s?]|$)", 2)
_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "gov", "edu", "ac"))
SHORTEST = 3
"""Letters of the shortest name that is looked for inside another."""
MOST_WORDS = 8
"""Words of the longest cell that is taken for the name of a firm alone."""


LONG_NUMBER = 8
"""Signs of a number, digits for the most part, that is looked for wherever it stands."""


_OF_A_SHIP = regex(r"\bIMO[\W_]{0,3}(?:no|nr|number)?[\W_]{0,3}(\d{7})(?!\d)", 2)
_IN_GROUPS = regex(r"(?<![\w.])\d+(?: \d+)+(?![\w.])")


def numbers_in(texts: Iterable[str]) -> Iterator[Identifier]:
    """The long numbers in texts, a name or a cell that nobody explains: a list may know a party by one."""
    texts = tuple(texts)
    words = [word for text in texts for word in re.split(r"[\s:;,()]+", text)]
    words += [group for text in texts for group in _IN_GROUPS.findall(text)]
    yield from (Identifier("IMO", number) for text in texts for number in _OF_A_SHIP.findall(text))
    for word in dict.fromkeys(words):
        if len(word) >= LONG_NUMBER and sum(char.isdigit() for char in word) > len(word) / 2:
            yield Identifier("Number", word)


@lru_cache(maxsize=4096)
def names_within(text: str) -> tuple[str, ...]:
    """The further names in a name, without the name itself."""
    found = [*_APART.split(text), *_after_form(text), bare_name(text), *held_names(text, is_name=True)]
    inner = _BRACKETS.findall(text)
    if inner:
        found += [*inner, _BRACKETS.sub(" ", text)]
    found += [_CODE.sub(" ", each) for each in (text, _BRACKETS.sub(" ", text)) if _CODE.search(each)]
    found += [_label(domain) for domain in _DOMAIN.findall(text)]
    parts = (each.strip(" -–:,;#*_") for each in found)
    return tuple(dict.fromkeys(each for each in parts if each != text.strip() and _is_name(each)))


_TOLD = regex(
    r"(?:\b(?:formerly|previously|f/?k/?a|a/?k/?a|d/?b/?a|trading as|c/o|on behalf of|for account of|"
    r"(?:owned|held|controlled|acquired|managed|represented|manufactured|made|distributed) by|"
    r"(?:subsidiary|affiliate|branch|division|unit|part|member|agent|distributor|reseller|successor) of|"
    r"ehemals|vormals|früher|gehört zu[mr]?|tochter(?:gesellschaft|unternehmen)? (?:von|der|des)|"
    r"teil (?:von|der|des)|im auftrag von|filiale de|anciennement|filial de):?\s+(?:the |der |die |la |le )?|"
    r"(?:曾用名|原名|隶属于|隸屬於|代表|母公司|实际控制人)(?:为|是)?[::]?)"
    r"([^,;.(),;。()\n]{2,80})",
    2,
)
"""Behind these words of a remark or an address somebody else is named."""


_ON = regex(r"\s+(?:since|until|as of|from|which|who|with|and|in|at|by|seit|bis|und|mit|depuis|et)\s", 2)
"""Where the clause goes on behind a name."""


def names_told(text: str) -> tuple[str, ...]:
    """The names of others in a remark, an address, a web site or a cell that nobody explains."""
    clauses = [found.strip() for found in _TOLD.findall(text)]
    told = [*clauses, *(_ON.split(each)[0] for each in clauses)]
    domains = (_label(domain) for domain in _DOMAIN.findall(text))
    firm = (text.strip(),) if _is_firm(text) else ()
    return tuple(dict.fromkeys(each for each in (*told, *domains, *held_names(text), *firm) if _is_name(each)))


def _is_firm(text: str) -> bool:
    """Whether a cell is the name of a firm and nothing else: a few words, the last of them a legal form."""
    words = text.casefold().replace(".", "").split()
    return 2 <= len(words) <= MOST_WORDS and (words[-1],) in legal_forms().curated


def _after_form(text: str) -> list[str]:
    """The parts around a comma behind a legal form ("Harmless AG, Hikvision")."""
    head, comma, tail = text.partition(", ")
    words = head.casefold().replace(".", "").split()
    behind = bool(comma) and bool(words) and (words[-1],) in legal_forms().curated
    return [head, tail] if behind and _is_name(tail) else []


def _label(domain: str) -> str:
    """The name in a domain: what stands before the last label, or before the last two of `co.uk`."""
    labels = domain.casefold().split(".")
    return labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2]


def _is_name(text: str) -> bool:
    """Whether something in a text singles somebody out: a word that is no legal form and no word of the trade."""
    forms = legal_forms().curated
    words = "".join(char if char.isalnum() else " " for char in text.casefold()).split()
    telling = (word for word in words if (word,) not in forms and not _is_generic(word) and not word.isdigit())
    return any(len(word) >= SHORTEST or not word.isascii() for word in telling)


def _is_generic(word: str) -> bool:
    term = terms().get(word)
    return term is not None and term.weight < 0.75
